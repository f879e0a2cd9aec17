"""The lines under a table, so that a number can be read without asking how it was made."""

from __future__ import annotations

from .. import __version__
from ..table import Text
from ..tokens.index import TokenIndex
from ..tokens.segment import DESCRIPTIONS
from ..tokens.stopwords import StopList

MOST_NAMES = 12
FEATURES = {
    "words": Text("words", "词"),
    "terms": Text("terms", "术语"),
    "all": Text("words and terms, each counted for itself (a term takes nothing from its words)", "词与术语，各自计数"),
    "merged": Text("words, the longest term in the place of its words", "词，最长术语取代其所含之词"),
}
COUNTED = {
    "words": Text("words", "词"),
    "terms": Text("terms", "术语"),
    "all": Text("words and terms", "词与术语"),
    "merged": Text("words and terms", "词与术语"),
}
UNITS = {"document": "篇", "section": "节", "paragraph": "段", "sentence": "句", "window": "窗"}


def common_notes(
    index: TokenIndex, stopwords: StopList, seed: int | None = None, unit: str | None = "document"
) -> list[Text]:
    """Return the notes every table carries: sources, N, unit, features, segmentation, stop list, seed, version.

    A unit of None says nothing of units, where nothing is counted by them.
    """
    names = [source.id for source in index.sources]
    counted = Text("words and numbers", "含数字")
    if index.feature_set == "merged":
        counted = Text("words, numbers and terms in the place of words", "含数字、取代其词的术语")
    shown = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
    digits = Text("; numbers in digits are left out of the features", "；阿拉伯数字不计入特征")
    dropped = digits if stopwords.drops_numbers else Text("", "")
    count = len(stopwords.spared)
    stay = "word in it stays" if count == 1 else "words in it stay"
    kept = Text(f"; {count} protected {stay}", f"；其中 {count} 个受保护的词保留")
    spared = kept if count else Text("", "")
    by = Text(f"Unit: {unit}. ", f"单位：{UNITS[unit]}。") if unit is not None else Text("", "")
    engine, features = DESCRIPTIONS[index.engine], FEATURES[index.feature_set]
    return [
        Text(f"Sources: {len(names)} ({shown}).", f"文本：{len(names)} 篇（{shown}）。"),
        Text(
            f"N = {index.size:,} tokens ({counted.en}, stop words included, punctuation not).",
            f"N = {index.size:,} 词（{counted.zh}与停用词，不含标点）。",
        ),
        Text(
            f"{by.en}Features: {features.en}. Segmentation: {engine.en}.",
            f"{by.zh}特征：{features.zh}。分词：{engine.zh}。",
        ),
        *_lexicon(index),
        Text(
            f"Stop list: {stopwords.name}{spared.en}{dropped.en}.",
            f"停用词表：{stopwords.name}{spared.zh}{dropped.zh}。",
        ),
        *_cleaning(index),
        *([Text(f"Seed: {seed}.", f"随机种子：{seed}。")] if seed is not None else []),
        Text(f"govtext {__version__}.", f"govtext {__version__}。"),
    ]


def _lexicon(index: TokenIndex) -> list[Text]:
    """Say which words were kept whole and which terms were matched, and what became of mixed tokens."""
    said = []
    if index.segmentation.by_words:
        words = index.lexicon.word_lists
        latin = Text("; GPT-4 in parts", "；GPT-4 之类拆开") if index.segmentation.mixed == "parts" else Text("", "")
        said.append(Text(f"Word list: {words}{latin.en}.", f"词表：{words}{latin.zh}。"))
    if index.feature_set != "words":
        terms = index.lexicon.term_lists
        english = f"Terms: {terms}, ends at word ends. Aliases count as their term."
        said.append(Text(english, f"术语表：{terms}，两端须为词界。别名计入本名。"))
    return said


def _cleaning(index: TokenIndex) -> list[Text]:
    if not index.without:
        return []
    names = ", ".join(index.without)
    return [Text(f"Cleaning: all rules but {names}.", f"清洗：未用规则 {names}。")]


def used(index: TokenIndex, stopwords: StopList) -> dict[str, str]:
    """Return what every analysis depends on, for its parameters."""
    asked = {"stopwords": stopwords.name, "engine": index.engine, "features": index.feature_set}
    if index.segmentation.by_words:
        asked |= {"words": index.lexicon.word_lists, "mixed": index.segmentation.mixed}
    if index.feature_set != "words":
        asked["terms"] = index.lexicon.term_lists
    return asked | ({"without": ",".join(index.without)} if index.without else {})


def source_labels(index: TokenIndex) -> dict[str, Text]:
    """Return the wording of each source's id."""
    return {source.id: Text(source.label, source.label) for source in index.sources}
