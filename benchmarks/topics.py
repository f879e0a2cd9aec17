"""Topics: one fit on the second corpus (K 20) beside plain gensim, the default run on the five reports.

    python benchmarks/topics.py [FOLDER OF THE REPORTS] [SECOND CORPUS]

Each command of govtext is a whole process that finds its token index on disk and no finished model; `--no-save` leaves
its charts and files out, which the rival does not have either. The rival reads the segmented texts, merges paragraphs
to 60 words, drops the same stop words, and does what its manual says: Dictionary, filter_extremes, LdaModel, C_v.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from measure import GOVTEXT, PYTHON, Cost, run, show

from govtext.tokens.stopwords import DEFAULT_FOR_TOPICS, load

GENSIM = """
import pathlib, sys
from gensim.corpora import Dictionary
from gensim.models import CoherenceModel, LdaModel
stop = set(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8").split())
texts = []
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
    unit = []
    for line in path.read_text(encoding="utf-8").splitlines():
        unit += line.split()
        if len(unit) >= 60:
            texts.append(unit)
            unit = []
    texts.append(unit)
texts = [[word for word in unit if len(word) >= 2 and word.isalpha() and word not in stop] for unit in texts]
dictionary = Dictionary(texts)
dictionary.filter_extremes(no_below=5, no_above=0.3)
corpus = [dictionary.doc2bow(text) for text in texts]
model = LdaModel(corpus, 20, dictionary, passes=50, iterations=100, chunksize=len(corpus), random_state=1)
print(len(texts), len(dictionary))
print(CoherenceModel(model, texts=texts, dictionary=dictionary, coherence="c_v", processes=1).get_coherence())
"""
ONE_FIT = ["--k", "20", "--no-consensus", "--refits", "0", "--no-save"]
FITS = {
    "gensim, start NMF": ["--model", "gensim"],
    "gensim, start random": ["--model", "gensim", "--init", "random"],
    "gibbs, 1,000 sweeps": ["--model", "gibbs"],
    "sklearn, batch": ["--model", "sklearn"],
    "sklearn, online": ["--model", "sklearn", "--online"],
    "nmf": ["--model", "nmf"],
}


def study_of(folder: Path, *files: Path) -> Path:
    """Make a study of files, segmented, in a folder."""
    run([*GOVTEXT, "init", "--empty", str(folder)])
    run([*GOVTEXT, "corpus", "add", *map(str, files)], folder)
    run([*GOVTEXT, "segment"], folder)
    return folder


def fresh(study: Path, *options: str) -> Cost:
    """Run `govtext topics` where no model is finished."""
    shutil.rmtree(study / ".govtext" / "models", ignore_errors=True)
    return run([*GOVTEXT, "-q", "topics", *options], study)


def main(reports: Path, second: Path) -> None:
    """Build the studies, measure, print."""
    for path in (reports, second):
        if not path.exists():
            raise SystemExit(f"{path}: not here; name the folder of the reports and the second corpus")
    with tempfile.TemporaryDirectory() as temporary:
        study = study_of(Path(temporary, "second"), second)
        stop = Path(temporary, "stop.txt")
        stop.write_text("\n".join(sorted(load(DEFAULT_FOR_TOPICS).words)), encoding="utf-8")
        rival = run([PYTHON, "-c", GENSIM, str(study / "outputs" / "segment"), str(stop)])
        show("plain gensim, 50 passes, K 20", rival)
        for name, options in FITS.items():
            own = fresh(study, *ONE_FIT, *options)
            show(f"govtext, {name}", own)
            print(f"  {rival.cpu / own.cpu:.1f} x (CPU), memory {own.memory / rival.memory:.2f} of the rival's")
        five = study_of(Path(temporary, "five"), *sorted(reports.glob("*.txt")))
        show("five reports, default, files", fresh(five))
        show("  once more, models finished", run([*GOVTEXT, "-q", "topics"], five))
        show("five reports, one fit", fresh(five, "--no-consensus", "--refits", "0", "--no-save"))


if __name__ == "__main__":
    given = [Path(argument).resolve() for argument in sys.argv[1:]]
    defaults = [Path("../shared/corpus").resolve(), Path("../shared/corpora/work-reports.jsonl").resolve()]
    main(*[*given, *defaults[len(given) :]])
