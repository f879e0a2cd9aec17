"""The corpus of a study: starting one, adding sources, taking them out, looking at what they are."""

from .adding import Added, add, init, remove, unregistered
from .looks import audit, documents, duplicates, listing
from .splitting import split

__all__ = ["Added", "add", "audit", "documents", "duplicates", "init", "listing", "remove", "split", "unregistered"]
