"""What each group of sources says near an actor: its characteristic collocates."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures import association, keyness
from ...measures.association import Table2x2
from ...table import Table, Text
from .counting import Named, distinct

LEAST = 3  # tokens near the actor
ROWS = 10  # of an actor in a group, where no number was asked for


def collocates_table(
    named: Named,
    features: np.ndarray,
    window: int,
    min_count: int,
    top: int | None,
    notes: list[Text],
    parameters: dict[str, Any],
    labels: dict[str, Text],
) -> Table:
    """`collocates`: source, actor, collocate, count, expected, g2, log_dice, reference_count, key_g2, key_log_ratio …

    The context of an actor in a group is the words and numbers within `window` of one of its places, in the sentence,
    each once, without the places themselves. count = tokens of the collocate in it; expected = context f2 / N, with f2
    and N of the group; G2 of four cells (Dunning 1993) and logDice (Rychlý 2008) hold the context against the rest of
    the group. key_g2 (two terms, Rayson and Garside 2000) and key_log_ratio (Hardie 2014) hold it against the contexts
    of the same actor in all other groups.

    Args:
        named: the mentions.
        features: (V,) bool, words that can be collocates.
        window: words to either side; 0 takes the sentence.
        min_count: least tokens near the actor.
        top: rows of an actor in a group; 0 keeps all, None ten.
        notes: under the table.
        parameters: of the analysis.
        labels: wording of the groups.

    Returns:
        Collocates that are commoner near the actor than by chance, by group, then by the actor's count and G2.
    """
    index, groups = named.index, len(named.names)
    block, token = near_actors(named, window)
    word = index.ids[token].astype(np.int64)
    cells = np.sort((block * len(index.kinds) + word)[features[word]])
    first = np.flatnonzero(np.concatenate((np.ones(min(1, len(cells)), bool), cells[1:] != cells[:-1])))
    cells, count = cells[first], np.diff(np.append(first, len(cells)))
    held = np.bincount(block, minlength=len(named.gazetteer.actors) * groups)
    block, word = np.divmod(cells, len(index.kinds))
    actor, group = np.divmod(block, groups)
    frequency = _frequency(named, group, word)
    table = Table2x2.from_marginals(count, held[block], frequency, named.tokens[group])
    g2, expected = association.g2(table), table.e11
    reference, outside = _elsewhere(actor, word, count, held.reshape(-1, groups), block)
    kept = (count >= max(LEAST, min_count)) & (count > expected)
    mentions = np.bincount(named.hits.pattern * groups + named.group, minlength=len(held))[block]
    order = np.flatnonzero(kept)
    order = order[np.lexsort((word[order], -g2[order], actor[order], -mentions[order], group[order]))]
    order = _first(order, block, ROWS if top is None else top)
    actors = named.gazetteer.actors
    inside = count[order], reference[order], held[block[order]], outside[order]
    columns = {
        named.key: [named.names[at] for at in group[order].tolist()],
        "actor": [actors[at].name for at in actor[order].tolist()],
        "collocate": [index.vocabulary[at] for at in word[order].tolist()],
        "count": count[order],
        "expected": expected[order],
        "g2": g2[order],
        "log_dice": association.log_dice(table)[order],
        "reference_count": reference[order],
        "key_g2": keyness.g2(*inside),
        "key_log_ratio": keyness.log_ratio(*inside),
        "frequency": frequency[order],
        "context": held[block[order]],
        "kind": [actors[at].kind for at in actor[order].tolist()],
    }
    reading = (named.key, "actor", "collocate", "count", "expected", "g2", "log_dice", "key_g2", "key_log_ratio")
    title = Text("What is said near each actor", "行为体的语境词")
    labels = {**LABELS, **labels}
    said = [*notes, *_notes(window, max(LEAST, min_count), ROWS if top is None else top)]
    return Table("collocates", title, columns, said, parameters, labels, group=named.key, top=top, reading=reading)


def near_actors(named: Named, window: int) -> tuple[np.ndarray, np.ndarray]:
    """Return each word and number near an actor once: the block (actor * groups + group) and the token; (M,) each."""
    index, hits = named.index, named.hits
    before = np.concatenate(([0], np.cumsum(index.is_word, dtype=np.int64)))
    words, bounds = np.flatnonzero(index.is_word), index.bounds["sentence"]
    opens, closes = before[bounds[named.sentence]], before[bounds[named.sentence + 1]]
    first, last = before[hits.first], before[hits.last]
    if window:
        opens, closes = np.maximum(opens, first - window), np.minimum(closes, last + window)
    block = hits.pattern * len(named.names) + named.group
    around = _spans(block, opens, closes, len(words))
    own = _spans(block, first, last, len(words))
    place = np.minimum(np.searchsorted(own, around), len(own) - 1)
    cells = around[own[place] != around]
    block, token = np.divmod(cells, max(1, len(words)))
    return block, words[token]


def _spans(block: np.ndarray, first: np.ndarray, last: np.ndarray, size: int) -> np.ndarray:
    """Return the tokens of spans, each once in its block, as block * size + token, in order."""
    length = np.maximum(0, last - first)
    opening = np.cumsum(length) - length
    token = np.arange(int(length.sum())) - np.repeat(opening, length) + np.repeat(first, length)
    return distinct(np.repeat(block, length) * size + token)


def _frequency(named: Named, group: np.ndarray, word: np.ndarray) -> np.ndarray:
    """Return how often words occur in groups; (M,)."""
    index = named.index
    if named.by is None:
        return np.bincount(index.ids, minlength=len(index.kinds))[word]
    groups, words, times = index.occurring(named.groups)
    return times[np.searchsorted(groups * len(index.kinds) + words, group * len(index.kinds) + word)]


def _elsewhere(
    actor: np.ndarray, word: np.ndarray, count: np.ndarray, held: np.ndarray, block: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return how often a word stands in the contexts of its actor in other groups, and how large these are; (M,)."""
    cells, number = np.unique(actor * (int(word.max(initial=0)) + 1) + word, return_inverse=True)
    total = np.bincount(number, count, len(cells))
    everywhere = held.sum(axis=1)[actor]
    return (total[number] - count).astype(np.int64), everywhere - held.ravel()[block]


