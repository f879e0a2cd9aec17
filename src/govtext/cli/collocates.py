"""govtext collocates"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present


@click.command("collocates", short_help="Find the words that stand near a word.")
@click.argument("node")
@options.sources
@click.option("--window", type=int, metavar="N", help="Words to either side, within the sentence (default: 5).")
@click.option("--left", type=int, metavar="N", help="Words to the left (default: --window).")
@click.option("--right", type=int, metavar="N", help="Words to the right (default: --window).")
@click.option(
    "--expected",
    type=click.Choice(("span", "windows", "plain")),
    help="What chance would give: with the span of the window, with what windows really held, or without "
    "(default: span).",
)
@click.option(
    "--sort", metavar="COLUMN", help="Measure that orders the rows (default: g2, what is rarer than by chance last)."
)
@options.by
@click.option("--against", metavar="NODE2", help="A second node: what stands near the one rather than the other.")
@click.option(
    "--table",
    type=click.Choice(("collocates", "positions", "contrast", "edges")),
    help="Which table goes to standard output (default: collocates); all are written.",
)
@click.option(
    "--min-count", type=int, envvar="GOVTEXT_MIN_COUNT", help="Least count of node and collocate together (default: 5)."
)
@options.top
@options.evidence
@options.segmentation
@options.presentation
@click.pass_obj
def command(app: App, /, node: str, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Find the words that stand near NODE: a word, a phrase in quotes, wildcards or a token query.

    Columns: collocate, count, left, right, expected, g2, mi, npmi, log_dice, t, z, delta_p, dp, then kind, frequency,
    mi2, mi3, chi2, dice, delta_p_reverse, min_sensitivity, weighted, range, p, p_adjusted; with --by also group, with
    --against also node. positions: L5 to R5. contrast: each group against the rest, or one node against the other.
    """
    present.analyse(app, "collocates", sources, {"node": node, **chosen}, table=table)
