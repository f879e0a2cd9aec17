"""How far the shipped codebooks code as readers do: precision and recall against judged sentences of the five reports.

    python benchmarks/gold_frames.py [FOLDER OF JUDGEMENTS]...      precision and recall of each codebook and code
    python benchmarks/gold_frames.py --draw FOLDER SEED [CODEBOOK]...   draw sentences for readers to judge

A judgement is a line `source, start, end, stratum, codes`: the sentence by its raw offsets, and every code that applies
to it by its definition. Half of the sentences were drawn from those that the codebook coded (`coded`), half from the
others (`uncoded`), some more for codes that had come up less than three times (`more`: for precision only).

Precision: of the codes the codebook gives to the judged sentences, the share that the reader gives. Recall: of the
codes that the reader gives, the share the codebook gives, sentences weighted by how many of their stratum there are for
each that was drawn. A code that has parts is right, and is found, where one of its parts is.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from govtext.codebooks.matching import Coded, code_places
from govtext.codebooks.model import Codebook
from govtext.codebooks.reading import read, shipped
from govtext.sources.read import read_source
from govtext.sources.source import Source
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "corpus"
JUDGED = sorted((ROOT / "tests" / "data").glob("gold_frames*"))
CODED, UNCODED, FEWEST, SHORTEST = 40, 30, 3, 8
STRATA = ("coded", "uncoded")

Place = tuple[str, int, int]


class Figures(NamedTuple):
    """How a codebook did: counts for precision, and weighted sums for recall, by code."""

    given: Counter[str]
    right: Counter[str]
    there: Mapping[str, float]
    found: Mapping[str, float]

    @property
    def precision(self) -> float:
        """Of the codes given, the share that is right."""
        return self.right.total() / max(1, self.given.total())

    @property
    def recall(self) -> float:
        """Of the codes that are there, the share that is found."""
        return sum(self.found.values()) / max(1e-9, sum(self.there.values()))


class Corpus:
    """The five reports, their sentences by raw offsets."""

    def __init__(self, folder: Path = REPORTS) -> None:
        sources = [Source(path.name[:3], path, {}) for path in sorted(folder.glob("*.txt"))]
        self.index: TokenIndex = load_index(sources, lexicon=load("govtext"))
        origins = [np.asarray(read_source(source).origin) for source in sources]
        bounds = self.index.bounds["sentence"]
        self.source = self.index.source_of("sentence")
        first, last = self.index.start[bounds[:-1]], self.index.ends[bounds[1:] - 1]
        self.place: list[Place] = [
            (sources[at].id, int(origins[at][a]), int(origins[at][b - 1]) + 1)
            for at, a, b in zip(self.source.tolist(), first.tolist(), last.tolist(), strict=True)
        ]
        self.number = {place: number for number, place in enumerate(self.place)}
        self.words = np.diff(np.concatenate(([0], np.cumsum(self.index.is_word)))[bounds])
        self._spans = list(zip(self.source.tolist(), first.tolist(), last.tolist(), strict=True))

    def text(self, number: int) -> str:
        """Return the text of a sentence."""
        if not 0 <= number < len(self._spans):
            return ""
        source, start, end = self._spans[number]
        return self.index.texts[source][start:end].replace("\n", " ")


def own_codes(coded: Coded, sentences: np.ndarray) -> dict[int, dict[str, list[str]]]:
    """Return for each sentence with a code its codes, those of indicators of their own, and what fired."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    number = np.searchsorted(sentences, coded.first, side="right") - 1
    for at, code, which in zip(number.tolist(), coded.code.tolist(), coded.indicator.tolist(), strict=True):
        one = coded.codebook.codes[code]
        found[at][one.id].append(one.indicators[which].text)
    return found


