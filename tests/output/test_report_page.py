"""The page of a report: what is in it, before a browser opens it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from itertools import pairwise
from typing import Any

import lxml.html
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.output.report import page
from govtext.output.report.cells import marked, ranks
from govtext.output.report.drawing import Drawing
from govtext.output.report.evidence import DIGITS, as_json, coded, varints
from govtext.output.report.model import Report, Section
from govtext.output.report.prose import prose
from govtext.output.report.schemes import PAPER, SCHEMES, contrast, dark_twin
from govtext.table import Text

from .report_by_hand import COUNTS, HOSTILE, LISTS, TEXTS, report


def data_of(text: str) -> dict[str, Any]:
    return json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[0])


def decode(text: str) -> list[int]:
    values, value, weight = [], 0, 1
    for digit in text:
        part = DIGITS.index(digit)
        value, weight = value + part % 32 * weight, weight * 32
        if part < 32:
            values.append(value)
            value, weight = 0, 1
    return values


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_policy_lets_in_this_style_and_this_script_alone(lang: str) -> None:
    text = page(report(lang))
    tree = lxml.html.document_fromstring(text)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,), (script,) = tree.xpath("//style/text()"), tree.xpath("//script[not(@type)]/text()")
    sums = ["sha256-" + base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (script, style)]
    assert policy == (
        f"default-src 'none'; script-src '{sums[0]}'; style-src '{sums[1]}'; base-uri 'none'; form-action 'none'"
    )
    assert not tree.xpath("//@style | //@src | //*[starts-with(name(@*), 'on')]")
    assert not re.search(r"https?:(?!//doi.org/10.1000/x)|url\((?!#)|@import|innerHTML|eval\(", text)
    assert tree.get("lang") == {"en": "en", "zh": "zh-Hans"}[lang]
    assert "· govtext</p>" in text  # by which the command knows a report of its own


def test_same_report_same_bytes() -> None:
    assert page(report("zh")) == page(report("zh"))


def test_headings_landmarks_and_ids() -> None:
    tree = lxml.html.document_fromstring(page(report()))
    levels = [int(one.tag[1]) for one in tree.iter() if one.tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [len(tree.xpath(f"//{name}")) for name in ("header", "nav", "main")] == [1, 1, 1]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in tree.xpath("//a/@href[starts-with(., '#')] | //use/@href"):
        assert target[1:] in ids
    assert tree.xpath("//nav//a/text()") == ["Words of the study", "Long", "Methods"]


def test_a_table_is_there_without_a_script() -> None:
    tree = lxml.html.document_fromstring(page(report()))
    first, second, third = tree.xpath("//table[caption]")
    assert first.xpath("caption/h3/text()") == ["Words"]
    assert first.xpath("thead//th/@scope") == ["col"] * 4
    assert [[cell.text_content() for cell in row] for row in first.xpath("tbody/tr")] == [
        ["治理", "134", "0.123", "0.0400"], ["发展", "2", "12.000", "b"], ["安全", "1", "–", "a"],
        ["合作", "9", "0.123", "c"],
    ]  # fmt: skip
    assert first.xpath("tbody/tr[1]/th/@scope") == ["row"]
    assert first.xpath("tbody/tr[1]//bdi/@lang") == ["zh-Hans"]
    assert second.xpath("thead//th")[0].text_content() == "term"  # groups head their blocks
    assert [one.text_content() for one in second.xpath(".//th[@scope='rowgroup']")] == ["Report A", "Report B"]
    assert len(third.xpath("tbody/tr")) == 60
    assert len(third.xpath("tbody/tr[@class='over']")) == 45
    assert tree.xpath("//a[@download]/@href") == ["freq/words.csv", "compare/blocks.csv", "a%20b/%E9%95%BF.csv"]
    assert "the first 4 of 970 rows" in tree.text_content()
    assert "JavaScript" in tree.xpath("string(//noscript)")


def test_notes_that_all_tables_share_are_said_once() -> None:
    tree = lxml.html.document_fromstring(page(report("zh")))
    assert tree.xpath("//div[@class='table']//ul[@class='notes']/li/text()") == ["一条说明 <b>"]
    assert tree.xpath("//details//li/text()") == ["共有", "本节说明"]


def test_places_are_those_of_the_lists_and_texts_are_there_once() -> None:
    data = data_of(page(report()))
    assert ["\n".join(one["texts"]) for one in data["sources"]] == list(TEXTS)
    lengths = [one["length"] for one in data["sources"]]
    for given_list, text in zip(LISTS, data["lists"], strict=True):
        width, *rest = decode(text) or [0]
        steps, widths = (rest, [width] * len(rest)) if width else (rest[::2], rest[1::2])
        starts = np.cumsum(steps).astype(int)
        second = starts >= lengths[0]
        again = np.column_stack((second, starts - second * lengths[0], starts - second * lengths[0] + widths))
        assert again.tolist() == given_list.tolist()
    assert data["counts"] == COUNTS
    first = data["tables"][0]
    # Numbers of lists and 1; 0 where there is none. dp has its own, and its list without a place opens nothing.
    assert {key: decode(text) for key, text in first["behind"].items()} == {"": [1, 2, 3, 0], "2": [5, 0, 0, 0]}
    # 0.123 < 0.1231 though both are shown as 0.123; the undefined one is 0.
    assert {key: decode(text) for key, text in first["ranks"].items()} == {"1": [4, 2, 1, 3], "2": [1, 3, 0, 2]}


def test_lists_that_were_cut_say_how() -> None:
    assert "at equal distances" in data_of(page(report()))["say"]["of_places"]
    assert "按等距取 {0} 处" in data_of(page(report("zh")))["say"]["of_places"]
    assert "stand behind most numbers" in data_of(page(report(spread=False)))["say"]["of_places"]


def test_lists_that_are_equal_stand_once_and_any_order_is_put_into_that_of_the_text() -> None:
    changed = report()
    lists, numbers = coded(
        Report("t", "en", [], changed.sources, [LISTS[0], LISTS[0][::-1].copy(), LISTS[1]], [1, 1, 1])
    )
    assert numbers == [0, 0, 1]
    assert len(lists) == 2


@given(st.lists(st.integers(0, 10**9)))
def test_varints_come_back(values: list[int]) -> None:
    assert decode(varints(values)) == values


@given(st.lists(st.one_of(st.none(), st.floats(allow_infinity=True))))
def test_ranks_order_as_the_numbers_do(values: list[float | None]) -> None:
    order = ranks(values)
    for one, other in pairwise(range(len(values))):
        a, b = values[one], values[other]
        undefined = [value is None or value != value for value in (a, b)]
        assert [order[one] == -1, order[other] == -1] == undefined
        if not any(undefined):
            assert (order[one] < order[other]) == (a < b)  # type: ignore[operator]


@given(st.text(st.characters(exclude_categories=())))
def test_json_is_what_it_was_and_ends_no_block(text: str) -> None:
    written = as_json([text])
    assert json.loads(written)[0].encode("utf-16", "surrogatepass") == text.encode("utf-16", "surrogatepass")
    assert not set("<>&\u202e\u2028\ufeff") & set(written)
    written.encode()


def test_hostile_texts_are_data() -> None:
    for lang in ("en", "zh"):
        text = page(report(lang, HOSTILE))
        tree = lxml.html.document_fromstring(text)
        assert len(tree.xpath("//script")) == 2
        assert not tree.xpath("//img | //a[contains(@href, ':')]")
        assert "\u202e" not in text
        assert tree.xpath("//h1/bdi/text()") == [HOSTILE.replace("\u202e", "⟨U+202E⟩")]
        assert data_of(text)["sources"][0]["label"] == HOSTILE
    page(Report("\ud800", "en", [Section("x", Text("\udfff", "\udfff"))])).encode()


def test_a_file_cannot_be_a_scheme() -> None:
    changed = report()
    from dataclasses import replace

    shown = replace(changed.sections[1].tables[0], file="javascript:alert(1)")
    section = replace(changed.sections[1], tables=[shown])
    assert 'href="javascript%3Aalert%281%29"' in page(replace(changed, sections=[section]))


# Charts


def test_a_chart_has_no_style_and_nothing_that_is_not_drawn() -> None:
    tree = lxml.html.document_fromstring(page(report()))
    charts = tree.xpath("//svg")
    assert len(charts) == 2
    for chart in charts:
        assert {one.tag for one in chart.iter()} <= {"svg", "title", "desc", "defs", "clippath", "rect", "path", "g",
                                                     "use", "text"}  # fmt: skip
        assert not chart.xpath(".//@style | .//@onload | .//@*[contains(., 'script') or contains(., 'http')]")
        assert chart.get("role") == "img"
        names = [tree.get_element_by_id(name).text_content() for name in chart.get("aria-labelledby").split()]
        assert all(names)
    assert names == ["A title", "And what it shows"]
    first = lxml.html.tostring(charts[0], encoding="unicode")
    assert "<text" in first
    assert 'x="10.12"' in first
    assert "M 1.23 2 L 3 -0.00049" in first


def test_what_a_chart_says_of_itself() -> None:
    tree = lxml.html.document_fromstring(page(report("zh")))
    assert tree.xpath("//svg[1]/title/text()")[0] == "图：A chart"
    assert tree.xpath("//svg[1]/desc/text()")[0] == "居前者：治理 134、发展 2、安全 1 （频次）。".replace(
        " （频次）", " (频次)"
    )


def test_ink_and_paper_follow_the_scheme_and_shades_do_not() -> None:
    drawing = Drawing()
    source = report().sections[0].charts[0][2]
    tree = lxml.html.fragment_fromstring(drawing.inline(source, "t", "d", "en"))
    assert tree.get("fill") == "currentColor"
    assert [one.get("fill") for one in tree.xpath(".//path[@clip-path]")] == ["#deebf7", "#08306b"]
    on_shade, beside = tree.xpath(".//text")
    assert on_shade.get("fill") == "#000000"
    assert beside.get("fill") is None
    (line,) = tree.xpath(".//path[@stroke-width]")
    assert line.get("class") == f"s-{drawing.colours.names['#1b6ca8']}"
    assert f"--{drawing.colours.names['#1b6ca8']}:{dark_twin('#1b6ca8')}" in drawing.colours.style()


def test_no_drawing_is_no_drawing() -> None:
    assert Drawing().inline("<svg", "t", "d", "en") == ""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bomb += '<svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'
    assert "aaaa" not in Drawing().inline(bomb, "t", "d", "en")


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_colour_is_seen_on_the_dark_page(parts: tuple[int, int, int]) -> None:
    red, green, blue = parts
    twin = dark_twin(f"#{red:02x}{green:02x}{blue:02x}")
    assert re.fullmatch("#[0-9a-f]{6}", twin)
    if max(parts) - min(parts) >= 40:
        assert contrast(twin, PAPER) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_are_read_in_both_schemes(scheme: str) -> None:
    """WCAG 2.2, 1.4.3 (4.5 for text) and 1.4.11 (3 for what shows focus)."""
    colours = SCHEMES[scheme]
    for ground in ("page", "soft"):
        assert min(contrast(colours[ink], colours[ground]) for ink in ("ink", "faint", "link")) >= 4.5
        assert contrast(colours["focus"], colours[ground]) >= 3
    assert contrast(colours["mark-ink"], colours["mark"]) >= 4.5


# Prose


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# A\n\n## B", "<h3>A</h3>\n<h4>B</h4>\n"),
        ("a **b** *c* _d_ `e*f*` g_h_i", "<p>a <strong>b</strong> <em>c</em> <em>d</em> <code>e*f*</code> g_h_i</p>\n"),
        ("- a\n- b\n  c", "<ul>\n<li>a</li>\n<li>b c</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("治理\n发展", '<p><span lang="zh-Hans">治理发展</span></p>\n'),
        ("[x](javascript:alert(1))", "<p>x (javascript:alert(1))</p>\n"),
        ("<https://doi.org/10.1/x>", "<p>https://doi.org/10.1/x</p>\n"),
        ("<script>1</script>", "<p>&lt;script&gt;1&lt;/script&gt;</p>\n"),
        (r"\*a\* 2 * 3 * 4", "<p>*a* 2 * 3 * 4</p>\n"),
        ("<!-- gone -->\n", ""),
    ],
)
def test_prose(markdown: str, expected: str) -> None:
    assert prose(markdown, "en") == expected


def test_a_table_in_prose() -> None:
    tree = lxml.html.fragment_fromstring(prose("| a | b |\n|---|--:|\n| x \\| y | 1 |\n| z |", "en"))
    assert [[cell.text_content() for cell in row] for row in tree.xpath(".//tr")] == [
        ["a", "b"],
        ["x | y", "1"],
        ["z", ""],
    ]
    assert tree.xpath(".//td/@class") == ["n", "n"]


def test_citations_lead_to_their_reference() -> None:
    text = prose(
        "As in [@a; @b] and [@c] and [@gone].\n\n- `a` Gries, Stefan Th. (2008). T.\n"
        "- `b` A, X; B, Y and C, Z (1999). T.\n- `c` Sun, Junyi. *jieba*.\n- `other` no reference",
        "en",
    )
    assert (
        '(<a href="#ref-a">Gries 2008</a>; <a href="#ref-b">A et al. 1999</a>) and (<a href="#ref-c">Sun</a>)' in text
    )
    assert "and (gone)" in text
    assert '<li id="ref-a">Gries, Stefan Th. (2008). T.</li>' in text


@given(st.text(st.sampled_from("ab治 \n*_`[]()<>|#-1.\\@:&;/\"'"), max_size=60))
def test_any_prose_is_whole_and_safe(markdown: str) -> None:
    tree = lxml.html.fragment_fromstring(prose(markdown, "en"), create_parent="div")
    tags = {one.tag for one in tree.iter()}
    assert tags <= {"div", "p", "em", "strong", "code", "ul", "ol", "li", "h3", "h4", "h5", "h6", "span", "a",
                    "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    assert all(one.startswith("#ref-") for one in tree.xpath("//@href"))


def test_chinese_in_english_says_so() -> None:
    assert marked("the word 治理、发展 <here>", "en") == 'the word <span lang="zh-Hans">治理、发展</span> &lt;here&gt;'
    assert marked("治理", "zh") == "治理"
