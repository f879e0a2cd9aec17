"""What a report says of the corpus: the sizes of its sources, and what each cleaning rule took away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ...analyses.behind.plain import of_sizes
from ...corpus import documents, listing
from ...output.report.model import Paragraph, Section, Shown, Source
from ...sources.document import Document
from ...study import Study
from ...table import Table, Text
from .showing import shown
from .texts import NONE, Texts

MOST_READ = 60  # sources whose raw text is read anew for the report
MOST, OF_ONE = 200, 6  # spans of a rule; of a rule in one source of many
AROUND, LONGEST = 60, 400  # characters to either side of a span, and of a span
SIZES = ("characters", "tokens", "sentences", "paragraphs", "sections")
OPENS = Text(
    "The numbers of characters and of tokens open the paragraphs of the source; those of sentences, paragraphs and "
    "sections open what they count.",
    "点开字符数、词数，列出该文本各段；点开句数、段数、节数，列出所计各句、段、节。",
)


def sources_section(study: Study, names: Sequence[str], lang: str, texts: Texts) -> Section:
    """Return the table of sources; their sizes open their paragraphs, sentences and sections."""
    index = replace(study, warn=lambda message: None).index(names, features="words")
    table = listing(replace(study, warn=lambda message: None), names)
    sizes = of_sizes(index, "source")
    kept = [key for key in ("label", "id", "institution", "year", "genre") if any(table.values(key))]
    table = replace(
        table,
        reading=(*kept, *SIZES),
        notes=[*table.notes, OPENS],
        behind=lambda row, column: sizes({"source": row["id"]}, column if column in SIZES[2:] else ""),
    )
    title = Text("Sources", "文本")
    return Section("sources", title, "govtext corpus list", [shown(table, "", lang, texts, index)])


def cleaning_section(study: Study, lock: dict[str, Any], lang: str, texts: Texts) -> Section:
    """Return the table of cleaning rules; each opens spans of the raw text that it changed or took away.

    Args:
        study: the study.
        lock: what the rules did to all sources.
        lang: of the report.
        texts: takes in the raw text around the spans.
    """
    names = [source["id"] for source in lock["sources"]]
    rules = [one["rule"] for one in lock["cleaning"]["rules"]]
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    quiet = replace(study, warn=lambda message: None, progress=None)
    for source, document in documents(quiet, names[:MOST_READ]):
        spans = {}
        for rule in rules:
            room = min(max(OF_ONE, MOST // len(names)), MOST - len(places[rule]))
            if room and (found := _in_sight(document.raw, _spans(document, rule)[:room])):
                spans[rule] = found
        if not spans:
            continue
        every = [one for each in spans.values() for one in each]
        number = texts.add_source(_raw(source.id, source.label, document.raw, lang, every))
        for rule, found in spans.items():
            places[rule] += [(number, start, end) for start, end in found]
    table = _rules_table(lock["cleaning"], len(names), lang)
    lists = [texts.add(np.array(places[rule], np.int64)) if places[rule] else NONE for rule in rules]
    said = Shown(table, "", len(table), {"": lists})
    return Section("cleaning", Text("What cleaning took away", "清洗"), "govtext corpus audit", [said])


def _rules_table(cleaning: dict[str, Any], sources: int, lang: str) -> Table:
    total = cleaning["characters"]
    notes = [
        Text(
            f"{total['file']:,} characters of the files = {total['text']:,} of the texts + {total['apart']:,} kept "
            f"apart (notes, references, contents, tables) + {total['removed']:,} removed; {total['exchanged']:,} of "
            "the texts exchanged one for one.",
            f"原文 {total['file']:,} 字符 = 正文 {total['text']:,} + 另存 {total['apart']:,}（注释、参考文献、目录、"
            f"表格）+ 去除 {total['removed']:,}；正文中逐字替换 {total['exchanged']:,}。",
        ),
        Text(
            f"A number opens up to {MOST} places in the raw texts"
            + (f" of the first {MOST_READ} sources" if sources > MOST_READ else "")
            + "; those of a rule that exchanges characters are all exchanges of the source. All of them: "
            "govtext corpus audit --html FILE.",
            f"数字可展开{f'前 {MOST_READ} 篇' if sources > MOST_READ else ''}原文中至多 {MOST} 处；替换字符的规则列出"
            "该文本的全部替换。完整对照：govtext corpus audit --html FILE。",
        ),
    ]
    if cleaning["without"]:
        left = ", ".join(cleaning["without"])
        notes.append(Text(f"Rules that did not run: {left}.", f"未启用的规则：{left}。"))
    columns = {"rule": [one["rule"] for one in cleaning["rules"]]}
    columns["does"] = [_does(rule).get(lang) for rule in columns["rule"]]
    for key in ("sources", "changes", "characters_removed"):
        columns[key] = [one[key] for one in cleaning["rules"]]
    labels = {"does": Text("what it does", "作用")}
    return Table("cleaning", Text("Cleaning rules", "清洗规则"), columns, notes, {}, labels, top=0)


def _does(rule: str) -> Text:
    """Return what becomes of what a rule finds, in the words of the methods text; nothing of a rule it lacks."""
    from ...output.methods.cleaning import APART, CHANGED, REMOVED

    for names, does in (
        (REMOVED, Text("removes", "删除")),
        (APART, Text("keeps apart", "另存")),
        (CHANGED, Text("unifies or mends", "统一或修复")),
    ):
        if rule in names:
            return Text(f"{does.en} {names[rule].en}", f"{does.zh}{names[rule].zh}")
    return Text("", "")


def _spans(document: Document, rule: str) -> list[tuple[int, int]]:
    """Return the spans of the raw text that a rule took away; of one that took none, what was exchanged."""
    if not document.changes.get(rule):
        return []
    found = [(one.start, one.end) for one in document.removed if one.rule == rule and one.end > one.start]
    if found:
        return found
    raw = np.frombuffer(document.raw.encode("utf-32-le"), np.uint32)
    text = np.frombuffer(document.text.encode("utf-32-le"), np.uint32)
    return [(at, at + 1) for at in np.sort(document.origin[text != raw[document.origin]]).tolist()]


def _in_sight(raw: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without line ends before them, cut where they are long; of a line end alone the character before."""
    found = []
    for start, end in spans:
        inside = raw[start:end].lstrip("\r\n")
        first = end - len(inside) if inside else start - 1
        if first >= 0 and raw[first] not in "\r\n":
            found.append((first, min(end, first + LONGEST) if inside else start))
    return found


def _raw(name: str, label: str, raw: str, lang: str, spans: Sequence[tuple[int, int]]) -> Source:
    """Return the lines of a raw text around some spans, as a source; long lines and spans are cut."""
    kept = np.zeros(len(raw) + 1, np.int64)
    for start, end in spans:
        kept[max(raw.rfind("\n", 0, start) + 1, start - AROUND)] += 1
        close = raw.find("\n", end)
        kept[min(close if close >= 0 else len(raw), end + AROUND)] -= 1
    inside = np.cumsum(kept)[:-1] > 0
    breaks = np.frombuffer(raw.encode("utf-32-le"), np.uint32) == ord("\n")
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (inside & ~breaks).astype(np.int8), [0]))))
    lines = np.cumsum(breaks)
    paragraphs, references = [], []
    for start, end in edges.reshape(-1, 2).tolist():
        paragraphs.append(Paragraph(start, raw[start:end], False))
        line = int(lines[start]) + 1
        where = Text(f"{label}, line {line} of the file", f"{label}，原文第 {line} 行")
        references.append((start, where.get(lang)))
    return Source(f"{name} (raw)", label, paragraphs, references)
