"""govtext modality"""

from __future__ import annotations

from typing import Any

import click

from . import App, options, present

TABLES = ("modality", "classes", "strength", "by_actor", "markers", "modality_lines")


@click.command("modality", short_help="Measure how strongly things are demanded, allowed and hedged.")
@options.sources
@options.by
@click.option(
    "--unit",
    type=click.Choice(("document", "section", "paragraph", "sentence")),
    help="What has a class or not (default: sentence).",
)
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="Which table goes to standard output (default: modality); all are written.",
)
@click.option("--top", type=int, envvar="GOVTEXT_TOP", help="Rows of markers and actors; 0 gives all.")
@options.seed
@options.cutting
@options.stopwords
@options.presentation
@click.pass_obj
def command(app: App, /, sources: tuple[str, ...], table: str | None, **chosen: Any) -> None:
    """Measure how strongly things are demanded, allowed, promised and hedged.

    Classes: strong_obligation (必须), obligation (应), need (需要), encouragement (鼓励), permission (可以), exemption
    (不必), opposition (反对), prohibition (不得), commitment (承诺), possibility (能够), hedge (可能), booster (必然).

    Columns: class, source (with --by FIELD: group), count, per_10k, units, unit_share, low, high, residual, log_ratio,
    p, p_adjusted, label. modality_lines.csv holds every place with its sentence, its rule of negation and its subject.
    """
    present.analyse(app, "modality", sources, chosen, table=table)
