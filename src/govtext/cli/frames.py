"""govtext frames"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present

TABLES = (
    "frames",
    "codes",
    "coverage",
    "edges",
    "positions",
    "coded",
    "uncoded",
    "uncoded_terms",
    "mutual",
    "passages",
)


@click.command("frames", short_help="Measure how each source frames its subject.")
@options.sources
@click.option(
    "--codebook",
    cls=options.Listed,
    metavar="NAMES",
    help="Codebooks, comma-separated: ids, files, or all (default: the study's own; without any, principles).",
)
@options.by
@click.option(
    "--unit",
    type=click.Choice(("document", "section", "paragraph", "sentence")),
    help="What has a code or not (default: sentence).",
)
@click.option("--mutual", is_flag=True, default=None, help="Apply each report's own framework to all sources.")
@click.option("--sample", type=int, metavar="N", help="With --for-coding: how many sentences are drawn.")
@click.option("--for-coding", is_flag=True, default=None, help="Draw sentences for people to code; see: govtext agree.")
@click.option(
    "--table", type=click.Choice(TABLES), help="Which table goes to standard output (default: frames); all are written."
)
@click.option("--top", type=int, envvar="GOVTEXT_TOP", help="Rows of the terms of uncoded sentences; 0 gives all.")
@options.seed
@options.cutting
@options.stopwords
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Measure how each source frames its subject, by the codes of codebooks.

    Columns: code, source (with --by FIELD: group), hits, units, unit_share, low, high, residual, per_10k, log_ratio, p,
    p_adjusted, codebook, parent, label. coded.csv holds every coded sentence with the indicator that fired.

    With --mutual: codebook, source, own, units, unit_share, low, high, relative, affinity,
    likeness, codes_used, codes.
    """
    present.analyse(app, "frames", sources, chosen, table=table)
