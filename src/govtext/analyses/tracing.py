"""The command that shows the places behind a row of a table.

A table's `trace` says how the concordance is asked for the places of a row; see `table.Table`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from ..table import Table, Text
from ..tokens.escaping import escape

SAFE = re.compile(r"[\w.,:/@%+\-]+")
BY_KIND = {"word": "words", "term": "terms"}
Row = Mapping[str, object]


def named_in(trace: Mapping[str, str]) -> list[str]:
    """Return the columns that a trace takes its values from.

    Example:
        >>> named_in({"pattern": "{term}", "by": "year", "group": "{group}"})
        ['term', 'group']
    """
    return list(dict.fromkeys(re.findall(r"\{(\w+)\}", " ".join(trace.values()))))


def filled(trace: Mapping[str, str], row: Row) -> dict[str, str]:
    """Return a trace with the values of a row; what stands in a pattern is taken as it is."""
    asked = {}
    for key, text in trace.items():
        for name in named_in({key: text}):
            value = str(row[name])
            plain = key in ("by", "group") or row.get("kind") == "pattern"
            text = text.replace(f"{{{name}}}", value if plain else escape(value))
        asked[key] = text
    return asked


def command_note(table: Table, asked: Mapping[str, str], sources: Sequence[str]) -> list[Text]:
    """Return the line that says which command shows the places behind a row; none for a table without trace or rows.

    Args:
        table: any.
        asked: options that decide what a token is, by name, as they were given.
        sources: as they were given.
    """
    if not table.trace or not len(table):
        return []
    row = {key: table.columns[key][0] for key in table.columns}
    options = filled(table.trace, row)
    pattern = options.pop("pattern")
    options = {**asked, **options}
    if asked.get("features") == "all" and str(row.get("kind")) in BY_KIND:
        options["features"] = BY_KIND[str(row["kind"])]
    words = [word for key, value in options.items() for word in (f"--{key.replace('_', '-')}", value)]
    line = [*words, "--", pattern, *sources] if pattern.startswith("-") else [pattern, *sources, *words]
    shown, what = " ".join(map(quoted, ["govtext", "kwic", *line])), ", ".join(named_in(table.trace))
    english = f"The places behind a row, here the first ({what}): {shown}"
    return [Text(english, f"各行所据原文（以首行 {what} 为例）：{shown}")]


def quoted(word: str) -> str:
    """Return a word as a shell takes it.

    Example:
        >>> quoted("治理"), quoted("全球 治理")
        ('治理', "'全球 治理'")
    """
    return word if SAFE.fullmatch(word) else shlex.quote(word)
