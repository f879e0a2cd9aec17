"""Topics: what the texts are about, how far that can be relied on, and how much of it each text has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from ..measures.resampling import DRAWS
from ..measures.topics.differences import PERMUTATIONS
from ..models import Settings
from ..models.estimates import Estimate
from ..models.shelf import Shelf
from ..progress import Progress
from ..table import Table, Tables
from ..tokens.index import TokenIndex
from ..tokens.stopwords import NONE, StopList
from .behind.topical import OfTopics
from .modelling.applying import applied, saved_bytes
from .modelling.codebook import gone_notes, seeded
from .modelling.design import design, fields_named
from .modelling.fitted import Fitted, Work, fitted
from .modelling.labelling import Names, labelled, labels_notes
from .modelling.matrices import matrix_tables
from .modelling.notes import model_notes, units_notes
from .modelling.options import check_size, numbers_of_topics, runs_of, settings_of
from .modelling.prevalence import by_source_tables
from .modelling.quotes import quotes_table
from .modelling.saved import read_model
from .modelling.selecting import selected, tell_seconds, work_of
from .modelling.shared import LABEL, Shared
from .modelling.summary import summary_table
from .modelling.units import Choice, Units, model_units
from .modelling.units_table import units_table
from .modelling.words import LAMBDA, check_order, topics_table
from .notes import common_notes, source_labels, used
from .options import check_numbers

Unit = Literal["document", "section", "paragraph", "sentence", "window"]
Engine = Literal["gibbs", "gensim", "sklearn", "nmf"]
Order = Literal["probability", "frex", "lift", "relevance"]


def topics(
    index: TokenIndex,
    *,
    by: str = "source",
    k: int | str = 6,
    unit: Unit = "paragraph",
    window: int = 100,
    min_tokens: int = 60,
    min_units: int = 4,
    max_share: float = 0.3,
    min_length: int = 2,
    pos: str | None = None,
    model: Engine = "gibbs",
    init: str | None = None,
    codebook: str | None = None,
    online: bool = False,
    alpha: float | str | None = None,
    eta: float | str | None = None,
    passes: int | None = None,
    consensus: bool | None = None,
    runs: int | None = None,
    refits: int | None = None,
    top: int = 15,
    order: Order = "probability",
    weight: float = LAMBDA,
    quotes: int = 3,
    effect: str | Sequence[str] | None = None,
    seed: int = 1,
    apply: str | None = None,
    stopwords: StopList = NONE,
    progress: Progress | None = None,
    workers: int = 1,
    shelf: Shelf | None = None,
    labels: Names | None = None,
    warn: Callable[[str], None] | None = None,
) -> Tables:
    """Fit topics, try them with other seeds and parts of the units, and describe them.

    Args:
        index: the corpus.
        by: whose shares are given: `source`, `chapter`, `section`, `author` or a metadata field. The model is the same.
        k: number of topics (`8`), or several that are compared (`2-15`, `5,8,10`): the recommended one is described.
        unit: what the model takes for a document.
        window: words and numbers of a window, where that is the unit.
        min_tokens: shorter units are merged with the next one of the same source.
        min_units: a word must occur in so many units.
        max_share: and in no larger share of them.
        min_length: least characters of a word (single characters are mostly pieces of expressions cut apart).
        pos: keep words whose part of speech begins with one of these tags, parted by commas (`n,v,a`).
        model: engine: `gibbs` (tomotopy), `gensim`, `sklearn`, `nmf`.
        init: what a fit starts from: `nmf`, `random`, `seeded`; None takes what suits the engine.
        codebook: a file of codes with their words (TOML, or a table of code and word): a topic starts from each.
        online: `sklearn` in mini-batches.
        alpha: prior of the shares, or `learned`; None is learned by `gibbs`, else 1 / K.
        eta: prior of the words, or `learned` by `gensim`; None is 0.1.
        passes: passes over the units, or sweeps of sampling; None takes what suits the engine.
        consensus: average several fits into the model; None does with `gibbs`, whose fits differ most.
        runs: how many fits are averaged; None takes 60, fewer where the corpus is large.
        refits: how often the model is made again to try it; None: 12 times, and each of several compared 4 times.
        top: words listed for each topic; 0 lists all.
        order: which words are listed, and in what order: the first by `probability`, `frex`, `lift` or `relevance`.
        weight: lambda of relevance, 0 to 1.
        quotes: units quoted for each topic, the ones with the largest share.
        effect: fields of the sources (`year,genre`) that the shares of topics are regressed on.
        seed: seed of the model and of the intervals.
        apply: a model that was fitted before (`model.npz`): the shares of its topics in these texts, nothing fitted.
        stopwords: words left out.
        progress: told after each fit.
        workers: processes that fit; the result is the same.
        shelf: where finished fits are kept.
        labels: what topics are called, each with the leading words of the topic that was called so.
        warn: told the seconds that fits took, where several numbers of topics are compared.

    Returns:
        `selection`, the main table where several numbers of topics are compared: k, seed, coherence, npmi, umass,
            exclusivity, diversity, held_out, perplexity, cao_juan, arun, deveaud, seeds, subsamples, between,
            stability, recommended.
        `topics`: topic, rank, term, probability, frex, lift, relevance, coherence, robustness, label. Topics in order
            of their share.
        `summary`: topic, label, named, share, units, coherence, npmi, exclusivity, robustness, seeds, subsamples, weak,
            words, frex_words, lift_words, relevance_words.
        `prevalence`: source, topic, share, low, high (bootstrap over the source's units), units, label.
        `differences`: topic, label, statistic, groups, pieces, p, p_adjusted, eta2, epsilon2, largest, largest_share,
            smallest, smallest_share; with two groups or more.
        `distances`: source, other, js_distance, corrected, low, high; with two groups or more.
        `trends`: topic, label, share, slope (a decade), low, high, tau, p, p_adjusted, peak, sources; where sources are
            of four years or more.
        `correlation`: topic, label, other, other_label, r, low, high, clr_r, clr_low, clr_high.
        `effects`: topic, label, variable, level, against, estimate, se, low, high, p, p_adjusted, documents; with
            `effect`.
        `units`: source, unit, topic, share (the unit's number within its source, from 1).
        `quotes`: topic, source, section, paragraph (the number within the source of the first one), unit, share, text,
            reference, label.

    Raises:
        UsageProblem: more topics than units or words, or another value that makes no sense.
        NothingFound: no word is left.
    """
    check_numbers(min_tokens=min_tokens, min_units=min_units, max_share=max_share, min_length=min_length)
    check_numbers(passes=passes, top=top, quotes=quotes, seed=seed, refits=refits, runs=runs)
    check_numbers(window_tokens=window)
    check_order(order, weight)
    index.groups(by)  # what no source has is refused before anything is fitted
    if apply is not None:
        return applied(index, read_model(apply), by=by, quotes=quotes, seed=seed, labels=labels)
    fields = fields_named(effect)
    if fields:
        design(index, fields)  # what makes no regression is refused before anything is fitted
    numbers = numbers_of_topics(k)
    tags = tuple(tag.strip() for tag in (pos or "").split(",") if tag.strip())
    choice = Choice(unit, window, min_tokens, min_units, max_share, min_length, tags)
    averaged = model == "gibbs" if consensus is None else consensus
    settings = settings_of(model, init, online, alpha, eta, passes, averaged, codebook is not None)
    units = model_units(index, index.features(stopwords), choice)
    check_size(numbers, units)
    settings, seeds = seeded(settings, codebook, units.terms, numbers[0])
    fits = runs_of(units, settings, averaged, runs)
    work = work_of(numbers, Work(workers, shelf, progress))
    several = selected(units, settings, [Estimate(number, seed, runs=fits) for number in numbers], refits, work)
    found = fitted(units, choice, settings, several.estimate, several.refits, work)
    tell_seconds(numbers, work, warn)
    found = labelled(found, labels or {})
    asked = {"by": by, "k": k, "unit": unit, "min_tokens": min_tokens, "min_units": min_units, "max_share": max_share}
    asked |= {
        "min_length": min_length,
        "pos": pos or "",
        "refits": several.refits,
        "top": top,
        "quotes": quotes,
        "seed": seed,
    }
    asked |= {"codebook": codebook} if codebook else {}
    asked |= {"window": window} if unit == "window" else {}
    asked |= {"tried": several.tried} if len(numbers) > 1 else {}
    asked |= {"order": order, "weight": weight} | ({"effect": ",".join(fields)} if fields else {})
    notes = [*common_notes(index, stopwords, seed, unit), *units_notes(index, units, choice), *model_notes(found)]
    shared = Shared(
        notes=[*notes, *several.notes, *seeds, *gone_notes(settings, found.codes), *labels_notes(found, labels or {})],
        parameters=asked | _fitting(settings, units) | {"runs": fits, **used(index, stopwords)},
        labels=source_labels(index) | LABEL,
        seed=seed,
        by=by,
        top=top,
        quotes=quotes,
        order=order,
        weight=weight,
        effect=fields,
    )
    return _described(index, found, shared, several.tables(shared))


def _fitting(settings: Settings, units: Units) -> dict[str, Any]:
    """Return what fitted, on how much, and how often is drawn, for the record; `engine` there is what cuts texts."""
    draws = {"draws": DRAWS, "permutations": PERMUTATIONS}
    return settings.described() | {"model": settings.engine, "model_tokens": int(units.tokens.sum()), **draws}


def _described(index: TokenIndex, found: Fitted, shared: Shared, first: Sequence[Table]) -> Tables:
    """Return every table of a model, after those that say why it is this one."""
    tables = Tables(
        *first,
        topics_table(found, shared),
        summary_table(index, found, shared),
        *by_source_tables(index, found, shared),
        units_table(index, found, shared),
        quotes_table(index, found, shared),
        *matrix_tables(index, found, shared),
        files={"model.npz": lambda: saved_bytes(index, found, shared.parameters["stopwords"])},
    )
    return tables.with_behind(OfTopics(index, found, shared.by).tables())
