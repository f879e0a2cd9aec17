"""govtext codebook export"""

from __future__ import annotations

from pathlib import Path

import click

from ...codebooks.exchange import WRITERS, Exported, export
from ...codebooks.model import Codebook
from ...codebooks.tables import contents_of
from ...codebooks.writing import toml
from ...errors import UsageProblem
from ...output.formats import harmless, render
from ...study.codebooks import codebooks
from .. import App, options, present
from .common import write_new

OWN = ("toml", "tsv")  # that hold all of a codebook


@click.command("export", short_help="Write a codebook for another program.")
@click.argument("name", metavar="NAME|FILE")
@click.option("--format", "form", type=click.Choice((*WRITERS, *OWN)), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it here (default: standard output).",
)
@options.lang
@click.pass_obj
def command(app: App, /, name: str, form: str, target: Path | None, lang: str | None) -> None:
    """Write a codebook as KH Coder, LIWC, Yoshikoder, Lexicoder or quanteda read it, as TOML or as a table (tsv).

    What the format cannot hold is said on standard error, item by item. A file that is there is never written over.
    """
    study = app.study(needed=False)
    books = codebooks(study, name)
    if len(books) > 1:
        raise UsageProblem(f"{name} names {len(books)} codebooks", remedy="export them one by one")
    exported = _exported(books[0], form, lang or study.lang, target is not None)
    if target is None:
        click.echo(exported.text, nl=False)
    else:
        write_new(study, target, exported.text, books[0].id, "-o")
    for loss in exported.losses:
        app.say(f"note: {loss}")
    if target is not None:
        app.say(f"{books[0].id} written to {present.short(target)}")


def _exported(book: Codebook, form: str, lang: str, to_file: bool) -> Exported:
    if form == "toml":
        return Exported(toml(book), ())
    if form == "tsv":
        table = contents_of(book)
        return Exported(render(harmless(table) if to_file else table, "tsv"), ())  # a file is opened in a spreadsheet
    return export(book, form, lang)
