"""govtext run: steps checked first, run in order, recorded, the same every time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import govtext as package
from govtext.api import ANALYSES, FRAMING, ON_WORDS
from govtext.errors import GovtextError, NothingFound, UsageProblem
from govtext.pipeline.run import run
from govtext.pipeline.step import command_line
from govtext.pipeline.steps import known_keys, read_steps
from govtext.study import open_study

Run = Callable[..., Any]
FIRST = '\n[[step]]\ncommand = "segment"\nname = "first"\n'


def add_steps(study: Path, text: str) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def step(command: str, **keys: object) -> str:
    """Return a [[step]] table; values as JSON, which these are in TOML too."""
    lines = [f"{key.replace('_', '-')} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
    return "\n".join(["", "[[step]]", f'command = "{command}"', *lines, ""])


def lock_of(study: Path) -> dict[str, Any]:
    written: dict[str, Any] = json.loads((study / "outputs" / "run.lock.json").read_text("utf-8"))
    return written


def record(study: Path) -> dict[str, Any]:
    """Return the lock, with the rows of each step's tables and its parameters without their origins."""
    written = lock_of(study)
    for one in written["steps"]:
        one["rows"] = {name: table["rows"] for name, table in one["tables"].items()}
        one["parameters"] = {name: given["value"] for name, given in one["parameters"].items()}
    return written


def test_all_analyses_where_there_are_no_steps(study: Path) -> None:
    usual = ["segment", "freq", "keywords", "compare", "ngrams", "dispersion", "topics", *FRAMING]
    assert [one.name for one in read_steps(open_study(study))] == usual


def test_what_one_source_has_nothing_for_is_left_out(study: Path, govtext: Run) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").partition('[[source]]\nid = "b"')[0], encoding="utf-8")
    assert [one.name for one in read_steps(open_study(study))] == [
        *("segment", "freq", "ngrams", "topics"),
        *FRAMING,
    ]
    add_steps(study, step("dispersion"))
    assert [one.name for one in read_steps(open_study(study))] == ["dispersion"]  # a step that is asked for is kept
    assert govtext("run").code == 3


