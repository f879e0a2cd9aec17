"""Dispersion against Gries's and Lyne's examples, and against the definitions written out slowly."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import log2, log10, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from govtext.measures.dispersion import (
    Cells,
    ald,
    arf,
    awt,
    burch_da,
    carroll_d2,
    dp,
    dp_norm,
    dp_sparse,
    f_ald,
    f_awt,
    gaps,
    juilland_d,
    kld,
    kld_norm,
    part_range,
    rosengren_s,
    variation,
)

GRIES = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
MEASURES = [dp_norm, variation, juilland_d, carroll_d2, rosengren_s, kld, kld_norm, burch_da]
BOUNDED = [dp_norm, juilland_d, carroll_d2, rosengren_s, kld_norm, burch_da]
TEXTS = st.lists(st.integers(0, 3), min_size=1, max_size=24)
TABLES = st.integers(2, 6).flatmap(
    lambda parts: st.tuples(
        st.lists(st.lists(st.integers(0, 9), min_size=parts, max_size=parts), min_size=1, max_size=5),
        st.lists(st.integers(10, 99), min_size=parts, max_size=parts),
    )
)
PARTS = st.lists(st.tuples(st.integers(0, 200), st.integers(200, 5_000)), min_size=2, max_size=8)


def test_gries_example() -> None:
    # Gries (2008): five parts of 9, 10, 10, 10 and 11 words, the word `a` 1, 2, 3, 4 and 5 times. By hand:
    # (|1/15 - .18| + |2/15 - .2| + |3/15 - .2| + |4/15 - .2| + |5/15 - .22|) / 2 = .36 / 2.
    assert float(dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])) == pytest.approx(0.18)


def test_three_equal_parts() -> None:
    # Two thirds of the occurrences in one of three equal parts, one third in another (the example of Lijffijt and
    # Gries 2012, IJCL 17(1)): (1/3 + 0 + 1/3) / 2.
    assert float(dp([2, 1, 0], [100, 100, 100])) == pytest.approx(1 / 3)


def test_all_in_one_part_is_one_minus_its_share() -> None:
    # The part has 10 of 100 words: (.9 + .9) / 2.
    assert float(dp([7, 0], [10, 90])) == pytest.approx(0.9)


def test_a_word_that_is_nowhere_is_undefined_and_the_others_are_not_touched() -> None:
    values = dp([[0, 4], [0, 0]], [100, 100])
    assert np.isnan(values[0])
    assert values[1] == pytest.approx(0.5)


@given(PARTS)
def test_range_and_independence_of_order(parts: list[tuple[int, int]]) -> None:
    counts, sizes = np.array(parts).T
    assume(counts.sum() > 0)
    value = float(dp(counts, sizes))
    assert 0 <= value <= 1 - sizes.min() / sizes.sum() + 1e-12 < 1
    assert_allclose(dp(counts[::-1], sizes[::-1]), value, atol=1e-12)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=8), st.integers(1, 20))
def test_proportional_counts_are_perfectly_even(counts: list[int], times: int) -> None:
    assert float(dp(counts, [times * count for count in counts])) == pytest.approx(0, abs=1e-12)


@given(PARTS)
def test_columns_are_words(parts: list[tuple[int, int]]) -> None:
    counts, sizes = np.array(parts).T
    assume(counts.sum() > 0)
    both = dp(np.column_stack([counts, counts[::-1] + 1]), sizes)
    assert_allclose(both, [dp(counts, sizes), dp(counts[::-1] + 1, sizes)])


def gries(word: str) -> tuple[list[int], list[int]]:
    return [part.count(word) for part in GRIES], [len(part) for part in GRIES]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        # Gries (2008, 2020) gives DP .18, D .785 and S .95 for `a`; .22 is .18 / (1 - .18), after Lijffijt and Gries.
        (dp, 0.18),
        (dp_norm, 0.18 / 0.82),
        (juilland_d, 0.785),
        (rosengren_s, 0.950),
        # By hand from the rates 1/9, .2, .3, .4 and 5/11 (mean .29313, deviation .12596).
        (variation, 0.430),
        (carroll_d2, 0.938),
        (kld, 0.137),
        (kld_norm, 0.128),
        # The ten differences of the rates add up to 1.77374; over 10 and twice the mean, taken from 1.
        (burch_da, 0.697),
    ],
)
def test_gries_corpus(measure: Callable[..., np.ndarray], expected: float) -> None:
    assert gries("a") == ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    assert float(measure(*gries("a"))) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize(("word", "parts"), [("a", 5), ("b", 5), ("x", 1), ("e", 5), ("t", 4), ("y", 0)])
def test_range_in_gries_corpus(word: str, parts: int) -> None:
    assert int(part_range(gries(word)[0])) == parts


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (juilland_d, 0.6038797),
        (carroll_d2, 0.6521444),
        (rosengren_s, 0.4763652),
        (burch_da, 0.3081640),
        (lambda counts, sizes: 1 / (1 + kld(counts, sizes)), 0.4665078),
        # Given as .5009295 under the name of the normalised form, but that version takes a smallest share of 0.
        (lambda counts, sizes: 1 - dp(counts, sizes), 0.5009295),
    ],
)
def test_lyne_example(measure: Callable[..., np.ndarray], expected: float) -> None:
    # ALLEMAND in the tenths of Lyne's corpus (1985), values of the R package tlda 0.1.0 (README, L. Sönning 2025).
    counts = [2, 0, 1, 1, 3, 0, 3, 0, 0, 0]
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    assert float(measure(counts, sizes)) == pytest.approx(expected, abs=5e-8)


def test_equal_parts_need_no_rates() -> None:
    # 1, 2, 3, 4, 5: mean 3, deviation of the population sqrt 2.
    assert float(variation([1, 2, 3, 4, 5], [10] * 5)) == pytest.approx(sqrt(2) / 3)
    assert float(juilland_d([1, 2, 3, 4, 5], [10] * 5)) == pytest.approx(1 - sqrt(2) / 6)


def test_all_in_the_smallest_part() -> None:
    counts, sizes = [0, 7, 0], [40, 10, 50]
    expected = [1, sqrt(2), 0, 0, 0.1, log2(10), 1 - 10 ** (-1 / np.log(2)), 0]
    assert_allclose([float(measure(counts, sizes)) for measure in MEASURES], expected, atol=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
def test_undefined_is_nan_and_never_zero(measure: Callable[..., np.ndarray]) -> None:
    values = measure([[0, 4], [0, 2]], [100, 50])
    assert np.isnan(values[0])
    assert not np.isnan(values[1])
    assert np.isnan(float(measure([0, 0], [10, 10])))


@pytest.mark.parametrize("measure", [dp_norm, juilland_d, carroll_d2, burch_da])
def test_one_part_has_no_dispersion(measure: Callable[..., np.ndarray]) -> None:
    assert np.isnan(float(measure([3], [10])))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_part_without_tokens_is_refused(measure: Callable[..., np.ndarray]) -> None:
    with pytest.raises(ValueError, match="without tokens"):
        measure([3, 0], [10, 0])


def written_out(counts: list[int], sizes: list[int]) -> list[float]:
    """Compute what MEASURES give one word from the definitions, part by part and pair by pair."""
    n, f, size = len(counts), sum(counts), sum(sizes)
    shares = [part / size for part in sizes]
    observed = [count / f for count in counts]
    rates = [count / part for count, part in zip(counts, sizes, strict=True)]
    p = [rate / sum(rates) for rate in rates]
    mean = sum(p) / n
    deviation = sqrt(sum((one - mean) ** 2 for one in p) / n)
    divergence = sum(o * log2(o / s) for o, s in zip(observed, shares, strict=True) if o)
    pairs = [abs(one - other) for one, other in combinations(rates, 2)]
    return [
        sum(abs(o - s) for o, s in zip(observed, shares, strict=True)) / 2 / (1 - min(shares)),
        deviation / mean,
        1 - deviation / mean / sqrt(n - 1),
        -sum(one * log2(one) for one in p if one) / log2(n),
        sum(sqrt(s * count) for s, count in zip(shares, counts, strict=True)) ** 2 / f,
        divergence,
        1 - np.exp(-divergence),
        1 - sum(pairs) / len(pairs) / (2 * sum(rates) / n),
    ]


@given(TABLES)
def test_whole_tables_as_written_out(drawn: tuple[list[list[int]], list[int]]) -> None:
    columns, sizes = drawn
    table = np.array(columns).T
    expected = np.array([written_out(column, sizes) if any(column) else [np.nan] * 8 for column in columns]).T
    assert_allclose([measure(table, sizes) for measure in MEASURES], expected, atol=1e-9)
    assert part_range(table).tolist() == [sum(count > 0 for count in column) for column in columns]


@given(TABLES, st.randoms(use_true_random=False))
def test_cells_are_the_table(drawn: tuple[list[list[int]], list[int]], random: object) -> None:
    table, sizes = np.array(drawn[0]).T, drawn[1]
    part, word = np.indices(table.shape).reshape(2, -1)
    order = np.array(random.sample(range(len(part)), len(part)))  # type: ignore[attr-defined]
    cells = Cells(part[order], word[order], table[part[order], word[order]], table.shape[1])
    for measure in MEASURES:
        assert_allclose(measure(cells, sizes), measure(table, sizes), atol=1e-12)
    assert_allclose(dp_sparse(cells, sizes), dp(table, sizes) if table.any() else np.nan, atol=1e-12)
    assert part_range(cells).tolist() == part_range(table).tolist()


@given(TABLES, st.integers(2, 9))
def test_bounds_and_scale(drawn: tuple[list[list[int]], list[int]], times: int) -> None:
    table, sizes = np.array(drawn[0]).T, np.array(drawn[1])
    for measure in BOUNDED:
        values = measure(table, sizes)
        assert np.all(np.isnan(values) | ((values >= 0) & (values <= 1 + 1e-12)))
        assert_allclose(measure(table[::-1], sizes[::-1]), values, atol=1e-9)  # the order of the parts
        assert_allclose(measure(times * table, sizes), values, atol=1e-9)  # the frequency of the word
        assert_allclose(measure(table, times * sizes), values, atol=1e-9)  # the size of the corpus


@given(st.lists(st.integers(1, 500), min_size=2, max_size=8))
def test_every_measure_knows_the_even_word(counts: list[int]) -> None:
    values = [float(measure(counts, [20 * count for count in counts])) for measure in MEASURES]
    assert_allclose(values, [0, 0, 1, 1, 1, 0, 0, 1], atol=1e-6)


def test_gries_corpus_as_a_line() -> None:
    # By hand: `x` stands once in 50 tokens, `e` five times at almost equal distances; the last word does not occur.
    line = "".join(GRIES)
    places = [place for place, letter in enumerate(line) if letter == "e"]
    assert places == [6, 15, 25, 35, 45]
    found = gaps([{"x": 0, "e": 1}.get(letter, 2) for letter in line], 4)
    assert found.length[found.word == 0].tolist() == [50]
    assert found.length[found.word == 1].tolist() == [11, 9, 10, 10, 10]
    assert_allclose(arf(found)[[0, 1, 3]], [1, 4.9, 0])  # v = 10: (10 + 9 + 10 + 10 + 10) / 10
    assert_allclose(awt(found)[:2], [25.5, 5.52])  # (1 + 2500 / 50) / 2, (1 + 502 / 50) / 2
    assert_allclose(f_awt(found)[[0, 1, 3]], [1, 2500 / 502, 0])
    assert_allclose(ald(found)[0], log10(50))
    assert_allclose(f_ald(found)[[0, 3]], [1, 0])
    assert np.isnan(awt(found)[3])
    assert np.isnan(ald(found)[3])


@given(TEXTS)
def test_reduced_frequency_is_the_mean_over_all_cuts(tokens: list[int]) -> None:
    # Savický and Hlaváčová define it so: f stretches of N / f tokens each, how many have the word, on average over all
    # places to begin; in units of 1 / f tokens a stretch has the length N, and it comes to the same after N of them.
    reduced = arf(gaps(tokens, 4))
    for word in set(tokens):
        frequency = tokens.count(word)
        length = len(tokens) * frequency
        held = [place * frequency for place, token in enumerate(tokens) if token == word]
        cuts = [len({(place - start) % length // len(tokens) for place in held}) for start in range(len(tokens))]
        assert reduced[word] == pytest.approx(sum(cuts) / len(tokens))


@given(TEXTS)
def test_waiting_time_is_the_mean_over_all_places(tokens: list[int]) -> None:
    waits = awt(gaps(tokens, 4))
    for word in set(tokens):
        again = tokens + tokens
        assert waits[word] == pytest.approx(np.mean([again[at:].index(word) + 1 for at in range(len(tokens))]))


@given(TEXTS, st.integers(0, 23))
def test_adjusted_frequencies_are_bounded_and_turn_with_the_circle(tokens: list[int], shift: int) -> None:
    found, turned = gaps(tokens, 5), gaps(np.roll(tokens, shift), 5)
    frequency = np.bincount(tokens, minlength=5)
    for adjusted in (arf, f_awt, f_ald):
        values = adjusted(found)
        assert np.all(values <= frequency + 1e-9)
        assert np.all(values >= (frequency > 0) - 1e-9)
        assert_allclose(adjusted(turned), values, atol=1e-9)


def test_equal_distances_keep_the_frequency() -> None:
    found = gaps([0, 1, 2] * 7, 3)
    assert_allclose([arf(found), f_awt(found), f_ald(found)], np.full((3, 3), 7.0))


def test_no_tokens() -> None:
    found = gaps([], 2)
    assert arf(found).tolist() == f_awt(found).tolist() == f_ald(found).tolist() == [0, 0]
