"""A report taken apart: each chapter or contribution a source of its own."""

from __future__ import annotations

from typing import Any

from ..errors import UsageProblem
from ..sources.catalogue import make_id
from ..sources.document import Document
from ..sources.read import read_source
from ..sources.source import Source
from ..study import RESERVED, Study, open_study
from .describing import first_free
from .settings import write_sources

OF_THE_WHOLE = ("label", "title", "authors")  # what a part does not inherit


def split(study: Study, name: str, level: int) -> list[str]:
    """Put the parts of a source in its place: what stands under each heading down to a level.

    Args:
        study: an open study; it is changed too.
        name: the source.
        level: 1 for the highest headings (chapters), 2 for those under them (contributions).

    Returns:
        The ids of the new sources. The file stays as it is; each names it and the headings it stands under.

    Raises:
        UsageProblem: no such source, one that is a part already, or no two headings of that level.
    """
    root = study.folder()
    source = study.choose_one(name)
    if source.section or source not in study.sources:
        raise UsageProblem(f"{name} is no whole source of the study", remedy="split the report it comes from")
    document = read_source(source, clean=study.engine != "whitespace", without=study.rules_left_out())
    chosen, named = _parts(document, level), document.paths()
    if len(chosen) < 2 or all(document.sections[n].level != level for n in chosen):
        raise UsageProblem(
            f"{name} has no two parts with text at level {level}",
            remedy=f"see: govtext corpus show {name} --part sections",
        )
    alike = next((named[n] for n in chosen if named.count(named[n]) > 1), "")
    if alike:
        what = f"two parts of {name} stand under the same headings ({alike})"
        raise UsageProblem(what, remedy="choose another level, or tell them apart in the file")
    taken = {other.id.casefold() for other in study.sources if other.id != name} | RESERVED
    if left_out := _left_out(document, chosen):
        study.warn(f"{left_out} paragraphs of {name} stand under no such heading and are left out")
    tables: list[dict[str, Any]] = []
    labels = {other.label for other in study.sources if other.id != name}
    for section in chosen:
        table = _table(study, source, document, section, taken)
        title = table["title"]  # its label where an author has two contributions
        table["label"] = first_free((table["label"], title[:12], title[:24]), labels, table["id"])
        labels.add(table["label"])
        taken.add(table["id"].casefold())
        tables.append(table)
    write_sources(root, add=tables, remove={name})
    study.sources = open_study(root).sources
    return [table["id"] for table in tables]


def _parts(document: Document, level: int) -> list[int]:
    """Return the sections that become sources: each with text of its own, whole, those below it included."""
    chosen: list[int] = []
    inside = 0  # level of the chosen section that goes on
    for number, section in enumerate(document.sections):
        if inside and section.level > inside:
            continue
        inside = 0
        following = document.sections[number + 1 :]
        last = following[0].paragraph if following else len(document.paragraphs)
        has_text = last - section.paragraph > 1
        if section.title and section.level <= level and (has_text or section.level == level):
            chosen.append(number)
            inside = section.level
    return chosen


def _left_out(document: Document, chosen: list[int]) -> int:
    """Return the number of paragraphs, headings apart, that are in no part."""
    left = set(range(len(document.paragraphs))) - {section.paragraph for section in document.sections if section.title}
    for number in chosen:
        own, *following = document.sections[number:]
        ends = (other.paragraph for other in following if other.level <= own.level or not own.level)
        left -= set(range(own.paragraph, next(ends, len(document.paragraphs))))
    return len(left)


def _table(study: Study, source: Source, document: Document, section: int, taken: set[str]) -> dict[str, Any]:
    opened = document.sections[section]
    title = opened.title
    fields = {key: value for key, value in source.fields.items() if key not in OF_THE_WHOLE}
    path = document.paths()[section]
    own: dict[str, Any] = {"label": title[:12], "title": title}
    if opened.authors:  # the editors' institution is not the author's
        own |= {"label": _named(opened.authors), "authors": "、".join(opened.authors)}
        fields.pop("institution", None)
    if opened.level > 1:
        own["chapter"] = path.split(" › ")[0]
    place = {key: getattr(source, key) for key in ("row", "text_column", "id_column") if getattr(source, key)}
    inside = study.root is not None and source.path.is_relative_to(study.root)
    file = source.path.relative_to(study.root) if study.root and inside else source.path
    return {
        "id": make_id(title, taken),
        "file": file.as_posix(),
        **place,
        "section": path,
        **own,
        "part_of": str(source.fields.get("title", source.id)),
        **fields,
    }


def _named(authors: tuple[str, ...]) -> str:
    """Return a label made of the authors: two by name, of more the first."""
    return "、".join(authors) if len(authors) < 3 else f"{authors[0]}等"
