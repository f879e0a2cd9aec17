"""Runs of lines with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import SIGNS
from ..lines import LIST_ITEM, ends_sentence
from .blocks import NOTHING, Block, block_of, lines_with
from .captions import is_caption
from .cells import balance, filled_cells, kind_of, width_of
from .listings import MARK
from .rebuilding import SHORTEST_FULL_CELL

NOTE = re.compile(rf"(?:<sup>)?{MARK}")
LONGEST_NOTES = 2000
MOST_WRAPPED = 3  # lines without a tab inside a table


def tab_blocks(text: str, piped: list[Block]) -> Iterator[Block]:
    """Yield the runs of lines with tabs."""
    taken = {span for block in piped for span in block.spans}
    spans: list[tuple[int, int]] = []
    after_notes = False
    for span in lines_with("\t", text):
        if span in taken or not text[slice(*span)].strip():
            continue
        between = _between(text, spans, span) if spans else None
        if between is not None:
            spans += [*between, span]
            continue
        block = _trimmed(text, spans, after_notes)
        if block:
            yield block
        after_notes = block is not None and _only_notes(text[spans[-1][1] : span[0]])
        spans = [span]
    block = _trimmed(text, spans, after_notes)
    if block:
        yield block


def _trimmed(text: str, spans: list[tuple[int, int]], after_notes: bool) -> Block | None:
    """Return the block without the lines at its edges that are merely indented, None if nothing is left."""
    lines = [text[slice(*span)] for span in spans]
    width = max(map(width_of, lines), default=0)
    indented = [len(filled_cells(line)) < 2 and width_of(line) < max(3, width) for line in lines]
    first, last = 0, len(lines)
    while first < last and indented[first]:
        first += 1
    while last > first and indented[last - 1] and width_of(lines[last - 1]) < width:
        last -= 1
    if first == last:
        return None
    return block_of(text, spans[first:last], after_notes=after_notes)


def _between(text: str, spans: list[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]] | None:
    """Return the lines between the last line of a block and a line with tabs; None if that line is not of the block."""
    line, above, first = (text[slice(*place)] for place in (span, spans[-1], spans[0]))
    cells = filled_cells(line)
    if len(cells) == 2 and re.fullmatch(MARK, cells[0]) and not re.match(MARK, above.lstrip()):
        return None
    gap = text[spans[-1][1] + 1 : span[0]]
    if not gap:
        return []
    if len(gap) > LONGEST_NOTES:
        return None
    same_width = line.count("\t") == above.count("\t") or width_of(line) in (width_of(above), width_of(first))
    if not gap.strip(NOTHING):
        if filled_cells(first) == cells:
            return []
        one_blank = gap.count("\n") < 2 or any(sign in gap for sign in SIGNS)
        return [] if one_blank and same_width and (len(cells) > 1 or width_of(line) > 2) else None
    return _wrapped_lines(text, spans[-1], span, above) if same_width else None


def _wrapped_lines(text: str, last: tuple[int, int], span: tuple[int, int], above: str) -> list[tuple[int, int]] | None:
    """Return the lines without tabs between two lines of a table if they are the end of its last cell, else None."""
    cell = above.rstrip().split("\t")[-1].strip()
    spans, at = [], last[1] + 1
    while at < span[0]:
        end = text.index("\n", at)
        spans.append((at, end))
        at = end + 1
    words = [text[slice(*place)].strip() for place in spans]
    if len(words) > MOST_WRAPPED or ends_sentence(cell) or not all(words):
        return None
    if any("|" in line or is_caption(line) or NOTE.match(line) or LIST_ITEM.match(line) for line in words):
        return None
    still_open: list[str] = []
    balance(cell, still_open)
    full = len(cell) >= SHORTEST_FULL_CELL and kind_of(cell) == "words" and len(words[0]) <= 1.25 * len(cell)
    return spans if still_open or full else None


def _only_notes(gap: str) -> bool:
    """Tell whether nothing but footnotes stands in a gap between two lines."""
    paragraphs = [words.strip() for words in re.split(r"\n\s*\n", gap) if words.strip(NOTHING)]
    return len(gap) <= LONGEST_NOTES and bool(paragraphs) and all(map(NOTE.match, paragraphs))
