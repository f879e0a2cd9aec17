"""Writing a codebook as TOML, so that reading it gives the same codebook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..table import Text
from .model import Code, Codebook


def toml(codebook: Codebook) -> str:
    """Return a codebook as the text of its file.

    Example:
        >>> from govtext.codebooks.model import Code
        >>> book = Codebook("risk", Text("Risk", "风险"), (Code("bias", Text("偏见", "偏见")),))
        >>> print(toml(book))
        [codebook]
        id = "risk"
        label = { en = "Risk", zh = "风险" }
        <BLANKLINE>
        [[code]]
        id = "bias"
        label = "偏见"
        indicators = []
        <BLANKLINE>
    """
    head = ["[codebook]", f"id = {quoted(codebook.id)}", *_wording("label", codebook.label)]
    head += _wording("description", codebook.description)
    head += [f"{key} = {quoted(value)}" for key in ("report", "source") if (value := getattr(codebook, key))]
    return "\n".join([*head, *(line for code in codebook.codes for line in _code(code))]) + "\n"


def quoted(text: str) -> str:
    """Return a text as a TOML string: a JSON string is one; signs that nobody can see are written as numbers."""
    return "".join(sign if sign.isprintable() else _number(sign) for sign in json.dumps(text, ensure_ascii=False))


def _number(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def _code(code: Code) -> Iterator[str]:
    yield from ("", "[[code]]", f"id = {quoted(code.id)}")
    yield from _wording("label", code.label)
    if code.parent:
        yield f"parent = {quoted(code.parent)}"
    yield from _wording("definition", code.definition)
    if code.source:
        yield f"source = {quoted(code.source)}"
    yield from _strings("indicators", [indicator.text for indicator in code.indicators])
    if code.exclusions:
        yield from _strings("exclude", [exclusion.text for exclusion in code.exclusions])
    if code.include:
        yield from _strings("examples.include", code.include)
    if code.exclude:
        yield from _strings("examples.exclude", code.exclude)


def _wording(key: str, words: Text) -> Iterator[str]:
    if words.en and words.en == words.zh:
        yield f"{key} = {quoted(words.en)}"
    elif words.en or words.zh:
        both = [f"{lang} = {quoted(words.get(lang))}" for lang in ("en", "zh") if words.get(lang)]
        yield f"{key} = {{ {', '.join(both)} }}"


def _strings(key: str, strings: Iterable[str]) -> Iterator[str]:
    """One string a line, so that a fault in it can be told by its line."""
    lines = [f"    {quoted(string)}," for string in strings]
    if not lines:
        yield f"{key} = []"
        return
    yield f"{key} = ["
    yield from lines
    yield "]"
