"""`govtext verify`: are outputs those that their lock describes, and does a fresh run give the same bytes?"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import GovtextError, UsageProblem
from ..files import DATA
from ..output.lock import FILE as LOCK
from ..study import FILE, Study, open_study
from ..table import Table, Tables, Text
from .record import versions
from .verifying.again import Repeated, repeat
from .verifying.derived import derived
from .verifying.looking import OUTDATED, SAME, UNRECORDED, Finding, checked, inside, unrecorded
from .verifying.recorded import COPY, INPUT, OUTPUT, SHIPPED, Recorded, open_lock, recorded, steps_of, versions_of
from .verifying.wording import (
    BESIDE,
    PAGES,
    counted,
    differences,
    remedy,
    run_anew,
    shown,
    unchecked,
    versions_note,
    without_study,
)

__all__ = ["Place", "differences", "place_of", "remedy", "verify"]

COLUMNS = ("file", "kind", "status", "step", "row", "key", "column", "recorded", "found")
CELLS = 20  # differences shown of each table
LABELS = {"found": Text("found", "现值"), "kind": Text("kind", "种类")}
TITLE = Text("Outputs beside their record", "产出与运行记录之核对")


@dataclass(frozen=True)
class Place:
    """What is verified.

    Attributes:
        outputs: the folder that holds the lock.
        root: the study's; None for outputs without their study.
    """

    outputs: Path
    root: Path | None


def place_of(where: Study | str | Path) -> Place:
    """Return the outputs, and the study if it is there, of a study, its folder, or a folder that holds a lock.

    Raises:
        UsageProblem: there is no such folder, or files without a study are named.
        GovtextError: the folder is neither.
    """
    if isinstance(where, Study):
        if where.outputs is None:
            raise UsageProblem("files without a study have no outputs", remedy="name a study or a folder with a lock")
        return Place(where.outputs, where.root)
    folder = Path(where).absolute()
    if not folder.is_dir():
        raise UsageProblem("no such folder", where=where, remedy="name a study, or the folder that holds run.lock.json")
    if (folder / FILE).is_file():
        return Place(folder / "outputs", folder)
    if folder.name == "outputs" and (folder.parent / FILE).is_file():
        return Place(folder, folder.parent)
    if not (folder / LOCK).exists():
        what = f"neither {FILE} nor {LOCK} is in this folder"
        raise GovtextError(what, where=where, remedy="name a study, or the folder that holds its outputs")
    return Place(folder, None)


def verify(
    where: Study | str | Path = ".",
    *,
    rerun: bool = False,
    every: bool = False,
    cells: int = CELLS,
    told: Callable[..., None] | None = None,
) -> Tables:
    """Compare outputs, inputs and sources with the lock, and with `rerun` the outputs with those of a fresh run.

    Nothing is written, and nothing is read outside the folder but what the study's own govtext.toml names.

    Args:
        where: a study, its folder, or a folder with a run.lock.json (outputs without their study).
        rerun: run the recorded steps anew in a temporary folder, and compare tables cell by cell.
        every: give a row to files that are as recorded, too.
        cells: differing cells shown of each table; all are counted, 0 shows all.
        told: as `pipeline.run.run` takes it, for a fresh run.

    Returns:
        One table with the columns file, kind, status, step, row, key, column, recorded, found. Its parameters hold
        the number of `checked` files, how many differ (`differing`, by kind and status), and their names (`files`).

    Raises:
        UsageProblem: there is nothing to verify, or no study to run anew.
        GovtextError: the lock is missing, broken, or another version's.
    """
    if cells < 0:
        raise UsageProblem(f"--cells is {cells}", remedy="it must be at least 0")
    place = place_of(where)
    lock = open_lock(place.outputs)
    entries = recorded(lock, place.outputs / LOCK)
    other_versions = _other_versions(versions_of(lock, place.outputs / LOCK))
    if rerun and place.root is None:
        what = "there is no study here to run anew, only outputs"
        raise UsageProblem(what, where=place.outputs, remedy="name the study's folder, or leave out --rerun")
    study, fault = _opened(where, place.root, needed=rerun)
    entries = [entry for entry in entries if place.root is not None or entry.kind in (OUTPUT, COPY)]
    read = read_by(study, steps_of(lock))
    findings = [*checked(entries, _reach(place, named_by(study) | read)), *derived(lock, place.outputs)]
    extra = [*_unrecorded(place, entries, _steps_still_to_run(study, lock)), *_read_now(place, entries, read)]
    notes = [counted(entries), *without_study(place.root, fault), *versions_note(other_versions)]
    made = Repeated()
    if rerun and study is not None:
        looked = {finding.file: finding for finding in findings if finding.kind == OUTPUT}
        made = repeat(study, place.outputs, lock, entries, looked, cells, told)
        notes.append(run_anew(made.same, made.files))
    notes.append(unchecked(lock["versions"].get("govtext", "")))
    return _table([*findings, *extra], made, every, notes)


def _opened(where: Study | str | Path, root: Path | None, needed: bool) -> tuple[Study | None, str]:
    """Open the study, and say what keeps it from being opened; its outputs can be checked without."""
    if isinstance(where, Study) or root is None:
        return where if isinstance(where, Study) else None, ""
    try:
        return open_study(root), ""
    except GovtextError as error:
        if needed:
            raise
        return None, str(error)


def named_by(study: Study | None) -> set[Path]:
    """Return the files that a study's own settings name as sources: they may be read wherever they are."""
    if study is None or study.root is None:
        return set()
    return {_plain_path(source.path) for source in study.sources} | {study.root / FILE}


