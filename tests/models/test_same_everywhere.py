"""One seed is one model: whatever runs beside it, in whichever process or thread, with any hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import joblib
import numpy as np
import pytest
from threadpoolctl import threadpool_info

from govtext.models import Model
from govtext.models.engines import fit_one
from govtext.models.engines.one_thread import one_thread
from govtext.models.fitting import Fit, fit_all

from .conftest import ENGINES, TOPICS, Planted, settings_named


def same(one: Model, other: Model) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("words", "shares", "alpha"))


def fits(name: str, planted: Planted, workers: int) -> list[Model]:
    chosen = settings_named(name, planted)
    few = planted.counts[:60]
    return list(fit_all(few, [Fit(3, 1), Fit(3, 2), Fit(3, 1, 9), Fit(4, 1)], chosen, workers))


@pytest.mark.parametrize("name", ENGINES)
def test_a_seed_gives_one_model(planted: Planted, name: str) -> None:
    chosen, few = settings_named(name, planted), planted.counts[:60]
    one, again, other = (fit_one(few, TOPICS, seed, chosen) for seed in (3, 3, 4))
    assert same(one, again)
    # A factorisation from its own start is the same for every seed, and so is gensim's fit but for its first shares.
    assert same(one, other) == (name == "nmf")


@pytest.mark.parametrize("backend", ["loky", "threading", "sequential"])
@pytest.mark.parametrize("name", ["gibbs", "gensim nmf", "sklearn online", "nmf"])
def test_models_are_the_same_on_every_backend(planted: Planted, name: str, backend: str) -> None:
    alone = fits(name, planted, 1)
    with joblib.parallel_config(backend=backend):
        beside = fits(name, planted, 2)
    assert all(map(same, alone, beside))


def threads() -> list[int]:
    return [library["num_threads"] for library in threadpool_info()]


def test_the_limit_of_threads_is_taken_back_by_the_last(planted: Planted) -> None:
    fits("sklearn batch", planted, 1)  # whatever it loads is loaded
    before = threads()
    with one_thread():
        with one_thread():
            assert set(threads()) == {1}
        assert set(threads()) == {1}
    assert threads() == before
    with joblib.parallel_config(backend="threading"):
        fits("sklearn batch", planted, 2)
    assert threads() == before


LINES = "".join(
    " ".join(words[(start + step) % 5] for step in range(12)) + " 。\n"
    for start in range(12)
    for words in (["算法", "模型", "数据", "算力", "芯片"], ["农村", "土地", "粮食", "农民", "水利"])
)
SMALL = ["--k", "2", "--min-tokens", "1", "--min-units", "2", "--max-share", "0.9", "--passes", "20", "--refits", "2"]
WAYS = [["gibbs", "--runs", "3"], ["gensim", "--init", "random"], ["sklearn", "--online"], ["nmf"]]
RUN = """
import sys, joblib
from govtext.__main__ import main
with joblib.parallel_config(backend=sys.argv[1]):
    for line in sys.argv[2:]:
        assert main(line.split()) == 0, line
"""


def test_files_are_the_same_whatever_the_hash_seed(tmp_path: Path) -> None:
    """A whole run with its charts, and what the other engines print; hash seeds 0 and 1, two processes and none."""
    (tmp_path / "a.txt").write_text(LINES, encoding="utf-8")
    (tmp_path / "b.txt").write_text(LINES * 2, encoding="utf-8")
    written = []
    for hash_seed, backend in (("0", "loky"), ("1", "sequential")):
        folder = tmp_path / hash_seed
        lines = [" ".join(["topics a.txt b.txt --engine whitespace --model", *way, *SMALL]) for way in WAYS]
        first, *others = lines
        asked = [f"{first} -o {folder}", *(f"{line} --no-save --table document_topics" for line in others)]
        done = subprocess.run(
            [sys.executable, "-c", RUN, backend, *asked],
            cwd=tmp_path,
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
        )
        assert done.stdout.count(b"source,unit,1,2") == 3
        written.append({path.name: path.read_bytes() for path in folder.iterdir()} | {"": done.stdout})
    assert written[0] == written[1]
    assert "model.npz" in written[0]
