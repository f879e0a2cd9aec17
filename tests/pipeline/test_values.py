"""Values of steps that an analysis would refuse are refused before anything runs; what is right runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext.errors import UsageProblem
from govtext.pipeline.steps import read_steps
from govtext.pipeline.values import check_values
from govtext.study import open_study

from .test_run import FIRST, add_steps, record, step

Run = Callable[..., Any]

WRONG: list[tuple[str, dict[str, object], str]] = [
    ("compare", {"measure": "keyness"}, "measure"),
    ("compare", {"measure": "G3"}, "measure"),
    ("compare", {"correction": "holmes"}, "correction"),
    ("compare", {"k": 0}, "k"),
    ("compare", {"k": -1.5}, "k"),
    ("compare", {"prior": 0.0}, "prior"),
    ("compare", {"prior": -0.01}, "prior"),
    ("kwic", {}, "there is no pattern"),
    ("kwic", {"pattern": ""}, "there is no pattern"),
    ("kwic", {"pattern": "[治理"}, "[治理"),
    ("kwic", {"pattern": "(治理"}, "(治理"),
    ("kwic", {"pattern": "(", "regex": True}, "("),
    ("kwic", {"pattern": "治理", "within": "near"}, "within"),
    ("kwic", {"pattern": "治理", "within": "5:x"}, "within"),
    ("collocates", {}, "there is no node"),
    ("collocates", {"node": ""}, "there is no node"),
    ("collocates", {"node": "(治理"}, "(治理"),
    ("collocates", {"node": "治理", "against": "[发展"}, "[发展"),
    ("collocates", {"node": "治理", "window": 51}, "--window is 51"),
    ("collocates", {"node": "治理", "window": -1}, "--window is -1"),
    ("collocates", {"node": "治理", "left": 51}, "--left is 51"),
    ("collocates", {"node": "治理", "window": 0}, "the window has no words"),
    ("collocates", {"node": "治理", "left": 0, "right": 0}, "the window has no words"),
    ("collocates", {"node": "治理", "sort": "lambda"}, "sort"),
    ("ngrams", {"n": "2-9"}, "2-9"),
    ("ngrams", {"n": "4-2"}, "4-2"),
    ("ngrams", {"skip": 6}, "skip"),
    ("ngrams", {"skip": -1}, "skip"),
    ("ngrams", {"per_million": 10}, "bundles"),
    ("dispersion", {"parts": 1}, "parts is 1"),
    ("dispersion", {"parts": 0}, "parts is 0"),
    ("dispersion", {"term": ["治理", "(发展"]}, "(发展"),
]


@pytest.mark.parametrize(("command", "keys", "said"), WRONG)
def test_a_value_out_of_range_stops_the_run_before_its_first_step(
    study: Path, govtext: Run, command: str, keys: dict[str, object], said: str
) -> None:
    add_steps(study, FIRST + step(command, **keys))
    outcome = govtext("run")
    assert outcome.code in (2, 3)
    assert outcome.err.count("\n") == 1, outcome.err
    assert "step 2: " in outcome.err
    assert said in outcome.err
    assert not (study / "outputs").exists()


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("kwic", {"patterns": "gone.txt"}),
        ("compare", {"terms": "gone.txt"}),
        ("compare", {"reference_list": "gone.txt"}),
        ("compare", {"reference_corpus": ["corpus/a.txt", "gone.txt"]}),
        ("compare", {"reference_corpus": "gone.txt"}),
    ],
)
def test_a_file_that_is_not_there_stops_the_run_before_its_first_step(
    study: Path, govtext: Run, command: str, keys: dict[str, object]
) -> None:
    add_steps(study, FIRST + step(command, **keys))
    outcome = govtext("run")
    assert outcome.code in (2, 3)
    assert outcome.err.count("\n") == 1, outcome.err
    assert "step 2: " in outcome.err
    assert "gone.txt" in outcome.err
    assert not (study / "outputs").exists()


RIGHT: list[tuple[str, dict[str, object]]] = [
    *(("compare", {"measure": measure}) for measure in ("g2", "log-ratio", "fisher", "chi2", "simple-maths")),
    *(("compare", {"correction": correction}) for correction in ("holm", "bonferroni", "none")),
    ("compare", {"k": 100}),
    ("compare", {"k": 0.5}),
    ("compare", {"prior": 0.01}),
    ("kwic", {"pattern": "治理 [发展|风险]"}),
    ("kwic", {"pattern": "治.", "regex": True}),
    ("kwic", {"pattern": "(", "substring": True}),  # a string is no query
    ("kwic", {"pattern": "治理", "within": "0:3"}),
    ("kwic", {"patterns": "lists/p.txt"}),
    ("collocates", {"node": "治理", "against": "发展", "window": 50}),
    ("collocates", {"node": "治理", "left": 0, "right": 1}),
    ("collocates", {"node": "治理", "sort": "mi"}),
    ("ngrams", {"n": "2-4", "skip": 0}),
    ("ngrams", {"n": 2, "skip": 5}),
    ("ngrams", {"bundles": True, "per_million": 10}),
    ("dispersion", {"parts": 2}),
    ("dispersion", {"term": ["治理", "[发展|风险]"]}),
    ("compare", {"terms": "lists/p.txt"}),
    ("compare", {"reference_list": "lists/f.csv"}),
    ("compare", {"reference_corpus": "corpus"}),
]


def lists(study: Path) -> None:
    (study / "lists").mkdir()
    (study / "lists" / "p.txt").write_text("治理\n风险\n", encoding="utf-8")
    (study / "lists" / "f.csv").write_text("term,count\n治理,5\n安全,7\n", encoding="utf-8")


@pytest.mark.parametrize(("command", "keys"), RIGHT)
def test_right_values_pass(study: Path, command: str, keys: dict[str, object]) -> None:
    lists(study)
    add_steps(study, FIRST + step(command, **keys))
    assert [one.command for one in read_steps(open_study(study))] == ["segment", command]


def test_values_that_pass_run(study: Path, govtext: Run) -> None:
    lists(study)
    steps = step("compare", measure="log-ratio", correction="none", min_count=1, terms="lists/p.txt")
    steps += step("kwic", patterns="lists/p.txt", within="5:3")
    steps += step("collocates", node="治理", left=0, right=50, sort="mi", min_count=1)
    steps += step("ngrams", n="2-3", skip=1, min_count=1, min_range=1) + step("dispersion", parts=2, term=["治理"])
    add_steps(study, steps)
    outcome = govtext("run")
    assert outcome.code == 0, outcome.err
    assert [one["name"] for one in record(study)["steps"]] == ["compare", "kwic", "collocates", "ngrams", "dispersion"]


def test_kinds_of_faults(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no node"):
        check_values("collocates", {}, tmp_path)
    check_values("freq", {}, None)


@pytest.mark.parametrize("keys", [{"evidence": 2}, {"gloss": True}, {"gloss": False}])
def test_a_concordance_has_neither_evidence_nor_glosses(study: Path, govtext: Run, keys: dict[str, object]) -> None:
    add_steps(study, FIRST + step("kwic", pattern="治理", **keys))
    outcome = govtext("run")
    assert outcome.code == 2
    assert f"step 2: kwic has no option '{next(iter(keys))}'" in outcome.err
    assert not (study / "outputs").exists()


# Files that options name, on record


def settings_of(study: Path) -> dict[str, str]:
    written = json.loads((study / "outputs" / "run.lock.json").read_text("utf-8"))
    return {one["file"]: one["sha256"] for one in written["inputs"]}


def test_files_that_options_name_are_on_record_and_their_change_shows(study: Path, govtext: Run) -> None:
    lists(study)
    steps = step("kwic", patterns="lists/p.txt") + step("compare", terms="lists/p.txt", min_count=1)
    add_steps(study, steps + step("compare", name="outside", reference_list="lists/f.csv", min_count=1))
    assert govtext("run").code == 0
    first = settings_of(study)
    for name in ("lists/p.txt", "lists/f.csv", "govtext.toml"):
        assert first[name] == hashlib.sha256((study / name).read_bytes()).hexdigest()
    assert govtext("run").code == 0
    assert settings_of(study) == first
    (study / "lists" / "p.txt").write_text("治理\n发展\n", encoding="utf-8")
    assert govtext("run").code == 0
    second = settings_of(study)
    assert {name for name in first if first[name] != second[name]} == {"lists/p.txt"}
    (study / "lists" / "f.csv").write_text("term,count\n治理,6\n安全,7\n", encoding="utf-8")
    assert govtext("run").code == 0
    third = settings_of(study)
    assert {name for name in second if second[name] != third[name]} == {"lists/f.csv"}


def test_a_file_outside_of_the_study_is_on_record_too(study: Path, tmp_path: Path, govtext: Run) -> None:
    path = tmp_path / "elsewhere.txt"
    path.write_text("治理\n", encoding="utf-8")
    add_steps(study, step("kwic", patterns=str(path)))
    assert govtext("run").code == 0
    assert settings_of(study)["../elsewhere.txt"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_is_found_from_the_studys_folder(
    study: Path, tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists(study)
    add_steps(study, step("kwic", patterns="lists/p.txt"))
    monkeypatch.chdir(tmp_path)
    outcome = govtext("--study", study, "run")
    assert outcome.code == 0, outcome.err
    assert "lists/p.txt" in settings_of(study)


def test_other_keys_beside_a_missing_file_do_not_hide_it(study: Path, govtext: Run) -> None:
    add_steps(study, FIRST + step("kwic", pattern="治理", patterns="gone.txt"))
    outcome = govtext("run")
    assert outcome.code in (2, 3)
    assert not (study / "outputs").exists()


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("stop.txt", {"stopwords": "lists/stop.txt"}),
        ("own.tsv", {"lexicon": "lists/own.tsv", "features": "terms"}),
        ("r.txt", {"reference_corpus": "lists/ref", "min_count": 1}),
    ],
)
def test_every_file_that_a_step_reads_is_on_record(
    study: Path, govtext: Run, name: str, keys: dict[str, object]
) -> None:
    (study / "lists" / "ref").mkdir(parents=True)
    (study / "lists" / "stop.txt").write_text("风险\n", encoding="utf-8")
    (study / "lists" / "own.tsv").write_text("治理\t\t\n", encoding="utf-8")
    (study / "lists" / "ref" / "r.txt").write_text("治理 安全 。\n", encoding="utf-8")
    add_steps(study, step("compare" if "min_count" in keys else "freq", **keys))
    outcome = govtext("run")
    assert outcome.code == 0, outcome.err
    record_of_all = (study / "outputs" / "run.lock.json").read_text("utf-8")
    digest = hashlib.sha256(next((study / "lists").rglob(name)).read_bytes()).hexdigest()
    assert digest in record_of_all
