"""Known reports, titles and ids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.sources.catalogue import LONGEST_ID, make_id, recognise, title_of
from govtext.sources.document import Document
from govtext.study import RESERVED, can_be_id

Read = Callable[[str], Document]

BODY = "人工智能治理需要各国共同参与，也需要长期的耐心。"


def test_each_real_report_is_recognised(reports: list[Path]) -> None:
    ids = [recognise(path.read_bytes()).get("id") for path in reports]
    assert ids == ["thinktanks", "engineers", "ye-li", "ren", "tsinghua-alibaba"]


def test_a_report_that_was_changed_is_not_recognised(reports: list[Path]) -> None:
    assert recognise(reports[0].read_bytes() + b"\n") == {}


def test_what_is_recognised_is_a_copy(reports: list[Path]) -> None:
    recognise(reports[0].read_bytes())["id"] = "other"
    assert recognise(reports[0].read_bytes())["id"] == "thinktanks"


def test_an_unknown_text_is_not_recognised() -> None:
    assert recognise(BODY.encode()) == {}


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("全球治理的前景", "全球治理的前景"),
        ("# 全球治理的前景", "全球治理的前景"),
        ("**全球治理的前景**", "全球治理的前景"),
        ("治理很重要。", "name"),  # a sentence
        ("治", "name"),  # too short
        ("治理" * 31, "name"),  # too long
    ],
)
def test_the_title_is_the_first_line_where_it_looks_like_one(read: Read, first: str, title: str) -> None:
    assert title_of(read(f"{first}\n\n{BODY}"), Path("folder/name.txt")) == title


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("全球治理：进展", "全球治理-进展"),
        ("AI Act 2024", "ai-act-2024"),
        ("  《宣言》  ", "宣言"),
        ("a_b", "a-b"),
        ("../../etc/passwd", "etc-passwd"),
        ("。。。", "text"),
        ("", "text"),
        ("İstanbul", "i-stanbul"),  # its small letter is an i and a dot above it
        ("CON", "con-2"),  # no name of a file on Windows
        ("一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六"),  # sixteen characters
    ],
)
def test_ids_are_made_of_letters_digits_and_hyphens(title: str, name: str) -> None:
    assert make_id(title, set()) == name


def test_an_id_that_is_taken_is_numbered() -> None:
    assert make_id("治理", {"治理"}) == "治理-2"
    assert make_id("治理", {"治理", "治理-2"}) == "治理-3"


@given(title=st.text(max_size=40), taken=st.sets(st.sampled_from(["source", "a", "a-2", "治理"])))
def test_any_title_gives_an_id_that_is_free_and_safe(title: str, taken: set[str]) -> None:
    name = make_id(title, taken)
    assert name not in taken
    assert 0 < len(name) <= LONGEST_ID + 3
    assert not set(name) & set('/\\ .:*?"<>|\n\0')
    assert not name.startswith("-")
    assert can_be_id(name) or name in RESERVED


def test_ids_of_very_many_texts_of_one_title_are_all_different() -> None:
    taken: set[str] = set()
    for _ in range(2_000):
        name = make_id("气候报告", taken)
        assert name not in taken
        taken.add(name)
    assert {"气候报告", "气候报告-2", "气候报告-2000"} <= taken


@given(numbers=st.sets(st.integers(2, 40)))
def test_an_id_is_free_whatever_numbers_are_taken(numbers: set[int]) -> None:
    taken = {"a", *(f"a-{number}" for number in numbers)}
    assert make_id("a", taken) not in taken
