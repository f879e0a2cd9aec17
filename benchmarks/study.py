"""A study of the five reports from start to finish: `govtext run` of all analyses, cold, again, and after a change.

    python benchmarks/study.py [FOLDER OF THE REPORTS]

Each run is a whole process. Cold: no token index, no finished models, no outputs. Again: nothing has changed. Then one
stop word more, which only what leaves out stop words may depend on. The study is run with one and with two jobs, in two
working directories and once more by force, and all outputs but run.json, which holds times, are compared byte by byte.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

from measure import GOVTEXT, run, show

STEPS: dict[str, str] = {
    "segment": "",
    "terms": "",
    "freq": "",
    "keywords": "",
    "compare": "",
    "kwic": 'pattern = "治理"',
    "collocates": 'node = "治理"',
    "ngrams": "",
    "dispersion": "",
    "topics": "",
    "frames": "",
    "actors": "",
    "citations": "",
    "modality": "",
    "corpus audit": "",
    "corpus duplicates": "",
}
TIMES = "run.json"  # the record of the machine and of times, apart from all that is the same everywhere
MOST_NAMED = 5


def make(reports: Path, folder: Path) -> Path:
    """Make a study of the reports, with all analyses as steps."""
    run([*GOVTEXT, "init", "--empty", str(folder)])
    run([*GOVTEXT, "corpus", "add", *(str(path) for path in sorted(reports.resolve().glob("*.txt")))], folder)
    (folder / "stopwords").mkdir(exist_ok=True)
    (folder / "stopwords" / "own.txt").write_text("本报告\n", encoding="utf-8")
    steps = [f'\n[[step]]\ncommand = "{command}"\n{options}\n' for command, options in STEPS.items()]
    with (folder / "govtext.toml").open("a", encoding="utf-8") as file:
        file.write("".join(steps))
    return folder


def copied(study: Path, name: str) -> Path:
    """Return a copy of a study without anything that was made of it, in a folder of its own."""
    there = study.parent / name / "a-study"
    shutil.copytree(study, there, ignore=shutil.ignore_patterns("outputs", ".govtext"))
    return there


def measured(name: str, study: Path, *options: str, elsewhere: Path | None = None) -> None:
    """Run a study, print what it cost and which steps ran."""
    where = ["--study", str(study)] if elsewhere else []
    show(name, run([*GOVTEXT, *where, "run", *options], elsewhere or study))
    steps = json.loads((study / "outputs" / TIMES).read_text("utf-8"))["steps"]
    done = [step for step in steps if step["status"] == "done"]
    longest = sorted(done, key=lambda step: -step["seconds"])[:MOST_NAMED]
    named = ", ".join(f"{step['name']} {step['seconds']:.1f}" for step in longest)
    print(f"    {len(done)} of {len(steps)} steps ran" + (f"; longest: {named}" if done else ""))


def left_alone(study: Path) -> str:
    """Return the names of the steps that the last run left as they were."""
    steps = json.loads((study / "outputs" / TIMES).read_text("utf-8"))["steps"]
    return ", ".join(step["name"] for step in steps if step["status"] == "unchanged")


def hashes(study: Path) -> dict[str, str]:
    """Return the SHA-256 of every output, by its path."""
    outputs = study / "outputs"
    files = (path for path in sorted(outputs.rglob("*")) if path.is_file() and path.name != TIMES)
    return {path.relative_to(outputs).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def compare(name: str, one: dict[str, str], other: dict[str, str]) -> None:
    """Print whether two runs left the same bytes."""
    differing = sorted(file for file in one.keys() | other.keys() if one.get(file) != other.get(file))
    said = (
        f"{len(one)} files equal" if not differing else f"{len(differing)} differ: {', '.join(differing[:MOST_NAMED])}"
    )
    print(f"{name:<34}{said}")


def main(reports: Path) -> None:
    """Make the study, measure, print."""
    with tempfile.TemporaryDirectory() as place:
        first = make(reports, Path(place) / "study")
        second = copied(first, "two")
        measured("cold, --jobs 1", first, "--jobs", "1")
        before = hashes(first)
        measured("again, nothing changed", first, "--jobs", "1")
        compare("again", before, hashes(first))
        measured("by force, models kept", first, "--force")
        compare("by force", before, hashes(first))
        measured("cold, --jobs 2, run from elsewhere", second, "--jobs", "2", elsewhere=Path(place))
        compare("--jobs 2, other folders", before, hashes(second))
        for study in (first, second):
            (study / "stopwords" / "own.txt").write_text("本报告\n治理\n", encoding="utf-8")
        measured("one stop word more, --jobs 1", first, "--jobs", "1")
        print(f"    left as they were: {left_alone(first)}")
        measured("one stop word more, --jobs 2", second, "--jobs", "2")
        compare("one stop word more", hashes(first), hashes(second))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"))
