"""govtext segment"""

from __future__ import annotations

import sys
from typing import Any

import click

from ..analyses.segment import segmented_text
from ..tokens.tags import dictionary_tags
from . import App, options, present


@click.command("segment", short_help="Segment the sources.")
@options.sources
@click.option(
    "--pos", is_flag=True, help="Put each word's part of speech after it (word/tag, from jieba's dictionary)."
)
@options.by
@options.engine
@options.without
@click.option(
    "--format",
    "form",
    envvar="GOVTEXT_FORMAT",
    type=click.Choice(("txt", *options.FORMATS)),
    help="txt: the segmented text (default in a pipe); else the table of counts (default on a terminal).",
)
@options.output
@options.no_save
@options.lang
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], pos: bool, **chosen: Any) -> None:
    """Segment the sources: words parted by spaces, one paragraph a line; and count them.

    The segmented texts are written beside the table, one file a source. Columns: source, characters, tokens, types,
    sentences, paragraphs, sections.
    """
    study = app.study(needed=not sources)
    done, form, lang = present.carry_out(app, study, "segment", sources, chosen, pos)
    if form == "txt" or (form is None and not present.on_terminal(sys.stdout)):
        tags = dictionary_tags(done.index) if pos else None
        for place in range(len(done.index.sources)):
            for line in segmented_text(done.index, place, tags):
                click.echo(line)
    else:
        present.print_table(app, done.tables.main, form, lang)
    present.tell_files(app, done)
