"""Faulty codebooks: each is refused with file, line, cause and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.codebooks.reading import read
from govtext.errors import GovtextError, UsageProblem
from govtext.study import Study
from govtext.study.codebooks import codebooks

HEAD = '[codebook]\nid = "b"\nlabel = "B"\n\n'  # four lines
CODE = '[[code]]\nid = "a"\nindicators = ["治理"]\n\n'  # four more


def fault(tmp_path: Path, text: str) -> GovtextError:
    path = tmp_path / "b.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GovtextError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.exit_code == 3
    assert caught.value.remedy, caught.value
    return caught.value


def second(*lines: str) -> str:
    """Return a codebook whose second code begins in line 9."""
    return HEAD + CODE + "\n".join(("[[code]]", *lines, ""))


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        (second('id = "a"'), 9, "two codes are called 'a' (the other in line 5)"),
        (second('id = "c"', 'parent = "aa"'), 9, "the parent 'aa' of c is no code"),
        (second('id = "c"', 'parent = "c"'), 9, "codes are parts of themselves: c → c"),
        (second('id = "c"', 'indicator = ["风险"]'), 11, "an unknown key 'indicator'"),
        (second('id = "c"', 'colour = "red"'), 11, "an unknown key 'colour'"),
        (second('id = "c"', 'indicators = ["治理", "near(数据, 安全"]'), 11, "the bracket '(' is not closed"),
        (second('id = "c"', "indicators = [", '    "治理",', '    "数据)",', "]"), 13, "closes nothing"),
        (second('id = "c"', 'indicators = ["close(数据, 安全, 3)"]'), 11, "there is no operator 'close'"),
        (second('id = "c"', 'indicators = ["nearr(数据, 安全, 3)"]'), 11, "there is no operator 'nearr'"),
        (second('id = "c"', 'indicators = ["数据 & 安全"]'), 11, "a sign of another language"),
        (second('id = "c"', 'indicators = [""]'), 11, "there is nothing to look for"),
        (second('id = "c"', 'indicators = ["not 治理"]'), 11, "only what must not be there"),
        (second('id = "c"', 'indicators = ["near(治理)"]'), 11, "near takes two things"),
        (second('id = "c"', 'indicators = ["near(治理, 风险, x)"]'), 11, "a whole number of words"),
        (second('id = "c"', 'indicators = ["near(治理, 风险, 0)"]'), 11, "a whole number of words"),
        (second('id = "c"', 'indicators = ["[治理"]'), 11, "is not closed"),
        (second('id = "c"', """indicators = ['"治理']"""), 11, "is not closed"),
        (second('id = "c"', 'indicators = ["治理 and"]'), 11, "there is nothing to look for"),
        (second('id = "c"', 'exclude = ["(治理"]'), 11, "the bracket '(' is not closed"),
        (second('id = "c"', 'indicators = "治理"'), 11, "indicators of the code c is no list of texts"),
        (second('id = "c"', "indicators = [1]"), 11, "indicators of the code c is no list of texts"),
        (second('id = "c"', 'examples = ["句。"]'), 9, "examples of the code c is no table"),
        (second('id = "c"', 'examples.includes = ["句。"]'), 9, "an unknown key 'includes'"),
        (second('id = "c c"'), 9, "'c c' cannot be the id of a code"),
        (second("indicators = []"), 9, "code 2 has neither an id nor a label"),
        (second('id = "c"', "label = 3"), 11, "label of code 2 is no wording"),
        (second('id = "c"', 'label = { en = "C", fr = "C" }'), 9, "an unknown key 'fr'"),
        ('[codebook]\nid = "a b"\n[[code]]\nid = "a"\n', 1, "the id 'a b' of the codebook cannot be a name"),
        ('[codebook]\nname = "b"\n[[code]]\nid = "a"\n', 2, "[codebook] has an unknown key 'name'"),
        ('[codebok]\n[[code]]\nid = "a"\n', 1, "an unknown key 'codebok'"),
    ],
)
def test_the_line_is_named(text: str, line: int, cause: str, tmp_path: Path) -> None:
    found = fault(tmp_path, text)
    assert found.what.startswith(f"line {line}: "), found
    assert cause in found.what


def test_a_ring_of_parents_is_named(tmp_path: Path) -> None:
    ring = "".join(f'[[code]]\nid = "{one}"\nparent = "{other}"\n\n' for one, other in ("cd", "de", "ec"))
    found = fault(tmp_path, HEAD + CODE + ring)
    assert found.what.startswith("line 9: codes are parts of themselves: c → d → e → c")


def test_what_is_no_codebook(tmp_path: Path) -> None:
    for text, cause in (
        ("", "no codes"),
        (HEAD, "no codes"),
        ("[codebook\n", "not valid TOML"),
        ('codebook = "b"\n', "codebook is not a table"),
        ('code = "a"\n', "code is not a list of tables"),
        ("[[code]]\nid = " + "[" * 5000 + "\n", "nested too deep"),
    ):
        assert cause in str(fault(tmp_path, text))
    assert "line 2" in str(fault(tmp_path, '[codebook]\nid = "b\n'))


def test_all_faulty_lines_are_named(tmp_path: Path) -> None:
    found = fault(tmp_path, second('id = "c"', 'indicators = ["(治理"]', 'exclude = ["治理)"]', 'colour = "x"'))
    assert "2 more faulty lines: 12, 13" in found.what


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_editors_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "b.toml"
    text = HEAD + CODE + '[[code]]\nid = "c"\ndefinition = "句子谈到全球治理的风险，这是一个例子。"\n'
    path.write_bytes(text.encode(encoding))
    assert [code.id for code in read(path).codes] == ["a", "c"]


@pytest.mark.parametrize(
    ("near", "hint"),
    [("principle", "did you mean 'principles'?"), ("zzz", "codebooks: "), ("", "codebooks: "), ("rules.dic", "import")],
)
def test_no_such_codebook(near: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.dic").write_text("%\n")
    with pytest.raises(UsageProblem) as caught:
        codebooks(Study(None, []), near)
    assert hint in str(caught.value)


def test_two_codebooks_of_one_id(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(HEAD + CODE, encoding="utf-8")
    with pytest.raises(UsageProblem, match="are both called 'b'"):
        codebooks(Study(None, []), f"{tmp_path / 'one.toml'},{tmp_path / 'two.toml'}")
