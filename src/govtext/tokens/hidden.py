"""Signs that nobody can see: what they do to a line is done in secret, on a terminal as in a table."""

from __future__ import annotations

import unicodedata

UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # controls, marks of format and direction, halves of signs, breaks of lines
NAMES = {"\t": "a tab", "\n": "a line break", "\r": "a line break", "\x00": "a zero byte", "\x1b": "escape"}
BREAKS = "\t\n\r"  # that a text of several lines may hold


def hidden_sign(text: str, allowed: str = "") -> str:
    r"""Return the number and the name of the first sign of a text that nobody can see; empty where there is none.

    Args:
        text: a label, a definition, an indicator …
        allowed: signs that may stand in it all the same.

    Example:
        >>> hidden_sign("治\u202e理"), hidden_sign("人工 智能"), hidden_sign("一\n二", BREAKS)
        ('U+202E RIGHT-TO-LEFT OVERRIDE', '', '')
    """
    if text.isprintable():
        return ""
    for sign in text:
        if unicodedata.category(sign) in UNSEEN and sign not in allowed:
            return f"U+{ord(sign):04X} {NAMES.get(sign) or unicodedata.name(sign, 'a control character')}"
    return ""


def without_hidden(text: str, allowed: str = "") -> str:
    """Return a text without such signs; breaks of lines and tabs that may not stand in it become blanks."""
    if text.isprintable():
        return text
    kept = [" " if sign in BREAKS and sign not in allowed else sign for sign in text]
    return "".join(sign for sign in kept if sign in allowed or unicodedata.category(sign) not in UNSEEN)
