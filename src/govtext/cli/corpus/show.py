"""govtext corpus show"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from ...errors import UsageProblem
from ...pipeline.tasks import task
from ...pipeline.tasks.corpus import document_of
from ...sources.document import Document
from ...sources.tables import PARTS
from .. import App, options, present, visible

CHOICES = ("body", *PARTS, "tables")


@click.command("show")
@click.argument("source", metavar="SOURCE|FILE")
@click.option("--part", type=click.Choice(CHOICES), default="body", help="What to show (default: body).")
@options.without
@options.form
@options.lang
@click.pass_obj
def command(app: App, /, source: str, part: str, without: str | None, form: str | None, lang: str | None) -> None:
    """Show a source as it was read: its clean text, its structure, or what cleaning did.

    The text is paged on a terminal, with its headings set out. --part sections gives the headings, paragraphs each
    paragraph with its place in the file (and page), notes the notes with the place of their marks, tables the tables,
    apart all text kept apart, removed every span with its rule, rules the rules with their counts.
    """
    study = app.study(needed=False)
    if part == "body":
        _show_body(document_of(study, source, without))
        return
    done = task("corpus show", study, {"source": source, "part": part, "without": without})
    if form == "xlsx" and len(done.tables) > 1:
        what = f"--part {part} makes {len(done.tables)} tables, and a workbook holds one"
        raise UsageProblem(what, remedy="take --format csv")
    for number, table in enumerate(done.tables.values()):
        if number:
            click.echo()
        present.print_table(app, table, form, lang or study.lang)


def _show_body(document: Document) -> None:
    """Write the clean text; on a terminal a page at a time, headings indented by level and in bold."""
    if present.on_terminal(sys.stdout):
        click.echo_via_pager(_with_structure(document))
    else:
        click.echo("\n\n".join(document.text[start:end] for start, end in document.paragraphs))


def _with_structure(document: Document) -> Iterator[str]:
    titles = {section.paragraph for section in document.sections if section.kind == "title"}
    authors = {section.paragraph: section.authors for section in document.sections}
    for number, (start, end) in enumerate(document.paragraphs):
        level, words = document.headings[number], visible(document.text[start:end])  # a pager lets escapes pass
        if level or number in titles:
            named = visible(f"  [{'、'.join(authors[number])}]") if authors.get(number) else ""
            yield "  " * max(0, level - 1) + click.style(words, bold=True, underline=level < 2) + named + "\n\n"
        else:
            yield words + "\n\n"
