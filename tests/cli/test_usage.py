"""Wrong usage: exit code 2, one line, a suggestion where one is near; help and versions on stdout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import govtext as package


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("fre", "no command 'fre'; did you mean 'freq'?"),
        ("xyzzy", "no command 'xyzzy'; see: govtext --help"),
        ("corpus ad", "Did you mean 'add'?"),
        ("freq --tops 3", "'--top'"),
        ("freq --top three", "'three' is not a valid integer"),
        ("freq --top -1", "--top is -1; it must be at least 0"),
        ("freq --min-count 0", "--min-count is 0; it must be at least 1"),
        ("freq --format xls", "'xls' is not one of 'table', 'csv'"),
        ("freq --engine jiba", "'jiba' is not one of 'jieba'"),
        ("freq --lang de", "'de' is not one of 'en', 'zh'"),
        (
            "freq --by gener",
            "no source has a field 'gener'; --by takes one of source, chapter, section, author, label, year",
        ),
        ("freq --stopwords govtxt", "no stop list 'govtxt'; choose one of govtext, modals, protected, stopwordsiso"),
        ("freq aa", "no source and no file 'aa'; did you mean 'a'? sources: a, b"),
        ("freq a a", "the source 'a' is named twice"),
        ("keywords --method tf", "'tf' is not one of"),
        ("keywords a", "two"),
        ("compare a", "a comparison by 'source' needs two groups, and there is one (a)"),
        ("compare --table all", "'all' is not one of 'frequencies', 'keyness'"),
        ("topics --k 1", "--k is 1; it must be at least 2"),
        ("topics --k 50 --min-units 1 --min-tokens 1 --max-share 1", "--k is 50, with 2 units and 3 words"),
        ("topics --max-share 1.5", "--max-share is 1.5"),
        ("topics --max-share nan", "--max-share is nan"),
        ("topics --unit chapter", "'chapter' is not one of"),
        ("topics --seed -1", "--seed is -1"),
        ("corpus remove zz", "no source 'zz'; sources: a, b"),
        ("corpus add", "Missing argument 'FILE|FOLDER...'"),
        ("corpus show", "Missing argument 'SOURCE|FILE'"),
        ("corpus show a --part soul", "'soul' is not one of 'body'"),
        ("run a", "unexpected extra argument"),
        ("init", "Missing argument 'DIR'"),
        ("--study nowhere freq", "nowhere: no govtext.toml in this folder"),
    ],
)
def test_wrong_usage(study: Path, refused: Callable[..., str], arguments: str, said: str) -> None:
    assert said in refused(2, *arguments.split())
    assert not (study / "outputs").exists()


@pytest.mark.parametrize("command", ["freq", "segment", "compare", "run", "corpus list", "corpus remove x"])
def test_without_a_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "there is no study here; make one: govtext init DIR" in refused(2, *command.split())


@pytest.mark.parametrize(
    "arguments",
    [
        "freq --min-count 99",
        "compare --min-count 99",
        "keywords --method tfidf --min-count 99",
        "topics",
    ],
)
def test_nothing_found_is_exit_code_1(study: Path, refused: Callable[..., str], arguments: str) -> None:
    assert "; " in refused(1, *arguments.split())
    assert not (study / "outputs").exists()


@pytest.mark.parametrize("arguments", ["-v freq aa", "--verbose freq aa", "-q -v freq aa"])
def test_the_traceback_comes_with_v_only(study: Path, govtext: Callable[..., Any], arguments: str) -> None:
    outcome = govtext(*arguments.split())
    assert outcome.code == 2
    assert "Traceback" in outcome.err
    assert "Traceback" not in govtext("freq", "aa").err


def test_the_traceback_comes_with_joined_short_options(study: Path, govtext: Callable[..., Any]) -> None:
    assert "Traceback" in govtext("-qv", "freq", "aa").err


def test_quiet_leaves_results_and_errors(study: Path, govtext: Callable[..., Any]) -> None:
    outcome = govtext("-q", "freq")
    assert outcome.err == ""
    assert outcome.out.startswith("term,kind,count,per_10k,range\n")
    assert govtext("-q", "freq", "aa").err.startswith("govtext: no source")


@pytest.mark.parametrize("arguments", ["--help", "-h", "freq --help", "corpus --help", "corpus add --help"])
def test_help_goes_to_stdout(govtext: Callable[..., Any], arguments: str) -> None:
    outcome = govtext(*arguments.split())
    assert outcome.code == 0
    assert outcome.out.startswith("Usage: govtext")
    assert outcome.err == ""


@pytest.mark.parametrize("arguments", ["", "corpus"])
def test_without_a_command_the_help_keeps_its_lines(govtext: Callable[..., Any], arguments: str) -> None:
    outcome = govtext(*arguments.split())
    shown = (outcome.out + outcome.err).splitlines()
    assert "Commands:" in shown


def test_the_version(govtext: Callable[..., Any]) -> None:
    assert govtext("--version").out == f"govtext, version {package.__version__}\n"


COMMANDS = ("init", "corpus", "segment", "terms", "stopwords", "freq", "keywords", "compare", "topics", "run")


def test_help_lists_every_command_and_each_has_help(govtext: Callable[..., Any]) -> None:
    listed = govtext("--help").out
    for command in COMMANDS:
        assert f"\n  {command} " in listed
        assert govtext(command, "--help").code == 0


@pytest.mark.parametrize("command", ["segment", "terms", "freq", "keywords", "compare", "topics"])
def test_shared_options_are_on_every_analysis(govtext: Callable[..., Any], command: str) -> None:
    text = govtext(command, "--help").out
    for option in ("--engine", "--format", "--output", "--no-save", "--lang"):
        assert option in text
    assert text.splitlines()[0].endswith("[SOURCE|FILE]...")


def test_columns_named_in_help_are_those_printed(study: Path, govtext: Callable[..., Any]) -> None:
    text = " ".join(govtext("freq", "--help").out.split())
    header = govtext("freq", "--no-save").out.splitlines()[0]
    assert f"Columns: {header.replace(',', ', ')} (sources that have it)" in text
