"""govtext corpus audit"""

from __future__ import annotations

from pathlib import Path

import click

from ... import corpus
from ...errors import GovtextError
from ...files import write_atomic
from ...study import spare
from .. import App, options, present


@click.command("audit")
@options.sources
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one page with the raw text beside the clean one, removed spans coloured by rule.",
)
@options.without
@options.form
@options.lang
@click.pass_obj
def command(
    app: App, /, sources: tuple[str, ...], page: Path | None, without: str | None, form: str | None, lang: str | None
) -> None:
    """Prove that cleaning lost nothing: what each rule did to each source, and the sum of all characters.

    Columns: source, rule, changes, characters_removed, example. Each source's sum stands under the table: characters of
    the file = of the text + kept apart + removed.
    """
    study = app.study(needed=not sources)
    lang = lang or study.lang
    if page is not None:
        spare(study.root, [*study.sources, *study.choose(sources)], [page], "choose another file")
    with present.progress_bar(app, study):
        read = list(corpus.documents(study, sources, without))
    table = corpus.audit(read)
    present.print_table(app, table, form, lang)
    if page is not None:
        from ...output.audit_page import audit_page

        write_atomic(page, audit_page([(source.label, document) for source, document in read], lang))
        app.say(f"the page is {present.short(page)}")
    if wrong := table.parameters["unaccounted"]:
        raise GovtextError(f"characters of {', '.join(wrong)} are unaccounted for", remedy="please report this")
