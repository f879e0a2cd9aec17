"""Charts of `topics`: numbers of topics compared, words, shares by group, correlations, shares by year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..table import Table
from .topics_names import topics_of
from .topics_network import draw_correlation
from .topics_selection import draw_selection
from .topics_shares import draw_heat, draw_prevalence, draw_trends
from .topics_words import draw_topics

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("selection", "topics", "prevalence", "heat", "correlation", "trends")


def draw(tables: Mapping[str, Table], lang: str) -> dict[str, Figure]:
    """Draw the charts of the tables that are there; shares by year where the groups are years."""
    drawn: dict[str, Figure | None] = {}
    if "selection" in tables:
        drawn["selection"] = draw_selection(tables["selection"], lang)
    if "topics" in tables:
        topics = topics_of(tables)
        drawn["topics"] = draw_topics(tables["topics"], topics, lang)
        if "prevalence" in tables:
            drawn["prevalence"] = draw_prevalence(tables["prevalence"], topics, lang)
            drawn["heat"] = draw_heat(tables["prevalence"], topics, lang)
            drawn["trends"] = draw_trends(tables["prevalence"], topics, lang)
        if "correlation" in tables:
            drawn["correlation"] = draw_correlation(tables["correlation"], topics, lang)
    return {name: figure for name, figure in drawn.items() if figure is not None}
