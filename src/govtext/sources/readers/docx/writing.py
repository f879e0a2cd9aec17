"""From paragraphs and tables to one text, and where the tables of contents stand in it."""

from __future__ import annotations

import re

from .document import Block

CONTENTS_HEAD = re.compile(r"目\s*[录次錄]|(?:table of )?contents", re.IGNORECASE)


def with_contents_head(blocks: list[Block]) -> list[Block]:
    """Head the table of contents with 目录, where the document does not."""
    first = next((number for number, block in enumerate(blocks) if block.contents), None)
    if first is None or CONTENTS_HEAD.fullmatch(blocks[first].text.strip()):
        return blocks
    before = next((number for number in range(first - 1, -1, -1) if blocks[number].text.strip()), None)
    if before is not None and CONTENTS_HEAD.fullmatch(blocks[before].text.strip()):
        blocks[before] = Block(blocks[before].text, None, contents=True)
        return blocks
    return [*blocks[:first], Block("目录", None, contents=True), *blocks[first:]]


def as_text(blocks: list[Block]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text, and the spans of the tables of contents in it."""
    titled = any(block.rank == 0 for block in blocks)
    text: list[str] = []
    spans, at, before = [], 0, None
    for block in blocks:
        gap = "" if before is None else "\n" if before.contents and block.contents else "\n\n"
        written = _headed(block, titled)
        if block.contents:
            start = spans.pop()[0] if before is not None and before.contents else at + len(gap)
            spans.append((start, at + len(gap) + len(written) + 1))
        text += (gap, written)
        at += len(gap) + len(written)
        before = block
    return "".join([*text, "\n"]), spans


def _headed(block: Block, titled: bool) -> str:
    """Write a heading with as many # as its level, one more where the document has a title."""
    if block.rank is None:
        return block.text
    words = block.text.lstrip("\f")
    level = min(6, max(1, block.rank + titled))
    return f"{block.text[: len(block.text) - len(words)]}{'#' * level} {words}"
