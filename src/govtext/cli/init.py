"""govtext init"""

from __future__ import annotations

from pathlib import Path

import click

from .. import corpus
from . import App


@click.command("init", short_help="Make a study.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--empty", is_flag=True, help="Without the demonstration texts and their stop words and terms.")
@click.pass_obj
def command(app: App, /, folder: Path, empty: bool) -> None:
    """Make a study in DIR: settings, five demonstration texts, and folders for your own material.

    It runs at once (`govtext run`). For texts of your own: `govtext init --empty DIR`, then `govtext corpus add FILE…`.
    """
    study = corpus.init(folder, empty=empty)
    if empty:
        app.say(f"{folder}: a study without texts; next: cd {folder} && govtext corpus add FILE...")
        return
    app.say(f"{folder}: a study with {len(study.sources)} demonstration texts; next: cd {folder} && govtext run")
