"""Groups of tokens: by source, by a field, by chapter, section and author."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govtext.analyses.segment import segment
from govtext.errors import UsageProblem
from govtext.sources.outline import paths
from govtext.tokens import index as index_module
from govtext.tokens.groups import Groups, authors_of, chapter_names, section_names
from govtext.tokens.index import TokenIndex

from ..conftest import VOLUME, index_of_parts

Divide = Callable[..., TokenIndex]


def runs(groups: Groups) -> list[tuple[str, int, int]]:
    """Return the runs as (group, first token, one past the last)."""
    return [
        (groups.names[group], first, last)
        for group, first, last in zip(groups.group.tolist(), groups.first.tolist(), groups.last.tolist(), strict=True)
    ]


# Tokens of the volume: 文集 0 | 一章 1 | 甲文 2 … 。 6 | 小结 7 … 。 10 | 二章 11 | 乙文 12 … 。 16 | 细节 17 … 。 19 |
# 小结 20 … 。 22


def test_chapters_are_the_highest_headings(volume: TokenIndex) -> None:
    # 文集 is a title with no text of its own: it belongs to the first chapter.
    assert runs(volume.groups("chapter")) == [("一章", 0, 11), ("二章", 11, 23)]


def test_sections_of_one_name_are_told_apart_by_their_chapters(volume: TokenIndex) -> None:
    assert runs(volume.groups("section")) == [
        ("一章", 0, 2),
        ("甲文", 2, 7),
        ("一章 › 小结", 7, 11),
        ("二章", 11, 12),
        ("乙文", 12, 17),
        ("细节", 17, 20),
        ("二章 › 小结", 20, 23),
    ]


def test_an_author_has_all_contributions_and_what_stands_in_them(volume: TokenIndex) -> None:
    # 细节 stands in 李四's text. 小结 of the first chapter is nobody's, and 二章 after it goes on with that.
    groups = volume.groups("author")
    assert groups.names == ["张三", "李四", "(none)"]
    assert runs(groups) == [
        ("(none)", 0, 2),
        ("张三", 2, 7),
        ("(none)", 7, 12),
        ("李四", 12, 20),
        ("张三", 20, 23),
    ]


def test_counts_of_groups_in_several_runs(volume: TokenIndex) -> None:
    # 张三: 治理 2 + 1, 风险 1; 李四: 风险 2 + 1, 发展 1; nobody: 治理 1, 发展 1.
    counts = volume.counts(volume.groups("author"))
    columns = [volume.vocabulary.index(word) for word in ("治理", "风险", "发展")]
    assert counts[:, columns].tolist() == [[3, 1, 0], [0, 3, 1], [1, 0, 1]]


def test_of_several_sources_chapters_bear_the_name_of_theirs(divided: Divide) -> None:
    index = divided(a=VOLUME, b=[(0, "", "", "治理 。")], c=[(1, "一章", "", "风险 。")])
    assert index.groups("chapter").names == ["a: 一章", "a: 二章", "b: (no heading)", "c: 一章"]
    assert index.groups("section").names[-2:] == ["b: (no heading)", "c: 一章"]


def test_authors_of_several_sources_are_pooled_and_taken_from_the_source_where_no_part_names_any(
    divided: Divide,
) -> None:
    fields: dict[str, dict[str, str | int]] = {"b": {"authors": "张三"}, "c": {"author": "赵六"}}
    index = divided(fields, a=VOLUME, b=[(1, "前言", "", "治理 。")], c=[(0, "", "", "风险 。")])
    groups = index.groups("author")
    assert groups.names == ["张三", "李四", "赵六", "(none)"]
    assert runs(groups)[-2:] == [("张三", 23, 26), ("赵六", 26, 28)]


def test_a_title_with_text_of_its_own_is_a_group(divided: Divide) -> None:
    index = divided(v=[(0, "文集", "", "治理 。"), (1, "一章", "", "风险 。")])
    # 文集 治理 。 | 一章 风险 。
    assert runs(index.groups("section")) == [("文集", 0, 3), ("一章", 3, 6)]
    assert runs(index.groups("chapter")) == [("(none)", 0, 3), ("一章", 3, 6)]
    assert index.groups("chapter").names == ["一章", "(none)"]


ONE: list[tuple[object, ...]] = [(0, "", "", "治理 。")]


def test_authors_fall_back_on_the_institution(divided: Divide) -> None:
    fields: dict[str, dict[str, str | int]] = {
        "a": {"institution": "某院"},
        "b": {"author": "张三", "institution": "某部"},
    }
    assert runs(divided(fields, a=ONE, b=ONE).groups("author")) == [("某院", 0, 2), ("张三", 2, 4)]


def test_years_and_decades_come_in_their_order_and_none_last(divided: Divide) -> None:
    years = {"a": 2011, "b": 1998, "d": 2003, "e": 1991}
    fields: dict[str, dict[str, str | int]] = {name: {"year": year} for name, year in years.items()}
    index = divided(fields, a=ONE, b=ONE, c=ONE, d=ONE, e=ONE)
    assert index.groups("year").names == ["1991", "1998", "2003", "2011", "(none)"]
    assert index.groups("decade").names == ["1990s", "2000s", "2010s", "(none)"]
    assert index.groups("decade").group.tolist() == [2, 0, 3, 1, 0]


def test_names_that_are_no_numbers_keep_the_order_of_their_first_place(divided: Divide) -> None:
    fields: dict[str, dict[str, str | int]] = {"a": {"stage": "2期"}, "c": {"stage": "1期"}, "d": {"stage": "10"}}
    index = divided(fields, a=ONE, b=ONE, c=ONE, d=ONE)
    assert index.groups("stage").names == ["2期", "1期", "10", "(none)"]


def test_a_part_of_a_report_belongs_to_the_chapter_it_names(divided: Divide) -> None:
    fields: dict[str, dict[str, str | int]] = {name: {"chapter": "第一章 合作"} for name in "ab"}
    part: list[tuple[object, ...]] = [(0, "甲文", "", "治理 。"), (1, "小结", "", "风险 。")]
    index = divided(fields, a=part, b=part, c=part)
    assert runs(index.groups("chapter")) == [
        ("第一章 合作", 0, 6),
        ("第一章 合作", 6, 12),
        ("c: (no heading)", 12, 15),
        ("c: 小结", 15, 18),
    ]


def test_neighbouring_sources_of_one_group_stay_two_runs(divided: Divide) -> None:
    fields: dict[str, dict[str, str | int]] = {"a": {"year": 2023}, "b": {"year": 2023}, "c": {"year": 2024}}
    one: list[tuple[object, ...]] = [(0, "", "", "治理 。")]
    groups = divided(fields, a=one, b=one, c=one).groups("year")
    assert runs(groups) == [("2023", 0, 2), ("2023", 2, 4), ("2024", 4, 6)]
    assert groups.source.tolist() == [0, 1, 2]
    assert groups.of_tokens().tolist() == [0, 0, 0, 0, 1, 1]


def test_a_heading_without_a_token_opens_no_group(volume: TokenIndex) -> None:
    """Two headings at one place: what stands there belongs to the second."""
    details = volume.details[0]
    starts = details["section_starts"]
    details["section_starts"] = [*starts[:5], starts[4], *starts[5:]]
    details["sections"] = [*details["sections"][:5], [1, "", "章之三", ""], *details["sections"][5:]]
    assert runs(volume.groups("chapter")) == [("一章", 0, 11), ("章之三", 11, 23)]


def test_a_unit_belongs_where_it_begins(volume: TokenIndex) -> None:
    groups = volume.groups("chapter")
    assert groups.of_units(volume.bounds["section"]).tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert groups.of_units(volume.bounds["document"]).tolist() == [0]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (
            "chapter",
            "no source names its chapter; --by takes one of source, chapter, section, author, paragraph, "
            "sentence, year",
        ),
        ("author", "no source names its author"),
        ("genre", "no source has a field 'genre'"),
    ],
)
def test_what_nothing_is_divided_by(divided: Divide, by: str, said: str) -> None:
    index = divided({"a": {"year": 2023}}, a=[(0, "", "", "治理 。")])
    with pytest.raises(UsageProblem) as caught:
        index.groups(by)
    assert said in str(caught.value)


def test_names_of_sections() -> None:
    sections: list[list[object]] = [
        [0, "", "", ""],
        [1, "第一章", "总论", ""],
        [2, "一、", "背景", "张三"],
        [3, "1.", "细节", ""],
        [2, "二、", "背景", ""],
        [1, "第二章", "总论", ""],
        [1, "", "附录", ""],
    ]
    assert paths([(int(str(level)), f"{number} {title}".strip()) for level, number, title, _ in sections]) == [
        "",
        "第一章 总论",
        "第一章 总论 › 一、 背景",
        "第一章 总论 › 一、 背景 › 1. 细节",
        "第一章 总论 › 二、 背景",
        "第二章 总论",
        "附录",
    ]
    assert section_names(sections)[1:] == ["第一章 总论", "一、 背景", "1. 细节", "二、 背景", "第二章 总论", "附录"]
    assert chapter_names(sections) == ["", *["第一章 总论"] * 4, "第二章 总论", "附录"]
    assert authors_of(sections) == ["", "", "张三", "张三", "", "", ""]


def test_paragraphs_and_sentences_are_numbered_in_their_source(divided: Divide) -> None:
    # a: 一章 0 | 治理 1 。 / 风险 3 。 | 治理 5 。   b: 风险 7 。
    index = divided(a=[(1, "一章", "", "治理 。 风险 。", "治理 。")], b=[(0, "", "", "风险 。")])
    assert runs(index.groups("paragraph")) == [("a: ¶1", 0, 1), ("a: ¶2", 1, 5), ("a: ¶3", 5, 7), ("b: ¶1", 7, 9)]
    assert runs(index.groups("sentence")) == [
        ("a: ¶1.1", 0, 1),
        ("a: ¶2.1", 1, 3),
        ("a: ¶2.2", 3, 5),
        ("a: ¶3.1", 5, 7),
        ("b: ¶1.1", 7, 9),
    ]
    assert index.groups("sentence").source.tolist() == [0, 0, 0, 0, 1]
    assert [index.paragraph_at(0, token) for token in (0, 1, 5)] == [1, 2, 3]  # as a concordance numbers them


def test_paragraphs_of_one_source_need_no_id(divided: Divide) -> None:
    assert divided(a=[(0, "", "", "治理 。", "风险 。")]).groups("paragraph").names == ["¶1", "¶2"]


def test_a_table_of_counts_too_large_for_memory_is_refused(volume: TokenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "MOST_CELLS", 20)
    with pytest.raises(UsageProblem, match="a table of 2 groups by 11 words is too large; group by a field"):
        volume.counts(volume.groups("chapter"))


WORDS = st.lists(st.sampled_from(["治理", "风险", "AI", "2024", "，", "。"]), min_size=1, max_size=6).map(" ".join)
PARTS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["", "总论", "小结", "……"]),
        st.sampled_from(["", "张三", "李四、王五"]),
        WORDS,
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(PARTS, min_size=1, max_size=3),
    years=st.lists(st.sampled_from([2023, 2024]), min_size=3, max_size=3),
    by=st.sampled_from(["source", "year", "chapter", "section", "author", "paragraph", "sentence"]),
    dense=st.booleans(),
)
def test_runs_are_disjoint_and_cover_all_and_counts_add_up(
    texts: list[list[tuple[object, ...]]], years: list[int], by: str, dense: bool
) -> None:
    names = "abc"[: len(texts)]
    fields: dict[str, dict[str, str | int]] = {n: {"year": year} for n, year in zip(names, years, strict=False)}
    index = index_of_parts(fields, **dict(zip(names, texts, strict=True)))
    try:
        groups = index.groups(by)
    except UsageProblem:
        assume(False)
    assert groups.first[0] == 0
    assert groups.last[-1] == len(index.ids)
    assert groups.last[:-1].tolist() == groups.first[1:].tolist()
    assert (groups.first < groups.last).all()
    assert (np.diff(groups.source) >= 0).all()
    assert len(set(groups.names)) == len(groups.names)
    assert set(groups.group.tolist()) == set(range(len(groups.names)))
    counts = index.counts(groups)
    assert counts.sum(axis=0).tolist() == np.bincount(index.ids, minlength=len(index.kinds)).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "DENSE", 1_000 if dense else 0)
        group, word, times = index.occurring(groups)
    assert list(zip(group.tolist(), word.tolist(), strict=True)) == list(zip(*map(list, counts.nonzero()), strict=True))
    assert times.tolist() == counts[counts > 0].tolist()
    if index.size:
        table = segment(index, by=by).main
        assert sum(table.values("characters")) == sum(details["characters"] for details in index.details)
        assert sum(table.values("tokens")) == index.size
        for unit in ("sentence", "paragraph", "section"):
            assert sum(table.values(f"{unit}s")) == len(index.bounds[unit]) - 1
