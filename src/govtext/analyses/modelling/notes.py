"""The lines under the tables of a model: what it saw, how it was fitted, how far it comes back."""

from __future__ import annotations

import numpy as np

from ...models import Settings
from ...models.robustness import SEEDS, SUBSAMPLES
from ...models.robustness import WORDS as COMPARED
from ...models.settings import LEARNED
from ...table import Text
from ...tokens.index import TokenIndex
from ..notes import COUNTED, UNITS
from .coherence import WORDS as COHERENCE_WORDS
from .fitted import WEAK, Fitted
from .units import Choice, Units

MOST_COMMON = 12
ENGINE = {
    "gibbs": Text("LDA by Gibbs sampling (tomotopy)", "LDA，吉布斯采样（tomotopy）"),
    "gensim": Text("LDA, variational, batch (gensim)", "LDA，变分推断，批量（gensim）"),
    "sklearn": Text("LDA, variational (scikit-learn)", "LDA，变分推断（scikit-learn）"),
    "nmf": Text("NMF, Kullback-Leibler loss (scikit-learn)", "NMF，KL 损失（scikit-learn）"),
}
STEPS = {
    "gibbs": Text("sweeps", "轮采样"),
    "gensim": Text("passes", "轮"),
    "sklearn": Text("passes", "轮"),
    "nmf": Text("steps", "步"),
}
MERGED = Text("merged to at least {} tokens, never across sources", "合并至不少于 {} 词，不跨文本")
CUT = Text("of {} words and numbers, never across sources", "每个 {} 词，不跨文本")


def units_notes(index: TokenIndex, units: Units, choice: Choice) -> list[Text]:
    """Say which units and words were kept, and how much of the text that is."""
    kept, share = int(units.tokens.sum()), f"{choice.max_share:.0%}"
    out = ", ".join(units.common[:MOST_COMMON]) + (" …" if len(units.common) > MOST_COMMON else "") or "-"
    counted = COUNTED[index.feature_set]
    part = f"{kept / max(1, index.size):.0%}"  # of N, which counts no term that stands beside its words
    plain = index.feature_set in ("words", "merged")
    said = Text(f" ({part} of N)", f"（占 N 的 {part}）") if plain else Text("", "")
    unit = Text(f"{choice.unit}s", UNITS.get(choice.unit, "窗"))
    size = (CUT, choice.window) if choice.unit == "window" else (MERGED, choice.min_tokens)
    made = Text(size[0].en.format(size[1]), size[0].zh.format(size[1]))
    tags = Text(f" tagged {', '.join(choice.pos)}", f"词性为 {'、'.join(choice.pos)}、") if choice.pos else Text("", "")
    return [
        Text(
            f"Units: {len(units):,} ({unit.en} {made.en}). Words{tags.en} of {choice.min_length} or more characters in "
            f"at least {choice.min_units} units and at most {share} of them: {len(units.words):,} {counted.en}, "
            f"{kept:,} tokens{said.en}. Too common, left out: {out}.",
            f"单位：{len(units):,} 个（{unit.zh}，{made.zh}）。取{tags.zh}不少于 {choice.min_length} 字、"
            f"至少见于 {choice.min_units} 个且至多 {share} 单位的词：{len(units.words):,} 种{counted.zh}、"
            f"{kept:,} 词{said.zh}。过于常见而略去：{out}。",
        )
    ]