def read_by(study: Study | None, names: Sequence[str]) -> set[Path]:
    """Return the lists, lexicons and other files that some steps of a study would read now."""
    if study is None or study.root is None:
        return set()
    from .inputs import lists_of
    from .steps import read_steps

    found: set[Path] = set()
    with suppress(GovtextError):  # a list that is gone is found missing by its name
        for step in read_steps(study):
            if step.name in names:
                found.update(map(_plain_path, lists_of(study, step)))
    return found


def _steps_still_to_run(study: Study | None, lock: Mapping[str, Any]) -> set[str]:
    """Return the names of the study's steps that the lock does not tell of: they are outdated, or have not run."""
    if study is None or study.root is None:
        return set()
    from .steps import read_steps

    with suppress(GovtextError):
        return {step.name for step in read_steps(study)} - set(steps_of(lock))
    return set()


def _unrecorded(place: Place, entries: Sequence[Recorded], to_run: set[str]) -> list[Finding]:
    """Find files among the outputs that no step recorded, or that a step recorded before what it read has changed."""
    known = [*BESIDE, *PAGES, *(entry.file for entry in entries if entry.kind in (OUTPUT, COPY))]
    found = []
    for name in unrecorded(place.outputs, known):
        folder = name.partition("/")[0]
        outdated = folder in to_run
        found.append(Finding(name, OUTPUT, OUTDATED if outdated else UNRECORDED, folder if outdated else ""))
    return found


def _read_now(place: Place, entries: Sequence[Recorded], read: set[Path]) -> list[Finding]:
    """Find files that the steps would read now and did not read: a list that is new in stopwords/."""
    if place.root is None:
        return []
    from .inputs import shown as named

    known = {(entry.file, entry.of) for entry in entries if entry.kind == INPUT}
    made = [path for path in read if path.is_relative_to(place.outputs)]  # by a step before
    new = sorted(named(path, place.root) for path in read.difference(made))
    return [Finding(name, INPUT, UNRECORDED) for name, of in new if (name, of) not in known]


def _reach(place: Place, named: set[Path]) -> Callable[[Recorded], Path | None]:
    """Return what finds the file of an entry; None where it leads out and the study does not name it."""

    def reach(entry: Recorded) -> Path | None:
        if entry.kind in (OUTPUT, COPY) or place.root is None:
            return inside(place.outputs, entry.file)
        if entry.of == SHIPPED:
            return inside(DATA, entry.file)
        if (path := inside(place.root, entry.file)) is not None:
            return path
        if "\0" in entry.file:
            return None
        path = _plain_path(place.root / entry.file)
        return path if path in named else None

    return reach


def _plain_path(path: Path) -> Path:
    """Return a path without `..`, links as they are: by that a lock and a study name the same file."""
    return Path(os.path.normpath(path.absolute()))


def _other_versions(before: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (package, version in the lock, version here) of those that differ."""
    now = versions()
    return [(name, old, now.get(name, "–")) for name, old in before.items() if now.get(name) != old]


def _table(findings: Sequence[Finding], made: Repeated, every: bool, notes: list[Text]) -> Tables:
    """Set what was found in rows: what differs first, each table's cells under it, what is as recorded last."""
    differing = [_known_now(finding, made) for finding in findings if finding.status != SAME] + made.findings
    rows: list[Finding] = []
    for finding in differing:
        rows += [finding, *made.cells.get((finding.file, finding.status), [])]
    rows += [finding for finding in findings if every and finding.status == SAME]
    columns: dict[str, list[Any]] = {key: [_plain(getattr(row, key)) for row in rows] for key in COLUMNS}
    files = list(dict.fromkeys(shown(finding.file) for finding in differing if finding.file))
    counts = Counter((finding.kind, finding.status) for finding in differing)
    parameters = {
        "checked": sum(finding.status != UNRECORDED for finding in findings),
        "differing": dict(counts),
        "files": files,
    }
    told = tuple(key for key in COLUMNS if any(cell not in (None, "") for cell in columns[key]))
    return Tables(Table("verify", TITLE, columns, notes, parameters, LABELS, reading=told))


def _known_now(finding: Finding, made: Repeated) -> Finding:
    """Return a finding with what a fresh run told of its file."""
    more = made.more.get(finding.file) if finding.kind == OUTPUT else None
    return replace(finding, found=f"{finding.found}; {more}") if more else finding


def _plain(cell: str | int | None) -> str | int | None:
    return shown(cell) if isinstance(cell, str) else cell
