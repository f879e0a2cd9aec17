"""Association measures against published values, other implementations, and what must hold for any counts."""

from __future__ import annotations

import math

import numpy as np
import pandas
import pytest
from association_measures.measures import score
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import chi2_contingency
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio
from sklearn.metrics import jaccard_score

from govtext.measures import association as am
from govtext.measures import keyness, termhood
from govtext.measures.association import MEASURES, Table2x2

# Manning and Schütze (1999), Foundations of Statistical Natural Language Processing, tables 5.6 and 5.14: bigrams of
# the New York Times, 14,307,668 of them. Counts of the words and of the bigram, t, and MI in bits.
NEWS = 14_307_668
MANNING = [
    ("Ayatollah Ruhollah", 42, 20, 20, 4.4721, 18.38),
    ("Bette Midler", 41, 27, 20, 4.4721, 17.98),
    ("Agatha Christie", 30, 117, 20, 4.4720, 16.31),
    ("videocassette recorder", 77, 59, 20, 4.4720, 15.94),
    ("unsalted butter", 24, 320, 20, 4.4720, 15.19),
    ("first made", 14_907, 9_017, 20, 2.3714, 1.09),
    ("over many", 13_484, 10_570, 20, 2.2446, 1.01),
    ("into them", 14_734, 13_478, 20, 1.3685, 0.53),
    ("like people", 14_093, 14_776, 20, 1.2176, 0.46),
    ("time last", 15_019, 15_629, 20, 0.8036, 0.29),
]

# T. Dunning (1993), Computational Linguistics 19(1), table 1: -2 log lambda, k(AB), k(A~B), k(~AB), k(~A~B).
DUNNING = [
    (270.72, 110, 2_442, 111, 29_114),
    (263.90, 29, 13, 123, 31_612),
    (256.84, 31, 23, 139, 31_584),
    (167.23, 10, 0, 3, 31_764),
]

# S. Evert's UCS toolkit, in the gold table of the package association_measures (tests/ucs-gold-100.ds): R1 15,334, N
# 191,998; O11, C1, then Dice, Jaccard, MI, MI2, MI3, minimum sensitivity, chi-square with and without Yates's
# correction, local MI, log-likelihood, odds ratio (discounted), simple log-likelihood, t and z. UCS has logarithms to
# base 10, and turns the sign of the scores of words that repel each other.
UCS_SCORES = ["dice", "jaccard", "mi", "mi2", "mi3", "min_sensitivity", "chi2_yates", "chi2"]
UCS_SCORES += ["local_mi", "g2", "odds_ratio", "simple_ll", "t_score", "z_score"]
UCS = [
    *[(7, 120, 0.00090591432638799, 0.000453162426361106, -0.136441960174449, 0.708656079839807, 1.55375411985406)],
    *[(2, 5, 0.000260773192515809, 0.000130403599139336, 0.699701237186881, 1.00073123285086, 1.30176122851484)],
    *[(2, 2, 0.000260824204486176, 0.000130429111777749, 1.09764124585892, 1.3986712415229, 1.69970123718688)],
    *[(52, 658, 0.00650325162581291, 0.00326223337515684, -0.00458130412023773, 1.71142203951456, 3.42742538314936)],
    *[(5, 38, 0.000650533437418683, 0.000325372551571549, 0.216827653578127, 0.915797657914146, 1.61476766225016)],
]
UCS_REST = [
    *[(0.000456501891222121, -0.492734538404499, -0.757555937349874, -0.955093721221146, -0.829802488929075)],
    *[(0.000130429111777749, 3.29721876625307, 6.97326860448976, 1.39940247437376, 3.87912640510113)],
    *[(0.000130429111777749, 12.2221743469593, 23.0423686302777, 2.19528249171784, 10.1098895166663)],
    *[(0.00339115690622147, -5.49176102678802e-05, -0.00631039542005377, -0.238227814252362, -0.00633058968211841)],
    *[(0.000326072779444372, 0.768838681213159, 1.38314545722731, 1.08413826789064, 1.17525940894601)],
]
UCS_LAST = [
    *[(-0.118534511210605, -0.76933053374612, -0.976603439999581, -0.834636300973578)],
    *[(0.915400904592594, 3.24314070583144, 1.1318466787932, 2.53301767020394)],
    *[(1.76050631957187, 6.4291111417396, 1.30126680894114, 4.60454769045057)],
    *[(-0.00120890886597904, -0.00580686073284054, -0.0764714189412685, -0.0760691382927798)],
    *[(0.276858049781167, 1.06241278889915, 0.878825795867369, 1.12801954048363)],
]

