"""What a chart shows, in words, for a reader who does not see it."""

from __future__ import annotations

from collections.abc import Sequence

from ...table import Table, Text
from .cells import heads, named, worded
from .model import Shown
from .tables import form_of
from .words import WORDS

GROUPS, LEADERS = 8, 3


def told(name: str, given: Text, tables: Sequence[Shown], lang: str) -> tuple[str, str]:
    """Return the title and the description of a chart: as given, or from the table of its name, or the first.

    Args:
        name: of the chart.
        given: title and description on lines of their own, or nothing.
        tables: of the section.
        lang: of the page.
    """
    shown = next((each for each in tables if each.table.name == name), tables[0] if tables else None)
    said = given.get(lang).strip()
    if said:
        title, _, rest = said.partition("\n")
        return title, " ".join(rest.split()) or (_leaders(shown.table, lang) if shown else title)
    if shown is None:
        return name, name
    title = WORDS["chart_of"].get(lang).format(shown.table.title.get(lang))
    return title, _leaders(shown.table, lang) or title


def _leaders(table: Table, lang: str) -> str:
    """Return the leading rows of a table, of each group where it has groups, as sentences."""
    table = named(table, lang)
    form, cells = form_of(table, lang), worded(table)
    figure = next((key for key in form.keys if key in form.numbers and key != form.head), None)
    if not len(table) or not form.keys:
        return WORDS["none"].get(lang)
    comma, parts = ("、", []) if lang == "zh" else (", ", [])
    names = [name for name, _ in form.blocks if name]
    if names:
        parts.append(WORDS["panels"].get(lang).format(comma.join(names)))
    for name, rows in form.blocks[:GROUPS]:
        leaders = [cells[form.head][row] + (f" {cells[figure][row]}" if figure else "") for row in rows[:LEADERS]]
        unit = f" ({heads(table, lang)[figure]})" if figure and not parts else ""
        key = "leads_in" if name else "leads"
        values = (name, comma.join(leaders)) if name else (comma.join(leaders) + unit,)
        parts.append(WORDS[key].get(lang).format(*values))
    return ("" if lang == "zh" else " ").join(parts)
