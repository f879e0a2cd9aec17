"""Every command is an analysis, a task or no step for a reason; a task does what its command does."""

from __future__ import annotations

import csv
import inspect
import json
import shlex
import typing
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest

from govtext.api import ANALYSES
from govtext.cli import COMMANDS
from govtext.errors import GovtextError, UsageProblem
from govtext.pipeline.tasks import ARGUMENTS, HANDED, NO_STEPS, TASKS, check_task, files_of, folder_of, options_of, task
from govtext.study import open_study

from ..conftest import Outcome

Run = Callable[..., Outcome]
# how results are shown and where they are written: the same for every command
SHOWN = {"form", "folder", "no_save", "lang", "table", "top", "charts", "column", "palette", "font"}
SHOWN |= {"sources", "path"}


def commands() -> dict[str, click.Command]:
    """Return all commands, those of a group each for itself."""
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command: click.Command = import_module(f"govtext.cli.{name}").command
        verbs = dict(command.commands) if isinstance(command, click.Group) else {}
        if name == "topics":
            verbs = {verb: click.Command(verb) for verb in import_module("govtext.cli.topics").VERBS}
            found[name] = command
        found |= {f"{name} {verb}": one for verb, one in verbs.items()}
        if not verbs:
            found[name] = command
    return found


def test_every_command_is_an_analysis_or_a_task_or_no_step_for_a_reason() -> None:
    for name in commands():
        assert (name in ANALYSES) + (name in TASKS) + (name in NO_STEPS) == 1, name


def test_what_is_said_of_commands_is_said_of_commands_that_there_are() -> None:
    unknown = {*TASKS, *NO_STEPS} - set(commands())
    assert unknown <= {"codebook new", "report", "verify", "completion"}  # not in every version
    assert set(ARGUMENTS) <= set(TASKS)
    assert all(NO_STEPS.values())


@pytest.mark.parametrize("name", list(TASKS))
def test_a_task_has_the_options_of_its_command(name: str) -> None:
    parameters = [one for one in commands()[name].params if one.name not in SHOWN]
    assert set(options_of(name)) == {one.name for one in parameters}
    for one in parameters:
        if isinstance(one, click.Argument):
            assert one.name in ARGUMENTS[name]
        else:
            assert f"--{str(one.name).replace('_', '-')}" in one.opts  # a key is what stands on the command line
        if isinstance(one.type, click.Choice) and name != "corpus show":
            kind = options_of(name)[str(one.name)]
            literal = typing.get_origin(kind) is typing.Literal
            assert not literal or set(typing.get_args(kind)) == set(one.type.choices)
    arguments = [str(one.name) for one in commands()[name].params if isinstance(one, click.Argument)]
    assert [one for one in arguments if one != "sources"] == list(ARGUMENTS.get(name, ()))


@pytest.mark.parametrize("name", list(TASKS))
def test_the_defaults_of_a_task_are_those_of_its_command(name: str) -> None:
    asked = inspect.signature(TASKS[name]).parameters
    for one in commands()[name].params:
        default = one.get_default(click.Context(commands()[name]))
        if one.name in asked and one.name not in HANDED and isinstance(default, str | int):
            usual = asked[one.name].default
            assert usual in (default, inspect.Parameter.empty), one.name


def test_parts_of_a_source_that_are_tables_can_be_shown() -> None:
    from govtext.cli.corpus.show import CHOICES

    assert {*typing.get_args(options_of("corpus show")["part"]), "body"} == set(CHOICES)


EXAMPLES: dict[str, dict[str, object]] = {
    "corpus list": {"verbose": True},
    "corpus audit": {"without": "blanks"},
    "corpus duplicates": {"part": "pairs"},
    "corpus show": {"source": "a", "part": "paragraphs"},
    "stopwords show": {"lists": "modals"},
    "stopwords diff": {"first": "govtext", "second": "modals"},
    "codebook list": {},
    "codebook show": {"codebook": "principles"},
    "codebook lint": {"codebook": "principles", "level": "warning"},
    "codebook test": {"codebook": "principles"},
    "agree": {"files": ["anna.csv", "ben.csv"], "draws": 10},
}