CELL = st.integers(0, 5_000)
CELLS = st.tuples(CELL, CELL, CELL, st.integers(1, 1_000_000))
POSITIVE = st.tuples(*[st.integers(1, 5_000)] * 4)
UNSIGNED = ("g2", "simple_ll", "chi2", "chi2_yates")
SYMMETRIC = sorted(set(MEASURES) - {"delta_p_collocate", "delta_p_node", "log_ratio"})
NO_COOCCURRENCE = {
    "mi": -np.inf,
    "mi2": -np.inf,
    "mi3": -np.inf,
    "npmi": -1.0,
    "local_mi": 0.0,
    "t_score": -np.inf,
    "z_score": -1.0,  # -sqrt(E11)
    "g2": 2 * (10 * math.log(10 / 9) * 2 + 80 * math.log(80 / 81)),
    "simple_ll": 2.0,  # 2 E11
    "chi2": 100 / 81,  # N R1 C1 / (R2 C2)
    "chi2_yates": 0.25 * 100 / 81,
    "dice": 0.0,
    "log_dice": -np.inf,
    "jaccard": 0.0,
    "min_sensitivity": 0.0,
    "delta_p_collocate": -10 / 90,
    "delta_p_node": -10 / 90,
    "odds_ratio": 0.5 * 80.5 / 10.5**2,
    "log_ratio": math.log2((0.5 / 10) / (10 / 90)),
}


def table(o11: object, o12: object, o21: object, o22: object) -> Table2x2:
    a, b, c, d = (np.asarray(cell, dtype=float) for cell in (o11, o12, o21, o22))
    return Table2x2.from_marginals(a, a + b, a + c, a + b + c + d)


def drawn(rows: int) -> pandas.DataFrame:
    draw = np.random.default_rng(7)
    counts = pandas.DataFrame({"O11": draw.integers(0, 6, rows) ** 3, "O12": draw.integers(0, 9, rows) ** 4})
    counts["O21"], counts["O22"] = draw.integers(0, 9, rows) ** 4, draw.integers(1_000, 10**6, rows)
    return counts[(counts.O11 + counts.O12 > 0) & (counts.O11 + counts.O21 > 0)]


# --- published values


@pytest.mark.parametrize(("pair", "left", "right", "both", "t", "bits"), MANNING)
def test_mi_and_t_are_those_of_manning_and_schuetze(
    pair: str, left: int, right: int, both: int, t: float, bits: float
) -> None:
    counts = Table2x2.from_marginals(both, left, right, NEWS)
    assert round(float(am.mi(counts)), 2) == bits
    assert math.floor(float(am.t_score(counts)) * 10_000) / 10_000 == t  # the book cuts off


def test_new_companies_in_manning_and_schuetze() -> None:
    # Section 5.3: t = 0.999932 and chi-square 1.55, neither above the critical value.
    counts = Table2x2.from_marginals(8, 15_828, 4_675, NEWS)
    assert round(float(am.t_score(counts)), 6) == 0.999932
    assert round(float(am.chi2(counts)), 2) == 1.55


def test_cow_and_vache_in_manning_and_schuetze() -> None:
    # Table 5.9, aligned sentences (textual co-occurrence): chi-square 456400.
    assert round(float(am.chi2(table(59, 6, 8, 570_934))), -2) == 456_400


@pytest.mark.parametrize(("published", "ab", "a_only", "b_only", "neither"), DUNNING)
def test_g2_is_dunnings(published: float, ab: int, a_only: int, b_only: int, neither: int) -> None:
    assert round(float(am.g2(table(ab, a_only, b_only, neither))), 2) == published


