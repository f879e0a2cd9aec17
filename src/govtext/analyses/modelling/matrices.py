"""The matrices of a model, for other programs."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...table import Table, Text
from ...tokens.index import TokenIndex
from .fitted import Fitted
from .shared import Shared


def matrix_tables(index: TokenIndex, found: Fitted, shared: Shared) -> list[Table]:
    """Return every matrix of a model: `document_topics`, `topic_words`, and `refits` where it was made again."""
    refits = [refits_table(found, shared)] if found.robust.kinds else []
    return [document_topics(index, found, shared), topic_words(found, shared), *refits]


def document_topics(index: TokenIndex, found: Fitted, shared: Shared) -> Table:
    """`document_topics`: source, unit (its number within the source, from 1), then the share of each topic.

    A row sums to 1; it is empty for a unit without a word of the model.
    """
    units = found.units
    shares = np.where(units.tokens[:, None] > 0, found.model.shares, np.nan)
    columns = {"source": [index.sources[place].id for place in units.source.tolist()], "unit": units.numbers}
    title = Text("Units by topics", "单位—主题矩阵")
    return _matrix("document_topics", title, columns, shares.T, found, shared)


def topic_words(found: Fitted, shared: Shared) -> Table:
    """`topic_words`: term, count (in the units), then its probability in each topic; a column sums to 1.

    The commonest first, those of one count in order.
    """
    totals = found.units.totals
    order = np.argsort(-totals, kind="stable")
    columns = {"term": [found.units.terms[word] for word in order.tolist()], "count": totals[order]}
    title = Text("Words by topics", "词—主题矩阵")
    return _matrix("topic_words", title, columns, found.model.words[:, order], found, shared)


def _matrix(
    name: str, title: Text, columns: dict[str, Any], topics: np.ndarray, found: Fitted, shared: Shared
) -> Table:
    """Return a table with a column a topic, named by its number."""
    columns |= {str(number): values for number, values in enumerate(topics, 1)}
    named = enumerate(found.labels, 1)
    labels = {str(number): Text(f"{number} {label}", f"{number} {label}") for number, label in named if label}
    return Table(name, title, columns, shared.notes, shared.parameters, labels, on_page=False)


def refits_table(found: Fitted, shared: Shared) -> Table:
    """`refits`: run, kind (seed or subsample: what was different), seed, topic, agreement.

    Agreement is the Jaccard index of the leading words of a topic and of its counterpart.
    """
    robust = found.robust
    runs, topics = robust.agreement.shape
    columns = {
        "run": np.repeat(np.arange(1, runs + 1), topics),
        "kind": [kind for kind in robust.kinds for _ in range(topics)],
        "seed": np.repeat(np.array(robust.seeds, dtype=np.int64), topics),
        "topic": np.tile(np.arange(1, topics + 1), runs),
        "agreement": robust.agreement.ravel(),
    }
    title = Text("The model made again: agreement of each topic", "重复建模：各主题的吻合度")
    return Table("refits", title, columns, shared.notes, shared.parameters, group="run", on_page=False)
