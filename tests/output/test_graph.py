"""GraphML that other programs can open."""

from __future__ import annotations

import math
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from govtext.output.graph import NAMESPACE, graphml
from govtext.table import Table, Text

TITLE = Text("t", "表")
EDGES = Table(
    "edges",
    TITLE,
    {
        "source": ["治理", "治理", "体系"],
        "target": ["体系", "<全球>", "<全球>"],
        "kind": ["node", "node", "collocates"],
        "count": [71, 246, 14],
        "g2": [130.5, math.nan, 2.25],
        "source_frequency": [819, 819, 92],
        "target_frequency": [92, 400, 400],
    },
)


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def values(root: ElementTree.Element, element: ElementTree.Element) -> dict[str, str | None]:
    """Return the attributes of a vertex or edge by their names."""
    names = {key.get("id"): key.get("attr.name") for key in root.iter(tag("key"))}
    return {str(names[data.get("key")]): data.text for data in element.iter(tag("data"))}


def test_vertices_and_edges() -> None:
    root = ElementTree.fromstring(graphml(EDGES))
    vertices = {str(one.get("id")): values(root, one) for one in root.iter(tag("node"))}
    assert list(vertices.values()) == [
        {"label": "治理", "frequency": "819"},
        {"label": "体系", "frequency": "92"},
        {"label": "<全球>", "frequency": "400"},
    ]
    edges = [
        (vertices[str(e.get("source"))]["label"], vertices[str(e.get("target"))]["label"], values(root, e))
        for e in root.iter(tag("edge"))
    ]
    assert edges == [
        ("治理", "体系", {"kind": "node", "count": "71", "g2": "130.5"}),
        ("治理", "<全球>", {"kind": "node", "count": "246"}),  # an undefined number is none
        ("体系", "<全球>", {"kind": "collocates", "count": "14", "g2": "2.25"}),
    ]
    (graph,) = root.iter(tag("graph"))
    assert graph.get("edgedefault") == "undirected"


def test_types_are_declared() -> None:
    root = ElementTree.fromstring(graphml(EDGES))
    declared = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in root.iter(tag("key"))}
    assert declared == {
        ("node", "label"): "string",
        ("node", "frequency"): "long",
        ("edge", "kind"): "string",
        ("edge", "count"): "long",
        ("edge", "g2"): "double",
    }


@pytest.mark.parametrize("name", ['a"b&c', "]]>", "x\x00y", "\ud800", "𠮷", "甲\n乙"])
def test_any_name_makes_valid_xml(name: str) -> None:
    text = graphml(Table("edges", TITLE, {"source": [name], "target": ["治理"]}))
    root = ElementTree.fromstring(text.encode())
    label = values(root, next(root.iter(tag("node"))))["label"]
    assert label == name.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def test_no_edges_are_an_empty_graph() -> None:
    root = ElementTree.fromstring(graphml(Table("edges", TITLE, {"source": [], "target": [], "count": []})))
    assert list(root.iter(tag("node"))) == list(root.iter(tag("edge"))) == []


@pytest.mark.skipif(find_spec("networkx") is None, reason="networkx is not installed")
def test_networkx_opens_it(tmp_path: Path) -> None:
    import networkx

    path = tmp_path / "edges.graphml"
    path.write_text(graphml(EDGES), encoding="utf-8")
    graph = networkx.read_graphml(path)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (3, 3)


def test_the_file_of_the_command(study: Path, govtext: Callable[..., Any]) -> None:
    # a: 治理 治理 风险. The windows of the first 治理 hold 治理 and 风险; 发展 stands near that of b.
    assert govtext("collocates", "治理", "--min-count", "1").code == 0
    data = (study / "outputs" / "collocates" / "collocates.graphml").read_bytes()
    root = ElementTree.fromstring(data)
    assert next(values(root, one)["label"] for one in root.iter(tag("node"))) == "治理"
    assert len(list(root.iter(tag("edge")))) == 2
    assert govtext("collocates", "治理", "--min-count", "1").code == 0
    assert (study / "outputs" / "collocates" / "collocates.graphml").read_bytes() == data
