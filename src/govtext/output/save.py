"""Writing an analysis into a folder: tables as CSV, a page that shows them with their notes, charts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from .. import __version__, figures
from ..figures.canvas import VERSION
from ..figures.fonts import font_hash
from ..figures.look import FORMS, USUAL, Look
from ..files import installed_version, sha256, write_atomic
from ..table import Table, Text
from .formats import csv_file, escape_markdown, render
from .formats.reading import plain

BESIDE = {"topics": ("topic_map.html",)}  # what a command writes beside its tables with some options only
STAMP_WITHIN = 4096  # the stamp stands among the first bytes of a PNG or SVG
MOST_LETTERS = 20


def file_names(command: str, tables: Mapping[str, Table], look: Look = USUAL) -> list[str]:
    """Return the names of the files that `save` writes."""
    charts = [f"{name}.{form}" for name in figures.charts(command) for form in look.charts]
    return [*(f"{name}.csv" for name in tables), f"{command}.md", *charts]


def save(
    command: str,
    tables: Mapping[str, Table],
    folder: Path,
    lang: str,
    redraw: bool = False,
    warn: Callable[[str], None] = lambda message: None,
    beside: Collection[str] = (),
    look: Look = USUAL,
) -> list[Path]:
    """Write the tables, the page and the charts of a command.

    The page and the charts carry the hash of the tables they show, of their language, their look and matplotlib's
    version; what is up to date is left as it is unless `redraw` is set. Charts in formats that are not asked for are
    taken away.

    Args:
        command: `freq`, `compare` …
        tables: what the analysis returned.
        folder: where to write.
        lang: language of charts and of the page.
        redraw: draw every chart anew.
        warn: told of characters that the font of the charts lacks.
        beside: names of the files that the command writes beside these.
        look: of the charts.

    Returns:
        The files, written or found up to date, in order of name.

    Raises:
        GovtextError: a file cannot be written.
    """
    written, shown = [], [str(VERSION), __version__, lang, installed_version("matplotlib"), *_told(look)]
    for name, table in tables.items():
        data = csv_file(table)
        shown += [sha256(data), str(table.top), *(text.get(lang) for text in (*table.notes, *table.labels.values()))]
        written.append(folder / f"{name}.csv")
        write_atomic(written[-1], data)
    stamp = sha256("\n".join(shown).encode())
    page = folder / f"{command}.md"
    for path in outdated(command, tables, folder, beside, look):
        path.unlink(missing_ok=True)
    drawn = None if redraw else _up_to_date(page, stamp, look)
    if drawn is None:
        drawn = _charts(command, tables, folder, lang, stamp, warn, look)
        names = list(dict.fromkeys(path.stem for path in drawn))
        write_atomic(page, _page(tables, names, lang, stamp, look.charts))
    return sorted([*written, page, *drawn])


def _told(look: Look) -> list[str]:
    """Return what of a look changes charts and page; the usual look adds nothing."""
    usual = USUAL
    told = [f"{key}={getattr(look, key)}" for key in ("column", "palette") if getattr(look, key) != getattr(usual, key)]
    told += [f"font={font_hash(look.font)}"] if look.font is not None else []
    return told + ([f"charts={','.join(look.charts)}"] if look.charts != usual.charts else [])


def _first_line(page: Path) -> list[str]:
    """Return the words of a page's first line: the stamp, the charts and the tables it shows; none without a page."""
    try:
        return page.read_text(encoding="utf-8").partition("\n")[0].split()
    except (OSError, UnicodeDecodeError):
        return []


def outdated(
    command: str,
    tables: Mapping[str, Table],
    folder: Path,
    beside: Collection[str] = (),
    look: Look = USUAL,
) -> list[Path]:
    """Return what the same command wrote into a folder with other options and not now; `save` takes it away.

    These are the tables and charts that its page shows, and the files that stand beside tables with some options only.

    Args:
        command: `freq`, `compare` …
        tables: what is written now.
        folder: where.
        beside: names of the files that are written beside the tables now.
        look: of the charts that are drawn now.
    """
    words = _first_line(folder / f"{command}.md")
    if "of:" not in words:
        return []
    shown = words[words.index("of:") + 1 : -1]
    before = [f"{name}.csv" for name in shown if name.isidentifier() and name not in tables]
    others = [name for name in BESIDE.get(command, ()) if name not in beside]
    known = figures.charts(command)
    charts = [name for name in words[4 : words.index("of:")] if name in known]
    formats = [folder / f"{name}.{form}" for name in charts for form in FORMS if form not in look.charts]
    return [*(folder / name for name in (*before, *others)), *(path for path in formats if _stamped(path, words[2]))]


