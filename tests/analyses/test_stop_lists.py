"""Stop lists as tables: small lists in a folder, counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.analyses.stop_lists import diff, show
from govtext.errors import NothingFound, UsageProblem
from govtext.table import Table
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import load

Build = Callable[..., TokenIndex]

# one: 的 地 | verbs 召集 应当 (protected, and stays)    two: verbs 召集 !应当 | 发展 (protected), 本
ONE = "[particles]\n的\n地\n[verbs]\n召集\n应当\n"
TWO = "[verbs]\n召集\n!应当\n[rest]\n发展\n本\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stopwords"
    made.mkdir()
    (made / "one.txt").write_text(ONE, encoding="utf-8")
    (made / "two.txt").write_text(TWO, encoding="utf-8")
    return made


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


def test_a_list_in_its_order(folder: Path) -> None:
    table = show("one", folder).main
    assert list(table.columns) == ["word", "list", "group", "protected", "removed", "count"]
    assert table.rows() == [
        ("的", "one.txt", "particles", "", "yes", None),
        ("地", "one.txt", "particles", "", "yes", None),
        ("召集", "one.txt", "verbs", "", "yes", None),
        ("应当", "one.txt", "verbs", "yes", "", None),
    ]
    assert "one: one.txt (4); takes away 3 words." in notes(table)


def test_removed_is_what_all_lists_together_do(folder: Path) -> None:
    # two tells 应当 to go, so it goes in the row of one as well; 发展 stays.
    rows = show("one,two", folder).main.rows()
    assert [(row[0], row[1], row[3], row[4]) for row in rows if row[0] in ("应当", "发展")] == [
        ("应当", "one.txt", "yes", "yes"),
        ("应当", "two.txt", "yes", "yes"),
        ("发展", "two.txt", "yes", ""),
    ]
    assert "one,two: one.txt (4) + two.txt (4); takes away 5 words." in notes(show("one,two", folder).main)


def test_study_is_every_list_of_the_folder(folder: Path) -> None:
    assert show("study", folder).main.rows() == show("one,two", folder).main.rows()


def test_counts_in_a_corpus(folder: Path, segmented: Build) -> None:
    table = show("one:verbs", folder, segmented(a="应当 召集 的 。", b="应当 应当")).main
    assert [(row[0], row[-1]) for row in table.rows()] == [("召集", 1), ("应当", 3)]
    assert "count: in 2 sources, N = 5." in notes(table)
    assert show("one:particles", folder, segmented(a="应当 的 。")).main.values("count") == [1, 0]


def test_unprotected(folder: Path) -> None:
    assert show("one,unprotected", folder).main.values("removed") == ["yes"] * 4


def test_digits_are_said_to_go() -> None:
    assert "and numbers in digits." in notes(show("govtext").main)
    assert "and numbers in digits." not in notes(show("govtext:particles").main)
    assert set(show("modals").main.values("protected")) == {"yes"} == set(show("modals").main.values("removed"))


@pytest.mark.parametrize("names", ["none", "unprotected", ""])
def test_no_word_to_show(folder: Path, names: str) -> None:
    with pytest.raises(NothingFound):
        show(names, folder)


def test_unknown_lists_and_groups(folder: Path) -> None:
    with pytest.raises(UsageProblem, match="no stop list 'three'"):
        show("three", folder)
    with pytest.raises(UsageProblem, match="has no group 'verb'; did you mean 'verbs'"):
        diff("one", "two:verb", folder)


def test_the_difference_by_hand(folder: Path) -> None:
    # one takes away 的 地 召集; two 召集 应当 本. Ties by code point: 地 U+5730, 应 U+5E94, 本 U+672C, 的 U+7684.
    table = diff("one", "two", folder).main
    assert list(table.columns) == ["word", "only_in", "group", "protected", "count"]
    assert [row[:2] + row[3:] for row in table.rows()] == [
        ("地", "one", "", None),
        ("应当", "two", "yes", None),
        ("本", "two", "", None),
        ("的", "one", "", None),
    ]
    assert "Both take away 1 words." in notes(table)


def test_the_commonest_in_the_corpus_first(folder: Path, segmented: Build) -> None:
    table = diff("one", "two", folder, segmented(a="的 的 的 应当 应当 本 。")).main
    assert [(row[0], row[-1]) for row in table.rows()] == [("的", 3), ("应当", 2), ("本", 1), ("地", 0)]


def test_groups_of_the_difference(folder: Path) -> None:
    found = {row[0]: row[2] for row in diff("one", "two", folder).main.rows()}
    assert found == {"地": "particles", "的": "particles", "应当": "verbs", "本": "rest"}


def test_the_group_is_that_of_the_list_that_takes_it_away(folder: Path) -> None:
    (folder / "three.txt").write_text("[told]\n!应当\n", encoding="utf-8")
    there = {row[0]: row[1:3] for row in diff("one", "three", folder).main.rows()}
    back = {row[0]: row[1:3] for row in diff("three", "one", folder).main.rows()}
    assert there["应当"] == back["应当"] == ("three", "told")


def test_no_difference(folder: Path) -> None:
    with pytest.raises(NothingFound, match="take away the same words"):
        diff("one", "one,none", folder)


WORDS = st.lists(st.sampled_from(["的", "地", "本", "应当", "!应当", "发展", "召集", "!发展"]), max_size=8)


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
def test_the_difference_is_symmetric_and_complete(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], second: list[str]
) -> None:
    place = tmp_path_factory.mktemp("stopwords")
    for name, words in (("one", first), ("two", second)):
        (place / f"{name}.txt").write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    one, two = load("one", place).words, load("two", place).words
    if one == two:
        with pytest.raises(NothingFound):
            diff("one", "two", place)
        return
    there, back = diff("one", "two", place).main.rows(), diff("two", "one", place).main.rows()
    assert there == back
    assert {row[:2] for row in there} == {(w, "one") for w in one - two} | {(w, "two") for w in two - one}
    assert len(there) == len(one ^ two)
