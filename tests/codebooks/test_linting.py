"""What `lint` finds: each kind of finding where it is due, and not where it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govtext.codebooks.linting import LEVELS, Finding, lint
from govtext.codebooks.model import Code, Codebook
from govtext.table import Text
from govtext.tokens.in_memory import index_of_lines
from govtext.tokens.index import TokenIndex
from govtext.tokens.segment import Segmentation

from .books import book, code

PLAIN, JIEBA = Segmentation("whitespace"), Segmentation("jieba")


def full(one: Code) -> Code:
    """Return a code that lacks nothing."""
    words = Text("a", "甲")
    return replace(one, label=words, definition=words, source="s", include=("句。",), exclude=("文。",))


def found(*codes: Code, text: str = "", complete: bool = True) -> list[Finding]:
    """Look over a codebook in a text that is segmented by hand."""
    index = index_of_lines(text.split("\n"), PLAIN) if text else None
    return lint(book(*(full(one) if complete else one for one in codes)), PLAIN, index)


def about(findings: list[Finding], words: str) -> list[tuple[str, str, str]]:
    return [(one.level, one.code, one.indicator) for one in findings if words in one.finding]


def test_a_codebook_in_order_has_no_findings() -> None:
    assert found(code("a", "治理"), code("b", "风险"), text="治理 风险 。") == []


def test_what_is_missing() -> None:
    findings = found(code("a", "治理"), code("b"), code("c"), code("d", "安全", parent="c"), complete=False)
    assert about(findings, "neither indicators nor parts") == [("error", "b", "")]
    assert {one for _, one, _ in about(findings, "no label")} == {"a", "b", "c", "d"}
    assert {one for _, one, _ in about(findings, "no definition")} == {"a", "b", "c", "d"}
    assert {one for _, one, _ in about(findings, "no source")} == {"a", "b", "c", "d"}
    assert about(findings, "no example of what") == [("note", "a", ""), ("note", "d", "")]
    assert [(one.level, one.code) for one in findings if one.finding == "it has no example"] == [
        ("warning", "a"),
        ("warning", "d"),
    ]
    assert [LEVELS.index(one.level) for one in findings] == sorted(LEVELS.index(one.level) for one in findings)


def test_the_same_indicator_twice() -> None:
    findings = found(
        code("a", "治理", "near(数据, 安全)", "near（数据，安全）"), code("b", "治理"), code("c", "治理", parent="b")
    )
    assert about(findings, "twice in this code") == [("warning", "a", "near（数据，安全）")]
    # c is part of b, but no part of a
    assert about(findings, "each of its places counts for both") == [("warning", "b", "治理"), ("warning", "c", "治理")]


def test_words_of_an_indicator_that_another_has() -> None:
    findings = found(code("a", "治理 or 管理", "治理"), code("b", "风险 or 管理 or 治理", exclude=("风险 or 算法",)))
    assert [(one.code, one.indicator, one.finding.split(":")[0]) for one in findings] == [
        ("b", "风险 or 算法", "风险 is an indicator and an exclusion of this code, so it is never coded"),
        ("a", "治理", "it stands twice in this code"),
        ("b", "风险 or 管理 or 治理", "the code a (line 0) has 管理、治理 too"),
    ]


def test_a_part_with_an_indicator_of_its_whole() -> None:
    findings = found(code("b", "治理"), code("c", "治理", parent="b"))
    assert about(findings, "which it is part of") == [("note", "c", "治理")]


def test_an_indicator_that_is_excluded() -> None:
    findings = found(code("a", "治理", "风险", exclude=("治理",)), text="治理 风险")
    assert about(findings, "never coded") == [("error", "a", "治理")]


def test_exclusions_in_a_corpus() -> None:
    text = "主权 基金 。 主权 。 网络 主权 。 公司"
    findings = found(code("a", "主权", exclude=("主权 基金", "公司", "银行")), text=text)
    assert about(findings, "takes nothing away") == [("note", "a", "公司"), ("note", "a", "银行")]
    findings = found(code("a", "网络 主权", "公司", exclude=("主权",)), text=text)
    assert about(findings, "takes away every place of it (1)") == [("warning", "a", "网络 主权")]
    findings = found(code("a", "网络 主权", exclude=("主权",)), text=text)
    assert about(findings, "every place of its indicators (1)") == [("error", "a", "")]


def test_dead_indicators_say_how_the_string_is_cut() -> None:
    # 强人工智能 twice in 加强 人工智能, once across 强 人 工智能; never from word end to word end
    text = "加强 人工智能 治理 。 加强 人工智能 。 很强 人 工智能体"
    findings = found(code("a", "强人工智能", "治理"), text=text)
    (one,) = [one for one in findings if one.indicator == "强人工智能"]
    assert one.level == "warning"
    assert one.finding == (
        "强人工智能 stands 3 times, never from word end to word end: (加)强/人工智能、(很)强/人/工智能(体)"
    )
    assert "lexicon/words.txt" in one.remedy


def test_dead_indicators_say_which_part_is_wanting() -> None:
    text = "数据 安全 。 治理 。"
    findings = found(
        code("a", "near(数据, 风险)", "数据 and 治理", "算法 or 数据", "算法 or 模型", "[pos=xx]"), text=text
    )
    dead = {one.indicator: (one.level, one.finding) for one in findings}
    assert dead["near(数据, 风险)"] == ("note", "风险 not in these sources")
    assert dead["数据 and 治理"][1].startswith("its words are there, but never as it asks")
    assert dead["算法 or 模型"] == ("note", "算法、模型 not in these sources")
    assert "算法 or 数据" not in dead
    assert dead["[pos=xx]"] == ("note", "[pos=xx] not in these sources")


def test_indicators_that_add_nothing() -> None:
    text = "数据 安全 。 数据 。 安全"
    findings = found(code("a", "数据 安全", "数据", "安*", "安全"), text=text)
    # 数据 stands alone too; of 安* and 安全, which have the same places, the second adds nothing
    assert about(findings, "adds nothing here") == [("note", "a", "安全")]
    findings = found(code("a", "数据 安全", "数据"), text="数据 安全 。 数据 安全")
    (one,) = findings
    assert (one.indicator, one.finding) == (
        "数据",
        "all its 2 places lie within those of 数据 安全: it adds nothing here",
    )


def test_indicators_that_find_almost_anything() -> None:
    text = " ".join(f"词{number}" for number in range(300)) + " 治理"
    findings = found(code("a", "词*", "治理", "治* 风险", "[] 治理"), text=text)
    (one,) = [one for one in findings if "vocabulary" in one.finding]
    assert (one.level, one.indicator) == ("warning", "词*")
    assert one.finding == "it finds 300 different words (99.7% of the vocabulary, 300 places)"


JIEBA_CASES = [
    ("[人工智能治理|风险]", "人工智能/治理", "the string 人工智能治理"),
    ("人工智能治*", "人工智能/治", "人工智能 治*"),
    ("*人工智能治理", "人工智能/治理", "*人工智能 治理"),
    ("推动 [] [人工智能治理]", "人工智能/治理", "tokens one behind the other: 人工智能 治理"),
    ("near(人工智能治*, 风险)", "人工智能/治", "the string"),
    ("[/人工智能治理/]", "人工智能/治理", "the string"),
]


@pytest.fixture(scope="module")
def cut_by_jieba() -> TokenIndex:
    return index_of_lines(["推动人工智能治理，防范风险。"], JIEBA)


@pytest.mark.parametrize(("indicator", "cut", "remedy"), JIEBA_CASES)
@pytest.mark.parametrize("with_corpus", [True, False])
def test_tokens_that_the_segmentation_never_makes(
    indicator: str, cut: str, remedy: str, with_corpus: bool, cut_by_jieba: TokenIndex
) -> None:
    one = book(full(code("a", indicator)))
    (finding,) = lint(one, JIEBA, cut_by_jieba if with_corpus else None)
    assert finding.level == "error"
    assert f"is cut as {cut}" in finding.finding
    assert remedy in finding.remedy


@pytest.mark.parametrize(
    "indicator",
    [
        "人工智能治理",  # a string is found from word end to word end, however it is cut
        "人工 智能",
        "治*",
        "人工智*",  # 人工智 alone is cut, but 人工智能 is a word of the dictionary
        "[word=人工智能治理]",  # nothing but a string, so it is one
        "[!人工智能治理] 治理",
        "[/人工智能(治理)?/]",
        "[pos=v]",
    ],
)
def test_tokens_that_it_makes_are_no_finding(indicator: str) -> None:
    assert lint(book(full(code("a", indicator))), JIEBA) == []


def test_by_single_characters_every_word_is_cut() -> None:
    (finding,) = lint(book(full(code("a", "[治理|风险] []"))), Segmentation("character"))
    assert "is cut as 治/理" in finding.finding


def test_lines_are_those_of_the_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    from govtext.codebooks.reading import read

    path = tmp_path_factory.mktemp("lint") / "b.toml"
    path.write_text('[[code]]\nid = "a"\nindicators = [\n    "治理",\n    "治理",\n]\n', encoding="utf-8")
    one: Codebook = read(path)
    lines = {finding.finding: finding.line for finding in lint(one, PLAIN)}
    assert lines["it has no definition"] == 1
    assert lines["it stands twice in this code"] in (4, 5)
