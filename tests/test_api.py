"""Every analysis from Python: on a folder, a Study, a file, a list of files."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import govtext as package
from govtext.errors import GovtextError, NothingFound, UsageProblem
from govtext.table import Tables

TWINS: dict[str, dict[str, Any]] = {
    "segment": {},
    "freq": {},
    "keywords": {"method": "tfidf", "min_count": 1},
    "compare": {"min_count": 1},
    "kwic": {"pattern": "治理"},
    "collocates": {"node": "治理", "min_count": 1},
    "ngrams": {"min_count": 1},
    "dispersion": {"min_count": 1},
    "topics": {"k": 2, "min_units": 1, "min_tokens": 1, "max_share": 1, "passes": 2, "runs": 2, "refits": 2},
}
FREQ = [("发展", "word", 3, 30000 / 7, 1), ("治理", "word", 3, 30000 / 7, 2), ("风险", "word", 1, 10000 / 7, 1)]


def freq(*arguments: Any, **options: Any) -> Tables:
    return package.freq(*arguments, **options)


def contents(tables: Tables, without: str = "") -> dict[str, dict[str, list[Any]]]:
    """Return the columns of every table, an undefined number, which equals nothing, as None."""
    return {
        name: {
            key: [None if value != value else value for value in table.values(key)]
            for key in table.columns
            if key != without
        }
        for name, table in tables.items()
    }


@pytest.mark.parametrize("command", TWINS)
def test_all_ways_to_name_a_study_give_the_same(study: Path, command: str) -> None:
    twin: Callable[..., Tables] = getattr(package, command)
    files = [study / "corpus" / "a.txt", str(study / "corpus" / "b.txt")]
    plain = {"engine": "whitespace", "stopwords": "none"}
    seed = {"seed": 7} if command == "topics" else {}
    tables = twin(**TWINS[command])
    assert isinstance(tables, Tables)
    for given in (study, str(study), package.open_study(study)):
        assert contents(twin(given, **TWINS[command])) == contents(tables)
    of_files = twin(files, **TWINS[command], **plain, **seed)
    assert contents(of_files, "reference") == contents(tables, "reference")
    if command == "kwic":  # a file has no label and no year to be cited by
        assert tables.main.values("reference") == ["甲 2023, ¶1.1", "甲 2023, ¶1.1", "乙 2024, ¶1.1"]
        assert of_files.main.values("reference") == ["a, ¶1.1", "a, ¶1.1", "b, ¶1.1"]
    elif command != "topics":  # its quotations have references too
        assert contents(of_files) == contents(tables)
    assert twin.__name__ == command
    assert twin.__doc__


def test_counts_by_hand(study: Path) -> None:
    rows = freq(study).main.rows()
    assert [row[:3] for row in rows] == [row[:3] for row in FREQ]
    assert [row[4] for row in rows] == [row[4] for row in FREQ]
    assert [row[3] for row in rows] == pytest.approx([row[3] for row in FREQ])


def test_one_file(study: Path) -> None:
    table = freq(study / "corpus" / "a.txt", engine="whitespace").main
    assert table.values("term") == ["治理", "风险"]
    assert table.values("count") == [2, 1]


def test_some_sources_of_a_study(study: Path) -> None:
    assert freq(study, sources=["b"]).main.values("term") == ["发展", "治理"]


def test_python_and_the_command_line_agree(study: Path, govtext: Callable[..., Any]) -> None:
    lines = govtext("compare", "--min-count", "1", "--no-save").out.splitlines()
    table = package.compare(study, min_count=1).main
    assert lines[0].split(",") == list(table.columns)
    assert [line.split(",") for line in lines[1:]] == [[str(cell) for cell in row] for row in table.rows()]


def test_none_stands_for_the_default(study: Path) -> None:
    assert freq(study, min_count=None, top=None).main.rows() == freq(study).main.rows()


def test_the_seed_of_the_study_is_used(study: Path) -> None:
    assert package.topics(study, **TWINS["topics"]).main.parameters["seed"] == 7
    assert package.topics(study, **TWINS["topics"], seed=3).main.parameters["seed"] == 3


def test_to_pandas(study: Path) -> None:
    frame = package.compare(study, min_count=1)["keyness"].to_pandas()
    assert list(frame.columns)[:4] == ["group", "term", "kind", "count"]
    assert len(frame) == 6
    assert freq(study).to_pandas()["count"].tolist() == [3, 3, 1]


def test_what_is_asked_for_must_be_named(study: Path) -> None:
    with pytest.raises(UsageProblem, match="there is no pattern"):
        package.kwic(study)
    with pytest.raises(UsageProblem, match="there is no node"):
        package.collocates(study)


def test_what_is_asked_for_is_not_there(study: Path) -> None:
    with pytest.raises(NothingFound, match="no place of '和平'"):
        package.kwic(study, pattern="和平")
    with pytest.raises(NothingFound, match="和平"):
        package.collocates(study, node="和平")


@pytest.mark.parametrize("command", [command for command in TWINS if command != "segment"])
def test_python_and_the_command_line_agree_in_every_command(
    study: Path, govtext: Callable[..., Any], command: str
) -> None:
    given = dict(TWINS[command])
    words = [str(given.pop(key)) for key in ("pattern", "node") if key in given]
    words += [word for key, value in given.items() for word in (f"--{key.replace('_', '-')}", str(value))]
    shown = govtext(command, *words, "--no-save", "--format", "csv").out
    head, *rows = csv.reader(io.StringIO(shown))
    table = getattr(package, command)(study, **TWINS[command]).main
    assert head == list(table.columns)
    assert rows == [["" if cell is None or cell != cell else str(cell) for cell in row] for row in table.rows()]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"min_cuont": 2}, "freq has no option 'min_cuont'; did you mean 'min_count'?"),
        (
            {"xyzzy": 2},
            "freq has no option 'xyzzy'; known: by, unit, min_count, min_range, top, diversity, window, sample",
        ),
        ({"engine": "jiba"}, "no engine 'jiba'"),
        ({"stopwords": "nowhere"}, "no stop list 'nowhere'"),
        ({"sources": ["c"]}, "no source and no file 'c'"),
        ({"by": "nothing"}, "no source has a field 'nothing'"),
        ({"top": -1}, "--top is -1"),
    ],
)
def test_wrong_options(study: Path, options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        freq(study, **options)
    assert said in str(caught.value)


def test_nothing_found(study: Path) -> None:
    with pytest.raises(NothingFound):
        freq(study, min_count=99)


def test_an_unknown_analysis(study: Path) -> None:
    from govtext.api import analyse

    with pytest.raises(UsageProblem, match="no analysis 'frq'; did you mean 'freq'"):
        analyse("frq", study)
    with pytest.raises(AttributeError, match="no attribute 'frq'"):
        package.frq  # noqa: B018


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(GovtextError, match="no such file"):
        freq(tmp_path / "report.txt")


def test_one_id_as_text_is_one_source(study: Path) -> None:
    with pytest.raises(GovtextError):
        freq(study, sources="ab")


@pytest.mark.parametrize("options", [{"top": "3"}, {"min_count": "2"}])
def test_a_value_of_a_wrong_type(study: Path, options: dict[str, Any]) -> None:
    with pytest.raises(GovtextError):
        freq(study, **options)


def test_stop_lists_as_a_list(study: Path) -> None:
    (study / "stopwords" / "mine.txt").write_text("治理\n", encoding="utf-8")
    assert freq(study, stopwords=["mine"]).main.values("term") == ["发展", "风险"]


def test_every_public_name_is_there() -> None:
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))


def test_a_twin_is_the_same_object_each_time() -> None:
    assert package.freq is package.freq


def test_importing_is_instant(tmp_path: Path) -> None:
    program = "import sys, govtext; print(*[m for m in sys.modules if m in ('numpy', 'click')])"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    assert done.stdout.strip() == b""


def test_a_twin_needs_no_click(study: Path) -> None:
    program = "import sys, govtext; govtext.freq('.'); print('click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=study, capture_output=True, check=True, timeout=60)
    assert done.stdout.strip() == b"False"
