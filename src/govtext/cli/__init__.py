"""The command line. One command a file; a command is loaded when it is called, not before."""

from __future__ import annotations

import os
import re
import sys
import traceback
from dataclasses import dataclass
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..errors import GovtextError, from_os_error

if TYPE_CHECKING:
    from ..study import Study

COMMANDS = {
    "init": "Make a study that runs at once on demonstration texts.",
    "corpus": "Add, list, show, check, split and remove the sources of a study.",
    "segment": "Segment the sources; explain how a string is cut.",
    "terms": "Find expressions that may be terms; take them into the lexicon.",
    "stopwords": "Show stop lists, and how two of them differ.",
    "freq": "Count words, in all sources or group by group.",
    "keywords": "Rank the key words of each source.",
    "compare": "Compare term frequencies and keyness across sources.",
    "kwic": "Show every place of a word, phrase or pattern in its context.",
    "collocates": "Find the words that stand near a word.",
    "ngrams": "Count sequences of words; lexical bundles of each source.",
    "dispersion": "Measure how evenly words are spread over the sources.",
    "topics": "Model topics (LDA) and their share in each source.",
    "codebook": "Show, check, test, import and export codebooks.",
    "frames": "Measure how each source frames its subject, by codebooks.",
    "actors": "Count who is named, with whom, and what they do.",
    "citations": "Find the laws, treaties and other instruments that are cited.",
    "modality": "Measure how strongly things are demanded, allowed and hedged.",
    "agree": "Agreement of coders, and of a codebook with a person's codes.",
    "run": "Run every step of the study into outputs/.",
    "verify": "Hold outputs against the record of their run.",
    "report": "Write one page in which every number opens its evidence.",
    "completion": "Print the script that lets a shell complete command lines.",
}

# Controls but tabs and ends of lines, and what turns the run of a line. A progress bar begins and ends with \r.
STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?<!^)\r(?!\n|$)"
)


def visible(text: str) -> str:
    r"""Return text with the signs by which it could steer a terminal written out.

    Example:
        >>> print(visible("治理\x1b[2J"))
        治理\x1b[2J
    """
    return STEERING.sub(lambda found: ascii(found[0])[1:-1], text)


@dataclass
class App:
    """What every command is handed: where the study is and how much to say."""

    study_folder: str | None
    quiet: bool
    verbose: bool = False

    def say(self, message: str) -> None:
        """Write one line to standard error, unless -q was given."""
        if not self.quiet:
            click.echo(message, err=True)

    def study(self, needed: bool = True) -> Study:
        """Open the study; without one, and none needed, stand for files alone."""
        from ..study import Study, find_root, open_study

        if self.study_folder is None and not needed and find_root(Path.cwd()) is None:
            study = Study(None, [])
        else:
            study = open_study(self.study_folder)
        study.workers = min(8, os.cpu_count() or 1)
        study.warn = lambda message: self.say(f"note: {message}")
        return study


class Commands(click.Group):
    """A group that knows its commands by name and one line, and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a study meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load a command."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f".{name}", __name__).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command, with a suggestion where the name is unknown."""
        import difflib

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], list(COMMANDS), 1)
            hint = f"did you mean {near[0]!r}?" if near else "see: govtext --help"
            raise click.UsageError(f"no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--study",
    "study_folder",
    metavar="DIR",
    envvar="GOVTEXT_STUDY",
    help="The study's folder (default: look upward from here).",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, prog_name="govtext")
@click.pass_context
def group(ctx: click.Context, study_folder: str | None, quiet: bool, verbose: bool) -> None:
    """Read how policy reports frame a problem: clean, segment, compare, model.

    Sources come last on every command, by id or as files; none means all of the study.
    """
    ctx.obj = App(study_folder, quiet, verbose)


def run_command_line(arguments: list[str]) -> int:
    """Run a command line; return its exit code. Errors become one line, with a traceback only after -v."""
    if asked := os.environ.get("_GOVTEXT_COMPLETE"):
        from .completing import complete

        return complete(asked)
    try:
        # Not group.main(): that turns a closed pipe into exit code 1.
        with group.make_context("govtext", list(arguments)) as context:
            group.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
        return 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.exceptions.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        return _closed_pipe()
    except (GovtextError, click.ClickException, OSError) as error:
        code = error.exit_code if isinstance(error, GovtextError) else 3 if isinstance(error, OSError) else 2
        return _report(error, code, arguments)
    except (click.Abort, KeyboardInterrupt):
        raise KeyboardInterrupt from None
    except Exception as error:
        return _report(error, 70, arguments)


def _report(error: Exception, code: int, arguments: list[str]) -> int:
    """Write what went wrong in one line."""
    before_command = takewhile(lambda word: word not in COMMANDS, arguments)
    if any(re.match(r"-[a-z]*v|--verbose$", word) for word in before_command):
        traceback.print_exc()
    if isinstance(error, click.ClickException):
        message = error.format_message()
    elif isinstance(error, OSError):
        message = str(from_os_error(error, error.filename or "standard output"))
    elif isinstance(error, GovtextError):
        message = str(error)
    else:
        message = f"a fault in govtext itself: {type(error).__name__}: {error}; please report what `govtext -v …` says"
    sys.stderr.write("govtext: " + " ".join(message.split()) + "\n")
    _drop_output()
    return code


def _closed_pipe() -> int:
    """The reader (`| head`) has seen enough: no error."""
    _drop_output()
    return 0


def _drop_output() -> None:
    """Let nothing be flushed to a closed or full standard output at exit."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
