"""govtext run skips nothing wrongly, and believes neither an old lock nor a link."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from govtext.errors import GovtextError, UsageProblem
from govtext.pipeline.run import plan, run
from govtext.pipeline.steps import read_steps
from govtext.study import open_study

from .test_run import add_steps, everything, lock_of, step

CODEBOOK = '[codebook]\n[[code]]\nid = "q"\nlabel = {en = "Q", zh = "问"}\nindicators = ["治理"]\n'


def change(study: Path, old: str, new: str) -> None:
    path = study / "govtext.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def as_from_nothing(study: Path) -> None:
    """Run a study and assert that the bytes are those of a study that was never run before."""
    run(study)
    found = everything(study)
    shutil.rmtree(study / "outputs")
    shutil.rmtree(study / ".govtext")
    run(study)
    fresh = everything(study)
    assert [name for name in found.keys() | fresh.keys() if found.get(name) != fresh.get(name)] == []


def renamed(old: str, new: str) -> Callable[[Path], None]:
    def rename(study: Path) -> None:
        (study / old).rename(study / new)
        text = (study / "govtext.toml").read_text("utf-8")
        (study / "govtext.toml").write_text(text.replace(Path(old).stem, Path(new).stem), encoding="utf-8")

    return rename


def written(old: str, new: str) -> Callable[[Path], None]:
    return lambda study: change(study, old, new)


@pytest.mark.parametrize(
    "altered",
    [
        renamed("stopwords/own.txt", "stopwords/other.txt"),
        renamed("lexicon/codebooks/mine.toml", "lexicon/codebooks/nine.toml"),
        lambda study: (change(study, "corpus/a.txt", "corpus/z.txt"), (study / "corpus/a.txt").rename("corpus/z.txt")),
        lambda study: (change(study, "corpus/a.txt", "corpus/a.md"), (study / "corpus/a.txt").rename("corpus/a.md")),
        written('label = "甲"', 'label = "甲"\ninstitution = "某所"'),
        written('label = "甲"\n', 'title = "一份报告"\n'),
        written('engine = "whitespace"', 'engine = "whitespace"\nmixed = "whole"'),
        written('command = "segment"', 'command = "segment"\nlang = "en"'),
        written('title = "t"', 'title = "u"\nauthors = "某人"'),
        written('[[source]]\nid = "b"', '[[source]]\nid = "c"'),
        lambda study: (study / "lexicon" / "glosses.tsv").write_text("word\tgloss\n治理\tgov\n", encoding="utf-8"),
    ],
    ids=["stop list", "codebook", "file", "ending", "institution", "title", "default", "lang", "study", "id", "gloss"],
)
def test_a_run_after_a_change_gives_what_a_first_run_gives(study: Path, altered: Callable[[Path], Any]) -> None:
    change(study, 'stopwords = "none"', 'stopwords = "study"')
    change(study, 'label = "乙"', 'label = "乙"\ninstitution = "某校"')
    (study / "stopwords" / "own.txt").write_text("风险\n", encoding="utf-8")
    (study / "lexicon" / "codebooks").mkdir(parents=True)
    (study / "lexicon" / "codebooks" / "mine.toml").write_text(CODEBOOK, encoding="utf-8")
    steps = step("segment") + step("freq", by="author", gloss=True) + step("corpus list") + step("codebook list")
    add_steps(study, steps + step("frames", codebook="mine"))
    run(study)
    altered(study)
    as_from_nothing(study)


def test_a_persons_own_file_beside_the_outputs_of_another_step_counts(study: Path) -> None:
    add_steps(study, step("segment", name="coding") + step("kwic", patterns="outputs/coding/mine.txt"))
    own = study / "outputs" / "coding" / "mine.txt"
    own.parent.mkdir(parents=True)
    own.write_text("治理\n", encoding="utf-8")
    run(study)
    run(study)
    own.write_text("发展\n", encoding="utf-8")
    assert [one.runs for one in plan(study)] == [False, True]


def test_what_a_step_writes_no_more_is_taken_away(study: Path) -> None:
    add_steps(study, step("freq", format=["xlsx", "html"]) + step("segment"))
    run(study)
    (study / "outputs" / "freq" / "own.html").write_text("a person's", encoding="utf-8")
    (study / "outputs" / "freq" / "spectrum.html").write_text("edited", encoding="utf-8")
    change(study, 'format = ["xlsx", "html"]', "")
    change(study, '[[source]]\nid = "b"', '[[source]]\nid = "c"')
    run(study)
    names = {path.name for path in (study / "outputs" / "freq").iterdir()}
    assert names == {"freq.csv", "spectrum.csv", "freq.md", "own.html", "spectrum.html"}  # what others wrote stays
    assert {path.stem for path in (study / "outputs" / "segment").glob("*.txt")} == {"a", "c"}


def test_no_link_is_written_through_or_taken_away(study: Path, tmp_path: Path) -> None:
    precious = tmp_path / "outside" / "precious.txt"
    precious.parent.mkdir()
    precious.write_text("x", encoding="utf-8")
    add_steps(study, step("freq"))
    (study / "outputs").mkdir()
    (study / "outputs" / "inputs").symlink_to(precious.parent)
    with pytest.raises(GovtextError, match="a link stands where lists are copied to"):
        run(study)
    assert [path.name for path in precious.parent.iterdir()] == ["precious.txt"]
    (study / "outputs" / "inputs").unlink()
    run(study)
    table = study / "outputs" / "freq" / "freq.csv"
    elsewhere = tmp_path / "freq.csv"
    table.rename(elsewhere)
    table.symlink_to(elsewhere)
    assert [one.reason for one in plan(study)] == ["freq/freq.csv is not as it was written"]


@pytest.mark.parametrize(
    "broken",
    [
        {"steps": {"a": 1}},
        {"steps": ["x", None]},
        {"steps": [{"name": "freq"}]},
        {"inputs": None},
        {"sources": [1]},
        {"study": None},
        {"versions": 3},
    ],
)
def test_a_broken_lock_is_said_and_all_runs(study: Path, broken: dict[str, Any]) -> None:
    add_steps(study, step("freq"))
    run(study)
    path = study / "outputs" / "run.lock.json"
    first = path.read_bytes()
    path.write_text(json.dumps({**lock_of(study), **broken}), encoding="utf-8")
    opened, told = open_study(study), []
    opened.warn = told.append
    run(opened)
    assert len(told) == 1
    assert told[0].endswith(": all steps are run")
    assert path.read_bytes() == first


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", "freq/../../x", "other/freq.csv", "freq"])
def test_a_lock_that_names_files_elsewhere_is_not_believed(study: Path, name: str) -> None:
    add_steps(study, step("freq"))
    run(study)
    lock = lock_of(study)
    lock["steps"][0]["outputs"][0]["file"] = name
    (study / "outputs" / "run.lock.json").write_text(json.dumps(lock), encoding="utf-8")
    opened, told = open_study(study), []
    opened.warn = told.append
    run(opened)
    assert "names files outside of its folders" in told[0]


def test_a_failed_run_keeps_the_lists_of_what_is_finished(study: Path) -> None:
    add_steps(study, step("freq", stopwords="study", min_count=1) + step("freq", name="bad", min_count=99))
    (study / "stopwords" / "own.txt").write_text("风险\n", encoding="utf-8")
    with pytest.raises(GovtextError):
        run(study)
    assert all((study / "outputs" / one["copy"]).is_file() for one in lock_of(study)["inputs"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[step]]\ncommand = ["freq"]\n', "unknown command"),
        ("[[step]]\ncommand = {a = 1}\n", "unknown command"),
        (step("dispersion", term=["治理", 3]), "term holds 3"),
        (step("freq") + step("segment", name="FREQ"), "step 1 writes to outputs/freq too"),
        (step("freq", name="Inputs"), "cannot be a folder's name"),
        (step("freq", name="con"), "cannot be a folder's name"),
        (step("freq", by=""), "by names no field"),
    ],
)
def test_keys_that_no_step_can_have(study: Path, text: str, said: str) -> None:
    add_steps(study, "\n" + text)
    with pytest.raises(UsageProblem, match=said):
        read_steps(open_study(study))


def test_the_font_of_a_step_is_found_from_the_study(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVTEXT_CHARTS", "svg")
    (study / "fonts").mkdir()
    spec = find_spec("zhplot")
    assert spec is not None
    assert spec.origin is not None
    shutil.copy(next((Path(spec.origin).parent / "fonts").glob("*.[ot]tf")), study / "fonts" / "own.otf")
    add_steps(study, step("segment", font="fonts/own.otf"))
    monkeypatch.chdir("/")
    run(study)
    assert "fonts/own.otf" in {one["file"] for one in lock_of(study)["inputs"]}
    assert not next(iter(plan(study))).runs
    with (study / "fonts" / "own.otf").open("ab") as file:
        file.write(b"\0")
    assert next(iter(plan(study))).runs
