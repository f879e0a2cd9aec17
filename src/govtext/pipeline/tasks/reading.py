"""What a task reads: its sources, and the files beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...api import named_files
from ...sources.source import Source
from ...study import Study
from ...study.codebooks import ALL, codebook_files, known_codebooks
from ...tokens.stopwords import named_lists

OF_CHOSEN = ("corpus list", "corpus audit", "corpus duplicates", "codebook lint")
OF_STUDY = ("stopwords show", "stopwords diff")  # the words of all its sources are counted


def sources_of(command: str, study: Study, options: Mapping[str, Any], sources: Sequence[str] = ()) -> list[Source]:
    """Return the sources that a task reads, in the order of the study."""
    if command == "corpus show":
        return [study.choose_one(options["source"])]
    if command == "report" or (command in OF_STUDY and study.sources):
        return study.choose()
    of_codebook = command == "agree" and options.get("codebook") is not None
    if of_codebook or (command in OF_CHOSEN and (study.sources or sources or command != "codebook lint")):
        return study.choose(sources)
    return []


def files_of(command: str, study: Study, options: Mapping[str, Any]) -> list[Path]:
    """Return the files that a task reads beside the sources: sheets, codebooks, lists, the words of lexicons.

    Files that an option names are among them, be they there or not.

    Raises:
        GovtextError: a list, a lexicon or a codebook is named that is not there.
    """
    found: list[Path] = []
    if command == "agree":
        found += named_files(study, options.get("files") or ())
    if (named := _codebooks(command, options)) is not None:
        found += codebook_files(study, named)
    if command in ("codebook list", "codebook lint"):
        found += [path for paths in known_codebooks(study).values() for path in paths]  # two may have one id
    for lists in _stop_lists(command, study, options):
        chosen = named_lists([one.strip() for one in lists.split(",") if one.strip()], study.stopwords_folder)
        found += [one.path for one in chosen if one.path]
    if _cuts(command, study, options):
        found += [path for part in study.lexicons(options.get("lexicon")).parts for path in (part.words,) if path]
    if command == "codebook test":
        found += [path for part in study.lexicons(options.get("lexicon")).parts for path in (part.terms,) if path]
    return list(dict.fromkeys(path.absolute() for path in found))


def _codebooks(command: str, options: Mapping[str, Any]) -> str | None:
    """Return the codebooks that a task reads by name, None where it reads none or all."""
    named: str | None = options.get("codebook")
    return named or ALL if command == "codebook test" else named


def _stop_lists(command: str, study: Study, options: Mapping[str, Any]) -> list[str]:
    if command == "stopwords show":
        return [options.get("lists") or study.stopwords_named()]
    return [options.get(name) or "" for name in ("first", "second")] if command == "stopwords diff" else []


def _cuts(command: str, study: Study, options: Mapping[str, Any]) -> bool:
    """Tell whether a task cuts texts into words."""
    if command in ("corpus list", "corpus duplicates", "codebook lint", "codebook test"):
        return True
    return (command in OF_STUDY and bool(study.sources)) or (command == "agree" and options.get("codebook") is not None)
