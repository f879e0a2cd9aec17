"""govtext actors"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present

TABLES = ("actors", "kinds", "pairs", "collocates", "roles", "acts", "role_lines", "mentions", "edges")


@click.command("actors", short_help="Count who is named, with whom, and what they do.")
@options.sources
@click.option(
    "--kind",
    cls=options.Listed,
    metavar="KINDS",
    help="Only state, bloc, un, organisation, government, company, profession or public; several comma-separated.",
)
@options.by
@click.option(
    "--window", type=int, metavar="N", help="Words to either side that are a context (default: 5; 0: the sentence)."
)
@click.option("--titles", is_flag=True, default=None, help="Count also what is named inside 《…》.")
@options.min_count
@options.top
@click.option(
    "--table", type=click.Choice(TABLES), help="Which table goes to standard output (default: actors); all are written."
)
@options.cutting
@options.stopwords
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Count who is named in each source, with whom, near which words, and as the subject of which verbs.

    Actors: those shipped, with the study's own lexicon/actors.tsv before them (name, english, kind, aliases, note).

    Columns: actor, kind, source (with --by FIELD: group), count, per_10k, units (sentences that name it), unit_share,
    range, english, total, share, g2, log_ratio. Tables pairs, collocates, roles and more: --table.
    """
    present.analyse(app, "actors", sources, chosen, table=table)
