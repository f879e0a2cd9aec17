"""Sentences that several steps share: least counts, intervals, corrections."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import Said, group_of, said

HOLM = Text("Holm's correction [@holm1979]", "Holm 校正[@holm1979]")
WHOLE = Text("in the corpus as a whole", "在全部语料中")
INTERVAL = Text(
    "log ratio of relative frequencies [@hardie2014] with its 95% confidence interval by the delta method "
    "[@katz1978], a count of zero being put at 0.5",
    "相对频率的对数比[@hardie2014]及其 95% 置信区间（delta 法[@katz1978]，零频次按 0.5 计）",
)
G2 = Text("the log-likelihood statistic G² in its two-term form [@rayson2000]", "两项式对数似然统计量 G²[@rayson2000]")
ADJUSTED = Text("adjusted residuals [@haberman1973]", "调整残差[@haberman1973]")


def limits(step: Step, what: Text, spread: Text, among: Text | None = None) -> list[Said]:
    """Say how rare is too rare.

    Args:
        step: whose `min_count` and `min_range`.
        what: that are counted: words, n-grams.
        spread: where the range is counted: sources.
        among: where occurrences are counted, if that is to be said: in the corpus as a whole.
    """
    count, span = step.count("min_count"), step.count("min_range")
    if not count and not span:
        return []
    if count <= 1 and span <= 1:
        return [said("limits", f"No {what.en} were left out for being rare.", f"未按频次剔除{what.zh}。")]
    parts, parts_zh = [], []
    if count > 1:
        parts.append(f"with at least {count:,} occurrences{f' {among.en}' if among else ''}")
        parts_zh.append(f"{among.zh if among else ''}频次不低于 {count:,}")
    if span > 1:
        parts.append(f"in at least {span:,} {spread.en}")
        parts_zh.append(f"见于至少 {span:,} {spread.zh}")
    kept, kept_zh = " and ".join(parts), "、".join(parts_zh)
    gap = " " if kept_zh[-1:].isdigit() else ""
    return [said("limits", f"Only {what.en} {kept} were kept.", f"只保留{kept_zh}{gap}的{what.zh}。")]


def each(by: object) -> Text:
    """Return `for each source`; for the corpus as a whole where there are no groups."""
    if by is None or by == "":
        return Text("for the corpus as a whole", "以全部语料为整体")
    group = group_of(by)
    return Text(f"for each {group.en}", f"以每一{group.zh}为单元")


def independent() -> Said:
    """Say what p values of tokens are worth."""
    return said(
        "independence",
        "The test treats tokens as independent observations, which words of running text are not; p values therefore "
        "order the evidence and are no error rates.",
        "该检验以各词相互独立为前提，而连续文本中的词会成簇出现，故 p 值只表示证据强弱的次序，并非错误率。",
    )
