"""Stop lists: what is shipped, what is refused, how lists are named under a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.errors import GovtextError, UsageProblem
from govtext.tokens.stopwords import NONE, SHIPPED, SHIPPED_NAMES, load, read_list

PROTECTED = [
    "应",
    "应当",
    "必须",
    "需要",
    "可以",
    "要",
    "能",
    "会",
    "将",
    "不得",
    "不",
    "没有",
    "未",
    "非",
    "无",
    "但",
    "但是",
    "然而",
    "因此",
    "加强",
    "推动",
    "安全",
    "发展",
]


def words_in_file(name: str) -> list[str]:
    lines = (SHIPPED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if (word := line.split("#")[0].strip())]


@pytest.mark.parametrize("name", SHIPPED_NAMES)
def test_shipped_lists_hold_each_word_once(name: str) -> None:
    words = words_in_file(name)
    assert len(words) == len(set(words))
    assert len(words) > 20


@pytest.mark.parametrize("word", PROTECTED)
def test_the_shipped_list_leaves_the_words_of_policy_alone(word: str) -> None:
    assert word not in load("govtext").words


def test_the_two_shipped_lists_do_not_overlap() -> None:
    assert not set(words_in_file("govtext")) & set(words_in_file("modals"))


def test_only_the_shipped_list_takes_numbers_away() -> None:
    assert load("govtext").drops_numbers
    assert not load("modals").drops_numbers
    assert not load("none").drops_numbers


def test_comments_blanks_and_encodings(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes("\ufeff# mine\r\n的  # a particle\r\n\r\n  治理 \r\n的\r\n".encode())
    assert read_list(path) == {"的", "治理"}


def test_an_empty_list_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("\n \n", encoding="utf-8")
    assert read_list(path) == frozenset()
    assert load(str(path)) is NONE


@pytest.mark.parametrize("line", ["治理 风险", "治理\t风险", "治理\u3000风险"])
def test_two_words_on_a_line_are_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "own.txt"
    path.write_text(f"的\n\n{line}\n", encoding="utf-8")
    with pytest.raises(GovtextError) as caught:
        read_list(path)
    assert str(path) in str(caught.value)
    assert "line 3" in str(caught.value)
    assert caught.value.exit_code == 3


def test_names_sizes_and_union(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("风险\n治理\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("治理\n", encoding="utf-8")
    one = load("study", tmp_path)
    assert one.words == {"治理", "风险"}
    assert one.name == "a.txt (1) + b.txt (2)"
    for asked in ("b", "b.txt", str(tmp_path / "b.txt")):
        assert load(asked, tmp_path).name == "b.txt (2)"
    both = load(" modals , a ", tmp_path)
    assert both.words == set(words_in_file("modals")) | {"治理"}
    assert both.name == f"modals ({len(words_in_file('modals'))}) + a.txt (1)"


def test_none_and_no_folder() -> None:
    assert load("none") is NONE
    assert load("study") is NONE
    assert load("") is NONE


def test_an_unknown_list_is_named_with_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("的\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"no stop list 'baidu'.*govtext.*modals.*own"):
        load("baidu", tmp_path)
