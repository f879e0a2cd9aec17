"""The concordance: lines, references, counts and notes on texts counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.analyses.freq import freq
from govtext.analyses.kwic import kwic
from govtext.errors import GovtextError, NothingFound, UsageProblem
from govtext.sources.source import Source
from govtext.study import Study
from govtext.table import Table
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

from ..conftest import VOLUME, index_of_parts

Build = Callable[..., TokenIndex]
CONTRACT = ["source", "section", "paragraph", "sentence", "left", "node", "right", "start", "end"]

# Two paragraphs, the first of two sentences, characters:
#   0 全球 3 治理 6 风险 9 。 11 治理 14 全球 17 。        20 全球 23 发展 26 ， 28 治理
TEXT = "全球 治理 风险 。 治理 全球 。\n\n全球 发展 ， 治理"


def lines(table: Table, *keys: str) -> list[tuple[object, ...]]:
    return list(zip(*(table.values(key) for key in keys), strict=True))


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


def test_lines_by_hand(segmented: Build) -> None:
    table = kwic(segmented(a=TEXT), pattern="治理", window=1).main
    assert (table.name, list(table.columns)) == ("kwic", [*CONTRACT, "reference"])
    assert lines(table, "source", "paragraph", "sentence", "start", "end") == [
        ("a", 1, 1, 3, 5),
        ("a", 1, 2, 11, 13),
        ("a", 2, 1, 28, 30),
    ]
    assert lines(table, "left", "node", "right") == [
        ("全球 ", "治理", " 风险"),
        ("风险 。 ", "治理", " 全球"),
        ("发展 ， ", "治理", ""),
    ]
    assert [str(reference).startswith("a") for reference in table.values("reference")] == [True] * 3
    assert "¶1.2" in table.values("reference")[1]


def test_what_a_person_is_shown(segmented: Build) -> None:
    table = kwic(segmented(a=TEXT), pattern="治理").main
    assert set(table.reading) == {"reference", "left", "node", "right"}
    assert table.reading[-3:] == ("left", "node", "right")
    assert table.right == ("left",)


@pytest.mark.parametrize(
    ("context", "window", "around"),
    [
        ("tokens", 0, ("", "")),
        ("tokens", 1, ("风险 。 ", " 全球")),
        ("tokens", 2, ("治理 风险 。 ", " 全球 。")),  # one word is left: the rest of the paragraph
        ("tokens", 1000, ("全球 治理 风险 。 ", " 全球 。")),
        ("characters", 4, ("险 。 ", " 全球 ")),
        ("characters", 0, ("", "")),
        ("sentence", 0, ("", " 全球 。")),
        ("paragraph", 3, ("全球 治理 风险 。 ", " 全球 。")),
    ],
)
def test_contexts(segmented: Build, context: str, window: int, around: tuple[str, str]) -> None:
    table = kwic(segmented(a=TEXT), pattern="治理", context=context, window=window).main  # type: ignore[arg-type]
    assert lines(table, "left", "right")[1] == around


def test_a_context_that_is_none_is_refused(segmented: Build) -> None:
    with pytest.raises(UsageProblem, match="context"):
        kwic(segmented(a=TEXT), pattern="治理", context="words")  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"window": -1}, {"window": 1001}, {"sample": 0}, {"top": -1}, {"seed": -1}])
def test_numbers_out_of_range_are_refused(segmented: Build, wrong: dict[str, int]) -> None:
    (name,) = wrong
    with pytest.raises(UsageProblem, match=f"--{name}"):
        kwic(segmented(a=TEXT), pattern="治理", **wrong)  # type: ignore[arg-type]


PARAGRAPHS = st.lists(st.text("甲乙丙，。", min_size=1, max_size=10), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(PARAGRAPHS, min_size=1, max_size=3),
    st.sampled_from([("甲", {}), ("[甲|乙] []?", {}), ("甲 乙", {"substring": True}), ("[甲乙] .", {"regex": True})]),
    st.integers(0, 4),
    st.sampled_from(["tokens", "characters", "sentence", "paragraph"]),
)
def test_every_line_is_a_slice_of_its_text(
    texts: list[list[str]], asked: tuple[str, dict[str, bool]], window: int, context: str
) -> None:
    named = {f"s{at}": [(0, "", "", *(" ".join(line) for line in text))] for at, text in enumerate(texts)}
    index = index_of_parts(**named)  # type: ignore[arg-type]
    try:
        table = kwic(index, pattern=asked[0], window=window, context=context, **asked[1]).main  # type: ignore[arg-type]
    except NothingFound:
        return
    ids = [source.id for source in index.sources]
    starts = index.bounds["document"].tolist()
    for row in table.rows():
        source, _, paragraph, sentence, left, node, right, start, end = row[:9]
        at = ids.index(str(source))
        text = index.texts[at]
        assert text[start:end] == node
        assert text[start - len(left) : start] == left
        assert text[end : end + len(right)] == right
        # The numbers, by going through the bounds one after the other.
        first = next(t for t in range(starts[at], starts[at + 1]) if index.ends[t] > start)
        units = {unit: index.bounds[unit].tolist() for unit in ("paragraph", "sentence")}
        opens = [t for t in units["paragraph"][:-1] if starts[at] <= t <= first]
        assert paragraph == len(opens)
        assert sentence == sum(opens[-1] <= t <= first for t in units["sentence"][:-1])
        if not asked[1]:
            assert "\n" not in text[start - len(left) : end + len(right)]


def test_sections_are_named_and_paragraphs_counted_through(volume: TokenIndex) -> None:
    # Headings are paragraphs: 1 文集 2 一章 3 甲文 4 治理 治理 风险 。 5 小结 6 治理 发展 。 7 二章 8 乙文 9 … 10 细节
    # 11 风险 。 12 小结 13 治理 。
    assert len(VOLUME) == 8
    table = kwic(volume, pattern="治理").main
    assert lines(table, "section", "paragraph", "sentence") == [
        ("甲文", 4, 1),
        ("甲文", 4, 1),
        ("小结", 6, 1),
        ("小结", 13, 1),
    ]


def test_a_label_with_its_year_is_named_once(segmented: Build) -> None:
    index = segmented(
        {"a": {"label": "甲院 2024", "year": 2024}, "b": {"label": "乙院", "year": 2023}}, a="治理", b="治理"
    )
    first, second = kwic(index, pattern="治理").main.values("reference")
    assert first.startswith("甲院 2024")
    assert first.count("2024") == 1
    assert second.startswith("乙院 2023")


def test_pages_are_those_of_the_file(tmp_path: Path) -> None:
    spec = find_spec("zhplot")
    assert spec is not None
    assert spec.origin is not None
    paper = FPDF(unit="pt")
    paper.add_font("han", fname=str(next((Path(spec.origin).parent / "fonts").glob("*.[ot]tf"))))
    for sentence in ("人工智能治理需要各国共同参与。", "监测风险是第二步。", "治理最终要看成效。"):
        paper.add_page()
        paper.set_font("han", size=12)
        paper.text(72, 100, sentence)
    paper.output(str(tmp_path / "p.pdf"))
    (tmp_path / "t.txt").write_text("治理没有页码。", encoding="utf-8")
    index = load_index([Source("p", tmp_path / "p.pdf", {}), Source("t", tmp_path / "t.txt", {})])
    table = kwic(index, pattern="治理").main
    assert lines(table, "source", "page") == [("p", 1), ("p", 3), ("t", None)]
    assert [
        str(reference).endswith(end) for reference, end in zip(table["reference"], ("p. 1", "p. 3", ""), strict=True)
    ]
    assert "p." not in table.values("reference")[2]
    assert kwic(index, pattern="风险").main.values("page") == [2]


def test_the_table_of_hits(segmented: Build) -> None:
    # a: 治理 2, 风险 1 of 4 words; b: 治理 1, 风险 0 of 2 (the comma is none)
    index = segmented(a="治理 治理 风险 发展", b="治理 ， 发展")
    path = Path(index.sources[0].path).with_name("list.txt")
    path.write_text("# what is looked for\n治理\n\n风险\n治理\n", encoding="utf-8")
    tables = kwic(index, patterns=str(path))
    assert lines(tables["hits"], "pattern", "group", "count", "per_10k") == [
        ("治理", "a", 2, 5000.0),
        ("治理", "b", 1, 5000.0),
        ("风险", "a", 1, 2500.0),
        ("风险", "b", 0, 0.0),
    ]
    assert tables.main.values("pattern") == ["治理", "治理", "风险", "治理"]


@pytest.mark.parametrize("given_", [{}, {"pattern": "治理", "patterns": "x.txt"}])
def test_one_kind_of_pattern_is_needed(segmented: Build, given_: dict[str, str]) -> None:
    with pytest.raises(UsageProblem, match="no pattern, or two"):
        kwic(segmented(a=TEXT), **given_)  # type: ignore[arg-type]


def test_a_file_without_patterns_is_bad_input(segmented: Build, tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("# nothing\n\n", encoding="utf-8")
    with pytest.raises(GovtextError, match="no pattern"):
        kwic(segmented(a=TEXT), patterns=str(tmp_path / "none.txt"))


def test_groups(segmented: Build) -> None:
    fields = {"a": {"year": 2023}, "b": {"year": 2024}}
    index = segmented(fields, a="治理 治理", b="治理 发展")  # type: ignore[arg-type]
    tables = kwic(index, pattern="治理", by="year")
    assert tables.main.values("group") == ["2023", "2023", "2024"]
    assert lines(tables["hits"], "group", "count", "per_10k") == [("2023", 2, 10000.0), ("2024", 1, 5000.0)]
    assert kwic(index, pattern="治理", by="year", group="2024").main.values("source") == ["b"]


def test_a_sample_is_said_and_does_not_change_the_counts(segmented: Build) -> None:
    index = segmented(a="治理 " * 30)
    tables = kwic(index, pattern="治理", sample=5, seed=3)
    assert len(tables.main) == 5
    assert tables["hits"].values("count") == [30]
    assert "A sample of 5 of 30 hits" in notes(tables.main)
    assert "Seed: 3" in notes(tables.main)
    assert tables.main.values("start") == sorted(tables.main.values("start"))
    assert tables.main.values("start") == kwic(index, pattern="治理", sample=5, seed=3).main.values("start")
    assert "Seed" not in notes(kwic(index, pattern="治理").main)


def test_filters_are_said(segmented: Build) -> None:
    index = segmented(a=TEXT)
    table = kwic(index, pattern="治理", must="全球", must_not="风险", within="3:2").main
    assert table.values("start") == [11, 28]  # beside the first stands 风险
    assert "with 全球 without 风险 within 3:2 words" in notes(table)
    with pytest.raises(NothingFound, match="filters"):
        kwic(index, pattern="治理", must="没有")


def test_both_counts_are_said_of_a_word(tmp_path: Path) -> None:
    # 智能 is a word once, and stands in 人工智能 twice more.
    (tmp_path / "a.txt").write_text("人工智能跨越智能鸿沟，人工智能发展。", encoding="utf-8")
    index = load_index([Source("a", tmp_path / "a.txt", {})])
    word = kwic(index, pattern="智能").main
    assert len(word) == 1
    assert "3 times" in notes(word)
    string = kwic(index, pattern="智能", substring=True).main
    assert len(string) == 3
    assert "3 places, 1 of them" in notes(string)


def test_the_count_of_a_string_is_that_of_the_pattern(segmented: Build) -> None:
    index = segmented(a="machine learning 治理 AI ai")
    assert "0 times" not in notes(kwic(index, pattern="machine learning").main)
    said = notes(kwic(index, pattern="ai", ignore_case=True).main)
    assert "1 times" not in said
    assert "2 times" in said


def test_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("人工智能的发展。", encoding="utf-8")
    index = load_index([Source("a", tmp_path / "a.txt", {})])
    with pytest.raises(NothingFound, match=r"'工智能'.*\(人\)工智能 1"):
        kwic(index, pattern="工智能")
    for how in ({"regex": True}, {"substring": True}):
        with pytest.raises(NothingFound):
            kwic(index, pattern="没有", **how)  # type: ignore[arg-type]


def test_a_text_without_words(segmented: Build) -> None:
    assert len(kwic(segmented(a="。 ， 。"), pattern="。").main) == 2


def test_a_stop_list_takes_no_place_away(segmented: Build) -> None:
    stop = StopList("own.txt (1)", frozenset({"治理"}), drops_numbers=True)
    assert len(kwic(segmented(a=TEXT), pattern="治理", stopwords=stop).main) == 3


def test_parameters_are_as_asked(segmented: Build) -> None:
    asked = kwic(segmented(a=TEXT), pattern="治理", window=3, must="全球").main.parameters
    assert {key: asked[key] for key in ("pattern", "window", "must", "engine")} == {
        "pattern": "治理", "window": 3, "must": "全球", "engine": "whitespace",
    }  # fmt: skip


LISTED = "治理\r\n\r\n全球 治理\r\n"


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "gb18030",
    ],
)
def test_lists_of_patterns_may_be_saved_anyhow(segmented: Build, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "list.txt").write_bytes(LISTED.encode(encoding))
    table = kwic(segmented(a=TEXT), patterns=str(tmp_path / "list.txt")).main
    assert sorted(table.values("pattern")) == ["全球 治理", "治理", "治理", "治理"]


def test_a_broken_pattern_of_a_list_is_named_with_its_line(segmented: Build, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("治理\n\n(治理\n", encoding="utf-8")
    with pytest.raises(GovtextError, match=r"list\.txt.*line 3"):
        kwic(segmented(a=TEXT), patterns=str(tmp_path / "list.txt"))


# The five reports


@pytest.fixture(scope="module")
def reported(report_study: Study) -> TokenIndex:
    return report_study.index()


def test_words_of_the_reports_have_as_many_lines_as_their_count(reported: TokenIndex) -> None:
    table = freq(reported, top=200).main
    for word, count in lines(table, "term", "count"):
        found = kwic(reported, pattern=str(word), window=0).main
        assert len(found) == count, word
        assert set(found.values("node")) == {word}


def test_strings_of_the_reports_stand_as_often_as_python_finds_them(reported: TokenIndex) -> None:
    for string in ("人工智能", "智能", "治理", "风险治理", "的发展", "工智", "全球治理"):
        expected = sum(text.count(string) for text in reported.texts)
        assert len(kwic(reported, pattern=string, substring=True, window=0).main) == expected, string


def test_references_of_the_reports_lead_to_their_paragraph(reported: TokenIndex) -> None:
    # A hit lies between the first and the last token of the paragraph that its line names.
    table = kwic(reported, pattern="治理", context="paragraph").main
    starts = reported.bounds["document"].tolist()
    ids = [source.id for source in reported.sources]
    for source, paragraph, start, end, left in lines(table, "source", "paragraph", "start", "end", "left"):
        at = ids.index(str(source))
        bounds = [t for t in reported.bounds["paragraph"].tolist() if starts[at] <= t <= starts[at + 1]]
        first, last = bounds[int(str(paragraph)) - 1], bounds[int(str(paragraph))] - 1
        assert int(reported.start[first]) == int(str(start)) - len(str(left))
        assert int(str(end)) <= int(reported.ends[last])
