"""Names that are printed once for several rows: which rows bear which name."""

from __future__ import annotations

from itertools import pairwise

from .cells import joined
from .evidence import one_name
from .logical import Row

LONGEST_GAP = 60  # nameless rows between two names; a cell merged over more does not stand on one page


def named_rows(found: list[Row], text: str) -> list[list[str]]:
    """Give every row the name beside the middle of whose rows it stands."""
    units: list[tuple[int, int, int | None]] = []
    members: list[list[Row]] = []
    names: list[str] = []
    for row in found:
        if row.cells[0] and names and names[-1] and row.centre is not None and one_name(names[-1], row.cells[0], text):
            names[-1] = joined(names[-1], row.cells[0])
            members[-1].append(row)
            first, _, centre = units[-1]
            units[-1] = (first, row.last, ((centre or 0) + row.centre) // 2)
        else:
            names.append(row.cells[0])
            members.append([row])
            units.append((row.first, row.last, row.centre))
    groups = grouped(units) if not _top_aligned(found) else _after_names(units)
    table = []
    for group in groups:
        name = next((names[at] for at in group if names[at]), "")
        block = [[name, *row.cells[1:]] for at in group for row in members[at]]
        # A name alone in its line is no row where others bear it.
        table += [cells for cells in block if any(cells[1:])] or block[:1]
    return table


def _top_aligned(found: list[Row]) -> bool:
    """Tell whether names stand in the first line of their rows: then they are not centred."""
    tall = [row for row in found if row.centre is not None and row.last > row.first]
    if not found[0].cells[0] or any(row.centre != 2 * row.first for row in tall):
        return False
    return len(tall) > 1 or any(row.last - row.first > 1 for row in tall)


def _after_names(units: list[tuple[int, int, int | None]]) -> list[list[int]]:
    groups: list[list[int]] = []
    for at, unit in enumerate(units):
        if unit[2] is not None or not groups:
            groups.append([])
        groups[-1].append(at)
    return groups


def grouped(units: list[tuple[int, int, int | None]]) -> list[list[int]]:
    """Divide units (first line, last line, twice the line of the name or None) into groups with one name each.

    Of all divisions the one in which the names stand nearest to the middle of their groups, taken together; of equal
    ones that in which more stands under the name before.
    """
    anchors = [at for at, unit in enumerate(units) if unit[2] is not None]
    if not anchors:
        return [[at] for at in range(len(units))]
    best: dict[int, tuple[int, int]] = {0: (0, 0)}  # where a group begins: cost so far, and how early it begins
    steps: list[dict[int, int]] = []  # for each name, where its group ends: where it begins
    for at, following in pairwise([*anchors, len(units)]):
        one_way = following == len(units) or following - at - 1 > LONGEST_GAP
        ends = [following] if one_way else range(at + 1, following + 1)
        centre, reached, step = units[at][2] or 0, dict[int, tuple[int, int]](), dict[int, int]()
        for end in ends:
            cost, start = min(
                ((cost + abs(centre - units[start][0] - units[end - 1][1]), early), start)
                for start, (cost, early) in best.items()
            )
            reached[end], step[end] = (cost[0], cost[1] - end), start
        best = reached
        steps.append(step)
    groups, end = [], len(units)
    for step in reversed(steps):
        groups.append(list(range(step[end], end)))
        end = step[end]
    return groups[::-1]
