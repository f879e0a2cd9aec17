"""Starting a study."""

from __future__ import annotations

from pathlib import Path

from ..errors import GovtextError
from ..files import DATA, make_folder, write_atomic
from ..study import FILE, Study, open_study

DEMO = DATA / "demo"


def init(folder: str | Path) -> Study:
    """Make a study that runs at once on the demonstration texts.

    Raises:
        GovtextError: a file that it would write is there already; then nothing is written.
    """
    folder = Path(folder)
    files = sorted((path for path in DEMO.rglob("*") if path.is_file()), key=lambda path: (path.name != FILE, path))
    for path in files:
        there = folder / path.relative_to(DEMO)
        if there.exists() and (path.name == FILE or there.read_bytes() != path.read_bytes()):
            what = "a study is here already" if there.name == FILE else "a file is in the way"
            raise GovtextError(what, where=there, remedy="choose another folder")
    for name in ("corpus", "stopwords", "lexicon", "outputs"):
        make_folder(folder / name)
    for path in reversed(files):  # govtext.toml last: with it the folder is a study
        write_atomic(folder / path.relative_to(DEMO), path.read_bytes())
    return open_study(folder)
