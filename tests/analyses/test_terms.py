"""Candidates for terms, planted in small texts and counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.analyses.terms import KEYS, function_words, openers_of_no_term, terms
from govtext.api import analyse
from govtext.errors import NothingFound, UsageProblem
from govtext.sources.source import Source
from govtext.table import Table
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load

Build = Callable[..., TokenIndex]
Rows = list[dict[str, Any]]

# 智能鸿沟 stands in each text twice, cut 智能/鸿沟; nothing else comes three times.
A = "我们要跨越智能鸿沟。\n各国面对智能鸿沟的挑战。\n"
B = "弥合智能鸿沟，任重道远。\n智能鸿沟正在扩大。\n"
FRAMES = ("各国{}。", "企业{}吗？", "为此{}，", "学校{}；")


@pytest.fixture
def cut(tmp_path: Path) -> Build:
    """Index texts cut by jieba, with a lexicon of one's own: cut(lexicon={"terms.tsv": "…"}, a="…")."""

    def index(engine: str = "jieba", lexicon: dict[str, str] | None = None, **texts: str) -> TokenIndex:
        return index_in(tmp_path, engine, lexicon or {}, texts)

    return index


def index_in(folder: Path, engine: str, lexicon: dict[str, str], texts: dict[str, str]) -> TokenIndex:
    for name, text in [*lexicon.items(), *((f"{name}.txt", text) for name, text in texts.items())]:
        place = folder / "lexicon" / name if name in lexicon else folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    sources = [Source(name, folder / f"{name}.txt", {}) for name in texts]
    return load_index(sources, engine, lexicon=load("study" if lexicon else "none", folder / "lexicon"))


def found(index: TokenIndex, **options: Any) -> Rows:
    """Return the rows by their columns."""
    table = terms(index, **options).main
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows()]


def names(index: TokenIndex, **options: Any) -> list[str]:
    """Return the candidates; an empty list where there is none."""
    try:
        return [row["term"] for row in found(index, **options)]
    except NothingFound:
        return []


def planted(expression: str) -> str:
    """Put an expression between other words four times."""
    return "".join(frame.format(expression) + "\n" for frame in FRAMES)


def test_a_planted_term_by_hand(cut: Build) -> None:
    (row,) = found(cut(a=A, b=B))
    # Before it: 跨越, 面对, 弥合 and an edge; after it: 。, 的, ，and 正在; so 2 bits. 智能 and 鸿沟 are never apart.
    # First by words, by C-value (log₂ 2 · 4) and by characters: 3 / 61.
    assert row == {
        "rank": 1,
        "term": "智能鸿沟",
        "found_by": "words characters",
        "count": 4,
        "whole": 4,
        "range": 2,
        "npmi": pytest.approx(1.0),
        "entropy": pytest.approx(2.0),
        "c_value": pytest.approx(4.0),
        "score": pytest.approx(3 / 61),
        "segmented": "智能/鸿沟 ×4",
        # the first of each source, then the second of the first one
        "context_1": "我们要跨越【智能鸿沟】。",
        "context_2": "弥合【智能鸿沟】，任重道远。",
        "context_3": "各国面对【智能鸿沟】的挑战。",
        "accept": "",
        "gloss": "",
        "category": "",
        "aliases": "",
    }


def test_columns_title_and_notes(cut: Build) -> None:
    table: Table = terms(cut(a=A, b=B)).main
    contexts = ["context_1", "context_2", "context_3"]
    assert list(table.columns) == [*KEYS, *contexts, "accept", "gloss", "category", "aliases"]
    assert table.title.zh == "候选术语"
    said = "\n".join(note.en for note in table.notes)
    for expected in ("Sources: 2 (a, b).", "Bouma 2009", "Frantzi et al. 2000", "Cormack et al. 2009, k = 60"):
        assert expected in said


@pytest.mark.parametrize(
    "lexicon",
    [
        {"terms.tsv": "智能鸿沟\tAI divide\trisk\n"},
        {"terms.tsv": "数字智能差距\tgap\trisk\t智能鸿沟\n"},
        {"words.txt": "智能鸿沟\n"},
    ],
)
def test_what_the_lexicon_has_is_not_listed(cut: Build, lexicon: dict[str, str]) -> None:
    assert names(cut(lexicon=lexicon, a=A, b=B)) == []


