"""How the share of a topic in a source goes with what is known of the source."""

from __future__ import annotations

import numpy as np

from ...measures.correction import holm
from ...measures.topics import drawn_shares, ordinary_least_squares, pooled
from ...measures.topics.effects import Effects
from ...table import Table, Text
from ...tokens.index import TokenIndex
from .design import Design, design
from .fitted import Fitted
from .grouping import shares_note
from .shared import Shared

STREAM, DRAWS = 4, 100


def effects_table(index: TokenIndex, found: Fitted, shared: Shared) -> Table | None:
    """`effects`: topic, label, variable, level, against, estimate, se, low, high, p, p_adjusted, documents.

    Regression of a topic's share in a source on fields of the sources, for each of many draws of the shares from what
    is known of them, pooled. None where no field was asked for.

    Raises:
        UsageProblem: the fields make no regression.
    """
    if not shared.effect:
        return None
    units = found.units
    tokens = np.bincount(units.source, units.tokens, len(index.sources))
    own = design(index, shared.effect, np.flatnonzero(tokens > 0).tolist())
    pooled_ = _fitted(found, own, tokens, shared.seed)
    k, terms = len(found), own.terms
    adjusted = np.full((len(terms), k), np.nan)
    for name in shared.effect:
        rows = [place for place, term in enumerate(terms) if term.variable == name]
        adjusted[rows] = holm(pooled_.p[rows])
    columns: dict[str, object] = {
        "topic": np.repeat(np.arange(1, k + 1), len(terms)),
        "label": [label for label in found.labels for _ in terms],
        "variable": [term.variable for term in terms] * k,
        "level": [term.level for term in terms] * k,
        "against": [term.against for term in terms] * k,
    }
    columns |= {key: values.T.ravel() for key, values in pooled_._asdict().items()}
    columns |= {"p_adjusted": adjusted.T.ravel(), "documents": np.full(k * len(terms), len(own.sources))}
    title = Text("Share of each topic by what is known of the sources", "主题占比与文本属性的回归")
    notes = [*shared.notes, shares_note(index, found), *_notes(found, own)]
    shown = ("topic", "label", "variable", "level", "against", "estimate", "low", "high", "p_adjusted")
    reading = tuple(key for key in shown if key != "against" or any(term.against for term in terms))
    labels = {"level": Text("step or value", "步长或取值")}
    return Table("effects", title, columns, notes, shared.parameters, labels, reading=reading)


def _fitted(found: Fitted, own: Design, tokens: np.ndarray, seed: int) -> Effects:
    """Regress each draw of the shares of the sources, and pool; (terms, topics)."""
    units, x = found.units, own.matrix
    prior, draw = float(found.model.alpha.sum()), np.random.default_rng((seed, STREAM))
    place = np.full(len(tokens), -1)
    place[own.sources] = np.arange(len(own.sources))
    kept = np.flatnonzero((place[units.source] >= 0) & (units.tokens > 0))
    weight, starts = units.tokens[kept], np.unique(units.source[kept], return_index=True)[1]
    shares, estimates, variances = found.model.shares[kept], [], []
    for _ in range(DRAWS):
        drawn = drawn_shares(shares, weight, prior, draw) * weight[:, None]
        y = np.add.reduceat(drawn, starts, axis=0) / tokens[own.sources][:, None]
        b, variance = ordinary_least_squares(x, y)
        estimates.append(b[1:])
        variances.append(variance[1:])
    return pooled(estimates, variances, len(x) - x.shape[1])


def _notes(found: Fitted, own: Design) -> list[Text]:
    prior, tokens = float(found.model.alpha.sum()), found.units.tokens[found.units.tokens > 0]
    drawn_in = float((tokens * prior / (tokens + prior)).sum() / tokens.sum())
    left = Text(f"; {own.missing} without one of the fields left out", f"；{own.missing} 篇缺字段，不计")
    left = left if own.missing else Text("", "")
    count, parameters = len(own.sources), 1 + len(own.terms)
    nmf = Text(
        " NMF has no such distribution; its shares are taken for those of so many tokens.",
        "NMF 无此分布，以同样词数之占比代之。",
    )
    said = nmf if found.settings.engine == "nmf" else Text("", "")
    return [
        Text(
            f"Effects: least squares of a topic's share in a source, each source counted once: {count} sources, "
            f"{parameters} parameters{left.en}. Estimate: change of the share with the step of a number (+10: ten "
            "more), or of the sources with this value against those with the one beside it (the most frequent), the "
            f"other fields being equal. Holm's correction over the {len(found)} topics and the values of one field.",
            f"效应：主题在各文本中占比的最小二乘回归，每篇等权：{count} 篇，{parameters} 个参数{left.zh}。"
            "估计值：数值每增一步（+10 即增十）时占比的变化，或具此取值者与对照取值（最常见者）之差，其余字段不变。"
            f"按 {len(found)} 个主题与同一字段各取值作 Holm 校正。",
        ),
        Text(
            f"Shares are uncertain: {DRAWS} draws from the distribution of each unit's shares given its words "
            "(Dirichlet), a regression on each, pooled by Rubin's rules with Barnard and Rubin's degrees of freedom "
            f"(the method of composition; compare stm's estimateEffect).{said.en} The topics were fitted without the "
            f"fields, which draws the effects towards 0: the prior's part of that is {drawn_in:.1%}; the words cut "
            "from the model, and the estimation of those in it, add to it. The topics' words are taken for known, and "
            "sources for independent of each other.",
            f"占比有不确定性：自各单位占比的后验分布（Dirichlet）抽取 {DRAWS} 次，逐次回归，按 Rubin 规则合并"
            f"（自由度依 Barnard & Rubin；合成法，参 stm 之 estimateEffect）。{said.zh}拟合主题时未用这些字段，"
            f"效应因此向 0 收缩：先验所致为 {drawn_in:.1%}，略去之词与词概率的估计误差另有增加。"
            "主题用词视为已知，文本视为相互独立。",
        ),
    ]
