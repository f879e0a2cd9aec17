"""One step of a run, and the command line that does the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..analyses.tracing import quoted
from ..api import ANALYSES
from ..study import Study
from .perform import files_named, folder_name
from .tasks import ARGUMENTS, SOURCE_OPTION, TASKS, files_of, folder_of

ALIASES = {"lambda": "weight"}  # a word of Python's own is no name of an option there
SPELLED = {plain: written for written, plain in ALIASES.items()}
FIRST = ("pattern", "node")  # what stands before the sources on a command line
INPUTS = "inputs"  # under outputs/: the lists as they were used


@dataclass(frozen=True)
class Step:
    """One step of a run.

    Attributes:
        command: `compare`, `corpus audit` …
        name: its folder under outputs/.
        sources: ids; none stands for all.
        options: of the command, by their Python names.
        pos: `segment` only: with parts of speech.
        lang: of charts and pages.
        showing: how its outputs look: `format`, `charts`, `column`, `palette`, `font`, where the step says so.
        given: the keys that its table has.
        needs: the names of the steps that it reads from.
    """

    command: str
    name: str
    sources: tuple[str, ...]
    options: dict[str, Any]
    pos: bool = False
    lang: str = "en"
    showing: dict[str, Any] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def command_line(step: Step) -> str:
    """Return the command line that does the same as a step."""
    places = ARGUMENTS.get(step.command, FIRST)
    first = [word for key in places for word in _texts(step.options.get(key))]
    inside = {"html": f"outputs/{step.name}/{step.options.get('html')}"}  # a page that stands in the step's folder
    chosen = [(key, inside.get(key, value)) for key, value in step.options.items() if key not in places]
    if step.command in SOURCE_OPTION:
        chosen.append((SOURCE_OPTION[step.command].strip("-"), step.sources))
    else:
        first += step.sources
    if "lang" in step.given:
        chosen.append(("lang", step.lang))
    several = "," in step.showing.get("format", "")  # a command line prints one
    chosen += [("pos", step.pos), *((key, one) for key, one in step.showing.items() if key != "format" or not several)]
    words = []
    for key, value in chosen:
        option = f"--{SPELLED.get(key, key).replace('_', '-')}"
        words += [option] * value if isinstance(value, bool) else [w for one in _texts(value) for w in (option, one)]
    if step.name != usual_name(step.command, step.options):
        words += ["-o", f"outputs/{step.name}"]
    line = [*words, "--", *first] if first and first[0].startswith("-") else [*first, *words]
    return " ".join(map(quoted, ["govtext", *step.command.split(), *line]))


def _texts(value: Any) -> list[str]:
    """Return a value as the words of a command line: none for None, one for each of a list."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def usual_name(command: str, options: dict[str, Any]) -> str:
    """Return the name of the folder that a command writes to where a step has no name."""
    return folder_of(command) if command in TASKS else folder_name(command, options)


def files_read(study: Study, step: Step) -> list[Path]:
    """Return the files that the options of a step name."""
    if step.command in ANALYSES:
        return files_named(step.command, study, step.options)
    return files_of(step.command, study, step.options)
