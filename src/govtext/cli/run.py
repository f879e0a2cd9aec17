"""govtext run"""

from __future__ import annotations

import click

from ..pipeline.run import run
from ..pipeline.steps import Step, command_line
from . import App, present


@click.command("run", short_help="Run every step of the study.")
@click.pass_obj
def command(app: App) -> None:
    """Run the [[step]] tables of govtext.toml in order, or all analyses where there are none.

    Every key is checked before anything runs. Each step writes to outputs/<command>/ (or outputs/<name>/), and
    outputs/run.json records what ran: parameters, hashes of inputs and outputs, versions, seed.
    """
    study = app.study()

    def told(number: int, steps: int, step: Step, seconds: float | None) -> None:
        if seconds is not None:
            app.say(f"[{number}/{steps}] {command_line(step)}  {seconds:.1f} s")

    with present.progress_bar(app, study):
        path = run(study, told=told)
    app.say(f"tables, charts and pages are in {present.short(path.parent)}; {path.name} says what ran")
