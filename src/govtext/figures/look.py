"""What a chart is to look like: file formats, width of the column, palette, font. Nothing here loads matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..errors import UsageProblem

FORMS = ("png", "svg", "pdf")
NO_FORM = "none"
COLUMN_MM = {"one": 84, "two": 174}  # width of a figure in a journal
PALETTES = ("colour", "grey")
MM_AN_INCH = 25.4


@dataclass(frozen=True)
class Look:
    """How charts are drawn and saved.

    Attributes:
        charts: file formats, in the order of `FORMS`; none draws nothing.
        column: `one` or `two` columns of a journal.
        palette: `colour` or `grey`.
        font: a font file, or the name of an installed family; None takes the one that is shipped.
    """

    charts: tuple[str, ...] = ("png", "svg")
    column: str = "two"
    palette: str = "colour"
    font: str | None = None

    @property
    def width(self) -> float:
        """Width of the column in inches."""
        return COLUMN_MM[self.column] / MM_AN_INCH

    @property
    def narrow(self) -> bool:
        """Whether charts are drawn for one column."""
        return self.column == "one"


USUAL = Look()


def forms(charts: str | Sequence[str]) -> tuple[str, ...]:
    """Return the formats that `png,svg` or a list names, each once, in the order of `FORMS`.

    Raises:
        UsageProblem: there is no such format, or none is named.
    """
    given = charts.split(",") if isinstance(charts, str) else charts
    names = [name.strip().lower() for name in given if name.strip()]
    if names == [NO_FORM]:
        return ()
    if wrong := next((name for name in names if name not in FORMS), None):
        raise UsageProblem(f"there is no format of charts {wrong!r}", remedy=f"name {', '.join(FORMS)}, or {NO_FORM}")
    if not names:
        raise UsageProblem("no format of charts is named", remedy=f"name {', '.join(FORMS)}, or {NO_FORM}")
    return tuple(form for form in FORMS if form in names)


def look_of(usual: Look = USUAL, **given: Any) -> Look:
    """Return a look in which what is given stands in the place of what is usual; None gives nothing.

    Args:
        usual: what holds otherwise, such as the settings of a study.
        given: `charts` (`png,svg` or a list), `column`, `palette`, `font`.

    Raises:
        UsageProblem: a value is none of those there are.
    """
    chosen = {key: value for key, value in given.items() if value is not None}
    if "charts" in chosen:
        chosen["charts"] = forms(chosen["charts"])
    for key, values in (("column", tuple(COLUMN_MM)), ("palette", PALETTES)):
        if key in chosen and chosen[key] not in values:
            raise UsageProblem(f"there is no {key} {chosen[key]!r}", remedy=f"choose one of {', '.join(values)}")
    return replace(usual, **chosen)
