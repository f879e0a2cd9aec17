"""govtext: how policy reports frame a problem, from raw files to the tables and charts of a paper.

Every analysis of the command line is a function here: `govtext.compare("my-study", by="genre")`. Names are loaded on
first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Study": "study",
    "open_study": "study",
    "study_of_files": "study",
    "Table": "table",
    "Tables": "table",
    "segment": "api",
    "terms": "api",
    "freq": "api",
    "keywords": "api",
    "compare": "api",
    "kwic": "api",
    "collocates": "api",
    "ngrams": "api",
    "dispersion": "api",
    "topics": "api",
    "frames": "api",
    "actors": "api",
    "citations": "api",
    "modality": "api",
    "init": "corpus",
    "run": "pipeline.run",
    "verify": "pipeline.verify",
    "GovtextError": "errors",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'govtext' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
