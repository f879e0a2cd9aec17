"""govtext corpus add"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ...corpus import Added
from ...corpus import add as add_files
from ...errors import GovtextError, UsageProblem
from .. import App, present

MOST_LINES = 20  # sources that are named one by one; of more there is one summary


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER...", type=click.Path())
@click.option("--id", "id_", help="Id, for a single file (default: from the title).")
@click.option("--label", help="Short label for charts, for a single file.")
@click.option("--title", help="Title, for a single file (default: its first line).")
@click.option("--institution")
@click.option("--year", type=int)
@click.option("--genre")
@click.option("--text-column", default="", metavar="NAME", help="Of a table: the column of the texts.")
@click.option("--id-column", default="", metavar="NAME", help="Of a table: the column of the ids.")
@click.pass_obj
def command(
    app: App, /, files: tuple[str, ...], id_: str | None, text_column: str, id_column: str, **metadata: Any
) -> None:
    """Copy files into corpus/ and write their metadata into govtext.toml.

    Text, Markdown, HTML, Word (.docx) and PDF; folders and patterns; tables (.csv, .tsv, .xlsx, .jsonl) with one source
    a row, whose other columns become metadata. Known reports are recognised by their bytes. What can be added is
    added; each file that cannot be read is named with its reason, and the exit code is then 3.
    """
    given = {key: value for key, value in {"id": id_, **metadata}.items() if value is not None}
    if "" in files:
        raise UsageProblem("an empty name is no file", remedy="name files or folders")
    study = app.study()
    paths = [Path(name) for name in files]
    with present.progress_bar(app, study):
        result = add_files(study, paths, given, text_column=text_column, id_column=id_column, progress=study.progress)
    _tell(app, result)
    for error in result.refused:
        click.echo(f"govtext: {error}", err=True)
    if result.refused:
        tried = len(result.ids) + len(result.refused)
        wrong_usage = all(isinstance(error, UsageProblem) for error in result.refused)
        kind = UsageProblem if wrong_usage and not result.ids else GovtextError
        raise kind(f"{len(result.refused):,} of {tried:,} were not added", remedy="see the lines above")


def _tell(app: App, result: Added) -> None:
    """Name the sources that were added, or give their number where they are many."""
    if len(result.ids) > MOST_LINES:
        first, last = result.ids[0][0], result.ids[-1][0]
        app.say(f"added {len(result.ids):,} sources from {result.files:,} files: {first} … {last}")
        return
    for name, path in result.ids:
        known = ", recognised" if name in result.recognised else ""
        app.say(f"added {name} ({path.parent.name}/{path.name}{known})")
