"""govtext corpus remove"""

from __future__ import annotations

import click

from ... import corpus
from .. import App


@click.command("remove")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.pass_obj
def command(app: App, /, ids: tuple[str, ...]) -> None:
    """Take sources out of the study: their tables in govtext.toml and their files in corpus/."""
    deleted = corpus.remove(app.study(), ids)
    app.say(f"removed {', '.join(ids)} (deleted from corpus/: {len(deleted)})")
