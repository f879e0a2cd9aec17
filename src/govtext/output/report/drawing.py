"""A chart as a part of a page: no style of its own, ink that follows the scheme, names that nothing else has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..audit_page.wording import HIDDEN, code_of, plain
from .schemes import HEX, Colours

SPACE = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset(
    ("svg", "g", "path", "use", "defs", "clipPath", "rect", "circle", "ellipse", "line", "polyline", "polygon")
) | {"text", "tspan", "pattern"}
PLACING = ("d", "transform", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height")
LOOKS = ("fill-opacity", "stroke-opacity", "opacity", "stroke-width", "stroke-dasharray", "stroke-dashoffset")
LINES = ("stroke-linejoin", "stroke-linecap", "stroke-miterlimit", "fill-rule", "clip-rule")
LETTERS = ("font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline")
KEPT = frozenset((*PLACING, *LOOKS, *LINES, *LETTERS, "patternUnits", "patternTransform"))
USUAL = {"stroke-dashoffset": "0", "fill-opacity": "1", "stroke-opacity": "1", "opacity": "1", "font-weight": "400"}
NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
HERE = re.compile(r"#([\w.-]+)|url\(['\"]?#([\w.-]+)['\"]?\)")
FONT = re.compile(r"(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>bold|\d{3})\s+)?(?P<size>[\d.]+)px")
CELL = re.compile(r"M (\S+) (\S+) L \S+ \2 L (\S+) (\S+) L \1 \4 L \1 \2 ?z?")  # of a heat map: its colour is a number
FEWEST_CELLS, EDGE = 2, 1.0
KEEP = "keep"  # marks what stays as it is in both schemes


@dataclass
class Drawing:
    """Charts on their way into a page.

    Attributes:
        colours: those of all charts, with their twins in the dark scheme.
        number: of charts made so far.
    """

    colours: Colours = field(default_factory=Colours)
    number: int = 0

    def inline(self, source: str, title: str, description: str, lang: str) -> str:
        """Return a chart as an <svg> element for HTML; empty where the source is none.

        Args:
            source: SVG.
            title: its name, for a reader who does not see it.
            description: what it shows.
            lang: of both.
        """
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
            huge_tree=True, remove_blank_text=False,
        )  # fmt: skip
        try:
            root = etree.fromstring(source.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:
            return ""
        self.number += 1
        name = f"c{self.number}"
        _keep_shades(root)
        used = _pointed_at(root)
        names = {old: f"{name}-{at}" for at, old in enumerate(used)}
        inner = "".join(self._element(child, names) for child in root)
        return (
            f'<svg viewBox="{plain(_box(root))}" role="img" aria-labelledby="{name}-title {name}-desc" '
            f'stroke-linejoin="round" fill="currentColor"><title id="{name}-title" lang="{lang}">{plain(title)}</title>'
            f'<desc id="{name}-desc" lang="{lang}">{plain(description)}</desc>{inner}</svg>'
        )

    def _element(self, element: Any, names: dict[str, str]) -> str:
        """Return an element with all in it; nothing of one that is not of a drawing."""
        tag = element.tag.removeprefix(SPACE) if isinstance(element.tag, str) else ""
        if tag not in ELEMENTS:
            return ""
        attributes = self._attributes(element, tag, names)
        text = _seen(element.text) if tag in ("text", "tspan") else ""
        inner = text + "".join(
            self._element(child, names) + (_seen(child.tail) if tag in ("text", "tspan") else "") for child in element
        )
        if tag in ("g", "defs") and not inner:
            return ""
        if tag == "g" and not attributes:
            return inner
        return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>"

    def _attributes(self, element: Any, tag: str, names: dict[str, str]) -> str:
        """Return the attributes that a drawing may have, colours by class or as the scheme's ink."""
        found = dict(_properties(element))
        kept = found.pop(KEEP, "")
        if kept and tag == "text":
            found.setdefault("fill", "#000000")
        parts, classes = [], []
        for kind in ("fill", "stroke"):
            value = found.pop(kind, None)
            if value is None:
                continue
            if pattern := _target(kind, value, names):
                word = f"url(#{pattern})"
            elif kept and (tag != "text" or HEX.fullmatch(value)):
                word = value
            else:
                word = self.colours.word(kind, value, letters=tag == "text")
            if word.startswith("."):
                classes.append(word[1:])
            else:
                parts.append(f'{kind}="{plain(word)}"')
        if classes:
            parts.append(f'class="{" ".join(classes)}"')
        for key, value in found.items():
            target = _target(key, value, names)
            if key == "id":
                parts += [f'id="{names[value]}"'] if value in names else []
            elif target:
                parts.append(f'{key}="#{target}"' if key == "href" else f'{key}="url(#{target})"')
            elif key in KEPT and USUAL.get(key) != value and not _turns_nothing(key, value):
                parts.append(f'{key}="{plain(_short(value))}"')
        return "".join(f" {part}" for part in parts)


