"""Locks made by hand: what a run would have written, as far as the methods text reads it."""

from __future__ import annotations

from typing import Any

CUT = {"engine": "jieba", "features": "words", "words": "govtext (193)", "mixed": "whole"}
LISTED = {**CUT, "stopwords": "govtext (552)"}
SIZES = {"characters": 1200, "tokens": 600, "sentences": 40, "paragraphs": 12, "sections": 3}
PARAMETERS: dict[str, dict[str, Any]] = {
    "segment": {"by": "source", "stopwords": "none", **CUT},
    "terms": {"min_count": 3, "min_range": 2, "top": 200, "stopwords": "none", **CUT},
    "freq": {"by": None, "unit": "document", "min_count": 3, "min_range": 2, "top": None, **LISTED},
    "keywords": {"method": "keyness", "by": "source", "min_count": 5, "top": 20, **LISTED},
    "compare": {
        **{"by": "source", "target": None, "reference": None, "measure": "g2", "correction": "holm", "k": 1.0},
        **{"prior": None, "min_count": 5, "min_range": 1, "top": None, **LISTED},
    },
    "kwic": {
        **{"pattern": "治理", "patterns": None, "window": 8, "context": "tokens", "sort": "source", "regex": False},
        **{"substring": False, "ignore_case": False, "must": "全球", "must_not": None, "within": "5", "by": None},
        **{"group": None, "min_count": 1, "sample": 50, "seed": 7, "stopwords": "none", **CUT},
    },
    "collocates": {
        **{"node": "风险", "against": None, "left": 5, "right": 4, "expected": "span", "sort": "g2", "by": None},
        **{"min_count": 6, "top": None, **LISTED},
    },
    "ngrams": {
        **{"n": "2-4", "skip": 0, "by": None, "min_count": 5, "min_range": 3, "sort": "g2", "bundles": False},
        **{"top": None, **LISTED},
    },
    "dispersion": {
        **{"term": None, "unit": "document", "by": None, "parts": None, "min_count": 5, "min_range": 1},
        **{"sort": "count", "top": None, **LISTED},
    },
    "topics": {
        **{"by": "source", "k": 6, "unit": "paragraph", "min_tokens": 60, "min_units": 4, "max_share": 0.3},
        **{"min_length": 2, "pos": "", "refits": 12, "top": 15, "quotes": 3, "seed": 7, "order": "probability"},
        **{"weight": 0.6, "init": "random", "online": False, "alpha": "learned", "eta": 0.1, "passes": 150},
        **{"model": "gibbs", "model_tokens": 1640, "draws": 1000, "permutations": 1999, "runs": 60, **CUT},
        "stopwords": "govtext (552) + modals (75)",
    },
    "frames": {
        **{"codebook": "principles,entman", "by": "source", "unit": "sentence", "top": 40, "seed": 7},
        **{"codes": "14,4", "draws": 1000, **LISTED},
    },
    "actors": {
        **{"kind": None, "by": "source", "window": 5, "titles": False, "min_count": 1, "top": None},
        **{"gazetteer": "govtext", "entries": 331, **LISTED},
    },
    "citations": {
        **{"by": "source", "kind": None, "titled": False, "min_count": 1, "min_range": 1, "top": None},
        **{"catalogue": 150, "stopwords": "none", **CUT},
    },
    "modality": {
        **{"by": "source", "unit": "sentence", "seed": 7, "draws": 1000, "gazetteer": "govtext"},
        **{"stopwords": "none", **CUT},
    },
    "agree": {"seed": 7, "draws": 1000, "codebook": "principles", "coders": 2},
}
ROWS: dict[str, dict[str, int]] = {
    "topics": {
        **{"summary": 6, "prevalence": 12, "differences": 6, "distances": 1, "correlation": 15},
        **{"document_topics": 32, "topic_words": 102},
    },
    "frames": {"frames": 36, "codes": 18, "coverage": 4, "uncoded_terms": 40},
    "modality": {"modality": 24, "strength": 2},
    "agree": {"agree": 16, "disagreements": 3, "coefficients": 9},
}


def source(name: str = "a", **fields: Any) -> dict[str, Any]:
    """Return a source of a lock."""
    usual = {"id": name, "label": f"报告{name}", "title": f"治理报告{name}", "institution": "某研究院", "year": 2024}
    found = usual | {"genre": "智库报告", "language": "zh", "format": "txt", **SIZES} | fields
    return {key: value for key, value in found.items() if value is not None}


def step(command: str, name: str | None = None, rows: dict[str, int] | None = None, **other: Any) -> dict[str, Any]:
    """Return a step of a lock with the parameters above, some of them otherwise; `...` leaves one out."""
    sources = other.pop("sources", ["a", "b"])
    values = {key: value for key, value in {**PARAMETERS[command], **other}.items() if value is not ...}
    tables = ROWS.get(command, {command: 10}) if rows is None else rows
    return {
        "name": name or command,
        "command": command,
        "command_line": f"govtext {command}",
        "lang": "en",
        "sources": sources,
        "parameters": {key: {"value": value, "origin": "default"} for key, value in values.items()},
        "notes": {"en": ["a note"], "zh": ["一条附注"]},
        "tables": {key: {"file": f"{command}/{key}.csv", "rows": count} for key, count in tables.items()},
        "warnings": [],
        "inputs": [],
        "key": "0" * 64,
        "outputs": [],
    }


def lock(*steps: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """Return a lock of two sources and these steps, with other parts where they are given."""
    usual: dict[str, Any] = {
        "format": 1,
        "versions": {"govtext": "0.1.0", "python": "3.11.7", "jieba": "0.42.1", "rjieba": "0.2.2", "numpy": "2.4.6"}
        | {"scipy": "1.17.1", "scikit-learn": "1.9.1", "gensim": "not installed", "tomotopy": "0.14.0"},
        "study": {"title": "study", "lang": "en"},
        "settings": {"seed": {"value": 7, "origin": "govtext.toml"}, "engine": {"value": "jieba", "origin": "default"}},
        "sources": [source("a"), source("b", year=2025)],
        "cleaning": {
            "without": [],
            "rules": [
                {"rule": "page_numbers", "sources": 2, "changes": 12, "characters_removed": 30},
                {"rule": "notes", "sources": 1, "changes": 4, "characters_removed": 220},
                {"rule": "half_width", "sources": 2, "changes": 1500, "characters_removed": 0},
            ],
            "characters": {"file": 2650, "text": 2400, "apart": 220, "removed": 30, "exchanged": 1500},
        },
        "lexicon": {"lists": "govtext,study", "words": 193, "terms": 3384},
        "inputs": [],
        "steps": list(steps),
    }
    return usual | parts


def full() -> dict[str, Any]:
    """Return a lock with a step of every command."""
    return lock(*(step(command) for command in PARAMETERS))
