"""Key words of each source, by keyness, tf-idf or TextRank."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..measures.weighting import textrank, tfidf
from ..table import Table, Tables, Text, columns_of
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .compare import group_counts, keyness_of
from .notes import common_notes, source_labels, used
from .options import check_numbers

Method = Literal["keyness", "tfidf", "textrank", "all"]
METHODS = ("keyness", "tfidf", "textrank")
WORTH = {
    "keyness": Text(
        "keyness: score = lower bound of the 95 % interval of the log ratio against the other sources, where it is "
        "above 0; it finds what sets a source apart, and is the method to report. A ranking, not a test; p "
        "(Holm) is that of `govtext compare`, and a chart shows words with p ≥ 0.05 pale.",
        "keyness（关键性）：得分为相对其余文本的对数比 95% 区间下限（取大于 0 者）；揭示文本之别，宜用于论文。"
        "此为排序而非检验；p（Holm 校正）同 govtext compare，图中 p ≥ 0.05 者为灰色。",
    ),
    "tfidf": Text(
        "tfidf: score = relative frequency × (ln((1 + n) / (1 + df)) + 1); with few sources idf has few values, so the "
        "list is near raw frequency.",
        "tfidf：得分 = 相对频率 ×（ln((1 + n) / (1 + df)) + 1）；文本少时 idf 取值很少，结果接近原始词频。",
    ),
    "textrank": Text(
        "textrank: score = PageRank (d = 0.85) on words within windows of 5 content words, sentences apart, links "
        "weighted by co-occurrence; it looks at one source alone and favours what is frequent everywhere.",
        "textrank：句内 5 个实词窗口共现图（按共现次数加权）上的 PageRank（d = 0.85）；"
        "只看单篇文本，偏向到处常见的词。",
    ),
}


def keywords(
    index: TokenIndex,
    *,
    method: Method = "keyness",
    by: str = "source",
    min_count: int = 5,
    top: int = 20,
    stopwords: StopList = NONE,
) -> Tables:
    """Rank the key words of each source (or group of sources).

    Args:
        index: the corpus.
        method: `keyness` (needs two sources), `tfidf`, `textrank`, or `all` three, one block after another.
        by: `source`, `chapter`, `section`, `author` or a metadata field.
        min_count: least count of a word in the whole corpus, as in `compare`.
        top: words for each source and method; 0 keeps all.
        stopwords: words left out.

    Returns:
        `keywords`: source, rank, term, kind, score, count, method, p_adjusted (keyness only: G2 with Holm, over the
        same tests as `compare`). Ties by code point.

    Raises:
        UsageProblem: keyness with one source.
        NothingFound: no word qualifies.
    """
    check_numbers(min_count=min_count, top=top)
    if method not in (*METHODS, "all"):
        raise UsageProblem(f"no method {method!r}", remedy=f"choose one of {', '.join(METHODS)}, all")
    groups = index.groups(by)
    names, counts = groups.names, index.counts(groups)
    keep = index.features(stopwords) & (counts.sum(axis=0) >= min_count)
    chosen = METHODS if method == "all" else (method,)
    kinds = index.kind_names(np.arange(len(index.kinds)))
    rows = []
    for one in chosen:
        scores, p = SCORERS[one](index, by, min_count, stopwords)
        scores = np.where(keep & (counts > 0), scores, np.nan)
        for group, name in enumerate(names):
            for rank, word in enumerate(_ranked(scores[group])[: top or None], 1):
                figures = (float(scores[group, word]), int(counts[group, word]), one)
                rows.append((name, rank, index.vocabulary[word], kinds[word], *figures, _known(p[group, word])))
    if not rows:
        raise NothingFound("no word qualifies as a key word", remedy="lower --min-count or choose another --method")
    columns = columns_of(("source", "rank", "term", "kind", "score", "count", "method", "p_adjusted"), rows)
    notes = [*common_notes(index, stopwords), *(WORTH[one] for one in chosen)]
    parameters = {"method": method, "by": by, "min_count": min_count, "top": top, **used(index, stopwords)}
    title, labels = Text("Key words", "关键词"), source_labels(index)
    trace = {"pattern": "{term}", "by": by, "group": "{source}"}
    return Tables(Table("keywords", title, columns, notes, parameters, labels, group="source", top=top, trace=trace))


def _known(p: float) -> float | None:
    """Return a p value, None where nothing was tested."""
    return None if np.isnan(p) else float(p)


def _ranked(scores: np.ndarray) -> list[int]:
    """Return the words that have a score, the highest first, ties by code point."""
    words = np.flatnonzero(~np.isnan(scores))
    ranked: list[int] = words[np.argsort(-scores[words], kind="stable")].tolist()
    return ranked


Scores = tuple[np.ndarray, np.ndarray]  # (groups, V) scores and adjusted p values, NaN where there is none


def _by_keyness(index: TokenIndex, by: str, min_count: int, stopwords: StopList) -> Scores:
    groups = group_counts(index, by, min_count, stopwords)
    key = keyness_of(groups)
    scores, p = _nothing(index, len(groups.names)), _nothing(index, len(groups.names))
    scores[:, groups.features] = np.where(key.low > 0, key.low, np.nan)
    p[:, groups.features] = key.p_adjusted
    return scores, p


def _by_tfidf(index: TokenIndex, by: str, min_count: int, stopwords: StopList) -> Scores:
    groups = index.groups(by)
    counts = index.counts(groups)
    return tfidf(counts, counts[:, index.in_n].sum(axis=1)), _nothing(index, len(groups.names))


def _by_textrank(index: TokenIndex, by: str, min_count: int, stopwords: StopList) -> Scores:
    groups = index.groups(by)
    content = index.features(stopwords)
    scores = _nothing(index, len(groups.names))
    group_of_token = groups.of_tokens()
    sentence = index.unit_of_token("sentence")
    for group in range(len(groups.names)):
        inside = (group_of_token == group) & content[index.ids]
        words, values = textrank(_with_breaks(index.ids[inside], sentence[inside]))
        scores[group, words] = values
    return scores, _nothing(index, len(groups.names))


def _nothing(index: TokenIndex, groups: int) -> np.ndarray:
    return np.full((groups, len(index.kinds)), np.nan)


def _with_breaks(ids: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Put -1 where a new sentence begins."""
    starts = np.flatnonzero(np.diff(sentence)) + 1
    return np.insert(ids.astype(np.int64), starts, -1)


SCORERS = {"keyness": _by_keyness, "tfidf": _by_tfidf, "textrank": _by_textrank}