def test_other_capital_in_the_tests_of_quanteda() -> None:
    # quanteda.textstats, test-textstat_collocations.R, bigrams of "capital other capital gains other capital word2
    # other gains capital" without smoothing: Dice 0.667, PMI log2(2 * 9 / 3 / 3), chi-square 2.25, G2 2.231.
    counts = Table2x2.from_marginals(2, 3, 3, 9)
    assert float(am.dice(counts)) == pytest.approx(0.667, abs=1e-3)
    assert float(am.mi(counts)) == pytest.approx(1.0)
    assert float(am.chi2(counts)) == pytest.approx(2.25)
    assert float(am.g2(counts)) == pytest.approx(2.231, abs=1e-3)


def test_delta_p_of_gries_example() -> None:
    # Gries (2013), `of course` in the spoken BNC: 5,610, 168,938, 2,257 and 10,233,063; course after of .032, of before
    # course .697: the word `course` says `of`, not the other way round.
    counts = table(5_610, 168_938, 2_257, 10_233_063)
    assert round(float(am.delta_p_collocate(counts)), 3) == 0.032
    assert round(float(am.delta_p_node(counts)), 3) == 0.697


def test_log_dice_as_rychly_explains_it() -> None:
    # Rychlý (2008): 14 where all occurrences of both are together; 0 is one co-occurrence in 16,000 (2^14) of each; one
    # point is twice as often, seven points roughly 100 times.
    size = 10**9
    assert float(am.log_dice(Table2x2.from_marginals(50, 50, 50, size))) == 14
    assert float(am.log_dice(Table2x2.from_marginals(1, 2**14, 2**14, size))) == 0
    once, twice, often = am.log_dice(Table2x2.from_marginals([10, 20, 1_280], 50_000, 50_000, size))
    assert twice - once == pytest.approx(1)
    assert often - once == pytest.approx(7)
    # and without the size of the corpus
    assert float(am.log_dice(Table2x2.from_marginals(10, 50_000, 50_000, 10 * size))) == once


def test_scores_are_those_of_the_ucs_toolkit() -> None:
    rows = np.array([first + more + last for first, more, last in zip(UCS, UCS_REST, UCS_LAST, strict=True)])
    counts = Table2x2.from_marginals(rows[:, 0], 15_334, rows[:, 1], 191_998)
    for column, name in enumerate(UCS_SCORES, start=2):
        ours = MEASURES[name](counts)
        if name in ("mi", "mi2", "mi3", "local_mi"):
            ours = ours * math.log10(2)
        elif name == "odds_ratio":
            ours = np.log10(ours)
        elif name in UNSIGNED:
            ours = am.signed(ours, counts)
        assert_allclose(ours, rows[:, column], rtol=1e-9, err_msg=name)


# --- other implementations


def test_equal_association_measures() -> None:
    # FAU Erlangen; log10 there, log2 here; no co-occurrence is put at .001 there, so MI and t are compared above 0.
    counts = drawn(300)
    theirs = score(counts, signed=False, disc=0.5, discounting="Hardie2014", digits=None)
    ours = table(*(counts[name].to_numpy() for name in ("O11", "O12", "O21", "O22")))
    some = (counts.O11 > 0).to_numpy()
    assert some.any()
    assert not some.all()
    for cell in ("r1", "r2", "c1", "c2", "o11", "o12", "o21", "o22", "e11", "e12", "e21", "e22"):
        assert_allclose(getattr(ours, cell), theirs[cell.upper()], atol=1e-9)
    for mine, name in (
        (am.z_score, "z_score"),
        (am.g2, "log_likelihood"),
        (am.simple_ll, "simple_ll"),
        (am.min_sensitivity, "min_sensitivity"),
        (am.dice, "dice"),
        (am.log_ratio, "log_ratio"),
    ):
        assert_allclose(mine(ours), theirs[name], rtol=1e-7, atol=1e-7)
    assert_allclose(am.local_mi(ours), theirs["local_mutual_information"] * math.log2(10), atol=1e-7)
    assert_allclose(am.mi(ours)[some], theirs["mutual_information"][some] * math.log2(10))
    assert_allclose(am.t_score(ours)[some], theirs["t_score"][some])
    # Liddell's difference of proportions is Delta P of the node: (O11 O22 - O12 O21) / (C1 C2).
    assert_allclose(am.delta_p_node(ours), theirs["liddell"], atol=1e-12)


