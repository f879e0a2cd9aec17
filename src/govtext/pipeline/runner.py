"""A run under way: which steps have to run, what became of them, and the lock that says so at every moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import GovtextError, NothingFound, UsageProblem
from ..files import make_folder, read_bytes, sha256
from ..output import lock as locks
from ..study import Study
from . import record
from .inputs import Seen, copy_lists, inside_folders, lists_of, named
from .keys import head_key, key_of, made_of, why
from .leaving import CRATE, take_away, write_crate, write_if_other, write_methods
from .lock import HEAD, head, inputs, said_anew, step_entry
from .lock_before import read_before
from .schedule import do_steps
from .step import INPUTS, Step
from .working import Worked

BEGUN, DONE, UNCHANGED, FAILED, LEFT_OUT = "begun", "done", "unchanged", "failed", "left out"
Told = Callable[[int, int, Step, str, float | None], None]


@dataclass(frozen=True)
class Planned:
    """A step, whether it would run, and why."""

    step: Step
    runs: bool
    reason: str


class Runner:
    """One run of a study's steps.

    Args:
        study: the study.
        steps: all its steps.
        chosen: those that are asked for.
        force: run also what is unchanged.
        told: called (number of the step, steps, step, status, seconds).
    """

    def __init__(
        self, study: Study, steps: Sequence[Step], chosen: Sequence[Step], force: bool, told: Told | None
    ) -> None:
        outputs = study.outputs
        assert outputs is not None
        self.study, self.steps, self.chosen, self.force, self.told = study, steps, chosen, force, told
        self.outputs = outputs
        self.path = outputs / locks.FILE
        self.before = self._lock_before()
        self.seen = Seen()
        self.sources = {step.name: study.choose(step.sources) for step in steps}
        used = {source.id: source for sources in self.sources.values() for source in sources}
        self.used = [source for source in study.choose() if source.id in used]
        self.entries: dict[str, dict[str, Any]] = {}
        self.lists = {step.name: self._lists(step) for step in steps}
        self.keys: dict[str, str] = {}
        self.parts: dict[str, dict[str, str]] = {}
        self.status: dict[str, dict[str, Any]] = {}
        self.head: dict[str, Any] = {}

    # what is there

    def _lock_before(self) -> dict[str, Any]:
        """Return the lock of the run before; empty where there is none that can be read."""
        if not (self.path.exists() or self.path.is_symlink()):
            return {}
        try:
            return read_before(self.outputs)
        except GovtextError as error:
            self.study.warn(f"{error.what}: all steps are run")
            return {}

    def _lists(self, step: Step) -> list[Path]:
        """Return the files that a step reads beside its sources, without those that steps before it make."""
        made: set[Path] = set()
        open_still: list[Path] = []  # folders of steps that have not run: all in them may be theirs
        for folder in (self.outputs, self.study.folder() / "outputs"):
            for name in step.needs:
                entry = self.entries.get(name) or self._entry_before(name)
                made.update(folder / one["file"] for one in entry["outputs"]) if entry else open_still.append(
                    folder / name
                )
        paths = [path for path in lists_of(self.study, step) if path not in made]
        return [path for path in paths if not any(path.is_relative_to(folder) for folder in open_still)]

    def _entry_before(self, name: str) -> dict[str, Any] | None:
        return next((one for one in self.before.get("steps", []) if one.get("name") == name), None)

    def _made_of(self, step: Step) -> dict[str, str]:
        """Return the hashes of what a step depends on, the steps it reads from among them."""
        earlier = {name: self.keys.get(name, "") for name in step.needs}
        return made_of(self.study, step, self.sources[step.name], self.lists[step.name], self.seen, earlier)

    def _reason(self, step: Step, parts: dict[str, str]) -> str:
        """Return why a step has to run; empty where all is as it was."""
        entry = self._entry_before(step.name)
        if entry is None:
            return "not run yet"
        if entry.get("key") != key_of(parts):
            return self._what_changed(step, entry, parts)
        for one in entry["outputs"]:
            path = self.outputs / one["file"]
            if not path.is_file():
                return f"{one['file']} is missing"
            if path.is_symlink() or path.stat().st_size != one["bytes"] or sha256(read_bytes(path)) != one["sha256"]:
                return f"{one['file']} is not as it was written"
        return ""

    def _what_changed(self, step: Step, entry: dict[str, Any], parts: dict[str, str]) -> str:
        """Return what a step depends on and is another than when it was run; lists by their names."""
        before = {f"{one['of']}/{one['file']}": one["sha256"] for one in self.before["inputs"]}
        before = {name: before.get(name, "") for name in entry["inputs"]}
        root = self.study.folder()
        now = {named(path, root): self.seen.sha256(path) for path in self.lists[step.name] if path.is_file()}
        lists = [name for name in sorted(before | now) if before.get(name) != now.get(name)]
        return why(entry.get("made_of", {}), parts, lists) or "made otherwise"

    def _look_at_others(self) -> None:
        """Keep what the lock says of steps that are not asked for, where they would be made so now."""
        for step in self.steps:
            if step not in self.chosen:
                parts = self._made_of(step)
                entry = self._entry_before(step.name)
                self.entries.pop(step.name, None)
                self.keys[step.name] = key_of(parts)
                if entry is not None and not self._reason(step, parts):
                    self.entries[step.name] = said_anew(self.study, step, entry)

    # planning

    def plan(self) -> list[Planned]:
        """Return what would be done with each step that is asked for."""
        self._look_at_others()
        planned: list[Planned] = []
        for step in self.chosen:
            before = [one.step.name for one in planned if one.runs and one.step.name in step.needs]
            parts = self._made_of(step)
            self.keys[step.name] = key_of(parts)
            reason = f"it reads from {', '.join(before)}" if before else self._reason(step, parts)
            reason = reason or ("asked for" if self.force else "")
            planned.append(Planned(step, bool(reason), reason))
        return planned

    # running

    def run(self, jobs: int, crate: bool, command: Sequence[str]) -> Path:
        """Run what has to run, and write the records; return the path of run.json."""
        self._check_places()
        crate = crate or (self.outputs / CRATE).exists()  # one that is there is kept up to date
        history, start = record.git_state(self.study.folder()), time.perf_counter()
        self.study.notice_changes(self.used, self.study.digests(self.used))
        self._look_at_others()
        self._check_needs()
        self.head = self._head()
        ended = "interrupted"
        try:
            do_steps(self.study, self.chosen, jobs, self)
            self._look_at_others()
            self._leave()
            ended = "done"
        except Exception:
            ended = "failed"
            raise
        finally:
            self._write_lock()
            self._copy_lists()
            self._record(command, history, ended, time.perf_counter() - start, jobs)
        if crate:
            write_crate(self.outputs, self.lock())
        return self.outputs / record.FILE

    def wanted(self, step: Step) -> bool:
        """Tell whether a step has to run; what the lock says of it is taken out before its outputs are touched."""
        if step.needs:  # now it is known which files those steps have made
            self.lists[step.name] = self._lists(step)
        parts = self._made_of(step)
        self.parts[step.name], self.keys[step.name] = parts, key_of(parts)
        reason = self._reason(step, parts)
        if not reason and not self.force:
            entry = self._entry_before(step.name)
            assert entry is not None
            self.entries[step.name] = said_anew(self.study, step, entry)
            self._tell(step, UNCHANGED, None)
            return False
        if reason.endswith("is not as it was written"):
            self.study.warn(f"outputs/{reason}, so step {step.name} is run again")
        self._write_lock()
        take_away(self.outputs)
        self._tell(step, BEGUN, None)
        return True

    def finished(self, step: Step, worked: Worked) -> None:
        """Record a step.

        Raises:
            GovtextError: what it read has changed since the run began.
        """
        read = [*(source.path for source in self.sources[step.name]), *self.lists[step.name]]
        if changed := self.seen.changed(read):
            what = f"changed while step {step.name} was running, so its outputs may mix what it was and what it is"
            raise GovtextError(what, where=changed[0], remedy="run again: what is not affected is not made anew")
        for warning in worked.warnings:
            self.study.warn(warning)
        self._clear_up(step, worked)
        parts, key = self.parts[step.name], self.keys[step.name]
        self.entries[step.name] = step_entry(self.study, step, worked, parts, key, self.lists[step.name])
        self._write_lock()
        self._tell(step, DONE, round(worked.seconds, 3))

    def _clear_up(self, step: Step, worked: Worked) -> None:
        """Take away what the step wrote before and does not write now, where it is as it was written."""
        entry = self._entry_before(step.name)
        for one in entry["outputs"] if entry else []:
            path = self.outputs / one["file"]
            inside = path.resolve().is_relative_to((self.outputs / step.name).resolve())
            if path not in worked.files and inside and path.is_file() and sha256(read_bytes(path)) == one["sha256"]:
                path.unlink()

    def failed(self, step: Step, error: GovtextError) -> GovtextError | None:
        """Return what is to be said of a step that failed; None where nobody asked for it by name."""
        if isinstance(error, NothingFound) and not self.study.steps:
            self.study.warn(f"{error.what}: {step.command} is left out")
            self._tell(step, LEFT_OUT, None)
            return None
        self._tell(step, FAILED, None)
        what = f"step {self._number(step)} ({step.name}): {error.what}"
        return GovtextError(what, where=error.where, remedy=error.remedy)

    def _number(self, step: Step) -> int:
        return 1 + next(place for place, one in enumerate(self.steps) if one.name == step.name)

    def _tell(self, step: Step, status: str, seconds: float | None) -> None:
        self.status[step.name] = {"name": step.name, "status": status, "seconds": seconds}
        if self.told:
            self.told(self._number(step), len(self.steps), step, status, seconds)

    # before and after

    def _check_places(self) -> None:
        """Refuse to run where a folder stands in the place of a record."""
        for name in (record.FILE, locks.FILE):
            if (self.outputs / name).is_dir():
                what = "a folder stands where a file is to be written"
                raise GovtextError(what, where=self.outputs / name, remedy="move it away")
        copies = self.outputs / INPUTS
        for path in (copies, *(copies.rglob("*") if copies.is_dir() and not copies.is_symlink() else ())):
            if path.is_symlink():
                what = "a link stands where lists are copied to, and what it leads to would be written over"
                raise GovtextError(what, where=path, remedy="take it away")

    def _check_needs(self) -> None:
        """Refuse a step that reads from one that is neither asked for nor as it would be made now."""
        asked = {step.name for step in self.chosen}
        for step in self.chosen:
            for name in step.needs:
                if name not in asked and name not in self.entries:
                    what = f"step {step.name} reads from step {name}, whose outputs are missing or outdated"
                    raise UsageProblem(what, remedy=f"run it too: --only {name} --only {step.name}")

    def _head(self) -> dict[str, Any]:
        """Return what a lock says before its steps: as it was, where nothing of it is another."""
        key = head_key(self.study, self.used, self.seen)
        if self.before.get("key") == key:
            return {name: self.before[name] for name in HEAD}
        made = head(self.study, self.used, self.seen)
        return {"format": made.pop("format"), "key": key, **made}

    def lock(self) -> dict[str, Any]:
        """Return the lock of what is finished so far."""
        entries = [self.entries[step.name] for step in self.steps if step.name in self.entries]
        lists = {name: self.lists[name] for name in self.entries}
        recorded = [step for step in self.steps if step.name in self.entries]
        whole = frozenset(path for step in recorded for path in inside_folders(self.study, step))
        return {**self.head, "inputs": inputs(self.study, lists, whole, self.seen), "steps": entries}

    def _write_lock(self) -> None:
        if self.head:
            make_folder(self.outputs)
            write_if_other(self.path, locks.as_text(self.lock()))

    def _leave(self) -> None:
        """Write what stands beside the lock: the lists as used, and what is made from the lock alone."""
        for step in self.steps:
            if step.name not in self.entries and self._entry_before(step.name) is not None and step not in self.chosen:
                reason = self._reason(step, self._made_of(step))
                self.study.warn(f"outputs/{step.name} is outdated ({reason}) and no longer in the lock")
        write_methods(self.outputs, self.lock())

    def _copy_lists(self) -> None:
        """Keep the lists as they were used; of other copies take away those that the run before made."""
        if self.head:
            before = [one["copy"] for one in self.before.get("inputs", []) if "copy" in one]
            copy_lists(self.lock()["inputs"], before, self.study.folder(), self.outputs)

    def _record(
        self, command: Sequence[str], history: dict[str, Any] | None, ended: str, seconds: float, jobs: int
    ) -> None:
        """Write run.json: the machine, the times, what became of each step."""
        text = locks.as_text(self.lock()) if self.head else ""
        record.write(
            self.outputs / record.FILE,
            {
                "command": list(command),
                "ended": ended,
                "study": self.study.title,
                "seed": self.study.seed,
                "jobs": jobs,
                "lock": {"file": locks.FILE, "sha256": sha256(text.encode())},
                "steps": [self.status[step.name] for step in self.steps if step.name in self.status],
                "seconds": round(seconds, 3),
                "git": history,
                "environment": record.environment(),
                "distributions": record.installed(),
            },
        )
