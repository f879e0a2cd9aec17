"""Segmented texts as files that other programs, and `--engine whitespace`, read: txt, conll, jsonl.

A blank inside a word (Partnership on AI) is written as ␣, and read back as a blank.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise

from ..tokens.index import TERM, TokenIndex
from ..tokens.segment import BLANK_INSIDE
from ..tokens.tags import TAGSET
from ..tokens.texts import without_typesetting

Tags = dict[str, str]  # word → part of speech


def segmented(index: TokenIndex, source: int, form: str, tags: Tags | None = None) -> Iterator[str]:
    """Yield the lines of a segmented source.

    Args:
        index: the corpus.
        source: its position.
        form: `txt` (one paragraph a line, words parted by blanks), `conll` (CoNLL-U, one word a line) or `jsonl` (one
            source a line, its text as in txt, its fields beside it).
        tags: given, words have their part of speech.
    """
    return FORMS[form](index, source, tags)


def _words(index: TokenIndex, first: int, last: int, source: int) -> list[tuple[str, str, int, int]]:
    """Return the tokens between two places as spelled: with their name, first character, and one past the last."""
    text = index.texts[source]
    beside = index.feature_set in ("terms", "all")  # there terms stand beside their words, and are no part of the text
    found = []
    for at in range(first, last):
        number = int(index.ids[at])
        if beside and index.kinds[number] == TERM:
            continue
        start, end = int(index.start[at]), int(index.ends[at])
        spelled = index.vocabulary[number]
        if index.kinds[number] == TERM:
            spelled = text[start:end]
            if index.engine == "whitespace":
                spelled = without_typesetting(spelled, True)
        found.append((spelled.replace(" ", BLANK_INSIDE), index.vocabulary[number], start, end))
    return found


def _units(index: TokenIndex, source: int, unit: str) -> list[tuple[int, int]]:
    """Return the first token of each unit of a source, and one past its last."""
    first, last = index.bounds["document"][source : source + 2]
    bounds = index.bounds[unit]
    inside = bounds[(bounds >= first) & (bounds < last)].tolist()
    return list(pairwise([*inside, int(last)]))


def _txt(index: TokenIndex, source: int, tags: Tags | None) -> Iterator[str]:
    for first, last in _units(index, source, "paragraph"):
        words = _words(index, first, last, source)
        yield " ".join(f"{word}/{tags.get(name, 'x')}" if tags else word for word, name, *_ in words)


def _conll(index: TokenIndex, source: int, tags: Tags | None) -> Iterator[str]:
    """Yield CoNLL-U: the part of speech stands under XPOS, the place in the clean text under MISC."""
    name = index.sources[source].id
    paragraphs = {first for first, _ in _units(index, source, "paragraph")}
    yield f"# newdoc id = {name}"
    if tags:
        yield f"# xpos = {TAGSET}"
    for number, (first, last) in enumerate(_units(index, source, "sentence"), 1):
        words = _words(index, first, last, source)
        if not words:
            continue
        if first in paragraphs:
            yield "# newpar"
        yield f"# sent_id = {name}-s{number}"
        yield f"# text = {index.texts[source][words[0][2] : words[-1][3]]}"
        for place, (word, own, start, end) in enumerate(words, 1):
            xpos = tags.get(own, "x") if tags else "_"
            apart = place < len(words) and words[place][2] > end
            misc = f"start={start}|end={end}" + ("" if apart or place == len(words) else "|SpaceAfter=No")
            yield f"{place}\t{word}\t_\t_\t{xpos}\t_\t_\t_\t_\t{misc}"
        yield ""


def _jsonl(index: TokenIndex, source: int, tags: Tags | None) -> Iterator[str]:
    one = index.sources[source]
    record: dict[str, object] = {"id": one.id, **one.fields, "text": "\n\n".join(_txt(index, source, None))}
    if tags:
        record["pos"] = "\n\n".join(_tags_only(index, source, tags))
    yield json.dumps(record, ensure_ascii=False)


def _tags_only(index: TokenIndex, source: int, tags: Tags) -> Iterator[str]:
    for first, last in _units(index, source, "paragraph"):
        yield " ".join(tags.get(name, "x") for _, name, *_ in _words(index, first, last, source))


FORMS: dict[str, Callable[[TokenIndex, int, Tags | None], Iterator[str]]] = {
    "txt": _txt,
    "conll": _conll,
    "jsonl": _jsonl,
}
