"""What a step reads beside its sources: lists, lexicons, codebooks, files that its options name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..analyses.acting import gazetteer
from ..analyses.citing import catalogue
from ..api import ANALYSES, named_files
from ..figures.fonts import is_file
from ..files import DATA, read_bytes, sha256, write_atomic
from ..sources.source import Source
from ..study import FILE, Study, files_in, open_study
from ..study.codebooks import ALL, codebook_files
from ..study.instruments import FILE as INSTRUMENTS
from ..study.topic_labels import FILE as LABELS
from ..tokens.lexicon import GLOSSES
from ..tokens.stopwords import DEFAULT, DEFAULT_FOR_TOPICS, named_lists
from .dependence import depends, reads_field
from .step import INPUTS, Step, files_read
from .values import look_for

STUDY, SHIPPED, ELSEWHERE = "study", "govtext", "elsewhere"


@dataclass
class Seen:
    """The SHA-256 of files as they were when a run first looked at them.

    Attributes:
        digests: file → SHA-256.
        sizes: file → bytes.
    """

    digests: dict[Path, str] = field(default_factory=dict)
    sizes: dict[Path, int] = field(default_factory=dict)

    def sha256(self, path: Path) -> str:
        """Return the hash of a file as it was first seen."""
        if path not in self.digests:
            data = read_bytes(path)
            self.digests[path], self.sizes[path] = sha256(data), len(data)
        return self.digests[path]

    def changed(self, paths: Iterable[Path]) -> list[Path]:
        """Return those of some files that are not as they were first seen."""
        return [path for path in paths if not path.is_file() or sha256(read_bytes(path)) != self.sha256(path)]


def lists_of(study: Study, step: Step) -> list[Path]:
    """Return the files that a step reads beside its sources, the shipped ones among them, without the study's settings.

    Raises:
        GovtextError: a list is named that is not there.
    """
    kinds = depends(step.command, step.options)
    own = step.command in ANALYSES  # what a task reads it names all by itself
    found = [path for kind in KINDS if kind in kinds and own for path in KINDS[kind](study, step)]
    found += files_read(study, step)
    font = look_for(study, step.showing).font
    found += [Path(font)] if font and is_file(font) and Path(font).is_file() else []
    files = [file for path in found for file in (_inside(path) if path.is_dir() else [path])]
    return list(dict.fromkeys(map(plain_path, files)))


def inside_folders(study: Study, step: Step) -> list[Path]:
    """Return the files of other corpora that a step reads."""
    corpora = [path for path in files_read(study, step) if path.is_dir()]
    named = step.options.get("reference_corpus")
    corpora += [path for path in (named_files(study, named) if named else []) if path.is_file()]
    found = (file for path in corpora for file in (_inside(path) if path.is_dir() else [path]))
    return [plain_path(path) for path in found]


def plain_path(path: Path) -> Path:
    """Return an absolute path without `..`; links stay as they are called."""
    return Path(os.path.abspath(path))  # noqa: PTH100 resolve() would follow links


def _inside(folder: Path) -> list[Path]:
    """Return the files of a folder that is read as a corpus: of a study its settings and sources, else its texts."""
    if not (folder / FILE).is_file():
        return files_in(folder)
    return [folder / FILE, *(source.path for source in open_study(folder).sources)]


def _stop_lists(study: Study, step: Step) -> list[Path]:
    usual = DEFAULT_FOR_TOPICS if step.command == "topics" else DEFAULT
    names = study.stopwords_named(step.options.get("stopwords"), usual)
    lists = named_lists([name.strip() for name in names.split(",") if name.strip()], study.stopwords_folder)
    return list(dict.fromkeys(one.path for one in lists if one.path))


def _lexicon(study: Study, step: Step) -> list[Path]:
    return [path for path in study.lexicons(step.options.get("lexicon")).files if path.name != GLOSSES]


def _glosses(study: Study, step: Step) -> list[Path]:
    return [path for path in study.lexicons(step.options.get("lexicon")).files if path.name == GLOSSES]


def _codebooks(study: Study, step: Step) -> list[Path]:
    names = step.options.get("codebook") or (ALL if step.options.get("mutual") else None)
    return codebook_files(study, names)


def _own(study: Study, *names: str) -> list[Path]:
    paths = [study.root / "lexicon" / name for name in names] if study.root else []
    return [path for path in paths if path.is_file()]


KINDS: dict[str, Callable[[Study, Step], list[Path]]] = {
    "stopwords": _stop_lists,
    "lexicon": _lexicon,
    "glosses": _glosses,
    "labels": lambda study, step: _own(study, LABELS),
    "actors": lambda study, step: [gazetteer.SHIPPED, *_own(study, gazetteer.FILE)],
    "instruments": lambda study, step: [catalogue.SHIPPED, *_own(study, INSTRUMENTS)],
    "codebooks": _codebooks,
}


def shown(path: Path, root: Path) -> tuple[str, str]:
    """Return how a record names a file (from the study's folder, or from govtext's data), and whose it is."""
    if path.is_relative_to(DATA):
        return path.relative_to(DATA).as_posix(), SHIPPED
    name = relative(path, root)
    return name, ELSEWHERE if name.startswith("..") or Path(name).is_absolute() else STUDY


def named(path: Path, root: Path) -> str:
    """Return the one name of a file among all that a run read: whose it is, and how it is called there."""
    name, of = shown(path, root)
    return f"{of}/{name}"


def relative(path: Path, root: Path) -> str:
    """Return a path as seen from a folder; as it is where there is no way (another drive)."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        return path.as_posix()


