"""The data of a report: what the lock describes, with the places behind it; and when there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govtext.api import ANALYSES
from govtext.errors import GovtextError, UsageProblem
from govtext.output.report import page
from govtext.output.report.model import Report, Section, Shown
from govtext.pipeline.reporting import MARK, collect, report, write
from govtext.pipeline.reporting.texts import CHARACTERS, MOST, NONE, Texts
from govtext.pipeline.reporting.titles import TITLES
from govtext.pipeline.run import run
from govtext.pipeline.steps import OF_ALL
from govtext.pipeline.tasks import TASKS
from govtext.study import open_study

Call = Callable[..., Any]
STEPS = '\n[[step]]\ncommand = "freq"\n\n[[step]]\ncommand = "compare"\nmin-count = 1\nname = "held"\n'


@pytest.fixture
def ran(study: Path) -> Path:
    """a: 治理 治理 风险 。    b: 治理 发展 发展 发展 。    with two steps, run."""
    with (study / "govtext.toml").open("a", encoding="utf-8") as file:
        file.write(STEPS)
    run(study)
    return study


def section(found: Report, name: str) -> Section:
    return next(one for one in found.sections if one.name == name)


def places(found: Report, shown: Shown, column: str, row: int) -> list[tuple[str, str]]:
    """Return (source, text) of each place behind a number, found in the paragraphs of the report alone."""
    number = shown.evidence[column][row]
    texts = []
    for source, start, end in found.lists[number].tolist() if number != NONE else []:
        paragraphs = found.sources[source].paragraphs
        inside = next(one for one in reversed(paragraphs) if one.start <= start)
        texts.append((found.sources[source].id, inside.text[start - inside.start : end - inside.start]))
    return texts


def test_sections_stand_in_order(ran: Path) -> None:
    found = collect(open_study(ran))
    assert [one.name for one in found.sections] == ["sources", "cleaning", "freq", "held", "methods", "record"]
    assert section(found, "freq").command_line == "govtext freq"
    assert section(found, "held").title.en == "Comparison (held)"
    assert section(found, "methods").markdown
    assert [source.label for source in found.sources] == ["甲", "乙"]
    assert found.title == "t"


def test_numbers_open_the_places_they_count(ran: Path) -> None:
    found = collect(open_study(ran))
    (freq, _) = section(found, "freq").tables
    assert freq.table.values("term")[:2] == ["发展", "治理"]  # 3 each
    assert places(found, freq, "count", 1) == [("a", "治理"), ("a", "治理"), ("b", "治理")]
    assert freq.file == "freq/freq.csv"
    held = next(one for one in section(found, "held").tables if one.table.name == "frequencies")
    at = held.table.values("term").index("治理")
    assert places(found, held, "a", at) == [("a", "治理")] * 2
    assert places(found, held, "b", at) == [("b", "治理")]
    assert held.evidence["a"][held.table.values("term").index("发展")] == NONE  # 0
    assert found.counts == [len(one) for one in found.lists]


def test_every_place_is_in_a_paragraph_and_every_sentence_has_its_reference(ran: Path) -> None:
    found = collect(open_study(ran))
    assert found.sources[1].sentences == [(0, "乙 2024, ¶1.1")]
    assert [one.text for one in found.sources[0].paragraphs] == ["治理 治理 风险 。"]
    for one in found.lists:
        assert (np.lexsort((one[:, 2], one[:, 1], one[:, 0])) == np.arange(len(one))).all()


def test_a_page_is_written_and_written_again(ran: Path, govtext: Call) -> None:
    outcome = govtext("report")
    assert outcome.code == 0, outcome.err
    page = ran / "outputs" / "report.html"
    first = page.read_bytes()
    assert MARK in first
    assert "治理" in first.decode()
    assert "the page is outputs/report.html" in outcome.err.replace("\\", "/")
    assert govtext("report").code == 0
    assert page.read_bytes() == first
    assert govtext("report", "--lang", "zh").code == 0
    assert (ran / "outputs" / "report.zh-CN.html").exists()


def test_links_lead_to_the_tables_from_where_the_page_stands(ran: Path) -> None:
    write(open_study(ran), "en", ran / "paper" / "page.html")
    assert 'href="../outputs/freq/freq.csv"' in (ran / "paper" / "page.html").read_text("utf-8")


def test_nothing_else_is_overwritten(ran: Path, govtext: Call) -> None:
    for name, why in (
        ("corpus/a.txt", "source"),
        ("govtext.toml", "settings"),
        ("outputs/freq/freq.md", "no report of govtext"),
        ("stopwords/new.html", "stopwords"),
    ):
        before = (ran / name).read_bytes() if (ran / name).exists() else None
        outcome = govtext("report", "-o", name)
        assert outcome.code == 2, name
        assert why in outcome.err
        assert "-o" in outcome.err
        assert before == ((ran / name).read_bytes() if (ran / name).exists() else None)


def test_without_a_lock_there_is_no_report(study: Path, govtext: Call) -> None:
    outcome = govtext("report")
    assert outcome.code == 3
    assert "there is no lock here" in outcome.err
    assert "govtext run" in outcome.err
    assert not (study / "outputs" / "report.html").exists()


def test_a_lock_of_another_version_is_named(ran: Path, govtext: Call) -> None:
    path = ran / "outputs" / "run.lock.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"format": 0}), "utf-8")
    outcome = govtext("report")
    assert outcome.code == 3
    assert "made by another version" in outcome.err


def test_inputs_that_changed_since_are_named(ran: Path, govtext: Call) -> None:
    (ran / "corpus" / "b.txt").write_text("治理 。\n", encoding="utf-8")
    outcome = govtext("report")
    assert outcome.code == 3
    assert "step freq is not as it would be made now" in outcome.err
    assert "govtext run" in outcome.err


def test_outputs_that_were_changed_are_named(ran: Path) -> None:
    with (ran / "outputs" / "freq" / "freq.csv").open("a", encoding="utf-8") as file:
        file.write("x\n")
    with pytest.raises(GovtextError, match=r"freq/freq\.csv is not as it was written"):
        collect(open_study(ran))


def test_a_step_that_failed_is_left_out_and_told(study: Path, govtext: Call) -> None:
    with (study / "govtext.toml").open("a", encoding="utf-8") as file:
        file.write(STEPS + '\n[[step]]\ncommand = "kwic"\npattern = "没有"\n')
    assert govtext("run").code in (1, 3)
    outcome = govtext("report")
    assert outcome.code == 0, outcome.err
    assert "step kwic failed and is not in the report" in outcome.err


def test_a_step_that_is_outdated_is_told_from_one_that_has_not_run(ran: Path, govtext: Call) -> None:
    with (ran / "govtext.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[step]]\ncommand = "dispersion"\n')
    (ran / "corpus" / "b.txt").write_text("治理 发展 。\n", encoding="utf-8")
    assert govtext("run", "--only", "freq").code == 0
    outcome = govtext("report")
    assert outcome.code == 0, outcome.err
    assert "step held is outdated and is not in the report (govtext run makes it anew)" in outcome.err
    assert "step dispersion has not run and is not in the report" in outcome.err


def test_every_command_of_a_step_has_a_title() -> None:
    assert {*ANALYSES, *TASKS} - {*OF_ALL} == {*TITLES}
    assert all(one.en[0].isupper() and one.zh != one.en for one in TITLES.values())


def test_the_audit_as_a_step_has_a_title_and_heads(study: Path) -> None:
    with (study / "govtext.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[step]]\ncommand = "corpus audit"\n')
    run(study)
    text = page(collect(open_study(study), "zh"))
    assert "清洗核查" in text
    assert "去除字符" in text
    assert "characters_removed" not in text


def test_sources_are_named_by_their_labels(ran: Path) -> None:
    (shown,) = section(collect(open_study(ran)), "sources").tables
    assert [*shown.table.columns][:2] == ["label", "id"]
    assert "characters and of tokens open the paragraphs" in shown.table.notes[-1].en


def test_a_step_that_is_gone_is_named(ran: Path) -> None:
    toml = ran / "govtext.toml"
    toml.write_text(toml.read_text("utf-8").partition('\n[[step]]\ncommand = "compare"')[0], "utf-8")
    with pytest.raises(GovtextError, match="step held, which the study has no more"):
        collect(open_study(ran))


def test_as_a_step_it_shows_the_steps_before_it(study: Path) -> None:
    with (study / "govtext.toml").open("a", encoding="utf-8") as file:
        file.write("".join(f'\n[[step]]\ncommand = "{command}"\n' for command in ("freq", "report", "segment")))
    run(study)
    page = study / "outputs" / "report" / "report.html"
    first = page.read_bytes()
    assert 'href="../freq/freq.csv"' in first.decode()
    run(study, force=True)
    assert page.read_bytes() == first
    table = report(open_study(study)).main
    assert table.values("section") == ["sources", "cleaning", "freq", "methods", "record"]


def test_files_without_a_study_have_no_report(study: Path) -> None:
    from govtext.study import study_of_files

    with pytest.raises(UsageProblem, match="files without a study have no report"):
        collect(study_of_files([study / "corpus" / "a.txt"]))


def test_cleaning_opens_the_raw_text(study: Path) -> None:
    toml = (study / "govtext.toml").read_text("utf-8").replace('engine = "whitespace"\n', "")
    (study / "govtext.toml").write_text(toml + '\n[[step]]\ncommand = "segment"\n', "utf-8")
    (study / "corpus" / "a.txt").write_text("人工 智能需要治理。\n\n人工智能^①带来风险。\n\n① 见前文。\n", "utf-8")
    run(study)
    found = collect(open_study(study))
    (cleaning,) = section(found, "cleaning").tables
    rules = cleaning.table.values("rule")
    at = rules.index("han_spaces")
    assert cleaning.table.values("does")[at] == "removes blanks between Chinese characters"
    assert places(found, cleaning, "", at)[0] == ("a (raw)", " ")
    number = int(found.lists[cleaning.evidence[""][at]][0, 0])
    assert found.sources[number].sentences[0][1] == "甲, line 1 of the file"


# texts and lists


def test_equal_lists_are_one_and_long_ones_are_cut() -> None:
    texts = Texts()
    long = np.stack([np.zeros(1000, np.int64), np.arange(1000), np.arange(1000) + 1], axis=1)
    first = texts.add(long)
    assert texts.add(long.copy()) == first
    assert texts.add(long[:1]) != first
    assert texts.add(long[:0]) == NONE
    assert texts.counts[first] == 1000
    assert len(texts.lists[first]) == MOST
    assert texts.lists[first][0, 1] == 0
    assert texts.lists[first][-1, 1] == 996


def test_of_a_large_corpus_fewer_places_are_kept(segmented: Call) -> None:
    lines = "\n\n".join(f"第{number} " + "治理" * 500 + " 。" for number in range(1000))  # a million characters
    index = segmented(a=lines)
    texts = Texts()
    bounds = index.bounds["paragraph"]
    first = np.stack([np.zeros(1000, int), index.start[bounds[:-1]], index.start[bounds[:-1]] + 1], axis=1)
    for at in range(10):
        texts.add(first[at * 100 : at * 100 + 100], texts.numbers_of(index))
    texts.add(first[:5], texts.numbers_of(index))
    sources, lists = texts.cut()
    assert sum(len(one.text) for one in sources[0].paragraphs) <= CHARACTERS
    assert not texts.spread
    assert all(len(one) for one in lists)
    assert texts.counts == [100] * 10 + [5]
    starts = [one.start for one in sources[0].paragraphs]
    for one in lists:
        assert set(one[:, 1].tolist()) <= set(starts)


def test_steps_on_other_sources_or_cut_otherwise_keep_their_own_texts(ran: Path) -> None:
    with (ran / "govtext.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[step]]\ncommand = "segment"\nsources = ["b"]\nname = "one"\n')
    run(ran)
    found = collect(open_study(ran))
    assert [source.id for source in found.sources] == ["a", "b"]  # the same text is one source
    (shown,) = section(found, "one").tables
    assert places(found, shown, "", 0) == [("b", "治理 发展 发展 发展 。")]