def test_what_finds_nothing_is_left_out_unless_a_step_asks_for_it(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govtext.pipeline.steps.STANDARD", ("segment", "citations", "modality"))
    opened, told = open_study(study), []
    opened.warn = told.append
    run(opened)
    assert [one["command"] for one in record(study)["steps"]] == ["segment"]
    assert [line.rpartition(": ")[2] for line in told] == ["citations is left out", "modality is left out"]
    add_steps(study, step("citations"))
    with pytest.raises(GovtextError, match=r"step 1 \(citations\)") as caught:
        run(open_study(study))
    assert caught.value.exit_code == 3


def test_the_steps_of_one_source_run(study: Path, govtext: Run) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").partition('[[source]]\nid = "b"')[0], encoding="utf-8")
    # Two words, one of each pair once: nothing that the limits of ngrams and topics leave.
    add_steps(study, step("segment") + step("freq") + step("ngrams", min_count=1))
    outcome = govtext("run")
    assert outcome.code == 0, outcome.err
    assert [part["rows"] for part in record(study)["steps"]] == [
        {"segment": 1},
        {"freq": 2, "spectrum": 2},
        {"ngrams": 2},
    ]


def test_steps_run_in_order_each_into_its_own_folder(study: Path, govtext: Run) -> None:
    add_steps(study, FIRST + step("freq", top=1) + step("freq", name="one", sources=["b"]))
    outcome = govtext("run")
    assert outcome.code == 0
    assert outcome.out == ""
    lines = outcome.err.splitlines()
    assert [line.split("  ")[0] for line in lines[:3]] == [
        "[1/3] govtext segment -o outputs/first",
        "[2/3] govtext freq --top 1",
        "[3/3] govtext freq b -o outputs/one",
    ]
    folders = sorted(path.name for path in (study / "outputs").iterdir() if path.is_dir())
    assert folders == ["first", "freq", "inputs", "one"]
    assert (study / "outputs" / "one" / "freq.csv").read_text("utf-8-sig").splitlines()[1].startswith("发展,word,3,")
    assert [one["name"] for one in record(study)["steps"]] == ["first", "freq", "one"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[step]]\nname = "x"', "step 2: no command; known: segment, terms"),
        (step("frq"), "step 2: unknown command 'frq'; did you mean 'freq'?"),
        (step("freq", min_cont=2), "step 2: freq has no option 'min-cont'; did you mean 'min-count'?"),
        (step("freq", method="tfidf"), "step 2: freq has no option 'method'"),
        (step("freq", format="cvs"), "step 2: there is no format 'cvs'; choose one of table, csv"),
        (step("freq", format=3), "step 2: format is 3; it must be text"),
        (step("freq", lang="de"), "step 2: there is no language 'de'; choose one of en, zh"),
        (step("freq", column="three"), "step 2: there is no column 'three'"),
        (step("freq", output="x"), "step 2: freq has no option 'output'"),
        (step("freq", name="inputs"), "step 2: 'inputs' cannot be a folder's name"),
        (step("corpus add"), "step 2: corpus add is no step: it changes the study; run it by itself"),
        (step("corpus adit"), "step 2: unknown command 'corpus adit'; did you mean 'corpus audit'?"),
        (step("corpus audit", witout="x"), "step 2: corpus audit has no option 'witout'; did you mean 'without'?"),
        (step("freq", top="3"), "step 2: top is '3'; it must be a whole number"),
        (step("freq", top=True), "step 2: top is True; it must be a whole number"),
        (step("freq", top=1.5), "step 2: top is 1.5; it must be a whole number"),
        (step("freq", by=3), "step 2: by is 3; it must be text"),
        (step("freq", engine="jiba"), "step 2: there is no engine 'jiba'"),
        (step("freq", sources="a"), 'step 2: sources is not a list; write sources = ["id", "id"]'),
        (step("freq", sources=["c"]), "step 2: no source 'c'"),
        (step("freq", sources=[1]), "step 2: no source 1"),
        (step("freq", name="../x"), "step 2: '../x' cannot be a folder's name"),
        (step("freq", name=""), "step 2: '' cannot be a folder's name"),
        (step("keywords", method="tf"), "step 2: method is 'tf'; choose one of keyness, tfidf, textrank, all"),
        (step("topics", max_share="x"), "step 2: max-share is 'x'; it must be a number"),
        (step("topics", unit="chapter"), "step 2: unit is 'chapter'; choose one of document"),
        (step("segment", pos="yes", name="s"), "step 2: pos is 'yes'; it must be true or false"),
        (step("freq", min_range="2"), "step 2: min-range is '2'; it must be a whole number"),
        (step("freq", unit="chapter"), "step 2: unit is 'chapter'; choose one of document, section, paragraph, sent"),
        (step("freq", evidence="3"), "step 2: evidence is '3'; it must be a whole number"),
        (step("freq", diversity=1), "step 2: diversity is 1; it must be true or false"),
        (step("kwic"), "step 2: there is no pattern"),
        (step("collocates"), "step 2: there is no node"),
        (step("kwic", pattern=3), "step 2: pattern is 3; it must be text"),
        (step("kwic", pattern="治理", patern="x"), "step 2: kwic has no option 'patern'; did you mean 'pattern'?"),
        (step("kwic", pattern="治理", annotate="codes.csv"), "step 2: kwic has no option 'annotate'"),
        (step("kwic", pattern="治理", context="page"), "step 2: context is 'page'; choose one of tokens, char"),
        (step("collocates", node=["治理"]), "step 2: node is ['治理']; it must be text"),
        (step("collocates", node="治理", expected="mean"), "step 2: expected is 'mean'; choose one of span, windows"),
        *(
            (step(command, **{key: value}), f"step 2: {command} has no option '{key}'; ")
            for command in ON_WORDS
            for key, value in (("features", "terms"), ("gloss", True), ("evidence", 3))
        ),
        (step("ngrams", evidence=3), "step 2: ngrams has no option 'evidence'"),
        (step("terms", stopwords="none"), "step 2: terms has no option 'stopwords'"),
        (step("actors", kind="stat"), "step 2: --kind is 'stat'; did you mean 'state'?"),
        (step("actors", kind=["state", "foo"]), "step 2: --kind is 'foo'; kinds: state, bloc"),
        (step("actors", kind=[]), "step 2: --kind names no kind"),
        (step("citations", kind="laws"), "step 2: no instrument is of the kind 'laws'; did you mean 'law'?"),
        (step("citations", kind=""), "step 2: --kind names no kind"),
        (step("ngrams", bundles="yes"), "step 2: bundles is 'yes'; it must be true or false"),
        (step("ngrams", sort="dp"), "step 2: sort is 'dp'; choose one of count, g2, mi, lambda"),
        (step("dispersion", parts="3"), "step 2: parts is '3'; it must be a whole number"),
        (step("dispersion", sort="d"), "step 2: sort is 'd'; choose one of count, term, range, dp"),
        (step("freq", name="first"), "step 2: step 1 writes to outputs/first too; give it a name of its own"),
    ],
)
def test_a_wrong_step_is_named_before_anything_runs(study: Path, govtext: Run, text: str, said: str) -> None:
    add_steps(study, FIRST + text)
    outcome = govtext("run")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert said in outcome.err
    assert "govtext.toml: " in outcome.err
    assert not (study / "outputs").exists()


