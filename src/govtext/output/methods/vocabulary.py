"""How texts were cut into words, which words were kept whole, which terms were matched, what was left out."""

from __future__ import annotations

import re

from ...table import Text
from .reading import Run, Step
from .wording import Said, listed, listed_zh, plain, said

SIZE = re.compile(r" \((\d[\d,]*)\)$")
ENTRIES, WORDS = Text("entries", "条"), Text("words", "词")
ONE = {"entries": "entry", "words": "word"}
OF_WORDS = ("jieba", "jieba-python")
ON_WORDS = ("terms", "frames", "actors", "citations", "modality", "agree")  # found in words, whatever else is counted
STOPPED = ("freq", "keywords", "compare", "collocates", "ngrams", "dispersion", "topics")  # what a list shortens
FEATURES = {
    "terms": Text("the terms of the lexicon alone were counted", "只计术语表中的术语"),
    "all": Text(
        "words and the terms of the lexicon were counted, each for itself, so that a term takes nothing from its words",
        "词与术语表中的术语各自计数，术语不减少其所含之词的频次",
    ),
    "merged": Text(
        "the longest term of the lexicon was counted in the place of the words it consists of",
        "以最长术语取代其所含之词计数",
    ),
}


def vocabulary_text(run: Run) -> list[Said]:
    """Return how the texts of a run were segmented, with which lexicon and stop list."""
    return [
        segmentation(run, run.usual.get("engine") or run.settings.get("engine")),
        *_words(run),
        *_terms(run),
        *_stop_words(run),
    ]


def segmentation(run: Run, engine: object) -> Said:
    """Say how texts are cut into tokens."""
    jieba, rjieba = _version(run, "jieba"), _version(run, "rjieba")
    if engine == "whitespace":
        return said(
            "engine",
            "The texts were segmented beforehand and cut at white space as they are.",
            "文本事先已分词，本研究按空白切分，不作改动。",
        )
    if engine == "character":
        return said("engine", "Every Chinese character was counted as a token.", "以单字为计数单位。")
    if engine == "jieba-python":
        return said(
            "engine",
            f"The texts were segmented by jieba{jieba} [@jieba], with its hidden Markov model for words that the "
            "dictionary lacks.",
            f"分词采用 jieba{jieba}[@jieba]，未登录词由其隐马尔可夫模型识别。",
        )
    if engine == "jieba" or engine is None:
        return said(
            "engine",
            f"The texts were segmented with the dictionary of jieba{jieba} [@jieba] and its hidden Markov model for "
            f"words that the dictionary lacks, as executed by rjieba{rjieba}.",
            f"分词采用 jieba{jieba} 的词典[@jieba]，未登录词由其隐马尔可夫模型识别，由 rjieba{rjieba} 执行。",
        )
    name = plain(str(engine))
    return said("engine", f"The texts were segmented by {name}.", f"分词采用 {name}。")


def _version(run: Run, package: str) -> str:
    version = run.versions.get(package)
    return f" {plain(version)}" if isinstance(version, str) and version[:1].isdigit() else ""


def _words(run: Run) -> list[Said]:
    """Say which words were kept whole, and what became of tokens such as GPT-4."""
    if (run.usual.get("engine") or "jieba") not in OF_WORDS:
        return []
    found = []
    lists = run.usual.get("words")
    if lists and lists != "none":
        shown = lists_of(str(lists), ENTRIES)
        found.append(
            said(
                "words",
                f"Lexical units of the word list {shown.en} were kept whole.",
                f"词表 {shown.zh}{gap(shown.zh)}所收词语不予切开。",
            )
        )
    if run.usual.get("mixed") == "parts":
        found.append(
            said(
                "mixed",
                "Tokens that join Latin letters, digits and signs (GPT-4) were cut into their parts.",
                "拉丁字母、数字与符号相连者（如 GPT-4）拆为各部分。",
            )
        )
    elif run.usual.get("mixed") == "whole":
        found.append(
            said(
                "mixed",
                "Tokens that join Latin letters, digits and signs (GPT-4) were kept whole.",
                "拉丁字母、数字与符号相连者（如 GPT-4）作为一词。",
            )
        )
    return found


def _terms(run: Run) -> list[Said]:
    """Say how terms were matched, where a step counts them."""
    lists = run.usual.get("terms")
    if not lists or lists == "none":
        return []
    shown = lists_of(str(lists), ENTRIES)
    return [
        said(
            "terms",
            f"Where terms are counted, the multi-word terms of the list {shown.en} were matched where both their ends "
            "are ends of tokens, aliases counting as their term.",
            f"凡计术语之处，以术语表 {shown.zh}{gap(shown.zh)}匹配多词术语，其两端须为词界，别名计入本名。",
        )
    ]


