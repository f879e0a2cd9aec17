"""The parts of a corpus over which dispersion is measured: units of text, groups, or stretches of equal length."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...errors import NothingFound, UsageProblem
from ...table import Text
from ...tokens.index import UNITS, TokenIndex

NAMES = {
    "document": Text("sources", "文本"),
    "section": Text("sections", "节"),
    "paragraph": Text("paragraphs", "段"),
    "sentence": Text("sentences", "句"),
}
STRETCHES = Text(
    "equal stretches of the corpus (its token t, from 0, of N is in stretch floor(t K / N))",
    "等长片段（第 t 词，自 0 起，在第 ⌊tK/N⌋ 段）",
)
SMALLER = "choose smaller parts: --unit section, paragraph or sentence, --by chapter, or --parts 10"


class Parts(NamedTuple):
    """Which token belongs to which part.

    Attributes:
        of_token: (T,) the part of each token of the index, -1 in a part that is left out.
        sizes: (P,) tokens that N counts, in each part at least one.
        left_out: how many parts have no such token.
        what: what the parts are called.
    """

    of_token: np.ndarray
    sizes: np.ndarray
    left_out: int
    what: Text


def parts_of(index: TokenIndex, unit: str = "document", by: str | None = None, stretches: int | None = None) -> Parts:
    """Divide a corpus into parts; a part without a word is left out.

    Args:
        index: the corpus.
        unit: document (a part is a source), section, paragraph or sentence.
        by: parts are groups instead, by source, chapter, section, author or a metadata field.
        stretches: parts are so many stretches of the whole instead, whose tokens differ by one at most.

    Raises:
        UsageProblem: more than one of these was asked for, or all of the corpus is one part.
        NothingFound: the corpus has no word.
    """
    _check(unit, by, stretches)
    if not index.size:
        raise NothingFound("the sources have no words", remedy="see what is in them: govtext corpus list")
    if stretches is not None:
        number, what = _stretches(index, stretches), STRETCHES
    elif by is not None:
        number, what = index.groups(by).of_tokens(), Text(f"groups by {by}", f"组（按 {by}）")
    else:
        number, what = index.unit_of_token(unit), NAMES[unit]
    sizes = np.bincount(number[index.is_word], minlength=int(number.max()) + 1)
    held = sizes > 0
    if held.sum() < 2:
        whole = f"by {by!r}" if by is not None else f"by --unit {unit}"
        raise UsageProblem(f"dispersion needs two parts, and {whole} there is one", remedy=SMALLER)
    renumbered = np.where(held, np.cumsum(held) - 1, -1)
    return Parts(renumbered[number], sizes[held], int((~held).sum()), what)


def _check(unit: str, by: str | None, stretches: int | None) -> None:
    """Refuse more than one kind of parts, and kinds there are not."""
    if unit not in UNITS:
        raise UsageProblem(f"no unit {unit!r}", remedy=f"choose one of {', '.join(UNITS)}")
    asked = ["--unit"] * (unit != "document") + ["--by"] * (by is not None) + ["--parts"] * (stretches is not None)
    if len(asked) > 1:
        raise UsageProblem(f"{' and '.join(asked)} both say what a part is", remedy="keep one of them")


def _stretches(index: TokenIndex, stretches: int) -> np.ndarray:
    """(T,) the stretch of each token; what N does not count goes with the token after it."""
    size = index.size
    if isinstance(stretches, bool) or not isinstance(stretches, int) or stretches < 2:
        raise UsageProblem(f"--parts is {stretches!r}", remedy="it must be a whole number of at least 2")
    if stretches > size:
        raise UsageProblem(f"--parts is {stretches:,}, and there are {size:,} tokens", remedy="take fewer parts")
    return np.minimum(counted_before(index), size - 1) * stretches // size


def counted_before(index: TokenIndex) -> np.ndarray:
    """(T,) how many tokens that N counts stand before each token."""
    return np.cumsum(index.is_word) - index.is_word


def parts_note(parts: Parts) -> Text:
    """Return the note that says what the parts are and how long."""
    least, most = int(parts.sizes.min()), int(parts.sizes.max())
    en = f"Parts: {len(parts.sizes):,} {parts.what.en} of {least:,} to {most:,} tokens"
    zh = f"部分：{parts.what.zh}，共 {len(parts.sizes):,} 个，各 {least:,} 至 {most:,} 词"
    if parts.left_out:
        en += f"; {parts.left_out:,} without a word left out"
        zh += f"；另有 {parts.left_out:,} 个不含词，未计"
    return Text(f"{en}.", f"{zh}。")
