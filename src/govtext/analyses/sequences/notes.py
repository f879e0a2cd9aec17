"""What stands under a table of n-grams."""

from __future__ import annotations

from typing import Any

from ...table import Text
from ...tokens.index import TokenIndex
from ...tokens.stopwords import StopList


def ngram_notes(index: TokenIndex, lengths: range, stopwords: StopList, parameters: dict[str, Any]) -> list[Text]:
    """Return what the table counts and by which conventions."""
    skip, own = parameters["skip"], parameters["by"] is not None
    of, of_zh = ("group", "该组") if own else ("corpus", "语料")
    some = Text(
        f"at most {skip} word{'s' * (skip != 1)} left out between its parts (k-skip-n-grams, Guthrie et al. 2006), "
        "each way of choosing the words an occurrence",
        f"其间合计至多略去 {skip} 词（k-skip-n-gram，Guthrie 等 2006），每种取法各计一次",
    )
    none = Text("next to each other", "彼此相邻")
    gaps = some if skip else none
    notes = [
        Text(
            f"N-gram: {parameters['n']} words of one sentence, no punctuation between them, {gaps.en}; "
            f"{parameters['min_count']} or more, in {parameters['min_range']} or more sources"
            + (" (in the group)." if own else "."),
            f"词串：同一句内、其间无标点的 {parameters['n']} 个词，{gaps.zh}；"
            f"频次不低于 {parameters['min_count']}，分布文本数不低于 {parameters['min_range']}"
            + ("（按组计）。" if own else "。"),
        )
    ]
    if stopwords.words or stopwords.drops_numbers:
        notes.append(
            Text(
                "Left out where the first or last word is of the stop list; inside such words stay.",
                "首词或末词在停用词表者不列；居中者保留。",
            )
        )
    if index.feature_set == "all":
        notes.append(Text("Sequences are of words; terms make none.", "词串只由词构成，不含术语。"))
    notes.append(
        Text(
            f"per 10,000 = 10,000 count / N (tokens of the {of}). Sorted by {parameters['sort']}, ties by code point.",
            f"每万词 = 频次 / N（{of_zh}词数） × 10000。按 {parameters['sort']} 排序，同值按字符编码排序。",
        )
    )
    return [*notes, *_measure_notes(max(lengths) > 2, len(lengths) > 1, of, of_zh)]


def _measure_notes(long: bool, several: bool, of: str, of_zh: str) -> list[Text]:
    g2 = Text("four-term log-likelihood (Dunning 1993)", "四项式对数似然比（Dunning 1993）")
    if long:
        g2 = Text(
            "log-likelihood over the 2^n cells against independence of all n words (Dunning 1993; Banerjee and "
            "Pedersen 2003), 2^n - n - 1 degrees of freedom, high also where only a part of the n-gram holds "
            "together; lambda is what the whole adds to its parts",
            "2^n 格对数似然比，以 n 词全部独立为零假设（Dunning 1993；Banerjee & Pedersen 2003），自由度 2^n - n - 1，"
            "仅部分词结合紧密时亦高；整体在部分之外所增见 λ",
        )
    apart = Text(" Neither G2 nor MI nor lambda compares across lengths.", "G2、MI、λ 均不可跨长度比较。")
    apart = apart if several else Text("", "")
    return [
        Text(
            f"Sample: all S n-grams of the same length in the {of}, before any limit. f_i: those with the word in "
            f"place i. expected = S × product of f_i / S. MI = log2(count / expected). G2: {g2.en}.{apart.en}",
            f"样本：{of_zh}中同长度的全部 S 个词串（筛选之前）。f_i：第 i 位为该词者。期望 = S × ∏(f_i / S)；"
            f"MI = log2(频次 / 期望)；G2：{g2.zh}。{apart.zh}",
        ),
        Text(
            "lambda: n-way interaction of the saturated log-linear model, 0.5 added to each cell, z = lambda / "
            "standard error (Blaheta and Johnson 2001; as quanteda's textstat_collocations). DP: Gries's deviation of "
            "proportions over the sources, 0 even, towards 1 clumped; none in a single source.",
            "λ：饱和对数线性模型的 n 阶交互项，各格加 0.5，z = λ / 标准误（Blaheta & Johnson 2001，同 quanteda "
            "textstat_collocations）。DP：Gries 比例偏差（以文本为单位），0 为均匀，趋近 1 为集中；仅一篇文本时不计。",
        ),
    ]
