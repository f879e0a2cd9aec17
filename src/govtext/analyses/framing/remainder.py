"""What the codebook misses: the words and terms that sentences without a code have more than those with one."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures.keyness import g2, log_ratio
from ...table import Table, Text
from ...tokens.features import with_features
from ...tokens.stopwords import StopList
from .coding import Framed
from .lines import uncoded_sentences
from .notes import Wording

LEAST = 3  # times in sentences without a code


def uncoded_terms_table(found: Framed, stopwords: StopList, wording: Wording, top: int) -> Table:
    """Return the commonest words and terms of the sentences without a code, beside their counts in coded ones.

    Args:
        found: the coded corpus.
        stopwords: words that are left out.
        wording: of the tables.
        top: rows; 0 gives all.
    """
    index = with_features(found.index, "all") if found.index.lexicon.entries else found.index
    missed = np.zeros(len(found.index.bounds["sentence"]) - 1, bool)
    missed[uncoded_sentences(found)] = True
    group = ~np.repeat(missed, np.diff(index.bounds["sentence"]))
    counts = np.bincount(group * len(index.kinds) + index.ids, minlength=2 * len(index.kinds)).reshape(2, -1)
    sizes = np.array([int(index.is_word[~group].sum()), int(index.is_word[group].sum())])
    kept = np.flatnonzero(index.features(stopwords) & (counts[0] >= LEAST))
    kept = kept[np.lexsort((kept, -counts[0, kept]))][: top or None]
    uncoded, coded = counts[:, kept]
    columns: dict[str, Any] = {
        "term": [index.vocabulary[at] for at in kept.tolist()],
        "kind": index.kind_names(kept),
        "uncoded": uncoded,
        "coded": coded,
        "share_uncoded": uncoded / np.maximum(1, uncoded + coded),
        "log_ratio": log_ratio(uncoded, coded, *sizes),
        "g2": g2(uncoded, coded, *sizes),
    }
    note = Text(
        f"Words and terms at least {LEAST} times in sentences without a code, the commonest first: `uncoded` there, "
        f"`coded` in the others ({sizes[0]:,} and {sizes[1]:,} tokens); G2 with two terms (Rayson). Stop list: "
        f"{stopwords.name}. What is frequent here, and of the codebook's subject, is what it misses.",
        f"未编码句中至少 {LEAST} 次之词与术语，多者在前：uncoded 为未编码句中次数，coded 为其余句中次数"
        f"（{sizes[0]:,} 与 {sizes[1]:,} 词）；G2 为两项式（Rayson）。停用词表：{stopwords.name}。",
    )
    title = Text("Commonest terms of sentences without a code", "未编码句的常见词语")
    return wording.table("uncoded_terms", title, columns, [note], top=top)
