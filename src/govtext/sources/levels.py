"""The levels of headings: how a text's kinds of heading nest."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .headings import Heading
from .lines import NUMBERED

ORDER = [*(f"markdown-{n}" for n in range(1, 7)), "part", "chapter", "section", "container"]
ORDER += [kind for kind, _ in NUMBERED if kind not in ORDER]
FIRST = re.compile(r"[#\s（(]*[一1](?![十百\d])")


def levels(found: Sequence[Heading | None], contributions: Collection[int] = ()) -> list[int]:
    """Return the level of each line: 0 for running text and for the title, 1 for the highest headings.

    Numbered kinds nest in the order in which such kinds do. An unnumbered heading is a container, and stands above
    一、, if it has an author under it, if the contents page lists it beside numbered chapters, or if the numbering
    begins again under it; any other is a part of what stands before it, one level down. 前言, 结语 and the like stand
    beside the highest headings unless they stand inside a container.

    Args:
        found: what `headings` found.
        contributions: the lines whose headings have an author under them.
    """
    inside = _containers(found, contributions)
    kinds = ["container" if at in inside else heading.kind if heading else "" for at, heading in enumerate(found)]
    if not any(kind in ORDER and kind != "ornament" for kind in kinds):
        kinds = ["container" if kind in ("unnumbered", "matter") else kind for kind in kinds]
    depth = {kind: level for level, kind in enumerate((kind for kind in ORDER if kind in kinds), 1)}
    result: list[int] = []
    within, above = False, 0  # inside a container; the level of the last heading that is no mere part
    for heading, kind in zip(found, kinds, strict=True):
        level = 0
        if kind in depth:
            level = above = depth[kind]
            within = level >= depth.get("container", 0) and (within or kind == "container")
        elif kind == "unnumbered" or (kind == "matter" and within and heading is not None and heading.listed < 0):
            level = above + 1
        elif kind in ("matter", "abstract", "text"):
            level, above, within = 1, 1, False
        result.append(level)
    return result


def _containers(found: Sequence[Heading | None], contributions: Collection[int]) -> set[int]:
    """Return the lines of the unnumbered headings that hold numbered ones or contributions."""
    containers: set[int] = set()
    chapters = numbers_came = False
    open_at = -1  # the last unnumbered heading
    for at, heading in enumerate(found):
        kind = heading.kind if heading else ""
        if kind in ("part", "chapter"):
            chapters = True
        elif kind in ("unnumbered", "matter"):
            open_at = at if kind == "unnumbered" else -1
            if at in contributions or (chapters and open_at == at and heading and heading.listed >= 0):
                containers.add(at)
        elif kind == "ordinal":
            if heading and FIRST.match(heading.number) and numbers_came and open_at >= 0:
                containers.add(open_at)
            numbers_came = True
    return containers
