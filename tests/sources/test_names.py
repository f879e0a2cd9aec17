"""Lines that consist of personal names, and lines that look like it."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.sources.names import is_likely_name, names_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("季卫东", ["季卫东"]),
        ("叶淑兰 李孟婷", ["叶淑兰", "李孟婷"]),
        ("马骋昊、高万琪、范思雨", ["马骋昊", "高万琪", "范思雨"]),
        ("王俊，娜迪娅", ["王俊", "娜迪娅"]),
        ("王俊, 李明；张鹏;周辉", ["王俊", "李明", "张鹏", "周辉"]),
        ("王俊/李明", ["王俊", "李明"]),
        ("季卫东、段伟文，", ["季卫东", "段伟文"]),
        ("□ 叶淑兰 李孟婷", ["叶淑兰", "李孟婷"]),
        ("◆周辉", ["周辉"]),
        ("文/王俊", ["王俊"]),
        ("文 | 王俊 李明", ["王俊", "李明"]),
        ("作者：马骋昊、高万琪", ["马骋昊", "高万琪"]),
        ("王 俊", ["王俊"]),
        ("王　俊　李孟婷 李 明", ["王俊", "李孟婷", "李明"]),
        ("欧阳自远 司马光", ["欧阳自远", "司马光"]),
        ("  姚期智、马化腾  ", ["姚期智", "马化腾"]),
    ],
)
def test_chinese_names(line: str, names: list[str]) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("邓肯·卡斯-贝格斯", ["邓肯·卡斯-贝格斯"]),
        ("尤金尼奥•巴尔加斯‧加西亚", ["尤金尼奥·巴尔加斯·加西亚"]),
        ("罗斯塔姆·J·诺伊维尔特(Rostam J. Neuwirth)", ["罗斯塔姆·J·诺伊维尔特"]),
        ("约翰 · F. 肯尼迪", ["约翰·F. 肯尼迪"]),
        ("努尔·白克力", ["努尔·白克力"]),
        ("方淑霞（Marie-Therese Png）", ["方淑霞"]),
        ("罗伯特·特拉格(Robert Trager), 菲恩·海德 (Fynn Heide),", ["罗伯特·特拉格", "菲恩·海德"]),
        ("邓肯・卡斯-贝格斯；季卫东", ["邓肯·卡斯-贝格斯", "季卫东"]),
        ("Nicolas Moës", ["Nicolas Moës"]),
        ("Ursula von der Leyen, John  O’Neil", ["Ursula von der Leyen", "John O’Neil"]),
        ("李明 J. K. Rowling", ["李明", "J. K. Rowling"]),
    ],
)
def test_foreign_names(line: str, names: list[str]) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "季卫东*",
        "季卫东\\*",
        "季卫东①",
        "季卫东 [1]",
        "季卫东<sup>1,2</sup>",
        "季卫东¹",
        "季卫东教授",
        "季卫东 副研究员",
        "**季卫东**",
        "季卫东(Ji Weidong)教授*",
    ],
)
def test_note_marks_titles_and_spellings_are_left_out(line: str) -> None:
    assert names_in(line) == ["季卫东"]


@pytest.mark.parametrize(
    "line",
    [
        *("", "、", "*", "教授", "作者：", "(Rostam J. Neuwirth)"),
        *("结论", "前言", "前 言", "目 录", "余论", "方法", "安全", "常识", "温室", "于是", "一、背景", "安全风险"),
        *("方法 ①", "方法[1]", "文/方法", "安全(Ai Safety)", "金融研究员"),
        *("发展、治理、安全", "安全、可靠、可控", "公平 公正 公开", "贸易、投资、金融", "江苏、浙江、上海"),
        *("安全·治理·发展", "中国-东盟", "韩国、巴西、印度", "美国、英国、法国、德国", "娜迪娅", "娜迪娅、特朗普"),
        *("上海社会科学院", "国际科技数据委员会数据伦理工作组", "联合国教科文组织(UNESCO)", "华东师范大学"),
        *("2024年1月", "Jan 2024", "1", "龚克\tII", "王俊是作者", "李明的报告", "王毅表示。", "王俊：主席", "王主任"),
        *(
            "Safety and Global Governance of Generative AI Report",
            "Executive Summary",
            "Deep Learning",
            "Smith",
            "A. B.",
        ),
    ],
)
def test_other_lines_hold_no_names(line: str) -> None:
    assert names_in(line) == []


@pytest.mark.parametrize("word", ["季卫东", "龚克", "姚期智", "欧阳修", "司马相如", "诸葛亮", "马斯克"])
def test_likely_names(word: str) -> None:
    assert is_likely_name(word)


@pytest.mark.parametrize(
    "word",
    [
        *("", "王", "王小明明", "欧阳自远远", "娜迪娅", "王a", "王 俊", "余论", "方法", "方案", "安全", "时间", "成果"),
        *("任务", "高校", "金融", "常识", "温室", "于是", "经费", "文化馆", "商业化", "关键词", "时期", "万元"),
    ],
)
def test_words_that_are_no_names(word: str) -> None:
    assert not is_likely_name(word)


CHAPTER = re.compile(r"第[一二三四五]章")
INSTITUTION = "国际科技数据委员会数据伦理工作组"


def contents_of(report: Path) -> list[str]:
    """Return the entries of the contents page, without page numbers."""
    lines = report.read_text("utf-8").split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("序言\t"))
    last = next(number for number, line in enumerate(lines) if line.startswith("致谢\t"))
    return [line.split("\t")[0] for line in lines[first + 1 : last] if "\t" in line]


def test_the_authors_of_a_contents_page(reports: list[Path]) -> None:
    entries = contents_of(reports[1])
    rest = [entry for entry in entries if entry != "介绍" and not CHAPTER.match(entry)]
    titles, authors = rest[::2], rest[1::2]
    assert len(titles) == len(authors) == 30  # the preface and 29 contributions
    assert [title for title in titles if names_in(title)] == []
    assert [author for author in authors if not names_in(author)] == [INSTITUTION]
    assert len([name for author in authors for name in names_in(author)]) == 40


def test_names_in_five_reports(reports: list[Path]) -> None:
    found = [
        [line for line in path.read_text("utf-8").split("\n") if "\t" not in line and names_in(line)]
        for path in reports
    ]
    assert [len(lines) for lines in found] == [0, 30, 1, 0, 0]
    assert found[2] == ["□ 叶淑兰 李孟婷"]


@given(st.text(st.sampled_from("王李季卫东娜迪娅 ·-、,(（）)*①<sup>[1]教授作者：/JaëA."), max_size=40))
def test_names_are_clean_whatever_the_line(line: str) -> None:
    for name in names_in(line):
        assert re.fullmatch(r"[\w.·’' \-]+", name)
        assert name == name.strip()


def test_a_long_line_takes_no_time() -> None:
    started = time.process_time()
    for line in ("王" + " " * 200, "王·" * 110, "A " * 110, "王-" * 110, "(" * 230, "王 " * 110, "*" * 230):
        names_in(line)
    assert time.process_time() - started < 0.1
