"""outputs/run.json: what ran, on which bytes, with which versions."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .. import __version__
from ..files import DATA, read_bytes, sha256, write_atomic
from ..sources.source import PLACES, Source
from ..study.topic_labels import FILE as LABELS
from ..tokens.lexicon import GLOSSES, TERMS, WORDS

PACKAGES: tuple[str, ...] = (
    "jieba",
    "rjieba",
    "ahocorasick_rs",
    "stopwordsiso",
    "numpy",
    "scipy",
    "scikit-learn",
    "gensim",
    "tomotopy",
    "joblib",
    "matplotlib",
    "zhplot",
    "click",
    "tabulate",
)
PACKAGES += ("trafilatura", "lxml", "python-docx", "pypdfium2", "openpyxl")


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that results depend on."""
    found = {"govtext": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def inputs(root: Path, sources: list[Source]) -> list[dict[str, Any]]:
    """Return each source with the hash of its bytes."""
    listed = []
    for source in sources:
        data = read_bytes(source.path)
        path = source.path.relative_to(root).as_posix() if source.path.is_relative_to(root) else source.path.as_posix()
        place = {key: getattr(source, key) for key in PLACES if getattr(source, key)}
        listed.append({"id": source.id, "file": path, **place, "bytes": len(data), "sha256": sha256(data)})
    return listed


def settings(root: Path, read: Iterable[Path] = ()) -> list[dict[str, str]]:
    """Return govtext.toml, the study's stop lists and lexicon, and what else steps read, with the hashes of the bytes.

    Args:
        root: the study's folder.
        read: files and folders that steps read beside the sources; what is shipped is known by the version.
    """
    lexicon = [root / "lexicon" / name for name in (TERMS, WORDS, GLOSSES, LABELS)]
    lists = [*sorted((root / "stopwords").glob("*.txt")), *(path for path in lexicon if path.is_file())]
    files = {file for path in read for file in (sorted(path.rglob("*")) if path.is_dir() else [path])}
    own = {path.absolute() for path in lists}
    named = sorted(path for path in files if path.is_file() and path not in own and not path.is_relative_to(DATA))
    return outputs(root, [root / "govtext.toml", *lists, *named])


def outputs(root: Path, files: list[Path]) -> list[dict[str, str]]:
    """Return files with their hashes, by their paths within the study."""
    inside = (path.relative_to(root) if path.is_relative_to(root) else path for path in files)
    return [
        {"file": name.as_posix(), "sha256": sha256(read_bytes(path))} for name, path in zip(inside, files, strict=True)
    ]


def write(path: Path, record: dict[str, Any]) -> None:
    """Write the record; times stand under `seconds` alone, so the rest is the same from run to run."""
    write_atomic(path, json.dumps(record, ensure_ascii=False, indent=2) + "\n")
