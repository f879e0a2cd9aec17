"""From a file's bytes to a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from govtext.errors import GovtextError
from govtext.sources.document import Document
from govtext.sources.read import LONGEST_LINE, format_of, read_document

Read = Callable[[str], Document]

TEXT = "一、治理\n\n人工智能治理需要各国共同参与，也需要长期的耐心。\n"


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.txt", "txt"), ("a.TXT", "txt"), ("a.text", "txt"), ("a.md", "md"), ("a.markdown", "md"), ("a", "txt")],
)
def test_formats_by_ending(name: str, form: str) -> None:
    assert format_of(Path(name)) == form


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a.epub", "a.xlsx"])
def test_formats_that_cannot_be_read_name_those_that_can(name: str) -> None:
    with pytest.raises(GovtextError, match=r"cannot read .*\.txt") as raised:
        format_of(Path(name))
    assert raised.value.where == name


def test_a_document_says_how_it_was_read() -> None:
    document = read_document(TEXT.encode("gb18030") * 3, Path("a.md"))
    assert document.format == "md"
    assert document.encoding.startswith("gb18030 (")


@pytest.mark.parametrize("text", ["- 3 -\n", "12", "---\n", "\u3000\u3000", "\f", "**\n", "首页 > 研究 > 报告\n"])
def test_a_text_of_which_nothing_is_left_is_refused(text: str) -> None:
    with pytest.raises(GovtextError, match=r"no text is left|empty"):
        read_document(text.encode(), Path("a.txt"))


def test_a_text_of_punctuation_is_a_text() -> None:
    assert read_document("，。！？“”".encode(), Path("a.txt")).text == "，。！？“”"


def test_segmented_text_is_left_as_it_is() -> None:
    text = "人工 智能 治理 ，\n- 3 -\n\n① 很 重要 [1] 。\n"
    document = read_document(text.encode(), Path("a.txt"), clean=False)
    assert document.text == text
    assert document.removed == []
    assert (document.origin == np.arange(len(text))).all()


def test_segmented_text_has_plain_line_ends_too() -> None:
    assert read_document("治理 很 重要\r\n发展\r\n".encode(), Path("a.txt"), clean=False).text == "治理 很 重要\n发展\n"


def test_origin_leads_back_to_the_raw_text() -> None:
    raw = "  人 工智能,很重要。\n"
    document = read_document(raw.encode(), Path("a.txt"))
    # Raw: blanks at 0 and 1, 人 at 2, a blank at 3, 工 at 4 … , at 7.
    assert document.text == "人工智能，很重要。"
    assert document.origin.tolist() == [2, 4, 5, 6, 7, 8, 9, 10, 11]
    assert [(span.rule, span.start, span.end) for span in document.removed] == [
        ("margins", 0, 2),
        ("han_spaces", 3, 4),
        ("empty_lines", 12, 13),
    ]


def test_removed_spans_stand_in_order(read: Read) -> None:
    document = read("目录\n甲 1\n乙 2\n\n治理[1]很重要。\n\n[1] 某某：《书》。\n\n---\n\n发展 也重要。")
    starts = [span.start for span in document.removed]
    assert len(starts) > 4
    assert starts == sorted(starts)


def test_a_very_long_line_is_pointed_out(read: Read) -> None:
    line = "治理很重要。" * (LONGEST_LINE // 6 + 1)
    warnings = read(f"发展也重要。\n{line}").warnings
    assert len(warnings) == 1
    assert "line 2" in warnings[0]


def test_a_line_of_ordinary_length_is_not_pointed_out(read: Read) -> None:
    assert read("治理很重要。" * 1000).warnings == []
