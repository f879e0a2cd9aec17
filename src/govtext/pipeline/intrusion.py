"""From the model last written to the intrusion tests that readers are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..analyses.modelling.intrusion import SHOWN, WORD, sheets, topic_items, word_items
from ..analyses.modelling.quotes import cut, quotable
from ..analyses.modelling.saved import Saved
from ..analyses.modelling.saved import read_model as read_saved
from ..analyses.modelling.summary import leading
from ..analyses.modelling.written import AGAIN, DOCUMENT_TOPICS, TOPIC_WORDS, Written, read_model, read_table
from ..errors import GovtextError, UsageProblem
from ..files import read_bytes, write_atomic
from ..output.formats import csv_file
from ..study import Study, spare
from ..tokens.index import TokenIndex
from ..tokens.units import unit_bounds

MODEL, KEY = "model.npz", "intrusion_key"
LONGEST_TEXT = 600  # characters of a text that a reader is shown
MOST_NAMED = 8
ROUNDING = 1e-6  # of a probability that a spreadsheet wrote again


class Tests(NamedTuple):
    """The files that were written, the number of texts in the test of topics, and of topics in the model."""

    files: list[Path]
    texts: int
    topics: int


def write_tests(
    study: Study, tables: Path, into: Path, *, sources: Sequence[str] = (), items: int = 1, sample: int = 20, seed: int
) -> Tests:
    """Write the intrusion tests of a model, and their key.

    Words and shares are those of the model's tables; so topics have the numbers that a person sees there. The texts are
    cut again as the model's own settings say, and must give the same units.

    Args:
        study: the study, or files.
        tables: where the model and its tables are.
        into: where to write.
        sources: the texts, by id or file; by default those that the tables name.
        items: of each topic in the test of words.
        sample: texts in the test of topics.
        seed: of what is drawn.

    Raises:
        GovtextError: there is no model, it is not that of the tables, its texts have changed, or a test that is there
            has answers.
        UsageProblem: the model was not fitted on a source that is named.
    """
    written, saved = read_model(tables), read_saved(tables / MODEL)
    _of_one_run(written, saved, tables)
    index = _index(study, sources or list(dict.fromkeys(written.sources)), saved.settings)
    written = _of_sources(written, index)
    texts = _texts(index, written, tables, saved.settings)
    found = word_items(written.terms, written.words, items, seed)
    found += topic_items(written.shares, texts, sample, seed)
    tests = sheets(found, leading(written.words, written.terms, SHOWN), saved.labels, seed)
    paths = {into / f"{name}.csv": table for name, table in tests.items()}
    spare(study.root, study.sources, list(paths), "choose another folder with -o")
    for path, table in paths.items():
        _nothing_lost(path, csv_file(table))
    for path, table in paths.items():
        write_atomic(path, csv_file(table))
    return Tests(list(paths), sum(one.test != WORD for one in found), len(written.words))


def _of_one_run(written: Written, saved: Saved, tables: Path) -> None:
    """Refuse tables and a model that were not written together: topics would have the labels of others."""
    own = {term: place for place, term in enumerate(saved.terms)}
    same = written.words.shape == saved.words.shape and own.keys() == set(written.terms)
    if not same or not np.allclose(written.words, saved.words[:, [own[term] for term in written.terms]], 0, ROUNDING):
        raise GovtextError(f"{TOPIC_WORDS} and {MODEL} are not of one run", where=tables, remedy=AGAIN)


def _of_sources(written: Written, index: TokenIndex) -> Written:
    """Return the units of the sources of an index alone."""
    named, known = [source.id for source in index.sources], list(dict.fromkeys(written.sources))
    if strange := [name for name in named if name not in known]:
        what = f"the model was not fitted on {strange[0]}"
        raise UsageProblem(what, remedy=f"name sources of it: {', '.join(known[:MOST_NAMED])}")
    kept = [place for place, name in enumerate(written.sources) if name in named]
    return replace(
        written,
        sources=[written.sources[place] for place in kept],
        numbers=[written.numbers[place] for place in kept],
        shares=written.shares[kept],
    )


def _index(study: Study, sources: Sequence[str], settings: dict[str, object]) -> TokenIndex:
    """Return the texts, cut and counted as the model's own were."""
    return study.index(
        sources,
        str(settings["engine"]),
        str(settings["without"]),
        features=str(settings["features"]),
        mixed=str(settings["mixed"]),
    )


def _texts(index: TokenIndex, written: Written, tables: Path, settings: dict[str, object]) -> list[str]:
    """Return the text of each unit, without headings; empty where little more than a heading is left."""
    bounds = unit_bounds(index, str(settings["unit"]), int(str(settings["min_tokens"])), int(str(settings["window"])))
    ends: dict[str, list[tuple[int, int]]] = {source.id: [] for source in index.sources}
    own = index.bounds["document"].searchsorted(bounds[:-1], side="right") - 1
    for place, first, last in zip(own.tolist(), bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        ends[index.sources[place].id].append((first, last))
    then = {name: written.sources.count(name) for name in dict.fromkeys(written.sources)}
    other = [name for name in sorted({*then, *ends}) if then.get(name, 0) != len(ends.get(name, []))]
    if other:
        name = other[0]
        what = f"has {then.get(name, 0)} units of {name}, whose text now has {len(ends.get(name, []))}"
        raise GovtextError(what, where=tables / DOCUMENT_TOPICS, remedy=AGAIN)
    texts = []
    for name, number in zip(written.sources, written.numbers, strict=True):
        if not 1 <= number <= len(ends[name]):
            raise GovtextError(f"{name} has no unit {number}", where=tables / DOCUMENT_TOPICS, remedy=AGAIN)
        texts.append(cut(quotable(index, *ends[name][number - 1])[1], LONGEST_TEXT))
    return texts


def _nothing_lost(path: Path, data: bytes) -> None:
    """Refuse to write over a test that a reader has filled in, and over the key of other tests."""
    if not path.is_file():
        return
    if path.stem == KEY:
        if read_bytes(path) != data:
            what = "is the key of other tests, which could not be scored without it"
            raise GovtextError(what, where=path, remedy="move it away, or choose another folder with -o")
    elif any(row["answer"].strip() for _, row in read_table(path, ("answer",), "move this file away")):
        what = "holds answers of a reader, and the new test would overwrite them"
        raise GovtextError(what, where=path, remedy="move it away, or choose another folder with -o")
