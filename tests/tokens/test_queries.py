"""Patterns on texts segmented by hand, and against a slow matcher that goes from token to token."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govtext.errors import GovtextError, UsageProblem
from govtext.sources.source import Source
from govtext.tokens.build import load_index
from govtext.tokens.escaping import SPECIAL, escape
from govtext.tokens.features import with_features
from govtext.tokens.index import TokenIndex
from govtext.tokens.queries import Hits, matching_tokens, nothing_found, search, search_any, string_count, time_limit
from govtext.tokens.queries.grammar import parse

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]

# 0 全球 1 治理 2 风险 3 。 4 治理 5 全球 6 。 | 7 全球 8 发展 9 ， 10 治理
#    0    3    6    9    11   14    17     20    23    26    28 (first characters; the second sentence begins at 4)
TEXT = "全球 治理 风险 。 治理 全球 。\n\n全球 发展 ， 治理"


def found(index: TokenIndex, pattern: str, **how: bool) -> list[str]:
    """Return what a pattern finds, as it is written."""
    hits = search(index, pattern, **how)
    spans = zip(hits.source.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True)
    return [index.texts[source][start:end] for source, start, end in spans]


def tokens(hits: Hits) -> list[tuple[int, int]]:
    return list(zip(hits.first.tolist(), hits.last.tolist(), strict=True))


def test_a_word_stands_where_a_token_is_it(segmented: Build) -> None:
    hits = search(segmented(a=TEXT), "治理")
    assert tokens(hits) == [(1, 2), (4, 5), (10, 11)]
    assert list(zip(hits.start.tolist(), hits.end.tolist(), strict=True)) == [(3, 5), (11, 13), (28, 30)]
    assert hits.source.tolist() == [0, 0, 0]
    assert hits.whole.all()
    assert hits.pattern.tolist() == [0, 0, 0]


def test_places_are_counted_in_the_text_of_each_source(segmented: Build) -> None:
    hits = search(segmented(a="风险 治理", b="治理"), "治理")
    assert (hits.source.tolist(), hits.start.tolist(), hits.first.tolist()) == ([0, 1], [3, 0], [1, 2])


@pytest.mark.parametrize(
    ("pattern", "places"),
    [
        ("全球 治理", [(0, 2)]),  # not over the full stop, nor over the comma
        ("治理 全球", [(4, 6)]),
        ("全*", [(0, 1), (5, 6), (7, 8)]),
        ("全?", [(0, 1), (5, 6), (7, 8)]),
        ("?", [(3, 4), (6, 7), (9, 10)]),  # one character: punctuation is a token
        ("全球 *", [(0, 2), (5, 7), (7, 9)]),
        ("[全球]", [(0, 1), (5, 6), (7, 8)]),
        ("[全球|发展]", [(0, 1), (5, 6), (7, 8), (8, 9)]),
        ("[全* & !全球]", []),
        ("[word=治理]", [(1, 2), (4, 5), (10, 11)]),
        ("[/[全发].+/]", [(0, 1), (5, 6), (7, 8), (8, 9)]),
        ("[kind=punctuation]", [(3, 4), (6, 7), (9, 10)]),
        ("[kind=word & !治理 & word!=全球]", [(2, 3), (8, 9)]),
        ("[全球] [] [治理]", []),  # 全球 发展 ， 治理 has two between
        ("[全球] []{2} [治理]", [(7, 11)]),
        ("[全球] []{0,2} [治理]", [(0, 2), (7, 11)]),
        ("[全球] [kind!=punctuation]* [治理]", [(0, 2)]),
        ("[全球]? [治理]", [(0, 2), (4, 5), (10, 11)]),
        ("[全球|治理|风险]+", [(0, 3), (4, 6), (7, 8), (10, 11)]),
        ("(全球 治理|治理 全球)", [(0, 2), (4, 6)]),
        ("([全球] [治理]|发展) [风险|，]", [(0, 3), (8, 10)]),
        ("[治理] []*", [(1, 4), (4, 7), (10, 11)]),
        ("[] [治理]", [(0, 2), (9, 11)]),
        ('"全球"', [(0, 1), (5, 6), (7, 8)]),
        ('["全球"]', [(0, 1), (5, 6), (7, 8)]),
    ],
)
def test_queries(segmented: Build, pattern: str, places: list[tuple[int, int]]) -> None:
    assert tokens(search(segmented(a=TEXT), pattern)) == places


def test_a_hit_within_the_one_before_it_is_none_one_that_goes_on_is_one(segmented: Build) -> None:
    # 甲 甲 甲: pairs begin at 0 and at 1; a run is one hit, its tails are within it.
    index = segmented(a="甲 甲 甲")
    assert tokens(search(index, "[甲]{2}")) == [(0, 2), (1, 3)]
    assert tokens(search(index, "[甲]+")) == [(0, 3)]


def test_of_what_begins_at_one_place_the_longest_is_the_hit(segmented: Build) -> None:
    index = segmented(a="甲 乙 丙")
    assert tokens(search(index, "(甲|甲 乙)")) == [(0, 2)]
    assert tokens(search(index, "(甲 乙|甲)")) == [(0, 2)]


def test_sentences_part_queries_and_sources_do(segmented: Build) -> None:
    index = segmented(a="甲 。 乙", b="丙")
    assert not len(search(index, "[甲] []{1,3} [乙]"))
    assert not len(search(index, "乙 丙"))


def test_parts_of_speech_are_those_of_the_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("我们加强治理，应当防范风险。", encoding="utf-8")
    index = load_index([Source("a", path, {})])
    assert found(index, "[pos=v] [治理|风险]") == ["加强治理", "防范风险"]
    assert found(index, "[pos=v & !pos=v]") == []


@pytest.mark.parametrize("word", ["C*", "a?", "[甲]", "(乙)", "a|b", "{2}", "a\\b", '"引"', "-x", "!", "'", "$", "/x/"])
def test_an_escaped_word_stands_for_itself(segmented: Build, word: str) -> None:
    # The other words are what the signs would find if they were no plain signs.
    index = segmented(a=f"C1 ab 甲 乙 a b 引 x {word} {word}")
    assert found(index, escape(word)) == [word, word]
    assert found(index, f"治理 {escape(word)}") == []
    assert parse(escape(word)).literals == [word]


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1).filter(lambda word: not re.search(r"\s", word)))
def test_escaping_takes_every_meaning_away(word: str) -> None:
    assert parse(escape(word)).literals == [word]
    assert len(escape(word)) == len(word) + sum(character in SPECIAL for character in word)


def test_a_string_that_is_no_word_stands_where_tokens_are_spelled_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("加强人工智能治理。强人工智能治理难。", encoding="utf-8")
    index = load_index([Source("a", path, {})])
    assert found(index, "人工智能治理") == ["人工智能治理"] * 2
    # 人工智能治 cuts 治理, and a word of the corpus is never looked for inside another.
    assert found(index, "工智能") == found(index, "人工智能治") == []
    assert found(index, "工智能", substring=True) == ["工智能"] * 2
    assert not search(index, "工智能", substring=True).whole.any()


def test_substrings_stand_anywhere_and_may_overlap(segmented: Build) -> None:
    index = segmented(a="人工智能 智能 ababab")
    hits = search(index, "智能", substring=True)
    assert (hits.start.tolist(), hits.whole.tolist()) == ([2, 5], [False, True])
    assert tokens(hits) == [(0, 1), (1, 2)]
    assert string_count(index, "智能") == 2
    assert search(index, "abab", substring=True).start.tolist() == [8, 10]


def test_signs_of_patterns_are_plain_in_a_substring(segmented: Build) -> None:
    assert found(segmented(a="C* CD"), "C*", substring=True) == ["C*"]


def test_case(segmented: Build) -> None:
    index = segmented(a="AI 治理 ai Ai 法")
    assert found(index, "ai") == ["ai"]
    assert found(index, "ai", ignore_case=True) == ["AI", "ai", "Ai"]
    assert found(index, "a*", ignore_case=True) == ["AI", "ai", "Ai"]
    assert found(index, "[ai] [法]", ignore_case=True) == ["Ai 法"]
    assert found(index, "ai 治理", ignore_case=True) == ["AI 治理"]
    assert found(index, "A", substring=True, ignore_case=True) == ["A", "a", "A"]
    assert found(index, "a.", regex=True, ignore_case=True) == ["AI", "ai", "Ai"]


@pytest.mark.parametrize("substring", [False, True])
def test_without_regard_to_case_nothing_is_lost(segmented: Build, substring: bool) -> None:
    # AI治理 is no word; the blank between Latin letters and Han is typesetting.
    index = segmented(a="AI 治理 ai 治理")
    assert len(search(index, "AI治理", substring=substring)) == 1
    assert len(search(index, "AI治理", substring=substring, ignore_case=True)) == 2


def test_a_regular_expression_runs_over_the_clean_text(segmented: Build) -> None:
    index = segmented(a=TEXT)
    assert found(index, "治.", regex=True) == ["治理"] * 3
    assert found(index, "球 治", regex=True) == ["球 治"]
    hits = search(index, "球 治", regex=True)
    assert tokens(hits) == [(0, 2)]
    assert not hits.whole.any()
    assert found(index, r"\s+", regex=True) == []  # over no token


def test_a_regular_expression_reads_a_paragraph_at_a_time(segmented: Build) -> None:
    index = segmented(a="甲 乙 丙 。\n\n甲 丁 。")
    assert found(index, "^甲", regex=True) == ["甲", "甲"]
    assert found(index, "。$", regex=True) == ["。", "。"]
    assert found(index, "丙[^x]+丁", regex=True) == []


def test_several_patterns_are_numbered_and_in_the_order_of_the_text(segmented: Build) -> None:
    hits = search_any(segmented(a="乙 甲 乙"), ["甲", "乙", "[甲|乙]"])
    assert list(zip(hits.start.tolist(), hits.pattern.tolist(), strict=True)) == [
        (0, 1), (0, 2), (2, 0), (2, 2), (4, 1), (4, 2),
    ]  # fmt: skip


def test_one_word_is_matched_token_by_token(segmented: Build) -> None:
    index = segmented(a="甲 乙 甲乙")
    assert matching_tokens(index, "甲*").tolist() == [True, False, True]
    with pytest.raises(UsageProblem, match="several words"):
        matching_tokens(index, "甲 乙")


def test_terms_are_found_on_the_words_under_them() -> None:
    from dataclasses import replace

    from govtext.tokens.lexicon import Lexicon
    from govtext.tokens.lexicon.entries import Entry

    # 全球治理 once as a term, 治理 twice as a word.
    words = index_of_parts(a=[(0, "", "", "全球 治理 。 治理")])
    words = replace(words, lexicon=replace(Lexicon(), extra=(Entry("全球治理"),)))
    for features, counts in {"all": (2, 1), "merged": (1, 1), "terms": (0, 1)}.items():
        index = with_features(words, features)
        if features != "terms":  # no word is counted there
            assert len(search(index, "治理")) == counts[0], features
        hits = search(index, "全球治理")
        assert len(hits) == counts[1], features
        assert (hits.start.tolist(), hits.end.tolist()) == ([0], [5]), features
    for features in ("all", "terms"):
        with pytest.raises(UsageProblem, match="no token follows another"):
            search(with_features(words, features), "[全球] [治理]")


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("[治理", 4),
        ("(治理", 4),
        ("治理)", 3),
        ("治理]", 3),
        ("(治理|)", 5),
        ("[a=b]", 2),
        ("[治 理]", 4),
        ("[治理]{x}", 5),
        ("[治理]{3,1}", 5),
        ("[治理&]", 5),
        ("[pos=]", 6),
        ("[/(/]", 4),
        ('["治理]', 2),
        ("[治理]{2}{3}", 8),
        ("[治理]+*", 6),
    ],
)
def test_a_broken_query_names_the_place(segmented: Build, pattern: str, place: int) -> None:
    with pytest.raises(UsageProblem, match=rf"broken at character {place}\b"):
        search(segmented(a=TEXT), pattern)


@pytest.mark.parametrize(("expression", "place"), [("(a+", 4), ("[a", 3), ("a)", 2), ("*a", 1), ("治(?P<x", 7)])
def test_a_broken_expression_names_the_place(segmented: Build, expression: str, place: int) -> None:
    with pytest.raises(UsageProblem, match=r"broken at character \d+") as caught:
        search(segmented(a=TEXT), expression, regex=True)
    assert f"at character {place}" in str(caught.value) or place == 7


@pytest.mark.parametrize("pattern", ["", " ", '""', '[""]', "　"])
@pytest.mark.parametrize("substring", [False, True])
def test_nothing_is_no_pattern(segmented: Build, pattern: str, substring: bool) -> None:
    if not substring or not pattern.strip():
        with pytest.raises(UsageProblem, match=r"empty|broken"):
            search(segmented(a=TEXT), pattern, substring=substring)


@pytest.mark.parametrize("regex", [False, True])
def test_ten_thousand_brackets_are_refused(segmented: Build, regex: bool) -> None:
    with pytest.raises(UsageProblem):
        search(segmented(a=TEXT), "(" * 10_000 + "甲" + ")" * 10_000, regex=regex)


@pytest.mark.parametrize(
    ("pattern", "regex"),
    [
        ("([甲]|[甲])* [乙]", False),
        ("(甲| 甲|甲 )+乙", True),
        ("((([甲]{999}){999}){999}){999}", False),
        ("(((甲 {0,9}){999}){999}){999}", True),
    ],
)
def test_what_takes_for_ever_is_refused_in_time(
    segmented: Build, monkeypatch: pytest.MonkeyPatch, pattern: str, regex: bool
) -> None:
    index = segmented(a="甲 " * 400 + "丙 乙 丙 乙")
    monkeypatch.setattr(time_limit, "SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(UsageProblem) as caught:
        search(index, pattern, regex=regex)
    assert pattern[:10] in str(caught.value)  # as it was written, not as it is compiled
    assert time.monotonic() - began < 5


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(st.sampled_from('治理全 []()|{}*?+"\\/&!=,23wordpskin'), max_size=12),
        st.text(st.characters(blacklist_categories=["Cs"]), max_size=8),
    ),
    st.sampled_from([{}, {"regex": True}, {"substring": True}, {"ignore_case": True}]),
)
def test_any_pattern_is_searched_or_refused(pattern: str, how: dict[str, bool]) -> None:
    try:
        hits = search(SMALL, pattern, **how)
    except UsageProblem:
        return
    assert (hits.end > hits.start).all()
    assert (np.diff(hits.start) >= 0).all()


SMALL = index_of_parts(a=[(0, "", "", "全球 治理 [ ] 2 。 治理 全 word", "治 理 *")])


def test_where_nothing_is_found_near_words_and_cuts_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("人工智能的发展。人工智能。智能鸿沟。", encoding="utf-8")
    index = load_index([Source("a", path, {})])
    said = str(nothing_found(index, "工智能"))
    # 工智能 stands in 人工智能, twice, each time inside that one word.
    assert "2 times" in said
    assert "(人)工智能 2" in said
    assert "人工智能" in said.partition("near: ")[2]
    assert "near" not in str(nothing_found(index, "XYZ"))
    assert isinstance(nothing_found(index, "XYZ"), GovtextError)


# A slow matcher

WORDS = "甲乙丙"
Node = tuple  # ("is", words, negated) | ("any", [sequences]) | ("times", node, least, most)


BOUNDS = [(1, 1), (1, 9), (2, 2), (1, 3), (0, 1), (0, 9), (0, 2)]


def items(depth: int, bounds: list[tuple[int, int]], inner: list[tuple[int, int]]) -> st.SearchStrategy[Node]:
    """Generate items: with how often they may come, and how often what is in round brackets may."""
    condition = st.tuples(st.just("is"), st.sets(st.sampled_from(WORDS), max_size=2).map(sorted), st.booleans())
    base: st.SearchStrategy[Node] = condition
    if depth:
        sequences = st.lists(items(depth - 1, inner, inner), min_size=1, max_size=2)
        base = condition | st.tuples(st.just("any"), st.lists(sequences, min_size=1, max_size=2))
    return st.tuples(base, st.sampled_from(bounds)).map(
        lambda made: made[0] if made[1] == (1, 1) else ("times", made[0], *made[1]),
    )


SIGNS = {(0, 1): "?", (0, 9): "*", (1, 9): "+", (2, 2): "{2}", (0, 2): "{0,2}", (1, 3): "{1,3}"}


def written(node: Node) -> str:
    """Return a node as a user writes it."""
    if node[0] == "is":
        words, negated = node[1:]
        if not words:
            return "[]"
        return "[" + (" & ".join(f"!{word}" for word in words) if negated else "|".join(words)) + "]"
    if node[0] == "any":
        return "(" + "|".join(" ".join(map(written, sequence)) for sequence in node[1]) + ")"
    return written(node[1]) + SIGNS[node[2], node[3]]


def ends(nodes: list[Node], sentence: str, at: int) -> Iterator[int]:
    """Yield every place at which a sequence that begins at `at` may end, the one that is preferred first."""
    if not nodes:
        yield at
        return
    node, *rest = nodes
    if node[0] == "is":
        if at < len(sentence) and (not node[1] or (sentence[at] in node[1]) != node[2]):
            yield from ends(rest, sentence, at + 1)
    elif node[0] == "any":
        for sequence in node[1]:
            yield from ends([*sequence, *rest], sentence, at)
    else:
        _, inner, least, most = node
        for end in dict.fromkeys(ends([inner], sentence, at)) if most else ():
            if end > at:
                yield from ends([("times", inner, max(0, least - 1), most - 1), *rest], sentence, end)
            elif least:  # what holds nothing may be repeated for nothing
                yield from ends([("times", inner, 0, most), *rest], sentence, at)
        if not least:
            yield from ends(rest, sentence, at)


def slowly(nodes: list[Node], sentences: list[str]) -> list[tuple[int, int]]:
    """Return the longest hit at each place, less those within the one before."""
    hits, opening = [], 0
    for sentence in sentences:
        furthest = -1
        for at in range(len(sentence)):
            end = max(set(ends(nodes, sentence, at)), default=at)
            if end > at and end > furthest:
                hits.append((opening + at, opening + end))
                furthest = end
        opening += len(sentence)
    return hits


@settings(max_examples=200, deadline=None)
@given(
    st.lists(items(1, BOUNDS, BOUNDS), min_size=1, max_size=3),
    st.lists(st.text(WORDS, min_size=1, max_size=6).map(lambda words: words + "。"), min_size=1, max_size=3),
)
def test_queries_against_a_slow_matcher(nodes: list[Node], sentences: list[str]) -> None:
    index = index_of_parts(a=[(0, "", "", " ".join("".join(sentences)))])
    assert np.diff(index.bounds["sentence"]).tolist() == list(map(len, sentences))
    pattern = " ".join(map(written, nodes))
    assert tokens(search(index, pattern)) == slowly(nodes, sentences), pattern


@settings(max_examples=200, deadline=None)
@given(
    st.lists(items(1, BOUNDS, BOUNDS[:4]), min_size=1, max_size=3),
    st.lists(st.text(WORDS, min_size=1, max_size=6).map(lambda words: words + "。"), min_size=1, max_size=3),
)
def test_queries_whose_first_way_is_the_longest(nodes: list[Node], sentences: list[str]) -> None:
    for sentence in sentences:
        for at in range(len(sentence)):
            ways = list(dict.fromkeys(ends(nodes, sentence, at)))
            assume(not ways or ways[0] == max(ways))
    index = index_of_parts(a=[(0, "", "", " ".join("".join(sentences)))])
    pattern = " ".join(map(written, nodes))
    assert tokens(search(index, pattern)) == slowly(nodes, sentences), pattern
