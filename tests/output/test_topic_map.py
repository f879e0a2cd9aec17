"""The topic map: what is in the page, and what a browser makes of it without a network."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import numpy as np
import pytest

from govtext.measures.topics import js_distance, relevance
from govtext.output.topic_map import has_map, topic_map
from govtext.output.topic_map.contents import SHOWN, leading_words
from govtext.table import Table, Text, columns_of

TITLE = Text("t", "表")
K, W = 3, 80
HOSTILE = '</script><script>window.struck=1</script><img src=x onerror="window.struck=1">\u202e&lt;"\'<!--'
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def model() -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return (K, W) probabilities of 5 digits, as the page has them, counts, and words; the same each time."""
    rng = np.random.default_rng(1)
    words = rng.dirichlet(np.full(W, 0.3), K)
    words = np.array([[float(f"{value:.5g}") for value in row] for row in words])
    words[2, :5] = 0  # a topic that does not have some words at all
    return words, rng.integers(1, 200, W), [f"词{number:02d}" for number in range(W)]


def tables(**changed: Any) -> dict[str, Table]:
    """Return the tables of a model of three topics; topic 3 is weak. `label`, `word`, `text` say what texts say."""
    words, counts, terms = model()
    terms[7] = changed.get("word", terms[7])
    label, text = changed.get("label", "甲、乙"), changed.get("text", "第{}段。")
    rows = [
        (topic, label, rank, terms[0], 0.5, 0.6, 0.2 if topic == 3 else 0.9) for topic in (1, 2, 3) for rank in (1, 2)
    ]
    keys = ("topic", "label", "rank", "term", "probability", "coherence", "robustness")
    shares = [
        (group, topic, share, share - 0.05, share + 0.05 if group == "a" else math.nan)
        for group in ("a", changed.get("group", "b"))
        for topic, share in enumerate((0.5, 0.3, 0.2), 1)
    ]
    quotes = [(topic, text.format(topic), f"出处 {topic}", 0.9) for topic in (1, 1, 2)]
    made = [
        Table("topics", TITLE, columns_of(keys, rows), [Text("A note <b>", "一条说明 <b>")]),
        Table("summary", TITLE, {"topic": [1, 2, 3], "share": [0.5, 0.3, 0.2]}),
        Table("topic_words", TITLE, {"term": terms, "count": counts, **{str(k + 1): words[k] for k in range(K)}}),
        Table("prevalence", TITLE, columns_of(("source", "topic", "share", "low", "high"), shares),
              [], {"by": "source"}, {"a": Text("Report A", "甲报告")}),
        Table("quotes", TITLE, columns_of(("topic", "text", "reference", "share"), quotes)),
    ]  # fmt: skip
    return {table.name: table for table in made}


def data_of(page: str) -> dict[str, Any]:
    return json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[0])


def relevant(topic: int, weight: float, words: int = SHOWN) -> list[str]:
    """Return the words that lead a topic by the measure of the library; topic from 0."""
    probabilities, counts, terms = model()
    scores = relevance(probabilities, counts / counts.sum(), weight)[topic]
    return [terms[at] for at in sorted(range(W), key=lambda at: -scores[at])[:words] if scores[at] > -math.inf]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_policy_lets_in_this_style_and_this_script_alone(lang: str) -> None:
    page = topic_map(tables(), lang)
    tree = lxml.html.document_fromstring(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,), (script,) = tree.xpath("//style/text()"), tree.xpath("//script[not(@type)]/text()")
    for content in (style, script):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|//[a-z]|url\(|@import", page.replace("http://www.w3.org/2000/svg", ""))
    assert not tree.xpath("//@src | //@href | //@style | //*[starts-with(name(@*), 'on')]")


def test_same_tables_same_bytes_and_no_date() -> None:
    assert topic_map(tables(), "zh") == topic_map(tables(), "zh")
    assert not re.search(r"20\d\d-\d\d", topic_map(tables(), "en"))


def test_what_the_page_needs() -> None:
    for name in ("topics", "summary", "topic_words"):
        assert not has_map({key: table for key, table in tables().items() if key != name})
    bare = {key: table for key, table in tables().items() if key not in ("prevalence", "quotes")}
    assert has_map(bare)
    assert data_of(topic_map(bare))["quotes"] == [[], [], []]


