"""Agreement of coders, from the files they filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from govtext.analyses.agree import agree
from govtext.errors import GovtextError, UsageProblem
from govtext.table import Table

Write = Callable[[str, str], Path]
BEN, GERRY = "aabbdcccedda", "babbbccceddd"  # Krippendorff (2011), B
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")  # C
NAMES = "ABCD"
LONG = "unit,coder,value\n" + "".join(
    f"{unit},{name},{value}\n" for name, values in zip(NAMES, FOUR, strict=True) for unit, value in enumerate(values)
)
WIDE = "unit,A,B,C,D\n" + "".join(
    f"{unit},{','.join(values)}\n" for unit, values in enumerate(zip(*FOUR, strict=True))
).replace(".", "")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return put


def values(table: Table, code: str = "all") -> dict[str, float]:
    """Return the coefficients of a code."""
    rows = zip(table.values("code"), table.values("coefficient"), table.values("value"), strict=True)
    return {name: value for one, name, value in rows if one == code}


def reasons(table: Table, code: str) -> dict[str, str]:
    rows = zip(table.values("code"), table.values("coefficient"), table.values("reason"), strict=True)
    return {name: reason for one, name, reason in rows if one == code}


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_long_and_wide_tables_give_what_is_printed(write: Write, level: str, alpha: float) -> None:
    for name, text in (("long.csv", LONG), ("wide.csv", WIDE)):
        table = agree([write(name, text)], level=level, draws=0).main
        assert round(values(table)["krippendorff_alpha"], 3) == alpha
        assert round(values(table)["gwet_ac1"], 3) == 0.775
        assert set(table.values("units")) == {11}
        assert set(table.values("coders")) == {4}
        assert ("gwet_ac2" in values(table)) == (level != "nominal")


def test_the_columns_are_the_contract(write: Write) -> None:
    table = agree([write("c.csv", WIDE)], draws=20).main
    assert table.name == "coefficients"
    assert list(table.columns)[:7] == ["code", "coefficient", "value", "low", "high", "units", "coders"]


def test_two_coders_have_cohen_and_scott_more_have_pairs(write: Write) -> None:
    lines = [f"{n},Ben,{a}\n{n},Gerry,{b}\n" for n, (a, b) in enumerate(zip(BEN, GERRY, strict=True))]
    two = "unit,coder,code\n" + "".join(lines)
    tables = agree([write("two.csv", two)], draws=0)
    found = values(tables.main)
    assert round(found["krippendorff_alpha"], 3) == 0.692
    # po 9/12; pe = (3 * 1 + 2 * 4 + 3 * 3 + 3 * 3 + 1 * 1) / 144 = 30/144
    assert found["percent_agreement"] == pytest.approx(9 / 12)
    assert found["cohen_kappa"] == pytest.approx((9 / 12 - 30 / 144) / (1 - 30 / 144))
    assert "scott_pi" in found
    assert "pairs" not in tables
    more = agree([write("c.csv", WIDE)], draws=0)
    pairs = more["pairs"]
    assert len(pairs) == 6
    # A and B both judged units 0 to 8, and differ on one of them.
    assert pairs.rows()[0][:5] == ("all", "A", "B", 9, pytest.approx(8 / 9))
    assert values(more.main)["cohen_kappa_mean"] == pytest.approx(np.mean(pairs.values("cohen_kappa")))


def test_each_category_of_a_column_code_has_rows_of_its_own(write: Write) -> None:
    rows = [("1", "x", "a"), ("1", "y", "a"), ("2", "x", "b"), ("2", "y", "a"), ("3", "x", "c"), ("3", "y", "c")]
    text = "unit,coder,code\n" + "".join(f"{','.join(row)}\n" for row in rows)
    table = agree([write("t.csv", text)], draws=0).main
    assert list(dict.fromkeys(table.values("code"))) == ["all", "a", "b", "c"]
    assert values(table, "c")["krippendorff_alpha"] == 1
    assert values(table, "b")["percent_agreement"] == pytest.approx(2 / 3)


def test_sheets_of_several_codes(write: Write) -> None:
    # Units 1 to 5 judged by both: a: 1 1, 1 1, 0 0, 0 0, 1 1; b: 1 0, 0 0, 0 0, 1 1, 0 0.
    one = write("anna.csv", "unit,codes,note\n1,a;b,\n2,a,\n3,-,\n4,b,\n5,a,\n6,a,\n")
    other = write("bo.csv", "unit,codes,note\n1,a,\n2,a,\n3,无,\n4,b,\n5,a,\n6,,\n")
    table = agree([one, other], draws=0).main
    assert list(dict.fromkeys(table.values("code"))) == ["all", "a", "b"]
    assert set(table.values("units")) == {5}
    assert values(table)["percent_agreement"] == pytest.approx(4 / 5)  # as whole sets
    assert values(table, "a")["cohen_kappa"] == 1
    # b: po 4/5, pe = 2/5 * 1/5 + 3/5 * 4/5 = 14/25
    assert values(table, "b")["cohen_kappa"] == pytest.approx((4 / 5 - 14 / 25) / (11 / 25))
    assert values(table)["krippendorff_alpha_masi"] > values(table)["krippendorff_alpha"]
    assert "anna, bo" in table.notes[0].en


def test_coders_in_a_column_of_one_sheet(write: Write) -> None:
    text = "unit,who,codes\n1,x,a\n1,y,a\n2,x,b\n2,y,-\n"
    table = agree([write("t.csv", text)], coder="who", draws=0).main
    assert set(table.values("coders")) == {2}
    assert "krippendorff_alpha_masi" not in values(table)  # one code a unit: sets are categories
    with pytest.raises(GovtextError, match="line 3: unit '1' stands already on line 2"):
        agree([write("t.csv", text)], draws=0)


def test_a_table_of_counts(write: Write) -> None:
    text = "unit,a,b,c,d,e\n1,0,0,0,0,14\n2,0,2,6,4,2\n3,0,0,3,5,6\n4,0,3,9,2,0\n5,2,2,8,1,1\n6,7,7,0,0,0\n"
    text += "7,3,2,6,3,0\n8,2,5,3,2,2\n9,6,5,2,1,0\n10,0,2,2,3,7\n"
    table = agree([write("t.csv", text)], counts=True, draws=0).main
    assert round(values(table)["fleiss_kappa"], 3) == 0.210
    assert set(table.values("coders")) == {14}
    assert "cohen_kappa" not in values(table)


def test_what_is_undefined_says_why_and_is_neither_0_nor_1(write: Write) -> None:
    one, other = write("x.csv", "unit,codes\n1,a\n2,a\n3,a b\n"), write("y.csv", "unit,codes\n1,a\n2,a\n3,a\n")
    table = agree([one, other], draws=50).main
    assert values(table, "a")["percent_agreement"] == 1
    for name in ("cohen_kappa", "scott_pi", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1"):
        assert np.isnan(values(table, "a")[name])
        assert reasons(table, "a")[name] == "undefined: no variance, every judgement is 'a'"
        assert reasons(table, "b")[name] == ""
    assert "reason" in table.reading
    assert all(np.isnan(low) for low, why in zip(table.values("low"), table.values("reason"), strict=True) if why)


def test_the_same_seed_gives_the_same_intervals(write: Write) -> None:
    path = write("c.csv", WIDE)
    first, again, other = (agree([path], seed=seed, draws=100).main.values("low") for seed in (1, 1, 2))
    assert first == again != other
    table = agree([path], draws=500).main
    for value, low, high in zip(*(table.values(key) for key in ("value", "low", "high")), strict=True):
        assert low <= value <= high


def test_excel_writes_semicolons_a_mark_and_other_encodings(tmp_path: Path) -> None:
    text = "unit;coder;code\n1;甲;风险\n1;乙;风险\n2;甲;发展\n2;乙;风险\n"
    path = tmp_path / "t.csv"
    expected = None
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        path.write_bytes(text.encode(encoding))
        found = agree([path], draws=0).main.rows()
        expected = expected or found
        assert repr(found) == repr(expected)


def test_an_empty_note_at_the_end_may_be_gone(write: Write) -> None:
    one = write("x.csv", "unit,codes,note\n1,a\n2,b\n")
    other = write("y.csv", "unit,codes,note\n1,a,\n2,-,doubtful\n")
    assert set(agree([one, other], draws=0).main.values("units")) == {2}


BAD = [
    ("unit,codes\n1,a\n2\n", GovtextError, "line 3 has 1 cells, the first line 2"),
    ("unit,codes\n1,a,b\n", GovtextError, "line 2 has 3 cells, the first line 2"),
    ("", GovtextError, "is empty"),
    ("unit,codes\n", GovtextError, "holds no row"),
    ("codes,note\na,b\n", GovtextError, "line 1: there is no column 'unit'"),
    ("unit,codes,Codes\n1,a,b\n", GovtextError, "two columns are called 'codes'"),
    ("unit,codes\n1,a\n1,b\n", GovtextError, "line 3: unit '1' stands already on line 2"),
    ("unit,codes\n,a\n", GovtextError, "line 2: the cell unit is empty"),
    ("unit,codes\n1,a;-\n", GovtextError, "line 2: 'a;-' names codes and says that none applies"),
    ("unit,codes\n1,\n2,\n", GovtextError, "no unit was judged"),
    ("unit,codes\n1,a\n", UsageProblem, "there is one coder"),
    ("unit,anna\n1,a\n", UsageProblem, r"there is one coder \(anna\)"),
    ("unit,coder,value\n1,x,1\n2,y,2\n", GovtextError, r"the coders \(x, y\) have no unit in common"),
    ("unit,coder,value\n1,,1\n", GovtextError, "line 2: the cell coder is empty"),
    ("unit,coder,score\n1,x,1\n", GovtextError, "no column 'value'"),
    ("unit,x,y\n1,a,b\n1,a,b\n", GovtextError, "line 3: unit '1' stands already"),
    ('unit,codes\n1,"a\n2,-\n', GovtextError, "line 2: a quotation mark is opened and never closed"),
    ('unit,codes\n1,a\n2,"b', GovtextError, "line 3: a quotation mark is opened and never closed"),
    (f"unit,codes\n1,a\n2,{'b' * 140_000}\n", GovtextError, "line 3: a cell is longer than 131,072 characters"),
]


@pytest.mark.parametrize(("text", "kind", "message"), BAD, ids=[message for *_, message in BAD])
def test_a_faulty_file_is_named_with_its_line(write: Write, text: str, kind: type[GovtextError], message: str) -> None:
    path = write("t.csv", text)
    with pytest.raises(kind, match=message) as caught:
        agree([path], draws=0)
    assert type(caught.value) is kind
    assert caught.value.where == str(path)
    assert caught.value.remedy


def test_labels_have_no_distances(write: Write) -> None:
    path = write("t.csv", "unit,x,y\n1,low,high\n2,low,low\n")
    with pytest.raises(UsageProblem, match="--level ordinal takes numbers, and 'low' is none"):
        agree([path], level="ordinal")
    with pytest.raises(UsageProblem, match="below 0"):
        agree([write("n.csv", "unit,x,y\n1,-1,2\n")], level="ratio")
    with pytest.raises(UsageProblem, match="is for numbers, and these are codes"):
        agree([write("s.csv", "unit,coder,codes\n1,x,a\n1,y,a\n")], level="interval")


def test_files_that_do_not_go_together(write: Write, tmp_path: Path) -> None:
    one = write("a.csv", "unit,codes\n1,a\n")
    with pytest.raises(UsageProblem, match="given twice"):
        agree([one, one])
    with pytest.raises(UsageProblem, match="column codes"):
        agree([one, write("w.csv", "unit,x,y\n1,a,b\n")])
    with pytest.raises(GovtextError, match="is a workbook"):
        agree([tmp_path / "t.xlsx"])
    with pytest.raises(GovtextError, match="no such file"):
        agree([tmp_path / "none.csv"])
    with pytest.raises(UsageProblem, match="nothing to compare"):
        agree([])
    with pytest.raises(UsageProblem, match="--draws is -1"):
        agree([one], draws=-1)
    with pytest.raises(GovtextError, match="'x' is no number of coders"):
        agree([write("n.csv", "unit,a,b\n1,2,x\n")], counts=True)


def test_a_quotation_mark_that_is_closed_may_hold_lines(write: Write) -> None:
    for end in ("\n", "", "\r\n", "\n\n"):
        text = 'unit,x,y,note\n1,a,a,"one\nanother"\n2,a,b,"says ""no"""\n3,b,b,"last\nline"' + end
        assert set(agree([write("q.csv", text)], draws=0).main.values("units")) == {3}


