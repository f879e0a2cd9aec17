"""govtext verify"""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import GovtextError
from ..output.lock import FILE as LOCK
from ..pipeline.step import Step, command_line
from ..pipeline.verify import CELLS, differences, place_of, remedy, verify
from ..study import Study
from . import App, options, present


@click.command("verify", short_help="Hold outputs against the record of their run.")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--rerun", is_flag=True, help="Run the steps anew in a temporary folder; compare tables cell by cell.")
@click.option(
    "--cells",
    type=click.IntRange(min=0),
    default=CELLS,
    metavar="N",
    help=f"Differing cells shown of each table; 0 shows all (default: {CELLS}). All are counted.",
)
@click.option("--all", "every", is_flag=True, help="Also give a row to each file that is as recorded.")
@options.form
@options.lang
@click.pass_obj
def command(
    app: App, /, folder: Path | None, rerun: bool, cells: int, every: bool, form: str | None, lang: str | None
) -> None:
    """Tell whether outputs, inputs and sources are those that run.lock.json describes.

    DIR is a study, or a folder that holds a run.lock.json (outputs without their study); none means the study found
    from here. Nothing is written. Exit code 3 where anything differs.

    Columns: file, kind, status, step, row, key, column, recorded, found.
    """
    where = _where(app, folder, rerun)

    def told(number: int, steps: int, step: Step, status: str, seconds: float | None) -> None:
        if seconds is not None:
            app.say(f"[{number}/{steps}] {command_line(step)}  {seconds:.1f} s")

    with present.progress_bar(app, where if isinstance(where, Study) else Study(None, [])):
        tables = verify(where, rerun=rerun, every=every, cells=cells, told=told)
    study_lang = where.lang if isinstance(where, Study) else "en"
    present.print_table(app, tables.main, form, lang or study_lang)
    place = place_of(where)
    if found := differences(tables):
        what = f"not as {LOCK} describes: {found}"
        advice = remedy(tables, with_study=place.root is not None)
        raise GovtextError(what, where=present.short(place.outputs), remedy=advice)
    app.say(f"{present.short(place.outputs)}: all is as {LOCK} describes")


def _where(app: App, folder: Path | None, rerun: bool) -> Study | Path:
    """Return the folder, or the study where it is to run anew, or is the one found from here."""
    if folder is None:
        return app.study()
    place = place_of(folder)
    if not rerun or place.root is None:
        return folder
    return App(str(place.root), app.quiet, app.verbose).study()
