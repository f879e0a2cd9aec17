"""Tables and captions are set apart; sentences that speak of them stay. How tables are found: test_grid."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]

FIRST = "人工智能治理需要各国共同参与，也需要长期的耐心，更需要把原则变成可以执行的制度。"
SECOND = "治理的成效取决于执行，执行取决于各方的意愿，因此不能只谈原则而不谈利益的安排。"


def apart(document: Document, part: str) -> list[str]:
    return [document.raw[span.start : span.end].strip() for span in document.removed if span.part == part]


@pytest.mark.parametrize(
    "rows",
    [
        "国家\t年份\t名称\n中国\t2023\t暂行办法\n欧盟\t2024\t人工智能法",
        "| 国家 | 年份 |\n| --- | --- |\n| 中国 | 2023 |\n| 欧盟 | 2024 |",
    ],
)
def test_a_table_is_set_apart(read: Read, rows: str) -> None:
    document = read(f"一、立法\n\n{FIRST}\n\n{rows}\n\n{SECOND}")
    assert document.text == f"一、立法\n\n{FIRST}\n\n{SECOND}"
    assert "".join(apart(document, "table")).startswith(rows.split("\n")[0])


def test_a_table_takes_its_caption(read: Read) -> None:
    document = read(f"一、立法\n\n{FIRST}\n\n表1：主要国家的立法\n国家\t年份\n中国\t2023\n欧盟\t2024\n\n{SECOND}")
    assert "表1" not in document.text
    assert apart(document, "table")[0].startswith("表1：主要国家的立法")


def test_a_file_that_is_one_table_is_its_own_text(rule: Rule) -> None:
    text = "国家\t年份\n" + "中国\t2023\n欧盟\t2024\n" * 20
    assert rule("tables", text) == text


@pytest.mark.parametrize(
    "line", ["图1", "图 1 各国算力分布", "图2-1：各国算力分布", "图 3. 算力", "Figure 2: Compute", "Fig. 3 Compute"]
)
def test_the_caption_of_a_figure_is_set_apart(read: Read, line: str) -> None:
    document = read(f"一、现状\n\n{FIRST}\n\n{line}\n\n{SECOND}")
    assert document.text == f"一、现状\n\n{FIRST}\n\n{SECOND}"
    assert apart(document, "caption") == [line]


@pytest.mark.parametrize(
    "line", ["图1显示，美国居首位", "图 1 显示，美国居首位。", "图书馆的作用", "如图1", "图们江 开发", "Figures show 3"]
)
def test_lines_that_speak_of_a_figure_stay(rule: Rule, line: str) -> None:
    text = f"{FIRST}\n\n{line}\n\n{SECOND}"
    assert rule("captions", text) == text


def test_a_broken_line_that_begins_with_a_figure_stays(read: Read) -> None:
    # Text wrapped at 20 characters: the third line begins with 图 2, and goes on.
    lines = [
        "算力的分布很不均衡，少数国家占有大部分资",
        "源，多数国家只能租用设备，差距还在扩大，",
        "图 2 的数据表明，这一趋势没有改变，而且",
        "在最近两年里更加明显。",
    ]
    assert read("\n".join(lines)).text.replace(" ", "") == "".join(lines).replace(" ", "")
