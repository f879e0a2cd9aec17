"""Topics: latent Dirichlet allocation on paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..measures.topics import frex, lift, prevalence, prevalence_interval
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from ..tokens.units import unit_bounds
from .notes import common_notes
from .options import check_count

Unit = Literal["document", "section", "paragraph", "sentence"]
COHERENCE_WORDS = 10
LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Units:
    """The units a model is fitted on.

    Attributes:
        bounds: (units + 1,) token positions.
        source: (units,) position of each unit's source.
        tokens: (units,) how many tokens of the model's words each has.
        words: (W,) vocabulary numbers of the model's words.
        bags: for each unit its (word, count) pairs, words numbered within `words`.
        sequences: for each unit its words in order, for coherence.
    """

    bounds: np.ndarray
    source: np.ndarray
    tokens: np.ndarray
    words: np.ndarray
    bags: list[list[tuple[int, int]]]
    sequences: list[list[int]]


@dataclass(frozen=True)
class Model:
    """A fitted model: (topics, W) word probabilities, (units, topics) shares, (topics,) C_v, units without a word NaN."""

    words: np.ndarray
    shares: np.ndarray
    coherence: np.ndarray


def topics(
    index: TokenIndex,
    *,
    k: int = 6,
    unit: Unit = "paragraph",
    min_tokens: int = 60,
    min_units: int = 5,
    max_share: float = 0.3,
    min_length: int = 2,
    passes: int = 50,
    top: int = 15,
    quotes: int = 3,
    seed: int = 1,
    stopwords: StopList = NONE,
) -> Tables:
    """Fit LDA (gensim, batch, one process) and describe its topics.

    Args:
        index: the corpus.
        k: number of topics.
        unit: what the model takes for a document.
        min_tokens: shorter units are merged with the next one of the same source.
        min_units: a word must occur in so many units.
        max_share: and in no larger share of them.
        min_length: least characters of a word (single characters are mostly pieces of expressions cut apart).
        passes: passes over the units.
        top: words listed for each topic.
        quotes: units quoted for each topic, the ones with the largest share.
        seed: seed of the model and of the intervals.
        stopwords: words left out.

    Returns:
        `topics`: topic, rank, term, probability, frex, lift, coherence. Topics in order of their share.
        `prevalence`: source, topic, share, low, high (bootstrap over the source's units).
        `units`: source, unit, topic, share (the unit's number within its source, from 1).
        `quotes`: topic, source, section, unit, share, text.

    Raises:
        UsageProblem: more topics than units or words, or another number out of range.
        NothingFound: no word is left.
    """
    for name, value, least in (
        ("k", k, 2),
        ("min_tokens", min_tokens, 1),
        ("min_units", min_units, 1),
        ("min_length", min_length, 1),
    ):
        check_count(name, value, least)
    for name, value, least in (("passes", passes, 1), ("top", top, 1), ("quotes", quotes, 0), ("seed", seed, 0)):
        check_count(name, value, least)
    if not 0 < max_share <= 1:
        raise UsageProblem(f"--max-share is {max_share}", remedy="it must be above 0 and at most 1")
    features = index.features(stopwords) & (
        np.fromiter(map(len, index.vocabulary), int, len(index.kinds)) >= min_length
    )
    units, dropped = model_units(index, features, unit, min_tokens, min_units, max_share)
    if k > min(len(units.bags), len(units.words)):
        raise UsageProblem(
            f"--k is {k}, with {len(units.bags)} units and {len(units.words)} words",
            remedy="ask for fewer topics, or lower --min-tokens or --min-units",
        )
    model = fit(units, k, passes, seed)
    notes = [
        *common_notes(index, stopwords, seed),
        *_notes(index, units, dropped, model, unit, min_tokens, min_units, max_share, k, passes),
    ]
    parameters = {
        "k": k,
        "unit": unit,
        "min_tokens": min_tokens,
        "min_units": min_units,
        "max_share": max_share,
        "min_length": min_length,
        "passes": passes,
    }
    parameters |= {"top": top, "quotes": quotes, "seed": seed, "stopwords": stopwords.name, "engine": index.engine}
    return Tables(
        _topics_table(index, units, model, top, notes, parameters),
        _prevalence_table(index, units, model, seed, notes, parameters),
        _units_table(index, units, model, notes, parameters),
        _quotes_table(index, units, model, quotes, notes, parameters),
    )


def model_units(
    index: TokenIndex, keep: np.ndarray, unit: str, min_tokens: int, min_units: int, max_share: float
) -> tuple[Units, list[str]]:
    """Choose units and words; also return the words that are in too many units to tell topics apart."""
    bounds = unit_bounds(index, unit, min_tokens)
    count = len(bounds) - 1
    unit_of_token = np.repeat(np.arange(count), np.diff(bounds))
    size = len(index.kinds)
    pairs = np.unique(unit_of_token * size + index.ids)
    in_units = np.bincount(pairs % size, minlength=size)
    common = keep & (in_units > max_share * count)
    words = np.flatnonzero(keep & (in_units >= min_units) & ~common)
    if not len(words):
        raise NothingFound(
            f"no word is left for topics: {int(keep.sum()):,} words, of which {int((in_units >= min_units).sum()):,} are in "
            f"{min_units} or more of {count} units and {int(common.sum()):,} in more than {max_share:.0%} of them",
            remedy="lower --min-units or raise --max-share",
        )
    local = np.full(size, -1)
    local[words] = np.arange(len(words))
    sequences: list[list[int]] = [[] for _ in range(count)]
    for place, word in zip(unit_of_token.tolist(), local[index.ids].tolist(), strict=True):
        if word >= 0:
            sequences[place].append(word)
    bags = [
        [(int(w), int(n)) for w, n in zip(*np.unique(s, return_counts=True), strict=True)] if s else []
        for s in sequences
    ]
    source = np.searchsorted(index.bounds["document"], bounds[:-1], side="right") - 1
    tokens = np.array([len(s) for s in sequences])
    commonest = np.flatnonzero(common)
    commonest = commonest[np.argsort(-in_units[commonest], kind="stable")]
    dropped = [index.vocabulary[i] for i in commonest.tolist()]
    return Units(bounds, source, tokens, words, bags, sequences), dropped


def fit(units: Units, k: int, passes: int, seed: int) -> Model:
    """Fit gensim's LdaModel in batches of the whole corpus, in one thread, so that a seed gives one model."""
    from gensim.models import CoherenceModel, LdaModel
    from threadpoolctl import threadpool_limits

    names = _dictionary(len(units.words), units)
    with threadpool_limits(1):
        model = LdaModel(
            units.bags,
            num_topics=k,
            id2word=names,
            chunksize=len(units.bags),
            passes=passes,
            iterations=100,
            update_every=1,
            eval_every=None,
            alpha="symmetric",
            eta=0.1,
            random_state=seed,
            dtype=np.float64,
            minimum_probability=0,
        )
        shares, _ = model.inference(units.bags)
        words = model.get_topics()
        coherence = CoherenceModel(
            topics=[[str(i) for i in np.argsort(-row, kind="stable")[:COHERENCE_WORDS]] for row in words],
            texts=[[str(i) for i in sequence] for sequence in units.sequences],
            dictionary=names,
            coherence="c_v",
            topn=COHERENCE_WORDS,
            processes=1,
        ).get_coherence_per_topic()
    shares = shares / shares.sum(axis=1, keepdims=True)
    order = np.argsort(-prevalence(shares, np.maximum(units.tokens, 1e-9)), kind="stable")
    return Model(words[order], shares[:, order], np.asarray(coherence)[order])


def _dictionary(size: int, units: Units) -> Any:
    """Return a gensim Dictionary in which a word's number is its name, so that its order is ours."""
    from gensim.corpora import Dictionary

    names = Dictionary()
    names.token2id = {str(i): i for i in range(size)}
    names.id2token = {i: str(i) for i in range(size)}
    names.num_docs = len(units.bags)
    return names


def _topics_table(
    index: TokenIndex, units: Units, model: Model, top: int, notes: list[Text], parameters: dict
) -> Table:
    counts = np.bincount([w for s in units.sequences for w in s], minlength=len(units.words))
    exclusive, raised = frex(model.words), lift(model.words, counts / counts.sum())
    columns: dict[str, list] = {
        key: [] for key in ("topic", "rank", "term", "probability", "frex", "lift", "coherence")
    }
    for topic, row in enumerate(model.words):
        for rank, word in enumerate(np.argsort(-row, kind="stable")[:top].tolist(), 1):
            values = (topic + 1, rank, index.vocabulary[units.words[word]], float(row[word]))
            values += (float(exclusive[topic, word]), float(raised[topic, word]), float(model.coherence[topic]))
            for key, value in zip(columns, values, strict=True):
                columns[key].append(value)
    return Table("topics", Text("Topics and their words", "主题及其用词"), columns, notes, parameters, group="topic")


def _prevalence_table(
    index: TokenIndex, units: Units, model: Model, seed: int, notes: list[Text], parameters: dict
) -> Table:
    columns: dict[str, list] = {key: [] for key in ("source", "topic", "share", "low", "high")}
    for place, source in enumerate(index.sources):
        own = (units.source == place) & (units.tokens > 0)
        if not own.any():
            continue
        middle = prevalence(model.shares[own], units.tokens[own])
        low, high = prevalence_interval(model.shares[own], units.tokens[own], seed)
        for topic in range(model.shares.shape[1]):
            values = (source.id, topic + 1, float(middle[topic]), float(low[topic]), float(high[topic]))
            for key, value in zip(columns, values, strict=True):
                columns[key].append(value)
    labels = {source.id: Text(source.label, source.label) for source in index.sources}
    own_notes = [
        *notes,
        Text(
            "Share: units weighted by tokens; 95 % interval by bootstrap over the source's units (1,000 draws).",
            "占比：按词数加权；95% 区间由对该文本单位的自助抽样（1000 次）得出。",
        ),
    ]
    return Table(
        "prevalence",
        Text("Share of each topic in each source", "各文本的主题占比"),
        columns,
        own_notes,
        parameters,
        labels,
        group="source",
    )


def _numbers_within_source(units: Units) -> np.ndarray:
    first = np.searchsorted(units.source, units.source)
    return np.arange(len(units.source)) - first + 1


def _units_table(index: TokenIndex, units: Units, model: Model, notes: list[Text], parameters: dict) -> Table:
    count, k = model.shares.shape
    columns = {
        "source": [index.sources[i].id for i in np.repeat(units.source, k).tolist()],
        "unit": np.repeat(_numbers_within_source(units), k),
        "topic": np.tile(np.arange(1, k + 1), count),
        "share": model.shares.ravel(),
    }
    return Table(
        "units",
        Text("Share of each topic in each unit", "各单位的主题占比"),
        columns,
        notes,
        parameters,
        group="source",
    )


def _quotes_table(
    index: TokenIndex, units: Units, model: Model, quotes: int, notes: list[Text], parameters: dict
) -> Table:
    columns: dict[str, list] = {key: [] for key in ("topic", "source", "section", "unit", "share", "text")}
    numbers = _numbers_within_source(units)
    enough = units.tokens >= np.median(units.tokens)
    for topic in range(model.shares.shape[1]):
        ranked = np.argsort(-np.where(enough, model.shares[:, topic], -1), kind="stable")[:quotes]
        for place in ranked.tolist():
            source = int(units.source[place])
            first, last = int(units.bounds[place]), int(units.bounds[place + 1])
            text = index.span(source, first, last)
            shown = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
            values = (topic + 1, index.sources[source].id, index.section_at(source, first), int(numbers[place]))
            for key, value in zip(columns, (*values, float(model.shares[place, topic]), shown), strict=True):
                columns[key].append(value)
    return Table(
        "quotes", Text("Units that carry each topic", "主题代表段落"), columns, notes, parameters, group="topic"
    )


def _notes(
    index: TokenIndex,
    units: Units,
    dropped: list[str],
    model: Model,
    unit: str,
    min_tokens: int,
    min_units: int,
    max_share: float,
    k: int,
    passes: int,
) -> list[Text]:
    kept = int(units.tokens.sum())
    out = ", ".join(dropped[:12]) + (" …" if len(dropped) > 12 else "") or "-"
    mean = float(np.nanmean(model.coherence))
    return [
        Text(
            f"Units: {len(units.bags)} ({unit}s merged to at least {min_tokens} tokens, never across sources); words in at least "
            f"{min_units} units and at most {max_share:.0%} of them: {len(units.words):,} words, {kept:,} tokens "
            f"({kept / index.size:.0%} of N). Too common, left out: {out}.",
            f"单位：{len(units.bags)} 个（{unit}，合并至不少于 {min_tokens} 词，不跨文本）；取至少见于 {min_units} 个、至多 {max_share:.0%} "
            f"单位的词：{len(units.words):,} 词种、{kept:,} 词（占 N 的 {kept / index.size:.0%}）。过于常见而略去：{out}。",
        ),
        Text(
            f"Model: LDA, gensim LdaModel, batch, K = {k}, alpha 1/K, eta 0.1, {passes} passes of up to 100 iterations. "
            f"C_v (Röder et al. 2015) on the top {COHERENCE_WORDS} words against these units: mean {mean:.3f}.",
            f"模型：LDA（gensim LdaModel，批量），K = {k}，alpha 1/K，eta 0.1，{passes} 轮、每轮至多 100 次迭代。"
            f"主题一致性 C_v（Röder 等 2015，前 {COHERENCE_WORDS} 词，以这些单位为参照）均值 {mean:.3f}。",
        ),
        Text(
            "One fit with one seed: on a corpus of this size another seed gives partly other topics. Compare several "
            "seeds before reporting a topic.",
            "这是单一种子的一次拟合：语料较小时，换一个种子主题会部分改变；报告前请比较多个种子。",
        ),
    ]