def _target(key: str, value: str, names: dict[str, str]) -> str:
    """Return the new name of what an attribute points at; empty where it points at nothing in the drawing."""
    return names.get(_pointer(key, value), "")


def _pointer(key: str, value: str) -> str:
    found = HERE.fullmatch(value.strip())
    if found is None or key not in ("href", "clip-path", "fill", "stroke"):
        return ""
    return str((found[1] if key == "href" else found[2]) or "")


def _properties(element: Any) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element, those of its style among them."""
    for key, value in element.attrib.items():
        if key in (LINK, "href"):
            yield "href", value
        elif key == "style":
            for one in value.split(";"):
                name, colon, content = one.partition(":")
                name, content = name.strip(), content.strip()
                if name == "font" and (font := FONT.match(content)):
                    yield from ((f"font-{part}", said) for part, said in font.groupdict().items() if said)
                elif colon:
                    yield name, content.removesuffix("px") if name == "font-size" else content
        else:
            yield key, value


def _pointed_at(root: Any) -> list[str]:
    """Return the ids that something in the drawing points at, in order."""
    elements = (element for element in root.iter() if isinstance(element.tag, str))
    found = [_pointer(key, value) for element in elements for key, value in _properties(element)]
    return [name for name in dict.fromkeys(found) if name]


def _keep_shades(root: Any) -> None:
    """Mark the cells of heat maps, whose colours are numbers, and what is written on them."""
    boxes = []
    for group in root.iter(f"{SPACE}g"):
        cells = [CELL.fullmatch(" ".join(child.get("d", "").split())) for child in group]
        if len(cells) >= FEWEST_CELLS and all(cells):
            for child in group:
                child.set(KEEP, "1")
            corners = [[float(number) for number in cell.groups()] for cell in cells if cell]
            xs, ys = ([corner[at] for corner in corners for at in pair] for pair in ((0, 2), (1, 3)))
            boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for element in root.iter(f"{SPACE}text", f"{SPACE}use") if boxes else ():
        try:
            x, y = float(element.get("x", "")), float(element.get("y", ""))
        except ValueError:
            continue
        if any(left + EDGE < x < right - EDGE and up + EDGE < y < down - EDGE for left, right, up, down in boxes):
            element.set(KEEP, "1")


def _box(root: Any) -> str:
    box = str(root.get("viewBox", ""))
    if re.fullmatch(r"[\d.eE+-]+(?:[ ,]+[\d.eE+-]+){3}", box.strip()):
        return _short(box.strip())
    sizes = [re.match(r"[\d.]+", str(root.get(side, ""))) for side in ("width", "height")]
    return " ".join(["0 0", *(size[0] if size else "100" for size in sizes)])


def _short(value: str) -> str:
    """Return coordinates with two decimals at most, on one line."""
    return " ".join(NUMBER.sub(_rounded, value).split())


def _rounded(found: re.Match[str]) -> str:
    digits = 5 if abs(float(found[0])) < 0.05 else 2  # the scale of a glyph or a marker
    text = f"{float(found[0]):.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _turns_nothing(key: str, value: str) -> bool:
    return key == "transform" and bool(re.fullmatch(r"rotate\(-?0(?: [\d.-]+){0,2}\)", value))


def _seen(text: str | None) -> str:
    return plain(HIDDEN.sub(lambda found: code_of(found[0]), text)) if text and text.strip() else ""
