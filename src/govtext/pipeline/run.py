"""`govtext run`: the steps of a study, one after another."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import GovtextError, NothingFound, UsageProblem
from ..study import Study, open_study
from . import record
from .perform import Performed, perform
from .steps import Step, command_line, read_steps

Told = Callable[[int, int, Step, float | None], None]


def run(study: Study | str | Path = ".", *, told: Told | None = None) -> Path:
    """Run every step of a study into outputs/<step>/ and write outputs/run.json.

    Args:
        study: a Study or its folder.
        told: called (step number, steps, step, None) before each step and with its seconds after it.

    Returns:
        The path of run.json.

    Raises:
        UsageProblem: a step is wrong; then nothing has run.
        GovtextError: a step failed; it is named, and the steps before it have left their outputs. Where the study
            names no steps, analyses that find nothing are left out.
    """
    opened = study if isinstance(study, Study) else open_study(study)
    steps = read_steps(opened)
    opened.choose()
    root, outputs = opened.root, opened.outputs
    if root is None or outputs is None:
        raise UsageProblem("files without a study have no steps", remedy="make a study: govtext init DIR")
    path = outputs / "run.json"
    if path.is_dir():
        what = "a folder stands where a file is to be written"
        raise GovtextError(what, where=path, remedy="move it away")
    with suppress(OSError):  # it would tell of outputs that are about to be replaced
        path.unlink()
    done, seconds = [], {}
    read: set[Path] = set()
    for number, step in enumerate(steps, 1):
        if told:
            told(number, len(steps), step, None)
        start = time.perf_counter()
        try:
            performed = _perform(opened, step, outputs / step.name, number)
        except NothingFound as error:
            if opened.steps:
                raise
            opened.warn(f"{error.what}: {step.command} is left out")  # nobody asked for it by name
            continue
        done.append(_record(step, performed, root))
        read.update(performed.read)
        seconds[step.name] = round(time.perf_counter() - start, 3)
        if told:
            told(number, len(steps), step, seconds[step.name])
    used = {name for step in done for name in step["sources"]}
    record.write(
        path,
        {
            "study": opened.title,
            "seed": opened.seed,
            "versions": record.versions(),
            "inputs": record.inputs(root, [source for source in opened.sources if source.id in used]),
            "settings": record.settings(root, read),
            "steps": done,
            "seconds": seconds,
        },
    )
    return path


def _perform(study: Study, step: Step, folder: Path, number: int) -> Performed:
    try:
        return perform(
            step.command,
            study,
            step.options,
            sources=step.sources,
            folder=folder,
            lang=study.lang,
            pos=step.pos,
            redraw=True,
        )
    except GovtextError as error:
        named = type(error)(f"step {number} ({step.name}): {error.what}", where=error.where, remedy=error.remedy)
        raise named from error


def _record(step: Step, performed: Performed, root: Path) -> dict[str, Any]:
    return {
        "name": step.name,
        "command": step.command,
        "command_line": command_line(step),
        "sources": [source.id for source in performed.index.sources],
        "parameters": performed.tables.main.parameters,
        "rows": {name: len(table) for name, table in performed.tables.items()},
        "outputs": record.outputs(root, performed.files),
    }
