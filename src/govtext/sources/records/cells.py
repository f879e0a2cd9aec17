"""The cells of a table of documents: values as text or whole numbers."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")


def plain(value: Any) -> str | int:
    """Return a cell's value as text or whole number, empty for none.

    Example:
        >>> plain(2024.0), plain(0.5), plain(datetime.datetime(2024, 3, 5)), plain({"a": [1, None]})
        (2024, '0.5', '2024-03-05', '{"a":[1,null]}')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    if isinstance(value, int):
        return value if WHOLE.fullmatch(str(value)) else str(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def field_of(value: Any) -> str | int:
    """Return a cell as a field: outer blanks gone, a whole number as such (but not 007)."""
    found = plain(value)
    words = found.strip() if isinstance(found, str) else found
    return int(words) if isinstance(words, str) and WHOLE.fullmatch(words) else words


def short(value: str) -> str:
    """Return a value as messages quote it."""
    shown = CONTROL.sub(" ", value)
    return f"“{shown[:30]}…”" if len(shown) > 30 else f"“{shown}”"
