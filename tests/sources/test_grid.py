"""Tables that were flattened into lines: where they stand, and their rows."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.sources.grid import Grid, find, rows

JOINT, PAPER = 0, 4  # the reports with tables, in the order of their file names
UN_BODY = "联合国人工智能高级别咨询机构"
SUMMIT = "全球人工智能安全峰会"

# The appendix of the joint report as a human reads it: who, when, how many titles.
APPENDIX = [
    ("联合国大会", "2024", 2),
    (UN_BODY, "2023", 1),
    (UN_BODY, "2024", 1),
    ("联合国教科文组织", "2021", 1),
    ("联合国教科文组织", "2023", 1),
    ("世界卫生组织", "2021", 1),
    ("二十国集团", "2019", 1),
    ("经济合作发展组织", "2019", 1),
    ("七国集团", "2023", 2),
    ("欧洲委员会", "2024", 1),
    (SUMMIT, "2023", 1),
    (SUMMIT, "2024", 2),
    ("世界经济论坛", "2023", 1),
    ("世界互联网大会", "2023", 1),
    ("世界人工智能大会", "2024", 1),
    ("北京 AI 安全国际对话", "2024", 1),
    ("全球移动通信系统协会", "2024", 1),
    ("国际标准化组织", "2023", 1),
    ("中国", "2023", 2),
    ("中国", "2024", 1),
    ("美国", "2023", 2),
    ("吹盟", "2024", 1),  # a slip of reading, kept as printed
    ("英国", "2023", 1),
    ("日本", "2024", 1),
    ("新加坡", "2024", 1),
    ("东盟", "2024", 1),
]


def lines(printed: str) -> list[str]:
    """Read a table written with | for tabs, one line for each of its lines."""
    return printed.strip("\n").replace("|", "\t").split("\n")


def table(printed: str) -> list[list[str]]:
    """Read a table written with | between cells that is to stay as it is."""
    return [line.split("\t") for line in lines(printed)]


# --- the real reports -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def texts(reports: list[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in reports]


@pytest.fixture(scope="module")
def appendix(texts: list[str]) -> list[list[str]]:
    (grid,) = find(texts[JOINT])  # the contents are none
    return grid.rows


def test_the_appendix_is_read_as_a_human_reads_it(appendix: list[list[str]]) -> None:
    assert [(actor, year[:4], documents.count("《")) for actor, year, documents in appendix[1:]] == APPENDIX


def test_the_appendix_has_one_header(appendix: list[list[str]]) -> None:
    assert appendix[0] == ["主要行为体", "时间", "相关文件"]
    assert appendix.count(appendix[0]) == 1


def test_the_titles_of_the_appendix_are_whole(appendix: list[list[str]]) -> None:
    assert [documents for *_, documents in appendix if documents.count("《") != documents.count("》")] == []


def test_additions_in_the_appendix_stay_with_what_they_add_to(appendix: list[list[str]]) -> None:
    cells = {actor: (year, documents) for actor, year, documents in appendix}
    assert cells["经济合作发展组织"] == ("2019年 (2024年更新)", "《关于人工智能的建议书》")
    assert cells["国际标准化组织"][0] == "2023 年"
    assert cells["国际标准化组织"][1].endswith("》(ISO/IEC42001)")


def test_the_appendix_does_not_take_its_heading(texts: list[str]) -> None:
    (grid,) = find(texts[JOINT])
    assert grid.caption == ""
    assert texts[JOINT][grid.start :].startswith("主要行为体\t")
    assert grid.end == len(texts[JOINT])


def test_a_table_with_a_footnote_inside_is_two(texts: list[str]) -> None:
    first, second = find(texts[PAPER])
    assert first.caption.startswith("表 1：")
    assert [row[0] for row in first.rows] == ["关键问题", "原生多模态生成式大模型", "Agent 能力"]
    assert second.caption == ""
    assert [row[0] for row in second.rows] == [
        "软硬件组合优化及具身智能",
        "AI For Science",
        "安全可靠",
        "产业界持续主导",
    ]
    assert {len(row) for row in first.rows + second.rows} == {2}


def test_the_other_reports_have_no_table(texts: list[str]) -> None:
    assert [at for at, text in enumerate(texts) if find(text)] == [JOINT, PAPER]


# --- rows -----------------------------------------------------------------------------------------------------------

UNTOUCHED = {
    "clean": "主体|时间|文件\n甲国|2021|《一》\n乙国|2022|《二》",
    "figures": "指标|2022|2023\n出口|5.1|6.2\n进口|4.8|-5.0",
    "empty cells in the middle": "指标|2022|2023|备注\n出口||6.2|估计\n进口|4.8||\n合计|4.8|6.2|",
    "a row without a name": "地区|2022|2023\n甲省|10|20\n乙省|30|40\n|40|60",
    "a row of units": "指标|金额|比重\n|亿元|%\n出口|5|50\n进口|5|50",
    "a header of two rows": "指标|2022||2023|\n|数量|占比|数量|占比\n出口|1|2|3|4\n进口|5|6|7|8",
    "standard errors": "变量|模型一|模型二\n甲|0.12|0.13\n|(0.03)|(0.04)\n乙|0.20|0.30\n|(0.10)|(0.10)",
    "groups of rows": "指标|2022|2023\n一、甲类||\n出口|1|2\n二、乙类||\n进口|3|4",
    "names that look alike": "组织|时间|数量\n世界卫生组织|2021|5\n世界贸易组织|2021|",
    "a bracket that is never closed": "主体|时间|文件\n甲国|2021|《一\n乙国|2022|《二》\n丙国||《三》",
}


@pytest.mark.parametrize("printed", UNTOUCHED.values(), ids=UNTOUCHED.keys())
def test_lines_that_are_rows_stay(printed: str) -> None:
    assert rows(lines(printed)) == table(printed)


REBUILT = {
    "title over three lines": (
        "主体|时间|文件\n||《加强合作》《抓\n甲组织|2024 年|住机遇促进发展的\n||系统》",
        "主体|时间|文件\n甲组织|2024 年|《加强合作》《抓住机遇促进发展的系统》",
    ),
    "Latin words": (
        'Body|Year|Text\n||"Framework for\nAlpha|2023|the governance\n||of systems"',
        'Body|Year|Text\nAlpha|2023|"Framework for the governance of systems"',
    ),
    "text without brackets": (
        "主体|时间|内容\n||建立人工智能治理的国际\n甲国|2023|合作机制，推动各方面的\n||广泛参与\n乙国|2024|发布命令",
        "主体|时间|内容\n甲国|2023|建立人工智能治理的国际合作机制，推动各方面的广泛参与\n乙国|2024|发布命令",
    ),
    "a line without a tab": (
        "主体|内容\n甲组织|推动人工智能的国际\n合作与交流\n乙组织|发布行动计划",
        "主体|内容\n甲组织|推动人工智能的国际合作与交流\n乙组织|发布行动计划",
    ),
    "a name in the middle of three rows": (
        "主体|时间|文件\n|2021|《一》\n甲国|2022|《二》\n|2023|《三》\n|2021|《四》\n乙国|2022|《五》\n|2023|《六》",
        "主体|时间|文件\n甲国|2021|《一》\n甲国|2022|《二》\n甲国|2023|《三》\n"
        "乙国|2021|《四》\n乙国|2022|《五》\n乙国|2023|《六》",
    ),
    "a name above the middle of a tall row": (
        "主体|时间|文件\n甲国|2023|《零》\n|2023|《一》\n乙国|2024|《二的\n||三》",
        "主体|时间|文件\n甲国|2023|《零》\n乙国|2023|《一》\n乙国|2024|《二的三》",
    ),
    "a name between its rows": (
        "主体|时间|文件\n|2023|《一》\n甲国||\n|2024|《二》\n乙国|2024|《三》",
        "主体|时间|文件\n甲国|2023|《一》\n甲国|2024|《二》\n乙国|2024|《三》",
    ),
    "names at the top of tall rows": (
        "主体|时间|文件\n甲国|2021|《一的\n||二的\n||三》\n|2022|《四》\n乙国|2021|《五》\n|2022|《六》",
        "主体|时间|文件\n甲国|2021|《一的二的三》\n甲国|2022|《四》\n乙国|2021|《五》\n乙国|2022|《六》",
    ),
    "names at the top, nothing wrapped": (
        "类别|时间|数量\n东部|2022|5\n|2023|6\n西部|2022|7\n|2023|8",
        "类别|时间|数量\n东部|2022|5\n东部|2023|6\n西部|2022|7\n西部|2023|8",
    ),
    "the year beside the name": (
        "主体|时间|文件\n|2022 年|《一的\n甲国|2023 年|二》",
        "主体|时间|文件\n甲国|2023 年|《一的二》",
    ),
    "the same year twice": (
        "主体|时间|文件\n|2023 +|《一的\n甲国|2023 年|二》",
        "主体|时间|文件\n甲国|2023 年|《一的二》",
    ),
    "months are no copies": (
        "主体|时间|文件\n甲国|2023年6月|《一的\n|2023年9月|二》",
        "主体|时间|文件\n甲国|2023年6月 2023年9月|《一的二》",
    ),
    "an addition in a line of its own": (
        "主体|时间|文件\n甲国|2019年|《一》\n|（2024年更新）|\n乙国|2020年|《二》",
        "主体|时间|文件\n甲国|2019年（2024年更新）|《一》\n乙国|2020年|《二》",
    ),
    "a garbled copy": (
        "主体|时间|文件\n国际甲乙组织|2019 年|《一》\n国外甲乙组只|2019 +|(2024年更新)\n|2020 年|《二的\n丙国||三》",
        "主体|时间|文件\n国际甲乙组织|2019 年|《一》(2024年更新)\n丙国|2020 年|《二的三》",
    ),
    "a single character beside a name": (
        "主体|时间|文件\n丙丁大会|2024|《一的\n至||二》",
        "主体|时间|文件\n丙丁大会|2024|《一的二》",
    ),
    "the header of the next page": (
        "主体|时间|文件\n|2024|《一的\n甲国||二》\n\n主体|时间|文件\n乙国|2024|《三》",
        "主体|时间|文件\n甲国|2024|《一的二》\n乙国|2024|《三》",
    ),
    "a column that is empty at the end": ("主体|文件|\n甲国|《一的|\n|二》|", "主体|文件\n甲国|《一的二》"),
}


@pytest.mark.parametrize(("printed", "meant"), REBUILT.values(), ids=REBUILT.keys())
def test_rows_are_rebuilt(printed: str, meant: str) -> None:
    assert rows(lines(printed)) == table(meant)


NAME_OVER_TWO_ROWS = "主体|时间|文件\n某国高级别|2023|《一》\n咨询机构|2024|《二》\n乙国|2024|《三的\n||四》"


def test_a_name_over_two_rows_is_one_where_the_text_says_so() -> None:
    read = rows(lines(NAME_OVER_TWO_ROWS), "前文提到某国高级\n别咨询机构的报告。")
    assert [row[0] for row in read[1:]] == ["某国高级别咨询机构", "某国高级别咨询机构", "乙国"]


@pytest.mark.parametrize("text", ["", "前文提到高级别会议与咨询机构。", "\n".join(lines(NAME_OVER_TWO_ROWS))])
def test_names_of_two_rows_are_two_otherwise(text: str) -> None:
    assert [row[0] for row in rows(lines(NAME_OVER_TWO_ROWS), text)[1:]] == ["某国高级别", "咨询机构", "乙国"]


def test_a_name_that_the_text_knows_is_no_garbled_copy() -> None:
    printed = lines("主体|时间|文件\n国际甲乙组织|2019 年|《一》\n国际丙乙组织|2019 +|(更新)\n丁国|2020|《二的\n||三》")
    assert len(rows(printed)) == 3
    assert len(rows(printed, "国际丙乙组织发布了文件。")) == 4


@pytest.mark.parametrize("nothing", [[], [""], ["\t\t"], ["", "\n"]])
def test_no_lines_are_no_rows(nothing: list[str]) -> None:
    assert rows(nothing) == []


# --- find -----------------------------------------------------------------------------------------------------------


def test_a_table_with_tabs_is_found_in_whole_lines() -> None:
    text = "前文。\n\n甲\t乙\t丙\n1\t2\t3\n4\t5\t6\n\n后文。"
    assert find(text) == [Grid(5, 23, "", [["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"]])]
    assert text[5:23] == "甲\t乙\t丙\n1\t2\t3\n4\t5\t6\n"


def test_a_markdown_table_is_found() -> None:
    text = "前文\n| 甲 | 乙\\|丙 |\n|:---|:-:|\n| 1 | 2 |\n| 3 |\n\n甲|乙\n"
    (grid,) = find(text)
    assert grid.rows == [["甲", "乙|丙"], ["1", "2"], ["3", ""]]
    assert text[grid.start : grid.end].startswith("| 甲")
    assert text[grid.end :] == "\n甲|乙\n"


@pytest.mark.parametrize(
    "caption", ["表 1：概况", "表1 概况", "表 2-1 概况", "附表 概况", "附表1 概况", "表一 概况", "Table 1 Overview"]
)
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_a_caption_belongs_to_its_table(caption: str, blank: str) -> None:
    above, below = f"前文。\n{caption}{blank}甲\t乙\n1\t2\n", f"甲\t乙\n1\t2{blank}{caption}\n\n后文。"
    for text in (above, below):
        (grid,) = find(text)
        assert grid.caption == caption
        assert caption in text[grid.start : grid.end]
        assert grid.rows == [["甲", "乙"], ["1", "2"]]


@pytest.mark.parametrize("line", ["图 3 趋势", "附录：概览", "表 1 列出了各国。", "表 1 如下：", "表明态度", "正文"])
def test_other_lines_are_no_captions(line: str) -> None:
    (grid,) = find(f"{line}\n甲\t乙\n1\t2\n")
    assert (grid.caption, grid.start) == ("", len(line) + 1)


def test_the_unit_goes_with_the_caption() -> None:
    (grid,) = find("表 1 概况\n单位：亿元\n甲\t乙\n1\t2\n")
    assert (grid.start, grid.caption) == (0, "表 1 概况 单位：亿元")


def test_a_caption_may_have_a_tab() -> None:
    (grid,) = find("表 1\t概况\n甲\t乙\n1\t2\n")
    assert (grid.start, grid.caption, grid.rows) == (0, "表 1 概况", [["甲", "乙"], ["1", "2"]])


def test_a_caption_between_two_tables_heads_the_second() -> None:
    assert [grid.caption for grid in find("甲\t乙\n1\t2\n\n表 2 概况\n丙\t丁\n3\t4\n")] == ["", "表 2 概况"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有表格。\n",
        "甲\t乙\n\n正文\n",
        "甲|乙\n丙|丁\n",
        "\t第一段文字。\n\t第二段文字。\n\t第三段文字。\n",
        "\t第一段文字。\n\n\t第二段文字。\n",
        "1.\t第一项\n2.\t第二项\n3.\t第三项\n",
        "①\t第一项\n②\t第二项\n",
        "前言\tI\n第一章 现状\t1\n第二章 议题\t15\n附录\t20\n",
        "目录\t\n\t（一）\t现状\t1\n\t（二）\t议题\t2\n三、\t结论\t8\n",
        "13\t4.防范风险\t\n13\t5.加强合作\t\n14\t6.完善机制\t\n16\t概览\t附录：\n",
    ],
)
def test_these_are_no_tables(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "年份\t数量\n2021\t10\n2022\t20\n2023\t30\n",
        "事件\t年份\n甲\t2021\n乙\t2022\n丙\t2023\n",
        "表 1 数量\n甲省\t10\n乙省\t20\n丙省\t30\n",
        "1\t甲校\t优\n2\t乙校\t良\n3\t丙校\t良\n",
    ],
)
def test_numbers_that_go_up_are_not_always_page_numbers(text: str) -> None:
    (grid,) = find(text)
    assert grid.rows == [line.split("\t") for line in text.splitlines() if "\t" in line]


def test_indented_lines_beside_a_table_are_not_of_it() -> None:
    text = "\t下表说明情况。\n甲\t乙\t丙\n1\t2\t3\n\t上表说明情况。\n"
    (grid,) = find(text)
    assert text[grid.start : grid.end] == "甲\t乙\t丙\n1\t2\t3\n"


@pytest.mark.parametrize("gap", ["\n", "\n\n\n"])
def test_a_header_repeated_after_a_page_end_stands_once(gap: str) -> None:
    (grid,) = find(f"甲\t乙\n1\t2\n{gap}甲\t乙\n3\t4\n")
    assert grid.rows == [["甲", "乙"], ["1", "2"], ["3", "4"]]
    (grid,) = find(f"|甲|乙|\n|-|-|\n|1|2|\n{gap}|甲|乙|\n|-|-|\n|3|4|\n")
    assert grid.rows == [["甲", "乙"], ["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("note", ["① 注释", "[1] 注释", "^① 注释", "① 注释\n注释的第二行"])
def test_a_table_goes_on_after_a_note(note: str) -> None:
    text = f"主体\t时间\t文件\n甲国\t2021\t《一》\n\n{note}\n\n\t2022\t《二的\n乙国\t\t三》\n"
    first, second = find(text)
    assert first.rows == [["主体", "时间", "文件"], ["甲国", "2021", "《一》"]]
    assert second.rows == [["乙国", "2022", "《二的三》"]]


def test_a_table_goes_on_after_a_page_mark() -> None:
    (grid,) = find("甲\t乙\n1\t2\n\n\f\n\n3\t4\n")
    assert grid.rows == [["甲", "乙"], ["1", "2"], ["3", "4"]]


def test_tables_parted_by_text_are_two() -> None:
    assert [len(grid.rows) for grid in find("甲\t乙\n1\t2\n\n正文。\n\n丙\t丁\n3\t4\n5\t6\n")] == [2, 3]
    assert [len(grid.rows) for grid in find("甲\t乙\n1\t2\n\n丙\t丁\t戊\n3\t4\t5\n")] == [2, 2]


def test_carriage_returns_are_not_in_cells() -> None:
    (grid,) = find("甲\t乙\r\n1\t\r\n3\t4\r\n")
    assert grid.rows == [["甲", "乙"], ["1", ""], ["3", "4"]]


@pytest.mark.parametrize("text", ["治理人工智能。\n" * 500_000, ("治理。\n" * 3000 + "甲\t乙\n\n") * 200])
def test_text_without_tables_costs_nothing(text: str) -> None:
    start = time.perf_counter()
    assert find(text) == []
    assert len(text.encode()) / (time.perf_counter() - start) > 20e6  # several times faster on an idle machine


# --- whatever comes -------------------------------------------------------------------------------------------------

ANYTHING = st.text(st.sampled_from('甲乙丙《》（）()“”"「」年+23 0A①.|-\\\t\t\t\n\n\n\f\r\u3000表1：'), max_size=120)
# Neither a year nor a name that resembles another: nothing here is a copy.
CELL = st.text(st.sampled_from('子丑寅《》（）()“”"AB，。'), max_size=6).map(str.strip)
NAME = st.sampled_from(["", "", "甲乙", "丙丁戊", "己庚辛壬"])


@given(ANYTHING)
def test_found_spans_are_whole_lines_in_order(text: str) -> None:
    at = 0
    for grid in find(text):
        assert at <= grid.start < grid.end <= len(text)
        assert grid.start == 0 or text[grid.start - 1] == "\n"
        assert grid.end == len(text) or text[grid.end - 1] == "\n"
        assert len({len(row) for row in grid.rows}) == 1
        at = grid.end


@given(ANYTHING)
def test_the_same_is_found_again(text: str) -> None:
    assert find(text) == find(text)


@given(st.lists(ANYTHING.map(lambda line: line.replace("\n", "")), max_size=12), ANYTHING)
def test_rows_have_equally_many_cells(printed: list[str], text: str) -> None:
    read = rows(printed, text)
    assert len({len(row) for row in read}) <= 1
    assert read == rows(printed, text)


@given(st.lists(st.tuples(NAME, CELL, CELL), max_size=12), ANYTHING)
def test_no_cell_is_lost(body: list[tuple[str, str, str]], text: str) -> None:
    printed = ["主体\t说明\t文件", *("\t".join(cells) for cells in body)]
    read = ["".join(cell.split()) for row in rows(printed, text) for cell in row]
    assert [cell for cells in body for cell in cells if not any("".join(cell.split()) in whole for whole in read)] == []
