"""`stopwords show` and `stopwords diff`."""

from __future__ import annotations

from ...analyses.stop_lists import diff, show
from ...study import Study
from ...table import Tables
from ...tokens.index import TokenIndex


def stopwords_show(study: Study, *, lists: str | None = None) -> Tables:
    """Show the words of stop lists, by default those of the study; see `analyses.stop_lists.show`."""
    return show(lists or study.stopwords_named(), study.stopwords_folder, _index(study))


def stopwords_diff(study: Study, *, first: str, second: str) -> Tables:
    """Show how two stop lists differ; see `analyses.stop_lists.diff`."""
    return diff(first, second, study.stopwords_folder, _index(study))


def _index(study: Study) -> TokenIndex | None:
    """Return the corpus whose counts stand beside the words; none without sources."""
    return study.index(features="words") if study.sources else None
