"""Segmentation: a text cut into words that together are the text again.

`jieba` is jieba 0.42.1 with its default dictionary and its hidden Markov model, executed by rjieba (Rust), some 15
times faster; `tests/tokens/test_segment.py` proves the two equal. Two things differ and are mended here: runs of ASCII
letters with signs in them that no dictionary knows (`WFEO-CEIT`), which jieba cuts at the signs, and characters
outside U+4E00–U+9FD5, which jieba leaves single. Where a few characters repeat three times or more (国国国国), paths of
the hidden Markov model can be exactly equal and the two choose differently; such lines are cut by jieba itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..dictionary import Cut, rjieba_segmenter
from ..errors import UsageProblem
from ..files import installed_version
from ..sources.codes import codes_of
from ..table import Text
from .joining import IN_DICTIONARY, keep_apart, keep_whole, mixed_runs, signed_units
from .lexicon.words import WordList

# jieba/finalseg/__init__.py: how a run that is no Chinese is cut by the hidden Markov model's step.
ASCII_PIECE = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
ASCII_RUN = re.compile(r"[a-zA-Z0-9]*[-._+#&%][-._+#&%a-zA-Z0-9]*\Z")
# Characters that rjieba takes for Chinese and jieba does not.
BEYOND_JIEBA = re.compile(r"[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
UNKNOWN = "\ue000"
CHARACTER = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
WHITESPACE = re.compile(r"\S+|\s+")
NO_WORDS = WordList()
KEPT_DICTIONARIES = 3  # each takes tens of megabytes
BLANK_INSIDE = "␣"  # stands for a blank inside a word of segmented text (Partnership␣on␣AI)


def cut_jieba(text: str, words: WordList = NO_WORDS) -> list[str]:
    """Cut as jieba.cut(text) does (accurate mode, HMM on) with `words` in its dictionary, executed by rjieba."""
    if not has_repeats(text):
        return _cut_by_rjieba(text, words)
    lines = text.splitlines(keepends=True)  # no word goes over a line end
    return [
        word for line in lines for word in (_jieba(words)(line) if has_repeats(line) else _cut_by_rjieba(line, words))
    ]


def has_repeats(text: str) -> bool:
    """Tell whether one, two or three Chinese characters are repeated so that they stand three times in a row.

    Example:
        >>> has_repeats("人人都说好好好"), has_repeats("人人都说好")
        (True, False)
    """
    codes = codes_of(text)
    han = (codes >= 0x4E00) & (codes <= 0x9FD5)
    for unit in (1, 2, 3):
        same = (codes[unit:] == codes[:-unit]) & han[unit:]
        windows = [same[at : len(same) - 2 * unit + 1 + at] for at in range(2 * unit)]
        if len(same) >= 2 * unit and np.logical_and.reduce(windows).any():
            return True
    return False


def _cut_by_rjieba(text: str, words: WordList) -> list[str]:
    cut, has_word = _rjieba(words)
    shown = BEYOND_JIEBA.sub(UNKNOWN, text)
    tokens = cut(shown)
    runs = {t for t in set(tokens) if len(t) > 1 and t.isascii() and ASCII_RUN.match(t) and not has_word(t)}
    if runs:
        tokens = [piece for token in tokens for piece in (_ascii_pieces(token) if token in runs else (token,))]
    return tokens if shown == text else _respell(tokens, text)


def _ascii_pieces(run: str) -> list[str]:
    return [piece for piece in ASCII_PIECE.split(run) if piece]


def _respell(words: list[str], text: str) -> list[str]:
    """Give the words their own characters again, where stand-ins were cut."""
    spelled, at = [], 0
    for word in words:
        spelled.append(text[at : at + len(word)])
        at += len(word)
    return spelled


@lru_cache(maxsize=KEPT_DICTIONARIES)
def _rjieba(words: WordList) -> tuple[Cut, Callable[[str], bool]]:
    """Return rjieba's cutting with a word list in its dictionary, and what tells whether a word is in it."""
    if not words:
        return rjieba_segmenter()
    import rjieba

    segmenter = rjieba.Jieba()
    for word, frequency in _frequencies(words).items():
        segmenter.add_word(word, frequency, words.units[word] or "n")
    return segmenter.cut, segmenter.has_word


