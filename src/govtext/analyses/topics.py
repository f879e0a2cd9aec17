"""Topics: latent Dirichlet allocation on paragraphs."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np

from ..errors import UsageProblem
from ..measures.topics import frex, lift, prevalence, prevalence_interval
from ..progress import Progress
from ..table import Table, Tables, Text, columns_of
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .lda import COHERENCE_WORDS, Model, Units, fit, model_units
from .notes import COUNTED, UNITS, common_notes, source_labels, used
from .options import check_numbers

Unit = Literal["document", "section", "paragraph", "sentence"]
LONGEST_QUOTE = 300


class Shared(NamedTuple):
    """What all tables of one fit have in common."""

    notes: list[Text]
    parameters: dict[str, Any]


def topics(
    index: TokenIndex,
    *,
    by: str = "source",
    k: int = 5,
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
    progress: Progress | None = None,
) -> Tables:
    """Fit LDA (gensim, batch, one process) and describe its topics.

    Args:
        index: the corpus.
        by: whose shares are given: `source`, `chapter`, `section`, `author` or a metadata field. The model is the same.
        k: number of topics.
        unit: what the model takes for a document.
        min_tokens: shorter units are merged with the next one of the same source.
        min_units: a word must occur in so many units.
        max_share: and in no larger share of them.
        min_length: least characters of a word (single characters are mostly pieces of expressions cut apart).
        passes: passes over the units.
        top: words listed for each topic; 0 lists all.
        quotes: units quoted for each topic, the ones with the largest share.
        seed: seed of the model and of the intervals.
        stopwords: words left out.
        progress: told after each pass.

    Returns:
        `topics`: topic, rank, term, probability, frex, lift, coherence. Topics in order of their share.
        `prevalence`: source, topic, share, low, high (bootstrap over the source's units).
        `units`: source, unit, topic, share (the unit's number within its source, from 1).
        `quotes`: topic, source, section, paragraph (the number within its source of the first one), unit, share, text.

    Raises:
        UsageProblem: more topics than units or words, or another number out of range.
        NothingFound: no word is left.
    """
    check_numbers(k=k, min_tokens=min_tokens, min_units=min_units, max_share=max_share, min_length=min_length)
    check_numbers(passes=passes, top=top, quotes=quotes, seed=seed)
    long_enough = np.fromiter(map(len, index.vocabulary), int, len(index.kinds)) >= min_length
    features = index.features(stopwords) & long_enough
    units = model_units(index, features, unit, min_tokens, min_units, max_share)
    if k > min(len(units.bags), len(units.words)):
        raise UsageProblem(
            f"--k is {k}, with {len(units.bags)} units and {len(units.words)} words",
            remedy="ask for fewer topics, or lower --min-tokens or --min-units",
        )
    asked: dict[str, Any] = {"by": by, "k": k, "unit": unit, "min_tokens": min_tokens, "min_units": min_units}
    asked |= {"max_share": max_share, "min_length": min_length, "passes": passes, "top": top, "quotes": quotes}
    model = fit(units, k, passes, seed, progress)
    shared = Shared(
        [*common_notes(index, stopwords, seed, unit), *_notes(index, units, model, asked)],
        asked | {"seed": seed, **used(index, stopwords)},
    )
    return Tables(
        _topics_table(index, units, model, top, shared),
        _prevalence_table(index, units, model, by, seed, shared),
        _units_table(index, units, model, shared),
        _quotes_table(index, units, model, quotes, shared),
    )


def _topics_table(index: TokenIndex, units: Units, model: Model, top: int, shared: Shared) -> Table:
    counts = np.bincount([w for s in units.sequences for w in s], minlength=len(units.words))
    exclusive, raised = frex(model.words), lift(model.words, counts / counts.sum())
    rows = []
    for topic, row in enumerate(model.words):
        for rank, word in enumerate(np.argsort(-row, kind="stable")[: top or None].tolist(), 1):
            figures = (row[word], exclusive[topic, word], raised[topic, word], model.coherence[topic])
            rows.append((topic + 1, rank, index.vocabulary[units.words[word]], *map(float, figures)))
    columns = columns_of(("topic", "rank", "term", "probability", "frex", "lift", "coherence"), rows)
    notes, title = [*shared.notes, WORDS_NOTE], Text("Topics and their words", "主题及其用词")
    return Table("topics", title, columns, notes, shared.parameters, group="topic", top=top)


def _prevalence_table(index: TokenIndex, units: Units, model: Model, by: str, seed: int, shared: Shared) -> Table:
    rows = []
    groups = index.groups(by)
    group_of_unit = groups.of_units(units.bounds)
    for place, name in enumerate(groups.names):
        own = (group_of_unit == place) & (units.tokens > 0)
        if not own.any():
            continue
        middle = prevalence(model.shares[own], units.tokens[own])
        low, high = prevalence_interval(model.shares[own], units.tokens[own], seed)
        for topic, figures in enumerate(zip(middle, low, high, strict=True), 1):
            rows.append((name, topic, *map(float, figures)))
    columns = columns_of(("source", "topic", "share", "low", "high"), rows)
    labels = source_labels(index)
    notes = [*shared.notes, INTERVAL_NOTE]
    title = Text("Share of each topic in each source", "各文本的主题占比")
    return Table("prevalence", title, columns, notes, shared.parameters, labels, group="source")


def _numbers_within_source(units: Units) -> np.ndarray:
    first = np.searchsorted(units.source, units.source)
    return np.arange(len(units.source)) - first + 1


def _units_table(index: TokenIndex, units: Units, model: Model, shared: Shared) -> Table:
    count, k = model.shares.shape
    columns = {
        "source": [index.sources[i].id for i in np.repeat(units.source, k).tolist()],
        "unit": np.repeat(_numbers_within_source(units), k),
        "topic": np.tile(np.arange(1, k + 1), count),
        "share": np.where(units.tokens[:, None] > 0, model.shares, np.nan).ravel(),
    }
    title = Text("Share of each topic in each unit", "各单位的主题占比")
    return Table("units", title, columns, *shared, group="source", on_page=False)


def _quotes_table(index: TokenIndex, units: Units, model: Model, quotes: int, shared: Shared) -> Table:
    numbers = _numbers_within_source(units)
    long_enough = units.tokens >= max(1, np.median(units.tokens))
    rows = []
    for topic in range(model.shares.shape[1]):
        ranked = np.lexsort((-model.shares[:, topic], ~long_enough))[:quotes]
        for place in ranked.tolist():
            source, first, last = int(units.source[place]), int(units.bounds[place]), int(units.bounds[place + 1])
            text = " ".join(index.span(source, first, last).split("\n\n"))
            shown = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
            where = (
                index.sources[source].id,
                index.section_at(source, first),
                index.paragraph_at(source, first),
                int(numbers[place]),
            )
            rows.append((topic + 1, *where, float(model.shares[place, topic]), shown))
    columns = columns_of(("topic", "source", "section", "paragraph", "unit", "share", "text"), rows)
    return Table("quotes", Text("Units that carry each topic", "主题代表段落"), columns, *shared, group="topic")


INTERVAL_NOTE = Text(
    "Share: units weighted by tokens; 95 % interval by bootstrap over the source's units (1,000 draws), not the "
    "uncertainty of the model; none for a source of one unit.",
    "占比：按词数加权；95% 区间由对该文本单位的自助抽样（1000 次）得出，不含模型本身的不确定性；"
    "仅一个单位的文本无区间。",
)
WORDS_NOTE = Text(
    "FREX: harmonic mean of a word's ranks by frequency and by exclusivity, weight 0.5 (Airoldi and Bischof 2016). "
    "Lift: probability in the topic over share in the corpus (Taddy 2012).",
    "FREX：词频次序与独占性次序的调和平均，权重 0.5（Airoldi & Bischof 2016）。"
    "提升度：主题内概率与语料占比之比（Taddy 2012）。",
)
ONE_FIT_NOTE = Text(
    "One fit with one seed: on a corpus of this size another seed gives partly other topics. Compare several seeds "
    "before reporting a topic.",
    "这是单一种子的一次拟合：语料较小时，换一个种子主题会部分改变；报告前请比较多个种子。",
)


def _notes(index: TokenIndex, units: Units, model: Model, asked: dict[str, Any]) -> list[Text]:
    """Say what the model saw and how it was fitted; `asked` holds the options as resolved."""
    kept, share = int(units.tokens.sum()), f"{asked['max_share']:.0%}"
    out = ", ".join(units.common[:12]) + (" …" if len(units.common) > 12 else "") or "-"
    mean, counted = float(np.nanmean(model.coherence)), COUNTED[index.feature_set]
    part = f"{kept / index.size:.0%}"  # of N, which counts no term that stands beside its words
    said = Text(f" ({part} of N)", f"（占 N 的 {part}）") if index.feature_set in ("words", "merged") else Text("", "")
    return [
        Text(
            f"Units: {len(units.bags)} ({asked['unit']}s merged to at least {asked['min_tokens']} tokens, never across "
            f"sources). Words of {asked['min_length']} or more characters in at least {asked['min_units']} units and "
            f"at most {share} of them: {len(units.words):,} {counted.en}, {kept:,} tokens{said.en}. "
            f"Too common, left out: {out}.",
            f"单位：{len(units.bags)} 个（{UNITS[asked['unit']]}，合并至不少于 {asked['min_tokens']} 词，不跨文本）。"
            f"取不少于 {asked['min_length']} 字、至少见于 {asked['min_units']} 个且至多 {share} 单位的词："
            f"{len(units.words):,} 种{counted.zh}、{kept:,} 词{said.zh}。过于常见而略去：{out}。",
        ),
        Text(
            f"Model: LDA, gensim LdaModel, batch, K = {asked['k']}, alpha 1/K, eta 0.1, {asked['passes']} passes of up "
            f"to 100 iterations (offset 1, decay 0.5). C_v (Röder et al. 2015) on the top {COHERENCE_WORDS} words "
            f"against these units: mean {mean:.3f}.",
            f"模型：LDA（gensim LdaModel，批量），K = {asked['k']}，alpha 1/K，eta 0.1，"
            f"{asked['passes']} 轮、每轮至多 100 次迭代。主题一致性 C_v（Röder 等 2015，前 {COHERENCE_WORDS} 词，"
            f"以这些单位为参照）均值 {mean:.3f}。",
        ),
        ONE_FIT_NOTE,
    ]
