"""A small report made by hand: three tables, a chart, two sources, lists of places."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from govtext.output.report.model import Paragraph, Report, Section, Shown, Source
from govtext.table import Table, Text, columns_of

HOSTILE = '</script><script>window.struck=1</script><img src=x onerror="window.struck=1">\u202e]]><!-- &lt;"\''
ADDRESS = "https://doi.org/10.1000/" + "x" * 60  # as wide as a small screen
MANY = 60  # rows of the long table
# Two texts of one line a paragraph; the second source's first character lies outside the plane of 16 bits.
TEXTS = ("总论\n治理是治理，发展是发展。全球治理。\n" + "治理。" * 130, "𠮷治理与\u202e安全。\n合作。")


def found(word: str) -> np.ndarray:
    """Return (n, 3) places of a word, by a plain search."""
    rows = [(number, hit.start(), hit.end()) for number, text in enumerate(TEXTS) for hit in re.finditer(word, text)]
    return np.array(rows, int).reshape(-1, 3)


def source(number: int, label: str) -> Source:
    """Return a source whose sentences are its full stops, with references that count them."""
    text, at, paragraphs = TEXTS[number], 0, []
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, line, len(line) < 3))
        at += len(line) + 1
    starts = [0, *(hit.end() for hit in re.finditer("[。\n]+", text) if hit.end() < len(text))]
    return Source(f"s{number}", label, paragraphs, [(at, f"{label}，第{n}句") for n, at in enumerate(starts, 1)])


LISTS = [found("治理"), found("发展"), found("安全"), np.zeros((0, 3), int), np.array([[0, 3, 20]])]
# 治理: 3 in the first running paragraph, 130 in the second, 1 in the other source.
COUNTS = [len(each) for each in LISTS]


def words(term: str = "治理") -> Shown:
    """Return a table of numbers that sort otherwise than their texts do, with one undefined."""
    rows = [(term, 134, 0.123, "0.0400"), ("发展", 2, 12.0, "b"), ("安全", 1, np.nan, "a"), ("合作", 9, 0.1231, "c")]
    table = Table(
        "words", Text("Words", "词语"), columns_of(("term", "count", "dp", "method"), rows),
        [Text("A note <b>", "一条说明 <b>"), Text("Shared", "共有")],
    )  # fmt: skip
    return Shown(table, "freq/words.csv", 970, {"": [0, 1, 2, -1], "dp": [4, -1, -1, 3]})


def blocks() -> Shown:
    """Return a table in two blocks of 12 rows."""
    rows = [(group, f"词{n:02d}", n * 10) for group in ("a", "b") for n in range(1, 13)]
    columns = columns_of(("group", "term", "count"), rows)
    labels = {"a": Text("Report A", "甲报告"), "b": Text("Report B", "乙报告")}
    table = Table("blocks", Text("By group", "分组"), columns, [Text("Shared", "共有")], {}, labels, group="group")
    return Shown(table, "compare/blocks.csv", 24, {"": [0] * 24})


def long() -> Shown:
    """Return a table that is folded; its only texts are Chinese words in no order."""
    names = ["阿", "波", "次", "得"]
    rows = [(f"{names[n % 4]}{n}", n, n % 7) for n in range(MANY)]
    return Shown(Table("long", Text("Long", "长表"), columns_of(("term", "rank", "count"), rows)), "a b/长.csv", MANY)


CHART = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50" onload="x()">
<metadata>gone</metadata><defs><style>*{fill:red}</style><clipPath id="p1"><rect x="0" y="0" width="9" height="9"/>
</clipPath><path id="m1" d="M 0 0 L 0 3.5" style="stroke: #000000"/></defs><script>window.struck=1</script>
<g id="figure_1"><g id="patch_1"><path d="M 0 0 L 100 0" style="fill: #ffffff"/></g>
<a xlink:href="javascript:window.struck=1"><text x="1" y="1">link</text></a>
<image href="http://example.org/x.png"/><use xlink:href="#m1" x="10.123456" y="2"/><use href="http://example.org/#a"/>
<g id="q"><path clip-path="url(#p1)" d="M 0 0 L 9 0 L 9 9 L 0 9 L 0 0" style="fill: #deebf7"/>
<path clip-path="url(#p1)" d="M 9 0 L 18 0 L 18 9 L 9 9 L 9 0" style="fill: #08306b"/></g>
<text style="font: 9px 'X'; text-anchor: middle" x="5" y="5">TITLE</text>
<text style="font-size: 8px" x="50" y="40">治理</text>
<path d="M 1.23456 2 L 3 -0.00049" style="fill: none; stroke: #1b6ca8; stroke-width: 0.5"/></g></svg>"""


def report(lang: str = "en", text: str = "", **changed: Any) -> Report:
    """Return the report; `text` is what a corpus says in every place where it can say something."""
    said = Text(text, text) if text else Text("Words of the study", "本项研究之用词")
    chart = CHART.replace("TITLE", "") if text else CHART.replace("TITLE", "A chart")
    sections = [
        Section("freq", said, f"govtext freq {text}", [words(text or "治理"), blocks()],
                [("words", Text("", ""), chart), ("other", Text("A title\nAnd what it shows", "题\n内容"), chart)]),
        Section("long", Text("Long", "长"), "", [long()], [], [Text("Of the section", "本节说明")]),
        Section("methods", Text("Methods", "方法"), markdown=f"# Methods\n\nCounted *well* [@gries2008]. {text}\n\n"
                f"## References\n\n- `gries2008` Gries, Stefan Th. (2008). Dispersions. <{ADDRESS}>\n"),
    ]  # fmt: skip
    sources = [source(0, text or "甲报告"), source(1, "乙")]
    return Report(text or "A study", lang, sections, sources, LISTS, COUNTS, **changed)
