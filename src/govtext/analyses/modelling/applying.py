"""A model that was fitted before, on other texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ...errors import GovtextError, UsageProblem
from ...measures.resampling import DRAWS
from ...measures.topics import fold_in
from ...measures.topics.differences import PERMUTATIONS
from ...models import Model, Settings
from ...models.estimates import Estimate
from ...models.robustness import Robustness
from ...table import Table, Tables, Text
from ...tokens.index import TokenIndex
from ...tokens.stopwords import NONE, StopList
from ..behind.topical import OfTopics
from ..notes import common_notes, source_labels, used
from .fitted import Fitted
from .labelling import Names, labelled
from .matrices import document_topics
from .notes import engine_note
from .prevalence import by_source_tables
from .quotes import quotes_table
from .saved import Saved, as_bytes
from .shared import Shared
from .units import Choice, units_of_words
from .units_table import units_table

STEPS = 100
BESIDE = {
    *("apply", "by", "quotes", "seed", "top", "gloss", "evidence", "stopwords"),
    *("engine", "without", "lexicon", "features", "mixed"),
}
HALF, TENTH = 0.5, 0.1  # of the share of tokens known in its own corpus: below, a warning; below, a refusal


def check_alone(options: Iterable[str]) -> None:
    """Refuse what only a model that is being fitted has, together with `--apply`.

    Raises:
        UsageProblem: one is given.
    """
    others = [f"--{name.replace('_', '-')}" for name in options if name not in BESIDE]
    if others:
        what = f"--apply takes a model as it is, so {', '.join(sorted(others))} can change nothing"
        raise UsageProblem(what, remedy="leave it out, or fit a model of these texts without --apply")


def as_before(saved: Saved, cut: dict[str, Any]) -> dict[str, Any]:
    """Return how texts are cut and counted: as was asked for, else as the model's own were."""
    return {name: saved.settings[name] if value is None else value for name, value in cut.items()}


def saved_bytes(index: TokenIndex, found: Fitted, stopwords: str) -> bytes:
    """Return the file of a model; see `saved`."""
    choice, said = found.choice, engine_note(found.settings, len(found), found.estimate.runs)
    settings = {
        "seed": found.estimate.seed,
        "unit": choice.unit,
        "window": choice.window,
        "min_tokens": choice.min_tokens,
        "known": int(found.units.tokens.sum()) / countable(index),
        "engine": index.engine,
        "features": index.feature_set,
        "mixed": index.segmentation.mixed,
        "without": ",".join(index.without),
        "lexicon": _lexicon(index),
        "stopwords": stopwords,
        "model_en": said.en,
        "model_zh": said.zh,
    }
    model, eta = found.model, found.settings.eta_of()
    return as_bytes(model.words, model.alpha, eta, found.units.terms, found.labels, settings)


def countable(index: TokenIndex) -> int:
    """Return how many tokens could be of a model, whatever its stop list says."""
    return int(index.features(NONE)[index.ids].sum())


def _lexicon(index: TokenIndex) -> str:
    words = index.lexicon.word_lists if index.segmentation.by_words else "-"
    return f"{words}; {index.lexicon.term_lists}" if index.feature_set != "words" else words


