"""What no codebook may hold, how large it may be, and that large ones are read and walked quickly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.codebooks.exchange import import_file
from govtext.codebooks.model import DEEPEST, LONGEST, MOST_CODES, Codebook
from govtext.codebooks.reading import read
from govtext.codebooks.writing import toml
from govtext.errors import GovtextError
from govtext.tokens.hidden import BREAKS, hidden_sign, without_hidden
from govtext.tokens.lexicon.lines import Faults

from .books import trees

HEAD = '[codebook]\nid = "b"\nlabel = "B"\n'  # three lines
CODE = '[[code]]\nid = "a"\nindicators = ["治理"]\n'


def fault(tmp_path: Path, text: str) -> GovtextError:
    path = tmp_path / "b.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GovtextError) as caught:
        read(path)
    assert caught.value.exit_code == 3
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("line", "what", "sign"),
    [
        (r'label = "a\u001b[31m"', "label of code 1", "U+001B escape"),
        (r'label = { en = "a", zh = "甲\u202e乙" }', "label of code 1", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ('label = "甲\u202e乙"', "label of code 1", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        (r'label = "甲\n乙"', "label of code 1", "U+000A a line break"),
        (r'definition = "d\u0000"', "definition of the code a", "U+0000 a zero byte"),
        (r'source = "s\u2066"', "source of the code a", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        (r'indicators = ["治\u200b理"]', "indicators of the code a", "U+200B ZERO WIDTH SPACE"),
        (r'exclude = ["治\u0007"]', "exclude of the code a", "U+0007 a control character"),
        (r'examples.include = ["句\u001b"]', "include of the code a", "U+001B escape"),
    ],
)
def test_signs_that_nobody_can_see(tmp_path: Path, line: str, what: str, sign: str) -> None:
    found = fault(tmp_path, f'{HEAD}[[code]]\nid = "a"\n{line}\n')
    number = 4 if line.startswith("examples") else 6
    assert found.what == f"line {number}: {what} holds a sign that nobody can see: {sign}"


@pytest.mark.parametrize("key", ["label", "description", "source", "report"])
def test_nor_may_the_codebook_hold_them(tmp_path: Path, key: str) -> None:
    found = fault(tmp_path, f'[codebook]\n{key} = "x\\u202e"\n{CODE}')
    assert found.what.startswith(f"line 2: {key} of [codebook] holds a sign that nobody can see: U+202E")


def test_blanks_and_several_lines_are_no_such_signs(tmp_path: Path) -> None:
    path = tmp_path / "b.toml"
    text = '[[code]]\nid = "a"\nlabel = "甲\u3000乙"\ndefinition = """one\n\ttwo"""\nindicators = ["治理"]\n'
    path.write_text(text, encoding="utf-8")
    (code,) = read(path).codes
    assert (code.label.zh, code.definition.en) == ("甲\u3000乙", "one\n\ttwo")


@given(st.text())
def test_what_is_left_has_none(text: str) -> None:
    for allowed in ("", BREAKS):
        assert hidden_sign(without_hidden(text, allowed), allowed) == ""
    if not hidden_sign(text):
        assert without_hidden(text) == text


def test_an_import_leaves_them_out_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "rules.lc3"
    path.write_text("+风\u202e险\n危\u200b机\n危机\n", encoding="utf-8")
    imported = import_file(path)
    (code,) = imported.codebook.codes
    assert (code.label.zh, [one.text for one in code.indicators]) == ("风险", ["危机"])
    assert any("U+200B ZERO WIDTH SPACE" in loss for loss in imported.losses)
    assert any("left out of its label" in loss for loss in imported.losses)
    (tmp_path / "again.toml").write_text(toml(imported.codebook), encoding="utf-8")
    assert read(tmp_path / "again.toml").codes[0].label == code.label


def test_a_long_indicator(tmp_path: Path) -> None:
    (tmp_path / "ok.toml").write_text(f'[[code]]\nid = "a"\nindicators = ["{"治" * LONGEST}"]\n', encoding="utf-8")
    assert len(read(tmp_path / "ok.toml").codes[0].indicators[0].text) == LONGEST
    found = fault(tmp_path, f'{HEAD}[[code]]\nid = "a"\nindicators = ["治理", "{"治" * (LONGEST + 1)}"]\n')
    assert found.what == "line 6: code a: an indicator has 10,001 characters, and 10,000 is the most"


def chain(codes: int) -> str:
    """Return codes each of which is a part of the one before, three lines each."""
    return "".join(f'[[code]]\nid = "c{at}"\nparent = "c{at - 1}"\n' for at in range(1, codes)).join(
        ['[[code]]\nid = "c0"\n', ""]
    )


def test_a_deep_tree(tmp_path: Path) -> None:
    (tmp_path / "ok.toml").write_text(chain(DEEPEST + 1), encoding="utf-8")
    assert max(read(tmp_path / "ok.toml").depth) == DEEPEST
    found = fault(tmp_path, HEAD + chain(DEEPEST + 5))
    # three lines of head, two of c0, and three for each of c1 … c50: c51 begins in line 156
    assert found.what == "line 156: the code c51 has more than 50 others over it"


def test_many_codes(tmp_path: Path) -> None:
    codes = "".join(f'[[code]]\nid = "c{at}"\n' for at in range(MOST_CODES + 1))
    found = fault(tmp_path, HEAD + codes)
    assert found.what == "line 10004: the codebook has 5,001 codes, and 5,000 is the most"  # 3 + 2 * 5,000 + 1
    (tmp_path / "many.lc3").write_text("".join(f"+c{at}\n治理\n" for at in range(MOST_CODES + 1)), encoding="utf-8")
    with pytest.raises(GovtextError, match="it has 5,001 codes, and 5,000 is the most"):
        import_file(tmp_path / "many.lc3")


def test_a_long_ring_is_named_in_part(tmp_path: Path) -> None:
    ring = "".join(f'[[code]]\nid = "c{at}"\nparent = "c{(at + 1) % 3000}"\n' for at in range(3000))
    found = fault(tmp_path, HEAD + ring)
    assert "codes are parts of themselves: c0 → c1 → " in found.what
    assert found.what.endswith("→ …")


@given(trees(st.just("治理")))
def test_above_and_within_are_the_same_tree(book: Codebook) -> None:
    parent = [None if code.parent is None else book.position[code.parent] for code in book.codes]
    for code in range(len(book.codes)):
        way: list[int] = []
        above = parent[code]
        while above is not None:
            way.append(above)
            above = parent[above]
        assert book.above(code) == way
        assert book.depth[code] == len(way)
        assert all(code in book.within(one) for one in way)
        assert book.within(code) == [one for one in range(len(book.codes)) if one == code or code in book.above(one)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([4], ""),
        ([4, 4], ""),
        ([4, 7, 7], " (1 more faulty line: 7)"),
        ([9, 4, 7, 4, 9], " (2 more faulty lines: 7, 9)"),
        ([*range(4, 12)], " (7 more faulty lines: 5, 6, 7, 8, 9 …)"),
    ],
)
def test_each_faulty_line_is_named_once(lines: list[int], said: str) -> None:
    faults = Faults(Path("f"))
    for line in lines:
        faults.add(line, "x", "y")
    with pytest.raises(GovtextError) as caught:
        faults.tell()
    assert caught.value.what == f"line 4: x{said}"
