"""What trafilatura takes for the article of a page."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import deepcopy

from ....errors import GovtextError
from .blocks import key_of
from .elements import RAW
from .tree import Event

DEEPEST = 150  # nesting handed to trafilatura, whose parser gives up beyond 256
SHORTEST_ARTICLE = "100"  # below it trafilatura takes all text of a page; its own 250 is made for Latin letters
NAMED = re.compile(r"\b(?:class|id|role)\s*=", re.IGNORECASE)


def plain_page(text: str, events: Sequence[Event]) -> str:
    """Return a well-formed page of what is seen, for the parser: no scripts, comments or declarations, not too deep."""
    pieces, written = ["<html>"], list[bool]()  # of each open element, whether its tag was written
    for event in events:
        if event.place.unseen or event.name in RAW or event.name == "html":
            continue
        if event.kind == "text":
            pieces.append(text[event.start : event.end])
        elif event.kind == "open":
            # The style of a few words says nothing, and pages from Word have thousands of such elements.
            style = event.name == "font" or (event.name == "span" and not NAMED.search(event.attributes))
            written.append(len(written) < DEEPEST and not style)
            if written[-1]:
                pieces.append(f"<{event.name}{event.attributes.removesuffix('/')}>")
        elif event.kind == "close":
            if written.pop():
                pieces.append(f"</{event.name}>")
        elif event.name in ("br", "hr"):
            pieces.append(f"<{event.name}>")
    return "".join([*pieces, "</html>"])


def extracted(page: str, fast: bool = False) -> list[str]:
    """Return the pieces of text that trafilatura takes for the article, as keys.

    `fast` leaves out what else it tries on a page whose article is small, or has buttons and such in it: of that,
    jusText takes minutes on thousands of short blocks.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = SHORTEST_ARTICLE
    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())  # what it has to say is said by this module
    try:
        document = bare_extraction(page, include_comments=False, include_tables=True, fast=fast, config=config)
    except Exception as error:  # the parsers fail on broken pages in ways of their own
        remedy = "save the page anew, or its text as .txt"
        raise GovtextError(f"this page cannot be parsed ({type(error).__name__})", remedy=remedy) from error
    body = getattr(document, "body", None)
    if body is None:
        return []
    lines = (key_of(line) for piece in body.itertext() for line in str(piece).split("\n"))
    return [line for line in lines if line]
