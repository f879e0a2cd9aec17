"""What is said of `modality`."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import Said, of_groups, said, unit_of
from .framing import TWO, groups, interval, over_tests

CLASS = Text("class", "类别")
AGAINST = Text(
    ", with adjusted residuals [@haberman1973] and the log ratio [@hardie2014] of each group against all others",
    "，并报告某组与其余各组相较的调整残差[@haberman1973]与对数比[@hardie2014]",
)


def modality(step: Step) -> list[Said]:
    """Say what a marker of modality is, and how classes and strength are compared."""
    group, unit = of_groups(step.get("by")), unit_of(step.get("unit") or "sentence")
    against = AGAINST if groups(step, "strength") > 1 else Text("", "")
    return [
        said(
            "counted",
            "Markers of modality in twelve classes (strong obligation, obligation, need, encouragement, permission, "
            "exemption, opposition, prohibition, commitment, ability and possibility, hedge, booster) were counted "
            "where both their ends are ends of tokens and the words round "
            "them allow that reading, the longest of those that overlap; a negation in front moves a marker to "
            "another class (不应 to prohibition, 不需要 to exemption). What stands inside titles was left out.",
            "情态标记分十二类（强义务、义务、需要、鼓励、许可、无须、反对、禁止、承诺、能力与可能、模糊限制、强调确定），两端须为词界且上下文相容方计，"
            "重叠者取最长；其前有否定者改归他类（“不应”归禁止，“不需要”归无须）。书名号内不计。",
        ),
        said(
            "shares",
            f"Classes are given as the share of {unit.en} of {group.en} that have them and per 10,000 tokens"
            f"{against.en}.",
            f"各类以{group.zh}中含该类的{unit.zh}占比与每万词处数表示{against.zh}。",
        ),
        *_tests(step),
        interval(step, CLASS),
        said(
            "strength",
            "The strength of demands is the mean weight of the markers that have one, after high, median and low value "
            "[@halliday2014]: 3 for strong obligation and prohibition, 2 for obligation and need, 1 for encouragement, "
            "permission and opposition. It is an ordinal scale read as numbers and serves to compare groups only.",
            "要求强度为各标记权重的均值，依情态值高、中、低[@halliday2014]取值：强义务与禁止为 3，义务与需要为 2，"
            "鼓励、许可与反对为 1；此系将定序量作数值处理，只用于组间比较。",
        ),
        *_hedges(step),
        said(
            "actors",
            "A marker was given to the nearest actor before it in its clause if nothing but modifiers, a list or a "
            "prepositional phrase stands between.",
            "标记归于同一分句内其前最近的行为体，二者之间仅可有修饰语、并列成分或介词短语。",
        ),
    ]


def _tests(step: Step) -> list[Said]:
    count = groups(step, "strength")
    if count < TWO:
        return []
    adjusted = over_tests(count if step.rows.get("strength") else None, CLASS)
    return [
        said(
            "tests",
            "p values are those of the residual, or of Fisher's exact test [@fisher1935] where an expected count is "
            f"small, {adjusted.en}; they treat units as independent and are to be read beside the intervals.",
            f"p 值取自残差，期望频数过小时改用 Fisher 精确检验[@fisher1935]，{adjusted.zh}；"
            "检验以各单位相互独立为前提，应与区间一并解读。",
        )
    ]


def _hedges(step: Step) -> list[Said]:
    if "strength" not in step.rows:
        return []
    return [
        said(
            "hedges",
            "Beside it stands the number of hedges for each demand (strong obligation, obligation, need or "
            "prohibition); the 95% intervals of both are percentile bootstraps of whole paragraphs.",
            "并报告每条要求（强义务、义务、需要、禁止）之模糊限制数；"
            "两者的 95% 区间均用以整段为抽样单位的百分位自助法。",
        )
    ]
