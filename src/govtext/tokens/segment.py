"""Segmentation: a text cut into words that together are the text again.

`jieba` is jieba 0.42.1 with its default dictionary and its hidden Markov model, executed by rjieba (Rust), some 15
times faster; `tests/tokens/test_segment.py` proves the two equal. Two things differ and are mended here: runs of ASCII
letters with signs in them that no dictionary knows (`WFEO-CEIT`), which jieba cuts at the signs, and characters
outside U+4E00–U+9FD5, which jieba leaves single. Where a few characters repeat three times or more (国国国国), paths of
the hidden Markov model can be exactly equal and the two choose differently; such lines are cut by jieba itself.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from ..dictionary import Cut, rjieba_segmenter
from ..errors import UsageProblem
from ..files import installed_version
from ..sources.codes import codes_of
from ..table import Text

# jieba/finalseg/__init__.py: how a run that is no Chinese is cut by the hidden Markov model's step.
ASCII_PIECE = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
ASCII_RUN = re.compile(r"[a-zA-Z0-9]*[-._+#&%][-._+#&%a-zA-Z0-9]*\Z")
# Characters that rjieba takes for Chinese and jieba does not.
BEYOND_JIEBA = re.compile(r"[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
UNKNOWN = "\ue000"
CHARACTER = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
WHITESPACE = re.compile(r"\S+|\s+")


def cut_jieba(text: str) -> list[str]:
    """Cut as jieba.cut(text) does (accurate mode, HMM on), executed by rjieba."""
    if not has_repeats(text):
        return _cut_by_rjieba(text)
    lines = text.splitlines(keepends=True)  # no word goes over a line end
    return [word for line in lines for word in (_jieba()(line) if has_repeats(line) else _cut_by_rjieba(line))]


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


def _cut_by_rjieba(text: str) -> list[str]:
    cut, has_word = rjieba_segmenter()
    shown = BEYOND_JIEBA.sub(UNKNOWN, text)
    words = cut(shown)
    runs = {w for w in set(words) if len(w) > 1 and w.isascii() and ASCII_RUN.match(w) and not has_word(w)}
    if runs:
        places = [place for place, word in enumerate(words) if word in runs]
        for place in reversed(places):
            words[place : place + 1] = [piece for piece in ASCII_PIECE.split(words[place]) if piece]
    return words if shown == text else _respell(words, text)


def _respell(words: list[str], text: str) -> list[str]:
    """Give the words their own characters again, where stand-ins were cut."""
    spelled, at = [], 0
    for word in words:
        spelled.append(text[at : at + len(word)])
        at += len(word)
    return spelled


@cache
def _jieba() -> Cut:
    import jieba

    # jieba's own start-up reads a cache from the common temporary folder, which another user can plant.
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    cut: Cut = tokenizer.lcut
    return cut


def cut_by_jieba_itself(text: str) -> list[str]:
    """Cut with the jieba package itself, for comparison."""
    return _jieba()(text)


def cut_whitespace(text: str) -> list[str]:
    """Cut at white space only: text that is already segmented stays exactly as it is."""
    return WHITESPACE.findall(text)


def cut_characters(text: str) -> list[str]:
    """Cut into single characters; a run of Latin letters or digits is one."""
    return CHARACTER.findall(text)


ENGINES: dict[str, Cut] = {
    "jieba": cut_jieba,
    "jieba-python": cut_by_jieba_itself,
    "whitespace": cut_whitespace,
    "character": cut_characters,
}
DESCRIPTIONS = {
    "jieba": Text("jieba 0.42.1 dictionary, HMM on (run by rjieba)", "jieba 0.42.1 词典，开启 HMM（由 rjieba 执行）"),
    "jieba-python": Text("jieba, HMM on (run by jieba itself)", "jieba，开启 HMM（由 jieba 本身执行）"),
    "whitespace": Text("pre-segmented text, cut at white space", "已分词文本，按空白切分"),
    "character": Text("single characters", "单字"),
}


def engine_key(name: str) -> str:
    """Return what the tokens of an engine depend on, for the key of the cache.

    Raises:
        UsageProblem: there is no such engine.
    """
    if name not in ENGINES:
        raise UsageProblem(f"no engine {name!r}", remedy=f"choose one of {', '.join(ENGINES)}")
    package = {"jieba": "rjieba", "jieba-python": "jieba"}.get(name)
    return f"{name} {installed_version(package)}" if package else name
