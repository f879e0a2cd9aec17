"""What a command imports: start-up is a promise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROGRAM = (
    "import sys\n"
    "from govtext.__main__ import main\n"
    "code = main({arguments!r})\n"
    "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)\n"
    "sys.exit(code)\n"
)
CHARTS_AND_MODELS = {"matplotlib", "scipy", "sklearn", "gensim", "pandas", "tabulate"}


def imported(folder: Path, *arguments: str) -> set[str]:
    """Return the modules that a command line has imported when it ends."""
    program = PROGRAM.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, check=True, timeout=60)
    return set(done.stderr.decode("utf-8").splitlines())


def test_help(tmp_path: Path) -> None:
    modules = imported(tmp_path, "--help")
    assert "govtext.cli" in modules
    banned = CHARTS_AND_MODELS | {"numpy", "jieba", "rjieba", "importlib.metadata", "govtext.study", "govtext.api"}
    assert modules & banned == set()
    assert not any(name.startswith("govtext.cli.") for name in modules)


def test_a_warm_count(study: Path, govtext: Callable[..., Any]) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8").replace('"whitespace"', '"jieba"'), encoding="utf-8")
    govtext("freq")
    modules = imported(study, "-q", "freq")
    assert "govtext.analyses.freq" in modules
    assert modules & (CHARTS_AND_MODELS | {"jieba", "rjieba", "importlib.metadata"}) == set()


def test_a_count_reads_no_document_when_warm(study: Path, govtext: Callable[..., Any]) -> None:
    govtext("freq")
    assert "govtext.sources.read" not in imported(study, "-q", "freq")


def test_adding_a_source_needs_no_chart(study: Path, tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("各国合作。", encoding="utf-8")
    modules = imported(study, "-q", "corpus", "add", str(tmp_path / "n.txt"))
    assert modules & (CHARTS_AND_MODELS | {"jieba", "rjieba"}) == set()


def test_importing_the_package(tmp_path: Path) -> None:
    program = "import sys, govtext\nprint(*sorted(sys.modules), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    modules = set(done.stdout.decode("utf-8").splitlines())
    assert "govtext" in modules
    assert modules & (CHARTS_AND_MODELS | {"numpy", "click", "jieba", "rjieba", "importlib.metadata"}) == set()
