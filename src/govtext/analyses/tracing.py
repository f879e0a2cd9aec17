"""The command that shows the places behind a row of a table.

A table's `trace` says how the concordance is asked for the places of a row; see `table.Table`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from ..table import Table, Text
from ..tokens.escaping import escape

FIELD = re.compile(r"\{(\w+)\}|<(\w+)>")
SAFE = re.compile(r"[\w.,:/@%+\-]+")
BY_KIND = {"word": "words", "term": "terms"}
COUNTS = ("count", "total")  # a row without an occurrence has no places
PLAIN = ("by", "group", "groups", "others")  # names, which are no patterns
BEGINS = "The places behind a row"
OWN = "of"  # a group by a name that stands there as it is
NOWHERE = {"by": "source", OWN: ""}  # a trace that finds nothing
Row = Mapping[str, object]


def named_in(trace: Mapping[str, str]) -> list[str]:
    """Return the columns that a trace takes its values from.

    Example:
        >>> named_in({"pattern": "{term}", "by": "year", "group": "{group}"})
        ['term', 'group']
    """
    found = FIELD.findall(" ".join(trace.values()))
    return list(dict.fromkeys(word or pattern for word, pattern in found))


def filled(trace: Mapping[str, str], row: Row) -> dict[str, str]:
    """Return a trace with the values of a row: in braces words, which are taken as they are, in <> patterns."""

    def fill(key: str, text: str) -> str:
        if key == OWN:
            return text
        if key in PLAIN:
            return FIELD.sub(lambda found: str(row[found[1] or found[2]]), text)
        return FIELD.sub(lambda found: escape(str(row[found[1]])) if found[1] else str(row[found[2]]), text)

    return {key: fill(key, text) for key, text in trace.items()}


def command_note(table: Table, asked: Mapping[str, str], sources: Sequence[str]) -> list[Text]:
    """Return the line that says which command shows the places behind a row; none for a table without trace or rows.

    Args:
        table: any.
        asked: options that decide what a token is, by name, as they were given.
        sources: as they were given.
    """
    if not table.trace or not len(table):
        return []
    count = next((table.values(key) for key in COUNTS if key in table.columns), [1])
    first = next((at for at, times in enumerate(count) if times), None)
    if first is None:
        return []
    row = {key: table.columns[key][first] for key in table.columns}
    options = filled(table.trace, row)
    pattern = options.pop("pattern")
    options = {**asked, **options}
    if asked.get("features") == "all" and str(row.get("kind")) in BY_KIND:
        options["features"] = BY_KIND[str(row["kind"])]
    words = [word for key, value in options.items() for word in (f"--{key.replace('_', '-')}", value)]
    line = [*words, "--", pattern, *sources] if pattern.startswith("-") else [pattern, *sources, *words]
    shown = " ".join(map(quoted, ["govtext", "kwic", *line]))
    here, zh = ("the first", "首行") if not first else (f"row {first + 1}", f"第 {first + 1} 行")
    return [Text(f"{BEGINS}, here {here}: {shown}", f"各行所据原文，以{zh}为例：{shown}")]


def is_command(note: Text) -> bool:
    """Tell whether a note is the line of `command_note`, which is for those at the shell and not for a paper."""
    return note.en.startswith(BEGINS)


def quoted(word: str) -> str:
    """Return a word as a shell takes it.

    Example:
        >>> quoted("治理"), quoted("全球 治理")
        ('治理', "'全球 治理'")
    """
    return word if SAFE.fullmatch(word) else shlex.quote(word)
