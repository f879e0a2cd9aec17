"""Actors of texts counted by hand: mentions, groups, pairs, contexts, roles."""

from __future__ import annotations

import math
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from govtext.analyses.acting.gazetteer import KINDS, SHIPPED, Actor, Gazetteer, read_actors, read_gazetteer
from govtext.analyses.acting.grammar import CLASSES, State, transitions, verbs
from govtext.analyses.acting.naming import mentions
from govtext.analyses.acting.parts import WORDS, Part
from govtext.analyses.actors import actors
from govtext.errors import GovtextError, NothingFound, UsageProblem
from govtext.measures import keyness
from govtext.measures.contingency import adjusted_residuals
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

from ..conftest import index_of_parts

Build = Callable[..., TokenIndex]
KNOWN = Gazetteer(
    (
        Actor("中国", "China", "state", ("中方",), joint=("中美",)),
        Actor("企业", "companies", "company", excluded=("企业家",)),
        Actor("公众", "the public", "public"),
        Actor("印度", "India", "state"),
        Actor("欧盟", "European Union", "bloc"),
        Actor("美国", "United States", "state", joint=("中美",)),
        Actor("美国国会", "US Congress", "government"),
        Actor("联合国", "United Nations", "un", excluded=("联合国宪章",)),
        Actor("联合国教科文组织", "UNESCO", "un", ("教科文组织", "UNESCO")),
    ),
    "test",
)
GIVEN = {"gazetteer": KNOWN}


def column(table: Table, *keys: str) -> list[Any]:
    """Return some columns as rows."""
    found = list(zip(*(table.values(key) for key in keys), strict=True))
    return found if len(keys) > 1 else [row[0] for row in found]


def named(index: TokenIndex, known: Gazetteer = KNOWN, **options: Any) -> list[tuple[str, str]]:
    """Return the actors and their forms in the order of the text."""
    hits = mentions(index, known, **options)
    texts = [index.texts[at][a:b] for at, a, b in zip(hits.source.tolist(), hits.start, hits.end, strict=True)]
    return [(known.actors[at].name, text) for at, text in zip(hits.pattern.tolist(), texts, strict=True)]


def test_a_name_ends_at_word_ends(segmented: Build) -> None:
    assert named(segmented(a="印度 和 印度尼西亚")) == [("印度", "印度")]


def test_the_longest_name_counts(segmented: Build) -> None:
    index = segmented(a="美国 国会 与 美国 和 联合国 教科文组织 ， 联合国")
    assert [name for name, _ in named(index)] == ["美国国会", "美国", "联合国教科文组织", "联合国"]


def test_what_is_excluded_is_no_place(segmented: Build) -> None:
    assert named(segmented(a="联合国 宪章 与 联合国 ， 企业 家 和 企业")) == [("联合国", "联合国"), ("企业", "企业")]


def test_a_joint_form_names_each(segmented: Build) -> None:
    assert named(segmented(a="中美 对话")) == [("中国", "中美"), ("美国", "中美")]


def test_an_abbreviation_in_brackets_is_one_mention_with_its_name(segmented: Build) -> None:
    found = named(segmented(a="联合国 教科文组织 （ UNESCO ） 与 UNESCO"))
    assert [form for _, form in found] == ["联合国 教科文组织", "UNESCO"]


def test_titles_do_not_count_unless_asked(segmented: Build) -> None:
    index = segmented(a="《 欧盟 法案 》 与 欧盟 。 《 中国 文件")  # an open 《 is no title
    assert [name for name, _ in named(index)] == ["欧盟", "中国"]
    assert [name for name, _ in named(index, titles=True)] == ["欧盟", "欧盟", "中国"]


def test_a_loose_form_needs_no_word_ends(segmented: Build) -> None:
    loose = Gazetteer((Actor("非盟", "African Union", "bloc", loose=("非盟",)),))
    assert named(segmented(a="阿盟 与非 盟"), loose) == [("非盟", "非 盟")]


# a: 10 words in 2 sentences; 中国 2, 企业 1.   b: 6 words in 2 sentences; 中国 1, 欧盟 2
TWO = {"a": "中国 治理 企业 。 发展 与 安全 的 中国 治理 方案 。", "b": "欧盟 治理 。 中国 与 欧盟 治理 。"}


