"""The elements of HTML by what they mean for the text in them."""

from __future__ import annotations


def names(words: str) -> frozenset[str]:
    """Return the names in a line of words."""
    return frozenset(words.split())


VOID = names("area base br col embed frame hr img input link meta param source track wbr")
RAW = names("script style title iframe noembed noframes noscript")
UNSEEN = names("audio button canvas datalist dialog object rp rt select svg template textarea video")
HEADINGS = {f"h{number}": number for number in range(1, 7)}
LISTS = frozenset(("ul", "ol", "menu", "dir"))
CELLS = frozenset(("td", "th"))
ROWS = frozenset(("tr", "thead", "tbody", "tfoot"))
BOXES = names("article aside blockquote body div footer form header main nav section td th")
PROSE = frozenset(("p", "li", "dt", "dd", "pre", "blockquote", "td", "th", "caption", *HEADINGS))
BLOCKS = BOXES | PROSE | LISTS
BLOCKS |= names("address center details dl fieldset figcaption figure hgroup hr legend summary")
BLOCKS |= ROWS | {"table"}
MEANT = BOXES | PROSE | UNSEEN | {"table"}  # elements that say where a text stands
CLOSED_BY = {  # what a start tag closes without an end tag of its own
    **dict.fromkeys(BLOCKS, frozenset(("p",))),
    "li": frozenset(("p", "li")),
    **dict.fromkeys(("dt", "dd"), frozenset(("p", "dt", "dd"))),
    **dict.fromkeys(CELLS, frozenset(("p", "td", "th"))),
    "tr": frozenset(("p", "tr", *CELLS)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset(("p", *CELLS, *ROWS))),
}
