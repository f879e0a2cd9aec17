"""govtext dispersion"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present

MEASURES = ("dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "kld", "da", "arf", "awt", "ald")
SORTS = ("count", "term", "range", *MEASURES)


@click.command("dispersion", short_help="Measure how evenly words are spread over the sources.")
@options.sources
@click.option(
    "--term",
    multiple=True,
    metavar="TERM",
    help="A word, phrase or pattern to measure; again for several (default: the whole vocabulary).",
)
@options.unit
@click.option("--by", metavar="FIELD", help="Parts are groups: chapter, section, author or a field (year, genre …).")
@click.option("--parts", type=int, metavar="K", help="Parts are K equal stretches of the whole.")
@options.min_count
@click.option("--min-range", type=int, envvar="GOVTEXT_MIN_RANGE", help="Least number of parts that have it.")
@click.option("--sort", type=click.Choice(SORTS), help="Order of the rows, largest first (default: count).")
@options.top
@options.segmentation
@options.evidence
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Measure how evenly words are spread over the parts of the corpus.

    Parts are the sources, smaller units (--unit), groups (--by) or equal stretches (--parts). An x-ray shows where
    the words stand in each source: those of --term, else the commonest.

    Columns: term, kind, count, per_10k, range, range_percent, dp, dp_norm, juilland_d, carroll_d2, rosengren_s, kld,
    da, arf, awt, ald, parts.
    """
    chosen["term"] = list(chosen["term"]) or None
    present.analyse(app, "dispersion", sources, chosen)
