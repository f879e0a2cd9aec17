"""What a command is said not to depend on changes no byte of its tables, page, notes, record and warnings."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from govtext import corpus
from govtext.api import ANALYSES
from govtext.errors import GovtextError
from govtext.figures.look import Look
from govtext.pipeline.dependence import KINDS, depends, reads_field
from govtext.pipeline.perform import perform
from govtext.pipeline.tasks import task
from govtext.study import open_study

PLAIN = Look(charts=())  # charts are drawn from the tables, and from nothing else
BOOK = """
[codebook]
id = "{name}"
label = {{ en = "Own", zh = "自编" }}
description = {{ en = "A test.", zh = "测试。" }}
source = "test"
report = "{name}"

[[code]]
id = "risk"
label = {{ en = "Risk", zh = "风险" }}
definition = {{ en = "Risk.", zh = "风险。" }}
source = "test"
indicators = [{indicators}]
examples.include = ["安全很重要，伦理也是。"]

[[code]]
id = "law"
label = {{ en = "Law", zh = "法律" }}
definition = {{ en = "Law.", zh = "法律。" }}
source = "test"
indicators = ["立法", "前沿"]
"""
TINY = {"k": 2, "min_tokens": 5, "runs": 1, "refits": 0, "passes": 5}


class Case(NamedTuple):
    """A command with options."""

    command: str
    options: Mapping[str, Any] = MappingProxyType({})


CASES = {
    "segment": Case("segment"),
    "terms": Case("terms"),
    "freq": Case("freq"),
    "freq, glossed": Case("freq", {"gloss": True}),
    "freq, merged": Case("freq", {"features": "merged"}),
    "keywords": Case("keywords"),
    "compare": Case("compare"),
    "kwic": Case("kwic", {"pattern": "治理"}),
    "collocates": Case("collocates", {"node": "安全", "min_count": 2}),
    "ngrams": Case("ngrams", {"n": "2"}),
    "bundles": Case("ngrams", {"n": "2", "bundles": True, "per_million": 1}),
    "dispersion": Case("dispersion"),
    "topics": Case("topics", TINY),
    "topics, applied": Case("topics", {"apply": "model/model.npz"}),
    "frames": Case("frames", {"codebook": "first"}),
    "frames, mutual": Case("frames", {"mutual": True}),
    "frames, for coding": Case("frames", {"codebook": "first", "for_coding": True, "sample": 4}),
    "actors": Case("actors"),
    "citations": Case("citations"),
    "modality": Case("modality"),
    "corpus list": Case("corpus list"),
    "corpus audit": Case("corpus audit", {"html": "audit.html"}),
    "corpus duplicates": Case("corpus duplicates", {"shortest": 12}),
    "corpus show": Case("corpus show", {"source": "lunli", "part": "sections"}),
    "stopwords show": Case("stopwords show"),
    "stopwords diff": Case("stopwords diff", {"first": "govtext", "second": "study"}),
    "codebook list": Case("codebook list"),
    "codebook show": Case("codebook show", {"codebook": "first"}),
    "codebook lint": Case("codebook lint", {"codebook": "first"}),
    "codebook test": Case("codebook test", {"codebook": "first"}),
    "agree": Case("agree", {"files": ["anna.csv", "ben.csv"], "draws": 10}),
    "agree with a codebook": Case("agree", {"files": ["anna.csv"], "codebook": "first", "draws": 10}),
}


def written(root: Path) -> None:
    """Give a study everything that outputs may depend on."""
    (root / "lexicon" / "codebooks").mkdir(parents=True)
    for name in ("first", "second"):
        text = BOOK.format(name=name, indicators='"安全"')
        (root / "lexicon" / "codebooks" / f"{name}.toml").write_text(text, encoding="utf-8")
    files = {
        "lexicon/words.txt": "技术伦理\n",
        "lexicon/terms.tsv": "term\tgloss\n数据治理\tdata governance\n",
        "lexicon/glosses.tsv": "word\tgloss\n治理\tgovernance\n",
        "lexicon/topics.tsv": "One\t治理|风险\n",
        "lexicon/actors.tsv": "name\tenglish\tkind\n研究者\tresearchers\tprofession\n",
        "lexicon/instruments.tsv": "id\ttitle\tenglish\tissuer\tyear\tkind\nown-1\t样本法\tSample\tNPC\t2020\tlaw\n",
    }
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with three of the demonstration texts, lists of its own, a model and the sheets of two coders."""
    folder = tmp_path_factory.mktemp("base")
    root = Path(str(corpus.init(folder / "study").root))
    corpus.remove(open_study(root), ["chanye", "fazhi"])
    written(root)
    study = open_study(root)
    perform("topics", study, dict(TINY), folder=root / "model", look=PLAIN)
    drawn = {"codebook": "first", "for_coding": True, "sample": 8}
    units = perform("frames", study, drawn).tables.main.values("unit")
    for coder, codes in (("anna", "risk"), ("ben", "risk law")):
        lines = [f"{unit},{codes if place % 2 else ''}" for place, unit in enumerate(units)]
        (root / f"{coder}.csv").write_text("\n".join(["unit,codes", *lines]) + "\n", encoding="utf-8")
    return root


