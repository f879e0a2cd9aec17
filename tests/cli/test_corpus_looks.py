"""govtext corpus audit, duplicates, show on a terminal, list -v; and the warning before a comparison."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Refused = Callable[..., str]
Process = Callable[..., subprocess.CompletedProcess[bytes]]

NOTED = "治理很重要,各国应当合作[1]。\n\n[1] 甲说，第1页。\n\n创新需要耐心。\n"
# Forty-four letters and digits, 人工 to 耐心.
SHARED = "人工智能治理需要各国共同参与，也需要长期的耐心与持续的投入，并应当以人为本、智能向善，久久为功，不失耐心"
LETTERS = len(re.sub(r"\W", "", SHARED))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a study, to work in, with one text that has a note."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "n.txt").write_text(NOTED, encoding="utf-8")
    return tmp_path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# audit


def test_audit_has_the_columns_of_the_contract_and_the_sums(folder: Path, govtext: Run) -> None:
    outcome = govtext("corpus", "audit", "n.txt")
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == "source,rule,changes,characters_removed,example"
    found = {row["rule"]: row for row in rows(outcome.out)}
    # The note with its line end has 12 characters, its mark 3; the comma is exchanged.
    assert (found["notes"]["changes"], found["notes"]["characters_removed"]) == ("1", "12")
    assert (found["footnote_marks"]["characters_removed"], found["half_width"]["example"]) == ("3", ", → ，")
    sums = re.search(
        r"n: (\d+) characters of the file = (\d+) of the text \+ (\d+) kept apart \+ (\d+) removed; 1 of", outcome.err
    )
    assert sums is not None
    whole, body, apart, removed = map(int, sums.groups())
    assert whole == len(NOTED) == body + apart + removed
    assert apart == 12
    assert apart + removed == sum(int(row["characters_removed"]) for row in found.values())


def test_audit_in_chinese(folder: Path, govtext: Run) -> None:
    assert f"n：原文 {len(NOTED)} 字符 = 正文" in govtext("corpus", "audit", "n.txt", "--lang", "zh").err


def test_the_page_of_the_audit_needs_no_network(folder: Path, govtext: Run) -> None:
    outcome = govtext("corpus", "audit", "n.txt", "--html", "页 面/audit.html")
    assert outcome.code == 0
    assert "the page is 页 面/audit.html" in outcome.err
    page = (folder / "页 面" / "audit.html").read_text("utf-8")
    assert "治理很重要" in page
    assert not re.search(r"https?://|(?:src|href)\s*=\s*[\"']?//|@import|url\(", page)
    assert [path.name for path in (folder / "页 面").iterdir()] == ["audit.html"]


def test_the_audit_without_a_rule(folder: Path, govtext: Run) -> None:
    found = {row["rule"] for row in rows(govtext("corpus", "audit", "n.txt", "--without", "half_width").out)}
    assert "half_width" not in found
    assert "notes" in found


def test_characters_that_are_lost_are_an_error(folder: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from govtext.sources.edits import Cleaning

    spans = Cleaning.spans
    monkeypatch.setattr(Cleaning, "spans", lambda self: spans(self)[1:])
    outcome = govtext("corpus", "audit", "n.txt")
    assert outcome.code == 3
    assert "DOES NOT ADD UP" in outcome.err
    assert "characters of n are unaccounted for" in outcome.err


# duplicates


@pytest.fixture
def alike(study: Path) -> Path:
    """The study of the fixture with two texts that share a passage, the second of which nearly is the first."""
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8").replace('engine = "whitespace"\n', ""), encoding="utf-8")
    (study / "corpus" / "a.txt").write_text(f"一、开篇\n\n前言。{SHARED}。\n", encoding="utf-8")
    (study / "corpus" / "b.txt").write_text(f"二、续篇\n\n另有说明。\n\n{SHARED}！完。\n", encoding="utf-8")
    return study


def test_passages_that_stand_twice(alike: Path, govtext: Run) -> None:
    outcome = govtext("corpus", "duplicates")
    assert outcome.code == 0, outcome.err
    (row,) = rows(outcome.out)
    assert row == {
        "characters": str(LETTERS),
        "first": "a",
        "first_section": "一、 开篇",
        "first_paragraph": "2",
        "second": "b",
        "second_section": "二、 续篇",
        "second_paragraph": "3",
        "text": SHARED,
    }
    assert "Shortest: 40 letters and digits." in outcome.err


def test_only_passages_as_long_as_asked(alike: Path, govtext: Run, refused: Refused) -> None:
    assert rows(govtext("corpus", "duplicates", "--shortest", str(LETTERS + 1)).out) == []
    assert len(rows(govtext("corpus", "duplicates", "--shortest", str(LETTERS)).out)) == 1
    assert "--shortest 11; ask for 12 characters or more" in refused(2, "corpus", "duplicates", "--shortest", "11")


def test_pairs_of_sources_that_share_text(alike: Path, govtext: Run) -> None:
    (row,) = rows(govtext("corpus", "duplicates", "--part", "pairs").out)
    # Shingles of 12 letters: the passage has LETTERS - 11. Each letter beside it is another: in a 一开篇前言 (5), in b
    # 二续篇另有说明 (7) and 完 (1). Short texts are compared whole.
    both = LETTERS - 11
    assert (row["first"], row["second"]) == ("a", "b")
    assert float(row["containment"]) == pytest.approx(both / (both + 5))
    assert float(row["jaccard"]) == pytest.approx(both / (both + 5 + 8))


@pytest.mark.parametrize("command", ["compare", "keywords"])
def test_a_comparison_of_near_duplicates_is_warned_of(alike: Path, govtext: Run, command: str) -> None:
    err = govtext(command, "--min-count", "1", "--no-save").err
    assert re.search(r"note: a and b share \d\d% of their text, so its words count twice\n", err)
    assert "note: what they share: govtext corpus duplicates\n" in err


def test_a_count_is_not(alike: Path, govtext: Run) -> None:
    err = govtext("freq", "--no-save").err
    assert "Sources: 2 (a, b)." in err
    assert not re.search(r"^note: ", err, re.MULTILINE)
    assert "of their text" not in err
    assert "corpus duplicates" not in err


def test_only_the_nearest_pairs_are_named(alike: Path, tmp_path: Path, govtext: Run) -> None:
    for number in range(4):
        text = f"三、别篇\n\n{SHARED}，这是第{number}份。\n"
        (tmp_path / f"c{number}.txt").write_text(text, encoding="utf-8")
    govtext("corpus", "add", *(tmp_path / f"c{number}.txt" for number in range(4)))
    err = govtext("compare", "--min-count", "1", "--no-save").err
    assert err.count("of their text, so its words count twice") == 3
    # Six texts make fifteen pairs.
    assert "note: 12 pairs more; what they share: govtext corpus duplicates\n" in err


def test_a_quotation_of_a_short_text_in_a_long_one_is_worded_otherwise(alike: Path, govtext: Run) -> None:
    # All of a, 600 signs, is the beginning of b with 3,100: containment 1, Jaccard about 0.2.
    signs = "".join(chr(0x4E00 + 37 * number % 5000) for number in range(3100))
    (alike / "corpus" / "a.txt").write_text(f"{signs[:600]}。\n", encoding="utf-8")
    (alike / "corpus" / "b.txt").write_text(f"{signs}。\n", encoding="utf-8")
    err = govtext("compare", "--engine", "character", "--min-count", "1", "--no-save").err
    assert "note: 100% of the shorter of a and b stands in the other, and counts twice\n" in err


# list


def test_list_says_why_an_encoding_was_chosen_when_asked(study: Path, govtext: Run) -> None:
    (study / "corpus" / "b.txt").write_bytes("治理 发展 。\n".encode("gb18030"))
    plain, verbose = rows(govtext("corpus", "list").out), rows(govtext("corpus", "list", "-v").out)
    assert [row["encoding"] for row in plain] == [row["encoding"] for row in verbose] == ["utf-8", "gb18030"]
    assert "reason" not in plain[0]
    assert verbose[0]["reason"] == "valid UTF-8"
    assert verbose[1]["reason"]
    assert list(verbose[0])[:-1] == list(plain[0])


# show


def on_a_terminal(*arguments: str | Path, keys: bytes = b"", **environment: str) -> tuple[int, str]:
    """Run a command line on a pseudo-terminal; return its exit code and what the terminal showed."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "govtext", *map(str, arguments)]
    settings = {**os.environ, "TERM": "xterm", "LESS": "", **environment}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=settings, close_fds=True)
    os.close(slave)
    shown = b""
    while select.select([master], [], [], 20)[0]:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not piece:
            break
        shown += piece
        if keys and len(shown) > 100:
            os.write(master, keys)
            keys = b""
    code = process.wait(timeout=20)
    os.close(master)
    return code, shown.decode("utf-8", "replace")


