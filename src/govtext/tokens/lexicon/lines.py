"""The lines of a lexicon's files, and how what is wrong with them is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ...errors import GovtextError
from ...files import read_bytes
from ...sources.decode import OTHER_FORMATS, decode
from .forms import Fault

MOST_NAMED = 5


def text_of(path: Path) -> str:
    """Return the text of a file, empty where it holds nothing.

    A list may be too short for its encoding to be told as a report's is: what is no UTF-8 and holds nothing but the
    characters of GB2312 is that.
    """
    data = read_bytes(path)
    try:
        return decode(data, str(path)).text if data.strip() else ""
    except GovtextError:
        text = _as_gb2312(data)
        if text is None:
            raise
        return text


def _as_gb2312(data: bytes) -> str | None:
    """Return what bytes are in GB2312, None where they are not, or hold no Chinese character, or are no text."""
    if data.startswith(tuple(magic for magic, _ in OTHER_FORMATS)):
        return None
    with suppress(UnicodeError):
        text = data.decode("gb18030")
        text.encode("gb2312")
        if any("\u4e00" <= character <= "\u9fff" for character in text):
            return text
    return None


def lines_of(path: Path, text: str | None = None) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each line that is neither empty nor a comment (`#` at its beginning).

    Args:
        path: the file.
        text: its text, where it is not to be read.
    """
    whole = text_of(path) if text is None else text
    if "\r" in whole:
        whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(whole.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


class Faults:
    """What is wrong with the lines of a file, gathered and told in one line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[tuple[int, Fault]] = []

    def add(self, line: int, cause: str, remedy: str) -> None:
        """Note a fault."""
        self.found.append((line, Fault(cause, remedy)))

    def tell(self) -> None:
        """Raise the first fault, with the other lines that have one.

        Raises:
            GovtextError: there is one.
        """
        if not self.found:
            return
        line, fault = min(self.found)
        others = sorted({number for number, _ in self.found} - {line})
        rest = ", ".join(map(str, others[:MOST_NAMED])) + (" …" if len(others) > MOST_NAMED else "")
        more = f" ({len(others):,} more faulty line{'s' * (len(others) > 1)}: {rest})" if others else ""
        raise GovtextError(f"line {line}: {fault.cause}{more}", where=self.path, remedy=fault.remedy)
