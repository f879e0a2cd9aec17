"""From the model last written to the intrusion tests that readers are given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..analyses.modelling.intrusion import SHOWN, WORD, sheets, topic_items, word_items
from ..analyses.modelling.quotes import cut, quotable
from ..analyses.modelling.saved import read_model as read_saved
from ..analyses.modelling.summary import leading
from ..analyses.modelling.written import AGAIN, DOCUMENT_TOPICS, Written, read_model, read_table
from ..errors import GovtextError
from ..files import read_bytes, write_atomic
from ..output.formats import csv_file
from ..study import Study, spare
from ..tokens.units import unit_bounds

MODEL, KEY = "model.npz", "intrusion_key"
LONGEST_TEXT = 600  # characters of a text that a reader is shown


def write_tests(
    study: Study, tables: Path, into: Path, *, sources: Sequence[str] = (), items: int = 1, sample: int = 20, seed: int
) -> tuple[list[Path], int]:
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

    Returns:
        The files, and the number of texts.

    Raises:
        GovtextError: there is no model, its texts have changed, or a test that is there has answers.
    """
    written, saved = read_model(tables), read_saved(tables / MODEL)
    texts = _texts(study, written, tables, saved.settings, sources)
    found = word_items(written.terms, written.words, items, seed)
    found += topic_items(written.shares, texts, sample, seed)
    tests = sheets(found, leading(written.words, written.terms, SHOWN), saved.labels, seed)
    paths = {into / f"{name}.csv": table for name, table in tests.items()}
    spare(study.root, study.sources, list(paths), "choose another folder with -o")
    for path, table in paths.items():
        _nothing_lost(path, csv_file(table))
    for path, table in paths.items():
        write_atomic(path, csv_file(table))
    return list(paths), sum(one.test != WORD for one in found)


def _texts(
    study: Study, written: Written, tables: Path, settings: dict[str, object], sources: Sequence[str]
) -> list[str]:
    """Return the text of each unit, without headings; empty where little more than a heading is left."""
    index = study.index(
        sources or list(dict.fromkeys(written.sources)),
        str(settings["engine"]),
        str(settings["without"]),
        features=str(settings["features"]),
        mixed=str(settings["mixed"]),
    )
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
