"""Concordance: every place of a word, phrase or pattern in its context."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import numpy as np

from ..errors import GovtextError, NothingFound, UsageProblem
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.lexicon.lines import lines_of
from ..tokens.queries import Hits, check, nothing_found
from ..tokens.queries.grammar import parse
from ..tokens.stopwords import NONE, StopList
from .behind.plain import of_lines, of_patterns
from .concordance.annotations import codes
from .concordance.finding import How, Near, drawn, find, groups_of
from .concordance.notes import PLACES, counts, filters, order_note, window_note
from .concordance.quoting import places, references, spans_of, texts_between
from .concordance.sorting import forms_of, order_of
from .notes import common_notes, source_labels, used
from .options import check_numbers

CONTEXTS = ("tokens", "characters", "sentence", "paragraph")


def kwic(
    index: TokenIndex,
    *,
    pattern: str | None = None,
    patterns: str | None = None,
    regex: bool = False,
    substring: bool = False,
    ignore_case: bool = False,
    window: int = 10,
    context: Literal["tokens", "characters", "sentence", "paragraph"] = "tokens",
    sort: str = "source",
    must: str | None = None,
    must_not: str | None = None,
    within: str = "5",
    by: str | None = None,
    group: str | None = None,
    min_count: int = 1,
    sample: int | None = None,
    seed: int = 1,
    annotate: str | None = None,
    top: int | None = None,
    stopwords: StopList = NONE,
) -> Tables:
    """Show every place of a word, phrase or pattern in its context.

    Args:
        index: the corpus.
        pattern: a word, a phrase, wildcards, or a token query; see `tokens.queries`.
        patterns: a file of patterns, one a line, instead.
        regex: the pattern is a regular expression over the clean text.
        substring: the pattern is a string that may stand anywhere, inside words too.
        ignore_case: AI is ai.
        window: words or characters shown to either side, within the paragraph.
        context: what the window counts, or the unit that is shown whole.
        sort: keys; see `sorting.order_of`.
        must: words, comma-separated, each of which must stand near.
        must_not: words none of which may stand near.
        within: how near: words to either side, or `left:right`, within the sentence.
        by: count the hits by source (the default), chapter, section, author or a metadata field.
        group: show only the hits in this group.
        min_count: least number of hits of a form (what stands in the place, where a pattern has many).
        sample: so many hits drawn at random.
        seed: of the draw.
        annotate: a file in which the hits are coded; one that is there is read, and its codes are counted.
        top: rows that are printed.
        stopwords: left out of nothing; a concordance has all places.

    Returns:
        `kwic`: source, section, paragraph, sentence, left, node, right, start, end (characters of the clean text), page
        where sources have pages, reference, pattern where there are several, group where asked. `hits`: pattern, group,
        count, per_10k. With a file of codes, before them, `codes`.

    Raises:
        NothingFound: no hit; near spellings are named, and how the corpus cuts the string.
        UsageProblem: a pattern, a window or a filter is broken.
    """
    check_numbers(top=top, window=window, min_count=min_count, sample=sample, seed=seed)
    if context not in CONTEXTS:
        raise UsageProblem(f"there is no context {context!r}", remedy=f"choose one of {', '.join(CONTEXTS)}")
    how, near = How(regex, substring, ignore_case), Near(must, must_not, within)
    wanted = wanted_patterns(pattern, patterns, how)
    hits = find(index, wanted, how, near, by, group)
    if min_count > 1:
        forms, count = forms_of(hits)
        hits = hits.take(count[forms] >= min_count)
    if not len(hits):
        raise _nothing(index, wanted, how, filtered=bool(must or must_not or group or min_count > 1))
    asked = {"pattern": pattern, "patterns": patterns, "window": window, "context": context, "sort": sort}
    asked |= {**how._asdict(), **near._asdict(), "by": by, "group": group, "min_count": min_count, "sample": sample}
    asked |= {"seed": seed} if sample else {}
    asked |= used(index, NONE)
    notes = [*common_notes(index, NONE, seed if sample else None), *counts(index, hits, wanted, how)]
    notes += filters(near, by or "source", group, min_count)
    counted = _counted(hits, wanted, by or "source", notes, asked)
    shown = drawn(hits, sample, seed) if sample else hits
    if len(shown) < len(hits):
        zh = f"从 {len(hits):,} 处中随机抽取 {len(shown):,} 处。"
        notes = [*notes, Text(f"A sample of {len(shown):,} of {len(hits):,} hits.", zh)]
    shown = shown.take(order_of(shown, sort))
    notes += [window_note(window, context), order_note(sort), PLACES]
    lines = _lines(shown, wanted, spans_of(shown, window, context), by, notes, asked, top)
    coded = None
    if annotate and Path(annotate).exists():
        coded = codes(Path(annotate), lines, _standing(hits), source_labels(index))
    tables = Tables(*([coded] if coded else []), lines, counted)
    return tables.with_behind({"kwic": of_lines(index), "hits": of_patterns(hits, wanted, by or "source")})


def _standing(hits: Hits) -> dict[tuple[str, int, int], str]:
    """Return what stands in each place: source, first character, one past the last."""
    ids = [hits.index.sources[number].id for number in hits.source.tolist()]
    nodes = texts_between(hits, hits.start, hits.end)
    return dict(zip(zip(ids, hits.start.tolist(), hits.end.tolist(), strict=True), nodes, strict=True))


def wanted_patterns(pattern: str | None, patterns: str | None, how: How) -> list[str]:
    """Return the pattern, or those of a file.

    Raises:
        UsageProblem: neither is given, or both.
        GovtextError: the file holds none.
    """
    if (pattern is None) == (patterns is None):
        what = "there is no pattern, or two kinds of it"
        raise UsageProblem(what, remedy="name a pattern, or a file with --patterns")
    if pattern is not None:
        return [pattern]
    path = Path(str(patterns))
    found: dict[str, None] = {}
    for number, line in lines_of(path):
        try:
            check(line.strip(), regex=how.regex, substring=how.substring)
        except UsageProblem as error:
            raise GovtextError(f"line {number}: {error.what}", where=path, remedy=error.remedy) from error
        found[line.strip()] = None
    if not found:
        raise GovtextError("holds no pattern", where=path, remedy="write one a line")
    return list(found)


def _nothing(index: TokenIndex, wanted: list[str], how: How, filtered: bool) -> GovtextError:
    if filtered and len(find(index, wanted, how)):
        remedy = "widen --within, or drop --must, --must-not, --group or --min-count"
        return NothingFound("no hit is left by the filters", remedy=remedy)
    plain = not (how.regex or how.substring) and len(wanted) == 1 and parse(wanted[0]).literals is not None
    return nothing_found(index, ", ".join(wanted[:3]) + " …" * (len(wanted) > 3), plain)


def _lines(
    hits: Hits,
    wanted: list[str],
    spans: tuple[np.ndarray, np.ndarray],
    by: str | None,
    notes: list[Text],
    asked: dict[str, Any],
    top: int | None,
) -> Table:
    """Return the concordance, one row a hit."""
    where = places(hits)
    columns: dict[str, Any] = {key: where[key] for key in ("source", "section", "paragraph", "sentence")}
    columns |= {
        "left": texts_between(hits, spans[0], hits.start),
        "node": texts_between(hits, hits.start, hits.end),
        "right": texts_between(hits, hits.end, spans[1]),
        "start": hits.start,
        "end": hits.end,
    }
    columns |= {key: where[key] for key in where if key not in columns}
    columns["reference"] = references(hits, where)
    if len(wanted) > 1:
        columns["pattern"] = [wanted[number] for number in hits.pattern.tolist()]
    if by is not None:
        number, names = groups_of(hits, by)
        columns["group"] = [names[at] for at in number.tolist()]
    more = Text(f" and {len(wanted) - 3} more", f"等 {len(wanted)} 项") if len(wanted) > 3 else Text("", "")
    title = Text(f"Concordance of {', '.join(wanted[:3])}{more.en}", f"“{'、'.join(wanted[:3])}”{more.zh}的语境索引")
    reading = ("reference", *(key for key in ("pattern", "group") if key in columns), "left", "node", "right")
    return Table("kwic", title, columns, notes, asked, top=top, reading=reading, right=("left",))


def _counted(hits: Hits, wanted: list[str], by: str, notes: list[Text], asked: dict[str, Any]) -> Table:
    """Return how often each pattern stands in each group."""
    number, names = groups_of(hits, by)
    times = np.zeros((len(wanted), len(names)), np.int64)
    np.add.at(times, (hits.pattern, number), 1)
    groups = hits.index.groups(by)
    sizes = np.bincount(groups.of_tokens()[hits.index.is_word], minlength=len(names))
    pattern, group = (axis.ravel() for axis in np.indices(times.shape))
    columns = {
        "pattern": [wanted[at] for at in pattern.tolist()],
        "group": [names[at] for at in group.tolist()],
        "count": times.ravel(),
        "per_10k": times.ravel() / np.maximum(1, sizes[group]) * 1e4,
    }
    labels = source_labels(hits.index) if by == "source" else {}
    title = Text(f"Hits by {by}", f"命中数（按 {by}）")
    note = Text("per 10,000 = 10,000 hits / tokens of the group.", "每万词 = 命中数 / 该组词数 × 10000。")
    return Table("hits", title, columns, [*notes, note], asked, labels, group="pattern")
