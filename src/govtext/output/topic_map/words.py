"""The words of the page."""

from __future__ import annotations

from ...table import Text

WORDS = {
    "title": Text("Topic map", "主题地图"),
    "how": Text(
        "Choose a topic: its words, its shares, its quotations. Choose a word: the circles show which topics have it.",
        "选一个主题，看其用词、占比与引文；选一个词，圆的大小即显示该词归于哪些主题。",
    ),
    "plane": Text("The topics on a plane", "主题平面"),
    "plane_said": Text(
        "Circles on a plane, one a topic; the table at the end of the page holds the same figures.",
        "平面上每个圆是一个主题；页末之表载有同样的数字。",
    ),
    "caption": Text(
        "Near: alike in their words (principal coordinates of Jensen-Shannon distances between the topics' "
        "distributions over words; each axis says how much of the variance it holds, the rest is not seen here). Area: "
        "share of the corpus. Dashed: weak, does not come back often enough under other seeds and parts of the units.",
        "相近者用词相似（主题—词分布之 Jensen-Shannon 距离的主坐标；各轴标明所含方差，其余部分在此不可见）。"
        "面积：占全部语料之比。虚线：不稳，换种子或换部分单位时不常再现。",
    ),
    "axis": Text("axis {} ({} % of the variance)", "第 {} 轴（方差的 {}%）"),
    "words": Text("Words of the topic", "主题用词"),
    "topic": Text("Topic", "主题"),
    "before": Text("previous topic", "上一个主题"),
    "after": Text("next topic", "下一个主题"),
    "lambda": Text("relevance, λ =", "相关度 λ ="),
    "lambda_said": Text(
        "1 orders by probability in the topic, 0 by how exclusive a word is to it (Sievert and Shirley 2014).",
        "1 按主题内概率排序，0 按对该主题的专属程度排序（Sievert & Shirley 2014）。",
    ),
    "bars": Text("in the topic (estimated) / in the corpus (count).", "主题内（估计）/ 全部语料（频次）。"),
    "hint": Text("Arrow keys move, Enter chooses, Escape lets go.", "方向键移动，回车选定，Esc 取消。"),
    "shares": Text("Shares of the topic: ", "主题占比："),
    "interval": Text("95 % interval", "95% 区间"),
    "quotes": Text("Units that carry the topic: ", "主题代表段落："),
    "no_quotes": Text("No quotations.", "无引文。"),
    "all": Text("All topics", "全部主题"),
    "leading": Text("most probable words", "概率最高的词"),
    "notes": Text("Notes", "说明"),
    "weak": Text(" (weak)", "（不稳）"),
    "is_weak": Text("Weak: do not build on it.", "不稳：不宜据以立论。"),
    "figures": Text("{0} of the corpus · C_v {1} · robustness {2}.", "占语料 {0} · C_v {1} · 稳健性 {2}。"),
    "topic_is": Text("Topic {0}, {1} of the corpus", "主题 {0}，占语料 {1}"),
    "word_in": Text("{0} in topics {1}", "{0} 见于主题 {1}"),
    "all_topics": Text("Circles: share of the corpus.", "圆：占全部语料之比。"),
    "no_script": Text("The plane needs JavaScript; the table below does not.", "平面须启用 JavaScript；下表无须。"),
    "rest": Text("{} of {} groups; the table prevalence.csv holds all", "{1} 组中的 {0} 组；全部见 prevalence.csv"),
}
IN_SCRIPT = ("weak", "is_weak", "figures", "topic_is", "word_in", "all_topics", "no_quotes")
