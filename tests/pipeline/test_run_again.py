"""govtext run once more: what is unchanged stays, what changed is said, and nothing is mixed or lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext.errors import GovtextError, UsageProblem
from govtext.pipeline.alone import FILE, alone
from govtext.pipeline.run import plan, run
from govtext.pipeline.runner import BEGUN
from govtext.pipeline.step import Step
from govtext.pipeline.steps import read_steps
from govtext.study import open_study

from .test_run import add_steps, everything, lock_of, step

Run = Callable[..., Any]


THREE = step("segment") + step("freq") + step("ngrams", min_count=1)


def statuses(study: Path, **options: Any) -> dict[str, str]:
    """Run a study; return what became of each step, by name."""
    found: dict[str, str] = {}

    def told(number: int, steps: int, one: Step, status: str, seconds: float | None) -> None:
        if status != BEGUN:
            found[one.name] = status

    run(study, told=told, **options)
    return found


def with_stop_words(study: Path) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace('stopwords = "none"', 'stopwords = "study"'), encoding="utf-8")
    (study / "stopwords" / "own.txt").write_text("和平\n", encoding="utf-8")


def test_nothing_runs_where_nothing_changed(study: Path) -> None:
    add_steps(study, THREE)
    assert statuses(study) == {"segment": "done", "freq": "done", "ngrams": "done"}
    first = everything(study)
    assert statuses(study) == {"segment": "unchanged", "freq": "unchanged", "ngrams": "unchanged"}
    assert everything(study) == first
    assert set(statuses(study, force=True).values()) == {"done"}
    assert everything(study) == first


def test_after_one_stop_word_more_only_what_depends_on_it_runs(study: Path) -> None:
    with_stop_words(study)
    add_steps(study, THREE + step("kwic", pattern="治理"))
    assert set(statuses(study).values()) == {"done"}
    (study / "stopwords" / "own.txt").write_text("和平\n风险\n", encoding="utf-8")
    planned = {one.step.name: one.reason for one in plan(study)}
    assert planned == {
        "segment": "",
        "freq": "study/stopwords/own.txt",
        "ngrams": "study/stopwords/own.txt",
        "kwic": "",
    }
    # a concordance and the sizes of texts leave nothing out
    again = statuses(study)
    assert again == {"segment": "unchanged", "freq": "done", "ngrams": "done", "kwic": "unchanged"}
    assert "风险" not in (study / "outputs" / "freq" / "freq.csv").read_text("utf-8-sig")
    fresh = everything(study)
    assert set(statuses(study, force=True).values()) == {"done"}
    assert everything(study) == fresh


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("year = 2023", "year = 2022", "sources or their metadata"),
        ("seed = 7", "seed = 8", ""),  # nothing is drawn at random
        ('engine = "whitespace"', 'engine = "character"', "the study's settings"),
        ('command = "freq"', 'command = "freq"\ntop = 1', "the step's own options"),
        ('lang = "en"', 'lang = "zh"', "the step's own options"),
        ('title = "t"', 'title = "u"', ""),
    ],
)
def test_why_a_step_runs(study: Path, old: str, new: str, reason: str) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("seed = 7", 'seed = 7\nlang = "en"'), encoding="utf-8")
    add_steps(study, step("freq"))
    statuses(study)
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    assert [one.reason for one in plan(study)] == [reason]


def test_a_changed_source_runs_only_the_steps_that_read_it(study: Path) -> None:
    add_steps(study, step("freq", name="of-a", sources=["a"]) + step("freq", name="of-b", sources=["b"]))
    statuses(study)
    (study / "corpus" / "b.txt").write_text("治理 合作 。\n", encoding="utf-8")
    assert statuses(study) == {"of-a": "unchanged", "of-b": "done"}


def test_a_tampered_output_is_made_again_and_said(study: Path) -> None:
    add_steps(study, THREE)
    statuses(study)
    first = everything(study)
    path = study / "outputs" / "freq" / "freq.csv"
    path.write_bytes(path.read_bytes().replace(b"2", b"3"))
    (study / "outputs" / "ngrams" / "ngrams.md").unlink()
    assert [one.reason for one in plan(study)] == [
        "",
        "freq/freq.csv is not as it was written",
        "ngrams/ngrams.md is missing",
    ]
    opened, told = open_study(study), []
    opened.warn = told.append
    run(opened)
    assert told == ["outputs/freq/freq.csv is not as it was written, so step freq is run again"]
    assert everything(study) == first


def test_a_failed_step_leaves_the_finished_ones_and_the_next_run_goes_on(study: Path, govtext: Run) -> None:
    add_steps(study, step("segment") + step("freq", min_count=99) + step("ngrams", min_count=1))
    failed = govtext("run")
    assert failed.code == 3
    assert failed.err.splitlines()[-1].startswith("govtext: step 2 (freq): ")
    assert [one["name"] for one in lock_of(study)["steps"]] == ["segment"]
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("min-count = 99", "min-count = 2"), encoding="utf-8")
    assert statuses(study) == {"segment": "unchanged", "freq": "done", "ngrams": "done"}


def test_only_and_from(study: Path, govtext: Run) -> None:
    add_steps(study, THREE)
    assert statuses(study, only=["freq"]) == {"freq": "done"}
    assert [one["name"] for one in lock_of(study)["steps"]] == ["freq"]
    assert statuses(study, start="freq") == {"freq": "unchanged", "ngrams": "done"}
    assert [one["name"] for one in lock_of(study)["steps"]] == ["freq", "ngrams"]
    with pytest.raises(UsageProblem, match="no step 'frq'; did you mean 'freq'"):
        run(study, only=["frq"])
    assert govtext("run", "--from", "freq", "--only", "segment").code == 2
    outcome = govtext("run", "--from", "nothing")
    assert outcome.code == 2
    assert "steps: segment, freq, ngrams" in outcome.err


def test_a_lock_tells_of_one_state_of_the_study(study: Path) -> None:
    with_stop_words(study)
    add_steps(study, THREE)
    statuses(study)
    (study / "stopwords" / "own.txt").write_text("风险\n", encoding="utf-8")
    opened, told = open_study(study), []
    opened.warn = told.append
    run(opened, only=["freq"])
    assert [one["name"] for one in lock_of(study)["steps"]] == ["segment", "freq"]
    assert told == ["outputs/ngrams is outdated (study/stopwords/own.txt) and no longer in the lock"]
    copy = study / "outputs" / "inputs" / "study" / "stopwords" / "own.txt"
    assert copy.read_text("utf-8") == "风险\n"


def test_a_dry_run_writes_nothing(study: Path, govtext: Run) -> None:
    add_steps(study, THREE)
    outcome = govtext("run", "--dry-run", "--format", "csv")
    assert outcome.code == 0
    assert outcome.out.splitlines()[:2] == [
        "step,command_line,status,reason",
        "segment,govtext segment,run,not run yet",
    ]
    assert not (study / "outputs").exists()
    statuses(study)
    before = everything(study)
    lines = govtext("run", "--dry-run", "--format", "csv").out.splitlines()[1:]
    assert [line.split(",")[2] for line in lines] == ["unchanged"] * 3
    assert [line.split(",")[2] for line in govtext("run", "--dry-run", "--force").out.splitlines()[1:]] == ["run"] * 3
    assert everything(study) == before


def test_a_lock_of_another_version_is_said_and_all_runs(study: Path) -> None:
    add_steps(study, THREE)
    statuses(study)
    path = study / "outputs" / "run.lock.json"
    path.write_text(json.dumps({**lock_of(study), "format": 99}), encoding="utf-8")
    opened, told = open_study(study), []
    opened.warn = told.append
    run(opened)
    assert [line.rpartition(": ")[2] for line in told] == ["all steps are run"]
    assert "made by another version" in told[0]
    path.write_text("{", encoding="utf-8")
    assert set(statuses(study).values()) == {"done"}


def test_other_code_runs_all_again(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_steps(study, THREE)
    statuses(study)
    monkeypatch.setattr("govtext.pipeline.keys.code", lambda: "another")
    assert {one.reason for one in plan(study)} == {"other versions of govtext or of the libraries"}


def test_a_step_that_reads_from_another(study: Path) -> None:
    small = {"k": 2, "min_units": 1, "min_tokens": 1, "max_share": 1, "passes": 2, "runs": 2, "refits": 0}
    model = step("topics", name="model", seed=3, **small)
    applied = step("topics", apply="outputs/model/model.npz", name="applied")
    path = study / "govtext.toml"
    bare = path.read_text("utf-8")
    path.write_text(bare + applied + model, encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"step 1: it reads model.npz in outputs/model, which step 2 makes only"):
        read_steps(open_study(study))
    path.write_text(bare + model + applied, encoding="utf-8")
    assert [one.needs for one in read_steps(open_study(study))] == [(), ("model",)]
    assert statuses(study, jobs=2) == {"model": "done", "applied": "done"}
    assert set(statuses(study).values()) == {"unchanged"}
    path.write_text(path.read_text("utf-8").replace("seed = 3", "seed = 4"), encoding="utf-8")
    assert [one.reason for one in plan(study)] == ["the step's own options", "it reads from model"]
    with pytest.raises(UsageProblem, match="run it too: --only model --only applied"):
        run(study, only=["applied"])
    assert statuses(study) == {"model": "done", "applied": "done"}


def test_steps_side_by_side_give_the_same_bytes(study: Path) -> None:
    add_steps(study, THREE + step("freq", name="by-year", by="year") + step("kwic", pattern="治理"))
    run(study, jobs=1)
    first = everything(study)
    run(study, jobs=3, force=True)
    assert everything(study) == first


def test_a_step_that_fails_beside_others_is_named_and_they_are_kept(study: Path) -> None:
    add_steps(study, step("freq", name="bad", min_count=99) + step("segment") + step("freq", name="good"))
    with pytest.raises(GovtextError, match=r"step 1 \(bad\)"):
        run(study, jobs=3)
    assert {one["name"] for one in lock_of(study)["steps"]} <= {"segment", "good"}
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("min-count = 99", "min-count = 1"), encoding="utf-8")
    run(study, jobs=3)
    assert [one["name"] for one in lock_of(study)["steps"]] == ["bad", "segment", "good"]


def test_a_source_that_changes_under_a_run_is_said_and_not_recorded(study: Path) -> None:
    add_steps(study, THREE)

    def told(number: int, steps: int, one: Step, status: str, seconds: float | None) -> None:
        if one.name == "freq" and status == BEGUN:
            (study / "corpus" / "a.txt").write_text("合作\n", encoding="utf-8")

    with pytest.raises(GovtextError, match=r"a.txt: changed while step freq was running"):
        run(study, told=told)
    assert [one["name"] for one in lock_of(study)["steps"]] == ["segment"]
    assert set(statuses(study).values()) == {"done"}


def test_a_second_run_says_so_and_waits(study: Path) -> None:
    add_steps(study, step("segment"))
    opened, told = open_study(study), []
    waiting = threading.Event()

    def warn(message: str) -> None:
        told.append(message)
        waiting.set()

    opened.warn = warn
    with alone(study / ".govtext", lambda message: None):
        second = threading.Thread(target=run, args=(opened,))
        second.start()
        assert waiting.wait(30)
        assert not (study / "outputs").exists()
    second.join(60)
    assert told == ["another run is under way in this study; waiting until it has ended"]
    assert [one["name"] for one in lock_of(study)["steps"]] == ["segment"]
    assert (study / ".govtext" / FILE).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of process groups")
def test_ctrl_c_ends_steps_side_by_side(study: Path) -> None:
    text = "".join(f"治理 风险 发展 词{number} 。\n" for number in range(3000))
    (study / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    slow = {"k": 20, "min_units": 1, "min_tokens": 1, "max_share": 1, "passes": 2000, "runs": 9, "refits": 9}
    add_steps(study, step("segment") + step("topics", **slow) + step("topics", name="more", seed=2, **slow))
    command = [sys.executable, "-m", "govtext", "run", "--jobs", "2"]
    running = subprocess.Popen(command, cwd=study, stderr=subprocess.PIPE, text=True, start_new_session=True)
    end = time.monotonic() + 60
    path = study / "outputs" / "run.lock.json"
    while not path.exists() or not lock_of(study)["steps"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=30)[1]
    assert running.returncode == 130
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("govtext: interrupted")
    assert [one["name"] for one in lock_of(study)["steps"]] == ["segment"]
    assert not list((study / "outputs").rglob("*.tmp"))


def test_no_path_of_the_machine_is_in_the_lock(study: Path) -> None:
    (study / "corpus" / "a.txt").write_text("治理 治理 风险 。\n治理 治理 风险 。\n", encoding="utf-8")
    add_steps(study, THREE + step("corpus list"))
    run(study)
    assert str(study) not in (study / "outputs" / "run.lock.json").read_text("utf-8")


def test_outputs_that_are_outdated_are_told_from_those_of_no_step(study: Path, govtext: Run) -> None:
    with_stop_words(study)
    add_steps(study, THREE)
    statuses(study)
    (study / "stopwords" / "own.txt").write_text("风险\n", encoding="utf-8")
    run(study, only=["freq"])
    (study / "outputs" / "mine").mkdir()
    (study / "outputs" / "mine" / "x.txt").write_text("x", encoding="utf-8")
    outcome = govtext("verify", "--format", "csv")
    assert outcome.code == 3
    told = {line.split(",")[0]: line.split(",")[2] for line in outcome.out.splitlines()[1:]}
    assert told == {
        "mine/x.txt": "unrecorded",
        "ngrams/ngrams.csv": "outdated",
        "ngrams/ngrams.md": "outdated",
    }
