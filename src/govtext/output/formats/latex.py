r"""A table for LaTeX: `\begin{table}`, or a `longtable` where it is longer than a page, ready for XeLaTeX and ctex."""

from __future__ import annotations

import re
from dataclasses import replace

from ...table import Table, Text
from .reading import Column, Page, notes_to_print, page, rest
from .tex import tex, tex_number, unknown
from .widths import PAGE, Fit, fit, letters

TALLEST = 575.0  # points of a float; article and ctexart have 598
NOTE_LETTER, NOTE_LINE = 3.95, 12.0  # points
AROUND, HEADING = 50.0, 18.0  # points of caption and gaps, of the heading of a block
TIGHT = 0.85  # of the height of a line, where that keeps a table on one page
NARROWEST_NOTES = 0.75  # of a line
CONTINUED = Text("continued", "续")
NOTE = Text("Note: ", "注：")


def latex(table: Table, lang: str) -> str:
    r"""Return a table as XeLaTeX prints it: caption, label `tab:NAME`, three rules, notes; see docs/tables.md."""
    shown = page(table, lang)
    how = fit(shown.columns)
    dropped = len(shown.columns) - len(how.heads)
    shown = replace(shown, columns=shown.columns[: len(how.heads)], dropped=shown.dropped + dropped)
    notes = [tex(note) for note in notes_to_print(table, lang)]
    wide = min(1.0, max(NARROWEST_NOTES, round(how.total / PAGE + 0.01, 2)))
    rows = how.height + len([name for name, _, _ in shown.blocks if name]) * HEADING
    room = TALLEST - AROUND - _notes_height(notes, wide)
    if rows * TIGHT > room:
        lines = _long(table, shown, how, notes, lang)
    else:
        lines = _float(table, shown, how, _notes(notes, wide, lang), lang, tight=rows > room)
    said = rest(shown.rows, shown.dropped, lang)
    needs = _needs(table, shown, how, rows * TIGHT > room, lang)
    return "\n".join([*needs, *lines, *([f"% {said}"] if said else [])]) + "\n"


def _needs(table: Table, shown: Page, how: Fit, long: bool, lang: str) -> list[str]:
    """Say which packages a table needs, and which of its characters a font may lack."""
    packages = ["booktabs", *(["array"] if any(how.widths) else []), *(["longtable"] if long else [])]
    texts = [table.title.get(lang), *notes_to_print(table, lang)]
    texts += [text for column in shown.columns for text in (column.head, *column.cells)]
    rare = unknown(" ".join([*texts, *(name for name, _, _ in shown.blocks)]))
    chinese = "\\documentclass{ctexart}" if lang == "zh" else "\\usepackage[scheme=plain]{ctex}"
    first = f"% XeLaTeX with {chinese} and \\usepackage{{{','.join(packages)}}}"
    return [first, *([f"% not in every font: {' '.join(rare)}"] if rare else [])]


def _label(table: Table) -> str:
    return "tab:" + re.sub(r"[^A-Za-z0-9_-]+", "-", table.name)


def _float(table: Table, shown: Page, how: Fit, notes: list[str], lang: str, tight: bool) -> list[str]:
    return [
        "\\begin{table}[htbp]",
        "\\centering",
        "\\setlength{\\belowcaptionskip}{4pt}",
        f"\\caption{{{tex(table.title.get(lang))}}}",
        f"\\label{{{_label(table)}}}",
        f"\\{how.size}",
        f"\\setlength{{\\tabcolsep}}{{{how.gap:g}pt}}",
        *([f"\\renewcommand{{\\arraystretch}}{{{TIGHT}}}"] if tight else []),
        f"\\begin{{tabular}}{{{_columns(shown, how)}}}",
        "\\toprule",
        *_head(shown, how),
        "\\midrule",
        *_rows(shown),
        "\\bottomrule",
        "\\end{tabular}",
        *notes,
        "\\end{table}",
    ]


def _long(table: Table, shown: Page, how: Fit, notes: list[str], lang: str) -> list[str]:
    """Return a table that goes over pages: its head stands on each, its notes behind the last."""
    again = f"\\multicolumn{{{len(shown.columns)}}}{{@{{}}l}}{{\\tablename~\\thetable\\ ({CONTINUED.get(lang)})}} \\\\"
    head = [*_head(shown, how), "\\midrule"]
    return [
        "\\begingroup",
        f"\\{how.size}",
        f"\\setlength{{\\tabcolsep}}{{{how.gap:g}pt}}",
        f"\\begin{{longtable}}{{{_columns(shown, how)}}}",
        f"\\caption{{{tex(table.title.get(lang))}}}\\label{{{_label(table)}}} \\\\",
        *("\\toprule", *head, "\\endfirsthead"),
        *(again, "\\toprule", *head, "\\endhead"),
        *("\\bottomrule", "\\endfoot", "\\bottomrule", "\\endlastfoot"),
        *_rows(shown),
        "\\end{longtable}",
        *(["{\\footnotesize\\raggedright\\noindent", *_noted(notes, lang), "\\par}"] if notes else []),
        "\\endgroup",
    ]


def _columns(shown: Page, how: Fit) -> str:
    """Return the column types: l, r, or a paragraph of a part of the line."""
    types = []
    for column, width in zip(shown.columns, how.widths, strict=True):
        ragged = "left" if column.right else "right"
        wrapped = f">{{\\ragged{ragged}\\arraybackslash}}p{{{width or 0:.3f}\\textwidth}}"
        types.append(wrapped if width else "r" if column.right else "l")
    return f"@{{}}{''.join(types)}@{{}}"


def _head(shown: Page, how: Fit) -> list[str]:
    """Return the row of heads; one of several lines is a small table of its own, which needs no package."""
    cells = []
    for column, lines, width in zip(shown.columns, how.heads, how.widths, strict=True):
        side = "r" if column.right else "l"
        words = [tex(line) for line in lines]
        stacked = f"\\begin{{tabular}}[b]{{@{{}}{side}@{{}}}}" + " \\\\ ".join(words) + "\\end{tabular}"
        cells.append(stacked if len(words) > 1 and not width else tex(column.head))
    return [" & ".join(cells) + " \\\\"]


def _rows(shown: Page) -> list[str]:
    lines = []
    for place, (name, first, last) in enumerate(shown.blocks):
        if name:
            lines += ["\\midrule"] if place else []
            lines.append(f"\\multicolumn{{{len(shown.columns)}}}{{@{{}}l@{{}}}}{{\\textbf{{{tex(name)}}}}} \\\\*")
        for at in range(first, last):
            lines.append(" & ".join(_cell(column, at) for column in shown.columns) + " \\\\")
    return lines


def _cell(column: Column, at: int) -> str:
    return (tex_number if column.numbers[at] else _text)(column.cells[at])


def _text(text: str) -> str:
    return "--" if text == "–" else tex(text)


def _notes(notes: list[str], wide: float, lang: str) -> list[str]:
    """Return the notes under a table, as wide as it is but not narrower than three quarters of a line."""
    if not notes:
        return []
    width = "" if wide == 1 else f"{wide:g}"
    return [
        "",
        "\\smallskip",
        f"\\begin{{minipage}}{{{width}\\textwidth}}",
        "\\footnotesize\\raggedright",
        *_noted(notes, lang),
        "\\end{minipage}",
    ]


def _noted(notes: list[str], lang: str) -> list[str]:
    return [NOTE.get(lang) + notes[0], *notes[1:]]


def _notes_height(notes: list[str], wide: float) -> float:
    return (letters(" ".join(notes)) * NOTE_LETTER // (wide * PAGE) + 2) * NOTE_LINE if notes else 0.0