def test_places_are_those_of_the_distances() -> None:
    """Three points lie on a plane, so that the distances between the circles are those between the topics."""
    found = data_of(topic_map(tables()))
    places = np.array([[topic["x"], topic["y"]] for topic in found["topics"]])
    distances = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))
    words, _, _ = model()
    assert distances == pytest.approx(js_distance(words, words), abs=2e-4)
    shares = [float(re.findall(r"\((\d+\.\d) %", said)[0]) for said in found["say"]["axes"]]
    assert sum(shares) == pytest.approx(100, abs=0.1)


def test_figures_of_the_tables_are_in_the_page() -> None:
    page = topic_map(tables(), "zh")
    found = data_of(page)
    assert [(one["number"], one["share"], one["coherence"], one["weak"]) for one in found["topics"]] == [
        (1, 0.5, 0.6, False), (2, 0.3, 0.6, False), (3, 0.2, 0.6, True)
    ]  # fmt: skip
    assert found["groups"]["names"] == ["甲报告", "b"]
    assert found["groups"]["shares"][0] == [[0.5, 0.45, 0.55], [0.5, 0.45, None]]
    assert found["quotes"] == [[["第1段。", "出处 1", 0.9]] * 2, [["第2段。", "出处 2", 0.9]], []]
    rows = lxml.html.document_fromstring(page).xpath("//section[@id='all']//tbody/tr")
    assert [cell.text_content() for cell in rows[2]][:4] == ["3 甲、乙（不稳）", "20.0%", "0.60", "0.20"]
    words, _, terms = model()
    assert rows[0][4].text_content() == "、".join(terms[at] for at in np.argsort(-words[0], kind="stable")[:10])


def test_words_that_lead_for_some_lambda_are_all_there_and_others_are_not() -> None:
    words, counts, terms = model()
    kept = {terms[at] for at in leading_words(words, counts).tolist()}
    needed = {term for topic in range(K) for step in range(101) for term in relevant(topic, step / 100)}
    assert kept == needed
    assert {row[0] for row in data_of(topic_map(tables()))["words"]} == needed


def test_a_word_that_is_not_in_the_corpus_leads_nothing() -> None:
    assert leading_words(np.array([[0.5, 0.5]]), np.array([0, 3])).tolist() == [1]


def test_undefined_figures_are_no_numbers() -> None:
    changed = tables()
    for key in ("coherence", "robustness"):
        changed["topics"].columns[key][:] = [math.nan] * 6
    page = topic_map(changed)
    assert {one["robustness"] for one in data_of(page)["topics"]} == {None}
    row = lxml.html.document_fromstring(page).xpath("//section[@id='all']//tbody/tr")[0]
    assert [cell.text_content() for cell in row][1:4] == ["50.0 %", "–", "–"]


def test_hostile_texts_are_data() -> None:
    page = topic_map(tables(label=HOSTILE, word=HOSTILE, text=HOSTILE, group=HOSTILE))
    tree = lxml.html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img")
    assert "\u202e" not in page
    assert data_of(page)["topics"][0]["label"] == HOSTILE.replace("\u202e", "⟨U+202E⟩")
    assert "\ud800" not in topic_map(tables(text="\ud800{}")).encode().decode()


def test_the_command_writes_it_beside_the_tables(study: Path, govtext: Callable[..., Any]) -> None:
    options = ("--k", "2", "--min-units", "1", "--min-tokens", "1", "--max-share", "1", "--passes", "2", "--runs", "2")
    outcome = govtext("topics", *options, "--refits", "2", "--lang", "zh")
    assert outcome.code == 0, outcome.err
    page = (study / "outputs" / "topics" / "topic_map.html").read_text("utf-8")
    assert data_of(page)["groups"]["names"] == ["甲", "乙"]
    assert {row[0] for row in data_of(page)["words"]} == {"发展", "治理", "风险"}
    assert "主题地图" in page


