"""Writing an analysis into a folder: tables as CSV, a page that shows them with their notes, charts as PNG and SVG."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from .. import __version__, figures
from ..figures.canvas import VERSION as LOOK
from ..files import installed_version, sha256, write_atomic
from ..table import Table, Text
from .formats import csv_file, escape_markdown, render

FORMS = ("png", "svg")
BESIDE = {"topics": ("topic_map.html",)}  # what a command writes beside its tables with some options only
STAMP_WITHIN = 4096  # the stamp stands among the first bytes of a chart


def file_names(command: str, tables: Mapping[str, Table]) -> list[str]:
    """Return the names of the files that `save` writes."""
    charts = [f"{name}.{form}" for name in figures.charts(command) for form in FORMS]
    return [*(f"{name}.csv" for name in tables), f"{command}.md", *charts]


def save(
    command: str,
    tables: Mapping[str, Table],
    folder: Path,
    lang: str,
    redraw: bool = False,
    warn: Callable[[str], None] = lambda message: None,
    beside: Collection[str] = (),
) -> list[Path]:
    """Write the tables, the page and the charts of a command.

    The page and the charts carry the hash of the tables they show, of their language and of matplotlib's version; what
    is up to date is left as it is unless `redraw` is set.

    Args:
        command: `freq`, `compare` …
        tables: what the analysis returned.
        folder: where to write.
        lang: language of charts and of the page.
        redraw: draw every chart anew.
        warn: told of characters that the font of the charts lacks.
        beside: names of the files that the command writes beside these.

    Returns:
        The files, written or found up to date, in order of name.

    Raises:
        GovtextError: a file cannot be written.
    """
    written, shown = [], [str(LOOK), __version__, lang, installed_version("matplotlib")]
    for name, table in tables.items():
        data = csv_file(table)
        shown += [sha256(data), str(table.top), *(text.get(lang) for text in (*table.notes, *table.labels.values()))]
        written.append(folder / f"{name}.csv")
        write_atomic(written[-1], data)
    stamp = sha256("\n".join(shown).encode())
    page = folder / f"{command}.md"
    for path in outdated(command, tables, folder, beside):
        path.unlink(missing_ok=True)
    drawn = None if redraw else _up_to_date(page, stamp)
    if drawn is None:
        drawn = _charts(command, tables, folder, lang, stamp, warn)
        write_atomic(page, _page(tables, list(dict.fromkeys(path.stem for path in drawn)), lang, stamp))
    return sorted([*written, page, *drawn])


def _first_line(page: Path) -> list[str]:
    """Return the words of a page's first line: the stamp, the charts and the tables it shows; none without a page."""
    try:
        return page.read_text(encoding="utf-8").partition("\n")[0].split()
    except (OSError, UnicodeDecodeError):
        return []


def outdated(command: str, tables: Mapping[str, Table], folder: Path, beside: Collection[str] = ()) -> list[Path]:
    """Return what the same command wrote into a folder with other options and not now; `save` takes it away.

    These are the tables that its page shows, and the files that stand beside tables with some options only.

    Args:
        command: `freq`, `compare` …
        tables: what is written now.
        folder: where.
        beside: names of the files that are written beside the tables now.
    """
    words = _first_line(folder / f"{command}.md")
    if "of:" not in words:
        return []
    shown = words[words.index("of:") + 1 : -1]
    before = [f"{name}.csv" for name in shown if name.isidentifier() and name not in tables]
    others = [name for name in BESIDE.get(command, ()) if name not in beside]
    return [folder / name for name in (*before, *others)]


def _up_to_date(page: Path, stamp: str) -> list[Path] | None:
    """Return the charts that a page says were drawn, where page and charts all show the same tables; None otherwise."""
    first = _first_line(page)
    if "of:" not in first:
        return None
    charts = [page.parent / f"{name}.{form}" for name in first[4 : first.index("of:")] for form in FORMS]
    same = first[2:3] == [stamp] and all(_stamped(path, stamp) for path in charts)
    return charts if same else None


def _page(tables: Mapping[str, Table], charts: Sequence[str], lang: str, stamp: str) -> str:
    """Return a Markdown page with the tables, their charts and notes; the notes that all share stand at the end.

    A chart stands under the table of its name, one that has none under the last.
    """
    shown = [table for table in tables.values() if table.on_page]
    first = next(iter(shown or tables.values()))
    shared = [note for note in first.notes if all(note in table.notes for table in shown)]
    parts = [f"<!-- tables: {stamp} charts: {' '.join(charts)} of: {' '.join(tables)} -->\n"]
    for table in shown:
        title = escape_markdown(table.title.get(lang))
        parts += [f"## {title}\n", render(table, "md", lang)]
        parts.append(_list([note for note in table.notes if note not in shared], lang))
        own = [table.name] if table.name in charts else []
        own += [name for name in charts if name not in tables] if table is shown[-1] else []
        parts += [f"![{title}]({name}.svg)\n" for name in own]
    parts += [f"## {Text('Notes', '说明').get(lang)}\n", _list(shared, lang)]
    return "\n".join(part for part in parts if part)


def _list(notes: Sequence[Text], lang: str) -> str:
    return "".join(f"- {escape_markdown(note.get(lang))}\n" for note in notes)


def _charts(
    command: str, tables: Mapping[str, Table], folder: Path, lang: str, stamp: str, warn: Callable[[str], None]
) -> list[Path]:
    """Draw the charts that the tables have something for; take away those of other tables."""
    if not figures.charts(command):
        return []
    from ..figures.canvas import save_bytes

    drawn, paths = figures.draw(command, tables, lang), []
    for path in (folder / f"{name}.{form}" for name in figures.charts(command) for form in FORMS):
        if path.stem not in drawn:
            path.unlink(missing_ok=True)
            continue
        figure = drawn[path.stem] if path.suffix[1:] != FORMS[-1] else drawn.pop(path.stem)  # a large one is let go
        data, missing = save_bytes(figure, path.suffix[1:], stamp)
        write_atomic(path, data)
        paths.append(path)
        if missing and path.suffix == ".png":
            warn(f"{path.name}: the font of the charts has no letters for {' '.join(missing)}")
    return paths


def _stamped(path: Path, stamp: str) -> bool:
    try:
        with path.open("rb") as file:
            return stamp.encode() in file.read(STAMP_WITHIN)
    except OSError:
        return False
