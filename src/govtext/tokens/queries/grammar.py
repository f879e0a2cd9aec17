"""The grammar of patterns: words, phrases, wildcards and the token query.

    pattern   = item (" " item)*
    item      = (word | "[" condition? "]" | "(" pattern ("|" pattern)* ")") repeat?      a bare word takes no repeat
    condition = test (("&" | "|") test)*                                                  & binds before |
    test      = "!"? ((("word" | "pos" | "kind") ("=" | "!="))? value)
    value     = text, with the wildcards * and ? | "text as it is" | /regular expression/
    repeat    = "?" | "*" | "+" | "{n}" | "{m,n}"                                         as in regular expressions

A backslash takes the meaning from the character behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ...errors import UsageProblem, shortened

FIELDS = ("word", "pos", "kind")
ENDS_WORD = frozenset(" \t[]()|")
ENDS_VALUE = frozenset(" \t[]&|")
REPEAT = re.compile(r"[?*+]|\{(\d{1,3})(?:,(\d{0,3}))?\}")
DEEPEST = 20
WILD = {"*": ".*", "?": "."}


class Test(NamedTuple):
    """One test of a token: its field, a regular expression its whole value must match, and whether it must not.

    Attributes:
        literal: the value as it is, where there is no wildcard and no expression in it; None otherwise.
    """

    field: str
    expression: str
    negated: bool
    literal: str | None


Condition = tuple[tuple[Test, ...], ...]  # one of these groups must hold whole; no group at all holds for any token


@dataclass
class Parsed:
    """A pattern as a regular expression over tokens: each piece is text of it, or the number of a condition."""

    pieces: list[str | int] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)

    @property
    def several(self) -> bool:
        """Whether it may hold for more than one token."""
        return len(self.pieces) > 1

    @property
    def literals(self) -> list[str] | None:
        """Its words where it is a plain phrase, else None."""
        words = []
        for piece in self.pieces:
            condition = self.conditions[piece] if isinstance(piece, int) else ()
            if len(condition) != 1 or len(condition[0]) != 1:
                return None
            test = condition[0][0]
            if test.literal is None or test.field != "word" or test.negated:
                return None
            words.append(test.literal)
        return words


def parse(pattern: str) -> Parsed:
    """Read a pattern.

    Raises:
        UsageProblem: it is empty or broken; the place is named.

    Example:
        >>> parse("全球 治*").pieces, parse("[安全|发展] []{0,2} [pos=v]").pieces
        ([0, 1], [0, 1, '{0,2}', 2])
    """
    reader = _Reader(pattern)
    reader.pattern()
    if reader.at < len(pattern):
        reader.fail(f"{pattern[reader.at]!r} closes nothing")
    return reader.parsed


class _Reader:
    """A pattern read from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth, self.parsed = text, 0, 0, Parsed()

    def fail(self, what: str) -> None:
        """Refuse the pattern, naming the place."""
        remedy = 'write a word, a phrase, or a query such as "[词] [pos=v]{0,3} [词]"'
        raise UsageProblem(
            f"the pattern {shortened(self.text)!r} is broken at character {self.at + 1}: {what}", remedy=remedy
        )

    def here(self) -> str:
        """Return the character at this place, empty at the end."""
        return self.text[self.at : self.at + 1]

    def blanks(self) -> None:
        """Go on to the next character that is no blank."""
        while self.here().isspace():
            self.at += 1

    def pattern(self) -> None:
        """Read items up to the end, a bar or a closing bracket."""
        self.blanks()
        if self.here() in ("", "|", ")"):
            self.fail("there is nothing to look for")
        while self.here() not in ("", "|", ")"):
            self.item()
            self.blanks()

    def item(self) -> None:
        """Read a word, a condition or a group, with its repeat."""
        if self.here() == "[":
            self.at += 1
            self.add(self.condition())
            self.repeat()
        elif self.here() == "(":
            self.group()
            self.repeat()
        elif self.here() == "]":
            self.fail("']' closes nothing")
        else:
            self.add(((self.value("word", False, ENDS_WORD),),))

    def group(self) -> None:
        """Read alternatives in round brackets."""
        self.at += 1
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(f"brackets within more than {DEEPEST} others")
        self.parsed.pieces.append("(?:")
        self.pattern()
        while self.here() == "|":
            self.at += 1
            self.parsed.pieces.append("|")
            self.pattern()
        if self.here() != ")":
            self.fail("the bracket '(' is not closed")
        self.at += 1
        self.depth -= 1
        self.parsed.pieces.append(")")

    def add(self, condition: Condition) -> None:
        """Put a condition behind what is there."""
        if condition not in self.parsed.conditions:
            self.parsed.conditions.append(condition)
        self.parsed.pieces.append(self.parsed.conditions.index(condition))

    def repeat(self) -> None:
        """Read how often the item before may come."""
        if self.here() not in ("?", "*", "+", "{") or not self.here():
            return
        found = REPEAT.match(self.text, self.at)
        if found is None:
            self.fail("a repeat is written {n} or {m,n}")
            return
        if found[2] and int(found[2]) < int(found[1]):
            self.fail(f"{found[0]} asks for at least {found[1]} and at most {found[2]}")
        self.parsed.pieces.append(found[0])
        self.at = found.end()
        if self.here() and self.here() in "?*+{":
            self.fail("what is repeated cannot be repeated again")

    def condition(self) -> Condition:
        """Read what stands in square brackets."""
        self.blanks()
        if self.here() == "]":
            self.at += 1
            return ()
        groups: list[tuple[Test, ...]] = []
        tests = [self.test()]
        while True:
            self.blanks()
            sign = self.here()
            self.at += 1
            if sign == "&":
                tests.append(self.test())
            elif sign == "|":
                groups.append(tuple(tests))
                tests = [self.test()]
            elif sign == "]":
                return (*groups, tuple(tests))
            else:
                self.at -= 1
                self.fail("the bracket '[' is not closed" if not sign else "here & or | or ] is expected")

    def test(self) -> Test:
        """Read one test."""
        self.blanks()
        negated = self.here() == "!"
        self.at += negated
        named = re.compile(r"([A-Za-z]+)\s*(!?=)\s*").match(self.text, self.at)
        if named is None:
            return self.value("word", negated, ENDS_VALUE)
        if named[1] not in FIELDS:
            self.fail(f"there is no {named[1]!r}, only {', '.join(FIELDS)}")
        self.at = named.end()
        return self.value(named[1], negated != (named[2] == "!="), ENDS_VALUE)

    def value(self, name: str, negated: bool, ends: frozenset[str]) -> Test:
        """Read a value: text with wildcards, text in quotation marks, or an expression between strokes."""
        if self.here() == '"' or (self.here() == "/" and ends is ENDS_VALUE):
            mark, begin = self.here(), self.at
            self.at += 1
            body = self.until(mark)
            if self.here() != mark:
                self.at = begin
                self.fail(f"the {mark} is not closed")
            self.at += 1
            if not body:
                self.at = begin
                self.fail("a value is missing")
            if mark == "/":
                return Test(name, self.checked(body, begin + 1), negated, None)
            return Test(name, re.escape(_plain(body)), negated, _plain(body))
        begin, text, expression, wild = self.at, "", "", False
        while self.here() and self.here() not in ends:
            if self.here() in WILD:
                expression, wild = expression + WILD[self.here()], True
            else:
                self.at += self.here() == "\\" and self.at + 1 < len(self.text)
                text, expression = text + self.here(), expression + re.escape(self.here())
            self.at += 1
        if self.at == begin:
            self.fail("a value is missing")
        return Test(name, expression, negated, None if wild else text)

    def until(self, mark: str) -> str:
        """Return the text up to a mark that has no backslash before it."""
        begin = self.at
        while self.here() and self.here() != mark:
            self.at += 2 if self.here() == "\\" else 1
        return self.text[begin : self.at]

    def checked(self, expression: str, begin: int) -> str:
        """Return a regular expression that can be compiled."""
        import regex

        try:
            regex.compile(expression)
        except regex.error as error:
            self.at = begin + (error.pos or 0)
            self.fail(str(error.msg))
        return expression


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
