"""Classes of modality and their markers, as `modality.toml` holds them.

A marker may be asked to lie inside one of some strings (`only_in`), and must not lie inside any of others (`not_in`:
技术支持 for 支持), nor stand in a clause behind which another opens with certain words (`not_then`: 要实现目标，就必须…
names a purpose).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from ...table import Text

FILE = "modality.toml"
SHIPPED = Path(__file__).resolve().parents[2] / "data" / FILE
CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Kind:
    """A class of modality.

    Attributes:
        id, label, definition, source: as the file has them.
        value: its weight in the index of strength; None where it has none.
        negated: the number of the class of its markers behind a negation; None where those are not counted.
    """

    id: str
    label: Text
    definition: Text
    source: str
    value: int | None
    negated: int | None


@dataclass(frozen=True)
class Marker:
    """A marker.

    Attributes:
        form: as texts have it.
        name: the marker it is counted as (还应 as 应).
        kind: the number of its class.
        only_in, not_in: the strings in which alone it counts, and in which it does not.
        not_then: words with which the clause behind its own must not open.
    """

    form: str
    name: str
    kind: int
    only_in: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    not_then: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """Classes, markers and negation.

    Attributes:
        kinds: the classes, in the order of tables.
        markers: of all classes, in their order.
        negations: words that negate a marker behind them.
        between: words that may stand between the two.
    """

    kinds: tuple[Kind, ...]
    markers: tuple[Marker, ...]
    negations: tuple[str, ...]
    between: tuple[str, ...]

    @property
    def forms(self) -> frozenset[str]:
        """Every form of a marker."""
        return frozenset(marker.form for marker in self.markers)


@cache
def shipped() -> Scheme:
    """Return the shipped classes and markers."""
    return scheme_of(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))


def scheme_of(tables: dict[str, Any]) -> Scheme:
    """Return the scheme that a file describes."""
    number = {table["id"]: place for place, table in enumerate(tables["class"])}
    kinds = tuple(
        Kind(
            table["id"],
            Text(**table["label"]),
            Text(**table["definition"]),
            table["source"],
            table.get("value"),
            number[table["negated"]] if table["negated"] else None,
        )
        for table in tables["class"]
    )
    names = {form: name for name, forms in tables["same"].items() for form in forms}
    markers = []
    for kind, table in enumerate(tables["class"]):
        for group in ({"words": table["words"]}, *table.get("when", ())):
            only, never = (expanded(group.get(key, ())) for key in ("only_in", "not_in"))
            then = tuple(group.get("not_then", ()))
            for form in group["words"]:
                inside, outside = (tuple(one for one in some if form in one) for some in (only, never))
                if not only or inside:
                    markers.append(Marker(form, names.get(form, form), kind, inside, outside, then))
    negation = tables["negation"]
    return Scheme(kinds, tuple(markers), tuple(negation["words"]), tuple(negation["between"]))


def expanded(written: Iterable[str]) -> list[str]:
    """Return the strings that patterns stand for, each once.

    Example:
        >>> expanded(["(技术|资金|)支持"])
        ['技术支持', '资金支持', '支持']
    """
    found: dict[str, None] = {}
    for one in written:
        pieces = CHOICE.split(one)
        choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces)]
        found |= dict.fromkeys("".join(choice) for choice in product(*choices))
    return list(found)
