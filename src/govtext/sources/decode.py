"""Bytes to text: strict, never lossy, and the choice said."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import GovtextError

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OTHER_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP container (Word, Excel, EPUB)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
)
REMEDY = "save it as plain text in UTF-8 and add that"
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z0-9 \n]")
KANA = re.compile(r"[\u3041-\u30ff]")
COMMON = re.compile(r"[的是在和了有为与中国人不一，。、]")
STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd-\uffff]")


class Decoded(NamedTuple):
    """Text with the encoding it was read in and why that one."""

    text: str
    encoding: str
    reason: str


def decode(data: bytes, where: str) -> Decoded:
    """Decode a file's bytes: byte-order mark, then UTF-8, UTF-16 by its pattern, GB18030.

    Args:
        data: the whole file.
        where: its name, for messages.

    Raises:
        GovtextError: empty, binary, or in none of these encodings.
    """
    if not data.strip(b"\x00\t\r\n "):
        raise GovtextError("the file is empty", where=where, remedy="check that it was saved")
    for magic, name in OTHER_FORMATS:
        if data.startswith(magic):
            raise GovtextError(f"this is {name}, not a text file", where=where, remedy=REMEDY)
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, "byte-order mark", where)
    if b"\x00" in data:
        encoding = _utf16_side(data)
        if encoding:
            return _strict(data, encoding, "zero bytes, and plausible text as UTF-16", where)
        raise GovtextError("this is a binary file (it holds zero bytes)", where=where, remedy=REMEDY)
    try:
        return _checked(data.decode("utf-8"), "utf-8", "valid UTF-8", where)
    except UnicodeDecodeError as error:
        return _gb18030(data, error, where)


def _utf16_side(data: bytes) -> str:
    """Return the byte order in which bytes without a mark are plausible text, empty where neither is."""
    best, most = "", 0.05  # at least one in twenty characters is a common one
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        common = (len(COMMON.findall(text)) + len(LATIN.findall(text))) / max(1, len(text))
        if common > most and not STRANGE.search(text):
            best, most = encoding, common
    return best


def _strict(data: bytes, encoding: str, reason: str, where: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"the bytes are not {encoding} ({reason}): damaged at byte {error.start}"
        raise GovtextError(what, where=where, remedy=REMEDY) from error
    return _checked(text, encoding.removesuffix("-sig"), reason, where)


def _checked(text: str, encoding: str, reason: str, where: str) -> Decoded:
    if len(STRANGE.findall(text)) > len(text) // 50:
        raise GovtextError("this is a binary file (control characters)", where=where, remedy=REMEDY)
    return Decoded(text, encoding, reason)


def _gb18030(data: bytes, utf8_error: UnicodeDecodeError, where: str) -> Decoded:
    line = data.count(b"\n", 0, utf8_error.start) + 1
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        gb_line = data.count(b"\n", 0, error.start) + 1
        raise GovtextError(
            f"neither UTF-8 (line {line}, byte {utf8_error.start}) nor GB18030 (line {gb_line}, byte {error.start})",
            where=where,
            remedy=REMEDY,
        ) from error
    han = len(HAN.findall(text))
    japanese = len(KANA.findall(text)) > 0.1 * han
    plausible = han and not japanese and len(COMMON.findall(text)) >= 0.05 * han and not STRANGE.search(text)
    if not plausible:
        what = f"not UTF-8 (line {line}, byte {utf8_error.start}), and read as GB18030 it is no Chinese text"
        raise GovtextError(f"{what} (Big5 or Latin-1?)", where=where, remedy=REMEDY)
    return Decoded(text, "gb18030", "not UTF-8, and plausible Chinese as GB18030")
