"""The wording and rounding of column keys, in one place. Keys are a contract; wording is not."""

from __future__ import annotations

from .table import Text

# key: (English, Chinese, decimals shown where a table is rounded)
COLUMNS: dict[str, tuple[str, str, int]] = {
    "term": ("term", "词语", 0),
    "kind": ("kind", "类别", 0),
    "gloss": ("English", "英文", 0),
    "count": ("count", "频次", 0),
    "per_10k": ("per 10,000", "每万词", 2),
    "range": ("range (sources)", "分布文本数", 0),
    "group": ("group", "组别", 0),
    "source": ("source", "文本", 0),
    "rank": ("rank", "序号", 0),
    "score": ("score", "得分", 3),
    "method": ("method", "方法", 0),
    "total": ("total", "合计", 0),
    "reference_count": ("in the reference", "参照频次", 0),
    "expected": ("expected", "期望频次", 1),
    "g2": ("G2", "G2", 2),
    "p": ("p", "p", 4),
    "p_adjusted": ("p (Holm)", "p（Holm 校正）", 4),
    "log_ratio": ("log ratio", "对数比", 2),
    "log_ratio_low": ("95 % from", "95% 下限", 2),
    "log_ratio_high": ("to", "95% 上限", 2),
    "dp": ("DP", "DP", 3),
    "topic": ("topic", "主题", 0),
    "probability": ("probability", "概率", 4),
    "frex": ("FREX", "FREX", 3),
    "lift": ("lift", "提升度", 2),
    "coherence": ("C_v of the topic", "主题一致性 C_v", 3),
    "share": ("share", "占比", 3),
    "low": ("95 % from", "95% 下限", 3),
    "high": ("to", "95% 上限", 3),
    "unit": ("unit", "单位", 0),
    "section": ("section", "章节", 0),
    "paragraph": ("paragraph", "段落", 0),
    "text": ("text", "原文", 0),
    "tokens": ("tokens", "词数", 0),
    "types": ("types", "词种数", 0),
    "terms": ("terms", "术语数", 0),
    "found_by": ("found by", "发现方式", 0),
    "whole": ("at word ends", "两端为词界", 0),
    "npmi": ("NPMI", "NPMI", 2),
    "entropy": ("entropy of the edge", "邻接熵", 2),
    "c_value": ("C-value", "C-value", 1),
    "segmented": ("cut as", "现行切分", 0),
    "context_1": ("context 1", "语境 1", 0),
    "context_2": ("context 2", "语境 2", 0),
    "context_3": ("context 3", "语境 3", 0),
    "accept": ("accept", "采纳", 0),
    "category": ("category", "类目", 0),
    "aliases": ("aliases", "别名", 0),
    "cut": ("cut as", "切分", 0),
    "opens": ("begins", "起点", 0),
    "closes": ("ends", "终点", 0),
    "decided_by": ("decided by", "由何决定", 0),
    "change": ("entry that would change it", "可改变之条目", 0),
    "before": ("without the list", "无词表", 0),
    "after": ("with the list", "有词表", 0),
    "word": ("word", "词", 0),
    "list": ("list", "词表", 0),
    "removed": ("removed", "去除", 0),
    "protected": ("protected", "受保护", 0),
    "only_in": ("only in", "仅见于", 0),
    "characters": ("characters", "字符数", 0),
    "sentences": ("sentences", "句数", 0),
    "paragraphs": ("paragraphs", "段数", 0),
    "sections": ("sections", "节数", 0),
    "id": ("id", "编号", 0),
    "label": ("label", "简称", 0),
    "title": ("title", "标题", 0),
    "institution": ("institution", "机构", 0),
    "year": ("year", "年份", 0),
    "genre": ("genre", "体裁", 0),
    "format": ("format", "格式", 0),
    "encoding": ("encoding", "编码", 0),
    "level": ("level", "层级", 0),
    "number": ("number", "编号", 0),
    "rule": ("rule", "规则", 0),
    "start": ("from", "起", 0),
    "end": ("to", "止", 0),
    "part": ("part", "部分", 0),
    "step": ("step", "步骤", 0),
}


def label(key: str) -> Text:
    """Return the wording of a column key."""
    english, chinese, _ = COLUMNS.get(key, (key, key, 2))
    return Text(english, chinese)


def decimals(key: str) -> int:
    """Return the decimals a column is rounded to for reading."""
    if key in COLUMNS:
        return COLUMNS[key][2]
    return 2
