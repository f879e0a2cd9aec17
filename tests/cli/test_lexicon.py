"""The lexicon on the command line: features, glosses, lexicons, mixed tokens, stop lists; settings and their order."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Refused = Callable[..., str]

# The study: a: 治理 治理 风险 。 b: 治理 发展 发展 发展 。 With the term 治理风险 (in a, once) and an alias in no text.
TERMS = "term\tgloss\tcategory\taliases\n治理风险\tgovernance risk\trisk\t治理的风险\n"
GLOSSES = "治理\tgovernance\n发展\tdevelopment\n"
OWN = ("--lexicon", "study", "--no-save")


@pytest.fixture
def lexical(study: Path) -> Path:
    """Return the study with a lexicon of its own."""
    (study / "lexicon").mkdir()
    (study / "lexicon" / "terms.tsv").write_text(TERMS, encoding="utf-8")
    (study / "lexicon" / "glosses.tsv").write_text(GLOSSES, encoding="utf-8")
    return study


@pytest.fixture
def by_jieba(lexical: Path) -> Path:
    """Return it with texts that jieba cuts: 各国 / 用 / GPT-4 / 跨越 / 智能 / 鸿沟 / 。 and 跨越 / 智能 / 鸿沟 / 。"""
    (lexical / "corpus" / "a.txt").write_text("各国用GPT-4跨越智能鸿沟。\n", encoding="utf-8")
    (lexical / "corpus" / "b.txt").write_text("跨越智能鸿沟。\n", encoding="utf-8")
    (lexical / "lexicon" / "words.txt").write_text("智能鸿沟\n", encoding="utf-8")
    setting(lexical, 'engine = "jieba"')
    return lexical


def setting(study: Path, line: str) -> None:
    """Write a setting into [tokens]."""
    path = study / "govtext.toml"
    kept = [old for old in path.read_text("utf-8").splitlines() if not old.startswith(f"{line.split()[0]} =")]
    path.write_text("\n".join(kept).replace("[tokens]", f"[tokens]\n{line}") + "\n", encoding="utf-8")


def step(study: Path, lines: str) -> None:
    path = study / "govtext.toml"
    path.write_text(path.read_text("utf-8") + f"\n[[step]]\n{lines}\n", encoding="utf-8")


def rows(outcome: Any) -> list[list[str]]:
    assert outcome.code == 0, outcome.err
    return [line.split(",") for line in outcome.out.splitlines()]


@pytest.mark.parametrize(
    ("features", "expected", "size"),
    [
        ("words", [("发展", "word", "3"), ("治理", "word", "3"), ("风险", "word", "1")], 7),
        ("terms", [("治理风险", "term", "1")], 7),
        ("all", [("发展", "word", "3"), ("治理", "word", "3"), ("治理风险", "term", "1"), ("风险", "word", "1")], 7),
        # 治理 风险 are one, so 治理 is left twice, 风险 never; N = 6.
        ("merged", [("发展", "word", "3"), ("治理", "word", "2"), ("治理风险", "term", "1")], 6),
    ],
)
def test_features_of_freq(
    lexical: Path, govtext: Run, features: str, expected: list[tuple[str, str, str]], size: int
) -> None:
    outcome = govtext("freq", "--features", features, *OWN)
    head, *listed = rows(outcome)
    assert head[:5] == ["term", "kind", "count", "per_10k", "range"]
    assert head[5:] == ["per_million", "rank", "cumulative_share", "range_percent", "dp"]
    assert [tuple(row[:3]) for row in listed] == expected
    assert [float(row[3]) for row in listed] == pytest.approx([1e4 * int(count) / size for *_, count in expected])
    assert f"N = {size} tokens" in outcome.err


@pytest.mark.parametrize(
    ("features", "said"),
    [
        ("words", "Features: words."),
        ("terms", "Features: terms."),
        ("all", "Features: words and terms, each counted for itself"),
        ("merged", "Features: words, the longest term in the place of its words."),
    ],
)
@pytest.mark.parametrize("command", ["freq", "compare", "segment"])
def test_notes_name_features_and_terms(lexical: Path, govtext: Run, command: str, features: str, said: str) -> None:
    given = ("--format", "csv") if command == "segment" else ("--min-count", "1")
    outcome = govtext(command, "--features", features, *given, *OWN)
    assert outcome.code == 0, outcome.err
    assert said in outcome.err
    assert ("Terms: study (1), ends at word ends." in outcome.err) == (features != "words")


def test_compare_has_kinds_and_terms(lexical: Path, govtext: Run) -> None:
    head, *listed = rows(govtext("compare", "--features", "merged", "--min-count", "1", "--gloss", *OWN))
    # a has 2 tokens then (治理, 治理风险), b 4 (治理, 发展 three times).
    groups = [f"{name}{what}" for name in "ab" for what in ("", "_per_10k", "_low", "_high")]
    assert head == ["term", "gloss", "kind", "total", *groups]
    kept = [place for place, key in enumerate(head) if not key.endswith(("_low", "_high"))]
    assert [[row[place] for place in kept] for row in listed] == [
        ["发展", "development", "word", "3", "0", "0.0", "3", "7500.0"],
        ["治理", "governance", "word", "2", "1", "5000.0", "1", "2500.0"],
        ["治理风险", "governance risk", "term", "1", "1", "5000.0", "0", "0.0"],
    ]


def test_keywords_have_kinds_and_terms(lexical: Path, govtext: Run) -> None:
    outcome = govtext("keywords", "--method", "tfidf", "--features", "all", "--min-count", "1", "--gloss", *OWN)
    head, *listed = rows(outcome)
    assert head[head.index("term") : head.index("term") + 2] == ["term", "gloss"]
    found = {row[head.index("term")]: (row[head.index("kind")], row[head.index("gloss")]) for row in listed}
    assert found["治理风险"] == ("term", "governance risk")
    assert found["发展"] == ("word", "development")
    assert "Terms: study (1)" in outcome.err


def test_topics_take_features_and_glosses(lexical: Path, govtext: Run) -> None:
    small = (
        "--k",
        "2",
        "--min-units",
        "1",
        "--min-tokens",
        "1",
        "--max-share",
        "1",
        "--passes",
        "1",
        "--runs",
        "2",
        "--refits",
        "0",
    )
    outcome = govtext("topics", *small, "--features", "merged", "--gloss", *OWN)
    head, *listed = rows(outcome)
    assert head[:4] == ["topic", "rank", "term", "gloss"]
    assert {(row[2], row[3]) for row in listed} == {
        ("发展", "development"),
        ("治理", "governance"),
        ("治理风险", "governance risk"),
    }
    assert "Features: words, the longest term" in outcome.err


def test_the_share_of_n_in_a_model_is_a_share(lexical: Path, govtext: Run) -> None:
    small = (
        "--k",
        "2",
        "--min-units",
        "1",
        "--min-tokens",
        "1",
        "--max-share",
        "1",
        "--passes",
        "1",
        "--runs",
        "2",
        "--refits",
        "0",
    )
    outcome = govtext("topics", *small, "--features", "all", *OWN)
    assert outcome.code == 0
    assert "114% of N" not in outcome.err


def test_segment_counts_terms(lexical: Path, govtext: Run) -> None:
    head, *listed = rows(govtext("segment", "--features", "all", "--format", "csv", *OWN))
    # a: 3 words, 2 types; b: 4 words, 2 types.
    assert head[2:4] == ["tokens", "types"]
    assert head[-1] == "terms"
    assert [(row[0], row[2], row[3], row[-1]) for row in listed] == [("a", "3", "2", "1"), ("b", "4", "2", "0")]


def test_glosses_and_what_has_none(lexical: Path, govtext: Run) -> None:
    outcome = govtext("freq", "--gloss", *OWN)
    assert [row[:2] for row in rows(outcome)] == [
        ["term", "gloss"],
        ["发展", "development"],
        ["治理", "governance"],
        ["风险", ""],
    ]
    assert "words in the file 1 have none." in outcome.err
    assert "gloss" not in govtext("freq", *OWN).out


def test_lexicons_by_name_folder_and_file(lexical: Path, govtext: Run) -> None:
    (lexical / "own.tsv").write_text("发展\tx\ty\n", encoding="utf-8")
    (lexical / "more").mkdir()
    (lexical / "more" / "terms.tsv").write_text("风险\tx\ty\n治理\tx\ty\n", encoding="utf-8")
    for names, said, found in (
        ("study", "Terms: study (1)", ["治理风险"]),
        ("own.tsv", "Terms: own.tsv (1)", ["发展"]),
        ("more", "Terms: more (2)", ["治理", "风险"]),
        ("own.tsv,more", "Terms: own.tsv + more (3)", ["发展", "治理", "风险"]),
    ):
        outcome = govtext("freq", "--features", "terms", "--lexicon", names, "--no-save")
        assert [row[0] for row in rows(outcome)[1:]] == found
        assert said in outcome.err


def test_wrong_lexicons_and_features(lexical: Path, refused: Refused) -> None:
    assert "no lexicon 'nowhere'; choose govtext, study or none" in refused(2, "freq", "--lexicon", "nowhere")
    said = refused(2, "freq", "--lexicon", "none", "--features", "terms")
    assert "--features terms needs a lexicon with terms" in said
    assert "'words', 'terms'" in refused(2, "freq", "--features", "term")
    assert "'whole', 'parts'" in refused(2, "freq", "--mixed", "part")


def test_a_faulty_lexicon_is_named_with_its_line(lexical: Path, refused: Refused) -> None:
    (lexical / "lexicon" / "terms.tsv").write_text(TERMS + "云 雨\tx\ty\n", encoding="utf-8")
    assert "terms.tsv: line 3: no clean text holds '云 雨'" in refused(3, "freq", "--features", "terms")


def test_the_word_list(by_jieba: Path, govtext: Run) -> None:
    outcome = govtext("freq", *OWN)
    counted = {row[0]: row[2] for row in rows(outcome)[1:]}
    assert counted["智能鸿沟"] == "2"
    assert "鸿沟" not in counted
    assert "Word list: study (1)." in outcome.err
    outcome = govtext("freq", "--lexicon", "none", "--no-save")
    counted = {row[0]: row[2] for row in rows(outcome)[1:]}
    assert (counted["智能"], counted["鸿沟"]) == ("2", "2")
    assert "Word list: none." in outcome.err


def test_mixed_tokens(by_jieba: Path, govtext: Run) -> None:
    outcome = govtext("freq", *OWN)
    assert "GPT-4" in {row[0] for row in rows(outcome)}
    assert "in parts" not in outcome.err
    outcome = govtext("freq", "--mixed", "parts", *OWN)
    assert {"GPT", "4"} <= {row[0] for row in rows(outcome)}
    assert "Word list: study (1); GPT-4 in parts." in outcome.err


def test_changes_and_explain_look_at_words(by_jieba: Path, govtext: Run) -> None:
    setting(by_jieba, 'features = "merged"')
    setting(by_jieba, 'lexicon = "study"')
    (by_jieba / "lexicon" / "terms.tsv").write_text("跨越智能鸿沟\tx\ty\n", encoding="utf-8")
    head, row = rows(govtext("segment", "--changes", "--no-save", "--format", "csv"))
    assert head[:4] == ["before", "after", "count", "range"]
    assert row[:4] == ["智能/鸿沟", "智能鸿沟", "2", "2"]
    head, row = rows(govtext("segment", "--explain", "智能鸿沟", "--no-save", "--format", "csv"))
    assert row[0] == "智能鸿沟"
    assert row[head.index("decided_by")] == "智能鸿沟: word list"


def test_explain_and_changes_on_the_command_line(by_jieba: Path, govtext: Run, refused: Refused) -> None:
    assert "one at a time" in refused(2, "segment", "--changes", "--explain", "智能")
    # txt is the form of segmented text; set for a whole shell, it must not stand in the way.
    assert govtext("segment", "--changes", "--format", "txt", "--lexicon", "study").out.startswith("before,after,")
    assert "no text holds '和平'" in refused(1, "segment", "--explain", "和平")
    assert "the word list changes nothing" in refused(1, "segment", "--changes", "--engine", "character")
    assert govtext("segment", "--changes", "--lexicon", "study").code == 0
    assert (by_jieba / "outputs" / "segment" / "changes.csv").exists()


# Precedence: flag, environment, govtext.toml, default.


def test_features_precedence(lexical: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Features: words." in govtext("freq", *OWN).err
    setting(lexical, 'features = "merged"')
    assert "Features: words, the longest term" in govtext("freq", *OWN).err
    monkeypatch.setenv("GOVTEXT_FEATURES", "all")
    assert "Features: words and terms" in govtext("freq", *OWN).err
    assert "Features: terms." in govtext("freq", "--features", "terms", *OWN).err


def test_lexicon_precedence(lexical: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (lexical / "own.tsv").write_text("发展\tx\ty\n", encoding="utf-8")
    line = ("freq", "--features", "all", "--no-save")
    assert "Terms: govtext + study (" in govtext(*line).err
    setting(lexical, 'lexicon = "study"')
    assert "Terms: study (1)" in govtext(*line).err
    setting(lexical, 'lexicon = ["study", "own.tsv"]')
    assert "Terms: study + own.tsv (2)" in govtext(*line).err
    monkeypatch.setenv("GOVTEXT_LEXICON", "own.tsv")
    assert "Terms: own.tsv (1)" in govtext(*line).err
    assert "Terms: own.tsv + study (2)" in govtext(*line, "--lexicon", "own.tsv,study").err


def test_mixed_precedence(by_jieba: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "in parts" not in govtext("freq", *OWN).err
    setting(by_jieba, 'mixed = "parts"')
    assert "in parts" in govtext("freq", *OWN).err
    monkeypatch.setenv("GOVTEXT_MIXED", "whole")
    assert "in parts" not in govtext("freq", *OWN).err
    assert "in parts" in govtext("freq", "--mixed", "parts", *OWN).err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('features = "term"', "there is no kind of features 'term': words, terms, all, merged"),
        ('mixed = "half"', "there is no policy for mixed tokens 'half': whole, parts"),
        ("lexicon = 3", "3 is no text"),
    ],
)
def test_wrong_settings_are_named_with_their_line(lexical: Path, refused: Refused, line: str, said: str) -> None:
    setting(lexical, line)
    message = refused(2, "freq")
    assert said in message
    assert "govtext.toml" in message
    assert "line 6" in message


@pytest.mark.parametrize("name", ["features", "mixed"])
def test_wrong_variables(lexical: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"GOVTEXT_{name.upper()}", "x")
    refused(2, "freq")
    assert f"GOVTEXT_{name.upper()}" in refused(2, "run")


# Steps of `govtext run`.


def written(study: Path, name: str, table: str = "freq") -> list[list[str]]:
    text = (study / "outputs" / name / f"{table}.csv").read_text("utf-8-sig")
    return [line.split(",") for line in text.splitlines()]


def steps_of(study: Path) -> list[dict[str, Any]]:
    """Return the steps of a lock, their parameters without their origins."""
    steps: list[dict[str, Any]] = json.loads((study / "outputs" / "run.lock.json").read_text("utf-8"))["steps"]
    for one in steps:
        one["parameters"] = {name: given["value"] for name, given in one["parameters"].items()}
    return steps


def test_keys_of_a_step(lexical: Path, govtext: Run) -> None:
    step(lexical, 'command = "freq"\nfeatures = "merged"\nlexicon = ["study"]\ngloss = true')
    assert govtext("run").code == 0
    assert [row[:4] for row in written(lexical, "freq")] == [
        ["term", "gloss", "kind", "count"],
        ["发展", "development", "word", "3"],
        ["治理", "governance", "word", "2"],
        ["治理风险", "governance risk", "term", "1"],
    ]
    (part,) = steps_of(lexical)
    assert part["parameters"]["features"] == "merged"
    assert part["parameters"]["terms"] == "study (1)"


def test_mixed_of_a_step(by_jieba: Path, govtext: Run) -> None:
    step(by_jieba, 'command = "freq"\nmixed = "parts"\nlexicon = "none"')
    step(by_jieba, 'command = "freq"\nname = "whole"')
    assert govtext("run").code == 0
    assert "GPT" in {row[0] for row in written(by_jieba, "freq")}
    assert "GPT-4" in {row[0] for row in written(by_jieba, "whole")}
    first, second = steps_of(by_jieba)
    assert (first["parameters"]["mixed"], second["parameters"]["mixed"]) == ("parts", "whole")
    assert first["parameters"]["words"] == "none"
    assert "study" in second["parameters"]["words"]


def test_the_environment_goes_before_a_step(lexical: Path, govtext: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    step(lexical, 'command = "freq"\nfeatures = "merged"\nlexicon = "study"')
    monkeypatch.setenv("GOVTEXT_FEATURES", "terms")
    assert govtext("run").code == 0
    assert [row[0] for row in written(lexical, "freq")] == ["term", "治理风险"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('features = "term"', "step 1: there is no features 'term'; choose one of words, terms, all, merged"),
        ('mixed = "half"', "step 1: there is no mixed 'half'; choose one of whole, parts"),
        ('lexicon = "nowhere"', "step 1: no lexicon 'nowhere'"),
        ('gloss = "yes"', "step 1: gloss is 'yes'; it must be true or false"),
        ("features = 1", "step 1: features is 1"),
    ],
)
def test_wrong_keys_of_a_step(lexical: Path, refused: Refused, lines: str, said: str) -> None:
    step(lexical, f'command = "freq"\n{lines}')
    assert said in refused(2, "run")
    assert not (lexical / "outputs").exists()


@pytest.mark.parametrize(
    "lines",
    [
        'features = "merged"\nlexicon = "study"',
        'lexicon = ["study", "none"]\nfeatures = "all"',
        "gloss = true",
    ],
)
def test_the_recorded_command_line_does_the_same(lexical: Path, govtext: Run, lines: str) -> None:
    step(lexical, f'command = "freq"\n{lines}')
    assert govtext("run").code == 0
    (part,) = steps_of(lexical)
    again = govtext(*part["command_line"].split()[1:], "--format", "csv", "--no-save")
    assert again.code == 0, again.err
    assert rows(again) == written(lexical, "freq")


def test_a_run_without_steps_looks_for_no_terms(lexical: Path, govtext: Run) -> None:
    # This study has no candidate: a step `terms` would end the run.
    said = govtext("run").err
    assert "govtext segment" in said
    assert "terms" not in said


# Stop words against the study's own lexicon.


def warnings(outcome: Any) -> list[str]:
    return [line.removeprefix("note: ") for line in outcome.err.splitlines() if line.startswith("note: ")]


def test_contradictions_are_named_with_file_and_line(lexical: Path, govtext: Run) -> None:
    (lexical / "lexicon" / "words.txt").write_text("# mine\n和平\n风险\tn\n发展\n", encoding="utf-8")
    (lexical / "stopwords" / "own.txt").write_text("风险\n治理风险\n发展\n", encoding="utf-8")
    words, terms = lexical / "lexicon" / "words.txt", lexical / "lexicon" / "terms.tsv"
    remedy = "is a stop word too, so no table shows it; delete it here or from the list"
    outcome = govtext("freq", "--features", "all", "--stopwords", "own", *OWN)
    # 发展 is protected and stays.
    assert warnings(outcome) == [f"{words}: line 3: '风险' {remedy}", f"{terms}: line 2: '治理风险' {remedy}"]
    assert [row[0] for row in rows(outcome)[1:]] == ["发展", "治理"]
    assert "Stop list: own.txt (3); 1 protected word" in outcome.err
    assert warnings(govtext("freq", "--stopwords", "none", *OWN)) == []
    assert warnings(govtext("freq", "--stopwords", "own", "--lexicon", "none", "--no-save")) == []


def test_three_contradictions_are_named(lexical: Path, govtext: Run) -> None:
    five = "".join(f"{letter}地条约\n" for letter in "甲乙丙丁戊")
    (lexical / "lexicon" / "words.txt").write_text(five, encoding="utf-8")
    (lexical / "stopwords" / "own.txt").write_text(five, encoding="utf-8")
    said = warnings(govtext("freq", "--stopwords", "own", *OWN))
    assert [line.split("'")[1] for line in said[:3]] == ["甲地条约", "乙地条约", "丙地条约"]
    assert said[3:] == ["2 more entries of the lexicon are stop words"]


def test_where_no_stop_word_is_left_out_none_contradicts(lexical: Path, govtext: Run) -> None:
    (lexical / "stopwords" / "own.txt").write_text("治理风险\n", encoding="utf-8")
    setting(lexical, 'stopwords = "own"')
    outcome = govtext("segment", "--features", "all", "--format", "csv", *OWN)
    assert rows(outcome)[1][-1] == "1"
    assert warnings(outcome) == []


def test_the_shipped_lexicon_is_not_warned_of(lexical: Path, govtext: Run) -> None:
    (lexical / "stopwords" / "own.txt").write_text("智能鸿沟\n", encoding="utf-8")
    line = ("freq", "--features", "all", "--stopwords", "own", "--lexicon", "govtext", "--no-save")
    assert warnings(govtext(*line)) == []


# govtext stopwords


def test_stopwords_show(lexical: Path, govtext: Run) -> None:
    (lexical / "stopwords" / "own.txt").write_text("[nouns]\n风险\n!发展\n安全\n", encoding="utf-8")
    outcome = govtext("stopwords", "show", "own")
    assert rows(outcome) == [
        ["word", "list", "group", "protected", "removed", "count"],
        ["风险", "own.txt", "nouns", "", "yes", "1"],
        ["发展", "own.txt", "nouns", "yes", "yes", "3"],
        ["安全", "own.txt", "nouns", "yes", "", "0"],
    ]
    assert "takes away 2 words" in outcome.err
    setting(lexical, 'stopwords = "own"')
    assert govtext("stopwords", "show").out == outcome.out


def test_stopwords_show_shows_what_freq_leaves_out(lexical: Path, govtext: Run) -> None:
    (lexical / "stopwords" / "own.txt").write_text("风险\n发展\n治理\n", encoding="utf-8")
    gone = {row[0] for row in rows(govtext("stopwords", "show", "own"))[1:] if row[4] == "yes"}
    assert gone == {"风险", "治理"}
    assert [row[0] for row in rows(govtext("freq", "--stopwords", "own", *OWN))[1:]] == ["发展"]


def test_stopwords_diff(lexical: Path, govtext: Run) -> None:
    (lexical / "stopwords" / "one.txt").write_text("风险\n治理\n", encoding="utf-8")
    (lexical / "stopwords" / "two.txt").write_text("治理\n和平\n", encoding="utf-8")
    outcome = govtext("stopwords", "diff", "one", "two")
    assert rows(outcome) == [
        ["word", "only_in", "group", "protected", "count"],
        ["风险", "one", "", "", "1"],
        ["和平", "two", "", "", "0"],
    ]
    assert "Both take away 1 words." in outcome.err
    assert govtext("stopwords", "diff", "two", "one").out == outcome.out


def test_stopwords_without_a_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govtext: Run) -> None:
    monkeypatch.chdir(tmp_path)
    head, first, *_ = rows(govtext("stopwords", "show", "govtext:particles"))
    assert head[-1] == "count"
    assert first == ["的", "govtext:particles", "particles", "", "yes", ""]
    assert govtext("stopwords", "diff", "govtext", "govtext,modals").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("show nowhere", 2, "no stop list 'nowhere'"),
        ("show govtext:particle", 2, "has no group 'particle'; did you mean 'particles'"),
        ("show none", 1, "holds no word"),
        ("diff govtext govtext", 1, "take away the same words"),
        ("diff govtext", 2, "Missing argument"),
    ],
)
def test_stopwords_refused(study: Path, refused: Refused, arguments: str, code: int, said: str) -> None:
    assert said in refused(code, "stopwords", *arguments.split())
