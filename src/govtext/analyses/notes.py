"""The lines under a table, so that a number can be read without asking how it was made."""

from __future__ import annotations

from .. import __version__
from ..table import Text
from ..tokens.index import TokenIndex
from ..tokens.segment import DESCRIPTIONS
from ..tokens.stopwords import StopList

MOST_NAMES = 12
UNITS = {"document": "篇", "section": "节", "paragraph": "段", "sentence": "句"}


def common_notes(index: TokenIndex, stopwords: StopList, seed: int | None = None, unit: str = "document") -> list[Text]:
    """Return the notes every table carries: sources, N, unit, features, segmentation, stop list, seed, version."""
    names = [source.id for source in index.sources]
    shown = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
    digits = Text("; numbers in digits are left out of the features", "；阿拉伯数字不计入特征")
    dropped = digits if stopwords.drops_numbers else Text("", "")
    engine = DESCRIPTIONS[index.engine]
    return [
        Text(f"Sources: {len(names)} ({shown}).", f"文本：{len(names)} 篇（{shown}）。"),
        Text(
            f"N = {index.size:,} tokens (words and numbers, stop words included, punctuation not).",
            f"N = {index.size:,} 词（含数字与停用词，不含标点）。",
        ),
        Text(
            f"Unit: {unit}. Features: words. Segmentation: {engine.en}.",
            f"单位：{UNITS[unit]}。特征：词。分词：{engine.zh}。",
        ),
        Text(f"Stop list: {stopwords.name}{dropped.en}.", f"停用词表：{stopwords.name}{dropped.zh}。"),
        *_cleaning(index),
        *([Text(f"Seed: {seed}.", f"随机种子：{seed}。")] if seed is not None else []),
        Text(f"govtext {__version__}.", f"govtext {__version__}。"),
    ]


def _cleaning(index: TokenIndex) -> list[Text]:
    if not index.without:
        return []
    names = ", ".join(index.without)
    return [Text(f"Cleaning: all rules but {names}.", f"清洗：未用规则 {names}。")]


def used(index: TokenIndex, stopwords: StopList) -> dict[str, str]:
    """Return what every analysis depends on, for its parameters."""
    asked = {"stopwords": stopwords.name, "engine": index.engine}
    return asked | ({"without": ",".join(index.without)} if index.without else {})


def source_labels(index: TokenIndex) -> dict[str, Text]:
    """Return the wording of each source's id."""
    return {source.id: Text(source.label, source.label) for source in index.sources}
