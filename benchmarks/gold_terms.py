"""How many of the terms a reader marked are kept whole: govtext and plain jieba, against the gold samples.

    python benchmarks/gold_terms.py [FOLDER OF A SAMPLE]...

Both find a string of the lexicon where it stands as they cut: govtext as a span over its tokens, jieba as one token.
Recall: marked occurrences that are found as marked (a span, or one token). Precision: of what is found of the lexicon
in the marked sentences, the share that is marked.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from govtext.sources.read import read_source
from govtext.sources.source import Source
from govtext.study import study_of_files
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load
from govtext.tokens.matching import terms_of

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "corpus"
SAMPLES = sorted((ROOT / "tests" / "data").glob("gold_terms*"))
SWAMPING = ("人工智能", "AI")  # in every sentence; they would make the figures say nothing else

Place = tuple[str, int, int]


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def raw_places(
    index: TokenIndex, origins: list[np.ndarray], source: np.ndarray, start: np.ndarray, end: np.ndarray
) -> set[Place]:
    """Return where spans of the clean texts stand in the files."""
    found = set()
    for place, first, last in zip(source.tolist(), start.tolist(), end.tolist(), strict=True):
        origin = origins[place]
        found.add((index.sources[place].id[:3], int(origin[first]), int(origin[last - 1]) + 1))
    return found


def found_by_govtext(sources: list[Source], origins: list[np.ndarray]) -> tuple[set[Place], set[Place]]:
    """Return where the shipped lexicon's terms and words stand; and with them all that is one token anyway."""
    index = load_index(sources, lexicon=load("govtext"))
    matches = terms_of(index)
    places = raw_places(index, origins, matches.source, matches.start, matches.end)
    found = places | tokens_of(index, origins, set(index.lexicon.words.units))
    return found, found | every_token(index, origins)


def found_by_jieba(sources: list[Source], origins: list[np.ndarray]) -> tuple[set[Place], set[Place]]:
    """Return where plain jieba has a term or a word of the shipped lexicon as one token; and all of its tokens."""
    lexicon = load("govtext")
    forms = {form for entry in lexicon.entries for form in entry.forms} | set(lexicon.words.units)
    index = load_index(sources, mixed="parts")
    return tokens_of(index, origins, forms), every_token(index, origins)


def tokens_of(index: TokenIndex, origins: list[np.ndarray], wanted: set[str]) -> set[Place]:
    """Return where single tokens of some names stand."""
    named = np.fromiter((word in wanted for word in index.vocabulary), bool, len(index.vocabulary))
    at = np.flatnonzero(named[index.ids])
    source = np.searchsorted(index.bounds["document"], at, side="right") - 1
    return raw_places(index, origins, source, index.start[at], index.ends[at])


def every_token(index: TokenIndex, origins: list[np.ndarray]) -> set[Place]:
    """Return where all tokens stand."""
    return tokens_of(index, origins, set(index.vocabulary))


def score(found: set[Place], kept: set[Place], folder: Path, texts: dict[str, str]) -> dict[str, float]:
    """Hold what was found against a sample.

    Args:
        found: places of terms and words of the lexicon.
        kept: places that count as kept whole.
        folder: terms.tsv and sentences.tsv of the sample.
        texts: the files, for naming what is wrong.
    """
    marked = {
        (row["source"], int(row["offset"]), int(row["offset"]) + int(row["length"]))
        for row in rows(folder / "terms.tsv")
        if row["term"] not in SWAMPING
    }
    named = {place: "".join(texts[place[0]][place[1] : place[2]].split()) for place in marked}
    sentences = defaultdict(list)
    for row in rows(folder / "sentences.tsv"):
        sentences[row["source"]].append((int(row["sentence_start"]), int(row["sentence_end"])))
    inside = {
        place
        for place in found
        if any(start <= place[1] and place[2] <= end for start, end in sentences[place[0]])
        and "".join(texts[place[0]][place[1] : place[2]].split()) not in SWAMPING
    }
    short = {place for place in marked if len(named[place]) <= 12}
    if "-v" in sys.argv:
        print("not found:", "  ".join(sorted(named[place] for place in marked - kept)))
        print("not marked:", "  ".join(sorted("".join(texts[p[0]][p[1] : p[2]].split()) for p in inside - marked)))
    return {
        "marked": len(marked),
        "recall": len(marked & kept) / len(marked),
        "recall_to_12_characters": len(short & kept) / len(short),
        "precision": len(inside & marked) / max(1, len(inside)),
    }


def main() -> None:
    """Print the scores of both on each sample."""
    sources = study_of_files(sorted(REPORTS.glob("*.txt"))).choose()
    documents = [read_source(source) for source in sources]
    origins = [document.origin for document in documents]
    texts = {source.id[:3]: document.raw for source, document in zip(sources, documents, strict=True)}
    govtext, jieba = found_by_govtext(sources, origins), found_by_jieba(sources, origins)
    folders = [Path(name) for name in sys.argv[1:] if name != "-v"] or SAMPLES
    for folder in folders:
        for name, found, kept in (("govtext", *govtext), ("plain jieba", *jieba)):
            figures = score(found, kept, folder, texts)
            shown = "  ".join(
                f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in figures.items()
            )
            print(f"{folder.name:12} {name:12} {shown}")


if __name__ == "__main__":
    main()
