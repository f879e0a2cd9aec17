"""Coefficients of agreement against the values that their authors, and the handbooks, print."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import cohen_kappa_score

from govtext.measures.agreement import (
    LEVELS,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    gwet_ordinal,
    krippendorff_alpha,
    linear,
    masi,
    mean_of_pairs,
    nominal,
    percent_agreement,
    quadratic,
    ratio,
    scott_pi,
    tally,
)

# Krippendorff (2011), section A: two observers, binary; B: two observers, nominal; C: four observers, missing data
MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
VALUES = np.arange(1, 6)
# Fleiss (1971), table 1: 30 patients, six diagnoses each of five categories
FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
# The table of the article on Fleiss' kappa in Wikipedia: ten subjects, fourteen raters, five categories
TEN = ((0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1))
SUBJECTS = (*TEN, (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7))
# Data SexualFun of the R package vcd (Hout, Duncan and Sobel 1987): what 91 husbands and wives said, never to always
COUPLES = ((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14))


def of_letters(*coders: str) -> np.ndarray:
    """Return strings of one character a unit as (units, coders) numbers, -1 for a full stop."""
    known = sorted(set("".join(coders)) - {"."})
    return np.array([[known.index(one) if one != "." else -1 for one in coder] for coder in coders]).T


def of_table(table: object) -> tuple[np.ndarray, np.ndarray]:
    """Return the two coders behind a table of how often each pair of categories came up."""
    counts = np.array(table)
    first, second = np.indices(counts.shape)
    return np.repeat(first.ravel(), counts.ravel()), np.repeat(second.ravel(), counts.ravel())


def test_krippendorff_2011_a_and_b() -> None:
    assert round(float(krippendorff_alpha(tally(of_letters(MEG, OWEN), 2))), 3) == 0.095
    assert round(float(krippendorff_alpha(tally(of_letters(BEN, GERRY), 5))), 3) == 0.692


@pytest.mark.parametrize(
    ("level", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorff_2011_c(level: str, printed: float) -> None:
    assert round(float(krippendorff_alpha(tally(of_letters(*FOUR), 5), level, VALUES)), 3) == printed


def test_fleiss_1971() -> None:
    counts = np.array([[int(one) for one in patient] for patient in FLEISS.split()])
    assert (counts.sum(axis=1) == 6).all()
    assert (counts.sum(axis=0) / 180).round(3).tolist() == [0.144, 0.144, 0.167, 0.306, 0.239]
    assert round(float(percent_agreement(counts)), 3) == 0.556
    assert round(float(fleiss_kappa(counts)), 3) == 0.430


def test_fleiss_of_ten_subjects_and_fourteen_raters() -> None:
    assert round(float(percent_agreement(SUBJECTS)), 3) == 0.378
    assert round(float(fleiss_kappa(SUBJECTS)), 3) == 0.210


def test_cohen_and_scott_of_fifty_grants() -> None:
    # 20 both yes, 15 both no, 5 and 10 apart: po 0.7; Cohen pe .5 * .6 + .5 * .4 = .5; Scott .55^2 + .45^2 = .505.
    first, second = of_table(((15, 10), (5, 20)))
    assert float(cohen_kappa(first, second, 2)) == pytest.approx(0.4)
    assert float(scott_pi(first, second, 2)) == pytest.approx((0.7 - 0.505) / 0.495)
    counts = tally(np.column_stack((first, second)), 2)
    # Alpha of two coders: 1 - (1 - pi) (n - 1) / n, n the 100 values.
    assert float(krippendorff_alpha(counts)) == pytest.approx(1 - (1 - (0.7 - 0.505) / 0.495) * 99 / 100)


def test_weighted_kappa_of_ninety_one_couples() -> None:
    first, second = of_table(COUPLES)
    assert round(float(cohen_kappa(first, second, 4)), 4) == 0.1293
    assert round(float(cohen_kappa(first, second, 4, linear(range(4)))), 4) == 0.2374


def test_gwet_where_one_category_is_rare() -> None:
    # Gwet (2002): 118 both +, 5 and 2 apart, none both -: kappa and pi fall below 0, AC1 does not.
    first, second = of_table(((0, 2), (5, 118)))
    counts = tally(np.column_stack((first, second)), 2)
    assert float(percent_agreement(counts)) == pytest.approx(0.944)
    assert round(float(cohen_kappa(first, second, 2)), 4) == -0.0234
    assert round(float(scott_pi(first, second, 2)), 4) == -0.0288
    assert round(float(gwet_ac(counts)), 4) == 0.9408


def test_gwet_and_fleiss_with_missing_judgements_as_irrcac_prints_them() -> None:
    # Gwet's package, raw4raters (the data of Krippendorff C): pa 0.81818, AC1 0.77544, Fleiss 0.76117.
    counts = tally(of_letters(*FOUR), 5)
    assert round(float(percent_agreement(counts)), 5) == 0.81818
    assert round(float(gwet_ac(counts)), 5) == 0.77544
    assert round(float(fleiss_kappa(counts)), 5) == 0.76117
    ac2 = [gwet_ac(counts, far) for far in (linear(VALUES), quadratic(VALUES), gwet_ordinal(5))]
    assert [round(float(one), 5) for one in ac2] == [0.85874, 0.91400, 0.89894]


# Each formula once more, as slowly as it is written


def alpha_by_pairs(table: np.ndarray, distance: np.ndarray) -> float:
    """Krippendorff's alpha from lists of pairs of values."""
    units = [[value for value in row if value >= 0] for row in table.tolist()]
    units = [values for values in units if len(values) > 1]
    everything = [value for values in units for value in values]
    size = len(everything)
    observed = 0.0
    for values in units:
        pairs = [(a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j]
        observed += sum(distance[a, b] for a, b in pairs) / (len(values) - 1)
    expected = sum(distance[a, b] for (i, a), (j, b) in product(enumerate(everything), repeat=2) if i != j)
    return 1 - (observed / size) / (expected / (size * (size - 1))) if expected else float("nan")


def ordinal_of(table: np.ndarray, categories: int) -> np.ndarray:
    """Krippendorff's ordinal metric as printed: (sum of n_g from c to k, less half of n_c and n_k) squared."""
    pairable = table[(table >= 0).sum(axis=1) > 1]
    times = np.bincount(pairable[pairable >= 0], minlength=categories)
    found = np.zeros((categories, categories))
    for low, high in combinations(range(categories), 2):
        found[low, high] = found[high, low] = (times[low : high + 1].sum() - (times[low] + times[high]) / 2) ** 2
    return found


tables = arrays(np.int64, st.tuples(st.integers(1, 8), st.integers(2, 4)), elements=st.integers(-1, 3))


@given(tables)
def test_alpha_is_that_of_all_pairs(table: np.ndarray) -> None:
    counts, values = tally(table, 4), np.array([1.0, 2.0, 4.0, 7.0])
    distances = {
        "nominal": nominal(4),
        "ordinal": ordinal_of(table, 4),
        "interval": (values[:, None] - values) ** 2,
        "ratio": ratio(values),
    }
    for level in LEVELS:
        expected = alpha_by_pairs(table, distances[level])
        assert float(krippendorff_alpha(counts, level, values)) == pytest.approx(expected, nan_ok=True)


@given(tables)
def test_percent_agreement_is_that_of_all_pairs(table: np.ndarray) -> None:
    shares = []
    for row in table.tolist():
        pairs = list(combinations([value for value in row if value >= 0], 2))
        if pairs:
            shares.append(sum(a == b for a, b in pairs) / len(pairs))
    expected = np.mean(shares) if shares else float("nan")
    assert float(percent_agreement(tally(table, 4))) == pytest.approx(expected, nan_ok=True)


@given(arrays(np.int64, st.tuples(st.integers(1, 20), st.just(2)), elements=st.integers(0, 3)))
def test_two_coders_who_judged_all(table: np.ndarray) -> None:
    first, second, counts = table[:, 0], table[:, 1], tally(table, 4)
    assert float(fleiss_kappa(counts)) == pytest.approx(float(scott_pi(first, second, 4)), nan_ok=True)
    if len(np.unique(table)) > 1:
        for weights, far in ((None, None), ("linear", linear(range(4))), ("quadratic", quadratic(range(4)))):
            expected = cohen_kappa_score(first, second, labels=range(4), weights=weights)
            assert float(cohen_kappa(first, second, 4, far)) == pytest.approx(expected)


@given(tables, st.randoms())
def test_coefficients_do_not_depend_on_who_is_who_and_are_at_most_1(table: np.ndarray, chance: object) -> None:
    order = list(range(table.shape[1]))
    chance.shuffle(order)  # type: ignore[attr-defined]
    for measure in (krippendorff_alpha, fleiss_kappa, gwet_ac, percent_agreement):
        value = float(measure(tally(table, 4)))
        assert value == pytest.approx(float(measure(tally(table[:, order], 4))), nan_ok=True)
        assert not value > 1 + 1e-12


@given(tables, st.data())
def test_a_unit_that_counts_twice_is_a_unit_that_is_there_twice(table: np.ndarray, data: st.DataObject) -> None:
    times = data.draw(arrays(np.int64, len(table), elements=st.integers(0, 3)))
    again = np.repeat(table, times, axis=0)
    counts, repeated, values = tally(table, 4), tally(again, 4), np.array([0.0, 1.0, 2.0, 5.0])
    draws = np.stack([times, np.ones(len(table))]).astype(float)
    for level in LEVELS:
        found = krippendorff_alpha(counts, level, values, times=draws)
        assert found.shape == (2,)
        expected = float(krippendorff_alpha(repeated, level, values))
        assert found[0] == pytest.approx(expected, nan_ok=True)
    for measure in (fleiss_kappa, gwet_ac, percent_agreement):
        assert measure(counts, times=draws)[0] == pytest.approx(float(measure(repeated)), nan_ok=True)
    for measure_of_two in (cohen_kappa, scott_pi):
        found = measure_of_two(table[:, 0], table[:, 1], 4, times=draws)
        expected = float(measure_of_two(again[:, 0], again[:, 1], 4))
        assert found[0] == pytest.approx(expected, nan_ok=True)


# What has no value


def test_one_category_says_nothing_of_agreement_beyond_chance() -> None:
    same = np.zeros((5, 2), dtype=int)
    counts = tally(same, 1)
    assert float(percent_agreement(counts)) == 1
    for measure in (krippendorff_alpha, fleiss_kappa, gwet_ac):
        assert np.isnan(measure(counts))
    assert np.isnan(cohen_kappa(same[:, 0], same[:, 1], 1))
    assert np.isnan(scott_pi(same[:, 0], same[:, 1], 1))
    for level in ("ordinal", "interval", "ratio"):
        assert np.isnan(krippendorff_alpha(counts, level, [3]))


def test_no_unit_with_two_judgements_says_nothing_at_all() -> None:
    alone = np.array([[0, -1], [-1, 1]])
    for measure in (krippendorff_alpha, fleiss_kappa, gwet_ac, percent_agreement):
        assert np.isnan(measure(tally(alone, 2)))
    assert np.isnan(cohen_kappa(alone[:, 0], alone[:, 1], 2))


def test_one_coder_who_uses_one_category_has_a_kappa_of_0() -> None:
    # pe = po = the share of that category with the other: no agreement beyond chance, which is a value.
    assert float(cohen_kappa([0, 0, 0, 0], [0, 0, 1, 1], 2)) == 0


def test_levels_that_need_values_say_so() -> None:
    with pytest.raises(ValueError, match="interval needs the values"):
        krippendorff_alpha([[2, 0]], "interval")
    with pytest.raises(ValueError, match="no level 'cardinal'"):
        krippendorff_alpha([[2, 0]], "cardinal")


def test_interval_alpha_does_not_move_with_the_origin() -> None:
    counts = tally(of_letters(*FOUR), 5)
    near, far = (krippendorff_alpha(counts, "interval", VALUES + shift) for shift in (0, 1e6))
    assert float(near) == pytest.approx(float(far), abs=1e-9)


def test_masi_of_two_codes() -> None:
    # {} {a} {b} {ab} and {bc} behind: equal 0; {a} in {ab} 1 - 1/2 * 2/3; {ab} and {bc} 1 - 1/3 * 1/3; apart 1.
    sets = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 1, 1]]
    found = masi(sets)
    assert np.diag(found).tolist() == [0] * 5
    assert (found == found.T).all()
    assert found[0, 1:].tolist() == [1] * 4
    assert found[1, 2] == 1
    assert found[1, 3] == pytest.approx(2 / 3)
    assert found[3, 4] == pytest.approx(8 / 9)


