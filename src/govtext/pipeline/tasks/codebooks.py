"""`codebook list`, `codebook show`, `codebook lint` and `codebook test`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from ...codebooks.linting import LEVELS, Finding, lint
from ...codebooks.model import Codebook
from ...codebooks.reading import read
from ...codebooks.tables import codes_of, contents_of, findings, listing, results
from ...codebooks.testing import Example, run_examples, without_examples
from ...errors import GovtextError, NothingFound, UsageProblem, did_you_mean
from ...study import Study
from ...study.codebooks import ALL, codebook_files, codebooks, known_codebooks, own_codebooks, same_id
from ...table import Table, Tables
from ...tokens.segment import Segmentation

ENGINE = "jieba"  # of examples in a study whose texts are segmented already: nobody segments examples by hand
LINE = re.compile(r"line (\d+): (.*)", re.DOTALL)
NO_NAME = re.compile(r"\W")


def codebook_list(study: Study, *, lang: str = "en") -> Tables:
    """List the codebooks: the study's own and the shipped ones.

    Raises:
        GovtextError: one of them cannot be used; the first such fault, the study is warned of the others.
    """
    made, faults = list_of_codebooks(study, lang)
    for fault in faults[1:]:
        study.warn(str(fault))
    if faults:
        raise faults[0]
    return made


def list_of_codebooks(study: Study, lang: str = "en") -> tuple[Tables, list[GovtextError]]:
    """Return the list of those codebooks that can be used, and what keeps the others from it."""
    own = own_codebooks(study)
    books: list[tuple[Codebook, str]] = []
    faults: list[GovtextError] = []
    for name, paths in known_codebooks(study).items():
        for path in paths:
            try:
                books.append((read(path), "study" if path in own else "shipped"))
            except GovtextError as error:
                faults.append(error)
        if len(paths) > 1:
            faults.append(same_id(name, paths))
    return Tables(listing(books, lang)), faults


def codebook_show(study: Study, *, codebook: str, code: str | None = None, lang: str = "en") -> Tables:
    """Show the codes of codebooks as trees, or all that is said of one code and those below it.

    Args:
        study: an open study, or none.
        codebook: names, as for `study.codebooks.codebooks`.
        code: id of a code.
        lang: of the labels in the tree.

    Returns:
        `codes`, with a code `codebook`; of several codebooks one table each, which has the codebook's id behind it.

    Raises:
        UsageProblem: there is no such codebook, or it has no such code.
    """
    books = codebooks(study, codebook)
    made: list[Table] = []
    for place, book in enumerate(books, 1):
        if code is not None and code not in book.position:
            hint = did_you_mean(code, book.position) or f"codes: {', '.join(book.position)}"
            raise UsageProblem(f"the codebook {book.id} has no code {code!r}", remedy=hint)
        table = codes_of(book, lang) if code is None else contents_of(book, code)
        own = NO_NAME.sub("_", book.id)
        if any(other.name == f"{table.name}_{own}" for other in made):
            own = f"{own}_{place}"
        made.append(replace(table, name=f"{table.name}_{own}") if len(books) > 1 else table)
    return Tables(*made)


def codebook_lint(
    study: Study,
    *,
    codebook: str | None = None,
    sources: Sequence[str] = (),
    level: Literal["error", "warning", "note"] = "note",
    engine: str | None = None,
    without: str | None = None,
    lexicon: str | None = None,
    mixed: str | None = None,
) -> Tables:
    """Find what is wrong, doubtful or missing in codebooks; see `codebooks.linting.lint`.

    Args:
        study: an open study, or none.
        codebook: names; all where none is named.
        sources: ids or files in which indicators are looked for; all of the study where none is named.
        level: the least level that is listed.
        engine: segmentation, as `Study.index` takes it.
        without: likewise.
        lexicon: likewise.
        mixed: likewise.

    Returns:
        `findings`; its parameter `errors` is their number.
    """
    files = codebook_files(study, codebook or ALL)
    some = bool(study.sources or sources)
    index = study.index(sources, engine, without, lexicon, "words", mixed) if some else None
    segmentation = index.segmentation if index else segmentation_of(study, engine, lexicon, mixed)
    found: list[tuple[str, Path, Finding]] = []
    for path in files:
        try:
            book = read(path)
            found += [(book.id, path, one) for one in lint(book, segmentation, index)]
        except GovtextError as error:
            found.append((path.stem, path, _of(error)))
    for one, paths in known_codebooks(study).items():
        if len(paths) > 1 and set(paths) & set(files):
            found.append((one, paths[0], _of(same_id(one, paths))))
    found = sorted(found, key=lambda one: LEVELS.index(one[2].level))
    table = findings(found, [source.id for source in index.sources] if index else [], level)
    table.parameters["errors"] = sum(one.level == "error" for _, _, one in found)
    return Tables(table)


def _of(error: GovtextError) -> Finding:
    """Return what keeps a codebook from being used as a finding."""
    named = LINE.match(error.what)
    line, what = (int(named[1]), named[2]) if named else (0, error.what)
    return Finding("error", "", line, "", what, error.remedy)


def has_errors(made: Tables) -> GovtextError | None:
    """Return what is to be said where codebooks have errors."""
    errors = made.main.parameters["errors"]
    what = f"the codebooks have {errors:,} error" + "s" * (errors != 1)
    return GovtextError(what, remedy="mend what the table of findings says") if errors else None


def codebook_test(
    study: Study,
    *,
    codebook: str | None = None,
    engine: str | None = None,
    lexicon: str | None = None,
    mixed: str | None = None,
) -> Tables:
    """Code the examples of codebooks; see `codebooks.testing.run_examples`.

    Args:
        study: an open study, or none.
        codebook: names; all where none is named.
        engine: segmentation of the examples.
        lexicon: likewise.
        mixed: likewise.

    Returns:
        `examples`; its parameter `failed` is the number of those that are not coded as they must be.

    Raises:
        NothingFound: the codebooks have no examples.
    """
    segmentation, terms = segmentation_of(study, engine, lexicon, mixed), study.lexicons(lexicon)
    examples: list[Example] = []
    for book in codebooks(study, codebook or ALL):
        examples += run_examples(book, segmentation, terms)
        if lacking := [code.id for code in without_examples(book)]:
            study.warn(f"{book.id}: without examples: {', '.join(lacking)}")
    if not examples:
        raise NothingFound("the codebooks have no examples", remedy='write examples.include = ["…"] under [[code]]')
    table = results(examples)
    table.parameters["failed"] = sum(not one.passed for one in examples)
    return Tables(table)


def have_failed(made: Tables) -> GovtextError | None:
    """Return what is to be said where examples are not coded as they must be."""
    failed = made.main.parameters["failed"]
    what = f"{failed:,} example" + "s" * (failed != 1) + " of the codebooks failed"
    return GovtextError(what, remedy="mend the codebook, or the example") if failed else None


def segmentation_of(study: Study, engine: str | None, lexicon: str | None, mixed: str | None) -> Segmentation:
    """Return how sentences that are no text of the corpus are cut."""
    chosen = engine or (ENGINE if study.engine == "whitespace" else study.engine)
    return Segmentation(chosen, study.lexicons(lexicon).words, mixed or study.mixed)
