"""The analyses of words on 250 sources (14.5 MB), warm, beside plain Python on the same text, segmented already.

    python benchmarks/words.py [FOLDER OF THE REPORTS]

Each command of govtext is a whole process that finds its token index on disk, writes its files, and prints all rows as
CSV. The rival is one process a task: it reads the segmented files, loops over lists of words and counts in a Counter.
"""

from __future__ import annotations

import sys
from pathlib import Path

from large_corpus import large_study
from measure import GOVTEXT, PYTHON, middle, run, show

READ = """
import collections, math, pathlib, sys
texts = [path.read_text(encoding="utf-8").split("\\n") for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))]
texts = [[line.split() for line in text] for text in texts]
"""
RIVALS = {
    "compare": """
counts = [collections.Counter(word for line in text for word in line) for text in texts]
sizes = [sum(count.values()) for count in counts]
total, N = sum(counts, collections.Counter()), sum(sizes)
rows = []
for count, size in zip(counts, sizes):
    for word, all_of_it in total.items():
        if all_of_it >= 5:
            a, b = count[word], all_of_it - count[word]
            e1, e2 = size * all_of_it / N, (N - size) * all_of_it / N
            g2 = 2 * ((a * math.log(a / e1) if a else 0) + (b * math.log(b / e2) if b else 0))
            rows.append((word, a, b, g2))
rows.sort(key=lambda row: -row[3])
""",
    "kwic 人工智能": """
rows = []
for text in texts:
    for line in text:
        for at, word in enumerate(line):
            if word == "人工智能":
                rows.append(("".join(line[max(0, at - 10) : at]), word, "".join(line[at + 1 : at + 11])))
for row in rows:
    print(*row, sep=",")
""",
    "collocates 治理": """
counts = collections.Counter(word for text in texts for line in text for word in line)
near, N = collections.Counter(), sum(counts.values())
for text in texts:
    for line in text:
        for at, word in enumerate(line):
            if word == "治理":
                near.update(line[max(0, at - 5) : at] + line[at + 1 : at + 6])
rows = sorted((14 + math.log2(2 * n / (counts["治理"] + counts[word])), word) for word, n in near.items())
""",
    "ngrams -n 2": """
words = collections.Counter(word for text in texts for line in text for word in line)
pairs = collections.Counter(pair for text in texts for line in text for pair in zip(line, line[1:]))
N = sum(pairs.values())
rows = sorted((n * math.log(n * N / (words[a] * words[b])), a, b) for (a, b), n in pairs.items() if n >= 5)
""",
    "dispersion": """
counts = [collections.Counter(word for line in text for word in line) for text in texts]
sizes = [sum(count.values()) for count in counts]
total, N = sum(counts, collections.Counter()), sum(sizes)
rows = []
for word, f in total.items():
    if f >= 5:
        rows.append((sum(abs(count[word] / f - size / N) for count, size in zip(counts, sizes)) / 2, word))
rows.sort()
""",
}


def main(reports: Path) -> None:
    """Build the corpus, measure, print."""
    with large_study(reports) as (_, study):
        run([*GOVTEXT, "segment"], study)  # the index, and the segmented files that the rival reads
        for name, loops in RIVALS.items():
            own = middle([*GOVTEXT, *name.split(), "--format", "csv"], study)
            rival = middle([PYTHON, "-c", READ + loops, str(study / "outputs" / "segment")], times=1)
            show(f"govtext {name}", own)
            show("  plain Python loops", rival)
            print(f"  {rival.wall / own.wall:.1f} x (wall), {rival.cpu / own.cpu:.1f} x (CPU)")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"))
