"""verify --rerun: does a fresh run give the same bytes, and which cells differ where it does not?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.errors import GovtextError
from govtext.pipeline import run as running
from govtext.pipeline.verify import COLUMNS, differences, verify
from govtext.pipeline.verifying.cells import compare

from .locks import FILES, TABLE, write_lock, write_outputs


@pytest.fixture
def lock(study: Path) -> dict[str, Any]:
    with (study / "govtext.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[[step]]\ncommand = "freq"\nlexicon = "none"\n')
    return write_outputs(study)


@pytest.fixture
def gives(study: Path, lock: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let a fresh run give these files, with this lock."""

    def prepare(files: dict[str, str], made: dict[str, Any] | None = None, fault: GovtextError | None = None) -> None:
        def run(opened: Any, **options: Any) -> Path:
            assert options["only"] == ["freq"]
            assert options["fresh"]
            assert options["force"]
            outputs: Path = options["outputs"]
            assert study not in outputs.parents
            for name, text in files.items():
                path = outputs / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
            if fault is not None:
                raise fault
            write_lock(outputs, made or lock)
            return outputs / "run.json"

        monkeypatch.setattr(running, "run", run)

    return prepare


def found(study: Path, **options: Any) -> list[dict[str, Any]]:
    return [
        dict(zip(COLUMNS, row, strict=True)) for row in verify(study, rerun=True, **options).main.rows()
    ]  # fmt: skip


def test_the_same_bytes_again_are_no_row(study: Path, gives: Callable[..., None]) -> None:
    gives(FILES)
    tables = verify(study, rerun=True)
    assert differences(tables) == ""
    assert any(note.en == "run anew: 3 of 3 outputs have the recorded bytes again" for note in tables.main.notes)


def test_a_cell_that_comes_out_otherwise_is_named(study: Path, gives: Callable[..., None]) -> None:
    gives(FILES | {"freq/freq.csv": TABLE.replace("发展,word,3,4285.714285714286", "发展,word,4,4285.714285714287")})
    file, count, rate = found(study)
    assert (file["kind"], file["status"]) == ("fresh run", "differs")
    assert "2 cells in 1 row differ; numbers only, by 2.5e-01 of their size at most" in file["found"]  # (4 - 3) / 4
    assert (count["status"], count["row"], count["key"], count["column"]) == ("cell", 2, "term=发展", "count")
    assert (count["recorded"], count["found"]) == ("3", "4")
    assert (rate["column"], rate["recorded"], rate["found"]) == ("per_10k", "4285.714285714286", "4285.714285714287")


def test_a_cell_that_was_tampered_with_is_named_by_the_fresh_run(study: Path, gives: Callable[..., None]) -> None:
    gives(FILES)
    (study / "outputs/freq/freq.csv").write_text(TABLE.replace("风险,word,1,", "风险,word,9,"), encoding="utf-8")
    file, cell = found(study)
    assert (file["kind"], file["status"]) == ("output", "changed")
    assert file["found"].endswith("a fresh run gives the recorded bytes")
    assert (cell["row"], cell["key"], cell["column"], cell["recorded"], cell["found"]) == (
        3, "term=风险", "count", "1", "9",
    )  # fmt: skip


def test_cells_are_cut_and_counted(study: Path, gives: Callable[..., None]) -> None:
    gives(FILES | {"freq/freq.csv": TABLE.replace(",word,", ",term,")})
    assert [row["column"] for row in found(study, cells=2)] == ["", "kind", "kind"]
    assert "3 cells in 3 rows differ" in found(study, cells=2)[0]["found"]
    assert len(found(study, cells=0)) == 4


def test_files_that_are_no_tables_are_compared_as_files(study: Path, gives: Callable[..., None]) -> None:
    gives(FILES | {"freq/freq.svg": "<svg>\n</svg>\n", "freq/freq.md": "# 词频\n"})
    assert [(row["file"], row["status"]) for row in found(study)] == [
        ("freq/freq.md", "differs"),
        ("freq/freq.svg", "differs"),
    ]