REPORT = "第一章 总论\n\n一、背景\n\n" + "各国应当合作，治理需要规则。\n\n" * 200 + "第二章 风险\n\n风险在于技术。\n"


@pytest.mark.skipif(not shutil.which("less"), reason="no less here")
def test_show_pages_on_a_terminal_with_its_headings_set_out(folder: Path) -> None:
    (folder / "r.txt").write_text(REPORT, encoding="utf-8")
    code, shown = on_a_terminal("corpus", "show", "r.txt", keys=b"q", PAGER="less -R")
    assert code == 0
    assert re.search(r"\x1b\[1m(?:\x1b\[4m)?第一章 总论\x1b\[0m", shown)
    assert re.search(
        r"  \x1b\[1m(?:\x1b\[24m)?一、背景\x1b\[0m", shown
    )  # a level below: indented, bold, not underlined
    assert "第二章" not in shown  # q was pressed before


def test_show_without_a_pager_on_a_terminal(folder: Path) -> None:
    (folder / "r.txt").write_text(REPORT, encoding="utf-8")
    code, shown = on_a_terminal("corpus", "show", "r.txt", PAGER="cat")
    assert code == 0
    lines = shown.replace("\r", "").split("\n\n")
    assert lines[:3] == ["第一章 总论", "  一、背景", "各国应当合作，治理需要规则。"]
    assert "第二章 风险" in lines


