"""The gold samples: of the terms that a reader marked in the real reports nearly all are found, by jieba few.

The scoring is that of benchmarks/gold_terms.py, which prints the figures.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pytest

from govtext.sources.read import read_source
from govtext.study import study_of_files

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = sorted(folder for folder in (ROOT / "tests" / "data").glob("gold_terms*") if folder.is_dir())
LEAST_RECALL = 0.95
LEAST_GAIN = 0.5  # of recall, over plain jieba


def load_benchmark() -> Any:
    """Load benchmarks/gold_terms.py, which is in no package."""
    spec = importlib.util.spec_from_file_location("gold_terms_benchmark", ROOT / "benchmarks" / "gold_terms.py")
    assert spec
    assert spec.loader
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCHMARK = load_benchmark()
Places = set[tuple[str, int, int]]


class Found(NamedTuple):
    """Places of listed terms and words, and of all that is kept whole, by govtext and by plain jieba; and the texts."""

    govtext: tuple[Places, Places]
    jieba: tuple[Places, Places]
    texts: dict[str, str]


@pytest.fixture(scope="module")
def found(reports: list[Path]) -> Found:
    sources = study_of_files(reports).choose()
    documents = [read_source(source) for source in sources]
    origins = [document.origin for document in documents]
    return Found(
        BENCHMARK.found_by_govtext(sources, origins),
        BENCHMARK.found_by_jieba(sources, origins),
        {source.id[:3]: document.raw for source, document in zip(sources, documents, strict=True)},
    )


def test_there_are_samples() -> None:
    assert "gold_terms" in [folder.name for folder in SAMPLES]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda folder: folder.name)
def test_nearly_all_marked_terms_are_kept_whole(found: Found, sample: Path) -> None:
    ours = BENCHMARK.score(*found.govtext, sample, found.texts)
    theirs = BENCHMARK.score(*found.jieba, sample, found.texts)
    assert ours["marked"] == theirs["marked"] > 300
    assert ours["recall"] >= LEAST_RECALL, ours
    assert ours["recall"] >= theirs["recall"] + LEAST_GAIN, (ours, theirs)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda folder: folder.name)
def test_most_of_what_is_found_in_a_marked_sentence_is_marked(found: Found, sample: Path) -> None:
    # A lexicon of everything would find everything: one match in three may be unmarked, not more.
    assert BENCHMARK.score(*found.govtext, sample, found.texts)["precision"] >= 2 / 3


def test_the_scores_by_hand(tmp_path: Path) -> None:
    # Marked: 大模型治理 0-5, 大模型 0-3, 人工智能 6-10 (left out). In the sentence 0-11 are found 大模型 (marked), 治理
    # 3-5 (not) and 人工智能 (left out); 风险 12-14 stands outside. Recall 1/2, precision 1/2.
    head = "source\toffset\tlength\tterm\tkind\tnested\tsentence_start\tsentence_end\n"
    marked = [(0, 5, "大模型治理", "term", 0), (0, 3, "大模型", "word", 1), (6, 4, "人工智能", "word", 0)]
    rows = "".join("\t".join(map(str, ("000", *mark, 0, 11))) + "\n" for mark in marked)
    (tmp_path / "terms.tsv").write_text(head + rows, encoding="utf-8")
    (tmp_path / "sentences.tsv").write_text(
        "source\tsentence_start\tsentence_end\toccurrences\n000\t0\t11\t3\n", encoding="utf-8"
    )
    places = {("000", 0, 3), ("000", 3, 5), ("000", 6, 10), ("000", 12, 14)}
    figures = BENCHMARK.score(places, places, tmp_path, {"000": "大模型治理与人工智能。\n风险"})
    assert figures == {"marked": 2, "recall": 0.5, "recall_to_12_characters": 0.5, "precision": 0.5}


def test_offsets_of_clean_texts_are_brought_back_to_the_files() -> None:
    class Index:
        sources = (type("S", (), {"id": "003-report"})(),)

    origin = np.array([0, 1, 5, 6])  # three characters of the file are not in the clean text
    places = BENCHMARK.raw_places(Index(), [origin], np.array([0]), np.array([1]), np.array([4]))
    assert places == {("003", 1, 7)}
