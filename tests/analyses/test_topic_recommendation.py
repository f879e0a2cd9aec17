"""The number of topics that is recommended: by a rule that can be followed by hand, and said in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.analyses.modelling.reasons import reasons
from govtext.analyses.modelling.recommending import SHOWN, is_better, recommended, trend

NAN = float("nan")
KEYS = ("coherence", "npmi", "stability", "stability_se", "held_out", "diversity", "seeds", "subsamples", *SHOWN)


def columns(count: int, **given: list[float]) -> dict[str, np.ndarray]:
    """Columns of a table of selection: what is not given is the same for every K."""
    even = dict.fromkeys(KEYS, [0.9] * count) | {"stability_se": [0.04] * count}
    full = even | {"seeds": given.get("stability", [0.9] * count)} | given
    return {key: np.array(values, dtype=float) for key, values in full.items()}


def chosen(count: int, **given: list[float]) -> int:
    return recommended(columns(count, **given)).place


def test_differences_within_the_spread_are_none_and_the_undefined_come_last() -> None:
    # .52 and .50 differ by the spread, .60 by more; NaN is worse than all, and as good as NaN.
    better = is_better([0.52, 0.6, 0.5, NAN, NAN], [0.02] * 5)
    assert (1 + better.sum(axis=0)).tolist() == [2, 1, 2, 4, 4]
    # Of two spreads the larger counts: .1 apart, spreads .05 and .2.
    assert not is_better([0.6, 0.5], [0.05, 0.2]).any()


def test_numbers_that_cannot_be_told_apart_are_all_named() -> None:
    # K = 4, 5, 6, 7. The first is out by C_v. Of the others 6 has the highest stability, by less than its error of .05,
    # and the lowest C_v, by .02 at most.
    table = columns(
        4, coherence=[0.40, 0.57, 0.56, 0.58], stability=[0.60, 0.60, 0.64, 0.61], stability_se=[0.03, 0.02, 0.05, 0.04]
    )
    found = recommended(table)
    assert (found.place, found.tied) == (1, (1, 2, 3))
    words = reasons([4, 5, 6, 7], table, found)
    assert "K = 5, 6 and 7 cannot be told apart by these figures; 5 is named as the smallest." in words.en
    assert "K = 5、6、7 无从分辨；取最小者 5。" in words.zh
    assert "steadier" not in words.en
    assert "more coherent" not in words.en
    assert words.en.endswith("Read the topics of K = 4, 5, 6 and 7 before deciding.")  # 4 comes next
    assert "Try other seeds (--seed)" in words.en


def test_a_larger_number_that_is_really_better_is_not_tied() -> None:
    found = recommended(columns(2, stability=[0.5, 0.6], stability_se=[0.04, 0.05]))
    assert (found.place, found.tied, found.best) == (1, (1,), 1)
    # Within one error of either they are tied, and the smaller is named.
    assert recommended(columns(2, stability=[0.5, 0.6], stability_se=[0.04, 0.11])).tied == (0, 1)


def test_a_measure_rises_where_nine_pairs_of_ten_do() -> None:
    # Five values make ten pairs; one pair the other way leaves nine, two leave eight.
    assert trend(np.array([1, 2, 3, 5, 4.0])) == 1
    assert trend(np.array([1, 3, 2, 5, 4.0])) == 0
    assert trend(np.array([5, 4, 3, 1, 2.0])) == -1
    assert trend(np.array([1, 2, NAN, 3.0])) == 0  # three are too few
    assert trend(np.ones(5)) == 0


def test_coherence_is_one_vote_and_stability_another() -> None:
    # K        C_v rank  NPMI rank  coherence  stability rank  mean
    # first       3         3          3            1           2
    # second      1         2          1.5          2           1.75
    # third       2         1          1.5          3           2.25
    found = recommended(columns(3, coherence=[0.4, 0.6, 0.5], npmi=[0.1, 0.2, 0.3], stability=[0.9, 0.7, 0.5]))
    assert found.place == 1
    assert found.score.tolist() == pytest.approx([(3 + 1 + 1) / 3, (1.5 + 2 + 1) / 3, (1.5 + 3 + 1) / 3])  # held-out: 1
    assert found.next() == 0


def test_of_equals_the_smaller_is_taken() -> None:
    assert chosen(4) == 0
    assert chosen(2, coherence=[0.4, 0.6], npmi=[0.1, 0.2], stability=[0.8, 0.5]) == 0  # 2 and 1, 1 and 2


def test_redundant_topics_are_left_out_however_stable_they_are() -> None:
    found = recommended(columns(3, diversity=[0.59, 0.6, 0.7], stability=[0.99, 0.5, 0.4]))
    assert (found.place, found.redundant, found.candidates) == (1, (0,), (1, 2))
    all_redundant = recommended(columns(2, diversity=[0.3, 0.4], stability=[0.4, 0.6]))
    assert (all_redundant.place, all_redundant.redundant) == (1, ())


def test_held_out_likelihood_votes_only_where_it_turns() -> None:
    turns = recommended(columns(4, held_out=[-6.5, -6.1, -6.0, -6.4]))
    assert turns.place == 2
    assert "held_out" in turns.ranks
    rises = recommended(columns(4, held_out=[-6.5, -6.3, -6.2, -6.1]))
    assert rises.place == 0  # nothing else differs
    assert "held_out" not in rises.ranks
    assert rises.rising == ("held_out",)


def test_measures_of_the_topics_alone_have_no_vote() -> None:
    assert chosen(4, deveaud=[0.1, 0.9, 0.2, 0.3], cao_juan=[0.9, 0.1, 0.8, 0.7], exclusivity=[1, 9, 2, 3]) == 0


def test_undefined_figures() -> None:
    assert chosen(3, coherence=[NAN, 0.4, 0.5]) == 2
    assert chosen(3, coherence=[NAN] * 3, npmi=[NAN] * 3, stability=[0.1, 0.3, 0.2]) == 1
    assert chosen(3, **{key: [NAN] * 3 for key in KEYS}) == 0


FIGURES = st.one_of(st.just(NAN), st.floats(-9, 9))
ROWS = st.integers(2, 8).flatmap(lambda size: st.tuples(*[st.lists(FIGURES, min_size=size, max_size=size)] * len(KEYS)))


@given(ROWS)
def test_whatever_the_figures_a_candidate_is_recommended_with_reasons(rows: tuple[list[float], ...]) -> None:
    table = {key: np.array(row) for key, row in zip(KEYS, rows, strict=True)}
    table["stability_se"] = abs(table["stability_se"])
    found = recommended(table)
    numbers = list(range(2, 2 + len(rows[0])))
    assert found.place in found.candidates
    assert sorted((*found.candidates, *found.redundant)) == list(range(len(numbers)))
    assert found.place == min(found.tied)
    assert found.best in found.tied
    assert found.score[found.candidates.index(found.best)] == found.score.min()
    said = reasons(numbers, table, found)
    assert f"K = {numbers[found.place]} is recommended" in said.en
    assert f"建议 K = {numbers[found.place]}：" in said.zh


def said(count: int, numbers: list[int] | None = None, **given: Any) -> str:
    table = columns(count, **given)
    return reasons(numbers or list(range(4, 4 + count)), table, recommended(table)).en


def test_the_reasons_name_figures_ranks_and_rivals() -> None:
    # K = 4, 5, 6, 7: 6 has the best coherence (ranks 1 and 1) and stability .61 (2nd): (1 + 2 + 1) / 3 with held-out.
    # 4 is the steadiest; 5 has coherence 2 and stability 3: mean 2, as 4 with (4 + 1 + 1) / 3; so 4, the smaller.
    words = said(
        4,
        coherence=[0.40, 0.55, 0.59, 0.50],
        npmi=[0.10, 0.15, 0.17, 0.12],
        stability=[0.66, 0.55, 0.61, 0.40],
        cao_juan=[0.4, 0.3, 0.2, 0.1],
        deveaud=[0.1, 0.2, 0.3, 0.4],
        arun=[0.5, 0.1, 0.2, 0.3],
    )
    assert "K = 6 is recommended: C_v 0.59 (1st of 4), NPMI 0.17 (1st), stability 0.61 (2nd)" in words
    assert "K = 4 comes next (mean rank 2.0): C_v 0.40, NPMI 0.10, stability 0.66" in words
    assert "less coherent but steadier" in words
    assert "CaoJuan (falls with K)" in words
    assert "Deveaud (rises with K)" in words
    assert "Arun (best at 5)" in words  # less is better
    assert "Read the topics of K = 4, 5, 6 and 7 before deciding." in words


def test_the_reasons_say_what_is_missing_or_odd() -> None:
    none = {key: [NAN] * 3 for key in ("stability", "seeds", "subsamples", "held_out")}
    assert "Stability was not tried (--refits 0)" in said(3, **none)
    assert "Left out, as their topics repeat one another (diversity below 0.6): 4" in said(2, diversity=[0.1, 0.8])
    assert "none is a good choice" in said(2, diversity=[0.1, 0.2])
    assert "Coherence is undefined" in said(2, coherence=[NAN] * 2, npmi=[NAN] * 2)
    assert "7 is the largest number tried: try larger ones too." in said(4, coherence=[0.1, 0.2, 0.3, 0.4])
    assert "4 is the smallest number tried" in said(2, coherence=[0.3, 0.1])
    assert "smallest number" not in said(2, numbers=[2, 3], coherence=[0.3, 0.1])  # there is none smaller
    assert "Over nearly the whole range C_v rises with K" in said(4, coherence=[0.1, 0.2, 0.3, 0.4])


def test_what_is_undefined_is_said_so() -> None:
    words = said(2, coherence=[NAN, 0.5], stability=[0.9, 0.1], subsamples=[NAN, NAN])
    assert "K = 4 is recommended: C_v undefined (2nd of 2)" in words
    assert "nan" not in words
    assert "; other seeds" not in words  # which stability is, where there are no subsamples
