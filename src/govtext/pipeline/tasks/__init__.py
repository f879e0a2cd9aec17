"""Commands beside the analyses that make results: the same functions for the command line, Python and a [[step]]."""

from __future__ import annotations

import difflib
import inspect
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from ...errors import GovtextError, UsageProblem
from ...figures.fonts import check_font
from ...figures.look import Look
from ...files import DATA, identity, write_atomic
from ...output.save import file_names, outdated, save
from ...sources.source import Source
from ...study import Study
from ...table import Table, Tables
from ..targets import ELSEWHERE, check_targets
from .reading import files_of, sources_of

__all__ = [
    "ARGUMENTS",
    "NO_STEPS",
    "SOURCE_OPTION",
    "TASKS",
    "Done",
    "check_task",
    "failure_of",
    "files_of",
    "folder_of",
    "options_of",
    "portable",
    "sources_of",
    "task",
]

WHERE = {
    "corpus list": (".corpus", "corpus_list"),
    "corpus audit": (".corpus", "corpus_audit"),
    "corpus duplicates": (".corpus", "corpus_duplicates"),
    "corpus show": (".corpus", "corpus_show"),
    "stopwords show": (".stop_lists", "stopwords_show"),
    "stopwords diff": (".stop_lists", "stopwords_diff"),
    "codebook list": (".codebooks", "codebook_list"),
    "codebook show": (".codebooks", "codebook_show"),
    "codebook lint": (".codebooks", "codebook_lint"),
    "codebook test": (".codebooks", "codebook_test"),
    "agree": ("..agreement", "agreement"),
    "report": ("..reporting", "report"),
}
FAILURES = {
    "corpus audit": (".corpus", "not_accounted_for"),
    "codebook lint": (".codebooks", "has_errors"),
    "codebook test": (".codebooks", "have_failed"),
}  # what the results themselves say of whether all is well
NO_STEPS = {
    "init": "it makes a study",
    "corpus add": "it changes the study",
    "corpus remove": "it changes the study",
    "corpus split": "it changes the study",
    "topics label": "it changes the study",
    "topics intrusion": "a reader answers it",
    "codebook import": "it changes the study",
    "codebook export": "it writes for another program, into a file that must not be there yet",
    "codebook new": "it changes the study",
    "run": "it runs the steps",
    "verify": "it looks at what the steps have written",
    "completion": "it is for the shell",
}
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "corpus show": ("source",),
    "stopwords show": ("lists",),
    "stopwords diff": ("first", "second"),
    "codebook show": ("codebook", "code"),
    "codebook lint": ("codebook",),
    "codebook test": ("codebook",),
    "agree": ("files",),
}  # options that have no name on the command line: they stand there in this order, before the sources
SOURCE_OPTION = {"agree": "--source"}  # where sources do not stand last on the command line, but each behind a name
HANDED = ("study", "sources", "lang", "return")  # what is no key of a step's own
STUDYS = ("engine", "without", "lexicon", "mixed")  # what the study says where nobody else does


class Tasks(Mapping[str, Callable[..., Tables]]):
    """Command → its function; a function is loaded when it is asked for."""

    def __getitem__(self, command: str) -> Callable[..., Tables]:
        return _loaded(*WHERE[command])

    def __iter__(self) -> Iterator[str]:
        return iter(WHERE)

    def __len__(self) -> int:
        return len(WHERE)


TASKS = Tasks()


@dataclass(frozen=True)
class Done:
    """The tables of a task, the sources it read, the files it wrote, and those it read beside the sources."""

    tables: Tables
    sources: list[Source]
    files: list[Path] = field(default_factory=list)
    read: list[Path] = field(default_factory=list)


def _loaded(module: str, name: str) -> Any:
    return getattr(import_module(module, __name__), name)


def options_of(command: str) -> dict[str, Any]:
    """Return the options that a step of a command may have, with their types; `sources` is a key of every step."""
    return {name: kind for name, kind in typing.get_type_hints(TASKS[command]).items() if name not in HANDED}


def folder_of(command: str) -> str:
    """Return the name of the folder that a task writes to where nobody names one, and of its page."""
    return command.replace(" ", "-")


