"""Starting a study."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ..errors import GovtextError
from ..files import DATA, make_folder, write_atomic
from ..study import FILE, Study, open_study

DEMO = DATA / "demo"
FOLDERS = ("corpus", "stopwords", "lexicon", "outputs")
KEPT_EMPTY = (FILE, "lexicon/README.md")  # of the demonstration, what a study without texts has too
SOURCES = re.compile(r"^# anquan, .*?(?=^# Steps)", re.DOTALL | re.MULTILINE)  # with what is said of them
TITLE = re.compile(r"^title = .*$", re.MULTILINE)


def init(folder: str | Path, *, empty: bool = False) -> Study:
    """Make a study, with the demonstration texts so that it runs at once, or without.

    Args:
        folder: where; it may exist.
        empty: without texts, stop words and terms of the demonstration; the folder's name is the title.

    Raises:
        GovtextError: a file that it would write is there already; then nothing is written.
    """
    folder = Path(folder)
    files = _files(folder, empty)
    for name, data in files.items():
        there = folder / name
        if there.exists() and (name == FILE or there.read_bytes() != data):
            what = "a study is here already" if name == FILE else "a file is in the way"
            raise GovtextError(what, where=there, remedy="choose another folder")
    for name in FOLDERS:
        make_folder(folder / name)
    for name in reversed(files):  # govtext.toml last: with it the folder is a study
        write_atomic(folder / name, files[name])
    return open_study(folder)


def _files(folder: Path, empty: bool) -> dict[str, bytes]:
    """Return what a study begins with, by the path within it, govtext.toml first."""
    paths = sorted((path for path in DEMO.rglob("*") if path.is_file()), key=lambda path: (path.name != FILE, path))
    files = {path.relative_to(DEMO).as_posix(): path.read_bytes() for path in paths}
    if not empty:
        return files
    kept = {name: files[name] for name in KEPT_EMPTY}
    title = json.dumps(folder.resolve().name, ensure_ascii=False)  # a JSON string is a TOML string
    settings = TITLE.sub(lambda _: f"title = {title}", SOURCES.sub("\n", files[FILE].decode("utf-8")), count=1)
    return kept | {FILE: settings.encode("utf-8")}
