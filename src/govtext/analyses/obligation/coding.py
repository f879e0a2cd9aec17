"""Places of modality in the form of codes, so that they are counted and quoted as those of codebooks are."""

from __future__ import annotations

from functools import cache

import numpy as np

from ...codebooks.matching import Coded
from ...codebooks.model import Code, Codebook
from ...table import Text
from ...tokens.index import TokenIndex
from ...tokens.units import unit_bounds
from ..framing.coding import Framed
from .markers import shipped
from .scope import Places, modal_places


@cache
def codebook() -> Codebook:
    """Return the classes as a codebook."""
    codes = tuple(Code(kind.id, kind.label, kind.definition, kind.source) for kind in shipped().kinds)
    return Codebook("modality", Text("Modality", "情态"), codes)


def framed_places(index: TokenIndex, by: str | None, unit: str) -> tuple[Framed, Places]:
    """Find the places of modality and put them with the units and groups of the corpus."""
    words = index.words or index
    places = modal_places(words, shipped())
    coded = Coded(codebook(), words, places.kind, places.marker, places.own, places.last)
    return Framed(words, (coded,), words.groups(by), np.unique(unit_bounds(words, unit)), unit), places
