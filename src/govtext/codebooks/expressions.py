"""The grammar of indicators: patterns, and what must, must not and may stand beside them.

    expression = together ("or" together)*
    together   = ["not"] item ("and" ["not"] item)*           all within one sentence
    item       = "(" expression ")" | ("near" | "seq") "(" expression "," expression ["," n] ")" | pattern
    pattern    = words, terms, wildcards and token queries as in the concordance; see `tokens.queries.grammar`

Operators are small words with blanks around them; a pattern in quotation marks may hold them as words. Full-width
brackets and commas are read as ( ) and ,
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from ..errors import UsageProblem, shortened
from ..tokens.queries.grammar import Parsed, parse
from .operators import FUNCTIONS, NAMED, OPERATOR, OPERATORS, as_operator, stray_operator

NEAREST = 5  # words apart where no number is given
FARTHEST = 100
DEEPEST = 20
FULL_WIDTH = str.maketrans("（），", "(),")
SEAM = re.compile(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])")  # a blank that no text has between its words
REMEDY = "write words, near(a, b, 5), seq(a, b, 5), and, or, not, with brackets in pairs"


@dataclass(frozen=True)
class Pattern:
    """A pattern of words.

    Attributes:
        text: as it is written, without the quotation marks around all of it.
        parsed: as it is read.
        literal: the string it looks for where it is plain words; None where it has wildcards or queries.
    """

    text: str
    parsed: Parsed
    literal: str | None

    def __hash__(self) -> int:
        return hash(self.text)


@dataclass(frozen=True)
class AnyOf:
    """Places of any of several expressions."""

    items: tuple[Expression, ...]


@dataclass(frozen=True)
class AllOf:
    """Places of the first expression in sentences that have the others and lack what is unwanted."""

    items: tuple[Expression, ...]
    unwanted: tuple[Expression, ...]


@dataclass(frozen=True)
class Near:
    """Pairs of places in one sentence.

    Attributes:
        one, other: what stands there.
        words: how many words apart at most; neighbours are one apart.
        ordered: the one must stand before the other.
    """

    one: Expression
    other: Expression
    words: int
    ordered: bool


Expression = Pattern | AnyOf | AllOf | Near


def parse_expression(text: str) -> Expression:
    """Read an indicator.

    Raises:
        UsageProblem: it is empty or broken; the place is named.

    Example:
        >>> found = parse_expression("near(数据, (安全 or 保护), 3)")
        >>> type(found).__name__, found.words, len(found.other.items)
        ('Near', 3, 2)
    """
    reader = _Reader(text)
    expression = reader.expression()
    if reader.at < len(reader.text):
        if OPERATOR.match(reader.text, reader.at):
            reader.fail("here 'and' or 'or' is expected", "did you mean 'and not'? 治理 and not 公司")
        reader.fail(f"{reader.here()!r} closes nothing")
    return expression


def patterns_of(expression: Expression) -> list[Pattern]:
    """Return the patterns of an expression, those that must not be there included."""
    if isinstance(expression, Pattern):
        return [expression]
    if isinstance(expression, Near):
        return [*patterns_of(expression.one), *patterns_of(expression.other)]
    within = (*expression.items, *(expression.unwanted if isinstance(expression, AllOf) else ()))
    return [pattern for item in within for pattern in patterns_of(item)]


def wanted_patterns(expression: Expression) -> list[Pattern]:
    """Return the patterns of an expression that are looked for, without those that must not be there."""
    if isinstance(expression, AllOf | AnyOf):
        return [pattern for item in expression.items for pattern in wanted_patterns(item)]
    if isinstance(expression, Near):
        return [*wanted_patterns(expression.one), *wanted_patterns(expression.other)]
    return [expression]


class _Reader:
    """An indicator read from left to right."""

    def __init__(self, text: str) -> None:
        self.original, self.text, self.at, self.depth = text, text.translate(FULL_WIDTH), 0, 0

    def fail(self, what: str, remedy: str = REMEDY) -> None:
        """Refuse the indicator, naming the place."""
        raise UsageProblem(
            f"the indicator {shortened(self.original)!r} is broken at character {self.at + 1}: {what}", remedy=remedy
        )

    def here(self) -> str:
        """Return the character at this place, empty at the end."""
        return self.text[self.at : self.at + 1]

    def blanks(self) -> None:
        """Go on to the next character that is no blank."""
        while self.here().isspace():
            self.at += 1

    def word(self, *wanted: str) -> bool:
        """Read an operator if it stands here as a word."""
        self.blanks()
        found = OPERATOR.match(self.text, self.at)
        if found is None or found[1] not in wanted:
            return False
        self.at = found.end()
        self.blanks()
        return True

    def expression(self) -> Expression:
        """Read alternatives."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(f"brackets within more than {DEEPEST} others")
        items = [self.together()]
        while self.word("or"):
            items.append(self.together())
        self.depth -= 1
        return items[0] if len(items) == 1 else AnyOf(tuple(items))

    def together(self) -> Expression:
        """Read what must and must not stand in one sentence."""
        began = self.at
        items: list[Expression] = []
        unwanted: list[Expression] = []
        while True:
            (unwanted if self.word("not") else items).append(self.item())
            if not self.word("and"):
                break
        if not items:
            self.at = began
            self.fail("it says only what must not be there", "name what must be there first: 治理 and not 公司")
        return items[0] if len(items) == 1 and not unwanted else AllOf(tuple(items), tuple(unwanted))

    def item(self) -> Expression:
        """Read a bracket, a near or seq, or a pattern."""
        self.blanks()
        if self.here() in ("", ")", ","):
            self.fail("there is nothing to look for" if self.here() in ("", ")") else "a word is missing before ','")
        if self.here() == "(":
            return self.bracket()
        if named := NAMED.match(self.text, self.at):
            return self.function(named)
        return self.pattern()

    def bracket(self) -> Expression:
        """Read what stands in brackets."""
        opened = self.at
        self.at += 1
        inside = self.expression()
        self.close(opened)
        return inside

    def close(self, opened: int) -> None:
        """Read a closing bracket."""
        self.blanks()
        if self.here() != ")":
            if self.here() == ",":
                self.fail("',' parts what is in near and seq only")
            self.at = opened
            self.fail("the bracket '(' is not closed")
        self.at += 1

    def function(self, named: re.Match[str]) -> Expression:
        """Read near or seq."""
        name = named[1]
        if name not in FUNCTIONS:
            near = difflib.get_close_matches(name.lower(), (*FUNCTIONS, *OPERATORS), 1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            self.fail(f"there is no operator {name!r}", f"{hint}operators: near, seq, and, or, not")
        self.at = opened = named.end()
        self.at += 1
        parts = [self.expression()]
        words = NEAREST
        self.blanks()
        if self.here() != ",":
            if self.here() == ")":
                self.fail(f"{name} takes two things")
            self.at = opened
            self.fail("the bracket '(' is not closed")
        self.at += 1
        parts.append(self.expression())
        self.blanks()
        if self.here() == ",":
            self.at += 1
            words = self.number(name)
        self.close(opened)
        return Near(parts[0], parts[1], words, name == "seq")

    def number(self, name: str) -> int:
        """Read how many words apart."""
        self.blanks()
        found = re.compile(r"[0-9]+(?=\s*\))").match(self.text, self.at)
        if found is None or not 1 <= int(found[0]) <= FARTHEST:
            self.fail(f"{name} takes two things and a whole number of words, 1 to {FARTHEST}")
            return 0
        self.at = found.end()
        return int(found[0])

    def pattern(self) -> Pattern:
        """Read words up to an operator, a comma or a bracket that closes."""
        began, end = self.at, self.at
        while self.here() and self.here() not in "(),":
            if self.here() == '"':
                self.quoted('"')
            elif self.here() == "[":
                self.quoted("]")
            elif self.here() == "\\":
                self.at += 2
            elif self.here().isspace():
                self.blanks()
                if OPERATOR.match(self.text, self.at):
                    break
                continue
            else:
                self.at += 1
            end = self.at
        place, stray = stray_operator(self.text, began, end, self.here() != "(")
        if stray:
            self.at = place
            remedy = f'did you mean {as_operator(stray)!r}? As a word it stands in marks: "{stray}"'
            self.fail(f"there is no operator {stray!r}", remedy)
        if self.here() == "(":
            self.fail("an operator is missing before '('")
        text = self.original[began:end].strip()
        if text in ("&", "|", "!", "&&", "||", "+") or re.search(r"(?<!\\)\s[&|!+]{1,2}\s", text):
            self.at = began
            self.fail("it has a sign of another language", "operators: near, seq, and, or, not")
        return pattern_of(text)

    def quoted(self, mark: str) -> None:
        """Read up to a mark that has no backslash before it."""
        began = self.at
        self.at += 1
        while self.here() and self.here() != mark:
            self.at += 2 if self.here() == "\\" else 1
        if not self.here():
            self.at = began
            self.fail(f"the {self.here()} is not closed")
        self.at += 1


def pattern_of(text: str) -> Pattern:
    """Return a pattern; one that is wholly in quotation marks is a string as it is."""
    parsed = parse(text)
    words = parsed.literals
    return Pattern(text, parsed, SEAM.sub("", " ".join(words)) if words else None)