def written(folder: Path) -> None:
    (folder / "anna.csv").write_text("unit,coder,value\n1,a,x\n2,a,y\n3,a,x\n", encoding="utf-8")
    (folder / "ben.csv").write_text("unit,coder,value\n1,b,x\n2,b,y\n3,b,y\n", encoding="utf-8")


def words_of(name: str, options: dict[str, object]) -> list[str]:
    words = name.split()
    for key in ARGUMENTS.get(name, ()):
        value = options.get(key)
        words += [str(one) for one in (value if isinstance(value, list) else [value]) if one is not None]
    for key, value in options.items():
        if key not in ARGUMENTS.get(name, ()):
            words += [f"--{key}"] if value is True else [f"--{key}", str(value)]
    return words


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_task_writes_what_its_command_prints(name: str, study: Path, govtext: Run) -> None:
    written(study)
    options = EXAMPLES[name]
    printed = govtext(*words_of(name, options), "--format", "csv")
    assert printed.code == 0, printed.err
    folder = study / "outputs" / "step"
    done = task(name, open_study(study), options, folder=folder)
    table = folder / f"{done.tables.main.name}.csv"
    assert table in done.files
    assert (folder / f"{folder_of(name)}.md").is_file()
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    shown = list(csv.reader(printed.out.splitlines()))
    at = rows[0].index("file") if "file" in rows[0] else None  # paths are written as the study sees them
    for row in (*rows, *shown):
        row[slice(at, at + 1) if at is not None else slice(0, 0)] = []
    assert rows == shown


def test_what_is_written_names_no_place_on_this_machine(study: Path) -> None:
    written(study)
    for name, options in EXAMPLES.items():
        given = options | ({"html": "page.html"} if name == "corpus audit" else {})
        for path in task(name, open_study(study), given, folder=study / "outputs" / "step").files:
            assert str(study) not in path.read_text("utf-8-sig", errors="replace"), path
            assert "site-packages" not in path.read_text("utf-8-sig", errors="replace"), path


def test_the_options_as_resolved_are_recorded(study: Path) -> None:
    parameters = task("corpus list", open_study(study), {}, sources=["b"]).tables.main.parameters
    assert parameters == {"verbose": False, "engine": "whitespace", "without": ""}
    parameters = task("stopwords diff", open_study(study), EXAMPLES["stopwords diff"]).tables.main.parameters
    assert parameters == {"first": "govtext", "second": "modals"}


def test_a_task_reads_the_sources_it_is_given(study: Path) -> None:
    done = task("corpus list", open_study(study), {}, sources=["b"])
    assert [source.id for source in done.sources] == ["b"]
    assert done.tables.main.values("id") == ["b"]
    assert [source.id for source in task("stopwords show", open_study(study), {"lists": "modals"}).sources] == [
        "a",
        "b",
    ]
    assert task("codebook show", open_study(study), {"codebook": "principles"}).sources == []


