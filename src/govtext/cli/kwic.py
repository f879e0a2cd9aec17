"""govtext kwic"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present


@click.command("kwic", short_help="Show a word, phrase or pattern in context.")
@click.argument("pattern", metavar="PATTERN", required=False)
@options.sources
@click.option(
    "--patterns",
    metavar="FILE",
    help="A file of patterns, one a line, instead of PATTERN (all arguments are sources then).",
)
@click.option("--regex", is_flag=True, default=None, help="PATTERN is a regular expression over the clean text.")
@click.option("--substring", is_flag=True, default=None, help="PATTERN may stand anywhere, inside words too.")
@click.option("--ignore-case", is_flag=True, default=None, help="AI is ai.")
@click.option("--window", type=int, help="Words or characters shown to either side (default: 10).")
@click.option(
    "--context",
    type=click.Choice(("tokens", "characters", "sentence", "paragraph")),
    help="What the window counts, or the unit that is shown whole (default: tokens).",
)
@click.option("--sort", metavar="KEYS", help="L1, R1 …, node, pattern, frequency, source, comma-separated.")
@click.option("--must", metavar="WORDS", help="Words, comma-separated, each of which must stand near.")
@click.option("--must-not", metavar="WORDS", help="Words none of which may stand near.")
@click.option("--within", metavar="N", help="How near: words to either side, or left:right (default: 5).")
@options.by
@click.option("--group", metavar="NAME", help="Only the hits in this group (of --by; default: this source).")
@click.option(
    "--min-count",
    type=int,
    envvar="GOVTEXT_MIN_COUNT",
    help="Least hits of a form, where PATTERN has many (default: 1).",
)
@click.option("--sample", type=int, metavar="N", help="So many hits, drawn at random with the seed.")
@click.option("--annotate", metavar="FILE", help="Write a sheet to code the hits in; read it back and count its codes.")
@click.option(
    "--table",
    type=click.Choice(("kwic", "hits")),
    help="Which table goes to standard output: the lines or the counts (default: kwic; with a sheet its codes).",
)
@options.top
@options.seed
@options.finding
@options.presentation
@click.pass_obj
def command(app: App, /, pattern: str | None, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Show every place of a word, phrase or pattern in its context.

    PATTERN: a word (治理), a phrase of words ("全球 治理"), wildcards (*智能), a query ("[安全|发展] [pos=v]{0,3}
    [体系]").

    Columns: source, section, paragraph, sentence, left, node, right, start, end, reference.
    """
    if chosen["patterns"] is not None and pattern is not None:
        sources, pattern = (pattern, *sources), None
    done = present.analyse(app, "kwic", sources, {"pattern": pattern, **chosen}, table=table)
    if chosen["annotate"] and "codes" not in done.tables:
        app.say(f"{len(done.tables['kwic']):,} lines to code in {chosen['annotate']}; then run the same command again")
