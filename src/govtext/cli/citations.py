"""govtext citations"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present

TABLES = ("citations", "matrix", "shared", "timeline", "cocitations", "edges", "unmatched", "places")


@click.command("citations", short_help="Find the laws, treaties and other instruments that are cited.")
@options.sources
@options.by
@click.option(
    "--kind",
    cls=options.Listed,
    metavar="KINDS",
    help="Only instruments of these kinds, comma-separated: law, treaty, plan …",
)
@click.option("--titled", is_flag=True, default=None, help="Only titles in 《》, no names without them.")
@options.min_count
@click.option(
    "--min-range", type=int, envvar="GOVTEXT_MIN_RANGE", help="Least number of sources or groups that cite it."
)
@options.top
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="Which table goes to standard output (default: citations); all are written.",
)
@options.cutting
@options.stopwords
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Find the laws, treaties, declarations, plans and standards that each source cites.

    Titles in 《》 and names without them are matched with a catalogue; a study's lexicon/instruments.tsv adds to it.

    Columns: instrument, issuer, year, source (with --by FIELD: group), count, kind, english, range, total, per_10k,
    reason, id. A title that is no known instrument has no issuer, and a reason. places.csv holds every citation.
    """
    present.analyse(app, "citations", sources, chosen, table=table)
