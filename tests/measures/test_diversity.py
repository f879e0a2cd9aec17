"""Lexical diversity: hand values, another implementation's values, the definitions written out slowly."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import isnan, log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from govtext.measures.diversity import (
    _mtld_one_way,
    entropy,
    entropy_norm,
    hapax_share,
    hdd,
    log_ttr,
    mattr,
    mtld,
    root_ttr,
    simpson_d,
    spectrum,
    ttr,
    yule_i,
    yule_k,
)

TEXTS = st.lists(st.integers(0, 9), min_size=1, max_size=40)
# 10 tokens, 5 types, 4 + 3 + 1 + 1 + 1
SMALL = [7, 3, 7, 9, 3, 7, 1, 3, 7, 5]


def sequence(size: int) -> list[int]:
    """Return numbers below 200 with a skewed distribution, the same everywhere."""
    state, numbers = 1, []
    for _ in range(size):
        state = (1_103_515_245 * state + 12_345) % 2**31
        numbers.append(int(200 * (state / 2**31) ** 3))
    return numbers


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (ttr, 0.5),
        (root_ttr, 5 / sqrt(10)),
        (log_ttr, log(5) / log(10)),
        (yule_k, 1800.0),  # 16 + 9 + 3 = 28: 10,000 (28 - 10) / 100
        (yule_i, 25 / 23),
        (simpson_d, 0.2),  # (12 + 6) / 90
        (entropy, 0.4 * log2(10 / 4) + 0.3 * log2(10 / 3) + 0.3 * log2(10)),
        (hapax_share, 0.6),
    ],
)
def test_by_hand(measure: Callable[[list[int]], float], expected: float) -> None:
    assert measure(SMALL) == pytest.approx(expected)
    assert measure(SMALL[::-1]) == pytest.approx(expected)


def test_spectrum_by_hand() -> None:
    times, types = spectrum(SMALL)
    assert times.tolist() == [1, 3, 4]
    assert types.tolist() == [3, 1, 1]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (ttr, 0.265),
        (root_ttr, 6.491147818375422),
        (log_ttr, 0.7923964269463204),
        (yule_k, 362.33333333333337),
        (yule_i, 1.874749721913237),
        (simpson_d, 0.03629382303839733),
        (lambda tokens: mattr(tokens, 50), 0.687041742286753),
        (mattr, 0.29855445544554393),
        (mtld, 30.319100704503875),
        (hdd, 0.7214077010681754),
    ],
)
def test_against_lexicalrichness(measure: Callable[[list[int]], float], expected: float) -> None:
    # lexicalrichness 0.5.1 (L. Shen), run on this sequence. lexical-diversity 0.1.1 (K. Kyle, as in TAALED) gives the
    # same HD-D and MATTR, but an MTLD of 36.17, as its factors have at least 10 tokens and a TTR below .72.
    assert measure(sequence(600)) == pytest.approx(expected, rel=1e-12)


def test_mattr_by_hand() -> None:
    # Windows of three: 7 3 7, 3 7 9, 7 9 3, 9 3 7, 3 7 1, 7 1 3, 1 3 7, 3 7 5 have 2 and then seven times 3 types.
    assert mattr(SMALL, window=3) == pytest.approx((2 + 7 * 3) / 24)
    assert mattr(SMALL, window=10) == ttr(SMALL)
    assert mattr(SMALL, window=1) == 1


@given(TEXTS, st.integers(1, 12))
def test_mattr_as_written_out(tokens: list[int], window: int) -> None:
    value = mattr(tokens, window)
    if len(tokens) < window:
        assert isnan(value)
    else:
        parts = [tokens[at : at + window] for at in range(len(tokens) - window + 1)]
        assert value == pytest.approx(np.mean([len(set(part)) / window for part in parts]))


def test_mtld_as_published() -> None:
    # McCarthy and Jarvis (2010): 340 words with 4 factors and a rest of TTR .887, which is .404 of a factor:
    # 340 / 4.404 = 77.203 in one direction. Here three times 51 types and 20 repetitions (51 / 70 stays above .72,
    # 51 / 71 does not), once 53 and 21, then 47 types and 6 repetitions, .8868.
    part = [*range(51), *range(20)]
    tokens = [*part, *part, *part, *range(53), *range(21), *range(47), *range(6)]
    assert len(tokens) == 340
    assert _mtld_one_way(tokens, 0.72) == pytest.approx(77.203, abs=0.01)
    assert mtld(tokens) == pytest.approx((_mtld_one_way(tokens, 0.72) + _mtld_one_way(tokens[::-1], 0.72)) / 2)


def test_mtld_cuts_as_in_the_example_of_the_paper() -> None:
    # "of the people by the people for the people ...": .800 and .667 after the fifth and sixth word, then a cut.
    # Forward: one factor and `for the people`, which adds 0: 9 / 1. Backward, `people the for people the by people
    # the of`: .75, then .6 and a cut after `the`; `by people the of` adds 0: 9 / 1.
    of, the, people, by, four = range(5)
    assert mtld([of, the, people, by, the, people, four, the, people]) == pytest.approx(9)


def test_mtld_by_hand_with_a_rest() -> None:
    # Forward 1 1 (.5, cut) 2 3 4 3 (.75, adds .25 / .28); backward 3 4 3 (.667, cut) 2 1 1 (.667, cut).
    assert mtld([1, 1, 2, 3, 4, 3]) == pytest.approx((6 / (1 + 0.25 / 0.28) + 6 / 2) / 2)


def test_mtld_at_the_factor_size_is_a_factor() -> None:
    # 18 types and 7 repetitions of them: .72 at the 25th token, .75 before; backward the repetitions come first and
    # 0 to 6 are repeated last: 25 tokens again.
    assert mtld([*range(18), *range(7)]) == pytest.approx(25)


def read_once(tokens: list[int], factor: float) -> float:
    """Read a text as McCarthy and Jarvis describe it, and give its tokens over its factors; NaN for no factors."""
    factors, stretch = 0.0, list[int]()
    for token in tokens:
        stretch = [*stretch, token]
        if len(set(stretch)) / len(stretch) <= factor:
            factors, stretch = factors + 1, []
    if stretch:
        factors += (1 - len(set(stretch)) / len(stretch)) / (1 - factor)
    return len(tokens) / factors if factors else float("nan")


@given(TEXTS, st.sampled_from([0.5, 0.66, 0.72, 0.8]))
def test_mtld_as_written_out(tokens: list[int], factor: float) -> None:
    expected = (read_once(tokens, factor) + read_once(tokens[::-1], factor)) / 2
    assert mtld(tokens, factor) == pytest.approx(expected, nan_ok=True)


@given(st.lists(st.integers(0, 9), min_size=42, max_size=120))
def test_hdd_equals_the_hypergeometric_distribution_of_scipy(tokens: list[int]) -> None:
    # A type adds 1/42 for being in the sample at all.
    chances = [1 - hypergeom.pmf(0, len(tokens), tokens.count(word), 42) for word in set(tokens)]
    assert hdd(tokens) == pytest.approx(sum(chances) / 42)


@given(TEXTS, st.integers(1, 6))
def test_mtld_bounds(tokens: list[int], times: int) -> None:
    value = mtld(tokens)
    if len(set(tokens)) == len(tokens):
        assert isnan(value)
    else:
        assert value >= 2
        assert mtld(tokens[::-1]) == pytest.approx(value)
        assert mtld([times * token for token in tokens]) == pytest.approx(value)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9), st.integers(1, 6))
def test_hdd_is_the_mean_over_all_samples(tokens: list[int], sample: int) -> None:
    value = hdd(tokens, sample)
    if len(tokens) < sample:
        assert isnan(value)
    else:
        assert value == pytest.approx(np.mean([len(set(drawn)) / sample for drawn in combinations(tokens, sample)]))


@pytest.mark.parametrize(
    ("measure", "shortest"), [(mattr, 500), (hdd, 42), (ttr, 1), (root_ttr, 1), (log_ttr, 2), (yule_k, 1)]
)
def test_too_short_is_nan(measure: Callable[[list[int]], float], shortest: int) -> None:
    assert isnan(measure(sequence(shortest - 1)))
    assert not isnan(measure(sequence(shortest)))


@pytest.mark.parametrize(
    "measure",
    [ttr, root_ttr, log_ttr, mattr, mtld, hdd, yule_k, yule_i, simpson_d, entropy, entropy_norm, hapax_share],
)
def test_an_empty_text_is_nan(measure: Callable[[list[int]], float]) -> None:
    assert isnan(measure([]))


def test_one_type_and_no_repetition() -> None:
    assert isnan(entropy_norm([4, 4, 4]))
    assert isnan(yule_i([1, 2, 3]))
    assert isnan(mtld([1, 2, 3]))
    assert (entropy([4, 4, 4]), simpson_d([4, 4, 4]), simpson_d([1, 2, 3]), yule_k([1, 2, 3])) == (0, 1, 0, 0)


@pytest.mark.parametrize("wrong", [lambda: mattr([1], 0), lambda: hdd([1], 0), lambda: mtld([1], 1.0)])
def test_senseless_settings_are_refused(wrong: Callable[[], float]) -> None:
    with pytest.raises(ValueError, match=r"at least one token|between 0 and 1"):
        wrong()


@given(TEXTS)
def test_bounds(tokens: list[int]) -> None:
    size, types = len(tokens), len(set(tokens))
    assert 0 < ttr(tokens) <= 1
    assert 0 <= hapax_share(tokens) <= 1
    assert -1e-12 <= entropy(tokens) <= log2(types) + 1e-12
    assert 0 <= yule_k(tokens) <= 10_000
    if types > 1:
        assert 0 < entropy_norm(tokens) <= 1 + 1e-12
    if size > 1:
        assert 0 <= simpson_d(tokens) <= 1
        assert simpson_d(tokens) * size * (size - 1) == pytest.approx(yule_k(tokens) * size**2 / 10_000)


@given(TEXTS)
def test_spectrum_adds_up(tokens: list[int]) -> None:
    times, counts = spectrum(tokens)
    assert int((times * counts).sum()) == len(tokens)
    assert int(counts.sum()) == len(set(tokens))
