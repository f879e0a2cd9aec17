"""An SVG file of matplotlib's made fit to stand inside a page: no style sheet, no style attributes, no clashing ids."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from ..files import sha256

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# Whatever system the page is read on, one of these has Chinese letters.
FONTS = (
    "'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', "
    "'WenQuanYi Micro Hei', 'Noto Sans CJK SC', Arial, sans-serif"
)
REFERENCE = re.compile(r"url\(#([^)]+)\)")
DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*((?:'[^']*'|\"[^\"]*\"|[^;'\"])+)")
DIGITS = re.compile(r"-?\d+\.\d{3,}")


def inline(source: str) -> str:
    """Return the svg element of a file: declarations of style as attributes, ids only where something refers to them.

    Args:
        source: what matplotlib wrote.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(source)
    for parent in list(root.iter()):
        for child in [one for one in parent if one.tag in (f"{{{SVG}}}style", f"{{{SVG}}}metadata")]:
            parent.remove(child)
    for element in root.iter():
        _as_attributes(element)
    _own_ids(root, f"g{sha256(source.encode())[:8]}")
    root.set("font-family", FONTS)
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")
    return ElementTree.tostring(root, encoding="unicode")


def _as_attributes(element: ElementTree.Element) -> None:
    """Put the declarations of a style attribute, an xlink:href and the lines of a path in plainer form."""
    for key, value in DECLARATION.findall(element.attrib.pop("style", "")):
        if key != "font-family":
            element.set(key, value.strip())
    if (target := element.attrib.pop(f"{{{XLINK}}}href", None)) is not None:
        element.set("href", target)
    if path := element.get("d"):
        element.set("d", DIGITS.sub(lambda number: f"{float(number[0]):.2f}", " ".join(path.split())))
    if element.tag != f"{{{SVG}}}text":
        element.text = None
    element.tail = None


def _own_ids(root: ElementTree.Element, prefix: str) -> None:
    """Leave the ids that the figure refers to, with a prefix of its own, so that several can stand in one page."""
    known: set[str] = set()
    for element in root.iter():
        known.update(found for value in element.attrib.values() for found in REFERENCE.findall(value))
        known.update({target[1:]} if (target := element.get("href", "")).startswith("#") else ())
    names = {name: f"{prefix}-{number}" for number, name in enumerate(sorted(known), 1)}
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key == "id" and value not in names:
                del element.attrib[key]
            elif key == "id":
                element.set(key, names[value])
            elif key == "href" and value.startswith("#"):
                element.set(key, f"#{names[value[1:]]}")
            elif "url(#" in value:
                element.set(key, REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))