def outputs(root: Path, name: str, into: Path) -> dict[str, bytes]:
    """Return all that a command leaves: its files, what is recorded of its tables, and what it warned of."""
    case, study, warnings = CASES[name], open_study(root), []  # type: ignore[var-annotated]
    study.warn = warnings.append
    options = dict(case.options)
    if "files" in options:
        options["files"] = [str(root / one) for one in options["files"]]
    if "apply" in options:
        options["apply"] = str(root / options["apply"])
    folder = into / name.replace(" ", "_")
    do = perform if case.command in ANALYSES else task
    kept: dict[str, Any] = {}
    try:
        done = do(case.command, study, options, folder=folder, look=PLAIN)  # type: ignore[operator]
        for table in done.tables.values():
            parameters = {key: value for key, value in table.parameters.items() if key not in ("files", "apply")}
            kept[table.name] = [table.title, table.notes, table.labels, table.reading, table.trace, parameters]
    except GovtextError as error:
        kept["error"] = error.what
    found = {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    said = json.dumps([kept, warnings], ensure_ascii=False, sort_keys=True, default=str)
    return found | {"": said.replace(str(root), "").encode()}


@pytest.fixture(scope="module")
def before(base: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    into = tmp_path_factory.mktemp("before")
    return {name: outputs(base, name, into) for name in CASES}


def append(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def other_indicator(name: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / "lexicon" / "codebooks" / f"{name}.toml"
        path.write_text(path.read_text("utf-8").replace('"安全"', '"安全", "伦理", "查无此词"'), encoding="utf-8")

    return change


def named_topic(root: Path) -> None:
    """Give the first topic of the model a name."""
    rows = csv.DictReader((root / "model" / "topics.csv").read_text("utf-8-sig").splitlines())
    words = [row["term"] for row in rows if row["topic"] == "1"][:10]
    append("lexicon/topics.tsv", f"Two\t{'|'.join(words)}\n")(root)


def both(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


CHANGES = {
    "stopwords": append("stopwords/study.txt", "\n治理\n人工智能\n"),
    "lexicon": both(
        append("lexicon/words.txt", "前沿模型\n安全审查\n安全风险\n人的\n很重要\n"),
        append("lexicon/terms.tsv", "伦理规范\tnorms\n"),
    ),
    "glosses": append("lexicon/glosses.tsv", "安全\tmost secure\n人工智能\tmachines\n"),
    "labels": named_topic,
    "actors": append(
        "lexicon/actors.tsv", "老年人\told people\tpublic\n儿童\tchildren\tpublic\n安全审查\treviews\tpublic\n"
    ),
    "instruments": append("lexicon/instruments.tsv", "own-2\t人工智能\tAI\tNPC\t2021\tlaw\n"),
    "codebooks": other_indicator("first"),
}


def changed(base: Path, into: Path, kind: str) -> Path:
    root = into / "study"
    shutil.copytree(base, root)
    CHANGES[kind](root)
    return root


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_to_be_independent_does_not_change(
    base: Path, before: dict[str, dict[str, bytes]], tmp_path: Path, kind: str
) -> None:
    root = changed(base, tmp_path, kind)
    for name, case in CASES.items():
        if kind not in depends(case.command, case.options):
            now = outputs(root, name, tmp_path / "now")
            assert now.keys() == before[name].keys(), name
            assert [file for file in now if now[file] != before[name][file]] == [], name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_to_depend_can_change(
    base: Path, before: dict[str, dict[str, bytes]], tmp_path: Path, kind: str
) -> None:
    root = changed(base, tmp_path, kind)
    dependent = [name for name, case in CASES.items() if kind in depends(case.command, case.options)]
    same = [name for name in dependent if outputs(root, name, tmp_path / "now") == before[name]]
    assert same == [], kind


def test_nothing_has_failed_before(before: dict[str, dict[str, bytes]]) -> None:
    assert [name for name, kept in before.items() if '"error"' in kept[""].decode()] == []


def test_a_codebook_that_is_not_named_does_not_matter(
    base: Path, before: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    root = tmp_path / "study"
    shutil.copytree(base, root)
    other_indicator("second")(root)
    now = {name: outputs(root, name, tmp_path / "now") for name in CASES}
    assert [name for name in CASES if now[name] != before[name]] == ["frames, mutual", "codebook list"]


@pytest.mark.parametrize("field", ["title", "institution", "genre", "colour"])
def test_a_field_that_is_not_read_does_not_matter(
    base: Path, before: dict[str, dict[str, bytes]], tmp_path: Path, field: str
) -> None:
    root = tmp_path / "study"
    shutil.copytree(base, root)
    settings = root / "govtext.toml"
    head, line, rest = settings.read_text("utf-8").partition("[[source]]\n")
    own, between, others = rest.partition("\n[[source]]")
    own = "\n".join(one for one in own.splitlines() if not one.startswith(f"{field} ="))
    text = f'{head}{line}{field} = "Changed"\n{own}{between}{others}'
    settings.write_text(text, encoding="utf-8")
    assert open_study(root).sources[0].get(field) == "Changed"
    for name, case in CASES.items():
        if not reads_field(case.command, case.options, field):
            assert outputs(root, name, tmp_path / "now") == before[name], name


def test_what_groups_by_a_field_reads_it() -> None:
    assert reads_field("freq", {"by": "genre"}, "genre")
    assert reads_field("kwic", {"group": ["genre=report"]}, "genre")
    assert not reads_field("freq", {"by": "source", "top": 3}, "genre")
    assert reads_field("corpus list", {}, "genre")
