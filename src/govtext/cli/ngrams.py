"""govtext ngrams"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present

SORTS = ("count", "g2", "mi", "lambda")


@click.command("ngrams", short_help="Count sequences of words; lexical bundles.")
@options.sources
@click.option("-n", "--n", metavar="N|N-M", help="Words of a sequence, 2 to 6, or two lengths as 2-4 (default: 2).")
@click.option("--skip", type=int, metavar="K", help="Up to K words may be left out inside (default: 0).")
@options.by
@options.min_count
@options.min_range
@click.option("--sort", type=click.Choice(SORTS), help="What comes first (default: count).")
@click.option("--bundles", is_flag=True, default=None, help="Also list lexical bundles (n 4), by source or --by.")
@click.option("--per-million", type=float, metavar="RATE", help="Least rate of a bundle in the corpus (default: 20).")
@options.top
@options.features
@options.cutting
@options.stopwords
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Count sequences of n words within sentences; with --bundles also lexical bundles of each source.

    ngrams: ngram, n, count, per_10k, range, expected, g2, mi, lambda, z, dp; with --by also group. With --bundles
    standard output has bundles: bundle, n, count, per_million, range, then for each group its count and
    <group>_per_million.
    """
    present.analyse(app, "ngrams", sources, chosen)
