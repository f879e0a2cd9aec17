"""Dispersion: how evenly words are spread over the parts of a corpus, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, get_args

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .evenness.occurrences import Occurrences, of_terms, of_vocabulary, trace_of
from .evenness.parts import NAMES, Parts, parts_note, parts_of
from .evenness.spread import Columns, evenness, spread
from .evenness.xray import xray
from .notes import common_notes, used
from .options import check_numbers

Unit = Literal["document", "section", "paragraph", "sentence"]
Sort = Literal[
    "count",
    "term",
    "range",
    "dp",
    "dp_norm",
    "juilland_d",
    "carroll_d2",
    "rosengren_s",
    "kld",
    "da",
    "arf",
    "awt",
    "ald",
]
MIN_COUNT, MIN_COUNT_OF_TERMS = 5, 1
DIGITS = 12
READING = ("term", "gloss", "count", "range", "dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "kld")


def dispersion(
    index: TokenIndex,
    *,
    term: str | list | tuple | None = None,
    unit: Unit = "document",
    by: str | None = None,
    parts: int | None = None,
    min_count: int | None = None,
    min_range: int = 1,
    sort: Sort = "count",
    top: int | None = None,
    stopwords: StopList = NONE,
) -> Tables:
    """Measure how evenly words are spread over the parts of a corpus.

    Args:
        index: the corpus.
        term: words, phrases or patterns to measure instead of the whole vocabulary; see `tokens.queries`.
        unit: what a part is: document (a source), section, paragraph or sentence.
        by: parts are groups instead, by source, chapter, section, author or a metadata field.
        parts: parts are so many equally long stretches of the whole instead.
        min_count: least count; None is 5, with `term` 1.
        min_range: least number of parts that have the word.
        sort: the column to sort by, largest values first, names in their order; ties by count, then by name.
        top: rows to keep; 0 and None keep all.
        stopwords: words left out of the vocabulary; they stay in N, and terms that are asked for are measured anyway.

    Returns:
        `dispersion`: term, kind, count, per_10k, range, range_percent, dp, dp_norm, juilland_d, carroll_d2,
        rosengren_s, kld (bits), da, arf, awt (tokens), ald (log10 of tokens), parts; undefined values are NaN.
        `xray`: term, source, tokens, count, per_10k. `places`: term, source, position (token of the source, from 1),
        share (of the source's tokens), start (character). Both of all terms, or of the commonest words in the first
        sources. `vocabulary`: term, kind, count, dp of all words with five occurrences, or of the rows before `top`.

    Raises:
        UsageProblem: a wrong number or column, two kinds of parts, or a single part.
        NothingFound: no word is left, or a term stands nowhere.
    """
    check_numbers(min_count=min_count, min_range=min_range, top=top)
    if sort not in get_args(Sort):
        raise UsageProblem(f"--sort is {sort!r}", remedy=f"choose one of {', '.join(get_args(Sort))}")
    terms, of_parts = _terms(term), partial(parts_of, unit=unit, by=by, stretches=parts)
    least = min_count or (MIN_COUNT_OF_TERMS if terms else MIN_COUNT)
    divided = of_parts((index.words or index) if terms else index)  # terms are looked for in the words
    found = of_terms(index, terms) if terms else of_vocabulary(index, least, stopwords)
    columns = spread(found, divided)
    kept = np.flatnonzero((columns["count"] >= least) & (columns["range"] >= min_range))
    if not len(kept):
        raise NothingFound("no word is left to measure", remedy="lower --min-count or --min-range")
    asked = {"term": ",".join(terms) or None, "unit": unit, "by": by, "parts": parts, "min_count": least}
    parameters = {**asked, "min_range": min_range, "sort": sort, "top": top, **used(index, stopwords)}
    notes = [*common_notes(index, stopwords, unit=unit), *_stop_note(terms), parts_note(divided)]
    main = _table(found, columns, _ordered(found, columns, kept, sort)[: top or None], divided, notes, parameters)
    if not terms:
        commonest = _ordered(found, columns, kept, "count")
        ground = _vocabulary(found, columns, kept, notes, parameters)
        return Tables(main, *xray(found, commonest, False, notes, parameters), ground)
    ground = _ground(index, of_parts, stopwords, notes, parameters)
    return Tables(main, *xray(found, kept, True, notes, parameters), ground)


def _terms(term: str | list[Any] | tuple[Any, ...] | None) -> list[str]:
    """Return what was asked for, each once; nothing where it is the whole vocabulary."""
    named = [] if term is None else list(term) if isinstance(term, list | tuple) else [term]
    if not all(isinstance(one, str) for one in named):
        raise UsageProblem(f"--term is {term!r}", remedy="name words, phrases or patterns")
    return list(dict.fromkeys(one.strip() for one in named))


def _ordered(found: Occurrences, columns: Columns, rows: np.ndarray, sort: str) -> np.ndarray:
    """Return rows in order: numbers from the largest, undefined ones last, ties by count, then by code point."""
    ordered = np.array(sorted(rows.tolist(), key=found.names.__getitem__))
    for key in () if sort == "term" else ("count", sort):
        values = np.round(columns[key][ordered], DIGITS)  # what differs in the last bit alone is a tie
        ordered = ordered[np.argsort(-values, kind="stable")]
    return ordered


def _table(
    found: Occurrences,
    columns: Columns,
    rows: np.ndarray,
    parts: Parts,
    notes: list[Text],
    parameters: dict[str, Any],
) -> Table:
    shown = {**_named(found, rows), **{key: values[rows] for key, values in columns.items()}}
    labels = {} if parts.what is NAMES["document"] else {"range": Text("range (parts)", "分布部分数")}
    return Table(
        "dispersion",
        Text(f"Dispersion over {parts.what.en}", f"分布均匀度：{parts.what.zh}"),
        shown,
        [*notes, *MEASURES],
        parameters,
        labels,
        top=parameters["top"],
        reading=READING,
        trace=trace_of(found, parameters["features"], asked=bool(parameters["term"])),
    )


def _ground(
    index: TokenIndex,
    of_parts: Callable[[TokenIndex], Parts],
    stopwords: StopList,
    notes: list[Text],
    parameters: dict[str, Any],
) -> Table:
    """Return count and DP of the whole vocabulary, among which the chart shows the terms asked for."""
    least = Text(f"Words with {MIN_COUNT} or more occurrences.", f"频次不低于 {MIN_COUNT} 的词。")
    try:
        found = of_vocabulary(index, MIN_COUNT, stopwords)
    except NothingFound:  # the terms are measured all the same
        found = Occurrences(index, [], [], np.zeros(0, np.int64), np.zeros(0, np.int64))
    columns = evenness(found, of_parts(index))
    return _vocabulary(found, columns, np.arange(len(found.names)), [*notes, least], parameters)


def _vocabulary(
    found: Occurrences, columns: Columns, rows: np.ndarray, notes: list[Text], parameters: dict[str, Any]
) -> Table:
    shown = {**_named(found, rows), "count": columns["count"][rows], "dp": columns["dp"][rows]}
    title = Text("The vocabulary by count and DP", "词汇的频次与 DP")
    return Table("vocabulary", title, shown, [*notes, *MEASURES[:1]], parameters, on_page=False)


def _named(found: Occurrences, rows: np.ndarray) -> dict[str, Any]:
    numbers = rows.tolist()
    return {"term": [found.names[row] for row in numbers], "kind": [found.kinds[row] for row in numbers]}


def _stop_note(terms: list[str]) -> list[Text]:
    if not terms:
        return []
    return [Text("Terms asked for are measured whatever the stop list says.", "所指定的词语不受停用词表限制。")]


MEASURES = [
    Text(
        "Range: parts that have the word. DP (Gries 2008): half the sum over parts of |share of the word - share of "
        "the tokens|, 0 even; DPnorm (Lijffijt and Gries 2012): DP / (1 - smallest share), 1 all in the smallest part.",
        "范围：含该词的部分数。DP（Gries 2008）：各部分中该词份额与词数份额之差的绝对值之和的一半，0 为均匀；"
        "DPnorm = DP /（1 − 最小份额），1 为全在最小部分（Lijffijt 与 Gries 2012）。",
    ),
    Text(
        "D (Juilland) = 1 - V / sqrt(n - 1), V the variation coefficient (population deviation) of the rates in the n "
        "parts, D2 (Carroll) the entropy of these rates over log2 n: parts may be unequal. S (Rosengren) = (sum of "
        "sqrt(share of the part x count))^2 / count. 1 is even in all three. KLD in bits, 0 even.",
        "D（Juilland）= 1 − V / √(n − 1)，V 为各部分频率的变异系数（总体标准差）；D2（Carroll）为各部分频率的熵除以 "
        "log2 n：各部分可不等长。S（Rosengren）=（Σ √(部分份额 × 频次)）² / 频次。三者均以 1 为均匀。"
        "KLD 以比特计，0 为均匀。",
    ),
    Text(
        "DA (Burch, Egbert and Biber 2017), from rates, 1 even. ARF, AWT, ALD (Savický and Hlaváčová 2002): from the "
        "distances over the running tokens of N, sources one after another, the last place before the first; ALD in "
        "log10. Undefined values are empty. Ties by count, then by code point.",
        "DA（Burch、Egbert 与 Biber 2017）：按频率，1 为均匀。ARF、AWT、ALD（Savický 与 Hlaváčová 2002）：按 N "
        "中各词依文本次序相继（首尾相接）之距离；ALD 以 10 为底。无定义者留空。同值按频次、再按字符编码排序。",
    ),
]
