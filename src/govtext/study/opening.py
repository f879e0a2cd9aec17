"""Finding and opening a study, or files that stand for one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from ..errors import GovtextError, UsageProblem
from .faults import check_known
from .folders import files_in, sources_in
from .listed import sources_of
from .settings import FILE, read_settings_text, settings_of
from .study import Study

TABLES = ("study", "tokens", "clean", "figures", "source", "step")


def find_root(start: Path) -> Path | None:
    """Return the nearest folder from `start` upward that holds a govtext.toml."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def open_study(where: str | Path | None = None) -> Study:
    """Open a study.

    Args:
        where: its folder; None looks from the working directory upward.

    Raises:
        UsageProblem: there is none, or its govtext.toml holds an unknown key or a wrong value.
        GovtextError: its govtext.toml cannot be read.
    """
    if where is None:
        root = find_root(Path.cwd())
        if root is None:
            raise UsageProblem("there is no study here", remedy="make one: govtext init DIR, or name one: --study DIR")
    else:
        root = Path(where).absolute()
        if not (root / FILE).is_file():
            raise UsageProblem(
                f"no {FILE} in this folder, so it is no study", where=where, remedy="make one: govtext init DIR"
            )
    path = root / FILE
    text = read_settings_text(path)
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GovtextError(f"this is not valid TOML: {error}", where=path, remedy="mend that line") from error
    check_known(settings, TABLES, "table", path, text)
    values = settings_of(settings, path, text)
    steps = settings.get("step", [])
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise GovtextError("step is not a list of tables", where=path, remedy="write [[step]] for each")
    return Study(root, sources_of(root, settings.get("source", []), path, text), steps=steps, **values)


def study_of_files(paths: Iterable[str | Path]) -> Study:
    """Return files without a study as one: no outputs, no cache; ids are the files' names without endings.

    A table of many texts stands for its rows, a folder for the files in it.
    """
    return Study(None, [source for path in paths for file in files_in(Path(path)) for source in sources_in(file)])
