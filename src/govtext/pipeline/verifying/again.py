"""A fresh run in a temporary folder, beside the outputs that are there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...errors import GovtextError, shortened
from ...output.lock import FILE, read_lock
from ...study import Study
from ..steps import read_steps
from .cells import compare
from .looking import CHANGED, LARGEST_TABLE, SAME, Finding, hashed, inside, said
from .recorded import OUTPUT, Recorded, steps_of

AGAIN, STEP, PARAMETER = "fresh run", "step", "parameter"
DIFFERS, NOT_MADE, NEW, FAILED, NO_STEP = "differs", "not made again", "made anew", "failed", "not there any more"
LONGEST = 60  # characters of a cell that is shown


@dataclass
class Repeated:
    """What a fresh run gave.

    Attributes:
        findings: what differs.
        cells: differences within a table, by the file and the status of the finding that they stand under.
        more: what is known now of files that are not as recorded, by file.
        same: files that have the recorded bytes again.
        files: files that were compared.
    """

    findings: list[Finding] = field(default_factory=list)
    cells: dict[tuple[str, str], list[Finding]] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)
    same: int = 0
    files: int = 0


def repeat(
    study: Study,
    outputs: Path,
    lock: Mapping[str, Any],
    entries: Sequence[Recorded],
    looked: Mapping[str, Finding],
    most: int,
    told: Callable[..., None] | None = None,
) -> Repeated:
    """Run the recorded steps anew in a temporary folder, and compare what they make with what is there.

    Args:
        study: an open study.
        outputs: the folder of its outputs.
        lock: theirs.
        entries: what the lock says of files.
        looked: how each output stands to the lock, by file.
        most: differences of each table to show; 0 shows all.
        told: as `pipeline.run.run` takes it.

    Raises:
        UsageProblem: the steps of the study are wrong.
    """
    from ..run import run

    made = Repeated()
    with TemporaryDirectory(prefix="govtext-") as folder:
        fresh = Path(folder) / "outputs"
        failed = False
        names = _still_there(study, lock, made)
        if not names:
            return made
        try:
            run(study, only=names, force=True, outputs=fresh, fresh=True, told=told)
        except GovtextError as error:
            if error.exit_code == 2:
                raise
            failed = True
            made.findings.append(Finding("", STEP, FAILED, found=str(error)))
        for entry in entries:
            if entry.kind == OUTPUT and (path := inside(fresh, entry.file)) is not None:
                if path.is_file():
                    _compare(made, entry, looked[entry.file], inside(outputs, entry.file), path, most)
                elif not failed:
                    made.files += 1
                    made.findings.append(Finding(entry.file, AGAIN, NOT_MADE, entry.step))
        if not failed:
            _locks(made, lock, read_lock(fresh / FILE), {entry.file for entry in entries if entry.kind == OUTPUT})
    return made


def _still_there(study: Study, lock: Mapping[str, Any], made: Repeated) -> list[str]:
    """Return the recorded steps that the study still has; the others are findings."""
    there = {step.name for step in read_steps(study)}
    made.findings += [Finding("", STEP, NO_STEP, name) for name in steps_of(lock) if name not in there]
    return [name for name in steps_of(lock) if name in there]


def _compare(made: Repeated, entry: Recorded, seen: Finding, there: Path | None, path: Path, most: int) -> None:
    """Compare one file that was made again with the record, and with what is there."""
    made.files += 1
    digest, size = hashed(path)
    again = digest == entry.sha256
    made.same += again
    changed = seen.status == CHANGED
    if again and not changed:
        return
    words, cells = "", list[Finding]()
    if there is not None and seen.status in (SAME, CHANGED) and entry.file.endswith(".csv"):
        # What was recorded first: the fresh bytes where they are those of the lock, else what is there.
        words, cells = _cells(entry, *((path, there) if again else (there, path)), most)
    if again:
        made.more[entry.file] = "; ".join(filter(None, [words, "a fresh run gives the recorded bytes"]))
        made.cells[entry.file, seen.status] = cells
        return
    found = "; ".join(filter(None, [said(size, digest), words]))
    made.findings.append(Finding(entry.file, AGAIN, DIFFERS, entry.step, recorded=seen.recorded, found=found))
    made.cells[entry.file, DIFFERS] = cells


def _cells(entry: Recorded, before: Path, after: Path, most: int) -> tuple[str, list[Finding]]:
    """Return how two versions of a table differ, in words, and its differing cells."""
    if max(before.stat().st_size, after.stat().st_size) > LARGEST_TABLE:
        return "too large to be compared cell by cell", []
    found = compare(before.read_bytes(), after.read_bytes(), most)
    if found is None:
        return "no table in UTF-8", []
    rows = [
        Finding(
            entry.file, OUTPUT, cell.status, entry.step, cell.row, cell.key, cell.column,
            shortened(cell.before), shortened(cell.after),
        )
        for cell in found.shown
    ]  # fmt: skip
    return found.words(), rows


def _locks(made: Repeated, lock: Mapping[str, Any], fresh: Mapping[str, Any], known: set[str]) -> None:
    """Find parameters that were resolved otherwise, and files that the record does not have."""
    before, after = dict(_parameters(lock)), dict(_parameters(fresh))
    for place in dict.fromkeys([*before, *after]):
        old, new = before.get(place), after.get(place)
        if old != new:
            step, name = place
            shown = ["" if value is None else shortened(value) for value in (old, new)]
            made.findings.append(
                Finding(FILE, PARAMETER, DIFFERS, step, column=name, recorded=shown[0], found=shown[1])
            )
    for step in fresh["steps"]:
        for output in step["outputs"]:
            if output["file"] not in known:
                made.files += 1
                made.findings.append(Finding(output["file"], AGAIN, NEW, step["name"]))


def _parameters(lock: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield (step, name) and value of all settings and parameters; other shapes are passed over."""
    for step, table in [("", lock["settings"]), *((step["name"], step.get("parameters")) for step in lock["steps"])]:
        for name, one in table.items() if isinstance(table, dict) else ():
            value = one.get("value") if isinstance(one, dict) else one
            yield (step, name), json.dumps(value, ensure_ascii=False, sort_keys=True)
