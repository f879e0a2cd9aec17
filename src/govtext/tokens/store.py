"""One file that holds named numpy arrays and a description, mapped into memory when read.

Layout: 8 bytes of magic, 8 bytes with the length of the header, 8 bytes with its CRC-32, the header in JSON (the
description, and for each array its type, shape, place and CRC-32), then the arrays, each at a multiple of 64 bytes.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from ..files import write_atomic

MAGIC = b"govtext1"
ALIGN = 64
FIXED = len(MAGIC) + 16


class DamagedError(Exception):
    """The file is not one of ours, cut short, or changed since it was written."""


def write(path: Path, description: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    """Write `arrays` with `description` to `path`, whole or not at all."""
    entries, place = {}, 0
    blocks = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    for name, array in blocks.items():
        crc = zlib.crc32(array.data.cast("B") if array.size else b"")
        entries[name] = {"dtype": array.dtype.str, "shape": array.shape, "place": place, "crc": crc}
        place += -(-array.nbytes // ALIGN) * ALIGN
    header = json.dumps({"description": description, "arrays": entries}, ensure_ascii=False).encode()
    header += b" " * (-(FIXED + len(header)) % ALIGN)
    body = bytearray(MAGIC + len(header).to_bytes(8, "little") + zlib.crc32(header).to_bytes(8, "little") + header)
    for array in blocks.values():
        body += array.tobytes()
        body += b"\0" * (-array.nbytes % ALIGN)
    write_atomic(path, bytes(body))


def read(path: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Map a file that `write` made; every array is checked against its CRC-32.

    Raises:
        DamagedError: it is missing, foreign, cut short or changed.
    """
    try:
        whole = np.memmap(path, dtype=np.uint8, mode="r")
        fixed = whole[:FIXED].tobytes()
        length, crc = (int.from_bytes(fixed[at : at + 8], "little") for at in (len(MAGIC), len(MAGIC) + 8))
        written = whole[FIXED : FIXED + length].tobytes()
        if not fixed.startswith(MAGIC) or len(written) != length or zlib.crc32(written) != crc:
            raise DamagedError(path)
        header = json.loads(written)
        arrays = {name: _array(whole, FIXED + length, entry) for name, entry in header["arrays"].items()}
        return header["description"], arrays
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedError(path) from error


def _array(whole: np.ndarray, base: int, entry: dict[str, Any]) -> np.ndarray:
    kind, shape = np.dtype(entry["dtype"]), tuple(entry["shape"])
    size = int(np.prod(shape)) * kind.itemsize
    raw = whole[base + entry["place"] : base + entry["place"] + size]
    if len(raw) != size or zlib.crc32(raw.data if size else b"") != entry["crc"]:
        raise DamagedError("checksum")
    return np.ndarray.view(raw, np.ndarray).view(kind).reshape(shape)


def prune(folder: Path, kept: int) -> None:
    """Delete the oldest files of a folder beyond a number."""
    with suppress(OSError):  # another run may be tidying too
        files = sorted(folder.glob("[!.]*"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[kept:]:
            path.unlink(missing_ok=True)