def test_a_file_that_is_not_made_again_and_one_that_is_new(
    study: Path, lock: dict[str, Any], gives: Callable[..., None]
) -> None:
    files = {name: text for name, text in FILES.items() if not name.endswith(".svg")}
    step = dict(lock["steps"][0])
    step["outputs"] = [*step["outputs"][:2], {"file": "freq/zipf.csv", "bytes": 1, "sha256": "0" * 64}]
    gives(files | {"freq/zipf.csv": "x"}, lock | {"steps": [step]})
    assert [(row["file"], row["status"]) for row in found(study)] == [
        ("freq/freq.svg", "not made again"),
        ("freq/zipf.csv", "made anew"),
    ]


def test_parameters_that_were_resolved_otherwise_are_named(
    study: Path, lock: dict[str, Any], gives: Callable[..., None]
) -> None:
    step = lock["steps"][0] | {"parameters": {"min_count": {"value": 2, "origin": "environment"}}}
    gives(FILES, lock | {"steps": [step], "settings": {"seed": {"value": 8, "origin": "environment"}}})
    rows = found(study)
    assert [(row["file"], row["kind"], row["step"], row["column"]) for row in rows] == [
        ("run.lock.json", "parameter", "", "seed"),
        ("run.lock.json", "parameter", "freq", "min_count"),
    ]
    assert [(row["recorded"], row["found"]) for row in rows] == [("7", "8"), ("1", "2")]


def test_a_step_that_fails_is_a_row_and_what_it_made_is_compared(study: Path, gives: Callable[..., None]) -> None:
    gives({"freq/freq.csv": TABLE}, fault=GovtextError("step 1 (freq): the disk is full"))
    (row,) = found(study)
    assert (row["kind"], row["status"], row["found"]) == ("step", "failed", "step 1 (freq): the disk is full")


def test_a_step_that_the_study_has_no_more(study: Path, lock: dict[str, Any], gives: Callable[..., None]) -> None:
    other = lock["steps"][0] | {"name": "older", "tables": {}, "outputs": []}
    write_lock(study / "outputs", lock | {"steps": [*lock["steps"], other]})
    gives(FILES)
    (row, *_) = found(study)
    assert (row["kind"], row["status"], row["step"]) == ("step", "not there any more", "older")


