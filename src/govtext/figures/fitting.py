"""What stands round the panels is made to fit the figure: titles, labels, legends, words at the foot."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS_AN_INCH = 72
MARGIN = 8  # points kept free beside a text as wide as the figure
FOOT, FOOT_SIZE, LINE = "foot", 6, 1.25
PAD, NUMBERS = 9, 30  # points between the names beside an axis and the axis, and of numbers there
SLACK = 1.03  # letters at 300 dots an inch can be a little wider than at the 100 at which they are measured
PASSES = 2  # of the layout: the first sizes the panels, by which the second knows their ticks
DIGITS = 6  # of a share of the figure
LEAST = 50  # points: no text is broken narrower
PIECES = re.compile(r"\s+|[^\s\u2e80-\U0010ffff]+|[\u2e80-\U0010ffff]")
CLOSING = "，。；：、）」』》】！？％…"  # begin no line
OPENING = "（「『《【"  # end none


def foot(figure: Figure, words: str) -> None:
    """Write words at the foot of a figure, under what stands there already; `fit` breaks them and makes room."""
    there = next((text for text in figure.texts if text.get_gid() == FOOT), None)
    if not words:
        return
    if there is not None:
        there.set_text(f"{there.get_text()}\n{words}")
        return
    figure.text(0.995, 0.002, words, ha="right", va="bottom", fontsize=FOOT_SIZE, gid=FOOT)


def fit(figure: Figure) -> None:
    """Break what is wider than its place into lines, and keep the foot free of panels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # letters that the font lacks are told when the figure is saved
        _fit(figure)


def settle(figure: Figure) -> None:
    """Make everything fit and fix where it stands, so that a figure is the same in whatever order it is saved."""
    fit(figure)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(PASSES):
            figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axis in figure.axes:  # the solver's last digits differ from time to time
        left, low, width, high = (round(share, DIGITS) for share in axis.get_position(original=True).bounds)
        axis.set_position((left, low, width, high))


def _fit(figure: Figure) -> None:
    whole = figure.get_size_inches()[0] * POINTS_AN_INCH - MARGIN
    for text in (figure._suptitle, figure._supxlabel):  # type: ignore[attr-defined]
        if text is not None:
            _break(figure, text, whole)
    inner = _inner(figure)
    for axis in figure.axes:
        if axis.get_visible():
            _fit_axis(figure, axis, inner)
    for text in list(figure.texts):
        if text.get_gid() == FOOT:
            _break(figure, text, whole)
            _keep_free(figure, text)


def _keep_free(figure: Figure, text: Any) -> None:
    """Put the foot over a legend at the foot, and panels over both; it joins a label of all panels."""
    label: Any = figure._supxlabel  # type: ignore[attr-defined]
    if label is not None:
        label.set_text(f"{label.get_text()}\n{text.get_text()}")
        text.remove()
        return
    points = figure.get_size_inches()[1] * POINTS_AN_INCH
    high = ((text.get_text().count("\n") + 1) * FOOT_SIZE * LINE + 3) / points
    lower: Any = [one for one in figure.legends if "lower" in str(getattr(one, "_outside_loc", ""))]
    below = sum(one.get_window_extent().height for one in lower) * POINTS_AN_INCH / figure.dpi / points
    text.set_y(0.002 + below + (4 / points if below else 0))
    engine: Any = figure.get_layout_engine()
    engine.set(rect=(0, high, 1, 1 - high))


def _fit_axis(figure: Figure, axis: Any, inner: float) -> None:
    """Break the titles and labels of an axis, which is about `inner` points wide."""
    both = axis.title.get_text() and axis._left_title.get_text()
    for text in (axis.title, axis._left_title, axis._right_title, axis.xaxis.label):
        if text.get_text() and not both:
            _break(figure, text, inner)
    if axis.get_ylabel():
        _break(figure, axis.yaxis.label, figure.get_size_inches()[1] * POINTS_AN_INCH * 0.9)


def _inner(figure: Figure) -> float:
    """Return how many points wide the panels will be: they share what names and labels beside them leave."""
    beside: dict[int, float] = {0: 0.0}
    columns = 1
    for axis in (one for one in figure.axes if one.get_visible()):
        spec = axis.get_subplotspec()
        column, columns = (spec.colspan.start, spec.get_gridspec().ncols) if spec else (0, 1)
        beside[column] = max(beside.get(column, 0.0), _beside(figure, axis))
    whole = figure.get_size_inches()[0] * POINTS_AN_INCH
    return max(LEAST, (whole - sum(beside.values())) / columns - MARGIN)


def _beside(figure: Figure, axis: Any) -> float:
    """Return how many points the names and the label beside an axis take, about.

    The tick labels themselves are not asked: that would make ticks before the layout knows how many there is room for.
    """
    if not axis.axison or not axis.yaxis.get_tick_params(which="major").get("labelleft", True):
        return 0.0
    found = 1.3 * axis.yaxis.label.get_fontsize() if axis.get_ylabel() else 0.0
    formatter, places = axis.yaxis.get_major_formatter(), getattr(axis.yaxis.get_major_locator(), "locs", None)
    if places is None:  # not fixed: numbers
        return found + NUMBERS
    names = [formatter(place, at) for at, place in enumerate(places)]
    width = _measure(figure, axis.yaxis.label.get_fontproperties())
    return found + PAD + max((width(line) for name in names for line in name.split("\n")), default=0.0)


def legend(figure: Figure, most: int, **options: Any) -> None:
    """Put a legend outside the panels, in as many columns up to `most` as the figure is wide.

    Args:
        figure: where.
        most: columns.
        options: handed to matplotlib's `legend`.
    """
    whole = figure.get_size_inches()[0] * POINTS_AN_INCH - MARGIN
    for columns in range(most, 0, -1):
        drawn = figure.legend(ncols=columns, **options)
        if columns == 1 or drawn.get_window_extent().width * POINTS_AN_INCH / figure.dpi <= whole:
            return
        drawn.remove()


def _break(figure: Figure, text: Any, widest: float) -> None:
    """Break a text into lines that are no wider than so many points."""
    width = _measure(figure, text.get_fontproperties())
    lines = [broken for line in text.get_text().split("\n") for broken in broken_line(line, widest, width)]
    text.set_text("\n".join(lines))


def _measure(figure: Figure, letters: Any) -> Callable[[str], float]:
    """Return what says how many points wide words are in some letters."""
    renderer: Any = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    scale = SLACK * POINTS_AN_INCH / figure.dpi

    def width(words: str) -> float:
        found: float = renderer.get_text_width_height_descent(words, letters, False)[0]
        return found * scale

    return width


def broken_line(line: str, widest: float, width: Callable[[str], float]) -> list[str]:
    """Return a line in as many as it takes for each to be no wider than `widest`, one word at least in each.

    It is broken at blanks and between Chinese characters, not before closing punctuation nor after opening.

    Args:
        line: without line ends.
        widest: in the unit of `width`.
        width: of words.
    """
    if width(line) <= widest:
        return [line]
    lines, now = [], ""
    for piece in _pieces(line):
        if now.strip() and width((now + piece).rstrip()) > widest:
            lines.append(now.rstrip())
            now = piece.lstrip()
        else:
            now += piece
    return [*lines, now.rstrip()] if now.strip() else lines


def _pieces(line: str) -> list[str]:
    """Return what a line may be broken into."""
    pieces: list[str] = []
    for piece in PIECES.findall(line):
        joined = piece in CLOSING or piece.isspace() or (pieces and pieces[-1][-1:] in OPENING)
        if pieces and joined:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
