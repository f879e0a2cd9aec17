"""Features: what terms do to counts, to N and to the bounds of units, worked out by hand and for any text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtext.analyses.freq import freq
from govtext.errors import UsageProblem
from govtext.tokens.features import FEATURES, with_features
from govtext.tokens.index import PUNCTUATION, TERM, UNITS, WORD, TokenIndex
from govtext.tokens.lexicon import NONE, load
from govtext.tokens.lexicon.entries import Entry
from govtext.tokens.matching import match
from govtext.tokens.stopwords import NONE as NO_STOPWORDS

Build = Callable[..., TokenIndex]
WITH_TERMS = ("terms", "all", "merged")


@pytest.fixture
def with_terms(segmented: Build, tmp_path: Path) -> Build:
    """Index texts segmented by hand, with terms: with_terms("治理", Entry("印度", boundary="loose"), a="治理 。")."""

    def index(*terms: str | Entry, **texts: str) -> TokenIndex:
        entries = [Entry(term) if isinstance(term, str) else term for term in terms]
        path = tmp_path / "own.tsv"
        lines = ("\t".join((one.term, "", "", "|".join(one.aliases), one.boundary)) for one in entries)
        path.write_text("\n".join(lines), encoding="utf-8")
        return replace(segmented(**texts), lexicon=load(str(path)))

    return index


def tokens(index: TokenIndex) -> list[str]:
    """Return the tokens in order, terms in 【】."""
    names = index.vocabulary
    return [f"【{names[n]}】" if index.kinds[n] == TERM else names[n] for n in index.ids.tolist()]


def units(index: TokenIndex, unit: str) -> list[str]:
    """Return the text of each unit of a kind."""
    bounds = index.bounds[unit].tolist()
    sources = index.source_of(unit).tolist()
    return [index.span(source, *own) for source, own in zip(sources, pairwise(bounds), strict=True)]


def counted(index: TokenIndex, term: bool) -> dict[str, int]:
    """Return how often each word, or each term, occurs."""
    names = Counter(index.ids[(index.kinds[index.ids] == TERM) == term].tolist())
    return {index.vocabulary[number]: times for number, times in names.items()}


# Tokens: 全球 0, 人工智能 1, 治理 2, 体系 3, 。 4 | 人工智能 5, 治理 6, 。 7. Words: 6.
# Terms: 人工智能治理体系 over 1-3, in it 人工智能治理 over 1-2 and 治理体系 over 2-3; 人工智能治理 over 5-6.
TEXT = "全球 人工智能 治理 体系 。 人工智能 治理 。"
TERMS = ("人工智能治理体系", "人工智能治理", "治理体系")


def test_all_puts_each_term_before_its_first_word_the_longest_first(with_terms: Build) -> None:
    index = with_features(with_terms(*TERMS, a=TEXT), "all")
    assert tokens(index) == [
        *("全球", "【人工智能治理体系】", "【人工智能治理】", "人工智能", "【治理体系】", "治理", "体系", "。"),
        *("【人工智能治理】", "人工智能", "治理", "。"),
    ]
    assert index.bounds["sentence"].tolist() == [0, 8, 12]
    assert index.size == 6
    assert index.feature_set == "all"


def test_merged_puts_the_longest_term_in_the_place_of_its_words(with_terms: Build) -> None:
    index = with_features(with_terms(*TERMS, a=TEXT), "merged")
    assert tokens(index) == ["全球", "【人工智能治理体系】", "。", "【人工智能治理】", "。"]
    assert index.bounds["sentence"].tolist() == [0, 3, 5]
    assert index.size == 3  # one word and two terms
    # 全球 0-2, the term 3-13 with the blanks inside, 。 14; 人工智能 治理 16-23, 。 24.
    assert index.start.tolist() == [0, 3, 14, 16, 24]
    assert index.ends.tolist() == [2, 13, 15, 23, 25]
    assert units(index, "sentence") == ["全球 人工智能 治理 体系 。", "人工智能 治理 。"]


def test_merged_takes_the_left_one_of_two_that_overlap(with_terms: Build) -> None:
    index = with_terms("人工智能治理", "治理体系", "体系", a="人工智能 治理 体系 。 治理 体系 。")
    assert tokens(with_features(index, "merged")) == ["【人工智能治理】", "【体系】", "。", "【治理体系】", "。"]


def test_merged_covers_punctuation_inside_a_term_which_n_never_counted(with_terms: Build) -> None:
    index = with_terms("安全、可靠", a="安全 、 可靠 的 治理 。")
    merged = with_features(index, "merged")
    assert tokens(merged) == ["【安全、可靠】", "的", "治理", "。"]
    assert (index.size, merged.size) == (4, 3)


def test_merged_leaves_a_loose_term_inside_a_word_alone(with_terms: Build) -> None:
    index = with_terms(Entry("印度", boundary="loose"), a="印度尼西亚 和 印度 。")
    assert tokens(with_features(index, "merged")) == ["印度尼西亚", "和", "【印度】", "。"]
    assert tokens(with_features(index, "all")) == ["【印度】", "印度尼西亚", "和", "【印度】", "印度", "。"]


def test_rates_of_each_kind_of_features(with_terms: Build) -> None:
    index = with_terms(*TERMS, a=TEXT)
    # words: N 6, 人工智能 2, 治理 2. terms: N 6 all the same. merged: N 3.
    expected = {
        "words": [("人工智能", "word", 2), ("治理", "word", 2), ("体系", "word", 1), ("全球", "word", 1)],
        "terms": [("人工智能治理", "term", 2), ("人工智能治理体系", "term", 1), ("治理体系", "term", 1)],
        "all": [
            *(("人工智能", "word", 2), ("人工智能治理", "term", 2), ("治理", "word", 2)),
            *(("人工智能治理体系", "term", 1), ("体系", "word", 1), ("全球", "word", 1), ("治理体系", "term", 1)),
        ],
        "merged": [("人工智能治理", "term", 1), ("人工智能治理体系", "term", 1), ("全球", "word", 1)],
    }
    for features in FEATURES:
        table = freq(with_features(index, features)).main
        assert [row[:3] for row in table.rows()] == expected[features], features
        n = 3 if features == "merged" else 6
        assert table.values("per_10k") == pytest.approx([1e4 * row[2] / n for row in expected[features]]), features


def test_an_alias_is_counted_under_the_term_and_keeps_its_own_place(with_terms: Build) -> None:
    index = with_features(with_terms(Entry("人工智能", aliases=("AI",)), a="AI 治理 。 人工智能 。"), "merged")
    assert tokens(index) == ["【人工智能】", "治理", "。", "【人工智能】", "。"]
    assert index.ends.tolist() == [2, 5, 7, 12, 14]  # AI ends at 2, though its name has four characters
    assert units(index, "sentence") == ["AI 治理 。", "人工智能 。"]


def test_the_order_of_names_a_term_stands_after_the_word_of_its_name(with_terms: Build) -> None:
    index = with_features(with_terms("治理", "体系治理", "治理体系", a="体系 治理 体系 。"), "all")
    # By code point: 。 3002, 体 4F53, 治 6CBB.
    assert index.vocabulary == ["。", "体系", "体系治理", "治理", "治理", "治理体系"]
    assert index.kinds.tolist() == [PUNCTUATION, WORD, TERM, WORD, TERM, TERM]
    assert index.kind_names(np.arange(6)) == ["word", "word", "term", "word", "term", "term"]


# Terms that are nothing but a word of their own name


def shown(index: TokenIndex) -> list[str]:
    """Return what an analysis of words and terms counts, terms in 【】."""
    everything = with_features(index, "all")
    keep = np.flatnonzero(everything.features(NO_STOPWORDS)).tolist()
    names = everything.vocabulary
    return [f"【{names[n]}】" if everything.kinds[n] == TERM else names[n] for n in keep]


def test_a_term_that_is_always_one_word_of_its_name_is_counted_as_the_word(with_terms: Build) -> None:
    assert shown(with_terms("治理", "治理体系", a="治理 体系 。 治理 。")) == ["体系", "治理", "【治理体系】"]
    # With terms alone, and merged, it is there.
    index = with_terms("治理", a="治理 体系 。")
    assert counted(with_features(index, "terms"), term=True) == {"治理": 1}
    assert np.flatnonzero(with_features(index, "terms").features(NO_STOPWORDS)).size == 1


def test_a_term_that_is_sometimes_more_or_other_than_the_word_is_both(with_terms: Build) -> None:
    # Once written 人工 智能: 2 matches, 1 word.
    assert "【人工智能】" in shown(with_terms("人工智能", a="人工智能 和 人工 智能 。"))
    # Once by its alias, which is one word too.
    assert "【人工智能】" in shown(with_terms(Entry("人工智能", aliases=("AI",)), a="人工智能 和 AI 。"))
    # Once inside a longer word.
    assert "【印度】" in shown(with_terms(Entry("印度", boundary="loose"), a="印度 和 印度尼西亚 。"))


def test_a_word_that_stands_in_a_longer_form_of_its_term_is_no_twin(with_terms: Build) -> None:
    # 教科文组织 as a word twice, but the second time the match is 联合国教科文组织: 2 matches, one of them the word.
    unesco = Entry("教科文组织", aliases=("联合国教科文组织",))
    assert "【教科文组织】" in shown(with_terms(unesco, a="教科文组织 和 联合国 教科文组织 。"))


# What cannot be


@pytest.mark.parametrize("features", ["word", "", "ALL"])
def test_unknown_features_are_named_with_the_known_ones(with_terms: Build, features: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        with_features(with_terms("治理", a="治理 。"), features)
    assert caught.value.exit_code == 2
    assert str(caught.value) == f"features are {features!r}; choose one of words, terms, all, merged"


@pytest.mark.parametrize("features", WITH_TERMS)
def test_terms_need_a_lexicon(with_terms: Build, features: str) -> None:
    index = replace(with_terms("治理", a="治理 。"), lexicon=NONE)
    with pytest.raises(UsageProblem, match=f"--features {features} needs a lexicon") as caught:
        with_features(index, features)
    assert caught.value.exit_code == 2
    assert with_features(index, "words") is index


def test_terms_that_do_not_occur_change_nothing(with_terms: Build) -> None:
    index = with_terms("风险", a="治理 体系 。")
    for features in WITH_TERMS:
        made = with_features(index, features)
        assert tokens(made) == ["治理", "体系", "。"]
        assert made.size == 2


@pytest.mark.parametrize("unit", UNITS)
def test_the_text_of_a_unit_that_begins_with_a_loose_term(with_terms: Build, unit: str) -> None:
    index = with_terms(Entry("人工智能", boundary="loose"), a="强人工智能 治理 。")
    assert units(with_features(index, "all"), unit) == ["强人工智能 治理 。"]


def test_sections_of_a_volume(volume: TokenIndex, tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("治理风险\tx\ty\n治理发展\tx\ty\n", encoding="utf-8")
    index = replace(volume, lexicon=load(str(tmp_path)))
    # 甲文: 治理 治理 风险 。 holds 治理风险; 小结: 治理 发展 。 holds 治理发展. N 18, merged 16.
    assert [with_features(index, features).size for features in FEATURES] == [18, 18, 18, 16]
    for features in WITH_TERMS:
        made = with_features(index, features)
        for unit in UNITS:
            assert units(made, unit) == units(index, unit)
        places = np.flatnonzero(made.kinds[made.ids] == TERM).tolist()
        assert [made.section_at(0, place) for place in places] == ["甲文", "小结"]


# Whatever the text and the terms


WORDS = ["人工智能", "人工", "智能", "治理", "体系", "治理体系", "AI", "Act", "2030"]
LINES = st.lists(st.lists(st.sampled_from([*WORDS, "，", "、", "。"]), min_size=1, max_size=9), min_size=1, max_size=3)
FORM = st.lists(st.sampled_from([*WORDS[:6], "AI", "、"]), min_size=1, max_size=4).map("".join)


@st.composite
def term_lists(draw: st.DrawFn, boundaries: tuple[str, ...]) -> list[Entry]:
    usable = FORM.filter(lambda form: form.strip("、") == form != "" and "、、" not in form)
    forms = draw(st.lists(usable, unique=True, min_size=1, max_size=8))
    entries = []
    while forms:
        size = draw(st.integers(1, min(3, len(forms))))
        entries.append(Entry(forms[0], aliases=tuple(forms[1:size]), boundary=draw(st.sampled_from(boundaries))))
        forms = forms[size:]
    return entries


def written(texts: list[list[list[str]]]) -> dict[str, str]:
    """Return texts as they are segmented, each ended by a full stop."""
    return {f"s{number}": "\n".join(map(" ".join, lines)) + " 。" for number, lines in enumerate(texts)}


ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ANY
@given(texts=st.lists(LINES, min_size=1, max_size=3), entries=term_lists(("", "loose")))
def test_terms_take_nothing_from_the_words(
    with_terms: Build, texts: list[list[list[str]]], entries: list[Entry]
) -> None:
    index = with_terms(*entries, **written(texts))
    found = match(index)
    matched = Counter(found.names[number] for number in found.term.tolist())
    for features in ("all", "terms"):
        made = with_features(index, features)
        assert counted(made, term=False) == counted(index, term=False)
        assert counted(made, term=True) == matched
        assert made.size == index.size
        words = made.kinds[made.ids] != TERM
        assert [made.vocabulary[number] for number in made.ids[words]] == tokens(index)
        assert made.start[words].tolist() == index.start.tolist()
        assert made.ends[words].tolist() == index.ends.tolist()
        sources = made.source_counts()[:, made.kinds == TERM].sum(axis=1).tolist()
        assert sources == np.bincount(found.source, minlength=len(texts)).tolist()
        for unit in UNITS:  # each unit has its own words, and the terms that begin in it
            first, last = made.bounds[unit][:-1], made.bounds[unit][1:]
            own = [int(words[start:end].sum()) for start, end in zip(first, last, strict=True)]
            assert own == np.diff(index.bounds[unit]).tolist()


@ANY
@given(texts=st.lists(LINES, min_size=1, max_size=3), entries=term_lists(("", "strict")))
def test_units_cover_the_tokens_and_keep_their_text(
    with_terms: Build, texts: list[list[list[str]]], entries: list[Entry]
) -> None:
    index = with_terms(*entries, **written(texts))
    for features in WITH_TERMS:
        made = with_features(index, features)
        assert len(made.ids) == len(made.start) == len(made.ends)
        for unit in UNITS:
            bounds = made.bounds[unit]
            assert bounds[0] == 0
            assert bounds[-1] == len(made.ids)
            assert (np.diff(bounds) > 0).all()
            assert units(made, unit) == units(index, unit)
            assert made.source_of(unit).tolist() == index.source_of(unit).tolist()


@ANY
@given(texts=st.lists(LINES, min_size=1, max_size=3), entries=term_lists(("", "loose")))
def test_merged_is_a_reading_from_the_left(
    with_terms: Build, texts: list[list[list[str]]], entries: list[Entry]
) -> None:
    index = with_terms(*entries, **written(texts))
    found = match(index)
    whole: dict[int, tuple[str, int]] = {}  # first token → the longest term there
    for number in np.flatnonzero(found.whole).tolist():
        first, last = int(found.first[number]), int(found.last[number])
        if last > whole.get(first, ("", 0))[1]:
            whole[first] = (found.names[found.term[number]], last)
    expected, at = [], 0
    own = tokens(index)
    while at < len(own):
        name, last = whole.get(at, ("", at + 1))
        expected.append(f"【{name}】" if name else own[at])
        at = last
    assert tokens(with_features(index, "merged")) == expected
