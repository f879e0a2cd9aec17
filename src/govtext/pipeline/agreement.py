"""From what coders filled in to the tables of agreement, and their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..analyses.agree import agree
from ..api import named_files
from ..errors import GovtextError, UsageProblem
from ..files import identity
from ..output.save import file_names, outdated, save
from ..study import Study, spare
from ..study.codebooks import codebook_files, codebooks
from ..table import Tables

ELSEWHERE = "choose another folder with -o"


def agreement(
    study: Study,
    files: Sequence[str],
    *,
    codebook: str | None = None,
    sources: Sequence[str] = (),
    engine: str | None = None,
    without: str | None = None,
    lexicon: str | None = None,
    mixed: str | None = None,
    folder: Path | None = None,
    lang: str = "en",
    **options: Any,
) -> tuple[Tables, list[Path]]:
    """Measure agreement and, where a folder is given, write its tables and charts there.

    Args:
        study: an open study, or none; it is read only where a codebook is named.
        files: what coders filled in, as seen from here, else from the study's folder.
        codebook: names of codebooks that are held against the sheets.
        sources: with a codebook: the corpus the sheets were drawn from; all of the study where none is named.
        engine: with a codebook: segmentation, as `Study.index` takes it.
        without: likewise.
        lexicon: likewise.
        mixed: likewise.
        folder: where to write; None writes nothing.
        lang: language of charts and of the page.
        options: those of `analyses.agree`.

    Raises:
        UsageProblem: an option of the corpus without a codebook, or an output would overwrite what is read.
        GovtextError: a file is faulty.
    """
    paths = named_files(study, list(files))
    given = {name: value for name, value in options.items() if value is not None}
    given.setdefault("seed", study.seed)
    read: list[Path] = [*paths]
    index = None
    if codebook is not None:
        read += codebook_files(study, codebook)
        given["codebooks"] = codebooks(study, codebook)
        index = study.index(sources, engine, without, lexicon, "words", mixed)
        given["index"] = index
    elif sources:
        raise UsageProblem("--source names a corpus, and no codebook is held against it", remedy="add --codebook NAME")
    tables = agree(paths, **given)
    if folder is None:
        return tables, []
    targets = [folder / name for name in file_names("agree", tables)]
    targets += outdated("agree", tables, folder)
    if own := [target for target in targets if any(identity(target) & identity(path) for path in paths)]:
        what = "this is a file of a coder, and the output would overwrite it"
        raise UsageProblem(what, where=own[0], remedy=ELSEWHERE)
    spare(study.root, [*study.sources, *(index.sources if index else ())], targets, ELSEWHERE, read)
    if in_the_way := next((target for target in targets if target.is_dir()), None):
        what = "a folder stands where a file is to be written"
        raise GovtextError(what, where=in_the_way, remedy=f"move it away, or {ELSEWHERE}")
    return tables, save("agree", tables, folder, lang, warn=study.warn)