def test_sources_in_sources(study: Path, govtext: Run) -> None:
    add_steps(study, FIRST + step("freq", sources=[["a"]]))
    assert govtext("run").code == 2


@pytest.mark.parametrize(
    "keys",
    [
        {"min_count": 0},
        {"min_range": 0},
        {"evidence": 0},
        {"top": -1},
        {"stopwords": "nowhere"},
        {"by": "nothing"},
        {"sources": ["a", "a"]},
    ],
)
def test_a_wrong_value_is_named_before_anything_runs(study: Path, govtext: Run, keys: dict[str, object]) -> None:
    add_steps(study, FIRST + step("freq", **keys))
    outcome = govtext("run")
    assert outcome.code == 2
    assert "step 2" in outcome.err
    assert not (study / "outputs").exists()


def test_a_key_written_twice_in_two_spellings(study: Path, govtext: Run) -> None:
    add_steps(study, '\n[[step]]\ncommand = "freq"\nmin-count = 1\nmin_count = 3\n')
    assert govtext("run").code == 2


def test_a_failing_step_is_named_and_earlier_outputs_are_kept(study: Path, govtext: Run) -> None:
    add_steps(study, FIRST + step("freq", min_count=99) + step("freq", name="never"))
    outcome = govtext("run")
    assert outcome.code == 3
    last = outcome.err.splitlines()[-1]
    assert last.startswith("govtext: step 2 (freq): no word is left to count; ")
    assert (study / "outputs" / "first" / "segment.csv").exists()
    assert not (study / "outputs" / "never").exists()
    assert [one["name"] for one in record(study)["steps"]] == ["first"]
    told = json.loads((study / "outputs" / "run.json").read_text("utf-8"))
    assert told["ended"] == "failed"
    assert [(one["name"], one["status"]) for one in told["steps"]] == [("first", "done"), ("freq", "failed")]


def test_a_failing_run_leaves_no_record_of_another(study: Path, govtext: Run) -> None:
    add_steps(study, step("freq"))
    assert govtext("run").code == 0
    (study / "corpus" / "a.txt").write_text("和平\n", encoding="utf-8")
    add_steps(study, step("freq", name="second", min_count=99))
    assert govtext("run").code == 3
    (kept,) = record(study)["steps"]
    assert all(digest_of(study, one) == one["sha256"] for one in kept["outputs"])
    assert record(study)["sources"][0]["sha256"] == hashlib.sha256("和平\n".encode()).hexdigest()


def digest_of(study: Path, listed: dict[str, Any]) -> str:
    return hashlib.sha256((study / "outputs" / listed["file"]).read_bytes()).hexdigest()


def test_errors_in_python_tell_a_wrong_step_from_one_that_fails(study: Path) -> None:
    add_steps(study, step("freq", min_count=99))
    with pytest.raises(GovtextError, match=r"step 1 \(freq\)") as caught:
        run(study)
    assert caught.value.exit_code == 3
    assert isinstance(caught.value.__cause__, NothingFound)
    add_steps(study, step("freq"))
    with pytest.raises(UsageProblem, match="step 2: step 1 writes to outputs/freq too"):
        run(study)


