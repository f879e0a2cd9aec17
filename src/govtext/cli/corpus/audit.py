"""govtext corpus audit"""

from __future__ import annotations

from pathlib import Path

import click

from ...files import write_atomic
from ...pipeline.tasks import failure_of, task
from ...study import spare
from .. import App, options, present


@click.command("audit")
@options.sources
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one page with the raw text beside the clean one, removed spans coloured by rule.",
)
@options.without
@options.form
@options.lang
@click.pass_obj
def command(
    app: App, /, sources: tuple[str, ...], html: Path | None, without: str | None, form: str | None, lang: str | None
) -> None:
    """Prove that cleaning lost nothing: what each rule did to each source, and the sum of all characters.

    Columns: source, rule, changes, characters_removed, example. Each source's sum stands under the table: characters of
    the file = of the text + kept apart + removed.
    """
    study = app.study(needed=not sources)
    lang = lang or study.lang
    if html is not None:
        spare(study.root, [*study.sources, *study.choose(sources)], [html], "choose another file")
    given = {"html": None if html is None else str(html), "without": without}
    with present.progress_bar(app, study):
        done = task("corpus audit", study, given, sources=sources, lang=lang)
    present.print_table(app, done.tables.main, form, lang)
    if html is not None:
        write_atomic(html, done.tables.files[str(html)]())
        app.say(f"the page is {present.short(html)}")
    if failure := failure_of("corpus audit", done.tables):
        raise failure
