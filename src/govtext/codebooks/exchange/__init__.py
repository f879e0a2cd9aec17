"""Codebooks of other programs: KH Coder, LIWC, Yoshikoder, Lexicoder, quanteda.

Each module has `read(text, where) -> Imported` and `write(codebook, lang) -> Exported`. What a format cannot carry is
said in `losses`, one line an item.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ...errors import GovtextError, UsageProblem, did_you_mean
from ...files import read_bytes
from ..model import DEEPEST, MOST_CODES, Codebook
from . import kh_coder, lexicoder, liwc, quanteda, yoshikoder
from .drafts import Imported
from .encodings import text_from
from .entries import Exported as Exported

READERS: dict[str, Callable[[str, str], Imported]] = {
    "khcoder": kh_coder.read,
    "liwc": liwc.read,
    "yoshikoder": yoshikoder.read,
    "lexicoder": lexicoder.read,
    "quanteda": quanteda.read,
}
WRITERS: dict[str, Callable[[Codebook, str], Exported]] = {
    "khcoder": kh_coder.write,
    "liwc": liwc.write,
    "yoshikoder": yoshikoder.write,
    "lexicoder": lexicoder.write,
    "quanteda": quanteda.write,
}
ENDINGS = {
    ".dic": "liwc",
    ".ykd": "yoshikoder",
    ".lcd": "lexicoder",
    ".lc3": "lexicoder",
    ".yml": "quanteda",
    ".yaml": "quanteda",
    ".txt": "khcoder",
    ".khc": "khcoder",
}
NAME = re.compile(r"\w[\w\-.]*")
LARGEST = 20_000_000  # bytes; the largest dictionaries in use have less than one million


def import_file(path: Path, form: str | None = None, encoding: str | None = None, name: str | None = None) -> Imported:
    """Read the codebook of another program.

    Args:
        path: its file.
        form: its format; told by the file's ending where it is not given.
        encoding: of its bytes; found out where it is not given.
        name: the id of the codebook; the file's name where it is not given.

    Raises:
        GovtextError: the file cannot be read as that format (file, line, cause, remedy).
        UsageProblem: the format cannot be told, there is no such format or encoding, or the id cannot be one.
    """
    if name is not None and not NAME.fullmatch(name):
        what = f"{name!r} cannot be the id of a codebook" if name else "--id names nothing"
        raise UsageProblem(what, remedy="use letters, digits, - and _")
    chosen = form or format_of(path)
    data = read_bytes(path)
    if len(data) > LARGEST:
        what = f"the file has {len(data):,} bytes, and no codebook has more than {LARGEST:,}"
        raise GovtextError(what, where=path, remedy="check that it is a codebook")
    imported = READERS[chosen](text_from(data, str(path), chosen, encoding), str(path))
    codes, deepest = len(imported.codebook.codes), max(imported.codebook.depth, default=0)
    if codes > MOST_CODES:
        what = f"it has {codes:,} codes, and {MOST_CODES:,} is the most"
        raise GovtextError(what, where=path, remedy="split it into several codebooks")
    if deepest > DEEPEST:
        what = f"a code has {deepest:,} others over it, and {DEEPEST} is the most"
        raise GovtextError(what, where=path, remedy="make the tree flatter")
    return imported.called(name or path.stem)


def format_of(path: Path) -> str:
    """Return the format that a file's ending stands for.

    Raises:
        UsageProblem: it stands for none.
    """
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        what = f"the format of {path.name} cannot be told by its ending"
        raise UsageProblem(what, remedy=f"name it: --format {'|'.join(READERS)}")
    return found


def export(codebook: Codebook, form: str, lang: str = "en") -> Exported:
    """Return a codebook as the text of another program's file.

    Args:
        codebook: what is exported.
        form: the format.
        lang: of the wording, where the format has room for one.

    Raises:
        UsageProblem: there is no such format.
    """
    if form not in WRITERS:
        hint = did_you_mean(form, WRITERS) or f"choose one of {', '.join(WRITERS)}"
        raise UsageProblem(f"no format {form!r}", remedy=hint)
    return WRITERS[form](codebook, lang)
