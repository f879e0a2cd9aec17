"""What is said of each command: its heading, and the sentences of a step."""

from __future__ import annotations

from collections.abc import Callable

from ....table import Text
from ..reading import Step
from ..wording import Said
from .agreeing import agree
from .comparing import compare
from .framing import frames
from .modal import modality
from .naming import actors, citations
from .patterns import collocates, dispersion, kwic, ngrams, terms
from .topics import topics
from .words import freq, keywords, segment

COMMANDS: dict[str, tuple[Text, Callable[[Step], list[Said]]]] = {
    "segment": (Text("Size of the texts", "文本规模"), segment),
    "terms": (Text("Discovery of terms", "术语发现"), terms),
    "freq": (Text("Word frequencies", "词频"), freq),
    "keywords": (Text("Key words", "关键词"), keywords),
    "compare": (Text("Comparison of word frequencies", "词频比较"), compare),
    "kwic": (Text("Concordance", "逐词索引"), kwic),
    "collocates": (Text("Collocations", "搭配"), collocates),
    "ngrams": (Text("Word sequences", "词串"), ngrams),
    "dispersion": (Text("Dispersion", "分布均匀度"), dispersion),
    "topics": (Text("Topic model", "主题模型"), topics),
    "frames": (Text("Frame analysis", "框架分析"), frames),
    "actors": (Text("Actors", "行为体"), actors),
    "citations": (Text("Cited instruments", "所引治理文件"), citations),
    "modality": (Text("Modality", "情态"), modality),
    "agree": (Text("Agreement of coders", "编码一致性"), agree),
}
