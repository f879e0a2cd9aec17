"""Plain text and Markdown: bytes decoded, nothing else."""

from __future__ import annotations

from ..decode import decode
from . import Reading


def read(data: bytes, where: str) -> Reading:
    """Decode a text file; see `decode`."""
    return Reading(*decode(data, where))
