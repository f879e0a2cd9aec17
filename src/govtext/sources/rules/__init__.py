"""The cleaning rules by name, in the order in which they run.

Each rule is one small function from text to edits; none knows any particular file.
"""

from __future__ import annotations

from ..edits import Rule
from . import (
    authors,
    back_matter,
    boxes,
    characters,
    credits,
    forms,
    furniture,
    joining,
    markup,
    notes,
    page_numbers,
    punctuation,
    running_heads,
    tables,
    title_page,
    web,
)

RULES: dict[str, Rule] = {
    "line_ends": characters.line_ends,
    "invisible": characters.invisible,
    "blanks": characters.blanks,
    "radicals": forms.radicals,
    "wide_forms": forms.wide_forms,
    "site_text": web.site_text,
    "web_furniture": web.web_furniture,
    "running_heads": running_heads.running_heads,
    "glued_numbers": page_numbers.glued_numbers,
    "contents": furniture.contents,
    "page_numbers": page_numbers.page_numbers,
    "rule_lines": furniture.rule_lines,
    "notes": notes.notes,
    "references": notes.references,
    "journal_lines": notes.journal_lines,
    "footnote_marks": notes.footnote_marks,
    "markup": markup.markup,
    "urls": markup.urls,
    "boxes": boxes.boxes,
    "tables": tables.tables,
    "captions": tables.captions,
    "leads": credits.leads,
    "join_pages": joining.join_pages,
    "join_lines": joining.join_lines,
    "front_matter": title_page.front_matter,
    "authors": authors.authors,
    "credits": credits.credits,
    "back_matter": back_matter.back_matter,
    "abstract": notes.abstract,
    "half_width": punctuation.half_width,
    "han_spaces": punctuation.han_spaces,
    "page_marks": furniture.page_marks,
    "margins": characters.margins,
    "empty_lines": characters.empty_lines,
}
FORMAT_RULES = ("boilerplate", "tags", "word_notes", "word_contents")  # of web pages and Word, before all others
ALL_RULES = (*FORMAT_RULES, *RULES, "heading_marks")  # the last once headings are read
