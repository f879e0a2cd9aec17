"""Rules on markup: Markdown and HTML reduced to their text, addresses taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..edits import Edit
from ..lines import matches_at

LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^()\s]*(?:\s+\"[^\"\n]*\")?)\)")
SUPERSCRIPT = "<sup>"
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>")
EMPHASIS = re.compile(
    r"(?<![\d ])\*{1,3}|\*{1,3}+(?![\d ])"
    r"|(?<![A-Za-z0-9])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![A-Za-z0-9])|`{1,3}|~~"
)
QUOTE = re.compile(r"(?m:^>[ >]*)")
LIST_MARK = re.compile(r"(?m:^[-*+] )(?=\d{1,2}[.．、)])")  # before an item that has a number of its own
ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
MARKS = re.compile("|".join(pattern.pattern for pattern in (LINK, TAG, QUOTE, LIST_MARK, ESCAPE, EMPHASIS)))
SIGNS = re.compile(r"[!\[<>\\*_`~+-]")
ADDRESS = r"(?:https?://|ftp://|www\.)[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\\()]{0,2000}[A-Za-z0-9/=_\-]"
URL = re.compile(
    rf"<{ADDRESS}>|（{ADDRESS}）|\({ADDRESS}\)|\[{ADDRESS}\]|{ADDRESS}|doi:\s?10\.\d{{4,}}/[^\s，。；]{{1,200}}",
    re.IGNORECASE | re.ASCII,
)
SCHEMES = ("https", "http", "ftp")
OTHER_BEGINNINGS = (re.compile(r"[Ww][Ww][Ww]\."), re.compile(r"[Dd][Oo][Ii]:"))
LONGEST_NAME = 64
MAIL_NAME = re.compile(rf"[\w.+\-]{{1,{LONGEST_NAME}}}\Z", re.ASCII)
MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}", re.ASCII)


def markup(text: str) -> Iterator[Edit]:
    """Reduce Markdown emphasis, links, quotation marks and escapes and HTML tags to their text."""
    for match in matches_at(SIGNS, MARKS, text):
        if match[1] is not None:
            yield Edit(match.start(), match.start(1))
            yield Edit(match.end(1), match.end())
        elif match[0].startswith("\\"):
            yield Edit(match.start(), match.start() + 1)
        else:  # what is still raised when footnote marks are gone is an exponent
            yield Edit(match.start(), match.end(), "^" if match[0].lower() == SUPERSCRIPT else "")


def _beginnings(text: str) -> list[int]:
    """Return where addresses may begin, with the bracket before them; `://` is found faster than what it ends."""
    found = [match.start() for pattern in OTHER_BEGINNINGS for match in pattern.finditer(text)]
    at = text.find("://")
    while at >= 0:
        before = text[max(0, at - 5) : at].lower()
        scheme = next((scheme for scheme in SCHEMES if before.endswith(scheme)), "")
        if scheme:
            found.append(at - len(scheme))
        at = text.find("://", at + 3)
    return sorted(start - 1 if start and text[start - 1] in "<（([" else start for start in found)


def _mail_beginnings(text: str) -> Iterator[int]:
    """Yield where mail addresses may begin: as far before an @ as their signs go."""
    at = text.find("@")
    while at >= 0:
        before = MAIL_NAME.search(text, max(0, at - LONGEST_NAME), at)
        if before:
            yield before.start()
        at = text.find("@", at + 1)


def urls(text: str) -> Iterator[Edit]:
    """Take out web addresses, DOIs and mail addresses, with the brackets round them."""
    found = [match for start in _beginnings(text) if (match := URL.match(text, start) or URL.match(text, start + 1))]
    found += [match for start in _mail_beginnings(text) if (match := MAIL.match(text, start))]
    found.sort(key=lambda match: match.start())
    at = 0
    for match in found:
        if match.start() >= at:
            yield Edit(match.start(), match.end(), part="address")
            at = match.end()
