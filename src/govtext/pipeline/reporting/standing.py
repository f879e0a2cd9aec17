"""Whether what the lock of a study describes still stands: the same inputs, options, versions and outputs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import GovtextError, UsageProblem
from ...output.formats import csv_file
from ...output.lock import read_lock
from ...study import Study
from ...table import Tables
from .. import record
from ..runner import FAILED, LEFT_OUT, Runner
from ..step import Step
from ..steps import OF_ALL, read_steps

RUN = "govtext run"


@dataclass(frozen=True)
class Standing:
    """The lock of a study, and the steps that it describes.

    Attributes:
        lock: as it was read.
        steps: (step, what the lock says of it), in order; those that are reports themselves are left out.
        outputs: the folder that holds the lock.
    """

    lock: dict[str, Any]
    steps: list[tuple[Step, dict[str, Any]]]
    outputs: Path


def standing(study: Study, before: bool = False) -> Standing:
    """Read a study's lock, and find out whether each step that it describes would be made so now.

    Args:
        study: an open study; it is warned of steps that are not in the lock.
        before: take only the steps before the first that is a report itself.

    Raises:
        UsageProblem: the files are no study.
        GovtextError: there is no lock, or an older one; a step would be made otherwise now, or its outputs are not as
            they were written.
    """
    outputs = study.outputs
    if outputs is None:
        raise UsageProblem("files without a study have no report", remedy="make a study: govtext init DIR")
    lock = read_lock(outputs)
    steps = read_steps(study)
    if before:
        reports = [place for place, step in enumerate(steps) if step.command in OF_ALL]
        steps = steps[: min(reports, default=len(steps))]
    entries = {entry["name"]: entry for entry in lock["steps"] if entry["command"] not in OF_ALL}
    names = {step.name for step in steps}
    if gone := [] if before else [name for name in entries if name not in names]:
        what = f"the lock describes step {gone[0]}, which the study has no more"
        raise GovtextError(what, where=outputs / record.FILE, remedy=RUN)
    known = [step for step in steps if step.name in entries]
    if not known:
        raise GovtextError("the lock describes no step", where=outputs, remedy=RUN)
    for planned in Runner(study, steps, known, False, None).plan():
        if planned.runs:
            what = f"step {planned.step.name} is not as it would be made now: {planned.reason}"
            raise GovtextError(what, where=outputs, remedy=f"{RUN}, then report again")
    _tell_missing(study, outputs, [step for step in steps if step.name not in entries and step.command not in OF_ALL])
    return Standing(lock, [(step, entries[step.name]) for step in known], outputs)


def _tell_missing(study: Study, outputs: Path, missing: Sequence[Step]) -> None:
    """Warn of steps that are not in the lock; those that found nothing and nobody asked for are no loss."""
    status: dict[str, str] = {}
    try:
        told = json.loads((outputs / record.FILE).read_text("utf-8"))
        status = {one["name"]: one["status"] for one in told["steps"]}
    except (OSError, ValueError, KeyError, TypeError):
        pass  # run.json only says why
    for step in missing:
        if status.get(step.name) != LEFT_OUT:
            if status.get(step.name) == FAILED:
                why, then = "failed", "goes on from there"
            elif (outputs / step.name).is_dir():  # a run of other steps took it out of the lock, and left its outputs
                why, then = "is outdated", "makes it anew"
            else:
                why, then = "has not run", "goes on from there"
            study.warn(f"step {step.name} {why} and is not in the report ({RUN} {then})")


def check_tables(tables: Tables, entry: dict[str, Any], outputs: Path) -> None:
    """Refuse to show tables other than those that the lock describes.

    Raises:
        GovtextError: a table made now has other bytes than the one that was recorded.
    """
    from ...files import sha256

    recorded = {one["file"]: one["sha256"] for one in entry["outputs"]}
    for name, table in tables.items():
        file = entry["tables"].get(name, {}).get("file", f"{entry['name']}/{name}.csv")
        if recorded.get(file) != sha256(csv_file(table)):
            what = f"step {entry['name']} gives another table {name} now than the one that is recorded"
            raise GovtextError(what, where=outputs / file, remedy=f"{RUN} --force, then report again")
