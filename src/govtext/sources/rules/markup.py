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
ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
MARKS = re.compile("|".join(pattern.pattern for pattern in (LINK, TAG, QUOTE, ESCAPE, EMPHASIS)))
SIGNS = re.compile(r"[!\[<>\\*_`~]")
ADDRESS = r"(?:https?://|ftp://|www\.)[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\\()]{0,2000}[A-Za-z0-9/=_\-]"
URL = re.compile(
    rf"<{ADDRESS}>|（{ADDRESS}）|\({ADDRESS}\)|\[{ADDRESS}\]|{ADDRESS}|doi:\s?10\.\d{{4,}}/[^\s，。；]{{1,200}}",
    re.IGNORECASE | re.ASCII,
)
URL_HINT = re.compile(r"://|www\.|doi:", re.IGNORECASE)
URL_SIGNS = re.compile(r"[<（(\[hfwdHFWD]")
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


def urls(text: str) -> Iterator[Edit]:
    """Take out web addresses, DOIs and mail addresses, with the brackets round them."""
    found = list(matches_at(URL_SIGNS, URL, text)) if URL_HINT.search(text) else []
    if "@" in text:
        found = sorted([*found, *MAIL.finditer(text)], key=lambda match: match.start())
    at = 0
    for match in found:
        if match.start() >= at:
            yield Edit(match.start(), match.end(), part="address")
            at = match.end()
