"""Topic models on counts: engines, many fits side by side, their average, how far they agree.

Everything here sees numbers only: a (units, words) matrix of counts goes in, probabilities come out. What the words
are, and where the units stand in a text, is known a floor above.
"""

from __future__ import annotations

from .model import Model
from .settings import ENGINES, Settings

__all__ = ["ENGINES", "Model", "Settings"]
