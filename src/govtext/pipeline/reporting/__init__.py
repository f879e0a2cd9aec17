"""The data of a report: the steps of a study as its lock describes them, with the places behind every number."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from ... import figures
from ...api import ANALYSES, analyse
from ...errors import UsageProblem
from ...figures.look import Look
from ...files import write_atomic
from ...output.report.model import Report, Section
from ...study import Study
from ...table import Table, Tables, Text, columns_of
from ...tokens.index import TokenIndex
from ..inputs import relative
from ..step import Step, usual_name
from ..targets import check_targets
from ..tasks import portable, task
from ..values import look_for
from .corpus import cleaning_section, sources_section
from .showing import shown
from .standing import Standing, check_tables, standing
from .texts import Texts
from .titles import TITLES

ELSEWHERE = "name another file with -o"
MARK = "· govtext</p>".encode()  # every page of a report has it in its header
PAGES = {"en": "report.html", "zh": "report.zh-CN.html"}


def collect(study: Study, lang: str = "en", *, folder: Path | None = None, before: bool = False) -> Report:
    """Return what a report of a study shows.

    Every step of the lock is done again from the caches, and its tables must be those that are recorded.

    Args:
        study: an open study.
        lang: `en` or `zh`.
        folder: where the page will stand, for its links; None is outputs/.
        before: show only the steps before the first that is a report itself.

    Raises:
        UsageProblem: the files are no study.
        GovtextError: there is no lock, or what it describes is not what would be made now.
    """
    quiet, texts = replace(study, warn=lambda message: None), Texts()
    there = standing(study, before)
    lock, names = there.lock, [source["id"] for source in there.lock["sources"]]
    sections = [sources_section(quiet, names, lang, texts), cleaning_section(quiet, lock, lang, texts)]
    seen_from = relative(there.outputs, folder) if folder is not None else "."
    for step, entry in there.steps:
        sections.append(_step(quiet, step, entry, lang, texts, there, seen_from))
    sections += [_methods(lock, lang), _record(lock)]
    sources, lists = texts.cut()
    return Report(lock["study"]["title"], lang, sections, sources, lists, texts.counts, texts.spread)


def report(study: Study, *, lang: str = "en") -> Tables:
    """Make the page of a study's report; for a [[step]], which shows the steps before it.

    Args:
        study: an open study.
        lang: `en` or `zh`.

    Returns:
        `report`: section, title, tables, rows, charts, numbers (cells that open places); the page is among the files.
    """
    outputs = study.outputs
    found = collect(study, lang, folder=None if outputs is None else outputs / "report", before=True)
    return Tables(summary(found), files={PAGES[lang]: partial(_page, found)})


def summary(found: Report) -> Table:
    """Return what a report holds: section, title, tables, rows, charts, numbers that open places."""
    rows = []
    for section in found.sections:
        opening = sum(_opening(one) for one in section.tables)
        size = sum(len(one.table) for one in section.tables)
        rows.append(
            (section.name, section.title.get(found.lang), len(section.tables), size, len(section.charts), opening)
        )
    columns = columns_of(("section", "title", "tables", "rows", "charts", "numbers"), rows)
    note = Text(
        f"{len(found.lists):,} lists of places, {sum(found.counts):,} places.",
        f"原文出处 {len(found.lists):,} 组，共 {sum(found.counts):,} 处。",
    )
    return Table("report", Text("What the report holds", "报告内容"), columns, [note], {}, LABELS, top=0)


LABELS = {
    "rows": Text("rows", "行"),
    "tables": Text("tables", "表"),
    "charts": Text("charts", "图"),
    "numbers": Text("numbers that open", "可展开"),
}


def _opening(one: Any) -> int:
    """Return how many numbers of a table open places."""
    numbers = [key for key in one.table.columns if not any(isinstance(value, str) for value in one.table.values(key))]
    lists = [one.evidence.get(key, one.evidence.get("", [])) for key in numbers]
    return sum(number >= 0 for each in lists for number in each)


def write(study: Study, lang: str = "en", path: Path | None = None) -> tuple[Path, Table]:
    """Write the page of a study's report.

    Args:
        study: an open study.
        lang: `en` or `zh`.
        path: the file; None is outputs/report.html, in Chinese outputs/report.zh-CN.html.

    Returns:
        The file, and what the report holds; see `summary`.

    Raises:
        UsageProblem: the page would overwrite something that is no report.
        GovtextError: as of `collect`; a folder stands where the page is to be written.
    """
    outputs = study.outputs
    target = path or (outputs or Path()) / PAGES[lang]
    check_targets(study, study.sources, [target], remedy=ELSEWHERE)
    if target.exists() and MARK not in target.read_bytes():
        what = "this is no report of govtext, and the page would overwrite it"
        raise UsageProblem(what, where=target, remedy=ELSEWHERE)
    found = collect(study, lang, folder=target.absolute().parent)
    write_atomic(target, _page(found))
    return target, summary(found)


def _page(found: Report) -> bytes:
    from ...output.report import page

    return page(found).encode()


def _step(
    study: Study, step: Step, entry: dict[str, Any], lang: str, texts: Texts, there: Standing, seen_from: str
) -> Section:
    """Return the section of a step: the tables of its page, and its charts drawn anew."""
    index, tables = _made(study, step)
    check_tables(tables, entry, there.outputs)
    found = []
    for name, table in tables.items():
        if table.on_page:
            file = entry["tables"][name]["file"]
            file = file if seen_from == "." else f"{seen_from}/{file}"
            found.append(shown(table, file, lang, texts, index))
    title = TITLES.get(step.command, Text(step.command, step.command))
    if step.name != usual_name(step.command, step.options):
        title = Text(f"{title.en} ({step.name})", f"{title.zh}（{step.name}）")
    look = look_for(study, step.showing)
    return Section(step.name, title, entry["command_line"], found, _charts(step.command, tables, lang, look))


def _made(study: Study, step: Step) -> tuple[TokenIndex | None, Tables]:
    """Do a step again, and write nothing."""
    if step.command in ANALYSES:
        return analyse(step.command, study, sources=step.sources, **step.options)
    done = task(step.command, study, step.options, sources=step.sources, lang=step.lang)
    return None, done.tables.with_tables(portable(table, study) for table in done.tables.values())


def _charts(command: str, tables: Tables, lang: str, look: Look) -> list[tuple[str, Text, str]]:
    """Return the charts of a command as SVG whose text is text; the page words what they show."""
    if not figures.charts(command):
        return []
    from ...figures.canvas import svg_text

    look = replace(look, column="two", font=None)
    drawn = figures.draw(command, tables, lang, look)
    return [(name, Text("", ""), svg_text(figure, look)) for name, figure in drawn.items()]


def _methods(lock: dict[str, Any], lang: str) -> Section:
    from ...output.methods import methods

    return Section("methods", Text("Methods", "方法"), markdown=methods(lock, lang))


def _record(lock: dict[str, Any]) -> Section:
    """Return what the report was made of: command lines, inputs, versions."""
    from .recorded import record_section

    return record_section(lock)
