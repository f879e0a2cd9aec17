"""What a shell is told of a half-written command line: click's machinery, with the names that a study holds.

The study's settings are read as they stand, without opening the study, and what cannot be read gives no names.
"""

from __future__ import annotations

import io
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    split_arg_string,
)

from ..files import DATA
from . import Commands, group
from .completion import VARIABLE, script

FILE = "govtext.toml"
LARGEST = 1_000_000  # bytes of settings that are read while a person waits
# What any shell takes for one plain word. Other names are not offered: they would have to be quoted by three rules.
PLAIN = re.compile(r"[\w\-][\w\-.,:=/+@%]*\Z")
OF_TEXTS = ("chapter", "section", "author", "paragraph", "sentence")  # what --by takes beside fields
METADATA = ("label", "title", "institution", "authors", "year", "genre", "language", "keywords")
PLACES = ("id", "file", "row", "text_column", "id_column")
STOP_LISTS = ("govtext", "modals", "protected", "stopwordsiso", "study", "none", "unprotected")
LEXICONS = ("govtext", "study", "none")


class Settings:
    """The settings of the study of a command line, as written; empty where there is none that can be read."""

    def __init__(self, ctx: click.Context) -> None:
        named = ctx.find_root().params.get("study_folder")
        here = Path.cwd()
        folders = [Path(named)] if named else [here, *here.parents]
        self.root = next((folder for folder in folders if (folder / FILE).is_file()), None)
        self.written: dict[str, Any] = {}
        try:
            path = self.root / FILE if self.root else None
            if path and path.stat().st_size <= LARGEST:
                self.written = tomllib.loads(path.read_text("utf-8-sig"))
        except (OSError, ValueError):
            pass

    def tables(self, name: str) -> list[dict[str, Any]]:
        """Return the tables [[name]]."""
        tables = self.written.get(name, [])
        return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []

    def stems(self, folder: str, ending: str) -> list[str]:
        """Return the names of the files of a folder of the study, without their ending."""
        return _stems(self.root / folder, ending) if self.root else []


def _stems(folder: Path, ending: str) -> list[str]:
    try:
        return sorted(path.stem for path in folder.iterdir() if path.suffix == ending)
    except OSError:
        return []


def _ids(settings: Settings, ctx: click.Context) -> Iterable[Any]:
    return [table.get("id") for table in settings.tables("source")]


def _fields(settings: Settings, ctx: click.Context) -> Iterable[Any]:
    own = [key for table in settings.tables("source") for key in table if key not in PLACES]
    return ["source", *(own or METADATA), *OF_TEXTS]


def _groups(settings: Settings, ctx: click.Context) -> Iterable[Any]:
    by = ctx.params.get("by") or "source"
    return [table.get("id" if by == "source" else by) for table in settings.tables("source")]


def _stop_lists(settings: Settings, ctx: click.Context) -> Iterable[Any]:
    return [*STOP_LISTS, *settings.stems("stopwords", ".txt")]


def _lexicons(settings: Settings, ctx: click.Context) -> Iterable[Any]:
    return LEXICONS


def _rules(settings: Settings, ctx: click.Context) -> Iterable[Any]:
    from ..sources.rules import ALL_RULES

    return ALL_RULES


def _codebooks(settings: Settings, ctx: click.Context) -> Iterable[Any]:
    several = ["all"] if ctx.command.name == "frames" else []
    return [*settings.stems("lexicon/codebooks", ".toml"), *_stems(DATA / "codebooks", ".toml"), *several]


def _steps(settings: Settings, ctx: click.Context) -> Iterable[Any]:
    if settings.tables("step"):
        return [table.get("name", table.get("command")) for table in settings.tables("step")]
    from ..api import STANDARD

    return STANDARD


Names = Callable[[Settings, click.Context], Iterable[Any]]
# by the option or argument, of one command or of all
NAMES: dict[str, Names] = {
    **dict.fromkeys(("sources", "source", "ids", "topics intrusion files"), _ids),
    **dict.fromkeys(("by", "effect"), _fields),
    **dict.fromkeys(("compare target", "reference", "group"), _groups),
    **dict.fromkeys(("stopwords", "lists", "first", "second"), _stop_lists),
    "lexicon": _lexicons,
    "without": _rules,
    **dict.fromkeys(("codebook", "names", "show name", "export name", "lint name"), _codebooks),
    **dict.fromkeys(("only", "start", "from_", "steps"), _steps),
}
LISTED = ("stopwords", "lists", "first", "second", "lexicon", "without", "codebook", "only")  # names parted by commas


