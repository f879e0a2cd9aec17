"""A table of edges as GraphML, which Gephi, yEd, Cytoscape and networkx open."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

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
    root = Element("graphml", {"xmlns": NAMESPACE})
    for number, name in enumerate(["label", *of_ends]):
        values = [value for end in ENDS for value in columns.get(f"{end}_{name}", [])]
        _key(root, f"n{number}", "node", name, values)
    for number, name in enumerate(of_edges):
        _key(root, f"e{number}", "edge", name, columns[name])
    graph = SubElement(root, "graph", {"id": table.name, "edgedefault": "undirected"})
    numbers: dict[str, str] = {}
    for row in range(len(table)):
        for end in ENDS:
            label = columns[end][row]
            if label not in numbers:
                numbers[label] = f"v{len(numbers)}"
                vertex = SubElement(graph, "node", {"id": numbers[label]})
                of_this = [columns[key][row] if (key := f"{end}_{name}") in columns else None for name in of_ends]
                _data(vertex, "n", [label, *of_this])
    for row in range(len(table)):
        ends = {end: numbers[columns[end][row]] for end in ENDS}
        _data(SubElement(graph, "edge", {"id": f"a{row}", **ends}), "e", [columns[key][row] for key in of_edges])
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _key(root: Element, place: str, what: str, name: str, values: list[Any]) -> None:
    """Declare an attribute, its type that of its values."""
    types = {type(value) for value in values if value is not None}
    kind = TYPES.get(types.pop(), "string") if len(types) == 1 else "double" if types == {int, float} else "string"
    SubElement(root, "key", {"id": place, "for": what, "attr.name": name, "attr.type": kind})


def _data(element: Element, prefix: str, values: list[Any]) -> None:
    for number, value in enumerate(values):
        if value is not None and value == value and value != "":  # an undefined number differs from itself
            SubElement(element, "data", {"key": f"{prefix}{number}"}).text = NO_XML.sub("\ufffd", str(value))
