"""The lines under a concordance: what was looked for, how often it is there, what was left out, what is shown."""

from __future__ import annotations

import numpy as np

from ...table import Text
from ...tokens.index import TokenIndex
from ...tokens.queries import Hits, string_count
from ...tokens.queries.grammar import parse
from .finding import How, Near, listed
from .quoting import MOST


def counts(index: TokenIndex, hits: Hits, wanted: list[str], how: How) -> list[Text]:
    """Say how many places there are, of a plain string also how many inside and across words."""
    sources, there = len(np.unique(hits.source)), len(index.sources)
    zh = f"{there} 篇中的 {sources} 篇共 {len(hits):,} 处。"
    said = [Text(f"{_times(hits, 'hit')} in {sources} of {there} sources.", zh)]
    if len(wanted) > 1 or how.regex:
        return said
    if how.substring:
        whole = int(hits.whole.sum())
        return [
            *said,
            Text(
                f"As a string: {_times(hits, 'place')}, {whole:,} of them with both ends at ends of words.",
                f"作为字符串共 {len(hits):,} 处，其中两端均为词界者 {whole:,} 处。",
            ),
        ]
    string = _together(parse(wanted[0]).literals or [])
    if string:
        times = string_count(index, string, how.ignore_case)
        said.append(
            Text(
                f"The string {string} stands in the texts {times:,} time{'s' * (times != 1)} in all, these places and "
                "those inside other words or across words (--substring shows them).",
                f"字符串“{string}”在文中共出现 {times:,} 次，含以上各处及在其他词内或跨词者（--substring 可列出）。",
            )
        )
    return said


def _times(hits: Hits, what: str) -> str:
    return f"{len(hits):,} {what}{'s' * (len(hits) != 1)}"


def _together(words: list[str]) -> str:
    """Return the words of a phrase as a text has them: with a blank between two in Latin letters."""
    text = ""
    for word in words:
        apart = text[-1:].isascii() and word[:1].isascii() and bool(text)
        text += " " * apart + word
    return text


def filters(near: Near, by: str, group: str | None, min_count: int) -> list[Text]:
    """Say which hits were left out."""
    said = []
    if listed(near.must) or listed(near.must_not):
        with_ = f" with {near.must}" if near.must else ""
        without = f" without {near.must_not}" if near.must_not else ""
        zh = (f"须有 {near.must}" if near.must else "") + (f"不得有 {near.must_not}" if near.must_not else "")
        said.append(
            Text(
                f"Only hits{with_}{without} within {near.within} words to the left and right, in the sentence.",
                f"仅限左右 {near.within} 词之内（不出句）{zh}者。",
            )
        )
    if min_count > 1:
        said.append(Text(f"Only forms with {min_count} hits or more.", f"仅限命中 {min_count} 处及以上的词形。"))
    if group is not None:
        said.append(Text(f"Only hits where {by} is {group}.", f"仅限 {by} 为 {group} 者。"))
    return said


def window_note(window: int, context: str) -> Text:
    """Say what is shown around a hit."""
    if context in ("sentence", "paragraph"):
        zh = "整句" if context == "sentence" else "整段"
        most = f"{MOST:,}"
        english = f"Context: the whole {context}, at most {most} characters to either side."
        return Text(english, f"语境：{zh}，左右各至多 {most} 字。")
    zh = "词（不计标点）" if context == "tokens" else "字符"
    unit = "words (punctuation is shown and not counted)" if context == "tokens" else "characters"
    english = f"Context: {window} {unit} to either side, within the paragraph."
    return Text(english, f"语境：左右各 {window} {zh}，不出段。")


def order_note(sort: str) -> Text:
    """Say in which order the hits stand."""
    if not sort.strip(" ,"):
        sort = "source"
    return Text(f"Order: {sort}; then as in the text.", f"排序：{sort}，再按原文次序。")


PLACES = Text(
    "Reference: source, §number of the section, ¶paragraph.sentence (paragraphs of the source, sentences of the "
    "paragraph), page where the file has pages; start and end are characters of the clean text.",
    "出处：文本，§节的编号，¶段.句（段在全文中的序号，句在段中的序号），有页码的文件另列页码；"
    "start、end 为清洗后文本的字符位置。",
)
