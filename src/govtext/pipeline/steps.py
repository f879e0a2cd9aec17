"""The steps of `govtext run`: read from govtext.toml and checked before anything runs."""

from __future__ import annotations

import os
import types
import typing
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from ..analyses.modelling.options import engines_of
from ..analyses.options import LEAST, check_numbers
from ..api import ANALYSES, ON_WORDS, STANDARD, WHOLE, WORDS, analysis, option_names
from ..errors import GovtextError, UsageProblem, did_you_mean
from ..figures import DRAWN
from ..files import DEVICES
from ..study import CHOICES, FILE, ID, LISTS, Study, from_environment
from ..tokens.groups import INSIDE
from .step import ALIASES, INPUTS, Step, files_read, usual_name
from .tasks import NO_STEPS, TASKS, check_task, options_of
from .values import check_showing, check_values

# GOVTEXT_* goes before the file
INDEXING: dict[str, type] = {"engine": str, "without": str, "lexicon": str, "features": str, "mixed": str}
SHARED = {**INDEXING, "stopwords": str, "seed": int, "min_count": int, "min_range": int, "top": int}
OF_SEVERAL = ("keywords", "compare", "dispersion")  # what one source gives nothing to
NO_GLOSS = ("segment", "kwic", "ngrams", *ON_WORDS)
NAMES = {"actors": ("kind",), "citations": ("kind",), "frames": ("codebook",)}  # other options that may be lists
# how outputs look: of every command, and no options of an analysis
SHOWING = {"lang": str, "format": str, "charts": str, "column": str, "palette": str, "font": str}
SHOWN_LISTS = ("format", "charts")  # of these, what may be a list
OF_ALL = ("report",)  # what reads the outputs of all steps before it


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
    names = [step.name.casefold() for step in steps]  # some systems do not tell capitals from small letters
    for number, name in enumerate(names, 1):
        if names.index(name) + 1 != number:
            what = f"step {names.index(name) + 1} writes to outputs/{steps[names.index(name)].name} too"
            raise _problem(study, number, what, 'give it a name of its own: name = "…"')
    return [_with_needs(study, steps, number) for number in range(1, len(steps) + 1)]


def _with_needs(study: Study, steps: Sequence[Step], number: int) -> Step:
    """Return a step with the names of the steps that it reads from.

    Raises:
        UsageProblem: one of them comes later.
        GovtextError: it reads a file that is not there, and that no step makes.
    """
    step = steps[number - 1]
    if step.command in OF_ALL:
        return replace(step, needs=tuple(one.name for one in steps[: number - 1]))
    needs = []
    for path in files_read(study, step):
        maker = next((place for place, one in enumerate(steps, 1) if _makes(study, one, path)), None)
        if maker is None:
            if not path.exists():
                raise GovtextError(f"step {number}: no such file or folder", where=path, remedy="check the path")
        elif maker == number:
            what = f"it reads {path.name} in outputs/{step.name}, where its own outputs would stand"
            raise _problem(study, number, what, 'give it another name: name = "…"')
        elif maker > number:
            later = steps[maker - 1].name
            what = f"it reads {path.name} in outputs/{later}, which step {maker} makes only later"
            raise _problem(study, number, what, f"put it behind step {maker}")
        else:
            needs.append(steps[maker - 1].name)
    return replace(step, needs=tuple(dict.fromkeys(needs)))


def _makes(study: Study, step: Step, path: Path) -> bool:
    """Tell whether a file is one of those that a step writes; a path that is not there is one of the study's folder."""
    root = study.root or Path()
    folders = {root / "outputs" / step.name} | ({study.outputs / step.name} if study.outputs else set())
    places = {path, root / os.path.relpath(path)} if not path.exists() else {path}
    return any(place.resolve().is_relative_to(folder.resolve()) for place in places for folder in folders)


def _problem(study: Study, number: int, what: str, remedy: str) -> UsageProblem:
    return UsageProblem(f"step {number}: {what}", where=_file(study), remedy=remedy)


