"""The files of an addition: their bytes, which of them a study has already, their copies in its corpus/."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from ..errors import GovtextError, from_os_error
from ..files import read_bytes, sha256, write_atomic
from ..sources.catalogue import recognise
from ..sources.formats import format_of
from ..sources.records import is_table
from ..sources.source import Source
from ..study import Study


@dataclass
class File:
    """A file that is being added: its bytes, their hash, what is known of it, and its place in corpus/, once copied."""

    path: Path
    data: bytes
    digest: str
    report: dict[str, Any]
    place: Path | None = None


def ids_by_bytes(study: Study) -> dict[tuple[str, str], str]:
    """Return the id of each source of a study by the hash of its file and its place in it."""
    paths = dict.fromkeys(source.path for source in study.sources)
    digests = {path: sha256(read_bytes(path)) for path in paths if path.exists()}
    there = [source for source in study.sources if source.path in digests]
    whole = {(digests[s.path], replace(s, section="").place): s.id for s in there}  # a part stands for its report too
    return whole | {(digests[s.path], s.place): s.id for s in there}


def with_files(candidates: Sequence[Source], refused: list[GovtextError]) -> Iterator[tuple[File, Source]]:
    """Yield each candidate with its file, which is read once for all the candidates in it."""
    for path, inside in groupby(candidates, key=lambda candidate: candidate.path):
        try:
            if not is_table(path):
                format_of(path)
            data = read_bytes(path)
        except GovtextError as error:
            refused.append(error)
            continue
        file = File(path, data, sha256(data), recognise(data))
        for candidate in inside:
            yield file, candidate


def copy(file: File, corpus: Path, copied: list[Path]) -> Path:
    """Copy a file into corpus/ under its own name, or one with a number; one that is there already stays.

    Args:
        file: the file; it is told its place.
        corpus: the folder.
        copied: the new copy is added to it before it is written.
    """
    place, number = corpus / file.path.name, 1
    try:
        while os.path.lexists(place) and not (place.is_file() and place.read_bytes() == file.data):
            number += 1
            place = corpus / f"{file.path.stem}-{number}{file.path.suffix}"
    except OSError as error:
        raise from_os_error(error, place) from error
    if not os.path.lexists(place):
        copied.append(place)
        write_atomic(place, file.data)
    file.place = place
    return place
