"""Stop lists: what is shipped, groups, protected words, what is refused, how lists are named under a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.errors import GovtextError, UsageProblem
from govtext.tokens.stopwords import NONE, SHIPPED, SHIPPED_NAMES, StopWord, load, protected, read_list
from govtext.tokens.stopwords import PROTECTED as PROTECTED_LIST

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
    return [word for line in lines if (word := line.split("#")[0].strip()) and not word.startswith("[")]


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
    assert [(one.word, one.line) for one in read_list(path)] == [("的", 2), ("治理", 4), ("的", 5)]
    assert load(str(path)).words == {"的", "治理"}
    assert load(str(path)).name == "own.txt (2)"


def test_an_empty_list_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("\n \n", encoding="utf-8")
    assert read_list(path) == []
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


LISTED = "本\n[particles]\n的\n地 # C# is no comment\n[verbs]\n召集\n!应当\n发展\n! \n"


def listed(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_groups_lines_and_what_is_told(tmp_path: Path) -> None:
    assert read_list(listed(tmp_path, "own", LISTED)) == [
        StopWord("本", "", 1, False),
        StopWord("的", "particles", 3, False),
        StopWord("地", "particles", 4, False),
        StopWord("召集", "verbs", 6, False),
        StopWord("应当", "verbs", 7, True),
        StopWord("发展", "verbs", 8, False),
        StopWord("!", "verbs", 9, False),  # alone it is a word
    ]


def test_signs_within_words(tmp_path: Path) -> None:
    # No blank before the #, and no group without both brackets: words.
    assert [one.word for one in read_list(listed(tmp_path, "own", "C#\n[治理\n"))] == ["C#", "[治理"]


def test_one_group_of_a_list(tmp_path: Path) -> None:
    listed(tmp_path, "own", LISTED)
    one = load("own:particles", tmp_path)
    assert one.words == {"的", "地"}
    assert one.name == "own.txt:particles (2)"
    both = load("own:particles,own:verbs", tmp_path)
    assert both.words == {"的", "地", "召集", "应当", "!"}
    assert both.name == "own.txt:particles (2) + own.txt:verbs (4)"


def test_a_group_of_the_shipped_list() -> None:
    particles = load("govtext:particles")
    assert "的" in particles.words < load("govtext").words
    assert not particles.drops_numbers
    assert load("govtext:numerals").drops_numbers
    assert all(one.group for one in read_list(SHIPPED / "govtext.txt"))


def test_no_such_group(tmp_path: Path) -> None:
    listed(tmp_path, "own", LISTED)
    with pytest.raises(UsageProblem, match=r"own\.txt has no group 'particels'; did you mean 'particles'"):
        load("own:particels", tmp_path)
    with pytest.raises(UsageProblem, match="its groups: particles, verbs"):
        load("own:xyz", tmp_path)
    listed(tmp_path, "flat", "的\n")
    with pytest.raises(UsageProblem, match="its groups: none"):
        load("flat:xyz", tmp_path)
    with pytest.raises(UsageProblem, match="no stop list 'nowhere'"):
        load("nowhere:particles", tmp_path)


def test_protected_words_stay_and_are_counted(tmp_path: Path) -> None:
    # 应当 is told (!), 发展 and 不得 are protected, 召集 and 本 are not.
    listed(tmp_path, "own", LISTED + "不得\n")
    one = load("own", tmp_path)
    assert one.words == {"本", "的", "地", "召集", "应当", "!"}
    assert one.spared == {"发展", "不得"}
    assert one.name == "own.txt (8)"


def test_unprotected_lets_them_go(tmp_path: Path) -> None:
    listed(tmp_path, "own", "的\n发展\n不得\n")
    for names in ("own,unprotected", "unprotected,own"):
        one = load(names, tmp_path)
        assert one.words == {"的", "发展", "不得"}
        assert one.spared == frozenset()
        assert one.name == "own.txt (3)"
    assert load("unprotected", tmp_path) is NONE


def test_what_one_list_tells_holds_for_all(tmp_path: Path) -> None:
    listed(tmp_path, "one", "应当\n不得\n")
    listed(tmp_path, "two", "!应当\n")
    both = load("one,two", tmp_path)
    assert both.words == {"应当"}
    assert both.spared == {"不得"}


def test_modals_is_a_list_of_protected_words() -> None:
    assert load("modals").words == set(words_in_file("modals")) <= protected()
    assert load("modals").spared == frozenset()


def test_shipped_lists_and_protection_do_not_meet_but_in_modals() -> None:
    held = [one.word for one in read_list(PROTECTED_LIST)]
    assert len(held) == len(set(held))
    assert set(held) == protected()
    assert not set(words_in_file("govtext")) & protected()
    assert set(PROTECTED) <= protected()


def test_the_list_of_stopwordsiso() -> None:
    import stopwordsiso

    theirs = stopwordsiso.stopwords("zh")
    one = load("stopwordsiso")
    assert one.words == theirs - protected()
    assert one.spared == theirs & protected()
    assert {"不", "但是", "因此"} <= one.spared
    assert one.name == f"stopwordsiso ({len(theirs)})"
    assert load("stopwordsiso,unprotected").words == theirs


def test_none_among_others_is_nothing(tmp_path: Path) -> None:
    listed(tmp_path, "own", "的\n")
    assert load("none,own", tmp_path) == load("own", tmp_path)


def test_a_near_name_of_a_file_with_a_colon(tmp_path: Path) -> None:
    path = listed(tmp_path, "a:b", "的\n")
    assert load(str(path)).words == {"的"}


@pytest.mark.parametrize("encoding", ["gb18030", "gb2312", "gbk", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize(
    "words", [["治理"], ["的", "我们", "以及"], ["应当", "治理", "风险", "发展", "安全", "标准"] * 20]
)
def test_a_list_in_an_encoding_of_old_whether_short_or_long(tmp_path: Path, encoding: str, words: list[str]) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes(("# 停用词\r\n[own]\r\n" + "\r\n".join(words) + "\r\n").encode(encoding))
    assert [one.word for one in read_list(path)] == words
    assert {one.group for one in read_list(path)} == {"own"}
    assert load(str(path) + ":own").words == set(words) - protected()


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"PK\x03\x04rest", b"\x00\x01\x02\x03" * 50, b"caf\xe9\n"])
def test_what_is_no_text_is_no_stop_list(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes(data)
    with pytest.raises(GovtextError) as caught:
        read_list(path)
    assert caught.value.exit_code == 3
    assert str(path) in str(caught.value)
