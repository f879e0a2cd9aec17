"""Changes of files: which bytes of a study's sources were read last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..errors import GovtextError
from ..files import write_atomic


def notice(record: Path, now: dict[str, str], warn: Callable[[str], None]) -> None:
    """Warn of a file whose bytes are not those that were read last, and remember the new ones.

    Args:
        record: where the hashes are kept.
        now: file → hash of its bytes.
        warn: told of each change, and where it cannot be remembered.
    """
    seen = dict(line.split("\t") for line in _lines(record) if line.count("\t") == 1)
    for name, digest in now.items():
        if seen.get(name, digest) != digest:
            warn(f"{name}: changed since it was last read; its text as it is now is used")
    if any(seen.get(name) != digest for name, digest in now.items()):
        text = "".join(f"{name}\t{digest}\n" for name, digest in sorted({**seen, **now}.items()))
        try:
            write_atomic(record, text)
        except GovtextError as error:
            warn(f"changes of sources cannot be remembered: {error}")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
