"""Wrong usage: exit code 2, one line, a suggestion where one is near; help and versions on stdout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import govtext as package


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("fre", "no command 'fre'; did you mean 'freq'?"),
        ("xyzzy", "no command 'xyzzy'; see: govtext --help"),
        ("corpus ad", "Did you mean 'add'?"),
        ("freq --tops 3", "'--top'"),
        ("freq --top three", "'three' is not a valid integer"),
        ("freq --top -1", "--top is -1; it must be at least 0"),
        ("freq --min-count 0", "--min-count is 0; it must be at least 1"),
        ("freq --format xls", "'xls' is not one of 'table', 'csv'"),
        ("freq --engine jiba", "'jiba' is not one of 'jieba'"),
        ("freq --lang de", "'de' is not one of 'en', 'zh'"),
        (
            "freq --by gener",
            "no source has a field 'gener'; --by takes one of source, chapter, section, author, paragraph, "
            "sentence, label, year",
        ),
        ("freq --min-range 0", "--min-range is 0; it must be at least 1"),
        ("freq --unit chapter", "'chapter' is not one of 'document', 'section', 'paragraph', 'sentence'"),
        ("freq --evidence 0", "--evidence is 0; it must be at least 1"),
        ("freq --evidence 101", "--evidence is 101; it must be at most 100"),
        ("kwic", "there is no pattern, or two kinds of it; name a pattern, or a file with --patterns"),
        ("kwic 治理 aa", "no source and no file 'aa'; did you mean 'a'?"),
        ("kwic 治理 --window -1", "--window is -1; it must be at least 0"),
        ("kwic 治理 --window 1001", "--window is 1001; it must be at most 1000"),
        ("kwic 治理 --sample 0", "--sample is 0; it must be at least 1"),
        ("kwic 治理 --top -1", "--top is -1; it must be at least 0"),
        ("kwic 治理 --context page", "'page' is not one of 'tokens', 'characters', 'sentence', 'paragraph'"),
        ("kwic 治理 --sort L", "sort by L1, L2 … R1, R2 …, node, pattern, frequency, source, comma-separated"),
        ("kwic 治理 --must 发展 --within x", "--within is 'x'; write a number of words"),
        ("kwic 治理 --group x", "there is no group 'x' by source; groups: a, b"),
        ("kwic 治理 --by year --group x", "there is no group 'x' by year; groups: 2023, 2024"),
        ("kwic [ --regex", "the regular expression '[' is broken at character"),
        ("kwic [pos=", "the pattern '[pos=' is broken at character 6: a value is missing"),
        ("collocates", "Missing argument 'NODE'"),
        ("collocates 治理 aa", "no source and no file 'aa'; did you mean 'a'?"),
        ("collocates 治理 --sort x", "--sort is 'x'; sort by one of count, "),
        ("collocates 治理 --window 0", "the window has no words; give --window, --left or --right 1 or more"),
        ("collocates 治理 --window 51", "--window is 51; it must be a number of words, 0 to 50"),
        ("collocates 治理 --expected mean", "'mean' is not one of 'span', 'windows', 'plain'"),
        ("collocates 治理 --table all", "'all' is not one of 'collocates', 'positions', 'contrast', 'edges'"),
        ("collocates 治理 --min-count 0", "--min-count is 0; it must be at least 1"),
        ("collocates 治理 --by gener", "no source has a field 'gener'"),
        ("ngrams -n 1", "-n is '1'; give a length from 2 to 6, or two as 2-4"),
        ("ngrams -n 9", "-n is '9'; give a length from 2 to 6"),
        ("ngrams -n 4-2", "-n is '4-2'; give a length from 2 to 6, or two as 2-4, the shorter first"),
        ("ngrams --skip -1", "--skip is -1; give a whole number from 0 to 5"),
        ("ngrams --bundles --per-million -1", "--per-million is -1"),
        ("ngrams --features terms", "terms alone have no neighbours"),
        ("ngrams --sort mutual", "'mutual' is not one of 'count', 'g2', 'mi', 'lambda'"),
        ("ngrams --min-range 0", "--min-range is 0; it must be at least 1"),
        ("ngrams aa", "no source and no file 'aa'; did you mean 'a'?"),
        ("dispersion a --min-count 1", "dispersion needs two parts, and by --unit document there is one"),
        ("dispersion --parts 1", "--parts is 1; it must be a whole number of at least 2"),
        ("dispersion --parts 8", "--parts is 8, and there are 7 tokens"),
        ("dispersion --sort d", "'d' is not one of 'count', 'term', 'range', 'dp'"),
        ("dispersion --unit chapter", "'chapter' is not one of 'document'"),
        ("dispersion aa", "no source and no file 'aa'; did you mean 'a'?"),
        ("freq --stopwords govtxt", "no stop list 'govtxt'; choose one of govtext, modals, protected, stopwordsiso"),
        ("freq aa", "no source and no file 'aa'; did you mean 'a'? sources: a, b"),
        ("freq a a", "the source 'a' is named twice"),
        ("keywords --method tf", "'tf' is not one of"),
        ("keywords a", "two"),
        ("compare a", "a comparison by 'source' needs two groups, and there is one (a)"),
        ("compare --table all", "'all' is not one of 'frequencies', 'keyness'"),
        ("topics --k 1", "--k is 1; it must be at least 2"),
        ("topics --k 50 --min-units 1 --min-tokens 1 --max-share 1", "--k is 50, with 2 units and 3 words"),
        ("topics --max-share 1.5", "--max-share is 1.5"),
        ("topics --max-share nan", "--max-share is nan"),
        ("topics --unit chapter", "'chapter' is not one of"),
        ("topics --seed -1", "--seed is -1"),
        ("corpus remove zz", "no source 'zz'; sources: a, b"),
        ("corpus add", "Missing argument 'FILE|FOLDER...'"),
        ("corpus show", "Missing argument 'SOURCE|FILE'"),
        ("corpus show a --part soul", "'soul' is not one of 'body'"),
        ("run a", "unexpected extra argument"),
        ("init", "Missing argument 'DIR'"),
        ("--study nowhere freq", "nowhere: no govtext.toml in this folder"),
    ],
)
def test_wrong_usage(study: Path, refused: Callable[..., str], arguments: str, said: str) -> None:
    assert said in refused(2, *arguments.split())
    assert not (study / "outputs").exists()


@pytest.mark.parametrize(
    "command",
    [
        "freq",
        "segment",
        "compare",
        "kwic 治理",
        "collocates 治理",
        "ngrams",
        "dispersion",
        "run",
        "corpus list",
        "corpus remove x",
    ],
)
def test_without_a_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "there is no study here; make one: govtext init DIR" in refused(2, *command.split())


@pytest.mark.parametrize(
    "arguments",
    [
        "freq --min-count 99",
        "compare --min-count 99",
        "keywords --method tfidf --min-count 99",
        "kwic 和平",
        "kwic 治理 --min-count 99",
        "kwic 治理 --must 和平",
        "collocates 和平",
        "collocates 治理 --min-count 99",
        "ngrams --min-count 99",
        "ngrams --bundles --min-count 1",
        "dispersion --min-count 99",
        "dispersion --term 和平",
        "topics",
    ],
)
def test_nothing_found_is_exit_code_1(study: Path, refused: Callable[..., str], arguments: str) -> None:
    assert "; " in refused(1, *arguments.split())
    assert not (study / "outputs").exists()


@pytest.mark.parametrize("arguments", ["-v freq aa", "--verbose freq aa", "-q -v freq aa"])
def test_the_traceback_comes_with_v_only(study: Path, govtext: Callable[..., Any], arguments: str) -> None:
    outcome = govtext(*arguments.split())
    assert outcome.code == 2
    assert "Traceback" in outcome.err
    assert "Traceback" not in govtext("freq", "aa").err


def test_the_traceback_comes_with_joined_short_options(study: Path, govtext: Callable[..., Any]) -> None:
    assert "Traceback" in govtext("-qv", "freq", "aa").err


def test_quiet_leaves_results_and_errors(study: Path, govtext: Callable[..., Any]) -> None:
    outcome = govtext("-q", "freq")
    assert outcome.err == ""
    assert outcome.out.startswith("term,kind,count,per_10k,range,per_million,rank,cumulative_share,range_percent,dp\n")
    assert govtext("-q", "freq", "aa").err.startswith("govtext: no source")


@pytest.mark.parametrize("arguments", ["--help", "-h", "freq --help", "corpus --help", "corpus add --help"])
def test_help_goes_to_stdout(govtext: Callable[..., Any], arguments: str) -> None:
    outcome = govtext(*arguments.split())
    assert outcome.code == 0
    assert outcome.out.startswith("Usage: govtext")
    assert outcome.err == ""


@pytest.mark.parametrize("arguments", ["", "corpus"])
def test_without_a_command_the_help_keeps_its_lines(govtext: Callable[..., Any], arguments: str) -> None:
    outcome = govtext(*arguments.split())
    shown = (outcome.out + outcome.err).splitlines()
    assert "Commands:" in shown


def test_the_version(govtext: Callable[..., Any]) -> None:
    assert govtext("--version").out == f"govtext, version {package.__version__}\n"


WORDS = ("freq", "keywords", "compare", "kwic", "collocates", "ngrams", "dispersion")
FRAMING = ("codebook", "frames", "actors", "citations", "modality", "agree")
COMMANDS = ("init", "corpus", "segment", "terms", "stopwords", *WORDS, "topics", *FRAMING, "run")


def test_help_lists_every_command_and_each_has_help(govtext: Callable[..., Any]) -> None:
    listed = govtext("--help").out
    for command in COMMANDS:
        assert f"\n  {command} " in listed
        assert govtext(command, "--help").code == 0


@pytest.mark.parametrize("command", ["segment", "terms", *WORDS, "topics"])
def test_shared_options_are_on_every_analysis(govtext: Callable[..., Any], command: str) -> None:
    text = govtext(command, "--help").out
    for option in ("--engine", "--format", "--output", "--no-save", "--lang"):
        assert option in text
    assert text.splitlines()[0].endswith("[SOURCE|FILE]...")


@pytest.mark.parametrize("command", ["freq", "collocates", "ngrams", "dispersion"])
def test_options_of_words_have_one_name_everywhere(govtext: Callable[..., Any], command: str) -> None:
    text = govtext(command, "--help").out
    for option in ("--by", "--min-count", "--top", "--features", "--stopwords", "--lexicon", "--mixed", "--without"):
        assert f"  {option} " in text


# With the columns that help names for themselves, and what stands before and after the rest.
@pytest.mark.parametrize(
    ("line", "named", "after", "then"),
    [
        ("freq", "Columns: ", [], "; with --by also group."),
        ("freq --by year", "Columns: ", ["group"], "; with --by also group."),
        ("freq --diversity", "With --diversity: ", [], ", in each group"),
        ("kwic 治理", "Columns: ", [], "."),
        ("ngrams --min-count 1", "ngrams: ", [], "; with --by also group."),
        ("ngrams --min-count 1 --by year", "ngrams: ", ["group"], "; with --by also group."),
        ("dispersion --min-count 1", "Columns: ", [], "."),
    ],
)
def test_columns_named_in_help_are_those_printed(
    study: Path, govtext: Callable[..., Any], line: str, named: str, after: list[str], then: str
) -> None:
    text = " ".join(govtext(line.split()[0], "--help").out.split())
    header = govtext(*line.split(), "--no-save").out.splitlines()[0].split(",")
    before = ", ".join(key for key in header if key not in after)
    assert f"{named}{before}{then}" in text


@pytest.mark.parametrize(("given", "more"), [("", []), ("--by year", ["group"]), ("--against 发展", ["node"])])
def test_columns_of_collocates_named_in_help_are_those_printed(
    study: Path, govtext: Callable[..., Any], given: str, more: list[str]
) -> None:
    text = " ".join(govtext("collocates", "--help").out.split())
    line = ("collocates", "治理", "--min-count", "1", *given.split(), "--no-save")
    header = govtext(*line).out.splitlines()[0].split(",")
    assert sorted(set(header) & {"group", "node"}) == more
    named = text.partition("Columns: ")[2].partition("; with --by also group, with --against also node.")[0]
    assert named.replace(", then ", ", ").split(", ") == [key for key in header if key not in more]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ((), "term"),
        (("--min-range", "1"), "term"),
        (("--target", "a"), "group"),
        (("--reference", "b"), "group"),
        (("--measure", "chi2"), "group"),
        (("--correction", "bh"), "group"),
        (("--measure", "chi2", "--table", "frequencies"), "term"),
        (("--table", "keyness"), "group"),
    ],
)
def test_who_asks_for_key_words_is_shown_them(
    study: Path, govtext: Callable[..., Any], asked: tuple[str, ...], first: str
) -> None:
    outcome = govtext("compare", "--min-count", "1", *asked, "--format", "csv", "--no-save")
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith(f"{first},")
