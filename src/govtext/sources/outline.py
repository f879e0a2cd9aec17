"""The outline of a text: its headings with their levels."""

from __future__ import annotations

from collections.abc import Iterable


def paths(headings: Iterable[tuple[int, str]]) -> list[str]:
    """Return for each heading those above it and its own, parted by ` › `; the title of the whole is left out.

    Example:
        >>> paths([(0, "报告"), (1, "第一章 总论"), (2, "一、 背景"), (1, "第二章 治理")])
        ['报告', '第一章 总论', '第一章 总论 › 一、 背景', '第二章 治理']
    """
    above: list[tuple[int, str]] = []
    found = []
    for level, name in headings:
        above = [(depth, other) for depth, other in above if depth < level]
        above.append((level, name))
        found.append(" › ".join(other for depth, other in above if other and (depth or len(above) == 1)))
    return found
