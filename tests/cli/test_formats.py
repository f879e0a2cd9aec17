"""One main table on stdout, the same in every format, with the columns of the contract."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

Run = Callable[..., Any]
SMALL = "--min-units 1 --min-tokens 1 --max-share 1 --passes 2 --runs 2 --refits 2 --k 2"
LEAST = "--min-count 1"
DISPERSION = "term kind count per_10k range range_percent dp dp_norm juilland_d carroll_d2 rosengren_s kld"
COLLOCATES = "collocate count left right expected g2 mi npmi log_dice t z delta_p dp"
CONTRACT = {
    "freq": "term kind count per_10k range",
    "freq --by year": "term kind count per_10k range group",
    "freq --diversity": "group tokens types ttr",
    "keywords --method tfidf --min-count 1": "source rank term kind score count method",
    "compare --min-count 1": "term kind total a a_per_10k a_low a_high b b_per_10k b_low b_high",
    "compare --min-count 1 --by year": (
        "term kind total 2023 2023_per_10k 2023_low 2023_high 2024 2024_per_10k 2024_low 2024_high"
    ),
    "compare --min-count 1 --table keyness": (
        "group term kind count reference_count expected g2 p p_adjusted log_ratio log_ratio_low log_ratio_high dp"
    ),
    "segment": "source characters tokens types sentences paragraphs sections",
    "kwic 治理": "source section paragraph sentence left node right start end reference",
    "kwic 治理 --by year": "source section paragraph sentence left node right start end reference group",
    f"collocates 治理 {LEAST}": COLLOCATES,
    f"collocates 治理 {LEAST} --against 发展": COLLOCATES,
    f"collocates 治理 {LEAST} --by year": COLLOCATES,
    f"collocates 治理 {LEAST} --table positions": "collocate total l5 l4 l3 l2 l1 r1 r2 r3 r4 r5",
    f"collocates 治理 {LEAST} --table edges": "source target kind count log_dice g2",
    f"collocates 治理 {LEAST} --against 发展 --table contrast": "collocate group count reference_count",
    f"ngrams {LEAST}": "ngram n count per_10k range expected g2 mi lambda z dp",
    f"ngrams {LEAST} --by year": "ngram n count per_10k range expected g2 mi lambda z dp group",
    f"ngrams {LEAST} --n 2 --min-range 1 --bundles": (
        "bundle n count per_million range a a_per_million b b_per_million"
    ),
    f"dispersion {LEAST}": DISPERSION,
    f"dispersion {LEAST} --term 治理 --term 风险": DISPERSION,
    f"dispersion {LEAST} --by year": DISPERSION,
    f"topics {SMALL}": "topic rank term probability frex lift",
    f"topics {SMALL} --table prevalence": "source topic share low high",
    f"topics {SMALL} --table units": "source unit topic share",
    "corpus list": (
        "id label title institution year genre format encoding characters tokens sentences paragraphs sections"
    ),
    "corpus show a --part sections": "section level number title paragraphs characters",
    "corpus show a --part removed": "rule start end text",
}
MAIN = [line for line in CONTRACT if "--table" not in line and "show" not in line]


def words(line: str, *more: str) -> list[str]:
    saves = () if line.startswith("corpus") else ("--no-save",)
    return [*line.split(), *saves, *more]


def cells(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


@pytest.mark.parametrize("line", CONTRACT)
def test_the_columns_of_the_contract(study: Path, govtext: Run, line: str) -> None:
    header = cells(govtext(*words(line, "--format", "csv")).out)[0]
    wanted = CONTRACT[line].split()
    if "removed" in line:
        assert [key for key in header if key in wanted] == wanted
    else:
        assert header[: len(wanted)] == wanted
    assert len(set(header)) == len(header)


def test_the_columns_of_quotes(study: Path, govtext: Run) -> None:
    header = cells(govtext(*words(f"topics {SMALL} --table quotes", "--format", "csv")).out)[0]
    wanted = ["topic", "source", "section", "paragraph", "share", "text"]
    assert [key for key in header if key in wanted] == wanted


@pytest.mark.parametrize("line", MAIN)
def test_machine_formats_hold_the_same_rows_in_full(study: Path, govtext: Run, line: str) -> None:
    as_csv, as_tsv, as_json = (govtext(*words(line, "--format", form)).out for form in ("csv", "tsv", "json"))
    header, *rows = cells(as_csv)
    assert rows
    assert cells(as_tsv, "\t") == [header, *rows]
    records = json.loads(as_json)
    if line != "segment":  # of segment, jsonl is the segmented text
        as_lines = govtext(*words(line, "--format", "jsonl")).out
        assert [json.loads(one) for one in as_lines.splitlines()] == records
    assert [list(record) for record in records] == [header] * len(rows)
    assert [["" if value is None else str(value) for value in record.values()] for record in records] == rows


@pytest.mark.parametrize("line", [line for line in MAIN if line != "segment"])
def test_csv_is_the_default_in_a_pipe(study: Path, govtext: Run, line: str) -> None:
    outcome = govtext(*words(line))
    assert outcome.out == govtext(*words(line, "--format", "csv")).out
    assert not outcome.out.startswith("\ufeff")


def test_the_default_of_segment_in_a_pipe_is_the_text(study: Path, govtext: Run) -> None:
    assert govtext("segment", "--no-save").out == "治理 治理 风险 。\n治理 发展 发展 发展 。\n"


def test_a_table_is_the_default_on_a_terminal(study: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for line in ("freq --no-save", "segment --no-save", "corpus list"):
        shown = govtext(*line.split()).out
        assert set(shown.splitlines()[1]) == {"-", " "}, line


def test_full_precision_for_machines_and_rounding_for_readers(study: Path, govtext: Run) -> None:
    records = json.loads(govtext("freq", "--no-save", "--format", "json").out)
    # 治理 stands twice among the 3 words of a, once among the 4 of b: shares 2/3 and 1/3 against 3/7 and 4/7.
    assert list(records[1].items()) == [
        ("term", "治理"),
        ("kind", "word"),
        ("count", 3),
        ("per_10k", 3 / 7 * 10_000),
        ("range", 2),
        ("per_million", pytest.approx(3 / 7 * 1_000_000, rel=1e-15)),
        ("rank", 2),
        ("cumulative_share", 6 / 7),
        ("range_percent", 100.0),
        ("dp", pytest.approx((2 / 3 - 3 / 7 + 4 / 7 - 1 / 3) / 2, rel=1e-15)),
    ]
    for form in ("table", "md", "latex", "html"):
        shown = govtext("freq", "--no-save", "--format", form).out
        assert "4285.71" in shown
        assert "4285.714" not in shown


def test_json_writes_chinese_as_it_is(study: Path, govtext: Run) -> None:
    for form in ("json", "jsonl"):
        shown = govtext("freq", "--no-save", "--format", form).out
        assert "治理" in shown
        assert "\\u" not in shown


def test_chinese_is_aligned_by_display_width(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text("治理 人工智能 AI AI风险 ＡＩ é\n", encoding="utf-8")
    # Of one source: rank, term, count, per 10,000 and cumulative share of ten columns.
    for lang, rest in (
        ("en", "… 5 more columns: --format csv gives all"),
        ("zh", "……另有 5 列：--format csv 给出全部"),
    ):
        *lines, last = govtext("freq", "a", "--no-save", "--format", "table", "--lang", lang).out.splitlines()
        assert len({wcswidth(line) for line in lines}) == 1
        assert len(lines) == 8
        assert last == rest


class Cells(HTMLParser):
    """The text of each table cell, and the tags met."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data.strip()