def test_the_temporary_folder_is_taken_away(
    study: Path, gives: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    gives(FILES)
    verify(study, rerun=True)
    gives(FILES, fault=GovtextError("x"))
    verify(study, rerun=True)
    assert list(place.iterdir()) == []


def test_a_real_run_gives_its_bytes_again_and_finds_a_tampered_cell(study: Path, govtext: Callable[..., Any]) -> None:
    with (study / "govtext.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[[step]]\ncommand = "freq"\nlexicon = "none"\n')
    assert govtext("run").code == 0
    outcome = govtext("verify", "--rerun", "--format", "csv")
    assert (outcome.code, outcome.out.count("\n")) == (0, 1), outcome.err
    path = study / "outputs/freq/freq.csv"
    path.write_text(path.read_text("utf-8").replace("治理,word,3", "治理,word,8"), encoding="utf-8")
    before = path.read_bytes()
    outcome = govtext("verify", "--rerun", "--format", "csv")
    assert outcome.code == 3
    assert "freq/freq.csv,output,cell,freq,2,term=治理,count,3,8\n" in outcome.out  # 发展 4, 治理 3, 风险 1
    assert path.read_bytes() == before
    shutil.rmtree(study / ".govtext", ignore_errors=True)
    assert govtext("verify", "--rerun").code == 3


# Tables, cell by cell


def csv_of(*lines: str) -> bytes:
    return ("\ufeff" + "".join(f"{line}\n" for line in lines)).encode()


HEAD = "group,term,count,g2"
ROWS = ["a,治理,3,1.5", "a,风险,2,0.5", "b,治理,1,2.5", "b,发展,1,2.5"]


def test_a_row_put_in_moves_no_other() -> None:
    found = compare(csv_of(HEAD, *ROWS), csv_of(HEAD, ROWS[0], "a,安全,1,0.0", *ROWS[1:]), 20)
    assert found is not None
    assert (found.cells, found.missing, found.added, found.moved) == (0, 0, 1, False)
    assert [(cell.row, cell.key, cell.status) for cell in found.shown] == [(2, "group=a, term=安全", "row added")]


def test_rows_in_another_order_are_said_and_compared_by_their_key() -> None:
    found = compare(csv_of(HEAD, *ROWS), csv_of(HEAD, ROWS[1], ROWS[0], ROWS[2], "b,发展,7,2.5"), 20)
    assert found is not None
    assert found.moved
    assert [(cell.row, cell.key, cell.column, cell.before, cell.after) for cell in found.shown] == [
        (4, "group=b, term=发展", "count", "1", "7")
    ]


def test_a_cell_of_the_key_is_a_cell() -> None:
    found = compare(csv_of(HEAD, *ROWS), csv_of(HEAD, "a,治里,3,1.5", *ROWS[1:]), 20)
    assert found is not None
    assert [(cell.row, cell.column, cell.before, cell.after) for cell in found.shown] == [(1, "term", "治理", "治里")]
    assert (found.missing, found.added) == (0, 0)


def test_a_column_that_is_gone_or_new() -> None:
    after = [line.rpartition(",")[0] for line in ROWS]
    found = compare(csv_of(HEAD, *ROWS), csv_of("group,term,count,p", *(f"{line},0.1" for line in after)), 20)
    assert found is not None
    assert [(cell.column, cell.status) for cell in found.shown] == [("g2", "column missing"), ("p", "column added")]
    assert found.cells == 0


def test_rows_that_nothing_tells_apart_are_told_by_their_order() -> None:
    found = compare(csv_of("x,y", "a,1.5", "a,1.5", "a,1.5"), csv_of("x,y", "a,1.5", "a,2.5", "a,1.5"), 20)
    assert found is not None
    assert [(cell.row, cell.column, cell.after) for cell in found.shown] == [(2, "y", "2.5")]


def test_the_size_of_differences_is_said_of_numbers_only() -> None:
    one, two = csv_of("term,g2", "治理,1.0", "风险,2.0"), csv_of("term,g2", "治理,1.0000000000000002", "风险,2.0")
    found = compare(one, two, 20)
    assert found is not None
    assert found.words() == "1 cell in 1 row differs; numbers only, by 2.2e-16 of their size at most"
    other = compare(one, csv_of("term,g2", "治理,", "风险,2.0"), 20)
    assert other is not None
    assert other.words() == "1 cell in 1 row differs"


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe", b'"a\n', "治理".encode("gb18030")])
def test_what_is_no_table_is_none(broken: bytes) -> None:
    assert compare(csv_of(HEAD, *ROWS), broken, 20) is None


CELLS = st.sampled_from(["治理", "风险", "", "1", "2.5", "-1", "a,b", 'x"y'])
LINES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6)


def written(rows: list[list[str]]) -> bytes:
    import csv
    import io

    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([["term", "kind", "count"], *rows])
    return stream.getvalue().encode()


@given(LINES, LINES)
@settings(max_examples=200, deadline=None)
def test_differences_are_none_of_the_same_and_some_of_others(one: list[list[str]], two: list[list[str]]) -> None:
    same = compare(written(one), written(one), 0)
    assert same is not None
    assert (same.cells, same.missing, same.added, same.columns, same.moved) == (0, 0, 0, 0, False)
    found = compare(written(one), written(two), 0)
    assert found is not None
    assert (one == two) == (not (found.cells or found.missing or found.added or found.moved))
    assert len(found.shown) == found.cells + found.missing + found.added
    assert len(one) - found.missing + found.added == len(two)
