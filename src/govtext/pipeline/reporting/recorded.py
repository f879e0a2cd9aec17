"""What a report says of its making: command lines, the bytes that were read, versions."""

from __future__ import annotations

from typing import Any

from ...output.report.model import Section, Shown
from ...table import Table, Text, columns_of


def record_section(lock: dict[str, Any]) -> Section:
    """Return the section of the record, from the lock alone."""
    steps = [(one["name"], one["command_line"]) for one in lock["steps"]]
    sources = [(one["file"], one["bytes"], one["sha256"]) for one in lock["sources"]]
    lists = [(one["file"], one["bytes"], one["sha256"]) for one in lock["inputs"]]
    versions = list(lock["versions"].items())
    tables = (
        ("steps", Text("Steps", "步骤"), ("step", "command_line"), steps),
        (
            "inputs",
            Text("Files that were read", "所读文件"),
            ("file", "bytes", "sha256"),
            [*dict.fromkeys(sources), *lists],
        ),
        ("versions", Text("Versions", "版本"), ("package", "version"), versions),
    )
    made = [Table(name, title, columns_of(keys, rows), labels=LABELS, top=0) for name, title, keys, rows in tables]
    note = Text(
        "All of it is in run.lock.json; whether the outputs are those it describes: govtext verify.",
        "完整记录见 run.lock.json；核对输出是否与之相符：govtext verify。",
    )
    return Section(
        "record", Text("Record", "运行记录"), tables=[Shown(one, "", len(one)) for one in made], notes=[note]
    )


LABELS = {
    "command_line": Text("command line", "命令行"),
    "bytes": Text("bytes", "字节"),
    "sha256": Text("SHA-256", "SHA-256"),
    "package": Text("package", "软件包"),
    "version": Text("version", "版本"),
}
