"""How wide letters are, and which signs are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# What steers a terminal or turns the run of a line, and what XML does not allow: matplotlib writes texts into comments.
NO_LETTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
WIDE = "\u2e80"  # characters from here on are as wide as two Latin ones


def letters(name: str) -> int:
    """Return the half-width characters of a name: a Chinese one counts as two.

    Example:
        >>> letters("AI治理")
        6
    """
    return sum(2 if letter >= WIDE else 1 for letter in name)


def only_letters(figure: Figure) -> None:
    """Take out of every text of a figure what no letter is; a figure without such signs is left as it is."""
    for axis in figure.axes:
        for side in (axis.xaxis, axis.yaxis):
            _names(side)
    for text in _texts(figure):
        if NO_LETTER.search(text.get_text()):
            text.set_text(NO_LETTER.sub("", text.get_text()))


def _names(side: Any) -> None:
    """Clean the names at an axis: they are made anew from its formatter each time it is drawn."""
    places = getattr(side.get_major_locator(), "locs", None)
    if places is None:  # not fixed: numbers
        return
    names = [side.get_major_formatter()(place, at) for at, place in enumerate(places)]
    if any(map(NO_LETTER.search, names)):
        side.set_ticks(places, [NO_LETTER.sub("", name) for name in names])


def _texts(artist: Any) -> Iterator[Any]:
    """Yield the texts under an artist, but for the names at axes: asking for those would make ticks too early."""
    from matplotlib.axis import Axis
    from matplotlib.text import Text

    for child in artist.get_children():
        if isinstance(child, Text):
            yield child
        yield from [child.label] if isinstance(child, Axis) else _texts(child)
