"""Units: short ones merged, never across sources."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtext.errors import UsageProblem
from govtext.tokens.index import TokenIndex
from govtext.tokens.units import unit_bounds

Build = Callable[..., TokenIndex]


def paragraphs(*sizes: int) -> str:
    """Return paragraphs of so many words, each closed by a full stop (which is a token but no word)."""
    return "\n".join(" ".join(["治理"] * size) + " 。" for size in sizes)


def test_neighbours_are_merged_until_they_are_long_enough(segmented: Build) -> None:
    # Tokens with full stops: 3 + 2 + 6 + 3 = 14. Words 2, 1, 5, 2; at least 3: (2 + 1), 5, and 2 left over joins 5.
    index = segmented(a=paragraphs(2, 1, 5, 2))
    assert unit_bounds(index, "paragraph").tolist() == [0, 3, 5, 11, 14]
    assert unit_bounds(index, "paragraph", 3).tolist() == [0, 5, 14]


def test_a_unit_of_exactly_the_least_size_stands(segmented: Build) -> None:
    assert unit_bounds(segmented(a=paragraphs(3, 3)), "paragraph", 3).tolist() == [0, 4, 8]
    assert unit_bounds(segmented(a=paragraphs(3, 2)), "paragraph", 3).tolist() == [0, 7]


def test_punctuation_does_not_make_a_unit_longer(segmented: Build) -> None:
    # Three tokens but two words in the first paragraph.
    assert unit_bounds(segmented(a="治理 ， 风险\n治理 风险 发展"), "paragraph", 3).tolist() == [0, 6]


def test_sources_stay_apart_however_short(segmented: Build) -> None:
    index = segmented(a=paragraphs(1), b=paragraphs(1, 1), c=paragraphs(9))
    assert unit_bounds(index, "paragraph", 100).tolist() == [0, 2, 6, 16]


def test_documents_and_sentences(segmented: Build) -> None:
    index = segmented(a="治理 。 风险 。\n发展 。", b="安全 。")
    assert unit_bounds(index, "document").tolist() == [0, 6, 8]
    assert unit_bounds(index, "sentence").tolist() == [0, 2, 4, 6, 8]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=6), min_size=1, max_size=3),
    st.integers(0, 12),
)
def test_merged_units_are_long_enough_and_lose_nothing(segmented: Build, sizes: list[list[int]], least: int) -> None:
    index = segmented(**{f"s{number}": paragraphs(*own) for number, own in enumerate(sizes)})
    bounds = unit_bounds(index, "paragraph", least)
    assert bounds[0] == 0
    assert bounds[-1] == len(index.ids)
    assert (np.diff(bounds) > 0).all()
    assert set(index.bounds["document"].tolist()) <= set(bounds.tolist()) <= set(index.bounds["paragraph"].tolist())
    words = np.add.reduceat(index.is_word.astype(int), bounds[:-1])
    alone = np.isin(bounds[:-1], index.bounds["document"]) & np.isin(bounds[1:], index.bounds["document"])
    assert (words[~alone] >= least).all()


def test_an_unknown_unit_is_named_with_the_known_ones(segmented: Build) -> None:
    with pytest.raises(UsageProblem, match=r"no unit 'page'.*document, section, paragraph, sentence"):
        unit_bounds(segmented(a="治理"), "page")
