"""The page of a report in a browser without a network: sorting, filtering, evidence, keyboard, schemes, paper."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from govtext.output.report import page as page_of
from govtext.output.report.model import Report, Shown
from govtext.table import Table, Text, columns_of

from .report_by_hand import HOSTILE, MANY, report

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium; where there is none the tests are skipped, but not where CI has installed one."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("playwright is not installed: pip install 'govtext[test]'")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        _without(f"no browser is installed ({', '.join(BROWSERS)})")
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


def _without(reason: str) -> None:
    if os.environ.get("CI") and not os.environ.get("GOVTEXT_NO_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a report without a network; afterwards nothing was asked for, and nothing went wrong."""
    asked: list[str] = []
    wrong: list[str] = []
    contexts = []

    def open_page(lang: str = "en", made: Report | None = None, width: int = 1200, **options: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_text(page_of(made or report(lang)), "utf-8")
        contexts.append(browser.new_context(offline=True, viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_function("[...document.querySelectorAll('.table')].every(one => one.dataset.t !== '')")
        page.wait_for_function("document.querySelectorAll('.go').length > 0")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert all(url.startswith("file://") and url.endswith("/report.html") for url in asked)
    assert len(asked) == len(contexts)
    assert wrong == []


def column(page: Any, table: int, at: int) -> list[str]:
    """Return the cells of a column that are seen, without those of rows of evidence."""
    rows = page.locator(f"#t{table} tbody tr:not(.behind, .block):visible")
    return [row.locator("th, td").nth(at).inner_text() for row in rows.all()]


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize(("lang", "heading"), [("en", "Words of the study"), ("zh", "本项研究之用词")])
def test_the_page_opens(opened: Open, lang: str, heading: str) -> None:
    page = opened(lang)
    assert page.locator("h2").first.inner_text() == heading
    assert page.evaluate("document.documentElement.lang") == {"en": "en", "zh": "zh-Hans"}[lang]
    body = page.locator("body").inner_text()
    assert "undefined" not in body
    assert "NaN" not in body
    assert not page.locator("noscript").is_visible()


def test_columns_sort_by_value_in_three_states(opened: Open) -> None:
    page = opened()
    head = page.locator("#t0 thead th")
    count, dp, term = head.nth(1), head.nth(2), head.nth(0)
    count.locator("button").click()
    assert count.get_attribute("aria-sort") == "descending"
    assert column(page, 0, 1) == ["134", "9", "2", "1"]
    count.locator("button").click()
    assert (count.get_attribute("aria-sort"), column(page, 0, 1)) == ("ascending", ["1", "2", "9", "134"])
    count.locator("button").click()
    assert (count.get_attribute("aria-sort"), column(page, 0, 1)) == ("none", ["134", "2", "1", "9"])
    dp.locator("button").click()  # 0.123 and 0.1231 are both shown as 0.123; what is undefined is always last
    assert column(page, 0, 0) == ["发展", "合作", "治理", "安全"]
    dp.locator("button").click()
    assert column(page, 0, 0) == ["治理", "合作", "发展", "安全"]
    assert count.get_attribute("aria-sort") == "none"
    term.locator("button").click()  # by sound: an, fa, he, zhi
    assert (term.get_attribute("aria-sort"), column(page, 0, 0)) == ("ascending", ["安全", "发展", "合作", "治理"])


def test_blocks_sort_each_for_itself(opened: Open) -> None:
    page = opened()
    page.locator("#t1 .sort").nth(1).click()
    assert column(page, 1, 1) == ["120", "110", "100", "90", "80", "70"] * 2
    assert page.locator("#t1 .block:visible").all_inner_texts() == ["Report A", "Report B"]


def test_equal_rows_keep_their_order(opened: Open) -> None:
    page = opened()
    page.locator("#t2 .all").click()
    page.locator("#t2 .sort").nth(2).click()
    ranks = [int(text) for text in column(page, 2, 1)]
    assert ranks == sorted(range(MANY), key=lambda rank: (-(rank % 7), rank))


def test_filter_counts_what_is_left(opened: Open) -> None:
    page = opened()
    assert len(column(page, 2, 0)) == 15
    field = page.get_by_label("Filter the rows of: Long")
    field.fill("阿")
    assert len(column(page, 2, 0)) == MANY // 4
    status = page.locator("#t2 .left-over")
    assert status.inner_text() == "15 of 60 rows"
    assert status.get_attribute("aria-live") == "polite"
    field.fill("阿 44")
    assert column(page, 2, 0) == ["阿44"]
    field.fill("＜script＞")
    assert (column(page, 2, 0), status.inner_text()) == ([], "No row has that.")
    field.fill("")
    assert len(column(page, 2, 0)) == 15
    page.locator("#t2 .all").click()
    assert len(column(page, 2, 0)) == MANY
    page.get_by_label("Filter the rows of: By group").fill("report b")
    assert page.locator("#t1 .block:visible").all_inner_texts() == ["Report B"]


def test_a_number_opens_its_lines_and_a_line_its_paragraph(opened: Open) -> None:
    page = opened("zh")
    number = page.locator("#t0 .go").first
    assert number.get_attribute("aria-label") == "治理，频次：134，查看出处"
    number.click()
    assert number.get_attribute("aria-expanded") == "true"
    panel = page.locator(f"#{number.get_attribute('aria-controls')}")
    assert panel.evaluate("one => one.previousElementSibling.cells[0].textContent") == "治理"
    assert panel.locator(".about p").inner_text() == "治理 · 频次: 134 — 共 134 处"
    lines = panel.locator(".line")
    assert lines.count() == 20
    # 总论↵治理是治理，…: the second line's node is the second 治理 of the paragraph.
    parts = [lines.nth(1).locator(f".{name}").text_content() for name in ("before", "after", "reference")]
    assert parts == ["治理是", "，发展是发展。全球治理。", "甲报告，第2句"]
    panel.locator(".more").click()
    assert lines.count() == 120
    panel.locator(".more").click()
    assert lines.count() == 134
    assert not panel.locator(".more").is_visible()
    last = lines.last  # in the text whose first character counts as two in a browser
    assert [last.locator(name).text_content() for name in (".before", "mark", ".after")] == [
        "𠮷",
        "治理",
        "与⟨U+202E⟩安全。",
    ]
    last.locator(".reference").click()
    quote = panel.locator("blockquote")
    assert quote.locator("p").text_content() == "𠮷治理与⟨U+202E⟩安全。"
    assert quote.locator("mark").text_content() == "治理"
    assert quote.locator("footer").inner_text() == "乙，第1句"
    assert quote.locator("bdi").first.get_attribute("lang") == "zh-Hans"
    number.click()
    assert page.locator(".evidence").count() == 0


def test_a_place_over_paragraphs_is_shown_whole(opened: Open) -> None:
    page = opened()
    page.locator("#t0 tbody tr").first.locator(".go").nth(1).click()  # dp has a list of its own: characters 3 to 20
    assert page.locator(".evidence .about p").inner_text() == "治理 · dp: 0.123 — 1 place".replace("dp", "DP")
    assert page.locator(".line .whole").text_content() == "治理是治理，发展是发展。全球治理。"
    page.locator(".line").click()
    assert page.locator("blockquote p").text_content() == "治理是治理，发展是发展。全球治理。"


def test_a_row_has_one_panel_and_it_goes_with_its_row(opened: Open) -> None:
    page = opened()
    numbers = page.locator("#t0 tbody tr").first.locator(".go")
    numbers.nth(0).click()
    numbers.nth(1).click()
    assert page.locator(".evidence").count() == 1
    assert numbers.nth(0).get_attribute("aria-expanded") == "false"
    page.locator("#t0 .sort").nth(1).click()
    page.locator("#t0 .sort").nth(1).click()
    behind = "one => one.previousElementSibling.cells[0].textContent"
    assert page.locator("#t0 .behind").evaluate(behind) == "治理"
    assert column(page, 0, 1)[-1] == "134"


def test_what_has_no_places_is_no_button(opened: Open) -> None:
    page = opened()
    row = page.locator("#t0 tbody tr", has_text="合作")
    assert row.locator("button").count() == 0
    assert page.locator("#t2 .go").count() == 0


def test_the_keyboard_does_all(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert focused(page) == "To the report"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "term"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert column(page, 0, 1) == ["134", "9", "2", "1"]
    page.keyboard.press("ArrowDown")
    assert focused(page) == "134"
    page.keyboard.press("ArrowDown")  # 合作 has no button
    assert focused(page) == "2"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "close"
    page.keyboard.press("Tab")
    assert focused(page) == "甲报告，第2句"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("blockquote").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("blockquote").count() == 0
    page.keyboard.press("Escape")
    assert page.locator(".evidence").count() == 0
    assert focused(page) == "134"
    page.keyboard.press("End")
    assert focused(page) == "0.123"
    page.keyboard.press("Home")
    assert focused(page) == "134"
    page.keyboard.press("Tab")  # one Tab leaves the table
    assert page.evaluate("document.activeElement.closest('table')") is None
    assert focused(page) == "freq/words.csv"


def test_more_lines_by_keyboard_go_on_where_they_began(opened: Open) -> None:
    page = opened()
    page.locator("#t0 .go").first.focus()
    page.keyboard.press("Enter")
    page.locator(".more").focus()
    page.keyboard.press("Enter")
    at = "[...document.querySelectorAll('.reference')].indexOf(document.activeElement)"
    assert page.evaluate(at) == 20


def test_only_one_number_of_a_table_is_in_the_order_of_tab(opened: Open) -> None:
    page = opened()
    count = 'table => table.querySelectorAll(\'.sort:not([tabindex="-1"]), .go:not([tabindex="-1"])\').length'
    assert [table.evaluate(count) for table in page.locator(".table table").all()] == [1, 1, 1]
    page.locator("#t1 .go").nth(3).click()
    assert page.locator("#t1 table").evaluate(count) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_scheme_is_the_machine_s_until_the_button_is_pressed(opened: Open, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    letters = "getComputedStyle(document.querySelector('svg text:not([fill])')).fill"
    names = {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 24, 26)"}
    other = {"light": "dark", "dark": "light"}[scheme]
    ink = page.evaluate(letters)
    assert page.evaluate(ground) == names[scheme]
    page.get_by_role("button", name=other.title(), exact=True).click()
    assert page.evaluate(ground) == names[other]
    assert page.evaluate(letters) != ink
    page.get_by_role("button", name=scheme.title(), exact=True).click()
    assert page.evaluate(ground) == names[scheme]


def test_on_paper_all_rows_and_what_is_open_and_no_controls(opened: Open) -> None:
    page = opened(color_scheme="dark")
    page.locator("#t0 .go").first.click()
    page.locator(".reference").first.click()
    page.emulate_media(media="print")
    assert len(column(page, 2, 0)) == MANY
    assert page.locator("blockquote").is_visible()
    for control in ("#scheme", "nav", ".bar >> nth=0", ".all >> nth=0", ".more", ".close"):
        assert not page.locator(control).is_visible(), control
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details li").first.is_visible()


def test_hostile_texts_do_nothing(opened: Open) -> None:
    page = opened("en", report("en", HOSTILE))
    page.locator("#t0 .go").first.click()
    page.locator(".reference").first.click()
    page.locator("#t0 .sort").first.click()
    assert page.evaluate("window.struck") is None
    assert page.locator("img").count() == 0
    shown = HOSTILE.replace("\u202e", "⟨U+202E⟩")
    assert page.locator(".reference bdi").first.text_content() == f"{shown}，第2句"
    assert page.locator(".reference bdi").first.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"
    assert "\u202e" not in page.content()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Open, lang: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(lang, color_scheme=scheme)
    page.locator("#t0 .go").first.click()
    page.locator(".reference").first.click()
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_on_a_small_screen_tables_scroll_and_the_page_does_not(opened: Open) -> None:
    rows = [[f"一个很长的词语{at}", *[at * 1000.0] * 9] for at in range(4)]
    wide = Table("wide", Text("Wide", "宽"), columns_of(("term", *"abcdefghi"), rows))
    made = report()
    made = replace(made, sections=[replace(made.sections[0], tables=[Shown(wide, "w.csv", 4, {"": [0, 1, 2, 0]})]),
                                   *made.sections[1:]])  # fmt: skip
    page = opened("en", made, width=400)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    scroll = page.locator("#t0 .scroll")
    assert scroll.get_attribute("aria-label") == "Table, scrolls sideways: Wide"
    page.wait_for_function("document.querySelector('#t0 .scroll').tabIndex === 0")
    page.locator("#t0 .go").last.click()
    box = page.locator(".evidence").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 400


def test_without_a_script_tables_and_charts_are_there(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(page_of(report()), "utf-8")
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert len(column(page, 2, 0)) == MANY
    assert page.locator("svg").first.is_visible()
    assert "JavaScript" in page.locator("noscript").inner_text()
    for control in ("#scheme", ".bar >> nth=0", ".all >> nth=0", ".how >> nth=0"):
        assert not page.locator(control).is_visible(), control
    context.close()


def test_thousands_of_rows_open_quickly(opened: Open) -> None:
    rows = [(f"词{at}", at, at / 7, at % 13, at % 31) for at in range(5000)]
    table = Table("many", Text("Many", "多"), columns_of(("term", "count", "dp", "range", "rank"), rows))
    made = report()
    shown = Shown(table, "m.csv", 5000, {"": [0] * 5000})
    page = opened("en", replace(made, sections=[replace(made.sections[1], tables=[shown])]))
    assert page.evaluate("performance.getEntriesByName('ready')[0].startTime") < 3000  # a second on a quiet machine
    assert page.locator(".go").count() == 15 * 4
    page.locator("#t0 .sort").nth(1).click()
    assert column(page, 0, 1)[:2] == ["4999", "4998"]
