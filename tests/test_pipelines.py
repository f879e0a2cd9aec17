"""The examples of docs/pipelines.md do what the page says: run as they stand, then again, then with a new stop word."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from govtext import corpus

from .conftest import ROOT

PAGE = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"(?:#!.*\n)?[#%] ([\w./-]+(?: \d)?)(?::.*)?\n")
STEP = "k = 5\nruns = 2\nrefits = 2\npasses = 20\n"
QUICK = "--k 5 --runs 2 --refits 2 --passes 20"  # a model of seconds
TABLES = ("keyness", "frames", "prevalence")
BIN = Path(sys.executable).parent


def examples() -> dict[str, str]:
    """Return the files that the page shows, by the name in their first line."""
    return {found[1]: text for _, text in FENCE.findall(PAGE) if (found := NAME.match(text))}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demonstration study with the paper and the steps of the page, and run it once.

    Two of its texts are enough, and only the charts that the page asks for: the rest is waiting.
    """
    if not (BIN / "govtext").exists():
        pytest.skip("govtext is not installed as a command")
    study = corpus.init(tmp_path_factory.mktemp("made") / "study")
    corpus.remove(study, ["fazhi", "gongping", "lunli"])
    root = study.folder()
    (root / "paper").mkdir()
    (root / "paper" / "paper.tex").write_text(examples()["paper/paper.tex"], encoding="utf-8")
    with (root / "govtext.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[figures]\ncharts = "none"\n\n' + examples()["govtext.toml"].replace("k = 5\n", STEP))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOVTEXT_")}
    done = subprocess.run([BIN / "govtext", "run"], cwd=root, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8")
    return root


@pytest.fixture
def study(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy that study, with times and cache, and go there."""
    for name in [name for name in os.environ if name.startswith("GOVTEXT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    root = Path(shutil.copytree(made, tmp_path / "my study"))
    monkeypatch.chdir(root)
    return root


def put(name: str, **changed: str) -> Path:
    """Write a file of the page into the study; `changed` is replaced in it."""
    text = examples()[name]
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def called(*words: str, code: int = 0) -> str:
    """Run a program; return all it said."""
    done = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == code, done.stdout
    return done.stdout


def state(*files: str) -> dict[str, tuple[int, bytes]]:
    """Return when files were written, and their bytes."""
    return {name: (Path(name).stat().st_mtime_ns, Path(name).read_bytes()) for name in files}


def outputs() -> list[str]:
    """Return the files that steps have written."""
    found = [path for folder in Path("outputs").iterdir() if folder.is_dir() for path in folder.rglob("*")]
    return sorted(path.as_posix() for path in found if path.is_file())


def new_stop_word() -> None:
    """Take a leading word out of all counts."""
    with Path("stopwords/own.txt").open("a", encoding="utf-8") as words:
        words.write("企业\n")


def tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def tex_file(name: str) -> str:
    return f"paper/tables/{name}.tex"


def called_quietly(*words: str) -> int:
    return subprocess.run(words, capture_output=True, check=False, timeout=60).returncode


def test_the_page_shows_a_file_for_each_tool() -> None:
    assert set(examples()) >= {
        *(".gitignore", "paper/paper.tex", "govtext.toml", "tables.sh", "leading-words.sh", "nothing-found.sh"),
        *("Makefile", "Makefile.run", "Snakefile", "tables.py", "cell 1", "cell 5"),
    }


def test_make(study: Path) -> None:
    make = [tool("make"), f"TOPICS={QUICK}"]
    version = re.search(r"GNU Make (\d+)\.(\d+)", called("make", "--version"))
    if not version or tuple(map(int, version.groups())) < (4, 3):
        pytest.skip("make is older than 4.3")
    put("Makefile")
    called(*make, "-j2")
    made = [*map(tex_file, TABLES), "outputs/duties/kwic.csv", "outputs/compare/keyness.pdf"]
    first = state(*made)
    assert all(data for _, data in first.values())

    assert "Nothing to be done" in called(*make)
    assert state(*made) == first

    new_stop_word()
    called(*make, "-j2")
    second = state(*made)
    again = {name for name in made if second[name][0] != first[name][0]}
    assert again == set(made) - {"outputs/duties/kwic.csv"}
    assert "企业" in first[tex_file("keyness")][1].decode("utf-8")
    assert "企业" not in second[tex_file("keyness")][1].decode("utf-8").partition("\\bottomrule")[0]

    Path("govtext.toml").write_text("[[source]\n", encoding="utf-8")
    assert "govtext.toml" in called(*make, code=2)
    assert not Path(tex_file("keyness")).exists(), "a half table was left behind"


def test_the_paper_that_make_makes(study: Path) -> None:
    tool("xelatex")
    tool("make")
    if called_quietly("kpsewhich", "ctex.sty") != 0:
        pytest.skip("XeLaTeX has no ctex")
    put("Makefile")
    called("make", f"TOPICS={QUICK}", "paper")
    log = Path("paper/paper.log").read_text("utf-8", errors="replace")
    assert Path("paper/paper.pdf").read_bytes().startswith(b"%PDF")
    assert "undefined references" not in log
    assert "Missing character" not in log


def test_make_that_calls_run(study: Path) -> None:
    put("Makefile.run")
    before = state(*outputs())
    assert before
    called(tool("make"), "-f", "Makefile.run")
    assert state(*outputs()) == before


def test_snakemake(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snakemake = [tool("snakemake"), "--cores", "2", "--config", f"topics={QUICK}", "--rerun-triggers", "mtime", "input"]
    snakemake += ["params", "code"]
    monkeypatch.setenv("XDG_CACHE_HOME", str(study / ".cache"))
    put("Snakefile")
    made = [tex_file("keyness"), "outputs/compare/keyness.pdf", "outputs/duties/kwic.csv"]
    called(*snakemake)
    first = state(*made)
    assert "Nothing to be done" in called(*snakemake, "--", made[0], made[2])

    new_stop_word()
    assert "rule prevalence" in called(*snakemake, "--dry-run")
    called(*snakemake, "--", made[0], made[2])
    second = state(*made)
    assert {name for name in made if second[name] != first[name]} == set(made[:2])


def test_the_shell_script(study: Path) -> None:
    script = put("tables.sh")
    names = [tex_file("keyness"), tex_file("frames")]
    before = state(*outputs())
    assert set(before) >= {"outputs/compare/keyness.pdf", "outputs/duties/kwic.csv", "outputs/topics/topics.csv"}
    called(tool("bash"), str(script))
    assert state(*outputs()) == before
    assert all(data for _, data in state(*names).values())

    new_stop_word()
    called("bash", str(script))
    after = state(*before)
    rerun = {name.split("/")[1] for name in before if after[name][0] != before[name][0]}
    assert {"compare", "topics"} <= rerun
    assert "duties" not in rerun

    Path("govtext.toml").write_text("[[source]\n", encoding="utf-8")
    kept = state(*names)
    called("bash", str(script), code=3)
    assert state(*names) == kept


def test_topics_of_a_step_are_read_and_not_fitted_again(study: Path) -> None:
    Path("paper/tables").mkdir()
    script = put("leading-words.sh", **{"--k 5": QUICK})
    said = called(tool("bash"), str(script)).splitlines()
    assert [line.split()[0] for line in said] == ["1", "2", "3", "4", "5"]
    assert Path(tex_file("prevalence")).stat().st_size


def test_nothing_found_is_let_pass_and_nothing_else(study: Path) -> None:
    script = f"set -euo pipefail\n{examples()['nothing-found.sh']}echo on\n"
    assert called(tool("bash"), "-c", script).strip().endswith("on")
    called("bash", "-c", script.replace("kwic 元宇宙", "kwic '[元宇宙'"), code=2)


def test_the_notebook(study: Path) -> None:
    cells = [text for name, text in sorted(examples().items()) if name.startswith("cell ")]
    assert len(cells) == 5
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install 'govtext[pipelines]'")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install 'govtext[pipelines]'")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed: pip install 'govtext[pipelines]'")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    name = kernel(study)

    def executed() -> None:
        nbclient.NotebookClient(book, timeout=300, kernel_name=name, resources={"metadata": {"path": "."}}).execute()

    executed()
    outputs_of = [json.dumps(cell["outputs"], ensure_ascii=False) for cell in book.cells]
    assert '"error"' not in "".join(outputs_of).replace('"output_type": "error"', '"error"')
    assert all(word in outputs_of[0] for word in ("compare", "frames", "duties", "topics"))
    assert "<table" in outputs_of[1]
    assert "image/png" in outputs_of[2]
    assert Path(tex_file("keyness")).stat().st_size

    first = state(*outputs())
    executed()
    assert state(*outputs()) == first


def kernel(folder: Path) -> str:
    """Describe a kernel of this Python, whatever kernels the machine has; return its name."""
    place = folder / ".jupyter" / "kernels" / "own"
    place.mkdir(parents=True)
    described: dict[str, Any] = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "own",
        "language": "python",
    }
    (place / "kernel.json").write_text(json.dumps(described), encoding="utf-8")
    os.environ["JUPYTER_PATH"] = str(folder / ".jupyter")
    os.environ["IPYTHONDIR"] = str(folder / ".ipython")
    return "own"


def test_the_cells_of_the_notebook_one_after_another(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the cells without a kernel, so that they are tried where none can be had."""
    shown: list[Any] = []

    class Display:
        """IPython.display, as far as the cells ask for it."""

        HTML = staticmethod(lambda text: text)
        Image = staticmethod(lambda path: Path(path).read_bytes())
        display = staticmethod(shown.append)

    monkeypatch.setitem(sys.modules, "IPython.display", Display)
    names: dict[str, Any] = {}
    for _, text in sorted((name, text) for name, text in examples().items() if name.startswith("cell ")):
        exec(compile(text, "notebook", "exec"), names)
    assert "<table" in shown[0]
    assert shown[1].startswith(b"\x89PNG")
    assert len(names["leading"]) == 5


def test_the_python_script(study: Path) -> None:
    script = put("tables.py")
    said = called(sys.executable, str(script))
    assert said.splitlines() == [f"{Path(tex_file(name))}: new" for name in ("keyness", "frames")]
    assert called(sys.executable, str(script)) == ""
    new_stop_word()
    assert called(sys.executable, str(script)).splitlines()[0] == f"{Path(tex_file('keyness'))}: new"
    Path("govtext.toml").write_text("[[source]\n", encoding="utf-8")
    assert called(sys.executable, str(script), code=3).startswith("tables.py: ")


def test_what_is_ignored_is_what_can_be_made_again(study: Path) -> None:
    git = tool("git")
    put(".gitignore")
    for name in (
        "outputs/compare/keyness.csv",
        ".govtext/x",
        "paper/tables/x.tex",
        "paper/paper.pdf",
        "outputs/run.lock.json",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x", encoding="utf-8")
    called(git, "init", "-q", ".")
    tracked = called(git, "-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard").splitlines()
    assert {
        "govtext.toml",
        "paper/paper.tex",
        "outputs/run.lock.json",
        "corpus/anquan.txt",
        "lexicon/terms.tsv",
    } <= set(tracked)
    assert not [name for name in tracked if name.startswith((".govtext", "paper/tables", "outputs/compare"))]
