"""govtext topics, and its verbs: label, intrusion"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

from .. import App, options, present

UNITS = ("document", "section", "paragraph", "sentence", "window")
MODELS = ("gibbs", "gensim", "sklearn", "nmf")
ORDERS = ("probability", "frex", "lift", "relevance")
TABLES = (
    "selection",
    "topics",
    "summary",
    "prevalence",
    "differences",
    "distances",
    "trends",
    "correlation",
    "effects",
    "units",
    "quotes",
    "document_topics",
    "topic_words",
    "refits",
)

VERBS = {
    "label": "Give a topic a name that is shown from then on.",
    "intrusion": "Write tests in which readers look for what does not belong; score them.",
}


def _with_environment(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Add the segmentation that GOVTEXT_ENGINE names, where --engine names none."""
    named = os.environ.get("GOVTEXT_ENGINE")
    return (*given, named) if named and set(given) <= set(MODELS) else given


engine = click.option(
    "--engine",
    multiple=True,
    type=click.Choice((*options.ENGINES, *MODELS)),
    callback=_with_environment,
    help="Segmentation (default: jieba), or what --model takes; once for each.",
)


class Topics(click.Command):
    """A command whose first word may be a verb of its own.

    A source of that name is given as a file, or behind an option or `--`.
    """

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments, by the verb's command where one comes first."""
        if not args or args[0] not in VERBS:
            return super().make_context(info_name, args, parent=parent, **extra)
        verb: click.Command = import_module(f".{args[0]}", __name__).command
        return verb.make_context(f"{info_name} {args[0]}", args[1:], parent=parent, **extra)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, then the verbs."""
        super().format_options(ctx, formatter)
        with formatter.section("Verbs, as the first word"):
            formatter.write_dl(list(VERBS.items()))


@click.command("topics", cls=Topics, short_help="Model topics (LDA).")
@options.sources
@click.option("--k", metavar="K", help="Number of topics (default: 6); 2-15 compares them.")
@click.option("--unit", type=click.Choice(UNITS), help="What the model takes for a document (default: paragraph).")
@click.option("--window", type=int, help="Words and numbers of a window (default: 100).")
@click.option("--min-tokens", type=int, help="Shorter units are merged with the next (default: 60).")
@click.option("--min-units", type=int, help="A word must be in so many units (default: 4).")
@click.option("--max-share", type=float, help="And in no larger share of them (default: 0.3).")
@click.option("--min-length", type=int, help="Least characters of a word (default: 2).")
@click.option("--pos", metavar="TAGS", help="Keep words of these parts of speech, comma-separated (n,v,a).")
@click.option("--model", type=click.Choice(MODELS), help="What fits (default: gibbs).")
@click.option("--init", type=click.Choice(("nmf", "random", "seeded")), help="What a fit starts from.")
@click.option(
    "--codebook", metavar="FILE", help="Start topics from its codes: TOML, or a table of code and word (词, 词*)."
)
@click.option("--online", is_flag=True, default=None, help="--model sklearn: in mini-batches.")
@click.option("--alpha", metavar="NUMBER|learned", help="Prior of the shares.")
@click.option("--eta", metavar="NUMBER|learned", help="Prior of the words.")
@click.option("--passes", type=int, help="Passes over the units, or sweeps of sampling.")
@click.option("--consensus/--no-consensus", default=None, help="Average several fits (default: with gibbs).")
@click.option("--runs", type=int, help="How many fits are averaged (default: 60, fewer on a large corpus).")
@click.option("--refits", type=int, help="How often a model is made again to try it (default: 12; each of many, 4).")
@click.option("--quotes", type=int, help="Units quoted for each topic (default: 3).")
@click.option(
    "--effect", multiple=True, metavar="FIELD", help="Regress the shares on this field of the sources (repeatable)."
)
@click.option("--order", type=click.Choice(ORDERS), help="What the words are listed by (default: probability).")
@click.option(
    "--lambda", "--weight", "weight", type=float, metavar="NUMBER", help="Of relevance, 0 to 1 (default: 0.6)."
)
@click.option("--apply", metavar="MODEL", help="Fit nothing: infer the topics of a model.npz in these sources.")
@options.by
@options.top
@options.seed
@options.features
@options.gloss
@engine
@options.without
@options.lexicon
@options.mixed
@options.stopwords
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="Which table goes to standard output (default: topics, or selection of several K); all are written.",
)
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Fit topics, try them with other seeds and parts of the units, and describe them.

    The stop list here is govtext,modals,protected:connectives,study unless --stopwords says otherwise.

    selection (several K): k, its coherence, stability and likelihood, which is recommended.
    topics: topic, rank, term, probability, frex, lift, relevance, label. summary: a row a topic: share, quality, words.
    prevalence: source, topic, share, low, high, units. differences, distances, trends, correlation, effects: tests of
    these. units: source, unit, topic, share. quotes: topic, share, reference, text.
    """
    chosen["effect"] = chosen["effect"] or None
    present.analyse(app, "topics", sources, chosen, table=table)
