"""What a lock says of the corpus: settings, sources with their sizes, what cleaning did, the lexicon."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..corpus import documents
from ..sources.rules import ALL_RULES
from ..sources.source import PLACES, Source
from ..sources.tables import rules, sums
from ..study import FILE, KEYS, OWN, Study, from_environment, read_settings_text
from ..tokens.index import UNITS
from .inputs import Seen, relative

ENVIRONMENT, SETTINGS, STEP, DEFAULT = "environment", FILE, "step", "default"
SUMS = {"file": "raw", "text": "body", "apart": "apart", "removed": "removed", "exchanged": "exchanged"}


def origins(study: Study) -> dict[str, str]:
    """Return where each setting of a study comes from: the environment, its govtext.toml, or nobody said."""
    path = study.folder() / FILE
    written = tomllib.loads(read_settings_text(path))
    found = {}
    for table, keys in KEYS.items():
        for key, kind in keys.items():
            in_file = SETTINGS if key in written.get(table, {}) else DEFAULT
            found[key] = ENVIRONMENT if key not in OWN and from_environment(key, kind) is not None else in_file
    return found


def settings(study: Study) -> dict[str, dict[str, Any]]:
    """Return the settings of a study, each with its origin."""
    where = origins(study)
    return {key: {"value": getattr(study, key), "origin": where[key]} for key in where if key not in OWN}


def sources(study: Study, chosen: Sequence[Source], seen: Seen) -> list[dict[str, Any]]:
    """Return each source with its metadata, the hash of its file, how it was read and its sizes."""
    quiet = replace(study, warn=lambda message: None)
    index = quiet.index([source.id for source in chosen], features="words")
    sizes = _sizes(index)
    entries = []
    for number, (source, details) in enumerate(zip(chosen, index.details, strict=True)):
        digest = seen.sha256(source.path)
        place = {key: getattr(source, key) for key in PLACES if getattr(source, key)}
        entry = {"id": source.id, "label": source.label, **source.fields, "file": relative(source.path, study.folder())}
        entry |= {**place, "bytes": seen.sizes[source.path], "sha256": digest, "format": details["format"]}
        entry |= {"encoding": details["encoding"].partition(" (")[0], **{key: sizes[key][number] for key in sizes}}
        entries.append(entry)
    return entries


def _sizes(index: Any) -> dict[str, list[int]]:
    from ..analyses.segment import segment

    table = segment(index).main
    wanted = ("characters", "tokens", *(f"{unit}s" for unit in reversed(UNITS) if unit != "document"))
    return {key: [int(value) for value in table.values(key)] for key in wanted}


def cleaning(study: Study, chosen: Sequence[Source]) -> dict[str, Any]:
    """Return the rules that fired, how often and in how many sources, and where all characters are."""
    fired: dict[str, list[int]] = {}
    total = dict.fromkeys(SUMS, 0)
    quiet = replace(study, warn=lambda message: None)
    for _, document in documents(quiet, [source.id for source in chosen]):
        for rule, changes, removed, _ in rules(document).rows():
            told = fired.setdefault(rule, [0, 0, 0])
            for place, more in enumerate((1, changes, removed)):
                told[place] += int(more)
        found = sums(document)
        for key, name in SUMS.items():
            total[key] += int(getattr(found, name))
    ordered = sorted(fired, key=lambda rule: (ALL_RULES.index(rule) if rule in ALL_RULES else len(ALL_RULES), rule))
    keys = ("sources", "changes", "characters_removed")
    listed = [{"rule": rule, **dict(zip(keys, fired[rule], strict=True))} for rule in ordered]
    return {"without": list(study.rules_left_out()), "rules": listed, "characters": total}


def lexicon(study: Study) -> dict[str, Any]:
    """Return the lexicons that the study names, and how many words and terms they hold."""
    loaded = study.lexicons()
    return {"lists": study.lexicon, "words": len(loaded.words), "terms": len(loaded.entries)}