def test_counts_by_source(segmented: Build) -> None:
    tables = actors(segmented(**TWO), **GIVEN)
    assert column(tables["actors"], "source", "actor", "count", "units", "range", "total") == [
        ("a", "中国", 2, 2, 2, 3),
        ("a", "企业", 1, 1, 1, 1),
        ("b", "欧盟", 2, 2, 1, 2),
        ("b", "中国", 1, 1, 2, 3),
    ]
    assert column(tables["actors"], "per_10k") == pytest.approx([2e3, 1e3, 2e4 / 6, 1e4 / 6])
    assert column(tables["actors"], "unit_share") == [1.0, 0.5, 1.0, 0.5]
    assert column(tables["actors"], "share") == pytest.approx([2 / 3, 1 / 3, 2 / 3, 1 / 3])
    assert column(tables["actors"], "g2")[0] == pytest.approx(float(keyness.g2(2, 1, 10, 6)))
    assert column(tables["actors"], "log_ratio")[0] == pytest.approx(math.log2((2 / 10) / (1 / 6)))


def test_the_corpus_as_one(segmented: Build) -> None:
    table = actors(segmented(**TWO), by=None, **GIVEN)["actors"]
    assert column(table, "source", "actor", "count") == [
        ("(all)", "中国", 3),
        ("(all)", "欧盟", 2),
        ("(all)", "企业", 1),
    ]
    assert all(math.isnan(value) for value in column(table, "log_ratio"))  # there is nothing else


def test_groups_by_a_field_have_a_column_of_their_own(segmented: Build) -> None:
    index = segmented({"a": {"year": 2024}, "b": {"year": 2023}}, **TWO)
    table = actors(index, by="year", **GIVEN)["actors"]
    assert column(table, "group", "actor")[0] == ("2023", "欧盟")
    assert "source" not in table.columns


def test_kinds_sum_up_to_their_actors(segmented: Build) -> None:
    table = actors(segmented(**TWO), **GIVEN)["kinds"]
    found = {row[:2]: row[2:] for row in column(table, "source", "kind", "count", "actors", "share")}
    assert found["a", "state"] == (2, 1, pytest.approx(2 / 3))
    assert found["a", "bloc"] == (0, 0, 0.0)
    assert found["b", "bloc"] == (2, 1, pytest.approx(2 / 3))


def test_only_some_kinds(segmented: Build) -> None:
    tables = actors(segmented(a="美国 国会 与 美国"), kind="state", **GIVEN)
    assert column(tables["actors"], "actor", "count") == [("美国", 1)]  # the Congress is still none of it
    with pytest.raises(UsageProblem, match="did you mean 'state'"):
        actors(segmented(a="美国"), kind="stat", **GIVEN)
    with pytest.raises(NothingFound, match="of these kinds"):
        actors(segmented(a="美国"), kind="company", **GIVEN)


@pytest.mark.parametrize("kind", ["", ",", " , ", ()])
def test_an_empty_list_of_kinds_is_none(segmented: Build, kind: str | tuple[str, ...]) -> None:
    with pytest.raises(UsageProblem, match="--kind names no kind; name some of state, bloc"):
        actors(segmented(a="中国 。"), kind=kind, **GIVEN)


def test_nobody_is_named_often_enough(segmented: Build) -> None:
    index = segmented(**TWO)  # 中国 and 欧盟 twice in one source, 中国 three times in all
    assert len(actors(index, min_count=2, **GIVEN)["actors"]) == 2
    with pytest.raises(NothingFound, match=r"no actor is named 3 times in a group, at most 2; lower --min-count to 2"):
        actors(index, min_count=3, **GIVEN)
    assert column(actors(index, min_count=3, by=None, **GIVEN)["actors"], "actor") == ["中国"]


def test_tables_grow_with_the_actors_found_not_with_the_list(segmented: Build) -> None:
    # 30,000 actors that are never named: a table of each by each would have 900 million cells
    many = tuple(Actor(f"名{number}", "", "state", (f"别{number}",)) for number in range(30_000))
    known = Gazetteer(tuple(sorted((*KNOWN.actors, *many), key=lambda actor: actor.name)), "test")
    index = segmented(**TWO, c=PAIRED)
    tracemalloc.start()
    large = actors(index, gazetteer=known)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    small = actors(index, **GIVEN)
    assert most < 300e6
    assert [repr(table.rows()) for table in large.values()] == [repr(table.rows()) for table in small.values()]


def test_no_actor_is_named(segmented: Build) -> None:
    with pytest.raises(NothingFound, match=r"lexicon/actors\.tsv"):
        actors(segmented(a="治理 风险 。"), **GIVEN)


# six sentences: 中国+美国 3, 中国 alone 1, 美国 alone 1, neither 1
PAIRED = "中国 美国 。 中国 和 美国 。 美国 中国 中国 。 中国 。 美国 。 治理 。"


