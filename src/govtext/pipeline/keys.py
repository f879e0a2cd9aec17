"""What a step's outputs depend on, as hashes: a step is run again when one of them is another, and only then."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from .. import __version__
from ..api import ANALYSES, option_names
from ..figures.fonts import font_hash
from ..files import sha256
from ..sources.source import Source
from ..study import Study
from . import record
from .corpus_record import settings
from .dependence import depends
from .inputs import Seen, named, of_sources, relative
from .step import Step
from .steps import OF_ALL
from .values import look_for

PACKAGE = Path(__file__).parent.parent
CODE = ("*.py", "data/**/*")
WORDING = {
    "versions": "other versions of govtext or of the libraries",
    "step": "the step's own options",
    "settings": "the study's settings",
    "sources": "sources or their metadata",
    "lists": "lists that it reads",
    "earlier": "a step that it reads from",
}
SETTINGS = ("engine", "lexicon", "features", "mixed", "without")


def made_of(
    study: Study, step: Step, sources: Sequence[Source], lists: Sequence[Path], seen: Seen, earlier: Mapping[str, str]
) -> dict[str, str]:
    """Return the hash of each thing that a step's outputs depend on.

    Args:
        study: the study.
        step: the step.
        sources: those that it reads.
        lists: files that it reads beside them.
        seen: the hashes of files.
        earlier: the keys of the steps that it reads from, by name.
    """
    root = study.folder()
    of_study = {name: getattr(study, name) for name in SETTINGS}
    if "stopwords" in depends(step.command, step.options):
        of_study["stopwords"] = study.stopwords
    if step.command not in ANALYSES or "seed" in option_names(step.command):
        of_study["seed"] = study.seed
    look = look_for(study, step.showing)
    font = font_hash(look.font) if look.charts and look.font else ""
    of_step = [step.command, step.options, step.sources, step.pos, step.lang, step.showing.get("format", ""), font]
    of_step += [*look.charts, look.column, look.palette]
    digests = [seen.sha256(source.path) for source in sources]
    files = sorted([named(path, root), seen.sha256(path)] for path in lists if path.is_file())
    if step.command in OF_ALL:
        of_study |= {"head": head_key(study, sources, seen)}
    parts: dict[str, Any] = {
        "versions": [record.versions(), code()],
        "step": of_step,
        "settings": of_study,
        "sources": of_sources(sources, digests, step),
        "lists": files,
        "earlier": list(earlier.items()),
    }
    return {name: _hash(part) for name, part in parts.items()}


def key_of(parts: Mapping[str, str]) -> str:
    """Return the key of a step: the hash of all it depends on."""
    return _hash(sorted(parts.items()))


def head_key(study: Study, sources: Sequence[Source], seen: Seen) -> str:
    """Return the hash of what a lock says before its steps depends on."""
    digests = [seen.sha256(source.path) for source in sources]
    lists = [seen.sha256(path.absolute()) for path in study.lexicons().files]
    told = [
        [relative(source.path, study.folder()) for source in sources],
        study.title,
        study.authors,
        study.license,
        study.published,
        study.lang,
        settings(study),
        of_sources(sources, digests, None),
        lists,
    ]
    return _hash([record.versions(), code(), told])


def why(before: Mapping[str, str], now: Mapping[str, str], lists: Sequence[str] = ()) -> str:
    """Return in words what a step depends on that is another than before; lists by name, where they are known."""
    other = [name for name in now if before.get(name) != now[name]]
    words = [", ".join(lists) if name == "lists" and lists else WORDING[name] for name in other]
    return ", ".join(words)


@cache
def code() -> str:
    """Return the hash of govtext's own code and data: between two versions it changes under one number."""
    files = sorted(path for pattern in CODE for path in PACKAGE.rglob(pattern) if path.is_file())
    lines = [f"{path.relative_to(PACKAGE).as_posix()} {sha256(path.read_bytes())}" for path in files]
    return sha256("\n".join([__version__, *lines]).encode())


def _hash(value: Any) -> str:
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode())
