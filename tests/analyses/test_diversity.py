"""Lexical diversity of texts measured by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from govtext.analyses.counting.diversity import COLUMNS, READING, diversity
from govtext.analyses.freq import freq
from govtext.errors import NothingFound, UsageProblem
from govtext.measures import diversity as measures
from govtext.table import Table
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import StopList

Build = Callable[..., TokenIndex]

# a: 甲 乙 甲 丙 (N 4, V 3)    b: 甲 乙 (N 2, V 2)    both: N 6, V 3; marks are not in N
TEXTS = {"a": "甲 乙 ， 甲 丙 。", "b": "甲 乙 。"}


def column(table: Table, key: str) -> dict[str, float]:
    return dict(zip(table.values("group"), table.values(key), strict=True))


def notes(table: Table) -> str:
    return "\n".join(note.en for note in table.notes)


def test_the_measures_of_two_small_texts(segmented: Build) -> None:
    table = diversity(segmented(**TEXTS), window=2, sample=2)
    assert tuple(table.columns) == COLUMNS
    assert table.values("group") == ["a", "b", "(all)"]
    assert column(table, "tokens") == {"a": 4, "b": 2, "(all)": 6}
    assert column(table, "types") == {"a": 3, "b": 2, "(all)": 3}
    assert column(table, "ttr") == pytest.approx({"a": 3 / 4, "b": 1, "(all)": 3 / 6})
    assert column(table, "root_ttr")["a"] == pytest.approx(3 / 2)
    assert column(table, "log_ttr")["a"] == pytest.approx(math.log(3) / math.log(4))
    # All: 甲 乙 甲 丙 甲 乙: each window of two has two words.
    assert column(table, "mattr") == {"a": 1, "b": 1, "(all)": 1}
    # a: of 6 pairs one is 甲 甲, (5 x 1 + 1/2) / 6; all: 3 + 1 of 15 pairs are of one word (甲 3, 乙 2).
    assert column(table, "hdd") == pytest.approx({"a": 5.5 / 6, "b": 1, "(all)": (11 + 4 / 2) / 15})
    assert column(table, "yule_k") == pytest.approx({"a": 1250, "b": 0, "(all)": 1e4 * (9 + 4 + 1 - 6) / 36})
    assert column(table, "simpson") == pytest.approx({"a": 2 / 12, "b": 0, "(all)": 8 / 30})
    assert column(table, "entropy")["a"] == pytest.approx(1.5)
    assert column(table, "entropy_norm")["a"] == pytest.approx(1.5 / math.log2(3))
    assert column(table, "hapax_share") == pytest.approx({"a": 2 / 3, "b": 1, "(all)": 1 / 3})


def test_what_a_text_is_too_short_for_is_undefined_and_counted(segmented: Build) -> None:
    table = diversity(segmented(**TEXTS), window=4, sample=5)
    assert column(table, "mattr")["a"] == 3 / 4
    assert np.isnan([column(table, "mattr")["b"], column(table, "hdd")["a"], column(table, "hdd")["b"]]).all()
    assert np.isnan(column(table, "mtld")["b"])  # no word comes twice
    said = notes(table)
    for expected in (
        "all stretches of 4 tokens (Covington and McFall 2010), none in a shorter text (1 of 3 rows: none)",
        "0.72",
        "all samples of 5 tokens (McCarthy and Jarvis 2007), none in a shorter text (2 of 3 rows: none)",
        "stop words included",
        "Stop list: none.",
    ):
        assert expected in said


def test_a_group_is_its_sources_one_after_another(segmented: Build) -> None:
    # 2023 is a and c: 甲 乙 甲 丙 + 丙 丙, and (all) has b between them.
    fields = {"a": {"year": 2023}, "b": {"year": 2024}, "c": {"year": 2023}}
    index = segmented(fields, **TEXTS, c="丙 丙 。")
    table = diversity(index, by="year", window=3, sample=2)
    assert table.values("group") == ["2023", "2024", "(all)"]
    assert column(table, "mattr")["2023"] == pytest.approx((2 + 3 + 2 + 1) / 3 / 4)
    assert column(table, "mtld")["2023"] == measures.mtld([0, 1, 0, 2, 2, 2])
    assert column(table, "mtld")["(all)"] == measures.mtld([0, 1, 0, 2, 0, 1, 2, 2])


def test_parts_of_a_source_that_belong_together_are_put_together(volume: TokenIndex) -> None:
    # 张三: 甲文 治理 治理 风险 | 小结 治理.
    table = diversity(volume, by="author", window=2, sample=2)
    assert column(table, "tokens")["张三"] == 6
    assert column(table, "types")["张三"] == 4
    assert column(table, "mattr")["张三"] == pytest.approx((2 + 1 + 2 + 2 + 2) / 2 / 5)


def test_one_group_is_not_repeated_as_all(segmented: Build) -> None:
    assert diversity(segmented(a=TEXTS["a"])).values("group") == ["a"]


def test_a_source_without_a_word_has_no_values(segmented: Build) -> None:
    table = diversity(segmented(a=TEXTS["a"], b="。"))
    assert column(table, "tokens")["b"] == 0
    assert all(np.isnan(column(table, key)["b"]) for key in COLUMNS[3:])


def test_it_is_an_option_of_freq_and_needs_no_stop_list(segmented: Build) -> None:
    index = segmented(**TEXTS)
    stop = StopList("own.txt (1)", frozenset({"甲"}), drops_numbers=True)
    tables = freq(index, diversity=True, window=2, sample=2, stopwords=stop)
    assert list(tables) == ["diversity"]
    assert tables.main.values("ttr") == diversity(index).values("ttr")
    assert tables.main.parameters["window"] == 2
    assert freq(segmented({"a": {"year": 1}, "b": {"year": 2}}, **TEXTS), diversity=True, by="year").main["group"] == [
        *("1", "2", "(all)")
    ]


def test_what_a_person_reads_fits_a_page(segmented: Build) -> None:
    table = diversity(segmented(**TEXTS))
    assert table.reading == READING
    assert len(READING) <= 9
    assert set(READING) <= set(table.columns)


@pytest.mark.parametrize("options", [{"window": 0}, {"sample": 0}, {"by": "genre"}])
def test_wrong_options(segmented: Build, options: dict[str, int | str]) -> None:
    with pytest.raises(UsageProblem) as caught:
        diversity(segmented(**TEXTS), **options)  # type: ignore[arg-type]
    assert caught.value.exit_code == 2


def test_marks_alone(segmented: Build) -> None:
    with pytest.raises(NothingFound):
        diversity(segmented(a="。"))