def measured(corpus: Corpus, coded: Coded, judgements: Iterable[Mapping[str, str]]) -> Figures:
    """Hold a codebook against judgements."""
    codes = own_codes(coded, corpus.index.bounds["sentence"])
    rows, book = list(judgements), coded.codebook
    parts = {code.id: {book.codes[at].id for at in book.within(place)} for place, code in enumerate(book.codes)}
    drawn = Counter(row["stratum"] for row in rows)
    worded = np.flatnonzero(corpus.words >= SHORTEST).tolist()
    there_are = {"coded": sum(number in codes for number in worded)}
    there_are["uncoded"] = len(worded) - there_are["coded"]
    given, right = Counter[str](), Counter[str]()
    there, found = defaultdict[str, float](float), defaultdict[str, float](float)
    for row in rows:
        number = corpus.number[row["source"], int(row["start"]), int(row["end"])]
        ours, theirs = set(codes.get(number, ())), set(row["codes"].split())
        given.update(ours)
        right.update(code for code in ours if theirs & parts[code])
        if row["stratum"] in STRATA:
            weight = there_are[row["stratum"]] / drawn[row["stratum"]]
            for code in theirs:
                there[code] += weight
                found[code] += weight * bool(ours & parts[code])
    return Figures(given, right, there, found)


def draw(corpus: Corpus, coded: Coded, seed: int) -> list[dict[str, object]]:
    """Draw sentences of a codebook for readers, with what it codes and the sentences around."""
    random = np.random.default_rng(seed)
    codes = own_codes(coded, corpus.index.bounds["sentence"])
    worded = np.flatnonzero(corpus.words >= SHORTEST)
    has = np.isin(worded, list(codes))
    chosen = {int(one): "coded" for one in random.permutation(worded[has])[:CODED]}
    times = Counter(code for number in chosen for code in codes[number])
    for code in coded.codebook.codes:
        own = [
            int(one) for one in random.permutation(worded[has]) if code.id in codes[int(one)] and int(one) not in chosen
        ]
        for number in own[: max(0, FEWEST - times[code.id])]:
            chosen[number] = "more"
            times.update(list(codes[number]))
    chosen |= {int(one): "uncoded" for one in random.permutation(worded[~has])[:UNCODED]}
    return [
        {
            "source": corpus.place[number][0],
            "start": corpus.place[number][1],
            "end": corpus.place[number][2],
            "stratum": stratum,
            "before": corpus.text(number - 1),
            "text": corpus.text(number),
            "coded": codes.get(number, {}),
        }
        for number, stratum in sorted(chosen.items())
    ]


def judgements_of(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the judgements of a codebook in a folder; none where it has not been judged there."""
    path = folder / f"{name}.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def measured_book(corpus: Corpus, folder: Path, name: str) -> Figures | None:
    """Hold a shipped codebook against the judgements in a folder; None where it has not been judged there."""
    rows = judgements_of(folder, name)
    return measured(corpus, code_places(corpus.index, books([name]))[0], rows) if rows else None


def books(names: Iterable[str]) -> list[Codebook]:
    """Return shipped codebooks by name, all where none is named."""
    known = shipped()
    return [read(known[name]) for name in (list(names) or known)]


def main(arguments: list[str]) -> None:
    """Draw, or measure and print."""
    corpus = Corpus()
    if arguments[:1] == ["--draw"]:
        folder, seed, *names = arguments[1:]
        for book in books(names):
            lines = draw(corpus, code_places(corpus.index, [book])[0], int(seed))
            path = Path(folder) / f"{book.id}.jsonl"
            path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
            print(f"{path}: {len(lines)} sentences")
        return
    for folder in [Path(one) for one in arguments] or JUDGED:
        for book in books([path.stem for path in sorted(folder.glob("*.tsv"))]):
            figures = measured_book(corpus, folder, book.id)
            if figures is None:
                continue
            sentences = len(judgements_of(folder, book.id))
            print(f"{folder.name} {book.id}: {sentences} sentences, {figures.given.total()} codes", end=", ")
            print(f"precision {figures.precision:.3f}, recall {figures.recall:.3f}")
            for code in book.codes:
                if figures.given[code.id] or figures.there.get(code.id):
                    of, there = figures.given[code.id], figures.there.get(code.id, 0.0)
                    recall = f"{figures.found.get(code.id, 0.0) / there:.2f}" if there else "-"
                    print(f"    {code.id:36} {figures.right[code.id]:3} of {of:3} right, recall {recall}")


if __name__ == "__main__":
    main(sys.argv[1:])
