"""What papers call the values of columns that hold one of a few words: the keys are English, papers may be Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ...table import Text

COUNTED = {
    "word": Text("word", "词"),
    "term": Text("term", "术语"),
    "node": Text("node", "节点"),
    "collocate": Text("collocate", "搭配词"),
}
INSTRUMENTS = {
    "agreement": "协定",
    "bill": "法案",
    "code of conduct": "行为准则",
    "commitment": "承诺",
    "declaration": "宣言",
    "executive order": "行政令",
    "framework": "框架",
    "guideline": "指南",
    "initiative": "倡议",
    "law": "法律",
    "model law": "示范法",
    "open letter": "公开信",
    "plan": "规划",
    "policy": "政策",
    "policy paper": "政策文件",
    "position paper": "立场文件",
    "principles": "原则",
    "recommendation": "建议书",
    "regulation": "法规",
    "report": "报告",
    "resolution": "决议",
    "roadmap": "路线图",
    "standard": "标准",
    "strategy": "战略",
    "treaty": "条约",
    "work": "著作",
}
KINDS = ("kind", "other_kind", "source_kind", "target_kind")
YES = {"yes": Text("yes", "是"), "no": Text("no", "否")}
VALUES: dict[str, Mapping[str, Text]] = {
    **dict.fromkeys(("weak", "named", "own"), YES),
    "method": {"keyness": Text("keyness", "关键性"), "tfidf": Text("TF-IDF", "TF-IDF")},
    "rule": {"negated": Text("negated", "否定")},
    "held_by": {"all": Text("all", "全部"), "several": Text("several", "多篇"), "one": Text("one", "一篇")},
    "how": {
        "title": Text("title", "标题"),
        "alias": Text("alias", "别名"),
        "normalised": Text("normalised", "规范化后"),
        "context": Text("context", "语境"),
        "paragraph": Text("paragraph", "同段"),
        "untitled": Text("without marks", "无书名号"),
        "damaged": Text("damaged", "残缺"),
        "unmatched": Text("unmatched", "未匹配"),
    },
    "reason": {
        "damaged": Text("damaged", "残缺"),
        "unmatched": Text("unmatched", "未匹配"),
        "ambiguous": Text("ambiguous", "有歧义"),
    },
}
ALL = {"(all)": Text("(all)", "（全部）"), "rest": Text("rest", "其余")}


@cache
def _values(key: str) -> Mapping[str, Text]:
    if key == "class":
        from ...analyses.acting.grammar import CLASSES

        return CLASSES
    if key in KINDS:
        from ...analyses.acting.gazetteer import KINDS as ACTORS

        return {**COUNTED, **ACTORS, **{word: Text(word, chinese) for word, chinese in INSTRUMENTS.items()}}
    return ALL if key in ("source", "group", "actor", "reference") else VALUES.get(key, {})


def worded(key: str, values: list[Any], lang: str) -> list[Any]:
    """Return a column with the words of papers in the place of the keys that its cells hold.

    Example:
        >>> worded("kind", ["term", "un", "别的"], "zh"), worded("kind", ["un"], "en")
        (['术语', '联合国系统', '别的'], ['United Nations system'])
    """
    words = _values(key)
    if not words:
        return values
    return [words[value].get(lang) if isinstance(value, str) and value in words else value for value in values]
