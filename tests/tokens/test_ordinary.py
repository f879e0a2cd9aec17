"""Ordinary prose segmented by hand: what the shipped word list does to it. Scores as in the SIGHAN bakeoffs."""

from __future__ import annotations

from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from govtext.tokens.lexicon import load
from govtext.tokens.segment import Segmentation

SENTENCES = Path(__file__).resolve().parent.parent / "data" / "ordinary" / "sentences.txt"
TRAPS = "# traps"


class Score(NamedTuple):
    """Word precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def sentences() -> tuple[list[list[str]], list[list[str]]]:
    """Return the plain sentences and the traps, each as its words."""
    plain, traps = SENTENCES.read_text(encoding="utf-8").split(TRAPS)
    first, second = (
        [line.split() for line in part.splitlines() if line and not line.startswith("#")] for part in (plain, traps)
    )
    return first, second


def spans(words: list[str]) -> set[tuple[int, int]]:
    return set(pairwise([0, *accumulate(map(len, words))]))


def score(gold: list[list[str]], found: list[list[str]]) -> Score:
    """Hold a segmentation against another one: a word is right where both its ends are.

    P = right / found, R = right / gold, F1 = 2PR / (P + R); Sproat and Emerson, The First International Chinese Word
    Segmentation Bakeoff, 2003.
    """
    assert ["".join(words) for words in gold] == ["".join(words) for words in found]
    right = sum(len(spans(one) & spans(other)) for one, other in zip(gold, found, strict=True))
    precision, recall = right / sum(map(len, found)), right / sum(map(len, gold))
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def test_the_scores_by_hand() -> None:
    # Right are 我, 来到, 大学; found 5 words, in the gold 4: P 3/5, R 3/4, F1 2 * 0.45 / 1.35.
    score_ = score([["我", "来到", "清华", "大学"]], [["我", "来到", "清", "华", "大学"]])
    assert score_ == pytest.approx((0.6, 0.75, 2 / 3))


def compare(gold: list[list[str]]) -> tuple[Score, Score, str]:
    """Return the scores without the shipped word list and with it, and what is to be said of them."""
    texts = ["".join(words) for words in gold]
    without, with_list = (
        [segmentation.cut(text) for text in texts]
        for segmentation in (Segmentation(), Segmentation(words=load("govtext").words))
    )
    before, after = score(gold, without), score(gold, with_list)
    worse = [
        f"{'/'.join(listed)} (it was {'/'.join(plain)})"
        for words, plain, listed in zip(gold, without, with_list, strict=True)
        if len(spans(words) & spans(listed)) < len(spans(words) & spans(plain))
    ]
    return before, after, "\n".join([f"without: {before}", f"with:    {after}", *worse])


def test_the_sentences_are_those_that_their_description_counts() -> None:
    plain, traps = sentences()
    assert (len(plain), len(traps)) == (165, 55)


def test_the_word_list_costs_plain_sentences_nothing() -> None:
    before, after, said = compare(sentences()[0])
    assert after.f1 >= before.f1, said


def test_of_the_traps_one_is_lost() -> None:
    # Each was made so that a listed word stands in it by accident; nothing tells a large model of matchsticks apart.
    traps = sentences()[1]
    with_list, without = Segmentation(words=load("govtext").words), Segmentation()
    lost = ["".join(words) for words in traps if with_list.cut("".join(words)) != without.cut("".join(words))]
    assert lost == ["爷爷用火柴搭了一个大模型，有半米高。"]
    assert "大/模型" not in "/".join(with_list.cut(lost[0]))


def test_the_word_list_costs_all_sentences_no_more_than_that_trap() -> None:
    plain, traps = sentences()
    before, after, said = compare([words for words in plain + traps if "".join(words)[:4] != "爷爷用火"])
    assert after.f1 >= before.f1, said