def test_signs_equal_association_measures() -> None:
    counts = drawn(300)
    theirs = score(counts, ["log_likelihood", "simple_ll"], signed=True, digits=None)
    ours = table(*(counts[name].to_numpy() for name in ("O11", "O12", "O21", "O22")))
    assert (theirs["simple_ll"] < 0).any()
    assert_allclose(am.signed(am.g2(ours), ours), theirs["log_likelihood"], atol=1e-7)
    assert_allclose(am.signed(am.simple_ll(ours), ours), theirs["simple_ll"], atol=1e-7)


@given(CELLS)
def test_chi2_and_g2_equal_scipy(cells: tuple[int, int, int, int]) -> None:
    counts = table(*cells)
    observed = np.array(cells).reshape(2, 2)
    if not counts.whole:
        assert np.isnan(am.chi2(counts))
        return
    for yates in (False, True):
        theirs = chi2_contingency(observed, correction=yates).statistic
        assert_allclose(am.chi2(counts, yates=yates), theirs, rtol=1e-6, atol=1e-9)
    four = chi2_contingency(observed, correction=False, lambda_="log-likelihood").statistic
    assert_allclose(am.g2(counts), four, rtol=1e-6, atol=1e-6)


@given(POSITIVE)
def test_odds_ratio_is_the_sample_odds_ratio_of_cells_half_a_count_higher(cells: tuple[int, int, int, int]) -> None:
    # scipy takes whole counts: twice the cells and 1 more.
    theirs = scipy_odds_ratio((2 * np.array(cells) + 1).reshape(2, 2), kind="sample").statistic
    assert_allclose(am.odds_ratio(table(*cells)), theirs)


def test_jaccard_equals_scikit_learn() -> None:
    # 6 units with both words, 3 with the node only, 2 with the collocate only, 9 with neither.
    node = np.repeat([1, 1, 0, 0], [6, 3, 2, 9])
    collocate = np.repeat([1, 0, 1, 0], [6, 3, 2, 9])
    assert float(am.jaccard(table(6, 3, 2, 9))) == pytest.approx(jaccard_score(node, collocate))


@given(POSITIVE)
def test_npmi_is_that_of_termhood(cells: tuple[int, int, int, int]) -> None:
    counts = table(*cells)
    theirs = termhood.npmi(counts.o11, counts.r1, counts.c1, sum(cells))
    assert_allclose(am.npmi(counts), theirs)
    assert_allclose(am.npmi(counts), am.mi(counts) / -np.log2(counts.o11 / counts.n), atol=1e-9)


# --- by hand


def test_windows_and_marginals_differ_by_the_span() -> None:
    # 20 in windows of 10 words, 50 nodes, 100 collocates, 100,000 tokens: E11 = 50 * 100 * 10 / 100,000 = 0.5.
    window = Table2x2.from_window(20, 50, 100, 100_000, 10)
    flat = Table2x2.from_marginals(20, 50, 100, 100_000)
    assert [float(getattr(window, cell)) for cell in ("o11", "o12", "o21", "o22")] == [20, 480, 80, 99_420]
    assert float(window.e11) == 0.5
    assert float(am.mi(flat) - am.mi(window)) == pytest.approx(math.log2(10))
    # The coefficients of the two words' own counts know no windows: 2 * 20 / 150, 20 / 130, 20 / 100.
    assert float(am.dice(window)) == pytest.approx(40 / 150)
    assert float(am.jaccard(window)) == pytest.approx(20 / 130)
    assert float(am.min_sensitivity(window)) == pytest.approx(0.2)
    # 20 of 500 tokens inside, 80 of 99,500 outside; 20 of the 100 collocates and 480 of the 99,900 others inside.
    assert float(am.log_ratio(window)) == pytest.approx(math.log2((20 / 500) / (80 / 99_500)))
    assert float(am.delta_p_collocate(window)) == pytest.approx(20 / 500 - 80 / 99_500)
    assert float(am.delta_p_node(window)) == pytest.approx(20 / 100 - 480 / 99_900)


