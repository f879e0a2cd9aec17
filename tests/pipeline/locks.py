"""A study with outputs and their lock, made by hand: no run is needed to see what `verify` makes of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from govtext.pipeline.record import versions

TABLE = (
    "\ufeffterm,kind,count,per_10k\n治理,word,3,4285.714285714286\n发展,word,3,4285.714285714286\n"
    "风险,word,1,1428.5714285714287\n"
)
FILES = {"freq/freq.csv": TABLE, "freq/freq.md": "# 词频\n\n- 三行\n", "freq/freq.svg": "<svg/>\n"}


def described(name: str, path: Path, **more: Any) -> dict[str, Any]:
    data = path.read_bytes()
    return {"file": name, **more, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def write_outputs(root: Path, files: dict[str, str] | None = None) -> dict[str, Any]:
    """Write outputs, copies and the lock of a study that stands at `root`; return the lock."""
    outputs = root / "outputs"
    for name, text in (FILES if files is None else files).items():
        path = outputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    copy = outputs / "inputs" / "study" / "govtext.toml"
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes((root / "govtext.toml").read_bytes())
    toml = described("govtext.toml", root / "govtext.toml", of="study")
    lock = {
        "format": 1,
        "versions": versions(),
        "study": {"title": "t", "lang": "en"},
        "settings": {"seed": {"value": 7, "origin": "govtext.toml"}},
        "sources": [
            described(f"corpus/{name}.txt", root / "corpus" / f"{name}.txt", id=name, label=label, format="txt")
            for name, label in (("a", "甲"), ("b", "乙"))
        ],
        "cleaning": {},
        "lexicon": {},
        "inputs": [toml | {"copy": "inputs/study/govtext.toml"}],
        "steps": [
            {
                "name": "freq",
                "command": "freq",
                "command_line": "govtext freq",
                "lang": "en",
                "sources": ["a", "b"],
                "parameters": {"min_count": {"value": 1, "origin": "default"}},
                "tables": {"freq": {"file": "freq/freq.csv", "rows": 3}},
                "inputs": ["study/govtext.toml"],
                "outputs": [described(name, outputs / name) for name in (FILES if files is None else files)],
            }
        ],
    }
    write_lock(outputs, lock)
    return lock


def write_lock(outputs: Path, lock: Any) -> None:
    outputs.mkdir(parents=True, exist_ok=True)
    (outputs / "run.lock.json").write_text(json.dumps(lock, ensure_ascii=False, indent=2), encoding="utf-8")
