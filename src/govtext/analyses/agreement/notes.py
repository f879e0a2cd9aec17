"""The lines under the tables of agreement: conventions, and what they leave out."""

from __future__ import annotations

import math

from ... import __version__
from ...table import Text
from .judgements import Judgements

MOST_NAMED = 12
FEWEST_UNITS = 5  # with two judgements, for an interval
UNEVEN = 3.0  # times the root of n: three standard deviations of the difference

WEIGHTS = {
    "ordinal": Text(
        "Ordinal: alpha by mean ranks; weighted kappas by the places of the categories that occur; AC2 with Gwet's "
        "ordinal weights.",
        "定序：alpha 以平均秩计；加权 kappa 以所出现类别之位次计；AC2 用 Gwet 定序权。",
    ),
    "interval": Text(
        "Interval: alpha, weighted kappas and AC2 (quadratic) by the differences of the values.",
        "定距：alpha、加权 kappa 与 AC2（二次权）均以数值之差计。",
    ),
    "ratio": Text(
        "Ratio: alpha and AC2 by ((c - k) / (c + k))²; weighted kappas by the differences of the values.",
        "定比：alpha 与 AC2 以 ((c − k) / (c + k))² 计；加权 kappa 以数值之差计。",
    ),
}
FORMULAS = Text(
    "Percent agreement: agreeing pairs of coders, mean over units. Cohen's kappa (1960), Scott's pi (1955): units that "
    "both judged. Fleiss' kappa (1971), Gwet's AC1 (2008): all units; with missing judgements as Gwet (2014). "
    "Krippendorff's alpha (2011): pairable values.",
    "百分比一致：一致之编码者对所占比例，先逐单位、后取均值。Cohen κ（1960）、Scott π（1955）：二人均判断之单位。"
    "Fleiss κ（1971）、Gwet AC1（2008）：全部单位，缺失时依 Gwet（2014）。Krippendorff α（2011）：可配对之值。",
)
UNDEFINED = Text(
    "Undefined, not 0 or 1: where only one category was used, or only one unit has two judgements, nothing tells "
    "agreement from habit.",
    "无定义者不作 0 或 1：只用一类，或仅一单位有两次判断时，无从区分一致与习惯。",
)
MASI = Text(
    "all: a unit's codes are one set, equal or not; alpha with MASI (Passonneau 2006) counts common codes in part.",
    "all：一单位之编码合为一集合，相等与否；MASI（Passonneau 2006）之 alpha 计部分相同。",
)
CODES = Text(
    "Each code: given or not, over all units judged; with --codebook a code has the units of its parts, too.",
    "各编码：给予与否，取全部已判断单位；指定 --codebook 时，上级编码含其下级之单位。",
)
LIGHT = Text(
    "Kappas of more than two coders: mean of all pairs with two units in common for which they are defined (Light "
    "1971).",
    "多于二人时，kappa 为共判两单位以上且有定义各对之均值（Light 1971）。",
)
CATEGORIES = Text(
    "AC1 and AC2 depend on the number of categories: those that occur (of a code two).",
    "AC1、AC2 取决于类别数：以出现者计（单个编码为二）。",
)


def coefficient_notes(found: Judgements, level: str, seed: int, draws: int, lost: float, hidden: int) -> list[Text]:
    """Return the notes of the table of coefficients.

    Args:
        found: who said what.
        level: of measurement.
        seed: of the bootstrap.
        draws: of it.
        lost: the largest share of draws in which a coefficient was undefined.
        hidden: codes or categories without rows of their own.
    """
    named = found.coders[:8]
    who = Text(f" ({', '.join(named)})", f"（{'、'.join(named)}）") if named else Text("", "")
    count = len(found.coders) or int(found.counts.sum(axis=1).max(initial=0))
    shown = "，".join(found.names[:8]) + ("……" if len(found.names) > 8 else "")
    english = ", ".join(found.names[:8]) + (" …" if len(found.names) > 8 else "")
    notes = [
        Text(
            f"Units: {len(found.counts):,}. Coders: {count}{who.en}. Level: {level}. Categories: {len(found.names)} "
            f"({english}).",
            f"单位：{len(found.counts):,}。编码者：{count}{who.zh}。测量层次：{level}。类别：{len(found.names)}（{shown}）。",
        ),
        FORMULAS,
        *([WEIGHTS[level]] if level in WEIGHTS else []),
        *([MASI] if found.several_codes else []),
        *([CODES] if found.members is not None else []),
        *([LIGHT] if len(found.coders) > 2 else []),
        CATEGORIES,
        UNDEFINED,
        *bootstrap_note(seed, draws, lost, fewest=FEWEST_UNITS),
    ]
    if hidden > 0:
        notes.append(Text(f"{hidden} more categories have no rows.", f"另有 {hidden} 类未列。"))
    return [*notes, Text(f"govtext {__version__}.", f"govtext {__version__}。")]


