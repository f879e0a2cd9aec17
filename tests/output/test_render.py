"""Tables as text, by hand-made tables."""

from __future__ import annotations

import json
import math

import pytest
from wcwidth import wcswidth

from govtext.output.formats import FORMATS, csv_file, render
from govtext.table import Table, Tables, Text


def table(**columns: list[object]) -> Table:
    return Table("t", Text("a title", "标题"), dict(columns))


NUMBERS = table(term=["甲", "乙"], g2=[1 / 3, math.nan], count=[2, 3])


def test_machine_formats_by_hand() -> None:
    third = "0.3333333333333333"
    assert render(NUMBERS, "csv") == f"term,g2,count\n甲,{third},2\n乙,,3\n"
    assert render(NUMBERS, "tsv") == f"term\tg2\tcount\n甲\t{third}\t2\n乙\t\t3\n"
    assert render(NUMBERS, "jsonl") == (
        f'{{"term": "甲", "g2": {third}, "count": 2}}\n{{"term": "乙", "g2": null, "count": 3}}\n'
    )
    assert json.loads(render(NUMBERS, "json")) == [
        {"term": "甲", "g2": 1 / 3, "count": 2},
        {"term": "乙", "g2": None, "count": 3},
    ]


def test_an_undefined_number_is_a_dash_for_readers() -> None:
    assert render(NUMBERS, "table").splitlines()[-1].split() == ["乙", "–", "3"]
    assert "--" in render(NUMBERS, "latex").splitlines()[-3]


def test_infinity_is_no_number_in_json() -> None:
    assert json.loads(render(table(x=[math.inf, -math.inf]), "json")) == [{"x": None}, {"x": None}]


def test_readers_get_labels_and_rounded_numbers() -> None:
    head, _, first, _ = render(NUMBERS, "table", "zh").splitlines()
    assert head.split() == ["词语", "G2", "频次"]
    assert first.split() == ["甲", "0.33", "2"]


@pytest.mark.parametrize(("value", "shown"), [(0.00009, "<0.0001"), (0.0001, "0.0001"), (0.05, "0.0500")])
def test_small_p(value: float, shown: str) -> None:
    assert render(table(p=[value]), "table").splitlines()[-1].strip() == shown


def test_text_that_looks_like_a_number_is_left_alone() -> None:
    for form in ("table", "md", "latex", "html"):
        assert "1e5" in render(table(term=["1e5", "0012"]), form)
        assert "0012" in render(table(term=["1e5", "0012"]), form)


def test_line_ends_and_tabs_in_text_do_not_break_a_row() -> None:
    broken = table(term=["甲\n乙\t丙\r\n丁"], count=[1])
    for form in ("table", "md"):
        assert len(render(broken, form).splitlines()) == 3
    assert len(render(broken, "latex").splitlines()) == 7
    assert json.loads(render(broken, "jsonl"))["term"] == "甲\n乙\t丙\r\n丁"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_columns_stand_under_each_other(lang: str) -> None:
    mixed = table(term=["人工智能", "AI", "ＡＢ", "e\u0301", "，"], per_10k=[1.0, 22.5, 333.25, 4.0, 0.1])
    assert len({wcswidth(line) for line in render(mixed, "table", lang).splitlines()}) == 1


def test_thirty_rows_are_shown_and_the_rest_is_said() -> None:
    long = table(term=[f"词{n}" for n in range(31)])
    shown = render(long, "table").splitlines()
    assert len(shown) == 2 + 30 + 1
    assert shown[-1].startswith("… 1 more row: ")
    assert render(long, "csv").count("\n") == 32


def test_columns_beyond_fourteen_are_said() -> None:
    wide = Table("t", Text("a", "a"), {f"c{n}": [n] for n in range(16)})
    assert "… 2 more columns: " in render(wide, "table")


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_table(form: str) -> None:
    text = render(table(term=[], count=[]), form)
    assert isinstance(text, str)
    assert "None" not in text


def test_a_file_for_spreadsheets() -> None:
    data = csv_file(table(term=["=1+1", "+1", "-1", "@a", "\tx", "甲"], x=[-1.5, 0.0, 1.0, 2.0, 3.0, 4.0]))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = [line.split(",") for line in data.decode("utf-8-sig").splitlines()[1:]]
    assert [row[0] for row in rows] == ["'=1+1", "'+1", "'-1", "'@a", "'\tx", "甲"]
    assert rows[0][1] == "-1.5"


def test_markup_in_header_and_cells() -> None:
    nasty = Table("t", Text("a", "a"), {"<b>|x": ["</td><script>", "a|b"]})
    assert "<script" not in render(nasty, "html")
    assert "<b>" not in render(nasty, "html")
    rows = render(nasty, "md").splitlines()
    assert "<script" not in "".join(rows)
    assert rows[0].replace("\\|", "").count("|") == 2


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="unequal length"):
        table(term=["甲"], count=[1, 2])


def test_the_first_rows_of_each_block() -> None:
    blocks = Table("t", Text("a", "a"), {"g": ["x", "x", "y"], "n": [1, 2, 3]}, group="g")
    assert blocks.head(1).rows() == [("x", 1), ("y", 3)]
    assert table(n=[1, 2, 3]).head(2).rows() == [(1,), (2,)]


def test_tables_by_name_and_the_first_is_the_main_one() -> None:
    one, two = Table("one", Text("a", "a"), {"x": [1]}), Table("two", Text("b", "b"), {"x": [2]})
    tables = Tables(one, two)
    assert list(tables) == ["one", "two"]
    assert tables.main is one
    assert tables["two"].rows() == [(2,)]
    assert tables.to_pandas()["x"].tolist() == [1]
