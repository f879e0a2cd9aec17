"""Paragraph styles: which paragraphs are titles and headings."""

from __future__ import annotations

import re
from typing import Any

from .document import Style, Word
from .elements import W, number_of, value_of

HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])")
TITLES = {"title", "标题", "標題"}


def styles_in(root: Any) -> tuple[dict[str, Style], str]:
    """Return the paragraph styles by id, and the id of the default one."""
    styles, default = {}, ""
    for style in root.iter(W + "style"):
        if style.get(W + "type", "paragraph") != "paragraph":
            continue
        name = style.get(W + "styleId", "")
        styles[name] = Style(
            (value_of(style, "name") or "").lower(),
            value_of(style, "basedOn") or "",
            number_of(value_of(style, "pPr", "outlineLvl")),
            value_of(style, "pPr", "numPr", "numId") or "",
            number_of(value_of(style, "pPr", "numPr", "ilvl")),
        )
        if style.get(W + "default") in ("1", "true", "on"):
            default = name
    return styles, default


def chain_of(word: Word, properties: Any) -> list[tuple[str, Style]]:
    """Return a paragraph's style and those it is based on, with their ids."""
    name = value_of(properties, "pStyle") or word.default_style
    found: dict[str, Style] = {}
    while name in word.styles and name not in found:
        found[name] = word.styles[name]
        name = found[name].base
    return list(found.items())


def rank_of(properties: Any, chain: list[tuple[str, Style]]) -> int | None:
    """Return 0 for a title, 1 to 9 for a heading, None for running text; the nearest word on it counts."""
    names = [style.name for _, style in chain]
    own = number_of(value_of(properties, "outlineLvl"))
    if names and names[0] in TITLES:
        return 0
    if names and names[0].startswith("toc"):
        return None
    if own is not None:
        return own + 1 if 0 <= own < 9 else None
    for _, style in chain:
        if style.name in TITLES:
            return 0
        if style.outline is not None:
            return style.outline + 1 if 0 <= style.outline < 9 else None
        heading = HEADING.fullmatch(style.name)
        if heading:
            return int(heading[1])
    return None
