"""Tables for LaTeX: exact texts, what TeX would take for a command, and what XeLaTeX makes of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext import api, corpus
from govtext.output.formats import FORMATS, render, table_file
from govtext.output.formats.reading import page
from govtext.output.formats.tex import tex, unknown
from govtext.output.formats.widths import fit, folded, letters
from govtext.table import Table, Text

NOTES = [Text("N = 7_000 tokens.", "N = 7_000 词。"), Text("The places behind a row, here the first: x", "各行")]


def table(**columns: list[object]) -> Table:
    return Table("t_1", Text("a & b", "标题 50%"), dict(columns), NOTES)


# Three columns of few letters: nothing is folded, wrapped or set smaller.
SMALL = r"""% XeLaTeX with \usepackage[scheme=plain]{ctex} and \usepackage{booktabs}
\begin{table}[htbp]
\centering
\setlength{\belowcaptionskip}{4pt}
\caption{a \& b}
\label{tab:t_1}
\small
\setlength{\tabcolsep}{4pt}
\begin{tabular}{@{}lrr@{}}
\toprule
term & log ratio & p (Holm) \\
\midrule
甲\_乙 & −1.50 & \ensuremath{<}0.0001 \\
{}[1] & -- & 0.0500 \\
\bottomrule
\end{tabular}

