"""govtext codebook test"""

from __future__ import annotations

from typing import Any

import click

from ...pipeline.tasks import failure_of, task
from .. import App, options
from .common import END_OF_FINDINGS, print_folded

FOLDS = {"example": 40, "indicator": 40}  # columns a terminal shows of long texts


@click.command("test", short_help="Code the examples of a codebook.")
@click.argument("codebook", nargs=-1, metavar="[NAME|FILE]...")
@options.engine
@options.lexicon
@options.mixed
@options.form
@options.lang
@click.pass_context
def command(
    context: click.Context,
    /,
    codebook: tuple[str, ...],
    form: str | None,
    lang: str | None,
    **chosen: Any,
) -> None:
    """Code the examples of codebooks: those that must be coded, and those that must not. No NAME: all codebooks.

    The exit code is 3 where one is not as it must be. Columns: codebook, code, example, expected, got, passed,
    indicator (those that stand in it), cut (as it is segmented).
    """
    app: App = context.obj
    study = app.study(needed=False)
    done = task("codebook test", study, chosen | {"codebook": ",".join(codebook) or None})
    print_folded(app, done.tables.main, form, lang or study.lang, FOLDS)
    if failure_of("codebook test", done.tables):
        context.exit(END_OF_FINDINGS)
