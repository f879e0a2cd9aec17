"""Parts of speech, from jieba's dictionary."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from ..errors import GovtextError
from .index import NUMBER, TERM, TokenIndex, kind_of

TAGSET = "ICTCLAS tags of jieba 0.42.1's dictionary"
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.\-]*\Z")


def dictionary_tags(index: TokenIndex) -> dict[str, str]:
    """Return for each word of the index the tag that jieba's dictionary gives it (the ICTCLAS tag set).

    A word of the lexicon's word list has the tag that is written there, a term in the place of its words `nz`. A word
    that neither has is `eng` (Latin letters), `m` (digits), `w` (punctuation) or `x` (unknown). The tag is the word's
    commonest one and does not depend on the sentence.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise GovtextError("jieba, whose dictionary holds the tags, is not installed", remedy="pip install jieba")
    wanted = set(index.vocabulary)
    tags = {word: _default(word) for word in wanted}
    with Path(spec.origin).with_name("dict.txt").open(encoding="utf-8") as dictionary:
        for line in dictionary:
            word, _, tag = line.rstrip("\n").split(" ")
            if word in wanted:
                tags[word] = tag
    tags |= {word: tag for word, tag in index.segmentation.words.units.items() if tag and word in wanted}
    terms = [index.vocabulary[number] for number in np.flatnonzero(index.kinds == TERM).tolist()]
    return (
        {**dict.fromkeys(terms, "nz"), **tags}
        if index.feature_set != "merged"
        else {**tags, **dict.fromkeys(terms, "nz")}
    )


def _default(word: str) -> str:
    if LATIN.match(word):
        return "eng"
    kind = kind_of(word)
    return "m" if kind == NUMBER else "w" if kind == 0 else "x"