@pytest.mark.parametrize("line", MAIN)
def test_formats_for_papers(study: Path, govtext: Run, line: str) -> None:
    latex = govtext(*words(line, "--format", "latex")).out.splitlines()
    assert latex[0].startswith("% XeLaTeX with ")
    assert latex[1] in ("\\begin{table}[htbp]", "\\begingroup")
    assert {"\\toprule", "\\midrule", "\\bottomrule"} <= set(latex)
    assert sum("\\caption{" in row for row in latex) == sum("\\label{tab:" in row for row in latex) == 1
    assert not any("\\tiny" in row for row in latex)
    markdown = [row for row in govtext(*words(line, "--format", "md")).out.splitlines() if row.startswith("|")]
    assert len({row.count("|") for row in markdown}) == 1
    page = Cells(govtext(*words(line, "--format", "html")).out)
    assert {"table", "th", "td"} <= page.tags


NASTY = "a|b <script>x</script> &amp; \\frac_a 50% #1 $d$ {e} ~f ^g \"q\" 'r' =1+x +y -z @w"


def test_text_is_escaped_in_html(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text(NASTY, encoding="utf-8")
    page = Cells(govtext("freq", "a", "--no-save", "--format", "html").out)
    assert not page.tags & {"script", "b", "img"}
    assert set(NASTY.split()) <= set(page.cells)


def test_text_is_escaped_in_latex(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text(NASTY, encoding="utf-8")
    shown = govtext("freq", "a", "--no-save", "--format", "latex").out
    for escaped in ("\\textbackslash{}frac\\_a", "50\\%", "\\#1", "\\$d\\$", "\\{e\\}", "\\&amp;"):
        assert f" {escaped} " in shown
    assert " ~f" not in shown
    assert " ^g" not in shown


def test_text_is_escaped_in_markdown(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text(NASTY, encoding="utf-8")
    rows = govtext("freq", "a", "--no-save", "--format", "md").out.splitlines()
    assert any("a\\|b" in row for row in rows)
    assert not any("<script" in row for row in rows)


def test_entities_are_escaped_in_markdown(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text(NASTY, encoding="utf-8")
    assert "| &amp; " not in govtext("freq", "a", "--no-save", "--format", "md").out


NEW = [
    "kwic 治理",
    "collocates 治理 --min-count 1",
    "ngrams --min-count 1",
    "dispersion --min-count 1 --unit sentence",
]


@pytest.mark.parametrize("line", NEW)
def test_text_is_escaped_in_every_format(study: Path, govtext: Run, line: str) -> None:
    (study / "corpus" / "a.txt").write_text(
        "a|b 治理 <script>x</script> 治理 。 a_b 治理 50% 治理 a|b\n", encoding="utf-8"
    )
    shown = {form: govtext(*words(line, "a", "--format", form, "--top", "0")).out for form in ("html", "latex", "md")}
    assert all(shown.values())
    assert not Cells(shown["html"]).tags & {"script", "b"}
    assert "<script" not in shown["md"]
    rows = [row.replace("\\|", "") for row in shown["md"].splitlines() if row.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1
    assert "a\\_b" in shown["latex"]
    assert "50\\%" in shown["latex"]
    assert not re.search(r"(?<!\\)50%", shown["latex"])


def test_small_p_values_in_papers(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text("治理 " * 99 + "风险\n", encoding="utf-8")
    (study / "corpus" / "b.txt").write_text("发展 " * 99 + "风险\n", encoding="utf-8")
    line = words("compare --table keyness --min-count 1")
    page = Cells(govtext(*line, "--format", "html").out)
    assert "<0.0001" in page.cells
    latex = govtext(*line, "--format", "latex").out
    assert " & \\ensuremath{<}0.0001 & " in latex
    assert "\\$" not in latex


def test_formulas_are_defused_in_files_and_left_alone_on_stdout(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text("=1+x +y -z @w 治理\n", encoding="utf-8")
    shown = [row[0] for row in cells(govtext("freq", "a").out)[1:]]
    written = (study / "outputs" / "freq" / "freq.csv").read_text("utf-8-sig")
    assert set(shown) == {"=1+x", "+y", "-z", "@w", "治理"}
    assert {row[0] for row in cells(written)[1:]} == {"'=1+x", "'+y", "'-z", "'@w", "治理"}


@pytest.mark.parametrize("line", NEW)
def test_formulas_of_other_tables_are_defused_in_files(study: Path, govtext: Run, line: str) -> None:
    (study / "corpus" / "a.txt").write_text("=1+x 治理 @w 。 治理 =1+x 。\n", encoding="utf-8")
    assert govtext(*line.split(), "a").code == 0
    seen = ""
    for path in sorted((study / "outputs" / line.split()[0]).glob("*.csv")):
        for row in cells(path.read_text("utf-8-sig")):
            assert not any(cell.startswith(("=", "@")) for cell in row), (path.name, row)
            seen += "".join(row)
    assert "'=1+x" in seen


def test_numbers_are_never_defused(study: Path, govtext: Run) -> None:
    govtext("compare", "--min-count", "1", "--table", "keyness")
    rows = cells((study / "outputs" / "compare" / "keyness.csv").read_text("utf-8-sig"))
    ratios = [float(row[rows[0].index("log_ratio")]) for row in rows[1:]]
    assert min(ratios) < 0 < max(ratios)


# What rule 8 asks for: the measure, and which convention of it is meant.
UNDER = {
    "kwic": ["3 hits in 2 of 2 sources.", "Context: 10 words"],
    "collocates": [
        "Node: 治理",
        " places in 2 sources. Window: 5 words to the left, 5 to the right",
        "Expected = f1 f2 S / N, with the span S = 10",
        "Evert 2008",
    ],
    "ngrams": ["N-gram: 2 words", "Dunning 1993", "Blaheta and Johnson 2001"],
    "bundles": ["Bundles: 2 neighbouring words", "Biber et al. 1999", "per million = 1,000,000 count / N"],
    "dispersion": ["Parts: 2 ", "Gries 2008", "Juilland", "Carroll", "Rosengren", "KLD in bits"],
}


def test_what_stands_under_a_table(study: Path, govtext: Run) -> None:
    for line in MAIN:
        if line.startswith("corpus"):
            continue
        said = govtext(*words(line, "--format", "csv")).err
        for piece in ("Sources: 2 (a, b).", "N = 7 tokens", "Features: words.", "Stop list: none", "govtext 0."):
            assert piece in said, line
        for piece in UNDER.get("bundles" if "--bundles" in line else line.split()[0], ()):
            assert piece in said, line
        if line.startswith("topics"):
            assert "Seed: 7." in said


def test_stdout_holds_the_table_alone(study: Path, govtext: Run) -> None:
    (study / "corpus" / "new.txt").write_text("和平", encoding="utf-8")
    outcome = govtext("corpus", "list", "--format", "json")
    assert [record["id"] for record in json.loads(outcome.out)] == ["a", "b"]
    assert "note: corpus/new.txt is not a source yet: govtext corpus add corpus/new.txt" in outcome.err


def test_nothing_is_animated_where_stderr_is_no_terminal(study: Path, govtext: Run) -> None:
    said = govtext("freq", "--no-save").err
    assert "\r" not in said
    assert "\x1b" not in said
    assert "segmenting" not in said


def test_all_rows_are_shown_when_all_are_asked_for(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text(" ".join(f"词{n:03}" for n in range(40)), encoding="utf-8")
    assert govtext("freq", "a", "--no-save", "--top", "0", "--format", "latex").out.count("词") == 40


def test_a_cut_table_names_no_option_that_is_not_there(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text("\n\n".join(f"# 标题{n}\n\n正文。" for n in range(40)), encoding="utf-8")
    shown = govtext("corpus", "show", "a", "--part", "sections", "--format", "table").out
    assert "10 more rows" in shown
    assert "--top" not in shown


def test_a_workbook_goes_into_a_file(study: Path, process: Callable[..., Any], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    target = tmp_path / "freq.xlsx"
    with target.open("wb") as file:
        assert process("freq", "--no-save", "--format", "xlsx", stdout=file).returncode == 0
    book = load_workbook(target)
    assert book.sheetnames == ["freq", "Notes"]
    assert [row[:3] for row in book["freq"].iter_rows(values_only=True, max_row=3)][1:] == [
        ("发展", "word", 3),
        ("治理", "word", 3),
    ]


@pytest.mark.parametrize("command", ["freq", "segment", "corpus list", "stopwords show govtext"])
def test_a_workbook_is_not_for_a_terminal(
    study: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    said = refused(2, *command.split(), "--format", "xlsx")
    assert "> table.xlsx" in said
    assert not (study / "outputs").exists()
