"""One analysis from the study to its files: what a command does, and what a step of `govtext run` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..api import analyse
from ..errors import GovtextError
from ..files import write_atomic
from ..output.save import file_names, save
from ..output.segmented import segmented
from ..study import Study, spare
from ..study.accepting import unheeded
from ..table import Tables
from ..tokens.index import TokenIndex
from ..tokens.stopwords import named_lists
from ..tokens.tags import dictionary_tags

MOST_NAMED = 3


@dataclass(frozen=True)
class Performed:
    """The tables of an analysis, the index it ran on, and the files it wrote."""

    index: TokenIndex
    tables: Tables
    files: list[Path]


def perform(
    command: str,
    study: Study,
    options: dict[str, Any],
    *,
    sources: Sequence[str] = (),
    folder: Path | None = None,
    lang: str = "en",
    pos: bool = False,
    form: str = "txt",
    redraw: bool = False,
) -> Performed:
    """Run an analysis and, where a folder is given, write its tables and charts there.

    Args:
        command: `freq`, `compare` …
        study: an open study, or files.
        options: the analysis's options, `engine` and `stopwords` among them; None stands for a default.
        sources: ids or files; all where none is named.
        folder: where to write; None writes nothing.
        lang: language of charts and pages.
        pos: `segment` only: write parts of speech into the segmented texts.
        form: `segment` only: their format, txt, conll or jsonl.
        redraw: draw charts anew even where they are up to date.
    """
    index, tables = analyse(command, study, sources=sources, **options)
    if folder is None:
        return Performed(index, tables, [])
    texts = [f"{source.id}.{form}" for source in index.sources] if command == "segment" else []
    targets = [folder / name for name in (*file_names(command, tables), *texts)]
    read, lists = [*study.sources, *index.sources], lists_of(study, index, options)
    spare(study.root, read, targets, "choose another folder with -o", lists)
    if command == "terms" and (marked := unheeded(study, folder / "terms.csv")):
        shown = ", ".join(marked[:MOST_NAMED]) + " …" * (len(marked) > MOST_NAMED)
        what = f"holds marks that were not taken over yet ({shown})"
        raise GovtextError(what, where=folder / "terms.csv", remedy="govtext terms --accept FILE, or rename the file")
    files = save(command, tables, folder, lang, redraw, study.warn)
    if command == "segment":
        files += _segmented_texts(index, folder, form, pos)
    return Performed(index, tables, sorted(files))


def lists_of(study: Study, index: TokenIndex, options: dict[str, Any]) -> list[Path]:
    """Return the files of the lexicons and stop lists that an analysis reads."""
    names = study.stopwords_named(options.get("stopwords"))
    stop = named_lists(names.split(",") if isinstance(names, str) else names, study.stopwords_folder)
    return [*index.lexicon.files, *(one.path for one in stop if one.path)]


def _segmented_texts(index: TokenIndex, folder: Path, form: str, pos: bool) -> list[Path]:
    tags = dictionary_tags(index) if pos else None
    files = []
    for place, source in enumerate(index.sources):
        path = folder / f"{source.id}.{form}"
        write_atomic(path, "".join(f"{line}\n" for line in segmented(index, place, form, tags)))
        files.append(path)
    return files
