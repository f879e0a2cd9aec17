"""Cleaning in megabytes a second on one core, rule by rule."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path

from govtext.sources.edits import Cleaning
from govtext.sources.read import read_document
from govtext.sources.rules import RULES

TIMES = 10


def main(reports: Path) -> None:
    """Clean every report ten times and print the share of each rule."""
    files = [(path, path.read_bytes()) for path in sorted(reports.glob("*.txt"))]
    if not files:
        raise SystemExit(f"{reports}: no reports here; name the folder that holds them")
    documents = [read_document(data, path) for path, data in files]
    start = time.process_time()
    for _ in range(TIMES):
        for path, data in files:
            read_document(data, path)
    seconds = (time.process_time() - start) / TIMES
    size = sum(len(data) for _, data in files)
    print(f"decode, clean, structure: {size / seconds / 1e6:.1f} MB/s")
    spent: defaultdict[str, float] = defaultdict(float)
    for _ in range(TIMES):
        for document in documents:
            cleaning = Cleaning(document.raw)
            for name, rule in RULES.items():
                start = time.process_time()
                cleaning.apply(name, rule)
                spent[name] += (time.process_time() - start) / TIMES
    for name in sorted(spent, key=spent.__getitem__, reverse=True):
        print(f"  {name:<16}{spent[name] * 1000:>7.1f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"))
