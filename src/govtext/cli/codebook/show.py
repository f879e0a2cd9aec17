"""govtext codebook show"""

from __future__ import annotations

import click

from ...pipeline.tasks import task
from .. import App, options
from .common import print_folded


@click.command("show")
@click.argument("codebook", metavar="NAME|FILE")
@click.argument("code", required=False)
@options.form
@options.lang
@click.pass_obj
def command(app: App, /, codebook: str, code: str | None, form: str | None, lang: str | None) -> None:
    """Show the codes of a codebook as a tree, or all that it says of one code and those below it.

    Columns: tree, code, parent, depth, label_en, label_zh, indicators, exclusions, examples, source, definition_en,
    definition_zh, indicator_list, exclusion_list; with a CODE: codebook, code, parent, part, text, line.
    """
    study = app.study(needed=False)
    lang = lang or study.lang
    done = task("codebook show", study, {"codebook": codebook, "code": code}, lang=lang)
    for table in done.tables.values():
        print_folded(app, table, form, lang, {f"definition_{lang}": 60, "text": 80})
