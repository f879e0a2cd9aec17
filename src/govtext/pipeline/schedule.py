"""Steps one after another, or side by side: what is ready is begun, in the order of the steps."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..errors import GovtextError
from ..files import interrupts_later, without_interrupts
from ..study import Study
from .step import Step
from .working import Worked, begin, kill_group, place_of, work, work_elsewhere

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

PATIENCE = 5.0  # seconds that a step may take to tidy up


class Watch(Protocol):
    """Who is asked before a step is begun, and told of what became of it."""

    def wanted(self, step: Step) -> bool:
        """Tell whether a step has to run; it is asked when the steps that it needs are finished."""

    def finished(self, step: Step, worked: Worked) -> None:
        """Be told that a step is finished."""

    def failed(self, step: Step, error: GovtextError) -> GovtextError | None:
        """Be told that a step failed; return what is to be said of it, None where the others go on."""


def do_steps(study: Study, steps: Sequence[Step], jobs: int, watch: Watch) -> None:
    """Do steps, as many side by side as asked; the outputs are the same for any number.

    After a step that failed no other is begun; those that are under way come to their end.

    Raises:
        GovtextError: a step failed, the first of them in the order of steps.
    """
    if jobs <= 1 or len(steps) <= 1:
        _one_after_another(study, steps, watch)
    else:
        _side_by_side(study, steps, jobs, watch)


def _one_after_another(study: Study, steps: Sequence[Step], watch: Watch) -> None:
    for step in steps:
        if watch.wanted(step):
            try:
                worked = work(study, step)
            except GovtextError as error:
                if failure := watch.failed(step, error):
                    raise failure from error
            else:
                watch.finished(step, worked)


def _side_by_side(study: Study, steps: Sequence[Step], jobs: int, watch: Watch) -> None:
    from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait

    waiting = list(steps)
    under_way: dict[Future[Worked], Step] = {}
    errors: dict[str, GovtextError] = {}
    place = place_of(study)
    assert study.outputs is not None
    with _pool(min(jobs, len(steps)), study.outputs) as pool:
        while waiting or under_way:
            while not errors and len(under_way) < jobs and (step := _ready(waiting, list(under_way.values()))):
                waiting.remove(step)
                if watch.wanted(step):
                    with interrupts_later():  # Ctrl-C is for this process to answer
                        under_way[pool.submit(work_elsewhere, place, step)] = step
            if not under_way:
                break
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                step = under_way.pop(future)
                try:
                    worked = future.result()
                except (GovtextError, BrokenExecutor) as error:
                    if failure := watch.failed(step, _as_bad_input(error)):
                        errors[step.name] = failure
                else:
                    watch.finished(step, worked)
    if first := next((errors[step.name] for step in steps if step.name in errors), None):
        raise first


def _as_bad_input(error: Exception) -> GovtextError:
    """Return an error of a step, also where its process has died."""
    if isinstance(error, GovtextError):
        return error
    return GovtextError("its process has ended without a word", remedy="is the memory used up? try --jobs 1")


def _ready(waiting: Sequence[Step], under_way: Sequence[Step]) -> Step | None:
    """Return the first step that needs none that is still to come or under way."""
    open_names = {step.name for step in (*waiting, *under_way)}
    return next((step for step in waiting if open_names.isdisjoint(step.needs)), None)


@contextmanager
def _pool(workers: int, outputs: Path) -> Iterator[ProcessPoolExecutor]:
    """Start processes that do a step at a time; where the work is given up, end them with what they work with."""
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=begin)
    before = set(multiprocessing.active_children())
    try:
        yield pool
    finally:  # done or given up: what idles on behind a step (workers of a model, for minutes) ends with it
        with without_interrupts():
            _give_up([one for one in multiprocessing.active_children() if one not in before], outputs)
            pool.shutdown(wait=True, cancel_futures=True)


def _give_up(workers: Sequence[BaseProcess], outputs: Path) -> None:
    """End processes: they may tidy up for some seconds, and are killed then and tidied up after."""
    for process in workers:
        process.terminate()
    end = time.monotonic() + PATIENCE
    for process in workers:
        process.join(max(0.0, end - time.monotonic()))
        if process.is_alive():
            process.kill()
        kill_group(process.pid)  # what it worked with outlives it otherwise
        for path in outputs.rglob(f".*.{process.pid}.tmp"):
            path.unlink(missing_ok=True)
