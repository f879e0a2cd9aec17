"""Which actors are named together, in one sentence."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures import association
from ...measures.association import Table2x2
from ...table import Table, Text
from .counting import Named, distinct

LEAST = 2  # sentences that name both


def pairs_table(named: Named, min_count: int, notes: list[Text], parameters: dict[str, Any]) -> Table:
    """`pairs`: actor, other, both, expected, jaccard, npmi, g2, log_ratio, count, other_count, kind, other_kind.

    Over sentences: both = those that name the two, count and other_count those that name one, expected = count
    other_count / sentences. NPMI = ln(both / expected) / -ln(both / sentences), Jaccard = both / (sentences with one
    or both), G2 of four cells (Dunning 1993). Pairs that are rarer than by chance have a negative NPMI.

    Args:
        named: the mentions.
        min_count: least number of sentences with both.
        notes: under the table.
        parameters: of the analysis.
    """
    actors = named.gazetteer.actors
    together, both, alone = _together(named)
    kept = both >= max(LEAST, min_count)
    (one, other), both = np.divmod(together[kept], max(1, len(actors))), both[kept]
    table = Table2x2.from_marginals(both, alone[one], alone[other], int(named.units.sum()))
    npmi, g2 = association.npmi(table), association.g2(table)
    order = np.lexsort((other, one, -g2 * np.sign(npmi)))
    one, other, both = one[order], other[order], both[order]
    columns = {
        "actor": [actors[at].name for at in one.tolist()],
        "other": [actors[at].name for at in other.tolist()],
        "both": both,
        "expected": table.e11[order],
        "jaccard": association.jaccard(table)[order],
        "npmi": npmi[order],
        "g2": g2[order],
        "count": alone[one],
        "other_count": alone[other],
        "kind": [actors[at].kind for at in one.tolist()],
        "other_kind": [actors[at].kind for at in other.tolist()],
    }
    note = Text(
        "Over sentences: both = sentences that name the two; expected = product of the sentences of each / sentences; "
        "NPMI = ln(both / expected) / -ln(both / sentences); G2 of four cells (Dunning 1993), the order with rarer "
        f"than by chance last. At least {max(LEAST, min_count)} sentences.",
        "以句为单位：both 为同时提及两者之句数；期望 = 两者句数之积 / 总句数；NPMI = ln(both / 期望) / -ln(both / "
        f"总句数)；G2 为四格式（Dunning 1993），低于期望者排在后。至少 {max(LEAST, min_count)} 句。",
    )
    reading = ("actor", "other", "both", "count", "other_count", "expected", "jaccard", "npmi", "g2")
    title = Text("Actors named together", "行为体共现")
    return Table("pairs", title, columns, [*notes, note], parameters, LABELS, reading=reading)


def edges_table(named: Named, pairs: Table) -> Table:
    """`edges`: the pairs that are commoner than by chance, as edges: source, target, count, npmi, jaccard, g2, ends."""
    kept = [at for at, npmi in enumerate(pairs.values("npmi")) if npmi > 0]
    taken = pairs.take(kept)
    frequency = dict(zip(pairs.values("actor"), pairs.values("count"), strict=True))
    frequency |= dict(zip(pairs.values("other"), pairs.values("other_count"), strict=True))
    english = {actor.name: actor.english for actor in named.gazetteer.actors}
    ends = taken.values("actor"), taken.values("other")
    columns = {
        "source": ends[0],
        "target": ends[1],
        "count": taken["both"],
        "npmi": taken["npmi"],
        "jaccard": taken["jaccard"],
        "g2": taken["g2"],
        "source_kind": taken["kind"],
        "target_kind": taken["other_kind"],
        "source_frequency": [frequency[name] for name in ends[0]],
        "target_frequency": [frequency[name] for name in ends[1]],
        "source_english": [english[name] for name in ends[0]],
        "target_english": [english[name] for name in ends[1]],
    }
    title = Text("Edges of the graph of actors", "行为体网络的边")
    labels = {"source": Text("from", "起点"), "target": Text("to", "终点"), "count": LABELS["both"]}
    return Table("edges", title, columns, pairs.notes, pairs.parameters, labels, top=0, on_page=False)


def _together(named: Named) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return pairs of actors, as the one * A + the other, the sentences that name both, and those of each, (A,)."""
    size = len(named.gazetteer.actors)
    cells = distinct(named.sentence * size + named.hits.pattern)
    sentence, actor = np.divmod(cells, max(1, size))
    found = [np.zeros(0, np.int64)]
    for apart in range(1, len(cells)):  # the actors of a sentence stand in a row, so that its pairs are so far apart
        same = np.flatnonzero(sentence[apart:] == sentence[:-apart])
        if not len(same):
            break
        found.append(actor[same] * size + actor[same + apart])
    pairs, both = np.unique(np.concatenate(found), return_counts=True)
    return pairs, both, np.bincount(actor, minlength=size)


LABELS = {
    "other": Text("other actor", "另一行为体"),
    "both": Text("sentences with both", "共现句数"),
    "count": Text("of the one", "前者句数"),
    "other_count": Text("of the other", "后者句数"),
}
