"""What a methods section must say stands in the parameters of an analysis."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govtext.analyses.actors import actors
from govtext.analyses.agree import agree
from govtext.analyses.citations import citations
from govtext.analyses.frames import frames
from govtext.analyses.kwic import kwic
from govtext.analyses.modality import modality
from govtext.analyses.topics import topics
from govtext.codebooks.reading import read
from govtext.tokens.index import TokenIndex
from govtext.tokens.stopwords import NONE

Build = Callable[..., TokenIndex]
BOOK = """
[codebook]
id = "own"

[[code]]
id = "safety"
indicators = ["安全"]

[[code]]
id = "law"
indicators = ["法"]
"""


@pytest.fixture
def index(segmented: Build) -> TokenIndex:
    return segmented(a="中国 应当 保障 安全 。\n安全 与 发展 。", b="安全 与 《 人工智能法案 》 。\n安全 与 法 。")


def test_frames_record_codes_and_draws(index: TokenIndex, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(BOOK, "utf-8")
    book = read(tmp_path / "own.toml")
    found = frames(index, codebooks=[book], stopwords=NONE).main.parameters
    assert (found["codebook"], found["codes"], found["draws"], found["seed"]) == ("own", "2", 1000, 1)
    sheet = frames(index, codebooks=[book], stopwords=NONE, sample=2, for_coding=True, seed=3).main.parameters
    assert (sheet["codebook"], sheet["sample"], sheet["seed"]) == ("own", 2, 3)


def test_actors_modality_and_citations_record_lists_and_draws(index: TokenIndex) -> None:
    lines = (Path(actors.__code__.co_filename).parents[1] / "data" / "actors.tsv").read_text("utf-8").splitlines()
    entries = [line for line in lines if line.strip() and not line.startswith(("#", "name\t"))]
    assert actors(index).main.parameters["entries"] == len(entries)
    found = modality(index, stopwords=NONE).main.parameters
    assert (found["draws"], found["gazetteer"]) == (1000, "govtext")
    assert citations(index).main.parameters["catalogue"] > 0


def test_kwic_records_the_seed_of_a_sample_alone(index: TokenIndex) -> None:
    assert kwic(index, pattern="安全", sample=2, seed=9).main.parameters["seed"] == 9
    assert "seed" not in kwic(index, pattern="安全").main.parameters


def test_topics_record_what_fitted_on_how_much(segmented: Build) -> None:
    index = segmented(a="\n".join(["算法 数据 算法"] * 6), b="\n".join(["农村 土地 农村"] * 6))
    quick = {"min_tokens": 1, "min_units": 2, "max_share": 1.0, "passes": 20, "runs": 2, "refits": 0}
    found = topics(index, k=2, **quick).main.parameters
    # 12 paragraphs of three words each
    assert (found["model"], found["model_tokens"], found["draws"], found["permutations"]) == ("gibbs", 36, 1000, 1999)
    assert found["engine"] == "whitespace"
    assert "tried" not in found
    assert "window" not in found
    assert topics(index, k="2,3", **quick).main.parameters["tried"] == 0
    windows = topics(index, k=2, unit="window", window=4, **quick).main.parameters
    assert windows["window"] == 4


def test_agree_records_coders_and_codebooks(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("unit,x,y,z\n1,a,a,b\n2,b,b,b\n3,a,b,a\n4,a,a,a\n5,b,b,a\n", "utf-8")
    assert agree([tmp_path / "c.csv"], draws=0).main.parameters["coders"] == 3
