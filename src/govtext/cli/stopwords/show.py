"""govtext stopwords show"""

from __future__ import annotations

import click

from ...pipeline.tasks import task
from .. import App, options, present


@click.command("show")
@click.argument("lists", required=False, metavar="[LIST]")
@options.form
@options.lang
@click.pass_obj
def command(app: App, /, lists: str | None, form: str | None, lang: str | None) -> None:
    """Show the words of stop lists with their groups, how often the study has them, and which stay protected.

    LIST: names, comma-separated, as for --stopwords; the study's by default.

    Columns: word, list, group, protected, removed, count.
    """
    study = app.study(needed=False)
    done = task("stopwords show", study, {"lists": lists})
    present.print_table(app, done.tables.main, form, lang or study.lang)
