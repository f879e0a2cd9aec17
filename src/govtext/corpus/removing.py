"""Taking sources out of a study, and the files in its corpus/ that are none of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageProblem, did_you_mean, from_os_error
from ..study import Study
from .settings import write_sources


def remove(study: Study, names: Sequence[str]) -> list[Path]:
    """Take sources out of a study: their tables and their files in corpus/.

    Returns:
        The files that were deleted.

    Raises:
        UsageProblem: the study has no such source; then nothing is removed.
    """
    root = study.folder()
    known = {source.id: source for source in study.sources}
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"sources: {', '.join(known) or 'none'}"
            raise UsageProblem(f"no source {name!r}", remedy=hint)
    gone = set(names)
    write_sources(root, remove=gone)
    deleted = []
    kept = {source.path for source in study.sources if source.id not in gone}
    for path in dict.fromkeys(known[name].path for name in names):
        if path.exists() and path not in kept and path.resolve().is_relative_to((root / "corpus").resolve()):
            try:
                path.unlink()
            except OSError as error:
                raise from_os_error(error, path) from error
            deleted.append(path)
    study.sources = [source for source in study.sources if source.id not in gone]
    return deleted


def unregistered(study: Study) -> list[Path]:
    """Return the files in corpus/ that no [[source]] names."""
    if study.root is None:
        return []
    named = {path.resolve() for path in {source.path for source in study.sources}}
    files = sorted((study.root / "corpus").glob("*"))
    return [file for file in files if file.is_file() and file.resolve() not in named and file.name[0] != "."]
