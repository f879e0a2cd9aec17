"""Taking sources out of a study, and the files in its corpus/ that are none of its sources."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageProblem, did_you_mean, from_os_error
from ..files import identity, stands_in
from ..study import Study
from .settings import write_sources


def remove(study: Study, names: Sequence[str]) -> list[Path]:
    """Take sources out of a study: their tables and their files in corpus/.

    A file that stands elsewhere stays, and so does one that another source still uses, by whatever name. Of a link that
    stands in corpus/ the link is deleted, not its target.

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
    used = {source.path for source in study.sources if source.id not in gone}
    kept = {key for path in used for key in identity(path)}
    paths = dict.fromkeys(known[name].path for name in names)
    places = [place for path in paths if kept.isdisjoint(identity(path)) and (place := _place(path, root))]
    for place in dict.fromkeys(places):
        try:
            place.unlink()
        except OSError as error:
            raise from_os_error(error, place) from error
        deleted.append(place)
    study.sources = [source for source in study.sources if source.id not in gone]
    return deleted


def _place(path: Path, root: Path) -> Path | None:
    """Return where a file or link stands, without `..`; None where that is not in corpus/."""
    place = Path(os.path.abspath(path))  # noqa: PTH100 -- absolute() leaves .. in, resolve() follows links
    there = place.is_relative_to(os.path.abspath(root / "corpus"))  # noqa: PTH100
    there = there and stands_in(place, root / "corpus") and bool(identity(place) & identity(path))
    return place if there and (place.is_symlink() or place.is_file()) else None


def unregistered(study: Study) -> list[Path]:
    """Return the files in corpus/ that no [[source]] names."""
    if study.root is None:
        return []
    named = {os.path.realpath(path) for path in {source.path for source in study.sources}}
    files = sorted((study.root / "corpus").glob("*"))
    return [file for file in files if file.is_file() and os.path.realpath(file) not in named and file.name[0] != "."]
