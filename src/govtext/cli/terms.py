"""govtext terms"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from . import App, options, present


@click.command("terms", short_help="Find terms.")
@options.sources
@click.option(
    "--accept",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Take the terms of a reviewed table into the study's lexicon, and look for none.",
)
@options.min_count
@click.option("--min-range", type=int, help="Least number of sources (default: 1).")
@options.top
@options.cutting
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], accept: Path | None, **chosen: Any) -> None:
    """Rank expressions of the corpus that may be terms; those the lexicon has are left out.

    Review the table: mark rows in `accept` (x, or `word` for a unit of the word list), fill in gloss and category; then
    `govtext terms --accept FILE`.

    Columns: rank, term, found_by, count, whole, range, npmi, entropy, c_value, score, segmented, context_1 to
    context_3, accept, gloss, category, aliases.
    """
    if accept is None:
        present.analyse(app, "terms", sources, chosen)
        return
    from ..study.accepting import accept as take

    taken = take(app.study(), accept)
    for path, count in taken.written.items():
        app.say(f"{count} {'entry' if count == 1 else 'entries'} added to {present.short(path)}")
    if taken.known:
        app.say(
            f"{len(taken.known)} in the lexicon already: {', '.join(taken.known[:5])}{' …' * (len(taken.known) > 5)}"
        )
