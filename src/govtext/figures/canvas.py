"""Paper, ink and letters of every chart, and how it is saved to the same bytes each time."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from ..errors import GovtextError
from .fonts import REMEDY, families, lacking
from .look import USUAL, Look
from .palette import SHADES, palette

if TYPE_CHECKING:
    from matplotlib.figure import Figure

VERSION = 6  # raise when charts change their look
MISSING_GLYPH = re.compile(r"Glyph (\d+) ")
INK, PALE = "#222222", "#d9d9d9"
DPI = 300
TALLEST = 9.4  # inches: 239 mm, a page of a journal
_look: ContextVar[Look] = ContextVar("look", default=USUAL)


@contextmanager
def style(look: Look = USUAL) -> Iterator[None]:
    """Draw inside: the look and its settings hold here and are put back afterwards.

    Raises:
        UsageProblem: the font of the look cannot be found or read.
    """
    from matplotlib import rc_context

    settings: dict[Any, Any] = {
        "font.family": families(look.font),
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
        "hatch.linewidth": 0.6,
        "image.cmap": SHADES[look.palette],
        "svg.fonttype": "path",
        "svg.hashsalt": "govtext",
        "pdf.fonttype": 42,  # TrueType, so that text can be searched and copied
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
    }
    if look.narrow:
        settings |= {"axes.titlesize": 8, "ytick.labelsize": 7, "axes.labelsize": 7, "legend.fontsize": 6.5}
    before = _look.set(look)
    try:
        with rc_context(settings):
            yield
    finally:
        _look.reset(before)


def hues() -> tuple[str, ...]:
    """Return the eight colours of series of the look that holds."""
    return palette(_look.get())


def grey() -> bool:
    """Return whether the look that holds has no colours."""
    return _look.get().palette == "grey"


def words_fitting(words: int, down: int, head: float, row: float, rest: float = 0.5, least: int = 5) -> int:
    """Return how many rows a panel can have so that the figure is no taller than a page.

    Args:
        words: rows that it would have.
        down: panels below one another.
        head: inches of a panel beside its rows.
        row: inches of a row.
        rest: inches of the figure beside its panels.
        least: rows that a panel has in any case.
    """
    return min(words, max(least, int(((TALLEST - rest) / down - head) / row)))


def narrow() -> bool:
    """Return whether the look that holds is for one column."""
    return _look.get().narrow


def room() -> float:
    """Return the width of the column in inches, the widest that a figure can be."""
    return _look.get().width


def sheet(height: float, columns: int = 1, rows: int = 1, **options: Any) -> tuple[Figure, list]:
    """Return an empty figure as wide as the column, with its axes in reading order.

    Args:
        height: inches.
        columns: of panels.
        rows: of panels.
        options: handed to matplotlib's `subplots`.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(room(), height), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(rows, columns, squeeze=False, **options)
    return figure, [axis for row in axes for axis in row]


def save_bytes(figure: Figure, form: str, stamp: str, look: Look = USUAL) -> tuple[bytes, list[str]]:
    """Return the figure as PNG (300 dpi), SVG or PDF, without dates, and the characters that the font lacks.

    Args:
        figure: what to save.
        form: `png`, `svg` or `pdf`.
        stamp: kept in the file's metadata: the hash of the table the chart was drawn from.
        look: the one that the figure was drawn with.

    Raises:
        GovtextError: the font of the look cannot be drawn with.
    """
    metadata: dict[str, str | None]
    if form == "svg":
        metadata = {"Source": stamp, "Date": None, "Creator": "govtext"}
    elif form == "pdf":
        metadata = {"Keywords": stamp, "Creator": "govtext", "Producer": None, "CreationDate": None}
    else:
        metadata = {"Source": stamp, "Software": "govtext"}
    stream = io.BytesIO()
    with style(look), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            figure.savefig(stream, format=form, dpi=DPI, metadata=metadata)
        except Exception as error:
            if look.font is None:
                raise
            raise GovtextError("charts cannot be drawn with this font", where=look.font, remedy=REMEDY) from error
    missing = {int(found[1]) for one in caught if (found := MISSING_GLYPH.match(str(one.message)))}
    return stream.getvalue(), [chr(code) for code in sorted(missing)]


def svg_text(figure: Figure, look: Look = USUAL) -> str:
    """Return the figure as an SVG element to stand in a page: text as text in the fonts of the page's reader.

    It has no prologue, no style sheet and no style attributes (a strict Content-Security-Policy forbids both), and only
    those ids that it refers to itself; see `inline`.

    Args:
        figure: what to draw.
        look: the one that the figure was drawn with.
    """
    from matplotlib import rc_context

    from .inline import inline

    stream = io.BytesIO()
    with style(look), rc_context({"svg.fonttype": "none"}), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return inline(stream.getvalue().decode())


def not_in_font(figure: Figure, look: Look) -> list[str]:
    """Return the characters of a figure that the font asked for lacks; the shipped one stands in for it there."""
    from matplotlib.text import Text

    if look.font is None:
        return []
    return lacking(look.font, (text.get_text() for text in figure.findobj(Text)))
