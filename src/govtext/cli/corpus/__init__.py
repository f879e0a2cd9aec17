"""govtext corpus: add, list, show, audit, duplicates, split, remove"""

from __future__ import annotations

import click

from . import add, audit, duplicates, listing, remove, show, split


@click.group("corpus", short_help="The sources of a study.")
def command() -> None:
    """Add, list, show, check, split and remove the sources of a study."""


for one in (add, listing, show, audit, duplicates, split, remove):
    command.add_command(one.command)
