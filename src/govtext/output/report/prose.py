"""Markdown as safe HTML, of as much as a methods text needs: headings, paragraphs, lists, tables, emphasis, code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..audit_page.wording import plain
from .cells import marked
from .words import WORDS

LIST = re.compile(r"(?:[-*+]|(\d+)[.)])\s+")
RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
INLINE = re.compile(
    r"(?P<code>`[^`]+`)|(?P<strong>\*\*(?=\S).+?(?<=\S)\*\*)|(?P<em>\*(?=\S)[^*]+?(?<=\S)\*|(?<!\w)_(?=\S)[^_]+?(?<=\S)_(?!\w))"
    r"|(?P<cite>\[@[\w:.-]+(?:;\s*@[\w:.-]+)*\])|(?P<link>\[[^\]]+\]\([^)\s]*\))|(?P<address><https?://[^>\s]+>)"
)
HELD = "\ue000"  # stands before the code of a sign that Markdown is not to read; private use


REFERENCE = re.compile(
    r"[-*+]\s+`(?P<key>[\w:.-]+)`\s+(?:(?P<who>[^*]+?)\s*[(（](?P<year>\d{4}\w?)[)）]|(?P<alone>[^*]+?)[.．。](?:\s|$))"
)


@dataclass(frozen=True)
class Cited:
    """The language of a text, and how each work in its list of references is named: author and year."""

    lang: str
    names: Mapping[str, str]


def cited_in(text: str, lang: str) -> Cited:
    """Find the list of references of a text: items that begin with a key as code.

    Example:
        >>> cited_in("- `gries2008` Gries, Stefan Th. (2008). Dispersions.", "en").names
        {'gries2008': 'Gries 2008'}
    """
    names, others = {}, {"zh": " 等"}.get(lang, " et al.")
    for found in filter(None, map(REFERENCE.match, text.splitlines())):
        who = str(found["who"] or found["alone"])
        surnames = [name.split(",")[0].removesuffix(" et al.").strip() for name in re.split(r"; | and | & ", who)]
        short = surnames[0] + others
        if len(surnames) < 3 and "et al." not in who:
            short = {"zh": "、"}.get(lang, " and ").join(surnames)
        names[found["key"]] = f"{short} {found['year'] or ''}".strip()
    return Cited(lang, names)


def prose(text: str, lang: str, level: int = 3) -> str:
    r"""Return Markdown as HTML; what it does not know stands as text, and links as their words with the address.

    Args:
        text: Markdown. Text that looks like HTML is shown, not read.
        lang: of the page.
        level: of the highest heading; no heading is higher.

    Example:
        >>> prose("Words *by group* <b>", "en")
        '<p>Words <em>by group</em> &lt;b&gt;</p>\n'
    """
    cited = cited_in(text, lang)
    lines = text.replace("\r\n", "\n").replace(HELD, "").split("\n")
    parts, at = [], 0
    lowest = min((len(line) - len(line.lstrip("#")) for line in lines if re.match(r"#{1,6}\s", line)), default=1)
    while at < len(lines):
        line = lines[at].strip()
        if not line or re.fullmatch(r"<!--.*-->", line):
            at += 1
        elif found := re.match(r"(#{1,6})\s+(.*)", line):
            depth = min(6, level + len(found[1]) - lowest)
            parts.append(f"<h{depth}>{_inline(found[2].rstrip('# '), cited)}</h{depth}>\n")
            at += 1
        elif "|" in line and at + 1 < len(lines) and RULE.fullmatch(lines[at + 1].strip()):
            at = _block(lines, at, lambda one: "|" in one, lambda block: parts.append(_table(block, cited)))
        elif LIST.match(line):
            at = _block(lines, at, _of_list, lambda block: parts.append(_list(block, cited)))
        else:
            at = _block(lines, at, _of_paragraph, lambda block: parts.append(_paragraph(block, cited)))
    return "".join(parts)


def _block(lines: list[str], at: int, belongs: Callable[[str], bool], add: Callable[[list[str]], None]) -> int:
    """Hand on the lines from `at` that belong together; return where the next block begins."""
    end = at + 1
    while end < len(lines) and lines[end].strip() and belongs(lines[end]):
        end += 1
    add(lines[at:end])
    return end


def _of_list(line: str) -> bool:
    return bool(LIST.match(line.strip())) or line.startswith((" ", "\t"))


def _of_paragraph(line: str) -> bool:
    return not re.match(r"\s*(?:#{1,6}\s|(?:[-*+]|\d+[.)])\s)", line)


def _paragraph(lines: list[str], cited: Cited) -> str:
    joined = lines[0].strip()
    for line in lines[1:]:  # a line's end is a blank, but none between Chinese characters
        wide = ord(joined[-1:] or " ") > 0x2E7F and ord(line.strip()[:1] or " ") > 0x2E7F
        joined += ("" if wide else " ") + line.strip()
    return f"<p>{_inline(joined, cited)}</p>\n"


def _list(lines: list[str], cited: Cited) -> str:
    items: list[str] = []
    for line in lines:
        found = LIST.match(line.strip())
        if found:
            items.append(line.strip()[found.end() :])
        else:
            items[-1] += " " + line.strip()
    first = LIST.match(lines[0].strip())
    tag = "ol" if first and first[1] else "ul"
    return f"<{tag}>\n" + "".join(_item(item, cited) for item in items) + f"</{tag}>\n"


def _item(text: str, cited: Cited) -> str:
    """Return an item of a list; a reference has the place that citations lead to instead of its key."""
    found = re.match(r"`([\w:.-]+)`\s+", text)
    if found is None or found[1] not in cited.names:
        return f"<li>{_inline(text, cited)}</li>\n"
    return f'<li id="ref-{plain(found[1])}">{_inline(text[found.end() :], cited)}</li>\n'


def _table(lines: list[str], cited: Cited) -> str:
    rows = [_cells(line) for line in lines if not RULE.fullmatch(line.strip())]
    right = [cell.strip().endswith(":") for cell in _cells(lines[1])]
    kinds = [' class="n"' if at < len(right) and right[at] else "" for at in range(len(rows[0]))]
    pairs = zip(rows[0], kinds, strict=True)
    head = "".join(f'<th scope="col"{kind}>{_inline(cell, cited)}</th>' for cell, kind in pairs)
    body = ""
    for row in rows[1:]:
        filled = [*row, *[""] * len(kinds)][: len(kinds)]
        body += "<tr>" + "".join(
            f"<td{kind}>{_inline(cell, cited)}</td>" for cell, kind in zip(filled, kinds, strict=True)
        ) + "</tr>\n"  # fmt: skip
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"
    name = WORDS["table"].get(cited.lang)
    return f'<div class="scroll prose" role="group" tabindex="0" aria-label="{name}">{table}</div>\n'


def _cells(line: str) -> list[str]:
    held = ESCAPED.sub(_hold, line.strip())
    return [cell.strip() for cell in held.strip("|").split("|")]


def _hold(found: re.Match[str]) -> str:
    return f"{HELD}{ord(found[1]):02x}"


def _inline(text: str, cited: Cited) -> str:
    held = ESCAPED.sub(_hold, text)
    parts, end = [], 0
    for found in INLINE.finditer(held):
        parts += [_said(held[end : found.start()], cited), _emphasis(found, cited)]
        end = found.end()
    return "".join([*parts, _said(held[end:], cited)])


def _emphasis(found: re.Match[str], cited: Cited) -> str:
    kind, text = str(found.lastgroup), found[0]
    if kind == "cite":
        works = [key.strip().removeprefix("@") for key in text[1:-1].split(";")]
        return f"({'; '.join(_work(key, cited) for key in works)})"
    if kind == "address":
        return _said(text[1:-1], cited)
    if kind == "link":
        words, _, address = text[1:-1].partition("](")
        return _said(words if words == address or address.startswith("#") else f"{words} ({address})", cited)
    if kind == "code":
        return f"<code>{_said(text[1:-1], cited)}</code>"
    inner = text[2:-2] if kind == "strong" else text[1:-1]
    return f"<{kind}>{_inline(inner, cited)}</{kind}>"


def _work(key: str, cited: Cited) -> str:
    """Return author and year of a work, leading to it in the list of references."""
    name = cited.names.get(key)
    return _said(key, cited) if name is None else f'<a href="#ref-{plain(key)}">{_said(name, cited)}</a>'


def _said(text: str, cited: Cited) -> str:
    """Return text as HTML, with the signs that were held back, and with entities of Markdown read once."""
    text = re.sub(f"{HELD}([0-9a-f]{{2}})", lambda found: chr(int(found[1], 16)), text)
    return marked(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), cited.lang)
