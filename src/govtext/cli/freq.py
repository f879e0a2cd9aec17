"""govtext freq"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present


@click.command("freq", short_help="Count words.")
@options.sources
@options.by
@options.unit
@options.min_count
@click.option(
    "--min-range", type=int, envvar="GOVTEXT_MIN_RANGE", help="Least number of units that have it (default: 1)."
)
@options.top
@options.evidence
@click.option("--diversity", is_flag=True, default=None, help="Lexical diversity instead of words (by source).")
@click.option("--window", type=int, metavar="N", help="With --diversity: tokens of a window of MATTR (default: 500).")
@click.option("--sample", type=int, metavar="N", help="With --diversity: tokens of a sample of HD-D (default: 42).")
@options.segmentation
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Count words, in all sources together or (--by) group by group.

    Columns: term, kind, count, per_10k, range, per_million, rank, cumulative_share, range_percent, dp; with --by also
    group. Range and dp are over sources, or over the units of --unit.

    With --diversity: group, tokens, types, ttr, root_ttr, log_ttr, mattr, mtld, hdd, yule_k, simpson, entropy,
    entropy_norm, hapax_share, in each group (--by, else source) and in all.
    """
    present.analyse(app, "freq", sources, chosen)
