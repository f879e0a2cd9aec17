"""Several numbers of topics compared: planted ones are found, figures are right, an interrupted run goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govtext.analyses.modelling.fitted import Work
from govtext.analyses.modelling.options import check_size, numbers_of_topics, settings_of
from govtext.analyses.modelling.selection import _foreseen, compared, from_the_middle, unseen_halves
from govtext.analyses.modelling.units import Choice, Units, model_units
from govtext.analyses.topics import topics
from govtext.errors import UsageProblem
from govtext.models import Model
from govtext.models.estimates import Estimate
from govtext.models.fitting import seen
from govtext.models.robustness import again
from govtext.models.shelf import Shelf
from govtext.output.formats import render
from govtext.table import Tables
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import NONE

Build = Callable[..., TokenIndex]
FAST: dict[str, Any] = {"min_tokens": 1, "min_units": 2, "max_share": 0.9, "passes": 40, "runs": 2, "top": 5}
KEYS = [
    *("k", "seed", "coherence", "npmi", "umass", "exclusivity", "diversity", "held_out", "perplexity"),
    *("cao_juan", "arun", "deveaud", "seeds", "subsamples", "between", "stability"),
    *("stability_se", "recommended"),
]


def planted(theme: int, units: int, seed: int) -> str:
    """Units of 40 words, drawn from the 30 of a theme, of which some are frequent and some rare, as words are."""
    words = [f"主{theme}词{number:02d}" for number in range(30)]
    share = 1 / np.arange(2, 32)
    draw = np.random.default_rng(seed)
    return "\n".join(" ".join([*draw.choice(words, 40, p=share / share.sum()), "。"]) for _ in range(units))


@pytest.fixture
def three_topics(segmented: Build) -> TokenIndex:
    """Three sources of three themes with no word in common, 20 units each."""
    return segmented(a=planted(1, 20, 1), b=planted(2, 20, 2), c=planted(3, 20, 3))


def written(tables: Tables) -> dict[str, Any]:
    """Everything that a run leaves, as bytes: an undefined figure differs from itself, its cell does not."""
    return {name: render(table, "csv") for name, table in tables.items()} | {
        name: content() for name, content in tables.files.items()
    }


def units_of(index: TokenIndex, **given: Any) -> Units:
    choice = Choice(**{"min_tokens": 1, "min_units": 1, "max_share": 1.0} | given)
    return model_units(index, index.features(NONE), choice)


@pytest.mark.parametrize(
    ("engine", "passes"), [("gibbs", 40), ("nmf", 60), ("gensim", 5), ("sklearn", 10)], ids=lambda value: str(value)
)
def test_three_planted_topics_are_recommended(three_topics: TokenIndex, engine: Any, passes: int) -> None:
    found = topics(three_topics, k="2-5", model=engine, **FAST | {"passes": passes})
    table = found.main
    assert list(table.columns) == KEYS
    assert table.values("k") == [2, 3, 4, 5]
    assert table.values("recommended") == ["", "yes", "", ""]
    assert table.values("stability")[1] > 0.8
    assert any("K = 3 is recommended: C_v" in note.en for note in table.notes)
    assert set(found["topics"].values("topic")) == {1, 2, 3}


def test_the_recommended_model_is_that_of_a_plain_run(three_topics: TokenIndex) -> None:
    several, plain = topics(three_topics, k="2,3,2", **FAST), topics(three_topics, k=3, **FAST)
    assert several["selection"].values("k") == [2, 3]
    for name, table in plain.items():
        assert several[name].rows() == table.rows(), name
    assert "selection" not in plain
    assert max(plain["refits"].values("run")) == 12  # the one that is described is tried as often as ever
    row = dict(zip(KEYS, several["selection"].rows()[1], strict=True))
    assert row["coherence"] == pytest.approx(np.mean(plain["summary"].values("coherence")))
    assert row["npmi"] == pytest.approx(np.mean(plain["summary"].values("npmi")))
    assert row["exclusivity"] == pytest.approx(np.mean(plain["summary"].values("exclusivity")))
    assert row["perplexity"] == pytest.approx(np.exp(-row["held_out"]))
    assert row["stability"] == min(row["seeds"], row["subsamples"])


def test_agreement_is_that_of_the_models_made_again(three_topics: TokenIndex) -> None:
    several = topics(three_topics, k="3,4", refits=4, **FAST)
    tried = several["refits"]
    rows = list(zip(*(tried.values(key) for key in ("kind", "agreement")), strict=True))
    place = several["selection"].values("recommended").index("yes")
    for kind, key in (("seed", "seeds"), ("subsample", "subsamples")):
        mean = np.mean([value for one, value in rows if one == kind])
        assert several["selection"].values(key)[place] == pytest.approx(mean)


def test_without_refits_there_is_no_stability_and_nothing_held_out(three_topics: TokenIndex) -> None:
    table = topics(three_topics, k="2-3", refits=0, **FAST).main
    for key in ("seeds", "subsamples", "between", "stability", "stability_se", "held_out", "perplexity"):
        assert np.isnan(table.values(key)).all(), key
    assert any("Stability was not tried" in note.en for note in table.notes)


def test_workers_and_seeds(three_topics: TokenIndex) -> None:
    options = {"k": "2-3", "refits": 2, **FAST}
    first, two = topics(three_topics, **options), topics(three_topics, workers=2, **options)
    assert written(first) == written(two)
    assert first.main.rows() != topics(three_topics, seed=2, **options).main.rows()
    assert topics(three_topics, seed=2, **options).main.values("seed") == [2, 2]


# Units 治 险 治 治 治 险 险 险: the odd words are 治 治 治 险, the even ones 险 治 险 险.
UNIT = "治理 风险 治理 治理 治理 风险 风险 风险 。"


def test_held_out_likelihood_by_hand(segmented: Build) -> None:
    units = units_of(segmented(a="\n".join([UNIT] * 5)))
    assert units.terms == ["治理", "风险"]
    first, second = unseen_halves(units, 7)
    assert first.toarray().tolist() == [[3, 1]]  # of five units four are seen
    assert second.toarray().tolist() == [[1, 3]]
    # One word a topic, alpha 1/2 each: shares (3 + 1/2, 1 + 1/2) / 5 = .7, .3.
    model = Model(np.eye(2), np.full((4, 2), 0.5), np.array([0.5, 0.5]))
    found = _foreseen([(model, first, second)])
    assert found["held_out"] == pytest.approx((np.log(0.7) + 3 * np.log(0.3)) / 4)
    # With alpha 3/2 and 1/2 they are 4.5 / 6 and 1.5 / 6; the mean over two models is that of the logarithms.
    other = Model(np.eye(2), np.full((4, 2), 0.5), np.array([1.5, 0.5]))
    mean = ((np.log(0.7) + 3 * np.log(0.3)) + (np.log(0.75) + 3 * np.log(0.25))) / 8
    both = _foreseen([(model, first, second), (other, first, second)])
    assert both["held_out"] == pytest.approx(mean)
    assert both["perplexity"] == pytest.approx(np.exp(-mean))
    # Topics that are both the corpus: every word is one of two.
    even = Model(np.full((2, 2), 0.5), np.full((4, 2), 0.5), np.array([0.5, 0.5]))
    assert _foreseen([(even, first, second)])["perplexity"] == pytest.approx(2)


def test_what_is_held_out_was_not_seen(segmented: Build) -> None:
    # Each unit has a word of its own, in second place: unknown to a model of the others, so left out of the halves.
    lines = [f"治理 独{number} 风险 发展 安全 。" for number in range(10)]
    units = units_of(segmented(a="\n".join(lines)))
    for part in (3, 11):
        rows = seen(10, part)
        assert len(rows) == 8
        first, second = unseen_halves(units, part)
        assert first.shape == second.shape == (2, len(units.words))
        terms = np.array(units.terms)
        assert sorted(terms[first.indices]) == sorted(["治理", "风险", "安全"] * 2)  # first, third, fifth
        assert sorted(terms[second.indices]) == ["发展", "发展"]
        assert not len(np.intersect1d(np.setdiff1d(np.arange(10), rows), rows))


def test_every_number_is_held_out_on_the_same_units() -> None:
    for kind, small in again(Estimate(2, 5, runs=3), 6):
        assert (kind, small.subsample) in [(other, one.subsample) for other, one in again(Estimate(9, 5, runs=3), 6)]


def test_the_middle_is_made_first() -> None:
    numbers = [one.k for one in from_the_middle([Estimate(k, 1) for k in range(2, 7)])]
    assert numbers == [4, 3, 5, 2, 6]


class Given(Exception):
    """The run was given up."""


def test_an_interrupted_run_goes_on_where_it_was(three_topics: TokenIndex, tmp_path: Path) -> None:
    # Three numbers of topics, each estimated 1 + 2 times from 2 fits: 18 fits. Given up after the 9th: four estimates
    # are finished, so 10 fits are missing.
    options: dict[str, Any] = {"k": "2-4", "refits": 2, **FAST}

    def give_up(what: str, done: int, everything: int) -> None:
        if done == 9:
            raise Given

    shelf = Shelf(tmp_path / "models")
    with pytest.raises(Given):
        topics(three_topics, shelf=shelf, progress=give_up, **options)
    told: list[tuple[int, int]] = []
    resumed = topics(three_topics, shelf=shelf, progress=lambda _, done, all_: told.append((done, all_)), **options)
    assert told == [(done, 10) for done in range(1, 11)]
    whole = topics(three_topics, **options)
    assert written(resumed) == written(whole)


def test_one_count_of_fits_from_start_to_end(three_topics: TokenIndex) -> None:
    # Two numbers x (1 + 4) estimates x 2 fits are 20; the one described is made 8 times more: 16.
    told: list[tuple[int, int]] = []
    topics(three_topics, k="2-3", progress=lambda _, done, all_: told.append((done, all_)), **FAST)
    assert told == [(done, 36) for done in range(1, 37)]


def test_seconds_are_told_and_not_written(three_topics: TokenIndex) -> None:
    said: list[str] = []
    found = topics(three_topics, k="2-3", refits=0, warn=said.append, **FAST)
    assert len(said) == 1
    assert said[0].startswith("seconds of fitting: K 2 ")
    assert ", K 3 " in said[0]
    assert "seconds" not in found.main.columns
    topics(three_topics, k=2, refits=0, warn=said.append, **FAST)
    assert len(said) == 1


def test_a_large_number_where_the_units_allow(three_topics: TokenIndex) -> None:
    units = units_of(three_topics)
    settings = settings_of("nmf", None, False, None, None, 5, False)
    found = compared(units, settings, [Estimate(2, 1), Estimate(60, 1)], 2, Work())
    assert np.isfinite(found["coherence"]).all()


def test_numbers_that_make_no_sense(three_topics: TokenIndex) -> None:
    with pytest.raises(UsageProblem, match="a range written backwards; write 2-15"):
        topics(three_topics, k="15-2", **FAST)
    with pytest.raises(UsageProblem, match="--k is 200, with 60 units and 90 words; the largest here is 60"):
        topics(three_topics, k="2-200", **FAST)
    assert numbers_of_topics("2-200")[-1] == 200
    check_size([2, 60], units_of(three_topics))


def test_a_single_unit_is_refused(segmented: Build) -> None:
    with pytest.raises(UsageProblem, match="--k is 3, with 1 units"):
        topics(segmented(a=UNIT), k="2-3", **FAST | {"min_units": 1, "max_share": 1.0})


def test_selection_comes_first(three_topics: TokenIndex) -> None:
    several, plain = (topics(three_topics, k=k, refits=0, **FAST) for k in ("2-3", 3))
    assert list(several) == ["selection", *plain]
    assert "K = 3 is recommended among 2, 3: see selection." in [note.en for note in several["topics"].notes]
