"""What stands behind the numbers of a table: the places in the texts that each of them counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...table import Behind, Table
from ...tokens.index import TokenIndex
from .asking import asked

__all__ = ["Behind", "behind"]

Row = Mapping[str, Any]


def behind(index: TokenIndex, table: Table) -> Behind | None:
    """Return what gives the places behind the numbers of a table; None where nothing does.

    Args:
        index: the corpus that the table was made from.
        table: any.
    """
    if table.behind is not None:
        return table.behind
    return asked(index, table) if table.trace else None
