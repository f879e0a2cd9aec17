"""Paragraphs: empty lines where one begins."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ...lines import ends_sentence
from .pieces import SAME_ROW, Piece
from .runs import SAME_SIZE

WIDE_GAP = 1.4  # of the usual distance of lines
INDENT = (0.9, 2.8)  # em
RAISED_END = re.compile(r"(?:<sup>[^<]*</sup>)+$")


class Frame(NamedTuple):
    """Where the lines of a column begin and end, and how far apart they are (0: not known)."""

    left: float
    right: float
    pitch: float


def frame_of(lines: list[Piece]) -> Frame:
    """Return the frame of a column; its left edge is where at least a tenth of its lines begin."""
    lefts = sorted(line.left for line in lines)
    em = median(line.size for line in lines)
    enough = max(2, len(lines) / 10)
    edge = next((one for one in lefts if sum(one <= other <= one + em / 2 for other in lefts) >= enough), lefts[0])
    return Frame(edge, max(line.right for line in lines), pitch_of(lines))


def pitch_of(lines: list[Piece]) -> float:
    """Return the usual distance from line to line."""
    steps = [before.base - after.base for before, after in pairwise(lines) if abs(before.size - after.size) < 0.5]
    steps = [step for step in steps if step > 0]
    return median(steps) if steps else 0.0


def set_lines(lines: list[Piece], frame: Frame, body: float) -> str:
    """Write lines one under the other, with an empty line where a paragraph, a heading or other type begins."""
    written = [_begun(lines[0], lines[0].size < 0.95 * body)]
    for before, line in pairwise(lines):
        apart = _apart(before, line, frame)
        written += [""] * apart + [_begun(line, apart or line.size < 0.95 * body)]
    return "\n".join(written)


def _begun(line: Piece, is_note: bool) -> str:
    """Return a line with the mark it begins with: a note's own, or one that belongs to the line before."""
    if not line.mark:
        return line.text
    return f"{line.mark} {line.text}" if is_note else f"<sup>{line.mark}</sup>{line.text}"


def _apart(before: Piece, line: Piece, frame: Frame) -> bool:
    if abs(before.size - line.size) > SAME_SIZE * max(before.size, line.size):
        return True
    step = before.base - line.base
    if "\t" in before.text and "\t" in line.text:
        return not -SAME_ROW * line.size <= step <= 2 * WIDE_GAP * frame.pitch
    if step < -SAME_ROW * line.size or (frame.pitch and step > WIDE_GAP * frame.pitch):
        return True
    if not INDENT[0] <= (line.left - frame.left) / line.size <= INDENT[1]:
        return False
    # After a full line that does not end a sentence an indent is that of a list, not of a paragraph.
    full = before.right >= frame.right - 1.5 * line.size
    return not full or ends_sentence(RAISED_END.sub("", before.text)) or before.text.endswith(("：", ":"))
