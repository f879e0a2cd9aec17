"""Which instrument a title is: by its title, another name, the same name in another form, or its context."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from .catalogue import Catalogue, Name, claims
from .context import NOBODY, Owners
from .names import distance, normal, plain

TITLE, ALIAS, NORMALISED, ISSUER = "title", "alias", "normalised", "issuer"
CONTEXT, PARAGRAPH, UNCLOSED, UNTITLED = "context", "paragraph", "unclosed", "untitled"
UNMATCHED, DAMAGED, AMBIGUOUS = "unmatched", "damaged", "ambiguous"
LETTERS_AN_EDIT = 8  # letters of a title for each that may be damaged
SHORTEST_OPEN = 6  # letters of a name that is read off a title without its closing mark
NOTHING = -1


class Candidates(NamedTuple):
    """What a title may be.

    Attributes:
        how: how its name was found; empty where no instrument has it.
        sure: the instruments (by position) that it is unless another state is named right before it.
        shared: those that it is only where the context says so.
    """

    how: str
    sure: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()


class Match(NamedTuple):
    """What a title is: the position of its instrument (-1 for none), and how that was found or why it was not."""

    entry: int
    how: str


class Matcher:
    """Matches titles with a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.entries = catalogue.entries
        self._normal = claims(self.entries)
        self._plain: dict[str, list[tuple[int, Name]]] = {}
        for place, entry in enumerate(self.entries):
            for name in (*entry.names, Name(entry.english, titled=True)):
                if name.text:
                    self._plain.setdefault(plain(name.text).casefold(), []).append((place, name))
        self.candidates = lru_cache(maxsize=None)(self._candidates)
        self.nearest = lru_cache(maxsize=None)(self._nearest)
        self._owners = lru_cache(maxsize=None)(self._owners_of)

    def _candidates(self, title: str) -> Candidates:
        """Return what a title may be, whatever stands near it."""
        written = plain(title).casefold()
        if held := self._plain.get(written):
            sure = [place for place, name in held if not name.in_context]
            titles = {plain(self.entries[place].title).casefold() for place in sure}
            return _found(TITLE if written in titles else ALIAS, held)
        form = normal(title)
        if held := self._normal.get(form):
            return _found(NORMALISED, held)
        return self._with_issuer(form)

    def untitled(self, name: str) -> Candidates:
        """Return what a name may be that stands without 《》."""
        held = [(place, own) for place, own in self._plain[plain(name).casefold()] if not own.titled]
        return _found(UNTITLED, held)

    def _with_issuer(self, form: str) -> Candidates:
        """Return what a title may be that has its issuer in front: 欧盟人工智能法案."""
        for word, places in self._prefixes.items():
            if form.startswith(word) and (held := self._normal.get(form[len(word) :].removeprefix("关于"))):
                own = tuple(place for place, _ in held if place in places)
                if len(own) == 1:
                    return Candidates(ISSUER, sure=own)
        return Candidates("")

    @cached_property
    def _prefixes(self) -> dict[str, set[int]]:
        """Issuers and words of context, the longest first, with the instruments that are theirs."""
        found: dict[str, set[int]] = {}
        for place, entry in enumerate(self.entries):
            for word in (entry.issuer, *entry.context):
                if form := normal(word):
                    found.setdefault(form, set()).add(place)
        return dict(sorted(found.items(), key=lambda item: -len(item[0])))

    def decide(self, found: Candidates, sentence: str, start: int, end: int, before: int = NOTHING) -> Match:
        """Return what a title is where it stands.

        Args:
            found: what it may be.
            sentence: in which it stands.
            start: its first character in the sentence.
            end: one past its last.
            before: what the same name was before in its paragraph.
        """
        if not found.how:
            return Match(NOTHING, UNMATCHED)
        places = (*found.sure, *found.shared)
        owners = self._owners(places)
        if len(found.sure) == 1:
            entry = found.sure[0]
            beside = owners.beside(sentence[:start]) if self.entries[entry].context else NOBODY
            if beside in (NOBODY, str(entry)):
                return Match(entry, found.how)
            return Match(int(beside), CONTEXT) if beside.isdecimal() else Match(NOTHING, AMBIGUOUS)
        if owner := owners.of(sentence, start, end, map(str, places)):
            return Match(int(owner), CONTEXT)
        return Match(before, PARAGRAPH) if before in places else Match(NOTHING, AMBIGUOUS)

    def _owners_of(self, places: tuple[int, ...]) -> Owners:
        """Return who may be named near a title: the states of what it may be, and Latin names of these (AI Act)."""
        words: dict[str, str] = {}
        for place in places:
            entry = self.entries[place]
            latin = [name.text for name in entry.names if name.text.isascii() and not (name.titled or name.in_context)]
            words |= dict.fromkeys((*entry.context, *latin), str(place))
        return Owners(words)

    def opening(self, text: str) -> tuple[str, Candidates]:
        """Return the longest name with which a text begins that may be a title without its closing mark."""
        if plain(text[:SHORTEST_OPEN]).casefold()[:2] not in self._beginnings:
            return "", Candidates("")
        for end in range(len(text), SHORTEST_OPEN - 1, -1):
            if plain(text[:end]).casefold() in self._plain:
                return text[:end], self.candidates(text[:end])
        return "", Candidates("")

    def _nearest(self, title: str) -> int:
        """Return the instrument that has almost the same name, -1 for none; ties by fewest edits, then by order."""
        form = normal(title)
        best, found = len(form) // LETTERS_AN_EDIT, NOTHING
        if not best:
            return NOTHING
        for name, place in self._names:
            if abs(len(name) - len(form)) <= best and _may_be_near(name, form, best):
                edits = distance(form, name, best)
                if edits and (edits < best or (edits == best and found == NOTHING)):
                    best, found = edits, place
        return found

    @cached_property
    def _beginnings(self) -> set[str]:
        """The first two letters of all names."""
        return {name[:2] for name in self._plain}

    @cached_property
    def _names(self) -> list[tuple[str, int]]:
        return [(form, held[0][0]) for form, held in self._normal.items()]


def _found(how: str, held: list[tuple[int, Name]]) -> Candidates:
    sure = dict.fromkeys(place for place, name in held if not name.in_context)
    shared = dict.fromkeys(place for place, name in held if name.in_context and place not in sure)
    return Candidates(how, tuple(sure), tuple(shared))


def _may_be_near(one: str, other: str, edits: int) -> bool:
    """Tell whether two strings may be so near: of one cut into edits + 1 pieces, one must stand whole in the other."""
    size = -(-len(one) // (edits + 1))
    return any(one[start : start + size] in other for start in range(0, len(one), size))
