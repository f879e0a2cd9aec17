"""The tables of `citations`."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures import association
from ...measures.association import Table2x2
from ...table import Table, Text, columns_of
from ..concordance.quoting import places, references, spans_of, texts_between
from .counting import Citations, together

GROUP = "{group}"  # the column that names the groups: source, or group where they are others
CITATION_KEYS = (
    "instrument",
    "issuer",
    "year",
    GROUP,
    "count",
    "kind",
    "english",
    "range",
    "total",
    "per_10k",
    "reason",
    "id",
)
UNMATCHED_KEYS = ("title", GROUP, "count", "reason", "nearest", "kind")
SHARED_KEYS = (GROUP, "other", "instruments", "other_instruments", "both", "jaccard", "named")
TIME_KEYS = ("year", GROUP, "instruments", "count", "cumulative", "named")
ENDS = ("id", "english", "issuer", "year", "kind")
ALL, SOME, ONE = "all", "several", "one"
MOST_GROUPS = 300  # of whose pairs there is a table
NAMED = 50  # groups up to which the instruments that two of them share are named
Labels = dict[str, Text]


def keys_of(keys: tuple[str, ...], citations: Citations) -> tuple[str, ...]:
    """Return the columns of a table, that of the groups called by what they are."""
    return tuple(citations.column if key == GROUP else key for key in keys)


def citations_table(citations: Citations, labels: Labels) -> Table:
    """`citations`: what each group cites how often, matched instruments first; unmatched titles have no issuer."""
    things, counts = citations.things, citations.table
    group, thing = np.nonzero(counts.T)
    name = {at: place for place, at in enumerate(sorted(range(len(things)), key=lambda at: things[at].title))}
    named = np.array([name[at] for at in thing.tolist()], np.int64)
    order = np.lexsort((named, -counts[thing, group], ~citations.matched[thing], group))
    rows = [_citation(citations, int(group[at]), int(thing[at])) for at in order.tolist()]
    title = Text("Governance instruments cited", "所引治理文件")
    why = () if citations.matched.all() else ("reason",)
    reading = (citations.column, "instrument", "issuer", "year", "kind", "count", "range", *why)
    return Table(
        "citations",
        title,
        columns_of(keys_of(CITATION_KEYS, citations), rows),
        labels=labels,
        group=citations.column,
        reading=reading,
    )


def _citation(citations: Citations, group: int, at: int) -> tuple[Any, ...]:
    """Return a row of `citations`: what a group cites."""
    thing, entry, count = citations.things[at], citations.things[at].instrument, int(citations.table[at, group])
    return (
        thing.title,
        entry.issuer if entry else "",
        entry.year if entry else None,
        citations.groups[group],
        count,
        entry.kind if entry else thing.kind,
        entry.english if entry else "",
        int(citations.range[at]),
        int(citations.total[at]),
        count / citations.sizes[group] * 1e4 if citations.sizes[group] else float("nan"),
        thing.reason,
        entry.id if entry else "",
    )


def unmatched_table(citations: Citations, labels: Labels) -> Table:
    """`unmatched`: titles in 《》 that are no instrument of the catalogue, and why."""
    reasons = ("ambiguous", "damaged", "unmatched")
    rows = []
    for at in sorted(
        range(len(citations.things)),
        key=lambda at: (_place(reasons, citations.things[at].reason), -citations.total[at], citations.things[at].title),
    ):
        thing = citations.things[at]
        if thing.instrument is None:
            for group in np.flatnonzero(citations.table[at]).tolist():
                count = int(citations.table[at, group])
                rows.append((thing.title, citations.groups[group], count, thing.reason, thing.nearest, thing.kind))
    title = Text("Titles that are no known instrument", "未匹配的书名号标题")
    return Table("unmatched", title, columns_of(keys_of(UNMATCHED_KEYS, citations), rows), labels=labels)


def _place(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else len(names)


def matrix_table(citations: Citations, labels: Labels) -> Table:
    """`matrix`: a row an instrument, a column a group; `range` groups cite it: all, several or one."""
    order = [at for at in citations.order if citations.matched[at]]
    entries = [citations.things[at].instrument for at in order]
    counts = citations.table[order]
    columns: dict[str, Any] = {
        "instrument": [entry.title for entry in entries if entry],
        "english": [entry.english for entry in entries if entry],
        "issuer": [entry.issuer for entry in entries if entry],
        "year": [entry.year for entry in entries if entry],
        "kind": [entry.kind for entry in entries if entry],
    }
    names = [_column(name, columns) for name in citations.groups]
    columns |= {name: counts[:, at] for at, name in enumerate(names)}
    spread = citations.range[order].tolist()
    columns["total"], columns["range"] = counts.sum(1), citations.range[order]
    columns["held_by"] = [ALL if n == len(names) else ONE if n == 1 else SOME for n in spread]
    columns["only_in"] = [
        citations.groups[int(row.argmax())] if n == 1 else "" for row, n in zip(counts, spread, strict=True)
    ]
    title = Text("Instruments and who cites them", "治理文件与引用者")
    own = {name: labels.get(group, Text(group, group)) for name, group in zip(names, citations.groups, strict=True)}
    few = names if len(names) <= 6 else []
    reading = ("instrument", "issuer", "year", *few, "total", "range", *(() if few else ("held_by",)))
    return Table("matrix", title, columns, labels={**labels, **own}, reading=reading)


def _column(name: str, taken: dict[str, Any]) -> str:
    """Return the key of a group's column; one that another column has gets a line behind it."""
    return f"{name}_" if name in taken or name in ("total", "range", "held_by", "only_in") else name


