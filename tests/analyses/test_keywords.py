"""Key words of texts counted by hand, by each method."""

from __future__ import annotations

import math
from collections.abc import Callable

import jieba.analyse
import pytest
from scipy.stats import chi2

from govtext.analyses.keywords import keywords
from govtext.errors import NothingFound, UsageProblem
from govtext.study import Study
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList
from govtext.tokens.stopwords import load as load_stopwords

Build = Callable[..., TokenIndex]

# a: 治理 20, 风险 4 (N 24)    b: 治理 4, 发展 20 (N 24)
TWO = {"a": "治理 " * 20 + "风险 " * 4 + "。", "b": "治理 " * 4 + "发展 " * 20 + "。"}


def low(a: float, b: float, n: int) -> float:
    """Return the lower bound of the log ratio of a and b in two texts of n tokens each."""
    return math.log2(a / b) - 1.959963984540054 * math.sqrt(1 / a + 1 / b - 2 / n) / math.log(2)


def test_keyness_ranks_by_the_cautious_log_ratio(segmented: Build) -> None:
    table = keywords(segmented(**TWO), min_count=1).main
    assert list(table.columns) == ["source", "rank", "term", "kind", "score", "count", "method", "p_adjusted"]
    # a: 治理 20 to 4: log2 5 = 2.32, low 0.99. 风险 4 to 0 (at 0.5): 3, low -1.13, so it is no key word.
    # b: 发展 20 to 0 (at 0.5): 5.32, low 1.3; 治理 is rarer than in a.
    assert low(4, 0.5, 24) < 0 < low(20, 4, 24)
    assert [row[:7] for row in table.rows()] == [
        ("a", 1, "治理", "word", pytest.approx(low(20, 4, 24)), 20, "keyness"),
        ("b", 1, "发展", "word", pytest.approx(low(20, 0.5, 24)), 20, "keyness"),
    ]
    # Two groups, three words: three tests. 发展 has the smallest p (20 to 0, 10 expected in each), so times 3;
    # 治理 (20 to 4, 12 expected) comes second, so times 2.
    g2 = [2 * (20 * math.log(20 / 12) + 4 * math.log(4 / 12)), 2 * 20 * math.log(20 / 10)]
    assert table.values("p_adjusted") == pytest.approx([2 * chi2.sf(g2[0], 1), 3 * chi2.sf(g2[1], 1)])


def test_tfidf_by_hand(segmented: Build) -> None:
    table = keywords(segmented(**TWO), method="tfidf", min_count=1).main
    # 治理 is in both sources, idf 1; the others in one of two, idf ln(3/2) + 1.
    once = math.log(1.5) + 1
    assert [(row[0], row[2], row[4]) for row in table.rows()] == [
        ("a", "治理", pytest.approx(20 / 24)),
        ("a", "风险", pytest.approx(4 / 24 * once)),
        ("b", "发展", pytest.approx(20 / 24 * once)),
        ("b", "治理", pytest.approx(4 / 24)),
    ]


def test_textrank_of_a_star(segmented: Build) -> None:
    # Each sentence links 治理 with one other word; centre and leaves as in tests/measures/test_weighting.py.
    table = keywords(segmented(a="治理 风险 。 治理 发展 。 治理 安全 。"), method="textrank", min_count=1).main
    centre = 0.0375 * 3.55 / 0.2775
    leaf = pytest.approx((1 - centre) / 3)
    # Leaves are equal: 发展 U+53D1, 安全 U+5B89, 风险 U+98CE.
    assert [(row[1], row[2], row[4], row[5]) for row in table.rows()] == [
        (1, "治理", pytest.approx(centre), 3),
        (2, "发展", leaf, 1),
        (3, "安全", leaf, 1),
        (4, "风险", leaf, 1),
    ]


def test_textrank_scores_of_a_source_sum_to_one_and_sources_do_not_mix(segmented: Build) -> None:
    alone = keywords(segmented(a=TWO["a"]), method="textrank", min_count=1).main.rows()
    both = keywords(segmented(**TWO), method="textrank", min_count=1).main.rows()
    assert [row for row in both if row[0] == "a"] == alone
    assert sum(row[4] for row in alone) == pytest.approx(1)


def test_stop_words_make_neither_nodes_nor_distance_for_textrank(segmented: Build) -> None:
    # Five stop words stand between the two: without them they are neighbours, and 安全 is alone.
    text = "治理 的 的 的 的 的 风险 。 安全 。"
    stop = StopList("s", frozenset({"的"}), drops_numbers=False)
    table = keywords(segmented(a=text), method="textrank", min_count=1, stopwords=stop).main
    scores = dict(zip(table.values("term"), table.values("score"), strict=True))
    assert set(scores) == {"治理", "风险", "安全"}
    assert scores["治理"] == pytest.approx(scores["风险"])
    assert scores["治理"] > scores["安全"]