@lru_cache(maxsize=KEPT_DICTIONARIES)
def _frequencies(words: WordList) -> dict[str, int]:
    """Return the units that jieba's dictionary can hold, each with the least frequency that keeps it whole alone.

    The frequency is what jieba's `suggest_freq` says: a little more than that of its parts side by side. So a unit
    wins against its parts, and loses where the words around it need one of them (加强 + 人工智能).
    """
    import rjieba

    plain = rjieba.Jieba()
    return {word: plain.suggest_freq(word) for word in sorted(words.units) if re.fullmatch(IN_DICTIONARY, word)}


@lru_cache(maxsize=KEPT_DICTIONARIES)
def _jieba(words: WordList) -> Cut:
    import jieba

    # jieba's own start-up reads a cache from the common temporary folder, which another user can plant.
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    if words:
        for word, frequency in _frequencies(words).items():
            had = tokenizer.FREQ.get(word, 0)
            tokenizer.add_word(word, frequency)
            tokenizer.total -= had  # which add_word leaves in the sum
    cut: Cut = tokenizer.lcut
    return cut


def cut_by_jieba_itself(text: str, words: WordList = NO_WORDS) -> list[str]:
    """Cut with the jieba package itself, for comparison."""
    return _jieba(words)(text)


def cut_whitespace(text: str) -> list[str]:
    """Cut at white space only: text that is already segmented stays exactly as it is."""
    return WHITESPACE.findall(text)


def cut_characters(text: str) -> list[str]:
    """Cut into single characters; a run of Latin letters or digits is one."""
    return CHARACTER.findall(text)


@dataclass(frozen=True)
class Segmentation:
    """How texts are cut into words.

    Attributes:
        engine: `jieba`, `jieba-python` (the same, run by jieba itself), `whitespace` or `character`.
        words: units kept whole, and words kept apart; the engines that know words heed it.
        mixed: `whole` keeps Latin letters, digits and the signs between them in one token; `parts` leaves them as
            jieba cuts them. See `joining`.

    Raises:
        UsageProblem: there is no such engine or policy.
    """

    engine: str = "jieba"
    words: WordList = NO_WORDS
    mixed: str = "whole"

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise UsageProblem(f"no engine {self.engine!r}", remedy=f"choose one of {', '.join(ENGINES)}")
        if self.mixed not in MIXED:
            raise UsageProblem(f"mixed is {self.mixed!r}", remedy=f"choose one of {', '.join(MIXED)}")

    @property
    def by_words(self) -> bool:
        """Whether the engine knows words, and so heeds the word list and the policy."""
        return self.engine in JIEBA

    @property
    def key(self) -> str:
        """What the tokens depend on, for the key of the cache."""
        package = JIEBA.get(self.engine)
        if package is None:
            return self.engine
        return f"{self.engine} {installed_version(package)} {self.mixed} {self.words.digest}"

    def cut(self, text: str) -> list[str]:
        """Cut a text into tokens, white space among them, that together are the text again."""
        if self.engine == "whitespace":
            return cut_whitespace(text)
        if self.engine == "character":
            return cut_characters(text)
        units = self.words.units_alone
        tokens = (cut_jieba if self.engine == "jieba" else cut_by_jieba_itself)(text, units)
        if self.words.apart:
            tokens = keep_apart(tokens, self.words.apart)
        spans = [*signed_units(text, units), *(mixed_runs(text) if self.mixed == "whole" else ())]
        return keep_whole(tokens, spans, _rjieba(units)[1])


JIEBA = {"jieba": "rjieba", "jieba-python": "jieba"}
ENGINES = (*JIEBA, "whitespace", "character")
MIXED = ("whole", "parts")
DESCRIPTIONS = {
    "jieba": Text("jieba 0.42.1 dictionary, HMM on (run by rjieba)", "jieba 0.42.1 词典，开启 HMM（由 rjieba 执行）"),
    "jieba-python": Text("jieba, HMM on (run by jieba itself)", "jieba，开启 HMM（由 jieba 本身执行）"),
    "whitespace": Text("pre-segmented text, cut at white space", "已分词文本，按空白切分"),
    "character": Text("single characters", "单字"),
}