def described(paths: Iterable[Path], root: Path, seen: Seen, whole: frozenset[Path]) -> list[dict[str, Any]]:
    """Return the entries of a lock for what was read, in order of owner and name.

    Args:
        paths: the files.
        root: the study's folder.
        seen: their hashes.
        whole: files of other corpora, which are not copied.
    """
    entries: list[dict[str, Any]] = []
    taken: set[str] = set()
    for name, of, path in sorted((*shown(path, root), path) for path in set(paths)):
        digest = seen.sha256(path)
        entry: dict[str, Any] = {"file": name, "of": of, "bytes": seen.sizes[path], "sha256": digest}
        if path not in whole:
            entry["copy"] = _copy_name(name, of, digest, taken)
        entries.append(entry)
    return sorted(entries, key=lambda entry: (entry["of"] != STUDY, entry["of"], entry["file"]))


def _copy_name(name: str, of: str, digest: str, taken: set[str]) -> str:
    """Return where the copy of a file stands under outputs/; of two of one name elsewhere, the second is told apart."""
    inside = Path(name).name if of == ELSEWHERE else name
    copy = f"{INPUTS}/{of}/{inside}"
    if copy in taken:
        copy = f"{INPUTS}/{of}/{digest[:8]}-{inside}"
    taken.add(copy)
    return copy


def copy_lists(entries: Iterable[dict[str, Any]], before: Iterable[str], root: Path, outputs: Path) -> None:
    """Copy what was read to outputs/inputs/, and take away copies of what is read no more.

    Args:
        entries: of the lock.
        before: the copies that the run before made.
        root: the study's folder.
        outputs: its outputs.

    Raises:
        GovtextError: a file cannot be read or written.
    """
    wanted = {}
    for entry in entries:
        if "copy" in entry:
            wanted[outputs / entry["copy"]] = DATA / entry["file"] if entry["of"] == SHIPPED else root / entry["file"]
    for old in (outputs / name for name in before):
        if old not in wanted and old.is_file() and not old.is_symlink():
            old.unlink()
            with suppress(OSError):  # others may stand there
                old.parent.rmdir()
    for copy, path in wanted.items():
        data = read_bytes(path)
        if not copy.is_file() or copy.read_bytes() != data:
            write_atomic(copy, data)


def of_sources(sources: Iterable[Source], digests: Iterable[str], step: Step | None) -> list[list[Any]]:
    """Return what of each source a step depends on: its id, bytes, place in the file and the metadata that it reads.

    Args:
        sources: the sources.
        digests: the hashes of their files.
        step: the step; None takes all metadata.
    """
    listed = []
    for source, digest in zip(sources, digests, strict=True):
        fields = [key for key in sorted(source.fields) if step is None or reads_field(step.command, step.options, key)]
        told = [source.id, source.label, source.path.suffix.lower(), digest, source.place]
        listed.append([*told, [[key, source.fields[key]] for key in fields]])
    return listed
