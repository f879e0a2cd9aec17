"""govtext codebook: list, show, lint, test, import, export"""

from __future__ import annotations

import click

from . import bringing, export, lint, listing, show, test


@click.group("codebook", short_help="Codebooks.")
def command() -> None:
    """Show, check, test, import and export codebooks: codes with the indicators that tell them.

    NAME: a codebook of the study (lexicon/codebooks/) or a shipped one, by id, or a TOML file.
    """


for one in (listing, show, lint, test, bringing, export):
    command.add_command(one.command)
