"""verify reads locks from anywhere: nothing outside the folder is read, nothing is believed, nothing hangs."""

from __future__ import annotations

import builtins
import copy
import io
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.errors import GovtextError
from govtext.pipeline.verify import verify
from govtext.pipeline.verifying.looking import inside
from govtext.pipeline.verifying.recorded import recorded

from .locks import write_lock, write_outputs

ZERO = "0" * 64


@pytest.fixture
def supplement(study: Path, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """Outputs without their study, and their lock; a file that nobody may read lies beside them."""
    lock = write_outputs(study)
    folder = tmp_path / "supplement"
    (study / "outputs").rename(folder)
    (tmp_path / "secret.csv").write_text("secret\n", encoding="utf-8")
    return folder, lock


HOSTILE = [
    "../secret.csv",
    "../../etc/passwd",
    "freq/../../secret.csv",
    "/etc/passwd",
    "//server/share/x",
    "\\\\server\\share\\x",
    "..\\secret.csv",
    "C:\\secret.csv",
    "C:secret.csv",
    "",
    ".",
    "a\0b",
    "\udcff\ud800",
    "x" * 5000,
    "a/" * 3000 + "b",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("part", ["outputs", "copy", "sources"])
def test_a_path_that_leads_out_is_not_read(
    name: str, part: str, supplement: tuple[Path, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, lock = supplement
    entry = {"file": name, "bytes": 7, "sha256": ZERO}
    if part == "outputs":
        lock["steps"][0]["outputs"].append(entry)
    elif part == "copy":
        lock["inputs"].append({**entry, "file": "x", "of": "study", "copy": name})
    else:
        lock["sources"].append(entry)
    write_lock_escaped(folder, lock)
    opened: list[str] = []
    usual = io.open

    def watched(file: Any, *more: Any, **options: Any) -> Any:
        opened.append(os.path.realpath(file) if isinstance(file, str | Path) else str(file))
        return usual(file, *more, **options)

    monkeypatch.setattr(builtins, "open", watched)
    monkeypatch.setattr(io, "open", watched)
    tables = verify(folder)
    monkeypatch.undo()
    assert all(path.startswith(os.path.realpath(folder)) for path in opened if "secret" in path or "passwd" in path)
    if part == "sources":  # of a study that is not here
        assert len(tables.main) == 0
    else:
        assert tables.main["status"][0] in ("outside", "missing", "no file", "unreadable")
        assert "secret" not in tables.main["found"][0]


def write_lock_escaped(folder: Path, lock: Any) -> None:
    """Write a lock in which any text can stand, lone surrogates among them."""
    import json

    (folder / "run.lock.json").write_text(json.dumps(lock), encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links")
def test_links_out_of_the_folder_are_not_followed(supplement: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    folder, _ = supplement
    (folder / "freq/freq.csv").unlink()
    (folder / "freq/freq.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    (folder / "round").symlink_to(folder, target_is_directory=True)
    table = verify(folder).main
    assert list(zip(table["file"], table["status"], strict=True)) == [
        ("freq/freq.csv", "outside"),
        ("elsewhere", "unrecorded"),
        ("round", "unrecorded"),
    ]
    assert table["found"][0] == "not read"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_a_pipe_and_a_folder_in_the_place_of_a_file_do_not_hang(supplement: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = supplement
    (folder / "freq/freq.csv").unlink()
    os.mkfifo(folder / "freq/freq.csv")
    (folder / "freq/freq.md").unlink()
    (folder / "freq/freq.md").mkdir()
    table = verify(folder).main
    assert table["status"] == ["no file", "no file"]
    assert table["found"] == ["not an ordinary file", "a folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_a_lock_that_is_a_pipe_or_a_link_is_refused(supplement: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    folder, _ = supplement
    (folder / "run.lock.json").rename(tmp_path / "other.json")
    os.mkfifo(folder / "run.lock.json")
    with pytest.raises(GovtextError, match="no file"):
        verify(folder)
    (folder / "run.lock.json").unlink()
    (folder / "run.lock.json").symlink_to(tmp_path / "other.json")
    with pytest.raises(GovtextError, match="link"):
        verify(folder)


BROKEN: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("steps", lambda lock: lock.update(steps=None)),
    ("steps", lambda lock: lock.update(steps={"a": 1})),
    ("step 1", lambda lock: lock["steps"].__setitem__(0, "freq")),
    ("step 1", lambda lock: lock["steps"][0].pop("outputs")),
    ("name", lambda lock: lock["steps"][0].update(name=5)),
    ("tables", lambda lock: lock["steps"][0].update(tables=[])),
    ("rows", lambda lock: lock["steps"][0]["tables"]["freq"].update(rows="3")),
    ("file", lambda lock: lock["steps"][0]["outputs"][0].update(file=["a"])),
    ("bytes", lambda lock: lock["steps"][0]["outputs"][0].update(bytes=True)),
    ("SHA-256", lambda lock: lock["steps"][0]["outputs"][0].update(sha256="abc")),
    ("SHA-256", lambda lock: lock["steps"][0]["outputs"][0].update(sha256="Z" * 64)),
    ("two hashes", lambda lock: lock["steps"].append(copy.deepcopy(lock["steps"][0]) | {"outputs": [
        {"file": "freq/freq.csv", "bytes": 1, "sha256": ZERO}]})),
    ("versions", lambda lock: lock.update(versions=["numpy"])),
    ("inputs", lambda lock: lock.update(inputs=[3])),
    ("of", lambda lock: lock["inputs"][0].pop("of")),
    ("file", lambda lock: lock["inputs"][0].update(copy=7)),
    ("sources", lambda lock: lock.update(sources=[[]])),
]  # fmt: skip


@pytest.mark.parametrize(("named", "breaking"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_lock_is_named_with_what_is_broken(
    named: str, breaking: Callable[[dict[str, Any]], Any], supplement: tuple[Path, dict[str, Any]],
    govtext: Callable[..., Any],
) -> None:  # fmt: skip
    folder, lock = supplement
    breaking(lock)
    write_lock(folder, lock)
    outcome = govtext("verify", folder)
    assert (outcome.code, outcome.out) == (3, "")
    (line,) = outcome.err.splitlines()
    assert "this lock is broken" in line
    assert named in line


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"x"', '{"format": 1}', "[" * 100_000, '{"format": ' + "9" * 10_000 + "}"]
)
def test_what_is_no_lock_is_said_in_one_line(
    text: str, supplement: tuple[Path, dict[str, Any]], govtext: Callable[..., Any]
) -> None:
    folder, _ = supplement
    (folder / "run.lock.json").write_text(text, encoding="utf-8")
    outcome = govtext("verify", folder)
    assert (outcome.code, outcome.out) == (3, "")
    assert len(outcome.err.splitlines()) == 1
    assert len(outcome.err) < 1000


def test_a_name_of_a_lock_does_nothing_to_a_terminal(
    supplement: tuple[Path, dict[str, Any]], govtext: Callable[..., Any]
) -> None:
    folder, lock = supplement
    name = "freq/\x1b[2J\u202egnp.\n<script>.csv"
    lock["steps"][0]["outputs"].append({"file": name, "bytes": 1, "sha256": ZERO})
    lock["versions"]["\x1b[31m"] = "\x07" * 1000
    write_lock(folder, lock)
    for form in ("table", "csv", "html"):
        outcome = govtext("verify", folder, "--format", form)
        assert outcome.code == 3
        assert not set("\x1b\u202e\x07") & set(outcome.out + outcome.err)
    assert "<script>" not in outcome.out


@given(
    st.text(max_size=30) | st.lists(st.sampled_from(["..", ".", "a", "~", "C:", "\\", "/"]), max_size=6).map("/".join)
)
@settings(max_examples=300, deadline=None)
def test_what_is_inside_is_inside(name: str) -> None:
    folder = Path("/nonexistent/outputs")
    found = inside(folder, name)
    assert found is None or os.path.realpath(found).startswith("/nonexistent/outputs")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "file", "bytes", "sha256", "outputs", "tables", "rows", "of", "copy"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON, JSON)
@settings(max_examples=300, deadline=None)
def test_any_lock_is_read_or_refused(steps: Any, inputs: Any, sources: Any) -> None:
    lock = {"steps": steps, "inputs": inputs, "sources": sources}
    with suppress(GovtextError):
        assert all(len(entry.sha256) == 64 for entry in recorded(lock, Path("run.lock.json")))
