"""govtext codebook list"""

from __future__ import annotations

import click

from ...codebooks.model import Codebook
from ...codebooks.reading import read
from ...codebooks.tables import listing
from ...errors import GovtextError
from ...study.codebooks import known_codebooks, own_codebooks, same_id
from .. import App, options
from .common import print_folded

FOLDS = {"label": 30, "source": 60}  # columns a terminal shows of long texts


@click.command("list")
@options.form
@options.lang
@click.pass_obj
def command(app: App, /, form: str | None, lang: str | None) -> None:
    """List the codebooks: the study's own and the shipped ones.

    Columns: id, label, codes, indicators, report, where, source, label_en, label_zh, file.
    """
    study = app.study(needed=False)
    own = own_codebooks(study)
    books: list[tuple[Codebook, str]] = []
    faults: list[GovtextError] = []
    for name, paths in known_codebooks(study).items():
        for path in paths:
            try:
                books.append((read(path), "study" if path in own else "shipped"))
            except GovtextError as error:
                faults.append(error)
        if len(paths) > 1:
            faults.append(same_id(name, paths))
    lang = lang or study.lang
    print_folded(app, listing(books, lang), form, lang, FOLDS)
    for fault in faults[1:]:
        app.say(f"note: {fault}")
    if faults:
        raise faults[0]
