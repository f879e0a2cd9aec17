"""The analyses on a study: what the command line, `govtext run` and Python all call."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .analyses.glossing import with_gloss
from .errors import GovtextError, UsageProblem
from .study import Study, open_study, study_of_files
from .table import Tables
from .tokens.contradictions import warn_of_contradictions
from .tokens.index import TokenIndex
from .tokens.stopwords import DEFAULT, DEFAULT_FOR_TOPICS

ANALYSES = ("segment", "terms", "freq", "keywords", "compare", "topics")
STANDARD = tuple(command for command in ANALYSES if command != "terms")  # candidates are for a person to review
WHOLE = ("segment", "terms")  # what no stop list takes anything from
COMPARING = ("keywords", "compare", "topics")  # what near-duplicates would distort
MOST_WARNINGS = 3
SAME = 0.3  # Jaccard from which two texts are versions of one
HANDED = ("stopwords", "progress")  # what an analysis is handed and nobody writes as an option
StudyLike = Study | str | Path | Sequence[str | Path]


def as_study(study: StudyLike) -> Study:
    """Return a Study for one, for its folder, for a file or a table of texts, or for a list of files and folders."""
    if isinstance(study, Study):
        return study
    if not isinstance(study, str | Path):
        return study_of_files(study)
    if not Path(study).exists():
        raise GovtextError("no such file or folder", where=study, remedy="check the path")
    return study_of_files([study]) if Path(study).is_file() else open_study(study)


def analysis(command: str) -> Callable[..., Tables]:
    """Return the analysis function of a command.

    Raises:
        UsageProblem: there is no such command.
    """
    if command not in ANALYSES:
        near = difflib.get_close_matches(command, ANALYSES, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(ANALYSES)}"
        raise UsageProblem(f"no analysis {command!r}", remedy=hint)
    function: Callable[..., Tables] = getattr(import_module(f".analyses.{command}", __package__), command)
    return function


def option_names(command: str) -> dict[str, inspect.Parameter]:
    """Return the options of an analysis by name, as its function declares them."""
    parameters = inspect.signature(analysis(command)).parameters
    return {name: p for name, p in parameters.items() if p.kind is p.KEYWORD_ONLY and name not in HANDED}


def analyse(
    command: str,
    study: StudyLike = ".",
    *,
    sources: str | Sequence[str] = (),
    engine: str | None = None,
    without: str | Sequence[str] | None = None,
    lexicon: str | Sequence[str] | None = None,
    features: str | None = None,
    mixed: str | None = None,
    stopwords: str | Sequence[str] | None = None,
    gloss: bool | None = None,
    **options: Any,
) -> tuple[TokenIndex, Tables]:
    """Run one analysis; also return the index it ran on.

    Args:
        command: `freq`, `compare` …
        study: a Study, its folder, or files.
        sources: ids or files; all where none is named.
        engine: None takes the study's setting, else jieba.
        without: cleaning rules that are not to run; None takes the study's setting.
        lexicon: names of lexicons; None takes the study's setting, else the shipped one and the study's own.
        features: `words`, `terms`, `all` or `merged`; None takes the study's setting, else words.
        mixed: `whole` or `parts`, what becomes of Latin and mixed tokens; None takes the study's setting, else whole.
        stopwords: names of stop lists; None takes the study's setting, else the default.
        gloss: put the English of words and terms into the tables.
        options: the analysis's own; None stands for its default.

    Raises:
        UsageProblem: an unknown option.
    """
    opened, function, known = as_study(study), analysis(command), option_names(command)
    sources = (sources,) if isinstance(sources, str) else sources
    for name in options:
        if name not in known:
            near = difflib.get_close_matches(name, list(known), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            raise UsageProblem(f"{command} has no option {name!r}", remedy=hint)
    given = {name: value for name, value in options.items() if value is not None}
    if "seed" in known:
        given.setdefault("seed", opened.seed)
    if "progress" in inspect.signature(function).parameters:
        given["progress"] = opened.progress
    lists = opened.stop_list(_listed(stopwords), DEFAULT_FOR_TOPICS if command == "topics" else DEFAULT)
    if command == "terms":
        features = "words"  # candidates are found in them whatever else is counted
    index = opened.index(sources, engine, _listed(without), _listed(lexicon), features, mixed)
    if command not in WHOLE:
        warn_of_contradictions(index.lexicon, lists, opened.warn)
    if command in COMPARING:
        _warn_of_duplicates(opened, index)
    tables = function(index, stopwords=lists, **given)
    return index, with_gloss(tables, index.lexicon) if gloss else tables


def _listed(names: str | Sequence[str] | None) -> str | None:
    """Return names parted by commas."""
    return names if isinstance(names, str | None) else ",".join(names)


def _warn_of_duplicates(study: Study, index: TokenIndex) -> None:
    """Say which sources share most of their text, the nearest first."""
    names = [source.id for source in index.sources]
    for i, j, containment, jaccard in index.near[:MOST_WARNINGS].tolist():
        one, other = names[int(i)], names[int(j)]
        if jaccard >= SAME:
            study.warn(f"{one} and {other} share {containment:.0%} of their text, so its words count twice")
        else:
            study.warn(f"{containment:.0%} of the shorter of {one} and {other} stands in the other, and counts twice")
    if len(index.near):
        more = len(index.near) - MOST_WARNINGS
        rest = f"{more:,} pairs more; " if more > 0 else ""
        study.warn(f"{rest}what they share: govtext corpus duplicates")


@cache
def _twin(command: str) -> Callable[..., Tables]:
    def twin(study: StudyLike = ".", **options: Any) -> Tables:
        return analyse(command, study, **options)[1]

    twin.__name__ = twin.__qualname__ = command
    own = inspect.getdoc(analysis(command)) or ""
    first, _, rest = own.partition("\n")
    twin.__doc__ = (
        f"{first}\n\nThe first argument is a Study, its folder, a file or a list of files; `sources`, `engine`,\n"
        "`without`, `lexicon`, `features`, `mixed` and `stopwords` (as on the command line) may be given beside the\n"
        f"options below.\n{rest}"
    )
    return twin


def __getattr__(name: str) -> Callable[..., Tables]:
    if name in ANALYSES:
        return _twin(name)
    raise AttributeError(name)
