"""The [[source]] table of a source that is added: its id, its file, and what is known of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import GovtextError
from ..sources.catalogue import make_id, metadata_of, title_of
from ..sources.read import read_source
from ..sources.source import PLACES, Source
from ..study import can_be_id
from .copying import File, copy

ORDER = ("label", "title", "authors", "institution", "year", "genre", "language", "keywords")
HEADS = {"标题": "title", "题名": "title", "题目": "title", "作者": "authors", "年份": "year", "年": "year"}
HEADS |= {"机构": "institution", "单位": "institution", "发布机构": "institution", "体裁": "genre", "类型": "genre"}
OWN = frozenset({"id", "file", *PLACES})  # keys of a [[source]] table that no column may take


@dataclass
class Addition:
    """What one addition keeps in mind: ids (case-folded) and labels taken, texts that are there, its copies."""

    root: Path
    given: dict[str, str | int]
    taken: set[str]
    labels: set[str]
    known: dict[tuple[str, str], str]
    warn: Callable[[str], None]
    copied: list[Path] = field(default_factory=list)


def described(candidate: Source, file: File, work: Addition) -> dict[str, Any]:
    """Check one source, copy its file, and return its [[source]] table."""
    key = (file.digest, candidate.place)
    if key in work.known:
        what = f"these bytes are in the study already, as {work.known[key]!r}"
        raise GovtextError(_of_row(candidate, what), where=file.path, remedy="nothing to do")
    try:
        document = read_source(candidate, digest=file.digest)
    except GovtextError as error:
        raise GovtextError(_of_row(candidate, error.what), where=file.path, remedy=error.remedy) from error
    for warning in document.warnings:
        work.warn(f"{file.path}: {warning}")
    fields = {**metadata_of(document), **_columns(candidate), **file.report, **work.given}
    title = str(fields.get("title") or title_of(document, file.path))
    if candidate.row and title == file.path.stem:  # better each row its own than all the name of their table
        title = candidate.row
    fields.setdefault("title", title)
    name = str(fields.pop("id", "")) or _id(candidate, title, work.taken)
    if name.casefold() in work.taken:
        name = make_id(name, work.taken)
    fields.setdefault("label", _label(title, fields, name, work.labels))
    work.labels.add(str(fields["label"]))
    place = file.place or copy(file, work.root / "corpus", work.copied)
    work.known[key] = name
    work.taken.add(name.casefold())
    places = {key: getattr(candidate, key) for key in PLACES if getattr(candidate, key)}
    ordered = {key: fields[key] for key in ORDER if key in fields}
    return {"id": name, "file": place.relative_to(work.root).as_posix(), **places, **ordered, **fields}


def _of_row(candidate: Source, what: str) -> str:
    return f"row {candidate.row}: {what}" if candidate.row else what


def _label(title: str, fields: dict[str, Any], name: str, taken: set[str]) -> str:
    """Return a short label that no other source has: the title's beginning, with the year or more of it if need be."""
    year = f" {fields['year']}" if "year" in fields else ""
    return first_free((title[:12], title[:12] + year, title[:24]), taken, name)


def first_free(labels: Iterable[str], taken: set[str], otherwise: str) -> str:
    """Return the first label that no source has."""
    return next((label for label in labels if label not in taken), otherwise)


def _columns(candidate: Source) -> dict[str, str | int]:
    """Return a row's columns as fields: usual Chinese heads by their keys, keys of govtext.toml's own underscored."""
    fields: dict[str, str | int] = {}
    for head, value in candidate.fields.items():
        key = HEADS.get(head, head)
        fields[head if key in candidate.fields and key != head else key] = value
    for key in [key for key in fields if key in OWN]:  # in the row's order
        name = f"{key}_"
        while name in fields:
            name += "_"
        fields[name] = fields.pop(key)
    return fields


def _id(candidate: Source, title: str, taken: set[str]) -> str:
    """Return an id: a row's own, as far as it can be one; where rows are only numbered, one made from the title."""
    own = candidate.row
    if not own or (own != title and re.fullmatch(rf"{re.escape(candidate.path.stem)}-\d+", own)):
        return make_id(title, taken)
    return own if can_be_id(own) and own.casefold() not in taken else make_id(own, taken)
