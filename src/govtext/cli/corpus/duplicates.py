"""govtext corpus duplicates"""

from __future__ import annotations

from typing import Any

import click

from ...pipeline.tasks import task
from .. import App, options, present


@click.command("duplicates")
@options.sources
@click.option("--part", type=click.Choice(("passages", "pairs")), default="passages", help="Default: passages.")
@click.option("--shortest", type=int, default=40, show_default=True, help="Letters and digits of the shortest passage.")
@options.without
@options.form
@options.lang
@click.pass_obj
def command(
    app: App,
    /,
    sources: tuple[str, ...],
    form: str | None,
    lang: str | None,
    **chosen: Any,
) -> None:
    """List passages that stand word for word in two places, between sources or inside one.

    Columns: characters, first, first_section, first_paragraph, second, second_section, second_paragraph, text.
    --part pairs gives the sources that share text: first, second, containment, jaccard.
    """
    study = app.study(needed=not sources)
    with present.progress_bar(app, study):
        done = task("corpus duplicates", study, chosen, sources=sources)
    present.print_table(app, done.tables.main, form, lang or study.lang)
