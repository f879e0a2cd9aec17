"""Tables that were flattened into lines become tables again: found in a text, and their rows rebuilt."""

from .finding import Grid, find
from .rebuilding import rows

__all__ = ["Grid", "find", "rows"]