\smallskip
\begin{minipage}{0.75\textwidth}
\footnotesize\raggedright
Note: N = 7\_000 tokens.
\end{minipage}
\end{table}
""".replace("−", "\u2212")


def test_a_small_table_to_the_letter() -> None:
    small = table(term=["甲_乙", "[1]"], log_ratio=[-1.5, float("nan")], p_adjusted=[1e-9, 0.05])
    assert render(small, "latex") == SMALL
    assert table_file(small, "latex") == ("tex", SMALL.encode())
    chinese = render(small, "latex", "zh")
    assert chinese.startswith("% XeLaTeX with \\documentclass{ctexart} and")
    assert "\\caption{标题 50\\%}" in chinese
    assert "\n词语 & 对数比 & p（Holm 校正） \\\\\n" in chinese
    assert "\n注：N = 7\\_000 词。\n" in chinese


def test_blocks_are_headed_and_parted_by_a_rule() -> None:
    labels = {"a": Text("Alpha & Co", "甲"), "b": Text("Beta", "乙")}
    columns = {"group": ["a", "a", "b", "b"], "term": list("wxyz"), "count": [1, 2, 3, 4]}
    rows = render(Table("t", Text("t", "t"), columns, labels=labels, group="group"), "latex").splitlines()
    at = rows.index("\\midrule")
    assert rows[at + 1 : rows.index("\\bottomrule")] == [
        "\\multicolumn{2}{@{}l@{}}{\\textbf{Alpha \\& Co}} \\\\*",
        "w & 1 \\\\",
        "x & 2 \\\\",
        "\\midrule",
        "\\multicolumn{2}{@{}l@{}}{\\textbf{Beta}} \\\\*",
        "y & 3 \\\\",
        "z & 4 \\\\",
    ]
    assert "term & count \\\\" in rows


@pytest.mark.parametrize(
    "groups",
    [
        ["a", "b", "a", "b"],  # not in blocks
        ["a", "a", "a", "a"],  # one block
        ["a", "b", "c", "c"],  # three blocks of four rows: mostly headings
    ],
)
def test_a_column_of_groups_stays_where_headings_would_not_help(groups: list[str]) -> None:
    one = Table("t", Text("t", "t"), {"group": groups, "count": [1, 2, 3, 4]}, group="group")
    assert "multicolumn" not in render(one, "latex")
    assert "\ngroup & count" in render(one, "latex")


def test_people_read_labels_and_the_terminal_ids() -> None:
    columns = {
        "code": ["k1", "k2"],
        "source": ["s1", "s2"],
        "count": [1, 2],
        "label": ["甲", ""],
        "label_en": ["A", ""],
    }
    labels = {"s1": Text("Report", "报告")}
    one = Table("t", Text("t", "t"), columns, labels=labels, reading=("code", "label", "source", "count"))
    assert "\ncode & source & count \\\\\n\\midrule\nA & Report & 1 \\\\\nk2 & s2 & 2 \\\\\n" in render(one, "latex")
    assert "\n甲 & 报告 & 1 \\\\\n" in render(one, "latex", "zh")
    assert render(one, "md").splitlines()[2].split() == ["|", "A", "|", "Report", "|", "1", "|"]
    assert render(one, "table").splitlines()[2].split() == ["k1", "A", "s1", "1"]
    assert render(one, "csv").splitlines()[1] == "k1,s1,1,甲,A"


def test_words_of_the_notes_name_sources_by_label() -> None:
    note = Text("Sources: 2 (s1, s2).", "文本：2 篇（s1, s2）。")
    one = Table("t", Text("t", "t"), {"count": [1]}, [note], labels={"s1": Text("A", "甲"), "s2": Text("B", "乙")})
    assert "Note: Sources: 2 (A, B)." in render(one, "latex")
    assert "注：文本：2 篇（甲、乙）。" in render(one, "latex", "zh")
    assert "2 (A, B)." in render(one, "html")


# Escaping. What TeX and XeLaTeX print by themselves as another character is spelled out.
@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("#$%&_{}", "\\#\\$\\%\\&\\_\\{\\}"),
        ("\\x ~ ^", "\\textbackslash{}x \\textasciitilde{} \\textasciicircum{}"),
        ("a--b---c", "a-\\/-b-\\/-\\/-c"),
        ("\"q\" 'r' it's", "\\textquotedbl{}q\\textquotedbl{} \\textquotesingle{}r\\textquotesingle{} it's"),
        ("`x` ?` !`", "\\textasciigrave{}x\\textasciigrave{} ?\\textasciigrave{} !\\textasciigrave{}"),
        ("<<x>>", "\\ensuremath{<}\\ensuremath{<}x\\ensuremath{>}\\ensuremath{>}"),
        ("χ² κ ≥ ×", "\\ensuremath{\\chi}² \\ensuremath{\\kappa} \\ensuremath{\\geq} \\ensuremath{\\times}"),
        ("[x]", "{}[x]"),
        ("*", "{}*"),
        ("甲\u202e乙\u200f\u2066丙", "甲乙丙"),
        ("甲\x00\x07\x1b乙\ufeff", "甲乙"),
        ("\ud800x\uffff", "x"),
        ("a\r\nb\tc\u2028d", "a b c d"),
        ("e\u0301", "\u00e9"),
        ("", ""),
    ],
)
def test_characters_that_mean_something_to_tex(text: str, spelled: str) -> None:
    assert tex(text) == spelled


def test_a_long_address_may_be_broken() -> None:
    assert tex("https://example.org/reports/2024") == (
        "https:\\allowbreak{}/\\allowbreak{}/\\allowbreak{}example.\\allowbreak{}org/\\allowbreak{}"
        "reports/\\allowbreak{}2024"
    )
    assert tex("x" * 40).replace("\\allowbreak{}", "|") == "x" * 16 + "|" + "x" * 16 + "|" + "x" * 8


COMMANDS = re.compile(
    r"\\(?:textbackslash|textasciitilde|textasciicircum|textbar|textquotedbl|textquotesingle|textasciigrave|allowbreak)"
    r"\{\}|\\ensuremath\{(?:[<>]|\\[A-Za-z]+)\}|\\[{}#$%&_/]|^\{\}(?=[\[*])"
)


@given(st.text(st.characters() | st.sampled_from("\\{}#$%&_~^`'\"-<>|[]*?!,\u202e\u200f\x00\x1b")))
def test_no_text_is_a_command(text: str) -> None:
    spelled = tex(text)
    assert not set('\\{}#$%&_~^"<>`') & set(COMMANDS.sub("", spelled).replace("~", "" if "\xa0" in text else "~"))
    assert not re.search(r"--|,,|[?!]`", spelled)
    assert all(sign.isprintable() or ord(sign) > 0xFF for sign in spelled)
    spelled.encode()  # no half of a character


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.sampled_from(sorted(FORMATS)))
def test_hostile_cells_break_no_row(cells: list[str], form: str) -> None:
    nasty = Table("t", Text("t", "t"), {"term": cells, "count": list(range(len(cells)))})
    text = render(nasty, form)
    if form == "latex":
        rows = text[text.index("\\midrule") : text.index("\\bottomrule")].splitlines()[1:]
        assert len(rows) == len(cells)
        assert all(row.endswith(f"& {at} \\\\") for at, row in enumerate(rows))
    if form == "html":
        assert text.count("<tr>") == len(cells) + 1
        assert text.count("<td") == 2 * len(cells)


def test_rare_characters_are_named_at_the_top() -> None:
    assert unknown("abc 治理 χ² “é” ¶ ①") == []
    assert unknown("я😀") == ["U+044F", "U+1F600"]
    assert "\n% not in every font: U+044F\n" in render(table(term=["я"]), "latex")


# Widths: a line has 345 points, of which 97 % are filled: 334.65.
def test_heads_are_folded_where_the_table_would_be_too_wide() -> None:
    assert folded("per 10,000", 2) == ["per", "10,000"]
    assert folded("G2 against other groups", 5) == ["G2 against", "other", "groups"]
    assert folded("count", 1) == ["count"]
    # Ten heads of 11 letters: 10 * (11 * 4.55 + 8) = 580; in two lines of 5: 10 * (5 * 4.55 + 8) = 307.
    text = render(table(**{f"c{n} xx xx xx": [1] for n in range(10)}), "latex")
    assert "\\small\n\\setlength{\\tabcolsep}{4pt}" in text
    assert "\\begin{tabular}[b]{@{}r@{}}c0 xx \\\\ xx xx\\end{tabular}" in text


@pytest.mark.parametrize("letter", ["x ", "治"])
def test_long_texts_are_wrapped(letter: str) -> None:
    long = table(rank=[1], text=[letter * 200], reference=["a 2024, ¶1"])
    text = render(long, "latex")
    assert "\\usepackage{booktabs,array}" in text
    assert re.search(
        r"\\begin\{tabular\}\{@\{\}r>\{\\raggedright\\arraybackslash\}p\{0\.\d+\\textwidth\}l@\{\}\}", text
    )
    how = fit(page(long, "en").columns)
    assert how.total <= 345
    assert how.widths[1] is not None
    assert 0.5 < how.widths[1] < 0.9


def test_columns_beyond_a_page_are_said() -> None:
    # 14 columns of 20 letters: at most 4 of them beside each other in the smallest letters (20 * 3.7 + 4 = 78).
    text = render(table(**{f"c{n}": [f"{'7' * 20}"] for n in range(14)}), "latex")
    assert "\\tiny" not in text
    assert re.search(r"% … \d+ more columns: --format csv gives all", text)


def test_a_table_longer_than_a_page_goes_over_pages() -> None:
    text = render(Table("t", Text("t", "题"), {"term": [f"词{n}" for n in range(90)]}, top=0), "latex", "zh")
    assert "\\begin{longtable}{@{}l@{}}\n\\caption{题}\\label{tab:t} \\\\\n" in text
    assert "\\tablename~\\thetable\\ (续)" in text
    assert text.count("\n词") == 90 + 2
    assert "\\begin{table}" not in text


# A page holds 575 points, 50 of them for caption and gaps, 24 for a line of notes: 501 for rows. With the head 31 rows
# of 14.2 points have 440.2, 37 have 525.4 (closer 446.6), 42 have 596.4 (closer 506.9).
@pytest.mark.parametrize(("rows", "tight", "long"), [(30, False, False), (36, True, False), (41, True, True)])
def test_rows_stand_closer_where_that_keeps_a_table_on_a_page(rows: int, tight: bool, long: bool) -> None:
    text = render(replace(table(term=["x"] * rows), top=0), "latex")
    assert ("arraystretch" in text) == (tight and not long)
    assert ("longtable" in text) == long


def test_letters_are_counted_as_they_are_printed() -> None:
    assert letters("治理") == 4
    assert letters("ab") == 2
    assert letters("AB") == 3


# XeLaTeX

XELATEX = shutil.which("xelatex")
HAS_CTEX = bool(XELATEX) and not subprocess.run(["kpsewhich", "ctexart.cls"], capture_output=True).returncode
needs_tex = pytest.mark.skipif(not HAS_CTEX, reason="xelatex with ctex is not there")
OVERFULL = re.compile(r"Overfull \\hbox \((\d+\.\d+)pt")
WIDER = 3.0  # points that nobody sees
FEWER = {"topics": {"runs": 2, "refits": 2, "passes": 20}, "kwic": {"pattern": "治理"}, "collocates": {"node": "治理"}}


def compiled(folder: Path, tables: list[str], lang: str) -> str:
    """Compile tables as an author would; return what XeLaTeX says."""
    heads = {"zh": "\\documentclass{ctexart}", "en": "\\documentclass{article}\n\\usepackage[scheme=plain]{ctex}"}
    for number, text in enumerate(tables):
        (folder / f"table{number}.tex").write_text(text, encoding="utf-8")
    inputs = "".join(f"\\input{{table{number}}}\\clearpage\n" for number in range(len(tables)))
    packages = "\\usepackage{booktabs,array,longtable}"
    text = f"{heads[lang]}\n{packages}\n\\begin{{document}}\n{inputs}\\end{{document}}\n"
    (folder / "paper.tex").write_text(text, encoding="utf-8")
    command = [str(XELATEX), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "paper.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)
    log = (folder / "paper.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, log[-2000:]
    return log


@pytest.fixture(scope="module")
def main_tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    """All tables that the pages of the demonstration's analyses show."""
    study = corpus.init(tmp_path_factory.mktemp("demonstration") / "study")
    found = {}
    for command in api.ANALYSES:
        tables = api.analyse(command, study, **FEWER.get(command, {}))[1]
        found |= {f"{command}/{name}": one for name, one in tables.items() if one.on_page}
    return found


