"""N-grams: sequences of words, how often they occur and how firmly they hold together; lexical bundles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..measures.sequences import cells_of, g2_independence, lambda_z, ngram_cells, pmi, singles
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .notes import common_notes, source_labels, used
from .options import check_numbers
from .sequences.bundles import bundles_of
from .sequences.counting import Sequences, Stretches, count, dispersion, ranges, stretches
from .sequences.notes import ngram_notes

SHORTEST, LONGEST, MOST_SKIPPED = 2, 6, 5
LENGTHS = re.compile(r"([0-9]+)(?:-([0-9]+))?")
MOST_READ = 9  # columns
AT_A_TIME = 50_000  # sequences of six words have 64 cells each
Sort = Literal["count", "g2", "mi", "lambda"]
SORTS: tuple[Sort, ...] = ("count", "g2", "mi", "lambda")


@dataclass(frozen=True)
class Limits:
    """What is left out: sequences that are too rare, or that begin or end with a word of the stop list."""

    min_count: int
    min_range: int
    stopwords: StopList


def ngrams(
    index: TokenIndex,
    *,
    n: int | str | None = None,
    skip: int = 0,
    by: str | None = None,
    min_count: int | None = None,
    min_range: int | None = None,
    sort: Sort = "count",
    bundles: bool = False,
    per_million: float | None = None,
    top: int | None = None,
    stopwords: StopList = NONE,
) -> Tables:
    """Count sequences of n words that stand in one sentence with no punctuation between them.

    Args:
        index: the corpus.
        n: words of a sequence, 2 to 6, or two lengths as `2-4`; 2, with `bundles` 4.
        skip: words that may be left out inside, in all, 0 to 5 (k-skip-n-grams).
        by: `source`, `chapter`, `section`, `author` or a metadata field; each group is a corpus of its own. None counts
            the corpus as one. With `bundles` the corpus is one, and the groups (by `source`) are columns.
        min_count: least count (with `by`: in the group); 5, with `bundles` 3.
        min_range: least number of sources (with `by`: of the group); 1, with `bundles` 2 where there are two.
        sort: `count`, `g2`, `mi` or `lambda`, the highest first.
        bundles: also list lexical bundles, and their rates in each group; no stop list is used then.
        per_million: least rate of a bundle in the corpus; 20.
        top: rows to keep (with `by`: in each group); 0 and None keep all.
        stopwords: n-grams that begin or end with one are left out; inside they stay, and in N.

    Returns:
        `ngrams`: ngram (words joined by a blank), n, count, per_10k, range, expected, g2, mi, lambda, z, dp; with `by`
        also group. Before it, with `bundles`, `bundles`: bundle, n, count, per_million, range, within (with several
        lengths), and for each group its count (named as the group) and `<group>_per_million`.

    Raises:
        UsageProblem: an option is out of range, or the features are `terms`.
        NothingFound: no sequence is frequent enough.
    """
    lengths = _lengths(n, 4 if bundles else 2)
    check_options(n, skip, sort, bundles, per_million)
    check_numbers(min_count=min_count, min_range=min_range, top=top)
    limits = _limits(index, min_count, min_range, bundles, stopwords)
    parameters = {
        "n": f"{lengths[0]}-{lengths[-1]}" if len(lengths) > 1 else str(lengths[0]),
        "skip": skip,
        "by": None if bundles else by,
        "min_count": limits.min_count,
        "min_range": limits.min_range,
        "sort": sort,
        "bundles": bundles,
        "top": top,
        **used(index, limits.stopwords),
    }
    if not bundles:
        return Tables(_table(index, lengths, limits, parameters))
    asked = {**parameters, "by": by or "source", "per_million": 20 if per_million is None else per_million}
    return Tables(bundles_of(index, lengths, asked), _table(index, lengths, limits, parameters))


def _limits(
    index: TokenIndex, min_count: int | None, min_range: int | None, bundles: bool, stopwords: StopList
) -> Limits:
    """Return the limits asked for; those of bundles are by default more of spread, less of count, and of no word."""
    least, spread = (3, min(2, len(index.sources))) if bundles else (5, 1)
    least = least if min_count is None else min_count
    return Limits(least, spread if min_range is None else min_range, NONE if bundles else stopwords)


def _lengths(n: int | str | None, default: int) -> range:
    """Return the lengths asked for.

    Raises:
        UsageProblem: no length from 2 to 6, and no two of them.
    """
    asked = LENGTHS.fullmatch(str(default if n is None else n).strip())
    low, high = (int(asked[1]), int(asked[2] or asked[1])) if asked else (0, 0)
    if not SHORTEST <= low <= high <= LONGEST:
        raise UsageProblem(f"-n is {str(n)!r}", remedy="give a length from 2 to 6, or two as 2-4, the shorter first")
    return range(low, high + 1)


def check_options(n: int | str | None, skip: int, sort: str, bundles: bool, per_million: float | None) -> None:
    """Refuse options that are out of range or that do not go together.

    Raises:
        UsageProblem: they are or do not.
    """
    _lengths(n, SHORTEST)
    if isinstance(skip, bool) or not isinstance(skip, int) or not 0 <= skip <= MOST_SKIPPED:
        raise UsageProblem(f"--skip is {skip!r}", remedy=f"give a whole number from 0 to {MOST_SKIPPED}")
    if sort not in SORTS:
        raise UsageProblem(f"--sort is {sort!r}", remedy=f"choose one of {', '.join(SORTS)}")
    if bundles and skip:
        raise UsageProblem("lexical bundles have no gaps", remedy="leave out --skip or --bundles")
    if per_million is None:
        return
    if not bundles:
        raise UsageProblem("--per-million is a limit of bundles", remedy="add --bundles, or use --min-count")
    if isinstance(per_million, bool) or not isinstance(per_million, int | float) or not 0 <= per_million < np.inf:
        raise UsageProblem(f"--per-million is {per_million!r}", remedy="it must be a number and at least 0")


@dataclass(frozen=True)
class Scored:
    """The sequences of one length that are kept, with their measures, all arrays (R,) but `words`.

    Attributes:
        words: (R, 6) vocabulary numbers, -1 behind the last word.
        group: the group each belongs to.
        figures: count, per_10k, range, expected, g2, mi, lambda, z, dp.
    """

    words: np.ndarray
    group: np.ndarray
    figures: dict[str, np.ndarray]


def _table(index: TokenIndex, lengths: range, limits: Limits, parameters: dict[str, Any]) -> Table:
    by, sort, top = parameters["by"], parameters["sort"], parameters["top"]
    groups = index.groups(by)
    text = stretches(index, groups, apart=True)
    scored = [_scored(index, text, n, parameters["skip"], limits) for n in lengths]
    group, words = np.concatenate([one.group for one in scored]), np.concatenate([one.words for one in scored])
    figures = {key: np.concatenate([one.figures[key] for one in scored]) for key in scored[0].figures}
    # An undefined measure sorts behind all others; names in code-point order settle ties.
    by_measure = -np.nan_to_num(figures[sort].astype(float), nan=-np.inf)
    order = np.lexsort((*words.T[::-1], by_measure, group))
    if top:
        first = np.searchsorted(group[order], group[order])
        order = order[np.arange(len(order)) - first < top]
    if not len(order):
        few = f"no sequence of {parameters['n']} words occurs {limits.min_count} times"
        wide = f" in {limits.min_range} sources" if limits.min_range > 1 else ""
        remedy = "lower --min-count or --min-range" if limits.min_range > 1 else "lower --min-count"
        listed = limits.stopwords.words or limits.stopwords.drops_numbers
        raise NothingFound(few + wide, remedy=f"{remedy}, or use --stopwords none" if listed else remedy)
    columns: dict[str, Any] = {"ngram": _names(index, words[order]), "n": (words[order] >= 0).sum(axis=1)}
    columns |= {key: values[order] for key, values in figures.items()}
    trace = {} if parameters["skip"] else {"pattern": "{ngram}"}
    if trace and parameters["features"] == "all":
        trace["features"] = "words"  # sequences are of words there
    if by is not None:
        columns["group"] = [groups.names[number] for number in group[order].tolist()]
        trace |= {"by": by, "group": "{group}"} if trace else {}
    return Table(
        "ngrams",
        _title(parameters["n"], by),
        columns,
        [*common_notes(index, limits.stopwords), *ngram_notes(index, lengths, limits.stopwords, parameters)],
        parameters,
        source_labels(index) if by == "source" else {},
        group="group" if by is not None else None,
        top=top,
        reading=_reading(len(lengths) > 1, by is not None, bool(np.isnan(columns["dp"]).all())),
        trace=trace,
    )


def _title(n: str, by: str | None) -> Text:
    if by is None:
        return Text(f"N-grams of {n} words", f"{n} 词的词串（n-gram）")
    return Text(f"N-grams of {n} words by {by}", f"{n} 词的词串（n-gram，按 {by}）")


def _reading(several: bool, grouped: bool, alone: bool) -> tuple[str, ...]:
    """Return the columns for a person, as many as a page holds; of one source (a group) there is no spread to tell."""
    keys = ["ngram", "n", "count", "per_10k", "range", "g2", "mi", "lambda", "z", "dp", "group"]
    unsaid = [*["n"] * (not several), *["group"] * (not grouped), *["range", "dp"] * alone]
    keys = [key for key in keys if key not in unsaid]
    for key in ("z", "range"):  # what can best be spared
        if len(keys) > MOST_READ and key in keys:
            keys.remove(key)
    return tuple(keys)


def _names(index: TokenIndex, words: np.ndarray) -> list[str]:
    """Return sequences as text, their words joined by a blank."""
    vocabulary = [*index.vocabulary, ""]  # -1 stands for no word
    return [" ".join(vocabulary[word] for word in row).rstrip(" ") for row in words.tolist()]


def _scored(index: TokenIndex, text: Stretches, length: int, skip: int, limits: Limits) -> Scored:
    """Count the sequences of one length, keep those that pass the limits, and measure them."""
    found = count(text, length, skip)
    edge = index.features(limits.stopwords)
    first, last = (text.names[found.symbols[:, at]] % text.words for at in (0, -1))
    rows = np.flatnonzero((found.count >= limits.min_count) & edge[first] & edge[last])
    spread = ranges(found, rows, text)
    rows, spread = rows[spread >= limits.min_range], spread[spread >= limits.min_range]
    group, words = np.divmod(text.names[found.symbols[rows]], text.words)
    group = group[:, 0]
    sizes = np.bincount(text.part_owner[text.part], minlength=text.groups)
    figures = {
        "count": found.count[rows],
        "per_10k": found.count[rows] / sizes[group] * 1e4,
        "range": spread,
        **_measures(found, rows, text, group),
        "dp": dispersion(found, rows, text),
    }
    return Scored(np.pad(words, ((0, 0), (0, LONGEST - length)), constant_values=-1), group, figures)


def _measures(found: Sequences, rows: np.ndarray, text: Stretches, group: np.ndarray) -> dict[str, np.ndarray]:
    """Hold each sequence against all sequences of its group and length, by which of the words stand in their places."""
    owner = text.names[found.symbols[:, 0]] // text.words
    samples = np.bincount(owner, found.count, text.groups)
    keys = ("expected", "g2", "mi", "lambda", "z")
    values = np.empty((len(keys), len(rows)))
    for start in range(0, len(rows), AT_A_TIME):
        some = slice(start, start + AT_A_TIME)
        sample = samples[group[some]]
        cells = _cells(found, rows[some], sample)
        single = singles(cells)
        with np.errstate(invalid="ignore", divide="ignore"):
            values[0, some] = sample * (single / sample[:, None]).prod(axis=1)
        values[1, some] = g2_independence(cells)
        values[2, some] = pmi(cells[:, -1], single, sample)
        values[3:, some] = lambda_z(cells)
    return dict(zip(keys, values, strict=True))


def _cells(found: Sequences, rows: np.ndarray, sample: np.ndarray) -> np.ndarray:
    """(R, 2^n) how many sequences of the sample agree with each in exactly which words; bit k stands for word k."""
    length = found.symbols.shape[1]
    if length == 2:  # two words need no search: the margins are all
        margins = [np.bincount(found.symbols[:, at], found.count)[found.symbols[rows, at]] for at in (0, 1)]
        return cells_of(np.stack([sample, *margins, found.count[rows]], axis=1))
    cells = ngram_cells(found.symbols, found.count, rows)
    cells[:, 0] += sample - cells.sum(axis=1)  # of the group, not of all groups: what agrees in no word
    return cells
