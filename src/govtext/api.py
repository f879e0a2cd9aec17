"""The analyses on a study: what the command line, `govtext run` and Python all call."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .analyses.glossing import with_gloss
from .analyses.ids import with_labels
from .analyses.keyness.references import read_terms
from .analyses.options import check_numbers
from .analyses.tracing import command_note
from .errors import GovtextError, UsageProblem
from .study import FILE, Study, open_study, study_of_files
from .study.choosing import distinct
from .table import Tables
from .tokens.build import load_index
from .tokens.contradictions import warn_of_contradictions
from .tokens.features import with_features
from .tokens.index import TokenIndex
from .tokens.lexicon.entries import Entry
from .tokens.lexicon.forms import fault_of
from .tokens.lexicon.lines import Faults
from .tokens.stopwords import DEFAULT, DEFAULT_FOR_TOPICS

WORDS = ("freq", "keywords", "compare", "kwic", "collocates", "ngrams", "dispersion")
FRAMING = ("frames", "actors", "citations", "modality")
ANALYSES = ("segment", "terms", *WORDS, "topics", *FRAMING)
ASKED = ("terms", "kwic", "collocates")  # what is for a person to review, or asks for something by name
STANDARD = tuple(command for command in ANALYSES if command not in ASKED)
WHOLE = ("segment", "terms")  # what no stop list takes anything from
UNSTOPPED = (*WHOLE, "kwic", "citations", "modality")  # nor from these, though they may be handed one
ASIDE = {"ngrams": ("bundles",), "frames": ("mutual", "for_coding"), "topics": ("apply",)}  # nor with these options
ON_WORDS = ("terms", *FRAMING)  # candidates, codes and names are found in words, whatever else is counted
COMPARING = ("keywords", "compare", "topics")  # what near-duplicates would distort
MOST_WARNINGS = 3
SAME = 0.3  # Jaccard from which two texts are versions of one
HANDED = (
    "stopwords",
    "progress",
    "reference_index",
    "workers",
    "shelf",
    "labels",
    "warn",
    "codebooks",
    "gazetteer",
    "instruments",
)  # what an analysis is handed and nobody writes as an option
FILES = ("patterns", "terms", "reference_list", "reference_corpus", "apply")  # options that name files
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


def heeds_stopwords(command: str, options: Mapping[str, Any]) -> bool:
    """Tell whether a stop list takes anything away from what an analysis does with these options."""
    if command in ASIDE:
        return not any(options.get(name) for name in ASIDE[command])
    return command not in UNSTOPPED


def analyse(
    command: str,
    study: StudyLike = ".",
    *,
    sources: str | Sequence[str] = (),
    engine: str | Sequence[str] | None = None,
    without: str | Sequence[str] | None = None,
    lexicon: str | Sequence[str] | None = None,
    features: str | None = None,
    mixed: str | None = None,
    stopwords: str | Sequence[str] | None = None,
    gloss: bool | None = None,
    evidence: int | None = None,
    **options: Any,
) -> tuple[TokenIndex, Tables]:
    """Run one analysis; also return the index it ran on.

    Args:
        command: `freq`, `compare` …
        study: a Study, its folder, or files.
        sources: ids or files; all where none is named.
        engine: None takes the study's setting, else jieba; for `topics` also what `model` takes, or one of each.
        without: cleaning rules that are not to run; None takes the study's setting.
        lexicon: names of lexicons; None takes the study's setting, else the shipped one and the study's own.
        features: `words`, `terms`, `all` or `merged`; None takes the study's setting, else words.
        mixed: `whole` or `parts`, what becomes of Latin and mixed tokens; None takes the study's setting, else whole.
        stopwords: names of stop lists; None takes the study's setting, else the default.
        gloss: put the English of words and terms into the tables.
        evidence: also quote so many sentences for each row shown of a table whose rows have places.
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
    check_files_named(command, given)
    cut: dict[str, Any] = {"engine": engine, "without": without, "features": features, "mixed": mixed}
    if command == "topics":
        cut = _as_topics_do(opened, given, cut)
        features = cut["features"]
    if "seed" in known:
        given.setdefault("seed", opened.seed)
    given |= _handed(opened, function, given)
    if command == "topics":
        given |= {"workers": opened.workers, "shelf": _shelf(opened), "labels": _labels(opened), "warn": opened.warn}
    lists = opened.stop_list(_listed(stopwords), DEFAULT_FOR_TOPICS if command == "topics" else DEFAULT)
    features = "words" if command in ON_WORDS else features
    listed = given.get("terms") if command == "compare" else None
    counted = features if listed is None else "words"
    index = opened.index(sources, cut["engine"], _listed(cut["without"]), _listed(lexicon), counted, cut["mixed"])
    if listed is not None:
        (path,) = named_files(opened, listed)
        index = _with_terms_asked_for(opened, index, str(path), features)
    if command == "compare" and "reference_corpus" in given:
        given["reference_index"] = _reference(opened, named_files(opened, given["reference_corpus"]), index)
    if heeds_stopwords(command, given):
        warn_of_contradictions(index.lexicon, lists, opened.warn)
    if command in COMPARING:
        _warn_of_duplicates(opened, index)
    check_numbers(evidence=evidence)
    written = {name: given[name] for name in file_options(command) if name in given}
    given |= {name: str(*named_files(opened, path)) for name, path in written.items() if isinstance(path, str | Path)}
    tables = function(index, stopwords=lists, **given)
    for table in tables.values():
        table.parameters.update({name: path for name, path in written.items() if name in table.parameters})
    cutting = cut | {"lexicon": lexicon, "features": features}
    asked = {key: _listed(value) or "" for key, value in cutting.items() if value}
    tables = with_labels(_traced(index, tables, asked, [str(name) for name in sources], evidence), index)
    return index, with_gloss(tables, index.lexicon) if gloss else tables


