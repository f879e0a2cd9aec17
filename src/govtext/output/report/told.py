"""What a chart shows, in words, for a reader who does not see it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...table import Table, Text
from .cells import heads, named, worded
from .model import Shown
from .tables import form_of
from .words import WORDS

GROUPS, LEADERS, PANELS = 8, 3, 12
LETTERS = re.compile(r"<text\b([^>]*)>([^<]+)</text>")
SIZE = re.compile(r"(?:font-size(?:=\"|:\s*)|font:\s*)([\d.]+)")
TITLE_SIZE = 9.0  # of the titles of figures and panels, as figures set them


def told(name: str, given: Text, source: str, tables: Sequence[Shown], lang: str) -> tuple[str, str]:
    """Return the title and the description of a chart.

    Args:
        name: of the chart.
        given: title and description on lines of their own; or nothing, then the words are those of the chart itself
            and of the table of its name, or of the first.
        source: the chart as SVG.
        tables: of the section.
        lang: of the page.
    """
    shown = next((each for each in tables if each.table.name == name), tables[0] if tables else None)
    leaders = _leaders(shown.table, lang) if shown else ""
    title, _, rest = given.get(lang).strip().partition("\n")
    if title:
        return title, " ".join(rest.split()) or leaders or title
    titles = _titles(source)
    own = titles[0] if len(titles) == 1 else shown.table.title.get(lang) if shown else name
    panels = [_list("drawn", titles[:PANELS], lang)] if len(titles) > 1 and not leaders.count(titles[0]) else []
    return WORDS["chart_of"].get(lang).format(own), _joined([*panels, leaders] if leaders else panels, lang) or own


def _titles(source: str) -> list[str]:
    """Return what is written in the largest letters of a chart, if they are those of titles."""
    found: dict[str, None] = {}
    for attributes, text in LETTERS.findall(source):
        size = SIZE.search(attributes)
        if size and float(size[1]) >= TITLE_SIZE:
            found[_unescaped(text)] = None
    return list(found)


def _unescaped(text: str) -> str:
    from html import unescape

    return " ".join(unescape(text).split())


def _list(key: str, names: Sequence[str], lang: str) -> str:
    return WORDS[key].get(lang).format(("、" if lang == "zh" else ", ").join(names))


def _joined(sentences: Sequence[str], lang: str) -> str:
    return ("" if lang == "zh" else " ").join(sentences)


def _leaders(table: Table, lang: str) -> str:
    """Return the leading rows of a table, of each group where it has groups, as sentences."""
    table = named(table, lang)
    form, cells = form_of(table, lang), worded(table)
    if not len(table) or not form.keys:
        return WORDS["none"].get(lang)
    figure = next((key for key in form.keys if key in form.numbers and key not in (form.head, "rank")), None)
    unit = f" ({heads(table, lang)[figure]})" if figure else ""
    names = [name for name, _ in form.blocks if name]
    parts = [_list("panels", names, lang)] if names else []
    for name, rows in form.blocks[:GROUPS]:
        leaders = [cells[form.head][row] + (f" {cells[figure][row]}" if figure else "") for row in rows[:LEADERS]]
        said = ("、" if lang == "zh" else ", ").join(leaders) + unit
        parts.append(WORDS["leads_in" if name else "leads"].get(lang).format(*([name, said] if name else [said])))
    return _joined(parts, lang)
