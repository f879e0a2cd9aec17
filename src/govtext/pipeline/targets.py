"""What no command writes over: sources, lists that it reads, a study's own files, and folders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import GovtextError
from ..sources.source import Source
from ..study import Study, spare

ELSEWHERE = "choose another folder with -o"


def check_targets(
    study: Study,
    sources: Iterable[Source],
    targets: Sequence[Path],
    lists: Iterable[Path] = (),
    remedy: str = ELSEWHERE,
) -> None:
    """Refuse to write where something stands that is not to be replaced.

    Args:
        study: whose settings and lists are spared.
        sources: what is read.
        targets: the files that are to be written, and those that are to be taken away.
        lists: files that are read beside the sources.
        remedy: what to do instead.

    Raises:
        UsageProblem: a target is one of these.
        GovtextError: a folder stands where a file is to be written.
    """
    spare(study.root, sources, targets, remedy, lists)
    if in_the_way := next((target for target in targets if target.is_dir()), None):
        what = "a folder stands where a file is to be written"
        raise GovtextError(what, where=in_the_way, remedy=f"move it away, or {remedy}")
