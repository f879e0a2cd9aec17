"""Which forms a lexicon may hold: why no text could match one."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 60  # characters; longer is a sentence, or a file that is no lexicon
HAN = re.compile(r"[\u4e00-\u9fff]+")
# Nothing can be wrong with these, so that most forms need no other look.
PLAIN = (
    r"(?=.{2,60}\Z)[\u4e00-\u9fffA-Za-z0-9]+(?:[·、，：—][\u4e00-\u9fffA-Za-z0-9]+)*[+]*|"
    r"(?=.{2,60}\Z)[A-Za-z0-9]+(?:[ /&+-][A-Za-z0-9]+)*[+]*"
)
SENTENCE_END = re.compile(r"[。！？；!?;…]")
TYPESETTING = r"(?<=[\u3400-\u9fff]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[\u3400-\u9fff])"
LETTER = re.compile(r"\w")
# The rules of cleaning that rewrite single characters; what they take away no clean text can hold.
REWRITING = ("invisible", "blanks", "radicals", "wide_forms", "markup", "urls", "half_width", "han_spaces")
BEFORE, AFTER = "关于", "的问题"


class Fault(NamedTuple):
    """What is wrong with a line, and what to do about it."""

    cause: str
    remedy: str


def fault_of(form: str) -> Fault | None:
    """Return why no text could match a form, None where one could.

    Example:
        >>> fault_of("人 工智能")
        Fault(cause="no clean text holds '人 工智能'", remedy="cleaning makes '人工智能' of it: write that")
    """
    if (1 < len(form) <= LONGEST and HAN.fullmatch(form)) or re.fullmatch(PLAIN, form):
        return None
    if not form:
        return Fault("the term is empty", "write one, or delete the line")
    if form.startswith("#"):
        return Fault(f"{form!r} begins with #, which makes a comment of its line", "write it without")
    if len(form) == 1:
        return Fault(f"{form!r} has one character", "one character says too little to be matched; write a longer form")
    if len(form) > LONGEST:
        return Fault(f"{form[:12]!r}… has {len(form)} characters", f"a term has {LONGEST} at most")
    if not LETTER.search(form):
        return Fault(f"{form!r} holds no letter", "write a word")
    if ends := SENTENCE_END.search(form):
        what = f"{form!r} holds {ends.group()!r}, and no term goes over the end of a sentence"
        return Fault(what, "split it into two")
    cleaned = _cleaned(form)
    if cleaned != form:
        return Fault(f"no clean text holds {form!r}", f"cleaning makes {cleaned!r} of it: write that")
    return None


def _cleaned(form: str) -> str:
    """Return what cleaning makes of a form in running text."""
    from ...sources.edits import Cleaning
    from ...sources.rules import RULES

    cleaning = Cleaning(f"{BEFORE}{form}{AFTER}")
    for name in REWRITING:
        cleaning.apply(name, RULES[name])
    return cleaning.text.removeprefix(BEFORE).removesuffix(AFTER)
