"""Notes under the tables of actors."""

from __future__ import annotations

from ...table import Text
from ...tokens.queries import Hits
from .gazetteer import Gazetteer


def naming_notes(hits: Hits, gazetteer: Gazetteer, kinds: tuple[str, ...], titles: bool) -> list[Text]:
    """Return the lines that say what counts as naming an actor."""
    size, found = len(gazetteer), len(set(hits.pattern.tolist()))
    inside = (
        Text("titles (《…》) count", "书名号内计入") if titles else Text("not inside titles (《…》)", "书名号内不计")
    )
    only = Text(f" Kinds: {', '.join(kinds)}.", f"类别：{'、'.join(kinds)}。") if kinds else Text("", "")
    return [
        Text(
            f"Actors: gazetteer {gazetteer.lists}, {size:,} entries with their aliases, {found:,} of them named, "
            f"{len(hits):,} mentions.{only.en}",
            f"行为体：名录 {gazetteer.lists}，{size:,} 条及其别名，其中 {found:,} 条出现，"
            f"共提及 {len(hits):,} 次。{only.zh}",
        ),
        Text(
            "A mention is a form of the actor with both ends at word ends; of forms that overlap the leftmost, longest "
            f"counts (美国国会 is none of 美国); {inside.en}; an abbreviation in brackets behind its name is one "
            "mention with it. 中美 names both.",
            "提及：行为体的一种写法，两端须为词界；写法重叠时从左取最长者（“美国国会”不计入“美国”）；"
            f"{inside.zh}；名称后括号内的简称与之合计一次。“中美”两者各计一次。",
        ),
        TRACED,
        RATES,
    ]


TRACED = Text(
    "Every mention stands in the table mentions, every role with its clause in role_lines.",
    "每次提及见 mentions 表，每个动作及其原文见 role_lines 表。",
)
RATES = Text(
    "per 10,000 = 10,000 count / tokens of the group. Sentences: those that name it; share = of all sentences of the "
    "group. Range: sources that name it. G2 (two terms, Rayson and Garside 2000) and log ratio (Hardie 2014, zero "
    "counts at 0.5): against all other groups.",
    "每万词 = 频次 / 该组词数 × 10000。句数：提及该行为体之句；占比：占该组全部句数。分布：提及该行为体的文本数。"
    "G2（两项式，Rayson & Garside 2000）与对数比（Hardie 2014，零频次按 0.5 计）：相对其余各组。",
)
