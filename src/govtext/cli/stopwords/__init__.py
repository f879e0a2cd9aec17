"""govtext stopwords: show, diff"""

from __future__ import annotations

import click

from . import diff, show


@click.group("stopwords", short_help="Stop lists.")
def command() -> None:
    """Show which words the stop lists take away, and how two of them differ."""


for one in (show, diff):
    command.add_command(one.command)