def named_files(study: Study, given: str | Path | Sequence[str | Path]) -> list[Path]:
    """Return the files that an option names: as seen from here, else from the study's folder."""
    paths = [Path(one) for one in ([given] if isinstance(given, str | Path) else given)]
    inside = [study.root / path if study.root else path for path in paths]
    return [other if other.exists() and not path.exists() else path for path, other in zip(paths, inside, strict=True)]


def file_options(command: str) -> tuple[str, ...]:
    """Return the options of a command that name files; elsewhere `codebook` names what the study knows."""
    return (*FILES, "codebook") if command == "topics" else FILES


def check_files_named(command: str, options: Mapping[str, Any]) -> None:
    """Refuse an option that is to name a file and names none.

    Raises:
        UsageProblem: its value is an empty text.
    """
    for name in file_options(command):
        value = options.get(name)
        if value == "" or (isinstance(value, list | tuple) and "" in value):
            raise UsageProblem(f"--{name.replace('_', '-')} names no file", remedy="name one, or leave it out")


def _traced(
    index: TokenIndex, tables: Tables, asked: dict[str, str], sources: Sequence[str], evidence: int | None
) -> Tables:
    """Say under each table how to see the places behind its rows; add the sentences behind those that say most."""
    shown = [replace(table, notes=[*table.notes, *command_note(table, asked, sources)]) for table in tables.values()]
    traced = [table for table in shown if table.trace and len(table)]
    if evidence and traced:
        from .analyses.evidence import evidence_of

        shown.append(evidence_of(index, max(traced, key=lambda table: len(table.trace)), evidence))
    return tables.with_tables(shown)


def _with_terms_asked_for(study: Study, index: TokenIndex, path: str, features: str | None) -> TokenIndex:
    """Return an index of words in which also the expressions of a list are counted that are no single word."""
    words, known = set(index.vocabulary), {entry.term for entry in index.lexicon.entries}
    listed, faults, extra = read_terms(path), Faults(Path(path)), []
    for term, line in listed.items():
        if term in words or term in known or len(term) == 1:
            continue
        if fault := fault_of(term):
            faults.add(line, *fault)
        extra.append(Entry(term))
    faults.tell()
    index = replace(index, lexicon=replace(index.lexicon, extra=tuple(extra)))
    wanted = features or (study.features if study.features != "words" else "all")
    return with_features(index, wanted if index.lexicon.entries else "words", study.warn)


def _reference(study: Study, paths: Sequence[Path], index: TokenIndex) -> TokenIndex:
    """Return a second corpus (files, folders, tables of texts, studies), read and counted as the first is."""
    chosen = []
    for path in paths:
        chosen += (open_study if (path / FILE).is_file() else lambda one: study_of_files([one]))(path).choose()
    index_of_words = load_index(
        distinct(chosen),
        index.engine,
        study.cache,
        without=index.without,
        lexicon=index.lexicon,
        mixed=index.segmentation.mixed,
        workers=study.workers,
        progress=study.progress,
        warn=study.warn,
    )
    return with_features(index_of_words, index.feature_set)


def _handed(study: Study, function: Callable[..., Tables], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the study hands to an analysis that asks for it: codebooks, names, whom to tell of progress."""
    asked = inspect.signature(function).parameters
    found: dict[str, Any] = {"progress": study.progress} if "progress" in asked else {}
    if "codebooks" in asked:
        from .study.codebooks import ALL, codebooks

        names = given.get("codebook") or (ALL if given.get("mutual") else None)
        found["codebooks"] = codebooks(study, names)
    for name in ("gazetteer", "instruments"):
        if name in asked:
            found[name] = getattr(import_module(f".study.{name}", __package__), name)(study)
    return found


def _shelf(study: Study) -> Any:
    """Return where a study keeps finished models; None for files without a study."""
    from .models.shelf import Shelf

    return Shelf(study.cache / "models") if study.cache else None


def _as_topics_do(study: Study, given: dict[str, Any], cut: dict[str, Any]) -> dict[str, Any]:
    """Return how texts are to be cut and counted, for topics: a model that is applied says what was not asked for.

    `engine` may name what fits, too; it is put where it belongs.
    """
    from .analyses.modelling.applying import as_before, check_alone
    from .analyses.modelling.options import engines_of
    from .analyses.modelling.saved import read_model

    engine, model = engines_of(cut["engine"], given.get("model"))
    given |= {"model": model} if model else {}
    cut = cut | {"engine": engine}
    if "apply" not in given:
        return cut
    check_alone(given)
    (path,) = named_files(study, given["apply"])
    return as_before(read_model(path), cut)


def _labels(study: Study) -> dict[str, tuple[str, ...]]:
    """Return what the topics of a study are called, each label with the words of its topic."""
    from .study.topic_labels import topic_labels

    return topic_labels(study)


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