def _complete(parameter: click.Parameter, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """Return what may stand in the place of a parameter: files where it takes them, then names."""
    metavar = parameter.metavar or ""
    items: list[CompletionItem[str]] = []
    if re.search("FILE|PATH|MODEL", metavar):
        items.append(CompletionItem(incomplete, type="file"))
    elif "DIR" in metavar:
        items.append(CompletionItem(incomplete, type="dir"))
    key = parameter.name or ""
    names = NAMES.get(f"{ctx.info_name} {key}") or NAMES.get(f"{ctx.command.name} {key}") or NAMES.get(key)
    before, comma, last = incomplete.rpartition(",") if key in LISTED else ("", "", incomplete)
    taken = set(before.split(","))
    held = dict.fromkeys(str(name) for name in (names(Settings(ctx), ctx) if names else ()))
    fitting = [name for name in held if name.startswith(last) and name not in taken]
    return items + [CompletionItem(f"{before}{comma}{name}") for name in fitting]


def _within(command: click.Command) -> Iterator[click.Command]:
    """Yield a command, those under it, and the verbs that its first word may be."""
    yield command
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from _within(one)
    elif command.name == "topics":
        from .topics import VERBS

        yield from (import_module(f".topics.{verb}", __package__).command for verb in VERBS)


class Completing(Commands):
    """The commands, each with its parameters completed by the study's names."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load a command; its own choices and paths are completed by click."""
        command = super().get_command(ctx, name)
        for one in _within(command) if command else ():
            for parameter in one.params:
                if isinstance(parameter.type, click.types.StringParamType):
                    setattr(parameter, "shell_complete", partial(_complete, parameter))  # noqa: B010
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the commands with their lines of help, without loading one; the switches after a hyphen."""
        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
        from . import COMMANDS

        return [CompletionItem(name, help=line) for name, line in COMMANDS.items() if name.startswith(incomplete)]


class _Plain(ShellComplete):
    """What all shells have in common: only plain words are told, and a value behind `=` keeps its option."""

    def source(self) -> str:
        """Return the script of the shell."""
        return script(self.name)

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Return what may follow, the verbs of a command among it."""
        option, equals, _ = incomplete.partition("=")
        items = super().get_completions(args, incomplete)
        if args == ["topics"] or (len(args) > 1 and args[-1] == "topics" and args[-2] != "-"):
            from .topics import VERBS

            items = [CompletionItem(verb, help=VERBS[verb]) for verb in VERBS if verb.startswith(incomplete)] + items
        if equals and option.startswith("--"):
            for item in items:
                item.value = f"{option}={item.value}"
        return [item for item in items if item.type != "plain" or PLAIN.match(str(item.value))]


class _Bash(_Plain, BashComplete):
    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words, which come a line each and as typed; bash parts `--by=year` into three."""
        place = int(os.environ["COMP_CWORD"])
        typed = os.environ["COMP_WORDS"].split("\n")[: place + 1]
        words = ["".join(split_arg_string(word)[:1]) for word in typed] + [""] * (place + 1 - len(typed))
        kept = [word for at, word in enumerate(words) if at == place or word != "=" or words[at - 1][:2] != "--"]
        return kept[1:-1], "" if kept[-1] == "=" else kept[-1]


class _Zsh(_Plain, ZshComplete):
    pass


class _Fish(_Plain, FishComplete):
    pass


SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def complete(instruction: str) -> int:
    """Print what may follow, as a shell asked for it (`bash_complete`); nothing where anything is wrong."""
    shell, _, what = instruction.partition("_")
    if shell not in SHELLS or what != "complete":
        return 1
    try:
        with redirect_stderr(io.StringIO()):
            commands = Completing("govtext", params=group.params)
            text = SHELLS[shell](commands, {}, "govtext", VARIABLE).complete()
    except Exception:  # in the middle of a person's line there is no place for a message
        return 0
    click.echo(text.encode())
    return 0