def _step(study: Study, table: dict[str, Any], number: int) -> Step:
    command = _command(study, table, number)
    known = known_keys(command)
    options: dict[str, Any] = {}
    for key, value in table.items():
        plain = ALIASES.get(key, key.replace("-", "_"))
        if plain in ("command", "sources"):
            continue
        if plain not in known:
            choices = [name.replace("_", "-") for name in (*known, "command", "sources")]
            hint = did_you_mean(key, choices) or f"known: {', '.join(sorted(choices))}"
            raise _problem(study, number, f"{command} has no option {key!r}", hint)
        if plain in options:
            raise _problem(study, number, f"{key} is given twice", "keep one of the two")
        if isinstance(value, list) and plain in (*LISTS, *SHOWN_LISTS, *NAMES.get(command, ())):
            value = ",".join(map(str, value))
        options[plain] = _value(study, number, key, value, known[plain])
    given = tuple(options)
    if command == "topics":
        _part_engines(study, number, options)
    for key, kind in SHARED.items():
        value = from_environment(key, kind)
        if value is not None and key in known:
            options[key] = value
    name = str(options.pop("name", usual_name(command, options)))
    if not ID.match(name) or name.casefold() in (INPUTS, *DEVICES):
        raise _problem(study, number, f"{name!r} cannot be a folder's name", "use letters, digits, - and _ only")
    for key, allowed in CHOICES.items():
        if key not in SHOWING and options.get(key, allowed[0]) not in allowed:
            raise _problem(study, number, f"there is no {key} {options[key]!r}", f"choose one of {', '.join(allowed)}")
    pos = bool(options.pop("pos", False)) if command == "segment" else False  # elsewhere it is text
    showing = {key: options.pop(key) for key in SHOWING if key in options}
    looks = [key for key in showing if key not in ("lang", "format")]
    showing |= {key: value for key in looks if (value := from_environment(key, str)) is not None}
    sources = _chosen(study, number, table.get("sources", []))
    _check_values(study, number, command, options, sources, showing)
    lang = showing.pop("lang", None)
    lang = study.lang if lang is None or from_environment("lang", str) else lang
    return Step(command, name, sources, options, pos, lang, showing, given)


def _command(study: Study, table: dict[str, Any], number: int) -> str:
    command = table.get("command")
    if isinstance(command, str) and (command in ANALYSES or command in TASKS):
        return command
    if isinstance(command, str) and command in NO_STEPS:
        raise _problem(study, number, f"{command} is no step: {NO_STEPS[command]}", "run it by itself")
    known = (*ANALYSES, *TASKS)
    hint = did_you_mean(str(command), known) or f"known: {', '.join(known)}"
    what = f"unknown command {command!r}" if command is not None else "no command"
    raise _problem(study, number, what, hint)


def known_keys(command: str) -> dict[str, Any]:
    """Return the keys that a step of a command may have beside `command` and `sources`, with their types."""
    if command in TASKS:
        drawn = SHOWING if command in DRAWN else {key: SHOWING[key] for key in ("lang", "format")}
        return options_of(command) | drawn | {"name": str}
    wanted = typing.get_type_hints(analysis(command))
    known = {name: wanted[name] for name in option_names(command)} | INDEXING | {"name": str}
    if command in ON_WORDS:
        del known["features"]
    known |= {"pos": bool} if command == "segment" else {}
    known |= {"stopwords": str} if command not in WHOLE else {}
    known |= {"gloss": bool} if command not in NO_GLOSS else {}
    known |= {"evidence": int} if command in WORDS and command not in ("kwic", "ngrams") else {}
    known.pop("annotate", None)  # coding by hand is no step
    return known | SHOWING


def _part_engines(study: Study, number: int, options: dict[str, Any]) -> None:
    """Put what fits topics where it belongs, if `engine` names it."""
    try:
        named = engines_of(options.pop("engine", None), options.pop("model", None))
    except UsageProblem as error:
        raise _problem(study, number, error.what, error.remedy) from error
    options |= {key: name for key, name in zip(("engine", "model"), named, strict=True) if name}


def _check_values(
    study: Study,
    number: int,
    command: str,
    options: dict[str, Any],
    sources: tuple[str, ...],
    showing: dict[str, Any],
) -> None:
    """Find out before anything runs what the step itself would refuse: numbers, stop lists, fields, sources, looks."""
    try:
        if command in TASKS:
            check_task(command, study, options, sources)
        check_values(command, options, study)
        check_showing(study, showing)
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
    lists = any((typing.get_origin(one) or one) in (list, tuple) for one in kinds)  # of texts, unless it says so
    held = next(
        (typing.get_args(one)[0] for one in kinds if typing.get_origin(one) is Sequence), str if lists else object
    )
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
            hint = did_you_mean(str(name), known) or f"sources: {', '.join(sorted(known))}"
            raise _problem(study, number, f"no source {name!r}", hint)
    return tuple(sources)
