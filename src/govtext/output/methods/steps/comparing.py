"""What is said of `compare`."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import Said, group_of, listed, listed_zh, said
from .common import HOLM, INTERVAL, independent

MEASURES = {
    "g2": Text(
        "the log-likelihood statistic G² in its two-term form [@rayson2000]", "两项式对数似然统计量 G²[@rayson2000]"
    ),
    "g2-four": Text(
        "the log-likelihood ratio G² of all four cells [@dunning1993]", "四项式对数似然比 G²[@dunning1993]"
    ),
    "chi2": Text(
        "Pearson's χ² without correction for continuity [@pearson1900]", "Pearson χ²（无连续性校正）[@pearson1900]"
    ),
    "chi2-yates": Text("χ² with Yates's correction for continuity [@yates1934]", "χ²（Yates 连续性校正）[@yates1934]"),
    "fisher": Text("Fisher's exact test, two-sided [@fisher1935]", "Fisher 精确检验（双侧）[@fisher1935]"),
    "log-ratio": Text("the log ratio of relative frequencies [@hardie2014]", "相对频率的对数比[@hardie2014]"),
    "log-ratio-conservative": Text(
        "the conservative log ratio [@evert2022], the end nearer to zero of an exact 95% interval corrected by "
        "Bonferroni's method for the number of words",
        "保守对数比[@evert2022]，即按词数作 Bonferroni 校正的 95% 精确区间中近零的一端",
    ),
    "percent-diff": Text(
        "%DIFF, the difference of rates in per cent [@gabrielatos2011]", "%DIFF（频率差百分比）[@gabrielatos2011]"
    ),
    "odds-ratio": Text(
        "the odds ratio [@woolf1955], 0.5 being added to every cell where one is zero [@haldane1956]",
        "优势比[@woolf1955]，有零格时各格加 0.5[@haldane1956]",
    ),
    "simple-maths": Text(
        "simple maths, the ratio of rates per million after a constant k is added to both [@kilgarriff2009]",
        "simple maths[@kilgarriff2009]，即两侧每百万词频率各加常数 k 后之比",
    ),
    "bic": Text(
        "BIC, G² less the logarithm of the number of tokens [@wilson2013; @kass1995]",
        "BIC（G² 减词数之对数）[@wilson2013; @kass1995]",
    ),
    "log-odds": Text(
        "the z score of the log odds ratio with an informative Dirichlet prior [@monroe2008]",
        "含信息性 Dirichlet 先验的对数优势比之 z 值[@monroe2008]",
    ),
    "text-dispersion": Text(
        "text dispersion keyness, four-term G² of the number of texts that have the word [@egbert2019]",
        "文本分布关键性，即含该词文本数的四项式 G²[@egbert2019]",
    ),
    "mann-whitney": Text(
        "the Mann–Whitney test of rates in single texts [@mann1947]", "各文本频率的 Mann–Whitney 检验[@mann1947]"
    ),
    "cliffs-delta": Text("Cliff's delta of rates in single texts [@cliff1993]", "各文本频率的 Cliff δ[@cliff1993]"),
}
TESTS = ("g2", "g2-four", "chi2", "chi2-yates", "fisher", "log-odds", "text-dispersion", "mann-whitney")
OWN_P = {
    "log-odds": Text("the z score", "该 z 值"),
}
CORRECTIONS = {
    "holm": Text(f"by {HOLM.en}", HOLM.zh),
    "bh": Text(
        "by the procedure of Benjamini and Hochberg, which bounds the false discovery rate [@benjamini1995]",
        "Benjamini–Hochberg 程序（控制错误发现率）[@benjamini1995]",
    ),
    "bonferroni": Text("by Bonferroni's correction [@dunn1961]", "Bonferroni 校正[@dunn1961]"),
}


def compare(step: Step) -> list[Said]:
    """Say what was held against what, by which measure, with which correction."""
    return [
        _sides(step),
        *_measure(step),
        *_test(step),
        *_effect(step),
        *_rates(step),
        *_least(step),
        *([independent()] if step.get("measure") not in ("mann-whitney", "cliffs-delta", "text-dispersion") else []),
    ]


def _sides(step: Step) -> Said:
    """Say which groups were compared with which reference, and what was counted."""
    target, reference, outside = step.names("target"), step.names("reference"), _outside(step)
    group = group_of(step.get("by") or "source") if step.get("by") or not outside else None
    who = Text(f"each {group.en}", f"每一{group.zh}") if group else Text("the whole corpus", "全部语料")
    if target:
        who = Text(listed(target), listed_zh(target))
    against = Text("all others together", "其余全部文本")
    if reference:
        against = Text(listed(reference), listed_zh(reference))
    against = outside or against
    terms = step.text("terms") if step.get("terms") and _is_list(step) else ""
    what = Text(f"the words and terms of the list {terms}", f"词单 {terms} 所列词语") if terms else Text("words", "词")
    return said(
        "counted",
        f"The frequencies of {what.en} in {who.en} (the target) were compared with those in {against.en} (the "
        "reference).",
        f"比较{what.zh}在{who.zh}（目标）与{against.zh}（参照）中的频率。",
    )


def _is_list(step: Step) -> bool:
    """Return whether `terms` is the list that was asked for, not the description of the lexicon."""
    terms = str(step.get("terms"))
    return terms != "none" and not terms.endswith(")")


def _outside(step: Step) -> Text | None:
    corpus, words = step.text("reference_corpus"), step.text("reference_list")
    if corpus:
        return Text(f"the reference corpus {corpus}", f"参照语料 {corpus}")
    if words:
        return Text(f"the frequency list {words}", f"参照词频表 {words}")
    return None


def _measure(step: Step) -> list[Said]:
    """Say what ranks the words."""
    measure = MEASURES.get(str(step.get("measure")))
    if measure is None:
        return []
    more = Text("", "")
    if step.get("measure") == "simple-maths" and step.number("k"):
        more = Text(f" (k = {step.number('k')})", f"（k = {step.number('k')}）")
    if step.get("measure") == "log-odds":
        prior = step.number("prior")
        worth = f"{prior} tokens" if prior else "as many tokens as target and reference have together"
        worth_zh = f"{prior} 词" if prior else "目标与参照词数之和"
        more = Text(
            f" (background: target and reference together; the prior is worth {worth})",
            f"（背景为目标与参照之和，先验相当于{worth_zh}）",
        )
    return [
        said(
            "measure",
            f"Key words, positive and negative, were ranked by {measure.en}{more.en}.",
            f"正负关键词均按{measure.zh}{more.zh}排序。",
        )
    ]


def _test(step: Step) -> list[Said]:
    """Say which test p comes from, and how it is corrected for the number of tests."""
    measure, correction = str(step.get("measure")), str(step.get("correction"))
    if measure not in MEASURES:
        return []
    own = measure in TESTS
    of = Text("the test", "该检验") if own else MEASURES["g2"]
    of = OWN_P.get(measure, of)
    if correction in CORRECTIONS:
        how = CORRECTIONS[correction]
        text = Text(
            f"p values are those of {of.en}, adjusted {how.en} over all tests (one a word and group, or one a word "
            "where two groups mirror each other), before any row was left out.",
            f"p 值取自{of.zh}，就全部检验（每词每组一次，两组互为镜像时每词一次；在截取结果之前）作 {how.zh}。",
        )
    elif correction == "none":
        text = Text(
            f"p values are those of {of.en} and were not adjusted for the number of tests.",
            f"p 值取自{of.zh}，未作多重检验校正。",
        )
    else:
        text = Text(f"p values are those of {of.en}.", f"p 值取自{of.zh}。")
    return [Said("test", text)]


def _least(step: Step) -> list[Said]:
    """Say which words were not tested."""
    count, span = step.count("min_count"), step.count("min_range")
    if count <= 1 and span <= 1:
        return []
    parts, parts_zh = [], []
    if count > 1:
        parts.append(f"with fewer than {count:,} occurrences")
        parts_zh.append(f"频次不足 {count:,}")
    if span > 1:
        parts.append(f"in fewer than {span:,} texts")
        parts_zh.append(f"所见文本不足 {span:,} 篇")
    gap = " " if parts_zh[-1][-1:].isdigit() else ""
    return [
        said(
            "limits",
            f"Words {listed(parts, 'or')} in target and reference together were not tested.",
            f"目标与参照合计{'或'.join(parts_zh)}{gap}的词不予检验。",
        )
    ]


def _effect(step: Step) -> list[Said]:
    if step.get("measure") == "log-ratio":
        return [
            said(
                "effect",
                "Its 95% confidence interval is by the delta method [@katz1978], a count of zero being put at 0.5.",
                "其 95% 置信区间用 delta 法[@katz1978]，零频次按 0.5 计。",
            )
        ]
    return [
        said("effect", f"The size of a difference is given as the {INTERVAL.en}.", f"差异大小以{INTERVAL.zh}表示。"),
    ]


def _rates(step: Step) -> list[Said]:
    if "frequencies" not in step.rows:
        return []
    return [
        said(
            "rates",
            "Frequencies per 10,000 tokens of single groups have Wilson's 95% intervals [@wilson1927], which are too "
            "narrow for words that cluster.",
            "各组每万词频率附 Wilson 95% 区间[@wilson1927]，对成簇出现的词偏窄。",
        )
    ]