def test_a_source_that_no_step_uses_may_be_gone(study: Path, govtext: Run) -> None:
    add_steps(study, step("freq", sources=["a"]))
    (study / "corpus" / "b.txt").unlink()
    outcome = govtext("run")
    assert outcome.code == 0 or not (study / "outputs").exists(), outcome.err


def test_the_record(study: Path) -> None:
    add_steps(study, step("freq", top=2, by="year") + step("compare", min_count=1, sources=["b", "a"]))
    path = run(study)
    assert path == study / "outputs" / "run.json"
    written = record(study)
    head = ["format", "key", "versions", "study", "settings", "sources", "cleaning", "lexicon", "inputs", "steps"]
    assert list(written) == head
    assert written["study"] == {"title": "t", "lang": "en"}
    assert written["settings"]["seed"] == {"value": 7, "origin": "govtext.toml"}
    assert written["settings"]["mixed"] == {"value": "whole", "origin": "default"}
    assert written["versions"]["govtext"] == package.__version__
    assert {"python", "jieba", "rjieba", "numpy", "gensim", "tomotopy", "joblib", "matplotlib"} <= set(
        written["versions"]
    )
    assert all(version[0].isdigit() for version in written["versions"].values())
    data = (study / "corpus" / "a.txt").read_bytes()
    first = written["sources"][0]
    assert [one["id"] for one in written["sources"]] == ["a", "b"]
    assert first["file"] == "corpus/a.txt"
    assert first["bytes"] == len(data)
    assert first["sha256"] == hashlib.sha256(data).hexdigest()
    # 治理 治理 风险 。: 11 characters with blanks and the end of the line, 3 words, one sentence in one paragraph
    assert [first[key] for key in ("characters", "tokens", "sentences", "paragraphs")] == [11, 3, 1, 1]
    freq, compare = written["steps"]
    assert freq["parameters"] == {
        "by": "year",
        "unit": "document",
        "features": "words",
        "min_count": 1,
        "min_range": 1,
        "top": 2,
        "stopwords": "none",
        "engine": "whitespace",
    }
    assert freq["sources"] == ["a", "b"]
    assert freq["rows"] == {"freq": 4, "spectrum": 4}  # in each year a word that stands once, one that does more often
    assert compare["sources"] == ["b", "a"]
    assert compare["rows"] == {"frequencies": 3, "keyness": 6}
    told = json.loads(path.read_text("utf-8"))
    assert [one["name"] for one in told["steps"]] == ["freq", "compare"]
    assert all(one["seconds"] > 0 for one in told["steps"])
    assert told["ended"] == "done"
    assert told["distributions"]["click"] == written["versions"]["click"]


def test_the_record_lists_every_file_with_its_hash(study: Path) -> None:
    add_steps(study, step("segment") + step("freq"))
    run(study)
    written, outputs = record(study), study / "outputs"
    listed = {one["file"]: one for part in written["steps"] for one in part["outputs"]}
    copies = [one["copy"] for one in written["inputs"]]
    shipped = [f"inputs/govtext/lexicon/{name}" for name in ("terms.tsv", "words.txt")]
    assert copies == ["inputs/study/govtext.toml", *shipped]
    beside = ["METHODS.md", "METHODS.zh-CN.md", "references.bib", "run.json", "run.lock.json"]
    there = [path.relative_to(outputs).as_posix() for path in outputs.rglob("*") if path.is_file()]
    assert sorted([*listed, *copies, *beside]) == sorted(there)
    assert all(digest_of(study, one) == one["sha256"] for one in listed.values())
    assert (outputs / copies[0]).read_bytes() == (study / "govtext.toml").read_bytes()


def reproduced(study: Path, govtext: Run, part: dict[str, Any]) -> bool:
    """Tell whether the command line on record prints the main table that the step has written."""
    words = shlex.split(part["command_line"])
    assert words[0] == "govtext"
    again = govtext(words[1], "--format", "csv", "--no-save", *words[2:])
    assert again.code == 0, again.err
    main = {"compare": "frequencies"}.get(part["command"], part["command"])
    return bool(again.out == (study / "outputs" / part["name"] / f"{main}.csv").read_text("utf-8-sig"))


