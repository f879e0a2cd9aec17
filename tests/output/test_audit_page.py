"""The page that shows what cleaning did: all raw text, nothing that runs, sums that agree."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import lxml.html
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.output.audit_page import audit_page
from govtext.output.audit_page.looks import HUES
from govtext.output.audit_page.looks import looks_of as _looks
from govtext.output.audit_page.wording import code_of as _code
from govtext.sources.document import Document, Removed, Section
from govtext.sources.read import read_document

REPORT = """# 人工智能 治理报告

目录
一、背景........1
二、挑战........3

## 一、背景

人工智能的发展很快,影响很大。<sup>[1]</sup>各国的治理工作仍然
在路上，还有很多问题要解决。

---

[1] 张三：《治理的道路》，某出版社2020年版，第3页。

3

## 二、挑战

见 https://example.org/a?b=1&c=2 的说明。第二段在这里结束。

参考文献

""" + "".join(f"[{n}] 李四：《治理的第{n}条道路》，某出版社，2021。\n" for n in range(1, 9))
HOSTILE = '一、<script>alert(1)</script>\n\n正文" onload="x" \' & <img src=x onerror=y> 结束。\n</td></table><!-- \n'


def read(text: str) -> Document:
    return read_document(text.encode(), Path("a.txt"))


def by_hand(raw: str, keep: list[tuple[int, int]], removed: list[Removed]) -> Document:
    """Return a document of one paragraph that keeps these spans of `raw`."""
    origin = np.array([at for first, last in keep for at in range(first, last)], dtype=np.int32)
    text = "".join(raw[at] for at in origin)
    paragraphs = [(0, len(text))] if text else []
    return Document(raw, text, origin, removed=removed, paragraphs=paragraphs, headings=[0] * len(paragraphs))


def tree(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def column(page: str, number: int, source: int = 0) -> list[str]:
    table = tree(page).xpath("//table[@class='texts']")[source]
    return [cell.text_content() for cell in table.xpath(f"./tbody/tr/td[{number}]")]


def as_shown(raw: str) -> str:
    """Return raw text with codes in the place of what cannot be seen."""
    seen = (character in "\n\t" or character.isprintable() or character in "\u3000\xa0" for character in raw)
    return "".join(character if ok else _code(character) for character, ok in zip(raw, seen, strict=True))


def sums(page: str) -> list[int]:
    words = tree(page).xpath("//p[@class='sum']/b/text()")
    return [int(word.replace(",", "")) for word in words]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "text", [REPORT, HOSTILE, "只有一行。", REPORT.replace("\n", "\r\n"), "\n\n  前面有空。\n\n\n"]
)
def test_the_left_column_holds_all_raw_text_once_and_in_order(text: str, lang: str) -> None:
    document = read(text)
    page = audit_page([("甲", document)], lang)
    assert "".join(column(page, 1)) == as_shown(document.raw)
    assert column(page, 2) == [document.text[first:last] for first, last in document.paragraphs]


@given(st.text(alphabet="一人工智能。， \t\n\r\f\x00\x1b\x7f\u200b\u202e\ufeff<>&\"'", max_size=150), st.data())
def test_any_text_with_anything_removed_or_exchanged_is_shown_in_full(raw: str, data: st.DataObject) -> None:
    fates = data.draw(st.lists(st.sampled_from("kkkkkxabn"), min_size=len(raw), max_size=len(raw)))
    origin = np.array([at for at, fate in enumerate(fates) if fate in "kx"], dtype=np.int32)
    text = "".join("X" if fates[at] == "x" else raw[at] for at in origin)
    removed = [
        Removed(fate, at, at + 1, "note" if fate == "n" else "") for at, fate in enumerate(fates) if fate in "abn"
    ]
    paragraphs = [(found.start(), found.end()) for found in re.finditer(r"[^\s][^\n]*", text)]
    headings = [0] * len(paragraphs)
    document = Document(raw, text, origin, removed=removed, paragraphs=paragraphs, headings=headings)
    page = audit_page([("甲", document)])
    assert "".join(column(page, 1)) == as_shown(raw)
    total, *terms = sums(page)
    assert total == sum(terms) == len(raw)


def test_each_row_ends_with_its_paragraph_and_what_was_removed_on_its_line() -> None:
    left = column(audit_page([("甲", read("第一段。<sup>[1]</sup>\n\n---\n\n第二段。\n\n第三段。\n\n***\n"))]), 1)
    assert [cell.strip() for cell in left] == ["第一段。<sup>[1]</sup>", "---\n\n第二段。", "第三段。\n\n***"]


def test_hostile_text_stays_text() -> None:
    document = by_hand(HOSTILE, [(0, len(HOSTILE) - 9)], [Removed('"><b onload=x>', len(HOSTILE) - 9, len(HOSTILE))])
    document.sections = [Section(1, "", "</a><script>alert(2)</script>", 0)]
    page = audit_page([('<script>"onload', document)])
    found = tree(page)
    assert len(found.xpath("//script")) == 1
    assert not found.xpath("//img | //@onload | //@onerror | //@src | //link | //iframe | //form")
    assert all(link.startswith("#") for link in found.xpath("//@href"))
    assert found.xpath("//h2")[0].text_content() == '<script>"onload'
    assert '"><b onload=x>' in found.xpath("//del/@title")


def test_only_its_own_script_may_run() -> None:
    page = audit_page([("甲", read(REPORT))])
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    (policy,) = tree(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    parts = policy.split("; ")
    assert parts[:3] == ["default-src 'none'", "style-src 'unsafe-inline'", f"script-src 'sha256-{digest}'"]
    assert not re.search(r"url\(|@import|http:|https:", page.split("<body>")[0])


def test_what_the_script_asks_for_is_there() -> None:
    page = audit_page([("甲", read(REPORT))])
    ids = tree(page).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'getElementById\("(\w+)"\)', page)) <= set(ids)
    assert {link[1:] for link in tree(page).xpath("//@href")} <= set(ids)
    folds = set(tree(page).xpath("//details[@class='fold']/@data-rule"))
    assert folds
    assert folds <= set(tree(page).xpath("//input[@data-rule]/@id"))


@pytest.mark.parametrize("text", [REPORT, HOSTILE, "只有一行。"])
def test_the_sum_agrees(text: str) -> None:
    document = read(text)
    total, body, apart, removed = sums(audit_page([("甲", document)]))
    assert total == len(document.raw) == body + apart + removed
    assert body == len(document.text)
    assert apart == sum(span.end - span.start for span in document.removed if span.part)


def test_the_rules_are_counted_with_an_example() -> None:
    document = read(REPORT)
    page = audit_page([("甲", document)])
    rows = [[cell.text_content() for cell in row] for row in tree(page).xpath("//table[@class='rules']/tr[td]")]
    for rule, part in {(span.rule, span.part) for span in document.removed}:
        spans = [span for span in document.removed if (span.rule, span.part) == (rule, part)]
        (row,) = [row for row in rows if row[:2] == [rule, part]]
        assert row[2:4] == [str(len(spans)), str(sum(span.end - span.start for span in spans))]
        assert row[4]
    legend = tree(page).xpath("//div[@id='legend']")[0].text_content()
    assert all(span.rule in legend and span.part in legend for span in document.removed)


def test_a_span_names_its_rule_and_part_and_shows_line_ends() -> None:
    page = audit_page([("甲", by_hand("注一\n注二\n正文。", [(6, 9)], [Removed("notes", 0, 6, "note")]))])
    assert '<mark class="r0" title="notes · note">注一<i class="end">\n</i>注二</mark>' in page


def test_exchanged_characters_are_marked() -> None:
    document = read("人工智能,发展很快。")
    page = audit_page([("甲", document)])
    (mark,) = tree(page).xpath("//td/b[@class='x']")
    assert (mark.text, mark.get("title")) == (",", ", ⇒ ，")
    assert ", ⇒ ， × 1" in page


def test_long_removed_spans_fold_and_short_ones_do_not() -> None:
    raw = "正文。\n" + "很长的注释，" * 50 + "\n"
    folds = tree(audit_page([("甲", by_hand(raw, [(0, 3)], [Removed("notes", 3, len(raw), "note")]))])).xpath(
        "//details[@class='fold']"
    )
    assert len(folds) == 1
    assert folds[0].xpath("./summary")[0].text_content() == ("很长的注释，" * 50)[:40]
    assert folds[0].xpath("./summary/@data-label") == ["notes · note 300 characters"]
    short = by_hand("正文。\n注。", [(0, 3)], [Removed("notes", 3, 6, "note")])
    assert "<details" not in audit_page([("甲", short)])


def test_what_has_no_rule_is_said_to_be_lost() -> None:
    page = audit_page([("甲", by_hand("正文。不见了", [(0, 3)], []))])
    assert sums(page) == [6, 3, 0, 0, 3]
    assert '<span class="lost" title="not accounted for">不见了</span>' in page


def test_a_document_without_paragraphs_has_one_row() -> None:
    page = audit_page([("甲", by_hand("---\n", [], [Removed("rule_lines", 0, 4)]))])
    assert column(page, 1) == ["---\n"]
    assert column(page, 2) == [""]
    assert column(audit_page([("甲", by_hand("", [], []))]), 1) == [""]


def test_headings_carry_their_level_and_sections_link_to_them() -> None:
    document = read(REPORT)
    found = tree(audit_page([("甲", document)]))
    assert [int(level) for level in found.xpath("//strong/@data-level")] == [n for n in document.headings if n]
    links = found.xpath("//details[@class='sections']//a/@href")
    assert links == [f"#p1-{section.paragraph + 1}" for section in document.sections]


def test_several_sources_share_one_legend() -> None:
    page = audit_page([("甲", read(REPORT)), ("乙", read(HOSTILE))])
    assert [head.text_content() for head in tree(page).xpath("//h2")] == ["甲", "乙"]
    assert len(tree(page).xpath("//div[@id='legend']")) == 1
    assert "".join(column(page, 1, source=1)) == HOSTILE


def test_the_same_documents_give_the_same_bytes() -> None:
    pages = {audit_page([("甲", read(REPORT)), ("乙", read(HOSTILE))], "zh") for _ in range(3)}
    assert len(pages) == 1
    assert "清洗核对" in pages.pop()


def test_looks_differ() -> None:
    rules = [f"rule_{n}" for n in range(3 * len(HUES))]
    looks = _looks(rules)
    assert len({(look.hue, look.line) for look in looks.values()}) == len(rules)
    assert len({look.hue for look in _looks(rules[: len(HUES)]).values()}) == len(HUES)
    assert _looks(rules[::-1])["rule_3"].hue == looks["rule_3"].hue
