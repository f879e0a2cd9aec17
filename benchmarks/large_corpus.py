"""Cold index, warm freq and compare on 250 sources, beside a plain jieba loop in the same run."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import GOVTEXT, PYTHON, middle, run, show

COPIES = 50
JIEBA_LOOP = """
import collections, logging, pathlib, sys
import jieba
jieba.setLogLevel(logging.ERROR)
counts = collections.Counter()
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
    counts.update(jieba.cut(path.read_text(encoding="utf-8")))
print(len(counts))
"""


def build(reports: Path, folder: Path) -> None:
    """Write each report fifty times, each copy with a line of its own."""
    folder.mkdir(parents=True)
    for path in sorted(reports.glob("*.txt")):
        for copy in range(1, COPIES + 1):
            place = folder / f"{path.stem[:3]}-{copy:02}.txt"
            place.write_bytes(path.read_bytes() + f"\n\n这是第{copy}份副本。\n".encode())


@contextmanager
def large_study(reports: Path) -> Iterator[tuple[Path, Path]]:
    """Make the files and a study of them; yield both folders, which are gone afterwards."""
    if not list(reports.glob("*.txt")):
        raise SystemExit(f"{reports}: no reports here; name the folder that holds them")
    with tempfile.TemporaryDirectory() as temporary:
        files, study = Path(temporary, "files"), Path(temporary, "study")
        build(reports, files)
        size = sum(path.stat().st_size for path in files.iterdir())
        print(f"{len(list(files.iterdir()))} sources, {size / 1e6:.1f} MB")
        run([*GOVTEXT, "init", "--empty", str(study)])
        show("govtext corpus add", run([*GOVTEXT, "corpus", "add", *map(str, sorted(files.iterdir()))], study))
        yield files, study


def main(reports: Path) -> None:
    """Build the corpus, measure, print."""
    with large_study(reports) as (files, study):
        loop = run([PYTHON, "-c", JIEBA_LOOP, str(files)])
        show("plain jieba loop (segment, count)", loop)
        cold = []
        for _ in range(3):
            shutil.rmtree(study / ".govtext", ignore_errors=True)
            cold.append(run([*GOVTEXT, "freq", "--no-save"], study))
        best = sorted(cold)[1]
        show("govtext freq, cold (builds index)", best)
        for name in ("freq", "compare", "keywords"):
            show(f"govtext {name}, warm", middle([*GOVTEXT, name], study))
        wall, cpu = loop.wall / best.wall, loop.cpu / best.cpu
        print(f"cold index against the jieba loop: {wall:.1f} x faster (wall), {cpu:.1f} x (CPU)")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"))
