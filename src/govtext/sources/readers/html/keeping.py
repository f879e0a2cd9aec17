"""Which blocks of a page belong to its article: what was extracted, corrected by what the tags say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .blocks import MOST_LINKS, Block, is_prose
from .ends import add_title, go_on
from .matching import found_blocks

MENU_LINKS = 0.6  # share of links in a menu


def kept_blocks(blocks: Sequence[Block], title: str, lines: Sequence[str]) -> list[bool]:
    """Tell for each block whether it belongs to the article."""
    kept = found_blocks([block.key for block in blocks], lines)
    kept = [keep and not block.place.unseen for block, keep in zip(blocks, kept, strict=True)]
    _whole_tables(blocks, kept)
    _drop_ends(blocks, kept)
    if not any(kept):
        return kept
    _fill(blocks, kept)
    go_on(blocks, kept)
    add_title(blocks, kept, title)
    return kept


def _whole_tables(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep a table of data whole or not at all."""
    size, inside = Counter[int](), Counter[int]()
    for block, keep in zip(blocks, kept, strict=True):
        size[block.place.table] += len(block.key)
        inside[block.place.table] += len(block.key) if keep else 0
    for number, block in enumerate(blocks):
        table = block.place.table
        if table and not block.place.unseen:
            kept[number] = 2 * inside[table] >= size[table]


def _drop_ends(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Drop links and page furniture before the first paragraph of the article and after the last one."""
    prose = [number for number, keep in enumerate(kept) if keep and is_prose(blocks[number])]
    if not prose:
        kept[:] = [keep and block.links < MENU_LINKS for block, keep in zip(blocks, kept, strict=True)]
        return
    sizes = Counter[int]()
    for number in prose:
        sizes[blocks[number].place.furniture] += len(blocks[number].key)
    own = sizes.most_common(1)[0][0]  # the whole article may stand in an element with such a name
    prose = [number for number in prose if blocks[number].place.furniture in (0, own)]
    for number in [*range(prose[0]), *range(prose[-1] + 1, len(kept))]:
        block = blocks[number]
        menu = block.links >= MENU_LINKS and not block.place.heading and not block.place.table
        if not block.place.notes and (menu or block.place.furniture not in (0, own)):
            kept[number] = False


def _fill(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep what stands between kept blocks and is text rather than links: headings, items, tables, lost paragraphs."""
    body = [number for number, keep in enumerate(kept) if keep and not blocks[number].place.heading]
    if not body:
        return
    following, first = body[-1], next((number for number in body if is_prose(blocks[number])), body[0])
    for number in range(body[-1] - 1, first, -1):  # backwards: a heading belongs to what follows it
        if kept[number]:
            following = number
            continue
        block, at = blocks[number], blocks[following]
        if block.place.unseen or block.links >= MOST_LINKS or block.place.furniture not in (0, at.place.furniture):
            continue
        if block.place.heading:
            kept[number] = following == number + 1
        else:
            kept[number] = block.place.prose or is_prose(block)
        following = number if kept[number] else following