def check_task(command: str, study: Study, options: Mapping[str, Any], sources: Sequence[str] = ()) -> None:
    """Refuse before anything runs what a task would be refused for.

    Raises:
        UsageProblem: an option is unknown or missing, or the command takes no sources.
        GovtextError: a file that it reads is not there.
    """
    known = options_of(command)
    for name in options:
        if name not in known:
            near = difflib.get_close_matches(name, list(known), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known) or 'none'}"
            raise UsageProblem(f"{command} has no option {name!r}", remedy=hint)
    parameters = inspect.signature(TASKS[command]).parameters
    for name in known:
        if parameters[name].default is inspect.Parameter.empty and not options.get(name):
            raise UsageProblem(f"{command} has no {name}", remedy=f"name it: {name} = …")
    if sources and "sources" not in parameters:
        raise UsageProblem(f"{command} takes no sources", remedy="leave sources out")
    if "source" in options:
        study.choose_one(options["source"])
    page = options.get("html")
    if page is not None and (Path(page).name != page or Path(page).suffix != ".html"):
        what = f"html is {page!r}, and the page stands in the step's own folder"
        raise UsageProblem(what, remedy='name a file: html = "audit.html"')
    for path in files_of(command, study, options):
        if not path.exists():
            raise GovtextError("no such file or folder", where=path, remedy="check the path")


def task(
    command: str,
    study: Study,
    options: Mapping[str, Any],
    *,
    sources: Sequence[str] = (),
    folder: Path | None = None,
    lang: str = "en",
    redraw: bool = False,
    look: Look | None = None,
) -> Done:
    """Do what a command does and, where a folder is given, write its tables there.

    Args:
        command: one of `TASKS`.
        study: an open study, or files.
        options: the command's own; None stands for a default.
        sources: ids or files; all where none is named.
        folder: where to write; None writes nothing.
        lang: of the page and of charts.
        redraw: draw charts anew even where they are up to date.
        look: of the charts; None takes the settings of the study.

    Raises:
        GovtextError: what the function of the command raises; an output would overwrite what is read; the results,
            which are written, are that something is wrong.
    """
    function, given = TASKS[command], {name: value for name, value in options.items() if value is not None}
    asked = inspect.signature(function).parameters
    given |= {"sources": sources} if "sources" in asked or sources else {}
    look = look or study.look
    font = check_font(look.font) if folder is not None else None
    tables = function(study, **given | ({"lang": lang} if "lang" in asked else {}))
    used = sources_of(command, study, given, sources)
    tables = tables.with_tables(_recorded(table, study, asked, given) for table in tables.values())
    if folder is None:
        return Done(tables, used)
    tables = tables.with_tables(portable(table, study) for table in tables.values())
    read, name = files_of(command, study, given), folder_of(command)
    read += [font] if font else []
    beside = {folder / one: content for one, content in tables.files.items()}
    targets = [*(folder / one for one in file_names(name, tables, look)), *beside]
    targets += outdated(name, tables, folder, [path.name for path in beside], look)
    _not_over_a_coder(command, study, given, targets)
    check_targets(study, [*study.sources, *used], targets, read)
    files = save(name, tables, folder, lang, redraw, study.warn, [path.name for path in beside], look)
    for path, content in beside.items():
        write_atomic(path, content())
    if failure := failure_of(command, tables):
        raise type(failure)(failure.what, where=folder / f"{name}.md", remedy=failure.remedy)
    return Done(tables, used, sorted([*files, *beside]), read)


def failure_of(command: str, tables: Tables) -> GovtextError | None:
    """Return the error that results are: a sum of characters that is wrong, a codebook with errors; None for none."""
    failure: GovtextError | None = _loaded(*FAILURES[command])(tables) if command in FAILURES else None
    return failure


def _not_over_a_coder(command: str, study: Study, given: Mapping[str, Any], targets: Sequence[Path]) -> None:
    """Refuse to write over what a coder filled in."""
    if command != "agree":
        return
    from ...api import named_files

    coders = {key for path in named_files(study, given["files"]) for key in identity(path)}
    if own := [target for target in targets if identity(target) & coders]:
        what = "this is a file of a coder, and the output would overwrite it"
        raise UsageProblem(what, where=own[0], remedy=ELSEWHERE)


def _recorded(table: Table, study: Study, asked: Mapping[str, inspect.Parameter], given: Mapping[str, Any]) -> Table:
    """Return a table with the options as resolved."""
    usual = {name: one.default for name, one in asked.items() if name not in HANDED}
    of_study = {name: getattr(study, name) for name in (*STUDYS, "seed") if name in asked and given.get(name) is None}
    chosen = usual | of_study | {name: value for name, value in given.items() if name not in HANDED}
    return replace(table, parameters={name: one for name, one in chosen.items() if one is not None} | table.parameters)


def portable(table: Table, study: Study) -> Table:
    """Return a table with paths that are the same wherever the study stands."""
    if "file" not in table.columns:
        return table
    return replace(table, columns={**table.columns, "file": [_inside(study, path) for path in table.values("file")]})


def _inside(study: Study, path: str) -> str:
    """Return a path as seen from the study's folder, or from govtext's own data."""
    for root in (study.root, DATA):
        if path and root is not None and Path(path).is_relative_to(root):
            return Path(path).relative_to(root).as_posix()
    return path
