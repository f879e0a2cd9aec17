"""The five demonstration texts, cleaned, against the prose they were made from (tests/data/demo_clean)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govtext.sources.document import Document
from govtext.sources.read import read_document

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["anquan", "chanye", "fazhi", "gongping", "lunli"]
DISCLAIMER = "本文为govtext软件编写的示范文本，不代表任何机构或个人的观点。"

# What the texts hold beside the prose: a dash before a subtitle or a list item, two remarks that held an address.
DASHES = {"fazhi": ["——"], "lunli": ["——"], "gongping": ["-", "-", "-", "-"]}
REMARKS = {"gongping": ["（示意性说明见）", "（设想的目录见）"]}


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def cleaned(name: str) -> Document:
    path = ROOT / "corpus" / f"{name}.txt"
    return read_document(path.read_bytes(), path)


def reference(name: str) -> list[str]:
    text = (ROOT / "tests" / "data" / "demo_clean" / f"{name}.txt").read_text(encoding="utf-8")
    return [squeeze(line) for line in text.splitlines()]


@pytest.mark.parametrize("name", NAMES)
def test_the_prose_comes_back_whole_and_in_order(name: str) -> None:
    document = cleaned(name)
    paragraphs = [squeeze(document.text[start:end]) for start, end in document.paragraphs]
    assert paragraphs.pop(2) == DISCLAIMER
    dashes = [paragraph[: len(paragraph) - len(paragraph.lstrip("—-"))] for paragraph in paragraphs]
    assert [dash for dash in dashes if dash] == DASHES.get(name, [])
    prose = "\n".join(paragraph.lstrip("—-") for paragraph in paragraphs)
    for remark in REMARKS.get(name, []):
        assert prose.count(remark) == 1
        prose = prose.replace(remark, "")
    assert prose.split("\n") == reference(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_blank_is_left_between_chinese_characters_but_behind_the_number_of_a_chapter(name: str) -> None:
    assert re.findall(r"(?!章)[\u4e00-\u9fff，。] +[\u4e00-\u9fff，。]", cleaned(name).text) == []


@pytest.mark.parametrize(("name", "encoding"), [("anquan", "utf-8"), ("fazhi", "gb18030"), ("lunli", "utf-8")])
def test_the_encoding_is_found(name: str, encoding: str) -> None:
    assert cleaned(name).encoding.startswith(encoding)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("anquan", {"contents"}),
        ("chanye", {"contents", "note"}),
        ("fazhi", {"references"}),
        ("gongping", {"box"}),
        ("lunli", {"note"}),
    ],
)
def test_what_is_set_apart(name: str, parts: set[str]) -> None:
    assert {span.part for span in cleaned(name).removed} - {"", "address"} == parts


@pytest.mark.parametrize(("name", "count"), [("chanye", 2 + 1 + 3 + 1 + 2 + 1 + 1), ("lunli", 11)])
def test_every_note_is_set_apart(name: str, count: int) -> None:
    assert sum(span.part == "note" for span in cleaned(name).removed) == count


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("anquan", ["第一章", "第二章", "第三章", "第四章"]),
        ("chanye", ["一、", "二、", "三、", "四、", "五、"]),
        ("fazhi", ["一、", "二、", "三、", "四、", "五、"]),
        ("lunli", ["一、", "二、", "三、", "四、", "五、", "六、"]),
    ],
)
def test_the_highest_headings(name: str, numbers: list[str]) -> None:
    sections = [section for section in cleaned(name).sections if section.number]
    highest = min(section.level for section in sections)
    assert [section.number for section in sections if section.level == highest] == numbers


def test_markdown_headings() -> None:
    sections = cleaned("gongping").sections
    assert [section.title for section in sections if section.kind == "title"] == ["跨越智能鸿沟"]
    assert [section.title for section in sections if section.level == 1] == [
        "引言：谁坐在桌旁",
        "三重鸿沟",
        "能力建设的得失",
        "南南合作与公平的国际安排",
        "结语",
    ]
