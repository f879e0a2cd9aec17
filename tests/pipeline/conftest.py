"""What the tests of runs share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: what is tested here is the same with charts, and takes longer with them."""
    monkeypatch.setenv("GOVTEXT_CHARTS", "none")


@pytest.fixture
def charts(monkeypatch: pytest.MonkeyPatch, no_charts: None) -> None:
    """Draw charts after all."""
    monkeypatch.setenv("GOVTEXT_CHARTS", "svg")
