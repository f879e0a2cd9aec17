"""govtext corpus split: a report taken apart into sources, all its text once."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext import corpus
from govtext.study import open_study

Run = Callable[..., Any]
Refused = Callable[..., str]

LEAD = "本文集收录各位作者的文章，供读者参考。"
VOLUME = """第一章 合作

一、合作之路

陈少威

各国应当合作，合作需要规则。合作也需要耐心。

二、规则之路

李明华　王建国

规则需要合作，也需要耐心。规则不是一天写成的。

第二章 风险

三、技术之险

赵志强

风险在于技术，技术带来风险。风险也来自人。
"""


@pytest.fixture
def volume(study: Path, tmp_path: Path, govtext: Run) -> Path:
    """The study with an edited volume in it, and no engine set (so that texts are cleaned)."""
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8").replace('engine = "whitespace"\n', ""), encoding="utf-8")
    (tmp_path / "vol.txt").write_text(VOLUME, encoding="utf-8")
    options = ("--id", "vol", "--title", "合作与风险", "--institution", "某院", "--year", "2024", "--genre", "文集")
    assert govtext("corpus", "add", tmp_path / "vol.txt", *options).code == 0
    return study


def tables(study: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads((study / "govtext.toml").read_text("utf-8"))["source"][2:])


def test_contributions_become_sources_with_their_authors_and_the_metadata_of_the_whole(
    volume: Path, govtext: Run
) -> None:
    outcome = govtext("corpus", "split", "vol", "--at", "2")
    assert outcome.code == 0, outcome.err
    assert outcome.err == "vol is now 3 sources: 合作之路, 规则之路, 技术之险\n"
    shared = {"part_of": "合作与风险", "year": 2024, "genre": "文集"}  # 某院 edited them all and wrote none
    assert tables(volume) == [
        {
            "id": title,
            "file": "corpus/vol.txt",
            "section": place,
            "label": authors,
            "title": title,
            "authors": authors,
            "chapter": place.split(" › ")[0],
            **shared,
        }
        for title, place, authors in (
            ("合作之路", "第一章 合作 › 一、 合作之路", "陈少威"),
            ("规则之路", "第一章 合作 › 二、 规则之路", "李明华、王建国"),
            ("技术之险", "第二章 风险 › 三、 技术之险", "赵志强"),
        )
    ]
    assert (volume / "corpus" / "vol.txt").read_text("utf-8") == VOLUME


@pytest.mark.parametrize("level", ["1", "2"])
def test_the_parts_hold_all_text_once(volume: Path, govtext: Run, level: str) -> None:
    whole = [line for line in govtext("corpus", "show", "vol").out.splitlines() if line]
    assert govtext("corpus", "split", "vol", "--at", level).code == 0
    parts = [
        line for table in tables(volume) for line in govtext("corpus", "show", table["id"]).out.splitlines() if line
    ]
    chapters = ["第一章 合作", "第二章 风险"]
    assert parts == [line for line in whole if level == "1" or line not in chapters]


def test_chapters_name_no_chapter_and_keep_the_institution(volume: Path, govtext: Run) -> None:
    assert govtext("corpus", "split", "vol", "--at", "1").code == 0
    assert [(table["label"], table["institution"], table.get("chapter")) for table in tables(volume)] == [
        ("合作", "某院", None),
        ("风险", "某院", None),
    ]


def test_the_label_of_a_text_of_three_names_the_first(volume: Path, govtext: Run) -> None:
    text = VOLUME.replace("李明华　王建国", "李明华　王建国　周晓明")
    (volume / "corpus" / "vol.txt").write_text(text, encoding="utf-8")
    govtext("corpus", "split", "vol", "--at", "2")
    assert [table["label"] for table in tables(volume)] == ["陈少威", "李明华等", "赵志强"]
    assert tables(volume)[1]["authors"] == "李明华、王建国、周晓明"


def test_contributions_are_grouped_by_their_chapters(volume: Path, govtext: Run) -> None:
    govtext("corpus", "split", "vol", "--at", "2")
    shown = govtext("freq", "合作之路", "规则之路", "技术之险", "--by", "chapter", "--no-save").out
    groups = [row["group"] for row in csv.DictReader(io.StringIO(shown))]
    assert list(dict.fromkeys(groups)) == ["第一章 合作", "第二章 风险"]


def test_a_report_that_is_there_in_parts_is_not_added_again(volume: Path, tmp_path: Path, govtext: Run) -> None:
    corpus.split(open_study(volume), "vol", 2)
    before = (volume / "govtext.toml").read_bytes()
    outcome = govtext("corpus", "add", tmp_path / "vol.txt")
    assert outcome.code == 3
    assert "vol.txt: these bytes are in the study already, as '技术之险'; nothing to do\n" in outcome.err
    assert (volume / "govtext.toml").read_bytes() == before


def test_text_outside_every_part_is_said(volume: Path, govtext: Run) -> None:
    (volume / "corpus" / "vol.txt").write_text(f"{LEAD}\n\n{LEAD[::-1]}\n\n{VOLUME}", encoding="utf-8")
    outcome = govtext("corpus", "split", "vol", "--at", "1")
    assert "note: 2 paragraphs of vol stand under no such heading and are left out\n" in outcome.err


def test_a_part_reads_counts_and_adds_up_as_any_source(volume: Path, govtext: Run) -> None:
    govtext("corpus", "split", "vol", "--at", "2")
    assert govtext("corpus", "show", "技术之险").out == "三、技术之险\n\n风险在于技术，技术带来风险。风险也来自人。\n"
    # 风险 three times in 技术之险, and nowhere else.
    rows = govtext("freq", "合作之路", "规则之路", "技术之险", "--by", "authors", "--no-save").out.splitlines()
    assert [row.split(",")[2] for row in rows if row.startswith("风险,")] == ["3"]
    audit = govtext("corpus", "audit", "合作之路", "规则之路", "技术之险")
    assert audit.code == 0
    assert "ADD UP" not in audit.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("合作之路", "--at", "1"), "合作之路 is no whole source of the study; split the report it comes from"),
        (("vol", "--at", "2"), "no source and no file 'vol'"),
        (("a", "--at", "1"), "a has no two parts with text at level 1"),
        (("whole", "--at", "4"), "whole has no two parts with text at level 4"),
        (("corpus/vol.txt", "--at", "1"), "corpus/vol.txt is no whole source of the study"),
        (("a", "--at", "0"), "0 is not in the range"),
        (("a",), "Missing option '--at'"),
    ],
)
def test_what_cannot_be_split(
    volume: Path, govtext: Run, refused: Refused, arguments: tuple[str, ...], said: str
) -> None:
    govtext("corpus", "split", "vol", "--at", "2")
    (volume / "whole.txt").write_text(f"{VOLUME}\n", encoding="utf-8")  # no heading below level 2
    assert govtext("corpus", "add", volume / "whole.txt", "--id", "whole").code == 0
    before = (volume / "govtext.toml").read_bytes()
    assert said in refused(2, "corpus", "split", *arguments)
    assert (volume / "govtext.toml").read_bytes() == before


def test_parts_that_could_not_be_told_apart_are_refused(volume: Path, refused: Refused) -> None:
    text = "一、合作\n\n各国应当合作。\n\n二、风险\n\n风险在于技术。\n\n一、合作\n\n规则需要耐心。\n"
    (volume / "corpus" / "vol.txt").write_text(text, encoding="utf-8")
    before = (volume / "govtext.toml").read_bytes()
    assert "two parts of vol stand under the same headings (一、 合作)" in refused(
        2, "corpus", "split", "vol", "--at", "1"
    )
    assert (volume / "govtext.toml").read_bytes() == before


def test_a_folder_or_a_table_is_not_split(volume: Path, refused: Refused) -> None:
    (volume / "t.csv").write_text("id,text\nr1,各国合作。\nr2,各国竞争。\n", encoding="utf-8")
    assert "t.csv holds 2 texts" in refused(2, "corpus", "split", "t.csv", "--at", "1")
    assert "corpus holds 3 texts" in refused(2, "corpus", "split", "corpus", "--at", "1")


def test_the_file_stays_until_its_last_source_is_removed(volume: Path, govtext: Run) -> None:
    govtext("corpus", "split", "vol", "--at", "2")
    file = volume / "corpus" / "vol.txt"
    assert govtext("corpus", "remove", "合作之路", "规则之路").err.endswith("(deleted from corpus/: 0)\n")
    assert file.exists()
    assert govtext("corpus", "remove", "技术之险").err == "removed 技术之险 (deleted from corpus/: 1)\n"
    assert not file.exists()


def test_rows_of_one_table_keep_it_too(volume: Path, tmp_path: Path, govtext: Run) -> None:
    (tmp_path / "t.csv").write_text("id,text\nr1,各国合作。\nr2,各国竞争。\n", encoding="utf-8")
    govtext("corpus", "add", tmp_path / "t.csv")
    govtext("corpus", "remove", "r1")
    assert govtext("corpus", "show", "r2").out == "各国竞争。\n"
    govtext("corpus", "remove", "r2")
    assert not (volume / "corpus" / "t.csv").exists()


def test_a_row_of_a_table_can_be_split(volume: Path, tmp_path: Path, govtext: Run) -> None:
    (tmp_path / "t.csv").write_text(f'id,year,text\nr1,2020,"{VOLUME}"\nr2,2021,各国竞争。\n', encoding="utf-8")
    govtext("corpus", "add", tmp_path / "t.csv")
    assert govtext("corpus", "split", "r1", "--at", "1").code == 0
    (one, two) = [table for table in tables(volume) if "section" in table]
    assert (one["row"], one["section"], one["year"]) == ("r1", "第一章 合作", 2020)
    assert govtext("corpus", "show", two["id"]).out.startswith("第二章 风险\n\n三、技术之险\n\n")


def test_a_source_outside_the_study_can_be_split(volume: Path, tmp_path: Path, govtext: Run) -> None:
    settings = volume / "govtext.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("corpus/vol.txt", str(tmp_path / "vol.txt")), encoding="utf-8"
    )
    assert govtext("corpus", "split", "vol", "--at", "1").code == 0
    assert {table["file"] for table in tables(volume)} == {str(tmp_path / "vol.txt")}
    assert [source.path for source in open_study(volume).sources[2:]] == [tmp_path / "vol.txt"] * 2
    corpus.remove(open_study(volume), [source.id for source in open_study(volume).sources[2:]])
    assert (tmp_path / "vol.txt").exists()


def test_a_text_that_is_segmented_is_split_as_it_is_read(study: Path, govtext: Run) -> None:
    """With the engine whitespace nothing is cleaned, neither when it is split nor when its parts are read."""
    text = "第一章 合作\n\n治理 ,  治理 。\n\n第二章 风险\n\n风险 。\n"
    (study / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    assert govtext("corpus", "split", "a", "--at", "1").code == 0
    rows = govtext("segment", "合作", "风险", "--format", "csv", "--no-save").out.splitlines()[1:]
    # 第一章 合作 治理 治理: 4 words; 第二章 风险 风险: 3
    assert [row.split(",")[2] for row in rows] == ["4", "3"]
