"""The XML of a Word document: names of elements, values of properties, what wraps text."""

from __future__ import annotations

import re
from typing import Any

from .document import Word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WRAPPERS = {W + name for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir")}
DELETED = {W + "del", W + "moveFrom"}
TRACKED = {W + "ins", W + "moveTo", *DELETED}


def value_of(element: Any, *path: str) -> str | None:
    """Return the w:val of a descendant, empty where it has none, None where there is no such descendant."""
    for name in path:
        element = element.find(W + name) if element is not None else None
    return None if element is None else element.get(W + "val", "")


def number_of(value: str | None) -> int | None:
    """Return a whole number, None where a value is none."""
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else None


def is_on(element: Any, *path: str) -> bool:
    """Tell whether a property is there and not switched off."""
    return value_of(element, *path) not in (None, "0", "false", "off", "none")


def inner_of(word: Word, element: Any) -> Any:
    """Return what stands in a wrapper (a content control, an insertion …), None where nothing of it is text."""
    if element.tag in TRACKED:
        word.left_out["tracked changes"] += 1
    if element.tag == W + "sdt":
        placeholder = is_on(element, "sdtPr", "showingPlcHdr")
        return None if placeholder else element.find(W + "sdtContent")
    if element.tag == COMPATIBLE + "AlternateContent":
        return next(iter(element), None)  # the newest of several renderings of the same thing
    return element if element.tag in WRAPPERS else None
