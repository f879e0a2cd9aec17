"""Coding rules of KH Coder: what is read of them, what is said of the rest, what is refused."""

from __future__ import annotations

import pytest

from govtext.codebooks.exchange import kh_coder
from govtext.codebooks.exchange.drafts import Imported
from govtext.errors import GovtextError


def read(*lines: str) -> Imported:
    return kh_coder.read("\n".join(lines), "rules.txt")


def indicators(*lines: str) -> list[str]:
    (code,) = read("＊甲", *lines).codebook.codes
    return [one.text for one in code.indicators]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("治理", ["治理"]),
        ("治理 | 风险", ["治理", "风险"]),
        ("治理 or 风险", ["治理", "风险"]),
        ("治理　|　风险", ["治理", "风险"]),  # full-width blanks
        ("治理 & 风险 | 安全", ["治理 and 风险", "安全"]),  # & binds before |
        ("( 治理 | 风险 ) & 安全", ["(治理 or 风险) and 安全"]),
        ("治理 & ! 风险", ["治理 and not 风险"]),
        ("治理 &! 风险", ["治理 and not 风险"]),
        ("! 风险 & 治理", ["治理 and not 风险"]),
        ("治理 & ! ( 风险 | 安全 )", ["治理 and not (风险 or 安全)"]),
        ("! ! 治理", ["治理"]),
        ("near(数据-安全)", ["near(数据, 安全, 10)"]),  # ten words where no number stands
        ("near(数据-安全)[3]", ["near(数据, 安全, 3)"]),
        ("near(数据-安全)[b3]", ["near(数据, 安全, 3)"]),
        ("seq(推动-发展-治理)[2]", ["seq(seq(推动, 发展, 2), 治理, 2)"]),
        ("全球+治理", ["全球 治理"]),
        ("治理-->名詞", ["治理"]),
        ("'数字 主权'", ['"数字 主权"']),
        ("'I''m'", ["I'm"]),
        ("and | or", []),
    ],
)
def test_conditions(condition: str, expected: list[str]) -> None:
    if not expected:
        with pytest.raises(GovtextError, match="a word is missing"):
            indicators(condition)
        return
    assert indicators(condition) == expected


def test_a_condition_goes_over_lines_and_comments_are_passed_over() -> None:
    found = read("# 规则", "＊甲", "治理", "| 风险", "", "# 另一", "*乙", "安全").codebook.codes
    assert [(code.id, [one.text for one in code.indicators]) for code in found] == [
        ("甲", ["治理", "风险"]),
        ("乙", ["安全"]),
    ]


def test_a_code_that_is_an_alternative_alone_becomes_a_part() -> None:
    book = read("＊甲", "治理", "＊乙", "风险", "＊总", "<＊甲> | <＊乙> | 发展").codebook
    assert [(code.id, code.parent) for code in book.codes] == [("总", None), ("甲", "总"), ("乙", "总")]
    assert [one.text for one in book.codes[0].indicators] == ["发展"]


def test_a_code_in_a_conjunction_is_written_out() -> None:
    book = read("＊甲", "治理 | near(a-b)[2]", "＊乙", "<＊甲> & ! 风险").codebook
    assert [one.text for one in book.codes[1].indicators] == ["(治理 or (near(a, b, 2))) and not 风险"]


def test_a_second_whole_has_the_words_of_a_part() -> None:
    book = read("＊甲", "治理", "＊乙", "<＊甲>", "＊丙", "<＊甲> | 安全").codebook
    assert [(code.id, code.parent, [one.text for one in code.indicators]) for code in book.codes] == [
        ("乙", None, []),
        ("甲", "乙", ["治理"]),
        ("丙", None, ["治理", "安全"]),
    ]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("'主权'", "any string"),
        ("治理-->名詞", "part of speech"),
        ("<>性別-->女 & 治理", "<>性別-->女"),
        ("治理 > 2", "no operator"),
        ("! 治理", "only what must not be there"),
        ("治理 | ! 风险", "only what must not be there"),
        ("near(a-b-c)[3]", "the first two words"),
        ("near(a-b)[d3]", "within a sentence"),
        ("near(a-b)[500]", "at most 100"),
        ("near(治理)", "no two words"),
    ],
)
def test_what_is_not_carried_is_said_with_its_line(condition: str, words: str) -> None:
    if words == "no operator":
        with pytest.raises(GovtextError, match="line 2: there is no operator between 治理 and >"):
            read("＊甲", condition)
        return
    losses = read("＊甲", condition).losses
    assert any(words in loss and loss.startswith("line 2: 甲") for loss in losses), losses


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (["治理"], "line 1: this stands before the first code"),
        (["# 只有注释"], "no line begins with ＊"),
        (["＊甲", "治理 风险"], "line 2: there is no operator between 治理 and 风险"),
        (["＊甲", "( 治理 | 风险"], "line 2: a bracket '\\(' is not closed"),
        (["＊甲", "治理 )"], "line 2: a bracket '\\)' closes nothing"),
        (["＊甲", "(治理 | 风险 )"], "line 2: \\(治理 has a bracket that is not paired"),
        (["＊甲", "治理 |"], "line 2: a word is missing behind |"),
        (["＊甲", "治理", "＊甲", "风险"], "line 3: two codes are called '甲'"),
        (["＊"], "line 1: a code without a name"),
        (["＊甲", "<＊乙>", "＊乙", "风险"], "line 2: the code '乙' is not defined before"),
        (["＊甲", "<＊甲>"], "line 2: the code '甲' is not defined before"),  # no code is part of itself
        (["＊甲", "( " * 60 + "治理" + " )" * 60], "brackets within more than 50"),
    ],
)
def test_broken_rules(lines: list[str], what: str) -> None:
    with pytest.raises(GovtextError, match=what) as caught:
        read(*lines)
    assert str(caught.value).startswith("rules.txt: ")
    assert caught.value.remedy


def test_codes_that_name_codes_do_not_grow_without_end() -> None:
    lines = ["＊c0", "治理"]
    for number in range(1, 60):  # each twice the one before: 2^60 words, were they written out
        lines += [f"＊c{number}", f"<＊c{number - 1}> & <＊c{number - 1}>"]
    imported = read(*lines)
    assert any("too long" in loss or "characters is left out" in loss for loss in imported.losses)
    assert max(len(one.text) for code in imported.codebook.codes for one in code.indicators) <= 20_000


def test_a_code_without_a_condition_is_kept() -> None:
    imported = read("＊甲", "＊乙", "治理")
    assert [code.id for code in imported.codebook.codes] == ["甲", "乙"]
    assert imported.losses == ("line 1: 甲 has no condition",)