def test_a_concordance_and_collocates_as_steps(study: Path, govtext: Run) -> None:
    steps = step("kwic", pattern="治理") + step("collocates", node="治理", min_count=1)
    steps += step("kwic", name="phrase", pattern="治理 [发展|风险]", by="year", sources=["b", "a"])
    add_steps(study, steps)
    assert govtext("run").code == 0
    kwic, collocates, phrase = record(study)["steps"]
    assert kwic["command_line"] == "govtext kwic 治理"
    assert kwic["parameters"]["pattern"] == "治理"
    assert kwic["rows"] == {"kwic": 3, "hits": 2}
    assert collocates["command_line"] == "govtext collocates 治理 --min-count 1"
    assert collocates["parameters"]["node"] == "治理"
    assert phrase["command_line"] == "govtext kwic '治理 [发展|风险]' b a --by year -o outputs/phrase"
    assert phrase["rows"]["kwic"] == 2  # 治理 风险 in a, 治理 发展 in b
    for part in (kwic, collocates, phrase):
        assert reproduced(study, govtext, part), part["command_line"]
    for one in collocates["outputs"]:
        assert (study / "outputs" / one["file"]).exists()
    assert "collocates/collocates.graphml" in [one["file"] for one in collocates["outputs"]]


def test_what_begins_with_a_hyphen_is_no_option_on_record(study: Path, govtext: Run) -> None:
    (study / "corpus" / "a.txt").write_text("-治 理\n", encoding="utf-8")
    add_steps(study, step("kwic", pattern="-治", sources=["a"]))
    assert govtext("run").code == 0
    (part,) = record(study)["steps"]
    assert part["rows"]["kwic"] == 1
    assert part["command_line"] == "govtext kwic -- -治 a"
    again = govtext("kwic", "--format", "csv", "--no-save", "--", "-治", "a")
    assert [row["node"] for row in csv.DictReader(io.StringIO(again.out))] == ["-治"]


def test_a_list_is_recorded_as_an_option_again_and_again(study: Path, govtext: Run) -> None:
    add_steps(study, step("dispersion", term=["治理", "风险"]))
    assert govtext("run").code == 0
    (part,) = record(study)["steps"]
    assert part["command_line"] == "govtext dispersion --term 治理 --term 风险"
    assert part["rows"]["dispersion"] == 2
    written = (study / "outputs" / "dispersion" / "dispersion.csv").read_text("utf-8-sig").splitlines()[1:]
    assert sorted(line.split(",")[0] for line in written) == ["治理", "风险"]
    assert reproduced(study, govtext, part)


@pytest.mark.parametrize("kind", [["state", "un"], "state,un"])
def test_a_list_of_names_is_recorded_as_one_option(study: Path, govtext: Run, kind: object) -> None:
    (study / "corpus" / "a.txt").write_text("中国 与 联合国 和 企业 。\n", encoding="utf-8")
    add_steps(study, step("actors", kind=kind))
    assert govtext("run").code == 0
    (part,) = record(study)["steps"]
    assert part["command_line"] == "govtext actors --kind state,un"
    assert part["parameters"]["kind"] == "state,un"
    written = (study / "outputs" / "actors" / "actors.csv").read_text("utf-8-sig")
    assert [line.split(",")[0] for line in written.splitlines()[1:]] == ["中国", "联合国"]
    assert reproduced(study, govtext, part)


@pytest.mark.parametrize(
    ("command", "keys"),
    [("frames", {"codebook": ["principles", "entman"]}), ("citations", {"kind": ["law", "treaty"]})],
)
def test_other_lists_of_names(study: Path, command: str, keys: dict[str, list[str]]) -> None:
    add_steps(study, step(command, **keys))
    (one,) = read_steps(open_study(study))
    ((key, names),) = keys.items()
    assert command_line(one) == f"govtext {command} --{key} {','.join(names)}"


@pytest.mark.parametrize("command", ANALYSES)
def test_a_step_has_the_options_of_its_command_and_no_others(command: str) -> None:
    options = {one.name for one in import_module(f"govtext.cli.{command}").command.params}
    assert set(known_keys(command)) - options == {"name", "format"}  # -o and --format, by their names in Python
    only = {"folder", "form", "no_save", "sources", "table", "annotate", "accept", "changes", "explain"}
    assert options - set(known_keys(command)) <= only


