"""Comparison: term frequencies across groups, and what is key to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import NothingFound, UsageProblem
from ..table import Table, Tables, Text
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .keyness import notes as wording
from .keyness.checks import check_references, check_texts, names_of, positive
from .keyness.contrasts import (
    REST,
    Contrasts,
    Groups,
    check_names,
    check_sizes,
    contrasts,
    count_groups,
    dispersion,
)
from .keyness.frequencies import frequencies
from .keyness.measures import correction_named, measure_named
from .keyness.outside import with_frequency_list, with_reference_corpus
from .keyness.references import FrequencyList, read_frequency_list, read_terms
from .keyness.table import Choice, Tested, columns_of_keyness, keyness_of, strongest, tested
from .notes import common_notes, used
from .options import check_numbers
from .tracing import NOWHERE

DEFAULT_COUNT = 5
MANY_GROUPS = 20  # with more, a table is cut to its strongest rows, which is said under it
MOST_ROWS, FEW_WORDS = 7_500, 200  # of `keyness` and of `frequencies` then
READING = ("group", "term", "gloss", "kind", "count", "reference_count")
OF_REFERENCE = ("reference_count", "reference_per_10k", "reference_range")
READING_BEHIND = ("g2", "p_adjusted", "log_ratio", "log_ratio_low", "log_ratio_high")

__all__ = ["compare", "group_counts", "keyness_of"]


@dataclass(frozen=True)
class Asked:
    """What is compared: the groups with their reference, the contrasts, and what is to be said of them."""

    groups: Groups
    chosen: Contrasts
    by: str | None
    listed: tuple[str, ...]
    left_out: tuple[str, ...]
    reference: FrequencyList | TokenIndex | None


def compare(
    index: TokenIndex,
    *,
    by: str | None = None,
    target: str | Sequence[str] | None = None,
    reference: str | Sequence[str] | None = None,
    reference_corpus: str | Sequence[str] | None = None,
    reference_list: str | None = None,
    reference_size: int | None = None,
    measure: str = "g2",
    correction: str = "holm",
    k: float = 1.0,
    prior: float | None = None,
    min_count: int | None = None,
    min_range: int | None = None,
    terms: str | None = None,
    top: int | None = None,
    stopwords: StopList = NONE,
    reference_index: TokenIndex | None = None,
) -> Tables:
    """Compare term frequencies across groups of sources, and test each group against a reference.

    Args:
        index: the corpus.
        by: `source`, `chapter`, `section`, `author` or a metadata field; None is `source`, and with a reference from
            outside the whole corpus as one group.
        target: groups to be tested; None tests all.
        reference: groups that make the reference together; None takes all but the target.
        reference_corpus: files or folders of the corpus that every group is held against.
        reference_list: a frequency list that every group is held against; see `references.read_frequency_list`.
        reference_size: tokens of its corpus; None adds up its counts.
        measure: what ranks the rows of `keyness` and, where it is a test, gives p: `g2`, `g2-four`, `chi2`,
            `chi2-yates`, `fisher`, `log-ratio`, `log-ratio-conservative`, `percent-diff`, `odds-ratio`,
            `simple-maths`, `bic`, `log-odds`, `text-dispersion`, `mann-whitney` or `cliffs-delta`.
        correction: of p for the number of tests: `holm`, `bh`, `bonferroni` or `none`.
        k: constant of simple maths, per million.
        prior: tokens that the prior of the log odds is worth; None takes those of target and reference together.
        min_count: least count in target and reference together for a word to be tested; None is 5, with `terms` 0.
        min_range: least number of texts of the two that have it; None is 1, with `terms` 0.
        terms: a file of words and terms, one a line or in a column `term`: only these are compared.
        top: rows to keep, in `frequencies` by total, in `keyness` by the measure in each group; 0 keeps all; None
            keeps all with up to twenty groups, and with more 200 words and 7,500 rows.
        stopwords: words left out; they stay in N.
        reference_index: the reference corpus.

    Returns:
        `frequencies`: term, kind, total, and for each group its count (named as the group), `<group>_per_10k`, and
        the 95 % interval of that rate, `<group>_low` and `<group>_high`.
        `keyness`: group, term, kind, count, reference_count, expected, g2, p, p_adjusted, log_ratio, log_ratio_low,
        log_ratio_high, dp, then all other measures, ranges and rates; words that the group lacks are there too
        (negative key words).

    Raises:
        UsageProblem: fewer than two groups, a group that is not there, or too few texts for the measure.
        GovtextError: a list that cannot be read.
        NothingFound: no word is frequent enough.
    """
    check_numbers(min_count=min_count, min_range=min_range, top=top)
    check_references(reference, reference_index, reference_list, reference_size)
    name, one = measure_named(measure)
    listed = tuple(read_terms(terms)) if terms is not None else ()
    least = min_count if min_count is not None else (0 if listed else DEFAULT_COUNT)
    texts = min_range if min_range is not None else (0 if listed else 1)
    choice = Choice(
        name,
        one,
        correction_named(correction),
        positive("k", k),
        None if prior is None else positive("prior", prior),
        least,
        texts,
    )
    outside: TokenIndex | FrequencyList | None = reference_index
    if reference_list is not None:
        outside = read_frequency_list(reference_list, reference_size)
    asked = _asked(
        index, by, names_of(target), names_of(reference), outside, names_of(reference_corpus), stopwords, listed
    )
    check_texts(asked.groups, asked.chosen, choice)
    found = tested(asked.groups, asked.chosen, choice)
    if not found.wanted.any():
        where, remedy = (f" in {texts} texts", " or --min-range") if texts > 1 else ("", "")
        raise NothingFound(f"no word occurs {least} times{where}", remedy=f"lower --min-count{remedy}")
    files = {"reference_corpus": reference_corpus, "reference_list": reference_list, "terms": terms}
    parameters: dict[str, Any] = {
        "by": asked.by, "target": target, "reference": reference, "measure": name, "correction": correction, "k": k,
        "prior": prior, "min_count": least, "min_range": texts, "top": top, **used(index, stopwords),
        **{key: value for key, value in files.items() if value is not None},
    }  # fmt: skip
    notes = [*common_notes(index, stopwords), *_compared(index, asked, choice, found)]
    many = int(asked.chosen.involved.sum()) > MANY_GROUPS and top is None
    wanted = np.logical_or.reduce(found.wanted, axis=0)
    table = frequencies(index, asked.groups, asked.chosen, wanted, asked.by, FEW_WORDS if many else top or None)
    table.notes[:0] = notes
    table.notes += wording.cut(int(wanted.sum()), len(table), top)
    table.parameters, table.top = parameters, top
    return Tables(table, _keyness(index, asked, choice, found, top, notes, parameters))


def _asked(
    index: TokenIndex,
    by: str | None,
    target: tuple[str, ...],
    reference: tuple[str, ...],
    outside: TokenIndex | FrequencyList | None,
    paths: tuple[str, ...],
    stopwords: StopList,
    listed: tuple[str, ...],
) -> Asked:
    """Count the groups and what they are held against, and say which contrasts are made."""
    by = ("source" if outside is None else None) if by is None else by
    left_out: list[str] = []
    if isinstance(outside, TokenIndex):
        name = " + ".join(Path(path).stem or str(path) for path in paths) or "reference"
        groups = with_reference_corpus(index, by, outside, name, stopwords, listed)
    else:
        groups = count_groups(index, by, stopwords, listed)
        if outside is not None:
            groups, left_out = with_frequency_list(groups, index, outside, stopwords, listed)
        elif len(groups.names) < 2:
            _refuse_one_group(by, groups.names)
    check_names(groups.names)
    if listed:
        known = {entry.term for entry in index.lexicon.entries} if index.feature_set != "words" else set()
        absent = set(listed).difference(groups.terms, left_out)
        groups = groups.of([*groups.keys, *((term, "term" if term in known else "word") for term in absent)])
    chosen = contrasts(groups, target, reference)
    check_sizes(groups, chosen)
    return Asked(groups, chosen, by, listed, tuple(left_out), outside)


def group_counts(index: TokenIndex, by: str, min_count: int, stopwords: StopList) -> Groups:
    """Count the features of each group.

    Raises:
        UsageProblem: fewer than two groups, or one without a word.
        NothingFound: no word has `min_count` occurrences.
    """
    groups = count_groups(index, by, stopwords)
    if len(groups.names) < 2:
        _refuse_one_group(by, groups.names)
    check_sizes(groups, contrasts(groups, (), ()))
    enough = groups.counts.sum(axis=0) >= min_count
    if not enough.any():
        raise NothingFound(f"no word occurs {min_count} times", remedy="lower --min-count")
    return groups.of(key for key, keep in zip(groups.keys, enough.tolist(), strict=True) if keep)


def _refuse_one_group(by: str | None, names: list[str]) -> None:
    what = f"a comparison by {by!r} needs two groups, and there is one ({names[0]})"
    raise UsageProblem(what, remedy="add sources, choose another field with --by, or give a --reference-corpus")


def _compared(index: TokenIndex, asked: Asked, choice: Choice, found: Tested) -> list[Text]:
    """Say what was compared with what."""
    groups = asked.groups
    there = int(found.wanted.any(axis=0).sum())
    own = int(asked.chosen.involved[: len(groups.names) - groups.outside].sum())
    notes = [
        wording.compared(index.feature_set, asked.by, own, there, choice),
        *wording.contrasts_made(groups, asked.chosen),
        *wording.reference(groups, asked.reference),
    ]
    if asked.listed:
        counts = dict.fromkeys(asked.listed, 0)
        for (term, _), times in zip(groups.keys, groups.counts.sum(axis=0).tolist(), strict=True):
            counts[term] = counts.get(term, 0) + times
        missing = [term for term, times in counts.items() if not times and term not in asked.left_out]
        notes += wording.not_found(len(asked.listed), missing)
    return notes + wording.not_in_list(asked.left_out)


def _keyness(
    index: TokenIndex,
    asked: Asked,
    choice: Choice,
    found: Tested,
    top: int | None,
    notes: list[Text],
    parameters: dict[str, Any],
) -> Table:
    groups, chosen = asked.groups, asked.chosen
    limit = top or None
    if top is None and len(chosen.targets) > MANY_GROUPS:
        limit = max(1, MOST_ROWS // len(chosen.targets))
    rows = strongest(found, limit)
    spread = dispersion(index, groups.features)
    columns = columns_of_keyness(groups, chosen, found, rows, choice, spread)
    tests = found.tests // (2 if chosen.mirror else 1)
    there = int(found.wanted.sum(axis=1).max())
    own = [*notes, *wording.keyness(choice, tests, groups, chosen), *wording.cut(there, limit or there, top)]
    middle = () if choice.measure.column in READING_BEHIND else (choice.measure.column,)
    reading = [key for key in READING if key != "kind" or index.feature_set != "words"]
    trace = {"pattern": "{term}"} | ({"by": asked.by, "group": "{group}"} if asked.by else {})
    return Table(
        "keyness",
        wording.title(chosen, groups),
        columns,
        own,
        parameters,
        {
            "p_adjusted": choice.correction.label,
            "reference": wording.REFERENCE,
            **wording.labels(index, asked.by, groups),
        },
        group="group",
        top=top,
        reading=(*reading, *middle, *READING_BEHIND),
        trace=trace,
        traces={key: _against(groups, chosen) for key in OF_REFERENCE} if asked.by or groups.outside else {},
    )


def _against(groups: Groups, chosen: Contrasts) -> dict[str, str]:
    """Return how the places of a reference are asked for: in some groups, in all but one; one from outside has none."""
    if groups.outside:
        return NOWHERE
    rest = all(text is REST for text in chosen.references)
    return {"others": "{group}"} if rest else {"groups": "{reference}"}
