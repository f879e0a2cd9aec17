"""Which reader takes which file, by its ending; and the libraries that reading rests on."""

from __future__ import annotations

from pathlib import Path

from ..errors import GovtextError
from ..files import installed_version

FORMATS = {
    "": "txt",
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".conll": "conll",
    ".conllu": "conll",
}
LIBRARIES = {
    "html": ("trafilatura", "lxml"),
    "docx": ("python-docx", "lxml"),
    "pdf": ("pypdfium2",),
    ".xlsx": ("openpyxl",),
}
MODULES = {"txt": "text", "md": "text", "html": "html", "docx": "docx", "pdf": "pdf", "conll": "conll"}


def format_of(path: Path) -> str:
    """Return the format by the file's ending.

    Raises:
        GovtextError: an ending that no reader takes.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        known = ", ".join(e for e in FORMATS if e)
        raise GovtextError(f"cannot read {ending} files", where=path, remedy=f"save it as one of {known}")
    return FORMATS[ending]


def libraries_key(path: Path) -> str:
    """Return the versions of the libraries that read a file, for the key of the cache; empty where none does."""
    ending = path.suffix.lower()
    packages = LIBRARIES.get(FORMATS.get(ending, ending), ())
    return " ".join(f"{package} {installed_version(package)}" for package in packages)
