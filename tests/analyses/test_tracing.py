"""The command under a table shows as many lines as its row counts."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext import corpus
from govtext.analyses.tracing import command_note, filled, named_in, quoted
from govtext.api import analyse
from govtext.table import Table, Text

Call = Callable[..., Any]


def table_of(columns: dict[str, list[Any]], **trace: str) -> Table:
    return Table("t", Text("t", "t"), columns, trace=trace)


def command(table: Table, asked: dict[str, str] | None = None, sources: list[str] | None = None) -> list[str]:
    (note,) = command_note(table, asked or {}, sources or [])
    assert note.en.partition(": ")[2] in note.zh
    return shlex.split(note.en[note.en.index("govtext kwic") :])


def lines_of(govtext: Call, words: list[str]) -> int:
    """Run a command that was printed; return how many lines it gives."""
    assert words[:2] == ["govtext", "kwic"]
    saving = ["--format", "csv", "--no-save"]
    outcome = govtext("kwic", *saving, *words[2:])
    assert outcome.code in (0, 1), outcome.err
    return len(list(csv.DictReader(io.StringIO(outcome.out))))


def test_columns_named_in_a_trace() -> None:
    assert named_in({"pattern": "{term}", "by": "year", "group": "{group}"}) == ["term", "group"]
    assert named_in({"pattern": "[{a}] {b} {a}"}) == ["a", "b"]


def test_a_word_in_a_pattern_is_taken_as_it_is_a_group_is_no_pattern() -> None:
    row = {"term": "C*", "group": "(甲)", "must": "a|b"}
    trace = {"pattern": "{term}", "must": "{must}", "by": "genre", "group": "{group}"}
    assert filled(trace, row) == {"pattern": "C\\*", "must": "a\\|b", "by": "genre", "group": "(甲)"}


def test_a_pattern_in_angle_brackets_is_taken_as_a_pattern() -> None:
    assert filled({"pattern": "<term>"}, {"term": "[应当|必须] []"}) == {"pattern": "[应当|必须] []"}
    assert named_in({"pattern": "<term>", "group": "{source}"}) == ["term", "source"]


def test_the_first_row_that_has_places_is_shown() -> None:
    table = table_of({"term": ["企业", "风险"], "count": [0, 34]}, pattern="{term}")
    assert command(table) == ["govtext", "kwic", "风险"]
    assert "here row 2" in command_note(table, {}, [])[0].en
    assert command_note(table_of({"term": ["企业"], "count": [0]}, pattern="{term}"), {}, []) == []


def test_a_value_with_the_name_of_a_column_is_not_filled_in() -> None:
    assert filled({"pattern": "{a} {b}"}, {"a": "{b}", "b": "乙"}) == {"pattern": "\\{b\\} 乙"}


def test_no_rows_or_no_trace_no_command() -> None:
    assert command_note(table_of({"term": []}, pattern="{term}"), {}, []) == []
    assert command_note(table_of({"term": ["治理"]}), {}, []) == []


def test_what_decides_what_a_token_is_is_named_too() -> None:
    table = table_of({"term": ["全球治理"], "kind": ["term"]}, pattern="{term}")
    words = command(table, {"features": "all", "engine": "whitespace"}, ["a.txt", "b c.txt"])
    assert words[:5] == ["govtext", "kwic", "全球治理", "a.txt", "b c.txt"]
    assert dict(zip(words[5::2], words[6::2], strict=True)) == {"--features": "terms", "--engine": "whitespace"}


@pytest.mark.parametrize("word", ["治理", "全球 治理", "$x", "`y`", "it's", "a;b", "*", "~", "!x", "a&b", "#1", '"'])
def test_a_shell_gives_back_the_word(word: str) -> None:
    assert shlex.split(quoted(word)) == [word]


# Words that hold every sign of the grammar, of the shell and of the command line, each twice
ODD = """
    C* a? [甲] (乙) a|b {2} a\\b 引"用 it's 丁,戊 -x --by -- a=b x&y #己 $z `w` ~v /x/ pos=n !u %d New␣York é 甲/乙 @r
""".split()  # noqa: SIM905


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("odd file.txt").write_text(" ".join([*ODD, "。", *ODD, "治理"]), encoding="utf-8")
    return "odd file.txt"


def test_odd_words_of_a_file_without_a_study(odd: str, govtext: Call) -> None:
    table = analyse("freq", [odd], sources=[odd], engine="whitespace", stopwords="none")[1].main
    assert len(table) >= 24
    for place, (word, count) in enumerate(zip(table["term"], table.values("count"), strict=True)):
        words = command(table.take([place]), {"engine": "whitespace"}, [odd])
        assert lines_of(govtext, words) == count, word


def test_the_note_that_is_printed(odd: str, govtext: Call) -> None:
    # The commonest word is the first in code-point order of those that stand twice; any is as good.
    outcome = govtext("freq", odd, "--engine", "whitespace", "--stopwords", "none", "--format", "csv")
    (note,) = (line for line in outcome.err.splitlines() if "govtext kwic" in line)
    assert lines_of(govtext, shlex.split(note.partition("here the first: ")[2])) == 2


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(str(corpus.init(tmp_path_factory.mktemp("traced") / "study").root))


ROWS = 8  # of each table: the first, and some further down
CUTTING = ("features", "engine", "lexicon", "mixed", "without")


@pytest.mark.parametrize("features", ["words", "terms", "all", "merged"])
@pytest.mark.parametrize(
    ("analysis", "name", "count", "options"),
    [
        ("freq", "freq", "count", {"stopwords": "none"}),
        ("freq", "freq", "count", {"by": "source"}),
        ("freq", "freq", "count", {"by": "section"}),
        ("keywords", "keywords", "count", {}),
        ("compare", "frequencies", "total", {}),
        ("compare", "keyness", "count", {}),
    ],
)
def test_rows_of_the_demonstration(
    demonstration: Path,
    govtext: Call,
    monkeypatch: pytest.MonkeyPatch,
    features: str,
    analysis: str,
    name: str,
    count: str,
    options: dict[str, Any],
) -> None:
    monkeypatch.chdir(demonstration)
    chosen = {**options, "features": features}
    table = analyse(analysis, ".", **chosen)[1][name]
    step = max(1, len(table) // (ROWS // 2))
    asked = {key: str(chosen[key]) for key in CUTTING if key in chosen}
    for place in sorted({*range(min(ROWS // 2, len(table))), *range(0, len(table), step)}):
        row = table.take([place])
        if not row.values(count)[0]:  # a word that the group lacks has no places
            assert command_note(row, asked, []) == []
            continue
        assert lines_of(govtext, command(row, asked)) == row.values(count)[0], row.rows()


def test_rows_by_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Call) -> None:
    # 治理: 3 in 2023 (a and c), 1 in 2024
    for name, year, text in (("a", 2023, "治理 治理"), ("b", 2024, "治理 发展"), ("c", 2023, "治理")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        with (tmp_path / "govtext.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'[[source]]\nid = "{name}"\nfile = "{name}.txt"\nyear = {year}\n')
    settings_of = (tmp_path / "govtext.toml").read_text(encoding="utf-8")
    text = '[tokens]\nengine = "whitespace"\n' + settings_of
    (tmp_path / "govtext.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    table = analyse("freq", ".", by="year", stopwords="none")[1].main
    found = {}
    for place, (term, year) in enumerate(zip(table["term"], table["group"], strict=True)):
        if term == "治理":
            found[year] = lines_of(govtext, command(table.take([place])))
    assert found == {"2023": 3, "2024": 1}
