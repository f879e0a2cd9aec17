"""RO-Crate 1.1 metadata of a run: what the outputs are, from what they were made, and by what.

Specification: RO-Crate Metadata Specification 1.1, https://w3id.org/ro/crate/1.1
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from ..errors import UsageProblem
from ..output.lock import FILE as LOCK
from . import record as records
from .verifying.looking import hashed, inside

FILE = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
# The terms of 1.1 are those of schema.org before it had this one.
CONTEXT = [f"{SPECIFICATION}/context", {"sha256": "http://schema.org/sha256"}]
EPOCH = "SOURCE_DATE_EPOCH"  # seconds since 1970: the date that reproducible builds are given
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
MEDIA = {
    **{"csv": "text/csv", "tsv": "text/tab-separated-values", "md": "text/markdown", "html": "text/html"},
    **{"txt": "text/plain", "conll": "text/plain", "tex": "application/x-tex", "bib": "application/x-bibtex"},
    **{"json": "application/json", "jsonl": "application/jsonl", "toml": "application/toml"},
    **{"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"},
    **{"graphml": "application/xml", "npz": "application/zip"},
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
NO_LICENCE = "No licence is stated"
NO_AUTHOR = "No author is stated."
MADE_FROM_LOCK = {
    "METHODS.md": "The methods in words",
    "METHODS.zh-CN.md": "方法说明",
    "references.bib": "References of the methods",
}
CHANGES = (records.FILE,)  # differ from run to run, so neither their size nor their hash is said
Entity = dict[str, Any]


def crate(lock: Mapping[str, Any], record: Mapping[str, Any], outputs: Path) -> dict[str, Any]:
    """Return the metadata of a folder of outputs as JSON-LD; the root dataset is that folder.

    Sources and lists that are not copied are named by title and hash, without their wording or their place. Where the
    study names no licence and no author, the metadata say plainly that none is stated.

    RO-Crate requires a date of publication. It is `published` of the study, else the day of SOURCE_DATE_EPOCH, else
    the day on which the metadata are made, which is the only part that depends on when.

    Args:
        lock: run.lock.json as read.
        record: run.json as read; of it only the commit of the study is told.
        outputs: the folder.

    Raises:
        UsageProblem: the date that is given is none.
    """
    files = [*_outputs(lock), *_copies(lock), *_beside(outputs)]
    sources, others = _sources(lock), _not_copied(lock)
    packages = _packages(lock)
    steps = [_step(step, lock) for step in lock["steps"]]
    whole = _run(lock, record, [*_copies(lock), *sources, *others], _outputs(lock))
    root = _root(lock, files, [whole, *steps])
    about = {
        "@id": FILE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }
    people = root.pop("people")
    graph = [about, root, _licence(lock), *people, *files, *sources, *others, whole, *steps, _software(lock), *packages]
    return {"@context": CONTEXT, "@graph": list({entity["@id"]: _compact(entity) for entity in graph}.values())}


def _compact(entity: Entity) -> Entity:
    """Return an entity without empty lists, and with lists of one as that one, as the specification recommends."""
    full = {key: value for key, value in entity.items() if value != []}
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in full.items()}


def _root(lock: Mapping[str, Any], files: Iterable[Entity], actions: Iterable[Entity]) -> Entity:
    study = lock["study"]
    title = study.get("title") or "a study"
    names = _listed(study.get("authors"))
    people = [{"@id": f"#author-{place}", "@type": "Person", "name": name} for place, name in enumerate(names, 1)]
    steps = ", ".join(step["name"] for step in lock["steps"])
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{title}: outputs of govtext",
        "description": f"Tables, charts and pages of {title}, made by govtext {lock['versions']['govtext']} "
        f"(steps: {steps}). {_wording(lock)} "
        + " ".join(([] if names else [NO_AUTHOR]) + ([] if study.get("license") else [f"{NO_LICENCE}."])),
        "datePublished": _published(study.get("published")),
        "license": _reference(_licence(lock)),
        "hasPart": [_reference(file) for file in files],
        "mentions": [_reference(action) for action in actions],
        "people": people,
    }
    if people:
        root["author"] = [_reference(person) for person in people]
    root["description"] = root["description"].rstrip()
    return root


def _wording(lock: Mapping[str, Any]) -> str:
    """Return how much of the wording of the sources the outputs hold: whoever publishes them has to know."""
    whole = [f"{step['name']}/" for step in lock["steps"] if step["command"] == "segment"]
    words = "The files of the sources are not part of it, but tables quote from them"
    return f"{words}, and {', '.join(whole)} holds their whole text." if whole else f"{words}."


def _published(given: Any) -> str:
    """Return the date of publication as YYYY-MM-DD."""
    if given:
        try:
            if DAY.match(str(given)):
                return date.fromisoformat(str(given)).isoformat()
        except ValueError:
            pass
        raise UsageProblem(f"published is {given!r}", remedy="write a day, as 2025-09-30")
    if epoch := os.environ.get(EPOCH):
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise UsageProblem(f"{EPOCH} is {epoch!r}", remedy="it must be seconds since 1970") from error
    return datetime.now(UTC).date().isoformat()


def _licence(lock: Mapping[str, Any]) -> Entity:
    stated = lock["study"].get("license")
    if not stated:
        what = "Whoever publishes these files states one here. Sources stay under the terms of their publishers."
        return {"@id": "#licence", "@type": "CreativeWork", "name": NO_LICENCE, "description": what}
    if str(stated).startswith(("https://", "http://")):
        return {"@id": str(stated), "@type": "CreativeWork", "name": str(stated), "description": "Licence, as stated"}
    return {"@id": "#licence", "@type": "CreativeWork", "name": str(stated), "description": "Licence, as stated"}


def _outputs(lock: Mapping[str, Any]) -> list[Entity]:
    found = {}
    for step in lock["steps"]:
        rows = {table["file"]: table["rows"] for table in step["tables"].values()}
        for output in step["outputs"]:
            entity = _file(output["file"], output["bytes"], output["sha256"])
            if output["file"] in rows:
                entity["description"] = f"Table of {rows[output['file']]} rows, by {step['command_line']}"
            found[entity["@id"]] = entity
    return list(found.values())


def _copies(lock: Mapping[str, Any]) -> list[Entity]:
    copied = [entry for entry in lock["inputs"] if "copy" in entry]
    return [
        _file(entry["copy"], entry["bytes"], entry["sha256"])
        | {"description": f"{entry['file']}, as the run read it ({entry['of']})"}
        for entry in copied
    ]


def _beside(outputs: Path) -> list[Entity]:
    """Return the record itself and what is written from it, as far as they are there."""
    found = [_named(LOCK, outputs, "What was made of what: parameters, and hashes of all files")]
    found.append(_named(records.FILE, outputs, "The machine, the versions of all packages, and the time that it took"))
    found += [_named(name, outputs, words) for name, words in MADE_FROM_LOCK.items()]
    return [entity for entity in found if entity]


def _named(name: str, outputs: Path, words: str) -> Entity:
    path = inside(outputs, name)
    if path is None or not path.is_file():
        return {}
    if name in CHANGES:
        return {"@id": name, "@type": "File", "name": name, "encodingFormat": _media(name), "description": words}
    digest, size = hashed(path)
    return _file(name, size, digest) | {"description": words}


def _file(name: str, size: int, sha256: str) -> Entity:
    return {
        "@id": quote(name),
        "@type": "File",
        "name": PurePosixPath(name).name,
        "contentSize": str(size),
        "encodingFormat": _media(name),
        "sha256": sha256,
    }


def _media(name: str) -> str:
    return MEDIA.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _sources(lock: Mapping[str, Any]) -> list[Entity]:
    """Return the sources by what is known of them: never their wording, and no place on a disk."""
    found = []
    for source in lock["sources"]:
        entity: Entity = {
            "@id": _source_id(source["id"]),
            "@type": "CreativeWork",
            "name": str(source.get("title") or source.get("label") or source["id"]),
            "description": f"Source {source['id']}; its file is not part of this crate",
            "encodingFormat": _media(f".{source.get('format', '')}"),
            "sha256": source["sha256"],
        }
        known = {"author": "authors", "datePublished": "year", "genre": "genre", "inLanguage": "language"}
        for key, name in {**known, "sourceOrganization": "institution"}.items():
            if source.get(name):
                entity[key] = str(source[name])
        found.append(entity)
    return found


def _source_id(name: str) -> str:
    return f"#source-{quote(name)}"


def _not_copied(lock: Mapping[str, Any]) -> list[Entity]:
    """Return inputs of which no copy is kept: files of other corpora."""
    return [
        {
            "@id": _input_id(entry),
            "@type": "CreativeWork",
            "name": PurePosixPath(entry["file"]).name,
            "description": "Input; not part of this crate",
            "sha256": entry["sha256"],
        }
        for entry in lock["inputs"]
        if "copy" not in entry
    ]


def _input_id(entry: Mapping[str, Any]) -> str:
    return quote(entry["copy"]) if "copy" in entry else f"#input-{entry['sha256'][:16]}"


def _run(lock: Mapping[str, Any], record: Mapping[str, Any], objects: list[Entity], results: list[Entity]) -> Entity:
    commit = (record.get("git") or {}).get("commit") if isinstance(record.get("git"), dict) else None
    seed = lock["settings"].get("seed", {}).get("value")
    words = f"All steps, with seed {seed}" + (f", of the study at commit {commit}" if commit else "")
    return _action("#run", "govtext run", words, objects, results)


def _step(step: Mapping[str, Any], lock: Mapping[str, Any]) -> Entity:
    read = set(step["inputs"])
    objects = [{"@id": _source_id(name)} for name in step["sources"]]
    objects += [{"@id": _input_id(entry)} for entry in lock["inputs"] if f"{entry['of']}/{entry['file']}" in read]
    results = [{"@id": quote(output["file"])} for output in step["outputs"]]
    return _action(f"#step-{quote(step['name'])}", step["command_line"], f"Step {step['name']}", objects, results)


def _action(name: str, title: str, words: str, objects: Iterable[Entity], results: Iterable[Entity]) -> Entity:
    return {
        "@id": name,
        "@type": "CreateAction",
        "name": title,
        "description": words,
        "instrument": {"@id": "#govtext"},
        "object": [_reference(entity) for entity in objects],
        "result": [_reference(entity) for entity in results],
    }


def _software(lock: Mapping[str, Any]) -> Entity:
    return {
        "@id": "#govtext",
        "@type": "SoftwareApplication",
        "name": "govtext",
        "description": "How policy reports frame a problem: from raw Chinese reports to tables and charts",
        "softwareVersion": lock["versions"]["govtext"],
        "softwareRequirements": [_reference(package) for package in _packages(lock)],
    }


def _packages(lock: Mapping[str, Any]) -> list[Entity]:
    kind = {"@type": "SoftwareApplication"}
    return [
        {"@id": f"#software-{quote(name)}", **kind, "name": name, "softwareVersion": version}
        for name, version in lock["versions"].items()
        if name != "govtext" and version != "not installed"
    ]


def _listed(names: Any) -> list[str]:
    if isinstance(names, str):
        return [name.strip() for name in re.split(r"[,;，、；]", names) if name.strip()]
    return [str(name) for name in names or ()]


def _reference(entity: Entity) -> Entity:
    return {"@id": entity["@id"]}