def test_coefficients_of_windows_may_pass_their_bounds() -> None:
    # Three nodes whose windows overlap meet the same two collocates six times: Dice 12 / 5, sensitivity min(6/3, 6/2).
    crowded = Table2x2.from_window(6, 3, 2, 1_000, 10)
    assert float(am.dice(crowded)) == pytest.approx(2.4)
    assert float(am.log_dice(crowded)) == pytest.approx(14 + math.log2(2.4))
    assert float(am.min_sensitivity(crowded)) == 2
    assert np.isnan(am.jaccard(crowded))  # 3 + 2 - 6 words with either
    # Counted once each, the six are two, and all is as it should be: 4 / 5, 2 / 3, 2 / 3.
    merged = Table2x2.from_window(2, 3, 2, 1_000, 10)
    assert [float(measure(merged)) for measure in (am.dice, am.jaccard, am.min_sensitivity)] == [0.8, 2 / 3, 2 / 3]


def test_powers_of_mi_by_hand() -> None:
    # O11 4, E11 1: log2 of 4, 16 and 64; local MI 4 * 2.
    counts = Table2x2.from_marginals(4, 10, 10, 100)
    assert [float(measure(counts)) for measure in (am.mi, am.mi2, am.mi3, am.local_mi)] == [2, 4, 6, 8]


def test_nearness_by_hand() -> None:
    # Word 0 at 1 and 2 to the left and 5 to the right, word 2 at 4 to the right, word 1 nowhere.
    left, right = am.distance_weighted([0, 0, 0, 2], [-1, -2, 5, 4], 3)
    assert left.tolist() == [1.5, 0, 0]
    assert right.tolist() == [0.2, 0, 0.25]
    assert [side.tolist() for side in am.distance_weighted([], [], 2)] == [[0, 0], [0, 0]]
    with pytest.raises(ValueError, match="distance of 0"):
        am.distance_weighted([1], [0], 2)


# --- what a zero gives


def test_every_measure_says_what_no_cooccurrence_gives() -> None:
    assert set(NO_COOCCURRENCE) == set(MEASURES)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_no_cooccurrence(name: str) -> None:
    # Two words of 10 occurrences each in 100, never together; E11 = 1.
    assert float(MEASURES[name](Table2x2.from_marginals(0, 10, 10, 100))) == pytest.approx(NO_COOCCURRENCE[name])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_word_that_is_nowhere_has_no_association_and_the_others_are_not_touched(name: str) -> None:
    values = MEASURES[name](Table2x2.from_marginals([0, 4, 0], 10, [0, 8, 5], 100))
    assert np.isnan(values[0])
    assert values[1] == MEASURES[name](Table2x2.from_marginals(4, 10, 8, 100))
    assert not np.isnan(values[2])
    assert np.isnan(MEASURES[name](Table2x2.from_marginals(0, 0, 7, 100)))
    assert np.isnan(MEASURES[name](Table2x2.from_marginals([0], 0, 0, 0))).all()  # no sample


@pytest.mark.filterwarnings("error")
def test_a_cell_that_cannot_be_is_undefined_where_it_is_needed_only() -> None:
    # Overlapping windows counted one token for two nodes: 12 co-occurrences of a word that is there 10 times.
    counts = Table2x2.from_window(12, 20, 10, 10_000, 10)
    assert np.isnan(counts.o21)
    undefined = {name for name, measure in MEASURES.items() if np.isnan(measure(counts))}
    assert undefined == {"g2", "chi2", "chi2_yates", "delta_p_collocate", "delta_p_node", "odds_ratio", "log_ratio"}


# --- what holds for any counts


@given(CELLS)
def test_cells_and_expectations_add_up(cells: tuple[int, int, int, int]) -> None:
    counts = table(*cells)
    assert_allclose(counts.o11 + counts.o12 + counts.o21 + counts.o22, counts.n)
    assert_allclose(counts.e11 + counts.e12, counts.r1, atol=1e-9)
    assert_allclose(counts.e21 + counts.e22, counts.r2, atol=1e-9)
    assert_allclose(counts.e11 + counts.e21, counts.c1, atol=1e-9)


