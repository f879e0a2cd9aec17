"""From the characters of a page to tags and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .elements import RAW, VOID

OPENER = re.compile(r"<(?=[A-Za-z/!?])")
TAG = re.compile(r"<(/?)([A-Za-z][^\s/><]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))*+)>")
CUT_TAG = re.compile(r"<(/?)([A-Za-z][^\s/><]*+)([^<>]*+)>?")  # where a page ends inside a tag
COMMENT_END = re.compile(r"--!?>")
DOCTYPE = re.compile(r"<!doctype[^\[>]*+(?:\[[^\]]{0,20000}+\]\s*)?+>", re.IGNORECASE)


class Token(NamedTuple):
    """A piece of a page: `text`, a tag (`open`, `close`, `void`) or `other` (comment, declaration, script …)."""

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def tokens_of(text: str) -> Iterator[Token]:
    """Cut a page into text and markup as a browser does; every character is in one token."""
    at, cut, last_cdata, unclosed = 0, False, text.rfind("]]>"), set[str]()
    while at < len(text):
        opener = OPENER.search(text, at)
        first = opener.start() if opener else len(text)
        if at < first:
            yield Token("text", at, first)
        if not opener:
            return
        tag = None if cut else TAG.match(text, first)
        if not tag:
            tag = CUT_TAG.match(text, first)
            cut = cut or tag is not None  # so that a page of unclosed tags is not searched to its end for each
        if not tag:
            at = _other_end(text, first, last_cdata)
            yield Token("other", first, at)
            continue
        at, name = tag.end(), tag[2].lower()
        if tag[1]:
            yield Token("close", first, at, name)
            continue
        yield Token("void" if name in VOID else "open", first, at, name, tag[3])
        if name in RAW and name not in unclosed:
            end = _raw_end(name).search(text, at)
            if end or name in ("script", "style"):
                stop = end.start() if end else len(text)
                yield Token("other", at, stop)
                at = stop
            else:
                unclosed.add(name)


def _other_end(text: str, start: int, last_cdata: int) -> int:
    """Return where a comment, CDATA section, declaration or stray `</` ends."""
    if text.startswith("<!--", start):
        if text.startswith((">", "->"), start + 4):
            return text.index(">", start) + 1
        end = COMMENT_END.search(text, start + 4)
        return end.end() if end else len(text)
    if text.startswith("<![CDATA[", start) and start < last_cdata:
        return text.index("]]>", start) + 3
    doctype = DOCTYPE.match(text, start)
    if doctype:
        return doctype.end()
    return text.find(">", start) + 1 or len(text)


@lru_cache
def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
