"""The shipped codebooks beside readers: sentences of the real reports judged by their definitions."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from govtext.codebooks.expressions import parse_expression
from govtext.codebooks.matching import Coded
from govtext.codebooks.model import Code, Codebook, Indicator
from govtext.codebooks.reading import shipped
from govtext.table import Text

from ..conftest import ROOT, index_of_parts

SPEC = importlib.util.spec_from_file_location("gold_frames", ROOT / "benchmarks" / "gold_frames.py")
assert SPEC is not None
assert SPEC.loader is not None
BENCHMARK = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(BENCHMARK)

LEAST_PRECISION, LEAST_RECALL = 0.8, 0.7
FEW = 5  # codes given, below which one reader's one verdict decides


@pytest.fixture(scope="module")
def corpus(reports: list[Path]) -> object:
    return BENCHMARK.Corpus(reports[0].parent)


def test_enough_sentences_of_every_codebook_were_judged() -> None:
    strata = Counter[str]()
    for name in shipped():
        rows = [row for folder in BENCHMARK.JUDGED for row in BENCHMARK.judgements_of(folder, name)]
        assert len(rows) >= 70, name
        strata.update(row["stratum"] for row in rows)
        assert all(row["source"].isdigit() for row in rows)
        assert all(0 <= int(row["start"]) < int(row["end"]) for row in rows)
    assert strata["coded"] + strata["more"] >= 150
    assert strata["uncoded"] >= 150


@pytest.mark.parametrize("name", shipped())
def test_precision_and_recall_against_readers(corpus: object, name: str) -> None:
    for folder in BENCHMARK.JUDGED:
        figures = BENCHMARK.measured_book(corpus, folder, name)
        if figures is None:
            continue
        assert figures.precision >= LEAST_PRECISION, (folder.name, figures.precision)
        assert figures.recall >= LEAST_RECALL, (folder.name, figures.recall)


def test_the_figures_are_those_worked_out_by_hand() -> None:
    """Four sentences: two coded were drawn of two, one uncoded of two, so that it counts twice."""
    index = index_of_parts(a=[(1, "题", "", "甲 乙 。 甲 。 丙 。 丁 。")])
    sentences = index.bounds["sentence"]
    fires = (Indicator("甲", parse_expression("甲")),)
    parents = {"x": None, "y": "x", "z": None}
    codes = tuple(Code(name, Text(name, name), parent=of, indicators=fires) for name, of in parents.items())
    book = Codebook("b", Text("b", "b"), codes)
    first = np.flatnonzero(np.isin([index.vocabulary[at] for at in index.ids], ["甲", "乙"]))
    # The codebook gives x to 甲 (twice) and z to 乙.
    coded = Coded(book, index, np.array([0, 0, 2]), np.zeros(3, int), first[[0, 2, 1]], first[[0, 2, 1]] + 1)

    places = {("000", at, at + 1): at for at in range(5)}
    made = SimpleNamespace(words=np.array([0, 9, 9, 9, 9]), number=places, index=index)
    assert len(sentences) == 6  # a heading and four sentences
    rows = [
        {"source": "000", "start": "1", "end": "2", "stratum": "coded", "codes": "y"},  # x holds y: right; z wrong
        {"source": "000", "start": "2", "end": "3", "stratum": "coded", "codes": ""},  # x wrong
        {"source": "000", "start": "3", "end": "4", "stratum": "uncoded", "codes": "z"},  # missed, weight 2
    ]
    figures = BENCHMARK.measured(made, coded, rows)
    assert (figures.right.total(), figures.given.total()) == (1, 3)
    assert figures.precision == pytest.approx(1 / 3)
    # There: y once (the codebook gave its parent, not y: not found), z twice.
    assert figures.recall == 0
    rows[0]["codes"] = "x z"
    figures = BENCHMARK.measured(made, coded, rows)
    assert figures.precision == pytest.approx(2 / 3)
    assert figures.recall == pytest.approx(2 / 4)