def test_a_term_taken_out_of_the_lexicon_is_a_candidate_again(cut: Build) -> None:
    assert names(cut(lexicon={"terms.tsv": "智能鸿沟\t\t\t\toff\n"}, a=A, b=B)) == ["智能鸿沟"]


def test_whole_counts_ends_between_tokens(cut: Build) -> None:
    # A title is found whatever its cut; in 加强人工智能 its beginning falls inside 加强.
    text = "《强人工智能》很好。\n应当加强人工智能。\n"
    (row,) = found(cut(a=text))
    assert (row["term"], row["found_by"]) == ("强人工智能", "title")
    assert (row["count"], row["whole"]) == (2, 1)
    assert row["segmented"] == "(加)强/人工智能 ×1; 强/人工智能 ×1"
    assert isnan(row["npmi"])
    assert isnan(row["c_value"])


@pytest.mark.parametrize("expression", ["的鸿沟", "鸿沟的", "治理应当", "因此鸿沟", "治理2024", "2024治理"])
def test_edges_that_no_term_has(cut: Build, expression: str) -> None:
    assert expression not in names(cut(a=planted(expression)))


@pytest.mark.parametrize("expression", ["加强治理", "推动创新发展", "应当治理", "没有鸿沟", "不断鸿沟"])
def test_no_way_lists_a_verb_of_policy_or_a_modal_before_a_term(cut: Build, expression: str) -> None:
    assert expression not in names(cut(a=planted(expression)))


@pytest.mark.parametrize("expression", ["治理和鸿沟", "治理加强", "创新发展"])
def test_inside_a_term_and_at_its_end_they_may_stand(cut: Build, expression: str) -> None:
    assert expression in names(cut(a=planted(expression)))


def test_nothing_goes_over_punctuation_or_lines(cut: Build) -> None:
    text = "".join(f"{frame}智能，鸿沟。\n" for frame in ("各国有", "企业在", "学校为", "为此")) + "智能\n鸿沟。\n" * 4
    assert "智能鸿沟" not in names(cut(a=text))


def test_a_string_that_is_one_token_is_not_listed(cut: Build) -> None:
    # 人工智能 and 安全法 are words of the dictionary, here also a title and a quotation.
    text = planted("人工智能") + "《安全法》很好。\n《安全法》生效。\n“人工智能”来了。\n“人工智能”走了。\n"
    index = cut(a=text)
    assert {"人工智能", "安全法"} <= set(index.vocabulary)
    listed = names(index)
    assert "人工智能" not in listed
    assert "安全法" not in listed


def test_titles_and_quotations(cut: Build) -> None:
    # Titles from one occurrence on, quotations from two.
    text = (
        "《数据安全法》很好。\n“人机共生”很好。\n“人机共生”来了。\n"
        "“鸿沟治理”只有一次。\n《数据安全法》生效。\n《智能鸿沟论》。\n"
    )
    listed = {row["term"]: (row["found_by"], row["count"], row["score"]) for row in found(cut(a=text))}
    assert listed == {
        "数据安全法": ("title", 2, pytest.approx(1 / 61)),
        "人机共生": ("quoted", 2, pytest.approx(1 / 61)),
        "智能鸿沟论": ("title", 1, pytest.approx(1 / 62)),
    }


def test_ties_by_code_point(cut: Build) -> None:
    # 个, U+4E2A, before 数, U+6570.
    text = "《数据跨境法》很好。\n《个人数据法》很好。\n《个人数据法》生效。\n《数据跨境法》生效。\n"
    assert names(cut(a=text)) == ["个人数据法", "数据跨境法"]


def test_least_count(cut: Build) -> None:
    assert names(cut(a=A, b=B), min_count=4) == ["智能鸿沟"]
    assert names(cut(a=A, b=B), min_count=5) == []


def test_least_range(cut: Build) -> None:
    # 智能鸿沟 in two sources; 数据跨境法, a title, in one.
    index = cut(a=A + "《数据跨境法》。\n", b=B)
    assert names(index, min_range=1) == ["智能鸿沟", "数据跨境法"]
    assert names(index, min_range=2) == ["智能鸿沟"]
    assert names(index, min_range=3) == []


def test_top_keeps_the_first_rows(cut: Build) -> None:
    index = cut(a=A + planted("治理和鸿沟") + "《数据跨境法》。\n", b=B)
    everything = found(index, top=0)
    assert len(everything) >= 3
    assert [row["rank"] for row in everything] == list(range(1, len(everything) + 1))
    assert names(index, top=2) == [row["term"] for row in everything[:2]]