def test_all_methods_one_after_another(segmented: Build) -> None:
    index = segmented(**TWO)
    together = keywords(index, method="all", min_count=1).main
    apart = [keywords(index, method=one, min_count=1).main.rows() for one in ("keyness", "tfidf", "textrank")]
    assert together.rows() == [row for block in apart for row in block]
    said = "\n".join(note.en for note in together.notes)
    for expected in ("lower bound of the 95 % interval", "ln((1 + n) / (1 + df)) + 1", "d = 0.85", "windows of 5"):
        assert expected in said


def test_stop_words_min_count_and_top(segmented: Build) -> None:
    stop = StopList("s", frozenset({"治理"}), drops_numbers=False)
    # N stays 24, so the rate of 风险 does not change.
    table = keywords(segmented(**TWO), method="tfidf", min_count=1, stopwords=stop).main
    assert table.values("term") == ["风险", "发展"]
    assert table.values("score")[0] == pytest.approx(4 / 24 * (math.log(1.5) + 1))
    # 治理 20 + 4, 风险 4, 发展 20 in all: the count that matters is that of the whole corpus.
    assert keywords(segmented(**TWO), method="tfidf", min_count=5).main.values("term") == ["治理", "发展", "治理"]
    assert keywords(segmented(**TWO), method="tfidf", min_count=1, top=1).main.values("rank") == [1, 1]


def test_ties_by_code_point(segmented: Build) -> None:
    table = keywords(segmented(a="丙 乙 甲", b="丁"), method="tfidf", min_count=1).main
    assert table.values("term")[:3] == sorted("甲乙丙")


def test_by_a_field_pools_its_sources(segmented: Build) -> None:
    # x: a and c; 治理 20 + 4 of 48 against 4 of 24.
    fields = {"a": {"genre": "x"}, "b": {"genre": "y"}, "c": {"genre": "x"}}
    index = segmented(fields, **TWO, c="治理 " * 4 + "安全 " * 20)
    found = {row[2]: row for row in keywords(index, method="tfidf", by="genre", min_count=1).main.rows()}
    assert found["安全"][0] == "x"
    assert found["安全"][4] == pytest.approx(20 / 48 * (math.log(1.5) + 1))


def test_the_best_words_of_a_report_are_among_jiebas(report_study: Study) -> None:
    # Another idf, another cleaning: only the head of the lists can be expected to meet.
    index = report_study.index()
    ours = keywords(index, method="tfidf", top=10, stopwords=load_stopwords("govtext,modals")).main
    mine = [term for source, term in zip(ours.values("source"), ours.values("term"), strict=True)
            if source == index.sources[0].id and len(term) > 1]  # fmt: skip
    theirs = jieba.analyse.extract_tags(index.text(0), topK=30)
    assert len(set(mine) & set(theirs)) >= len(mine) / 2 > 0


def test_keyness_needs_two_sources(segmented: Build) -> None:
    for method in ("keyness", "all"):
        with pytest.raises(UsageProblem, match="needs two groups"):
            keywords(segmented(a="治理 治理 治理"), method=method)
    assert len(keywords(segmented(a="治理 治理 治理"), method="tfidf", min_count=3).main) == 1


def test_no_word_qualifies(segmented: Build) -> None:
    # Equal texts: no lower bound is above 0.
    with pytest.raises(NothingFound, match="no word qualifies") as caught:
        keywords(segmented(a="治理 治理 治理", b="治理 治理 治理"))
    assert caught.value.exit_code == 1


def test_wrong_options(segmented: Build) -> None:
    with pytest.raises(UsageProblem, match=r"no method 'rake'.*keyness, tfidf, textrank, all"):
        keywords(segmented(**TWO), method="rake")
    with pytest.raises(UsageProblem, match="--min-count is 0"):
        keywords(segmented(**TWO), min_count=0)
    with pytest.raises(UsageProblem, match="no source has a field"):
        keywords(segmented(**TWO), by="genre", method="tfidf")


def test_authors_of_a_volume(volume: TokenIndex) -> None:
    # 治理 is 张三's (3 of 6 words against 1 of 12), 风险 李四's (3 of 6 against 1 of 12); by tf-idf each comes first.
    table = keywords(volume, by="author", method="tfidf", min_count=3, top=1).main
    assert [(row[0], row[2], row[5]) for row in table.rows()] == [
        ("张三", "治理", 3),
        ("李四", "风险", 3),
        ("(none)", "治理", 1),
    ]


def test_chapters_of_a_volume(volume: TokenIndex, divided: Build) -> None:
    """TextRank sees each chapter alone; keyness holds it against the others."""
    ranked = keywords(volume, by="chapter", method="textrank", min_count=2, top=1).main
    assert [row[0] for row in ranked.rows()] == ["一章", "二章"]  # 文集 is no second word of its own
    index = divided(a=[(1, "一章", "", "治理 。 " * 40), (1, "二章", "", "风险 。 " * 40)])
    keyed = keywords(index, by="chapter").main
    assert [(row[0], row[2], row[5]) for row in keyed.rows()] == [("一章", "治理", 40), ("二章", "风险", 40)]
