"""govtext stopwords diff"""

from __future__ import annotations

import click

from ...pipeline.tasks import task
from .. import App, options, present


@click.command("diff")
@click.argument("first", metavar="LIST")
@click.argument("second", metavar="LIST")
@options.form
@options.lang
@click.pass_obj
def command(app: App, /, first: str, second: str, form: str | None, lang: str | None) -> None:
    """Show the words that only one of two stop lists takes away, the commonest of the study first.

    LIST: names, comma-separated, as for --stopwords.

    Columns: word, only_in, group, protected, count.
    """
    study = app.study(needed=False)
    done = task("stopwords diff", study, {"first": first, "second": second})
    present.print_table(app, done.tables.main, form, lang or study.lang)
