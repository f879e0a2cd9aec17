"""Steps of topics: parts of speech, models that are applied, fields that are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext.pipeline.step import command_line
from govtext.pipeline.steps import read_steps
from govtext.study import open_study

from .test_run import add_steps, record, step

Run = Callable[..., Any]

TINY = {"k": 2, "min_tokens": 1, "min_units": 1, "max_share": 1.0, "runs": 1, "refits": 0, "passes": 5}


@pytest.fixture
def larger(study: Path) -> Path:
    """The study of the fixture with three paragraphs a source."""
    for name in "ab":
        text = "治理 规则 数据 。\n\n数据 算法 模型 。\n\n治理 数据 安全 。\n"
        (study / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    return study


def test_parts_of_speech_are_kept_and_told(larger: Path, govtext: Run) -> None:
    add_steps(larger, step("topics", pos="v,n", **TINY))
    (one,) = read_steps(open_study(larger))
    assert (one.options["pos"], one.pos) == ("v,n", False)
    assert "--pos v,n" in command_line(one)
    outcome = govtext("run")
    assert outcome.code == 0, outcome.err
    (done,) = record(larger)["steps"]
    assert "--pos v,n" in done["command_line"]
    assert done["parameters"]["pos"] == "v,n"


def test_a_part_of_speech_that_no_word_has_is_refused(larger: Path, govtext: Run) -> None:
    add_steps(larger, step("topics", pos="xx", **TINY))
    outcome = govtext("run")
    assert outcome.code == 3
    assert "step 1 (topics): no word is tagged xx" in outcome.err


def test_parts_of_speech_of_segment_are_true_or_false(larger: Path) -> None:
    add_steps(larger, step("segment", pos=True))
    (one,) = read_steps(open_study(larger))
    assert one.pos
    assert command_line(one) == "govtext segment --pos"


def test_a_model_is_applied_in_a_folder_of_its_own(larger: Path, govtext: Run) -> None:
    assert govtext("topics", *(word for key, value in TINY.items() for word in _option(key, value))).code == 0
    folder = larger / "outputs" / "topics"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    add_steps(larger, step("topics", apply="outputs/topics/model.npz"))
    outcome = govtext("run")
    assert outcome.code == 0, outcome.err
    assert (larger / "outputs" / "topics-applied" / "prevalence.csv").is_file()
    path = larger / "govtext.toml"
    path.write_text(path.read_text("utf-8").partition("[[step]]")[0], encoding="utf-8")
    add_steps(larger, step("topics", apply="outputs/topics/model.npz", name="topics"))
    outcome = govtext("run")
    assert outcome.code == 2
    assert "step 1: it reads model.npz in outputs/topics, where its own outputs would stand" in outcome.err
    assert before == {path: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"effect": [3]}, "step 1: effect holds 3; it must be a list of texts"),
        ({"effect": ["year", True]}, "step 1: effect holds True"),
        ({"apply": ""}, "step 1: --apply names no file"),
        ({"codebook": ""}, "step 1: --codebook names no file"),
    ],
)
def test_what_is_refused_before_anything_runs(larger: Path, govtext: Run, keys: dict[str, Any], told: str) -> None:
    add_steps(larger, step("topics", **keys))
    outcome = govtext("run")
    assert outcome.code == 2
    assert told in outcome.err
    assert outcome.err.count("\n") == 1
    assert not (larger / "outputs").exists()


def _option(key: str, value: object) -> tuple[str, str]:
    return f"--{key.replace('_', '-')}", str(value)
