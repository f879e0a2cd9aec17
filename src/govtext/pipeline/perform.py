"""One analysis from the study to its files: what a command does, and what a step of `govtext run` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ..api import FRAMING, analyse, file_options, named_files
from ..errors import GovtextError, UsageProblem
from ..figures.fonts import check_font
from ..figures.look import Look
from ..files import identity, write_atomic
from ..output.formats import csv_file
from ..output.save import file_names, outdated, save
from ..output.segmented import Tags, segmented
from ..study import Study, spare
from ..study.accepting import unheeded
from ..study.codebooks import codebook_files
from ..table import Tables
from ..tokens.index import TokenIndex
from ..tokens.stopwords import named_lists
from ..tokens.tags import dictionary_tags
from .sheets import SHEET, may_be_replaced
from .targets import check_targets

MOST_NAMED = 3
# Behind the name of the folder: what an option makes of a command stands beside its tables, not in their place.
APART = {"apply": "-applied", "for_coding": "-coding", "mutual": "-mutual"}
MODEL = "model.npz"
SHEETS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class Performed:
    """The tables of an analysis, the index it ran on, the files it wrote, and those it read beside the sources."""

    index: TokenIndex
    tables: Tables
    files: list[Path]
    read: list[Path] = field(default_factory=list)


def perform(
    command: str,
    study: Study,
    options: dict[str, Any],
    *,
    sources: Sequence[str] = (),
    folder: Path | None = None,
    lang: str = "en",
    pos: bool = False,
    form: str = "txt",
    redraw: bool = False,
    look: Look | None = None,
) -> Performed:
    """Run an analysis and, where a folder is given, write its tables and charts there.

    Args:
        command: `freq`, `compare` …
        study: an open study, or files.
        options: the analysis's options, `engine` and `stopwords` among them; None stands for a default.
        sources: ids or files; all where none is named.
        folder: where to write; None writes nothing.
        lang: language of charts and pages.
        pos: `segment` only: write parts of speech into the segmented texts.
        form: `segment` only: their format, txt, conll or jsonl.
        redraw: draw charts anew even where they are up to date.
        look: of the charts; None takes the settings of the study.
    """
    look = look or study.look
    font = check_font(look.font) if folder is not None else None
    if folder is not None and options.get("apply"):
        _not_beside_a_model(folder, named_files(study, options["apply"]))
    index, tables = analyse(command, study, sources=sources, **options)
    read, lists = [*study.sources, *index.sources], lists_of(command, study, index, options)
    lists += [font.absolute()] if font else []
    to_code = Path(options["annotate"]) if options.get("annotate") else None
    if to_code and to_code.suffix.lower() not in SHEETS:
        what = f"a sheet is a table in text, not {to_code.suffix or 'without an ending'}"
        raise UsageProblem(what, where=to_code, remedy="name it .csv, which a spreadsheet opens and saves")
    if to_code and not to_code.exists():
        spare(study.root, read, [to_code], "name another file with --annotate", lists)
    if folder is None:
        return Performed(index, tables, write_sheet(tables, to_code))
    tags = dictionary_tags(index) if pos else None
    beside = _beside(command, index, tables, folder, form, lang, tags)
    targets = [*(folder / name for name in file_names(command, tables, look)), *beside]
    targets += outdated(command, tables, folder, [path.name for path in beside], look)
    own = [*targets, folder / "codes.csv"]  # when the sheet comes back
    if to_code and any(identity(to_code) & identity(target) for target in own):
        what = "the command writes a table of its own here"
        raise UsageProblem(what, where=to_code, remedy="name another file with --annotate")
    check_targets(study, read, targets, lists)
    if options.get("for_coding") and not may_be_replaced(folder / SHEET):
        what = "is no sheet as it was drawn; it may hold codes that a person has given"
        raise GovtextError(what, where=folder / SHEET, remedy="rename the file, or choose another folder with -o")
    if command == "terms" and (marked := unheeded(study, folder / "terms.csv")):
        shown = ", ".join(marked[:MOST_NAMED]) + " …" * (len(marked) > MOST_NAMED)
        what = f"holds marks that were not taken over yet ({shown})"
        raise GovtextError(what, where=folder / "terms.csv", remedy="govtext terms --accept FILE, or rename the file")
    files = save(command, tables, folder, lang, redraw, study.warn, [path.name for path in beside], look)
    for path, content in beside.items():
        write_atomic(path, content())
    return Performed(index, tables, sorted([*files, *beside, *write_sheet(tables, to_code)]), lists)


def folder_name(command: str, options: Mapping[str, Any]) -> str:
    """Return the name of the folder that a command writes to where nobody names one."""
    return command + "".join(ending for option, ending in APART.items() if options.get(option))


def _not_beside_a_model(folder: Path, models: Sequence[Path]) -> None:
    """Refuse to write the tables of a model that is applied where those of a model that was fitted stand.

    Raises:
        UsageProblem: the folder holds the model that is applied, or another.
    """
    own = [path for path in models if path.parent.resolve() == folder.resolve()]
    there = next((path for path in [folder / MODEL, *own] if path.is_file()), None)
    if there is not None:
        what = "a model stands in this folder, and the tables of --apply would replace its own"
        remedy = "choose another folder with -o (in a step: another name)"
        raise UsageProblem(what, where=there, remedy=remedy)


def _beside(
    command: str, index: TokenIndex, tables: Tables, folder: Path, form: str, lang: str, tags: Tags | None
) -> dict[Path, Callable[[], str | bytes]]:
    """Return the files that stand beside the tables, each with what makes its content."""
    if command == "segment":
        sources = enumerate(index.sources)
        return {folder / f"{source.id}.{form}": partial(_text, index, place, form, tags) for place, source in sources}
    beside: dict[Path, Callable[[], str | bytes]]
    beside = {folder / name: content for name, content in tables.files.items()}
    if "edges" in tables:
        from ..output.graph import graphml

        beside[folder / f"{command}.graphml"] = partial(graphml, tables["edges"])
    if command == "topics":
        from ..output.topic_map import has_map, topic_map

        beside |= {folder / "topic_map.html": partial(topic_map, tables, lang)} if has_map(tables) else {}
    return beside


def write_sheet(tables: Tables, path: Path | None) -> list[Path]:
    """Write the sheet in which the hits of a concordance are coded, unless it is there already; return what was."""
    if path is None or path.exists():
        return []
    from ..analyses.concordance.annotations import sheet

    write_atomic(path, csv_file(sheet(tables["kwic"])))
    return [path]


def lists_of(command: str, study: Study, index: TokenIndex, options: dict[str, Any]) -> list[Path]:
    """Return the files that an analysis reads beside the sources: lexicons, stop lists, codebooks, lists of words."""
    names = study.stopwords_named(options.get("stopwords"))
    stop = named_lists([name.strip() for name in names.split(",")], study.stopwords_folder)
    framing = framing_files(study, options.get("codebook")) if command in FRAMING else []
    named = files_named(command, study, options)
    return [*index.lexicon.files, *(one.path for one in stop if one.path), *framing, *named]


def framing_files(study: Study, names: str | None) -> list[Path]:
    """Return the study's own files that the framing commands read: codebooks, names of actors and instruments."""
    own = [study.root / "lexicon" / name for name in ("actors.tsv", "instruments.tsv")] if study.root else []
    return [path.absolute() for path in (*codebook_files(study, names), *own) if path.is_file()]


def files_named(command: str, study: Study, options: dict[str, Any]) -> list[Path]:
    """Return the files that the options of an analysis name."""
    return [path.absolute() for name in file_options(command) for path in named_files(study, options.get(name) or ())]


def _text(index: TokenIndex, place: int, form: str, tags: Tags | None) -> str:
    return "".join(f"{line}\n" for line in segmented(index, place, form, tags))
