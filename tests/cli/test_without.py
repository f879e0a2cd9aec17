"""--without RULE, GOVTEXT_WITHOUT and [clean] without: which rules do not run, and that nothing is mixed up."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Refused = Callable[..., str]

TEXT = "各国讨论治理，见 https://example.org 一文。\n\n各国应当**合作**，也应当竞争.\n"


@pytest.fixture
def plain(study: Path) -> Path:
    """The study of the fixture with one text that several rules change, segmented by jieba, so that rules run."""
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8").replace('engine = "whitespace"\n', ""), encoding="utf-8")
    (study / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    return study


def words(govtext: Run, *options: str) -> set[str]:
    outcome = govtext("freq", "a", *options)
    assert outcome.code == 0, outcome.err
    return {line.split(",")[0] for line in outcome.out.splitlines()[1:]}


def cleaning(err: str) -> list[str]:
    """Return what the notes say of cleaning."""
    return [line for line in err.splitlines() if line.startswith("Cleaning: ")]


def test_a_rule_that_does_not_run_leaves_its_text(plain: Path, govtext: Run) -> None:
    assert "https" not in words(govtext, "--no-save")
    assert "https" in words(govtext, "--no-save", "--without", "urls")
    assert "**合作**" in govtext("corpus", "show", "a", "--without", "markup,urls").out


def test_runs_with_and_without_do_not_share_a_cache(plain: Path, govtext: Run) -> None:
    for _ in range(2):
        assert "https" in words(govtext, "--no-save", "--without", "urls")
        assert "https" not in words(govtext, "--no-save")
        assert "https" in words(govtext, "--no-save", "--without", "markup, urls,")
    assert len(list((plain / ".govtext" / "indexes").iterdir())) == 3
    # The order in which rules are named is no difference.
    words(govtext, "--no-save", "--without", "urls,markup")
    assert len(list((plain / ".govtext" / "indexes").iterdir())) == 3


def test_it_is_said_under_the_table_and_only_then(plain: Path, govtext: Run) -> None:
    assert cleaning(govtext("freq", "--no-save").err) == []
    said = cleaning(govtext("freq", "--no-save", "--without", "urls,markup").err)
    assert said == ["Cleaning: all rules but markup, urls."]
    assert (
        "清洗：未用规则 markup, urls。" in govtext("freq", "--no-save", "--without", "urls,markup", "--lang", "zh").err
    )


@pytest.mark.parametrize(
    "command",
    [
        ("freq",),
        ("segment", "--format", "csv"),
        ("compare", "--min-count", "1"),
        ("keywords", "--min-count", "1", "--method", "tfidf"),
        (
            "topics",
            "--k",
            "2",
            "--min-units",
            "1",
            "--min-tokens",
            "1",
            "--max-share",
            "1",
            "--passes",
            "2",
            "--runs",
            "2",
            "--refits",
            "0",
        ),
    ],
)
def test_every_analysis_takes_it(plain: Path, govtext: Run, command: tuple[str, ...]) -> None:
    outcome = govtext(*command, "--no-save", "--without", "urls")
    assert outcome.code == 0, outcome.err
    assert cleaning(outcome.err) == ["Cleaning: all rules but urls."]


def test_flag_before_variable_before_settings(plain: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(*options: str) -> list[str]:
        return cleaning(govtext("freq", "--no-save", *options).err)

    path = plain / "govtext.toml"
    path.write_text(path.read_text("utf-8") + '\n[clean]\nwithout = ["urls"]\n', encoding="utf-8")
    assert said() == ["Cleaning: all rules but urls."]
    monkeypatch.setenv("GOVTEXT_WITHOUT", "markup,notes")
    assert said() == ["Cleaning: all rules but markup, notes."]
    assert said("--without", "half_width") == ["Cleaning: all rules but half_width."]
    assert said("--without", "") == []  # all rules run
    monkeypatch.setenv("GOVTEXT_WITHOUT", "")
    assert said() == ["Cleaning: all rules but urls."]


@pytest.mark.parametrize("value", ['"urls, markup"', '["markup", "urls"]'])
def test_settings_take_a_text_or_a_list(plain: Path, govtext: Run, value: str) -> None:
    path = plain / "govtext.toml"
    path.write_text(path.read_text("utf-8") + f"\n[clean]\nwithout = {value}\n", encoding="utf-8")
    assert cleaning(govtext("freq", "--no-save").err) == ["Cleaning: all rules but markup, urls."]
    assert "**合作**" in govtext("corpus", "show", "a").out
    found = {line.split(",")[1] for line in govtext("corpus", "audit", "a").out.splitlines()[1:]}
    assert not {"markup", "urls"} & found


@pytest.mark.parametrize(
    "command", [("freq",), ("corpus", "list"), ("corpus", "show", "a"), ("corpus", "audit"), ("corpus", "duplicates")]
)
def test_a_rule_that_is_not_there(plain: Path, refused: Refused, command: tuple[str, ...]) -> None:
    line = refused(2, *command, "--without", "urls,mark_up")
    assert line == "govtext: no cleaning rule 'mark_up'; did you mean 'markup'?"


def test_a_rule_like_no_other_is_answered_with_the_list(plain: Path, refused: Refused) -> None:
    line = refused(2, "freq", "--without", "xyzzy")
    assert line.startswith("govtext: no cleaning rule 'xyzzy'; known: boilerplate, ")
    assert line.endswith("heading_marks")


def test_wrong_settings(plain: Path, refused: Refused) -> None:
    path = plain / "govtext.toml"
    text = path.read_text("utf-8")
    path.write_text(f'{text}\n[clean]\nwithout = ["url"]\n', encoding="utf-8")
    assert "no cleaning rule 'url'; did you mean 'urls'?" in refused(2, "freq")
    path.write_text(f"{text}\n[clean]\nwithout = 7\n", encoding="utf-8")
    assert "without: 7 is no text" in refused(2, "freq")
    path.write_text(f'{text}\n[clean]\nwith_out = "urls"\n', encoding="utf-8")
    assert "unknown key in [clean] 'with_out'" in refused(2, "freq")


NONE = {"value": None}


def test_the_record_of_a_run_holds_it(plain: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain / "govtext.toml"
    steps = '[clean]\nwithout = ["urls"]\n\n[[step]]\ncommand = "freq"\n\n'
    steps += '[[step]]\ncommand = "freq"\nname = "own"\nwithout = ["markup"]\n\n'
    steps += '[[step]]\ncommand = "freq"\nname = "all"\nwithout = ""\n'
    path.write_text(f"{path.read_text('utf-8')}\n{steps}", encoding="utf-8")
    assert govtext("run").code == 0
    record = json.loads((plain / "outputs" / "run.lock.json").read_text("utf-8"))
    assert [step["parameters"].get("without", NONE)["value"] for step in record["steps"]] == ["urls", "markup", None]
    assert record["steps"][1]["command_line"] == "govtext freq --without markup -o outputs/own"
    assert "Cleaning: all rules but urls." in (plain / "outputs" / "freq" / "freq.md").read_text("utf-8")
    monkeypatch.setenv("GOVTEXT_WITHOUT", "notes")
    assert govtext("run").code == 0
    record = json.loads((plain / "outputs" / "run.lock.json").read_text("utf-8"))
    assert [step["parameters"]["without"]["value"] for step in record["steps"]] == ["notes"] * 3


def test_a_wrong_rule_in_a_step_stops_before_anything_runs(plain: Path, refused: Refused) -> None:
    path = plain / "govtext.toml"
    steps = '[[step]]\ncommand = "freq"\n\n[[step]]\ncommand = "compare"\nwithout = "url"\n'
    path.write_text(f"{path.read_text('utf-8')}\n{steps}", encoding="utf-8")
    assert "step 2: no cleaning rule 'url'; did you mean 'urls'?" in refused(2, "run")
    assert not (plain / "outputs").exists()


def test_from_python(plain: Path) -> None:
    import govtext

    for given in ("urls,markup", ["markup", "urls"]):
        assert govtext.freq(plain, without=given).main.parameters["without"] == "markup,urls"
    assert "without" not in govtext.freq(plain).main.parameters
