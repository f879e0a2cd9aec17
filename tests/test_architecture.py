"""The floors of the house: imports only go down, and each floor keeps its own rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import govtext

ROOT = Path(govtext.__file__).parent
FLOORS = (
    ("__main__",),
    ("cli",),
    ("pipeline",),
    ("api",),
    ("corpus",),
    ("study",),
    ("output",),
    ("figures",),
    ("analyses",),
    ("models",),
    ("measures",),
    ("codebooks",),
    ("tokens",),
    ("sources",),
    ("table", "labels"),
    ("files", "errors", "progress", "dictionary"),
)
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}
HEAVY = {
    *("gensim", "sklearn", "scipy", "matplotlib", "tabulate", "jieba", "rjieba", "networkx", "pandas"),
    *(
        "docx",
        "lxml",
        "openpyxl",
        "pypdfium2",
        "trafilatura",
        "ahocorasick_rs",
        "joblib",
        "tomotopy",
        "stopwordsiso",
        "regex",
        "yaml",
    ),
}
MODULES = sorted(ROOT.rglob("*.py"))
SHOWN = [path.relative_to(ROOT).as_posix() for path in MODULES]


def floor(path: Path) -> str:
    """Return the floor a module stands on: its folder, or its own name at the top."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def walk(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree, leaving out what only a type checker reads."""
    for child in ast.iter_child_nodes(tree):
        if is_type_checking(child):
            assert isinstance(child, ast.If)
            for other in child.orelse:
                yield other
                yield from walk(other)
        else:
            yield child
            yield from walk(child)


def imported(node: ast.AST, path: Path) -> list[str]:
    """Return the full names of the modules that a statement imports; `from x import y` counts as x.y."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        package = ("govtext", *path.relative_to(ROOT).parts[:-1])
        kept = package[: len(package) - node.level + 1]
        base = ".".join([*kept, base]) if base else ".".join(kept)
    return [f"{base}.{alias.name}" for alias in node.names]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> list[tuple[int, str]]:
    return [(node.lineno, name) for node in walk(tree_of(path)) for name in imported(node, path)]  # type: ignore[attr-defined]


def at_module_level(path: Path) -> list[str]:
    """Return what is imported when the module is, not when one of its functions is called."""
    found: list[str] = []
    waiting: list[ast.AST] = list(tree_of(path).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or is_type_checking(node):
            continue
        found += imported(node, path)
        waiting += ast.iter_child_nodes(node)
    return found


def test_every_module_has_a_floor() -> None:
    assert {floor(path) for path in MODULES if path.name != "__init__.py" or path.parent != ROOT} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=SHOWN)
def test_imports_only_go_down(path: Path) -> None:
    if path == ROOT / "__init__.py":
        assert set(at_module_level(path)) == {"__future__.annotations", "typing.Any"}
        return
    here = floor(path)
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] != "govtext" or parts[1:] in ([], ["__version__"]):
            continue
        there = parts[1]
        assert there in LEVEL, f"line {line} imports {name}"
        beside = LEVEL[there] == LEVEL[here] and (here == there or len(FLOORS[LEVEL[here]]) > 1)
        assert beside or LEVEL[there] > LEVEL[here], f"line {line}: {here} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=SHOWN)
def test_heavy_libraries_are_imported_where_they_are_needed(path: Path) -> None:
    assert {name.split(".")[0] for name in at_module_level(path)} & HEAVY == set()


BELOW_CLI = [path for path in MODULES if floor(path) not in ("__main__", "cli")]
ids = [path.relative_to(ROOT).as_posix() for path in BELOW_CLI]


@pytest.mark.parametrize("path", BELOW_CLI, ids=ids)
def test_nothing_below_the_shell_prints_or_reads_options(path: Path) -> None:
    assert not [name for _, name in imports(path) if name.split(".")[0] in ("click", "argparse", "optparse")]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input"), f"line {node.lineno}"
        if isinstance(node, ast.Attribute):
            shown = ast.unparse(node)
            forbidden = ("sys.stdout", "sys.stderr", "sys.argv", "sys.exit")
            assert shown not in forbidden, f"line {node.lineno}: {shown}"


MEASURES = [path for path in MODULES if floor(path) == "measures"]


@pytest.mark.parametrize("path", MEASURES, ids=[path.relative_to(ROOT).as_posix() for path in MEASURES])
def test_measures_know_numbers_only(path: Path) -> None:
    for line, name in imports(path):
        assert name.split(".")[0] in ("__future__", "numpy", "math", "collections", "typing", "scipy", "govtext"), line
        if name.startswith("govtext"):
            assert name.split(".")[1] == "measures", f"line {line} imports {name}"
    calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    names = {node.id if isinstance(node, ast.Name) else getattr(node, "attr", "") for node in calls}
    assert names & {"open", "read_text", "write_text", "read_bytes", "write_bytes", "load", "save", "loadtxt"} == set()


def test_each_analysis_has_its_mirrors() -> None:
    from govtext.api import ANALYSES

    for command in ANALYSES:
        for folder in ("cli", "analyses", "figures"):
            mirrors = (ROOT / folder / f"{command}.py", ROOT / folder / command / "__init__.py")
            assert any(path.is_file() for path in mirrors), f"{folder}/{command}.py"
