"""Looking at a corpus: `corpus list`, `corpus audit`, `corpus duplicates` and `corpus show`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from ... import corpus
from ...errors import GovtextError, NothingFound
from ...sources.document import Document
from ...sources.tables import PARTS, tables
from ...study import Study
from ...table import Table, Tables

Part = Literal["sections", "paragraphs", "notes", "tables", "apart", "removed", "rules"]


def corpus_list(
    study: Study,
    *,
    sources: Sequence[str] = (),
    verbose: bool = False,
    engine: str | None = None,
    without: str | None = None,
) -> Tables:
    """List the sources; see `corpus.listing`. `verbose` also says why each was read in its encoding."""
    return Tables(corpus.listing(study, sources, engine, without, reasons=verbose))


def corpus_audit(
    study: Study,
    *,
    sources: Sequence[str] = (),
    html: str | None = None,
    without: str | None = None,
    lang: str = "en",
) -> Tables:
    """Prove that cleaning lost nothing; see `corpus.audit`.

    Args:
        study: an open study, or files.
        sources: ids or files; all where none is named.
        html: the name of a page that shows the raw text beside the clean one; it is among the files of the tables.
        without: cleaning rules that are not to run.
        lang: of the page.
    """
    read = list(corpus.documents(study, sources, without))
    table = corpus.audit(read)
    if html is None:
        return Tables(table)
    shown = [(source.label, document) for source, document in read]
    return Tables(table, files={html: partial(_page, shown, lang)})


def _page(shown: Sequence[tuple[str, Document]], lang: str) -> bytes:
    from ...output.audit_page import audit_page

    return audit_page(shown, lang).encode()


def not_accounted_for(made: Tables) -> GovtextError | None:
    """Return what is to be said where cleaning lost characters."""
    wrong = made.main.parameters["unaccounted"]
    if not wrong:
        return None
    return GovtextError(f"characters of {', '.join(wrong)} are unaccounted for", remedy="please report this")


def corpus_duplicates(
    study: Study,
    *,
    sources: Sequence[str] = (),
    part: Literal["passages", "pairs"] = "passages",
    shortest: int = 40,
    without: str | None = None,
) -> Tables:
    """List what stands in two places; see `corpus.duplicates`. `part` is the table that comes first."""
    index = study.index(sources, None, without, features="words")
    found = corpus.duplicates(index, shortest=shortest)
    return Tables(found[part], *(table for name, table in found.items() if name != part))


def corpus_show(study: Study, *, source: str, part: Part, without: str | None = None) -> Tables:
    """Show a part of a source that is a table.

    Args:
        study: an open study, or files.
        source: its id, or a file.
        part: which; `tables` gives each table of the source.
        without: cleaning rules that are not to run.

    Raises:
        NothingFound: the source has no table.
    """
    return part_of(document_of(study, source, without), source, part)


def document_of(study: Study, source: str, without: str | None = None) -> Document:
    """Return one source as it was read."""
    study.choose_one(source)
    ((_, document),) = corpus.documents(study, [source], without)
    return document


def part_of(document: Document, source: str, part: str) -> Tables:
    """Return a part of a source as tables; see `corpus_show`."""
    if part != "tables":
        return Tables(PARTS[part](document))
    found: list[Table] = tables(document)
    if not found:
        raise NothingFound(f"{source} has no table", remedy="see --part apart for what is kept apart")
    return Tables(*(replace(table, name=table.name.replace("-", "_")) for table in found))