def test_the_page_of_the_audit_stands_beside_its_table(study: Path) -> None:
    folder = study / "outputs" / "audit"
    done = task("corpus audit", open_study(study), {"html": "raw.html"}, folder=folder, lang="zh")
    assert folder / "raw.html" in done.files
    assert (folder / "raw.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_sheets_of_coders_are_read_and_never_written_over(study: Path) -> None:
    written(study)
    (study / "anna.csv").rename(study / "coefficients.csv")
    opened, options = open_study(study), {"files": ["coefficients.csv", "ben.csv"], "draws": 0}
    assert files_of("agree", opened, options) == [study / "coefficients.csv", study / "ben.csv"]
    with pytest.raises(UsageProblem, match="a file of a coder"):
        task("agree", opened, options, folder=study)
    assert "unit,coder" in (study / "coefficients.csv").read_text("utf-8")


def test_nothing_of_the_study_is_written_over(study: Path) -> None:
    with pytest.raises(UsageProblem, match="in corpus/"):
        task("corpus list", open_study(study), {}, folder=study / "corpus")
    (study / "outputs" / "step" / "sources.csv").mkdir(parents=True)
    with pytest.raises(GovtextError, match="a folder stands where"):
        task("corpus list", open_study(study), {}, folder=study / "outputs" / "step")


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("corpus show", {"source": "a"}, "corpus show has no part"),
        ("corpus show", {"source": "c", "part": "notes"}, "no source"),
        ("stopwords diff", {"first": "govtext"}, "stopwords diff has no second"),
        ("agree", {}, "agree has no files"),
        ("agree", {"files": ["nobody.csv"]}, "no such file"),
        ("corpus audit", {"html": "../page.html"}, "the page stands in the step's own folder"),
        ("codebook show", {"codebook": "prinziples"}, "no codebook 'prinziples'"),
        ("corpus list", {"verbos": True}, "did you mean 'verbose'"),
        ("stopwords show", {"lists": "nobodys"}, "nobodys"),
    ],
)
def test_what_would_be_refused_is_refused_beforehand(
    study: Path, name: str, options: dict[str, object], said: str
) -> None:
    with pytest.raises(GovtextError, match=said):
        check_task(name, open_study(study), options)


def test_a_task_without_sources_takes_none(study: Path) -> None:
    with pytest.raises(UsageProblem, match="codebook list takes no sources"):
        check_task("codebook list", open_study(study), {}, ["a"])


def test_results_that_are_an_error_are_written_and_fail(study: Path) -> None:
    folder = study / "lexicon" / "codebooks"
    folder.mkdir(parents=True)
    book = '[codebook]\nid = "own"\nlabel = { en = "Own", zh = "自编" }\n\n[[code]]\nid = "x"\n'
    book += 'label = { en = "X", zh = "某" }\nindicators = ["治理"]\nexamples.include = ["发展 。"]\n'
    (folder / "own.toml").write_text(book, encoding="utf-8")
    into = study / "outputs" / "test"
    with pytest.raises(GovtextError, match="1 example of the codebooks failed") as caught:
        task("codebook test", open_study(study), {"codebook": "own"}, folder=into)
    assert caught.value.exit_code == 3
    assert "发展" in (into / "examples.csv").read_text("utf-8-sig")
    assert caught.value.where == str(into / "codebook-test.md")


def test_tasks_are_steps_of_a_run_and_their_command_lines_do_the_same(study: Path, govtext: Run) -> None:
    written(study)
    with (study / "govtext.toml").open("a", encoding="utf-8") as file:
        for name, options in EXAMPLES.items():
            lines = [f"{key} = {json.dumps(value)}" for key, value in options.items()]
            file.write("\n".join(["\n[[step]]", f'command = "{name}"', *lines, ""]))
    outcome = govtext("run")
    assert outcome.code == 0, outcome.err
    lock = json.loads((study / "outputs" / "run.lock.json").read_text("utf-8"))
    assert [step["command"] for step in lock["steps"]] == list(EXAMPLES)
    for step in lock["steps"]:
        assert step["name"] == folder_of(step["command"])
        words = shlex.split(step["command_line"])[1:]
        assert words == words_of(step["command"], EXAMPLES[step["command"]])
        assert {one["file"] for one in step["outputs"]} >= {table["file"] for table in step["tables"].values()}
    outcome = govtext("run")
    assert outcome.err.count("unchanged") == len(EXAMPLES), outcome.err


def test_a_step_of_a_command_that_is_none_says_why(study: Path, govtext: Run) -> None:
    with (study / "govtext.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[step]]\ncommand = "corpus add"\n')
    outcome = govtext("run")
    assert outcome.code == 2
    assert "corpus add is no step: it changes the study" in outcome.err