def test_pairs_are_counted_over_sentences(segmented: Build) -> None:
    tables = actors(segmented(a=PAIRED), **GIVEN)
    (row,) = tables["pairs"].rows()
    found = dict(zip(tables["pairs"].columns, row, strict=True))
    assert (found["actor"], found["other"], found["both"], found["count"], found["other_count"]) == (
        "中国",
        "美国",
        3,
        4,
        4,
    )
    assert found["expected"] == pytest.approx(4 * 4 / 6)
    assert found["jaccard"] == pytest.approx(3 / 5)
    assert found["npmi"] == pytest.approx(math.log(3 / (16 / 6)) / -math.log(3 / 6))
    expected = chi2_contingency([[3, 1], [1, 1]], correction=False, lambda_="log-likelihood").statistic
    assert found["g2"] == pytest.approx(expected)
    assert column(tables["edges"], "source", "target", "count", "source_frequency") == [("中国", "美国", 3, 4)]


names = st.sampled_from(["中国", "美国", "欧盟", "企业", "治理"])


@given(st.lists(st.lists(names, min_size=1, max_size=6), min_size=2, max_size=12))
def test_pairs_as_a_plain_loop_has_them(text: list[list[str]]) -> None:
    index = index_of_parts(a=[(1, "题", "", " ".join(f"{' '.join(words)} 。" for words in [*text, ["中国"]]))])
    expected: Counter[tuple[str, str]] = Counter()
    for words in text:
        there = sorted({word for word in words if word != "治理"})
        expected.update((one, other) for at, one in enumerate(there) for other in there[at + 1 :])
    found = actors(index, **GIVEN)["pairs"]
    assert {(a, b): n for a, b, n in column(found, "actor", "other", "both")} == {
        pair: times for pair, times in expected.items() if times >= 2
    }


# x: windows of 1 around 中国: 积极 (3 times), 推动 is out of reach; 。 ends them.   y: 稳步
NEAR = {
    "x": "中国 积极 推动 。 中国 积极 。 中国 积极 。 推动 治理 。",
    "y": "中国 稳步 治理 。 中国 稳步 。 稳步 中国 。",
}


def test_collocates_against_the_rest_of_the_source_and_against_other_sources(segmented: Build) -> None:
    table = actors(segmented(**NEAR), window=1, **GIVEN)["collocates"]
    found = {row[0]: row[1:] for row in column(table, "source", "actor", "collocate", "count", "context", "frequency")}
    assert found == {"x": ("中国", "积极", 3, 3, 3), "y": ("中国", "稳步", 3, 3, 3)}
    rows = column(table, "expected", "g2", "log_dice", "reference_count", "key_g2", "key_log_ratio")
    # x: 9 words, 3 of them context, 积极 3: E = 3 * 3 / 9, and nothing of it elsewhere
    statistic = chi2_contingency([[3, 0], [0, 6]], correction=False, lambda_="log-likelihood").statistic
    assert rows[0][:4] == (1.0, pytest.approx(statistic), pytest.approx(14.0), 0)
    assert rows[0][4] == pytest.approx(2 * 3 * math.log(3 / 1.5))
    assert rows[0][5] == pytest.approx(math.log2(3 / 0.5))


def test_a_word_near_two_places_counts_once_and_stop_words_not(segmented: Build) -> None:
    text = "中国 治理 中国 。 中国 治理 中国 。 中国 的 治理 中国 。 安全 。"
    table = actors(segmented(a=text), window=0, stopwords=StopList("own", frozenset({"的"}), False), **GIVEN)[
        "collocates"
    ]
    assert column(table, "collocate", "count", "context") == [("治理", 3, 4)]


