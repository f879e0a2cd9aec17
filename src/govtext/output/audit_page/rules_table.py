"""The table of rules: what each one took away, how much, and where to look."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from ...labels import label
from ...sources.codes import codes_of
from ...sources.document import Removed
from .looks import Page
from .marks import EXCHANGED, FIRST_RULE, Marked, sizes_of
from .wording import plain, sign_of

EXAMPLE, AROUND = 30, 8  # characters of a removed span, and of the text on either side of it
PAIRS = 6  # exchanges that are named


def rules_table(page: Page, marked: Marked) -> str:
    """Return the table of rules: spans, characters, an example with a link to its place."""
    spans: dict[tuple[str, str], list[Removed]] = {key: [] for key in marked.rules}
    for span in marked.document.removed:
        spans[span.rule, span.part].append(span)
    sizes = sizes_of(marked)
    rows = [
        _rule_row(plain(key[0]), plain(key[1]), len(spans[key]), size, _example(page, marked, spans[key]))
        for key, size in zip(marked.rules, sizes[FIRST_RULE:], strict=True)
    ]
    if sizes[EXCHANGED]:
        count = int(np.count_nonzero(marked.fate[marked.edges[:-1]] == EXCHANGED))
        rows.append(_rule_row(f"({page.say('exchanged')})", "", count, sizes[EXCHANGED], _pairs(marked)))
    if not rows:
        return f"<p>{page.say('nothing')}</p>\n"
    heads = [label(key).get(page.lang) for key in ("rule", "part", "count", "characters")] + [page.say("example")]
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f'<table class="rules">\n<tr>{head}</tr>\n{"".join(rows)}</table>\n'


def _rule_row(rule: str, part: str, count: int, size: int, example: str) -> str:
    numbers = f'<td class="n">{count:,}</td><td class="n">{size:,}</td>'
    return f'<tr><td>{rule}</td><td>{part}</td>{numbers}<td lang="zh">{example}</td></tr>\n'


def _example(page: Page, marked: Marked, spans: Sequence[Removed]) -> str:
    """Return the first span that has words, with some text round it."""
    raw = marked.document.raw
    span = next((span for span in spans if raw[span.start : span.end].strip()), spans[0])
    words = raw[span.start : span.end]
    words = plain(words[:EXAMPLE]) + ("…" if len(words) > EXAMPLE else "")
    tag = "mark" if span.part else "del"
    before, after = raw[max(0, span.start - AROUND) : span.start], raw[span.end : span.end + AROUND]
    row = min(bisect_right(marked.ends, span.start), len(marked.ends) - 1)
    return (
        f'<a href="#p{marked.number}-{row + 1}">{row + 1}</a> {plain(before)}'
        f'<{tag} class="{page.looks[span.rule].name}">{words}</{tag}>{plain(after)}'
    )


def _pairs(marked: Marked) -> str:
    """Return the commonest exchanges."""
    at = np.flatnonzero(marked.fate == EXCHANGED)
    raw, text = codes_of(marked.document.raw)[at], codes_of(marked.document.text)[marked.clean[at]]
    pairs, counts = np.unique(np.stack((raw, text)), axis=1, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:PAIRS]
    said = [
        f"{sign_of(int(old))} ⇒ {sign_of(int(new))} × {count:,}"
        for (old, new), count in zip(pairs[:, order].T, counts[order].tolist(), strict=True)
    ]
    return "; ".join(said) + (" …" if len(counts) > PAIRS else "")
