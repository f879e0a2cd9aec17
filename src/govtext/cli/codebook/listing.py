"""govtext codebook list"""

from __future__ import annotations

import click

from ...codebooks.reading import in_folder, read
from ...codebooks.tables import listing
from ...errors import GovtextError
from ...study.codebooks import FOLDER, known_codebooks
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
    own = in_folder(study.root / FOLDER) if study.root else {}
    books, faults = [], []
    for name, path in known_codebooks(study).items():
        try:
            books.append((read(path), "study" if name in own else "shipped"))
        except GovtextError as error:
            faults.append(error)
    lang = lang or study.lang
    print_folded(app, listing(books, lang), form, lang, FOLDS)
    for fault in faults[1:]:
        app.say(f"note: {fault}")
    if faults:
        raise faults[0]
