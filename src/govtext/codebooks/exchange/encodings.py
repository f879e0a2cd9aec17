"""The bytes of other programs' files as text."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from ...errors import GovtextError, UsageProblem
from ...sources.decode import decode

# How the line of a code begins in a file of KH Coder, in the encodings it has been written in.
STARS = {"cp932": b"\x81\x96", "gb18030": b"\xa3\xaa", "euc_jp": b"\xa1\xf6"}
REMEDY = "save it in UTF-8, or name its encoding: --encoding"


def text_from(data: bytes, where: str, form: str, encoding: str | None = None) -> str:
    """Return bytes as text, lines ending in line feeds.

    Args:
        data: the whole file.
        where: its name, for messages.
        form: the format.
        encoding: as it is named by a person; None finds it out.

    Raises:
        GovtextError: the file is empty, binary, or in none of the encodings that are tried.
        UsageProblem: there is no such encoding.
    """
    text = _as_named(data, where, encoding) if encoding else _found_out(data, where, form)
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _as_named(data: bytes, where: str, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
        return data.decode(encoding)
    except (LookupError, ValueError) as error:
        if not isinstance(error, UnicodeDecodeError):
            remedy = "for instance utf-8, gb18030, cp932 (Shift-JIS), utf-16"
            raise UsageProblem(f"no encoding {encoding!r}", remedy=remedy) from error
        line = data.count(b"\n", 0, error.start) + 1
        raise GovtextError(f"line {line} is not {encoding}", where=where, remedy="name another --encoding") from error


def _found_out(data: bytes, where: str, form: str) -> str:
    if form == "khcoder" and b"\x00" not in data:
        for encoding, star in STARS.items():
            if re.search(b"^" + re.escape(star), data, re.MULTILINE):
                with suppress(UnicodeDecodeError):
                    return data.decode(encoding)
    try:
        return decode(data, where).text
    except GovtextError as error:
        raise GovtextError(error.what, where=error.where, remedy=REMEDY) from error
