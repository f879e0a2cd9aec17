"""govtext compare"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present


@click.command("compare", short_help="Compare frequencies and keyness.")
@options.sources
@options.by
@click.option(
    "--table",
    type=click.Choice(("frequencies", "keyness")),
    help="Which table goes to standard output (default: frequencies); both are written.",
)
@options.min_count
@options.top
@options.segmentation
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Compare term frequencies across sources or groups (--by), and test each against the rest.

    frequencies: term, kind, total, then for each group its count and <group>_per_10k. keyness: group, term, kind,
    count, reference_count, expected, g2, p, p_adjusted, log_ratio, log_ratio_low, log_ratio_high, dp.
    """
    present.analyse(app, "compare", sources, chosen, table=table)
