"""govtext codebook lint"""

from __future__ import annotations

import re
from pathlib import Path

import click

from ...codebooks.linting import LEVELS, Finding, lint
from ...codebooks.reading import read
from ...codebooks.tables import findings
from ...errors import GovtextError
from ...study.codebooks import ALL, codebook_files, known_codebooks, same_id
from .. import App, options, present
from .common import END_OF_FINDINGS, print_folded, segmentation_of

FOLDS = {"indicator": 24, "finding": 44, "remedy": 36}
LINE = re.compile(r"line (\d+): (.*)", re.DOTALL)


@click.command("lint", short_help="Find what is wrong in a codebook.")
@click.argument("name", required=False, metavar="[NAME|FILE]")
@options.sources
@click.option(
    "--level", type=click.Choice(LEVELS), default="note", help="The least level that is shown (default: note)."
)
@options.engine
@options.without
@options.lexicon
@options.mixed
@options.form
@options.lang
@click.pass_context
def command(
    context: click.Context,
    /,
    name: str | None,
    sources: tuple[str, ...],
    level: str,
    engine: str | None,
    without: str | None,
    lexicon: str | None,
    mixed: str | None,
    form: str | None,
    lang: str | None,
) -> None:
    """Find what is wrong, doubtful or missing in codebooks, by themselves and in the sources.

    No NAME: all codebooks. Errors (exit code 3): no indicators, an indicator that is excluded or that the segmentation
    never makes. Warnings: strings that stand inside of words only, indicators of two codes, words that say too little,
    definitions and examples missing. Notes: indicators that are not in the sources or add nothing.

    Columns: level, codebook, file, line, code, indicator, finding, remedy.
    """
    app: App = context.obj
    study = app.study(needed=False)
    files = codebook_files(study, name or ALL)
    index = None
    if study.sources or sources:
        with present.progress_bar(app, study):
            index = study.index(sources, engine, without, lexicon, "words", mixed)
    segmentation = index.segmentation if index else segmentation_of(study, engine, lexicon, mixed)
    found: list[tuple[str, Path, Finding]] = []
    for path in files:
        try:
            book = read(path)
            found += [(book.id, path, one) for one in lint(book, segmentation, index)]
        except GovtextError as error:
            found.append((path.stem, path, _of(error)))
    for name, paths in known_codebooks(study).items():
        if len(paths) > 1 and set(paths) & set(files):
            found.append((name, paths[0], _of(same_id(name, paths))))
    found = sorted(found, key=lambda one: LEVELS.index(one[2].level))
    names = [source.id for source in index.sources] if index else []
    print_folded(app, findings(found, names, level), form, lang or study.lang, FOLDS)
    if any(one.level == "error" for _, _, one in found):
        context.exit(END_OF_FINDINGS)


def _of(error: GovtextError) -> Finding:
    """Return what keeps a codebook from being used as a finding."""
    named = LINE.match(error.what)
    line, what = (int(named[1]), named[2]) if named else (0, error.what)
    return Finding("error", "", line, "", what, error.remedy)
