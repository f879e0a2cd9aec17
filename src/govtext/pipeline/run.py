"""`govtext run`: the steps of a study, those that are not as they would be made now."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ..errors import UsageProblem, did_you_mean
from ..study import Study, open_study
from .alone import alone
from .runner import Planned, Runner, Told
from .step import Step
from .steps import read_steps

__all__ = ["Planned", "plan", "run"]


def run(
    study: Study | str | Path = ".",
    *,
    only: Sequence[str] = (),
    start: str | None = None,
    force: bool = False,
    jobs: int = 1,
    crate: bool = False,
    told: Told | None = None,
    outputs: Path | None = None,
    fresh: bool = False,
    command: Sequence[str] = ("govtext.run",),
) -> Path:
    """Run the steps of a study into outputs/<step>/, and record what was made of what.

    A step is left as it is where its options, sources, lists and the versions are those it was made with, and its
    outputs are as they were written.

    Args:
        study: a Study or its folder.
        only: names of steps; the others are left alone.
        start: the name of the first step; those before it are left alone.
        force: run also what is unchanged.
        jobs: steps side by side.
        crate: also write RO-Crate metadata.
        told: called (number of the step, steps, step, status, seconds) as steps are begun and finished.
        outputs: another folder for all that is written.
        fresh: take nothing from the study's cache.
        command: the command line, for the record.

    Returns:
        The path of run.json.

    Raises:
        UsageProblem: a step is wrong; then nothing has run.
        GovtextError: a step failed; it is named, the others that are finished are recorded, and the next run goes on
            from there. Where the study names no steps, analyses that find nothing are left out.
    """
    if only and start is not None:
        raise UsageProblem("--only and --from are both given", remedy="name the steps with one of them")
    if jobs < 1:
        raise UsageProblem(f"jobs is {jobs}", remedy="it must be a whole number of at least 1")
    opened = study if isinstance(study, Study) else open_study(study)
    with _placed(opened, outputs, fresh):
        steps = read_steps(opened)
        chosen = _chosen(steps, only, start)
        with ExitStack() as held:
            if opened.cache is not None:
                held.enter_context(alone(opened.cache, opened.warn))
            return Runner(opened, steps, chosen, force, told).run(jobs, crate, command)


def plan(
    study: Study | str | Path = ".", *, only: Sequence[str] = (), start: str | None = None, force: bool = False
) -> list[Planned]:
    """Return what `run` would do: each step, whether it would run, and why; nothing is written."""
    opened = study if isinstance(study, Study) else open_study(study)
    steps = read_steps(opened)
    return Runner(opened, steps, _chosen(steps, only, start), force, None).plan()


def _chosen(steps: Sequence[Step], only: Sequence[str], start: str | None) -> list[Step]:
    """Return the steps that are asked for.

    Raises:
        UsageProblem: there is no step of that name.
    """
    names = [step.name for step in steps]
    for name in (*only, *([start] if start is not None else [])):
        if name not in names:
            hint = did_you_mean(name, names) or f"steps: {', '.join(names)}"
            raise UsageProblem(f"there is no step {name!r}", remedy=hint)
    first = names.index(start) if start is not None else 0
    return [step for step in steps[first:] if not only or step.name in only]


@contextmanager
def _placed(study: Study, outputs: Path | None, fresh: bool) -> Iterator[None]:
    """Let a study write elsewhere, and keep nothing, for as long as one is inside."""
    study.folder()
    before = study.outputs_at, study.cache_at
    with ExitStack() as held:
        study.outputs_at = outputs.absolute() if outputs else study.outputs_at
        if fresh:
            study.cache_at = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="govtext-")))
        try:
            yield
        finally:
            study.outputs_at, study.cache_at = before
