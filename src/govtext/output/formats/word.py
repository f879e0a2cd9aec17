"""A table for Word: HTML with its looks in every cell, so that it is a three-line table when it is pasted."""

from __future__ import annotations

from html import escape

from ...table import Table, Text
from .reading import Column, notes_to_print, page, plain, rest

FONT = "font-family:'Times New Roman','宋体',SimSun,serif;mso-fareast-font-family:'宋体'"
THICK, THIN = "1.5pt solid #000", ".75pt solid #000"
PARAGRAPH = f"margin:0;{FONT};color:#000"
CELL = "padding:1.5pt 5pt;vertical-align:top;font-weight:normal;border-left:none;border-right:none"
NOTE = Text("Note: ", "注：")
WIDE = 30  # letters of a text from which its cell may go over several lines


def html(table: Table, lang: str) -> str:
    """Return a table as a page of HTML, in lang, that a word processor takes with caption, rules and notes."""
    shown = page(table, lang)
    title = escape(plain(table.title.get(lang)))
    notes = [escape(note) for note in notes_to_print(table, lang)]
    said = rest(shown.rows, shown.dropped, lang)
    under = THIN if shown.columns and shown.columns[0].cells else THICK
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{"zh-CN" if lang == "zh" else "en"}">',
        f'<head><meta charset="utf-8"><title>{title}</title></head>',
        "<body>",
        f'<p style="{PARAGRAPH};font-size:10.5pt;text-align:center;font-weight:bold">{title}</p>',
        f'<table align="center" cellspacing="0" cellpadding="0" style="border-collapse:collapse;border:none;'
        f'margin:4pt auto;{FONT};font-size:9pt;color:#000">',
        "<thead>",
        _row(
            [_cell("th", one, escape(one.head), f"border-top:{THICK};border-bottom:{under}") for one in shown.columns]
        ),
        "</thead>",
        "<tbody>",
    ]
    for place, (name, first, last) in enumerate(shown.blocks):
        if name:
            rule = f"border-top:{THIN};" if place else ""
            style = f"{CELL};{rule}text-align:left".replace("weight:normal", "weight:bold")
            lines.append(_row([f'<td colspan="{len(shown.columns)}" style="{style}">{escape(name)}</td>']))
        for at in range(first, last):
            end = f"border-bottom:{THICK}" if at == last - 1 and place == len(shown.blocks) - 1 else ""
            lines.append(_row([_cell("td", one, escape(one.cells[at]), end) for one in shown.columns]))
    lines += ["</tbody>", "</table>"]
    if notes:
        words = f"{NOTE.get(lang)}{' '.join(notes)}"
        lines.append(f'<p style="{PARAGRAPH};font-size:9pt;text-align:left">{words}</p>')
    return "\n".join([*lines, *([f"<!-- {said} -->"] if said else []), "</body>", "</html>"]) + "\n"


def _row(cells: list[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, column: Column, words: str, rules: str) -> str:
    side = "right" if column.right else "left"
    wrap = "" if len(words) > WIDE or tag == "th" else ";white-space:nowrap"
    scope = ' scope="col"' if tag == "th" else ""
    return f'<{tag}{scope} style="{CELL};text-align:{side}{wrap}{";" + rules if rules else ""}">{words}</{tag}>'
