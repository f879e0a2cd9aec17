"""The places behind a number: small texts by hand, and every count of every table of two studies."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govtext import corpus
from govtext.analyses.behind import behind
from govtext.analyses.tracing import command_note
from govtext.api import analyse
from govtext.study import Study
from govtext.table import Table, Tables
from govtext.tokens.index import TokenIndex

Call = Callable[..., Any]
FEW_FITS = {"runs": 2, "refits": 2, "passes": 20}
STEPS: list[tuple[str, dict[str, Any]]] = [
    ("segment", {}),
    ("freq", {}),
    ("freq", {"by": "source", "features": "all"}),
    ("keywords", {"method": "all"}),
    ("compare", {}),
    ("compare", {"features": "merged", "min_count": 2}),
    ("ngrams", {}),
    ("ngrams", {"bundles": True, "per_million": 1, "min_range": 1}),
    ("dispersion", {}),
    ("dispersion", {"term": ["治理", "人工*"]}),
    ("kwic", {"pattern": "治理", "by": "source"}),
    ("collocates", {"node": "治理", "by": "source", "min_count": 2}),
    ("terms", {}),
    ("frames", {"codebook": "all"}),
    ("frames", {"mutual": True}),
    ("frames", {"by": "year", "unit": "paragraph"}),
    ("actors", {}),
    ("actors", {"by": "year"}),
    ("citations", {}),
    ("modality", {"by": "year", "unit": "paragraph"}),
    ("modality", {}),
    ("topics", FEW_FITS),
]
# Columns that count places, units or tokens; in these tables each opens as many as it says.
COUNTS = (
    *("count", "hits", "total", "both", "coded", "uncoded", "sentences", "paragraphs", "sections", "whole", "negated"),
    *("modal", "continued", "reference_count", "frequency", "other_count", "other_paragraphs", "hedges", "demands"),
    *("weight_1", "weight_2", "weight_3", "source_units", "target_units"),
)
UNITS = ("frames", "codes", "coverage", "actors", "kinds", "modality", "classes", "summary", "prevalence", "mutual")
# By their nature not: a word that stands twice near one place of a node is two co-occurrences and one line of kwic;
# of an instrument that two sources share a number says how many, its places how often they cite it.
NOT = {
    ("collocates", "collocates"): {"count"},
    ("collocates", "positions"): {"total"},
    ("collocates", "contrast"): {"count", "reference_count"},
    ("citations", "shared"): {"both"},
}
OF_ONE = 40  # rows of a table that are looked at, at equal distances


def rows_of(table: Table, most: int = OF_ONE) -> Iterator[dict[str, Any]]:
    columns = {key: table.values(key) for key in table.columns}
    for at in sorted({place * len(table) // most for place in range(most if len(table) else 0)}):
        yield {key: values[at] for key, values in columns.items()}


def counted(command: str, table: Table) -> set[str]:
    """Return the columns of a table that count what they open."""
    groups = {key for key in table.traces if isinstance(table.values(key)[0], int)} if len(table) else set()
    tenths = {key for key in table.columns if key.startswith("tenth_")}
    own = {key for key in COUNTS if key in table.columns} | groups | tenths
    own |= {"units"} if table.name in UNITS and "units" in table.columns else set()
    own = {"tokens"} if table.name == "spectrum" else own
    return own - NOT.get((command, table.name), set()) - {"reference_range", "left", "right"}


def check(command: str, index: TokenIndex, tables: Tables) -> int:
    """Open every count of every table that a person is shown; return how many there were."""
    done = 0
    for name, table in tables.items():
        ask = behind(index, table)
        if ask is None:
            assert not table.on_page or not len(table), f"{command}: nothing stands behind {name}"
            continue
        wanted = counted(command, table)
        for row in rows_of(table):
            whole = ask(row, "")
            assert whole is not None, (command, name, row)
            assert is_in_order(index, whole), (command, name, row)
            for key in table.columns:
                own = ask(row, key)
                assert own is None or is_in_order(index, own), (command, name, key, row)
                size = len(whole if own is None else own)
                if key in wanted:
                    done += 1
                    assert size == row[key], (command, name, key, row)
                elif key in NOT.get((command, name), ()):
                    fits = size <= row[key] if command == "collocates" else size >= row[key]
                    assert fits, (command, name, key, row)
    return done


def is_in_order(index: TokenIndex, found: np.ndarray) -> bool:
    """Tell whether places are in their texts, none empty, in order of the text."""
    lengths = np.array([len(text) for text in index.texts])
    sizes = (found[:, 2] > found[:, 1]).all() and (found[:, 2] <= lengths[found[:, 0]]).all()
    order = np.lexsort((found[:, 2], found[:, 1], found[:, 0]))
    return bool(sizes and (found[:, 1] >= 0).all() and (order == np.arange(len(found))).all())


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return corpus.init(tmp_path_factory.mktemp("behind") / "study")


@pytest.mark.parametrize(("command", "options"), STEPS)
def test_every_count_opens_as_many_places(demonstration: Study, command: str, options: dict[str, Any]) -> None:
    index, tables = analyse(command, demonstration, **options)
    assert check(command, index, tables) >= 5


@pytest.mark.parametrize(("command", "options"), STEPS)
def test_every_count_of_the_reports_opens_as_many_places(
    report_study: Study, command: str, options: dict[str, Any]
) -> None:
    index, tables = analyse(command, report_study, **options)
    assert check(command, index, tables) >= 5


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("freq", {}),
        ("freq", {"by": "year"}),
        ("keywords", {}),
        ("compare", {"features": "all"}),
        ("ngrams", {}),
        ("dispersion", {}),
        ("collocates", {"node": "治理", "min_count": 2}),
        ("collocates", {"node": "治理", "against": "发展", "min_count": 2}),
    ],
)
def test_places_are_those_of_the_command_under_the_table(
    demonstration: Study, govtext: Call, command: str, options: dict[str, Any]
) -> None:
    index, tables = analyse(command, demonstration, **options)
    asked = {key: str(value) for key, value in options.items() if key == "features"}
    for table in tables.values():
        ask = behind(index, table)
        if not table.trace or ask is None or not table.on_page:
            continue
        for at in range(0, len(table), max(1, len(table) // 3)):
            row = table.take([at])
            if not (notes := command_note(row, asked, [])):
                continue  # a row without an occurrence
            words = shlex.split(notes[0].en[notes[0].en.index("govtext kwic") :])
            outcome = govtext("--study", demonstration.folder(), "kwic", "--format", "csv", "--no-save", *words[2:])
            lines = csv.DictReader(io.StringIO(outcome.out))
            ids = [source.id for source in index.sources]
            shown = sorted((ids.index(line["source"]), int(line["start"]), int(line["end"])) for line in lines)
            (values,) = row.rows()
            found = ask(dict(zip(table.columns, values, strict=True)), "")
            assert shown == [tuple(one) for one in found.tolist()], words


# by hand

TEXTS = {"a": "治理 治理 风险 。 发展 治理 。", "b": "治理 发展 发展 。"}
#              0    3    6   9  11   14  17           0    3    6   9


def opened(index: TokenIndex, table: Table, at: int, column: str = "") -> list[tuple[int, int, int]] | None:
    ask = behind(index, table)
    assert ask is not None
    found = ask({key: table.values(key)[at] for key in table.columns}, column)
    return None if found is None else [tuple(one) for one in found.tolist()]


def test_a_cell_of_a_group_opens_the_places_of_this_group(segmented: Call, tmp_path: Path) -> None:
    from govtext.analyses.compare import compare
    from govtext.tokens.stopwords import NONE

    index = segmented(**TEXTS)
    tables = compare(index, by="source", min_count=1, stopwords=NONE)
    table = tables["frequencies"]
    at = table.values("term").index("治理")
    assert opened(index, table, at) == [(0, 0, 2), (0, 3, 5), (0, 14, 16), (1, 0, 2)]
    assert opened(index, table, at, "a") == [(0, 0, 2), (0, 3, 5), (0, 14, 16)]
    assert opened(index, table, at, "b_per_10k") == [(1, 0, 2)]
    assert opened(index, table, at, "total") is None  # as the row
    keyness = tables["keyness"]
    pairs = list(zip(keyness["group"], keyness["term"], strict=True))
    at = pairs.index(("b", "风险"))  # b lacks it: its row opens the places of a, its count none
    assert opened(index, keyness, at) == [(0, 6, 8)]
    assert opened(index, keyness, at, "count") == []
    assert opened(index, keyness, at, "reference_count") == [(0, 6, 8)]
    at = pairs.index(("a", "发展"))
    assert opened(index, keyness, at) == [(0, 11, 13)]
    assert opened(index, keyness, at, "reference_count") == [(1, 3, 5), (1, 6, 8)]


def test_names_of_groups_are_no_patterns_and_no_columns(segmented: Call) -> None:
    from govtext.analyses.compare import compare
    from govtext.tokens.stopwords import NONE

    index = segmented({"a": {"kind": "<term>"}, "b": {"kind": "{count}"}}, **TEXTS)
    table = compare(index, by="kind", min_count=1, stopwords=NONE)["frequencies"]
    at = table.values("term").index("发展")
    assert opened(index, table, at, "<term>") == [(0, 11, 13)]
    assert opened(index, table, at, "{count}") == [(1, 3, 5), (1, 6, 8)]


def test_sizes_open_units(segmented: Call) -> None:
    from govtext.analyses.segment import segment

    index = segmented(**TEXTS)
    table = segment(index).main
    assert opened(index, table, 0, "sentences") == [(0, 0, 10), (0, 11, 18)]
    assert opened(index, table, 0) == [(0, 0, 18)]  # one paragraph
    assert opened(index, table, 1, "paragraphs") == [(1, 0, 10)]
    assert opened(index, table, 1, "tokens") is None


def test_a_place_in_the_window_opens_the_lines_with_the_word_there(segmented: Call) -> None:
    from govtext.analyses.collocates import collocates

    index = segmented(**TEXTS)
    table = collocates(index, node="治理", min_count=1)["positions"]
    at = table.values("collocate").index("发展")
    # 发展 just before the last 治理 of a; in b one and two words behind the first
    assert opened(index, table, at, "l1") == [(0, 14, 16)]
    assert opened(index, table, at, "r1") == [(1, 0, 2)]
    assert opened(index, table, at, "r2") == [(1, 0, 2)]
    assert opened(index, table, at, "l2") == []
    assert opened(index, table, at) == [(0, 14, 16), (1, 0, 2)]


def test_a_table_that_goes_to_another_process_leaves_its_places(segmented: Call) -> None:
    import pickle

    from govtext.analyses.segment import segment

    table = segment(segmented(**TEXTS)).main
    assert table.behind is not None
    again = pickle.loads(pickle.dumps(table))
    assert again.behind is None
    assert again.rows() == table.rows()
