"""One report with its metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.sources.source import Source


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"label": "甲", "title": "甲的报告"}, "甲"),
        ({"title": "甲的报告"}, "甲的报告"),
        ({"label": "", "title": "甲的报告"}, "甲的报告"),
        ({}, "a"),
    ],
)
def test_the_label_falls_back_on_the_title_and_the_id(fields: dict[str, str | int], label: str) -> None:
    assert Source("a", Path("a.txt"), fields).label == label


@pytest.mark.parametrize(
    ("fields", "decade"),
    [
        ({"year": 1998}, "1990s"),
        ({"year": "2003"}, "2000s"),
        ({"year": 2003, "decade": "千禧"}, "千禧"),
        ({"year": "n.d."}, ""),
        ({}, ""),
    ],
)
def test_the_decade_follows_from_the_year(fields: dict[str, str | int], decade: str) -> None:
    assert Source("a", Path("a.txt"), fields).get("decade") == decade


def test_fields_are_given_as_text() -> None:
    source = Source("a", Path("a.txt"), {"year": 2024, "region": "亚洲"})
    assert [source.get(name) for name in ("id", "source", "year", "region", "genre")] == ["a", "a", "2024", "亚洲", ""]