def engine_note(settings: Settings, k: int, runs: int) -> Text:
    """Say how a model was fitted."""
    engine, steps = ENGINE[settings.engine], STEPS[settings.engine]
    priors = Text("", "")
    if settings.engine != "nmf":
        alpha, eta = str(settings.alpha or "1/K"), str(settings.eta)
        learned = {LEARNED: "学得"}
        chinese = f"，α {learned.get(alpha, alpha)}，η {learned.get(eta, eta)}"
        priors = Text(f", alpha {alpha}, eta {eta}", chinese)
    said = settings.engine != "gibbs" or settings.init == "seeded"
    start = Text(f", start {settings.init}", f"，起点 {settings.init}") if said else Text("", "")
    online = Text(", online", "，在线") if settings.online else Text("", "")
    many = Text(
        f" The mean of {runs} such fits, their topics matched by Jensen-Shannon distance, polished by tempered EM.",
        f"取 {runs} 次拟合之均值（主题按 JS 距离匹配），再经回火 EM 修整。",
    )
    return Text(
        f"Model: {engine.en}{online.en}, K = {k}{priors.en}, {settings.passes} {steps.en}{start.en}."
        + (many.en if runs > 1 else ""),
        f"模型：{engine.zh}{online.zh}，K = {k}{priors.zh}，{settings.passes} {steps.zh}{start.zh}。"
        + (many.zh if runs > 1 else ""),
    )


def model_notes(found: Fitted) -> list[Text]:
    """Say how the model was fitted, how coherent it is and how far it comes back."""
    return [
        engine_note(found.settings, len(found), found.estimate.runs),
        _coherence_note(found),
        _robustness_note(found),
    ]


def _coherence_note(found: Fitted) -> Text:
    there = np.isfinite(found.coherence)
    mean = f"{found.coherence[there].mean():.3f}" if there.any() else "–"
    none = Text("", "")
    if not there.all():
        numbers = ", ".join(str(number + 1) for number in np.flatnonzero(~there).tolist())
        none = Text(
            f" Empty for {numbers}: a leading word of theirs is in no unit, or no two words of theirs meet.",
            f"{numbers} 无值：其首要词有不见于任何单位者，或无两词同现。",
        )
    return Text(
        f"C_v (Röder et al. 2015) on the top {COHERENCE_WORDS} words against these units: mean {mean}.{none.en}",
        f"主题一致性 C_v（Röder 等 2015，前 {COHERENCE_WORDS} 词，以这些单位为参照）均值 {mean}。{none.zh}",
    )


def _robustness_note(found: Fitted) -> Text:
    tried = len(found.robust.kinds)
    if not tried:
        return Text(
            "Robustness was not tried (--refits 0): another seed may give partly other topics.",
            "未检验稳健性（--refits 0）：换一个种子，主题可能部分改变。",
        )
    seeds, parts = (_figure(float(np.mean(found.robust.of(kind)))) for kind in (SEEDS, SUBSAMPLES))
    between = _figure(found.between)
    on_seeds, on_parts = (found.robust.kinds.count(kind) for kind in (SEEDS, SUBSAMPLES))
    weak, edge = (
        ", ".join(str(number + 1) for number in np.flatnonzero(which).tolist())
        for which in (found.weak, found.at_the_edge)
    )
    near = (
        Text(
            f" At the edge (within one standard error of {WEAK}): {edge}.",
            f"临界（距 {WEAK} 不过一个标准误）：{edge}。",
        )
        if edge
        else Text("", "")
    )
    return Text(
        f"Robustness: the model was made {tried} times more, {on_seeds} on other seeds, {on_parts} on 80 % of the "
        f"units; Jaccard of the top {COMPARED} words of matched topics: seeds {seeds}, subsamples {parts} "
        f"(with one another {between}); a topic's robustness is the lower of its two means. Weak (below "
        f"{WEAK}): {weak or '-'}.{near.en}",
        f"稳健性：另作 {tried} 次，其中 {on_seeds} 次换种子，{on_parts} 次仅取 80% 单位；"
        f"匹配主题前 {COMPARED} 词之 Jaccard：换种子 {seeds}，子样本 {parts}"
        f"（子样本之间 {between}）；主题稳健性取二者均值之低者。不稳（低于 {WEAK}）：{weak or '-'}。{near.zh}",
    )


def _figure(value: float) -> str:
    """Return a share with two decimals, a dash for one that has none."""
    return f"{value:.2f}" if np.isfinite(value) else "–"
