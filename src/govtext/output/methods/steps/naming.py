"""What is said of `actors` and `citations`."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import Said, group_of, listed, listed_zh, said
from .common import limits

LEAST_PAIRS, LEAST_NEAR = 2, 3  # as in `acting`: fewer are chance


def actors(step: Step) -> list[Said]:
    """Say who counts as named, and what is measured of those who are."""
    entries, lists, kinds = step.number("entries"), step.names("gazetteer"), step.names("kind")
    size = Text(f" ({entries} entries with their aliases)", f"（{entries} 条，含别名）") if entries else Text("", "")
    of = Text(f" {listed(lists)}", f" {listed_zh(lists)}") if lists else Text("", "")
    only = (
        Text(f" Only the kinds {listed(kinds)} were looked at.", f"只取类别 {listed_zh(kinds)}。")
        if kinds
        else Text("", "")
    )
    inside = Text("names inside titles count, too", "书名号内亦计")
    if step.get("titles") is not True:
        inside = Text("names inside titles were left out", "书名号内不计")
    group = group_of(step.get("by")) if step.get("by") else None
    per = Text(f" of each {group.en}", f"（按{group.zh}）") if group else Text("", "")
    return [
        said(
            "counted",
            f"Actors were found with the gazetteer{of.en}{size.en}: a mention is a name with both ends "
            f"at ends of tokens, of overlapping ones the leftmost and longest; {inside.en}.{only.en}",
            f"行为体依名录{of.zh}{size.zh}识别：名称两端须为词界，重叠时从左取最长者；{inside.zh}。{only.zh}",
        ),
        said(
            "measures",
            f"Mentions{per.en} are given per 10,000 tokens and by the share of sentences that name the actor, with "
            "two-term G² [@rayson2000] and the log ratio [@hardie2014] against all others. Two actors are named "
            "together where a sentence names both, measured by NPMI [@bouma2009], the Jaccard index [@jaccard1912] "
            "and G² [@dunning1993].",
            f"提及{per.zh}以每万词次数与提及该行为体的句子占比表示，并报告与其余各组相较的两项式 G²[@rayson2000]"
            "与对数比[@hardie2014]。同句提及者为共现，用 NPMI[@bouma2009]、Jaccard 系数[@jaccard1912]"
            "与 G²[@dunning1993]衡量。",
        ),
        *_context(step),
        said(
            "roles",
            "An actor has a role where it stands before a verb of governance of its clause with nothing between but "
            "adverbs, modals, negation, dates, prepositional phrases and co-subjects, and is neither attribute nor "
            "passive; classes of verbs are compared by adjusted residuals [@haberman1973], which are descriptive, as "
            "roles of one clause are not independent.",
            "行为体位于同一分句治理动词之前，其间仅有副词、情态词、否定、日期、介词短语或并列主语，"
            "且非定语、非被动者，计为一次角色；各类动词以调整残差[@haberman1973]比较，"
            "因同一分句的角色并不独立，残差只作描述。",
        ),
        *_least(step),
    ]


def _least(step: Step) -> list[Said]:
    """Say how rare is too rare: a pair and a collocate have least counts of their own."""
    least = step.count("min_count")
    if not least:
        return []
    pairs, near = max(least, LEAST_PAIRS), max(least, LEAST_NEAR)
    rows = Text("", "")
    if least > 1:
        rows = Text(f"Actors and roles are listed from {least:,} places on, ", f"行为体与角色不少于 {least:,} 处方列，")
    first = "pairs" if rows.en else "Pairs"
    return [
        said(
            "limits",
            f"{rows.en}{first} of actors are listed from {pairs:,} sentences on, words of their contexts from {near:,} "
            "places on.",
            f"{rows.zh}行为体对不少于 {pairs:,} 句、语境词不少于 {near:,} 处方列。",
        )
    ]


def _context(step: Step) -> list[Said]:
    window = step.get("window")
    if not isinstance(window, int) or isinstance(window, bool):
        return []
    where = Text(f"within {window} tokens of a mention, in the sentence", f"提及处左右 {window} 词之内（不出句）")
    if window == 0:
        where = Text("in a sentence that names the actor", "提及该行为体之句内")
    return [
        said(
            "context",
            f"The context of an actor is the words {where.en}; their association is measured by G² of four cells "
            "[@dunning1993] "
            "and logDice [@rychly2008].",
            f"语境词取{where.zh}的词，以四格 G²[@dunning1993]与 logDice[@rychly2008]衡量关联。",
        )
    ]


def citations(step: Step) -> list[Said]:
    """Say what counts as a citation, and how sources are compared by what they cite."""
    size, kinds = step.number("catalogue"), step.names("kind")
    held = Text(f" of {size} governance instruments", f"（{size} 项治理文件）") if size else Text("", "")
    only = (
        Text(f" Only the kinds {listed(kinds)} were counted.", f"只计类别 {listed_zh(kinds)}。")
        if kinds
        else Text("", "")
    )
    names = Text(
        "Titles in 《》 of the running text, and names of instruments outside such marks with both ends at ends of "
        "tokens,",
        "正文中书名号内标题，以及书名号外两端均为词界的文件名称，",
    )
    if step.get("titled") is True:
        names = Text("Titles in 《》 of the running text", "正文中书名号内标题")
    group = group_of(step.get("by") or "source")
    return [
        said(
            "counted",
            f"{names.en} were matched with a catalogue{held.en}; a name that several instruments share was decided by "
            "the state or body named near it, and else left unmatched. Titles within one edit for every eight letters "
            "of a known name [@levenshtein1966] are listed with the nearest instrument but not counted as it."
            f"{only.en}",
            f"{names.zh}与文件目录{held.zh}匹配；同名文件依其近旁所提国家或机构判定，不能判定者不匹配。"
            "与已知名称的编辑距离[@levenshtein1966]不超过每八字一处的标题，列出最近文件而不计入。" + only.zh,
        ),
        said(
            "measures",
            f"What two {_plural(group.en)} share is measured by the Jaccard index of the instruments they cite "
            "[@jaccard1912], co-citation by the paragraphs that cite both (Jaccard index and NPMI [@bouma2009]).",
            f"两{'篇' if group.zh == '文本' else '个'}{group.zh}的共引以所引文件的 Jaccard 系数[@jaccard1912]衡量，"
            "共被引以同时引用两文件的段落计（Jaccard 系数与 NPMI[@bouma2009]）。",
        ),
        *limits(step, Text("instruments", "文件"), Text("groups", "组")),
    ]


def _plural(group: str) -> str:
    return f"{group}s" if " " not in group else "groups"
