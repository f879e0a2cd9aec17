"""What indicators find, worked out by hand on texts that are segmented by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.codebooks.expressions import AllOf, AnyOf, Near, Pattern, parse_expression, patterns_of
from govtext.codebooks.matching import Finder, code_places
from govtext.codebooks.model import Codebook
from govtext.errors import UsageProblem
from govtext.tokens.in_memory import index_of_lines
from govtext.tokens.index import TokenIndex
from govtext.tokens.segment import Segmentation

from .books import book, code

#       0    1    2  3    4    5    6  7    8    9    10  11   12   13 14   15   16   17
TEXT = "数据 安全 ， 数据 主权 治理 。 治理 数据 的   安全 。 加强 人工 智能 治理 主权基金 。"
#       sentence 1                    sentence 2           sentence 3
HELD = TEXT.split()


def index(*lines: str) -> TokenIndex:
    return index_of_lines(lines or [TEXT], Segmentation("whitespace"))


def places(expression: str, *lines: str) -> list[tuple[int, int]]:
    spans = Finder(index(*lines)).places(parse_expression(expression))
    return list(zip(spans.first.tolist(), spans.last.tolist(), strict=True))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("数据", [(0, 1), (3, 4), (8, 9)]),
        ("治*", [(5, 6), (7, 8), (15, 16)]),
        ("主权*", [(4, 5), (16, 17)]),
        ("?据", [(0, 1), (3, 4), (8, 9)]),
        ("主权", [(4, 5)]),  # inside of 主权基金 it is none
        ("人工智能", [(13, 15)]),  # two tokens, both ends are ends of words
        ("工智能", []),
        ("人工 智能", [(13, 15)]),
        ("数据 [] 安全", [(8, 11)]),
        ('"数据"', [(0, 1), (3, 4), (8, 9)]),
        ("风险", []),
        # or: places of both, in order
        ("主权 or 治理", [(4, 5), (5, 6), (7, 8), (15, 16)]),
        # and: the places of the first, in sentences that have the other
        ("数据 and 主权", [(0, 1), (3, 4)]),
        ("主权 and 数据", [(4, 5)]),
        ("数据 and not 主权", [(8, 9)]),
        ("not 主权 and 数据", [(8, 9)]),
        ("治理 and not 主权 and not 人工", [(7, 8)]),
        ("治理 and (主权 or 人工)", [(5, 6), (15, 16)]),
        ("数据 and 人工", []),  # never in one sentence
        # and binds before or
        ("主权 and 数据 or 人工", [(4, 5), (13, 14)]),
        ("主权 and (数据 or 人工)", [(4, 5)]),
    ],
)
def test_places(expression: str, expected: list[tuple[int, int]]) -> None:
    assert places(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # 安全 (1) and 数据 (3): punctuation is no word, so they are neighbours; of two so near the one behind it
        ("near(安全, 数据, 1)", [(0, 2), (1, 4)]),  # in any order, whichever is named first
        ("near(数据, 安全, 1)", [(0, 2), (1, 4)]),
        ("near(数据, 安全, 2)", [(0, 2), (1, 4), (8, 11)]),
        ("seq(数据, 安全, 1)", [(0, 2)]),
        ("seq(数据, 安全, 2)", [(0, 2), (8, 11)]),
        ("seq(安全, 数据, 1)", [(1, 4)]),
        ("seq(安全, 治理, 2)", []),  # 安全 数据 主权 治理: three apart
        ("seq(安全, 治理, 3)", [(1, 6)]),
        ("near(治理, 数据, 1)", [(7, 9)]),  # 治理 (5) and 治理 (7) are neighbours of none across the full stop
        ("near(治理, 数据)", [(0, 6), (3, 6), (7, 9)]),  # five words where no number is given: from each to its nearest
        ("near(人工智能, 治理, 1)", [(13, 16)]),  # from the last token of the one to the first of the other
        ("near(治理, 治理, 5)", []),  # not with itself
        ("seq((数据 or 安全), 主权, 1)", [(3, 5)]),
        ("near(near(数据, 主权, 1), 治理, 1)", [(3, 6)]),
        ("near(数据, 主权, 1) and 安全", [(3, 5)]),
        ("near(数据, 主权, 1) and not 安全", []),
    ],
)
def test_near_and_seq(expression: str, expected: list[tuple[int, int]]) -> None:
    assert places(expression) == expected


def test_near_does_not_leave_its_sentence_or_paragraph() -> None:
    assert places("near(数据, 安全, 5)", "数据 。 安全", "安全") == []
    assert places("near(数据, 安全, 5)", "数据", "安全") == []


def test_a_string_that_the_segmentation_cuts_inside_words_is_none() -> None:
    # 强人工智能 stands in 加强 人工智能, where 强 ends a word that begins before it
    assert places("强人工智能", "加强 人工智能 治理") == []
    assert places("强人工智能", "发展 强 人工智能") == [(1, 3)]


def coded(one: Codebook, *lines: str) -> dict[str, list[tuple[int, int]]]:
    """Return the places of each code, those of its parts included."""
    (found,) = code_places(index(*lines), [one])
    spans = {name: found.places(place) for name, place in one.position.items()}
    return {name: list(zip(one.first.tolist(), one.last.tolist(), strict=True)) for name, one in spans.items()}


def test_places_of_one_code_that_overlap_count_once_the_longest_first() -> None:
    # 数据 主权 治理: 数据主权 (0–2) is longer than 数据 (0–1), and 主权治理 (1–3) overlaps it
    one = book(code("a", "数据", "主权 治理", "数据 主权", "治理"))
    assert coded(one, "数据 主权 治理 数据") == {"a": [(0, 2), (2, 3), (3, 4)]}


def test_a_place_that_overlaps_an_exclusion_is_dropped() -> None:
    one = book(code("a", "主权", "基金", exclude=("主权 基金", "数据 主权 治理")))
    # 主权 基金 goes with both its words; 主权 in 数据 主权 治理 goes; the others stay
    assert coded(one, "主权 基金 主权 。 数据 主权 治理 。 数据 主权 基金 。 基金") == {"a": [(2, 3), (12, 13)]}


def test_an_exclusion_takes_nothing_from_other_codes() -> None:
    one = book(code("a", "主权", exclude=("主权 基金",)), code("b", "主权"))
    assert coded(one, "主权 基金") == {"a": [], "b": [(0, 1)]}


def test_a_parent_counts_the_places_of_its_parts_once() -> None:
    # of top: 治理 (0), of a 数据 (1), of b 数据 主权 (1–3), which overlaps it, and 安全 (3) of c below b
    one = book(code("top", "治理"), code("a", "数据", parent="top"), code("b", "数据 主权", parent="top"))
    one = book(*one.codes, code("c", "安全", parent="b"))
    assert coded(one, "治理 数据 主权 安全") == {
        "top": [(0, 1), (1, 3), (3, 4)],
        "a": [(1, 2)],
        "b": [(1, 3), (3, 4)],
        "c": [(3, 4)],
    }


def test_units_of_a_parent_are_those_of_its_parts() -> None:
    one = book(code("top"), code("a", "数据", parent="top"), code("b", "主权", parent="a"))
    built = index("数据 。 治理 。 主权 。")
    (found,) = code_places(built, [one])
    assert found.units(built.bounds["sentence"]).tolist() == [
        [True, False, True],
        [True, False, True],
        [False, False, True],
    ]


def test_the_first_of_indicators_at_one_place_is_named() -> None:
    one = book(code("a", "数*", "数据"))
    (found,) = code_places(index("数据"), [one])
    assert (len(found), found.indicator.tolist()) == (1, [0])


def test_grammar() -> None:
    parsed = parse_expression("near（数据，（安全 or 保护），3） and not 公司")
    assert isinstance(parsed, AllOf)
    (pair,), (unwanted,) = parsed.items, parsed.unwanted
    assert isinstance(pair, Near)
    assert isinstance(pair.other, AnyOf)
    assert (pair.words, pair.ordered) == (3, False)
    assert isinstance(unwanted, Pattern)
    assert unwanted.text == "公司"
    quoted = parse_expression('"R&D and (new)"')
    assert isinstance(quoted, Pattern)
    assert quoted.literal == "R&D and(new)"  # texts are searched without blanks of typesetting
    inner = parse_expression("AI and order")  # order begins with an operator, and is none
    assert isinstance(inner, AllOf)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("near(数据, 安全", 5),
        ("数据)", 3),
        ("数据 and", 7),
        ("(数据", 1),
        ("数据 (安全)", 4),
        ("foo(a, b)", 1),
        ("", 1),
    ],
)
def test_the_place_of_a_fault_is_named(text: str, place: int) -> None:
    with pytest.raises(UsageProblem, match=f"at character {place}"):
        parse_expression(text)


@pytest.mark.parametrize(
    ("text", "word", "meant", "place"),
    [
        ("治理 xor 安全", "xor", "or", 4),
        ("治理 XOR 安全", "XOR", "or", 4),
        ("治理 AND 安全", "AND", "and", 4),
        ("治理 And (安全 or 发展)", "And", "and", 4),
        ("治理 and 风险 OR 安全", "OR", "or", 11),
        ("NOT 治理", "NOT", "not", 1),
        ("治理 and NOT 安全", "NOT", "not", 8),
        ("治理 OR", "OR", "or", 4),
        ("治理 ｏｒ 安全", "ｏｒ", "or", 4),
        ("（治理 ａｎｄ 安全）", "ａｎｄ", "and", 5),
        ("near(治理 ＡＮＤ 安全, 风险, 3)", "ＡＮＤ", "and", 9),
    ],
)
def test_words_that_are_meant_for_operators_are_refused(text: str, word: str, meant: str, place: int) -> None:
    with pytest.raises(UsageProblem) as caught:
        parse_expression(text)
    assert f"at character {place}: there is no operator {word!r}" in caught.value.what
    assert f"did you mean {meant!r}?" in caught.value.remedy


@pytest.mark.parametrize(
    "text", ['"治理 AND 安全"', '治理 "AND" 安全', "[AND] 治理", "OR", "near(OR, 治理)", r"\AND 治理", "ORs 治理"]
)
def test_in_marks_alone_or_within_they_are_words(text: str) -> None:
    words = [word for pattern in patterns_of(parse_expression(text)) for word in pattern.text.split()]
    assert any(word.strip('"[]\\') in ("AND", "OR", "ORs") for word in words)


def test_a_not_without_and_is_told() -> None:
    with pytest.raises(UsageProblem, match="at character 4: here 'and' or 'or' is expected; did you mean 'and not'"):
        parse_expression("治理 not 安全")


@pytest.mark.parametrize("text", ["治" * 5000 + "(", "[pos=" + "治" * 5000, "治" * 5000 + "]"])
def test_a_long_indicator_is_not_repeated_whole(text: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        parse_expression(text)
    assert len(str(caught.value)) < 300
    assert text[:60] + " …" in str(caught.value)


def test_brackets_do_not_go_down_without_end() -> None:
    with pytest.raises(UsageProblem, match="brackets within more than 20"):
        parse_expression("(" * 1000 + "治理" + ")" * 1000)


@given(st.lists(st.sampled_from(["甲", "乙", "丙", "。"]), min_size=1, max_size=20), st.integers(1, 6))
def test_near_has_no_order(tokens: list[str], words: int) -> None:
    line = " ".join([*tokens, "丁"])
    assert places(f"near(甲, 乙, {words})", line) == places(f"near(乙, 甲, {words})", line)


@given(st.lists(st.sampled_from(["甲", "乙", "丙", "。"]), min_size=1, max_size=20), st.integers(1, 6))
def test_near_finds_a_pair_wherever_there_is_one(tokens: list[str], words: int) -> None:
    found = places(f"near(甲, 乙, {words})", " ".join([*tokens, "丁"]))
    sentence = [tokens[:at].count("。") for at in range(len(tokens))]
    pairs = [(one, other) for one in range(len(tokens)) for other in range(len(tokens)) if abs(one - other) <= words]
    near = {a for a, b in pairs if {tokens[a], tokens[b]} == {"甲", "乙"} and sentence[a] == sentence[b]}
    covered = {at for first, last in found for at in range(first, last) if tokens[at] in ("甲", "乙")}
    assert near <= covered  # each that has the other near it is at one end of a place
    assert bool(near) == bool(found)