def _first(order: np.ndarray, block: np.ndarray, rows: int) -> np.ndarray:
    """Return the first rows of each block; 0 keeps all."""
    if not rows or not len(order):
        return order
    own = block[order]
    starts = np.flatnonzero(np.concatenate(([True], own[1:] != own[:-1])))
    place = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    return order[place < rows]


def _notes(window: int, least: int, rows: int) -> list[Text]:
    en, zh = (f"within {window} words", f"前后各 {window} 词内") if window else ("in the sentence", "同句内")
    cut = (
        Text(f" The first {rows} of each actor in each group.", f"每组每行为体取前 {rows} 个。")
        if rows
        else Text("", "")
    )
    return [
        Text(
            f"Context: words and numbers {en} of an actor's places, in the sentence, each once, the places left out. "
            "Expected, G2 (four cells, Dunning 1993) and logDice (Rychlý 2008): against the rest of the same group. "
            "Keyness G2 (two terms, Rayson and Garside 2000) and log ratio (Hardie 2014, zero counts at 0.5): against "
            f"the contexts of the same actor in all other groups. At least {least} tokens, commoner than by chance."
            f"{cut.en}",
            f"语境：行为体各处{zh}（不出句）的词与数字，各计一次，行为体本身除外。期望、G2（四格式，Dunning 1993）"
            "与 logDice（Rychlý 2008）：相对同组其余文字。关键性 G2（两项式，Rayson & Garside 2000）与对数比"
            f"（Hardie 2014，零频次按 0.5 计）：相对其余各组中同一行为体的语境。至少 {least} 词，且多于期望。{cut.zh}",
        )
    ]


LABELS = {
    "key_g2": Text("G2 against other groups", "G2（对他组语境）"),
    "key_log_ratio": Text("log ratio against other groups", "对数比（对他组语境）"),
    "reference_count": Text("in other groups", "他组语境频次"),
    "frequency": Text("own count", "总频次"),
    "context": Text("words of the context", "语境词数"),
}
