"""List numbers: what Word counts and prints before a paragraph, though no text of the file holds it."""

from __future__ import annotations

import re
from typing import Any

from .document import Level, List, Style, Word
from .elements import W, is_on, number_of, value_of
from .numerals import in_form


def lists_in(root: Any) -> dict[str, List]:
    """Return the lists by id, each with its own changes to the definition it has in common with others."""
    definitions = {d.get(W + "abstractNumId", ""): d for d in root.iter(W + "abstractNum")}
    by_style = {value_of(d, "styleLink"): name for name, d in definitions.items() if value_of(d, "styleLink")}
    lists: dict[str, List] = {}
    for item in root.iter(W + "num"):
        counter = value_of(item, "abstractNumId") or ""
        linked = value_of(definitions.get(counter), "numStyleLink")
        counter = by_style.get(linked, counter) if linked else counter
        found = definitions.get(counter)
        levels = {} if found is None else dict(map(_level, found.iter(W + "lvl")))
        starts: dict[int, int] = {}
        for override in item.iter(W + "lvlOverride"):
            at = number_of(override.get(W + "ilvl")) or 0
            levels.update(map(_level, override.iter(W + "lvl")))
            start = number_of(value_of(override, "startOverride"))
            if start is not None:
                starts[at] = start
        lists[item.get(W + "numId", "")] = List(counter, levels, starts)
    return lists


def _level(element: Any) -> tuple[int, Level]:
    forms = [form.get(W + "val", "") for form in element.iter(W + "numFmt")]  # a custom one stands before its fallback
    start = number_of(value_of(element, "start"))
    level = Level(
        start=0 if start is None else start,
        form=forms[-1] if forms else "decimal",
        pattern=value_of(element, "lvlText") or "",
        tight=value_of(element, "suff") == "nothing",
        restart=number_of(value_of(element, "lvlRestart")),
        legal=is_on(element, "isLgl"),
        style=value_of(element, "pStyle") or "",
    )
    return number_of(element.get(W + "ilvl")) or 0, level


def label_of(word: Word, properties: Any, chain: list[tuple[str, Style]]) -> str:
    """Count a paragraph of a list and return what Word prints before it; `- ` for a bullet."""
    name, at = _place_in_list(word, properties, chain)
    found = word.lists.get(name)
    level = found.levels.get(at) if found else None
    if found is None or level is None:
        return ""
    counts = word.counters.setdefault(found.counter, {})
    if not found.begun:
        found.begun = True
        for restarted in found.starts:
            counts.pop(restarted, None)
    counts[at] = counts[at] + 1 if at in counts else found.starts.get(at, level.start)
    for deeper in [deeper for deeper in counts if deeper > at]:
        restart = found.levels[deeper].restart if deeper in found.levels else None
        if restart is None or at < restart:
            del counts[deeper]
    if level.form == "bullet":
        return "- "
    label = re.sub(r"%([1-9])", lambda m: _counted(word, found, counts, int(m[1]) - 1, level), level.pattern).strip()
    return label if not label or level.tight or label[-1] in "、，。．：）】〕］" else f"{label} "


def _place_in_list(word: Word, properties: Any, chain: list[tuple[str, Style]]) -> tuple[str, int]:
    """Return the id of a paragraph's list and its level in it; the paragraph's own word comes before its style's."""
    name, at = value_of(properties, "numPr", "numId"), number_of(value_of(properties, "numPr", "ilvl"))
    for style_id, style in chain:
        if name:
            break
        if style.list_id:
            name = style.list_id
            at = style.list_level if at is None else at
            levels = word.lists[name].levels if name in word.lists else {}
            at = next((n for n, level in levels.items() if level.style == style_id), 0) if at is None else at
    return name or "", at or 0


def _counted(word: Word, found: List, counts: dict[int, int], at: int, within: Level) -> str:
    level = found.levels.get(at)
    if level is None:
        return ""
    number = counts.get(at, found.starts.get(at, level.start))
    form = "decimal" if within.legal else level.form
    written = in_form(number, form)
    if written is None:
        word.left_out[f"list numbers of the form {form}"] += 1
    return written or ""
