"""Tables as text, by hand-made tables."""

from __future__ import annotations

import json
import math

import pytest
from wcwidth import wcswidth

from govtext.output.formats import BYTES, FORMATS, csv_file, render, render_bytes, table_file
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
    assert "乙 & -- & 3 \\\\" in render(NUMBERS, "latex").splitlines()


def test_infinity_is_no_number_in_json() -> None:
    assert json.loads(render(table(x=[math.inf, -math.inf]), "json")) == [{"x": None}, {"x": None}]


def test_readers_get_labels_and_rounded_numbers() -> None:
    head, _, first, _ = render(NUMBERS, "table", "zh").splitlines()
    assert head.split() == ["词语", "G2", "频次"]
    assert first.split() == ["甲", "0.33", "2"]


def test_a_number_that_is_rounded_to_nothing_has_no_sign() -> None:
    for form in ("table", "md", "latex", "html"):
        shown = render(table(log_ratio=[-0.004, -0.006]), form).replace("\u2212", "-")
        assert "-0.00" not in shown
        assert "-0.01" in shown


def test_what_steers_a_terminal_or_turns_a_line_is_not_shown() -> None:
    for form in ("table", "md", "latex", "html"):
        shown = render(table(term=["甲\x1b[31m乙\u202e丙\u200f\u2066丁\x07"]), form)
        assert not set(shown) & set("\x1b\u202e\u200f\u2066\x07")
        assert "乙丙丁" in shown


def test_bytes_of_every_format() -> None:
    for form in FORMATS:
        assert render_bytes(NUMBERS, form, "zh") == render(NUMBERS, form, "zh").encode()
    assert render_bytes(NUMBERS, "xlsx").startswith(b"PK")


def test_files_that_stand_alone() -> None:
    one = Table("t", Text("a *b*", "标题"), {"term": ["=1", "甲"], "count": [1, 2]}, [Text("N = 3_0", "共三")])
    endings = {"table": "txt", "latex": "tex"}
    files = {form: table_file(one, form) for form in (*FORMATS, *BYTES)}
    assert {form: ending for form, (ending, _) in files.items()} == {
        form: endings.get(form, form) for form in (*FORMATS, *BYTES)
    }
    assert files["csv"][1] == csv_file(one)
    assert files["tsv"][1].decode() == "\ufeffterm\tcount\n'=1\t1\n甲\t2\n"
    assert files["jsonl"][1].decode() == render(one, "jsonl")
    assert files["md"][1].decode() == (
        "# a \\*b\\*\n\n| term   |   count |\n|--------|---------|\n| =1     |       1 |\n| 甲     |       2 |\n\n"
        "## Notes\n\n- N = 3\\_0\n"
    )
    assert files["table"][1].decode().startswith("a *b*\n\nterm")
    assert files["table"][1].decode().endswith("\n\nN = 3_0\n")


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
    assert "甲 乙 丙 丁 & 1 \\\\" in render(broken, "latex").splitlines()
    assert "甲 乙 丙 丁" in render(broken, "html")
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


def test_a_negative_number_has_a_minus_sign_in_latex_alone() -> None:
    one = table(term=["a-b"], log_ratio=[-1.5], count=[3])
    assert "\u22121.5" in render(one, "latex")
    assert "-1.5" not in render(one, "latex")
    assert "a-b" in render(one, "latex")  # a hyphen in a word stays one
    for form in FORMATS:
        if form != "latex":
            assert "\u2212" not in render(one, form)
            assert "-1.5" in render(one, form)


@pytest.mark.parametrize("form", ["table", "md", "html", "latex"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [(1e12, "1.0e+12"), (2.5e9, "2.5e+09"), (999_999_999.0, "999999999.00"), (-3e15, "-3.0e+15"), (0.0, "0.00")],
)
def test_very_large_numbers_for_readers(form: str, value: float, shown: str) -> None:
    text = render(table(g2=[value]), form)
    assert shown.replace("-", "\u2212" if form == "latex" else "-") in text
    assert str(value) in render(table(g2=[value]), "csv")  # in full for machines


@pytest.mark.parametrize("key", ["p", "p_adjusted", "fisher_p", "mann_whitney_p"])
@pytest.mark.parametrize("form", ["table", "md", "latex"])
@pytest.mark.parametrize(("value", "shown"), [(1e-300, "0.0001"), (0.0, "0.0001"), (0.0001, "0.0001"), (0.5, "0.5000")])
def test_a_small_chance_is_below_a_bound_in_every_column_of_chances(
    key: str, form: str, value: float, shown: str
) -> None:
    text = render(table(**{key: [value]}), form)
    assert shown in text
    assert "0.0000" not in text
    below = any(sign in text.replace("<!--", "") for sign in ("<0.0001", "&lt;0.0001", "\\ensuremath{<}0.0001"))
    assert below == (value < 0.0001)
