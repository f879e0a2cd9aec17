"""What a line of a concordance quotes at most, and how its reference is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from govtext.analyses.concordance.quoting import MOST
from govtext.analyses.kwic import kwic
from govtext.sources.document import Document, Section
from govtext.sources.source import Source
from govtext.sources.structure import paragraphs, sentences
from govtext.table import Table
from govtext.tokens import build
from govtext.tokens.index import TokenIndex
from govtext.tokens.segment import Segmentation

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


@pytest.mark.parametrize("context", ["sentence", "paragraph"])
def test_one_very_long_sentence_is_not_quoted_whole(segmented: Build, context: str) -> None:
    # 3,000 words and blanks, 9,000 characters, to either side.
    table = kwic(segmented(a="发展 " * 3_000 + "治理" + " 风险" * 3_000), pattern="治理", context=context).main  # type: ignore[arg-type]
    (left,), (right,) = table.values("left"), table.values("right")
    assert MOST == 1_000
    assert (len(left), len(right)) == (1_000, 1_000)
    assert left == ("发展 " * 400)[-1_000:]
    assert right == (" 风险" * 400)[:1_000]
    assert f"Context: the whole {context}, at most 1,000 characters to either side." in notes(table)
    assert "左右各至多 1,000 字" in "".join(note.zh for note in table.notes)


def test_the_largest_window_is_cut_too(segmented: Build) -> None:
    table = kwic(segmented(a="发展 " * 3_000 + "治理" + " 风险" * 3_000), pattern="治理", window=1_000).main
    assert [len(table.values(side)[0]) for side in ("left", "right")] == [1_000, 1_000]


def test_a_sentence_of_common_length_is_whole(segmented: Build) -> None:
    # 300 words, 900 characters to the left; one to the right.
    table = kwic(segmented(a="发展 " * 300 + "治理 。 风险 。"), pattern="治理", context="sentence").main
    assert table.values("left") == ["发展 " * 300]
    assert table.values("right") == [" 。"]


# References


def numbered(*sections: tuple[int, str, str, str, str]) -> TokenIndex:
    """Index one source by sections of level, number, title, authors and text."""
    lines: list[str] = []
    opened = []
    for level, number, title, authors, body in sections:
        named = tuple(authors.split("、")) if authors else ()
        opened.append(Section(level, number, title, len(lines), authors=named))
        lines += [" ".join(filter(None, (number, title))), body]
    text = "\n\n".join(lines)
    document = Document(text, text, np.arange(len(text)), encoding="utf-8 (valid UTF-8)", sections=opened)
    document.paragraphs, document.sentences = paragraphs(text), sentences(text)
    whitespace = Segmentation("whitespace")
    made = build._merge([build.segment_document(document, whitespace)])
    return build._index(made, [Source("r", Path("r.txt"), {"label": "报告", "year": 2023})])


def references(index: TokenIndex, pattern: str = "治理") -> list[str]:
    return [str(one) for one in kwic(index, pattern=pattern).main.values("reference")]


def test_authors_of_a_contribution_stand_before_the_report() -> None:
    # Paragraphs: 1 甲文 2 | 3 小结 4 | 5 乙文 6 | 7 附录 8
    index = index_of_parts(
        {"v": {"label": "文集", "year": 2022}},
        v=[
            (1, "甲文", "张三", "治理 。"),
            (2, "小结", "", "治理 。"),
            (1, "乙文", "李四、王五", "治理 。"),
            (1, "附录", "", "治理 。"),
        ],
    )
    found = references(index)
    assert found[0] == "张三, 文集 2022, ¶2.1"
    assert found[1] == "张三, 文集 2022, ¶4.1"  # a part of the contribution
    assert found[2].endswith(", 文集 2022, ¶6.1")
    assert found[2].startswith("李四")
    assert "王五" in found[2]
    assert found[3] == "文集 2022, ¶8.1"  # nobody's own


def test_an_author_who_is_in_the_label_is_not_named_twice() -> None:
    fields: dict[str, dict[str, str | int]] = {"v": {"label": "张三文集", "year": 2022}}
    assert references(index_of_parts(fields, v=[(1, "甲文", "张三", "治理 。")])) == ["张三文集 2022, ¶2.1"]


@pytest.mark.parametrize("bullet", ["❖", "●", "■", "—", "※"])
def test_a_bullet_is_no_number_of_a_section(bullet: str) -> None:
    assert references(numbered((1, bullet, "要点", "", "治理 。"))) == ["报告 2023, ¶2.1"]
    nested = numbered((1, "第一章", "总论", "", "发展 。"), (2, bullet, "要点", "", "治理 。"))
    assert references(nested) == ["报告 2023, §第一章, ¶4.1"]


def test_numbers_of_sections_within_sections() -> None:
    index = numbered(
        (1, "第一章", "总论", "", "发展 。"),
        (2, "一、", "背景", "", "治理 。"),
        (3, "（二）", "现状", "", "治理 。"),
        (2, "二、", "问题", "", "治理 。"),
        (1, "", "结语", "", "治理 。"),
        (2, "1.", "展望", "", "治理 。"),
    )
    assert references(index) == [
        "报告 2023, §第一章 一, ¶4.1",
        "报告 2023, §第一章 一 （二）, ¶6.1",
        "报告 2023, §第一章 二, ¶8.1",
        "报告 2023, ¶10.1",
        "报告 2023, §1, ¶12.1",
    ]
