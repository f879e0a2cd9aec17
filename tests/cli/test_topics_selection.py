"""Several numbers of topics on the command line: what is printed and written, the bar, and Ctrl-C."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govtext.cli.present import Bar, time_left

FAST = (
    *("--min-tokens", "1", "--min-units", "2", "--max-share", "0.9"),
    *("--passes", "40", "--runs", "2", "--refits", "2", "--top", "5"),
)


@pytest.fixture
def themes(study: Path) -> Path:
    """The study with two texts of two themes each in the place of its own: 10 units of 30 words a theme."""
    for place, name in enumerate("ab"):
        draw = np.random.default_rng(place)
        words = [[f"主{theme}词{number:02d}" for number in range(25)] for theme in range(2)]
        lines = [" ".join([*draw.choice(words[unit % 2], 30), "。"]) for unit in range(20)]
        (study / "corpus" / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return study


def test_the_table_of_selection_is_printed_and_all_are_written(themes: Path, govtext: Callable[..., Any]) -> None:
    done = govtext("topics", "--k", "2-3", *FAST)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0].startswith("k,seed,coherence,npmi,umass,exclusivity,diversity,held_out,perplexity,cao_juan,")
    assert [line.split(",")[0] for line in lines[1:]] == ["2", "3"]
    assert "note: seconds of fitting: K 2 " in done.err
    assert "is recommended: C_v" in done.err
    written = {path.name for path in (themes / "outputs" / "topics").iterdir()}
    assert {"selection.csv", "topics.csv", "units.csv", "model.npz", "selection.png"} <= written
    assert not any(name.startswith("seconds") for name in written)
    again = govtext("topics", "--k", "2-3", *FAST, "--table", "topics", "--lang", "zh", "--format", "table")
    assert "nothing was fitted; kept from before: K 2, 3" in again.err
    assert "主题" in again.out
    govtext("topics", "--k", "2", *FAST)
    assert "selection.csv" not in {path.name for path in (themes / "outputs" / "topics").iterdir()}


def test_every_form_of_the_table(themes: Path, govtext: Callable[..., Any]) -> None:
    words = {}
    for form in ("json", "md", "latex", "html", "table"):
        done = govtext("topics", "--k", "2,3", *FAST, "--refits", "0", "--no-save", "--format", form)
        assert done.code == 0, done.err
        words[form] = done.out
    rows = json.loads(words["json"], parse_constant=lambda name: pytest.fail(name))
    assert [row["k"] for row in rows] == [2, 3]
    assert rows[0]["stability"] is None
    assert "nan" not in words["table"].lower()


@pytest.mark.parametrize(
    ("k", "said"),
    [
        ("9-2", "--k is '9-2', a range written backwards; write 2-9"),
        ("2-200", "--k is 200, with 40 units and 50 words; the largest here is 40"),
        ("1-3", "it must be at least 2"),
        ("2-", "it takes a number (8), a range (2-15) or a list (5,8,10)"),
    ],
)
def test_numbers_that_make_no_sense(themes: Path, refused: Callable[..., str], k: str, said: str) -> None:
    assert said in refused(2, "topics", "--k", k, *FAST)
    assert not (themes / "outputs").exists()


def started(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start a long run in a process group of its own, with two workers whatever the machine has."""
    code = "import os, sys; os.cpu_count = lambda: 2; from govtext.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-W", "always", "-c", code, "topics", "--k", "2-5", *FAST, *more]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def alive(group: int) -> list[str]:
    """Return the processes of a group that still run; one that is dead and not yet buried does not."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, own = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(own) == group and state not in "ZX":
            found.append(entry.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_ctrl_c_among_the_fits(themes: Path, govtext: Callable[..., Any]) -> None:
    running = started(themes, "--passes", "20000")
    models = themes / ".govtext" / "models"
    end = time.monotonic() + 60
    while not (models.exists() and any(models.glob("[!.]*"))):
        assert running.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert out == b""
    said = [line for line in err.decode("utf-8").splitlines() if line]
    assert said == ["govtext: interrupted; what was finished is kept, nothing is half-written"]
    end = time.monotonic() + 10
    while alive(running.pid):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert not (themes / "outputs").exists()
    assert not list(themes.rglob("*.tmp"))


def test_a_run_that_was_given_up_leaves_nothing_and_goes_on(
    themes: Path, govtext: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from govtext.analyses.modelling.fitted import Work

    told: list[tuple[int, int]] = []

    def give_up(self: Work, finished: int, everything: int) -> None:
        told.append((finished, everything))
        if finished == 9:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Work, "done", give_up)
        assert govtext("topics", "--k", "2-4", *FAST).code == 130
    assert not (themes / "outputs").exists()
    assert told[-1] == (9, 18)  # three numbers, three estimates each, of two fits
    told.clear()
    monkeypatch.setattr(Work, "done", lambda self, finished, everything: told.append((finished, everything)))
    assert govtext("topics", "--k", "2-4", *FAST).code == 0
    assert told == [(done, 10) for done in range(1, 11)]  # four estimates were finished
    resumed = {path.name: path.read_bytes() for path in (themes / "outputs" / "topics").iterdir()}
    for path in (themes / ".govtext" / "models").iterdir():
        path.unlink()
    assert govtext("topics", "--k", "2-4", *FAST, "-o", themes / "whole").code == 0
    whole = {path.name: path.read_bytes() for path in (themes / "whole").iterdir()}
    assert resumed == whole


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def drawn(*steps: tuple[float, int], everything: int = 100) -> list[str]:
    """The lines that a bar draws when so much is done at such times."""
    stream, clock, lines = io.StringIO(), Clock(), []
    bar = Bar(stream, clock)
    for seconds, done in steps:
        clock.now = 100 + seconds
        stream.truncate(stream.seek(0))
        bar.show("fitting topics", done, everything)
        lines.append(stream.getvalue())
    return lines


def test_the_bar_tells_the_time_left_after_some_seconds() -> None:
    # Timed from the first call, when one was done: after 6 s ten more, so 89 take 53 s; a second later as before; after
    # 12 s 30 more, so 69 take 28 s.
    lines = drawn((0, 1), (2, 5), (6, 11), (7, 12), (12, 31), (13, 100))
    assert lines[0] == "\rfitting topics [..............................] 1/100"
    assert lines[1].rstrip().endswith("5/100")
    assert lines[2].rstrip().endswith("11/100, 60 s left")
    assert lines[3].rstrip().endswith("12/100, 60 s left")
    assert lines[4].rstrip().endswith("31/100, 30 s left")
    assert lines[5].strip() == ""


def test_the_bar_says_nothing_of_what_does_not_move() -> None:
    assert "left" not in "".join(drawn((0, 1), (20, 1), (40, 1)))


def test_a_shorter_line_covers_the_longer_one() -> None:
    stream, clock = io.StringIO(), Clock()
    bar = Bar(stream, clock)
    bar.show("segmenting and counting", 999, 1000)
    longest = len(stream.getvalue()) - 1
    stream.truncate(stream.seek(0))
    bar.show("reading", 1, 2)
    assert len(stream.getvalue()) - 1 == longest
    bar.clear()
    stream.truncate(stream.seek(0))
    bar.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "10 s"), (10, "10 s"), (11, "20 s"), (90, "90 s"), (91, "2 min"), (5401, "2 h")]
)
def test_time_is_said_as_a_person_says_it(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def test_a_step_of_run_may_compare_several(themes: Path, govtext: Callable[..., Any]) -> None:
    settings = themes / "govtext.toml"
    own = settings.read_text(encoding="utf-8")
    step = '\n[[step]]\ncommand = "topics"\nk = "{}"\nmin-tokens = 1\nmax-share = 0.9\nruns = 2\nrefits = 0\n'
    settings.write_text(own + step.format("3-2"), encoding="utf-8")
    wrong = govtext("run")
    assert wrong.code == 2
    assert "step 1: --k is '3-2', a range written backwards; write 2-3" in wrong.err
    settings.write_text(own + step.format("2-3"), encoding="utf-8")
    done = govtext("run")
    assert done.code == 0, done.err
    assert (themes / "outputs" / "topics" / "selection.csv").exists()
