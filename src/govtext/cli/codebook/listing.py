"""govtext codebook list"""

from __future__ import annotations

import click

from ...pipeline.tasks.codebooks import list_of_codebooks
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
    lang = lang or study.lang
    made, faults = list_of_codebooks(study, lang)
    print_folded(app, made.main, form, lang, FOLDS)
    for fault in faults[1:]:
        app.say(f"note: {fault}")
    if faults:
        raise faults[0]
