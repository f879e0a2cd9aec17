"""Stop lists as tables: what they hold, and how two of them differ."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .. import __version__
from ..errors import NothingFound
from ..table import Table, Tables, Text, columns_of
from ..tokens.index import TokenIndex
from ..tokens.stopwords import StopWord, load, named_lists, protected

YES = "yes"


def show(names: str, folder: Path | None = None, index: TokenIndex | None = None) -> Tables:
    """List the words of stop lists.

    Args:
        names: as for `load`.
        folder: the study's `stopwords/`.
        index: a corpus whose counts of the words are wanted.

    Returns:
        `stopwords`: word, list, group, protected (yes, or empty), removed (yes where an analysis with these lists
        leaves it out), count (empty without a corpus). In the order of the lists.

    Raises:
        NothingFound: the lists hold no word.
    """
    lists, removed, kept = list(named_lists(_split(names), folder)), load(names, folder).words, protected()
    counts = _counts(index)
    rows = [
        (one.word, listed.name, one.group, _yes(one.word in kept), _yes(one.word in removed), _count(counts, one.word))
        for listed in lists
        for one in listed.words
    ]
    if not rows:
        raise NothingFound(f"the stop list {names} holds no word", remedy="name another: govtext, modals, stopwordsiso")
    columns = columns_of(("word", "list", "group", "protected", "removed", "count"), rows)
    notes = [*_notes(names, folder), PROTECTED_NOTE, *_corpus(index)]
    return Tables(Table("stopwords", Text("Stop words", "停用词"), columns, notes, {"stopwords": names}))


def diff(first: str, second: str, folder: Path | None = None, index: TokenIndex | None = None) -> Tables:
    """List the words that one of two choices of stop lists takes away and the other does not.

    Returns:
        `stopwords_diff`: word, only_in, group, protected, count; commonest in the corpus first, ties by code point.

    Raises:
        NothingFound: they take away the same words.
    """
    words = {names: load(names, folder).words for names in (first, second)}
    groups = {names: {one.word: one.group for one in _words(names, folder)} for names in (first, second)}
    counts, kept = _counts(index), protected()
    rows = [
        (word, names, groups[names][word], _yes(word in kept), _count(counts, word))
        for names, other in ((first, second), (second, first))
        for word in words[names] - words[other]
    ]
    if not rows:
        raise NothingFound(
            f"{first} and {second} take away the same words", remedy="compare others: govtext, stopwordsiso"
        )
    rows.sort(key=lambda row: (-(row[-1] or 0), row[0], row[1]))
    columns = columns_of(("word", "only_in", "group", "protected", "count"), rows)
    both = Text(
        f"Both take away {len(words[first] & words[second]):,} words.",
        f"两者皆去除 {len(words[first] & words[second]):,} 词。",
    )
    notes = [*_notes(first, folder), *_notes(second, folder), both, PROTECTED_NOTE, *_corpus(index)]
    title = Text(f"Stop words: {first} against {second}", f"停用词：{first} 与 {second}")
    return Tables(Table("stopwords_diff", title, columns, notes, {"first": first, "second": second}))


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _words(names: str, folder: Path | None) -> list[StopWord]:
    return [word for listed in named_lists(_split(names), folder) for word in listed.words]


def _counts(index: TokenIndex | None) -> dict[str, int] | None:
    if index is None:
        return None
    times = np.bincount(index.ids, minlength=len(index.kinds)).tolist()
    return dict(zip(index.vocabulary, times, strict=True))


def _count(counts: dict[str, int] | None, word: str) -> int | None:
    return None if counts is None else counts.get(word, 0)


def _yes(true: bool) -> str:
    return YES if true else ""


def _notes(names: str, folder: Path | None) -> list[Text]:
    chosen = load(names, folder)
    text = f"{names}: {chosen.name}; takes away {len(chosen.words):,} words"
    digits = Text(", and numbers in digits", "及阿拉伯数字") if chosen.drops_numbers else Text("", "")
    return [Text(f"{text}{digits.en}.", f"{names}：{chosen.name}；去除 {len(chosen.words):,} 词{digits.zh}。")]


def _corpus(index: TokenIndex | None) -> list[Text]:
    version = Text(f"govtext {__version__}.", f"govtext {__version__}。")
    if index is None:
        return [version]
    names = len(index.sources)
    return [
        Text(f"count: in {names} sources, N = {index.size:,}.", f"count：{names} 篇文本，N = {index.size:,}。"),
        version,
    ]


PROTECTED_NOTE = Text(
    "Protected words (modals, negation, connectives, words of policy) stay whatever a list says, unless it says so "
    "itself (!应当), `unprotected` is among the names, or `modals`, which is a list of such words.",
    "受保护的词（情态、否定、关联、政策用词）不因停用词表而去除，"
    "除非表中写作 !应当，或名单中含 unprotected 或 modals。",
)
