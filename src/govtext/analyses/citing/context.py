"""Whose instrument it is: the state or body that is named beside a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

# States and bodies that have laws, strategies and guidelines of the same names.
STATES = tuple(
    re.findall(
        r"\S+",
        "中国 我国 美国 英国 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 爱尔兰 奥地利 波兰 "
        "希腊 匈牙利 捷克 俄罗斯 乌克兰 日本 韩国 朝鲜 新加坡 马来西亚 印度尼西亚 印尼 泰国 越南 菲律宾 柬埔寨 缅甸 "
        "老挝 印度 巴基斯坦 孟加拉国 哈萨克斯坦 乌兹别克斯坦 土耳其 以色列 沙特阿拉伯 沙特 阿联酋 卡塔尔 伊朗 埃及 "
        "肯尼亚 南非 尼日利亚 卢旺达 埃塞俄比亚 加拿大 墨西哥 巴西 阿根廷 智利 哥伦比亚 秘鲁 澳大利亚 新西兰 香港 "
        "澳门 台湾 欧盟 欧洲委员会 东盟 非盟 阿盟 联合国 经合组织 二十国集团 七国集团 金砖国家",
    )
)
PART = re.compile(r"[，,；;：:。！？]")
GREATER_PART = re.compile(r"[；;。！？]")
ROW = re.compile(r"(?:《[^《》]*》[、和与及以]*\s*)+$")
BESIDE = re.compile(r"(?:的|政府|国会|议会|理事会|委员会|首部|全球首部|全球首个|现行|最新|最新版|新版|新|\s|[“\"])+$")
TITLES = re.compile(r"《[^《》]*》?")
NOBODY = ""


class Owners:
    """Finds who is named near a title.

    Args:
        words: word of context → what it stands for among the candidates; other states stand for themselves.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = {state: state for state in STATES} | dict(words)
        self._pattern = _any_of(tuple(self.words))

    def named(self, text: str) -> set[str]:
        """Return who is named in a text."""
        return {self.words[found] for found in self._pattern.findall(text)}

    def beside(self, before: str) -> str:
        """Return who is named right before a title, also before the row of titles in which it stands; else nothing."""
        text = ROW.sub("", before.rstrip(" "))
        while (shorter := BESIDE.sub("", text)) != text:
            text = shorter
        last = NOBODY
        for found in self._pattern.finditer(text, max(0, len(text) - 12)):
            last = self.words[found[0]] if found.end() == len(text) else NOBODY
        return last

    def of(self, sentence: str, start: int, end: int, candidates: Iterable[str]) -> str:
        """Return which candidate a title is, nothing where that is not said.

        Looked at are the words right before it, then its clause, what stands between semicolons, and the sentence; the
        first of these that names anyone decides, and only where it names one alone.

        Args:
            sentence: in which it stands.
            start: its first character in the sentence.
            end: one past its last.
            candidates: what it may be.
        """
        possible = set(candidates)
        if (owner := self.beside(sentence[:start])) != NOBODY:
            return owner if owner in possible else NOBODY
        blank = TITLES.sub(lambda found: " " * len(found[0]), sentence)
        blank = blank[:start] + " " * (end - start) + blank[end:]
        for parts in (PART, GREATER_PART, None):
            named = self.named(_part(blank, start, end, parts))
            if named:
                return named.pop() if len(named) == 1 and named <= possible else NOBODY
        return NOBODY


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return an expression for any of some words, the longest first; Latin ones only where they are whole."""
    written = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        bound = word.isascii()
        written.append(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])" if bound else re.escape(word))
    return re.compile("|".join(written))


def _part(text: str, start: int, end: int, parts: re.Pattern[str] | None) -> str:
    """Return the part of a sentence around a place, up to the stops on both sides; all of it without stops."""
    if parts is None:
        return text
    before = max((found.end() for found in parts.finditer(text, 0, start)), default=0)
    after = parts.search(text, end)
    return text[before : after.start() if after else len(text)]
