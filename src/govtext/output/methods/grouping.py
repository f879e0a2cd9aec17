"""Which texts are in which group, where steps group them by a field of their metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...table import Text
from .reading import Run
from .wording import GROUPS, Said, code, listed_zh, plain, said

MOST_GROUPS, MOST_OF_A_GROUP = 20, 20  # more are counted, not named
NONE = Text("without the field", "无此字段")


def groups_text(run: Run) -> list[Said]:
    """Return, for each metadata field that a step groups by, its groups with their sources, in the order of steps."""
    fields = [str(step.get("by") or "") for step in run.steps]
    own = [field for field in dict.fromkeys(fields) if field and field != "id" and field not in GROUPS]
    return [one for field in own for one in _field(run.sources, field)]


def _field(sources: Sequence[Mapping[str, Any]], field: str) -> list[Said]:
    members: dict[str, list[str]] = {}
    for source in sources:
        members.setdefault(_value(source, field), []).append(plain(str(source.get("label") or source.get("id"))))
    left = members.pop("", [])
    if not members:
        return []
    named = [(Text(plain(value), plain(value)), members[value]) for value in _in_order(list(members))]
    named += [(NONE, left)] if left else []
    parts = [f"{name.en}: {_some(who).en}" for name, who in named[:MOST_GROUPS]]
    parts_zh = [f"{name.zh}：{_some(who).zh}" for name, who in named[:MOST_GROUPS]]
    if (more := len(named) - MOST_GROUPS) > 0:
        parts.append(f"and {more:,} more")
        parts_zh.append(f"另有 {more:,} 组")
    return [
        said(
            f"groups by {field}",
            f"Grouped by the metadata field {code(field)} the texts are – {'; '.join(parts)}.",
            f"按元数据字段 {code(field)} 分组，各组文本为——{'；'.join(parts_zh)}。",
        )
    ]


def _value(source: Mapping[str, Any], field: str) -> str:
    """Return the group of a source, as `sources.source.Source.get` does; empty where it has none."""
    if field == "decade" and field not in source:
        year = str(source.get("year", ""))
        return f"{year[:3]}0s" if len(year) == 4 and year.isdecimal() else ""
    value = source.get(field)
    return "" if value is None else str(value)


def _in_order(values: list[str]) -> list[str]:
    """Return years and decades in their order, other values in that of their first place."""
    numbers = all(value.removesuffix("s").isdecimal() and value.isascii() for value in values)
    return sorted(values, key=lambda value: int(value.removesuffix("s"))) if numbers else values


def _some(names: Sequence[str]) -> Text:
    """Return `a, b, c`; of very many the first and how many more."""
    more = len(names) - MOST_OF_A_GROUP
    shown = names[:MOST_OF_A_GROUP]
    if more <= 0:
        return Text(", ".join(shown), listed_zh(shown))
    return Text(f"{', '.join(shown)} and {more:,} more", f"{listed_zh(shown)}等 {len(names):,} 篇")