def _up_to_date(page: Path, stamp: str, look: Look) -> list[Path] | None:
    """Return the charts that a page says were drawn, where page and charts all show the same tables; None otherwise."""
    first = _first_line(page)
    if "of:" not in first:
        return None
    charts = [page.parent / f"{name}.{form}" for name in first[4 : first.index("of:")] for form in look.charts]
    same = first[2:3] == [stamp] and all(_stamped(path, stamp) for path in charts)
    return charts if same else None


def _page(
    tables: Mapping[str, Table], charts: Sequence[str], lang: str, stamp: str, formats: Sequence[str] = ("svg",)
) -> str:
    """Return a Markdown page with the tables, their charts and notes; the notes that all share stand at the end.

    A chart stands under the table of its name, one that has none under the last.
    """
    shown = [table for table in tables.values() if table.on_page]
    first = next(iter(shown or tables.values()))
    shared = [note for note in first.notes if all(note in table.notes for table in shown)]
    parts = [f"<!-- tables: {stamp} charts: {' '.join(charts)} of: {' '.join(tables)} -->\n"]
    for table in shown:
        title = escape_markdown(plain(table.title.get(lang)))
        parts += [f"## {title}\n", render(table, "md", lang)]
        parts.append(_list([note for note in table.notes if note not in shared], lang))
        own = [table.name] if table.name in charts else []
        own += [name for name in charts if name not in tables] if table is shown[-1] else []
        parts += [_linked(title, name, formats) for name in own]
    parts += [f"## {Text('Notes', '说明').get(lang)}\n", _list(shared, lang)]
    return "\n".join(part for part in parts if part)


def _linked(title: str, name: str, formats: Sequence[str]) -> str:
    """Return a chart as a picture of the page, or as a link where there is only a file to print."""
    form = next((form for form in ("svg", "png") if form in formats), None)
    return f"![{title}]({name}.{form})\n" if form else f"[{title}]({name}.pdf)\n"


def _list(notes: Sequence[Text], lang: str) -> str:
    return "".join(f"- {escape_markdown(plain(note.get(lang)))}\n" for note in notes)


def _charts(
    command: str,
    tables: Mapping[str, Table],
    folder: Path,
    lang: str,
    stamp: str,
    warn: Callable[[str], None],
    look: Look,
) -> list[Path]:
    """Draw the charts that the tables have something for; take away those of other tables."""
    names = figures.charts(command)
    if not names or not look.charts:
        return []
    from ..figures.canvas import not_in_font, save_bytes

    drawn, paths = figures.draw(command, tables, lang, look), []
    lacked: set[str] = set()
    for name in names:
        figure = drawn.pop(name, None)  # a large one is let go
        lacked.update(not_in_font(figure, look) if figure else ())
        missing: list[str] = []
        for path in (folder / f"{name}.{form}" for form in look.charts):
            if figure is None:
                path.unlink(missing_ok=True)
                continue
            data, missing = save_bytes(figure, path.suffix[1:], stamp, look)
            write_atomic(path, data)
            paths.append(path)
        if missing:
            warn(f"{name}.{look.charts[0]}: the font of the charts has no letters for {' '.join(missing)}")
    if lacked:
        shown = "".join(sorted(lacked)[:MOST_LETTERS]) + "…" * (len(lacked) > MOST_LETTERS)
        warn(f"{look.font} has no letters for {shown} ({len(lacked)}); the shipped font stands in for them")
    return paths


def _stamped(path: Path, stamp: str) -> bool:
    try:
        with path.open("rb") as file:
            return stamp.encode() in (file.read() if path.suffix == ".pdf" else file.read(STAMP_WITHIN))
    except OSError:
        return False
