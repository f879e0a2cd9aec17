"""Markdown as safe HTML, of as much as a methods text needs: headings, paragraphs, lists, tables, emphasis, code."""

from __future__ import annotations

import re
from collections.abc import Callable

from .cells import marked
from .words import WORDS

LIST = re.compile(r"(?:[-*+]|(\d+)[.)])\s+")
RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
INLINE = re.compile(
    r"(?P<code>`[^`]+`)|(?P<strong>\*\*(?=\S).+?(?<=\S)\*\*)|(?P<em>\*(?=\S)[^*]+?(?<=\S)\*|(?<!\w)_(?=\S)[^_]+?(?<=\S)_(?!\w))"
    r"|(?P<link>\[[^\]]+\]\([^)\s]*\))"
)
HELD = "\ue000"  # stands before the code of a sign that Markdown is not to read; private use


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
    lines = text.replace("\r\n", "\n").replace(HELD, "").split("\n")
    parts, at = [], 0
    lowest = min((len(line) - len(line.lstrip("#")) for line in lines if re.match(r"#{1,6}\s", line)), default=1)
    while at < len(lines):
        line = lines[at].strip()
        if not line or re.fullmatch(r"<!--.*-->", line):
            at += 1
        elif found := re.match(r"(#{1,6})\s+(.*)", line):
            depth = min(6, level + len(found[1]) - lowest)
            parts.append(f"<h{depth}>{_inline(found[2].rstrip('# '), lang)}</h{depth}>\n")
            at += 1
        elif "|" in line and at + 1 < len(lines) and RULE.fullmatch(lines[at + 1].strip()):
            at = _block(lines, at, lambda one: "|" in one, lambda block: parts.append(_table(block, lang)))
        elif LIST.match(line):
            at = _block(lines, at, _of_list, lambda block: parts.append(_list(block, lang)))
        else:
            at = _block(lines, at, _of_paragraph, lambda block: parts.append(_paragraph(block, lang)))
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


def _paragraph(lines: list[str], lang: str) -> str:
    joined = lines[0].strip()
    for line in lines[1:]:  # a line's end is a blank, but none between Chinese characters
        wide = ord(joined[-1:] or " ") > 0x2E7F and ord(line.strip()[:1] or " ") > 0x2E7F
        joined += ("" if wide else " ") + line.strip()
    return f"<p>{_inline(joined, lang)}</p>\n"


def _list(lines: list[str], lang: str) -> str:
    items: list[str] = []
    for line in lines:
        found = LIST.match(line.strip())
        if found:
            items.append(line.strip()[found.end() :])
        else:
            items[-1] += " " + line.strip()
    first = LIST.match(lines[0].strip())
    tag = "ol" if first and first[1] else "ul"
    return f"<{tag}>\n" + "".join(f"<li>{_inline(item, lang)}</li>\n" for item in items) + f"</{tag}>\n"


def _table(lines: list[str], lang: str) -> str:
    rows = [_cells(line) for line in lines if not RULE.fullmatch(line.strip())]
    right = [cell.strip().endswith(":") for cell in _cells(lines[1])]
    kinds = [' class="n"' if at < len(right) and right[at] else "" for at in range(len(rows[0]))]
    pairs = zip(rows[0], kinds, strict=True)
    head = "".join(f'<th scope="col"{kind}>{_inline(cell, lang)}</th>' for cell, kind in pairs)
    body = ""
    for row in rows[1:]:
        filled = [*row, *[""] * len(kinds)][: len(kinds)]
        body += "<tr>" + "".join(
            f"<td{kind}>{_inline(cell, lang)}</td>" for cell, kind in zip(filled, kinds, strict=True)
        ) + "</tr>\n"  # fmt: skip
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"
    return (
        f'<div class="scroll prose" role="group" tabindex="0" aria-label="{WORDS["table"].get(lang)}">{table}</div>\n'
    )


def _cells(line: str) -> list[str]:
    held = ESCAPED.sub(_hold, line.strip())
    return [cell.strip() for cell in held.strip("|").split("|")]


def _hold(found: re.Match[str]) -> str:
    return f"{HELD}{ord(found[1]):02x}"


def _inline(text: str, lang: str) -> str:
    held = ESCAPED.sub(_hold, text)
    parts, end = [], 0
    for found in INLINE.finditer(held):
        parts += [_said(held[end : found.start()], lang), _emphasis(found, lang)]
        end = found.end()
    return "".join([*parts, _said(held[end:], lang)])


def _emphasis(found: re.Match[str], lang: str) -> str:
    kind, text = str(found.lastgroup), found[0]
    if kind == "link":
        words, _, address = text[1:-1].partition("](")
        return _said(words if words == address or address.startswith("#") else f"{words} ({address})", lang)
    if kind == "code":
        return f"<code>{_said(text[1:-1], lang)}</code>"
    inner = text[2:-2] if kind == "strong" else text[1:-1]
    return f"<{kind}>{_inline(inner, lang)}</{kind}>"


def _said(text: str, lang: str) -> str:
    """Return text as HTML, with the signs that were held back, and with entities of Markdown read once."""
    text = re.sub(f"{HELD}([0-9a-f]{{2}})", lambda found: chr(int(found[1], 16)), text)
    return marked(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), lang)
