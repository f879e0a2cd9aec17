"""Lists that a scholar hands over: counts no corpus has, encodings of old, names with blanks between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
Refused = Callable[..., str]
ASKED = ("--min-count", "1", "--no-save", "--format", "csv")

# The corpus: a: 治理 治理 风险 。    b: 治理 发展 发展 发展 。


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"term,count\n治理,5\n风险,{'9' * 30}\n", 3),
        ("term,count\n治理,9000000000000000000\n风险,9000000000000000000\n", 2),
        (f"治理\t{10**15 + 1}\n", 1),
        pytest.param(
            f"治理 5\n风险 {'9' * 5_000}\n",
            2,
        ),
        (f"term,count\n治理,{'9' * 30}.0\n", 2),
    ],
)
def test_counts_that_no_corpus_has_are_refused_with_their_line(
    study: Path, refused: Refused, text: str, line: int
) -> None:
    (study / "list.csv").write_text(text, encoding="utf-8")
    said = refused(3, "-q", "compare", "--reference-list", "list.csv", *ASKED)
    assert "list.csv: " in said
    assert f"line {line}: " in said
    assert len(said) < 300


def test_the_largest_count_is_read(study: Path, govtext: Call) -> None:
    (study / "list.csv").write_text(f"term,count\n治理,{10**15}\n风险,3\n", encoding="utf-8")
    outcome = govtext("compare", "--reference-list", "list.csv", "--table", "keyness", *ASKED)
    assert outcome.code == 0, outcome.err
    assert f",{10**15}," in outcome.out


OLD = ["gb2312", "gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"]


@pytest.mark.parametrize("encoding", OLD)
def test_a_short_list_of_patterns_or_terms_in_an_encoding_of_old(study: Path, govtext: Call, encoding: str) -> None:
    (study / "list.txt").write_bytes("治理\r\n风险\r\n".encode(encoding))
    found = govtext("kwic", "--patterns", "list.txt", "--no-save", "--format", "csv")
    assert found.code == 0, found.err
    assert found.out.count("\n") == 1 + 4
    compared = govtext("compare", "--terms", "list.txt", "--table", "frequencies", *ASKED)
    assert compared.code == 0, compared.err
    assert sorted(line.split(",")[0] for line in compared.out.splitlines()[1:]) == ["治理", "风险"]


@pytest.mark.parametrize("encoding", OLD)
def test_a_short_lexicon_in_an_encoding_of_old(study: Path, govtext: Call, encoding: str) -> None:
    (study / "own.tsv").write_bytes("治理风险\t\t\n".encode(encoding))
    outcome = govtext("freq", "--lexicon", "own.tsv", "--features", "terms", "--no-save", "--format", "csv")
    assert outcome.code == 0, outcome.err
    assert outcome.out.splitlines()[1].startswith("治理风险,term,1,")


@pytest.mark.parametrize("encoding", OLD)
def test_a_short_stop_list_in_an_encoding_of_old(study: Path, govtext: Call, encoding: str) -> None:
    (study / "stopwords" / "own.txt").write_bytes("# 停用\r\n治理\r\n".encode(encoding))
    outcome = govtext("freq", "--stopwords", "own", "--no-save", "--format", "csv")
    assert outcome.code == 0, outcome.err
    assert sorted(line.split(",")[0] for line in outcome.out.splitlines()[1:]) == ["发展", "风险"]


AS_LIST = {
    "kwic --patterns list.txt": "list.txt",
    "compare --terms list.txt": "list.txt",
    "compare --reference-list list.txt": "list.txt",
    "freq --lexicon own.tsv --features terms": "own.tsv",
    "freq --stopwords list.txt": "list.txt",
}


@pytest.mark.parametrize("line", AS_LIST)
@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.7\n%\xff\xff\xff\xff\n", b"PK\x03\x04\x14\x00\x06\x00", b"\x00\x01\x02" * 9],
    ids=["pdf", "pdf with bytes", "zip", "zeros"],
)
def test_what_is_no_text_is_no_list(study: Path, refused: Refused, line: str, data: bytes) -> None:
    (study / AS_LIST[line]).write_bytes(data)
    said = refused(3, "-q", *line.split())
    assert f"{AS_LIST[line]}: " in said
    assert "; " in said
    assert not (study / "outputs").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",  # the second line that most PDFs have: two characters, were it GB2312
        "PK\x03\x04治理".encode("gb2312"),
        "{\\rtf1 治理}".encode("gb2312"),
    ],
    ids=["pdf", "zip", "rtf"],
)
@pytest.mark.parametrize("line", AS_LIST)
def test_another_format_whose_bytes_could_be_chinese(study: Path, refused: Refused, line: str, data: bytes) -> None:
    (study / AS_LIST[line]).write_bytes(data)
    assert f"{AS_LIST[line]}: this is a" in refused(3, "-q", *line.split())


@pytest.mark.parametrize("names", ["govtext, modals", "govtext,modals", " govtext ,  modals "])
def test_blanks_between_the_names_of_stop_lists(study: Path, govtext: Call, names: str) -> None:
    (study / "corpus" / "a.txt").write_text("我们 应当 治理 的 风险 。\n", encoding="utf-8")
    outcome = govtext("freq", "a", "--stopwords", names, "--format", "csv")
    assert outcome.code == 0, outcome.err
    assert outcome.err.count("no stop list") == 0
    assert sorted(line.split(",")[0] for line in outcome.out.splitlines()[1:]) == ["治理", "风险"]
    assert (study / "outputs" / "freq" / "freq.csv").exists()


@pytest.mark.parametrize(
    "again", [("--stopwords", "govtext", "--stopwords", "modals"), ("--stopwords=govtext,modals",)]
)
def test_a_list_given_again_is_added_to(study: Path, govtext: Call, again: tuple[str, ...]) -> None:
    (study / "corpus" / "a.txt").write_text("我们 应当 治理 的 风险 。\n", encoding="utf-8")
    outcome = govtext("freq", "a", *again, "--format", "csv", "--no-save")
    assert outcome.code == 0, outcome.err
    assert sorted(line.split(",")[0] for line in outcome.out.splitlines()[1:]) == ["治理", "风险"]


def test_blanks_in_the_environment_part_no_lists(study: Path, govtext: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    (study / "corpus" / "a.txt").write_text("我们 应当 治理 的 风险 。\n", encoding="utf-8")
    monkeypatch.setenv("GOVTEXT_STOPWORDS", "govtext, modals")
    outcome = govtext("freq", "a", "--format", "csv", "--no-save")
    assert outcome.code == 0, outcome.err
    assert sorted(line.split(",")[0] for line in outcome.out.splitlines()[1:]) == ["治理", "风险"]
    assert "应当" in govtext("freq", "a", "--stopwords", "none", "--format", "csv", "--no-save").out
