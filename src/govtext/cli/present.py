"""What a command does after its options are read: run the analysis, write its files, print its main table."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import click

from ..analyses.options import check_numbers
from ..errors import UsageProblem
from ..figures.look import Look, look_of
from ..output.formats import BYTES, render, render_bytes
from ..pipeline.perform import Performed, folder_name, perform
from ..study import Study
from ..table import Table
from . import App

BAR = 30  # characters
PATIENCE, AGAIN = 5.0, 2.0  # seconds before the time left is told, and before it is told anew
# their --top cuts what is printed; the files hold all rows
SHOWN_ONLY = ("freq", "compare", "kwic", "collocates", "ngrams", "dispersion", "citations")


def analyse(
    app: App,
    command: str,
    sources: tuple[str, ...],
    options: dict[str, Any],
    *,
    table: str | None = None,
) -> Performed:
    """Run an analysis from the command line.

    Args:
        app: the command line's own.
        command: the analysis.
        sources: ids and files.
        options: the analysis's options and those of `options.presentation`.
        table: which of its tables goes to standard output; the main one by default.
    """
    study = app.study(needed=not sources)
    asked = options.pop("top") if command in SHOWN_ONLY else None
    if asked == 0:
        options["top"] = 0
    check_numbers(top=asked)
    done, form, lang = carry_out(app, study, command, sources, options)
    if table and table not in done.tables:
        what = f"--table {table}: these options make no such table"
        raise UsageProblem(what, remedy=f"choose one of {', '.join(done.tables)}")
    chosen = done.tables[table] if table else done.tables.main
    if asked is not None:
        chosen = replace(chosen.head(asked) if asked else chosen, top=asked)
    print_table(app, chosen, form, lang)
    tell_files(app, done.files)
    return done


def carry_out(
    app: App,
    study: Study,
    command: str,
    sources: tuple[str, ...],
    options: dict[str, Any],
    pos: bool = False,
    text_form: str = "txt",
) -> tuple[Performed, str | None, str]:
    """Run an analysis and write its files; return it with the format and language asked for; see `perform`."""
    form, lang = options.pop("form"), options.pop("lang") or study.lang
    folder, no_save = options.pop("folder"), options.pop("no_save")
    look = take_look(study, options)
    place = place_of(study, folder_name(command, options), sources, folder, no_save)
    with progress_bar(app, study):
        done = perform(
            command, study, options, sources=sources, folder=place, lang=lang, pos=pos, form=text_form, look=look
        )
    return done, form, lang


def take_look(study: Study, options: dict[str, Any]) -> Look:
    """Take how charts look out of the options; what is not given is as the study sets it."""
    return look_of(study.look, **{key: options.pop(key, None) for key in ("charts", "column", "palette", "font")})


def place_of(study: Study, command: str, sources: tuple[str, ...], folder: str | None, no_save: bool) -> Path | None:
    """Return the folder that a command writes to, None where it writes nothing.

    Raises:
        UsageProblem: an empty name, or the study's own folder, where outputs would lie beside its settings and texts.
    """
    asked = named_folder(study, folder)
    if no_save or asked:
        return None if no_save else asked
    known = {source.id for source in study.sources}
    own = study.outputs if known.issuperset(sources) else None  # a file from elsewhere is no result of the study
    return own and own / command


def named_folder(study: Study, folder: str | None) -> Path | None:
    """Return the folder that -o names, None where it is not given; see `place_of`."""
    if folder is None:
        return None
    if not folder.strip():
        raise UsageProblem("-o names no folder", remedy="name one, or leave it out")
    if study.root is not None and Path(folder).resolve() == study.root.resolve():
        what = "-o names the study's own folder, and tables and charts would lie beside its govtext.toml"
        raise UsageProblem(what, remedy="name a folder in it: -o outputs/mine")
    return Path(folder)


def print_table(app: App, /, table: Table, form: str | None, lang: str) -> None:
    """Print a table to standard output; its title and notes go to standard error."""
    form = form or ("table" if on_terminal(sys.stdout) else "csv")
    if form == "table":
        app.say(table.title.get(lang))
    text = render_bytes(table, form, lang) if form in BYTES else render(table, form, lang)
    click.echo(text, nl=False, color=True)  # else it would take from the data what looks like a colour
    for note in table.notes:
        app.say(note.get(lang))


def tell_files(app: App, /, files: Sequence[Path]) -> None:
    """Say where the files are."""
    if files:
        app.say(f"{len(files)} files in {short(files[0].parent)}")


def on_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; one that was closed is none."""
    return stream is not None and stream.isatty()


def short(path: Path) -> str:
    """Return a path as seen from the working directory."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


@contextmanager
def progress_bar(app: App, /, study: Study) -> Iterator[None]:
    """Show a bar on long work, on a terminal only; it is gone when the work is done."""
    if app.quiet or not on_terminal(sys.stderr):
        yield
        return

    bar, usual = Bar(sys.stderr), study.warn

    def warn(message: str) -> None:
        bar.clear()
        usual(message)

    study.progress, study.warn = bar.show, warn
    try:
        yield
    finally:
        bar.clear()
        study.progress, study.warn = None, usual


class Bar:
    """A line of a terminal that says how far long work is and, after some seconds, how much time is left."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream, self.clock = stream, clock
        self.what = self.left = ""
        self.since = self.told = 0.0
        self.first = self.width = 0

    def show(self, what: str, done: int, everything: int) -> None:
        """Draw the line anew; it is gone when all is done."""
        now = self.clock()
        if what != self.what or done < self.first:
            self.what, self.left, self.since, self.told, self.first = what, "", now, now, done
        if done >= everything:
            self.clear()
            return
        passed, moved = now - self.since, done - self.first
        if moved and passed >= PATIENCE and (not self.left or now - self.told >= AGAIN):
            self.left, self.told = f", {time_left(passed / moved * (everything - done))} left", now
        filled = BAR * done // everything
        line = f"{what} [{'#' * filled}{'.' * (BAR - filled)}] {done}/{everything}{self.left}"
        self.stream.write("\r" + line.ljust(self.width))
        self.stream.flush()
        self.width = len(line)

    def clear(self) -> None:
        """Take the line away."""
        if self.width:
            self.stream.write("\r" + " " * self.width + "\r")
            self.stream.flush()
        self.width = 0


def time_left(seconds: float) -> str:
    """Return seconds as a person says them, rounded up: tens of seconds, minutes, hours.

    Example:
        >>> [time_left(seconds) for seconds in (3, 41, 100, 6000)]
        ['10 s', '50 s', '2 min', '2 h']
    """
    if seconds <= 90:
        return f"{max(1, math.ceil(seconds / 10)) * 10} s"
    return f"{math.ceil(seconds / 60)} min" if seconds <= 90 * 60 else f"{math.ceil(seconds / 3600)} h"