@pytest.mark.parametrize("command", ["ngrams", "dispersion"])
def test_the_other_commands_as_steps(study: Path, govtext: Run, command: str) -> None:
    add_steps(study, step(command, min_count=1, top=1, stopwords=["none"]))
    assert govtext("run").code == 0
    (part,) = record(study)["steps"]
    # min-count first, as it is written
    assert part["command_line"] == f"govtext {command} --min-count 1 --top 1 --stopwords none"


def test_the_recorded_command_line_gives_the_same_table(study: Path, govtext: Run) -> None:
    steps = step("freq", by="year", top=1, stopwords=["none"]) + step("compare", min_count=2, sources=["b", "a"])
    add_steps(study, steps + step("keywords", method="tfidf", min_count=1) + step("segment", pos=True))
    run(study)
    for part in record(study)["steps"]:
        assert reproduced(study, govtext, part)


def test_the_recorded_command_line_of_segment_with_a_stop_list(study: Path, govtext: Run) -> None:
    add_steps(study, step("segment", stopwords="none"))
    try:
        (one,) = read_steps(open_study(study))
    except GovtextError:
        return
    assert govtext(*command_line(one).split()[1:], "--no-save").code == 0


def test_the_language_of_the_study(study: Path) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace("seed = 7", 'lang = "zh"') + step("freq"), encoding="utf-8")
    run(study)
    assert "停用词表" in (study / "outputs" / "freq" / "freq.md").read_text("utf-8")


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file under outputs/ with its bytes, but for run.json, which tells of times and the machine."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in (folder / "outputs").rglob("*") if p.is_file()}
    del found["outputs/run.json"]
    return found


def of_steps(found: dict[str, bytes]) -> list[str]:
    """Return the names of those files that steps have written."""
    return [name for name in found if name.count("/") > 1 and "/inputs/" not in name]


@pytest.mark.usefixtures("charts")
def test_two_runs_are_the_same_to_the_byte(study: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    small = {"k": 2, "min_units": 1, "min_tokens": 1, "max_share": 1, "passes": 2, "runs": 2, "refits": 2}
    add_steps(study, step("segment") + step("keywords", method="tfidf", min_count=1) + step("topics", **small))
    run(study)
    first = everything(study)
    assert len(of_steps(first)) == 5 + 3 + 15  # charts as SVG alone
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(study / ".govtext")
    shutil.rmtree(study / "outputs")
    run("study")
    assert everything(study) == first
    run("study", force=True)
    assert everything(study) == first


@pytest.fixture
def demonstration(tmp_path: Path) -> Callable[[str], Path]:
    """Copy the demonstration study to a place, with a step that models topics."""

    def copy(place: str) -> Path:
        shutil.copytree(Path(package.__file__).parent / "data" / "demo", tmp_path / place)
        add_steps(tmp_path / place, step("compare", top=20) + step("topics", k=3, passes=3, runs=3, refits=2))
        return tmp_path / place

    return copy


def in_process(folder: Path, seed: str, *arguments: str) -> bytes:
    """Run a command line on a study from the folder above it, with a hash seed, and return its standard output."""
    command = [sys.executable, "-m", "govtext", "-q", "--study", str(folder), *arguments]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=folder.parent, env=environment, capture_output=True, check=False, timeout=90)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("charts")
def test_the_demonstration_is_the_same_in_another_process_and_place(demonstration: Callable[[str], Path]) -> None:
    made = []
    for seed, place in (("1", "here"), ("2", "there/远")):
        folder = demonstration(place)
        in_process(folder, seed, "run")
        made.append(everything(folder))
    assert made[0].keys() == made[1].keys()
    assert len(of_steps(made[0])) == 6 + 18  # charts as SVG alone; of five sources no scatter
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


def test_key_words_do_not_depend_on_the_hash_seed(demonstration: Callable[[str], Path]) -> None:
    folder = demonstration("here")
    line = ("keywords", "--method", "all", "--no-save", "--format", "csv")
    first = in_process(folder, "1", *line)
    assert first.count(b"\n") == 1 + 5 * 3 * 20
    shutil.rmtree(folder / ".govtext")
    assert in_process(folder, "2", *line) == first
