"""Wording that is safe in a page."""

from __future__ import annotations

import html
import re

# Controls, zero-width characters and direction marks: unseen, or able to turn the page round.
HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\U000e0000-\\U000e007f]"
)


def code_of(character: str) -> str:
    """Return a sign for a character that cannot be seen."""
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else f"⟨U+{number:04X}⟩"


def shown(text: str) -> str:
    """Return text as HTML shows it; the codes of what cannot be seen are marked as such."""
    return HIDDEN.sub(lambda found: f'<i class="code">{code_of(found[0])}</i>', html.escape(text))


def plain(text: str) -> str:
    """Return text for one line or an attribute."""
    text = text.replace("\n", "↵").replace("\t", "→")
    return html.escape(HIDDEN.sub(lambda found: code_of(found[0]), text))


def named(rule: str, part: str) -> str:
    """Return a rule, with the part it keeps apart."""
    return plain(f"{rule} · {part}" if part else rule)


def sign_of(code: int) -> str:
    """Return a character, or the code of a blank."""
    character = chr(code)
    return f"U+{code:04X}" if character.isspace() and character != "\n" else plain(character)
