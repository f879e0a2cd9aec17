"""One step at its work, in this process or in another."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from pathlib import Path
from types import FrameType
from typing import Any

from ..api import ANALYSES
from ..files import write_atomic
from ..output.formats import table_file
from ..study import Study, open_study
from ..table import Tables
from .perform import Performed, perform
from .step import Step
from .tasks import Done, task
from .values import formats_of, look_for

_busy = [False]


@dataclass
class Worked:
    """What became of a step.

    Attributes:
        parameters, notes: of its main table.
        rows: of each table.
        files: what it wrote.
        warnings: what a reader should know.
        seconds: how long it took.
    """

    parameters: dict[str, Any]
    notes: dict[str, list[str]]
    rows: dict[str, int]
    files: list[Path]
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Place:
    """Where a study is and where it writes, for another process to open it."""

    root: Path
    outputs: Path | None
    cache: Path | None
    workers: int


def place_of(study: Study) -> Place:
    """Return where a study is."""
    return Place(study.folder(), study.outputs_at, study.cache_at, study.workers)


def work_elsewhere(place: Place, step: Step) -> Worked:
    """Open the study anew and do a step; for a process of its own."""
    study = open_study(place.root)
    study.outputs_at, study.cache_at, study.workers = place.outputs, place.cache, place.workers
    _busy[0] = True
    try:
        return work(study, step)
    except KeyboardInterrupt:  # given up: what the step was at has been tidied up
        os._exit(1)
    finally:
        _busy[0] = False


def work(study: Study, step: Step) -> Worked:
    """Do a step: run its command and write its tables and charts to its folder.

    Raises:
        GovtextError: the step fails.
    """
    assert study.outputs is not None
    folder, start = study.outputs / step.name, time.perf_counter()
    warnings: list[str] = []
    usual, study.warn = study.warn, warnings.append
    try:
        performed = _perform(study, step, folder)
    finally:
        study.warn = usual
    files = [*performed.files, *_in_formats(performed.tables, folder, step)]
    main = performed.tables.main
    notes = {lang: [note.get(lang) for note in main.notes] for lang in ("en", "zh")}
    rows = {name: len(table) for name, table in performed.tables.items()}
    seconds = time.perf_counter() - start
    return Worked(main.parameters, notes, rows, sorted(files), list(dict.fromkeys(warnings)), seconds)


def _perform(study: Study, step: Step, folder: Path) -> Performed | Done:
    look = look_for(study, step.showing)
    shared: dict[str, Any] = {
        "sources": step.sources,
        "folder": folder,
        "lang": step.lang,
        "redraw": True,
        "look": look,
    }
    if step.command not in ANALYSES:
        return task(step.command, study, step.options, **shared)
    return perform(step.command, study, step.options, pos=step.pos, **shared)


def _in_formats(tables: Tables, folder: Path, step: Step) -> list[Path]:
    """Write the tables that a person reads in the formats that the step asks for."""
    written = []
    for form in formats_of(step.showing):
        for table in tables.values():
            if table.on_page:
                ending, data = table_file(table, form, step.lang)
                path = folder / f"{table.name}.{ending}"
                if ending == "csv":
                    continue  # it stands there already
                write_atomic(path, data)
                written.append(path)
    return written


def begin() -> None:
    """Make a process ready to be ended while it works, with the processes that it works with.

    It leads a group of its own, so that a Ctrl-C is for the process that began it to answer, and ends with that one.
    """
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end(number: int, frame: FrameType | None) -> None:
    if not _busy[0]:
        os._exit(0)
    raise KeyboardInterrupt


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    kill_group(os.getpid())
    os._exit(1)


def kill_group(process: int | None) -> None:
    """End the group of a process that leads one; one that is gone is no fault."""
    if process and hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process, signal.SIGKILL)
