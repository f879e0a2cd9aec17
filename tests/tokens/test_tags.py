"""Parts of speech from jieba's dictionary."""

from __future__ import annotations

from collections.abc import Callable

import jieba.posseg
import pytest

from govtext.tokens.index import TokenIndex
from govtext.tokens.tags import dictionary_tags

Build = Callable[..., TokenIndex]


def test_words_of_the_dictionary_have_its_tag(segmented: Build) -> None:
    # dict.txt: 发展 vn, 北京 ns, 我们 r, 的 uj.
    tags = dictionary_tags(segmented(a="北京 发展 我们 的"))
    assert tags == {"北京": "ns", "发展": "vn", "我们": "r", "的": "uj"}


@pytest.mark.parametrize(
    ("word", "tag"),
    [("GovAI", "eng"), ("GPT-4.5", "eng"), ("2031", "m"), ("45.7%", "m"), ("。", "w"), ("——", "w"), ("魑龘", "x")],
)
def test_words_it_lacks_are_tagged_by_their_characters(segmented: Build, word: str, tag: str) -> None:
    assert dictionary_tags(segmented(a=f"治理 {word}"))[word] == tag


def test_agrees_with_jieba_on_single_words(segmented: Build) -> None:
    words = ["治理", "风险", "应当", "安全", "加强", "国际", "企业", "数据", "算法", "和"]
    tags = dictionary_tags(segmented(a=" ".join(words)))
    theirs = {word: jieba.posseg.dt.word_tag_tab.get(word) for word in words}
    if not any(theirs.values()):
        jieba.posseg.lcut("治理")  # the table is read at first use
        theirs = {word: jieba.posseg.dt.word_tag_tab.get(word) for word in words}
    assert tags == theirs
