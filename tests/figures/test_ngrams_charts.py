"""Charts of n-grams and bundles: what they show is what the tables hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext import figures
from govtext.analyses.ngrams import ngrams
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]
TEXTS = {"a": "推动 全球 治理 进程 。 推动 全球 治理 进程 。", "b": "推动 全球 治理 进程 。 全球 治理 进程"}


def names(axis: object) -> list[str]:
    return [label.get_text() for label in axis.get_yticklabels()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bars_are_the_first_rows_by_their_measure(segmented: Build, lang: str) -> None:
    table = ngrams(segmented(**TEXTS), n="2-3", min_count=1, sort="lambda").main
    drawn = figures.draw("ngrams", {"ngrams": table}, lang)
    assert set(drawn) == {"ngrams"}
    (axis,) = drawn["ngrams"].axes
    assert names(axis) == table.values("ngram")
    assert [bar.get_width() for bar in axis.patches] == pytest.approx(table.values("lambda"))  # type: ignore[attr-defined]
    assert axis.get_xlabel() == ("lambda" if lang == "en" else "λ")


def test_groups_have_panels_of_their_own(segmented: Build) -> None:
    table = ngrams(segmented({"a": {"label": "甲"}}, **TEXTS), by="source", min_count=1).main
    axes = figures.draw("ngrams", {"ngrams": table}, "en")["ngrams"].axes
    assert [axis.get_title() for axis in axes] == ["甲", "b"]
    assert names(axes[0]) == [row[0] for row in table.rows() if row[-1] == "a"]
    assert axes[0].get_xlabel() == "per 10,000"


def test_a_heat_map_of_bundles(segmented: Build) -> None:
    tables = ngrams(segmented(**TEXTS), bundles=True)
    drawn = figures.draw("ngrams", tables, "en")
    assert set(drawn) == set(figures.charts("ngrams"))
    (axis,) = drawn["bundles"].axes
    assert names(axis) == ["推动 全球 治理 进程"]
    assert [text.get_text() for text in axis.texts] == ["2", "1"]  # shaded by 2 of 8 and 1 of 7 words


def test_an_undefined_measure_has_no_bar(segmented: Build) -> None:
    table = ngrams(segmented(a="甲 乙"), min_count=1, sort="g2").main
    (axis,) = figures.draw("ngrams", {"ngrams": table}, "en")["ngrams"].axes
    assert names(axis) == ["甲 乙"]
