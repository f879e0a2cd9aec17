"""Building a token index: one source at a time, each kept on disk, then all put together."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import __version__
from ..errors import GovtextError
from ..files import read_bytes, sha256, without_interrupts
from ..progress import Progress
from ..sources import VERSION as READING
from ..sources.formats import libraries_key
from ..sources.source import Source
from . import store
from .index import TokenIndex, kind_of
from .lexicon import NONE, Lexicon
from .segment import BLANK_INSIDE, Segmentation

if TYPE_CHECKING:
    from ..sources.document import Document

WRITTEN_BLANK = re.compile(f"(?<=[^\n{BLANK_INSIDE}]){BLANK_INSIDE}(?=[^\n{BLANK_INSIDE}])")
LAYOUT = 6  # raise when what is stored changes
WORTH_MORE_PROCESSES = 2_000_000  # bytes
ALIKE = 0.5  # containment from which two sources are said to be near-duplicates; unlike reports stay below 0.1
KEPT_PAIRS = 1_000  # of near-duplicates, the nearest: copies of one text make pairs by the million
KEPT_INDEXES = 8
KEPT_SEGMENTS = 20_000

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Job:
    """One source to be segmented: where it is read and with which bytes, how, and where its arrays are kept."""

    source: Source
    digest: str
    segmentation: Segmentation
    without: tuple[str, ...]
    kept: Path | None


def segment_document(document: Document, segmentation: Segmentation) -> tuple[dict[str, Any], Arrays]:
    """Segment a document: its description and its arrays, with a vocabulary of its own."""
    from ..sources.duplicates import sketch

    tokens = segmentation.cut(document.text)
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    ids = np.fromiter(map(numbers.__getitem__, tokens), np.int32, len(tokens))
    words = list(numbers)
    lengths = np.fromiter(map(len, words), np.int32, len(words))[ids]
    starts = np.cumsum(lengths, dtype=np.int32) - lengths
    blank = np.fromiter((word.isspace() for word in words), bool, len(words))
    keep = ~blank[ids] if len(words) else np.zeros(0, bool)
    ids, starts = ids[keep], starts[keep]
    openings = {
        "sentence": document.sentences,
        "paragraph": [start for start, _ in document.paragraphs],
        "section": [document.paragraphs[section.paragraph][0] for section in document.sections],
    }
    arrays = {f"{unit}_bounds": _bounds(starts, places) for unit, places in openings.items()}
    arrays |= {"ids": ids, "start": starts}
    named = "\n".join(word.replace("\n", " ") for word in words)
    if segmentation.engine == "whitespace":
        named = WRITTEN_BLANK.sub(" ", named)
    arrays["vocabulary"] = np.frombuffer(named.encode(), np.uint8)
    arrays["text"] = np.frombuffer(document.text.encode(), np.uint8)
    arrays["sketch"] = sketch(document.text)
    return _description(document), arrays


def _bounds(starts: np.ndarray, openings: Sequence[int]) -> np.ndarray:
    """Turn character positions at which units open into token positions; units without a token fall away."""
    at = np.searchsorted(starts, np.asarray(openings, np.int32))
    return np.unique(np.concatenate(([0], at, [len(starts)]))).astype(np.int32)


def _description(document: Document) -> dict[str, Any]:
    return {
        "format": document.format,
        "encoding": document.encoding,
        "characters": len(document.text),
        "sections": [[s.level, s.number, s.title, "、".join(s.authors)] for s in document.sections],
        "section_starts": [document.paragraphs[s.paragraph][0] for s in document.sections],
        "page_starts": np.searchsorted(np.maximum.accumulate(document.origin), document.pages).tolist(),
        "warnings": document.warnings,
    }


def load_index(
    sources: Sequence[Source],
    engine: str = "jieba",
    cache: Path | None = None,
    digests: Sequence[str] | None = None,
    without: tuple[str, ...] = (),
    lexicon: Lexicon = NONE,
    mixed: str = "whole",
    workers: int = 1,
    progress: Progress | None = None,
    warn: Callable[[str], None] | None = None,
) -> TokenIndex:
    """Return the index of `sources`, from the cache where nothing it depends on has changed.

    Args:
        sources: what to index, in this order.
        engine: the segmentation.
        cache: the folder that keeps indexes; None keeps nothing.
        digests: SHA-256 of each source's file, where they are known already.
        without: cleaning rules that are not to run.
        lexicon: its words are kept whole; its terms are matched when they are asked for.
        mixed: what becomes of Latin and mixed tokens; see `Segmentation`.
        workers: processes for large corpora. More than one needs a main program that can be imported again, as the
            command line is and a script without `if __name__ == "__main__"` is not. The result is the same.
        progress: told after each source that is segmented.
        warn: told what a careful reader should know (a cache that cannot be written, an enormous line).

    Raises:
        GovtextError: a source cannot be read.
        UsageProblem: there is no such engine or policy.
    """
    segmentation = Segmentation(engine, mixed=mixed)
    if segmentation.by_words:
        segmentation = Segmentation(engine, lexicon.words, mixed)
    known = digests or [sha256(read_bytes(source.path)) for source in sources]
    keys = [_key(source, digest, segmentation, without) for source, digest in zip(sources, known, strict=True)]
    together = sha256(" ".join(keys).encode())
    whole = cache / "indexes" / together if cache else None
    stored = _read(whole)
    if stored is None:
        jobs = [
            Job(source, digest, segmentation, without, cache / "segments" / key if cache else None)
            for source, digest, key in zip(sources, known, keys, strict=True)
        ]
        stored = _merge(_segment_all(jobs, workers, progress))
        if whole and cache:
            _keep(whole, stored, warn)
            _prune(cache)
    index = replace(
        _index(stored, list(sources)),
        segmentation=segmentation,
        without=without,
        lexicon=lexicon,
        key=together,
        cache=cache,
    )
    for source, details in zip(sources, index.details, strict=True):
        for warning in details["warnings"]:
            if warn:
                warn(f"{source.path}: {warning}")
    return index


def _key(source: Source, digest: str, segmentation: Segmentation, without: tuple[str, ...]) -> str:
    """Return the hash of everything the tokens of a source depend on."""
    how = f"{LAYOUT} {READING} {segmentation.key} {','.join(without)} {source.path.suffix.lower()}"
    how += libraries_key(source.path)
    return sha256(f"{how} {digest} {source.place}".encode())


def _read(path: Path | None) -> tuple[dict[str, Any], Arrays] | None:
    try:
        return store.read(path) if path else None
    except store.DamagedError:
        return None


def _keep(path: Path, stored: tuple[dict[str, Any], Arrays], warn: Callable[[str], None] | None) -> None:
    try:
        store.write(path, *stored)
    except GovtextError as error:
        if warn:
            warn(f"the token index is not kept for the next time: {error}")


def _segment_all(jobs: list[Job], workers: int, progress: Progress | None) -> list[tuple[dict[str, Any], Arrays]]:
    """Segment what is not kept yet, in several processes where it is worth it, and return all parts in order."""
    parts: list[tuple[dict[str, Any], Arrays] | None] = [_read(job.kept) for job in jobs]
    missing = [number for number, part in enumerate(parts) if part is None]
    size = sum(path.stat().st_size for path in {jobs[number].source.path for number in missing})
    done = len(jobs) - len(missing)
    todo = [jobs[number] for number in missing]
    several = workers > 1 and size > WORTH_MORE_PROCESSES and jobs[0].kept is not None
    results = _in_processes(todo, workers) if several else map(_segment_one, todo)
    for number, part in zip(missing, results, strict=True):
        parts[number] = part or _read(jobs[number].kept) or _segment_one(jobs[number])
        done += 1
        if progress:
            progress("segmenting", done, len(jobs))
    return [part for part in parts if part is not None]


def _segment_one(job: Job) -> tuple[dict[str, Any], Arrays]:
    from ..sources.read import read_source

    clean = job.segmentation.engine != "whitespace"
    document = read_source(job.source, clean=clean, without=job.without, digest=job.digest)
    part = segment_document(document, job.segmentation)
    if job.kept:
        _keep(job.kept, part, None)
    return part


def _segment_and_keep(job: Job) -> None:
    """Segment in another process: the arrays come back through the file, not through a pipe."""
    _segment_one(job)


def _in_processes(jobs: list[Job], workers: int) -> Iterator[None]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        with without_interrupts():  # workers inherit it: Ctrl-C is for this process to answer
            results = pool.map(_segment_and_keep, jobs, chunksize=max(1, len(jobs) // (8 * workers)))
        yield from results


def _merge(parts: list[tuple[dict[str, Any], Arrays]]) -> tuple[dict[str, Any], Arrays]:
    """Put the sources' arrays one after another over one vocabulary in code-point order."""
    from ..sources.duplicates import resemblance

    vocabularies = [part["vocabulary"].tobytes().decode().split("\n") for _, part in parts]
    vocabulary = sorted(word for word in set().union(*vocabularies) if word and not word.isspace())
    place = {word: number for number, word in enumerate(vocabulary)}
    ids, sizes = [], [0]
    for words, (_, part) in zip(vocabularies, parts, strict=True):
        lookup = np.fromiter((place.get(word, -1) for word in words), np.int32, len(words))
        ids.append(lookup[part["ids"]])
        sizes.append(len(part["ids"]))
    offsets = np.cumsum(sizes)
    arrays = {
        "ids": np.concatenate(ids),
        "start": np.concatenate([part["start"] for _, part in parts]),
        "document": offsets.astype(np.int32),
        "kinds": np.fromiter(map(kind_of, vocabulary), np.uint8, len(vocabulary)),
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
        "text": np.concatenate([part["text"] for _, part in parts]),
        "text_bounds": np.cumsum([0, *(len(part["text"]) for _, part in parts)]),
    }
    sketches = [part["sketch"] for _, part in parts]
    near = resemblance(sketches, ALIKE)
    arrays |= {
        "sketch": np.concatenate(sketches),
        "sketch_bounds": np.cumsum([0, *map(len, sketches)]),
        "near": np.stack([near.i, near.j, near.containment, near.jaccard], axis=1)[:KEPT_PAIRS].astype(np.float64),
    }
    for unit in ("section", "paragraph", "sentence"):
        pieces = [part[f"{unit}_bounds"][:-1] + offset for (_, part), offset in zip(parts, offsets[:-1], strict=True)]
        arrays[unit] = np.concatenate([*pieces, offsets[-1:]]).astype(np.int32)
    details = json.dumps([description for description, _ in parts], ensure_ascii=False).encode()
    arrays["details"] = np.frombuffer(details, np.uint8)
    return {"govtext": __version__}, arrays


def _index(stored: tuple[dict[str, Any], Arrays], sources: list[Source]) -> TokenIndex:
    arrays = stored[1]
    return TokenIndex(
        sources=sources,
        ids=arrays["ids"],
        start=arrays["start"],
        bounds={unit: arrays[unit] for unit in ("document", "section", "paragraph", "sentence")},
        vocabulary_bytes=arrays["vocabulary"],
        kinds=arrays["kinds"],
        text_bytes=arrays["text"],
        text_bounds=arrays["text_bounds"],
        details=json.loads(arrays["details"].tobytes()),
        sketches=np.split(arrays["sketch"], arrays["sketch_bounds"][1:-1]),
        near=arrays["near"],
    )


def _prune(cache: Path) -> None:
    """Delete the oldest files of the cache beyond what a study in use needs."""
    store.prune(cache / "indexes", KEPT_INDEXES)
    store.prune(cache / "segments", KEPT_SEGMENTS)
