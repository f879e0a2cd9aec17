"""Yoshikoder dictionaries (.ykd), and those of Lexicoder 2 (.lcd): categories (cnode) and patterns (pnode) in XML.

The one category at the top is the dictionary itself. A document type declaration is refused, and with it every entity
of the file's own.
"""

from __future__ import annotations

from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from ...errors import GovtextError
from ..model import DEEPEST as MOST_OVER
from ..model import Codebook
from .drafts import Draft, Imported, as_phrase, finished
from .entries import Exported, Rules, entries, wording_losses

RULES = Rules("Yoshikoder")
DEEPEST = MOST_OVER + 3  # with what the file puts around codes and words
STYLE = "050805"  # what Yoshikoder itself writes
CONTAINERS = ("dictionary", "ykproject")
PASSED_OVER = ("documentlist", "document")
REMEDY = "save it from Yoshikoder again, or mend it in an editor"


def read(text: str, where: str) -> Imported:
    """Read a Yoshikoder dictionary."""
    reader = _Reader(where)
    reader.feed(text)
    if not reader.seen:
        raise GovtextError("there is no <dictionary> in it", where=where, remedy="check the --format")
    drafts, label, description = reader.drafts, "", ""
    tops = [draft for draft in drafts if draft.parent is None]
    if len(tops) == 1 and len(drafts) > 1 and not tops[0].indicators:
        label, description = tops[0].name, tops[0].definition
        for draft in drafts:
            draft.parent = draft.parent - 1 if draft.parent else None
        drafts = drafts[1:]
    if not drafts:
        raise GovtextError("there is no category in it", where=where, remedy=REMEDY)
    return finished(drafts, reader.losses, label, description)


class _Reader:
    """The file while it is parsed."""

    def __init__(self, where: str) -> None:
        self.where, self.seen, self.regular = where, False, False
        self.drafts: list[Draft] = []
        self.losses: list[str] = []
        self.open: list[int | None] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def feed(self, text: str) -> None:
        """Parse the file."""
        try:
            self.parser.Parse(text, True)
        except expat.ExpatError as error:
            cause = expat.ErrorString(error.code)
            raise GovtextError(f"line {error.lineno}: no XML: {cause}", where=self.where, remedy=REMEDY) from error
        except UnicodeEncodeError as error:
            raise GovtextError("it is not valid Unicode", where=self.where, remedy=REMEDY) from error

    def fail(self, what: str, remedy: str = REMEDY) -> None:
        """Refuse the file, naming the line."""
        raise GovtextError(f"line {self.parser.CurrentLineNumber}: {what}", where=self.where, remedy=remedy)

    def refuse(self, *_: object) -> None:
        """Refuse what a file could name other files with, or grow without end."""
        self.fail("a document type declaration is not read", "take the <!DOCTYPE …> out; no dictionary needs it")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a category or a pattern."""
        if len(self.open) > DEEPEST:
            self.fail(f"categories within more than {MOST_OVER} others", "make the tree flatter")
        place = self.open[-1] if self.open else None
        if name in CONTAINERS:
            self.seen = True
            self.regular = attributes.get("patternengine", "").lower().startswith("regex")
        elif not self.seen:
            self.fail(f"<{name}> where <dictionary> is expected", "check the --format")
        elif name == "cnode":
            place = self.category(attributes, place)
        elif name == "pnode":
            self.pattern(attributes, place)
        elif name not in PASSED_OVER:
            self.losses.append(f"line {self.parser.CurrentLineNumber}: <{name}> is left out: it is no category")
        self.open.append(place)

    def end(self, _: str) -> None:
        """Close a category or a pattern."""
        self.open.pop()

    def category(self, attributes: dict[str, str], parent: int | None) -> int:
        """Open a category."""
        line, name = self.parser.CurrentLineNumber, attributes.get("name", "").strip()
        if not name:
            self.fail("a category without a name", 'write <cnode name="…">')
        self.score(attributes, name)
        self.drafts.append(Draft(name, line, parent, definition=attributes.get("desc", "").strip()))
        return len(self.drafts) - 1

    def pattern(self, attributes: dict[str, str], place: int | None) -> None:
        """Take a pattern."""
        line, name = self.parser.CurrentLineNumber, attributes.get("name", "").strip()
        if not name:
            self.fail("a pattern without a name", 'write <pnode name="…"/>')
        if place is None:
            self.losses.append(f"line {line}: {name!r} is left out: it stands in no category")
            return
        self.score(attributes, name)
        if self.regular:
            self.losses.append(f"line {line}: the expression {name} is held against single words here")
            self.drafts[place].indicators.append("[/" + name.replace("/", "\\/") + "/]")
        else:
            self.drafts[place].indicators.append(as_phrase(name, "*"))

    def score(self, attributes: dict[str, str], name: str) -> None:
        """Note a score."""
        if attributes.get("score"):
            line = self.parser.CurrentLineNumber
            self.losses.append(f"line {line}: the score {attributes['score']} of {name} is left out: codes have none")


def write(codebook: Codebook, lang: str = "en") -> Exported:
    """Return a codebook as a Yoshikoder dictionary; definitions stand in `desc`."""
    losses = list(wording_losses(codebook, ("definition", "description")))
    other = "zh" if lang == "en" else "en"
    said = {codebook.id: codebook.description} | {code.id: code.definition for code in codebook.codes}
    for name, words in said.items():
        if words.get(other) not in ("", words.get(lang)):
            losses.append(f"{name}: only the wording in {lang} is kept: a category has one description")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<dictionary style="{STYLE}" patternengine="substring">']
    lines.append(_category(codebook.id, codebook.description.get(lang)))
    depths = [*codebook.depth, 0]
    for place, code in enumerate(codebook.codes):
        lines.append(_category(code.id, code.definition.get(lang)))
        lines += [f"<pnode name={_attribute(word)}/>" for word in entries(code, RULES, losses)]
        lines += ["</cnode>"] * (depths[place] - depths[place + 1] + 1)
    return Exported("\n".join([*lines, "</cnode>", "</dictionary>"]) + "\n", tuple(losses))


def _category(name: str, description: str) -> str:
    return f"<cnode name={_attribute(name)} desc={_attribute(description)}>"


def _attribute(text: str) -> str:
    """Return a text as a quoted attribute; characters that XML cannot hold stand as U+FFFD."""
    shown = "".join(sign if sign >= " " or sign in "\t\n" else "\ufffd" for sign in text)
    return quoteattr(shown, {"\n": "&#10;", "\t": "&#9;"})
