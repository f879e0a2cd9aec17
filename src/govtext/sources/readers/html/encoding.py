"""From the bytes of a page to its characters."""

from __future__ import annotations

import re

from ....errors import GovtextError
from ...decode import BOMS, COMMON, STRANGE, Decoded, decode

HEAD = 4096  # bytes in which a page says its charset
CHARSET = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})|<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
CHARSETS = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "gb18030"), "gb18030"),
    **{name: name for name in ("big5", "big5-hkscs", "euc-jp", "shift_jis", "euc-kr", "iso-8859-1", "windows-1252")},
}


def decoded(data: bytes, where: str) -> Decoded:
    """Decode by mark, by the declared charset where it holds, or as any text file.

    A browser saves a page in UTF-8 and may leave the charset of the original in it. GB18030 takes nearly any bytes, so
    a declared charset must also give at least as many of the commonest Chinese characters.
    """
    declared = _charset(data)
    if not declared or b"\x00" in data or data.startswith(tuple(mark for mark, _ in BOMS)):
        return decode(data, where)
    try:
        text = data.decode(CHARSETS.get(declared, "unknown"))
    except (UnicodeDecodeError, LookupError):
        other = decode(data, where)
        return other._replace(reason=f"declared charset {declared} does not hold; {other.reason}")
    encoding = CHARSETS[declared]
    try:
        other = decode(data, where)
    except GovtextError:
        if len(STRANGE.findall(text)) > len(text) // 50:
            raise
        return Decoded(text, encoding, f"declared charset {declared}")
    if other.encoding != encoding and len(COMMON.findall(other.text)) > len(COMMON.findall(text)):
        return other._replace(reason=f"declared charset {declared} does not hold; {other.reason}")
    return Decoded(text, encoding, f"declared charset {declared}")


def _charset(data: bytes) -> str:
    found = CHARSET.search(data[:HEAD])
    return (found[1] or found[2]).decode("ascii", "ignore").lower() if found else ""
