"""govtext report"""

from __future__ import annotations

from pathlib import Path

import click

from ..pipeline.reporting import write
from . import App, options, present


@click.command("report", short_help="Write one page in which every number opens its evidence.")
@click.option(
    "-o",
    "--output",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page here (default: outputs/report.html, in Chinese report.zh-CN.html).",
)
@options.form
@options.lang
@click.pass_obj
def command(app: App, /, path: Path | None, form: str | None, lang: str | None) -> None:
    """Write one HTML page of what `govtext run` made: every number opens the lines it counts.

    The page needs no network and no other file. It shows the steps that run.lock.json describes; where inputs, options
    or versions are others now, it is not written.

    Columns: section, title, tables, rows, charts, numbers.
    """
    study = app.study()
    with present.progress_bar(app, study):
        target, table = write(study, lang or study.lang, path)
    present.print_table(app, table, form, lang or study.lang)
    app.say(f"the page is {present.short(target)} ({target.stat().st_size / 1e6:.1f} MB)")
