"""`govtext actors` as it is typed: what is printed, written, refused; a study's own names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext import figures
from govtext.analyses.actors import actors
from govtext.cli.actors import TABLES
from govtext.tokens.index import TokenIndex

Call = Callable[..., Any]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands" / "actors.md"


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


@pytest.fixture
def named(study: Path) -> Path:
    """The small study, with texts that name actors."""
    text = "中国 推动 治理 。 中国 与 美国 签署 协议 。 中国 和 美国 对话 。 学者 认为 。\n"
    (study / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    (study / "corpus" / "b.txt").write_text(
        "欧盟 提出 方案 。 欧盟 、 中国 、 美国 参与 。 中国 与 美国 。\n", encoding="utf-8"
    )
    return study


def test_every_table_can_be_printed_and_is_written(named: Path, govtext: Call) -> None:
    for table in TABLES:
        done = govtext("actors", "--table", table, "--format", "csv")
        assert done.code == 0, done.err
        assert (named / "outputs" / "actors" / f"{table}.csv").is_file()
    written = {path.name for path in (named / "outputs" / "actors").iterdir()}
    assert {"actors.graphml", "actors.md", "actors.png", "kinds.svg", "acts.svg"} <= written


def test_the_studys_own_actors_are_found(named: Path, govtext: Call) -> None:
    (named / "lexicon").mkdir()
    (named / "lexicon" / "actors.tsv").write_text("协议\tagreement\torganisation\n美国\t\toff\n", encoding="utf-8")
    done = govtext("actors", "--format", "csv", "--no-save")
    found = {row["actor"] for row in rows(done.out)}
    assert "协议" in found
    assert "美国" not in found
    assert "gazetteer govtext, study" in done.err


def test_a_fault_in_the_studys_list_is_bad_input(named: Path, govtext: Call) -> None:
    (named / "lexicon").mkdir()
    path = named / "lexicon" / "actors.tsv"
    path.write_text("name\tenglish\tkind\n协议\tagreement\tthing\n", encoding="utf-8")
    done = govtext("actors")
    assert done.code == 3
    assert re.search(r"actors\.tsv: line 2: the kind is 'thing'; write one of state, bloc", done.err)
    assert not (named / "outputs").exists()


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--kind", "states"], 2, "did you mean 'state'"),
        (["--kind", "company"], 1, "no actor of these kinds is named"),
        (["--kind", ","], 2, "--kind names no kind; name some of state, bloc"),
        (["--kind", ""], 2, "--kind names no kind"),
        (["--min-count", "100000"], 1, "no actor is named 100,000 times in a group, at most 3; lower --min-count to 3"),
        (["--window", "-1"], 2, "--window is -1"),
        (["--top", "-1"], 2, "--top is -1"),
        (["--by", "genre"], 2, "no source has a field 'genre'"),
        (["--table", "nothing"], 2, "nothing"),
    ],
)
def test_what_cannot_be_done_is_said(named: Path, govtext: Call, options: list[str], code: int, said: str) -> None:
    done = govtext("actors", *options)
    assert done.code == code
    assert said in done.err
    assert options[0] == "--table" or done.err.count("\n") == 1
    assert done.out == ""
    assert "Traceback" not in done.err


def test_kinds_are_named_in_one_list_or_again_and_again(named: Path, govtext: Call) -> None:
    plain = ("actors", "--format", "csv", "--no-save")
    both = govtext(*plain, "--kind", "state,bloc")
    assert {row["kind"] for row in rows(both.out)} == {"state", "bloc"}
    assert govtext(*plain, "--kind", "state", "--kind", "bloc").out == both.out
    assert {row["kind"] for row in rows(govtext(*plain, "--kind", "bloc").out)} == {"bloc"}


def test_a_text_without_actors_has_nothing_to_show(study: Path, govtext: Call) -> None:
    done = govtext("actors")
    assert done.code == 1
    assert "no actor is named" in done.err


def test_features_of_the_study_do_not_matter(named: Path, govtext: Call) -> None:
    plain = govtext("actors", "--format", "csv", "--no-save").out
    settings = named / "govtext.toml"
    settings.write_text(settings.read_text("utf-8").replace("[tokens]\n", '[tokens]\nfeatures = "all"\n'), "utf-8")
    assert govtext("actors", "--format", "csv", "--no-save").out == plain


def test_the_page_lists_every_table_with_its_columns(segmented: Callable[..., TokenIndex]) -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## Tables")[2].partition("\n## ")[0]
    described = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", page, re.MULTILINE))
    tables = actors(segmented(a="中国 推动 治理 。 中国 与 美国 。 中国 与 美国 。"))
    assert set(tables) == set(TABLES)
    for name, table in tables.items():
        for column in table.columns:
            if not column.startswith(("source_", "target_")):
                assert f"`{column}`" in described[name], f"{column} of {name}"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_charts_show_what_the_tables_hold(segmented: Callable[..., TokenIndex], lang: str) -> None:
    three = "中国 与 美国 推动 。 " + "中国 、 美国 、 欧盟 。 " * 3 + "中国 、 欧盟 。 " + "治理 。 " * 40
    tables = actors(segmented(a=three, b="谷歌 提出 方案 。"))
    drawn = figures.draw("actors", tables, lang)
    (axis,) = drawn["actors"].axes
    names = [tick.get_text() for tick in axis.get_yticklabels()]
    assert names == (
        ["中国", "欧盟", "美国", "谷歌"] if lang == "zh" else ["China", "European Union", "United States", "Google"]
    )
    values = [text.get_text() for text in axis.texts][::2]
    rates = dict(zip(tables["actors"].values("actor"), tables["actors"].values("per_10k"), strict=True))
    assert values[0] == f"{rates['中国']:.1f}"
    assert set(drawn) == {"actors", "kinds", "pairs", "acts"}


def test_without_pairs_and_roles_their_charts_are_left_out(segmented: Callable[..., TokenIndex]) -> None:
    assert set(figures.draw("actors", actors(segmented(a="中国 。")), "en")) == {"actors", "kinds"}
