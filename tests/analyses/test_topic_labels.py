"""What topics are called: proposals, and the labels of a study, which follow their words from model to model."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from govtext.analyses.modelling import labelling
from govtext.analyses.modelling.labelling import LEAST, given, labelled, labels_notes, leading_words, proposals
from govtext.analyses.modelling.summary import summary_table
from govtext.analyses.modelling.words import topics_table
from govtext.errors import GovtextError, NothingFound, UsageProblem
from govtext.study import Study, open_study
from govtext.study.topic_labels import listed, read_labels, remove_label, set_label, topic_labels
from govtext.tokens.index import TokenIndex

from .topic_models import by_hand, shared

Build = Callable[..., TokenIndex]


def test_examples() -> None:
    assert doctest.testmod(labelling).failed == 0


# Proposals


def test_a_proposal_is_the_most_exclusive_of_the_probable_words() -> None:
    # FREX, .7 on exclusivity, of topic 1: a exclusivity .5 (rank 1 of 5), b .75 (3), c .6 (2), d 1 (5), e .8 (4).
    words = [[0.3, 0.3, 0.15, 0.05, 0.2], [0.3, 0.1, 0.1, 0.0, 0.05]]
    # Its frequency ranks are 5 5 2 1 3: a 1/(.7/.2 + .3) = .26, b 1/(.7/.6 + .3) = .68, c 1/(.7/.4 + .3/.4) = .40,
    # d 1/(.7 + .3/.2) = .45, e 1/(.7/.8 + .3/.6) = .73. Topic 2 takes what is left.
    assert proposals(np.array(words), list("abcde")) == ["e、b、d", "a、c"]


def test_no_word_stands_in_two_proposals() -> None:
    words = np.random.default_rng(1).dirichlet(np.full(60, 0.1), 8)
    found = [set(label.split("、")) for label in proposals(words, [f"词{number}" for number in range(60)])]
    assert sum(map(len, found)) == len(set().union(*found)) == 24
    for topic, label in enumerate(found):
        probable = np.argsort(-words[topic], kind="stable")[:12]
        assert label <= {f"词{number}" for number in probable}


def test_words_of_several_sources_are_taken_first(segmented: Build) -> None:
    # 算法 is in a alone, the others in both: they come first, though 算法 has the highest FREX of topic 2.
    index = segmented(a="算法 数据 治理 规则 。", b="数据 治理 规则 。")
    found = by_hand(index, [[0.1, 0.5, 0.0, 0.4], [0.3, 0.1, 0.5, 0.1]], [[0.5, 0.5]] * 2)
    assert labelling.in_several_sources(found).tolist() == [True, True, False, True]
    assert proposals(found.model.words[1:], found.units.terms, labelling.in_several_sources(found))[0].count("算") == 0


def test_a_topic_for_which_no_word_is_left_has_a_label_all_the_same() -> None:
    assert proposals(np.full((3, 4), 0.25), list("abcd")) == ["a、b、c", "d", "a、b、c"]


# Labels given to the topics of another model


def test_a_label_follows_its_words() -> None:
    topics = [list("abcde"), list("fghij"), list("klmno")]
    assert given({"甲": list("fghix"), "乙": list("abcxy")}, topics) == {
        "甲": (1, pytest.approx(4 / 6)),  # f g h i of six
        "乙": (0, pytest.approx(3 / 7)),
    }


def test_too_few_words_in_common_are_no_match() -> None:
    # 2 of 5 words shared: 2 / 8 = .25
    assert given({"甲": list("abxyz")}, [list("abcde")]) == {}
    assert LEAST == 0.4


def test_two_labels_do_not_share_a_topic() -> None:
    # 甲 agrees with both topics (1 and 2/3), 乙 with the first alone: together they agree most the other way round.
    topics = [list("abcde"), list("abcdx")]
    assert {
        label: topic for label, (topic, _) in given({"甲": list("abcde"), "乙": list("abcde")}, topics).items()
    } == {
        "甲": 0,
        "乙": 1,
    }


def test_of_equal_agreement_the_first_words_decide() -> None:
    # All topics of a small vocabulary have the same words, in another order.
    assert given({"甲": list("dcba")}, [list("abcd"), list("dcab"), list("cdab")]) == {"甲": (1, 1.0)}


def test_fewer_words_are_compared_with_as_many() -> None:
    assert given({"甲": list("ab")}, [list("abcdefghij")]) == {"甲": (0, 1.0)}


@for_all(st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=3, max_size=3), min_size=1, max_size=4))
def test_labels_are_given_so_that_they_agree_most(sets: list[frozenset[str]]) -> None:
    names = {f"标签{number}": sorted(words) for number, words in enumerate(sets)}
    topics = [list("abc"), list("cde"), list("fgh"), list("abd")]

    def overlap(words: list[str], topic: list[str]) -> float:
        both = len(set(words) & set(topic)) / len(set(words) | set(topic))
        return both if both >= LEAST else 0.0

    best = max(
        sum(overlap(words, topics[place]) for words, place in zip(names.values(), order, strict=False))
        for order in permutations(range(4))
    )
    found = given(names, topics)
    assert sum(agreement for _, agreement in found.values()) == pytest.approx(best)
    assert len({topic for topic, _ in found.values()}) == len(found)


# In the tables of a model


@pytest.fixture
def index(segmented: Build) -> TokenIndex:
    return segmented(a="治理 规则 规则 。\n数据 算法 。", b="治理 数据 数据 算法 。\n规则 治理 。")


WORDS = [[0.1, 0.4, 0.1, 0.4], [0.5, 0.2, 0.3, 0.0]]  # 数据, 治理, 算法, 规则
SHARES = [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3]]


def test_tables_show_the_label_that_was_set_and_propose_the_others(index: TokenIndex) -> None:
    found = by_hand(index, WORDS, SHARES)
    names = {"数据治理": ["数据", "算法"], "没有": ["芯片", "能源"]}
    model = labelled(found, names)
    assert model.named == (False, True)
    assert model.labels[1] == "数据治理"
    assert model.labels[0] == proposals(found.model.words, found.units.terms)[0]
    assert summary_table(index, model, shared()).values("label") == list(model.labels)
    assert topics_table(model, shared()).values("label")[-1] == "数据治理"
    (note,) = labels_notes(model, names)
    assert note.en.startswith("Labels: 1 set by hand, ")
    assert "no topic was found for: 没有" in note.en
    assert "未找到主题的标签：没有" in note.zh
    assert "no topic was found" not in labels_notes(model, {"数据治理": ["数据", "算法"]})[0].en
    assert labels_notes(model, {})[0].en.startswith("Labels: a label that no one set proposes")


def test_the_code_of_a_seeded_topic_goes_before_a_proposal(index: TokenIndex) -> None:
    found = replace(by_hand(index, WORDS, SHARES), codes=("rules", ""))
    assert labelled(found, {}).labels == ("rules", proposals(np.array(WORDS), found.units.terms)[1])
    assert labelled(found, {}).named == (False, False)
    assert labelled(found, {"规则": ["治理", "规则"]}).labels[0] == "规则"


def test_leading_words_are_twenty_at_most() -> None:
    words = np.arange(25.0)[None, :] / 300
    assert leading_words(words, [f"{number:02d}" for number in range(25)]) == [
        [f"{number:02d}" for number in range(24, 4, -1)]
    ]


# In a study

TABLE = "term,count,1,2\n数据,3,0.1,0.5\n治理,3,0.4,0.2\n算法,2,0.1,0.3\n规则,3,0.4,0.0\n"


@pytest.fixture
def opened(study: Path) -> Study:
    folder = study / "outputs" / "topics"
    folder.mkdir(parents=True)
    (folder / "topic_words.csv").write_text(TABLE, encoding="utf-8-sig")
    return open_study(study)


def folder_of(study: Study) -> Path:
    return study.folder() / "outputs" / "topics"


def test_a_label_is_kept_with_the_words_of_its_topic(opened: Study) -> None:
    done = set_label(opened, 2, " 数据治理 ", folder_of(opened))
    assert done == ("数据治理", ["数据", "算法", "治理", "规则"], [])
    path = opened.folder() / "lexicon" / "topics.tsv"
    assert path.read_text(encoding="utf-8") == "label\twords\n数据治理\t数据|算法|治理|规则\n"
    assert topic_labels(opened) == {"数据治理": ("数据", "算法", "治理", "规则")}
    table = listed(opened, folder_of(opened))
    assert table.rows() == [("数据治理", 2, 1.0, "数据 算法 治理 规则")]


def test_a_topic_has_one_label(opened: Study) -> None:
    set_label(opened, 1, "甲", folder_of(opened))
    assert set_label(opened, 1, "乙", folder_of(opened)).before == ["甲"]
    assert list(topic_labels(opened)) == ["乙"]


def test_a_label_that_is_set_again_moves(opened: Study) -> None:
    words = "label\twords\n甲\t数据|算法\n"
    (opened.folder() / "lexicon").mkdir()
    (opened.folder() / "lexicon" / "topics.tsv").write_text(f"# 说明\n{words}", encoding="utf-8")
    set_label(opened, 1, "甲", folder_of(opened))
    assert topic_labels(opened) == {"甲": ("治理", "规则", "数据", "算法")}
    assert (opened.folder() / "lexicon" / "topics.tsv").read_text(encoding="utf-8").startswith("# 说明\nlabel\twords\n")


def test_a_label_is_taken_away_by_its_topic_or_its_name(opened: Study) -> None:
    (opened.folder() / "lexicon").mkdir()
    text = "label\twords\n甲\t数据|算法\n乙\t芯片|能源\n"
    (opened.folder() / "lexicon" / "topics.tsv").write_text(text, encoding="utf-8")
    assert remove_label(opened, "2", folder_of(opened)) == "甲"
    with pytest.raises(NothingFound, match="topic 2 has no label"):
        remove_label(opened, "2", folder_of(opened))
    with pytest.raises(NothingFound, match="no label '丙'"):
        remove_label(opened, "丙", folder_of(opened))
    assert remove_label(opened, "乙", folder_of(opened)) == "乙"
    with pytest.raises(NothingFound, match="no topic has a label yet"):
        listed(opened, folder_of(opened))


def test_a_label_whose_topic_is_gone_is_listed_without_a_number(opened: Study) -> None:
    (opened.folder() / "lexicon").mkdir()
    (opened.folder() / "lexicon" / "topics.tsv").write_text("乙\t芯片|能源\n", encoding="utf-8")
    ((label, topic, agreement, words),) = listed(opened, folder_of(opened)).rows()
    assert (label, topic, words) == ("乙", "", "芯片 能源")
    assert np.isnan(agreement)


def test_the_table_of_topics_serves_where_there_is_no_matrix(opened: Study) -> None:
    folder = folder_of(opened)
    (folder / "topic_words.csv").unlink()
    rows = "topic,label,rank,term,probability\n1,x,1,规则,0.1\n1,x,2,治理,0.4\n2,y,1,数据,0.5\n"
    (folder / "topics.csv").write_text(rows, encoding="utf-8-sig")
    assert set_label(opened, 1, "甲", folder).words == ["治理", "规则"]  # by probability, whatever the order


@pytest.mark.parametrize("label", ["", "  ", "\u3000", "a\tb", "a\nb", "a\u200bb", "#a", "12", "label", "长" * 61])
def test_a_label_that_no_line_can_hold_is_refused(opened: Study, label: str) -> None:
    with pytest.raises(UsageProblem, match="the label"):
        set_label(opened, 1, label, folder_of(opened))
    assert not (opened.folder() / "lexicon").exists()


def test_a_topic_that_is_not_there_is_refused(opened: Study) -> None:
    with pytest.raises(UsageProblem, match=r"no topic 3: the model in .* has 1 to 2"):
        set_label(opened, 3, "甲", folder_of(opened))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("label\twords\n甲\n", "line 2: 1 columns where there should be 2"),
        ("甲\t治理\t规则\n", "line 1: 3 columns"),
        ("label\twords\n\n\t治理\n", "line 3: there is no label"),
        ("甲\t | \n", "line 1: there is no words"),
        ("甲\t治理\n# 说明\n甲\t规则\n", "line 3: '甲' stands twice"),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "topics.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GovtextError, match=message) as error:
        read_labels(path)
    assert str(path) in str(error.value)
    assert error.value.exit_code == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column 'term'"),
        ("term,count,1,2\n", "has no row"),
        ("term,count,1,2\n治理,3,0.1,x\n", "line 2: 'x' is no number"),
        ("term,count,1,3\n治理,3,0.1,0.2\n", "no columns 1, 2"),
    ],
)
def test_a_damaged_model_is_named(opened: Study, text: str, message: str) -> None:
    (folder_of(opened) / "topic_words.csv").write_text(text, encoding="utf-8")
    with pytest.raises(GovtextError, match=message):
        set_label(opened, 1, "甲", folder_of(opened))


def test_no_model_is_told(opened: Study, tmp_path: Path) -> None:
    with pytest.raises(GovtextError, match="make a model: govtext topics"):
        set_label(opened, 1, "甲", tmp_path / "nowhere")
