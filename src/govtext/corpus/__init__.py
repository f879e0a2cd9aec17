"""The corpus of a study: starting one, adding sources, taking them out, looking at what they are."""

from .adding import Added, add
from .looks import audit, documents, duplicates, listing
from .removing import remove, unregistered
from .splitting import split
from .starting import init

__all__ = ["Added", "add", "audit", "documents", "duplicates", "init", "listing", "remove", "split", "unregistered"]
