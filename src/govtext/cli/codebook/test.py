"""govtext codebook test"""

from __future__ import annotations

import click

from ...codebooks.tables import results
from ...codebooks.testing import Example, run_examples, without_examples
from ...errors import NothingFound
from ...study.codebooks import ALL, codebooks
from .. import App, options
from .common import END_OF_FINDINGS, print_folded, segmentation_of

FOLDS = {"example": 40, "indicator": 40}  # columns a terminal shows of long texts


@click.command("test", short_help="Code the examples of a codebook.")
@click.argument("names", nargs=-1, metavar="[NAME|FILE]...")
@options.engine
@options.lexicon
@options.mixed
@options.form
@options.lang
@click.pass_context
def command(
    context: click.Context,
    /,
    names: tuple[str, ...],
    engine: str | None,
    lexicon: str | None,
    mixed: str | None,
    form: str | None,
    lang: str | None,
) -> None:
    """Code the examples of codebooks: those that must be coded, and those that must not. No NAME: all codebooks.

    The exit code is 3 where one is not as it must be. Columns: codebook, code, example, expected, got, passed,
    indicator (those that stand in it), cut (as it is segmented).
    """
    app: App = context.obj
    study = app.study(needed=False)
    segmentation, terms = segmentation_of(study, engine, lexicon, mixed), study.lexicons(lexicon)
    examples: list[Example] = []
    for book in codebooks(study, ",".join(names) or ALL):
        examples += run_examples(book, segmentation, terms)
        if lacking := [code.id for code in without_examples(book)]:
            app.say(f"note: {book.id}: without examples: {', '.join(lacking)}")
    if not examples:
        raise NothingFound("the codebooks have no examples", remedy='write examples.include = ["…"] under [[code]]')
    print_folded(app, results(examples), form, lang or study.lang, FOLDS)
    if not all(one.passed for one in examples):
        context.exit(END_OF_FINDINGS)
