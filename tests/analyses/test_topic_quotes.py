"""Units as quotations: which are quoted, where they are cut, what their references say."""

from __future__ import annotations

import doctest
from collections.abc import Callable

import numpy as np
import pytest

from govtext.analyses.kwic import kwic
from govtext.analyses.modelling import quotes
from govtext.analyses.modelling.quotes import cut, quotable, quotes_table
from govtext.tokens.index import TokenIndex

from .topic_models import by_hand, shared

Build = Callable[..., TokenIndex]
TWO = [[0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5]]


def test_examples() -> None:
    assert doctest.testmod(quotes).failed == 0


def test_the_units_with_the_largest_share_are_quoted(segmented: Build) -> None:
    index = segmented(a="治理 数据 。\n规则 算法 。\n治理 规则 。")
    found = by_hand(index, TWO, [[0.6, 0.4], [0.2, 0.8], [0.7, 0.3]])
    table = quotes_table(index, found, shared(quotes=2))
    assert list(table.columns) == [
        *("topic", "source", "section", "paragraph", "unit", "share", "text", "reference", "label")
    ]
    assert table.values("topic") == [1, 1, 2, 2]
    assert table.values("unit") == [3, 1, 2, 1]
    assert table.values("paragraph") == [3, 1, 2, 1]
    assert table.values("share") == [0.7, 0.6, 0.8, 0.4]
    assert table.values("text")[0] == "治理 规则 。"
    assert len(quotes_table(index, found, shared(quotes=0))) == 0


def test_short_units_come_last(segmented: Build) -> None:
    # 1, 3 and 3 words: the median is 3.
    index = segmented(a="治理 。\n规则 算法 算法 。\n治理 数据 数据 。")
    found = by_hand(index, TWO, [[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]])
    table = quotes_table(index, found, shared(quotes=3))
    assert table.values("unit")[:3] == [3, 2, 1]


def test_of_units_that_are_nearly_the_same_one_is_quoted(segmented: Build) -> None:
    long = "治理 数据 治理 数据 规则 算法 规则 治理"
    index = segmented(a=f"{long} 数据 。\n{long} 算法 。\n规则 规则 算法 算法 算法 数据 数据 规则 算法 。")
    found = by_hand(index, TWO, [[0.9, 0.1], [0.8, 0.2], [0.7, 0.3]])
    assert quotes_table(index, found, shared(quotes=3)).values("unit")[:2] == [1, 3]


def test_a_unit_without_a_word_is_not_quoted(segmented: Build) -> None:
    index = segmented(a="甲 。\n规则 算法 。\n治理 数据 。")
    found = by_hand(index, TWO, [[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]])
    assert set(quotes_table(index, found, shared(quotes=3)).values("unit")) == {2, 3}


def test_headings_are_no_part_of_a_quotation(divided: Callable[..., TokenIndex]) -> None:
    index = divided(
        a=[(1, "第一章", "", "治理 数据 。"), (1, "规则", "张三", "算法 治理 。", "数据 。"), (1, "算法", "")]
    )
    first = int(index.bounds["document"][0])
    begin, text = quotable(index, first, len(index.ids))
    assert text == "治理 数据 。 … 算法 治理 。 数据 。"
    assert begin == int(index.bounds["paragraph"][1])
    # A unit that is a heading alone has no text.
    last = int(index.bounds["paragraph"][-2])
    assert quotable(index, last, len(index.ids)) == (last, "")


def test_a_reference_is_that_of_the_concordance(divided: Callable[..., TokenIndex]) -> None:
    fields: dict[str, dict[str, str | int]] = {"a": {"label": "文集", "year": 2024}}
    parts = [(1, "第一章", "", "治理 数据 。"), (1, "规则", "张三", "算法 规则 。 治理 。")]
    index = divided(fields, a=parts)
    units = len(index.bounds["paragraph"]) - 1
    shares = np.full((units, 2), 0.5)
    shares[-1] = [0.1, 0.9]
    table = quotes_table(index, by_hand(index, TWO, shares.tolist()), shared(quotes=1))
    hits = kwic(index, pattern="规则").main
    where = [row[0] for row in zip(hits.values("reference"), hits.values("left"), strict=True) if row[1]]
    assert table.values("reference")[-1] == where[0] == "张三, 文集 2024, ¶4.1"
    assert table.values("section")[-1] == "规则"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("短。", "短。"),
        ("字" * 10, "字" * 10),
        ("字" * 11, "字" * 10 + "…"),
        ("治理要紧，有规则。字字字", "治理要紧，有规则。…"),
        ("“治理有规则。”字字字字", "“治理有规则。”…"),
        ("治理。字字字字字字字字", "治理。字字字字字字字…"),  # it ends before the last third
        ("治理有规则吗……字字字字", "治理有规则吗…"),
    ],
)
def test_where_a_quotation_is_cut(text: str, expected: str) -> None:
    assert cut(text, 10) == expected