@pytest.mark.parametrize("categories", [3, 90])
@pytest.mark.parametrize("weighted", [False, True])
def test_the_mean_of_pairs_is_that_of_each_pair(categories: int, weighted: bool) -> None:
    draw = np.random.default_rng(7)
    table = draw.integers(-1, categories, (40, 5))
    times = draw.integers(0, 4, (6, 40)).astype(float)
    distance = quadratic(np.arange(categories)) if weighted else None
    each = [cohen_kappa(table[:, a], table[:, b], categories, distance, times) for a, b in combinations(range(5), 2)]
    assert mean_of_pairs(table, categories, distance, times) == pytest.approx(np.nanmean(each, axis=0))


@pytest.mark.parametrize("level", LEVELS)
def test_many_categories_are_worked_out_as_few(level: str) -> None:
    # Two hundred categories of which the first four are used: the same as four.
    draw = np.random.default_rng(8)
    few = tally(draw.integers(-1, 4, (60, 3)), 4)
    many = np.pad(few, ((0, 0), (0, 196)))
    times = draw.integers(0, 3, (5, 60)).astype(float)
    scores = np.arange(1, 201)
    for weights in (None, times):
        one, other = (krippendorff_alpha(part, level, scores[: part.shape[1]], times=weights) for part in (few, many))
        assert one == pytest.approx(other)
        assert fleiss_kappa(few, weights) == pytest.approx(fleiss_kappa(many, weights))
