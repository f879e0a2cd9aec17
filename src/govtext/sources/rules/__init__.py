"""The cleaning rules by name, in the order in which they run.

Each rule is one small function from text to edits; none knows any particular file.
"""

from __future__ import annotations

from ..edits import Rule
from . import characters, furniture, joining, markup, notes, punctuation

RULES: dict[str, Rule] = {
    "line_ends": characters.line_ends,
    "invisible": characters.invisible,
    "blanks": characters.blanks,
    "contents": furniture.contents,
    "web_furniture": furniture.web_furniture,
    "running_heads": furniture.running_heads,
    "page_numbers": furniture.page_numbers,
    "rule_lines": furniture.rule_lines,
    "notes": notes.notes,
    "references": notes.references,
    "journal_lines": notes.journal_lines,
    "footnote_marks": notes.footnote_marks,
    "markup": markup.markup,
    "urls": markup.urls,
    "join_pages": joining.join_pages,
    "join_lines": joining.join_lines,
    "half_width": punctuation.half_width,
    "han_spaces": punctuation.han_spaces,
    "page_marks": furniture.page_marks,
    "margins": characters.margins,
    "empty_lines": characters.empty_lines,
}
