"""Term matching beside indexing, discovery, and a lexicon of a million lines, on 250 sources.

    python benchmarks/terms.py [FOLDER OF THE REPORTS]

Terms are matched by govtext and, as a rival in the same run, by one regular expression of all forms.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from large_corpus import build

from govtext.analyses.terms import terms
from govtext.study import study_of_files
from govtext.tokens.build import load_index
from govtext.tokens.lexicon import load
from govtext.tokens.matching import match

MILLION = 1_000_000
SEED = 1


def timed(what: str, work: Callable[[], Any]) -> tuple[Any, float]:
    """Do some work, print what it cost, return its result and its CPU seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{what:58} {cpu:7.2f} s CPU {wall:7.2f} s")
    return result, cpu


def write_million(folder: Path, forms: list[str]) -> None:
    """Write a million terms and a million words: pairs of known forms, drawn with a seed."""
    draw = random.Random(SEED)
    made = set()
    while len(made) < MILLION:
        made.add(draw.choice(forms) + draw.choice(forms))
    some = sorted(made)
    (folder / "terms.tsv").write_text("".join(f"{form}\tgloss\tactor\n" for form in some), encoding="utf-8")
    (folder / "words.txt").write_text("".join(f"{form}\n" for form in some), encoding="utf-8")


def main(reports: Path) -> None:
    """Build the corpus, measure, print."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "files")
        build(reports, folder)
        sources = study_of_files(sorted(folder.iterdir())).choose()
        shipped = load("govtext")
        print(f"{len(sources)} sources; {len(shipped.entries):,} terms, {len(shipped.words):,} words")
        index, indexing = timed(
            "indexing (read, clean, segment; one process)", lambda: load_index(sources, lexicon=shipped)
        )
        found, matching = timed("matching terms", lambda: match(index))
        print(f"{len(found):,} matches; matching / indexing = {matching / indexing:.1%}")
        forms = sorted({form for entry in shipped.entries for form in entry.forms}, key=len, reverse=True)
        text = "\n".join(index.texts)
        pattern = re.compile("|".join(map(re.escape, forms)))
        _, rival = timed(
            "one regular expression (longest only, no boundaries)", lambda: sum(1 for _ in pattern.finditer(text))
        )
        print(f"the regular expression takes {rival / matching:.1f} times as long")
        timed("discovery (govtext terms)", lambda: terms(index))
        han = [form for form in forms if re.fullmatch(r"[\u4e00-\u9fff]{2,8}", form)]
        write_million(Path(temporary), han)
        large = load(temporary)
        timed("a million terms: read and check", lambda: len(large.entries))
        timed("a million words: read and check", lambda: len(large.words))
        small = study_of_files(sorted(reports.glob("*.txt"))).choose()
        ready, _ = timed("five reports with a million words", lambda: load_index(small, lexicon=large))
        timed("five reports with a million terms", lambda: len(match(ready)))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"))
