"""What is looked for among terms is found as often as `freq` counts it, whatever words and forms stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from govtext.analyses.dispersion import dispersion
from govtext.analyses.freq import freq
from govtext.analyses.kwic import kwic
from govtext.tokens.features import with_features
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load

from ..tokens.test_features import Entry
from ..tokens.test_features import with_terms as with_terms

Build = Callable[..., TokenIndex]

CASES: list[tuple[list[Any], dict[str, str], dict[str, int]]] = [
    # A word of the term's name in each place: 3 matches, and 3 words that are none.
    (["治理"], {"a": "治理 体系 。 治理 。", "b": "治理 风险 。"}, {"治理": 3}),
    # Once more as 全球 治理 in two words, where 治理 is a word, and no match of its own within the longer alias:
    # 全球治理 is another form of the entry; 2 matches.
    ([Entry("治理", aliases=("全球治理",))], {"a": "治理 。 全球 治理 体系 。"}, {"治理": 2}),
    # 教科文组织 stands in 联合国教科文组织, both of one entry: 2 matches in 3 places.
    (
        [Entry("教科文组织", aliases=("联合国教科文组织",))],
        {"a": "联合国 教科文组织 。", "b": "教科文组织 治理 。"},
        {"教科文组织": 2},
    ),
    # The same the other way round: the longer form is the name.
    (
        [Entry("联合国教科文组织", aliases=("教科文组织",))],
        {"a": "联合国 教科文组织 。", "b": "教科文组织 治理 教科文组织 。"},
        {"联合国教科文组织": 3},
    ),
    # A term in two words, its name one word elsewhere: 2 matches.
    (["人工智能"], {"a": "人工智能 和 人工 智能 。"}, {"人工智能": 2}),
    # Terms of different entries within one another are all matches.
    (["治理体系", "治理"], {"a": "治理 体系 。 治理 。"}, {"治理体系": 1, "治理": 2}),
]


@pytest.mark.parametrize(("terms", "texts", "expected"), CASES)
def test_places_are_as_many_as_the_count(
    with_terms: Build, terms: list[Any], texts: dict[str, str], expected: dict[str, int]
) -> None:
    index = with_features(with_terms(*terms, **texts), "terms")
    table = freq(index).main
    counts = dict(zip(table.values("term"), table.values("count"), strict=True))
    assert counts == expected
    for term, count in expected.items():
        tables = kwic(index, pattern=term)
        assert len(tables.main) == count, term
        assert sum(tables["hits"].values("count")) == count, term
        if len(texts) > 1:
            assert dispersion(index, term=term).main.values("count") == [count], term
        assert dispersion(index, term=term, parts=2).main.values("count") == [count], term


def test_rates_by_source_are_those_of_freq(with_terms: Build) -> None:
    # a: 1 of 2 words, and of them 联合国教科文组织 is one; b: 1 of 2.
    unesco = Entry("教科文组织", aliases=("联合国教科文组织",))
    index = with_features(with_terms(unesco, a="联合国 教科文组织 。", b="教科文组织 治理 。"), "terms")
    table = freq(index, by="source").main
    hits = kwic(index, pattern="教科文组织")["hits"]
    assert hits.values("count") == [1, 1]
    assert hits.values("per_10k") == table.values("per_10k") == [5000.0, 5000.0]
    assert kwic(index, pattern="教科文组织").main.values("node") == ["联合国 教科文组织", "教科文组织"]


def test_with_words_of_a_word_list(study: Path, govtext: Callable[..., Any]) -> None:
    # The same as typed: the terms are also words of the word list, so the text is cut into them.
    folder = study / "lexicon"
    folder.mkdir()
    (folder / "terms.tsv").write_text("教科文组织\t\t\t联合国教科文组织\n治理\t\t\n", encoding="utf-8")
    (folder / "words.txt").write_text("教科文组织\n联合国教科文组织\n治理\n", encoding="utf-8")
    (study / "corpus" / "a.txt").write_text("联合国教科文组织的治理。教科文组织的治理体系。\n", encoding="utf-8")
    (study / "corpus" / "b.txt").write_text("全球治理与教科文组织。\n", encoding="utf-8")
    asked = ("--features", "terms", "--lexicon", "study", "--engine", "jieba", "--no-save", "--format", "csv")
    lines = govtext("freq", *asked).out.splitlines()
    counts = {line.split(",")[0]: int(line.split(",")[2]) for line in lines[1:]}
    assert counts == {"教科文组织": 3, "治理": 3}
    for term, count in counts.items():
        assert govtext("kwic", term, *asked).out.count("\n") == 1 + count
        row = govtext("dispersion", "--term", term, *asked).out.splitlines()[1].split(",")
        assert (row[0], row[2]) == (term, str(count))


def test_a_word_that_is_no_term_is_not_found_among_terms(with_terms: Build) -> None:
    index = with_features(with_terms("治理", a="治理 体系 。"), "terms")
    assert len(kwic(index, pattern="*").main) == 1
    both = with_features(replace(index.words or index, lexicon=load("none")), "words")
    assert len(kwic(both, pattern="体系").main) == 1
