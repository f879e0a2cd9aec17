"""The pieces of text that are kept apart, each whole."""

from __future__ import annotations

from typing import NamedTuple

from ..document import Document, Removed
from ..edits import SIGNS, Cleaning, Rule

PART_NAMES = {
    "abstract": "摘要",
    "acknowledgements": "致谢",
    "address": "网址",
    "biography": "作者简介",
    "box": "专栏",
    "byline": "署名",
    "caption": "图题",
    "contents": "目录",
    "editorial": "编辑信息",
    "front": "书名页",
    "imprint": "版权与联系",
    "keywords": "关键词",
    "note": "注释",
    "references": "参考文献",
    "table": "表格",
    "web": "网页",
}
NO_SIGNS = {ord(sign): None for sign in SIGNS}


def tidied(text: str, *rules: Rule) -> str:
    """Return text that is kept apart with rules applied that ran on the body alone."""
    cleaning = Cleaning(text)
    for rule in rules:
        cleaning.apply(rule.__name__, rule)
    return cleaning.text


class Apart(NamedTuple):
    """A piece of text that is kept apart: what it is, its raw spans, and its text."""

    part: str
    spans: list[Removed]
    text: str

    @property
    def start(self) -> int:
        """Its first raw character."""
        return self.spans[0].start


def kept_apart(document: Document) -> list[Apart]:
    """Return the pieces of text that are kept apart (notes, tables, biographies …), in raw order."""
    pieces: dict[int, list[Removed]] = {}
    for span in document.removed:
        if span.part:
            pieces.setdefault(span.edit, []).append(span)
    return [
        Apart(spans[0].part, spans, document.apart.get(number, "").translate(NO_SIGNS))
        for number, spans in pieces.items()
    ]
