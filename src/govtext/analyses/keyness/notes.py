"""What stands under the tables of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...table import Text
from ...tokens.index import TokenIndex
from ..notes import COUNTED
from .contrasts import WHOLE, Contrasts, Groups
from .frequencies import WORDED, wording_of_groups
from .measures import ENOUGH_TEXTS, TWO_TEXTS
from .references import FrequencyList
from .table import Choice

MOST_NAMED = 12
REFERENCE = Text("reference", "参照")

G2 = Text(
    "G2: log-likelihood, two-term form (Rayson and Garside 2000), one degree of freedom; the sign of the log ratio "
    "gives the direction.",
    "G2：对数似然比，两项式（Rayson & Garside 2000），自由度 1；方向见对数比的正负。",
)
LOG_RATIO = Text(
    "Log ratio: log2 of the ratio of relative frequencies (Hardie 2014); 95 % interval by the delta method (Katz "
    "et al. 1978). A zero count is put at 0.5 in both, so the size of such a ratio is partly convention.",
    "对数比：相对频率之比的以 2 为底的对数（Hardie 2014）；95% 区间用 delta 法（Katz 等 1978）。"
    "零频次在两者中均按 0.5 计，此时数值部分取决于约定。",
)
DP = Text(
    "DP: Gries's deviation of proportions over all sources that were read, 0 even, "
    "towards 1 clumped; none in a single source.",
    "DP：Gries 比例偏差（以读入的全部文本为单位），0 为均匀，趋近 1 为集中；仅一篇文本时不计。",
)
INDEPENDENCE = Text(
    "p takes tokens for independent, which words of running text are not (they cluster): read it as an order of "
    "evidence rather than as a chance.",
    "p 值假定各词相互独立，而连续文本中的词会成簇出现：宜视为证据强弱的次序，而非概率本身。",
)
MORE_TESTS = Text(
    "More tests: g2_four with all four cells (Dunning 1993), chi2 without and chi2_yates with correction for "
    "continuity, fisher_p two-sided; bic = G2 - ln N, N both sides together (Wilson 2013).",
    "其他检验：g2_four 为四项式（Dunning 1993）；chi2 无连续性校正，chi2_yates 有；fisher_p 为双侧；"
    "bic = G2 − ln N，N 为两侧词数之和（Wilson 2013）。",
)
TEXTS = Text(
    f"Texts: sources; of a source that --by divides, each group's part is one. text_dispersion: four-term G2 on texts "
    f"with the word (Egbert and Biber 2019), from {TWO_TEXTS} texts a side. Mann-Whitney and Cliff's delta: rates of "
    f"texts, from {ENOUGH_TEXTS} a side; exact up to 8 texts without ties, else the normal approximation with "
    "corrections for ties and continuity. With few texts all these p are rough.",
    f"文本：以文献计；--by 在文献内分组时，各组所占部分为一篇。text_dispersion：含该词文本数的四项式 G2"
    f"（Egbert & Biber 2019），每侧至少 {TWO_TEXTS} 篇。Mann-Whitney 与 Cliff's δ：各篇相对频率，"
    f"每侧至少 {ENOUGH_TEXTS} 篇；8 篇以内且无同秩者用精确分布，"
    "否则用正态近似，经同秩与连续性校正。文本少时 p 值均为粗略。",
)


def compared(feature_set: str, by: str | None, groups: int, features: int, choice: Choice) -> Text:
    """Say how many groups and features were compared."""
    counted = COUNTED[feature_set]
    english = f"{groups} groups by {by}" if by else "the whole corpus"
    chinese = f"按 {by} 分 {groups} 组" if by else "全部文本为一组"
    if not choice.min_count:
        return Text(
            f"Compared: {english}, {features:,} {counted.en}.", f"比较：{chinese}，{counted.zh} {features:,} 个。"
        )
    texts = Text("", " ")
    if choice.min_range > 1:
        texts = Text(f" and in {choice.min_range} or more texts", f"、至少见于 {choice.min_range} 篇")
    return Text(
        f"Compared: {english}, {features:,} {counted.en} with {choice.min_count} or more occurrences in target and "
        f"reference together{texts.en}.",
        f"比较：{chinese}，目标与参照合计不低于 {choice.min_count}{texts.zh}的{counted.zh} {features:,} 个。",
    )


def contrasts_made(groups: Groups, chosen: Contrasts) -> list[Text]:
    """Name the contrasts where they are not each group against all others."""
    own = len(groups.names) - groups.outside
    if len(chosen.targets) == own and not groups.outside:
        return []
    first = chosen.targets[:MOST_NAMED].tolist()
    rest = " …" * (len(chosen.targets) > MOST_NAMED)
    sized = [(groups.names[number], int(groups.sizes[number])) for number in first]
    shown = ", ".join(f"{name} ({size:,} tokens)" for name, size in sized) + rest
    zh = "、".join(f"{name}（{size:,} 词）" for name, size in sized) + rest
    wording = chosen.references[0]
    tokens = int(groups.sizes[chosen.against[0]].sum())
    english = "the rest, all other groups together" if wording.en == "rest" else f"{wording.en} ({tokens:,} tokens)"
    chinese = "其余各组合计" if wording.en == "rest" else f"{wording.zh}（{tokens:,} 词）"
    return [Text(f"Contrasts: {shown} against {english}.", f"对照：{zh}，参照：{chinese}。")]


def reference(groups: Groups, outside: FrequencyList | TokenIndex | None) -> list[Text]:
    """Say what a reference from outside is."""
    if isinstance(outside, FrequencyList):
        how = Text("given", "由 --reference-size 给定")
        if outside.summed:
            how = Text(
                "the sum of its counts; --reference-size gives another", "取其频次之和；可用 --reference-size 给定"
            )
        return [
            Text(
                f"Reference: frequency list {outside.name}, {len(outside.counts):,} words, N = {outside.size:,} tokens "
                f"({how.en}); it knows no texts, so what compares texts is empty. Where its words were cut by other "
                "rules, that shows as keyness too.",
                f"参照：词频表 {outside.name}，{len(outside.counts):,} 词，N = {outside.size:,}（{how.zh}）；"
                "词频表不含文本信息，以文本为单位的各列为空。若其分词规则不同，此差异亦会表现为关键性。",
            )
        ]
    if outside is None:
        return []
    size, texts = int(groups.sizes[-1]), int(groups.texts[-1])
    return [
        Text(
            f"Reference: corpus {groups.names[-1]}, {texts:,} sources, N = {size:,} tokens, cut and counted as the "
            "corpus is.",
            f"参照：语料 {groups.names[-1]}，{texts:,} 篇，N = {size:,} 词，清洗、分词与计数均同本语料。",
        )
    ]


def not_found(listed: int, missing: Sequence[str]) -> list[Text]:
    """Say how many terms were asked for, and name those that occur nowhere."""
    notes = [Text(f"Only the {listed:,} words and terms of the list.", f"仅比较列表中的 {listed:,} 个词语。")]
    if missing:
        shown = "、".join(missing[:MOST_NAMED]) + " …" * (len(missing) > MOST_NAMED)
        notes.append(Text(f"Not found ({len(missing):,}): {shown}.", f"未见（{len(missing):,}）：{shown}。"))
    return notes


def not_in_list(terms: Sequence[str]) -> list[Text]:
    """Name terms that a frequency list does not hold, and that are therefore not compared."""
    if not terms:
        return []
    shown = "、".join(terms[:MOST_NAMED]) + " …" * (len(terms) > MOST_NAMED)
    return [
        Text(
            f"Not compared: {len(terms):,} terms that the frequency list does not hold ({shown}).",
            f"未比较：词频表所无的 {len(terms):,} 个术语（{shown}）。",
        )
    ]


def keyness(choice: Choice, tests: int, groups: Groups, chosen: Contrasts) -> list[Text]:
    """Return the conventions of the table of keyness."""
    own = [
        G2,
        _ranking(choice),
        LOG_RATIO,
        DP,
        INDEPENDENCE,
        _tests(choice, tests),
        MORE_TESTS,
        _effects(choice, tests),
    ]
    texts = np.array([groups.texts[against].sum() for against in chosen.against])
    few = np.minimum(groups.texts[chosen.targets], texts) < ENOUGH_TEXTS
    if few.all():
        made = Text(" Here no contrast has so many.", "此处各组均不足。")
    elif few.any():
        first = groups.names[chosen.targets[int(np.argmax(few))]]
        made = Text(
            f" Not made for {int(few.sum())} groups ({first} …).", f"{int(few.sum())} 组不足（{first} 等），未作。"
        )
    else:
        made = Text("", "")
    if not np.isnan(texts).any():
        own.append(Text(TEXTS.en + made.en, TEXTS.zh + made.zh))
    return own


def _ranking(choice: Choice) -> Text:
    name, test = choice.measure.name, choice.measure.name if choice.measure.test else Text("G2", "G2")
    return Text(
        f"Rows by {name.en}, the strongest first whatever the direction; p is that of {test.en}.",
        f"各组按 {name.zh} 由强到弱排列（不分方向）；p 取自 {test.zh}。",
    )


def _tests(choice: Choice, tests: int) -> Text:
    source = choice.correction.source
    if not source.en:
        return Text(
            f"p is not adjusted, though {tests:,} tests were made: some {tests / 20:,.0f} of them fall below 0.05 by "
            "chance.",
            f"p 值未作校正，而共作 {tests:,} 个检验：仅凭偶然即约有 {tests / 20:,.0f} 个低于 0.05。",
        )
    return Text(
        f"p adjusted for all {tests:,} tests of this comparison ({source.en}).",
        f"p 值按本次比较的全部 {tests:,} 个检验校正（{source.zh}）。",
    )


def _effects(choice: Choice, tests: int) -> Text:
    prior = Text("as many tokens as both sides have", "两侧词数之和")
    if choice.prior is not None:
        prior = Text(f"{choice.prior:g} tokens", f"{choice.prior:g} 词")
    return Text(
        f"More effects: log_ratio_conservative (Evert 2022), exact interval at 0.05 / {tests:,}; percent_diff "
        "(Gabrielatos and Marchi 2011), a reference of 0 at 1e-18; odds_ratio with Woolf's interval, 0.5 added to all "
        f"cells where one is 0; simple_maths (Kilgarriff 2009), k = {choice.k:g} per million; log_odds and its z "
        f"(Monroe et al. 2008), prior from both sides together, worth {prior.en}.",
        f"其他效应量：log_ratio_conservative（Evert 2022），精确区间，水平 0.05 / {tests:,}；percent_diff"
        "（Gabrielatos & Marchi 2011），参照为 0 时取 1e-18；odds_ratio 用 Woolf 区间，有零格时四格各加 0.5；"
        f"simple_maths（Kilgarriff 2009），每百万词 k = {choice.k:g}；log_odds 及其 z（Monroe 等 2008），"
        f"先验取自两侧合计，强度为{prior.zh}。",
    )


def title(chosen: Contrasts, groups: Groups) -> Text:
    """Return the title of the table of keyness."""
    wording = chosen.references[0]
    if len(chosen.targets) == 1:
        name = groups.names[chosen.targets[0]]
        against = Text("the rest", "其余各组") if wording.en == "rest" else wording
        said = WORDED if name == WHOLE else Text(name, name)
        return Text(f"Keyness of {said.en} against {against.en}", f"{said.zh}相对{against.zh}的关键性")
    if wording.en == "rest":
        return Text("Keyness of each group against the rest", "各组相对其余各组的关键性")
    return Text(f"Keyness of each group against {wording.en}", f"各组相对 {wording.zh} 的关键性")


def labels(index: TokenIndex, by: str | None, groups: Groups) -> dict[str, Text]:
    """Return the wording of the groups that have one."""
    return {name: said for name, said in wording_of_groups(index, by).items() if name in groups.names}


def cut(there: int, kept: int, top: int | None) -> list[Text]:
    """Say that a table was cut."""
    if kept >= there:
        return []
    why = Text("asked with --top", "由 --top 指定") if top else Text("--top 0 keeps all", "--top 0 给出全部")
    return [
        Text(
            f"Rows: {kept:,} of {there:,} words in each list ({why.en}).",
            f"行数：每表 {there:,} 词中的 {kept:,} 词（{why.zh}）。",
        )
    ]
