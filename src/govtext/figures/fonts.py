"""The fonts of charts: the shipped one, which has Chinese letters, and one that a person names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ..errors import GovtextError, UsageProblem
from ..files import sha256

ENDINGS = (".ttf", ".otf", ".ttc")
BEGINNINGS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")  # of font files
LARGEST = 64 * 1024 * 1024  # bytes; fonts of all Chinese letters have some 20 MB
REMEDY = "name a font file (.ttf, .otf, .ttc) or an installed family, or leave --font out: the shipped font has Chinese"
SAMPLE = "人工智能"  # who has none of these has no Chinese


@cache
def shipped() -> str:
    """Register the Chinese font that zhplot carries (importing zhplot would rewrite matplotlib's settings)."""
    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise GovtextError("zhplot, which carries the Chinese font, is not installed", remedy="pip install zhplot")
    from matplotlib import font_manager

    path = next((Path(spec.origin).parent / "fonts").glob("*.[ot]tf"))
    font_manager.fontManager.addfont(str(path))
    return font_manager.FontProperties(fname=str(path)).get_name()


def families(font: str | None) -> list[str]:
    """Return matplotlib's names of the fonts of a chart: the one asked for, then the shipped one for what it lacks.

    Raises:
        UsageProblem: there is no such font, or the file is none.
    """
    if font is None:
        return [shipped()]
    return [_registered(str(font_file(font))), shipped()]


def is_file(font: str) -> bool:
    """Return whether a font is named as a file rather than as a family."""
    return "/" in font or "\\" in font or font.lower().endswith(ENDINGS)


def font_file(font: str) -> Path:
    """Return the file of a font.

    Args:
        font: a font file, or the name of an installed family.

    Raises:
        UsageProblem: there is none, or it is no font.
    """
    if not font.strip():
        raise UsageProblem("--font names no font", remedy=REMEDY)
    if is_file(font) or Path(font).is_file():
        return Path(font)
    return Path(_installed(font))


def check_font(font: str | None) -> Path | None:
    """Return the file of a font after reading it, None for the shipped one.

    Raises:
        UsageProblem: there is none, or it cannot be read.
    """
    if font is None:
        return None
    path = font_file(font)
    _registered(str(path))
    return path


@cache
def font_hash(font: str | None) -> str:
    """Return the SHA-256 of a font's file, empty for the shipped one."""
    return "" if font is None else sha256(font_file(font).read_bytes())


@cache
def _installed(family: str) -> str:
    from matplotlib import font_manager

    names = {entry.name.lower(): entry.name for entry in font_manager.fontManager.ttflist}
    if family.strip().lower() not in names:
        raise UsageProblem(f"there is no font {family!r} here", remedy=REMEDY)
    return font_manager.findfont(names[family.strip().lower()], fallback_to_default=False)


@cache
def _registered(path: str) -> str:
    """Make a font file known to matplotlib under a name that no other has; return that name."""
    from dataclasses import replace

    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    _check_file(Path(path))
    try:
        opened = FT2Font(path)
        scalable, letters = opened.scalable, opened.get_charmap()
        there = len(font_manager.fontManager.ttflist)
        font_manager.fontManager.addfont(path)
    except Exception as error:  # FreeType's faults have no class of their own
        raise UsageProblem("this font cannot be read", where=path, remedy=REMEDY) from error
    if not scalable or not letters:
        raise UsageProblem("this font has no outlines of letters", where=path, remedy=REMEDY)
    name = f"govtext {sha256(str(Path(path).resolve()).encode())[:12]}"
    known = font_manager.fontManager.ttflist
    known[there:] = [
        replace(known[there], name=name, style="normal", variant="normal", weight=400, stretch="normal")
    ]  # of a collection the first
    return name


def _check_file(path: Path) -> None:
    """Refuse what is no font file before FreeType sees it."""
    try:
        if not path.is_file():
            raise UsageProblem("there is no such font file", where=path, remedy=REMEDY)
        size = path.stat().st_size
        with path.open("rb") as file:
            beginning = file.read(4)
    except OSError as error:
        raise UsageProblem(f"this font cannot be read: {error.strerror}", where=path, remedy=REMEDY) from error
    if beginning not in BEGINNINGS:
        raise UsageProblem("this is no font file", where=path, remedy=REMEDY)
    if size > LARGEST:
        raise UsageProblem(f"this font has {size:,} bytes; {LARGEST:,} are taken", where=path, remedy=REMEDY)


def lacking(font: str | None, texts: Iterable[str]) -> list[str]:
    """Return the characters of texts that a font has no letters for, in code-point order; none for the shipped one."""
    if font is None:
        return []
    there = _letters(str(font_file(font)))
    return sorted({letter for text in texts for letter in text if letter > " " and ord(letter) not in there})


@cache
def _letters(path: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(path).get_charmap())
