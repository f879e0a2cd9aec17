"""What a topic may be called: a line that tables, charts and terminals can show."""

from __future__ import annotations

from ...tokens.hidden import hidden_sign

LONGEST = 60  # characters of a label
SHOWN = 30  # of one that is refused


def fault_of_label(label: str) -> tuple[str, str]:
    """Return what is wrong with a label and what to do about it; empty where nothing is.

    Marks that turn the direction of writing are among the characters that nobody can see.

    Example:
        >>> fault_of_label("治" * 61)
        ('has 61 characters', 'use at most 60: charts show it')
    """
    if hidden_sign(label):
        shown = label[:SHOWN] + " …" * (len(label) > SHOWN)
        return f"{shown!r} holds a tab, a line break or a control character", "leave it out"
    if len(label) > LONGEST:
        return f"has {len(label)} characters", f"use at most {LONGEST}: charts show it"
    return "", ""
