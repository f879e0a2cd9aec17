"""Choosing sources: by id, by file, by folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageProblem, did_you_mean
from ..sources.source import Source
from .folders import files_in, sources_in


def named(names: Sequence[str], sources: Sequence[Source]) -> list[Source]:
    """Return the sources that names stand for: ids of some that are known, or files.

    Raises:
        UsageProblem: a name is neither.
    """
    known = {source.id: source for source in sources}
    chosen: list[Source] = []
    for name in names:
        chosen += [known[name]] if name in known else _of_file(name, list(known))
    return chosen


def _of_file(name: str, known: list[str]) -> list[Source]:
    """Return a file as a source, a table as its rows, a folder as the files in it that can be read."""
    path = Path(name)
    if not name.isprintable():
        raise UsageProblem(f"the name {name!r} cannot be printed", remedy="rename the file")
    if path.exists():
        return [source for file in files_in(path) for source in sources_in(file)]
    listed = f"sources: {', '.join(known[:12])}" if known else "there is no study here, so name files"
    remedy = f"{did_you_mean(name, known)} {listed}".lstrip()
    raise UsageProblem(f"no source and no file {name!r}", remedy=remedy)


def distinct(sources: Sequence[Source]) -> list[Source]:
    """Return the sources, of which no two may have one id.

    Raises:
        UsageProblem: two have.
    """
    seen: dict[str, Source] = {}
    for source in sources:
        if source.id in seen:
            first = seen[source.id].path
            if first.resolve() == source.path.resolve():
                raise UsageProblem(f"the source {source.id!r} is named twice", remedy="name each once")
            what = f"two files are called {source.id!r}: {first} and {source.path}"
            if source.row:
                what = f"two texts have the id {source.id!r}, in {first} and {source.path}"
            raise UsageProblem(what, remedy="rename one of them, or add both to a study: govtext corpus add")
        seen[source.id] = source
    return list(seen.values())
