"""CoNLL's columns, as other programs write them too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext.errors import GovtextError
from govtext.sources.read import read_document
from govtext.sources.readers.conll import read
from govtext.sources.source import Source
from govtext.tokens.build import load_index

Run = Callable[..., Any]


def text_of(*lines: str) -> str:
    return read("\n".join(lines).encode(), "a.conll").text


def test_words_paragraphs_and_comments() -> None:
    assert (
        text_of(
            "# newdoc id = a",
            "# newpar",
            "# sent_id = 1",
            "1\t治理\t_\t_\tv",
            "2\t。\t_\t_\tw",
            "",
            "# sent_id = 2",
            "1\t发展\t_\t_\tv",
            "",
            "# newpar id = p2",
            "1\tPartnership␣on␣AI",
            "2\t来",
        )
        == "治理 。 发展\n\nPartnership␣on␣AI 来"
    )


def test_without_paragraphs_all_is_one() -> None:
    assert text_of("1\t治理", "", "", "1\t风险", "") == "治理 风险"


def test_ranges_and_empty_nodes_stand_for_themselves() -> None:
    assert text_of("1-2\tdelle", "1\tdi", "2\tle", "2.1\tvuoto", "3\tcose") == "di le cose"


def test_a_word_that_begins_with_a_hash() -> None:
    assert text_of("1\t#", "2\t#治理", "# 3 comments", "#\tno number") == "# #治理"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(end: str) -> None:
    assert read(f"1\t治理{end}2\t风险{end}".encode(), "a").text == "治理 风险"


def test_encodings() -> None:
    words = ["我们", "的", "发展", "是", "大家", "的", "事", "，", "也", "是", "国家", "的", "责任", "。"]
    reading = read("".join(f"{place}\t{word}\n" for place, word in enumerate(words, 1)).encode("gb18030"), "a")
    assert reading.text == " ".join(words)
    assert "gb" in reading.encoding.lower()
    assert read("\ufeff1\t治理\n".encode(), "a").text == "治理"


@pytest.mark.parametrize(
    ("lines", "number"),
    [(["1\t治理", "2"], 2), (["# c", "", "1 治理"], 3), (["治理 风险"], 1), (["1\t治理", " x "], 2)],
)
def test_a_line_of_one_column_is_named(lines: list[str], number: int) -> None:
    with pytest.raises(GovtextError, match=f"line {number} has one column; part the number") as caught:
        text_of(*lines)
    assert caught.value.exit_code == 3


def test_nothing_but_comments() -> None:
    with pytest.raises(GovtextError, match="no text is left"):
        read_document(b"# newdoc\n\n", Path("a.conll"), clean=False)


@pytest.mark.parametrize("ending", ["conll", "conllu", "CoNLLU"])
def test_counts_and_units(tmp_path: Path, ending: str) -> None:
    # Two paragraphs; sentences by their marks: 治理 。 | 发展 ！ | 风险
    path = tmp_path / f"a.{ending}"
    path.write_text("# newpar\n1\t治理\n2\t。\n\n1\t发展\n2\t！\n\n# newpar\n1\t风险\n2\tAI␣治理\n", encoding="utf-8")
    index = load_index([Source("a", path, {})], "whitespace")
    assert [index.vocabulary[number] for number in index.ids] == ["治理", "。", "发展", "！", "风险", "AI 治理"]
    assert index.bounds["paragraph"].tolist() == [0, 4, 6]
    assert index.bounds["sentence"].tolist() == [0, 2, 4, 6]


@pytest.mark.parametrize("text", ["1\t治理\n2\n", "治理\n", "", "\x00\x01\x02\x03"])
def test_a_damaged_file_is_one_line_and_exit_code_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Run, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.conll").write_bytes(text.encode())
    outcome = govtext("freq", "bad.conll", "--engine", "whitespace")
    assert outcome.code == 3
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith("govtext: bad.conll: ")
