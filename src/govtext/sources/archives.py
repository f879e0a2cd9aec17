"""Office files (Word, Excel) as what they are: ZIP archives of XML parts, unpacked within limits.

What comes out of here is safe to hand to a library that reads without limits of its own.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

from ..errors import GovtextError

OLE = b"\xd0\xcf\x11\xe0"  # Word and Excel before 2007, and any Office file under a password
LARGEST = 200_000_000  # bytes unpacked
DENSEST, DENSE = 200, 10_000_000  # a part of more than DENSE bytes may not unpack to more than DENSEST times its size
KINDS = {
    "word/": "a Word document",
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an EPUB book",
}
DAMAGE = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError, EOFError, RecursionError),
    *(zipfile.BadZipFile, zlib.error),
)


def unpacked(data: bytes, where: str, wanted: str) -> dict[str, bytes]:
    """Return the parts of an Office file by name, unpacked within limits and without a document type.

    Parts that are no XML (pictures, fonts) are empty.

    Args:
        data: the file's bytes.
        where: its name, for messages.
        wanted: what it should be saved as (`a .docx file`), for messages.

    Raises:
        GovtextError: no zip, protected, damaged, too large unpacked, or with entity declarations.
    """
    remedy = f"save it again as {wanted}"
    if not data.strip(b"\x00\t\r\n "):
        raise GovtextError("the file is empty", where=where, remedy="check that it was saved")
    if data.startswith(OLE):
        what = "this is a document of Office 97-2003 or one protected by a password"
        raise GovtextError(what, where=where, remedy=f"{remedy} without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_sizes(infos, where)
            if any(info.flag_bits & 1 for info in infos):
                raise GovtextError("it is protected by a password", where=where, remedy=f"{remedy} without one")
            parts = {info.filename: _part(archive, info) for info in infos}
    except (*DAMAGE, NotImplementedError, RuntimeError) as error:
        what = f"this is not {wanted}, or a damaged one ({first_line(error)})"
        raise GovtextError(what, where=where, remedy=remedy) from error
    _check_types(parts, where)
    return parts


def _check_sizes(infos: list[zipfile.ZipInfo], where: str) -> None:
    """Refuse an archive that says it unpacks to more than an Office file ever does."""
    total = sum(info.file_size for info in infos)
    dense = any(info.file_size > max(DENSE, DENSEST * info.compress_size) for info in infos)
    if total > LARGEST or dense:
        what = f"it would unpack to {total / 1e6:,.0f} MB, from {sum(i.compress_size for i in infos) / 1e6:,.1f} MB"
        remedy = "an Office file is never packed so densely; if it is sound, take the pictures out and save it again"
        raise GovtextError(what, where=where, remedy=remedy)
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise zipfile.BadZipFile("an unknown compression")


def _check_types(parts: dict[str, bytes], where: str) -> None:
    """Refuse a document type: by its entities a small part can grow without end, or reach for other files."""
    for name, part in parts.items():
        if b"<!doctype" in part.replace(b"\x00", b"").lower():
            what = f"its part {name} declares a document type, which no Office program writes"
            raise GovtextError(what, where=where, remedy="do not trust it; ask for it anew from where it came")


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a part; those that hold no text (pictures, fonts) are empty."""
    if not info.filename.endswith((".xml", ".rels")):
        return b""
    with archive.open(info) as stream:
        # No more than was declared, for what is declared can be less than what is there.
        return stream.read(info.file_size + 1)


def packed(parts: dict[str, bytes]) -> BytesIO:
    """Return the parts as a zip that is safe to hand to a library that reads without limits."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            if part:
                archive.writestr(name, part)
    out.seek(0)
    return out


def kind_of(parts: Iterable[str]) -> str:
    """Tell by the names of its parts what a zip is."""
    for beginning, kind in KINDS.items():
        if any(name.startswith(beginning) for name in parts):
            return kind
    return "a ZIP file with no document in it"


def first_line(error: BaseException) -> str:
    """Return what an error says, as messages quote it."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]
