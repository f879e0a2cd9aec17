"""govtext freq"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present


@click.command("freq", short_help="Count words.")
@options.sources
@options.by
@options.min_count
@options.top
@options.segmentation
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Count words, in all sources together or (--by) group by group.

    Columns: term, kind, count, per_10k, range (sources that have it); with --by also group.
    """
    present.analyse(app, "freq", sources, chosen)
