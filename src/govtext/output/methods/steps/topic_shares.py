"""What is said of the shares of topics: intervals, differences, distances, correlations, trends, effects."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import GROUPS, Said, group_of, listed, listed_zh, said
from .common import HOLM

MOST_CORRECTED = 80 * 79 // 2  # pairs of as many groups; with more nothing is drawn


def shares(step: Step) -> list[Said]:
    """Say what the tables of shares rest on, of those that the step has."""
    return [
        *_prevalence(step),
        *_differences(step),
        *_distances(step),
        *_correlation(step),
        *_trends(step),
        *_effects(step),
    ]


def _draws(step: Step) -> Text:
    draws = step.number("draws")
    return Text(f" ({draws} draws)", f"（{draws} 次）") if draws else Text("", "")


def _prevalence(step: Step) -> list[Said]:
    if "prevalence" not in step.rows:
        return []
    group, draws = group_of(step.get("by") or "source"), _draws(step)
    return [
        said(
            "prevalence",
            f"The share of a topic in a {group.en} is the mean of its shares in the units, weighted by their tokens. "
            f"Its 95% interval is a percentile bootstrap{draws.en} [@efron1993] over runs of neighbouring units, whose "
            "length follows from their correlation [@politis2004]; it takes the fitted model as given.",
            f"主题在某一{group.zh}中的占比为其在各单位中占比的加权均值（以词数为权）。"
            f"95% 区间用百分位自助法{draws.zh}[@efron1993]，以相邻单位组成的段为抽样单位，"
            "段长由相邻单位的相关程度决定[@politis2004]；此区间以所拟合的模型为既定。",
        )
    ]


def _differences(step: Step) -> list[Said]:
    if "differences" not in step.rows:
        return []
    group, times = group_of(step.get("by") or "source"), step.number("permutations")
    drawn = Text(f" ({times} permutations)", f"（{times} 次置换）") if times else Text("", "")
    moved, several = _exchanged(step), group.en.replace("group", "groups", 1)
    return [
        said(
            "differences",
            f"Whether topics differ between {group.en}s was tested by a permutation analysis of variance"
            f"{drawn.en} [@phipson2010], which exchanges {moved.en} between them, with {HOLM.en} over the topics; ε² "
            "[@kelley1935] is the size of the difference."
            if " " not in group.en
            else f"Whether topics differ between {several} was tested by a permutation analysis of "
            f"variance{drawn.en} [@phipson2010], which exchanges {moved.en} between them, with {HOLM.en} over the "
            "topics; ε² [@kelley1935] is the size of the difference.",
            f"主题在不同{group.zh}间的差异用置换方差分析{drawn.zh}[@phipson2010]检验，在组间交换的是{moved.zh}；"
            f"就各主题作 {HOLM.zh}，"
            "以 ε²[@kelley1935]表示差异大小。",
        )
    ]


def _exchanged(step: Step) -> Text:
    """Return what a permutation exchanges; sources as a whole can only change groups that are made of sources."""
    runs = Text(
        "runs of neighbouring units, whose length follows from their correlation [@politis2004]",
        "相邻单位组成的段（段长由其相关程度决定[@politis2004]）",
    )
    if str(step.get("by") or "source") in GROUPS:
        return runs
    return Text(
        f"whole sources or, unless there are two for each group and five more than groups, {runs.en},",
        f"整篇文本；若平均每组不足两篇，或文本数未比组数多五，则为{runs.zh}",
    )


def _distances(step: Step) -> list[Said]:
    if "distances" not in step.rows:
        return []
    draws, corrected = _draws(step), Text("", "")
    if step.rows["distances"] <= MOST_CORRECTED:
        corrected = Text(
            f", with a correction of its bias by bootstrap{draws.en} [@davison1997]",
            f"，偏差以自助法{draws.zh}校正[@davison1997]",
        )
    return [
        said(
            "distances",
            "The distance of two groups is the square root of the Jensen–Shannon divergence of their shares in bits "
            f"[@lin1991; @endres2003]{corrected.en}.",
            f"两组之间的距离为其主题占比的 Jensen–Shannon 散度（比特）的平方根[@lin1991; @endres2003]{corrected.zh}。",
        )
    ]


def _correlation(step: Step) -> list[Said]:
    if "correlation" not in step.rows:
        return []
    return [
        said(
            "correlation",
            "Topics are correlated over units, with their shares as they are and in centred log ratios "
            "[@aitchison1982], to which half a token was added [@martinfernandez2015].",
            "主题相关以单位计算，占比取原值与中心化对数比[@aitchison1982]两种（后者先加半个词[@martinfernandez2015]）。",
        )
    ]


def _trends(step: Step) -> list[Said]:
    if "trends" not in step.rows:
        return []
    return [
        said(
            "trends",
            "Trends over years are weighted least-squares slopes of the sources' shares, and Kendall's τ "
            f"[@kendall1970] with the test of Mann and Kendall [@mann1945] and {HOLM.en}.",
            "年份趋势为各文本占比的加权最小二乘斜率与 Kendall τ[@kendall1970]，后者用 Mann–Kendall 检验[@mann1945]，"
            f"作 {HOLM.zh}。",
        )
    ]


def _effects(step: Step) -> list[Said]:
    fields = step.names("effect")
    if not fields or "effects" not in step.rows:
        return []
    return [
        said(
            "effects",
            f"Shares were regressed on {listed(fields)} by least squares, each source counted once; the uncertainty of "
            "the shares given the model was taken in by drawing them again [@treier2008] and pooling by Rubin's rules "
            f"[@rubin1987; @barnard1999], with {HOLM.en}.",
            f"以最小二乘法将各文本的主题占比对 {listed_zh(fields)} 回归，每篇等权；占比在给定模型下的不确定性以重复抽取"
            f"[@treier2008]并按 Rubin 规则合并[@rubin1987; @barnard1999]计入，作 {HOLM.zh}。",
        )
    ]
