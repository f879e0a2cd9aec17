"""Sequences that come again, against a slow count in plain Python and by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log, log2
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.analyses.grams import BREAK, grams

Gram = tuple[int, ...]


class Told(NamedTuple):
    """What is said of one sequence."""

    place: int
    times: int
    npmi: float
    freedom: float
    c_value: float
    admitted: bool


def found(
    sequence: Sequence[int],
    longest: int = 4,
    min_count: int = 2,
    opens: Iterable[bool] | None = None,
    closes: Iterable[bool] | None = None,
) -> dict[Gram, Told]:
    """Return the sequences found, by their tokens."""
    tokens = np.array(sequence, np.int64)
    may = [np.array(list(edge), bool) if edge is not None else tokens != BREAK for edge in (opens, closes)]
    told = {}
    for one in grams(tokens, longest, min_count, *may):
        columns = (one.place, one.count, one.npmi, one.freedom, one.c_value, one.admitted)
        for figures in zip(*(column.tolist() for column in columns), strict=True):
            told[tuple(sequence[figures[0] : figures[0] + one.length])] = Told(*figures)
    return told


def bits(neighbours: list[int]) -> float:
    """Return the entropy of neighbours, an edge unlike any other."""
    times = Counter((one, place if one == BREAK else 0) for place, one in enumerate(neighbours))
    return -sum(n / len(neighbours) * log2(n / len(neighbours)) for n in times.values())


def slowly(
    sequence: Sequence[int], longest: int, min_count: int, opens: list[bool], closes: list[bool]
) -> dict[Gram, Told]:
    """Return the same as `found`, from the definitions."""
    size = sum(token != BREAK for token in sequence)
    places: dict[Gram, list[int]] = defaultdict(list)
    for length in range(1, longest + 1):
        for place in range(len(sequence) - length + 1):
            gram = tuple(sequence[place : place + length])
            if BREAK not in gram:
                places[gram].append(place)
    around = [BREAK, *sequence, BREAK]
    often = {gram: own for gram, own in places.items() if len(gram) > 1 and len(own) >= min_count}
    admitted = {gram: opens[own[0]] and closes[own[0] + len(gram) - 1] for gram, own in often.items()}
    told: dict[Gram, Told] = {}
    alone: dict[Gram, float] = {}  # occurrences that stand in no longer candidate, as Frantzi et al. count them
    for gram, own in sorted(often.items(), key=lambda pair: -len(pair[0])):
        seams = []
        for cut in range(1, len(gram)):
            both, left, right = (len(places[part]) / size for part in (gram, gram[:cut], gram[cut:]))
            seams.append(log(both / left / right) / -log(both) if both < 1 else 1.0)
        before = bits([around[place] for place in own])
        after = bits([around[place + len(gram) + 1] for place in own])
        longer = [
            alone[other]
            for other, yes in admitted.items()
            if yes and len(other) > len(gram) and gram in zip(*(other[at:] for at in range(len(gram))), strict=False)
        ]
        alone[gram] = max(0, len(own) - sum(longer))
        value = log2(len(gram)) * (len(own) - (sum(longer) / len(longer) if longer else 0))
        told[gram] = Told(own[0], len(own), min(seams), min(before, after), value, admitted[gram])
    return told


@given(
    st.lists(st.integers(BREAK, 3), max_size=60),
    st.integers(2, 5),
    st.integers(1, 4),
    st.lists(st.booleans(), min_size=4, max_size=4),
    st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_against_a_slow_count(
    sequence: list[int], longest: int, min_count: int, may_open: list[bool], may_close: list[bool]
) -> None:
    opens = [token != BREAK and may_open[token] for token in sequence]
    closes = [token != BREAK and may_close[token] for token in sequence]
    expected = slowly(sequence, longest, min_count, opens, closes)
    got = found(sequence, longest, min_count, opens, closes)
    assert got.keys() == expected.keys()
    for gram, told in expected.items():
        assert got[gram][:2] == told[:2], gram
        assert got[gram][2:5] == pytest.approx(told[2:5], abs=1e-9), gram
        assert got[gram].admitted == told.admitted


# 1 2 3 three times, 1 2 once more, each time between other tokens or edges: 17 tokens, no break.
#   at: 0 1 2 3 4 5 6 7 8 9 …
TEXT = [1, 2, 3, 8, 1, 2, 3, 9, 1, 2, 3, 7, 1, 2, 6, 5, 4]


def test_counts_and_first_places_by_hand() -> None:
    told = found(TEXT)
    assert {gram: (one.place, one.times) for gram, one in told.items()} == {
        (1, 2): (0, 4),
        (2, 3): (1, 3),
        (1, 2, 3): (0, 3),
    }
    assert found(TEXT, min_count=4).keys() == {(1, 2)}
    assert found(TEXT, longest=2).keys() == {(1, 2), (2, 3)}
    assert found(TEXT, min_count=5) == {}


def test_the_weakest_seam_by_hand() -> None:
    # 1|23: both 3, parts 4 and 3. 12|3: both 3, parts 4 and 3. So both seams are ln(3 · 17 / 12) / ln(17 / 3).
    told = found(TEXT)
    assert told[1, 2].npmi == pytest.approx(1.0)
    assert told[1, 2, 3].npmi == pytest.approx(log(3 * 17 / 12) / log(17 / 3))
    assert told[1, 2, 3].npmi == pytest.approx(told[2, 3].npmi)


def test_freedom_is_of_the_less_free_edge() -> None:
    # Before 1 2: edge, 8, 9, 7 (2 bits). After it: 3 3 3 6. Before 2 3 always 1.
    told = found(TEXT)
    assert told[1, 2].freedom == pytest.approx(0.75 * log2(4 / 3) + 0.25 * 2)
    assert told[2, 3].freedom == 0.0
    assert told[1, 2, 3].freedom == pytest.approx(log2(3))


def test_nesting_by_hand() -> None:
    # 1 2: 1 · (4 − 3); 2 3: 1 · (3 − 3); 1 2 3: log₂ 3 · 3.
    told = found(TEXT)
    assert told[1, 2].c_value == pytest.approx(1.0)
    assert told[2, 3].c_value == 0.0
    assert told[1, 2, 3].c_value == pytest.approx(3 * log2(3))


def test_only_candidates_nest() -> None:
    # 1 2 3 may not end with 3: it takes nothing from 1 2.
    closes = [token != 3 for token in TEXT]
    told = found(TEXT, closes=closes)
    assert not told[1, 2, 3].admitted
    assert not told[2, 3].admitted
    assert told[1, 2].admitted
    assert told[1, 2].c_value == pytest.approx(4.0)


def test_a_sequence_twice_in_a_longer_one_is_one_nesting() -> None:
    # 5 5 5 and 5 5 5: 5 5 stands four times, in one longer candidate of count 2: 1 · (4 − 2 / 1).
    told = found([5, 5, 5, BREAK, 5, 5, 5], longest=3)
    assert (told[5, 5].times, told[5, 5, 5].times) == (4, 2)
    assert told[5, 5].c_value == pytest.approx(2.0)


def test_nothing_goes_over_a_break() -> None:
    assert found([1, BREAK, 2, 1, BREAK, 2, 1, BREAK, 2]).keys() == {(2, 1)}
    # Breaks are no tokens of N: 1 2 is all there is, twice, of N 4: p(xy) ½ = p(x) = p(y).
    assert found([1, 2, BREAK, 1, 2])[1, 2].npmi == pytest.approx(1.0)
    # Each break is a neighbour of its own.
    assert found([1, 2, BREAK, 1, 2])[1, 2].freedom == pytest.approx(1.0)


@pytest.mark.parametrize("sequence", [[], [BREAK], [BREAK, BREAK], [1], [1, 2], [1, BREAK, 1]])
def test_nothing_comes_again(sequence: list[int]) -> None:
    assert found(sequence) == {}
