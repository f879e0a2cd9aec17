"""Raw text with what happened to it, long removed stretches folded."""

from __future__ import annotations

from collections import Counter

from .looks import Page
from .marks import EXCHANGED, FIRST_RULE, KEPT, LOST, Marked, runs_of
from .wording import named, plain, shown

FOLD_FROM = 120  # characters of removed text in one stretch
BEGINNING, LEAST, MOST = 40, 15, 60  # characters of a folded stretch that stay in sight; a line end near is better
LONGEST_EXCHANGE = 30  # characters in a title


def flow(page: Page, marked: Marked, start: int, end: int) -> str:
    """Return raw[start:end] with long removed stretches folded."""
    parts = []
    for first, last, gone in _stretches(marked, start, end):
        long = gone and len(marked.document.raw[first:last].strip()) >= FOLD_FROM
        parts.append((_fold if long else inline)(page, marked, first, last))
    return "".join(parts)


def _stretches(marked: Marked, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Part raw[start:end] into text that is gone and text that is not; blanks go with what stands before them."""
    found: list[tuple[int, int, bool]] = []
    for first, last, fate in runs_of(marked, start, end):
        gone = fate >= FIRST_RULE
        if found and (gone == found[-1][2] or not marked.document.raw[first:last].strip()):
            found[-1] = (found[-1][0], last, found[-1][2])
        else:
            found.append((first, last, gone))
    return found


def _fold(page: Page, marked: Marked, start: int, end: int) -> str:
    """Return raw[start:end] as a beginning in sight and a rest that unfolds."""
    words = marked.document.raw[start:end]
    first = start + len(words) - len(words.lstrip())
    line = marked.document.raw.rfind("\n", first + LEAST, first + MOST)
    cut = line + 1 if line >= 0 else first + BEGINNING
    sizes: Counter[int] = Counter()
    for begin, stop, fate in runs_of(marked, first, end):
        sizes[fate] += stop - begin
    rules = [(marked.rules[fate - FIRST_RULE], size) for fate, size in sizes.most_common() if fate >= FIRST_RULE]
    said = ", ".join(f"{named(*key)} {size:,}" for key, size in rules) + f" {page.say('characters')}"
    return (
        f'{gap(page, marked, start, first)}<details class="fold" data-rule="{page.looks[rules[0][0][0]].name}">'
        f'<summary data-label="{said}">{inline(page, marked, first, cut)}</summary>'
        f"{inline(page, marked, cut, end)}</details>"
    )


def inline(page: Page, marked: Marked, start: int, end: int) -> str:
    """Return raw[start:end] with what happened to it."""
    parts = []
    for first, last, fate in runs_of(marked, start, end):
        words = shown(marked.document.raw[first:last])
        if fate == KEPT:
            parts.append(words)
        elif fate == EXCHANGED:
            parts.append(f'<b class="x" title="{_exchange(marked, first, last)}">{words}</b>')
        elif fate == LOST:
            parts.append(f'<span class="lost" title="{page.say("lost")}">{words}</span>')
        else:
            rule, part = marked.rules[fate - FIRST_RULE]
            tag = "mark" if part else "del"
            words = words.replace("\n", '<i class="end">\n</i>')
            parts.append(f'<{tag} class="{page.looks[rule].name}" title="{named(rule, part)}">{words}</{tag}>')
    return "".join(parts)


def _exchange(marked: Marked, first: int, last: int) -> str:
    last = min(last, first + LONGEST_EXCHANGE)
    clean = "".join(marked.document.text[at] for at in marked.clean[first:last].tolist())
    return f"{plain(marked.document.raw[first:last])} ⇒ {plain(clean)}"


def gap(page: Page, marked: Marked, start: int, end: int) -> str:
    """Return line ends that take no room: the row itself shows that a paragraph ends."""
    return f'<span class="g">{inline(page, marked, start, end)}</span>' if start < end else ""
