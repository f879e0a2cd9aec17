"""govtext codebook lint"""

from __future__ import annotations

from typing import Any

import click

from ...codebooks.linting import LEVELS
from ...pipeline.tasks import failure_of, task
from .. import App, options, present
from .common import END_OF_FINDINGS, print_folded

FOLDS = {"indicator": 24, "finding": 44, "remedy": 36}


@click.command("lint", short_help="Find what is wrong in a codebook.")
@click.argument("codebook", required=False, metavar="[NAME|FILE]")
@options.sources
@click.option(
    "--level", type=click.Choice(LEVELS), default="note", help="The least level that is shown (default: note)."
)
@options.engine
@options.without
@options.lexicon
@options.mixed
@options.form
@options.lang
@click.pass_context
def command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    form: str | None,
    lang: str | None,
    **chosen: Any,
) -> None:
    """Find what is wrong, doubtful or missing in codebooks, by themselves and in the sources.

    No NAME: all codebooks. Errors (exit code 3): no indicators, an indicator that is excluded or that the segmentation
    never makes. Warnings: strings that stand inside of words only, indicators of two codes, words that say too little,
    definitions and examples missing. Notes: indicators that are not in the sources or add nothing.

    Columns: level, codebook, file, line, code, indicator, finding, remedy.
    """
    app: App = context.obj
    study = app.study(needed=False)
    with present.progress_bar(app, study):
        done = task("codebook lint", study, chosen, sources=sources)
    print_folded(app, done.tables.main, form, lang or study.lang, FOLDS)
    if failure_of("codebook lint", done.tables):
        context.exit(END_OF_FINDINGS)
