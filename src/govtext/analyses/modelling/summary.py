"""One row a topic: what it is about, how large, how good."""

from __future__ import annotations

import numpy as np

from ...measures.topics import exclusivity, npmi, prevalence, top_words
from ...measures.topics.matrices import Numbers
from ...models.robustness import SEEDS, SUBSAMPLES
from ...table import Table, Text
from ...tokens.index import TokenIndex
from .fitted import WEAK, Fitted
from .shared import LABEL, Shared
from .words import measures, measures_note

WORDS = 7  # of each list
JUDGED = 10  # leading words that npmi and exclusivity are computed from
LEANS = 0.6  # part of its tokens from which on a topic is said to be one source's
READING = ("topic", "label", "share", "coherence", "robustness", "weak", "words")  # more would not fit a page


def summary_table(index: TokenIndex, found: Fitted, shared: Shared) -> Table:
    """`summary`: one row a topic: its label, size, quality, and its leading words by four measures.

    topic, label, named (by a person: yes, no), share, units (whose largest topic it is), coherence, npmi, exclusivity,
    robustness, robustness_low and robustness_high (over the refits), seeds, subsamples, weak (yes, no;
    empty where it was not tried), largest_source (that gives most of the topic's tokens), largest_part (its part of
    them), words, frex_words, lift_words, relevance_words (seven each, parted by blanks).
    """
    units, model = found.units, found.model
    full = units.tokens > 0
    robust = found.robust
    tried = np.isfinite(robust.overall)
    low, high = robust.ends()
    largest, part = largest_parts(found)
    lists = {order: leading(figure, units.terms) for order, figure in measures(found, shared.weight).items()}
    columns = {
        "topic": np.arange(1, len(found) + 1),
        "label": list(found.labels),
        "named": [_yes(one) for one in found.named],
        "share": prevalence(model.shares[full], units.tokens[full]),
        "units": np.bincount(model.shares[full].argmax(axis=1), minlength=len(found)),
        "coherence": found.coherence,
        "npmi": npmi(top_words(model.words, JUDGED), units.counts),
        "exclusivity": exclusivity(model.words, JUDGED),
        "robustness": robust.overall,
        "robustness_low": low,
        "robustness_high": high,
        "seeds": robust.of(SEEDS),
        "subsamples": robust.of(SUBSAMPLES),
        "weak": [_yes(one) if known else "" for one, known in zip(found.weak.tolist(), tried.tolist(), strict=True)],
        "largest_source": [index.sources[place].id for place in largest],
        "largest_part": part,
        "words": lists["probability"],
        "frex_words": lists["frex"],
        "lift_words": lists["lift"],
        "relevance_words": lists["relevance"],
    }
    wording, title = LABEL | {"coherence": Text("C_v", "C_v")}, Text("The topics", "主题一览")
    notes = [*shared.notes, *_notes(shared.weight), *_leaning(found, part)]
    return Table("summary", title, columns, notes, shared.parameters, wording, top=0, reading=READING)


def largest_parts(found: Fitted) -> tuple[list[int], Numbers]:
    """Return for each topic the place of the source that gives most of its tokens, and its part of them, 0 to 1.

    The tokens of a topic in a unit are its share times the unit's tokens.
    """
    units = found.units
    tokens = np.zeros((int(units.source.max()) + 1, len(found)))
    np.add.at(tokens, units.source, found.model.shares * units.tokens[:, None])
    return tokens.argmax(axis=0).tolist(), tokens.max(axis=0) / tokens.sum(axis=0)


def _leaning(found: Fitted, part: Numbers) -> list[Text]:
    """Name the topics that are mostly one source's."""
    numbers = ", ".join(str(number + 1) for number in np.flatnonzero(part > LEANS).tolist())
    if not numbers or len(set(found.units.source.tolist())) < 2:
        return []
    return [
        Text(
            f"Topics of which one source gives more than {LEANS:.0%} of the tokens (largest_source): {numbers}.",
            f"逾 {LEANS:.0%} 词次出自同一文本的主题（largest_source）：{numbers}。",
        )
    ]


def leading(figure: Numbers, terms: list[str], words: int = WORDS) -> list[str]:
    """Return the leading words of each topic by some figure, (topics, words), joined by blanks."""
    return [" ".join(terms[word] for word in row) for row in top_words(figure, words).tolist()]


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _notes(weight: float) -> list[Text]:
    measured = measures_note(weight)
    return [
        Text(
            "Share: of the tokens of the model. Units: those whose largest topic it is. NPMI: of the top "
            f"{JUDGED} words over these units (Aletras and Stevenson 2013). Exclusivity: sum of FREX, 0.7 of its "
            f"weight on exclusivity, over the top {JUDGED} words (stm; Roberts et al. 2014). Robustness: the lower of "
            f"seeds and subsamples; weak below {WEAK}.",
            f"占比：占模型词数之比。单位：以该主题为最大主题的单位数。NPMI：前 {JUDGED} 词，以这些单位为参照"
            f"（Aletras & Stevenson 2013）。独占性：前 {JUDGED} 词之 FREX 和，独占性权重 0.7（stm；Roberts 等 2014）。"
            f"稳健性：换种子与子样本二者之低者；低于 {WEAK} 为不稳。",
        ),
        measured,
    ]
