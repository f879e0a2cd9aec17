"""The settings of a study: [study], [tokens], [clean] and [figures] of its govtext.toml, and the environment."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import GovtextError, UsageProblem
from ..figures.fonts import is_file
from ..figures.look import COLUMN_MM, PALETTES, forms
from ..files import read_bytes
from ..tokens.features import FEATURES
from ..tokens.segment import ENGINES, MIXED
from .faults import check_known, wrong_value

FILE = "govtext.toml"
KEYS: dict[str, dict[str, type]] = {
    "study": {"title": str, "authors": str, "license": str, "published": str, "seed": int, "lang": str},
    "tokens": {"engine": str, "stopwords": str, "lexicon": str, "features": str, "mixed": str},
    "clean": {"without": str},
    "figures": {"charts": str, "column": str, "palette": str, "font": str},
}
OWN = ("title", "authors", "license", "published")  # what no variable of the environment gives
LANGUAGES = ("en", "zh")
CHOICES = {
    **{"engine": ENGINES, "features": FEATURES, "mixed": MIXED, "lang": LANGUAGES},
    **{"column": tuple(COLUMN_MM), "palette": PALETTES},
}
WORDING = {"lang": "language", "features": "kind of features", "mixed": "policy for mixed tokens"}
LISTS = ("stopwords", "lexicon", "without", "charts")  # settings that may be written as a list


def read_settings_text(path: Path) -> str:
    """Return the text of a govtext.toml."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise GovtextError(f"line {line} is not UTF-8", where=path, remedy="save the file as UTF-8") from error


def from_environment(name: str, kind: type) -> Any:
    """Return a setting from GOVTEXT_<NAME>, None where it is not set.

    Raises:
        UsageProblem: a whole number is wanted and it is none.
    """
    variable = f"GOVTEXT_{name.upper()}"
    value = os.environ.get(variable)
    if not value or kind is str:
        return value or None
    try:
        return int(value)
    except ValueError as error:
        raise UsageProblem(f"{variable} is {value!r}", remedy="it must be a whole number") from error


def settings_of(written: dict[str, Any], path: Path, text: str) -> dict[str, Any]:
    """Return the settings that a govtext.toml holds, those of the environment before them.

    Args:
        written: the file as read.
        path: the file, for messages.
        text: its text, in which messages find the line.

    Raises:
        UsageProblem: a key is unknown, or a value wrong.
        GovtextError: a table is none.
    """
    values: dict[str, Any] = {}
    for table, keys in KEYS.items():
        given = written.get(table, {})
        if not isinstance(given, dict):
            raise GovtextError(f"{table} is not a table", where=path, remedy=f"write [{table}] and the keys under it")
        check_known(given, keys, f"key in [{table}]", path, text, table)
        for key, value in given.items():
            if key in LISTS and isinstance(value, list) and all(isinstance(name, str) for name in value):
                value = ",".join(value)
            value = value.isoformat() if key == "published" and type(value) is date else value
            if fault := _wrong_kind(value, keys[key]) or _fault(key, value):
                raise wrong_value(path, text, key, fault, table)
            if key == "font" and is_file(value):  # as seen from the study, wherever one stands
                value = str(path.parent / value)
            values[key] = value
    return {**values, **_from_environment()}


def _from_environment() -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, kind in {**KEYS["study"], **KEYS["tokens"], **KEYS["clean"], **KEYS["figures"]}.items():
        if key not in OWN and (found := from_environment(key, kind)) is not None:
            if fault := _fault(key, found):
                raise UsageProblem(f"GOVTEXT_{key.upper()}: {fault}", remedy="set it to another value")
            values[key] = found
    return values


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _wrong_kind(value: Any, kind: type) -> str:
    """Return that a value is not of the kind that its setting has, empty where it is."""
    if isinstance(value, kind) and not isinstance(value, bool):
        return ""
    return f"{value!r} is no {'whole number' if kind is int else 'text'}"


def _fault(key: str, value: Any) -> str:
    """Return what is wrong with the value of a setting, empty where nothing is."""
    if key in CHOICES and value not in CHOICES[key]:
        return f"there is no {WORDING.get(key, key)} {value!r}: {', '.join(CHOICES[key])}"
    if key == "charts":
        try:
            forms(value)
        except UsageProblem as error:
            return f"{error.what}: {error.remedy}"
    if key == "published" and not _is_day(value):
        return f"{value!r} is no day: write it as 2025-09-30"
    if key == "seed" and not 0 <= value < 2**32:
        return "a seed is between 0 and 4294967295"
    return ""
