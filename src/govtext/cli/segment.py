"""govtext segment"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ..errors import UsageProblem
from ..output.save import save
from ..output.segmented import segmented
from ..study import Study, spare
from ..table import Tables
from ..tokens.tags import dictionary_tags
from . import App, options, present

TEXTS = ("txt", "conll", "jsonl")
TABLES = tuple(form for form in options.FORMATS if form not in TEXTS)


@click.command("segment", short_help="Segment the sources.")
@options.sources
@click.option(
    "--pos", is_flag=True, help="Put each word's part of speech after it (word/tag, from jieba's dictionary)."
)
@click.option("--explain", metavar="STRING", help="Show every way the corpus cuts a string, why, and what changes it.")
@click.option("--changes", is_flag=True, help="List what the word list changes.")
@options.by
@options.features
@options.cutting
@click.option(
    "--format",
    "form",
    envvar="GOVTEXT_FORMAT",
    type=click.Choice((*TEXTS, *TABLES)),
    callback=options.no_workbook_on_terminal,
    help="txt, conll, jsonl: the segmented text (txt in a pipe); else the table of counts (default on a terminal).",
)
@options.output
@options.no_save
@options.lang
@options.drawing
@click.pass_obj
def command(
    app: App, /, sources: tuple[str, ...], pos: bool, explain: str | None, changes: bool, **chosen: Any
) -> None:
    """Segment the sources: words parted by spaces, one paragraph a line; and count them.

    The segmented texts are written beside the table, one file a source; `--engine whitespace` reads them again without
    change. Columns: source, characters, tokens, types, sentences, paragraphs, sections.

    --explain: cut, count, range, opens, closes, decided_by, term, change, context_1 to context_3.
    --changes: before, after, count, range, context_1 to context_3.
    """
    study = app.study(needed=not sources)
    if explain is not None or changes:
        _look(app, study, sources, explain, changes, chosen)
        return
    form = chosen["form"]
    written = form if form in TEXTS else "txt"
    done, form, lang = present.carry_out(app, study, "segment", sources, chosen, pos, written)
    if form in TEXTS or (form is None and not present.on_terminal(sys.stdout)):
        tags = dictionary_tags(done.index) if pos else None
        for place in range(len(done.index.sources)):
            for line in segmented(done.index, place, written, tags):
                click.echo(line)
    else:
        present.print_table(app, done.tables.main, form, lang)
    present.tell_files(app, done.files)


def _look(
    app: App, study: Study, sources: tuple[str, ...], string: str | None, changes: bool, chosen: dict[str, Any]
) -> None:
    """Show how a string is cut, or what the word list changes."""
    from ..analyses.changes import changes as changes_of
    from ..analyses.explain import explain

    if string is not None and changes:
        raise UsageProblem("--explain and --changes are two questions", remedy="ask one at a time")
    form, lang = chosen["form"], chosen["lang"] or study.lang
    place = present.place_of(study, "segment", sources, chosen["folder"], chosen["no_save"])
    if form in ("txt", "conll"):  # for segmented text, and perhaps set for the whole shell
        form = None
    how = {key: chosen[key] for key in ("engine", "without", "mixed")}
    with present.progress_bar(app, study):
        index = study.index(sources, lexicon=chosen["lexicon"], features="words", **how)
        if string is not None:
            tables = explain(index, string)
        else:
            tables = changes_of(index, study.index(sources, lexicon="none", features="words", **how))
    present.take_look(study, chosen)  # a wrong one is told; these tables have no charts
    files = _saved(study, place, tables, lang)
    present.print_table(app, tables.main, form, lang)
    present.tell_files(app, files)


def _saved(study: Study, place: Path | None, tables: Tables, lang: str) -> list[Path]:
    if place is None:
        return []
    name = tables.main.name
    spare(study.root, study.sources, [place / f"{name}.csv", place / f"{name}.md"], "choose another folder with -o")
    return save(name, tables, place, lang)
