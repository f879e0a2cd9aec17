"""The framing commands on 250 sources (14.5 MB), warm, beside a plain Python loop with the same indicators.

    python benchmarks/framing.py [FOLDER OF THE REPORTS]

Each command is a whole process that finds its token index on disk. `--no-save` prints one table; with files it writes
all of them (charts are up to date from the run before). The rival looks for the plain strings of all shipped codebooks,
sentence by sentence, and counts them; it knows no word boundaries, no near, no and, no intervals.
"""

from __future__ import annotations

import sys
from pathlib import Path

from large_corpus import large_study
from measure import GOVTEXT, PYTHON, middle, run, show

ROWS = ["--format", "csv"]
COMMANDS = ("frames --codebook principles", "frames --codebook all", "actors", "citations", "modality")
RIVAL = """
import pathlib, sys, tomllib, re, collections
from govtext.codebooks.reading import shipped
words = {}
for path in shipped().values():
    for code in tomllib.loads(path.read_text(encoding="utf-8"))["code"]:
        for one in code.get("indicators", []):
            if one.isalnum():
                words.setdefault(one, []).append((path.stem, code["id"]))
counts = collections.Counter()
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
    for sentence in re.split("[。！？\\\\n]", path.read_text(encoding="utf-8").replace(" ", "")):
        for word, codes in words.items():
            if word in sentence:
                for code in codes:
                    counts[path.stem, code] += 1
"""


def main(reports: Path) -> None:
    """Build the corpus, measure, print."""
    with large_study(reports) as (_, study):
        run([*GOVTEXT, "segment"], study)  # the index, and the segmented files that the rival reads
        for name in COMMANDS:
            words = name.split()
            run([*GOVTEXT, *words], study)  # places and charts are kept
            show(f"govtext {name} --no-save", middle([*GOVTEXT, *words, "--no-save", *ROWS], study))
            show(f"govtext {name}, with files", middle([*GOVTEXT, *words, *ROWS], study))
        show("plain Python, strings only", middle([PYTHON, "-c", RIVAL, str(study / "outputs" / "segment")], times=1))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"))
