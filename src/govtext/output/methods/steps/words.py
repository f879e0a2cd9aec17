"""What is said of `segment`, `freq` and `keywords`."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import Said, group_of, said, unit_of
from .common import HOLM, WHOLE, each, limits

WORDS = Text("words", "词")


def segment(step: Step) -> list[Said]:
    """Say what sizes were counted."""
    per = each(step.get("by") or "source")
    return [
        said(
            "counted",
            f"Characters, tokens, types, sentences, paragraphs and sections were counted {per.en}.",
            f"{per.zh}，统计字符、词、词种、句、段与节数。",
        )
    ]


def freq(step: Step) -> list[Said]:
    """Say how words were counted, or diversity measured."""
    if step.get("factor") is not None:
        return _diversity(step)
    per, unit = each(step.get("by")), unit_of(step.get("unit") or "document")
    return [
        said(
            "counted",
            f"Words were counted {per.en}. Frequencies are given in absolute numbers and per 10,000 tokens; the range "
            f"of a word is the number of {unit.en} that have it, and the evenness of its spread over them Gries's "
            "deviation of proportions (DP), not normalised [@gries2008].",
            f"词频{per.zh}统计，报告绝对频次与每万词频次；分布数为出现该词的{unit.zh}数，"
            f"其在各{unit.zh}间的均匀程度用 Gries 比例偏差（DP，未归一化）[@gries2008]衡量。",
        ),
        *limits(step, WORDS, unit, WHOLE if step.get("by") else None),
    ]


def _diversity(step: Step) -> list[Said]:
    per, window, sample = each(step.get("by")), step.number("window"), step.number("sample")
    stretch = Text(f" over stretches of {window} tokens", f"，窗口 {window} 词") if window else Text("", "")
    drawn = Text(f" (samples of {sample} tokens)", f"（样本 {sample} 词）") if sample else Text("", "")
    factor = step.number("factor")
    return [
        said(
            "counted",
            f"Lexical diversity was measured {per.en} on all tokens in their order, stop words included. Since the "
            "type–token ratio and its transformations depend on the length of a text, comparisons rest on the "
            f"moving-average type–token ratio (MATTR{stretch.en}) [@covington2010], MTLD (factor size {factor}) "
            f"[@mccarthy2010] and HD-D{drawn.en} [@mccarthy2007]; Yule's K [@yule1944], Simpson's D [@simpson1949] and "
            "entropy [@shannon1948] are given besides.",
            f"词汇多样性{per.zh}，按原文次序就全部词（含停用词）计算。型例比及其变换受文本长度影响，"
            f"故比较以移动平均型例比（MATTR{stretch.zh}）[@covington2010]、MTLD（阈值 {factor}）[@mccarthy2010]"
            f"与 HD-D{drawn.zh}[@mccarthy2007]为准；"
            "另报告 Yule K[@yule1944]、Simpson D[@simpson1949]与熵[@shannon1948]。",
        )
    ]


METHODS = {
    "keyness": Text(
        "by keyness: the score of a word is the lower bound of the 95% confidence interval (delta method [@katz1978], "
        "a count of zero being put at 0.5) of the log ratio [@hardie2014] of its relative frequency in the {group} to "
        "that in all others, and only words whose bound is above zero are listed; the p value beside it is that of "
        f"two-term G² [@rayson2000] under {HOLM.en} over all tests, one a word and "
        "group, or one a word where there are two groups",
        "关键性：得分为该词在该{group}中的相对频率与其余全部文本中的相对频率之对数比[@hardie2014]的 95% 置信区间"
        "（delta 法[@katz1978]，零频次按 0.5 计）下限，只列下限大于零者；"
        f"并列的 p 值取自两项式 G²[@rayson2000]，就全部检验作 {HOLM.zh}（每词每组一次，仅两组时每词一次）",
    ),
    "tfidf": Text(
        "by tf-idf [@sparckjones1972], the relative frequency times ln((1 + n) / (1 + df)) + 1, with n the number of "
        "groups and df those that have the word",
        "tf-idf[@sparckjones1972]：相对频率乘以 ln((1 + n) / (1 + df)) + 1，n 为组数，df 为含该词的组数",
    ),
    "textrank": Text(
        "by TextRank [@mihalcea2004]: PageRank with a damping factor of 0.85 on the words that stand within windows "
        "of five content words of a sentence, links weighted by co-occurrence",
        "TextRank[@mihalcea2004]：以句内五个实词为窗口、按共现次数加权的词图上的 PageRank（阻尼系数 0.85）",
    ),
}


def keywords(step: Step) -> list[Said]:
    """Say how key words were ranked."""
    group = group_of(step.get("by") or "source")
    method = str(step.get("method") or "")
    chosen = list(METHODS) if method == "all" else [method] if method in METHODS else []
    english = [METHODS[name].en.format(group=group.en) for name in chosen]
    chinese = [METHODS[name].zh.format(group=group.zh) for name in chosen]
    how = f" {'; '.join(english)}" if english else ""
    how_zh = f"，依据{'；'.join(chinese)}" if chinese else ""
    found = [
        said(
            "counted", f"The key words of each {group.en} were ranked{how}.", f"对每一{group.zh}的关键词排序{how_zh}。"
        ),
        *limits(step, WORDS, Text("sources", "篇文本"), WHOLE),
    ]
    if top := step.count("top"):
        found.append(
            said(
                "shown",
                f"The first {top:,} of each {group.en} are listed; the ranking is no test.",
                f"每一{group.zh}列出前 {top:,} 个；此为排序而非检验。",
            )
        )
    return found
