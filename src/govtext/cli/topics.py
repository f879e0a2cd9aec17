"""govtext topics"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present

UNITS = ("document", "section", "paragraph", "sentence", "window")
MODELS = ("gibbs", "gensim", "sklearn", "nmf")
TABLES = ("topics", "prevalence", "units", "quotes")


@click.command("topics", short_help="Model topics (LDA).")
@options.sources
@click.option("--k", metavar="K", help="Number of topics (default: 8); 2-15 compares them.")
@click.option("--unit", type=click.Choice(UNITS), help="What the model takes for a document (default: paragraph).")
@click.option("--window", type=int, help="Words and numbers of a window (default: 100).")
@click.option("--min-tokens", type=int, help="Shorter units are merged with the next (default: 60).")
@click.option("--min-units", type=int, help="A word must be in so many units (default: 5).")
@click.option("--max-share", type=float, help="And in no larger share of them (default: 0.3).")
@click.option("--min-length", type=int, help="Least characters of a word (default: 2).")
@click.option("--pos", metavar="TAGS", help="Keep words of these parts of speech, comma-separated (n,v,a).")
@click.option("--model", type=click.Choice(MODELS), help="What fits (default: gibbs).")
@click.option("--init", type=click.Choice(("nmf", "random", "seeded")), help="What a fit starts from.")
@click.option("--online", is_flag=True, default=None, help="--model sklearn: in mini-batches.")
@click.option("--alpha", metavar="NUMBER|learned", help="Prior of the shares.")
@click.option("--eta", metavar="NUMBER|learned", help="Prior of the words.")
@click.option("--passes", type=int, help="Passes over the units, or sweeps of sampling.")
@click.option("--consensus/--no-consensus", default=None, help="Average several fits (default: with gibbs).")
@click.option("--runs", type=int, help="How many fits are averaged (default: 60, fewer on a large corpus).")
@click.option("--refits", type=int, help="How often the model is made again to try it (default: 12).")
@click.option("--quotes", type=int, help="Units quoted for each topic (default: 3).")
@options.by
@options.top
@options.seed
@options.segmentation
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="Which table goes to standard output (default: topics); all are written.",
)
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Fit topics, try them with other seeds and parts of the units, and describe them.

    The stop list here is govtext,modals,protected:connectives,study unless --stopwords says otherwise.

    topics: topic, rank, term, probability, frex, lift, coherence. prevalence: source, topic, share, low, high.
    units: source, unit, topic, share. quotes: topic, source, section, unit, share, text.
    """
    present.analyse(app, "topics", sources, chosen, table=table)
