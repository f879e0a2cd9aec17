"""What stands between two words of a page, and what stands for it in plain text."""

from __future__ import annotations

from dataclasses import dataclass

from .elements import BLOCKS, CELLS, HEADINGS, LISTS, ROWS
from .places import Place
from .tree import Event


@dataclass
class Run:
    """Markup and blanks between two words, and what stands for them in plain text."""

    start: int
    end: int
    breaks: int = 0
    tabs: int = 0
    mark: str = ""
    blank: bool = False
    item_closed: bool = False

    def put(self, first: bool) -> str:
        """Return the line structure of the run, shortened to what fits; before the first word no line ends."""
        plain = self.mark if first else "\n" * self.breaks + "\t" * self.tabs + self.mark
        plain = plain or (" " if self.blank and not first else "")
        room = self.end - self.start
        while len(plain) > room:
            if plain.startswith("\n\n"):
                plain = plain[1:]
            elif "##" in plain:
                plain = plain.replace("##", "#", 1)
            else:
                plain = plain[:room]
        return plain


def take_blanks(run: Run, blanks: str, place: Place, inside: bool) -> None:
    """Note in a run what blanks say: line ends count in preformatted text alone, none `inside` a raised mark."""
    run.blank = run.blank or not inside
    if place.pre:
        run.breaks = max(run.breaks, min(2, blanks.count("\n")))


def take_tag(run: Run, event: Event, cells: int) -> None:
    """Note in a run what a tag says about lines; `cells` is the number of the cell in its row."""
    name, place, opens = event.name, event.place, event.kind == "open"
    if place.table and name in ROWS:
        run.breaks, run.tabs = max(run.breaks, 1), 0
    elif place.cell:
        run.tabs += opens and name in CELLS and cells > 1
        run.blank = run.blank or name in BLOCKS or name == "br"
    elif name == "br":
        run.blank, run.breaks = True, run.breaks if place.heading else min(2, run.breaks + 1)
    elif name == "li":
        run.breaks = 1 if opens and run.item_closed else max(run.breaks, 1)
        run.mark = "- " if opens else ""
        run.item_closed = not opens
    elif name in HEADINGS:
        run.breaks, run.mark = 2, "#" * place.heading + " " if opens else ""
    elif name in BLOCKS and not (opens and run.mark):
        inner = name == "dd" or (name in LISTS and place.item)
        run.breaks = max(run.breaks, 1 if inner else 2)