def applied(index: TokenIndex, saved: Saved, *, by: str, quotes: int, seed: int, labels: Names | None = None) -> Tables:
    """Infer the shares of a model's topics in texts that it was not fitted on.

    Args:
        index: the texts, cut and counted as the model's own were.
        saved: the model.
        by: whose shares are given.
        quotes: units quoted for each topic.
        seed: of the intervals.
        labels: what topics are called here; the others have the labels that are in the model.

    Returns:
        `prevalence` and what else sets topics against sources, `units`, `quotes`, `document_topics`: as of a model that
            is fitted, topics numbered as there.

    Raises:
        GovtextError: the texts have hardly any word of the model.
    """
    settings = saved.settings
    choice = Choice(settings["unit"], settings["window"], settings["min_tokens"])
    units = units_of_words(index, list(saved.terms), choice)
    notes = [*common_notes(index, _stop_list(saved), seed, choice.unit), *_model_notes(index, saved, units.tokens)]
    notes += _coverage(index, saved, int(units.tokens.sum()), int((units.totals > 0).sum()))
    k = len(saved.words)
    shares = fold_in(units.counts, saved.words, steps=STEPS, alpha=saved.alpha)
    found = Fitted(
        units=units,
        choice=choice,
        settings=Settings("gibbs", "random", False, None, saved.eta, 1),
        estimate=Estimate(k, settings["seed"]),
        model=Model(saved.words, shares, saved.alpha),
        coherence=np.full(k, np.nan),
        robust=Robustness(np.zeros((0, k)), (), ()),
        between=float("nan"),
        labels=saved.labels,
        named=(False,) * k,
        codes=saved.labels,
    )
    found = labelled(found, labels or {})
    parameters: dict[str, Any] = {"apply": saved.name, "by": by, "quotes": quotes, "seed": seed}
    parameters |= {"draws": DRAWS, "permutations": PERMUTATIONS, "steps": STEPS}
    parameters |= used(index, _stop_list(saved))
    shared = Shared(notes, parameters, source_labels(index), seed, by, top=0, quotes=quotes)
    tables: list[Table] = [
        *by_source_tables(index, found, shared),
        units_table(index, found, shared),
        quotes_table(index, found, shared),
        document_topics(index, found, shared),
    ]
    return Tables(*tables).with_behind(OfTopics(index, found, by).tables())


def _stop_list(saved: Saved) -> StopList:
    return StopList(f"of the model: {saved.settings['stopwords']}", frozenset(), False)


def _model_notes(index: TokenIndex, saved: Saved, tokens: np.ndarray) -> list[Text]:
    """Say which model it is, how the shares were inferred, and in what these texts were treated otherwise."""
    own = saved.settings
    here = {"engine": index.engine, "features": index.feature_set, "mixed": index.segmentation.mixed}
    here |= {"without": ",".join(index.without), "lexicon": _lexicon(index)}
    other = [f"{name} {value or '-'} ({own[name] or '-'})" for name, value in here.items() if value != own[name]]
    notes = [
        Text(
            f"Applied: {saved.name}, a model fitted before, {len(saved.terms):,} words, seed "
            f"{own['seed']}, govtext {own['version']}. {own['model_en']}",
            f"所用模型：{saved.name}，此前拟合，{len(saved.terms):,} 词，种子 {own['seed']}，govtext {own['version']}。"
            f"{own['model_zh']}",
        ),
        Text(
            f"Shares: {len(tokens):,} units cut as the model's own; its words taken as given, {STEPS} steps of EM from "
            "equal shares with its alpha (folding in, Hofmann 2001).",
            f"占比：{len(tokens):,} 个单位，切分同模型；词概率不变，自均等占比起作 {STEPS} 步 EM，"
            "用其 α（folding in，Hofmann 2001）。",
        ),
    ]
    if other:
        listed = "; ".join(other)
        notes.append(
            Text(
                f"Warning: these texts were treated otherwise than the model's own: {listed}.",
                f"警告：处理方式与模型原语料不同：{listed}。",
            )
        )
    return notes


def _coverage(index: TokenIndex, saved: Saved, tokens: int, words: int) -> list[Text]:
    """Say how much of the texts the model knows.

    Raises:
        GovtextError: less than a tenth of what it knows of its own corpus.
    """
    everything, size, own = countable(index), len(saved.terms), float(saved.settings["known"])
    share = tokens / everything if everything else 0.0
    known = f"{words:,} of its {size:,} words occur, which are {tokens:,} of {everything:,} tokens ({share:.1%}; "
    known += f"{own:.1%} of its own corpus)"
    if share < TENTH * own or not tokens:
        what = f"a model of another vocabulary: {known}"
        remedy = "fit a model of these texts, or check --engine and --features"
        raise GovtextError(what, where=saved.name, remedy=remedy)
    note = Text(
        f"Coverage: {known}.",
        f"覆盖：模型 {size:,} 词中出现 {words:,} 词，计 {tokens:,} 词次，占 {everything:,} 的 {share:.1%}"
        f"（原语料 {own:.1%}）。",
    )
    if share >= HALF * own:
        return [note]
    warning = Text(
        "Warning: the model knows less than half as much of these texts as of its own corpus; their shares rest on "
        "few words.",
        "警告：模型所识不及原语料之半，占比仅据少数词。",
    )
    return [note, warning]
