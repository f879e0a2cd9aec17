"""Why a number of topics is recommended, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...table import Text
from .recommending import COHERENCE, DECIMALS, HELD_OUT, LEAST_DIVERSE, SHOWN, STABILITY, Columns, Recommended

NAMES = {
    "coherence": Text("C_v", "C_v"),
    "npmi": Text("NPMI", "NPMI"),
    "stability": Text("stability", "稳定性"),
    "held_out": Text("held-out likelihood", "留出似然"),
    "umass": Text("UMass", "UMass"),
    "exclusivity": Text("exclusivity", "独占性"),
    "cao_juan": Text("CaoJuan", "CaoJuan"),
    "arun": Text("Arun", "Arun"),
    "deveaud": Text("Deveaud", "Deveaud"),
}
LESS_IS_BETTER = ("cao_juan", "arun")
COHERENT = {
    1: Text("more coherent", "更一致"),
    0: Text("as coherent", "同样一致"),
    -1: Text("less coherent", "较不一致"),
}
STEADY = {1: Text("steadier", "更稳"), 0: Text("as steady", "同样稳"), -1: Text("less steady", "较不稳")}
RISES, FALLS = Text("rises with K", "随 K 上升"), Text("falls with K", "随 K 下降")
THIRTEEN = (11, 12, 13)  # … th, not … st, nd, rd


def reasons(numbers: Sequence[int], columns: Columns, found: Recommended) -> Text:
    """Return the recommendation as a paragraph: its figures and ranks, the next best, what did not vote, what to read.

    Args:
        numbers: the numbers of topics.
        columns: of the table of selection, (numbers of topics,) each.
        found: what is recommended.
    """
    parts = [
        _figures(numbers, columns, found),
        *_tied(numbers, found),
        *_rivals(numbers, columns, found),
        *_left_out(numbers, columns, found),
        *_missing(found),
        *_although(found),
        _without_a_vote(numbers, columns, found),
        _to_read(numbers, found),
    ]
    return Text(" ".join(part.en for part in parts), "".join(part.zh for part in parts))


def _figures(numbers: Sequence[int], columns: Columns, found: Recommended) -> Text:
    """K = 7 is recommended: C_v 0.58 (4th of 14), …"""
    en: list[str] = []
    zh: list[str] = []
    for key in found.ranks:
        rank, value = found.rank(key, found.place), _figure(columns[key][found.place])
        of = Text(f" of {len(found.candidates)}", f"/{len(found.candidates)}") if not en else Text("", "")
        en.append(f"{NAMES[key].en} {value.en} ({ordinal(rank)}{of.en})")
        zh.append(f"{NAMES[key].zh} {value.zh}（第 {rank}{of.zh}）")
    seeds, parts, diverse = (columns[key][found.place] for key in ("seeds", "subsamples", "diversity"))
    tried = Text("", "")
    if not np.isnan(parts):  # else stability is that of other seeds, or nothing
        tried = Text(f"other seeds {seeds:.2f}, subsamples {parts:.2f}, ", f"换种子 {seeds:.2f}，子样本 {parts:.2f}，")
    score = found.score[found.candidates.index(found.place)]
    k = numbers[found.place]
    first = Text(", the best", "，居首") if found.place == found.best else Text("", "")
    return Text(
        f"K = {k} is recommended: {', '.join(en)}; {tried.en}diversity {diverse:.2f}; mean rank {score:.1f}{first.en}.",
        f"建议 K = {k}：{'，'.join(zh)}；{tried.zh}多样性 {diverse:.2f}；平均名次 {score:.1f}{first.zh}。",
    )


def _tied(numbers: Sequence[int], found: Recommended) -> list[Text]:
    """K = 6, 7 and 8 cannot be told apart by these figures …"""
    if len(found.tied) < 2:
        return []
    names = _listed([numbers[place] for place in found.tied])
    best, k = numbers[found.best], numbers[found.place]
    first = Text("", "")
    if found.best != found.place:
        score = found.score.min()
        first = Text(f" ({best} has the best mean rank, {score:.1f})", f"（{best} 平均名次最佳，为 {score:.1f}）")
    return [
        Text(
            f"K = {names.en} cannot be told apart by these figures{first.en}; {k} is named as the smallest.",
            f"据这些指标，K = {names.zh} 无从分辨{first.zh}；取最小者 {k}。",
        )
    ]


def _listed(numbers: Sequence[int]) -> Text:
    """Return numbers as a list: 6, 7 and 8."""
    own = [str(number) for number in numbers]
    return Text(" and ".join(part for part in (", ".join(own[:-1]), own[-1]) if part), "、".join(own))


def _rivals(numbers: Sequence[int], columns: Columns, found: Recommended) -> list[Text]:
    """K = 8 comes next (mean rank 5.0): C_v 0.59, …: more coherent but less steady. The steadiest likewise."""
    after = found.next()
    if after is None:
        return []
    score = found.score[found.candidates.index(after)]
    equal = round(score - found.score.min(), 9) <= 0
    role = Text(f"comes next (mean rank {score:.1f})", f"其次（平均名次 {score:.1f}）")
    if equal:
        role = Text("has the best mean rank too, and is a larger number", "平均名次同为最佳而数较大")
    said = [_rival(numbers, columns, found, after, role)]
    roles = ((STABILITY, Text("is the steadiest", "最稳")), ("coherence", Text("has the highest C_v", "C_v 最高")))
    for key, role in roles:
        if key not in found.ranks:
            continue
        best = max(found.candidates, key=lambda place: np.nan_to_num(columns[key][place], nan=-np.inf))
        if found.beside(key, best, found.place) > 0 and best != after and best not in found.tied:
            said.append(_rival(numbers, columns, found, best, role))
    return said


def _rival(numbers: Sequence[int], columns: Columns, found: Recommended, place: int, role: Text) -> Text:
    values = {key: _figure(columns[key][place]) for key in found.ranks}
    told = [Text(*map(" ".join, zip(NAMES[key], value, strict=True))) for key, value in values.items()]
    against = _against(place, found)
    return Text(
        f"K = {numbers[place]} {role.en}: {', '.join(one.en for one in told)}{against.en}.",
        f"K = {numbers[place]} {role.zh}：{'，'.join(one.zh for one in told)}{against.zh}。",
    )


def _figure(value: float) -> Text:
    return Text("undefined", "无定义") if np.isnan(value) else Text(*[f"{value:.{DECIMALS}f}"] * 2)


def _against(other: int, found: Recommended) -> Text:
    """Say how another number of topics does beside the recommended one: `: more coherent but less steady`."""
    both = [key for key in COHERENCE if key in found.ranks]
    if not both or STABILITY not in found.ranks:
        return Text("", "")
    coherent = int(np.sign(sum(found.beside(key, other, found.place) for key in both)))
    steady = found.beside(STABILITY, other, found.place)
    link = Text("but", "但") if coherent * steady < 0 else Text("and", "且")
    return Text(
        f": {COHERENT[coherent].en} {link.en} {STEADY[steady].en}",
        f"；{COHERENT[coherent].zh}{link.zh}{STEADY[steady].zh}",
    )


def _left_out(numbers: Sequence[int], columns: Columns, found: Recommended) -> list[Text]:
    """Say which numbers of topics were not considered."""
    if found.redundant:
        which = ", ".join(str(numbers[place]) for place in found.redundant)
        return [
            Text(
                f"Left out, as their topics repeat one another (diversity below {LEAST_DIVERSE}): {which}.",
                f"主题彼此重复（多样性低于 {LEAST_DIVERSE}）而不予考虑：{which}。",
            )
        ]
    if (columns["diversity"] < LEAST_DIVERSE).all():
        return [
            Text(
                f"At every K here topics repeat one another (diversity below {LEAST_DIVERSE}): none is a good choice.",
                f"此处各 K 的主题均彼此重复（多样性低于 {LEAST_DIVERSE}），皆不理想。",
            )
        ]
    return []


def _missing(found: Recommended) -> list[Text]:
    """Say what could not vote."""
    said = []
    if STABILITY not in found.ranks:
        said.append(
            Text(
                "Stability was not tried (--refits 0), so coherence decides alone: too little to rely on.",
                "未检验稳定性（--refits 0），仅凭一致性而定，不足为据。",
            )
        )
    if not any(key in found.ranks for key in COHERENCE):
        said.append(Text("Coherence is undefined at every K.", "各 K 的一致性均无定义。"))
    return said


def _although(found: Recommended) -> list[Text]:
    """Say which measures vote though they only rise or fall with K, as there is nothing in their place."""
    said = []
    for keys, way in ((found.rising, RISES), (found.falling, FALLS)):
        for key in (key for key in keys if key in found.ranks):
            name, what = NAMES[key], f"over nearly the whole range {NAMES[key].en} {way.en}, and votes all the same."
            said.append(Text(what[0].upper() + what[1:], f"{name.zh}：几乎在整个范围内{way.zh}，仍予计入。"))
    return said


def _without_a_vote(numbers: Sequence[int], columns: Columns, found: Recommended) -> Text:
    """Say which measures did not vote: whether they rise or fall with K, or where they have their best."""
    en, zh = [], []
    for key in (HELD_OUT, *SHOWN):
        values = -columns[key] if key in LESS_IS_BETTER else columns[key]
        if key in found.ranks or np.isnan(values).all():
            continue
        best = numbers[int(np.nanargmax(values))]
        way = Text(f"best at {best}", f"最佳 K = {best}")
        way = RISES if key in found.rising else FALLS if key in found.falling else way
        en.append(f"{NAMES[key].en} ({way.en})")
        zh.append(f"{NAMES[key].zh}（{way.zh}）")
    return Text(f"Without a vote: {', '.join(en) or '-'}.", f"不计入：{'、'.join(zh) or '-'}。")


def _to_read(numbers: Sequence[int], found: Recommended) -> Text:
    """Say which topics to read before deciding, and that a range is to be widened where its edge is recommended."""
    beside = {found.place - 1, found.place + 1} if len(found.tied) == 1 else set()
    near = {*found.tied, found.next(), *beside}
    read = _listed([numbers[place] for place in range(len(numbers)) if place in near])
    said = Text(
        "Try other seeds (--seed), with which the recommendation may change. Read the topics of "
        f"K = {read.en} before deciding.",
        f"请换种子（--seed）再试，建议或随之而变。定夺之前，请先读 K = {read.zh} 之主题。",
    )
    edges = {0: Text("smallest", "最小"), len(numbers) - 1: Text("largest", "最大")}
    if found.place not in edges or numbers[found.place] == 2:
        return said
    edge, way = edges[found.place], Text("smaller", "更小") if found.place == 0 else Text("larger", "更大")
    return Text(
        f"{numbers[found.place]} is the {edge.en} number tried: try {way.en} ones too. {said.en}",
        f"{numbers[found.place]} 为所试之{edge.zh}者，请再试{way.zh}之数。{said.zh}",
    )


def ordinal(number: int) -> str:
    """Return a number as an English ordinal.

    Example:
        >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 22)]
        ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in THIRTEEN else ending}"