@needs_tex
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_table_of_the_demonstration_compiles(main_tables: dict[str, Table], lang: str, tmp_path: Path) -> None:
    log = compiled(tmp_path, [render(one, "latex", lang) for one in main_tables.values()], lang)
    assert [wide for wide in OVERFULL.findall(log) if float(wide) > WIDER] == []
    assert "Float too large" not in log
    assert "Missing character" not in log
    assert "Undefined control sequence" not in log


HOSTILE = [
    "a|b <script>x</script> &amp; \\frac_a 50% #1 $d$ {e} ~f ^g \"q\" 'r' =1+x",
    "\\input{/etc/passwd} \\write18{ls} ^^41 \\end{tabular}",
    "[h] * \\\\[2em] -- --- ?` !` <<>> ,,",
    "甲\u202e乙\u200f丙\x00\x1b\x7f\ufffe",
    "%" * 50 + "{" * 7,
]


@needs_tex
def test_hostile_texts_are_printed_as_they_are(tmp_path: Path) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    nasty = Table("x}{y", Text(HOSTILE[0], "t"), {"[t]": HOSTILE, "count": [1] * 5}, [Text(HOSTILE[1], "n")])
    compiled(tmp_path, [render(nasty, "latex")], "en")
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    printed = re.sub(r"\s+", "", "".join(one.get_textpage().get_text_range() for one in document))
    document.close()
    for shown in (
        "a|b<script>x</script>&amp;\\frac_a50%#1$d${e}~f^g\"q\"'r'=1+x",
        "\\input{/etc/passwd}\\write18{ls}^^41\\end{tabular}",
        "[h]*\\\\[2em]-----?`!`<<>>,,",
        "甲乙丙",
        "%" * 50 + "{" * 7,
    ):
        assert shown in printed.replace("\u00ad", "").replace("\ufffe", "")


@needs_tex
def test_the_places_of_a_table_are_those_of_the_run(main_tables: dict[str, Table], tmp_path: Path) -> None:
    """The label can be referred to."""
    text = render(main_tables["freq/freq"], "latex") + "See Table~\\ref{tab:freq}.\n"
    compiled(tmp_path, [text], "en")
    assert "Reference `tab:freq' on page" not in compiled(tmp_path, [text], "en")
