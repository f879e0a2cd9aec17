"""The report: one page in which every number opens its evidence, without a network."""

from __future__ import annotations

import base64
import hashlib

from ...analyses.tracing import is_command
from ...files import DATA
from ...table import Text
from ..audit_page.wording import plain
from .cells import isolated, marked
from .drawing import Drawing
from .evidence import as_json, coded, texts
from .model import Report, Section
from .prose import prose
from .tables import TableMaker
from .told import told
from .words import IN_SCRIPT, WORDS

LANGUAGES = {"en": "en", "zh": "zh-Hans"}


def page(report: Report) -> str:
    """Return a report as an HTML page.

    The page stands alone: no other file is asked for, and its policy lets in nothing but its own style and script.
    What came from a text is in it as data that the script sets as text, or escaped. Without the script tables, charts
    and notes are there; numbers open nothing.

    Args:
        report: what it shows, in the language it names.

    Example:
        >>> from govtext.output.report.model import Report
        >>> "<h1><bdi>A &lt;study&gt;</bdi></h1>" in page(Report("A <study>", "en", []))
        True
    """
    lists, numbers = coded(report)
    lang = "zh" if report.lang == "zh" else "en"
    empty = frozenset(at for at, places in enumerate(lists) if not places)
    maker, drawing = TableMaker(lang, numbers, empty), Drawing()
    sections = [_section(section, number, maker, drawing) for number, section in enumerate(report.sections, 1)]
    counts = dict(zip(numbers, report.counts, strict=False))
    said = {key: WORDS[key].get(lang) for key in IN_SCRIPT}
    said["of_places"] = WORDS["of_places" if report.spread else "of_shared"].get(lang)
    data = as_json(
        {
            "say": said,
            "sources": texts(report),
            "lists": lists,
            "counts": [counts.get(number, 0) for number in range(len(lists))],
            "tables": maker.for_script,
        }
    )
    script, style = _data("script.js"), f"\n{drawing.colours.style()}{_data('style.css')}"
    return (
        f'{_head(report, lang, script, style)}<body>\n{_top(report, lang)}<main id="main" tabindex="-1">\n'
        f"{''.join(sections)}</main>\n</div>\n"
        f'<script type="application/json" id="data">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )


def _data(name: str) -> str:
    return (DATA / "report" / name).read_text("utf-8")


def _sum(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _head(report: Report, lang: str, script: str, style: str) -> str:
    """Return all up to the body, with the policy that lets in this style and this script and nothing else."""
    policy = (
        f"default-src 'none'; script-src 'sha256-{_sum(script)}'; style-src 'sha256-{_sum(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGES[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{plain(report.title)} · {WORDS['report'].get(lang)}</title>\n<style>{style}</style>\n</head>\n"
    )


def _top(report: Report, lang: str) -> str:
    """Return the skip link, the header and the contents."""
    say = {key: text.get(lang) for key, text in WORDS.items()}
    links = "".join(
        f'<li><a href="#s{number}">{marked(section.title.get(lang), lang)}</a></li>\n'
        for number, section in enumerate(report.sections, 1)
    )
    return (
        f'<a class="skip" href="#main">{say["skip"]}</a>\n<header>\n'
        f'<div class="title"><p class="kind">{say["report"]} · govtext</p>\n'
        f"<h1>{isolated(report.title, lang)}</h1></div>\n"
        f'<button type="button" id="scheme">{say["dark"]}</button>\n'
        f'<noscript><p class="alone">{say["no_script"]}</p></noscript>\n'
        f'<p class="how">{say["how"]}</p>\n<p class="how">{say["keys"]}</p>\n</header>\n<div class="page">\n'
        f'<nav aria-label="{say["contents"]}">\n<ol>\n{links}</ol>\n</nav>\n'
    )


def _section(section: Section, number: int, maker: TableMaker, drawing: Drawing) -> str:
    """Return a section: prose, tables each with the chart of its name, other charts, and the notes all tables share."""
    lang, title = maker.lang, section.title.get(maker.lang)
    shared = _shared(section)
    parts = [f'<section id="s{number}" aria-labelledby="h{number}">\n<h2 id="h{number}">{marked(title, lang)}</h2>\n']
    if section.command_line:
        said = f"<span>{maker.say('command')}</span> <code>{marked(section.command_line, lang)}</code>"
        parts.append(f'<p class="command">{said}</p>\n')
    parts.append(prose(_without_title(section.markdown, title), lang) if section.markdown else "")
    first = len(maker.for_script)
    names = {shown.table.name: first + at for at, shown in enumerate(section.tables)}
    charts = {chart[0]: _chart(chart, section, names, maker, drawing) for chart in section.charts}
    for shown in section.tables:
        own = [note for note in shown.table.notes if note not in shared and not is_command(note)]
        parts += [maker.table(shown, own), charts.pop(shown.table.name, "")]
    parts += [*charts.values(), _notes([*section.notes, *shared], maker, folded=bool(section.tables)), "</section>\n"]
    return "".join(parts)


def _without_title(markdown: str, title: str) -> str:
    """Return Markdown without a first heading that says what the section's says."""
    first, _, rest = markdown.lstrip().partition("\n")
    return rest if first.lstrip("# ").strip() == title.strip() else markdown


def _shared(section: Section) -> list[Text]:
    """Return the notes that all tables of a section share, said once at its end."""
    tables = [shown.table for shown in section.tables]
    if len(tables) < 2:
        return []
    return [note for note in tables[0].notes if not is_command(note) and all(note in one.notes for one in tables)]


def _chart(
    chart: tuple[str, Text, str], section: Section, names: dict[str, int], maker: TableMaker, drawing: Drawing
) -> str:
    name, given, source = chart
    title, description = told(name, given, source, section.tables, maker.lang)
    drawn = drawing.inline(source, title, description, LANGUAGES[maker.lang])
    if not drawn:
        return ""
    target = names.get(name, min(names.values(), default=None))
    link = f' · <a href="#t{target}">{maker.say("chart_table")}</a>' if target is not None else ""
    return (
        f'<figure class="chart">\n<div class="scroll" role="group" tabindex="0" '
        f'aria-label="{plain(maker.say("chart_scrolls", title))}">{drawn}</div>\n'
        f"<figcaption>{marked(title, maker.lang)}{link}</figcaption>\n</figure>\n"
    )


def _notes(notes: list[Text], maker: TableMaker, folded: bool) -> str:
    items = "".join(f"<li>{marked(note.get(maker.lang), maker.lang)}</li>\n" for note in notes)
    if not items:
        return ""
    listed = f'<ul class="notes">\n{items}</ul>\n'
    return f"<details><summary>{maker.say('notes')}</summary>\n{listed}</details>\n" if folded else listed
