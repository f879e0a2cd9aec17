"""HTML: the article of a page, found by trafilatura and put back on the raw page; tags brought to line structure.

The text is the whole page as decoded. Two rules make it plain: `boilerplate` takes away the visible text that is not
the article, `tags` the markup. Nothing in a page is run, expanded or fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ....errors import GovtextError
from ...edits import Edit
from .. import Reading
from .blocks import Block, blocks_of, title_of
from .encoding import decoded
from .extraction import extracted, plain_page
from .keeping import kept_blocks
from .lines import tags
from .tree import events_of

FEW = 5  # an article of a smaller part of the visible text is worth a warning
SHORT, MANY = 150, 2_000  # characters of a short block (for jusText too); more of them make it slow


class Article(NamedTuple):
    """The article of a page: the edits that leave it, number of characters kept, and warnings."""

    outside: tuple[Edit, ...]
    kept: int
    warnings: tuple[str, ...]


def read(data: bytes, where: str) -> Reading:
    """Decode a page and find its article.

    Raises:
        GovtextError: undecodable, binary, damaged beyond parsing, or without an article.
    """
    found = decoded(data, where)
    try:
        article = _article(found.text)
    except GovtextError as error:
        raise GovtextError(error.what, where=where, remedy=error.remedy) from error
    if not article.kept:
        remedy = "open it in a browser, save the page as it is shown there, and add that"
        raise GovtextError("no article text in this page", where=where, remedy=remedy)
    rules = {"boilerplate": boilerplate, "tags": tags}
    return Reading(*found, rules=rules, needless=("join_pages",), warnings=article.warnings)


def boilerplate(text: str) -> Iterator[Edit]:
    """Take away visible text outside the article: navigation, banners, buttons, related links, comments, footers."""
    return iter(_article(text).outside)


@lru_cache(maxsize=1)  # asked for when the page is read and when its rules run
def _article(text: str) -> Article:
    events = list(events_of(text))
    blocks = blocks_of(text, events)
    if not any(not block.place.unseen for block in blocks):
        return Article((), 0, ())
    fast = sum(len(block.key) < SHORT and not block.place.unseen for block in blocks) > MANY
    kept = kept_blocks(blocks, title_of(text, events), extracted(plain_page(text, events), fast))
    outside = [span for block, keep in zip(blocks, kept, strict=True) if not keep for span in block.spans]
    edits = tuple(Edit(start, end, part="web") for start, end in sorted(outside))
    size = sum(len(block.key) for block, keep in zip(blocks, kept, strict=True) if keep)
    return Article(edits, size, _warnings(blocks, size))


def _warnings(blocks: Sequence[Block], size: int) -> tuple[str, ...]:
    """Say where much of a page was left out; `size` is the length of the article."""
    shown = sum(len(block.key) - block.linked for block in blocks if not block.place.unseen)
    hidden = sum(len(block.key) for block in blocks if block.place.unseen)
    few = f"the article is {size:,} of about {shown:,} visible characters; check what was left out"
    unseen = f"the page hides {hidden:,} characters, more than the article has; check what was left out"
    return tuple(words for words, holds in ((few, FEW * size < shown), (unseen, hidden > size)) if holds)
