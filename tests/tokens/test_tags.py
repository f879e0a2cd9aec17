"""Parts of speech from jieba's dictionary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jieba.posseg
import pytest

from govtext.tokens.features import with_features
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load
from govtext.tokens.segment import Segmentation
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


def test_words_of_the_word_list_have_its_tag(segmented: Build, tmp_path: Path) -> None:
    # 发展 is vn in the dictionary; 治理 has no tag in the list, so that of the dictionary (v); 和平 is not in the text.
    (tmp_path / "words.txt").write_text("发展\tn\n智能鸿沟\tnz\n治理\n和平\tx\n", encoding="utf-8")
    lexicon = load(str(tmp_path / "words.txt"))
    index = segmented(a="发展 智能鸿沟 治理")
    index = replace(index, lexicon=lexicon, segmentation=Segmentation("whitespace", lexicon.words))
    assert dictionary_tags(index) == {"发展": "n", "智能鸿沟": "nz", "治理": "v"}


def test_terms_in_the_place_of_their_words_are_names(segmented: Build, tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("数据治理\t\t\n发展\t\t\n", encoding="utf-8")
    index = replace(segmented(a="数据 治理 发展 北京"), lexicon=load(str(tmp_path / "terms.tsv")))
    merged = dictionary_tags(with_features(index, "merged"))
    assert (merged["数据治理"], merged["发展"], merged["北京"]) == ("nz", "nz", "ns")
    # Beside it the word 发展 keeps its own tag.
    assert dictionary_tags(with_features(index, "all"))["发展"] == "vn"
