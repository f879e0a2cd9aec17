"""How much a sequence is one expression: hand values, a published example, bounds."""

from __future__ import annotations

from collections import Counter
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.measures.termhood import c_value, entropy, fused, npmi


def one_npmi(both: int, left: int, right: int, size: int) -> float:
    return float(npmi(np.array([both]), np.array([left]), np.array([right]), size)[0])


@pytest.mark.parametrize(
    ("both", "left", "right", "size", "expected"),
    [
        (2, 2, 2, 8, 1.0),  # never one without the other: ln(1/p) / ln(1/p)
        (1, 2, 4, 8, 0.0),  # independent: 1/8 = 1/4 · 1/2
        (1, 1, 4, 16, 0.5),  # p(xy) 2⁻⁴, p(x) p(y) 2⁻⁴ · 2⁻²: 2 bits of 4
        (1, 8, 8, 16, -0.5),  # p(xy) 2⁻⁴, p(x) p(y) 2⁻²: −2 bits of 4
        (2, 4, 8, 64, 0.4),  # p(xy) 2⁻⁵, p(x) p(y) 2⁻⁴ · 2⁻³: 2 bits of 5
        (8, 8, 8, 8, 1.0),  # nothing else in the text: 0 / 0, by convention the limit
    ],
)
def test_npmi_by_hand(both: int, left: int, right: int, size: int, expected: float) -> None:
    assert one_npmi(both, left, right, size) == pytest.approx(expected)


def test_npmi_takes_arrays() -> None:
    found = npmi(np.array([2, 1]), np.array([2, 2]), np.array([2, 4]), 8)
    assert found.tolist() == pytest.approx([1.0, 0.0])
    assert npmi(np.zeros(0, int), np.zeros(0, int), np.zeros(0, int), 8).shape == (0,)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int, int]:
    size = draw(st.integers(2, 10**7))
    left, right = draw(st.integers(1, size)), draw(st.integers(1, size))
    return draw(st.integers(1, min(left, right))), left, right, size


@given(counts())
def test_npmi_is_bounded_and_symmetric(drawn: tuple[int, int, int, int]) -> None:
    both, left, right, size = drawn
    value = one_npmi(both, left, right, size)
    assert -1 - 1e-9 <= value <= 1 + 1e-9
    assert value == pytest.approx(one_npmi(both, right, left, size))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_npmi_of_parts_that_never_meet() -> None:
    # Bouma (2009): −1 is the limit for two words that occur, and never together.
    assert one_npmi(0, 4, 4, 16) == -1.0


def one_entropy(*neighbours: int) -> float:
    return float(entropy(np.zeros(len(neighbours), int), np.array(neighbours, int), 1)[0])


@pytest.mark.parametrize(
    ("neighbours", "bits"),
    [
        ((7,), 0.0),
        ((7, 7, 7), 0.0),
        ((7, 8), 1.0),
        ((0, 0, 1, 2), 1.5),  # ½ · 1 + 2 · ¼ · 2
        ((0, 1, 2, 3, 4, 5, 6, 7), 3.0),
        ((-1,), 0.0),
        ((-1, -1), 1.0),  # two edges are two neighbours
        ((-1, -1, 5, 5), 1.5),  # ¼, ¼ and ½
        ((-1, -1, -1, -1), 2.0),
        ((0, 0, 0, -1), 2 - 0.75 * log2(3)),  # ¾ · log₂ 4/3 + ¼ · 2
    ],
)
def test_entropy_by_hand(neighbours: tuple[int, ...], bits: float) -> None:
    assert one_entropy(*neighbours) == pytest.approx(bits)


def test_entropy_of_several_groups_in_any_order() -> None:
    # Group 0: 5 6 (1 bit); 1: 7 7 (0); 2: nothing; 3: -1 -1 5 5 (1.5), and 5 is another group's neighbour too.
    group = np.array([3, 0, 1, 3, 3, 1, 0, 3])
    neighbour = np.array([5, 5, 7, -1, 5, 7, 6, -1])
    assert entropy(group, neighbour, 4).tolist() == pytest.approx([1.0, 0.0, 0.0, 1.5])


def test_entropy_of_nothing() -> None:
    assert entropy(np.zeros(0, int), np.zeros(0, int), 0).tolist() == []
    assert entropy(np.zeros(0, int), np.zeros(0, int), 2).tolist() == [0.0, 0.0]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 4)), max_size=40))
def test_entropy_against_its_definition(pairs: list[tuple[int, int]]) -> None:
    group, neighbour = (np.array(column, int) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
    found = entropy(group, neighbour, 4)
    for number in range(4):
        own = [one for at, one in pairs if at == number]
        times = Counter((one, place if one < 0 else -1) for place, one in enumerate(own))
        expected = -sum(n / len(own) * log2(n / len(own)) for n in times.values())
        assert found[number] == pytest.approx(expected, abs=1e-12)
        assert found[number] >= 0


# Frantzi, Ananiadou and Mima (2000), section 2.2: words, frequency, frequency as nested, longer candidates, C-value.
# What stands inside cystic basal cell carcinoma inside adenoid cystic … is counted for the longest alone: 26 =
# 5 + (11 − 5) + 7 + 5 + 3, over five longer candidates.
CARCINOMA = [
    ("adenoid cystic basal cell carcinoma", 5, 0, 0, 11.6096),  # log₂ 5 · 5
    ("cystic basal cell carcinoma", 11, 5, 1, 12.0),  # 2 (11 − 5)
    ("ulcerated basal cell carcinoma", 7, 0, 0, 14.0),
    ("recurrent basal cell carcinoma", 5, 0, 0, 10.0),
    ("circumscribed basal cell carcinoma", 3, 0, 0, 6.0),
    ("basal cell carcinoma", 984, 26, 5, 1551.36),  # log₂ 3 (984 − 26 / 5)
]


def test_c_value_of_the_published_example() -> None:
    length = np.array([len(term.split()) for term, *_ in CARCINOMA])
    count, nested, longer, expected = (np.array(column) for column in list(zip(*CARCINOMA, strict=True))[1:])
    assert c_value(length, count, nested, longer).tolist() == pytest.approx(expected.tolist(), abs=0.005)


def test_c_value_may_be_zero() -> None:
    # Every 智能鸿 is in 智能鸿沟: 1.585 (4 − 4 / 1).
    assert c_value(np.array([3]), np.array([4]), np.array([4]), np.array([1])).tolist() == [0.0]


def test_fused_by_hand() -> None:
    # Ranks 1 and 2; 2 and none; none at all.
    found = fused(np.array([[1, 2, 0], [2, 0, 0]]))
    assert found.tolist() == pytest.approx([1 / 61 + 1 / 62, 1 / 62, 0.0])
    assert fused(np.array([[1, 3]]), constant=0).tolist() == pytest.approx([1.0, 1 / 3])


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5), st.integers(0, 4))
def test_a_better_rank_gives_more(ranks: list[int], place: int) -> None:
    place %= len(ranks)
    better = [rank + 51 if at == place else rank for at, rank in enumerate(ranks)]
    better[place] = max(1, ranks[place] - 1) if ranks[place] else 51
    before, after = fused(np.array([ranks, better]).T)
    assert after >= before
    assert (after > before) == (ranks[place] != 1)
