"""What a corpus is, as tables: its sources, what cleaning did to them, what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from ..analyses.segment import segment
from ..errors import UsageProblem
from ..files import read_bytes, sha256
from ..sources.document import Document
from ..sources.duplicates import SHINGLE, resemblance
from ..sources.duplicates import passages as shared_passages
from ..sources.read import read_source
from ..sources.source import Source
from ..sources.tables import Sums, rules, sums
from ..study import Study
from ..table import Table, Tables, Text, columns_of
from ..tokens.index import TokenIndex

LEAST_SHARED = 0.1  # pairs of sources that share less are not listed
PASSAGE_KEYS = ("first", "first_section", "first_paragraph", "second", "second_section", "second_paragraph")
PASSAGES = Text(
    "Verbatim but for blanks and punctuation, each as long as it goes; a passage at k places is k - 1 rows.",
    "除空白与标点外逐字相同，取最长；出现 k 处者列 k - 1 行。",
)
PAIRS = Text(
    "Containment: shared shingles of 12 letters and digits, as a share of those of the smaller source (Broder 1997); "
    "estimated from a sample of one in 16 in all but short texts.",
    "包含度：共有的 12 字连串占较小文本的比例（Broder 1997）；除短文本外按十六分之一抽样估计。",
)


def listing(
    study: Study,
    names: Sequence[str] = (),
    engine: str | None = None,
    without: str | None = None,
    *,
    reasons: bool = False,
) -> Table:
    """Return the sources with their metadata, how they were decoded, and their sizes.

    Columns: id, label, title, institution, year, genre, format, encoding, characters, tokens, sentences, paragraphs,
    sections; with `reasons` also reason, why a file was read in its encoding.
    """
    index = study.index(names, engine, without, features="words")
    sizes = segment(index).main
    columns: dict[str, Sequence[Any]] = {"id": [source.id for source in index.sources]}
    for key in ("label", "title", "institution", "year", "genre"):
        columns[key] = [source.label if key == "label" else source.get(key) for source in index.sources]
    columns["format"] = [details["format"] for details in index.details]
    read = [details["encoding"].partition(" (") for details in index.details]
    columns["encoding"] = [encoding for encoding, _, _ in read]
    for key in ("characters", "tokens", "sentences", "paragraphs", "sections"):
        columns[key] = sizes[key]
    if reasons:
        columns["reason"] = [reason.removesuffix(")") for _, _, reason in read]
    return Table("sources", Text("Sources", "文本"), columns)


def documents(study: Study, names: Sequence[str] = (), without: str | None = None) -> Iterator[tuple[Source, Document]]:
    """Read the named sources (all, where none is named), one after another."""
    rules_left_out = study.rules_left_out(without)
    chosen = study.choose(names)
    digests = {path: sha256(read_bytes(path)) for path in {source.path for source in chosen if source.row}}
    for number, source in enumerate(chosen, 1):
        digest = digests.get(source.path, "")
        document = read_source(source, clean=study.engine != "whitespace", without=rules_left_out, digest=digest)
        for warning in document.warnings:
            study.warn(f"{source.path}: {warning}")
        yield source, document
        if study.progress:
            study.progress("reading", number, len(chosen))


def audit(read: Iterable[tuple[Source, Document]]) -> Table:
    """Return what each cleaning rule did to each source, and prove that no character is lost.

    Columns: source, rule, changes, characters_removed, example. The notes give the sums: characters of the file =
    characters of the text + kept apart + removed. Sources whose sum is wrong are in the parameter `unaccounted`.
    """
    rows: list[tuple[Any, ...]] = []
    notes, unaccounted = [], []
    for source, document in read:
        rows += [(source.id, *row) for row in rules(document).rows()]
        total = sums(document)
        notes.append(_balance(source.id, total))
        unaccounted += [] if total.adds_up else [source.id]
    columns = columns_of(("source", "rule", "changes", "characters_removed", "example"), rows)
    title, parameters = Text("What cleaning did", "清洗做了什么"), {"unaccounted": unaccounted}
    return Table("audit", title, columns, notes, parameters, group="source")


def _balance(name: str, total: Sums) -> Text:
    wrong = Text("", "") if total.adds_up else Text(" DOES NOT ADD UP.", "【数目不符】")
    return Text(
        f"{name}: {total.raw:,} characters of the file = {total.body:,} of the text + {total.apart:,} kept apart + "
        f"{total.removed:,} removed; {total.exchanged:,} of the text exchanged one for one.{wrong.en}",
        f"{name}：原文 {total.raw:,} 字符 = 正文 {total.body:,} + 另存 {total.apart:,} + 去除 {total.removed:,}；"
        f"正文中逐字替换 {total.exchanged:,}。{wrong.zh}",
    )


def duplicates(index: TokenIndex, *, shortest: int = 40) -> Tables:
    """List the passages that stand word for word in two places, and how much the sources share.

    Args:
        index: the corpus.
        shortest: letters and digits of the shortest passage; blanks and punctuation are passed over.

    Returns:
        `passages`: characters, first, first_section, first_paragraph, second, second_section, second_paragraph, text;
        a passage at k places is k - 1 rows, its first place beside each other one.
        `pairs`: first, second, containment (share of the smaller one's 12-character shingles that the other has),
        jaccard; pairs that share 10 % or more.

    Raises:
        UsageProblem: `shortest` is below 12.
    """
    if shortest < SHINGLE:
        raise UsageProblem(f"--shortest {shortest}", remedy=f"ask for {SHINGLE} characters or more")
    texts = [index.text(place) for place in range(len(index.sources))]
    rows = []
    for passage in shared_passages(texts, shortest):
        first = _place(index, passage.first, passage.first_start)
        second = _place(index, passage.second, passage.second_start)
        words = texts[passage.first][passage.first_start : passage.first_end].replace("\n\n", " ").replace("\n", " ")
        rows.append((passage.characters, *first, *second, words))
    keys = ("characters", *PASSAGE_KEYS, "text")
    notes = [PASSAGES, Text(f"Shortest: {shortest} letters and digits.", f"最短：{shortest} 个字符（不计标点空白）。")]
    found = Table("passages", Text("Passages that stand in two places", "重复的段落"), columns_of(keys, rows), notes)
    near = resemblance(index.sketches, LEAST_SHARED)
    names = [source.id for source in index.sources]
    shared = [
        (names[i], names[j], float(containment), float(jaccard))
        for i, j, containment, jaccard in zip(near.i, near.j, near.containment, near.jaccard, strict=True)
    ]
    columns = columns_of(("first", "second", "containment", "jaccard"), shared)
    return Tables(found, Table("pairs", Text("Sources that share text", "文本之间的重合"), columns, [PAIRS]))


def _place(index: TokenIndex, source: int, start: int) -> tuple[str, str, int]:
    """Return a source, the section and the paragraph (from 1) in which a clean character of it stands."""
    first, last = (int(token) for token in index.bounds["document"][source : source + 2])
    token = min(last - 1, first + int(np.searchsorted(index.start[first:last], start)))
    return index.sources[source].id, index.section_at(source, token), index.paragraph_at(source, token)