@given(CELLS)
def test_bounds(cells: tuple[int, int, int, int]) -> None:
    counts = table(*cells)
    if counts.e11 == 0:
        return
    assert -1 <= am.npmi(counts) <= 1 + 1e-12
    assert 0 <= am.min_sensitivity(counts) <= am.dice(counts) <= 1
    assert 0 <= am.jaccard(counts) <= am.dice(counts)
    assert am.log_dice(counts) <= 14
    if counts.whole:
        assert all(MEASURES[name](counts) >= 0 for name in (*UNSIGNED, "odds_ratio"))
        assert am.chi2(counts, yates=True) <= am.chi2(counts)
        assert am.chi2(counts) <= counts.n * (1 + 1e-9)
        assert -1 <= am.delta_p_collocate(counts) <= 1
        assert -1 <= am.delta_p_node(counts) <= 1


@given(CELLS)
def test_relations_between_measures(cells: tuple[int, int, int, int]) -> None:
    counts = table(*cells)
    if not counts.whole:
        return
    assert_allclose(am.dice(counts), 2 * am.jaccard(counts) / (1 + am.jaccard(counts)))
    product = am.delta_p_collocate(counts) * am.delta_p_node(counts)  # phi squared
    assert_allclose(am.chi2(counts), counts.n * product, rtol=1e-6, atol=1e-6)
    o22_first = [counts.o22, counts.o12, counts.o21, counts.o11]
    assert_allclose(am.lambda_z(o22_first)[0], np.log(am.odds_ratio(counts)), atol=1e-9)
    collocate = keyness.g2(counts.o11, counts.o21, counts.r1, counts.r2)
    assert am.g2(counts) >= collocate - 1e-9


@pytest.mark.parametrize("name", SYMMETRIC)
@given(cells=CELLS)
def test_node_and_collocate_may_change_places(name: str, cells: tuple[int, int, int, int]) -> None:
    a, b, c, d = cells
    assert_allclose(MEASURES[name](table(a, b, c, d)), MEASURES[name](table(a, c, b, d)), rtol=1e-7, atol=1e-7)


@given(CELLS)
def test_delta_p_turns_round_with_the_pair(cells: tuple[int, int, int, int]) -> None:
    a, b, c, d = cells
    assert_allclose(am.delta_p_collocate(table(a, b, c, d)), am.delta_p_node(table(a, c, b, d)))


@given(st.integers(1, 100), st.integers(1, 100), st.integers(1, 100), st.integers(1, 100))
def test_chance_is_zero(a: int, b: int, c: int, d: int) -> None:
    # Independent: every cell is the product of its margins.
    counts = table(a * c, a * d, b * c, b * d)
    for name in ("mi", "npmi", "local_mi", "t_score", "z_score", "delta_p_collocate", "delta_p_node", "log_ratio"):
        assert float(MEASURES[name](counts)) == pytest.approx(0, abs=1e-6)
    for name in UNSIGNED:
        assert float(MEASURES[name](counts)) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("name", sorted(set(MEASURES) - {*UNSIGNED, "local_mi"}))
@given(cells=POSITIVE)
def test_one_more_cooccurrence_is_never_less(name: str, cells: tuple[int, int, int, int]) -> None:
    # The margins as they are: local MI falls at first for words that repel each other, the unsigned measures too.
    a, b, c, d = cells
    before, after = MEASURES[name](table(a, b, c, d)), MEASURES[name](table(a + 1, b - 1, c - 1, d + 1))
    assert after > before


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_arrays_broadcast(name: str) -> None:
    # Two nodes (rows) by three collocates (columns) at once give what single calls give.
    o11, r1, c1 = np.array([[0, 2, 3], [4, 5, 6]]), np.array([[20], [30]]), np.array([7, 8, 9])
    single = [
        [float(MEASURES[name](Table2x2.from_window(o11[i, j], r1[i, 0], c1[j], 5_000, 10))) for j in range(3)]
        for i in range(2)
    ]
    assert_allclose(MEASURES[name](Table2x2.from_window(o11, r1, c1, 5_000, 10)), single)
