"""Where an article begins and ends: its title above, its last items and notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import MOST_LINKS, Block, is_prose

SHORTEST_TITLE = 5
NEAR_TITLE = 30  # blocks between the title and the text: date, source, buttons
LAST_MARK = re.compile(r"[。！？；：.!?;:][”’」』）)》\"']*$")
NOTES_HEAD = re.compile(
    r"(?:注|注释|註釋|尾注|脚注|参考文献|参考资料|引用文献|参考书目|references|notes|bibliography)[:：]?",
    re.IGNORECASE,
)
NOTE = re.compile(r"[\[［〔(（]\d{1,3}[\]］〕)）]|[①-⑳]|\^|\*|\d{1,3}[^\d年月日]|注\s?[\d：:]|\[[A-Z]/?")


def go_on(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep what goes on after the last kept block: items and sentences in the same container, notes, references."""
    last = max(number for number, keep in enumerate(kept) if keep)
    missed, in_notes = 0, bool(NOTES_HEAD.fullmatch(blocks[last].key)) or blocks[last].place.notes
    for number in range(last + 1, len(blocks)):
        block = blocks[number]
        if block.place.unseen:
            continue
        foreign = block.place.furniture not in (0, blocks[last].place.furniture)
        same = block.place.box == blocks[last].place.box and block.place.prose and block.links < MOST_LINKS
        heads = bool(NOTES_HEAD.fullmatch(block.key))
        note = block.place.notes or heads or (in_notes and (block.place.item > 0 or bool(NOTE.match(block.key))))
        if note and not foreign:
            kept[number], in_notes = True, True
        elif same and not foreign and not missed and LAST_MARK.search(block.key):
            kept[number] = True
        else:
            missed += 1
            if missed > 3 or in_notes:
                return


def add_title(blocks: Sequence[Block], kept: list[bool], title: str) -> None:
    """Keep the title that stands before the text, the first heading or what the page is named; drop scraps above it."""
    names = [block.place.heading == 1 or _is_named(block, title) for block in blocks]
    numbers = [number for number, keep in enumerate(kept) if keep and not names[number]]
    prose = [number for number in numbers if is_prose(blocks[number])]
    first = next(iter(prose or numbers), len(kept))
    for number in range(first - 1, max(-1, first - NEAR_TITLE), -1):
        block = blocks[number]
        outside = block.place.unseen or block.place.furniture > 0 or block.links >= MOST_LINKS
        if names[number] and (kept[number] or not outside):
            kept[: number + 1] = [*[False] * number, True]
            for below in range(number + 1, first):  # a subtitle
                place = blocks[below].place
                kept[below] |= (
                    place.heading > 0 and not place.unseen and not place.furniture and not blocks[below].linked
                )
            return


def _is_named(block: Block, title: str) -> bool:
    """Tell whether the page is named after a block; what stands later in its name may be a site or a column."""
    begins = title.startswith(block.key) and len(block.key) >= SHORTEST_TITLE
    return begins or (len(block.key) >= 2 * SHORTEST_TITLE and block.key in title)