def bootstrap_note(seed: int, draws: int, lost: float, strata: bool = False, fewest: int = 0) -> list[Text]:
    """Say how intervals were drawn, and that there is none with fewer units than `fewest`."""
    if not draws:
        but = Text(" but Wilson's", "（Wilson 区间除外）") if strata else Text("", "")
        return [Text(f"No intervals{but.en}: --draws 0.", f"未计区间{but.zh}：--draws 0。")]
    within = Text(" within strata", "分层") if strata else Text("", "")
    other = Text("Other ", "其余 ") if strata else Text("", "")
    few = Text("", "")
    if fewest:
        english = f" or where fewer than {fewest} units have two judgements"
        few = Text(english, f"，有两次判断之单位不足 {fewest} 者亦不给")
    left = Text("", "")
    if lost:
        left = Text(
            f" Draws without a value are left out (at most {lost:.1%}; above half there is no interval).",
            f"无值之抽样略去（至多 {lost:.1%}；过半则不给区间）。",
        )
    return [
        Text(
            f"{other.en}95 % intervals: percentile bootstrap of units{within.en}, {draws:,} draws, seed {seed}; none "
            f"where all are alike{few.en}.{left.en}",
            f"{other.zh}95% 区间：以单位为准之{within.zh}百分位自助法，{draws:,} 次，随机种子 {seed}；"
            f"各次皆同者不给区间{few.zh}。{left.zh}",
        )
    ]


AGAINST = Text(
    "Codebook, human, both: units judged that have the code. Precision = both / codebook, recall = both / human, "
    "F1 = 2 both / (codebook + human), 95 % intervals of the two by Wilson (1927), of F1 by bootstrap. Kappa: Cohen's, "
    "codebook and human as two coders. A code counts its children's units too, on both sides.",
    "编码表、人工、两者：有该编码之已判断单位数。精确率 = 两者 / 编码表，召回率 = 两者 / 人工，"
    "F1 = 2 两者 /（编码表 + 人工）；前二者 95% 区间为 Wilson（1927），F1 为自助法。"
    "Kappa：以编码表与人工为二编码者之 Cohen κ。上级编码双方均含其下级之单位。",
)
MICRO = Text(
    "all (micro): pairs of unit and code together, codes that only hold others left out, intervals by bootstrap; "
    "all (macro): mean over these codes, each where it is defined.",
    "all (micro)：单位与编码之对合计，仅作上级者不计，区间为自助法；all (macro)：各编码之均值，无定义者略去。",
)
CORPUS = Text(
    "In the corpus: units weighted by N / n of their stratum (sentences that the codebook codes, and the others), an "
    "estimate for all its sentences. A sample half of coded sentences flatters recall, and this does not. Precision is "
    "the same in both. 95 % intervals: percentiles of draws from each stratum's posterior under Jeffreys's prior "
    "(Brown, Cai and DasGupta 2001): of recall Nc q1 / (Nc (q1 + q2) + Nu z), q1 found and q2 missed of the Nc coded, "
    "z missed of the Nu others. None over all codes: the prior's half a miss for each code would add up.",
    "语料估计：单位按所属层（编码表已编码句、其余句）之 N / n 加权，估计全部句子。"
    "半数取自已编码句之样本高估召回率，此列则否。精确率两者相同。95% 区间：自各层 Jeffreys 先验之后验抽样取百分位"
    "（Brown、Cai、DasGupta 2001），召回率为 Nc q1 /（Nc (q1 + q2) + Nu z），q1、q2 为已编码 Nc 句中命中、漏编之比，"
    "z 为其余 Nu 句中漏编之比。各编码合计不给区间：每一编码之先验各含半次漏编，相加则失真。",
)


def strata_notes(coder: str, sizes: tuple[tuple[int, int], tuple[int, int]]) -> list[Text]:
    """Say how many sentences of each stratum were judged, (judged, in the corpus) of those coded and the others.

    A sheet has as many of the one as of the other, unless one of them is exhausted; if not, it was drawn with other
    codebooks, and then the others are no random sample of theirs.
    """
    (coded, every_coded), (others, every_other) = sizes
    judged = Text(
        f"{coder}: judged {coded:,} of {every_coded:,} coded sentences, {others:,} of {every_other:,} others.",
        f"{coder}：已判断编码句 {coded:,} / {every_coded:,}，其余句 {others:,} / {every_other:,}。",
    )
    uneven = abs(coded - others) > UNEVEN * math.sqrt(coded + others)
    exhausted = coded == every_coded or others == every_other
    return [judged, *([OTHER_BOOKS] if uneven and not exhausted else [])]


def unseen_notes(coder: str, codes: list[str], others: tuple[int, int]) -> list[Text]:
    """Warn of codes of which no miss was drawn from the sentences that the codebook does not code.

    Args:
        coder: who judged.
        codes: of which none was drawn.
        others: how many of these sentences were judged, and how many there are.
    """
    judged, everything = others
    if not codes or not judged or judged == everything:
        return []
    named, more = codes[:MOST_NAMED], " …" * (len(codes) > MOST_NAMED)
    most = min(judged, 3)  # where none of n was found, 3 / n is about the 95 % upper bound
    return [
        Text(
            f"{coder}: no miss was drawn from the others for {len(codes)} code{'s' * (len(codes) != 1)} "
            f"({', '.join(named)}{more}): the estimate counts none there, though as many as {most} in {judged:,} of "
            f"these {everything:,} could be missed; give the interval, not the estimate alone.",
            f"{coder}：有 {len(codes)} 个编码（{'、'.join(named)}{more}）在其余句中未抽得漏编者：估计按无漏编计，"
            f"而其余 {everything:,} 句中漏编者仍可多至 {most} / {judged:,}；须报告区间，不可只报估计值。",
        )
    ]


OTHER_BOOKS = Text(
    "These are not half and half, as in a sheet drawn with these codebooks. If others were used, name them too "
    "(--codebook a,b): else the estimates for the corpus are wrong.",
    "二者并非各半，与以此编码表抽取之样本不符。若抽样时用过其他编码表，"
    "请一并写入 --codebook（a,b），否则语料估计有误。",
)
