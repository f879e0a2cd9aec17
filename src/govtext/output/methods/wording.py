"""Numbers, lists and names as the methods text writes them, in English and Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from ...table import Text

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~^$@&\"'])")
LINKS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
GROUPS = {
    "source": Text("source", "文本"),
    "chapter": Text("chapter", "章"),
    "section": Text("section", "节"),
    "author": Text("author", "作者"),
    "paragraph": Text("paragraph", "段落"),
    "sentence": Text("sentence", "句子"),
}
UNITS = {
    "document": Text("sources", "文本"),
    "section": Text("sections", "节"),
    "paragraph": Text("paragraphs", "段落"),
    "sentence": Text("sentences", "句子"),
    "window": Text("windows", "窗口"),
}


class Said(NamedTuple):
    """A sentence (or two) with what it is about, so that two steps can be told apart.

    Attributes:
        about: `counted`, `test` …; a step has each but once.
        text: without a blank at either end.
    """

    about: str
    text: Text


def said(about: str, english: str, chinese: str) -> Said:
    """Return a sentence in both languages."""
    return Said(about, Text(" ".join(english.split()), chinese))


def one_line(text: str) -> str:
    """Return text on one line, without control and direction characters."""
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or _shown(char))
    return " ".join(kept.split())


def _shown(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def plain(text: str) -> str:
    r"""Return text that Markdown (Pandoc's too) shows as it is: no markup, no HTML, no citation, no link.

    Example:
        >>> plain("[a](b) @x |")
        '\\[a\\](b) \\@x \\|'
    """
    return LINKS.sub(lambda found: "\\" + found[0], MARKS.sub(r"\\\1", one_line(text)))


def code(text: str) -> str:
    """Return text as code, whatever it holds.

    Example:
        >>> code("a`b")
        '``a`b``'
    """
    text = one_line(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    inside = f" {text} " if text[:1] == "`" or text[-1:] == "`" else text
    return f"{fence}{inside}{fence}"


def number(value: Any) -> str:
    """Return a number as it is printed, with commas; other values as text, nothing for None.

    Example:
        >>> number(12345), number(0.30), number(None)
        ('12,345', '0.3', '')
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:g}" if isinstance(value, float) else plain(str(value))


def many(count: int, word: str) -> str:
    """Return `1 place`, `1,200 places`."""
    return f"{count:,} {word}{'s' * (count != 1)}"


def spelled(count: int, word: str) -> str:
    """Return `five texts`; larger numbers in figures."""
    name = NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"
    return f"{name} {word}{'s' * (count != 1)}"


def listed(names: Sequence[str], word: str = "and") -> str:
    """Return `a, b and c`."""
    return f" {word} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def listed_zh(names: Sequence[str]) -> str:
    """Return `a、b和c`."""
    return "、".join(names)


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal."""
    return f"{100 * part / whole:.1f}%" if whole else "–"


def group_of(by: Any) -> Text:
    """Return what the groups of a step are called, in the singular."""
    if by is None or by == "":
        return Text("group", "组")
    name = str(by)
    if name in GROUPS:
        return GROUPS[name]
    return Text(f"group of the metadata field {code(name)}", f"元数据字段 {code(name)} 分组")


def of_groups(by: Any) -> Text:
    """Return whose shares a step gives: `each source`; of a metadata field `each group (by …)`."""
    name = str(by or "source")
    if name in GROUPS:
        return Text(f"each {GROUPS[name].en}", f"各{GROUPS[name].zh}")
    return Text(f"each group (by the metadata field {code(name)})", f"各组（按元数据字段 {code(name)}）")


def unit_of(unit: Any) -> Text:
    """Return what the units of a step are called, in the plural."""
    return UNITS.get(str(unit), Text("units", "单位"))


def paragraph(sentences: Sequence[Said], lang: str) -> str:
    """Return sentences as running text."""
    texts = [one.text.get(lang) for one in sentences]
    return "".join(texts) if lang == "zh" else " ".join(texts)
