"""Where a text stands on a page: in a link, a heading, a cell, page furniture, what a page does not show."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .elements import BOXES, CELLS, HEADINGS, MEANT, PROSE, UNSEEN, names
from .tokens import Token

ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
FURNITURE = names(
    "ad ads advert banner breadcrumb breadcrumbs byline comment comments cookie cookies copyright crumb crumbs footer "
    "login menu nav navbar newsletter pager pagination promo recommend recommended related search share sharing "
    "sidebar social subscribe toolbar"
)
NOTES = names("bibliography endnote endnotes footnote footnotes reference references refs")


class Place(NamedTuple):
    """Where a text stands.

    Attributes:
        unseen: inside what a page does not show.
        furniture: number of the innermost element named as page furniture, 0 outside.
        box: number of the innermost container.
        link, prose, notes, pre: inside a link, a paragraph-like element, a list of notes, preformatted text.
        heading: level of the heading, 0 outside.
        item: number of the list item.
        table, cell: number of the data table, and whether inside one of its cells.
    """

    unseen: bool = False
    furniture: int = 0
    box: int = 0
    link: bool = False
    prose: bool = False
    notes: bool = False
    pre: bool = False
    heading: int = 0
    item: int = 0
    table: int = 0
    cell: bool = False


def place_inside(place: Place, token: Token, data_table: bool) -> Place:
    """Return the place inside an element that stands at `place`."""
    if not token.attributes and token.name not in MEANT:
        return place
    changes = _by_name(place, token, data_table)
    if token.attributes:
        changes |= _by_attributes(place, token)
    return place._replace(**changes) if changes else place  # type: ignore[arg-type]


def _by_name(place: Place, token: Token, data_table: bool) -> dict[str, object]:
    """Return what changes by the name of an element."""
    name, number, changes = token.name, token.start + 1, dict[str, object]()
    if name in BOXES:
        changes["box"] = number
    if name in PROSE:
        changes["prose"] = True
    if name in UNSEEN:
        changes["unseen"] = True
    if name in ("nav", "footer", "aside"):
        changes["furniture"] = number
    elif name in ("article", "main"):
        changes["furniture"] = 0
    elif name in HEADINGS:
        changes["heading"] = HEADINGS[name]
    elif name == "li":
        changes["item"] = number
    elif name == "table":
        changes.update(table=number if data_table else 0, cell=False)
    elif name in CELLS:
        changes["cell"] = place.table > 0
    elif name == "pre":
        changes["pre"] = True
    return changes


def _by_attributes(place: Place, token: Token) -> dict[str, object]:
    """Return what changes by the attributes of an element; a page is not hidden or furniture as a whole."""
    name, (unseen, furniture, notes, link) = token.name, _meaning(token.attributes)
    changes: dict[str, object] = {}
    changes["unseen"] = place.unseen or name in UNSEEN or (unseen and name not in ("html", "body"))
    if furniture and name not in ("html", "body", "article", "main"):
        changes["furniture"] = token.start + 1
    if notes:
        changes["notes"] = True
    if link and name == "a":
        changes["link"] = True
    return changes


@lru_cache(maxsize=4096)
def _meaning(attributes: str) -> tuple[bool, bool, bool, bool]:
    """Tell from its attributes whether an element is unseen, page furniture, a list of notes, a link."""
    values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(attributes)}
    unseen = "hidden" in values and values["hidden"].lower() != "until-found"
    unseen = unseen or values.get("aria-hidden", "").lower() == "true"
    unseen = unseen or bool(UNSEEN_STYLE.search(values.get("style", "")))
    names = {part.lower() for part in NAME_PART.findall(f"{values.get('class', '')} {values.get('id', '')}")}
    return unseen, not names.isdisjoint(FURNITURE), not names.isdisjoint(NOTES), "href" in values
