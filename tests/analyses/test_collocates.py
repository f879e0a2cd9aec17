"""Collocates of texts counted by hand, of corpora made after published tables, and against other implementations."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas
import pytest
from association_measures.measures import score
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency

from govtext.analyses.collocates import collocates
from govtext.analyses.collocation import contrast as pair_contrast
from govtext.analyses.collocation import pairs
from govtext.analyses.concordance.finding import Near, find
from govtext.analyses.tracing import filled
from govtext.errors import NothingFound, UsageProblem
from govtext.measures.dispersion import dp
from govtext.table import Table, Tables
from govtext.tokens.features import with_features
from govtext.tokens.index import TokenIndex
from govtext.tokens.queries import Hits
from govtext.tokens.stopwords import StopList

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]

# 7 words; 治理 3, 风险 3, 体系 1. Windows of one word to either side hold 2, 1 and 1 tokens:
#   [风险] 治理 [体系] | 治理 [风险] | [风险] ， 治理
SMALL = {"a": "风险 治理 体系 。 治理 风险 风险 ， 治理 。"}
# x: 治理 2, windows 风险 安全 | 风险        y: 治理 2, windows 发展 | 发展 发展
TWO = {"x": "风险 治理 安全 。 风险 治理 。", "y": "发展 治理 。 发展 治理 发展 。 风险 。"}
CONTRACT = [
    "collocate",
    "count",
    "left",
    "right",
    "expected",
    "g2",
    "mi",
    "npmi",
    "log_dice",
    "t",
    "z",
    "delta_p",
    "dp",
]


def rows(table: Table, *keys: str) -> dict[Any, dict[str, Any]]:
    """Return the rows by their collocate, or by several columns."""
    keys = keys or ("collocate",)
    places = [list(table.columns).index(key) for key in keys]
    found = {}
    for row in table.rows():
        key = tuple(row[place] for place in places)
        found[key if len(key) > 1 else key[0]] = dict(zip(table.columns, row, strict=True))
    return found


def notes(tables: Tables, name: str = "collocates") -> str:
    return "\n".join(note.en for note in tables[name].notes)


def near(index: TokenIndex, node: str = "治理", **options: Any) -> Tables:
    return collocates(index, **{"node": node, "min_count": 1, **options})


def test_columns_are_those_of_the_contract(segmented: Build) -> None:
    tables = near(segmented(**SMALL))
    assert list(tables) == ["collocates", "positions", "edges"]
    assert list(tables.main.columns)[:13] == CONTRACT
    assert len(tables.main.reading) <= 9


def test_counts_by_hand(segmented: Build) -> None:
    found = rows(near(segmented(**SMALL), window=1).main)
    assert set(found) == {"风险", "体系"}
    first = found["风险"]
    assert (first["count"], first["left"], first["right"], first["frequency"], first["range"]) == (3, 2, 1, 3, 1)
    assert first["weighted"] == 3  # all beside the node
    assert math.isnan(first["dp"])  # one source


# f1 = 3, f2 = 3, N = 7, S = 2; windows hold 4 tokens
@pytest.mark.parametrize(("how", "chance"), [("span", 18 / 7), ("windows", 12 / 7), ("plain", 9 / 7)])
def test_expected_is_with_or_without_the_span(segmented: Build, how: str, chance: float) -> None:
    tables = near(segmented(**SMALL), window=1, expected=how)
    row = rows(tables.main)["风险"]
    assert row["expected"] == pytest.approx(chance)
    assert row["mi"] == pytest.approx(math.log2(3 / chance))
    assert row["mi2"] == pytest.approx(math.log2(9 / chance))
    assert row["mi3"] == pytest.approx(math.log2(27 / chance))
    assert row["npmi"] == pytest.approx(math.log(3 / chance) / -math.log(3 / 7))
    assert row["t"] == pytest.approx((3 - chance) / math.sqrt(3))
    assert row["z"] == pytest.approx((3 - chance) / math.sqrt(chance))
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 * 3 / (3 + 3)))
    assert row["dice"] == 1
    assert row["min_sensitivity"] == 1
    said = notes(tables)
    assert {"span": "f1 f2 S / N, with the span S = 2", "windows": "average, 1.3333", "plain": "without the span"}[
        how
    ] in said
    assert "f1 = 3, N = 7" in said


def test_measures_of_four_cells(segmented: Build) -> None:
    # 安全 beside 治理 twice; 20 words, f1 = 2, f2 = 3, S = 2: R1 = 4, cells 2, 2, 1, 15.
    index = segmented(a="安全 治理 安全 。 治理 发展 。 安全 。" + " 国家" * 14 + " 。")
    row = rows(near(index, window=1).main)["安全"]
    cells = np.array([[2, 2], [1, 15]])
    assert row["chi2"] == pytest.approx(chi2_contingency(cells, correction=False).statistic)
    assert row["g2"] == pytest.approx(chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic)
    assert row["p"] == pytest.approx(chi2.sf(row["g2"], 1))
    assert row["delta_p"] == pytest.approx(2 / 4 - 1 / 16)
    assert row["delta_p_reverse"] == pytest.approx(2 / 3 - 2 / 17)
    assert row["min_sensitivity"] == pytest.approx(2 / 3)  # of f1 and f2, 2 / 2 and 2 / 3


def test_where_windows_overlap_four_cells_take_a_token_once(segmented: Build) -> None:
    # 风险 stands once and in the windows of both nodes: co-occurrences 2, f2 1. N 23, R1 = 2 nodes of a span of 2 = 4.
    row = rows(near(segmented(a="治理 风险 治理 。" + " 国家" * 20), window=1).main)["风险"]
    assert (row["count"], row["frequency"]) == (2, 1)
    assert row["mi"] == pytest.approx(math.log2(2 / (2 * 1 * 2 / 23)))
    # In four cells once: 1 of the 4 in windows, none of the 19 outside.
    cells = [[1, 3], [0, 19]]
    assert row["g2"] == pytest.approx(chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic)
    assert row["chi2"] == pytest.approx(chi2_contingency(cells, correction=False).statistic)
    assert row["delta_p"] == pytest.approx(1 / 4 - 0 / 19)


def of_pairs(together: int, node: int, collocate: int, size: int) -> str:
    """Return a text in which two words follow each other so often, stand alone so often, with filling up to a size."""
    rest = size - together - 2 * (node - together) - (collocate - together)
    return " ".join(
        [
            *["甲 乙 。"] * together,
            *["甲 丙 。"] * (node - together),
            *["乙 。"] * (collocate - together),
            "丙 " * (rest - together),
        ]
    )


@pytest.mark.parametrize(
    ("published", "ab", "a_only", "b_only", "neither"),
    # T. Dunning (1993), Computational Linguistics 19(1), table 1
    [(270.72, 110, 2_442, 111, 29_114), (263.90, 29, 13, 123, 31_612), (167.23, 10, 0, 3, 31_764)],
)
def test_g2_of_neighbours_is_dunnings(
    segmented: Build, published: float, ab: int, a_only: int, b_only: int, neither: int
) -> None:
    index = segmented(a=of_pairs(ab, ab + a_only, ab + b_only, ab + a_only + b_only + neither))
    row = rows(near(index, "甲", left=0, right=1).main)["乙"]
    assert (row["count"], row["frequency"]) == (ab, ab + b_only)
    assert row["g2"] == pytest.approx(published, abs=0.005)


def test_hat_and_roll_in_everts_example(segmented: Build) -> None:
    # Dickens, Pickwick Papers, as in Evert (2008), Corpora and collocations, on surface co-occurrence: within four
    # words and the sentence `hat` and `roll` meet twice, each standing there three times.
    text = (
        "a vast deal of coolness and a peculiar degree of judgement , are requisite in catching a hat 。 "
        "a man must not be precipitate , or he runs over it 。 "
        "he must not rush into the opposite extreme , or he loses it altogether 。 "
        "there was a fine gentle wind , and Mr Pickwick 's hat roll sportively before it 。 "
        "the wind puffed , and Mr Pickwick puffed , and the hat roll over and over as merrily as a lively porpoise "
        "in a strong tide 。 and on it might have roll , far beyond Mr Pickwick 's reach 。"
    )
    tables = near(segmented(a=text), "hat", window=4)
    row = rows(tables.main)["roll"]
    assert (row["count"], row["right"], row["frequency"]) == (2, 2, 3)
    assert "3 places" in notes(tables)


def test_log_dice_is_rychlys(segmented: Build) -> None:
    # Rychlý (2008): 14 where the two always stand together; half of Dice is one point less.
    whole = rows(near(segmented(a="甲 乙 。 " * 4), "甲", left=0, right=1).main)["乙"]["log_dice"]
    half = rows(near(segmented(b="甲 乙 。 甲 。 " * 2 + "乙 。 " * 2), "甲", left=0, right=1).main)["乙"]["log_dice"]
    assert (whole, half) == (14, 13)


def test_measures_equal_another_implementation(segmented: Build) -> None:
    # FAU Erlangen's association-measures; log10 there, log2 here.
    texts = sentences_of(3)
    index = segmented(**{name: " ".join(words) for name, words in zip("abc", texts, strict=True)})
    table = near(index, window=2).main
    joined = [word for words in texts for word in words if word != "。"]
    o11, r1, c1 = np.array(table["count"]), 4 * joined.count("治理"), np.array(table["frequency"])
    cells = {"O11": o11, "O12": r1 - o11, "O21": c1 - o11, "O22": len(joined) - r1 - c1 + o11}
    theirs = score(pandas.DataFrame(cells), signed=False, disc=0.5, discounting="Hardie2014", digits=None)
    assert len(table) >= 7
    assert table["expected"] == pytest.approx(theirs["E11"].to_numpy())
    for mine, name, factor in (
        ("g2", "log_likelihood", 1),
        ("z", "z_score", 1),
        ("t", "t_score", 1),
        ("mi", "mutual_information", math.log2(10)),
        ("delta_p_reverse", "liddell", 1),
    ):
        assert table[mine] == pytest.approx(theirs[name].to_numpy() * factor, rel=1e-7)


def sentences_of(texts: int) -> list[list[str]]:
    """Return texts of words drawn with a seed, a full stop after every ten; the node is rare."""
    draw = np.random.default_rng(7)
    words = ["治理", *"甲乙丙丁戊己庚"]
    found = []
    for _ in range(texts):
        drawn = draw.choice(words, 400, p=[0.02, *[0.14] * 7]).tolist()
        found.append([token for start in range(0, 400, 10) for token in (*drawn[start : start + 10], "。")])
    return found


def test_dispersion_over_sources(segmented: Build) -> None:
    # 风险 in the windows: 2 in a, 1 in b, none in c; tokens 4, 4 and 8.
    index = segmented(a="风险 治理 风险 。 国家", b="治理 风险 。 国家 国家", c="安全 治理 。" + " 国家" * 6)
    row = rows(near(index, window=1).main)["风险"]
    assert row["range"] == 2
    assert row["dp"] == pytest.approx(float(dp([2, 1, 0], [4, 4, 8])))


def test_positions_by_hand(segmented: Build) -> None:
    # 风险 发展 [治理] 体系 风险 | 风险 [治理]
    tables = near(segmented(a="风险 发展 治理 体系 风险 。 风险 治理 。"), left=2, right=3)
    table = tables["positions"]
    assert list(table.columns) == ["collocate", "total", "l2", "l1", "r1", "r2", "r3"]
    assert rows(table)["风险"] == {"collocate": "风险", "total": 3, "l2": 1, "l1": 1, "r1": 0, "r2": 1, "r3": 0}
    assert table.values("collocate") == tables.main.values("collocate")
    assert rows(tables.main)["风险"]["weighted"] == 1 / 2 + 1 + 1 / 2


def test_rows_are_ordered_and_ties_go_by_code_point(segmented: Build) -> None:
    index = segmented(a="乙 治理 。 甲 治理 。 丙 治理 丙 。" + " 国家" * 30)
    assert near(index, window=1, sort="count").main.values("collocate") == ["丙", *sorted("甲乙")]
    values = near(index, window=1, sort="mi").main.values("mi")
    assert values == sorted(values, reverse=True)


def test_what_is_rarer_than_by_chance_comes_last_by_g2(segmented: Build) -> None:
    # 国家 is half of the corpus and stands beside the node once in eight: its G2 is high, its MI below 0.
    index = segmented(a="风险 治理 安全 。 " * 4 + "国家 治理 。 " + "国家 。 " * 40)
    table = near(index, window=1).main
    assert table.values("collocate")[-1] == "国家"
    last = rows(table)["国家"]
    assert last["mi"] < 0 < last["g2"]


def test_min_count_is_of_the_pair_and_p_of_all_pairs(segmented: Build) -> None:
    index = segmented(a="风险 治理 安全 。 风险 治理 发展 。" + " 国家" * 20)
    every, some = near(index, window=1), near(index, window=1, min_count=2)
    assert some.main.values("collocate") == ["风险"]
    same = ("count", "g2", "mi", "p_adjusted")
    assert [rows(some.main)["风险"][key] for key in same] == [rows(every.main)["风险"][key] for key in same]
    assert rows(every.main)["风险"]["p_adjusted"] == pytest.approx(3 * rows(every.main)["风险"]["p"])
    assert "all 3 pairs tested" in notes(some)


def test_top_cuts_every_list_but_not_the_graph(segmented: Build) -> None:
    tables = near(segmented(**TWO), by="source", top=1)
    assert tables.main.values("group") == ["x", "y"]
    assert len(tables["positions"]) == len(tables["contrast"]) == 2
    assert len(tables["edges"]) > 2


def test_stop_words_are_no_collocates_but_fill_windows(segmented: Build) -> None:
    stop = StopList("own.txt (1)", frozenset({"的"}), drops_numbers=False)
    index = segmented(a="治理 的 风险")
    assert near(index, window=2, stopwords=stop).main.values("collocate") == ["风险"]
    with pytest.raises(NothingFound, match="no word stands near '治理' 1 time;"):
        near(index, window=1, stopwords=stop)


def test_groups_have_counts_of_their_own(segmented: Build) -> None:
    tables = near(segmented({"x": {"label": "甲"}}, **TWO), window=1, by="source")
    found = rows(tables.main, "group", "collocate")
    # x: N 5, f1 2, 风险 2 of which 2 near; y: N 6, 发展 3 of which 3 near.
    assert found["x", "风险"]["expected"] == pytest.approx(2 * 2 * 2 / 5)
    assert found["y", "发展"]["expected"] == pytest.approx(2 * 3 * 2 / 6)
    assert set(found) == {("x", "风险"), ("x", "安全"), ("y", "发展")}
    assert tables.main.group == "group"
    assert tables.main.labels["x"].zh == "甲"
    assert "x 2, 5, 3; y 2, 6, 3" in notes(tables)


def test_a_group_is_held_against_the_rest(segmented: Build) -> None:
    table = near(segmented(**TWO), window=1, by="source")["contrast"]
    found = rows(table, "group", "collocate")
    # 发展: 3 of 3 window tokens in y, 0 of 3 in x; G2 = 2 * 3 ln 2.
    row = found["y", "发展"]
    assert (row["count"], row["reference_count"], row["per_1k"], row["reference_per_1k"]) == (3, 0, 1000.0, 0.0)
    assert row["g2"] == pytest.approx(6 * math.log(2))
    assert row["log_ratio"] == pytest.approx(math.log2(3 / 0.5)) == -found["x", "发展"]["log_ratio"]
    assert row["log_ratio_low"] < row["log_ratio"] < row["log_ratio_high"]
    assert row["p_adjusted"] == pytest.approx(min(1, 3 * chi2.sf(row["g2"], 1)))  # two mirrors: three tests, not six
    assert table.values("group") == ["x"] * 3 + ["y"] * 3


def test_two_nodes(segmented: Build) -> None:
    # 安全: 风险 2 of 3 window tokens; 发展: 经济 3 of 4, 风险 1.
    index = segmented(a="风险 安全 风险 。 安全 体系 。 经济 发展 经济 。 经济 发展 风险 。")
    tables = near(index, "安全", against="发展", window=1)
    found = rows(tables.main, "node", "collocate")
    assert (found["安全", "风险"]["count"], found["发展", "风险"]["count"]) == (2, 1)
    assert found["安全", "风险"]["frequency"] == 3 == found["发展", "风险"]["frequency"]
    contrast = rows(tables["contrast"], "group", "collocate")
    row = contrast["安全", "风险"]
    assert (row["count"], row["reference_count"]) == (2, 1)
    assert (row["per_1k"], row["reference_per_1k"]) == (pytest.approx(2000 / 3), 250.0)
    assert rows(near(index, "安全", window=1).main)["风险"]["g2"] == found["安全", "风险"]["g2"]


def test_a_group_without_the_node_is_left_out(segmented: Build) -> None:
    tables = near(segmented(a="风险 治理", b="风险 国家"), by="source")
    assert tables.main.values("group") == ["a"]
    assert "contrast" not in tables  # there is nothing to hold it against


def test_the_contrast_of_many_groups_is_cut_and_says_so(segmented: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_contrast, "MANY", 1)
    monkeypatch.setattr(pair_contrast, "MOST_ROWS", 2)
    index = segmented(**TWO)
    tables = near(index, by="source")
    assert tables["contrast"].values("group") == ["x", "y"]
    assert "Rows: 1 of 3 collocates" in notes(tables, "contrast")
    assert len(near(index, by="source", top=0)["contrast"]) == 6
    monkeypatch.setattr(pair_contrast, "MOST_TESTS", 5)
    with pytest.raises(UsageProblem, match="2 groups by 3 collocates is too large"):
        near(index, by="source")
    monkeypatch.setattr(pairs, "MOST_CELLS", 3)
    with pytest.raises(UsageProblem, match="2 groups of 2 sources are too many"):
        near(index, by="source")


def test_edges_by_hand(segmented: Build) -> None:
    # Windows of 治理: {风险 安全}, {风险 安全}, {风险 治理}, {治理 风险}; 治理 itself makes no edge.
    index = segmented(a="风险 治理 安全 。 安全 治理 风险 。 风险 治理 治理 风险 。" + " 国家" * 20)
    table = near(index, window=1)["edges"]
    found = rows(table, "source", "target")
    assert set(found) == {("治理", "风险"), ("治理", "安全"), ("风险", "安全")}
    assert found["治理", "风险"]["count"] == 4
    assert (found["治理", "风险"]["source_frequency"], found["治理", "风险"]["target_frequency"]) == (4, 4)
    among = found["风险", "安全"]
    assert (among["kind"], among["count"]) == ("collocates", 2)
    assert among["log_dice"] == pytest.approx(14 + math.log2(2 * 2 / (4 + 2)))
    assert not table.on_page


def test_the_graph_of_groups_is_of_the_corpus(segmented: Build) -> None:
    index = segmented(**TWO)
    whole, grouped = near(index)["edges"], near(index, by="source")["edges"]
    assert len(whole) == 4
    for key in whole.columns:
        assert grouped.values(key) == pytest.approx(whole.values(key), nan_ok=True)


def test_two_nodes_that_meet_have_one_edge(segmented: Build) -> None:
    edges = near(segmented(a="安全 发展 。 发展 安全 。" + " 国家" * 9), "安全", against="发展")["edges"]
    assert [row[:4] for row in edges.rows()] == [("安全", "发展", "node", 2)]


def places_behind(index: TokenIndex, asked: dict[str, str]) -> Hits:
    near_by = Near(must=asked["must"], within=asked["within"])
    return find(index, [asked["pattern"]], near=near_by, by=asked.get("by"), group=asked.get("group"))


def test_the_trace_leads_to_the_places(segmented: Build) -> None:
    index = segmented(**TWO)
    table = near(index, window=1, by="source").main
    for row in rows(table, "group", "collocate").values():
        asked = filled(table.trace, row)
        hits = places_behind(index, asked)
        assert 0 < len(hits) <= row["count"]
        assert {index.sources[source].id for source in hits.source.tolist()} == {row["group"]}


def test_the_trace_of_queries_and_odd_words(segmented: Build) -> None:
    index = segmented(a="甲 治理 治理 1,000 。 甲 治理 乙 。")
    tables = near(index, "[治理]{2}", window=1)
    for row in rows(tables.main).values():
        asked = filled(tables.main.trace, row)
        assert len(places_behind(index, asked)) == 1
    assert near(index, "[治理]{2}", against="乙")["contrast"].trace == {}  # a query cannot stand in a row


def test_merged_terms_are_collocates(segmented: Build) -> None:
    from dataclasses import replace

    from govtext.tokens.lexicon import NONE
    from govtext.tokens.lexicon.entries import Entry

    index = segmented(a="推进 全球 治理 体系")
    merged = with_features(replace(index, lexicon=replace(NONE, extra=(Entry("全球治理"),))), "merged")
    found = rows(near(merged, "体系").main)
    assert (found["全球治理"]["kind"], found["全球治理"]["count"]) == ("term", 1)
    with pytest.raises(UsageProblem, match="words or merged"):
        near(replace(merged, feature_set="all"), "体系")


def test_notes_name_the_conventions(segmented: Build) -> None:
    said = notes(near(segmented(**SMALL), window=1))
    for expected in (
        "治理, 3 places in 1 source.",
        "hold 4 tokens, 1.33 on average",
        "counts twice",
        "A line of the concordance is a place of the node",
        "Evert 2008",
        "14 + log2 Dice (Rychlý 2008)",
        "Dunning 1993",
        "Gries 2013",
        "Pennington et al. 2014",
        "Holm 1979",
        "N = 7 tokens",
        "Order: G2, what is rarer than by chance last",
    ):
        assert expected in said


@pytest.mark.parametrize(
    "options",
    [
        {"node": " "},
        {"window": -1},
        {"left": 0, "right": 0},
        {"right": 51},
        {"min_count": 0},
        {"top": -1},
        {"sort": "kind"},
        {"expected": "none"},
        {"against": "治理"},
        {"against": "风险", "by": "source"},
        {"by": "nothing"},
    ],
)
def test_wrong_options(segmented: Build, options: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem) as caught:
        near(segmented(**SMALL), **options)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("options", [{"node": "治里"}, {"against": "治里"}])
def test_a_node_that_is_nowhere_has_its_near_spelling_named(segmented: Build, options: dict[str, str]) -> None:
    with pytest.raises(NothingFound, match="near: 治理") as caught:
        near(segmented(**SMALL), **options)
    assert caught.value.exit_code == 1


WORDS = st.lists(st.sampled_from(["治理", "风险", "发展", "安全", "，", "。"]), min_size=3, max_size=60)


def indexed(tokens: list[str]) -> TokenIndex:
    return index_of_parts(a=[(1, "", "", " ".join(tokens))])


@given(WORDS, st.integers(1, 4), st.integers(1, 4))
def test_sides_add_up_and_turn_round_with_the_text(tokens: list[str], left: int, right: int) -> None:
    tokens = ["风险", "治理", "安全", "。", *tokens, "。"]
    turned = ["。", *reversed(tokens)]
    tables = near(indexed(tokens), left=left, right=right)
    mirror = rows(near(indexed(turned), left=right, right=left).main)
    positions = rows(tables["positions"])
    for word, row in rows(tables.main).items():
        places = [value for key, value in positions[word].items() if key not in ("collocate", "total")]
        assert row["left"] + row["right"] == row["count"] == sum(places)
        assert (row["left"], row["right"]) == (mirror[word]["right"], mirror[word]["left"])
        for key in ("count", "expected", "mi", "log_dice", "weighted"):
            assert row[key] == pytest.approx(mirror[word][key])


@given(WORDS)
def test_a_pair_is_as_frequent_either_way(tokens: list[str]) -> None:
    index = indexed(["风险", "治理", *tokens])
    one, other = rows(near(index).main), rows(near(index, "风险").main)
    for key in ("count", "expected", "mi", "log_dice"):
        assert one["风险"][key] == pytest.approx(other["治理"][key])
    assert one["风险"]["left"] == other["治理"]["right"]


@given(st.lists(WORDS, min_size=2, max_size=3))
def test_groups_add_up_to_the_corpus(texts: list[list[str]]) -> None:
    index = index_of_parts(
        **{f"s{n}": [(1, "", "", " ".join(["风险", "治理", *text]))] for n, text in enumerate(texts)}
    )
    total: Counter[str] = Counter()
    for (_, word), row in rows(near(index, by="source").main, "group", "collocate").items():
        total[word] += row["count"]
    assert total == {word: row["count"] for word, row in rows(near(index).main).items()}
