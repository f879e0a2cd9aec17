"""The bytes of other programs' files: encodings, sizes, endings."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.codebooks import exchange
from govtext.codebooks.exchange import export, format_of, import_file
from govtext.errors import GovtextError, UsageProblem

from .books import book, code

RULES = "＊风险\n安全 | 危机\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "gb18030", "euc_jp", "utf-16"])
def test_kh_coder_in_any_encoding_it_was_ever_written_in(encoding: str, tmp_path: Path) -> None:
    text = RULES.replace("风险", "危険").replace("危机", "危機") if encoding in ("cp932", "euc_jp") else RULES
    path = tmp_path / "rules.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    (found,) = import_file(path).codebook.codes
    name, other = text.split("\n")[0][1:], text.split("| ")[1].strip()
    assert (found.id, [one.text for one in found.indicators]) == (name, ["安全", other])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_dictionaries_in_several_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "d.lc3"
    path.write_bytes("+风险与安全\n的风险\n是一个安全的国家\n我们在这里治理\n".encode(encoding))
    assert import_file(path).codebook.codes[0].id == "风险与安全"


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "d.dic"
    path.write_bytes("%\n1\témotion\n%\nété\t1\n".encode("cp1252"))
    with pytest.raises(GovtextError, match="name its encoding: --encoding"):
        import_file(path)
    assert import_file(path, encoding="cp1252").codebook.codes[0].id == "émotion"
    with pytest.raises(UsageProblem, match="no encoding 'latin-99'"):
        import_file(path, encoding="latin-99")
    with pytest.raises(GovtextError, match="line 2 is not utf-8"):
        import_file(path, encoding="utf-8")
    with pytest.raises(UsageProblem, match="no encoding"):
        import_file(path, encoding="hex")


def test_the_format_is_told_by_the_ending(tmp_path: Path) -> None:
    endings = {"a.dic": "liwc", "a.YKD": "yoshikoder", "a.lcd": "lexicoder", "a.lc3": "lexicoder", "a.yml": "quanteda"}
    assert {name: format_of(Path(name)) for name in endings} == endings
    with pytest.raises(UsageProblem, match="cannot be told by its ending"):
        format_of(Path("a.cat"))


def test_a_file_of_millions_of_lines_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "LARGEST", 1000)
    path = tmp_path / "a.lc3"
    path.write_text("+a\n" + "x\n" * 1000)
    with pytest.raises(GovtextError, match="no codebook has more than"):
        import_file(path)


@pytest.mark.parametrize("data", [b"", b"\n \n", b"PK\x03\x04abc", b"\x00\x01\x02\x03", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    with pytest.raises(GovtextError) as caught:
        import_file(path)
    assert str(path) in str(caught.value)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yml").mkdir()
    for name in ("a.yml", "b.yml"):
        with pytest.raises(GovtextError):
            import_file(tmp_path / name)


def test_an_unknown_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageProblem, match="did you mean 'liwc'"):
        export(book(code("a", "治理")), "lwic")


def test_thousands_of_entries_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a:\n" + "".join(f"- 词{number}\n" for number in range(20_000)), encoding="utf-8")
    assert len(import_file(path).codebook.codes[0].indicators) == 20_000
