"""What is said of `topics`: units and words, the model, how it was tried, what shares rest on."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import Said, group_of, listed, listed_zh, many, number, plain, said, unit_of
from .topic_engines import model
from .topic_shares import shares

PERCENT = 100
BY_ORDER = {
    "frex": Text("by FREX", "按 FREX"),
    "lift": Text("by lift", "按提升度"),
}


def topics(step: Step) -> list[Said]:
    """Say how topics were estimated, or how those of an earlier model were found again."""
    if step.get("apply"):
        return [*_applied(step), *shares(step)]
    return [
        *_units(step),
        *_words(step),
        *model(step),
        *_number(step),
        *_robustness(step),
        *_described(step),
        *shares(step),
        *_seed(step),
    ]


def _units(step: Step) -> list[Said]:
    unit, count = step.get("unit"), step.rows.get("document_topics")
    many_units = Text(f" ({count:,})", f"（{count:,} 个）") if count else Text("", "")
    named = unit_of(unit)
    if unit == "window" and step.number("window"):
        size = step.number("window")
        return [
            said(
                "counted",
                f"Topics were estimated on windows of {size} tokens, which never cross sources{many_units.en}.",
                f"主题模型以 {size} 词的窗口为单位{many_units.zh}，窗口不跨文本。",
            )
        ]
    least = step.number("min_tokens")
    merged = Text("", "")
    if least:
        merged = Text(
            f", shorter ones being merged with the next of the same source until they hold at least {least} tokens",
            f"，不足 {least} 词者与同一文本的后续单位合并",
        )
    return [
        said(
            "counted",
            f"Topics were estimated on {named.en}{many_units.en}{merged.en}.",
            f"主题模型以{named.zh}为单位{many_units.zh}{merged.zh}。",
        )
    ]


def _words(step: Step) -> list[Said]:
    """Say which words the model sees, and how many these are."""
    kind, there = _kind(step), _there(step)
    kept, tokens = step.rows.get("topic_words"), step.count("model_tokens")
    sums = [many(kept, "word")] if kept else []
    sums += [many(tokens, "token")] if tokens else []
    sums_zh = [f"{kept:,} 个词"] if kept else []
    sums_zh += [f"{tokens:,} 词次"] if tokens else []
    if not (kind.en or there.en):
        return [said("words", f"The model has {listed(sums)}.", f"模型含{listed_zh(sums_zh)}。")] if sums else []
    held = Text(f", which leaves {listed(sums)}", f"，共 {listed_zh(sums_zh)}") if sums else Text("", "")
    chinese = "、".join(text for text in (kind.zh, there.zh) if text)
    return [said("words", f"Words{kind.en}{there.en} were kept{held.en}.", f"取{chinese}的词{held.zh}。")]


def _kind(step: Step) -> Text:
    """Return of what length and part of speech words are."""
    english, chinese = "", []
    if step.count("min_length") > 1:
        english += f" of at least {step.number('min_length')} characters"
        chinese.append(f"不少于 {step.number('min_length')} 字")
    if tags := step.names("pos"):
        english += f" tagged {listed(tags, 'or')}"
        chinese.append(f"词性为 {listed_zh(tags)} ")
    return Text(english, "、".join(chinese))


def _there(step: Step) -> Text:
    """Return in how many units words are."""
    least, share = step.number("min_units"), step.get("max_share")
    parts, parts_zh = [], []
    if least:
        parts.append(f"in at least {least} {'unit' if least == '1' else 'units'}")
        parts_zh.append(f"至少见于 {least} 个单位")
    if isinstance(share, float | int) and not isinstance(share, bool):
        parts.append(f"in at most {number(share * PERCENT)}% of {'them' if least else 'the units'}")
        parts_zh.append(f"至多见于 {number(share * PERCENT)}% 的单位")
    return Text(f" that occur {listed(parts)}", "、".join(parts_zh)) if parts else Text("", "")


def _number(step: Step) -> list[Said]:
    """Say how many topics, and how they were chosen."""
    asked, k = step.text("k").replace("-", "–"), step.rows.get("summary")
    several = any(sign in str(step.get("k") or "") for sign in "-,–.")
    if not several:
        shown = asked or (number(k) if k else "")
        return (
            [said("k", f"The number of topics was set to K = {shown}.", f"主题数设为 K = {shown}。")] if shown else []
        )
    tried = step.count("tried")
    again = Text(f", each made again {tried:,} times", f"，每一模型另行重作 {tried:,} 次") if tried else Text("", "")
    chosen = Text("", "")
    if k:
        chosen = Text(
            f" The model with K = {k:,}, which this rule recommends, is the one reported.",
            f"据此规则报告 K = {k:,} 的模型。",
        )
    return [
        said(
            "k",
            f"Models with K in {asked} were compared{again.en}. Numbers whose topics share too many of their leading "
            "words (diversity below 0.6 [@dieng2020]) are left out; the others are ranked by coherence (C_v "
            "[@roder2015] and NPMI [@aletras2013]), by stability [@greene2014] and, where it turns, by held-out "
            "likelihood [@wallach2009b], and of those that are worse than the best by no measure the smallest is "
            "recommended; UMass coherence [@mimno2011], exclusivity [@roberts2014] and three measures of the distance "
            f"between topics [@cao2009; @arun2010; @deveaud2014] are reported without a vote.{chosen.en}",
            f"比较 K 取 {asked} 的模型{again.zh}。主题首要词重复过多（多样性低于 0.6[@dieng2020]）者不予考虑，"
            "其余按一致性（C_v[@roder2015]与 NPMI[@aletras2013]）、稳定性[@greene2014]"
            "及（非单调时）留出似然[@wallach2009b]排名；各项均不逊于最佳者的诸数之中，取其最小者。"
            "另报告 UMass 一致性[@mimno2011]、独占性[@roberts2014]与三种主题间距离指标[@cao2009; @arun2010; "
            "@deveaud2014]，不计入排名。" + chosen.zh,
        )
    ]


def _robustness(step: Step) -> list[Said]:
    refits = step.get("refits")
    if not isinstance(refits, int) or isinstance(refits, bool):
        return []
    if refits == 0:
        return [
            said("robustness", "The robustness of the model was not tried.", "未检验模型的稳健性。"),
        ]
    times = "once" if refits == 1 else f"{refits:,} times"
    two = Text("its two mean agreements, one of each kind", "两类平均吻合度")
    if refits == len(("seeds", "subsamples")):
        two = Text(
            "its two agreements, one of each kind, so that nothing tells how these vary",
            "两次吻合度（每类仅一次，无从得知其变动）",
        )
    return [
        said(
            "robustness",
            f"To try its robustness the model was made {times} more, alternately with another seed on all units and "
            "with another seed on a random 80% of them; topics were matched one to one, and their agreement is the "
            "Jaccard index of "
            "their 20 leading words [@jaccard1912; @greene2014]. The robustness of a topic is the lower of "
            f"{two.en}; topics below 0.5 are marked as weak."
            if refits > 1
            else f"To try its robustness the model was made {times} more with another seed; topics were matched one to "
            "one, and their agreement is the Jaccard index of their 20 leading words [@jaccard1912; @greene2014]. "
            "Topics below 0.5 are marked as weak.",
            f"为检验稳健性，模型另作 {refits:,} 次，交替采用两种方式：更换随机种子而单位不变，更换种子且只取随机 80% "
            "的单位；"
            "主题一一匹配，以前 20 词的 Jaccard 系数为吻合度[@jaccard1912; @greene2014]。"
            f"主题的稳健性取{two.zh}中的较低者，低于 0.5 者标为不稳。"
            if refits > 1
            else "为检验稳健性，模型更换随机种子另作 1 次，主题一一匹配，"
            "以前 20 词的 Jaccard 系数为吻合度[@jaccard1912; @greene2014]，低于 0.5 者标为不稳。",
        )
    ]


def _described(step: Step) -> list[Said]:
    """Say by which words and quotations topics are described, and how coherent they are."""
    found = []
    top, order = step.count("top"), str(step.get("order") or "")
    by = BY_ORDER.get(order)
    if order == "relevance":
        weight = step.number("weight")
        lam = f" (λ = {weight})" if weight else ""
        by = Text(
            f"by relevance{lam} [@sievert2014]", f"按相关度{lam.replace(' (', '（').replace(')', '）')}[@sievert2014]"
        )
    by = by or Text("by probability", "按概率")
    words = Text(f"their {top:,} leading words {by.en}", f"{by.zh}前 {top:,} 词") if top else by
    found.append(
        said(
            "described",
            f"Topics are described by {words.en}, with FREX [@airoldi2016] and lift [@taddy2012] beside the "
            "probability; their coherence is C_v [@roder2015] of the ten leading words, with the units as reference."
            if top
            else f"The words of topics are ordered {by.en}; coherence is C_v [@roder2015] of the ten leading words, "
            "with the units as reference.",
            f"主题以{words.zh}描述，并报告 FREX[@airoldi2016]与提升度[@taddy2012]；"
            "一致性用前十词的 C_v[@roder2015]，以各单位为参照。"
            if top
            else f"主题词{by.zh}排列；一致性用前十词的 C_v[@roder2015]，以各单位为参照。",
        )
    )
    if quotes := step.count("quotes"):
        found.append(
            said(
                "quotes",
                f"For each topic the {quotes:,} units with its largest share are quoted.",
                f"每一主题引录其占比最大的 {quotes:,} 个单位。",
            )
        )
    return found


def _applied(step: Step) -> list[Said]:
    name, steps = plain(str(step.get("apply"))), step.number("steps")
    after = Text(f", {steps} steps from equal shares", f"，自均等占比起迭代 {steps} 步") if steps else Text("", "")
    group = group_of(step.get("by") or "source")
    return [
        said(
            "counted",
            f"No model was fitted: the topics of a model fitted before ({name}) were found in these texts by folding "
            f"in [@hofmann2001; @asuncion2009]{after.en}, and compared by {group.en}.",
            f"未另行拟合：以先前拟合的模型（{name}）经折入法[@hofmann2001; @asuncion2009]{after.zh}"
            f"推断本语料的主题占比，并按{group.zh}比较。",
        ),
        *_seed(step),
    ]


def _seed(step: Step) -> list[Said]:
    seed = step.number("seed")
    if not seed:
        return []
    return [
        said("seed", f"All random draws follow from the seed {seed}.", f"全部随机过程由种子 {seed} 决定。"),
    ]
