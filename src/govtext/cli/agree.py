"""govtext agree"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from ..analyses.options import check_numbers
from ..errors import UsageProblem
from . import App, options, present

LEVELS = ("nominal", "ordinal", "interval", "ratio")
TABLES = ("agree", "disagreements", "coefficients", "pairs")


@click.command("agree", short_help="Agreement of coders, and of a codebook.")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--codebook", metavar="NAME", help="Hold these codebooks (comma-separated, or files) against the sheets.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="SOURCE|FILE",
    help="--codebook: the corpus that the sheets were drawn from (repeatable; default: all of the study).",
)
@click.option("--coder", metavar="COLUMN", help="The column that names the coder (default: coder; else the file does).")
@click.option("--level", type=click.Choice(LEVELS), help="Level of measurement of values (default: nominal).")
@click.option("--counts", is_flag=True, default=None, help="FILE has a column for each category: how many chose it.")
@click.option("--draws", type=int, metavar="N", help="Draws of the bootstrap (default: 1000; 0: no intervals).")
@options.seed
@options.top
@options.cutting
@click.option("--table", type=click.Choice(TABLES), help="Which table goes to standard output (default: the first).")
@options.presentation
@click.pass_obj
def command(
    app: App,
    /,
    sources: tuple[str, ...],
    table: str | None,
    top: int | None,
    form: str | None,
    folder: str | None,
    no_save: bool,
    lang: str | None,
    **chosen: Any,
) -> None:
    """Measure how far coders agree, and how well a codebook finds what a person codes.

    FILE: a sheet of `govtext frames --sample N --for-coding` (unit, codes), one a coder or with a column coder; or
    unit, coder, value; or unit and a column for each coder.

    With --codebook, agree: code, units, codebook, human, both, precision, recall, f1 and what recall is in the corpus;
    disagreements: each unit in which the two differ. With several coders, coefficients: code, coefficient, value, low,
    high, units, coders, reason.
    """
    from ..pipeline.tasks import task

    check_numbers(top=top, seed=chosen["seed"])
    study = app.study(needed=chosen["codebook"] is not None and not sources)
    language = lang or study.lang
    look = present.take_look(study, chosen)
    place = present.place_of(study, "agree", sources, folder, no_save)
    with present.progress_bar(app, study):
        done = task("agree", study, chosen, sources=sources, folder=place, lang=language, look=look)
    tables = done.tables
    if table and table not in tables:
        what = f"--table {table}: these files make no such table"
        raise UsageProblem(what, remedy=f"choose one of {', '.join(tables)}")
    shown = tables[table] if table else tables.main
    if top is not None:
        shown = replace(shown.head(top) if top else shown, top=top)
    present.print_table(app, shown, form, language)
    present.tell_files(app, done.files)
