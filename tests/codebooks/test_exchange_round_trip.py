"""What a format can carry comes back from it, and what it cannot is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.codebooks.exchange import READERS, WRITERS, liwc, quanteda, yoshikoder
from govtext.codebooks.exchange.entries import Rules, entries
from govtext.codebooks.matching import code_places
from govtext.codebooks.model import Codebook
from govtext.codebooks.reading import read
from govtext.codebooks.writing import toml
from govtext.table import Text
from govtext.tokens.in_memory import index_of_lines
from govtext.tokens.segment import Segmentation

from .books import book, code, phrases, trees

SEEN = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=20)
TREES = {"liwc": liwc.RULES, "yoshikoder": yoshikoder.RULES, "quanteda": quanteda.RULES}


def said(one: Codebook, rules: Rules) -> list[tuple[str, str | None, set[str]]]:
    """Return each code with its parent and its entries."""
    return [(code.id, code.parent, set(entries(code, rules, []))) for code in one.codes]


def counted_once(one: Codebook, rules: Rules) -> list[tuple[str, str | None, set[str]]]:
    """The same, without entries that a code below has too: they count for both anyway."""
    rows = said(one, rules)
    return [
        (name, parent, words - set().union(*(rows[below][2] for below in one.within(place)[1:])))
        for place, (name, parent, words) in enumerate(rows)
    ]


@pytest.mark.parametrize("form", sorted(TREES))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_tree_of_words_comes_back(form: str, data: st.DataObject) -> None:
    rules = TREES[form]
    drawn = data.draw(trees(phrases(rules.wild)))
    first = WRITERS[form](drawn, "en")
    back = READERS[form](first.text, "file").called(drawn.id)
    normal = counted_once if form == "liwc" else said
    assert said(back.codebook, rules) == normal(drawn, rules)
    assert back.losses == ()
    assert WRITERS[form](back.codebook, "en").text == first.text


@given(drawn=trees(phrases("*")))
@settings(max_examples=60, deadline=None)
def test_lexicoder_has_no_tree_but_all_words(drawn: Codebook) -> None:
    exported = WRITERS["lexicoder"](drawn, "en")
    back = READERS["lexicoder"](exported.text, "file").codebook
    from govtext.codebooks.exchange import lexicoder

    own = said(drawn, lexicoder.RULES)
    wanted = [set().union(*(own[below][2] for below in drawn.within(place))) for place in range(len(drawn.codes))]
    plus = {word for words in wanted for word in words if word.startswith("+")}
    assert [set(entries(one, lexicoder.RULES, [])) for one in back.codes] == [words - plus for words in wanted]
    assert {one.parent for one in back.codes} == {None}
    parts = [one.id for one in drawn.codes if one.parent]
    assert [loss.split(":")[0] for loss in exported.losses if "is part of" in loss] == parts


@given(drawn=trees(phrases("*?")), description=SEEN, source=SEEN)
@settings(max_examples=60, deadline=None)
def test_toml_holds_all(
    drawn: Codebook, description: str, source: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from dataclasses import replace

    words = Text(description.strip() or "d", source.strip() or "d")
    whole = replace(drawn, codes=tuple(replace(one, definition=words, include=(description,)) for one in drawn.codes))
    path = tmp_path_factory.mktemp("toml") / "book.toml"
    path.write_bytes(toml(whole).encode())
    again = read(path)
    assert [replace(one, line=0, indicators=()) for one in again.codes] == [
        replace(one, indicators=()) for one in whole.codes
    ]
    assert [[i.text for i in one.indicators] for one in again.codes] == [
        [i.text for i in one.indicators] for one in whole.codes
    ]


PATTERNS = st.sampled_from("甲乙丙丁")
CHOICES = PATTERNS | st.tuples(PATTERNS, PATTERNS).map(lambda two: f"({two[0]} or {two[1]})")
PAIRS = st.builds("{}({}, {}, {})".format, st.sampled_from(("near", "seq")), CHOICES, CHOICES, st.integers(1, 4))
CHAINS = st.builds("seq(seq({0}, {1}, {3}), {2}, {3})".format, PATTERNS, PATTERNS, PATTERNS, st.integers(1, 4))
ITEMS = CHOICES | PAIRS | CHAINS
BOTH = st.builds("{} and {}".format, ITEMS, ITEMS) | st.builds("{} and not {}".format, ITEMS, ITEMS)
CONDITIONS = ITEMS | BOTH | st.builds("({}) and {}".format, BOTH, ITEMS)
TEXTS = st.lists(st.lists(st.sampled_from([*"甲乙丙丁戊", "，"]), min_size=1, max_size=9), min_size=1, max_size=8)


@given(drawn=trees(CONDITIONS), text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_coding_rules_of_kh_coder_find_the_same_sentences(drawn: Codebook, text: list[list[str]]) -> None:
    exported = WRITERS["khcoder"](drawn, "en")
    lost = [loss for loss in exported.losses if "no condition" not in loss]
    assert lost == []
    back = READERS["khcoder"](exported.text, "file").called(drawn.id).codebook
    index = index_of_lines([" ".join([*words, "。"]) for words in text], Segmentation("whitespace"))
    found = {}
    for one in (drawn, back):
        (coded,) = code_places(index, [one])
        held = coded.units(index.bounds["sentence"])
        found[one is drawn] = {code.id: held[place].tolist() for place, code in enumerate(one.codes)}
    assert found[True] == found[False]
    assert np.array(list(found[True].values())).shape == (len(drawn.codes), len(text))


LOSSY = book(
    code("top", "治理"),
    code("a", "near(数据, 安全, 3)", "风险 and not 机遇", "[pos=v]", "治*", "?主", parent="top", exclude=("主权基金",)),
)


@pytest.mark.parametrize(
    ("form", "items"),
    [
        ("khcoder", ("[pos=v]", "治*", "?主", "主权基金")),
        ("liwc", ("near(数据, 安全, 3)", "风险 and not 机遇", "[pos=v]", "?主", "主权基金")),
        ("yoshikoder", ("near(数据, 安全, 3)", "风险 and not 机遇", "[pos=v]", "?主", "主权基金")),
        ("lexicoder", ("near(数据, 安全, 3)", "风险 and not 机遇", "[pos=v]", "?主", "主权基金", "part of top")),
        ("quanteda", ("near(数据, 安全, 3)", "风险 and not 机遇", "[pos=v]", "主权基金")),
    ],
)
def test_what_a_format_cannot_carry_is_said_item_by_item(form: str, items: tuple[str, ...]) -> None:
    exported = WRITERS[form](LOSSY, "en")
    assert len(exported.losses) == len(items), exported.losses
    for item, loss in zip(sorted(items), sorted(items), strict=True):
        assert any(item in one and one.startswith("a: ") for one in exported.losses), loss


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_shipped_codebooks_can_be_exported_and_read(form: str, shipped_books: list[Codebook]) -> None:
    for one in shipped_books:
        exported = WRITERS[form](one, "zh")
        back = READERS[form](exported.text, one.id).called(one.id).codebook
        assert [code.id for code in back.codes] == [code.id for code in one.codes]


@pytest.fixture(scope="session")
def shipped_books() -> list[Codebook]:
    from govtext.codebooks.reading import shipped

    return [read(path) for path in shipped().values()]


def test_the_codebook_is_named_after_its_file(tmp_path: Path) -> None:
    from govtext.codebooks.exchange import import_file

    path = tmp_path / "我的 词典.lc3"
    path.write_text("+风险\n危机\n", encoding="utf-8")
    imported = import_file(path).codebook
    assert (imported.id, imported.label.zh) == ("我的-词典", "我的 词典")
    assert import_file(path, name="own").codebook.id == "own"


def test_wordings_are_said_to_be_left_out() -> None:
    from dataclasses import replace

    from govtext.codebooks.model import Code

    full = replace(code("a", "治理"), label=Text("A", "甲"), definition=Text("d", "定"), source="s", include=("句。",))
    assert isinstance(full, Code)
    exports: dict[str, Callable[[Codebook, str], object]] = dict(WRITERS)
    for form in exports:
        (loss,) = [one for one in WRITERS[form](book(full), "en").losses if "left out" in one and one.startswith("a:")]
        kept = () if form == "yoshikoder" else ("definition",)
        assert all(word in loss for word in ("labels", "source", "1 example", *kept)), form
