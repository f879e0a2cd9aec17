"""govtext topics"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present

UNITS = ("document", "section", "paragraph", "sentence")


@click.command("topics", short_help="Model topics (LDA).")
@options.sources
@click.option("--k", type=int, help="Number of topics (default: 5).")
@click.option("--unit", type=click.Choice(UNITS), help="What the model takes for a document (default: paragraph).")
@click.option("--min-tokens", type=int, help="Shorter units are merged with the next (default: 60).")
@click.option("--min-units", type=int, help="A word must be in so many units (default: 5).")
@click.option("--max-share", type=float, help="And in no larger share of them (default: 0.3).")
@click.option("--min-length", type=int, help="Least characters of a word (default: 2).")
@click.option("--passes", type=int, help="Passes over the units (default: 50).")
@click.option("--quotes", type=int, help="Units quoted for each topic (default: 3).")
@options.by
@options.top
@options.seed
@options.segmentation
@click.option(
    "--table",
    type=click.Choice(("topics", "prevalence", "units", "quotes")),
    help="Which table goes to standard output (default: topics); all are written.",
)
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Fit LDA (gensim, one process, seeded) and describe its topics.

    The stop list here is govtext,modals,protected:connectives,study unless --stopwords says otherwise.

    topics: topic, rank, term, probability, frex, lift, coherence. prevalence: source, topic, share, low, high.
    units: source, unit, topic, share. quotes: topic, source, section, unit, share, text.
    """
    present.analyse(app, "topics", sources, chosen, table=table)
