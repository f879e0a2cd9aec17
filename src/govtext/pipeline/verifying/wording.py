"""What `govtext verify` says: notes, and the one line at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ... import __version__
from ...errors import shortened
from ...output.lock import FILE as LOCK
from ...table import Tables, Text
from ..record import FILE as RECORD
from .again import AGAIN, DIFFERS, PARAMETER, STEP
from .derived import DERIVED
from .looking import UNRECORDED
from .recorded import COPY, INPUT, OUTPUT, SOURCE, Recorded

PAGES = ("report.html", "report.zh-CN.html")  # of `govtext report`, which checks what it shows by itself
BESIDE = (LOCK, RECORD, "METHODS.md", "METHODS.zh-CN.md", "references.bib", "ro-crate-metadata.json")
MOST_NAMED, MOST_FILES = 8, 3  # versions named in a note, files in the last line
SAID_AS = {
    OUTPUT: ("output", "outputs"),
    COPY: ("copy", "copies"),
    INPUT: ("input", "inputs"),
    SOURCE: ("source", "sources"),
    AGAIN: ("file of the fresh run", "files of the fresh run"),
    DERIVED: ("text from the lock", "texts from the lock"),
    STEP: ("step", "steps"),
    PARAMETER: ("parameter", "parameters"),
}
KINDS = {
    OUTPUT: Text("outputs", "产出文件"),
    COPY: Text("copies of inputs", "输入副本"),
    INPUT: Text("inputs", "输入文件"),
    SOURCE: Text("sources", "来源文本"),
}


def shown(text: str) -> str:
    r"""Return a text that a lock or a file gives, with nothing in it that a terminal would act on.

    Example:
        >>> shown("a\x1b[2J治理")
        'a\\x1b[2J治理'
    """
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def differences(tables: Tables) -> str:
    """Return in one line what differs, empty where nothing does."""
    counts, files = tables.main.parameters["differing"], tables.main.parameters["files"]
    words = ", ".join(_so_many(count, *place) for place, count in counts.items())
    some = ", ".join(files[:MOST_FILES]) + " …" * (len(files) > MOST_FILES)
    return f"{words} ({some})" if some else words


def remedy(tables: Tables, with_study: bool) -> str:
    """Return what to do about what differs."""
    places = set(tables.main.parameters["differing"])
    if not with_study:
        return "ask whoever made the files for those that are recorded"
    of_run = {(kind, status) for kind, status in places if kind in (AGAIN, PARAMETER, STEP)}
    stale = places - of_run - {(OUTPUT, UNRECORDED)}
    advice = ["govtext run makes outputs again"] if stale else []
    advice += ["take away what no step made, or write a step for it"] if (OUTPUT, UNRECORDED) in places else []
    advice += ["look for a cause in versions, inputs and parameters"] if of_run else []
    return "; ".join(advice)


def _so_many(count: int, kind: str, status: str) -> str:
    one, more = SAID_AS[kind]
    return f"{count:,} {more if count != 1 else one} {'differ' if status == DIFFERS and count != 1 else status}"


def counted(entries: Sequence[Recorded]) -> Text:
    """Return how many files are checked."""
    counts = {kind: sum(entry.kind == kind for entry in entries) for kind in KINDS}
    there = [(count, KINDS[kind]) for kind, count in counts.items() if count]
    english = ", ".join(f"{count:,} {words.en}" for count, words in there) or "no files"
    chinese = "、".join(f"{words.zh} {count:,} 个" for count, words in there) or "无文件"
    return Text(f"checked by SHA-256: {english}", f"按 SHA-256 核对：{chinese}")


def without_study(root: Path | None, fault: str) -> list[Text]:
    """Return what is not checked where the study is not there, or cannot be opened."""
    if root is None:
        return [
            Text(
                "the study is not here, so its inputs and sources are not checked, only the copies under inputs/",
                "此处只有产出而无研究文件夹，故未核对输入与来源文本，只核对 inputs/ 中的副本",
            )
        ]
    if fault:
        return [Text(f"the study cannot be opened: {fault}", f"研究文件夹无法打开：{fault}")]
    return []


def versions_note(other: Sequence[tuple[str, str, str]]) -> list[Text]:
    """Return (package, version in the lock, version here) of those that differ, in words."""
    if not other:
        return [Text("versions are those of the lock", "各软件版本与记录一致")]
    some = ", ".join(f"{shortened(name)} {shortened(old)} (here {now})" for name, old, now in other[:MOST_NAMED])
    some = shown(some) + " …" * (len(other) > MOST_NAMED)
    return [Text(f"versions differ from those of the lock: {some}", f"软件版本与记录不同：{some}")]


def unchecked(lock_version: str) -> Text:
    """Return what is not checked, given the version of govtext that made the lock."""
    if lock_version == __version__:
        return Text(f"not checked: {RECORD}, which holds machine and times", f"未核对：{RECORD}（机器与时间）")
    texts = ", ".join(BESIDE[2:])
    return Text(
        f"not checked: {RECORD}, which holds machine and times, and what another version of govtext wrote from the "
        f"lock ({texts})",
        f"未核对：{RECORD}（机器与时间），以及由另一版本 govtext 据运行记录写成的 {texts}",
    )


def run_anew(same: int, files: int) -> Text:
    """Return how many files a fresh run made as they were recorded."""
    return Text(
        f"run anew: {same:,} of {files:,} outputs have the recorded bytes again",
        f"重新运行：{files:,} 个产出文件中 {same:,} 个与记录逐字节一致",
    )