def _stop_words(run: Run) -> list[Said]:
    using = [step for step in run.steps if step.command in STOPPED]
    name = run.usual.get("stopwords")
    if not using or not name:
        return []
    return [_stop_list(str(name))]


def _stop_list(name: str) -> Said:
    if name == "none":
        return said("stopwords", "No stop list was used.", "未使用停用词表。")
    lists = lists_of(name, WORDS)
    word = Text("stop lists", "停用词表") if " + " in name else Text("stop list", "停用词表")
    digits = Text(" and numbers in digits", "与阿拉伯数字") if drops_numbers(name) else Text("", "")
    return said(
        "stopwords",
        f"Words of the {word.en} {lists.en}{digits.en} were left out of what is listed or modelled, but remain in all "
        "token totals.",
        f"{word.zh} {lists.zh}{gap(lists.zh)}所收的词{digits.zh}不列入结果、不进入模型，但仍计入各项总词数。",
    )


def drops_numbers(name: str) -> bool:
    """Return whether tokens of digits go with a stop list, as those of govtext's own numerals do."""
    parts = [part.rpartition(" (")[0] or part for part in name.split(" + ")]
    return "govtext" in parts or "govtext:numerals" in parts


def lists_of(described: str, what: Text) -> Text:
    """Return `a + b (12)` in words: `a and b (12 words)`."""
    parts = [SIZE.sub("", part) for part in described.split(" + ")]
    sizes = [found[1] if (found := SIZE.search(part)) else "" for part in described.split(" + ")]
    english = [
        f"{plain(part)} ({size} {ONE[what.en] if size == '1' else what.en})" if size else plain(part)
        for part, size in zip(parts, sizes, strict=True)
    ]
    chinese = [
        f"{plain(part)}（{size} {what.zh}）" if size else plain(part) for part, size in zip(parts, sizes, strict=True)
    ]
    return Text(listed(english), listed_zh(chinese))


def gap(chinese: str) -> str:
    """Return the blank between Latin and Chinese; a Chinese bracket carries its own."""
    return "" if chinese.endswith("）") else " "


def otherwise(step: Step, run: Run) -> list[Said]:
    """Say where a step was cut, cleaned or counted otherwise than most."""
    found = []
    engine = step.get("engine")
    if engine is not None and str(engine) != run.usual.get("engine"):
        found.append(said("own engine", *(f"Here: {text}" for text in _lowered(segmentation(run, engine)))))
    found += _own_lists(step, run)
    features = str(step.get("features"))
    if features in FEATURES and step.command not in ON_WORDS:
        text = FEATURES[features]
        found.append(said("features", f"{text.en[0].upper()}{text.en[1:]}.", f"{text.zh}。"))
    if step.command in STOPPED and step.get("stopwords") and str(step.get("stopwords")) != run.usual.get("stopwords"):
        found.append(_own_stop_list(step))
    return found


def _lowered(one: Said) -> tuple[str, str]:
    return one.text.en[0].lower() + one.text.en[1:], one.text.zh


def _own_lists(step: Step, run: Run) -> list[Said]:
    found = []
    words, without = step.get("words"), step.get("without")
    if words is not None and str(words) != run.usual.get("words"):
        shown = Text("none", "无") if words == "none" else lists_of(str(words), ENTRIES)
        found.append(said("own words", f"Its word list is {shown.en}.", f"此步词表为：{shown.zh}。"))
    here = [name for name in str(without or "").split(",") if name]
    whole = [str(name) for name in run.cleaning.get("without") or []]
    if step.get("engine") is not None and sorted(here) != sorted(whole):
        shown = Text(
            listed([plain(name) for name in here]) or "none", listed_zh([plain(name) for name in here]) or "无"
        )
        found.append(
            said(
                "own cleaning",
                f"For this step the cleaning rules switched off are: {shown.en}.",
                f"此步未启用的清洗规则：{shown.zh}。",
            )
        )
    return found


def _own_stop_list(step: Step) -> Said:
    name = str(step.get("stopwords"))
    if name == "none":
        return said("own stopwords", "No stop list was applied here.", "此处未用停用词表。")
    lists = lists_of(name, WORDS)
    digits = (
        Text("; numbers in digits were left out, too", "，并略去阿拉伯数字") if drops_numbers(name) else Text("", "")
    )
    return said(
        "own stopwords",
        f"The stop lists of this analysis are {lists.en}{digits.en}.",
        f"此项分析的停用词表为 {lists.zh}{digits.zh}。",
    )
