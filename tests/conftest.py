"""What several tests need: small studies made by hand, and the real reports where they are there."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from govtext.__main__ import main
from govtext.sources.document import Document, Section
from govtext.sources.source import Source
from govtext.sources.structure import paragraphs, sentences
from govtext.study import Study
from govtext.tokens import build
from govtext.tokens.build import load_index
from govtext.tokens.index import TokenIndex
from govtext.tokens.segment import Segmentation

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT.parent / "shared" / "corpus"


class Outcome(NamedTuple):
    """What a command line gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def govtext(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command line in this process: govtext("freq", "--top", "3")."""

    def call(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def segmented(tmp_path: Path) -> Callable[..., TokenIndex]:
    """Index texts that are segmented by hand: segmented(a="治理 风险", b="治理 发展")."""

    def index(fields: dict[str, dict[str, str | int]] | None = None, **texts: str) -> TokenIndex:
        sources = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            sources.append(Source(name, path, dict((fields or {}).get(name, {}))))
        return load_index(sources, "whitespace")

    return index


Part = tuple[Any, ...]  # level, heading, authors, paragraphs segmented by hand


@pytest.fixture
def divided() -> Callable[..., TokenIndex]:
    """Index texts whose sections are given: divided(a=[(1, "一章", "张三", "治理 风险 。"), (2, "甲文", "")])."""
    return index_of_parts


def index_of_parts(fields: dict[str, dict[str, str | int]] | None = None, **texts: list[Part]) -> TokenIndex:
    """Index texts by their sections, without any file; a heading is a word of its text, as it is in a report."""
    segmented_, sources = [], []
    for name, parts in texts.items():
        lines: list[str] = []
        opened = []
        for level, heading, authors, *body in parts:
            named = tuple(authors.split("、")) if authors else ()
            opened.append(Section(level, "", heading, len(lines), authors=named))
            lines += [line for line in (heading, *body) if line]
        text = "\n\n".join(lines)
        document = Document(text, text, np.arange(len(text)), encoding="utf-8 (valid UTF-8)", sections=opened)
        document.paragraphs, document.sentences = paragraphs(text), sentences(text)
        segmented_.append(build.segment_document(document, Segmentation("whitespace")))
        sources.append(Source(name, Path(f"{name}.txt"), dict((fields or {}).get(name, {}))))
    return replace(build._index(build._merge(segmented_), sources), segmentation=Segmentation("whitespace"))


# An edited volume: 23 tokens, 18 of them words. Punctuation closes five paragraphs.
#   (title) 文集 | 一章 | 甲文 by 张三: 治理 治理 风险 。 | 小结: 治理 发展 。
#   二章 | 乙文 by 李四: 风险 风险 发展 。 | 细节 (in 乙文): 风险 。 | 小结 by 张三: 治理 。
VOLUME: list[Part] = [
    (0, "文集", ""),
    (1, "一章", ""),
    (2, "甲文", "张三", "治理 治理 风险 。"),
    (2, "小结", "", "治理 发展 。"),
    (1, "二章", ""),
    (2, "乙文", "李四", "风险 风险 发展 。"),
    (3, "细节", "", "风险 。"),
    (2, "小结", "张三", "治理 。"),
]


@pytest.fixture
def volume() -> TokenIndex:
    """An edited volume, as one source; see VOLUME."""
    return index_of_parts(v=VOLUME)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a study with two small texts, segmented by hand, and go into its folder.

    a: 治理 治理 风险 。 (3 words)    b: 治理 发展 发展 发展 。 (4 words)
    """
    root = tmp_path / "study"
    (root / "corpus").mkdir(parents=True)
    (root / "stopwords").mkdir()
    (root / "corpus" / "a.txt").write_text("治理 治理 风险 。\n", encoding="utf-8")
    (root / "corpus" / "b.txt").write_text("治理 发展 发展 发展 。\n", encoding="utf-8")
    (root / "govtext.toml").write_text(
        '[study]\ntitle = "t"\nseed = 7\n\n[tokens]\nengine = "whitespace"\nstopwords = "none"\n\n'
        '[[source]]\nid = "a"\nfile = "corpus/a.txt"\nlabel = "甲"\nyear = 2023\n\n'
        '[[source]]\nid = "b"\nfile = "corpus/b.txt"\nlabel = "乙"\nyear = 2024\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="session")
def reports() -> list[Path]:
    """The five real reports, which belong to their publishers and are not in the repository."""
    found = sorted(REPORTS.glob("*.txt"))
    if not found:
        message = f"the real reports are not at {REPORTS}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def report_study(reports: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A study of the five real reports, made as a scholar would make it."""
    from govtext import corpus

    made = corpus.init(tmp_path_factory.mktemp("reports") / "study")
    corpus.remove(made, [source.id for source in made.sources])
    corpus.add(made, reports)
    return made
