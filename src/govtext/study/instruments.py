"""The governance instruments that a study knows: those shipped, and its own lexicon/instruments.tsv."""

from __future__ import annotations

from ..analyses.citing.catalogue import SHIPPED, Catalogue, read_catalogue
from .study import Study

FILE = "instruments.tsv"


def instruments(study: Study) -> Catalogue:
    """Return the catalogue of a study: its own entries go before the shipped ones.

    Raises:
        GovtextError: its file cannot be read, or a line of it is faulty (file, line, cause, remedy).
    """
    own = study.root / "lexicon" / FILE if study.root else None
    return read_catalogue([SHIPPED, own] if own and (own.is_symlink() or own.exists()) else [SHIPPED])
