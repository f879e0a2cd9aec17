"""What no output may replace: the files that are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import UsageProblem
from ..files import identity, stands_in
from ..sources.source import Source
from .settings import FILE

KEPT = ("corpus", "lexicon", "stopwords")  # what a person puts into a study


def spare(
    root: Path | None, sources: Iterable[Source], targets: Sequence[Path], remedy: str, lists: Iterable[Path] = ()
) -> None:
    """Refuse to write over a source, over anything in a study's corpus/, lexicon/ or stopwords/, or its settings.

    Args:
        root: the study's folder, None without one.
        sources: what is read.
        targets: what is to be written.
        remedy: what to do instead.
        lists: files of lexicons and stop lists that are read.

    Raises:
        UsageProblem: a target is one of these, by whatever name.
    """
    read = {key for path in {source.path for source in sources} for key in identity(path)}
    listed = {key for path in lists for key in identity(path)}
    for target in targets:
        what = "a source" if not read.isdisjoint(identity(target)) else ""
        what = what or ("a list that is read" if not listed.isdisjoint(identity(target)) else "")
        if root is not None and not what:
            places = (target, Path(os.path.realpath(target)))
            kept = [name for name in KEPT if any(stands_in(place, root / name) for place in places)]
            if kept:
                what = f"in {kept[0]}/"
            elif identity(target) & identity(root / FILE):
                what = "the settings of the study"
        if what:
            raise UsageProblem(f"this is {what}, and the output would overwrite it", where=target, remedy=remedy)
