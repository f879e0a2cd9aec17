"""The positional index: offsets, units, kinds, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtext.errors import UsageProblem
from govtext.study import Study
from govtext.tokens.index import NUMBER, PUNCTUATION, UNITS, WORD, TokenIndex, kind_of
from govtext.tokens.stopwords import NONE, StopList

Build = Callable[..., TokenIndex]

TEXTS = st.lists(
    st.lists(st.sampled_from(["治理", "风险", "AI", "2024", "，", "。", "的", "\n"]), min_size=1, max_size=20).filter(
        lambda words: any(word != "\n" for word in words)
    ),
    min_size=1,
    max_size=3,
)


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("治理", WORD),
        ("AI", WORD),
        ("GPT-4", WORD),
        ("二", WORD),
        ("第3", WORD),
        ("2024", NUMBER),
        ("３", NUMBER),
        ("45.7%", NUMBER),
        ("。", PUNCTUATION),
        ("——", PUNCTUATION),
        ("％", PUNCTUATION),
        ("《", PUNCTUATION),
    ],
)
def test_kinds(token: str, kind: int) -> None:
    assert kind_of(token) == kind


def test_the_han_zero_is_a_word_as_the_other_numerals_are() -> None:
    assert kind_of("〇") == kind_of("二")


def test_everything_of_a_small_text(segmented: Build) -> None:
    # Tokens:  治理0 风险1 。2 | 治理3 2024 4 ， 5 AI6 。7   (second line begins at character 8)
    index = segmented(a="治理 风险 。\n治理 2024 ， AI 。")
    assert index.vocabulary == ["2024", "AI", "。", "治理", "风险", "，"]
    assert [index.vocabulary[i] for i in index.ids] == ["治理", "风险", "。", "治理", "2024", "，", "AI", "。"]
    assert index.start.tolist() == [0, 3, 6, 8, 11, 16, 18, 21]
    assert index.kinds.tolist() == [NUMBER, WORD, PUNCTUATION, WORD, WORD, PUNCTUATION]
    assert index.is_word.tolist() == [True, True, False, True, True, False, True, False]
    assert index.size == 5
    assert {unit: bounds.tolist() for unit, bounds in index.bounds.items()} == {
        "document": [0, 8],
        "section": [0, 8],
        "paragraph": [0, 3, 8],
        "sentence": [0, 3, 8],
    }
    assert index.unit_of_token("paragraph").tolist() == [0, 0, 0, 1, 1, 1, 1, 1]


def test_texts_and_spans_of_two_sources(segmented: Build) -> None:
    index = segmented(a="治理 风险 。", b="𠀀 的 发展 。")
    assert index.text(0) == "治理 风险 。"
    assert index.text(1) == "𠀀 的 发展 。"
    # Tokens 3 to 6 are b's; the rare character is one character, so 的 stands at 2.
    assert index.start.tolist() == [0, 3, 6, 0, 2, 4, 7]
    assert index.span(1, 3, 6) == "𠀀 的 发展"
    assert index.span(0, 1, 2) == "风险"
    assert index.span(0, 1, 1) == ""
    assert index.source_of("sentence").tolist() == [0, 1]


def test_sections(segmented: Build) -> None:
    index = segmented(a="前言 文字 。\n\n一、总体要求\n治理 风险 。\n\n二、保障措施\n发展 安全 。")
    # 前言 文字 。 (3) | 一、总体要求 治理 风险 。 (4) | 二、保障措施 发展 安全 。 (4)
    assert index.bounds["section"].tolist() == [0, 3, 7, 11]
    assert [index.section_at(0, token) for token in (0, 2, 3, 6, 7, 10)] == [
        "",
        "",
        "一、 总体要求",
        "一、 总体要求",
        "二、 保障措施",
        "二、 保障措施",
    ]


def test_the_vocabulary_is_in_code_point_order_and_shared(segmented: Build) -> None:
    # U+FF21 (Ａ) comes before U+20000 (𠀀) by code point; in UTF-16 units it would come after.
    index = segmented(a="𠀀 Ａ 治理 a Z", b="治理 1")
    assert index.vocabulary == ["1", "Z", "a", "治理", "Ａ", "𠀀"]
    assert [index.vocabulary[i] for i in index.ids] == ["𠀀", "Ａ", "治理", "a", "Z", "治理", "1"]


def test_source_counts_and_groups(segmented: Build) -> None:
    # a: 治理 2, 风险 1; b: 治理 1; c: 风险 3. Years: a and c 2023, b 2024.
    fields = {"a": {"year": 2023, "place": "京"}, "b": {"year": 2024}, "c": {"year": 2023}}
    index = segmented(fields, a="治理 治理 风险", b="治理", c="风险 风险 风险")
    assert index.source_counts().tolist() == [[2, 1], [1, 0], [0, 3]]
    groups = index.groups("year")
    assert groups.names == ["2023", "2024"]
    assert index.counts(groups).tolist() == [[2, 4], [1, 0]]
    groups = index.groups("source")
    assert groups.names == ["a", "b", "c"]
    assert groups.group.tolist() == [0, 1, 2]
    groups = index.groups("place")  # b and c have none
    assert groups.names == ["京", "(none)"]
    assert groups.group.tolist() == [0, 1, 1]


def test_groups_by_a_field_nobody_has(segmented: Build) -> None:
    with pytest.raises(
        UsageProblem, match=r"'genre'.*source, chapter, section, author, paragraph, sentence, year$"
    ) as caught:
        segmented({"a": {"year": 2023}}, a="治理").groups("genre")
    assert caught.value.exit_code == 2


def test_features_under_stop_lists(segmented: Build) -> None:
    index = segmented(a="2024 的 治理 。")

    def left(stopwords: StopList) -> list[str]:
        return [index.vocabulary[i] for i in np.flatnonzero(index.features(stopwords))]

    assert left(NONE) == ["2024", "治理", "的"]
    assert left(StopList("s", frozenset({"的", "没有此词"}), False)) == ["2024", "治理"]
    assert left(StopList("s", frozenset({"的"}), True)) == ["治理"]
    assert index.size == 3  # 。 alone is not in N, whatever the list


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(TEXTS)
def test_what_is_true_of_every_index(segmented: Build, texts: list[list[str]]) -> None:
    index = segmented(**{f"s{number}": " ".join(words) for number, words in enumerate(texts)})
    tokens = [[word for word in words if word != "\n"] for words in texts]
    assert [index.vocabulary[i] for i in index.ids] == [word for words in tokens for word in words]
    assert index.vocabulary == sorted({word for words in tokens for word in words})
    for source, words in enumerate(tokens):
        counted = {index.vocabulary[i]: int(n) for i, n in enumerate(index.source_counts()[source]) if n}
        assert counted == Counter(words)
    assert index.source_counts().sum() == len(index.ids)
    for unit in UNITS:
        assert (np.diff(index.bounds[unit]) > 0).all()
        assert index.bounds[unit][0] == 0
        assert index.bounds[unit][-1] == len(index.ids)
        assert len(index.unit_of_token(unit)) == len(index.ids)


def test_a_paragraph_that_begins_with_a_straight_quote_begins_a_sentence(segmented: Build) -> None:
    # 治理 。 | " 风险 " 。
    index = segmented(a='治理 。\n" 风险 " 。')
    assert index.bounds["paragraph"].tolist() == [0, 2, 6]
    assert index.bounds["sentence"].tolist() == [0, 2, 6]


@pytest.fixture(scope="module")
def real(report_study: Study) -> TokenIndex:
    return report_study.index()


def test_every_token_of_the_reports_stands_where_it_says(real: TokenIndex) -> None:
    for source in range(len(real.sources)):
        text, last = real.text(source), 0
        assert real.details[source]["characters"] == len(text)
        first, end = real.bounds["document"][source : source + 2]
        for word, start in zip(real.ids[first:end].tolist(), real.start[first:end].tolist(), strict=True):
            token = real.vocabulary[word]
            assert text[start : start + len(token)] == token
            assert not text[last:start].strip()  # nothing but white space is left out
            last = start + len(token)
        assert not text[last:].strip()


def test_units_of_the_reports_nest(real: TokenIndex) -> None:
    for outer, inner in (("document", "section"), ("section", "paragraph"), ("paragraph", "sentence")):
        assert set(real.bounds[outer].tolist()) <= set(real.bounds[inner].tolist())


def test_counts_of_the_reports_add_up(real: TokenIndex) -> None:
    assert real.vocabulary == sorted(set(real.vocabulary))
    assert real.source_counts().sum(axis=1).tolist() == np.diff(real.bounds["document"]).tolist()
    assert real.size == int(real.source_counts()[:, real.kinds != PUNCTUATION].sum())
    assert all(kind_of(word) == kind for word, kind in zip(real.vocabulary, real.kinds.tolist(), strict=True))
