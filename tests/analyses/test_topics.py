"""Topics: planted ones are found, tables agree with each other, a seed gives one result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from govtext.analyses.modelling.units import Choice, Units, model_units
from govtext.analyses.topics import topics
from govtext.errors import NothingFound, UsageProblem
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import NONE, StopList

Build = Callable[..., TokenIndex]

MACHINES = ["算法", "模型", "数据", "算力", "芯片"]
FIELDS = ["农村", "土地", "粮食", "农民", "水利"]
QUICK: dict[str, Any] = {"passes": 60, "runs": 4, "refits": 2}
OPTIONS: dict[str, Any] = {"k": 2, "min_tokens": 1, "min_units": 2, "max_share": 0.9, "top": 5} | QUICK


def planted(words: list[str], paragraphs: int, seed: int, length: int = 12) -> str:
    draw = np.random.default_rng(seed)
    return "\n".join(" ".join([*draw.choice(words, length), "。"]) for _ in range(paragraphs))


@pytest.fixture
def two_topics(segmented: Build) -> TokenIndex:
    """a is all machines (10 paragraphs), b half and half (5 and 5), c all fields (12): fields are the larger topic."""
    return segmented(
        a=planted(MACHINES, 10, 1),
        b=planted(MACHINES, 5, 2) + "\n" + planted(FIELDS, 5, 3),
        c=planted(FIELDS, 12, 4),
    )


def words_of(table: Table) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for topic, term in zip(table.values("topic"), table.values("term"), strict=True):
        found[topic].add(term)
    return dict(found)


def notes(tables: Tables, name: str = "topics") -> str:
    return "\n".join(note.en for note in tables[name].notes)


def column(table: Table, key: str) -> list[Any]:
    return table.values(key)


def shares_of(table: Table) -> dict[tuple[str, int], float]:
    """Return the share of each source and topic."""
    return dict(
        zip(zip(column(table, "source"), column(table, "topic"), strict=True), column(table, "share"), strict=True)
    )


def test_planted_topics_are_found_whatever_the_seed(two_topics: TokenIndex) -> None:
    for seed in (1, 2, 3):
        tables = topics(two_topics, seed=seed, **OPTIONS)
        # Fields have 17 of 32 paragraphs of equal length, machines 15: topic 1 is fields.
        assert words_of(tables.main) == {1: set(FIELDS), 2: set(MACHINES)}
        shares = shares_of(tables["prevalence"])
        assert shares["a", 2] > 0.9
        assert shares["c", 1] > 0.9
        assert shares["b", 1] == pytest.approx(0.5, abs=0.05)


def test_the_same_seed_gives_the_same_tables(two_topics: TokenIndex) -> None:
    told: list[tuple[str, int, int]] = []
    first = topics(two_topics, seed=4, **OPTIONS)
    again = topics(two_topics, seed=4, progress=lambda *step: told.append(step), **OPTIONS)
    other = topics(two_topics, seed=5, **OPTIONS)
    for name, table in first.items():
        assert table.rows() == again[name].rows(), name
    # Topics as clear as these come out the same whatever the seed; the intervals are drawn anew.
    assert first["prevalence"].values("low") != other["prevalence"].values("low")
    # The model and two others made to try it, of four fits each.
    assert told == [("fitting topics", done, 12) for done in range(1, 13)]


def test_topics_table(two_topics: TokenIndex) -> None:
    table = topics(two_topics, **OPTIONS | {"top": 0}).main  # 0 lists all ten words
    assert {"topic", "rank", "term", "probability", "frex", "lift", "coherence", "robustness"} <= set(table.columns)
    assert table.values("rank") == [*range(1, 11)] * 2
    probability = np.array(table.values("probability")).reshape(2, 10)
    # So a topic's probabilities sum to 1 and fall from rank to rank.
    np.testing.assert_allclose(probability.sum(axis=1), 1)
    assert (np.diff(probability, axis=1) <= 0).all()
    # Lift is p(w | t) / p(w), p(w) counted here.
    counts = two_topics.source_counts().sum(axis=0)
    share = {word: counts[place] / (32 * 12) for place, word in enumerate(two_topics.vocabulary)}
    lifts = [p / share[w] for w, p in zip(table.values("term"), table.values("probability"), strict=True)]
    assert table.values("lift") == pytest.approx(lifts)
    assert len(set(table.values("coherence"))) == 2


def test_shares_sum_to_one(two_topics: TokenIndex) -> None:
    tables = topics(two_topics, **OPTIONS | {"k": 3})
    units = np.array(tables["units"].values("share")).reshape(-1, 3)
    np.testing.assert_allclose(units.sum(axis=1), 1)
    assert (units >= 0).all()
    prevalence = np.array(tables["prevalence"].values("share")).reshape(-1, 3)
    np.testing.assert_allclose(prevalence.sum(axis=1), 1)


def test_prevalence_is_the_mean_of_the_units_by_tokens(segmented: Build) -> None:
    # Paragraphs of 12 and of 30 words: the long ones weigh 2.5 times as much.
    text = planted(MACHINES, 6, 1) + "\n" + planted(FIELDS, 6, 2, length=30)
    index = segmented(a=text, b=planted(FIELDS, 6, 3))
    tables = topics(index, **OPTIONS)
    for source, weights in (("a", [12] * 6 + [30] * 6), ("b", [12] * 6)):
        for topic in (1, 2):
            shares = [row[3] for row in tables["units"].rows() if row[0] == source and row[2] == topic]
            table = tables["prevalence"]
            place = list(shares_of(table)).index((source, topic))
            share, low, high = (column(table, key)[place] for key in ("share", "low", "high"))
            assert share == pytest.approx(np.average(shares, weights=weights))
            assert low - 1e-12 <= share <= high + 1e-12


def test_topics_are_in_the_order_of_their_share(two_topics: TokenIndex) -> None:
    tables = topics(two_topics, **OPTIONS | {"k": 4})
    shares = np.array(tables["units"].values("share")).reshape(-1, 4).mean(axis=0)  # paragraphs are of one length
    assert (np.diff(shares) <= 1e-12).all()


def test_units_are_numbered_within_their_source_and_never_cross_it(two_topics: TokenIndex) -> None:
    table = topics(two_topics, **OPTIONS)["units"]
    pairs = [(row[0], row[1]) for row in table.rows() if row[2] == 1]
    assert pairs == [("a", n) for n in range(1, 11)] + [("b", n) for n in range(1, 11)] + [
        ("c", n) for n in range(1, 13)
    ]
    # Merged to at least 30 words: three paragraphs of 12 make one unit; what is left joins the one before.
    merged = topics(two_topics, **OPTIONS | {"min_tokens": 30})["units"]
    assert [(row[0], row[1]) for row in merged.rows() if row[2] == 1] == [
        *(("a", n) for n in (1, 2, 3)),
        *(("b", n) for n in (1, 2, 3)),
        *(("c", n) for n in (1, 2, 3, 4)),
    ]


def test_quotes_are_units_of_the_text_in_the_order_of_their_share(two_topics: TokenIndex) -> None:
    tables = topics(two_topics, **OPTIONS, quotes=3)
    quotes = tables["quotes"]
    assert column(quotes, "topic") == [1, 1, 1, 2, 2, 2]
    shares = {(row[0], row[1], row[2]): row[3] for row in tables["units"].rows()}
    texts = {source.id: two_topics.text(place).split("\n") for place, source in enumerate(two_topics.sources)}
    keys = ("topic", "source", "paragraph", "unit", "share", "text")
    rows = list(zip(*(column(quotes, key) for key in keys), strict=True))
    for topic in (1, 2):
        listed = [row for row in rows if row[0] == topic]
        assert [row[4] for row in listed] == sorted((row[4] for row in listed), reverse=True)
        for _, source, paragraph, unit, share, text in listed:
            assert paragraph == unit  # each paragraph is a unit here
            assert shares[source, unit, topic] == share
            assert text == texts[source][unit - 1]
    assert len(topics(two_topics, **OPTIONS, quotes=0)["quotes"]) == 0


def chosen(index: TokenIndex, **options: Any) -> Units:
    return model_units(
        index, index.features(NONE), Choice(**{"min_tokens": 1, "min_units": 1, "max_share": 1} | options)
    )


def test_words_of_a_model_by_hand(segmented: Build) -> None:
    # Five paragraphs. 治理 in 5, 数据 in 3, 农村 in 2, 算法 in 1 (twice), 的 in 2 but too short.
    index = segmented(a="治理 数据 的 。\n治理 数据 的 。\n治理 数据 农村 。\n治理 农村 。\n治理 算法 算法 。")
    units = chosen(index, min_units=2, max_share=0.6)
    assert units.terms == ["农村", "数据"]
    assert units.common == ["治理"]
    assert units.tokens.tolist() == [1, 1, 2, 1, 0]
    assert units.counts.toarray().tolist() == [[0, 1], [0, 1], [1, 1], [1, 0], [0, 0]]
    assert units.sequence.tolist() == [1, 1, 1, 0, 0]
    assert units.ends.tolist() == [0, 1, 2, 4, 5, 5]
    assert units.totals.tolist() == [2, 3]
    assert units.numbers.tolist() == [1, 2, 3, 4, 5]


def test_a_word_in_exactly_the_largest_share_stays(segmented: Build) -> None:
    index = segmented(a="\n".join(["治理 数据 。"] * 29 + ["农村 数据 。"] * 21))
    assert "治理" in chosen(index, max_share=0.58).terms


def test_words_of_some_parts_of_speech(segmented: Build) -> None:
    # In jieba's dictionary 治理 and 监管 are v and vn, 农村 n, 重要 a, 我们 r.
    index = segmented(a="治理 农村 重要 我们 监管 。")
    assert chosen(index, pos=("n",)).terms == ["农村"]
    assert chosen(index, pos=("n", "a")).terms == ["农村", "重要"]
    assert chosen(index, pos=("v",)).terms == ["治理", "监管"]
    assert chosen(index, pos=("vn",)).terms == ["监管"]
    with pytest.raises(UsageProblem, match="no word is tagged q"):
        chosen(index, pos=("q",))


def test_windows(segmented: Build) -> None:
    # Five words and punctuation in a, two in b: windows of two words; a's last word, half a window, is one of its own.
    index = segmented(a="治理 ， 农村 。\n重要 我们 监管 。", b="治理 农村")
    assert chosen(index, unit="window", window=2).bounds.tolist() == [0, 4, 6, 8, 10]
    assert chosen(index, unit="window", window=3).bounds.tolist() == [0, 5, 8, 10]
    # Of windows of four a's last word is less than half a window, and joins the one before.
    assert chosen(index, unit="window", window=4).bounds.tolist() == [0, 8, 10]


def test_a_unit_without_a_word_of_the_model_has_no_shares(segmented: Build) -> None:
    index = segmented(a=planted(MACHINES, 6, 1) + "\n唯一 。\n" + planted(FIELDS, 6, 2))
    shares = [row[3] for row in topics(index, **OPTIONS)["units"].rows() if row[1] == 7]
    assert all(np.isnan(share) for share in shares)


def test_one_unit_has_no_interval(segmented: Build) -> None:
    index = segmented(a=planted(MACHINES, 6, 1), b=planted(FIELDS, 6, 2), c="算法 农村 模型 土地 。")
    table = topics(index, **OPTIONS)["prevalence"]
    single = [place for place, source in enumerate(column(table, "source")) if source == "c"]
    assert len(single) == 2
    assert all(np.isnan(column(table, key)[place]) for key in ("low", "high") for place in single)


def test_stop_words_and_short_words_are_left_out(two_topics: TokenIndex) -> None:
    stop = StopList("own.txt (2)", frozenset({"算法", "农村"}), drops_numbers=False)
    terms = set(topics(two_topics, stopwords=stop, **OPTIONS).main.values("term"))
    assert terms == {*MACHINES, *FIELDS} - {"算法", "农村"}


def test_notes_say_what_the_model_saw(segmented: Build) -> None:
    # 治理 stands in all 24 paragraphs of 13 words (12 planted and it): left out as too common; 24 * 12 tokens stay.
    lines = (planted(MACHINES, 12, 1) + "\n" + planted(FIELDS, 12, 2)).split("\n")
    tables = topics(segmented(a="\n".join("治理 " + line for line in lines)), seed=3, **OPTIONS)
    for expected in (
        "N = 312 tokens",
        "Units: 24 (paragraphs",
        "never across sources",
        "Words of 2 or more characters",
        "at least 2 units and at most 90% of them: 10 words, 288 tokens (92% of N)",
        "Too common, left out: 治理.",
        "K = 2",
        "eta 0.1",
        "60 sweeps",
        "mean of 4 such fits",
        "made 2 times more, 1 on other seeds, 1 on 80 % of the units",
        "C_v",
        "Seed: 3.",
    ):
        assert expected in notes(tables)
    assert "bootstrap" in notes(tables, "prevalence")
    assert "1,000 draws" in notes(tables, "prevalence")


def test_notes_name_frex_and_lift(two_topics: TokenIndex) -> None:
    said = notes(topics(two_topics, **OPTIONS)).lower()
    assert "frex" in said
    assert "lift" in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"k": 1},
        {"k": 11},  # ten words
        {"k": 33},
        {"max_share": 0.0},
        {"max_share": 1.5},
        {"passes": 0},
        {"top": -1},
        {"quotes": -1},
        {"seed": -1},
        {"min_tokens": 0},
        {"min_units": 0},
        {"min_length": 0},
        {"unit": "page"},
        {"k": "5-2"},
        {"k": "many"},
        {"model": "hdp"},
        {"model": "sklearn", "init": "nmf"},
        {"model": "nmf", "alpha": 0.1},
        {"model": "sklearn", "eta": "learned"},
        {"model": "gensim", "alpha": "much"},
        {"online": True},
        {"init": "seeded"},
        {"runs": 0},
        {"refits": -1},
        {"unit": "window", "window": 1},
    ],
)
def test_wrong_options(two_topics: TokenIndex, wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem) as caught:
        topics(two_topics, **OPTIONS | wrong)
    assert caught.value.exit_code == 2


def test_more_topics_than_units(segmented: Build) -> None:
    with pytest.raises(UsageProblem, match="--k is 3, with 2 units and 5 words"):
        topics(
            segmented(a="算法 模型 数据 。\n算法 农村 土地 。"), **OPTIONS | {"k": 3, "min_units": 1, "max_share": 1.0}
        )


def test_nothing_left_says_why(segmented: Build) -> None:
    # 的 is a stop word, so there are four words: 治理 in 3 of 3 units (too many), three in one unit each (too few).
    stop = StopList("s", frozenset({"的"}), drops_numbers=False)
    index = segmented(a="治理 的 算法 。\n治理 的 农村 。\n治理 的 模型 。")
    with pytest.raises(
        NothingFound, match="of 4 words 1 are in 2 or more of 3 units, and 1 in more than 50%"
    ) as caught:
        topics(index, **OPTIONS | {"max_share": 0.5, "stopwords": stop})
    assert caught.value.exit_code == 1


def test_shares_are_given_by_chapter_and_author_of_one_and_the_same_model(divided: Callable[..., TokenIndex]) -> None:
    one, other = "治理 规则 制度 法律 。", "算力 芯片 模型 数据 。"
    parts = [(1, "一章", "张三", *[one] * 8), (1, "二章", "李四", *[other] * 8), (1, "三章", "张三", *[one] * 4)]
    index = divided(a=parts)
    options: dict[str, Any] = {"k": 2, "min_tokens": 1, "min_units": 2, "max_share": 0.9} | QUICK
    by_source = topics(index, **options)
    by_chapter = topics(index, by="chapter", **options)
    assert by_chapter["topics"].rows() == by_source["topics"].rows()
    assert str(by_chapter["units"].rows()) == str(by_source["units"].rows())  # a lone heading has no share: nan
    share = shares_of(by_chapter["prevalence"])
    main = {name: max((1, 2), key=lambda topic: share[name, topic]) for name in ("一章", "二章", "三章")}
    assert main["一章"] == main["三章"] != main["二章"]
    for name in main:
        assert share[name, 1] + share[name, 2] == pytest.approx(1)
    authors = topics(index, by="author", **options)["prevalence"]
    assert list(shares_of(authors)) == [("张三", 1), ("张三", 2), ("李四", 1), ("李四", 2)]
