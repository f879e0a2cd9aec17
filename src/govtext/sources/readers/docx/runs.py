"""The text inside a paragraph: runs with their signs, fields, note marks and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .document import Field, Word
from .elements import COMPATIBLE, MATH, W, inner_of, is_on, value_of

SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
RAISE, LOWER = "\x02", "\x03"  # signs that no XML can hold stand round raised runs until a paragraph is whole
RAISED = re.compile(f"{RAISE}([^{LOWER}]*){LOWER}")
MARKS = re.compile(
    r"[\[［〔(（]\s*\d{1,3}(?:[-–,，、\s]+\d{1,3})*\s*[\]］〕)）]|[①-⑳*]|\d{1,3}(?:[-–,，、\s]+\d{1,3})*"
)


def inline(word: Word, element: Any) -> Iterator[str]:
    """Yield the text inside a paragraph."""
    for child in element:
        if child.tag == W + "r":
            yield _run(word, child)
        elif child.tag in (MATH + "oMath", MATH + "oMathPara"):
            yield "".join(sign.text or "" for sign in child.iter(MATH + "t"))
        else:
            inner = inner_of(word, child)
            if inner is not None:
                yield from inline(word, inner)


def _run(word: Word, run: Any) -> str:
    hidden = is_on(run, "rPr", "vanish")
    pieces: list[str] = []
    for child in run:
        if child.tag == W + "fldChar":
            _turn_field(word, child.get(W + "fldCharType"))
        elif child.tag == W + "instrText" and word.fields:
            word.fields[-1].code += child.text or ""
        elif all(field.result for field in word.fields) and not hidden:
            pieces.append(_sign(word, child))
            if child.get(W + "customMarkFollows") in ("1", "true", "on"):
                break  # what follows is the mark itself, for which a number is written
        elif hidden and child.tag == W + "t":
            word.left_out["hidden text"] += 1
    text = "".join(pieces)
    if text.strip() and any(map(_makes_contents, word.fields)):
        word.in_contents = True
    raised = value_of(run, "rPr", "vertAlign") == "superscript" and "<sup>" not in text
    return f"{RAISE}{text}{LOWER}" if raised and text else text


def _turn_field(word: Word, turn: str | None) -> None:
    if turn == "begin":
        word.fields.append(Field())
    elif turn == "separate" and word.fields:
        word.fields[-1].result = True
    elif turn == "end" and word.fields:
        word.fields.pop()


def _makes_contents(field: Field) -> bool:
    r"""Tell a table of contents from one of figures (`\c`)."""
    return field.code.split()[:1] == ["TOC"] and r"\c" not in field.code


def _sign(word: Word, element: Any) -> str:
    """Return what one element of a run prints."""
    name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
    if name == "t":
        return re.sub(r"[\r\n]+", " ", element.text or "")
    if name == "br":
        return "\f" if element.get(W + "type") == "page" else "\n"
    if name in SIGNS:
        return SIGNS[name]
    if name in ("footnoteReference", "endnoteReference"):
        key = name.removesuffix("Reference"), element.get(W + "id", "")
        return f"<sup>[{word.notes.setdefault(key, len(word.notes) + 1)}]</sup>"
    if name == "sym":
        return _symbol(word, element.get(W + "char", ""))
    if name == "ruby":
        base = element.find(W + "rubyBase")
        return "" if base is None else "".join(inline(word, base))
    if name in ("drawing", "pict", "object") or element.tag == COMPATIBLE + "AlternateContent":
        word.boxes += _text_boxes(element)
    return ""


def _symbol(word: Word, code: str) -> str:
    """Return a sign given by its code; those of symbol fonts have no character of their own."""
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else 0
    if number >= 32 and not 0xD800 <= number <= 0xF8FF:
        return chr(number)
    word.left_out["signs of symbol fonts"] += 1
    return ""


def _text_boxes(element: Any) -> list[Any]:
    """Return the outermost text boxes of a drawing, of several renderings the first that has any."""
    if element.tag == W + "txbxContent":
        return [element]
    if element.tag == COMPATIBLE + "AlternateContent":
        return next((found for found in map(_text_boxes, element) if found), [])
    return [box for child in element for box in _text_boxes(child)]


def with_note_marks(text: str) -> str:
    """Keep note marks that were raised by hand as raised; other raised text (2nd) is text."""
    return RAISED.sub(_mark, text.replace(LOWER + RAISE, "")) if RAISE in text else text


def _mark(raised: re.Match[str]) -> str:
    inner = raised[1]
    if not inner.strip() or MARKS.sub("", inner).strip(" ,，、"):
        return inner
    return "".join(f"<sup>{mark}</sup>" for mark in MARKS.findall(inner))
