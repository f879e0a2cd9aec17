"""govtext init"""

from __future__ import annotations

from pathlib import Path

import click

from .. import corpus
from . import App


@click.command("init", short_help="Make a study.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def command(app: App, /, folder: Path) -> None:
    """Make a study in DIR: settings, five demonstration texts, and folders for your own material.

    It runs at once (`govtext run`). Take the demonstration texts out with
    `govtext corpus remove anquan chanye lunli fazhi gongping`, and add your own with `govtext corpus add FILE…`.
    """
    study = corpus.init(folder)
    app.say(f"{folder}: a study with {len(study.sources)} demonstration texts; next: cd {folder} && govtext run")
