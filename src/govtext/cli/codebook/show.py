"""govtext codebook show"""

from __future__ import annotations

import click

from ...codebooks.tables import codes_of, contents_of
from ...errors import UsageProblem, did_you_mean
from ...study.codebooks import codebooks
from .. import App, options
from .common import print_folded


@click.command("show")
@click.argument("name", metavar="NAME|FILE")
@click.argument("code", required=False)
@options.form
@options.lang
@click.pass_obj
def command(app: App, /, name: str, code: str | None, form: str | None, lang: str | None) -> None:
    """Show the codes of a codebook as a tree, or all that it says of one code and those below it.

    Columns: tree, code, parent, depth, label_en, label_zh, indicators, exclusions, examples, source, definition_en,
    definition_zh, indicator_list, exclusion_list; with a CODE: codebook, code, parent, part, text, line.
    """
    study = app.study(needed=False)
    lang = lang or study.lang
    for book in codebooks(study, name):
        if code is None:
            print_folded(app, codes_of(book, lang), form, lang, {f"definition_{lang}": 60})
        elif code in book.position:
            print_folded(app, contents_of(book, code), form, lang, {"text": 80})
        else:
            hint = did_you_mean(code, book.position) or f"codes: {', '.join(book.position)}"
            raise UsageProblem(f"the codebook {book.id} has no code {code!r}", remedy=hint)
