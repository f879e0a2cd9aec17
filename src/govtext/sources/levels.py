"""The levels of headings: how a text's kinds of heading nest."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .headings import Heading
from .lines import NUMBERED

ORDER = [*(f"markdown-{n}" for n in range(1, 7)), "part", "chapter", "section", "container"]
ORDER += [kind for kind, _ in NUMBERED if kind not in ORDER]
NUMBERED_KINDS = [kind for kind, _ in NUMBERED]
INNER = "ordinal-inner"  # 一、 under 一、
ORDER.insert(ORDER.index("ordinal") + 1, INNER)
DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
FIRST = re.compile(r"[#\s（(]*[一1](?![十百\d])")
NUMBER = re.compile(r"[〇零一二三四五六七八九十百]+|\d+")


def levels(found: Sequence[Heading | None], contributions: Collection[int] = ()) -> list[int]:
    """Return the level of each line: 0 for running text and for the title, 1 for the highest headings.

    Numbered kinds nest in the order in which such kinds do, unless their numbers show another: （一） stands above 一、
    where 一、 comes only inside its series, and 一、 above 一、 where the outer series goes on after the inner.

    An unnumbered heading is a container, and stands above 一、, if it has an author under it, if the contents page
    lists it beside numbered chapters, or if the numbering begins again under it; any other is a part of what stands
    before it, one level down. 前言, 结语 and the like stand beside the highest headings unless they stand inside a
    container.

    Args:
        found: what `headings` found.
        contributions: the lines whose headings have an author under them.
    """
    inside = _containers(found, contributions)
    inner = _inner(found, inside)
    kinds = [heading.kind if heading else "" for heading in found]
    kinds = ["container" if at in inside else INNER if at in inner else kind for at, kind in enumerate(kinds)]
    kinds = _by_marks(found, kinds)
    if not any(kind in ORDER and kind != "ornament" for kind in kinds):
        kinds = ["container" if kind in ("unnumbered", "matter") else kind for kind in kinds]
    depth = {kind: level for level, kind in enumerate((kind for kind in _order(found) if kind in kinds), 1)}
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


def _by_marks(found: Sequence[Heading | None], kinds: list[str]) -> list[str]:
    """Set marked headings without a number beside numbered ones with as many marks, below those with fewer.

    `## 一、背景` and `## 方法` are of one level; `### 数据` is a part of either.
    """
    numbered: dict[str, int] = {}  # kind → the fewest marks with which it comes
    for heading, kind in zip(found, kinds, strict=True):
        if heading and kind in NUMBERED_KINDS and heading.number.startswith("#"):
            marks = len(heading.number) - len(heading.number.lstrip("#"))
            numbered[kind] = min(marks, numbered.get(kind, marks))
    if not numbered:
        return kinds
    highest = {marks: kind for kind, marks in sorted(numbered.items(), key=lambda item: -ORDER.index(item[0]))}
    result = []
    for kind in kinds:
        marks = int(kind[-1]) if kind.startswith("markdown") else 0
        if marks >= min(highest):
            kind = highest.get(marks, "unnumbered")
        result.append(kind)
    return result


def value(number: str) -> int:
    """Return what a printed number counts, 0 where it holds none.

    Example:
        >>> value("（十二）"), value("第二十章"), value("3.")
        (12, 20, 3)
    """
    found = NUMBER.search(number)
    if not found:
        return 0
    if found[0].isdecimal():
        return int(found[0])
    total = digit = 0
    for sign in found[0]:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


def _order(found: Sequence[Heading | None]) -> list[str]:
    """Return the kinds of heading from the highest: as usual, but （一） above 一、 where the numbers prove it."""
    series = [(heading.kind, value(heading.number)) for heading in found if heading]
    outer = [at for at, (kind, _) in enumerate(series) if kind == "bracketed"]
    inner = [at for at, (kind, _) in enumerate(series) if kind == "ordinal"]
    counted = [series[at][1] for at in outer] == list(range(1, len(outer) + 1))
    if len(outer) > 1 and counted and any(outer[0] < at < outer[-1] for at in inner) and outer[0] < inner[0]:
        order = [kind for kind in ORDER if kind != "bracketed"]
        return [*order[: order.index("ordinal")], "bracketed", *order[order.index("ordinal") :]]
    return ORDER


def _inner(found: Sequence[Heading | None], containers: Collection[int]) -> set[int]:
    """Return the lines of 一、, 二、 … that stand inside a series of the same kind, which goes on after them."""
    inner: set[int] = set()
    open_series: list[int] = []  # what may be a series inside
    outer = last = 0  # the number before it, the last number
    for at, heading in enumerate(found):
        if heading and (at in containers or heading.kind in ("part", "chapter", "section")):
            outer, last, open_series = 0, 0, []
        if not heading or heading.kind != "ordinal":
            continue
        number = value(heading.number)
        if number == 1 and last > 0 and not open_series:
            outer, open_series = last, [at]
        elif open_series and number == outer + 1 and number != last + 1:
            inner.update(open_series)
            outer, open_series = 0, []
        elif open_series:
            open_series.append(at)
        last = number
    return inner


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
