"""What to say of a pattern that stands nowhere: near spellings, and how the corpus cuts the string."""

from __future__ import annotations

import difflib
from collections import Counter

from ...errors import NothingFound
from ..index import TokenIndex
from ..places import cuts, places_of

NEAR, NEARNESS, SHOWN = 4, 0.4, 3


def nothing_found(index: TokenIndex, pattern: str, plain: bool = True) -> NothingFound:
    """Return the error for a pattern without a hit.

    Args:
        index: the corpus.
        pattern: what was looked for.
        plain: it is a word or a phrase, so that near spellings can be named.
    """
    words = index.words or index
    said = []
    if plain:
        string = pattern.replace("\\", "")
        places = places_of(words, [string])[string]
        ways = Counter(cuts(words, place) for place in places)
        shown = ", ".join(
            f"{cut} {count:,}" for cut, count in sorted(ways.items(), key=lambda way: (-way[1], way[0]))[:SHOWN]
        )
        if shown:
            times = f"{len(places):,} time{'s' * (len(places) != 1)}"
            said.append(
                f"the string stands there {times}, cut as {shown}{' …' * (len(ways) > SHOWN)}: --substring finds it"
            )
        near = [word for word in _near(index, string) if word != string]
        said += [f"near: {', '.join(near)}"] * bool(near)
    remedy = "; ".join(said) or "check how it is written; govtext freq lists the words there are"
    return NothingFound(f"no place of {pattern!r}", remedy=remedy)


def _near(index: TokenIndex, string: str) -> list[str]:
    """Return words that share characters with a string and are spelled much as it is."""
    characters = set(string)
    sharing = [word for word in index.vocabulary if not characters.isdisjoint(word)]
    return difflib.get_close_matches(string, sharing, NEAR, NEARNESS)