ROLES = [
    ("中国 积极 推动 治理 。", ["中国 推动"]),
    ("中国 的 企业 推动 治理 。", ["企业 推动"]),  # 的: the head noun is the subject
    ("中国 学者 推动 治理 。", []),  # another noun is
    ("中国 企业 推动 治理 。", ["企业 推动"]),
    ("中国 、 美国 和 欧盟 共同 推动 治理 。", ["中国 推动", "美国 推动", "欧盟 推动"]),
    ("中国 、 美国 等 国家 推动 治理 。", ["中国 推动", "美国 推动"]),
    ("中国 在 全球 治理 中 发挥 作用 。", ["中国 发挥"]),
    ("中国 在 推动 治理 方面 提出 方案 。", ["中国 提出"]),
    ("中国 对 加强 治理 的 方案 提出 意见 。", ["中国 提出"]),
    ("中国 将 企业 的 治理 推进 。", ["中国 推进"]),
    ("中国 （ UNESCO 成员 ） 2023 年 提出 方案 。", ["中国 提出"]),
    ("由 中国 主导 的 治理 。", ["中国 主导"]),
    ("中国 被 美国 遏制 。", ["美国 遏制"]),  # the agent, not the patient
    ("美国 试图 通过 关税 打压 对手 。", ["美国 打压"]),
    ("向 公众 提供 信息 。", []),
    ("中国 应 与 欧盟 加强 合作 。", ["中国 加强"]),
    ("向 有 能力 的 企业 提供 信息 。", []),
    ("帮助 企业 提升 能力 。", ["企业 提升"]),
    ("中国 推动 建立 机制 。", ["中国 推动"]),  # the first of two verbs in a row
    ("中国 参与 并 推动 治理 。", ["中国 参与", "中国 推动"]),
    ("中国 监管 制度 。", []),  # a noun here
    ("中国 加强 监管 。", ["中国 加强"]),
    ("中国 应 监管 企业 。", ["中国 监管"]),
    ("中国 ； 推动 治理 。", []),
    ("中国 推动 治理 ， 提出 方案 ， 学者 制定 计划 。", ["中国 推动", "中国 提出"]),
    ("中国 强调 治理 ， 推动 发展 。", ["中国 强调"]),  # what is said, not what is done
    ("中国 引领 作用 。", []),
    ("举办 欧盟 推动 。", []),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_subjects_of_verbs(segmented: Build, text: str, expected: list[str]) -> None:
    table = actors(segmented(a=f"{text} 中国 。"), **GIVEN)["role_lines"]
    assert [f"{actor} {verb}" for actor, verb in column(table, "actor", "verb")] == expected


def test_negation_and_modals_are_of_the_verb(segmented: Build) -> None:
    text = "中国 没有 推动 治理 。 中国 应 推动 治理 ， 提出 方案 。 企业 无法 获得 数据 。"
    tables = actors(segmented(a=text), **GIVEN)
    keys = ("actor", "verb", "negated", "modal", "continued")
    assert column(tables["role_lines"], *keys) == [
        ("中国", "推动", 1, 0, 0),
        ("中国", "推动", 0, 1, 0),
        ("中国", "提出", 0, 0, 1),
        ("企业", "获得", 1, 0, 0),
    ]
    assert column(tables["roles"], "actor", "verb", "count", "negated", "modal", "continued") == [
        ("中国", "推动", 2, 1, 1, 0),
        ("中国", "提出", 1, 0, 0, 1),
        ("企业", "获得", 1, 1, 0, 0),
    ]
    assert column(tables["acts"], "actor", "class", "count") == [
        ("中国", "lead", 2),
        ("中国", "initiate", 1),
        ("企业", "develop", 1),
    ]


def test_residuals_are_those_of_the_whole_table(segmented: Build) -> None:
    # 中国: initiate 3, lead 1;  企业: initiate 1, develop 2;  欧盟: lead 1
    text = (
        "中国 提出 方案 。 " * 3
        + "中国 推动 治理 。 企业 提出 方案 。 "
        + "企业 获得 数据 。 " * 2
        + "欧盟 推动 治理 。"
    )
    table = actors(segmented(a=text), **GIVEN)["acts"]
    expected = adjusted_residuals([[3, 1, 0], [1, 0, 2], [0, 1, 0]])
    assert dict(zip(column(table, "actor", "class"), column(table, "residual"), strict=True)) == {
        ("中国", "initiate"): pytest.approx(expected[0, 0]),
        ("中国", "lead"): pytest.approx(expected[0, 1]),
        ("企业", "initiate"): pytest.approx(expected[1, 0]),
        ("企业", "develop"): pytest.approx(expected[1, 2]),
        ("欧盟", "lead"): pytest.approx(expected[2, 1]),
    }
    assert column(table, "share")[:2] == [0.25, 0.75]


def test_each_number_can_be_traced(segmented: Build) -> None:
    tables = actors(segmented(**TWO), **GIVEN)
    lines = Counter(column(tables["mentions"], "source", "actor"))
    assert lines == {row[:2]: row[2] for row in column(tables["actors"], "source", "actor", "count")}
    assert column(tables["mentions"], "actor", "paragraph", "sentence")[1] == ("企业", 1, 1)
    tables = actors(segmented(a="今后 ， 中国 积极 推动 治理 ， 学者 参与 。"), **GIVEN)
    (line,) = column(tables["role_lines"], "text", "reference", "section")
    assert line[0].replace(" ", "") == "中国积极推动治理，"
    assert line[1] == "a, ¶1.1"


def test_rows_are_cut_in_each_group(segmented: Build) -> None:
    tables = actors(segmented(**TWO), top=1, **GIVEN)
    assert column(tables["actors"], "source", "actor") == [("a", "中国"), ("b", "欧盟")]
    assert len(tables["mentions"]) == 6
    tables = actors(segmented(**TWO), min_count=2, **GIVEN)
    assert column(tables["actors"], "actor") == ["中国", "欧盟"]


@given(
    st.lists(st.sampled_from(["中国", "企业", "推动", "，", "。", "的", "和", "在", "监管", "应", "不"]), max_size=30)
)
def test_roles_keep_to_their_sentence(words: list[str]) -> None:
    index = index_of_parts(a=[(1, "题", "", " ".join([*words, "。", "中国", "。"]))])
    tables = actors(index, **GIVEN)
    assert sum(tables["roles"].values("count")) == len(tables["role_lines"]) == sum(tables["acts"].values("count"))
    assert sum(tables["actors"].values("count")) == len(tables["mentions"])
    for actor, verb, text in column(tables["role_lines"], "actor", "verb", "text"):
        assert actor in text
        assert verb in text
        assert "。" not in text[:-1]


def test_the_automaton_is_complete() -> None:
    table = transitions()
    assert table.shape == (len(State), len(Part))
    assert not table[State.DEAD].any()
    assert np.isin(table, list(State)).all()


# The shipped lists


def test_the_shipped_gazetteer_is_sound() -> None:
    shipped = read_gazetteer((SHIPPED,))
    assert len(shipped) >= 280
    assert {actor.kind for actor in shipped.actors} == set(KINDS)
    assert all(actor.english for actor in shipped.actors)
    joint = Counter(form for actor in shipped.actors for form in actor.joint)
    assert not [form for form, times in joint.items() if times == 1]


def test_the_reports_name_what_is_shipped(reports: list[Path]) -> None:
    from govtext.api import analyse

    index, tables = analyse("actors", reports)
    assert len(set(tables["actors"].values("actor"))) >= 280
    assert len(index.sources) == 5


def test_the_shipped_verbs_are_sound() -> None:
    assert {verb.kind for verb in verbs().values()} == set(CLASSES)
    assert all(verb.english and verb.use in ("", "noun", "preposition") for verb in verbs().values())
    words = [word for part in WORDS.values() for word in part.split()]
    assert len(words) == len(set(words))


# A study's own


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "actors.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_studys_own_actors_go_before_those_shipped(tmp_path: Path) -> None:
    first = tmp_path / "first.tsv"
    first.write_text(
        "中国\tChina\tstate\t中方|我方\n美国\tUS\tstate\t白宫\n微软\tMicrosoft\tcompany\n", encoding="utf-8"
    )
    own = write(tmp_path, "name\tkind\tenglish\taliases\n我方\tbloc\tus\t白宫\n微软\toff\t\n")
    found = read_gazetteer((first, own), "govtext, study")
    assert [(actor.name, actor.aliases) for actor in found.actors] == [
        ("中国", ("中方",)),
        ("我方", ("白宫",)),
        ("美国", ()),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("中国\tChina\n", "line 1: 2 columns where there should be 5; part them by tabs"),
        ("中国\tChina\tsate\n", "line 1: the kind is 'sate'; did you mean 'state'"),
        ("中国\tChina\tstate\n# c\n美国\tUS\tstate\t中国\n", "line 3: '中国' stands in line 1 too"),
        ("中国\tChina\tstate\t中国\n", "line 1: '中国' stands in this line too"),
        ("中国\tChina\tstate\t+\n", "line 1: there is no form behind"),
        ("name\tenglisch\tkind\n", "line 1: no column is called 'englisch'"),
        ("name\taliases\tkind\n", "line 1: there is no column 'english'"),
        ("我\tme\tpublic\n", "line 1: '我' has one character"),
        ("\tnobody\tpublic\n", "line 1: the term is empty"),
    ],
)
def test_faults_are_named_with_their_line(tmp_path: Path, text: str, fault: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(GovtextError) as raised:
        read_actors(path)
    assert str(raised.value).startswith(f"{path}: {fault}")
    assert raised.value.exit_code == 3


def test_tables_have_the_columns_of_the_contract(segmented: Build) -> None:
    tables: Tables = actors(segmented(**TWO), **GIVEN)
    assert list(tables) == [
        *("actors", "kinds", "pairs", "collocates", "roles", "acts", "role_lines", "mentions", "edges"),
    ]
    contract = ["actor", "kind", "source", "count", "per_10k", "units", "unit_share", "range"]
    assert list(tables.main.columns)[: len(contract)] == contract