def shared_table(citations: Citations, labels: Labels) -> Table:
    """`shared`: for each two groups the instruments that both cite, and their share of all that either cites."""
    order = [at for at in citations.order if citations.matched[at]]
    there = (citations.table[order] > 0).T.astype(np.int64)
    names, rows = citations.groups, []
    both, held = there @ there.T if len(names) <= MOST_GROUPS else np.zeros((0, 0), np.int64), there.sum(1).tolist()
    for one, other in zip(*(half.tolist() for half in np.triu_indices(len(both), 1)), strict=True):
        common, either = int(both[one, other]), held[one] + held[other] - int(both[one, other])
        own = np.flatnonzero(there[one] & there[other]).tolist() if len(names) <= NAMED else []
        named = "；".join(citations.things[order[at]].title for at in own)
        share = common / either if either else float("nan")
        rows.append((names[one], names[other], held[one], held[other], common, share, named))
    rows.sort(key=lambda row: -row[5] if row[5] == row[5] else 1)
    title = Text("Instruments that two sources share", "两两共引的治理文件")
    return Table(
        "shared",
        title,
        columns_of(keys_of(SHARED_KEYS, citations), rows),
        labels={**labels, **SHARED_LABELS},
        reading=keys_of(SHARED_KEYS[:-1], citations),
    )


def timeline_table(citations: Citations, labels: Labels) -> Table:
    """`timeline`: of each year, the instruments that are cited, in all (`source` empty) and by each group."""
    order = [at for at in citations.order if citations.matched[at]]
    years = {at: entry.year for at in order if (entry := citations.things[at].instrument) and entry.year}
    rows: list[tuple[Any, ...]] = []
    for group, counts in [("", citations.total), *zip(citations.groups, citations.table.T, strict=True)]:
        of_year: dict[int, list[int]] = {}
        for at in (at for at in order if counts[at] and at in years):
            of_year.setdefault(years[at], []).append(at)
        so_far = 0
        for year, own in sorted(of_year.items()):
            so_far += len(own)
            named = "；".join(citations.things[at].title for at in own)
            rows.append((year, group, len(own), int(sum(counts[at] for at in own)), so_far, named))
    title = Text("Cited instruments by year", "所引治理文件的年份")
    everywhere = {"": Text("(all)", "（全部）")}
    wording = {**labels, **everywhere, **TIME_LABELS}
    return Table(
        "timeline",
        title,
        columns_of(keys_of(TIME_KEYS, citations), rows),
        labels=wording,
        reading=keys_of(TIME_KEYS[:-1], citations),
    )


def cocitation_tables(citations: Citations) -> tuple[Table, Table]:
    """`cocitations`: pairs of instruments in one paragraph; `edges`: the same as edges of a graph with their ends."""
    pairs, alone, size = together(citations)
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], *(citations.things[at].title for at in pair)))
    ends = [[pair[end] for pair in ordered] for end in (0, 1)]
    single = [np.array([alone[at] for at in own], np.int64) for own in ends]
    counts = Table2x2.from_marginals([pairs[pair] for pair in ordered], single[0], single[1], size)
    measured = {
        "both": np.array([pairs[pair] for pair in ordered], np.int64),
        "jaccard": association.jaccard(counts),
        "npmi": association.npmi(counts),
    }
    titles = [[citations.things[at].title for at in own] for own in ends]
    columns = {"instrument": titles[0], "other": titles[1], **measured}
    columns |= {"paragraphs": single[0], "other_paragraphs": single[1]}
    edges: dict[str, Any] = {"source": titles[0], "target": titles[1], **measured}
    for name, own, held in zip(("source", "target"), ends, single, strict=True):
        entries = [entry for at in own if (entry := citations.things[at].instrument)]
        edges |= {f"{name}_{key}": [getattr(entry, key) for entry in entries] for key in ENDS}
        edges |= {f"{name}_paragraphs": held, f"{name}_count": citations.total[np.array(own, np.int64)]}
    title = Text("Instruments cited together", "同段共引的治理文件")
    return (
        Table("cocitations", title, columns, labels=PAIR_LABELS),
        Table("edges", Text("Edges of the graph", "共引网络的边"), edges, labels=EDGE_LABELS, on_page=False),
    )


def places_table(citations: Citations, labels: Labels) -> Table:
    """`places`: every citation, where it stands and how it was recognised."""
    found = citations.found
    hits = found.hits
    columns: dict[str, Any] = places(hits)
    reference = references(hits, columns)
    entries = [citations.things[at].instrument for at in citations.thing.tolist()]
    columns |= {
        "instrument": [entry.title if entry else "" for entry in entries],
        "as_written": texts_between(hits, hits.start, hits.end),
        "how": [
            (entry and how) or citations.things[at].reason
            for entry, how, at in zip(entries, found.how.tolist(), citations.thing.tolist(), strict=True)
        ],
        "reference": reference,
        "text": texts_between(hits, *spans_of(hits, 0, "sentence")) if len(hits) else [],
        "id": [entry.id if entry else "" for entry in entries],
        "start": hits.start,
        "end": hits.end,
    }
    title = Text("Every citation in its sentence", "每处引用及其原句")
    reading = ("source", "paragraph", "sentence", "instrument", "as_written", "how")
    return Table("places", title, columns, labels=labels, reading=reading, on_page=False)


SHARED_LABELS = {
    "instruments": Text("its instruments", "前者所引文件数"),
    "both": Text("both cite", "共引文件数"),
    "named": Text("which", "共引文件"),
}
TIME_LABELS = {"named": Text("which", "文件")}
PAIR_LABELS = {
    "other": Text("other", "另一文件"),
    "both": Text("paragraphs with both", "共现段数"),
    "paragraphs": Text("with the one", "前者段数"),
}
EDGE_LABELS = {"source": Text("from", "起点"), "target": Text("to", "终点")}
