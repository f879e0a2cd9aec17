"""The five reports the tool was made for, as a scholar would run them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from govtext import corpus
from govtext.api import FRAMING, STANDARD
from govtext.pipeline.run import run
from govtext.study import Study
from govtext.table import Table

from .conftest import REPORTS

LABELS = ["智库联合报告", "工程界文集", "叶淑兰、李孟婷", "任贤良", "清华—阿里"]
EXPECTED = {
    "actors": ["actors.csv", "actors.graphml", "actors.png", "acts.png", "pairs.png", "role_lines.csv"],
    "citations": ["citations.csv", "matrix.png", "timeline.png", "unmatched.csv"],
    "frames": ["coded.csv", "frames.csv", "frames.graphml", "frames.png", "network.png", "profile.svg", "uncoded.csv"],
    "modality": ["by_actor.png", "modality.csv", "modality.png", "modality_lines.csv", "strength.svg"],
    "compare": [
        "frequencies.csv",
        "frequencies.png",
        "frequencies.svg",
        "keyness.csv",
        "keyness.png",
        "keyness.svg",
        "ranks.png",
        "ranks.svg",
    ],
    "dispersion": ["dispersion.csv", "dispersion.png", "dispersion.svg", "xray.csv", "xray.png", "xray.svg"],
    "freq": [
        "freq.csv",
        "freq.png",
        "freq.svg",
        "spectrum.csv",
        "spectrum.png",
        "spectrum.svg",
        "zipf.png",
        "zipf.svg",
    ],
    "keywords": ["keywords.csv", "keywords.png", "keywords.svg"],
    "ngrams": ["ngrams.csv", "ngrams.png", "ngrams.svg"],
    "segment": ["segment.csv", "segment.png", "segment.svg"],
    "topics": ["prevalence.csv", "prevalence.png", "prevalence.svg", "quotes.csv", "topics.csv", "topics.png"],
}


def test_a_whole_run(report_study: Study) -> None:
    """One test, so that the suite makes the run once, on whichever of its processes.

    As a bare `run`, but that topics are tried by four models in place of twelve, which takes half of the time.
    """
    steps = [{"command": command} | ({"refits": 4} if command == "topics" else {}) for command in STANDARD]
    outputs = run(replace(report_study, steps=steps)).parent
    every_table_and_chart_is_written(outputs)
    topics_come_back_and_are_coherent_and_different(outputs)
    no_topic_is_made_of_boilerplate_or_biography(outputs)


def test_all_five_are_recognised_and_labelled(report_study: Study) -> None:
    assert [source.label for source in report_study.sources] == LABELS
    assert [source.get("year") for source in report_study.sources] == ["2024", "2024", "2024", "2025", "2024"]


def every_table_and_chart_is_written(outputs: Path) -> None:
    for folder, names in EXPECTED.items():
        for name in names:
            assert (outputs / folder / name).stat().st_size > 0, name
    record = json.loads((outputs / "run.lock.json").read_text(encoding="utf-8"))
    commands = ["segment", "freq", "keywords", "compare", "ngrams", "dispersion", "topics", *FRAMING]
    assert [step["command"] for step in record["steps"]] == commands
    assert len(record["sources"]) == 5


def words_of(table: Table, column: str = "term") -> list[str]:
    return [str(word) for word in table.values(column)]


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def topics_come_back_and_are_coherent_and_different(outputs: Path) -> None:
    summary = records(outputs / "topics" / "summary.csv")
    assert len(summary) == 6
    mean = {key: np.mean([float(row[key]) for row in summary]) for key in ("coherence", "seeds", "subsamples")}
    assert mean["coherence"] >= 0.58
    assert mean["seeds"] >= 0.9
    assert mean["subsamples"] >= 0.5
    assert {row["weak"] for row in summary} == {"no"}
    words = records(outputs / "topics" / "topic_words.csv")
    leading = [sorted(words, key=lambda row: -float(row[topic["topic"]]))[:20] for topic in summary]
    assert len({row["term"] for own in leading for row in own}) / (6 * 20) >= 0.7


def no_topic_is_made_of_boilerplate_or_biography(outputs: Path) -> None:
    biography = {"教授", "研究员", "院长", "作者", "博士", "毕业", "任职"}
    boilerplate = {"版权", "点击", "图片", "编辑", "来源", "阅读", "分享"}
    words = {row["term"] for row in records(outputs / "topics" / "topics.csv")}
    assert not words & (biography | boilerplate)


def test_no_markup_page_furniture_or_punctuation_among_the_key_words(report_study: Study) -> None:
    import govtext

    for method in ("keyness", "tfidf", "textrank"):
        for word in words_of(govtext.keywords(report_study, method=method, top=30).main):
            assert word.isalnum(), word
            assert word.lower() not in {"sup", "http", "https", "www", "com", "cn", "html", "pdf", "share", "wechat"}


def test_words_broken_by_a_line_end_are_whole(report_study: Study) -> None:
    # 人 工智能 stands broken in the joint report; in a whole text 工智能 is no word.
    index = report_study.index()
    assert "工智能" not in index.vocabulary


def test_the_listing_has_sizes_of_all_five(report_study: Study) -> None:
    table = corpus.listing(report_study)
    assert len(table) == 5
    for key in ("characters", "tokens", "sentences", "paragraphs", "sections"):
        assert min(table.values(key)) > 0


def test_the_reports_themselves_are_never_written(report_study: Study, reports: list[Path]) -> None:
    assert report_study.root is not None
    for path in reports:
        assert (report_study.root / "corpus" / path.name).read_bytes() == (REPORTS / path.name).read_bytes()
