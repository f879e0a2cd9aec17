"""govtext corpus list"""

from __future__ import annotations

import click

from ... import corpus
from ...corpus.candidates import can_be_shown
from ...pipeline.tasks import task
from .. import App, options, present


@click.command("list")
@options.sources
@click.option("-v", "--verbose", is_flag=True, help="Also say why each file was read in its encoding.")
@options.engine
@options.without
@options.form
@options.lang
@click.pass_obj
def command(
    app: App,
    /,
    sources: tuple[str, ...],
    verbose: bool,
    engine: str | None,
    without: str | None,
    form: str | None,
    lang: str | None,
) -> None:
    """List the sources: metadata, how each was decoded, and its size.

    Columns: id, label, title, institution, year, genre, format, encoding, characters, tokens, sentences, paragraphs,
    sections; with -v also reason (of the encoding).
    """
    study = app.study(needed=not sources)
    with present.progress_bar(app, study):
        given = {"verbose": verbose or app.verbose, "engine": engine, "without": without}
        done = task("corpus list", study, given, sources=sources)
    present.print_table(app, done.tables.main, form, lang or study.lang)
    for path in corpus.unregistered(study):
        name = f"{path.parent.name}/{path.name}"
        if not can_be_shown(name):
            app.say(f"note: {name!r} cannot be a source; rename the file")
            continue
        app.say(f"note: {name} is not a source yet: govtext corpus add {name}")
