"""Reading a text that stands in the test itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govtext.sources.document import Document
from govtext.sources.edits import Cleaning
from govtext.sources.read import read_document
from govtext.sources.rules import RULES

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read a text as a whole file would be read: read("一、治理\\n\\n……").text."""
    return lambda text: read_document(text.encode("utf-8"), Path("report.txt"))


@pytest.fixture(scope="session")
def rule() -> Rule:
    """Apply one cleaning rule alone: rule("blanks", "治理　风险")."""

    def apply(name: str, text: str) -> str:
        cleaning = Cleaning(text)
        cleaning.apply(name, RULES[name])
        return cleaning.text

    return apply
