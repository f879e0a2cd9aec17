"""Shells complete command lines: what is offered, in real shells, and nothing that a shell would run."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext.cli import COMMANDS
from govtext.cli.completing import PLAIN
from govtext.sources.rules import ALL_RULES

from .test_start_up import CHARTS_AND_MODELS, imported

Run = Callable[..., Any]
BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def offered(govtext: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return what bash is told behind these words, the last of them half-written."""

    def ask(*words: str) -> list[str]:
        monkeypatch.setenv("_GOVTEXT_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["govtext", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        outcome = govtext()
        assert (outcome.code, outcome.err) == (0, "")
        return [line.removeprefix("plain,") for line in outcome.out.splitlines() if line]

    return ask


def shell(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"there is no {name} here")
    if not (BIN / "govtext").exists():
        pytest.skip("govtext is not installed as a command")
    return found


def test_the_script_of_each_shell(govtext: Run) -> None:
    for name, told in (("bash", "complete -o nosort"), ("zsh", "#compdef govtext"), ("fish", "complete --no-files")):
        outcome = govtext("completion", name)
        assert outcome.code == 0
        assert told in outcome.out
        assert outcome.err == ""


def test_a_shell_that_is_not_known(refused: Run) -> None:
    assert "tcsh" in refused(2, "completion", "tcsh")


def test_the_script_comes_at_once(tmp_path: Path) -> None:
    modules = imported(tmp_path, "completion", "bash")
    assert modules & (CHARTS_AND_MODELS | {"numpy", "govtext.study", "govtext.api", "govtext.tokens"}) == set()


@pytest.mark.parametrize(
    ("words", "banned"),
    [
        (["fr"], {"numpy", "govtext.study", "govtext.api", "govtext.cli.freq"}),
        (["freq", "--stopwords", "g"], {"jieba", "rjieba", "tomllib.none"}),
        (["topics", "--k", "5", ""], {"jieba", "rjieba"}),
    ],
)
def test_a_word_is_completed_without_charts_and_models(
    study: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], banned: set[str]
) -> None:
    monkeypatch.setenv("_GOVTEXT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "\n".join(["govtext", *words]))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    modules = imported(study)
    assert "govtext.cli.completing" in modules
    assert modules & (CHARTS_AND_MODELS | banned) == set()
    assert not (study / ".govtext").exists()


def test_commands(offered: Run) -> None:
    assert offered("") == list(COMMANDS)
    assert offered("fre") == ["freq"]
    assert offered("corpus", "s") == ["show", "split"]
    assert offered("topics", "lab")[0] == "label"
    assert "--quiet" in offered("--")


def test_options_and_their_choices(study: Path, offered: Run) -> None:
    assert {"--by", "--format", "--top"} <= set(offered("freq", "--"))
    assert offered("freq", "--format", "j") == ["json", "jsonl"]
    assert offered("freq", "--features", "=", "t") == ["terms"]
    assert offered("-q", "freq", "--lang", "") == ["en", "zh"]
    assert offered("topics", "label", "--rem") == ["--remove"]


def test_sources_then_files(study: Path, offered: Run) -> None:
    assert offered("freq", "") == ["file,", "a", "b"]
    assert offered("freq", "--by", "year", "b") == ["file,b", "b"]
    assert offered("corpus", "remove", "") == ["a", "b"]
    assert offered("freq", "-o", "out") == ["dir,out"]


def test_another_study(study: Path, tmp_path: Path, offered: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("freq", "") == ["file,"]
    assert offered("--study", "study", "freq", "") == ["file,", "a", "b"]
    monkeypatch.setenv("GOVTEXT_STUDY", str(study))
    assert offered("corpus", "remove", "") == ["a", "b"]


def test_lists_codebooks_rules_and_fields(study: Path, offered: Run) -> None:
    (study / "stopwords" / "own.txt").write_text("的\n", encoding="utf-8")
    books = study / "lexicon" / "codebooks"
    books.mkdir(parents=True)
    (books / "国家.toml").write_text("", encoding="utf-8")
    assert offered("freq", "--stopwords", "o") == ["own"]
    assert offered("freq", "--stopwords", "own,govtext,mo") == ["own,govtext,modals"]
    assert "own" not in offered("freq", "--stopwords", "own,")
    assert offered("frames", "--codebook", "国") == ["国家"]
    assert "principles" in offered("codebook", "show", "p")
    assert offered("freq", "--without", "") == list(ALL_RULES)
    assert {"source", "year", "label", "chapter", "sentence"} <= set(offered("freq", "--by", ""))
    assert "file" not in offered("freq", "--by", "")
    assert offered("compare", "--target", "") == ["a", "b"]
    assert offered("compare", "--by", "year", "--target", "") == ["2023", "2024"]


def test_steps(study: Path, offered: Run) -> None:
    if "--only" not in offered("run", "--"):
        pytest.skip("run has no --only yet")
    assert {"freq", "topics"} <= set(offered("run", "--only", ""))
    path = study / "govtext.toml"
    more = '\n[[step]]\ncommand = "freq"\nname = "short"\n[[step]]\ncommand = "compare"\n'
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    assert offered("run", "--only", "") == offered("run", "--from", "") == ["short", "compare"]


@pytest.mark.parametrize("broken", [b"[[source]\n", b"\xff\xfe\x00", b"source = 3\nstep = [1, 2]\n", b"x" * 2_000_000])
def test_a_broken_study_is_met_with_silence(study: Path, offered: Run, broken: bytes) -> None:
    (study / "govtext.toml").write_bytes(broken)
    assert offered("freq", "") == ["file,"]
    assert offered("freq", "--format", "ta") == ["table"]


@pytest.mark.parametrize(
    "words", [["nonsense", ""], ["freq", "--no-such", ""], ["freq", "'open"], ["kwic", "$(x", "`"]]
)
def test_a_line_that_cannot_be_is_met_with_silence(study: Path, offered: Run, words: list[str]) -> None:
    assert all(line.startswith("file,") or PLAIN.match(line) for line in offered(*words))


def test_what_a_shell_asks_for_in_another_way(govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for instruction in ("bash_complete", "tcsh_complete", "bash", "bash_source"):
        monkeypatch.setenv("_GOVTEXT_COMPLETE", instruction)
        outcome = govtext()
        assert (outcome.out.strip(), outcome.err) == ("", "")


HOSTILE = [
    "$(touch canary)",
    "`touch canary`",
    "a b",
    "a'b",
    'a"b',
    "a;touch canary",
    "*",
    "a\nplain,b",
    "a\x1b[31m",
    "~",
]


@pytest.fixture
def hostile(study: Path) -> Path:
    """Make a study whose names would be commands, patterns and lines of their own if a shell read them."""

    def text(value: str) -> str:
        return '"' + "".join(f"\\u{ord(sign):04x}" for sign in value) + '"'

    tables = [
        f"[[source]]\nid = {text(value)}\nfile = 'corpus/a.txt'\ngenre = {text(value)}\n{text('f' + value)} = 1\n"
        f"[[step]]\ncommand = 'freq'\nname = {text(value)}\n"
        for value in HOSTILE
    ]
    tables.append("[[source]]\nid = 'zz-good'\nfile = 'corpus/a.txt'\n")
    (study / "govtext.toml").write_text("\n".join(tables), encoding="utf-8")
    for name in ("$(touch canary)", "a b", "a;b", "*", "zz-list"):
        (study / "stopwords" / f"{name}.txt").write_text("的\n", encoding="utf-8")
    return study


def test_no_name_is_offered_that_a_shell_would_read(hostile: Path, offered: Run) -> None:
    assert offered("corpus", "remove", "") == ["zz-good"]
    assert offered("freq", "--stopwords", "")[-1] == "zz-list"
    lines = [*offered("freq", "--by", ""), *offered("compare", "--by", "genre", "--target", "")]
    lines += [*offered("freq", "--stopwords", ""), *offered("run", "--only", "")]
    assert all(PLAIN.match(line) for line in lines if not line.startswith("file,"))


def ask_bash(folder: Path, *words: str) -> list[str]:
    """Return what bash would offer for these words."""
    program = (
        'eval "$(govtext completion bash)"\n'
        'COMP_WORDS=("$@")\nCOMP_CWORD=$(($# - 1))\n_govtext_completion govtext\nprintf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(
        [shell("bash"), "--norc", "-c", program, "bash", "govtext", *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode("utf-8").split("\n")[:-1]


def test_bash(hostile: Path) -> None:
    assert ask_bash(hostile, "fre") == ["freq"]
    assert ask_bash(hostile, "corpus", "remove", "") == ["zz-good"]
    assert ask_bash(hostile, "freq", "--stopwords", "govtext,mod") == ["govtext,modals"]
    assert ask_bash(hostile, "kwic", "$(touch canary)", "zz") == ["zz-good"]
    assert ask_bash(hostile, "freq", "`touch canary`", "*") == [""]
    assert not (hostile / "canary").exists()


def ask_fish(folder: Path, line: str) -> list[str]:
    """Return what fish would offer for a line, without the words of help."""
    program = f"govtext completion fish | source; complete --do-complete {line!r}"
    done = subprocess.run(
        [shell("fish"), "--no-config", "-c", program],
        cwd=folder,
        env={**ENVIRONMENT, "HOME": str(folder)},
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == b""
    return [one.split("\t")[0] for one in done.stdout.decode("utf-8").splitlines()]


def test_fish(hostile: Path) -> None:
    assert ask_fish(hostile, "govtext fre") == ["freq"]
    assert ask_fish(hostile, "govtext corpus remove ") == ["zz-good"]
    assert ask_fish(hostile, "govtext freq --stopwords govtext,mod") == ["govtext,modals"]
    assert ask_fish(hostile, "govtext freq --format=late") == ["--format=latex"]
    assert "zz-good" in ask_fish(hostile, "govtext kwic $(touch canary) zz")
    assert not (hostile / "canary").exists()


def typed(program: list[str], folder: Path, begin: str, keys: str, wanted: str) -> str:
    """Type keys into a shell on a terminal until it shows what is wanted, for a quarter of a minute at most."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execve(program[0], program, {**ENVIRONMENT, "TERM": "dumb", "PS1": "> ", "HOME": str(folder)})
    shown = ""

    def wait_for(mark: str, seconds: float) -> None:
        nonlocal shown
        until = time.monotonic() + seconds
        while mark not in shown and time.monotonic() < until:
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    shown += os.read(terminal, 65536).decode("utf-8", "replace")
                except OSError:
                    return

    try:
        os.write(terminal, f"{begin}; echo rea''dy\n".encode())
        wait_for("ready", 15)
        shown = ""
        os.write(terminal, keys.encode())
        wait_for(wanted, 15)
    finally:
        os.write(terminal, b"\x03exit\n")
        os.close(terminal)
        os.waitpid(process, 0)
    return shown


def test_bash_on_a_terminal(hostile: Path) -> None:
    program = [shell("bash"), "--norc", "--noprofile", "-i"]
    begin = 'eval "$(govtext completion bash)"'
    assert "zz-good" in typed(program, hostile, begin, "govtext corpus remove \t", "zz-good")
    assert "corpus/a.txt" in typed(program, hostile, begin, "govtext freq corpus/a\t", "corpus/a.txt")
    assert not (hostile / "canary").exists()


def test_zsh_on_a_terminal(hostile: Path) -> None:
    program = [shell("zsh"), "-f", "-i"]
    begin = 'autoload -U compinit && compinit -u && eval "$(govtext completion zsh)"'
    assert "zz-good" in typed(program, hostile, begin, "govtext corpus remove zz\t", "zz-good")
    assert "govtext,modals" in typed(
        program, hostile, begin, "govtext freq --stopwords govtext,mod\t", "govtext,modals"
    )
    assert "--format=latex" in typed(program, hostile, begin, "govtext freq --format=late\t", "--format=latex")
    assert not (hostile / "canary").exists()
