"""govtext corpus audit"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from ... import corpus
from ...errors import GovtextError, UsageProblem
from ...files import identity, stands_in, write_atomic
from ...sources.tables import sums
from ...study import FILE, Study
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
        _check_page(page, study, sources)
    with present.progress_bar(app, study):
        read = list(corpus.documents(study, sources, without))
    present.print_table(app, corpus.audit(read), form, lang)
    if page is not None:
        from ...output.audit_page import audit_page

        write_atomic(page, audit_page([(source.label, document) for source, document in read], lang))
        app.say(f"the page is {present.short(page)}")
    wrong = [source.id for source, document in read if not sums(document).adds_up]
    if wrong:
        raise GovtextError(f"characters of {', '.join(wrong)} are unaccounted for", remedy="please report this")


def _check_page(page: Path, study: Study, sources: Sequence[str]) -> None:
    """Refuse to write over what is read: a source, anything in corpus/, govtext.toml."""
    read = {source.path for source in (*study.sources, *study.choose(sources))}
    what = "a source" if any(identity(page) & identity(path) for path in read) else ""
    if study.root is not None:
        places = (page, Path(os.path.realpath(page)))
        if any(stands_in(place, study.root / "corpus") for place in places):
            what = "in corpus/"
        elif identity(page) & identity(study.root / FILE):
            what = "the settings of the study"
    if what:
        raise UsageProblem(f"this file is {what}, which no page may replace", where=page, remedy="choose another file")
