"""govtext codebook import"""

from __future__ import annotations

from pathlib import Path

import click

from ...codebooks.exchange import READERS, import_file
from ...codebooks.reading import shipped
from ...codebooks.writing import toml
from ...errors import UsageProblem
from ...study.codebooks import FOLDER
from .. import App, present
from .common import write_new


@click.command("import", short_help="Bring in a codebook of another program.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(tuple(READERS)), help="Its format (default: by its ending).")
@click.option("--encoding", metavar="NAME", help="Of its bytes: utf-8, gb18030, cp932 … (default: found out).")
@click.option("--id", "name", metavar="NAME", help="Id of the codebook (default: the file's name).")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it here (default: lexicon/codebooks/<id>.toml of the study).",
)
@click.pass_obj
def command(
    app: App, /, file: Path, form: str | None, encoding: str | None, name: str | None, target: Path | None
) -> None:
    """Bring a codebook of KH Coder, LIWC, Yoshikoder, Lexicoder or quanteda into the study.

    What the codebook cannot hold is said, item by item. A file that is there is never written over. Then give each
    code a definition and examples, and look it over: govtext codebook lint NAME.
    """
    imported = import_file(file, form, encoding, name)
    book = imported.codebook
    study = app.study(needed=False)
    if target is None:
        if study.root is None:
            raise UsageProblem("there is no study here to write it into", remedy="name a file: -o FILE.toml")
        target = study.root / FOLDER / f"{book.id}.toml"
    write_new(study, target, toml(book), book.id, "--id or -o")
    if book.id in shipped():
        app.say(f"note: in a study it goes before the shipped codebook {book.id}")
    for loss in imported.losses:
        app.say(f"note: {loss}")
    indicators = sum(len(code.indicators) for code in book.codes)
    codes = f"{len(book.codes):,} code" + "s" * (len(book.codes) != 1)
    told_by = f"{indicators:,} indicator" + "s" * (indicators != 1)
    app.say(f"{codes} with {told_by} written to {present.short(target)}")