MANY = (
    "".join(f"《{letter}地白皮书》与《{letter}地白皮书》。\n" for letter in "甲乙丙丁戊己") + "《数据跨境法》很好。\n"
)


def test_what_falls_away_for_its_range_makes_room(cut: Build) -> None:
    # Six titles stand twice, in a alone; 数据跨境法 in both, in the seventh place.
    index = cut(a=MANY, b="《数据跨境法》很好。\n")
    assert names(index, min_range=2, min_count=9, top=2) == ["数据跨境法"]
    assert names(index, min_range=2, min_count=9, top=1) == ["数据跨境法"]


def test_candidates_of_one_source_do_not_go_into_the_next(cut: Build) -> None:
    index = cut(a="鸿沟问题与智能", b="鸿沟越大越智能", c="鸿沟出现智能", d="鸿沟来了")
    assert names(index) == []


def test_the_end_of_a_source_is_an_end(cut: Build) -> None:
    # 智能鸿沟 stands in one text, once; between the end of a text and the beginning of the next it is nobody's.
    index = cut(a="鸿沟问题与智能", b="鸿沟越大越智能", c="鸿沟出现智能", d="鸿沟的问题与智能鸿沟")
    assert names(index, min_count=3) == []


def test_segmented_text_has_candidates_too(cut: Build) -> None:
    segmented = (
        "我们 要 跨越 智能 鸿沟 。\n各国 面对 智能 鸿沟 的 挑战 。\n弥合 智能 鸿沟 ， 任重道远 。\n智能 鸿沟 扩大 。\n"
    )
    (row,) = found(cut(engine="whitespace", a=segmented))
    assert (row["term"], row["count"], row["whole"]) == ("智能鸿沟", 4, 4)


def test_the_features_of_a_study_do_not_change_the_candidates(cut: Build, tmp_path: Path) -> None:
    text = (
        "各国面对智能鸿沟治理能力的挑战。\n弥合智能鸿沟治理能力，任重道远。\n智能鸿沟治理能力扩大。\n发展治理能力。\n"
    )
    cut(lexicon={"terms.tsv": "智能鸿沟\tAI divide\trisk\n"}, a=text)
    own = {"lexicon": str(tmp_path / "lexicon")}
    plain = analyse("terms", [tmp_path / "a.txt"], **own)[1].main.rows()
    assert analyse("terms", [tmp_path / "a.txt"], features="all", **own)[1].main.rows() == plain


def test_the_same_again(cut: Build) -> None:
    texts = {"a": A + planted("治理和鸿沟") + MANY, "b": B + planted("创新发展")}
    assert str(found(cut(**texts), top=0)) == str(found(cut(**texts), top=0))


def test_nothing_found(cut: Build) -> None:
    with pytest.raises(NothingFound, match="--min-count") as caught:
        terms(cut(a="各国加强治理。\n"))
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("options", [{"min_count": 0}, {"min_range": 0}, {"top": -1}])
def test_wrong_options(cut: Build, options: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem):
        terms(cut(a=A), **options)


def test_edge_words_are_of_the_shipped_lists(cut: Build) -> None:
    assert {"的", "和", "应当", "不得", "没有", "但是"} <= function_words()
    # 治理 is a verb in jieba's dictionary too, and no word of the protected list; 不断 is an adverb.
    closed = openers_of_no_term(cut(a="不断，加强，治理，推动，发展。"))
    assert closed - function_words() == {"不断", "加强", "推动"}
    assert not function_words() & {"治理", "智能", "加强"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["智能", "鸿沟", "治理", "的", "加强", "发展", "国际", "。", "，", "。\n"]),
        min_size=1,
        max_size=60,
    ),
    st.integers(2, 4),
)
def test_counts_are_those_of_the_text(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], min_count: int
) -> None:
    index = index_in(tmp_path_factory.mktemp("t"), "jieba", {}, {"a": "起" + "".join(pieces)})
    text = index.texts[0]
    try:
        rows = found(index, min_count=min_count, top=0)
    except NothingFound:
        return
    assert len({row["term"] for row in rows}) == len(rows)
    for row in rows:
        term = row["term"]
        assert row["count"] == sum(text.startswith(term, at) for at in range(len(text)))
        assert min_count <= row["count"] >= row["whole"]
        assert row["range"] == 1
        assert "。" not in term
        assert "的" not in (term[0], term[-1])
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
