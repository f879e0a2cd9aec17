"""English beside words and terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.analyses.glossing import with_gloss
from govtext.table import Table, Tables, Text
from govtext.tokens.lexicon import Lexicon, load

TITLE = Text("t", "题")


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    """Return a lexicon in which 治理 has a gloss as a word, 智能鸿沟 as a term, 发展 as both."""
    (tmp_path / "glosses.tsv").write_text("word\tgloss\n治理\tgovernance\n发展\tto develop\n", encoding="utf-8")
    (tmp_path / "terms.tsv").write_text(
        "智能鸿沟\tAI divide\trisk\tAI鸿沟|人工智能鸿沟\n发展\tdevelopment\tprinciple\n风险治理\t\trisk\n",
        encoding="utf-8",
    )
    return load(str(tmp_path))


def table(**columns: list[object]) -> Table:
    return Table("freq", TITLE, columns, [Text("first", "一")])


def test_a_gloss_stands_after_its_term(lexicon: Lexicon) -> None:
    given = table(group=["a", "a", "b"], term=["治理", "和平", "智能鸿沟"], count=[3, 2, 1])
    glossed = with_gloss(Tables(given), lexicon).main
    assert list(glossed.columns) == ["group", "term", "gloss", "count"]
    assert glossed.values("gloss") == ["governance", "", "AI divide"]
    assert list(given.columns) == ["group", "term", "count"]


def test_the_term_goes_before_the_word_and_aliases_have_its_gloss(lexicon: Lexicon) -> None:
    glossed = with_gloss(Tables(table(term=["发展", "AI鸿沟", "人工智能鸿沟"])), lexicon).main
    assert glossed.values("gloss") == ["development", "AI divide", "AI divide"]


def test_the_note_counts_words_without_one_each_once(lexicon: Lexicon) -> None:
    # 和平 stands twice; 风险治理 is a term with an empty gloss.
    glossed = with_gloss(Tables(table(term=["治理", "和平", "和平", "风险治理"])), lexicon).main
    assert [note.en for note in glossed.notes] == [
        "first",
        "Gloss: the lexicon's English, without regard to the sentence; of 3 words in the file 2 have none.",
    ]


def test_tables_without_terms_stay_as_they_are(lexicon: Lexicon) -> None:
    other = Table("sizes", TITLE, {"source": ["a"], "tokens": [3]}, [])
    glossed = with_gloss(Tables(table(term=["治理"]), other), lexicon)
    assert list(glossed["freq"].columns) == ["term", "gloss"]
    assert glossed["sizes"] is other


def test_without_a_lexicon_every_cell_is_empty() -> None:
    assert with_gloss(Tables(table(term=["治理", "发展"])), Lexicon()).main.values("gloss") == ["", ""]
