"""What all tables of one model have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...table import Text

LABEL = {"label": Text("label", "标签")}  # of a topic; that of a source is worded otherwise


@dataclass(frozen=True)
class Shared:
    """Notes, parameters and wording that every table of a model carries.

    Attributes:
        notes: sources, units, words, model.
        parameters: the options as resolved.
        labels: wording of sources.
        seed: of what is drawn for intervals and tests.
        by: whose shares are given: `source`, `chapter`, `section`, `author` or a metadata field.
        top: words listed for a topic; 0 lists all.
        quotes: units quoted for a topic.
        order: what the words of a topic are ordered by: probability, frex, lift or relevance.
        weight: lambda of relevance.
        effect: fields of the sources that the shares are regressed on.
    """

    notes: list[Text]
    parameters: dict[str, Any]
    labels: Mapping[str, Text]
    seed: int
    by: str
    top: int
    quotes: int
    order: str = "probability"
    weight: float = 0.6
    effect: tuple[str, ...] = ()
