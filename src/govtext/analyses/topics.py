"""Topics: what the texts are about, how far that can be relied on, and how much of it each text has."""

from __future__ import annotations

from typing import Literal

from ..models.estimates import Estimate
from ..models.shelf import Shelf
from ..progress import Progress
from ..table import Tables
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .modelling.fitted import Fitted, Work, fitted
from .modelling.notes import model_notes, units_notes
from .modelling.options import check_size, numbers_of_topics, runs_of, settings_of
from .modelling.prevalence import by_source_tables
from .modelling.quotes import quotes_table
from .modelling.shared import Shared
from .modelling.units import Choice, model_units
from .modelling.units_table import units_table
from .modelling.words import topics_table
from .notes import common_notes, source_labels, used
from .options import check_numbers

Unit = Literal["document", "section", "paragraph", "sentence", "window"]
Engine = Literal["gibbs", "gensim", "sklearn", "nmf"]


def topics(
    index: TokenIndex,
    *,
    by: str = "source",
    k: int | str = 8,
    unit: Unit = "paragraph",
    window: int = 100,
    min_tokens: int = 60,
    min_units: int = 5,
    max_share: float = 0.3,
    min_length: int = 2,
    pos: str | None = None,
    model: Engine = "gibbs",
    init: str | None = None,
    online: bool = False,
    alpha: float | str | None = None,
    eta: float | str | None = None,
    passes: int | None = None,
    consensus: bool | None = None,
    runs: int | None = None,
    refits: int = 12,
    top: int = 15,
    quotes: int = 3,
    seed: int = 1,
    stopwords: StopList = NONE,
    progress: Progress | None = None,
    workers: int = 1,
    shelf: Shelf | None = None,
) -> Tables:
    """Fit topics, try them with other seeds and parts of the units, and describe them.

    Args:
        index: the corpus.
        by: whose shares are given: `source`, `chapter`, `section`, `author` or a metadata field. The model is the same.
        k: number of topics.
        unit: what the model takes for a document.
        window: words and numbers of a window, where that is the unit.
        min_tokens: shorter units are merged with the next one of the same source.
        min_units: a word must occur in so many units.
        max_share: and in no larger share of them.
        min_length: least characters of a word (single characters are mostly pieces of expressions cut apart).
        pos: keep words whose part of speech begins with one of these tags, parted by commas (`n,v,a`).
        model: engine: `gibbs` (tomotopy), `gensim`, `sklearn`, `nmf`.
        init: what a fit starts from: `nmf`, `random`, `seeded`; None takes what suits the engine.
        online: `sklearn` in mini-batches.
        alpha: prior of the shares, or `learned`; None is learned by `gibbs`, else 1 / K.
        eta: prior of the words, or `learned` by `gensim`; None is 0.1.
        passes: passes over the units, or sweeps of sampling; None takes what suits the engine.
        consensus: average several fits into the model; None does with `gibbs`, whose fits differ most.
        runs: how many fits are averaged; None takes 60, fewer where the corpus is large.
        refits: how often the model is made again to try it.
        top: words listed for each topic; 0 lists all.
        quotes: units quoted for each topic, the ones with the largest share.
        seed: seed of the model and of the intervals.
        stopwords: words left out.
        progress: told after each fit.
        workers: processes that fit; the result is the same.
        shelf: where finished fits are kept.

    Returns:
        `topics`: topic, label, rank, term, probability, frex, lift, relevance, coherence, robustness. Topics in order
            of their share.
        `prevalence`: source, topic, label, share, low, high (bootstrap over the source's units).
        `units`: source, unit, topic, share (the unit's number within its source, from 1).
        `quotes`: topic, source, section, paragraph (the number within the source of the first one), unit, share, text.

    Raises:
        UsageProblem: more topics than units or words, or another value that makes no sense.
        NothingFound: no word is left.
    """
    check_numbers(min_tokens=min_tokens, min_units=min_units, max_share=max_share, min_length=min_length)
    check_numbers(passes=passes, top=top, quotes=quotes, seed=seed, refits=refits, runs=runs)
    check_numbers(window_tokens=window)
    numbers = numbers_of_topics(k)
    tags = tuple(tag.strip() for tag in (pos or "").split(",") if tag.strip())
    choice = Choice(unit, window, min_tokens, min_units, max_share, min_length, tags)
    averaged = model == "gibbs" if consensus is None else consensus
    settings = settings_of(model, init, online, alpha, eta, passes, averaged)
    units = model_units(index, index.features(stopwords), choice)
    check_size(numbers, units)
    estimate = Estimate(numbers[0], seed, runs=runs_of(units, settings, averaged, runs))
    found = fitted(units, choice, settings, estimate, refits, Work(workers, shelf, progress))
    asked = {"by": by, "k": k, "unit": unit, "min_tokens": min_tokens, "min_units": min_units, "max_share": max_share}
    asked |= {"min_length": min_length, "pos": pos or "", "refits": refits, "top": top, "quotes": quotes, "seed": seed}
    shared = Shared(
        notes=[*common_notes(index, stopwords, seed, unit), *units_notes(index, units, choice), *model_notes(found)],
        parameters=asked | settings.described() | {"runs": estimate.runs, **used(index, stopwords)},
        labels=source_labels(index),
        seed=seed,
        by=by,
        top=top,
        quotes=quotes,
    )
    return _described(index, found, shared)


def _described(index: TokenIndex, found: Fitted, shared: Shared) -> Tables:
    """Return every table of a model."""
    return Tables(
        topics_table(found, shared),
        *by_source_tables(index, found, shared),
        units_table(index, found, shared),
        quotes_table(index, found, shared),
    )
