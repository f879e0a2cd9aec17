"""The actors that a study looks for: those shipped, with what the study's own lexicon adds and changes."""

from __future__ import annotations

from ..analyses.acting.gazetteer import FILE, SHIPPED, Gazetteer, read_gazetteer
from .study import Study


def gazetteer(study: Study) -> Gazetteer:
    """Return the actors of a study: lexicon/actors.tsv goes before the shipped list.

    Raises:
        GovtextError: a line of a list is faulty (file, line, cause, remedy).
    """
    own = study.root / "lexicon" / FILE if study.root else None
    if own is not None and (own.is_symlink() or own.exists()):
        return read_gazetteer((SHIPPED, own), "govtext, study")
    return read_gazetteer((SHIPPED,))
