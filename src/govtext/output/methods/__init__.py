"""The methods paragraphs of a paper, from the lock of a run alone, and the works they cite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...table import Text
from .analyses import analyses_text
from .bibliography import Work, catalogue, cited, govtext_work, references_list, source_works
from .cleaning import cleaning_text
from .corpus import corpus_table, corpus_text
from .reading import Run, read
from .software import software_text
from .vocabulary import vocabulary_text
from .wording import paragraph

HEADINGS = {
    "methods": Text("Methods", "研究方法"),
    "corpus": Text("Corpus", "语料"),
    "cleaning": Text("Cleaning", "文本清洗"),
    "words": Text("Segmentation and word lists", "分词与词表"),
    "analyses": Text("Analyses", "分析方法"),
    "software": Text("Software and reproduction", "软件与复现"),
    "references": Text("References", "参考文献"),
}
LANGUAGES = ("en", "zh")


def methods(lock: Mapping[str, Any], lang: str) -> str:
    """Return the methods text of a run.

    Args:
        lock: as `output.lock.read_lock` gives it; nothing else is read.
        lang: `en` or `zh`.

    Returns:
        Markdown: corpus with a table of the sources, cleaning, segmentation and lists, a paragraph for each command
        that ran, software, and the works cited. Citations are in Pandoc's form (`[@dunning1993]`).

    Raises:
        GovtextError: the lock is broken.
    """
    run = read(lock)
    text = _text(run, lang)
    listed = references_list(text, _works(run), lang)
    return f"{text}\n## {HEADINGS['references'].get(lang)}\n\n{listed}\n"


def references(lock: Mapping[str, Any]) -> str:
    """Return the works that the methods text of a run cites, as BibTeX, sorted by key.

    Raises:
        GovtextError: the lock is broken.
    """
    run = read(lock)
    keys = sorted({key for lang in LANGUAGES for key in cited(_text(run, lang))})
    works = _works(run)
    return "\n".join(f"{works[key].bibtex()}\n" for key in keys if key in works)


def _works(run: Run) -> dict[str, Work]:
    """Return all works that could be cited, by key."""
    return {**catalogue(), "govtext": govtext_work(run.versions), **source_works(run.sources)}


def _text(run: Run, lang: str) -> str:
    """Return the text without its list of works."""
    parts = {
        "corpus": [paragraph(corpus_text(run), lang), corpus_table(run, lang)],
        "cleaning": [paragraph(cleaning_text(run), lang)],
        "words": [paragraph(vocabulary_text(run), lang)],
        "analyses": analyses_text(run, lang),
        "software": [paragraph(software_text(run), lang)],
    }
    lines = [f"# {HEADINGS['methods'].get(lang)}", ""]
    for name, paragraphs in parts.items():
        there = [one for one in paragraphs if one]
        if there:
            lines += [f"## {HEADINGS[name].get(lang)}", ""]
            lines += [line for one in there for line in (one, "")]
    return "\n".join(lines)


__all__ = ["methods", "references"]
