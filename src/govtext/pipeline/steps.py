"""The steps of `govtext run`: read from govtext.toml and checked before anything runs."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..analyses.modelling.options import engines_of
from ..analyses.options import LEAST, check_numbers
from ..analyses.tracing import quoted
from ..api import ANALYSES, ON_WORDS, STANDARD, WHOLE, WORDS, analysis, option_names
from ..errors import GovtextError, UsageProblem
from ..study import CHOICES, FILE, ID, LISTS, Study, from_environment
from ..tokens.groups import INSIDE
from .perform import folder_name
from .values import check_values

# GOVTEXT_* goes before the file
INDEXING: dict[str, type] = {"engine": str, "without": str, "lexicon": str, "features": str, "mixed": str}
SHARED = {**INDEXING, "stopwords": str, "seed": int, "min_count": int, "min_range": int, "top": int}
OF_SEVERAL = ("keywords", "compare", "dispersion")  # what one source gives nothing to
ALIASES = {"lambda": "weight"}  # a word of Python's own is no name of an option there
NO_GLOSS = ("segment", "kwic", "ngrams", *ON_WORDS)
NAMES = {"actors": ("kind",), "citations": ("kind",), "frames": ("codebook",)}  # other options that may be lists
FIRST = ("pattern", "node")  # what stands before the sources on a command line


@dataclass(frozen=True)
class Step:
    """One step: its command, the folder under outputs/, its sources and its options by their Python names."""

    command: str
    name: str
    sources: tuple[str, ...]
    options: dict[str, Any]
    pos: bool = False


def read_steps(study: Study) -> list[Step]:
    """Return the steps of a study, the standard analyses with their defaults where it has none.

    Raises:
        UsageProblem: an unknown command, key or value, a source that is not there, or two steps for one folder; the
            step is named by its number.
    """
    alone = len(study.sources) == 1
    usual = [{"command": command} for command in STANDARD if not (alone and command in OF_SEVERAL)]
    tables = study.steps or usual
    steps = [_step(study, table, number) for number, table in enumerate(tables, 1)]
    names = [step.name for step in steps]
    for number, name in enumerate(names, 1):
        if names.index(name) + 1 != number:
            raise _problem(
                study,
                number,
                f"step {names.index(name) + 1} writes to outputs/{name} too",
                'give it a name of its own: name = "…"',
            )
    return steps


def _problem(study: Study, number: int, what: str, remedy: str) -> UsageProblem:
    return UsageProblem(f"step {number}: {what}", where=_file(study), remedy=remedy)


def _step(study: Study, table: dict[str, Any], number: int) -> Step:
    command = table.get("command")
    if command not in ANALYSES:
        near = difflib.get_close_matches(str(command), ANALYSES, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(ANALYSES)}"
        what = f"unknown command {command!r}" if command is not None else "no command"
        raise _problem(study, number, what, hint)
    known = known_keys(command)
    options: dict[str, Any] = {}
    for key, value in table.items():
        plain = ALIASES.get(key, key.replace("-", "_"))
        if plain in ("command", "sources"):
            continue
        if plain not in known:
            choices = [name.replace("_", "-") for name in (*known, "command", "sources")]
            near = difflib.get_close_matches(key, choices, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(choices))}"
            raise _problem(study, number, f"{command} has no option {key!r}", hint)
        if plain in options:
            raise _problem(study, number, f"{key} is given twice", "keep one of the two")
        if isinstance(value, list) and plain in (*LISTS, *NAMES.get(command, ())):
            value = ",".join(map(str, value))
        options[plain] = _value(study, number, key, value, known[plain])
    if command == "topics":
        _part_engines(study, number, options)
    for key, kind in SHARED.items():
        value = from_environment(key, kind)
        if value is not None and key in known:
            options[key] = value
    name = str(options.pop("name", folder_name(command, options)))
    if not ID.match(name):
        raise _problem(study, number, f"{name!r} cannot be a folder's name", "use letters, digits, - and _ only")
    for key, allowed in CHOICES.items():
        if options.get(key, allowed[0]) not in allowed:
            raise _problem(study, number, f"there is no {key} {options[key]!r}", f"choose one of {', '.join(allowed)}")
    pos = bool(options.pop("pos", False)) if command == "segment" else False  # elsewhere it is text
    sources = _chosen(study, number, table.get("sources", []))
    _check_values(study, number, command, options, sources)
    return Step(command, name, sources, options, pos)


def known_keys(command: str) -> dict[str, Any]:
    """Return the keys that a step of a command may have beside `command` and `sources`, with their types."""
    wanted = typing.get_type_hints(analysis(command))
    known = {name: wanted[name] for name in option_names(command)} | INDEXING | {"name": str}
    if command in ON_WORDS:
        del known["features"]
    known |= {"pos": bool} if command == "segment" else {}
    known |= {"stopwords": str} if command not in WHOLE else {}
    known |= {"gloss": bool} if command not in NO_GLOSS else {}
    known |= {"evidence": int} if command in WORDS and command not in ("kwic", "ngrams") else {}
    known.pop("annotate", None)  # coding by hand is no step
    return known


def _part_engines(study: Study, number: int, options: dict[str, Any]) -> None:
    """Put what fits topics where it belongs, if `engine` names it."""
    try:
        named = engines_of(options.pop("engine", None), options.pop("model", None))
    except UsageProblem as error:
        raise _problem(study, number, error.what, error.remedy) from error
    options |= {key: name for key, name in zip(("engine", "model"), named, strict=True) if name}


def _check_values(study: Study, number: int, command: str, options: dict[str, Any], sources: tuple[str, ...]) -> None:
    """Find out before anything runs what the step itself would refuse: numbers, stop lists, fields, sources."""
    try:
        check_values(command, options, study)
        check_numbers(**{key: value for key, value in options.items() if key in LEAST or key == "max_share"})
        study.stop_list(options.get("stopwords"))
        study.rules_left_out(options.get("without"))
        study.lexicons(options.get("lexicon"))
        chosen = study.choose(sources)
        by = options.get("by")
        if by and by not in INSIDE and not any(source.get(by) for source in chosen):
            raise UsageProblem(
                f"no source has a field {options['by']!r}", remedy="group by source or by a field they have"
            )
    except GovtextError as error:
        named = type(error)(f"step {number}: {error.what}", where=error.where or _file(study), remedy=error.remedy)
        raise named from error


def _file(study: Study) -> Path | str:
    return study.root / FILE if study.root else ""


def _value(study: Study, number: int, key: str, value: Any, kind: Any) -> Any:
    """Check one value against the type that the analysis declares."""
    if typing.get_origin(kind) is Literal:
        choices = typing.get_args(kind)
        if value not in choices:
            raise _problem(study, number, f"{key} is {value!r}", f"choose one of {', '.join(map(str, choices))}")
        return value
    kinds = typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    held = next((typing.get_args(one)[0] for one in kinds if typing.get_origin(one) is Sequence), object)
    if isinstance(value, list) and (other := [one for one in value if not isinstance(one, held)]):
        raise _problem(study, number, f"{key} holds {other[0]!r}", "it must be a list of texts")
    kinds = tuple(typing.get_origin(one) or one for one in kinds)
    if float in kinds:
        kinds = (*kinds, int)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        names = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}
        raise _problem(study, number, f"{key} is {value!r}", f"it must be {names.get(kinds[0], 'another value')}")
    return value


def _chosen(study: Study, number: int, sources: Any) -> tuple[str, ...]:
    if not isinstance(sources, Sequence) or isinstance(sources, str):
        raise _problem(study, number, "sources is not a list", 'write sources = ["id", "id"]')
    known = {source.id for source in study.sources}
    for name in sources:
        if not isinstance(name, str) or name not in known:
            near = difflib.get_close_matches(str(name), list(known), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"sources: {', '.join(sorted(known))}"
            raise _problem(study, number, f"no source {name!r}", hint)
    return tuple(sources)


def command_line(step: Step) -> str:
    """Return the command line that does the same as a step."""
    first = [*(str(step.options[key]) for key in FIRST if key in step.options), *step.sources]
    words = []
    for key, value in step.options.items():
        if isinstance(value, bool):
            words += [f"--{key.replace('_', '-')}"] * value
        elif key not in FIRST:
            values = value if isinstance(value, list | tuple) else [value]
            words += [word for one in values for word in (f"--{key.replace('_', '-')}", str(one))]
    words += ["--pos"] if step.pos else []
    line = [*words, "--", *first] if first and first[0].startswith("-") else [*first, *words]
    return " ".join(map(quoted, ["govtext", step.command, *line]))
