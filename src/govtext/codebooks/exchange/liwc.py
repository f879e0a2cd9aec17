"""LIWC dictionaries (.dic) of 2007 and 2015.

    %
    1<tab>category
    <tab>2<tab>category within the one above (2015)
    %
    word*<tab>1<tab>2

A word of a category within another has the numbers of both; here it stands in the inner one alone, as a code counts
the places of those below it.
"""

from __future__ import annotations

import re
from pathlib import Path

from ...errors import GovtextError
from ...tokens.lexicon.lines import Faults
from ..model import Codebook
from .drafts import Draft, Imported, as_phrase, finished
from .entries import Exported, Rules, entries, wording_losses

RULES = Rules("LIWC", only_last=True, barred="\t\n%<>()/")
MARK = "%"
CATEGORY = re.compile(r"(\d+)\s+(.+)")
NAMED = re.compile(r"(\S+)\s+\((.+)\)")
UNTABBED = re.compile(r"(.*?)((?:\s+\d+)+)$")
REMEDY = "write % before and after the list of categories, each line a number, a tab and a name"


def read(text: str, where: str) -> Imported:
    """Read a LIWC dictionary."""
    lines = list(enumerate(text.split("\n"), 1))
    marks = [number for number, line in lines if line.strip() == MARK]
    written = [number for number, line in lines if line.strip()]
    if len(marks) < 2 or marks[0] != written[0]:
        first = 1 if not marks or marks[0] != written[0] else marks[0]
        what = f"line {first}: the list of categories is not between two lines with a % alone"
        raise GovtextError(what, where=where, remedy=REMEDY)
    faults = Faults(Path(where))
    drafts, numbers = _categories(lines[marks[0] : marks[1] - 1], faults)
    losses: list[str] = []
    for number, line in lines[marks[1] :]:
        if line.strip():
            _word(line.strip(), number, (drafts, numbers), faults, losses)
    faults.tell()
    if not drafts:
        raise GovtextError("there are no categories between the lines with a %", where=where, remedy=REMEDY)
    return finished(drafts, losses)


def _categories(lines: list[tuple[int, str]], faults: Faults) -> tuple[list[Draft], dict[int, int]]:
    drafts: list[Draft] = []
    numbers: dict[int, int] = {}
    above: list[tuple[int, int]] = []  # depth and place of the categories that are open
    for number, line in lines:
        if not line.strip():
            continue
        found = CATEGORY.fullmatch(line.strip())
        if found is None:
            faults.add(number, f"{line.strip()!r} is no category", REMEDY)
            continue
        depth = len(line) - len(line.lstrip("\t "))
        while above and above[-1][0] >= depth:
            above.pop()
        named = NAMED.fullmatch(found[2].strip())
        name, label = (named[1], named[2]) if named else (found[2].strip(), "")
        if int(found[1]) in numbers:
            faults.add(number, f"two categories have the number {found[1]}", "give each a number of its own")
        numbers[int(found[1])] = len(drafts)
        parent = above[-1][1] if above else None
        above.append((depth, len(drafts)))
        drafts.append(Draft(name, number, parent, label))
    return drafts, numbers


def _word(line: str, number: int, known: tuple[list[Draft], dict[int, int]], faults: Faults, losses: list[str]) -> None:
    """Put one word into its categories."""
    drafts, numbers = known
    word, *fields = [field.strip() for field in line.split("\t") if field.strip()]
    if not fields and (found := UNTABBED.fullmatch(line)):
        word, fields = found[1], found[2].split()
    if "<" in word or "(" in word:
        losses.append(f"line {number}: {line!r} is left out: it depends on the words around it")
        return
    places = []
    for one in " ".join(fields).split():
        if not one.isdecimal():
            losses.append(f"line {number}: {word}: {one!r} is left out: it depends on the words around it")
        elif int(one) not in numbers:
            remedy = "add it to the list at the head, or take the number out"
            faults.add(number, f"there is no category {one} for {word!r}", remedy)
        else:
            places.append(numbers[int(one)])
    if not fields:
        losses.append(f"line {number}: {word!r} is left out: it stands in no category")
    whole: set[int] = set()  # categories over one of these
    for place in places:
        parent = drafts[place].parent
        while parent is not None and parent not in whole:
            whole.add(parent)
            parent = drafts[parent].parent
    for place in places:
        if place not in whole:
            drafts[place].indicators.append(as_phrase(word, "*"))


def write(codebook: Codebook, lang: str = "en") -> Exported:
    """Return a codebook as a LIWC dictionary; categories of 2015, one within another by tabs."""
    losses = list(wording_losses(codebook))
    of: dict[str, set[int]] = {}
    for place, code in enumerate(codebook.codes):
        for word in entries(code, RULES, losses):
            of.setdefault(word, set()).update(number + 1 for number in (place, *codebook.above(place)))
    head = [
        "\t" * depth + f"{place}\t{code.id}"
        for place, (code, depth) in enumerate(zip(codebook.codes, codebook.depth, strict=True), 1)
    ]
    body = ["\t".join([word, *map(str, sorted(places))]) for word, places in sorted(of.items())]
    return Exported("\n".join([MARK, *head, MARK, *body]) + "\n", tuple(losses))