@pytest.mark.parametrize("part", ["body", "paragraphs", "removed"])
def test_a_reader_that_has_seen_enough_is_no_error(folder: Path, part: str) -> None:
    (folder / "r.txt").write_text(REPORT * 20, encoding="utf-8")
    command = [sys.executable, "-m", "govtext", "corpus", "show", "r.txt", "--part", part]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=30) == 0
    assert "Traceback" not in said
    assert "rror" not in said


@pytest.mark.parametrize(
    ("part", "header"),
    [
        ("sections", "section,level,number,title,paragraphs,characters,authors"),
        ("paragraphs", "paragraph,section,page,raw_start,raw_end,text"),
        ("notes", "mark,paragraph,anchor,page,start,text"),
        ("apart", "part,page,start,end,text"),
        ("removed", "rule,part,page,start,end,text"),
        ("rules", "rule,changes,characters_removed,example"),
    ],
)
def test_the_columns_of_each_part(folder: Path, govtext: Run, part: str, header: str) -> None:
    outcome = govtext("corpus", "show", "n.txt", "--part", part)
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == header
    assert len(outcome.out.splitlines()) > 1


def test_tables_are_shown_one_after_another(folder: Path, govtext: Run, refused: Refused) -> None:
    table = "表{0} 各国投入\n国家\t投入\n甲国\t1{0}\n乙国\t2{0}\n"
    text = (
        f"前文说明数据的来源。\n\n{table.format(1)}\n中间说明另一张表格。\n\n{table.format(2)}\n后文说明表格的含义。\n"
    )
    (folder / "t.txt").write_text(text, encoding="utf-8")
    outcome = govtext("corpus", "show", "t.txt", "--part", "tables")
    assert outcome.out == "国家,投入\n甲国,11\n乙国,21\n\n国家,投入\n甲国,12\n乙国,22\n"
    assert "n.txt has no table; see --part apart" in refused(1, "corpus", "show", "n.txt", "--part", "tables")
