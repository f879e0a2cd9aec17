"""From a number back to the text: the most telling sentences behind the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..table import Table, Text, columns_of
from ..tokens.index import TokenIndex
from ..tokens.queries import Hits
from .concordance.finding import Around, Near, find, groups_of
from .concordance.quoting import places, references, texts_between
from .tracing import filled, named_in

SHORTEST = 15  # words; headings are shorter, and tell little
ROWS = 30  # of each block, where no number was asked for
PLACES = ("source", "section", "paragraph", "sentence")


def evidence_of(index: TokenIndex, table: Table, most: int) -> Table:
    """Return the most telling sentences behind the rows that a person is shown.

    The most telling sentence of a row holds, for its length, the most different words of the table: words of the table
    in it / sqrt(its words, at least 15); headings come last. Ties as in the text; a sentence that stands in several
    places is quoted once, and one that another row has comes after fresh ones. A word that its group lacks is quoted
    from its reference.

    Args:
        index: the corpus that the table was made from.
        table: one with a trace.
        most: sentences a row.

    Returns:
        `evidence`: the columns that name the row, source, section, paragraph, sentence, reference, text.
    """
    names = named_in(table.trace)
    shown = table.head(ROWS if table.top is None else table.top or len(table))
    telling = _Telling(index, {word for name in names for cell in shown.values(name) for word in _words(cell)})
    searched = index.words or index if table.trace.get("features") == "words" else index
    rows: list[tuple[object, ...]] = []
    for row in _rows(shown):
        asked = filled(table.trace, row)
        near = Near(**{key: value for key, value in asked.items() if key in Near._fields})
        hits = find(searched, [asked["pattern"]], near=near, by=asked.get("by"), group=asked.get("group"))
        if not len(hits) and "group" in asked:  # a negative key word: quoted from where it stands
            hits = find(searched, [asked["pattern"]], near=near)
            hits = _of_reference(hits, asked["by"], str(row.get("reference", "rest")))
        best, texts = telling.best(hits, most)
        where = places(best)
        own = zip(*(where[key] for key in PLACES), references(best, where), texts, strict=True)
        rows += [(*(row[name] for name in names), *line) for line in own]
    note = Text(
        "Evidence: of each row shown the sentences with, for their length, the most different words of the table "
        "(their number / sqrt(words of the sentence, at least 15)); what another row has comes after fresh ones; what "
        "a group lacks is quoted from its reference.",
        "例证：每行取含表中不同词最多之句（除以句长的平方根，句长不足 15 词者按 15 计）；"
        "已为他行所引者靠后；某组所无者引自参照。",
    )
    title = Text(f"Evidence for: {table.title.en}", f"例证：{table.title.zh}")
    columns = columns_of((*names, *PLACES, "reference", "text"), rows)
    parameters = {**table.parameters, "evidence": most}
    return Table("evidence", title, columns, [*table.notes, note], parameters, table.labels, top=0, on_page=False)


class _Telling:
    """How telling each sentence of a corpus is.

    Args:
        index: the corpus.
        words: the words of a table.
    """

    def __init__(self, index: TokenIndex, words: set[str]) -> None:
        own = index.words or index
        sentence = own.unit_of_token("sentence")
        held = np.fromiter((word in words for word in own.vocabulary), bool, len(own.kinds))[own.ids]
        pairs = np.unique(sentence[held] * len(own.kinds) + own.ids[held]) // max(1, len(own.kinds))
        units = len(own.bounds["sentence"]) - 1
        length = np.bincount(sentence[own.is_word], minlength=units)
        self._score = np.bincount(pairs, minlength=units) / np.sqrt(np.maximum(SHORTEST, length))
        self._score[headings(own)] -= np.inf
        self._quoted = np.zeros(units, bool)

    def best(self, hits: Hits, most: int) -> tuple[Hits, list[str]]:
        """Return the first hit of each of the most telling sentences, and their texts."""
        index = hits.index
        number = np.searchsorted(index.bounds["sentence"], hits.first, side="right") - 1
        number, first = np.unique(number, return_index=True)
        score = self._score[number]
        order = np.lexsort((-score, self._quoted[number], np.isneginf(score)))
        order, number = first[order], number[order]
        found: dict[str, int] = {}
        for at in order.tolist():
            if len(found) == most:
                break
            one = hits.take(np.array([at]))
            opens, closes = Around(one).unit("sentence")
            found.setdefault(texts_between(one, index.start[opens], index.ends[closes - 1])[0].strip(), at)
        chosen = np.array(list(found.values()), np.int64)
        self._quoted[number[np.isin(order, chosen)]] = True
        return hits.take(chosen), list(found)


def _of_reference(hits: Hits, by: str, reference: str) -> Hits:
    """Return the hits in the groups of a reference; all where it is the rest, or from outside."""
    number, names = groups_of(hits, by)
    wanted = [names.index(name) for name in reference.split(" + ") if name in names]
    return hits.take(np.isin(number, wanted)) if wanted else hits


def headings(index: TokenIndex) -> np.ndarray:
    """Return the numbers of the sentences that are headings."""
    first = []
    for details, opening, closing in zip(index.details, *_edges(index), strict=True):
        titled = [start for start, one in zip(details["section_starts"], details["sections"], strict=True) if one[2]]
        first.append(opening + np.searchsorted(index.start[opening:closing], titled))
    token = np.concatenate(first)
    return np.searchsorted(index.bounds["sentence"], token[token < len(index.ids)], side="right") - 1


def _edges(index: TokenIndex) -> tuple[np.ndarray, np.ndarray]:
    bounds = index.bounds["document"]
    return bounds[:-1], bounds[1:]


def _rows(table: Table) -> Iterator[dict[str, object]]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows())


def _words(cell: object) -> list[str]:
    """Return a cell's word, and its parts where it is a sequence."""
    return [str(cell), *str(cell).split(" ")]
