"""What is said of `agree`."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import NUMBERS, Said, said
from .framing import books, gives

LEVELS = {
    "nominal": Text("nominal", "定类"),
    "ordinal": Text("ordinal", "定序"),
    "interval": Text("interval", "定距"),
    "ratio": Text("ratio", "定比"),
}


def agree(step: Step) -> list[Said]:
    """Say how far coders, or a codebook and coders, were compared and by which coefficients."""
    found = []
    if step.get("codebook") or "agree" in step.rows:
        found += _against(step)
    if step.get("level") or "coefficients" in step.rows:
        found += _between(step)
    return [*found, *_bootstrap(step)] or [_plain()]


def _plain() -> Said:
    return said("counted", "The agreement of coders was measured.", "检验编码者间一致性。")


def _coders(step: Step) -> str:
    count = step.count("coders")
    return "" if not count else NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def _against(step: Step) -> list[Said]:
    book, coders = books(step), _coders(step)
    people = f"{coders} person{'s' * (coders != 'one')}" if coders else "persons"
    number = f" {step.count('coders'):,} 名" if coders else ""
    return [
        said(
            "counted",
            f"The codes that {book.en} {gives(step)} to sentences were held against those given by {people}: "
            "precision, recall "
            "and F1 of each code with Wilson's intervals [@wilson1927] (of F1 by bootstrap), and Cohen's kappa "
            "[@cohen1960].",
            f"将{book.zh} 对句子的编码与{number}人工编码者的编码相对照，逐编码报告精确率、召回率（Wilson "
            "区间[@wilson1927]）、"
            "F1（自助法区间）与 Cohen κ[@cohen1960]。",
        ),
        said(
            "corpus",
            "So that an oversample of coded sentences does not flatter it, recall in the corpus was estimated with "
            "sentences weighted by their stratum, its interval by draws from the posterior under Jeffreys's prior "
            "[@brown2001].",
            "为免已编码句的过度抽样高估召回率，另按所属层加权估计语料中的召回率，其区间由 Jeffreys "
            "先验下的后验抽样得出[@brown2001]。",
        ),
    ]


def _between(step: Step) -> list[Said]:
    coders, level = _coders(step), LEVELS.get(str(step.get("level")))
    who = Text(f"The agreement of {coders} coders", f"{step.count('coders'):,} 名编码者间的一致性") if coders else None
    who = who or Text("The agreement of coders", "编码者间的一致性")
    at = Text(f" on {level.en} values", f"（{level.zh}）") if level else Text("", "")
    kappa, gwet = Text("Cohen's kappa [@cohen1960]", "Cohen κ[@cohen1960]"), Text("AC1 [@gwet2008]", "AC1[@gwet2008]")
    if step.get("level") not in (None, "nominal"):
        kappa = Text("weighted kappa [@cohen1968]", "加权 κ[@cohen1968]")
        gwet = Text("AC2 [@gwet2014]", "AC2[@gwet2014]")
    several = step.count("coders") > 2
    light = Text(" (of more than two coders the mean of all pairs [@light1971])", "（多人时取各对之均值[@light1971]）")
    light = light if several else Text("", "")
    return [
        said(
            "coefficients",
            f"{who.en}{at.en} was measured by percent agreement, {kappa.en}{light.en}, Scott's pi [@scott1955], "
            "Fleiss' "
            f"kappa [@fleiss1971], Gwet's {gwet.en} and Krippendorff's alpha [@krippendorff2011].",
            f"{who.zh}{at.zh}以百分比一致、{kappa.zh}{light.zh}、Scott π[@scott1955]、Fleiss κ[@fleiss1971]、"
            f"Gwet {gwet.zh}与 Krippendorff α[@krippendorff2011]衡量。",
        )
    ]


def _bootstrap(step: Step) -> list[Said]:
    draws, seed = step.get("draws"), step.number("seed")
    if not isinstance(draws, int) or isinstance(draws, bool):
        return []
    if draws == 0:
        return [said("bootstrap", "No bootstrap intervals were drawn.", "未计算自助法区间。")]
    after = Text(f", seed {seed}", f"（种子 {seed}）") if seed else Text("", "")
    return [
        said(
            "bootstrap",
            f"Bootstrap intervals are 95% percentiles of {draws:,} draws of units{after.en} [@efron1993].",
            f"自助法区间为重复抽取单位 {draws:,} 次{after.zh}所得的 95% 百分位区间[@efron1993]。",
        )
    ]
