"""From what coders filled in to the tables of agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from ..analyses.agree import DRAWS, agree
from ..analyses.options import check_numbers
from ..api import named_files
from ..errors import UsageProblem
from ..study import Study
from ..study.codebooks import codebooks
from ..table import Tables


def agreement(
    study: Study,
    *,
    files: str | Sequence[str],
    codebook: str | None = None,
    sources: Sequence[str] = (),
    coder: str | None = None,
    level: Literal["nominal", "ordinal", "interval", "ratio"] = "nominal",
    counts: bool = False,
    draws: int = DRAWS,
    seed: int | None = None,
    engine: str | None = None,
    without: str | None = None,
    lexicon: str | None = None,
    mixed: str | None = None,
) -> Tables:
    """Measure agreement of coders, and of codebooks with them; see `analyses.agree`.

    Args:
        study: an open study, or none; it is read only where a codebook is named.
        files: what coders filled in, as seen from here, else from the study's folder.
        codebook: names of codebooks that are held against the sheets.
        sources: with a codebook: the corpus the sheets were drawn from; all of the study where none is named.
        coder: the column that names the coder.
        level: of measurement.
        counts: the file is a table of counts.
        draws: of the bootstrap.
        seed: None takes the study's.
        engine: with a codebook: segmentation, as `Study.index` takes it.
        without: likewise.
        lexicon: likewise.
        mixed: likewise.

    Raises:
        UsageProblem: no file is named, or the corpus is and no codebook.
        GovtextError: a file is faulty.
    """
    if not files:
        raise UsageProblem("there is nothing to compare", remedy="name the files that coders filled in")
    check_numbers(seed=seed)
    given: dict[str, Any] = {"coder": coder, "level": level, "counts": counts, "draws": draws}
    if codebook is not None:
        given["codebooks"] = codebooks(study, codebook)
        given["index"] = study.index(sources, engine, without, lexicon, "words", mixed)
    elif sources:
        raise UsageProblem("--source names a corpus, and no codebook is held against it", remedy="add --codebook NAME")
    return agree(named_files(study, files), seed=study.seed if seed is None else seed, **given)
