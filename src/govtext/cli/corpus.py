"""govtext corpus: add, list, show, remove"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .. import corpus
from ..errors import GovtextError
from ..files import read_bytes
from ..sources.read import read_document
from ..sources.tables import PARTS
from . import App, options, present


@click.group("corpus", short_help="The sources of a study.")
def command() -> None:
    """Add, list, show and remove the sources of a study."""


@command.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--id", "id_", help="Id, for a single file (default: from the title).")
@click.option("--label", help="Short label for charts, for a single file.")
@click.option("--title", help="Title, for a single file (default: its first line).")
@click.option("--institution")
@click.option("--year", type=int)
@click.option("--genre")
@click.pass_obj
def add(app: App, /, files: tuple[Path, ...], id_: str | None, **metadata: Any) -> None:
    """Copy files into corpus/ and write their metadata into govtext.toml.

    Known reports are recognised by their bytes and get their metadata. What can be added is added; a file that
    cannot be read is named with its reason, and the exit code is then 3.
    """
    given = {key: value for key, value in {"id": id_, **metadata}.items() if value is not None}
    result = corpus.add(app.study(), files, given)
    for name, path in result.ids:
        known = ", recognised" if name in result.recognised else ""
        app.say(f"added {name} ({path.parent.name}/{path.name}{known})")
    for error in result.refused:
        click.echo(f"govtext: {error}", err=True)
    if result.refused:
        failed = f"{len(result.refused)} of {len(files)} files were not added"
        raise GovtextError(failed, remedy="see the lines above")


@command.command("remove")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.pass_obj
def remove(app: App, /, ids: tuple[str, ...]) -> None:
    """Take sources out of the study: their tables in govtext.toml and their files in corpus/."""
    study = app.study()
    deleted = corpus.remove(study, ids)
    app.say(f"removed {', '.join(ids)} (deleted from corpus/: {len(deleted)})")


@command.command("list")
@options.sources
@options.engine
@options.form
@options.lang
@click.pass_obj
def list_(app: App, /, sources: tuple[str, ...], engine: str | None, form: str | None, lang: str | None) -> None:
    """List the sources: metadata, how each was decoded, and its size.

    Columns: id, label, title, institution, year, genre, format, encoding, characters, tokens, sentences, paragraphs,
    sections.
    """
    study = app.study(needed=not sources)
    with present.progress_bar(app, study):
        table = corpus.listing(study, sources, engine)
    present.print_table(app, table, form, lang or study.lang)
    for path in corpus.unregistered(study):
        name = f"{path.parent.name}/{path.name}"
        app.say(f"note: {name} is not a source yet: govtext corpus add {name}")


@command.command("show")
@click.argument("source", metavar="SOURCE|FILE")
@click.option(
    "--part",
    type=click.Choice(("body", *PARTS)),
    default="body",
    help="What to show (default: body).",
)
@options.form
@options.lang
@click.pass_obj
def show(app: App, /, source: str, part: str, form: str | None, lang: str | None) -> None:
    """Show a source as it was read: its clean text, its sections, or what cleaning took away.

    --part removed lists each span with its rule and its place in the raw file; --part rules counts them.
    """
    study = app.study(needed=False)
    (chosen,) = study.choose([source])
    document = read_document(read_bytes(chosen.path), chosen.path, clean=study.engine != "whitespace")
    if part == "body":
        click.echo("\n\n".join(document.text[start:end] for start, end in document.paragraphs))
        return
    present.print_table(app, PARTS[part](document), form, lang or study.lang)
