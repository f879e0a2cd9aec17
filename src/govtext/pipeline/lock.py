"""Making outputs/run.lock.json: one state of the study's inputs, and the steps that were made from it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..files import read_bytes, sha256
from ..output.lock import FORMAT
from ..sources.source import Source
from ..study import FILE, Study, from_environment
from . import corpus_record, record
from .corpus_record import DEFAULT, ENVIRONMENT, STEP
from .inputs import Seen, described, named
from .step import Step, command_line
from .steps import SHARED
from .working import Worked

HEAD = ("format", "key", "versions", "study", "settings", "sources", "cleaning", "lexicon")  # before inputs and steps
OF_STUDY = ("engine", "stopwords", "lexicon", "features", "mixed", "without", "seed", "lang")


def head(study: Study, chosen: Sequence[Source], seen: Seen) -> dict[str, Any]:
    """Return what a lock says before its steps."""
    return {
        "format": FORMAT,
        "versions": record.versions(),
        "study": {"title": study.title, "lang": study.lang, **published(study)},
        "settings": plain(corpus_record.settings(study), study.folder()),
        "sources": corpus_record.sources(study, chosen, seen),
        "cleaning": corpus_record.cleaning(study, chosen),
        "lexicon": corpus_record.lexicon(study),
    }


def published(study: Study) -> dict[str, str]:
    """Return who made a study, under which licence and when it is published, as far as it says so."""
    told = {"authors": study.authors, "license": study.license, "published": study.published}
    return {key: value for key, value in told.items() if value}


def step_entry(
    study: Study,
    step: Step,
    worked: Worked,
    parts: Mapping[str, str],
    key: str,
    lists: Sequence[Path],
) -> dict[str, Any]:
    """Return what a lock says of a step that has run."""
    root, outputs = study.folder(), study.outputs
    assert outputs is not None
    return {
        "name": step.name,
        "command": step.command,
        "command_line": command_line(step),
        "lang": step.lang,
        "sources": [source.id for source in study.choose(step.sources)],
        "parameters": parameters(study, step, worked.parameters),
        "notes": {lang: [within(note, root) for note in notes] for lang, notes in worked.notes.items()},
        "tables": {name: {"file": f"{step.name}/{name}.csv", "rows": rows} for name, rows in worked.rows.items()},
        "warnings": [within(warning, root) for warning in worked.warnings],
        "inputs": sorted({named(path, root) for path in lists}),
        "made_of": dict(parts),
        "key": key,
        "outputs": [hashed(path, outputs) for path in worked.files if path.is_relative_to(outputs)],
    }


def said_anew(study: Study, step: Step, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a lock says of a step that need not run, with its command line and origins as they are now."""
    resolved = {name: given["value"] for name, given in entry["parameters"].items()}
    return {**entry, "command_line": command_line(step), "parameters": parameters(study, step, resolved)}


def hashed(path: Path, outputs: Path) -> dict[str, Any]:
    """Return a file that was written, with its size and hash."""
    data = read_bytes(path)
    return {"file": path.relative_to(outputs).as_posix(), "bytes": len(data), "sha256": sha256(data)}


def parameters(study: Study, step: Step, resolved: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the parameters of an analysis as it resolved them, each with its origin."""
    of_study = corpus_record.origins(study)
    found = {}
    for name, value in resolved.items():
        origin = of_study[name] if name in OF_STUDY else DEFAULT
        if name in step.given:
            origin = STEP
        if name in SHARED and from_environment(name, SHARED[name]) is not None:
            origin = ENVIRONMENT
        found[name] = {"value": plain(value, study.folder()), "origin": origin}
    return found


def plain(value: Any, root: Path) -> Any:
    """Return a value as JSON has it: no path of this machine, no number that JSON lacks."""
    if isinstance(value, Mapping):
        return {str(key): plain(one, root) for key, one in value.items()}
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(one, root) for one in items]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str | Path):
        return within(str(value), root)
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def within(text: str, root: Path) -> str:
    """Return a text without the place of the study on this machine."""
    return text.replace(f"{root.as_posix()}/", "").replace(f"{root}/", "")


def inputs(
    study: Study, lists: Mapping[str, Sequence[Path]], whole: frozenset[Path], seen: Seen
) -> list[dict[str, Any]]:
    """Return what the steps read: the study's settings first, then lists, in order of owner and name."""
    root = study.folder()
    read = {path for paths in lists.values() for path in paths} | {root / FILE}
    return described(read, root, seen, whole)
