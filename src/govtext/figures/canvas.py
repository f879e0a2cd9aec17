"""Paper, ink and letters of every chart, and how it is saved to the same bytes each time."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import GovtextError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

VERSION = 5  # raise when charts change their look
WIDTH = 6.85  # inches: 174 mm, two columns of a journal
COLOURS = ("#1b6ca8", "#d1742a", "#4b8b3b", "#8b5a9e", "#a8323e", "#5f6b6d", "#b59410", "#2f9c95")
MISSING_GLYPH = re.compile(r"Glyph (\d+) ")
INK, PALE = "#222222", "#d9d9d9"


@cache
def _font() -> str:
    """Register the Chinese font that zhplot carries (importing zhplot would rewrite matplotlib's settings)."""
    from matplotlib import font_manager

    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise GovtextError("zhplot, which carries the Chinese font, is not installed", remedy="pip install zhplot")
    path = next((Path(spec.origin).parent / "fonts").glob("*.[ot]tf"))
    font_manager.fontManager.addfont(str(path))
    return font_manager.FontProperties(fname=str(path)).get_name()


@contextmanager
def style() -> Iterator[None]:
    """Draw inside: the settings hold here and are put back afterwards."""
    from matplotlib import rc_context

    settings: dict[Any, Any] = {
        "font.family": [_font()],
        "font.size": 8,
        "axes.unicode_minus": False,
        "text.parse_math": False,  # a $ in a label is a dollar
        "axes.edgecolor": INK,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 9,
        "axes.titleweight": "normal",
        "axes.labelsize": 8,
        "xtick.labelsize": 7,
        "ytick.labelsize": 8,
        "xtick.major.width": 0.5,
        "ytick.major.width": 0.5,
        "legend.frameon": False,
        "legend.fontsize": 7,
        "svg.fonttype": "path",
        "svg.hashsalt": "govtext",
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
    }
    with rc_context(settings):
        yield


def sheet(height: float, columns: int = 1, rows: int = 1, width: float = WIDTH, **options: Any) -> tuple[Figure, list]:
    """Return an empty figure with its axes in reading order.

    Args:
        height: inches.
        columns: of panels.
        rows: of panels.
        width: inches.
        options: handed to matplotlib's `subplots`.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(rows, columns, squeeze=False, **options)
    return figure, [axis for row in axes for axis in row]


def save_bytes(figure: Figure, form: str, stamp: str) -> tuple[bytes, list[str]]:
    """Return the figure as PNG (300 dpi) or SVG, without dates, and the characters that the font lacks.

    Args:
        figure: what to save.
        form: `png` or `svg`.
        stamp: kept in the file's metadata: the hash of the table the chart was drawn from.
    """
    metadata: dict[str, str | None] = {"Source": stamp}
    if form == "svg":
        metadata |= {"Date": None, "Creator": "govtext"}
    else:
        metadata |= {"Software": "govtext"}
    stream = io.BytesIO()
    with style(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure.savefig(stream, format=form, dpi=300, metadata=metadata)
    missing = {int(found[1]) for one in caught if (found := MISSING_GLYPH.match(str(one.message)))}
    return stream.getvalue(), [chr(code) for code in sorted(missing)]
