"""Notes, bibliographies and journal lines are set apart; enumerations and paragraphs are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govtext.sources.document import Document

Read = Callable[[str], Document]
Rule = Callable[[str, str], str]

FIRST = "人工智能治理需要各国共同参与，也需要长期的耐心。"
SECOND = "治理的成效取决于执行，执行取决于各方的意愿。"


def part(document: Document, name: str) -> list[str]:
    """Return what was set apart as this part, without its line ends."""
    return [document.raw[span.start : span.end].strip() for span in document.removed if span.part == name]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("[1]", "[1] 某某：《书》，第3页。"),
        ("［1］", "［1］某某：《书》，第3页。"),
        ("①", "① 某某：《书》，第3页。"),
        ("^①", "^① 某某：《书》，第3页。"),
        ("<sup>[1]</sup>", "[1] 某某：《书》，第3页。"),
        ("<sup>①</sup>", "① 某某：《书》，第3页。"),
        ("<sup>*</sup>", "* 本文系某项目的成果。"),
    ],
)
def test_a_note_is_set_apart_and_its_mark_taken_out(read: Read, mark: str, note: str) -> None:
    document = read(f"治理{mark}要靠世界上大大小小的各个国家共同参与。\n\n{note}\n\n{SECOND}")
    assert document.text == f"治理要靠世界上大大小小的各个国家共同参与。\n\n{SECOND}"
    assert part(document, "note") == [note]


def test_a_note_broken_over_two_lines_is_one_note(read: Read) -> None:
    document = read(f"治理[1]要靠各国。\n\n[1] 某某：《书》，\n某出版社，第3页。\n\n{SECOND}")
    assert document.text == f"治理要靠各国。\n\n{SECOND}"
    assert part(document, "note") == ["[1] 某某：《书》，\n某出版社，第3页。"]


def test_a_note_ends_where_the_next_begins_and_at_a_heading(read: Read) -> None:
    document = read(f"治理①要靠各国②参与。\n① 某甲的书\n② 某乙的书\n二、发展\n{SECOND}")
    assert document.text == f"治理要靠各国参与。\n二、发展\n{SECOND}"
    assert part(document, "note") == ["① 某甲的书", "② 某乙的书"]


def test_notes_count_anew_on_every_page(read: Read) -> None:
    document = read("治理①很重要。\n① 甲说。\n- 1 -\n发展①也重要。\n① 乙说。\n- 2 -\n")
    assert document.text == "治理很重要。\n发展也重要。"
    assert part(document, "note") == ["① 甲说。", "① 乙说。"]


def test_an_enumeration_without_marks_in_the_text_is_no_note(read: Read) -> None:
    text = "本文有三点建议。\n\n① 监管要清楚。\n\n② 责任要明确。\n\n③ 执法要公正。"
    document = read(text)
    assert document.text == text
    assert document.removed == []


def test_a_list_of_sources_without_marks_in_the_text_is_no_note(rule: Rule) -> None:
    text = f"{FIRST}\n\n[1] 某甲：《书》。\n[2] 某乙：《书》。"
    assert rule("notes", text) == text


@pytest.mark.parametrize("text", ["措施包括①监管、②责任、③执法三项。", "要求有二：①监管要清楚；②责任要明确。"])
def test_an_enumeration_inside_a_sentence_keeps_its_numbers(read: Read, text: str) -> None:
    assert read(text).text == text


def test_an_enumeration_that_is_first_announced_keeps_its_paragraphs(read: Read) -> None:
    document = read("本文讨论：①监管，②责任。\n\n①监管要清楚。\n\n②责任要明确。")
    assert "监管要清楚。" in document.text


def test_a_paragraph_that_begins_with_the_mark_of_the_sentence_before_stays(read: Read) -> None:
    # The page ended between a sentence and its mark.
    later = "近年来各国先后提出规范，影响很大。"
    document = read(f"原则已经确立。\n\n<sup>[1]</sup> {later}\n\n---\n\n[1] 某某：《书》，第3页。\n\n{SECOND}")
    assert document.text == f"原则已经确立。\n\n{later}\n\n{SECOND}"


@pytest.mark.parametrize("mark", ["[1]", "[1-3]", "[2,5]", "［1］", "^①", "^ ①", "<sup>[1]</sup>", "<sup>1,2</sup>"])
def test_footnote_marks_go(rule: Rule, mark: str) -> None:
    assert rule("footnote_marks", f"治理{mark}很重要。") == "治理很重要。"


@pytest.mark.parametrize(
    "text", ["《公报》[2024]3号", "第（1）项", "x[i]", "［甲］", "1.5", "(2024)", "① 监管", "[1] 某某：《书》。"]
)
def test_other_brackets_and_numbers_at_the_line_start_stay(rule: Rule, text: str) -> None:
    assert rule("footnote_marks", text) == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [("算力达到10<sup>25</sup>次运算", "算力达到1025次运算"), ("100m<sup>2</sup>的机房", "100m2的机房")],
)
def test_an_exponent_is_no_footnote_mark(read: Read, raw: str, clean: str) -> None:
    # How the exponent is set may be argued about; that its digits are kept may not.
    text = read(f"这里说的是{raw}，数目可观，一般机构难以承担。").text
    assert [digit for digit in text if digit.isdigit()] == [digit for digit in clean if digit.isdigit()]


@pytest.mark.parametrize(
    "head", ["参考文献", "参考文献：", "【参考文献】", "# 参考文献", "**参考文献**", "References", "主要参考文献"]
)
def test_the_bibliography_is_set_apart(read: Read, head: str) -> None:
    entries = "[1] 某甲. 书名[M]. 某地: 某出版社, 2021.\n[2] 某乙. 题名[J]. 某刊, 2022, 3(2): 45-61."
    document = read(f"治理[1]很重要，发展[2]也重要。\n\n{head}\n{entries}")
    assert document.text == "治理很重要，发展也重要。"
    assert part(document, "references") == [f"{head}\n{entries}"]


@pytest.mark.parametrize("heading", ["二、发展", "第二章：发展", "（二）发展", "## 附录"])
def test_the_bibliography_ends_at_a_heading(read: Read, heading: str) -> None:
    document = read(f"{FIRST}\n\n参考文献\n\n[1] 某甲. 书名[M].\n\n{heading}\n\n{SECOND}")
    assert document.text == f"{FIRST}\n\n{heading.lstrip('# ')}\n\n{SECOND}"


def test_a_sentence_about_references_opens_no_bibliography(rule: Rule) -> None:
    text = f"参考文献见本文末尾。\n\n{FIRST}\n\n参考文献的写法\n\n{SECOND}"
    assert rule("references", text) == text


def test_every_chapter_may_have_its_bibliography(read: Read) -> None:
    one = "参考文献\n\n某甲. 书名[M]. 某地, 2021."
    document = read(f"一、治理\n\n{FIRST}\n\n{one}\n\n二、发展\n\n{SECOND}\n\n{one}")
    assert document.text == f"一、治理\n\n{FIRST}\n\n二、发展\n\n{SECOND}"


def test_the_bibliography_ends_at_an_appendix(read: Read) -> None:
    document = read(f"{FIRST}\n\n参考文献\n\n某甲. 书名[M]. 某地, 2021.\n\n附录\n\n{SECOND}")
    assert SECOND in document.text


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("keywords", "〔关键词〕治理、发展"),
        ("keywords", "关键词：治理；发展"),
        ("keywords", "Key words: governance; development"),
        ("editorial", "【责任编辑：张三】"),
        ("editorial", "［中图分类号］D815"),
        ("editorial", "收稿日期：2023-03-01"),
        ("editorial", "[基金项目] 某项目"),
        ("biography", "〔作者简介〕张三，某大学教授"),
    ],
)
def test_lines_of_a_journal_are_set_apart(read: Read, kind: str, line: str) -> None:
    document = read(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert part(document, kind) == [line]


def test_a_biography_on_two_lines_is_set_apart_whole(read: Read) -> None:
    # As a PDF prints it: the second line is the short end of the first.
    bio = "作者简介：张三（1980-），男，某某大学国际关系学院教授，博士生导师；李四，某某研究\n院副研究员。"
    document = read(f"{FIRST}\n{bio}\n{SECOND}")
    assert document.text == f"{FIRST}\n{SECOND}"
    assert part(document, "biography") == [bio]


def test_the_label_of_an_abstract_becomes_a_heading(read: Read) -> None:
    document = read(f"治理的前景\n\n〔提 要〕{FIRST}\n\n{SECOND}\n\n一、背景\n\n{FIRST}")
    assert document.text == f"治理的前景\n\n提要\n\n{FIRST}\n\n{SECOND}\n\n一、背景\n\n{FIRST}"
    kinds = [(section.level, section.kind) for section in document.sections]
    assert kinds == [(0, "title"), (1, "abstract"), (1, ""), (1, "ordinal")]


def test_a_bibliography_does_not_run_into_the_prose_after_it(read: Read) -> None:
    # The essay after it has no number: its title and its paragraph of two sentences are no entries.
    prose = FIRST + SECOND
    document = read(f"{SECOND}\n\n参考文献\n\n[1] 某甲. 书名[M]. 某地, 2021.\n\n治理的前景\n\n{prose}")
    assert document.text == f"{SECOND}\n\n治理的前景\n\n{prose}"


@pytest.mark.parametrize(
    "line", ["〔提要〕本文讨论治理。", "关键词是治理。", "（作者）张三", "作者简介见文末（责任编辑）。"]
)
def test_abstracts_and_sentences_are_no_journal_lines(rule: Rule, line: str) -> None:
    assert rule("journal_lines", f"{line}\n") == f"{line}\n"