@pytest.mark.parametrize("cell", ["99999999999999999999", "1e10", "inf", "nan", "1e400", "2.5", "-1"])
def test_counts_that_no_unit_can_have_are_refused_by_line(write: Write, cell: str) -> None:
    with pytest.raises(GovtextError, match=f"line 3: '?{cell}'? is") as caught:
        agree([write("n.csv", f"unit,a,b\n1,2,3\n2,{cell},1\n")], counts=True)
    assert caught.value.remedy


def test_a_thousand_million_coders_are_still_counted_well(write: Write) -> None:
    # Unit 1: a by 10^9, b by 1; unit 2: b by two. With n = 10^9 + 3, and pairs of a and b 10^9 * 3 of all:
    # Do = 2 * 10^9 * 1 / 10^9 / n; De = 2 * 10^9 * 3 / (n (n - 1)).
    table = agree([write("n.csv", "unit,a,b\n1,1000000000,1\n2,0,2\n")], counts=True, draws=0).main
    assert values(table)["krippendorff_alpha"] == pytest.approx(1 - 2 * (10**9 + 2) / (6 * 10**9))


@pytest.mark.parametrize("level", ["ordinal", "interval", "ratio"])
def test_values_too_large_to_work_with_are_refused_by_line(write: Write, level: str) -> None:
    for text in ("unit,x,y\n1,1,2\n2,1e308,1\n", "unit,coder,value\n1,x,1\n1,y,1e308\n"):
        with pytest.raises(GovtextError, match=r"line 3: '1e308' is beyond 1e\+100"):
            agree([write("t.csv", text)], level=level)
    with pytest.raises(UsageProblem, match="the value 1e\\+308 is beyond"):
        agree([write("n.csv", "unit,1,1e308\n1,1,2\n2,2,1\n")], counts=True, level=level)


