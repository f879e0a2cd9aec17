"""A table of edges as GraphML, which Gephi, yEd, Cytoscape and networkx open."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..table import Table

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 has no place for
ENDS = ("source", "target")
TYPES = {bool: "boolean", int: "long", float: "double"}


def graphml(table: Table) -> str:
    """Return a table of edges as an undirected graph.

    The vertices are the values of `source` and `target`, in the order of their first place; `source_x` and `target_x`
    become their attribute x, every other column one of the edge. Undefined numbers and empty cells are left out.

    Args:
        table: with the columns source and target.

    Example:
        >>> from govtext.table import Table, Text
        >>> edges = Table("edges", Text("e", "e"), {"source": ["治理"], "target": ["体系"], "count": [71]})
        >>> graphml(edges).splitlines()[2]
        '  <key id="n0" for="node" attr.name="label" attr.type="string" />'
    """
    columns = {key: table.values(key) for key in table.columns}
    of_ends = list(dict.fromkeys(key.partition("_")[2] for key in columns if key.startswith(("source_", "target_"))))
    of_edges = [key for key in columns if not key.startswith(("source", "target"))]
    keys = [
        _key(f"n{number}", "node", name, [value for end in ENDS for value in columns.get(f"{end}_{name}", [])])
        for number, name in enumerate(["label", *of_ends])
    ]
    keys += [_key(f"e{number}", "edge", name, columns[name]) for number, name in enumerate(of_edges)]
    first: dict[str, tuple[str, int]] = {}  # the end and the row at which each vertex is named first
    for row, names in enumerate(zip(*(columns[end] for end in ENDS), strict=True)):
        for end, name in zip(ENDS, names, strict=True):
            first.setdefault(name, (end, row))
    vertices = []
    for number, (label, (end, row)) in enumerate(first.items()):
        of_this = [columns[key][row] if (key := f"{end}_{name}") in columns else None for name in of_ends]
        cells = [_data(f"n{place}", value) for place, value in enumerate([label, *of_this])]
        vertices.append(_element("node", f'id="v{number}"', "".join(cells)))
    numbers = {name: f"v{number}" for number, name in enumerate(first)}
    cells_of = [[_data(f"e{place}", value) for value in columns[key]] for place, key in enumerate(of_edges)]
    edges = [  # as text and no tree of elements: of two thousand codes there may be two million
        _element("edge", f'id="a{row}" source="{numbers[one]}" target="{numbers[other]}"', "".join(cells))
        for row, (one, other, *cells) in enumerate(zip(columns["source"], columns["target"], *cells_of, strict=True))
    ]
    graph = f'  <graph id={quoteattr(table.name)} edgedefault="undirected"'
    inside = [*vertices, *edges]
    rest = [f"{graph}>", *inside, "  </graph>"] if inside else [f"{graph} />"]
    head = ['<?xml version="1.0" encoding="UTF-8"?>', f'<graphml xmlns="{NAMESPACE}">']
    return "\n".join([*head, *keys, *rest, "</graphml>"]) + "\n"


def _key(place: str, what: str, name: str, values: list[Any]) -> str:
    """Declare an attribute, its type that of its values."""
    types = {type(value) for value in values if value is not None}
    kind = TYPES.get(types.pop(), "string") if len(types) == 1 else "double" if types == {int, float} else "string"
    return f'  <key id="{place}" for="{what}" attr.name={quoteattr(name)} attr.type="{kind}" />'


def _element(what: str, attributes: str, inside: str) -> str:
    return f"    <{what} {attributes}>{inside}\n    </{what}>" if inside else f"    <{what} {attributes} />"


def _data(key: str, value: Any) -> str:
    """Return a value of a vertex or edge; nothing for an undefined number, which differs from itself."""
    if value is None or value != value or value == "":
        return ""
    text = escape(NO_XML.sub("\ufffd", value)) if isinstance(value, str) else str(value)
    return f'\n      <data key="{key}">{text}</data>'
