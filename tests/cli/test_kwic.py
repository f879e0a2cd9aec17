"""`govtext kwic` as it is typed: what is printed, written, refused; sheets that are never written over."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from govtext.tokens.queries import time_limit

Call = Callable[..., Any]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands" / "kwic.md"
SHEET = "sheet.csv"


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def tree(root: Path) -> dict[str, bytes]:
    """Return every file under a folder, less the cache."""
    files = (path for path in root.rglob("*") if path.is_file() and ".govtext" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A segmented text with signs of every format, outside of any study."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "t.txt"
    path.write_text("全球 <b>&amp; | 治理 $x_1$ 50% {y} 。\n\nAI 。 治理 `q` \\z ~ ^ # 。 甲 甲 甲", encoding="utf-8")
    return path


def test_lines_of_a_study(study: Path, govtext: Call) -> None:
    # a: 治理 治理 风险 。    b: 治理 发展 发展 发展 。
    outcome = govtext("kwic", "治理")
    assert outcome.code == 0
    assert [(row["source"], row["start"], row["node"]) for row in rows(outcome.out)] == [
        ("a", "0", "治理"), ("a", "3", "治理"), ("b", "0", "治理"),
    ]  # fmt: skip
    assert "3 hits in 2 of 2 sources" in outcome.err
    assert sorted(path.name for path in (study / "outputs" / "kwic").iterdir()) == [
        "hits.csv", "hits.png", "hits.svg", "kwic.csv", "kwic.md",
    ]  # fmt: skip
    assert rows(govtext("kwic", "治理", "b").out)[0]["source"] == "b"


def test_a_file_of_patterns_takes_the_place_of_the_pattern(study: Path, govtext: Call) -> None:
    Path("p.txt").write_text("风险\n[发展] 。\n", encoding="utf-8")
    assert [row["pattern"] for row in rows(govtext("kwic", "--patterns", "p.txt").out)] == ["风险", "[发展] 。"]
    assert [row["node"] for row in rows(govtext("kwic", "--patterns", "p.txt", "b").out)] == ["发展 。"]


def test_neither_pattern_nor_file(study: Path, refused: Callable[..., str]) -> None:
    assert "pattern" in refused(2, "kwic").lower()


def test_top_cuts_what_is_printed_and_not_the_files(study: Path, govtext: Call) -> None:
    assert len(rows(govtext("kwic", "治理", "--top", "1").out)) == 1
    assert len(rows((study / "outputs/kwic/kwic.csv").read_text(encoding="utf-8-sig"))) == 3


def test_the_seed_is_the_studys(study: Path, govtext: Call) -> None:
    assert "Seed: 7" in govtext("kwic", "治理", "--sample", "2").err
    assert "Seed: 3" in govtext("kwic", "治理", "--sample", "2", "--seed", "3").err


# Formats for reading


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_is_aligned_by_display_width(text: Path, govtext: Call, lang: str) -> None:
    arguments = ("kwic", "治理", text, "--engine", "whitespace", "--format", "table", "--lang", lang)
    out = govtext(*arguments).out
    head, rule, *body = out.splitlines()
    edges = [(match.start(), match.end()) for match in re.finditer("-+", rule)]
    assert len(edges) == 4
    shown = [line for line in body if "治理" in line]
    assert len(shown) == 2
    for line in shown:
        # What stands left of the node ends where its column ends, and the node begins where its own does.
        before, _, _ = line.partition("治理")
        assert wcswidth(before) == edges[2][0]
        assert wcswidth(before.rstrip()) == edges[1][1]
    assert ("reference" in head) == (lang == "en")


def test_chinese_wording(text: Path, govtext: Call) -> None:
    outcome = govtext("kwic", "治理", text, "--engine", "whitespace", "--format", "table", "--lang", "zh")
    assert "语境" in outcome.err
    assert not re.search(r"[a-z]{4,}", outcome.out.splitlines()[0])
    assert "共 2 处" in outcome.err


def test_markdown_is_one_table(text: Path, govtext: Call) -> None:
    out = govtext("kwic", "治理", text, "--engine", "whitespace", "--format", "md").out
    head, rule, *body = (line for line in out.splitlines() if line.startswith("|"))
    bars = [len(re.findall(r"(?<!\\)\|", line)) for line in (head, rule, *body)]
    assert set(bars) == {5}
    assert "\\|" in body[0]
    assert "<b>" not in out


def test_latex_is_escaped(text: Path, govtext: Call) -> None:
    out = govtext("kwic", "治理", text, "--engine", "whitespace", "--format", "latex").out
    for line in out.splitlines():
        if "治理" in line and "&" in line:
            assert line.rstrip().endswith(r"\\")
            assert len(re.findall(r"(?<!\\)&", line)) == 3  # of four columns
            assert not re.search(r"(?<!\\)[%#$_]", line)
    assert out.count(r"\begin{tabular}") == out.count(r"\end{tabular}") == 1


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "col", "br"):  # which have no end
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_well_formed_and_escaped(text: Path, govtext: Call) -> None:
    out = govtext("kwic", "治理", text, "--engine", "whitespace", "--format", "html").out
    parser = Tags()
    parser.feed(out)
    assert parser.open == []
    assert {"table", "thead", "tbody", "tr", "th", "td"} <= parser.seen
    assert not {"script", "b", "img"} & parser.seen
    assert "&lt;b&gt;&amp;amp;" in out


@pytest.mark.parametrize("pattern", ["$x_1$", "50%", "\\{y\\}", "`q`", "\\\\z", "<b>&amp;", "^", "\\|"])
def test_signs_in_a_pattern_break_no_chart(text: Path, govtext: Call, pattern: str, tmp_path: Path) -> None:
    outcome = govtext("kwic", pattern, text, "--engine", "whitespace", "-o", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert len(rows(outcome.out)) == 1
    assert (tmp_path / "out" / "hits.svg").stat().st_size > 0


# Bad input


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (1, ("没有",), "没有"),
        (1, ("治里",), "near: 治理"),
        (1, ("治理", "--must", "没有"), "filters"),
        (2, ("[治理",), "character 4"),
        (2, ("(a+", "--regex"), "character 4"),
        (2, ("",), "empty"),
        (2, ("治理", "--window", "-1"), "--window"),
        (2, ("治理", "--window", "x"), "--window"),
        (2, ("治理", "--within", "-1"), "--within"),
        (2, ("治理", "--within", "9" * 30, "--must", "风险"), "--within"),
        (2, ("治理", "--sort", "L0"), "--sort"),
        (2, ("治理", "--sample", "0"), "--sample"),
        (2, ("治理", "--context", "page"), "--context"),
        (2, ("治理", "--by", "nosuch"), "nosuch"),
        (2, ("治理", "--group", "nosuch"), "groups: a, b"),
        (2, ("治理", "--must", "甲 乙"), "one word"),
        (3, ("--patterns", "nosuch.txt"), "nosuch.txt"),
        (3, ("治理", "--annotate", "corpus"), "corpus"),
        (3, ("治理", "--annotate", "govtext.toml"), "code"),
        (2, ("治理", "--annotate", "corpus/s.csv"), "corpus"),
        (2, ("治理", "--annotate", "outputs/kwic/kwic.csv"), "kwic.csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_nothing_is_written(
    study: Path, refused: Callable[..., str], code: int, arguments: tuple[str, ...], said: str
) -> None:
    before = tree(study)
    assert said in refused(code, "kwic", *arguments)
    assert tree(study) == before


def test_a_catastrophic_expression_ends_in_time(
    text: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_limit, "SECONDS", 0.2)
    text.write_text("甲 " * 500 + "丙 乙", encoding="utf-8")
    assert "took more than" in refused(2, "kwic", "--regex", "(甲| 甲|甲 )+乙", text, "--engine", "whitespace")


# Coding by hand


def test_a_round_trip(study: Path, govtext: Call) -> None:
    first = govtext("kwic", "治理", "--annotate", SHEET)
    assert "3 lines to code in sheet.csv" in first.err
    text_ = Path(SHEET).read_bytes()
    assert text_.startswith(b"\xef\xbb\xbf")
    lines = text_.decode("utf-8-sig").splitlines()
    Path(SHEET).write_text("\r\n".join([lines[0], "积极" + lines[1], *lines[2:]]) + "\r\n", encoding="gb18030")
    mine = Path(SHEET).read_bytes()
    second = govtext("kwic", "治理", "--annotate", SHEET)
    assert [tuple(row.values()) for row in rows(second.out)] == [
        ("积极", "1", str(1 / 3), "1", "0"),
        ("(none)", "2", str(2 / 3), "1", "1"),
    ]
    assert "to code" not in second.err
    assert Path(SHEET).read_bytes() == mine
    assert (study / "outputs/kwic/codes.csv").is_file()


@pytest.mark.parametrize("name", ["codes.csv", "kwic.csv", "hits.csv"])
def test_a_coded_sheet_among_the_outputs_is_never_written_over(study: Path, govtext: Call, name: str) -> None:
    path = study / "outputs" / "kwic" / name
    path.parent.mkdir(parents=True)
    govtext("kwic", "治理", "--no-save", "--annotate", path)
    mine = path.read_bytes()
    for _ in range(2):
        govtext("kwic", "治理", "--annotate", path)
        assert path.read_bytes() == mine
        govtext("kwic", "治理", "--annotate", path, "-o", path.parent)
        assert path.read_bytes() == mine


@pytest.mark.parametrize("name", ["sheet.xlsx", "sheet.md", "sheet"])
def test_a_sheet_has_the_ending_of_one(study: Path, refused: Callable[..., str], name: str) -> None:
    assert "name it .csv" in refused(2, "kwic", "治理", "--annotate", name)
    assert not Path(name).exists()
    assert not (study / "outputs").exists()


def test_a_file_that_is_no_sheet_stays_as_it_is(study: Path, govtext: Call) -> None:
    Path(SHEET).write_text("my notes\n", encoding="utf-8")
    assert govtext("kwic", "治理", "--annotate", SHEET).code == 3
    assert Path(SHEET).read_text(encoding="utf-8") == "my notes\n"


def test_a_faulty_sheet_stops_before_anything_is_written(study: Path, refused: Callable[..., str]) -> None:
    Path(SHEET).write_text("code,source,start,end,node\n,a,0,2,风险\n", encoding="utf-8")
    assert "line 2" in refused(3, "kwic", "治理", "--annotate", SHEET)
    assert not (study / "outputs").exists()


def test_from_a_folder_within_the_study_one_sheet_is_meant(
    study: Path, govtext: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    govtext("kwic", "治理", "--annotate", SHEET)
    (study / "notes").mkdir()
    monkeypatch.chdir(study / "notes")
    outcome = govtext("kwic", "治理", "--annotate", SHEET)
    read = "code" in outcome.out.splitlines()[0].split(",")[:1]
    assert read != (study / "notes" / SHEET).exists()


def test_without_a_study(text: Path, govtext: Call) -> None:
    arguments = ("kwic", "治理", text, "--engine", "whitespace", "--annotate", SHEET)
    assert "2 lines to code" in govtext(*arguments).err
    assert rows(govtext(*arguments).out)[0]["code"] == "(none)"
    assert sorted(path.name for path in text.parent.iterdir()) == [SHEET, "t.txt"]


def test_nothing_found_makes_no_sheet(study: Path, refused: Callable[..., str]) -> None:
    refused(1, "kwic", "没有", "--annotate", SHEET)
    assert not Path(SHEET).exists()


# Evidence and commands under other tables


@pytest.mark.parametrize("command", ["freq", "keywords", "compare"])
def test_evidence_stands_beside_the_table(study: Path, govtext: Call, command: str) -> None:
    least = {"compare": ["--min-count", "1"], "keywords": ["--min-count", "1", "--method", "tfidf"]}.get(command, [])
    outcome = govtext(command, *least, "--evidence", "1")
    assert outcome.code == 0, outcome.err
    found = rows((study / "outputs" / command / "evidence.csv").read_text(encoding="utf-8-sig"))
    assert found
    assert all(row["term"] in row["text"] for row in found)
    assert not (study / "outputs" / command / "evidence.md").exists()
    for wrong in ("0", "x"):
        assert govtext(command, *least, "--evidence", wrong).code == 2


# The page


def test_the_patterns_of_the_page_find_as_much_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Call
) -> None:
    from govtext import corpus

    monkeypatch.chdir(str(corpus.init(tmp_path / "shown").root))
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^\| `(.+?)` \| (?:`(--\w+)`)? *\| .* \| (\d+) \|$", page, re.MULTILINE)
    assert len(shown) >= 12
    for pattern, option, count in shown:
        asked = ["kwic", pattern.replace("\\|", "|"), *([option] if option else []), "--no-save", "--format", "csv"]
        assert len(rows(govtext(*asked).out)) == int(count), pattern
