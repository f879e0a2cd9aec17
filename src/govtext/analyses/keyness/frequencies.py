"""The table of frequencies across groups: counts, rates, and how exactly the counts tell the rates."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures.rates import wilson
from ...table import Table, Text
from ...tokens.index import TokenIndex
from ..notes import source_labels
from .contrasts import BESIDE, WHOLE, Contrasts, Groups

COLUMNS_TO_READ = 9
WORDED = Text("corpus", "本语料")
PER_10K = Text(
    "per 10,000 = 10,000 count / tokens of the group; from, to: 95 % interval of that rate (Wilson 1927), too narrow "
    "for words that cluster.",
    "每万词 = 频次 / 该组词数 × 10000；下限、上限为该比率的 95% 区间（Wilson 1927），对成簇出现的词偏窄。",
)


def frequencies(
    index: TokenIndex, groups: Groups, chosen: Contrasts, wanted: np.ndarray, by: str | None, rows: int | None
) -> Table:
    """Return counts and rates of the features wanted in the groups that are compared, the commonest first.

    Args:
        index: the corpus.
        groups: the groups.
        chosen: the contrasts; groups on neither side are left out.
        wanted: (F,) bool.
        by: what the groups are made by.
        rows: how many to keep; None keeps all.
    """
    shown = np.flatnonzero(chosen.involved).tolist()
    inside = [number for number in shown if number < len(groups.names) - groups.outside]
    features = np.flatnonzero(wanted)
    total = groups.counts[inside][:, features].sum(axis=0)
    order = np.argsort(-total, kind="stable")[:rows]
    kept = features[order]
    columns: dict[str, Any] = {
        "term": [groups.terms[i] for i in kept.tolist()],
        "kind": [groups.kinds[i] for i in kept.tolist()],
        "total": total[order],
    }
    labels: dict[str, Text] = {}
    traces: dict[str, dict[str, str]] = {}
    reading = _reading(index.feature_set, [groups.names[number] for number in shown])
    named = wording_of_groups(index, by)
    for number in shown:
        name, size = groups.names[number], groups.sizes[number]
        count = groups.counts[number, kept]
        low, high = wilson(count, size)
        columns[name] = count
        columns[f"{name}_per_10k"] = count / size * 1e4
        columns[f"{name}_low"], columns[f"{name}_high"] = low * 1e4, high * 1e4
        said = named.get(name, Text(name, name))
        labels[name] = said
        labels[f"{name}_per_10k"] = Text(f"{said.en} /10,000", f"{said.zh} /万词")
        labels[f"{name}_low"] = Text(f"{said.en} from", f"{said.zh} 下限")
        labels[f"{name}_high"] = Text(f"{said.en} to", f"{said.zh} 上限")
        if by is not None:
            traces |= {key: {"by": by, "of": name} for key in (name, *(f"{name}{end}" for end in BESIDE))}
    if by is not None and len(inside) < len(groups.names) - groups.outside:
        traces["total"] = {"by": by, "groups": " + ".join(groups.names[number] for number in inside)}
    return Table(
        "frequencies",
        Text("Term frequencies across groups", "各组词频比较"),
        columns,
        [PER_10K],
        {},
        labels,
        reading=reading,
        trace={"pattern": "{term}"},
        traces=traces,
    )


def wording_of_groups(index: TokenIndex, by: str | None) -> dict[str, Text]:
    """Return the wording of groups that are sources, and of the corpus as one group."""
    return source_labels(index) if by == "source" else {WHOLE: WORDED} if by is None else {}


def _reading(feature_set: str, names: list[str]) -> tuple[str, ...]:
    """Return the columns a person reads: counts and rates of a few groups, of many the rates alone."""
    head = ("term", "gloss", *(("kind",) if feature_set != "words" else ()), "total")
    room = COLUMNS_TO_READ - len(head) + 1  # a gloss is there only where it is asked for
    both = [key for name in names for key in (name, f"{name}_per_10k")]
    rates = [f"{name}_per_10k" for name in names]
    return (*head, *(both if len(both) <= room else rates[:room]))
