"""Standard output, standard error and the end of the process, seen from outside."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def many_words(study: Path) -> None:
    """Give the study some 100 kB of table, more than a pipe holds."""
    words = "\n\n".join(f"第{number}个词 很多 很多 很多 很多。" for number in range(6000))
    (study / "corpus" / "a.txt").write_text(words + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        "freq --no-save",
        "freq --no-save --format json",
        "segment --no-save",
        "kwic 很多 --no-save",
        "collocates 很多 --min-count 1 --no-save",
        "ngrams --min-count 1 --no-save",
        "dispersion --min-count 1 --no-save",
        "corpus show a",
        "--help",
    ],
)
def test_a_reader_that_stops_early_is_no_error(study: Path, arguments: str) -> None:
    many_words(study)
    command = [sys.executable, "-m", "govtext", *arguments.split()]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=buffered) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read().decode("utf-8")
        assert running.wait(30) == 0
    assert "Traceback" not in said
    assert "Broken" not in said
    assert "Exception ignored" not in said


def test_head_gives_the_first_line(study: Path) -> None:
    command = f"{sys.executable} -m govtext freq --no-save | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=30)
    keys = b"term,kind,count,per_10k,range,per_million,rank,cumulative_share,range_percent,dp"
    assert done.stdout == keys + b"\n"
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        "-q freq --no-save",
        "-q segment --no-save",
        "-q kwic 治理 --no-save",
        "-q ngrams --min-count 1 --no-save",
        "--help",
    ],
)
def test_a_full_standard_output(study: Path, process: Run, arguments: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = process(*arguments.split(), stdout=full)
    said = done.stderr.decode("utf-8")
    assert done.returncode == 3
    assert said.count("\n") == 1
    assert said.startswith("govtext: standard output: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_standard_output_has_a_remedy(study: Path, process: Run) -> None:
    with Path("/dev/full").open("w") as full:
        done = process("-q", "freq", "--no-save", stdout=full)
    assert b"free some space" in done.stderr


def test_a_closed_standard_output_is_no_traceback(study: Path) -> None:
    command = f"{sys.executable} -m govtext -q freq --no-save >&-"
    done = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=30)
    assert b"Traceback" not in done.stderr


def test_a_file_that_grows_beyond_the_limit_is_not_left_in_part(study: Path, process: Run) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))

    done = process("-q", "freq", preexec_fn=limit)
    said = done.stderr.decode("utf-8")
    assert done.returncode == 3
    assert said.count("\n") == 1
    assert "the file would be larger than this system allows; free some space" in said
    # The tables fit; the first chart does not, and the page, written last, would show what is not there.
    assert [path.name for path in sorted((study / "outputs" / "freq").iterdir())] == ["freq.csv", "spectrum.csv"]
    assert done.stdout == b""
    assert process("-q", "freq").returncode == 0


def test_output_is_utf_8_whatever_the_locale(study: Path, process: Run) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    done = process("freq", "--no-save", "--lang", "zh", env=environment)
    assert "治理,word,3," in done.stdout.decode("utf-8")
    assert "停用词表" in done.stderr.decode("utf-8")
    assert not done.stdout.startswith(b"\xef\xbb\xbf")


def start(folder: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "govtext", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def interrupt(running: subprocess.Popen[bytes]) -> str:
    """Press Ctrl-C: the signal goes to the whole group, workers too. Return what was said."""
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert out == b""
    assert running.returncode == 130
    return err.decode("utf-8")


def wait_for(there: Callable[[], bool]) -> None:
    """Wait until something is there."""
    end = time.monotonic() + 30
    while not there():
        assert time.monotonic() < end
        time.sleep(0.005)


def leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob("*.tmp"))


def test_ctrl_c_in_the_middle_of_run(study: Path, process: Run) -> None:
    settings = study / "govtext.toml"
    steps = "".join(f'\n[[step]]\ncommand = "freq"\nname = "f{number}"\n' for number in range(3))
    settings.write_text(settings.read_text("utf-8") + steps, encoding="utf-8")
    running = start(study, "run")
    wait_for((study / "outputs" / "f0" / "freq.csv").exists)
    said = interrupt(running)
    assert "Traceback" not in said
    assert said.strip().splitlines()[-1].startswith("govtext: interrupted")
    assert said.count("interrupted") == 1
    assert leftovers(study) == []
    told, lock = study / "outputs" / "run.json", study / "outputs" / "run.lock.json"
    assert json.loads(told.read_text("utf-8"))["ended"] == "interrupted"
    assert len(json.loads(lock.read_text("utf-8"))["steps"]) < 3
    assert process("-q", "run").returncode == 0
    assert json.loads(told.read_text("utf-8"))["ended"] == "done"
    assert len(json.loads(lock.read_text("utf-8"))["steps"]) == 3


def test_ctrl_c_in_the_middle_of_corpus_add(study: Path, tmp_path: Path, govtext: Callable[..., Any]) -> None:
    text = "人工智能的全球治理需要各国共同参与。\n\n" * 4_000
    files = []
    for number in range(15):
        files.append(tmp_path / f"n{number}.txt")
        files[-1].write_text(text + f"第{number}份。\n", encoding="utf-8")
    before = (study / "govtext.toml").read_bytes()
    running = start(study, "corpus", "add", *files)
    wait_for((study / "corpus" / "n1.txt").exists)
    said = interrupt(running)
    assert said.strip().splitlines() == ["govtext: interrupted; what was finished is kept, nothing is half-written"]
    assert leftovers(study) == []
    assert (study / "govtext.toml").read_bytes() == before
    assert govtext("corpus", "add", files[0]).code == 0
    assert (study / "corpus" / "n0.txt").read_bytes() == files[0].read_bytes()


def large_study(folder: Path) -> Path:
    """Make a study large enough for a second process to help: over 2 MB."""
    (folder / "corpus").mkdir(parents=True)
    text = "人工智能的全球治理需要各国共同参与。\n\n" * 20_000
    tables = []
    for number in range(2):
        (folder / "corpus" / f"l{number}.txt").write_text(text + str(number), encoding="utf-8")
        tables.append(f'[[source]]\nid = "l{number}"\nfile = "corpus/l{number}.txt"\n')
    (folder / "govtext.toml").write_text('[study]\ntitle = "large"\n' + "".join(tables), encoding="utf-8")
    return folder


def test_ctrl_c_while_two_processes_start(tmp_path: Path) -> None:
    folder = large_study(tmp_path / "large")
    for delay in (0.05, 0.1, 0.15, 0.2):
        shutil.rmtree(folder / ".govtext", ignore_errors=True)
        running = start(folder, "freq", "--no-save")
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        wait_for(lambda file=children: len(file.read_text().split()) >= 2)
        time.sleep(delay)
        assert "Traceback" not in interrupt(running)


def test_a_script_without_a_main_guard_can_count_a_large_study(tmp_path: Path) -> None:
    folder = large_study(tmp_path / "large")
    script = tmp_path / "script.py"
    script.write_text(
        f"import govtext\nprint(govtext.freq({str(folder)!r}, top=1).main.rows()[0][1])\n", encoding="utf-8"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, check=False, timeout=60)
    assert done.stdout == b"word\n", done.stderr.decode("utf-8")[-400:]
