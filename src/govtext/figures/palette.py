"""Colours, greys, and the marks, dashes and hatches that tell series apart where colours do not."""

from __future__ import annotations

from .look import Look

# Told apart with every kind of colour blindness; no two have one lightness, so a grey print keeps them apart as well.
COLOURS = ("#1b6ca8", "#bb6856", "#4c6000", "#dca841", "#970541", "#08b0cd", "#622564", "#968a8e")
GREYS = ("#404040", "#a0a0a0", "#6b6b6b", "#1a1a1a", "#868686", "#2d2d2d", "#b8b8b8", "#555555")
MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", (0, (5, 1.6)), (0, (1.2, 1.2)), (0, (5, 1.4, 1.2, 1.4)), (0, (9, 1.6)), (0, (2.6, 1.3)),
          (0, (5, 1.2, 1.2, 1.2, 1.2, 1.2)), (0, (1, 2.4)))  # fmt: skip
HATCHES = ("", "////", "....", "xxxx", "----", "\\\\\\\\", "++++", "oooo")
SHADES = {"colour": "Blues", "grey": "Greys"}  # matplotlib's name of the shades of a heat map


def palette(look: Look) -> tuple[str, ...]:
    """Return the eight colours of a look."""
    return GREYS if look.palette == "grey" else COLOURS
