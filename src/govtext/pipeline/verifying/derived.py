"""Texts that a run writes from its lock: they must be what this lock gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ... import __version__
from ...errors import GovtextError
from ...files import sha256
from .looking import CHANGED, LARGEST_TABLE, Finding, inside, look
from .recorded import Recorded

DERIVED = "text from the lock"
MALFORMED = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    RecursionError,
)  # of a lock that was made by hand


def derived(lock: Mapping[str, Any], outputs: Path) -> Iterator[Finding]:
    """Yield how the methods, their references and the crate stand to the lock, those that are there.

    Another version of govtext would word them otherwise: then none is compared.
    """
    if lock["versions"].get("govtext") != __version__:
        return
    for name, make in _texts(lock, outputs).items():
        path = inside(outputs, name)
        if path is None or path.exists():
            yield _compare(name, path, make)


def _texts(lock: Mapping[str, Any], outputs: Path) -> dict[str, Callable[[], str]]:
    """Return what makes each text."""
    from ...output.methods import methods, references
    from ..leaving import CRATE, METHODS, REFERENCES

    whole = dict(lock)
    texts: dict[str, Callable[[], str]] = {
        name: lambda lang=lang: methods(whole, lang)  # type: ignore[misc]
        for lang, name in METHODS.items()
    }
    return {**texts, REFERENCES: lambda: references(whole), CRATE: lambda: _crate(whole, outputs)}


def _compare(name: str, path: Path | None, make: Callable[[], str]) -> Finding:
    try:
        data = make().encode()
    except GovtextError as error:
        return Finding(name, DERIVED, CHANGED, found=str(error))
    except MALFORMED as error:
        return Finding(name, DERIVED, "not checked", found=f"this lock gives no such text ({type(error).__name__})")
    return look(Recorded(name, DERIVED, len(data), sha256(data)), path)


def _crate(lock: dict[str, Any], outputs: Path) -> str:
    """Return the metadata of the crate with the date that the file bears, which is not the lock's."""
    from ..crate import crate
    from ..leaving import CRATE
    from ..record import FILE

    there, record = _json(outputs, CRATE), _json(outputs, FILE)
    roots = [one for one in there.get("@graph", []) if isinstance(one, dict) and one.get("@id") == "./"]
    day = roots[0].get("datePublished") if roots else None
    made = crate({**lock, "study": {**lock["study"], "published": day}}, record, outputs)
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _json(outputs: Path, name: str) -> dict[str, Any]:
    """Return a JSON file of the outputs, empty where there is none."""
    path = inside(outputs, name)
    if path is None or not path.is_file() or path.stat().st_size > LARGEST_TABLE:
        return {}
    found = json.loads(path.read_bytes())
    return found if isinstance(found, dict) else {}