# In a browser


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


Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a map without a network; afterwards nothing was asked for, and nothing went wrong."""
    asked: list[str] = []
    wrong: list[str] = []
    contexts = []

    def open_page(made: dict[str, Table] | None = None, lang: str = "en", **options: Any) -> Any:
        path = tmp_path / "topic_map.html"
        path.write_text(topic_map(made or tables(), lang), "utf-8")
        contexts.append(browser.new_context(offline=True, viewport={"width": 1200, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert all(url.startswith("file://") and url.endswith("/topic_map.html") for url in asked)
    assert len(asked) == len(contexts)
    assert wrong == []


def listed(page: Any) -> list[str]:
    return page.locator("#list bdi").all_text_contents()


def slide(page: Any, weight: float) -> None:
    page.locator("#lambda").fill(f"{weight:.2f}")


def radii(page: Any) -> list[float]:
    """Return the radii of the circles by the number of their topic."""
    found = page.eval_on_selector_all(".topic", "all => all.map(g => [+g.dataset.at, +g.firstChild.getAttribute('r')])")
    return [radius for _, radius in sorted(found)]


@pytest.mark.parametrize(("lang", "heading"), [("en", "The topics on a plane"), ("zh", "主题平面")])
def test_the_page_opens(opened: Open, lang: str, heading: str) -> None:
    page = opened(lang=lang)
    assert page.locator("#h-plane").inner_text() == heading
    assert page.evaluate("document.documentElement.lang") == {"en": "en", "zh": "zh-Hans"}[lang]
    assert page.locator(".topic").count() == 3
    assert page.locator(".topic.weak").count() == 1
    assert page.locator("#weight").inner_text() == "0.60"
    assert "undefined" not in page.locator("body").inner_text()


def test_the_slider_ranks_words_as_the_measure_does(opened: Open) -> None:
    page = opened()
    for topic in range(K):
        page.locator("#choice").select_option(str(topic))
        for weight in (0, 0.01, 0.3, 0.6, 0.99, 1):
            slide(page, weight)
            assert listed(page) == relevant(topic, weight)
    assert relevant(0, 0) != relevant(0, 1)


def test_bars_are_counts_and_the_part_of_the_topic(opened: Open) -> None:
    page = opened()
    words, counts, terms = model()
    first = relevant(0, 0.6)[0]
    at = terms.index(first)
    # Estimated occurrences in topic 1: p(w | 1) times its 0.5 of all.
    own, most = words[0, at] * 0.5 * counts.sum(), max(counts[terms.index(term)] for term in relevant(0, 0.6))
    assert page.locator("#list .figure").first.inner_text() == f"{own:.0f} / {counts[at]}"
    width = page.locator("#list i.all").first.evaluate("bar => parseFloat(bar.style.width)")
    assert width == pytest.approx(counts[at] / most * 100, abs=0.01)


def test_a_word_shows_which_topics_have_it(opened: Open) -> None:
    page = opened()
    words, _, terms = model()
    before = radii(page)
    assert np.square(before) / before[0] ** 2 == pytest.approx([1, 0.6, 0.4], abs=1e-3)  # areas: 0.5, 0.3, 0.2
    word = page.locator("#list button").nth(3)
    parts = words[:, terms.index(listed(page)[3])] * [0.5, 0.3, 0.2]
    word.hover()
    assert np.square(radii(page)) * 0.5 / before[0] ** 2 == pytest.approx(parts / parts.sum(), abs=1e-3)
    page.locator("h1").hover()
    assert radii(page) == before
    word.click()
    page.locator("h1").hover()
    assert radii(page) != before  # it stays chosen
    assert listed(page)[3] in page.locator("#told").inner_text()
    assert word.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Escape")
    page.locator("h1").click()
    assert radii(page) == before


def test_a_topic_shows_its_quotes_and_shares(opened: Open) -> None:
    page = opened(lang="zh")
    page.locator(".topic", has_text="2").click()
    assert page.locator("#quoted bdi").all_text_contents() == ["第2段。"]
    assert page.locator("#quoted footer").all_text_contents() == ["出处 2 · 90%"]
    assert page.locator("#groups th").all_text_contents() == ["甲报告", "b"]
    assert page.locator("#groups tr").first.inner_text().split() == ["甲报告", "30.0%", "25.0%", "–", "35.0%"]
    assert page.locator("#figures").inner_text() == "占语料 30.0% · C_v 0.60 · 稳健性 0.90。"
    page.locator("#after").click()
    assert page.locator("#choice").input_value() == "2"
    assert "不稳" in page.locator("#figures").inner_text()
    assert page.locator("#quoted").inner_text() == "无引文。"


def test_the_keyboard_does_all(opened: Open) -> None:
    page = opened()
    reached = set()
    for _ in range(15):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("(document.activeElement.id || document.activeElement.getAttribute('class')) ?? 'word'")
        )
    assert {"topic", "topic weak", "before", "choice", "after", "lambda", "word"} <= reached
    page.locator(".topic[data-at='1']").focus()
    page.keyboard.press("Enter")
    assert page.locator("#choice").input_value() == "1"
    page.keyboard.press("ArrowRight")
    assert page.locator("#choice").input_value() == "2"
    assert page.evaluate("document.activeElement.dataset.at") == "2"
    page.locator("#lambda").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#weight").inner_text() == "0.59"
    assert listed(page) == relevant(2, 0.59)
    page.locator("#list button").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#list button").nth(1).get_attribute("aria-pressed") == "true"


def test_what_is_pressed_has_a_name(opened: Open) -> None:
    page = opened()
    script = "all => all.map(one => one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent)"
    names = page.eval_on_selector_all("button, select, input, [role=button]", script)
    assert all(name.strip() for name in names)
    assert page.locator(".topic").first.get_attribute("aria-label") == "Topic 1 甲、乙, 50.0 % of the corpus"
    assert page.locator("#map").get_attribute("aria-label")


def test_hostile_texts_do_nothing(opened: Open) -> None:
    page = opened(tables(label=HOSTILE, word=HOSTILE, text=HOSTILE, group=HOSTILE))
    for topic in range(K):
        page.locator("#choice").select_option(str(topic))
        for weight in (0, 0.6, 1):
            slide(page, weight)
    page.locator("#list button").first.hover()
    assert page.evaluate("window.struck") is None
    assert page.locator("img").count() == 0
    page.locator("#choice").select_option("0")
    assert page.locator("#quoted bdi").first.inner_text() == HOSTILE.replace("\u202e", "⟨U+202E⟩")
    assert page.locator("#quoted bdi").first.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_have_letters_that_can_be_read(opened: Open, scheme: str) -> None:
    """The contrast of what is written with what it stands on is 4.5 or more (WCAG 2.2, 1.4.3)."""
    page = opened(color_scheme=scheme)
    script = "one => [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor]"
    for selector in ("h1", "figcaption", "#told", ".figure", "#about", "#list bdi"):
        one, other = (luminance(value) for value in page.locator(selector).first.evaluate(script))
        assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5, selector
    page.locator("#choice").select_option("2")
    assert page.locator("body").screenshot()


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("same", [False, True])
def test_two_topics_and_topics_that_are_one(opened: Open, same: bool) -> None:
    made = {key: table for key, table in tables(label="很长的名字" * 8).items() if key != "prevalence"}
    words = made["topic_words"].columns
    first = words["1"]
    made["topic_words"] = Table("topic_words", TITLE, {**words, "2": first if same else words["2"]})
    made = {key: made[key].take([row for row, topic in enumerate(made[key].values("topic")) if topic < 3])
            if key != "topic_words" else made[key] for key in made}  # fmt: skip
    page = opened(made)
    circles = page.locator(".topic circle").evaluate_all(
        "all => all.map(one => [one.cx.baseVal.value, one.cy.baseVal.value])"
    )
    assert all(math.isfinite(value) for circle in circles for value in circle)
    assert (circles[0] == circles[1]) == same
    assert circles[0][1] == circles[1][1]  # two points make one axis
    assert not page.locator("#sources").count()
    page.locator("#choice").select_option("1")
    assert len(listed(page)) == SHOWN


def test_on_paper_controls_are_gone(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert not page.locator("#lambda").is_visible()
    assert page.locator("#map").is_visible()
    assert page.locator("#all").is_visible()


def test_without_a_script_the_table_is_there(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_text(topic_map(tables()), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#all tbody tr").count() == 3
    assert not page.locator("#map").is_visible()
    assert "JavaScript" in page.locator("noscript").inner_text()
    context.close()
