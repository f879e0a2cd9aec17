"""Words that the study's lexicon keeps and a stop list takes away: said with file and line, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.tokens.contradictions import warn_of_contradictions
from govtext.tokens.lexicon import Lexicon, load
from govtext.tokens.stopwords import NONE, StopList

STOP = StopList("own.txt (4)", frozenset({"我们", "应当", "方面", "治理"}), drops_numbers=False)
REST = "is a stop word too, so no table shows it; delete it here or from the list"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a lexicon with a stop word in line 3 of its units and in line 2 of its terms."""
    (tmp_path / "words.txt").write_text("# mine\n大模型\n方面\tn # kept\n一/是\n", encoding="utf-8")
    (tmp_path / "terms.tsv").write_text("人工智能\tAI\tx\n治理\tgovernance\tx\n", encoding="utf-8")
    return tmp_path


def said(lexicon: Lexicon, stopwords: StopList = STOP) -> list[str]:
    warnings: list[str] = []
    warn_of_contradictions(lexicon, stopwords, warnings.append)
    return warnings


def test_units_are_named_with_file_and_line(folder: Path) -> None:
    (folder / "terms.tsv").unlink()
    assert said(load(str(folder))) == [f"{folder / 'words.txt'}: line 3: '方面' {REST}"]


def test_terms_are_named_where_they_are_in_use(folder: Path) -> None:
    lexicon = load(str(folder))
    assert len(lexicon.entries) == 2
    assert said(lexicon) == [
        f"{folder / 'words.txt'}: line 3: '方面' {REST}",
        f"{folder / 'terms.tsv'}: line 2: '治理' {REST}",
    ]


def test_terms_that_nobody_asked_for_are_not_checked(folder: Path) -> None:
    (folder / "terms.tsv").write_text("faulty\n", encoding="utf-8")
    assert len(said(load(str(folder)))) == 1


def test_terms_that_nobody_asked_for_are_not_named(folder: Path) -> None:
    assert said(load(str(folder))) == [f"{folder / 'words.txt'}: line 3: '方面' {REST}"]


def test_after_three_the_others_are_counted(folder: Path) -> None:
    stop = StopList("s", frozenset(f"词语{number}" for number in range(9)), drops_numbers=False)
    (folder / "words.txt").write_text("".join(f"词语{number}\n" for number in range(5)), encoding="utf-8")
    warnings = said(load(str(folder)), stop)
    assert [warning.rpartition(": line ")[2][0] for warning in warnings[:3]] == ["1", "2", "3"]
    assert warnings[3:] == ["2 more entries of the lexicon are stop words"]


def test_nothing_is_said_where_nothing_contradicts(folder: Path) -> None:
    assert said(load(str(folder)), NONE) == []
    assert said(load(str(folder)), StopList("s", frozenset({"我们"}), drops_numbers=True)) == []
    assert said(load("none")) == []


def test_the_shipped_lexicon_is_not_the_scholar_s_to_mend() -> None:
    lexicon = load("govtext")
    word = min(lexicon.words.units)
    assert said(lexicon, StopList("s", frozenset({word}), drops_numbers=False)) == []


def test_a_word_kept_apart_is_no_word(folder: Path) -> None:
    assert said(load(str(folder)), StopList("s", frozenset({"一是", "一/是"}), drops_numbers=False)) == []


def test_an_entry_that_is_off_contradicts_nothing(folder: Path) -> None:
    (folder / "words.txt").unlink()
    (folder / "terms.tsv").write_text("治理\t\t\t\toff\n", encoding="utf-8")
    lexicon = load(str(folder))
    assert lexicon.entries == []
    assert said(lexicon) == []
