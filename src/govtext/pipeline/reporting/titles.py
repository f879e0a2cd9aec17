"""The titles of the sections of a report: of each command that a step may have."""

from __future__ import annotations

from ...table import Text

TITLES = {
    "segment": Text("Segmentation", "分词"),
    "terms": Text("Candidates for terms", "候选术语"),
    "freq": Text("Word frequencies", "词频"),
    "keywords": Text("Key words", "关键词"),
    "compare": Text("Comparison", "比较"),
    "kwic": Text("Concordance", "语境索引"),
    "collocates": Text("Collocates", "搭配词"),
    "ngrams": Text("Word sequences", "词串"),
    "dispersion": Text("Dispersion", "分布均匀度"),
    "topics": Text("Topics", "主题"),
    "frames": Text("Frames", "框架"),
    "actors": Text("Actors", "行为体"),
    "citations": Text("Citations", "引用"),
    "modality": Text("Modality", "情态"),
    "agree": Text("Agreement", "编码一致性"),
    "corpus list": Text("List of the sources", "文本清单"),
    "corpus audit": Text("Audit of the cleaning", "清洗核查"),
    "corpus duplicates": Text("Duplicate passages", "重复段落"),
    "corpus show": Text("A source in its parts", "文本细目"),
    "stopwords show": Text("Stop words", "停用词"),
    "stopwords diff": Text("Stop lists compared", "停用词表比较"),
    "codebook list": Text("List of the codebooks", "编码表清单"),
    "codebook show": Text("Codes", "编码"),
    "codebook lint": Text("Check of the codebooks", "编码表检查"),
    "codebook test": Text("Examples of the codebooks", "编码表例句检验"),
}
