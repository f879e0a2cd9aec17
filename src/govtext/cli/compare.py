"""govtext compare"""

from __future__ import annotations

from typing import Any

import click

from ..analyses.keyness.measures import CORRECTIONS, MEASURES
from . import App, options, present

# who asks for these asks for key words
OF_KEYNESS = ("target", "reference", "reference_corpus", "reference_list", "measure", "correction", "k", "prior")


@click.command("compare", short_help="Compare frequencies and keyness.")
@options.sources
@options.by
@click.option("--target", multiple=True, metavar="GROUP", help="Test this group only (repeatable; default: each).")
@click.option(
    "--reference",
    multiple=True,
    metavar="GROUP",
    help="Hold targets against this group (repeatable: together; default: all other groups).",
)
@click.option(
    "--reference-corpus",
    multiple=True,
    metavar="PATH",
    help="Hold the corpus, with --by each group, against these files, folders or studies (repeatable).",
)
@click.option("--reference-list", metavar="FILE", help="Hold it against a frequency list: a table of words and counts.")
@click.option(
    "--reference-size", type=int, metavar="N", help="Tokens of the list's corpus (default: sum of its counts)."
)
@click.option(
    "--table",
    type=click.Choice(("frequencies", "keyness")),
    help="Which table goes to standard output (default: frequencies; keyness where a target, a reference or a "
    "measure is named); both are written.",
)
@click.option(
    "--measure", type=click.Choice(tuple(MEASURES)), help="What ranks key words, and whose p is shown (default: g2)."
)
@click.option(
    "--correction", type=click.Choice(tuple(CORRECTIONS)), help="Of p for the number of tests (default: holm)."
)
@click.option("--k", type=float, help="Constant of simple maths, per million words (default: 1).")
@click.option(
    "--prior", type=float, metavar="N", help="Tokens the prior of the log odds is worth (default: both sides')."
)
@options.min_count
@options.min_range
@click.option("--terms", metavar="FILE", help="Compare only the words and terms of this list, absent ones too.")
@options.top
@options.segmentation
@options.evidence
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Compare term frequencies across sources or groups (--by), and test each against the rest or a reference.

    frequencies: term, kind, total, then for each group its count, <group>_per_10k and the interval of that rate.
    keyness: group, term, kind, count, reference_count, expected, g2, p, p_adjusted, log_ratio, log_ratio_low,
    log_ratio_high, dp, and behind these all other measures, whichever ranks.
    """
    for name in ("target", "reference", "reference_corpus"):
        chosen[name] = chosen[name] or None
    if table is None and any(chosen[name] is not None for name in OF_KEYNESS):
        table = "keyness"
    present.analyse(app, "compare", sources, chosen, table=table)
