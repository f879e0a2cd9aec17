"""Options that several commands share: one name, one meaning, one order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from ..errors import UsageProblem
from ..figures.look import COLUMN_MM, PALETTES

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "latex", "html", "xlsx")
ENGINES = ("jieba", "jieba-python", "whitespace", "character")


class Listed(click.Option):
    """An option that takes names parted by commas; given again it adds to what was given before."""

    def __init__(self, *names: Any, **settings: Any) -> None:
        super().__init__(*names, **settings | {"multiple": True})

    def value_from_envvar(self, ctx: click.Context) -> tuple[str, ...] | None:
        """Return what the environment holds as one value: blanks part nothing."""
        found = self.resolve_envvar_value(ctx)
        return None if found is None else (found,)

    def process_value(self, ctx: click.Context, value: Any) -> str | None:
        """Return all that was given, parted by commas; None where nothing was."""
        given = super().process_value(ctx, value)
        return ",".join(given) if given else None


def no_workbook_on_terminal(context: click.Context, option: click.Parameter, form: str | None) -> str | None:
    """Refuse to write a workbook to a terminal, before any work is done."""
    if form == "xlsx" and sys.stdout is not None and sys.stdout.isatty():
        what = "--format xlsx makes a workbook, which a terminal cannot show"
        raise UsageProblem(what, remedy=f"send it into a file: {context.command_path} … --format xlsx > table.xlsx")
    return form


sources = click.argument("sources", nargs=-1, metavar="[SOURCE|FILE]...")
engine = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    envvar="GOVTEXT_ENGINE",
    help="Segmentation (default: jieba; whitespace takes segmented text as it is).",
)
without = click.option(
    "--without",
    cls=Listed,
    metavar="RULE",
    envvar="GOVTEXT_WITHOUT",
    help="Cleaning rules that are not to run, comma-separated (see docs: cleaning).",
)
lexicon = click.option(
    "--lexicon",
    cls=Listed,
    metavar="LIST",
    envvar="GOVTEXT_LEXICON",
    help="Lexicons, comma-separated: govtext, study, none, a folder or a file (default: govtext,study).",
)
features = click.option(
    "--features",
    type=click.Choice(("words", "terms", "all", "merged")),
    envvar="GOVTEXT_FEATURES",
    help="What is counted: words, the lexicon's terms, both, or terms in the place of their words (default: words).",
)
mixed = click.option(
    "--mixed",
    type=click.Choice(("whole", "parts")),
    envvar="GOVTEXT_MIXED",
    help="GPT-4 and ISO/IEC as one token, or in parts as jieba cuts them (default: whole).",
)
gloss = click.option(
    "--gloss", is_flag=True, default=None, help="Add the English of words and terms to tables and charts."
)
stopwords = click.option(
    "--stopwords",
    cls=Listed,
    metavar="LIST",
    envvar="GOVTEXT_STOPWORDS",
    help="Stop lists, comma-separated: govtext, modals, protected, one group (govtext:particles), stopwordsiso, study, "
    "none, a name or a file.",
)
by = click.option(
    "--by",
    metavar="FIELD",
    help="Group by source, chapter, section, author, paragraph, sentence or a metadata field (year, genre …).",
)
min_count = click.option("--min-count", type=int, envvar="GOVTEXT_MIN_COUNT", help="Least count of a word.")
min_range = click.option(
    "--min-range", type=int, envvar="GOVTEXT_MIN_RANGE", help="Least number of sources that have it (default: 1)."
)
unit = click.option(
    "--unit",
    type=click.Choice(("document", "section", "paragraph", "sentence")),
    help="What range and dispersion are counted over (default: document, that is sources).",
)
evidence = click.option(
    "--evidence",
    type=int,
    metavar="N",
    help="Also write the N most telling sentences of each row shown into evidence.csv.",
)
top = click.option(
    "--top",
    type=int,
    envvar="GOVTEXT_TOP",
    help="Rows of each list; 0 gives all. The files of the analyses of words hold all rows anyway, but keywords.",
)
seed = click.option(
    "--seed", type=int, envvar="GOVTEXT_SEED", help="Seed of everything drawn at random (default: the study's, else 1)."
)
form = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    callback=no_workbook_on_terminal,
    envvar="GOVTEXT_FORMAT",
    help="What goes to standard output (default: table on a terminal, csv in a pipe).",
)
output = click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Write tables and charts here (default: outputs/<command>/ of the study).",
)
no_save = click.option("--no-save", is_flag=True, help="Write no files.")
lang = click.option(
    "--lang",
    type=click.Choice(("en", "zh")),
    envvar="GOVTEXT_LANG",
    help="Wording of tables and charts (default: the study's, else en).",
)


charts = click.option(
    "--charts",
    cls=Listed,
    metavar="FORMAT",
    envvar="GOVTEXT_CHARTS",
    help="Formats of charts, comma-separated: png, svg, pdf; none draws none (default: png,svg).",
)
column = click.option(
    "--column",
    type=click.Choice(tuple(COLUMN_MM)),
    envvar="GOVTEXT_COLUMN",
    help="Width of charts: one column of a journal, 84 mm, or two, 174 mm (default: two).",
)
palette = click.option(
    "--palette",
    type=click.Choice(PALETTES),
    envvar="GOVTEXT_PALETTE",
    help="Charts in colour, or in greys for print without colours (default: colour).",
)
font = click.option(
    "--font",
    metavar="FONT",
    envvar="GOVTEXT_FONT",
    help="Font of charts, a file or an installed family (default: the shipped one, which has Chinese).",
)


def options(*chosen: Decorator) -> Decorator:
    """Bundle decorators, in the order in which help lists them."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for one in reversed(chosen):
            function = one(function)
        return function

    return decorate


drawing = options(charts, column, palette, font)
presentation = options(form, output, no_save, lang, drawing)
cutting = options(engine, without, lexicon, mixed)
whole = click.option(
    "--stopwords",
    cls=Listed,
    metavar="LIST",
    envvar="GOVTEXT_STOPWORDS",
    help="Taken as by other commands; a concordance leaves nothing out.",
)
finding = options(features, engine, without, lexicon, mixed, whole)
segmentation = options(features, gloss, engine, without, lexicon, mixed, stopwords)
