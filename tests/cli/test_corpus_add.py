"""govtext corpus add: folders, patterns, tables of many texts; what is refused, and that nothing is half-added."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govtext import corpus
from govtext.corpus import copying, describing, settings
from govtext.errors import GovtextError
from govtext.sources.document import Document
from govtext.sources.source import Source
from govtext.study import open_study

Run = Callable[..., Any]
Refused = Callable[..., str]


def text_file(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def tables(study: Path) -> list[dict[str, Any]]:
    """Return the [[source]] tables that were added to the two of the fixture."""
    return list(tomllib.loads((study / "govtext.toml").read_text("utf-8"))["source"][2:])


def state(study: Path) -> dict[str, bytes]:
    """Return govtext.toml and all of corpus/, byte by byte."""
    files = [study / "govtext.toml", *(path for path in (study / "corpus").rglob("*") if path.is_file())]
    return {path.relative_to(study).as_posix(): path.read_bytes() for path in files}


# Folders and patterns


def test_a_folder_is_all_files_in_it_that_can_be_read(study: Path, tmp_path: Path, govtext: Run) -> None:
    folder = tmp_path / "新 报告"
    text_file(folder / "乙.txt", "乙报告\n\n各国竞争。\n")
    text_file(folder / "内" / "甲.md", "# 甲报告\n\n各国合作。\n")
    text_file(folder / "表.csv", "id,正文\nr1,各国讨论。\n")
    for skipped in ("logo.png", ".hidden.txt", "~$甲.docx", ".git/x.txt"):
        text_file(folder / skipped, "各国不读。")
    outcome = govtext("corpus", "add", folder)
    assert outcome.code == 0, outcome.err
    assert [(table["id"], table["file"]) for table in tables(study)] == [
        ("乙报告", "corpus/乙.txt"),
        ("甲报告", "corpus/甲.md"),
        ("r1", "corpus/表.csv"),
    ]


def test_a_pattern_is_what_it_matches(study: Path, tmp_path: Path, govtext: Run) -> None:
    for name in ("a1", "a2", "b1"):
        text_file(tmp_path / f"{name}.txt", f"各国{name}合作。")
    assert govtext("corpus", "add", f"{tmp_path}/a*.txt").code == 0
    assert [table["file"] for table in tables(study)] == ["corpus/a1.txt", "corpus/a2.txt"]


def test_a_file_whose_name_looks_like_a_pattern(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(tmp_path / "报告[1].txt", "各国合作。")
    text_file(tmp_path / "报告1.txt", "各国竞争。")
    assert govtext("corpus", "add", file).code == 0
    assert [table["file"] for table in tables(study)] == ["corpus/报告[1].txt"]


def test_what_is_named_twice_is_added_once(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(tmp_path / "f" / "n.txt", "各国合作。")
    outcome = govtext("corpus", "add", file, file.parent, f"{file.parent}/*", file.parent / ".." / "f" / "n.txt")
    assert outcome.code == 0, outcome.err
    assert outcome.err == "added n (corpus/n.txt)\n"


def test_a_folder_that_holds_the_study_gives_what_is_no_source_yet(study: Path, govtext: Run) -> None:
    govtext("freq")
    govtext("segment", "--no-save")
    text_file(study / "stopwords" / "own.txt", "的\n")
    text_file(study / "lexicon" / "terms.tsv", "term\tgloss\n治理\tgovernance\n")
    text_file(study / "corpus" / "new.txt", "新报告\n\n各国合作。\n")
    text_file(study / "草稿" / "c.txt", "草稿\n\n各国竞争。\n")
    assert (study / "outputs" / "freq" / "freq.csv").exists()
    assert govtext("corpus", "add", ".").code == 0
    assert [(table["id"], table["file"]) for table in tables(study)] == [
        ("新报告", "corpus/new.txt"),
        ("草稿", "corpus/c.txt"),
    ]
    (study / "草稿" / "c.txt").unlink()
    assert "every file in this folder is a source already; nothing to do" in govtext("corpus", "add", ".").err


def test_a_link_to_a_folder_and_a_loop_of_links(study: Path, tmp_path: Path, govtext: Run) -> None:
    text_file(tmp_path / "real" / "n.txt", "各国合作。")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "loop").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "broken.txt").symlink_to(tmp_path / "gone.txt")
    outcome = govtext("corpus", "add", tmp_path / "link", tmp_path / "real")
    assert outcome.code == 0, outcome.err
    assert [table["file"] for table in tables(study)] == ["corpus/n.txt"]
    assert not (study / "corpus" / "n.txt").is_symlink()


def test_an_empty_folder_is_named(study: Path, tmp_path: Path, govtext: Run) -> None:
    (tmp_path / "empty").mkdir()
    outcome = govtext("corpus", "add", tmp_path / "empty")
    assert outcome.code == 3
    assert f"govtext: {tmp_path / 'empty'}: no file in this folder can be read; known: " in outcome.err


def test_of_many_files_each_broken_one_is_named_once(study: Path, tmp_path: Path, govtext: Run) -> None:
    folder = tmp_path / "many"
    for number in range(280):
        text_file(folder / f"good-{number:03}.txt", f"第{number}号报告\n\n各国合作治理。\n")
    causes = {
        "空": (b"", "the file is empty"),
        "进": (b"\x00\x01\x02" * 99, "binary"),
        "码": (b"\xff\xff \xff", "UTF-8"),
    }
    for number in range(20):
        name = "空进码"[number % 3]
        text_file(folder / f"{name}-{number}.txt", causes[name][0])
    outcome = govtext("corpus", "add", folder)
    assert outcome.code == 3
    assert len(tables(study)) == 280
    first, *named, last = outcome.err.splitlines()
    assert first == "added 280 sources from 300 files: 第0号报告 … 第279号报告"
    assert last == "govtext: 20 of 300 were not added; see the lines above"
    assert len(named) == 20
    for number in range(20):
        name = "空进码"[number % 3]
        (line,) = [line for line in named if f"/{name}-{number}.txt" in line]
        assert causes[name][1] in line
    assert len(list((study / "corpus").iterdir())) == 282


def test_two_files_of_one_title_and_one_name(study: Path, tmp_path: Path, govtext: Run) -> None:
    for folder in ("一", "二"):
        text_file(tmp_path / folder / "n.txt", f"气候报告\n\n第{folder}份。\n")
    assert govtext("corpus", "add", tmp_path / "一", tmp_path / "二").code == 0
    assert [(table["id"], table["file"]) for table in tables(study)] == [
        ("气候报告", "corpus/n.txt"),
        ("气候报告-2", "corpus/n-2.txt"),
    ]


# Tables of many texts


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_is_one_source_a_row(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(
        tmp_path / "表.csv", "编号,标题,year,机构,正文\nr1,甲,2023,某部,各国合作。\nr2,乙,2024,某院,各国竞争。\n"
    )
    outcome = govtext("corpus", "add", file, "--genre", "公文")
    assert outcome.code == 0, outcome.err
    assert tables(study) == [
        {
            "id": name,
            "file": "corpus/表.csv",
            "row": name,
            "label": f"{title} {year}",  # 甲 and 乙 are the labels of a and b
            "title": title,
            "institution": body,
            "year": year,
            "genre": "公文",
        }
        for name, year, title, body in (("r1", 2023, "甲", "某部"), ("r2", 2024, "乙", "某院"))
    ]
    counted = records(govtext("freq", "r1", "r2", "--by", "institution", "--engine", "jieba", "--no-save").out)
    assert {(row["term"], row["group"]) for row in counted} >= {("合作", "某部"), ("竞争", "某院")}


@pytest.mark.parametrize(
    ("key", "heads"),
    [
        ("title", ("标题", "题名", "题目")),
        ("authors", ("作者",)),
        ("year", ("年份", "年")),
        ("institution", ("机构", "单位", "发布机构")),
        ("genre", ("体裁", "类型")),
    ],
)
def test_usual_chinese_column_heads_are_the_fields_they_mean(
    study: Path, tmp_path: Path, govtext: Run, key: str, heads: tuple[str, ...]
) -> None:
    for number, head in enumerate(heads):
        text_file(tmp_path / "t" / f"{number}.csv", f"编号,{head},正文\nr{number},2023,各国第{number}次合作。\n")
    assert govtext("corpus", "add", tmp_path / "t").code == 0
    assert [str(table[key]) for table in tables(study)] == ["2023"] * len(heads)
    assert not set(heads) & {name for table in tables(study) for name in table}


def test_a_chinese_head_beside_the_field_it_means_stays(study: Path, tmp_path: Path, govtext: Run) -> None:
    govtext("corpus", "add", text_file(tmp_path / "t.csv", "id,title,标题,text\nr1,Report,报告,各国合作。\n"))
    (table,) = tables(study)
    assert (table["title"], table["标题"]) == ("Report", "报告")


def test_labels_are_unique(study: Path, tmp_path: Path, govtext: Run) -> None:
    """Twelve characters of the title, then with the year, then twenty-four, then the id."""
    long = "全球治理与国际合作年度报告之总论部分"  # 18 characters, the first twelve 全球治理与国际合作年度报
    rows = "".join(f"r{number},{long},2023,各国第{number}次合作。\n" for number in range(4))
    assert govtext("corpus", "add", text_file(tmp_path / "t.csv", f"id,title,year,text\n{rows}")).code == 0
    assert [table["label"] for table in tables(study)] == [long[:12], f"{long[:12]} 2023", long, "r3"]


def test_named_columns(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(tmp_path / "t.tsv", "text\t摘要\t文件\n各国合作。\t各国讨论。\tx1\n各国竞争。\t各国谈判。\tx2\n")
    assert govtext("corpus", "add", file, "--text-column", "摘要", "--id-column", "文件").code == 0
    assert [(table["id"], table["text_column"], table["text"]) for table in tables(study)] == [
        ("x1", "摘要", "各国合作。"),
        ("x2", "摘要", "各国竞争。"),
    ]
    assert govtext("corpus", "show", "x2").out == "各国谈判。\n"


def test_a_column_that_is_not_there_is_wrong_usage(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(tmp_path / "t.csv", "id,text\na1,各国合作。\n")
    before = state(study)
    outcome = govtext("corpus", "add", file, "--text-column", "txt")
    assert outcome.code == 2
    assert "there is no column 'txt'; there are id, text; did you mean 'text'?" in outcome.err
    assert state(study) == before


def test_columns_named_as_keys_of_the_settings(study: Path, tmp_path: Path, govtext: Run) -> None:
    header = "id,text,file,file_,section,row,source,label,标 题"
    file = text_file(tmp_path / "t.csv", f'{header}\nr1,各国合作。,f,g,s,7,某报,某某,引"号\n')
    assert govtext("corpus", "add", file).code == 0
    (table,) = tables(study)
    assert (table["file"], table["row"], table["label"]) == ("corpus/t.csv", "r1", "某某")
    assert "section" not in table
    assert (table["file__"], table["file_"], table["section_"], table["row_"]) == ("f", "g", "s", 7)
    assert (table["source"], table["标 题"]) == ("某报", '引"号')
    assert govtext("corpus", "show", "r1").out == "各国合作。\n"
    counted = govtext("freq", "r1", "--by", "标 题", "--no-save").out
    assert ',"引""号",' in counted.splitlines()[1]
    assert [row["group"] for row in records(counted)] == ['引"号']


def test_rows_that_cannot_be_used_are_named_once_each(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(
        tmp_path / "t.csv",
        "id,text\nr1,各国合作。\nr1,各国竞争。\nr3,\n,各国讨论。\nr5,各国,谈判。\nr6,各国谈判。\n",
    )
    outcome = govtext("corpus", "add", file)
    assert outcome.code == 3
    assert [table["id"] for table in tables(study)] == ["r1", "r6"]
    lines = outcome.err.splitlines()
    assert lines[:2] == ["added r1 (corpus/t.csv)", "added r6 (corpus/t.csv)"]
    expected = (
        ("line 3", "the id “r1” is that of line 2 too"),
        ("line 4", "column 'text' is empty"),
        ("line 5", "column 'id' is empty"),
        ("line 6", "the row has 3 cells, the header 2"),
    )
    for line, (place, cause) in zip(lines[2:-1], expected, strict=True):
        assert line.startswith(f"govtext: {file}, {place}: {cause}")
    assert lines[-1] == "govtext: 4 of 6 were not added; see the lines above"


def test_hostile_ids_become_ids_that_can_be_files(study: Path, tmp_path: Path, govtext: Run) -> None:
    hostile = ["../../x", "total", "=1+1", "国发〔2023〕1号", "a_per_10k", "x y", "a", "'", "r" * 300]
    rows = "".join(f"{name},各国第{number}次合作。\n" for number, name in enumerate(hostile))
    assert govtext("corpus", "add", text_file(tmp_path / "t.csv", f"id,text\n{rows}")).code == 0
    ids = [table["id"] for table in tables(study)]
    assert ids == ["x", "total-2", "1-1", "国发-2023-1号", "a-per-10k", "x-y", "a-2", "text", "r" * 16]
    assert [table["row"] for table in tables(study)] == hostile
    assert govtext("segment", *ids[:8], "--no-save").code == 0


def test_rows_without_ids_are_numbered_and_found_under_another_name_of_the_file(
    study: Path, tmp_path: Path, govtext: Run
) -> None:
    """The copy is called t-2.csv, because a t.csv is there; rows were numbered after t.csv."""
    text_file(study / "corpus" / "t.csv", "id,text\nx,各国。\n")
    file = text_file(tmp_path / "t.csv", "year,text\n2023,各国在会上讨论合作。\n2024,各国在会上讨论竞争。\n")
    assert govtext("corpus", "add", file).code == 0
    assert [(table["id"], table["file"]) for table in tables(study)] == [
        ("t-1", "corpus/t-2.csv"),
        ("t-2", "corpus/t-2.csv"),
    ]
    assert govtext("corpus", "show", "t-2").out == "各国在会上讨论竞争。\n"


def test_the_same_table_twice_is_refused_row_by_row(study: Path, tmp_path: Path, govtext: Run) -> None:
    file = text_file(tmp_path / "t.csv", "id,text\nr1,各国合作。\nr2,各国竞争。\n")
    assert govtext("corpus", "add", file).code == 0
    before = state(study)
    outcome = govtext("corpus", "add", file)
    assert outcome.code == 3
    assert "row r2: these bytes are in the study already, as 'r2'; nothing to do" in outcome.err
    assert state(study) == before


def test_a_row_whose_text_vanishes_in_cleaning_is_named_and_the_file_kept_for_the_others(
    study: Path, tmp_path: Path, govtext: Run
) -> None:
    file = text_file(tmp_path / "t.csv", "id,text\nr1,https://example.org/a\nr2,各国竞争。\n")
    outcome = govtext("corpus", "add", file)
    assert outcome.code == 3
    assert f"govtext: {file}: row r1: no text is left after cleaning" in outcome.err
    assert [table["id"] for table in tables(study)] == ["r2"]


def test_ten_rows_of_one_title_have_ten_ids(study: Path, tmp_path: Path, govtext: Run) -> None:
    rows = "".join(f"气候报告,各国第{number}次合作。\n" for number in range(10))
    assert govtext("corpus", "add", text_file(tmp_path / "t.csv", f"title,text\n{rows}")).code == 0
    assert [table["id"] for table in tables(study)] == ["气候报告", *(f"气候报告-{n}" for n in range(2, 11))]


def test_a_table_is_read_once_for_all_its_rows(
    study: Path, tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"r{number},各国第{number}次合作。\n" for number in range(50))
    file = text_file(tmp_path / "t.csv", f"id,text\n{rows}")
    hashed: list[int] = []
    original = copying.sha256
    monkeypatch.setattr(copying, "sha256", lambda data: hashed.append(len(data)) or original(data))
    assert govtext("corpus", "add", file).code == 0
    assert len(hashed) == 3  # the two sources that are there, and the table


# Nothing is half-added


def test_an_addition_that_is_interrupted_leaves_no_trace(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [text_file(tmp_path / f"{name}.txt", f"各国{name}。") for name in "xyz"]
    before = state(study)
    original = describing.read_source

    def interrupted(source: Source, **options: Any) -> Document:
        if source.path.name == "z.txt":
            raise KeyboardInterrupt
        return original(source, **options)

    monkeypatch.setattr(describing, "read_source", interrupted)
    with pytest.raises(KeyboardInterrupt):
        corpus.add(open_study(study), files)
    assert state(study) == before


def test_an_addition_that_is_interrupted_just_after_a_copy_leaves_no_trace(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(study)
    original = copying.write_atomic

    def interrupted(path: Path, data: bytes | str) -> None:
        original(path, data)
        raise KeyboardInterrupt

    monkeypatch.setattr(copying, "write_atomic", interrupted)
    with pytest.raises(KeyboardInterrupt):
        corpus.add(open_study(study), [text_file(tmp_path / "x.txt", "各国合作。")])
    assert state(study) == before


def test_settings_that_cannot_be_written_leave_no_copies_but_what_was_there(
    study: Path, tmp_path: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = text_file(study / "corpus" / "there.txt", "各国早就在此。")
    text_file(tmp_path / "f" / "there.txt", there.read_bytes())
    text_file(tmp_path / "f" / "t.csv", "id,text\nr1,各国合作。\nr2,各国竞争。\n")
    before = state(study)

    def fail(path: Path, data: bytes | str) -> None:
        raise GovtextError("the disk is full", where=path)

    monkeypatch.setattr(settings, "write_atomic", fail)
    outcome = govtext("corpus", "add", tmp_path / "f")
    assert outcome.code == 3
    assert "the disk is full" in outcome.err
    assert state(study) == before


# Without a study


REPORTS = "id,year,text\nr1,2023,治理 治理 风险 。\nr2,2024,治理 发展 。\n../r3,2024,发展 。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder without a study, to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_table_without_a_study(folder: Path, govtext: Run) -> None:
    text_file(folder / "reports.csv", REPORTS)
    outcome = govtext("freq", "reports.csv", "--by", "year", "--engine", "whitespace", "--stopwords", "none")
    assert outcome.code == 0, outcome.err
    # 2023: 治理 2, 风险 1 of 3 words; 2024: 发展 2 (in two rows), 治理 1 of 3.
    rows = [line.split(",") for line in outcome.out.splitlines()[1:]]
    assert [[row[0], row[2], row[4], row[5]] for row in rows] == [
        ["治理", "2", "1", "2023"],
        ["风险", "1", "1", "2023"],
        ["发展", "2", "2", "2024"],
        ["治理", "1", "1", "2024"],
    ]
    assert [float(row[3]) for row in rows] == pytest.approx([2e4 / 3, 1e4 / 3, 2e4 / 3, 1e4 / 3])
    assert "Sources: 3 (r1, r2, r3)." in outcome.err


def test_a_table_from_python(folder: Path) -> None:
    import govtext

    file = text_file(folder / "reports.csv", REPORTS)
    for given in (file, str(file), [file]):
        table = govtext.segment(given, engine="whitespace").main
        assert [row[:1] + row[2:3] for row in table.rows()] == [("r1", 3), ("r2", 2), ("r3", 1)]


def test_segmented_rows_with_hostile_ids_stay_in_their_folder(folder: Path, govtext: Run) -> None:
    text_file(folder / "w" / "reports.csv", REPORTS)
    assert govtext("segment", "w/reports.csv", "-o", "w/out/deep").code == 0
    assert sorted(path.name for path in (folder / "w" / "out" / "deep").glob("*.txt")) == ["r1.txt", "r2.txt", "r3.txt"]
    assert sorted(path.name for path in (folder / "w").iterdir()) == ["out", "reports.csv"]


def test_a_bad_row_stops_an_analysis_without_a_study(folder: Path, refused: Refused) -> None:
    text_file(folder / "t.csv", "id,text\nr1,治理。\nr1,风险。\n")
    assert "t.csv, line 3: the id “r1” is that of line 2 too" in refused(3, "freq", "t.csv")


def test_a_folder_without_a_study(folder: Path, govtext: Run) -> None:
    text_file(folder / "报 告" / "a.txt", "治理 风险 。")
    text_file(folder / "报 告" / "b" / "t.csv", "id,text\nr1,治理 。\n")
    outcome = govtext("freq", "报 告", "--engine", "whitespace", "--top", "1")
    assert outcome.out.splitlines()[1].startswith("治理,word,2,")
    assert "Sources: 2 (a, r1)." in outcome.err


def test_one_id_in_two_tables(folder: Path, refused: Refused) -> None:
    for name in ("x", "y"):
        text_file(folder / f"{name}.csv", f"id,text\nr1,治理{name}。\n")
    assert "two texts have the id 'r1', in x.csv and y.csv" in refused(2, "freq", "x.csv", "y.csv")


@pytest.mark.parametrize("command", [("corpus", "show"), ("corpus", "show", "--part", "rules")])
def test_show_takes_one_text(folder: Path, refused: Refused, command: tuple[str, ...]) -> None:
    text_file(folder / "reports.csv", REPORTS)
    assert "reports.csv holds 3 texts (r1, r2, r3 …); name a single one" in refused(2, *command, "reports.csv")
