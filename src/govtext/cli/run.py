"""govtext run"""

from __future__ import annotations

import sys

import click

from ..pipeline.run import plan, run
from ..pipeline.runner import BEGUN, DONE, Planned
from ..pipeline.step import Step, command_line
from ..table import Table, Text, columns_of
from . import App, options, present


@click.command("run", short_help="Run every step of the study.")
@click.option("--only", multiple=True, metavar="STEP", help="Run this step alone (repeatable).")
@click.option("--from", "start", metavar="STEP", help="Leave the steps before this one alone.")
@click.option("--dry-run", is_flag=True, help="Show which steps would run, and why; run none.")
@click.option("--force", is_flag=True, help="Run also steps of which nothing has changed.")
@click.option(
    "--jobs", type=int, default=1, metavar="N", help="Steps side by side (default: 1); the bytes are the same."
)
@click.option("--crate", is_flag=True, help="Also write RO-Crate metadata, ro-crate-metadata.json.")
@options.form
@options.lang
@click.pass_obj
def command(
    app: App,
    only: tuple[str, ...],
    start: str | None,
    dry_run: bool,
    force: bool,
    jobs: int,
    crate: bool,
    form: str | None,
    lang: str | None,
) -> None:
    """Run the [[step]] tables of govtext.toml in order, or the usual analyses where there are none.

    Every key is checked before anything runs. Each step writes to outputs/<command>/ (or outputs/<name>/); one of which
    nothing has changed is left as it is. outputs/run.lock.json says what was made of what, run.json on which machine.

    Columns of --dry-run: step, command_line, status, reason.
    """
    study = app.study()
    if dry_run:
        planned = plan(study, only=only, start=start, force=force)
        present.print_table(app, _as_table(planned), form, lang or study.lang)
        return

    def told(number: int, steps: int, step: Step, status: str, seconds: float | None) -> None:
        if status != BEGUN:
            ended = f"{seconds:.1f} s" if status == DONE and seconds is not None else status
            app.say(f"[{number}/{steps}] {command_line(step)}  {ended}")

    with present.progress_bar(app, study):
        path = run(
            study,
            only=only,
            start=start,
            force=force,
            jobs=jobs,
            crate=crate,
            told=told,
            command=["govtext", *sys.argv[1:]],
        )
    app.say(f"tables, charts and pages are in {present.short(path.parent)}; run.lock.json says what was made of what")


def _as_table(planned: list[Planned]) -> Table:
    rows = [(one.step.name, command_line(one.step), "run" if one.runs else "unchanged", one.reason) for one in planned]
    columns = columns_of(("step", "command_line", "status", "reason"), rows)
    return Table("plan", Text("What would run", "将要运行的步骤"), columns, top=0)
