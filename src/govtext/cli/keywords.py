"""govtext keywords"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present


@click.command("keywords", short_help="Rank the key words of each source.")
@options.sources
@click.option("--method", type=click.Choice(("keyness", "tfidf", "textrank", "all")), help="Default: keyness.")
@options.by
@options.min_count
@options.top
@options.evidence
@options.segmentation
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Rank the key words of each source.

    keyness sets a source apart from the others and is the one to report; tfidf is near raw frequency where sources
    are few; textrank looks at each source alone.

    Columns: source, rank, term, kind, score, count, method.
    """
    present.analyse(app, "keywords", sources, chosen)
