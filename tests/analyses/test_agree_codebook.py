"""A codebook held against what persons coded; the sheet they are given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from govtext.analyses.agree import agree
from govtext.analyses.agreement.machine import machine_of
from govtext.analyses.agreement.sheets import for_coding, read_sheet, unit_ids
from govtext.codebooks.model import Codebook
from govtext.codebooks.reading import read
from govtext.errors import GovtextError, NothingFound, UsageProblem
from govtext.measures.agreement import corpus_intervals
from govtext.output.formats import csv_file
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]
BOOK = """
[codebook]
id = "book"
label = { en = "Book", zh = "书" }
description = { en = "A test.", zh = "测试。" }
source = "test"

[[code]]
id = "value"
label = { en = "Value", zh = "价值" }
definition = { en = "Any value.", zh = "价值。" }
source = "test"

[[code]]
id = "fair"
parent = "value"
label = { en = "Fairness", zh = "公平性" }
definition = { en = "Fairness.", zh = "公平。" }
source = "test"
indicators = ["公平"]

[[code]]
id = "safe"
parent = "value"
label = { en = "Safety", zh = "安全性" }
definition = { en = "Safety.", zh = "安全。" }
source = "test"
indicators = ["安全", "保障"]
"""
# Eight sentences: 公平 in 1, 2, 3; 安全 or 保障 in 3, 4; neither in 5 to 8.
TEXT = "公平 发展 。 公平 竞争 。 公平 安全 。 保障 供给 。 公正 对待 。 发展 产业 。 治理 社会 。 平等 参与 。"
# What a person says of them: fair in 1, 2, 5, 8 (two that the book misses), not in 3; safe in 3 and 4.
PERSON = ("fair", "公平性", "safe", "安全性；safe", "fair", "-", "none", "Fair")


@pytest.fixture
def book(tmp_path: Path) -> Codebook:
    path = tmp_path / "book.toml"
    path.write_text(BOOK, encoding="utf-8")
    return read(path)


@pytest.fixture
def index(segmented: Build) -> TokenIndex:
    return segmented(a=TEXT)


def sheet_of(path: Path, index: TokenIndex, codes: tuple[str, ...], rows: tuple[int, ...] = ()) -> Path:
    """Write a filled-in sheet of the first sentences, or of some."""
    units = unit_ids(index, np.arange(len(index.bounds["sentence"]) - 1))
    which = rows or tuple(range(len(codes)))
    path.write_text("unit,codes\n" + "".join(f"{units[at]},{codes[at]}\n" for at in which), encoding="utf-8")
    return path


def row(tables: Tables, code: str, name: str = "agree") -> dict[str, object]:
    table: Table = tables[name]
    (at,) = [place for place, one in enumerate(table.values("code")) if one == code]
    return {key: table.values(key)[at] for key in table.columns}


def test_every_sentence_judged(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    tables = agree([sheet_of(tmp_path / "anna.csv", index, PERSON)], index=index, codebooks=[book], draws=100)
    assert list(tables) == ["agree", "disagreements"]
    assert list(tables.main.columns)[:5] == ["code", "units", "codebook", "human", "both"]
    fair = row(tables, "fair")
    # Book 1, 2, 3; person 1, 2, 5, 8; both 1, 2.
    assert [fair[key] for key in ("units", "codebook", "human", "both")] == [8, 3, 4, 2]
    assert [fair[key] for key in ("precision", "recall", "f1")] == pytest.approx([2 / 3, 2 / 4, 4 / 7])
    assert fair["kappa"] == pytest.approx(cohen_kappa_score([1, 1, 1, 0, 0, 0, 0, 0], [1, 1, 0, 0, 1, 0, 0, 1]))
    # All sentences of the corpus are judged: each stands for itself.
    assert fair["recall_corpus"] == pytest.approx(fair["recall"])
    safe = row(tables, "safe")
    assert [safe[key] for key in ("codebook", "human", "both", "precision", "recall")] == [2, 2, 2, 1, 1]
    # The parent has its children's units on both sides: book 1 to 4, person 1 to 5 and 8.
    value = row(tables, "value")
    assert [value[key] for key in ("codebook", "human", "both")] == [4, 6, 4]
    # Averages are of fair and safe; value only holds them.
    micro, macro = row(tables, "all (micro)"), row(tables, "all (macro)")
    assert [micro[key] for key in ("codebook", "human", "both")] == [5, 6, 4]
    assert (micro["precision"], micro["recall"]) == (pytest.approx(4 / 5), pytest.approx(4 / 6))
    assert (macro["precision"], macro["recall"]) == (pytest.approx(5 / 6), pytest.approx(3 / 4))
    assert macro["f1"] == pytest.approx((4 / 7 + 1) / 2)


def test_disagreements_are_quoted_with_what_fired(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    path = sheet_of(tmp_path / "anna.csv", index, PERSON)
    table = agree([path], index=index, codebooks=[book], draws=0)["disagreements"]
    assert list(table.columns)[:6] == ["unit", "code", "human", "codebook", "reference", "text"]
    found = list(zip(*(table.values(key) for key in ("code", "human", "codebook", "indicator", "text")), strict=True))
    assert found == [
        ("fair", 0, 1, "公平", "公平 安全 。"),
        ("fair", 1, 0, "", "公正 对待 。"),
        ("fair", 1, 0, "", "平等 参与 。"),
    ]
    assert table.values("unit")[0].startswith("a@")
    assert table.values("reference")[0] == "a, ¶1.3"


def test_recall_is_estimated_for_the_corpus(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    # Judged: 2 of the 4 coded sentences (1, 3), 1 of the 4 others (5): these stand for 2, 2 and 4.
    path = sheet_of(tmp_path / "anna.csv", index, PERSON, (0, 2, 4))
    tables = agree([path], index=index, codebooks=[book], draws=50)
    fair = row(tables, "fair")
    assert fair["recall"] == pytest.approx(1 / 2)  # 1 found, 5 missed
    assert fair["recall_corpus"] == pytest.approx(2 / (2 + 4))
    assert fair["f1_corpus"] == pytest.approx(2 * 2 / (2 * 2 + 2 + 4))
    assert any("judged 2 of 4 coded sentences, 1 of 4 others" in note.en for note in tables.main.notes)


def test_the_corpus_has_intervals_of_each_code_alone(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    # Judged 1 to 3 of the coded sentences, 5 and 6 of the others. Fair: both 1, 2, machine alone 3, missed 5 of 2.
    path = sheet_of(tmp_path / "anna.csv", index, PERSON, (0, 1, 2, 4, 5))
    tables = agree([path], index=index, codebooks=[book], draws=400, seed=2)
    fair, safe, micro, macro = (row(tables, code) for code in ("fair", "safe", "all (micro)", "all (macro)"))
    # In the order of codes: value (both 1, 2, 3, missed 5), fair, safe (both 3).
    coded, others = [[3, 0, 0, 0], [2, 0, 1, 0], [1, 0, 0, 2]], [[1, 1], [1, 1], [0, 2]]
    recall, f1 = corpus_intervals(coded, others, (4, 4), 2, 400)
    for name, (low, high) in (("recall_corpus", recall), ("f1_corpus", f1)):
        for at, code in ((1, fair), (2, safe)):
            assert (code[f"{name}_low"], code[f"{name}_high"]) == pytest.approx((low[at], high[at]))
        for every in (micro, macro):
            assert every[name] == every[name]
            assert np.isnan([every[f"{name}_low"], every[f"{name}_high"]]).all()  # type: ignore[list-item]
    (warning,) = [note.en for note in tables.main.notes if "no miss was drawn" in note.en]
    assert warning.startswith("anna: no miss was drawn from the others for 1 code (safe)")
    assert "as many as 2 in 2 of these 4" in warning


def test_no_warning_where_every_other_sentence_was_judged(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    tables = agree([sheet_of(tmp_path / "anna.csv", index, PERSON)], index=index, codebooks=[book], draws=20)
    assert not any("no miss was drawn" in note.en for note in tables.main.notes)


def test_a_stratum_without_a_judgement_leaves_the_corpus_unknown(
    tmp_path: Path, index: TokenIndex, book: Codebook
) -> None:
    tables = agree([sheet_of(tmp_path / "a.csv", index, PERSON, (0, 1))], index=index, codebooks=[book], draws=50)
    fair, safe = row(tables, "fair"), row(tables, "safe")
    assert fair["recall"] == 1
    assert np.isnan(fair["recall_corpus"])  # type: ignore[call-overload]
    assert all(np.isnan(safe[key]) for key in ("precision", "recall", "f1"))  # type: ignore[call-overload]
    assert safe["reason"] == "undefined: neither gave it"


def test_two_persons_and_a_codebook(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    one, other = (
        sheet_of(tmp_path / "anna.csv", index, PERSON),
        sheet_of(tmp_path / "bo.csv", index, ("fair", "-", "-")),
    )
    tables = agree([one, other], index=index, codebooks=[book], draws=20)
    assert list(tables) == ["agree", "disagreements", "coefficients"]
    assert list(dict.fromkeys(tables.main.values("coder"))) == ["anna", "bo"]
    assert tables.main.group == "coder"
    assert set(tables["coefficients"].values("units")) == {3}
    assert list(dict.fromkeys(tables["coefficients"].values("code"))) == ["all", "fair", "safe"]


def test_the_sheet_is_drawn_half_and_half_and_blind(index: TokenIndex, book: Codebook) -> None:
    machine = machine_of(index, [book])
    assert machine.coded_any.tolist() == [True] * 4 + [False] * 4
    sheet = for_coding(index, machine.coded_any, 4, 1)
    assert list(sheet.columns) == ["unit", "source", "section", "paragraph", "sentence", "text", "codes", "note"]
    assert set(sheet.values("codes")) == {""}
    drawn = [number - 1 for number in sheet.values("sentence")]
    assert sum(machine.coded_any[drawn]) == 2
    assert sheet.rows() == for_coding(index, machine.coded_any, 4, 1).rows()
    orders = {tuple(for_coding(index, machine.coded_any, 8, seed).values("sentence")) for seed in range(9)}
    assert len(orders) == 9
    assert all(sorted(order) == list(range(1, 9)) for order in orders)


def test_where_one_half_is_short_the_other_makes_it_up(index: TokenIndex) -> None:
    only = np.array([True] + [False] * 7)
    assert sum(number == 1 for number in for_coding(index, only, 6, 1).values("sentence")) == 1
    assert len(for_coding(index, only, 6, 1)) == 6
    assert len(for_coding(index, ~only, 100, 1)) == 8
    with pytest.raises(UsageProblem, match="it must be at least 1"):
        for_coding(index, only, 0, 1)


def test_a_corpus_without_words_has_no_sentence_to_code(segmented: Build) -> None:
    index = segmented(a="。 。")
    with pytest.raises(NothingFound):
        for_coding(index, np.zeros(len(index.bounds["sentence"]) - 1, bool), 4, 1)


def test_a_sheet_comes_back_as_it_went(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    table = for_coding(index, machine_of(index, [book]).coded_any, 8, 3)
    path = tmp_path / "sheet.csv"
    path.write_bytes(csv_file(table).replace(b",,\n", b',"fair, safe",\n', 1).replace(b",,\n", b",-,\n", 2))
    sheet = read_sheet(path, book)
    judged = [one.codes for one in sheet.rows if one.codes is not None]
    assert judged == [frozenset({"fair", "safe"}), frozenset(), frozenset()]
    tables = agree([path], index=index, codebooks=[book], draws=0)
    assert row(tables, "fair")["units"] == 3


BAD = [
    ("a@0-8,fare", r"line 2: there is no code 'fare'; did you mean 'fair'\?"),
    ("a@0-8,zzz", "line 2: there is no code 'zzz'; codes: value, fair, safe"),
    ("b@0-8,fair", "line 2: unit 'b@0-8': there is no source 'b' here"),
    ("a@0-9,fair", "line 2: the corpus has no sentence 'a@0-9'"),
    ("7,fair", "line 2: '7' is no unit of a corpus"),
]


@pytest.mark.parametrize(("line", "message"), BAD)
def test_a_sheet_that_does_not_fit(tmp_path: Path, index: TokenIndex, book: Codebook, line: str, message: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"unit,codes\n{line}\n", encoding="utf-8")
    with pytest.raises(GovtextError, match=message) as caught:
        agree([path], index=index, codebooks=[book])
    assert caught.value.exit_code == 3
    assert caught.value.remedy


def test_a_text_that_has_changed(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    unit = unit_ids(index, np.array([0]))[0]
    path = tmp_path / "t.csv"
    path.write_text(f"unit,text,codes\n{unit},公平  发展。,fair\n", encoding="utf-8")
    agree([path], index=index, codebooks=[book], draws=0)  # blanks are no change
    path.write_text(f"unit,text,codes\n{unit},安全 发展 。,fair\n", encoding="utf-8")
    with pytest.raises(GovtextError, match="reads '公平 发展 。' in the corpus, not as in the sheet"):
        agree([path], index=index, codebooks=[book])


def test_options_that_need_one_another(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    path = sheet_of(tmp_path / "a.csv", index, PERSON)
    for options in ({"counts": True}, {"level": "ordinal"}):
        with pytest.raises(UsageProblem):
            agree([path], index=index, codebooks=[book], **options)  # type: ignore[arg-type]
    with pytest.raises(UsageProblem, match="needs the corpus"):
        agree([path], codebooks=[book])


def test_between_coders_a_code_has_the_units_of_its_parts(tmp_path: Path, index: TokenIndex, book: Codebook) -> None:
    # value or a part of it: both in 1, 2, 3; neither in 4, 5, 6. As they wrote it value stands in 1 with the one coder,
    # in 2 with the other, and they never agree on it.
    one = sheet_of(tmp_path / "one.csv", index, ("value", "fair", "safe", "-", "-", "-"))
    other = sheet_of(tmp_path / "other.csv", index, ("fair", "value", "safe", "-", "-", "-"))
    table = agree([str(one), str(other)], codebooks=[book], index=index, draws=0)["coefficients"]
    keys = zip(table.values("code"), table.values("coefficient"), strict=True)
    found = dict(zip(keys, table.values("value"), strict=True))
    assert found["value", "percent_agreement"] == 1
    assert found["value", "cohen_kappa"] == 1
    assert found["fair", "percent_agreement"] == pytest.approx(4 / 6)  # 1 and 2 apart
