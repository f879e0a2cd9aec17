"""Figures: from tables to matplotlib figures. One analysis a file; what they share is in `canvas` and `marks`."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from ..table import Table
from .look import USUAL, Look

if TYPE_CHECKING:
    from matplotlib.figure import Figure


DRAWN = (
    *("segment", "terms", "freq", "keywords", "compare", "kwic", "collocates", "ngrams", "dispersion", "topics"),
    *("frames", "actors", "citations", "modality", "agree"),
)


def charts(command: str) -> tuple[str, ...]:
    """Return the names of the charts of a command (drawing nothing); a table that is only read has none."""
    if command not in DRAWN:
        return ()
    names: tuple[str, ...] = import_module(f".{command}", __name__).CHARTS
    return names


def draw(command: str, tables: Mapping[str, Table], lang: str, look: Look = USUAL) -> dict[str, Figure]:
    """Draw the charts of a command's tables.

    Args:
        command: `freq`, `compare` …
        tables: the tables that the analysis returned.
        lang: `en` or `zh`, the language of titles and axes.
        look: width, palette and font.

    Returns:
        Chart name → figure; a chart that the tables have nothing for is left out.
    """
    from .canvas import style
    from .fitting import settle
    from .letters import only_letters

    with style(look), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph ")  # letters that the font lacks are told when the figure is saved
        figures: dict[str, Figure] = import_module(f".{command}", __name__).draw(tables, lang)
        for figure in figures.values():
            only_letters(figure)
            settle(figure)
    return figures