def test_what_comes_to_nothing_says_so(write: Write) -> None:
    # The squares of differences of 1e-200 are 0: no distance tells these values apart.
    text = "unit,x,y\n1,1e-200,2e-200\n2,2e-200,2e-200\n3,1e-200,1e-200\n"
    table = agree([write("t.csv", text)], level="interval", draws=20).main
    for value, reason in zip(table.values("value"), table.values("reason"), strict=True):
        assert np.isnan(value) == bool(reason)
    assert "too close together" in reasons(table, "all")["krippendorff_alpha"]


def test_one_unit_in_common_tells_nothing(write: Write) -> None:
    one = write("x.csv", "unit,codes\n1,a\n")
    other = write("y.csv", "unit,codes\n" + "".join(f"{unit},{'a' if unit % 2 == 0 else '-'}\n" for unit in range(9)))
    table = agree([one, other], draws=100).main
    assert values(table)["percent_agreement"] == 0
    for name in ("cohen_kappa", "scott_pi", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1"):
        assert np.isnan(values(table)[name])
        assert reasons(table, "all")[name] == "undefined: one unit with two judgements"
    assert np.isnan(table.values("low")).all()


@pytest.mark.parametrize(("units", "there"), [(4, False), (5, True)])
def test_fewer_than_five_units_have_no_interval(write: Write, units: int, there: bool) -> None:
    text = "unit,x,y\n" + "".join(f"{at},{'ab'[at % 2]},{'ab'[at > 1]}\n" for at in range(units)) + "z,a,\n"
    table = agree([write("t.csv", text)], draws=100).main
    assert set(table.values("units")) == {units}
    assert (~np.isnan(table.values("low"))).any() == there
    assert any("fewer than 5 units have two judgements" in note.en for note in table.notes)


def test_pairs_with_one_unit_in_common_do_not_count(write: Write) -> None:
    # x and y: units 1 to 4, po 3/4, pe 1/2 (x half a, y 3/4 a): 1/2; z shares one unit with either.
    text = "unit,x,y,z\n1,a,a,b\n2,a,a,\n3,b,a,\n4,b,b,\n5,,,a\n"
    tables = agree([write("t.csv", text)], draws=0)
    assert values(tables.main)["cohen_kappa_mean"] == pytest.approx(1 / 2)
    assert tables["pairs"].values("reason") == ["", *["undefined: one unit with two judgements"] * 2]


def test_a_column_of_coders_that_is_not_there(write: Write) -> None:
    one, other = write("x.csv", "unit,codes\n1,a\n2,-\n"), write("y.csv", "unit,codes\n1,a\n2,a\n")
    for files in ([one, other], [one]):
        with pytest.raises(UsageProblem, match="--coder nosuch: there is no such column") as caught:
            agree(files, coder="nosuch")
        assert "unit, codes" in str(caught.value.remedy)
    with pytest.raises(UsageProblem, match="no such column"):
        agree([write("w.csv", WIDE)], coder="coder")
    assert agree([write("l.csv", LONG)], coder="Coder", draws=0).main.values("coders")[0] == 4


def test_many_units_codes_values_and_coders_take_seconds(write: Write) -> None:
    from time import perf_counter

    # 40,000 units of two codes; 2,000 units without any value in common; 120 coders of 50 units.
    begin = perf_counter()
    sheets = [
        write(f"{name}.csv", "unit,codes\n" + "".join(f"{at},{'a' if at % own else 'b'}\n" for at in range(40_000)))
        for name, own in (("x", 2), ("y", 3))
    ]
    # Sixths: x has b at 0, 2, 4, y at 0, 3; the two agree at 0, 1, 5.
    assert values(agree(sheets).main)["percent_agreement"] == pytest.approx(1 / 2, abs=1e-4)
    apart = "unit,x,y\n" + "".join(f"{at},{at}.1,{at}.2\n" for at in range(2_000))
    table = agree([write("v.csv", apart)]).main
    assert values(table)["percent_agreement"] == 0
    assert np.isnan(table.values("low")[1])  # Cohen's kappa is 0 in each draw
    many = "unit," + ",".join(f"c{at}" for at in range(120)) + "\n"
    many += "".join(f"{unit}," + ",".join(str(unit * at % 5) for at in range(120)) + "\n" for unit in range(50))
    assert len(agree([write("m.csv", many)], draws=200)["pairs"]) == 120 * 119 / 2
    assert perf_counter() - begin < 30


def test_more_values_than_distances_fit_in_memory_are_refused(write: Write) -> None:
    # 3,600 units of two values each: 7,200 by 7,200 distances, and 3,600 by 7,200 counts.
    text = "unit,x,y\n" + "".join(f"{at},{at},{at}.5\n" for at in range(3_600))
    with pytest.raises(UsageProblem, match="3,600 units with 7,200 different values are too many"):
        agree([write("v.csv", text)], level="interval")
    assert values(agree([write("v.csv", text)], draws=0).main)["percent_agreement"] == 0
