"""A lock as the methods text reads it: its parts checked, the values of each step's parameters at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...errors import GovtextError
from ..lock import AGAIN, FILE
from .wording import number, plain


@dataclass(frozen=True)
class Step:
    """One step of a run.

    Attributes:
        name: the folder under outputs/.
        command: what ran.
        sources: ids.
        whole: whether these are all sources of the lock.
        values: the parameters as resolved, without their origins.
        rows: of each table, by its name.
    """

    name: str
    command: str
    sources: tuple[str, ...]
    whole: bool
    values: Mapping[str, Any]
    rows: Mapping[str, int]

    def get(self, name: str) -> Any:
        """Return a parameter; None where the lock has none."""
        return self.values.get(name)

    def number(self, name: str) -> str:
        """Return a parameter as a number is printed; empty where the lock has none."""
        return number(self.get(name))

    def count(self, name: str) -> int:
        """Return a parameter that is a whole number; 0 where the lock has none."""
        value = self.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def text(self, name: str) -> str:
        """Return a parameter as Markdown shows it; empty where the lock has none."""
        value = self.get(name)
        if isinstance(value, list | tuple):
            value = ", ".join(str(one) for one in value)
        return "" if value is None or value == "" else plain(str(value))

    def names(self, name: str) -> list[str]:
        """Return a parameter that names several things, each as Markdown shows it."""
        value = self.get(name)
        listed = value if isinstance(value, list | tuple) else str(value or "").split(",")
        return [plain(str(one).strip()) for one in listed if str(one).strip()]


@dataclass(frozen=True)
class Run:
    """What a lock says.

    Attributes:
        versions: of govtext, Python and packages.
        title: of the study.
        settings: of the study, without their origins.
        sources: with their metadata and sizes.
        cleaning: without, rules, characters.
        lexicon: lists, words, terms.
        inputs: files that steps read.
        steps: in their order.
        usual: what most steps have: engine, lists, stop words; what differs from it is said of the step.
    """

    versions: Mapping[str, Any]
    title: str
    settings: Mapping[str, Any]
    sources: Sequence[Mapping[str, Any]]
    cleaning: Mapping[str, Any]
    lexicon: Mapping[str, Any]
    inputs: Sequence[Mapping[str, Any]]
    steps: Sequence[Step]
    usual: Mapping[str, Any]


USUAL = ("engine", "words", "terms", "mixed", "without")  # of every step; stop words only of those that use a list
WITHOUT_LIST = ("segment", "terms", "kwic")  # nothing can be left out of them
OTHER_LIST = ("topics",)  # whose list is another one by default


def read(lock: Mapping[str, Any]) -> Run:
    """Check a lock and return what it says.

    Raises:
        GovtextError: a part is not there or is of another kind than a lock has.
    """
    if not isinstance(lock, Mapping):
        raise _broken("it is no object")
    sources, steps = _objects(lock, "sources"), _objects(lock, "steps")
    names = tuple(str(source.get("id", "")) for source in sources)
    chosen = [_step(step, names) for step in steps]
    study = _object(lock, "study")
    return Run(
        _object(lock, "versions"),
        str(study.get("title") or ""),
        _values(_object(lock, "settings")),
        sources,
        _object(lock, "cleaning"),
        _object(lock, "lexicon"),
        _objects(lock, "inputs"),
        chosen,
        _usual(chosen),
    )


def _step(step: Mapping[str, Any], every: Sequence[str]) -> Step:
    """Return a step; `every`: the ids of all sources."""
    for key in ("name", "command"):
        if not isinstance(step.get(key), str) or not step[key]:
            raise _broken(f"a step has no {key}")
    parameters, tables = step.get("parameters", {}), step.get("tables", {})
    if not isinstance(parameters, Mapping) or not isinstance(tables, Mapping):
        raise _broken(f"the step {step['name']} has no parameters or tables")
    sources = step.get("sources", [])
    if not isinstance(sources, list):
        raise _broken(f"the sources of the step {step['name']} are no list")
    rows = {name: table.get("rows") for name, table in tables.items() if isinstance(table, Mapping)}
    counted = {name: count for name, count in rows.items() if isinstance(count, int)}
    chosen = tuple(str(one) for one in sources)
    whole = not chosen or set(chosen) >= set(every)
    return Step(step["name"], step["command"], chosen, whole, _values(parameters), counted)


def _usual(steps: Sequence[Step]) -> dict[str, Any]:
    """Return what most steps have of what all share, of equally frequent ones the first."""
    found: dict[str, Any] = {}
    for name in USUAL:
        found[name] = _commonest([step.get(name) for step in steps if "engine" in step.values])
    plain_lists = [step for step in steps if step.command not in WITHOUT_LIST and step.get("stopwords")]
    own = [step for step in plain_lists if step.command not in OTHER_LIST]
    found["stopwords"] = _commonest([step.get("stopwords") for step in own or plain_lists])
    return found


def _commonest(values: Sequence[Any]) -> Any:
    """Return the value that comes most often, the first of several; None where there is none."""
    said = [str(value) for value in values if value is not None]
    return max(dict.fromkeys(said), key=said.count) if said else None


def _values(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings or parameters without their origins."""
    return {name: one.get("value") if isinstance(one, Mapping) else one for name, one in entries.items()}


def _object(lock: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    found = lock.get(part)
    if not isinstance(found, Mapping):
        raise _broken(f"its {part} are not there, or no object")
    return found


def _objects(lock: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    found = lock.get(part)
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise _broken(f"its {part} are not there, or no list of objects")
    return found


def _broken(what: str) -> GovtextError:
    return GovtextError(f"this lock is broken: {what}", where=FILE, remedy=AGAIN)
