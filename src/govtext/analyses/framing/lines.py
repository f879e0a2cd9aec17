"""The sentences behind the numbers: every coded one with what fired, and those that no code has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...table import Table, Text
from ...tokens.index import TokenIndex
from ...tokens.queries.hits import Hits, of_tokens
from ..concordance.quoting import places, references
from .coding import Framed
from .notes import Wording

PLACES = ("source", "section", "paragraph", "sentence")


class Sentences:
    """The sentences of a corpus, quoted: each place is worked out once, however many codes it has.

    Args:
        index: the corpus.
        number: (S,) numbers of the sentences that are asked for, ascending, each once.
    """

    def __init__(self, index: TokenIndex, number: np.ndarray) -> None:
        bounds = index.bounds["sentence"].astype(np.int64)
        self.number = number
        self.hits: Hits = of_tokens(index, bounds[number], bounds[number + 1])
        self.columns = places(self.hits)
        self.columns["start"] = self.hits.start.tolist()
        self.columns["end"] = self.hits.end.tolist()
        self.columns["reference"] = references(self.hits, self.columns)
        spans = zip(self.hits.source.tolist(), self.columns["start"], self.columns["end"], strict=True)
        self.columns["text"] = [index.texts[at][start:end].replace("\n", " ") for at, start, end in spans]

    def get(self, key: str, number: np.ndarray) -> np.ndarray:
        """Return a column for sentences by their numbers, which may come several times."""
        return named(self.columns[key], np.searchsorted(self.number, number))


def named(values: Sequence[Any], place: np.ndarray) -> np.ndarray:
    """Return values at some places as an array of objects, which for a million rows is quicker than a list."""
    array = np.empty(len(values), object)
    array[:] = values
    return array[place]


def coded_table(found: Framed, wording: Wording) -> Table:
    """Return a row for each sentence, code and indicator: where it is, what fired and how often, and the text."""
    index = found.index
    sentences = index.bounds["sentence"]
    opens = np.cumsum([0, *(len(one.codebook.codes) for one in found.coded)])
    code = np.concatenate([one.code + opening for one, opening in zip(found.coded, opens[:-1], strict=True)])
    indicator = np.concatenate([one.indicator for one in found.coded])
    first, last = (np.concatenate([getattr(one, end) for one in found.coded]) for end in ("first", "last"))
    sentence = np.searchsorted(sentences, first, side="right") - 1
    most = 1 + max((len(one.indicators) for _, one in found.codes), default=0)
    key = (sentence * len(found.codes) + code) * most + indicator
    key, opening, times = np.unique(key, return_index=True, return_counts=True)
    rest, indicator = np.divmod(key, most)
    sentence, code = np.divmod(rest, len(found.codes))
    quoted = Sentences(index, np.unique(sentence))
    texts = [one.text for _, code in found.codes for one in code.indicators]
    opening_text = np.cumsum([0, *(len(code.indicators) for _, code in found.codes)])
    columns: dict[str, Any] = {name: quoted.get(name, sentence) for name in PLACES}
    columns["code"] = named([one.id for _, one in found.codes], code)
    columns["indicator"] = named(texts, opening_text[code] + indicator)
    columns["text"] = quoted.get("text", sentence)
    columns["codebook"] = named([book.id for book, _ in found.codes], code)
    columns["parent"] = named([one.parent or "" for _, one in found.codes], code)
    columns["hits"] = times
    columns["match"] = _spelled(index, first[opening], last[opening])
    columns |= {name: quoted.get(name, sentence) for name in ("start", "end", "reference")}
    if wording.by != "source":
        group = found.groups.group[np.searchsorted(found.groups.first, sentences[sentence], side="right") - 1]
        columns["group"] = named(found.groups.names, group)
    note = Text(
        "A row for each sentence, code and indicator that fired in it; a code with parts stands only where an "
        "indicator of its own fired. hits: how often; match: its first place. start, end: characters of the sentence "
        "in the clean text.",
        "每行为一句、一编码、一指标；有下级之编码仅在其自身指标命中处列出。hits：次数；match：首处原文。"
        "start、end：该句在清洗后文本中的字符位置。",
    )
    title = Text("Coded sentences", "已编码的句子")
    reading = ("source", "paragraph", "sentence", "code", "indicator", "text")
    return wording.table("coded", title, columns, [note], reading=reading, on_page=False, top=0)


def _spelled(index: TokenIndex, first: np.ndarray, last: np.ndarray) -> list[str]:
    """Return the text of some runs of tokens."""
    hits = of_tokens(index, first, last)
    spans = zip(hits.source.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True)
    return [index.texts[source][start:end] for source, start, end in spans]


def uncoded_sentences(found: Framed) -> np.ndarray:
    """Return the numbers of the sentences that hold a word and no place of any code."""
    sentences = found.index.bounds["sentence"]
    words = np.concatenate(([0], np.cumsum(found.index.is_word)))
    return np.flatnonzero((np.diff(words[sentences]) > 0) & ~found.coded_sentences)


def uncoded_table(found: Framed, wording: Wording) -> Table:
    """Return the sentences that no code has."""
    quoted = Sentences(found.index, uncoded_sentences(found))
    keys = (*PLACES, "text", "start", "end", "reference")
    columns = {key: quoted.columns[key] for key in keys}
    note = Text("Sentences in which no indicator of any code fired.", "无任何编码指标命中之句。")
    title = Text("Sentences without a code", "未编码的句子")
    return wording.table("uncoded", title, columns, [note], reading=(*PLACES, "text"), on_page=False, top=0)
