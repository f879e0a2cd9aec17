"""govtext corpus split"""

from __future__ import annotations

import click

from ... import corpus
from .. import App


@click.command("split")
@click.argument("source", metavar="SOURCE")
@click.option("--at", "level", type=click.IntRange(1, 9), required=True, metavar="LEVEL", help="1: chapters, 2 below …")
@click.pass_obj
def command(app: App, /, source: str, level: int) -> None:
    """Make each chapter or contribution of a source a source of its own, in its place.

    Parts keep the metadata of the whole; authors are those of the part. The file in corpus/ stays as it is.
    `corpus show SOURCE --part sections` gives the levels.
    """
    names = corpus.split(app.study(), source, level)
    app.say(f"{source} is now {len(names)} sources: {', '.join(names[:6])}{' …' if len(names) > 6 else ''}")
