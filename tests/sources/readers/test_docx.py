"""Word documents: made with python-docx, and where it cannot, with parts put into the zip by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as Made
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from govtext.errors import GovtextError
from govtext.sources.document import Document
from govtext.sources.read import read_document
from govtext.sources.readers import Reading
from govtext.sources.readers.docx import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SENTENCE = "人工智能治理需要各国共同参与，也需要长期的耐心。"


def saved(made: Made) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def with_parts(data: bytes, change: Callable[[str, bytes], bytes], **more: str) -> bytes:
    """Return the zip with each part changed, and more parts (name without `word/` and `.xml`)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
        for name, text in more.items():
            new.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def with_body(body: str, numbering: str = "", styles: str = "", **notes: str) -> bytes:
    """Make a document with this body; notes: footnotes="<w:footnote …>", endnotes="<w:endnote …>"."""

    def change(name: str, part: bytes) -> bytes:
        text = part.decode("utf-8", "replace")
        if name == "word/document.xml":
            return f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode()
        if name == "word/numbering.xml" and numbering:
            return f"<w:numbering {NAMES}>{numbering}</w:numbering>".encode()
        if name == "word/styles.xml":
            return text.replace("</w:styles>", f"{styles}</w:styles>").encode()
        if name == "word/_rels/document.xml.rels":
            ties = (f'<Relationship Id="n{k}" Type="{RELATION}/{k}" Target="{k}.xml"/>' for k in notes)
            return text.replace("</Relationships>", f"{''.join(ties)}</Relationships>").encode()
        return part

    parts = {kind: f"<w:{kind} {NAMES}>{inner}</w:{kind}>" for kind, inner in notes.items()}
    return with_parts(saved(docx.Document()), change, **parts)


def p(inner: str, properties: str = "") -> str:
    """Return a paragraph; bare words are put into a run."""
    runs = inner if "<" in inner else f'<w:r><w:t xml:space="preserve">{inner}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def text_of(body: str, numbering: str = "", styles: str = "", **notes: str) -> str:
    return read(with_body(body, numbering, styles, **notes), "a.docx").text


def document_of(data: bytes) -> Document:
    return read_document(data, Path("a.docx"))


# Paragraphs and headings


def test_paragraphs_in_their_order_with_an_empty_line_between() -> None:
    made = docx.Document()
    made.add_paragraph("第一段。")
    made.add_table(1, 2).rows[0].cells[1].text = "表中"
    made.add_paragraph("")
    made.add_paragraph("第二段。")
    assert read(saved(made), "a.docx") == Reading(
        "第一段。\n\n\t表中\n\n第二段。\n", "DOCX", "Word document", needless=("join_pages",)
    )


def test_headings_under_a_title_go_down_one_level() -> None:
    made = docx.Document()
    made.add_heading("全球人工智能治理", 0)
    made.add_heading("一、现状", 1)
    made.add_heading("（一）进展", 2)
    assert read(saved(made), "a.docx").text == "# 全球人工智能治理\n\n## 一、现状\n\n### （一）进展\n"


def test_headings_without_a_title_keep_their_level_and_six_is_the_deepest() -> None:
    made = docx.Document()
    for level in (1, 2, 9):
        made.add_heading(f"第{level}级", level)
    assert read(saved(made), "a.docx").text == "# 第1级\n\n## 第2级\n\n###### 第9级\n"


STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="标题 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="lv"><w:name w:val="报告小标题"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="on"><w:name w:val="我的"/><w:basedOn w:val="lv"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="off"><w:name w:val="正文样式"/><w:basedOn w:val="lv"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="环"/><w:basedOn w:val="loop"/></w:style>'
)


@pytest.mark.parametrize(
    ("style", "marks"),
    [("1", "# "), ("a1", "## "), ("lv", "### "), ("on", "### "), ("off", ""), ("loop", ""), ("?", "")],
)
def test_a_heading_is_known_by_its_style_whatever_the_language(style: str, marks: str) -> None:
    assert text_of(p("背景", f'<w:pStyle w:val="{style}"/>'), styles=STYLES) == f"{marks}背景\n"


def test_a_heading_is_known_by_its_own_outline_level() -> None:
    assert text_of(p("背景", '<w:outlineLvl w:val="1"/>')) == "## 背景\n"
    assert text_of(p("背景", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'), styles=STYLES) == "背景\n"


def test_a_heading_stays_on_one_line() -> None:
    body = p("<w:r><w:t>全球治理</w:t><w:br/><w:t>报告</w:t><w:tab/></w:r>", '<w:pStyle w:val="1"/>')
    assert text_of(body, styles=STYLES) == "# 全球治理 报告\n"


def test_the_sections_of_a_document() -> None:
    made = docx.Document()
    made.add_heading("全球人工智能治理", 0)
    for number in "一二":
        made.add_heading(f"{number}、部分", 1)
        made.add_paragraph(SENTENCE)
    document = document_of(saved(made))
    title, *others = document.sections
    assert (title.title, [(s.number, s.title) for s in others]) == (
        "全球人工智能治理",
        [("一、", "部分"), ("二、", "部分")],
    )
    assert {s.level for s in others} == {title.level + 1}
    assert (document.format, document.encoding) == ("docx", "DOCX (Word document)")


# Breaks, tabs, signs


def test_breaks_and_tabs() -> None:
    made = docx.Document()
    run = made.add_paragraph("甲").add_run("乙")
    run.add_break()
    run.add_text("丙\t丁")
    made.add_page_break()
    made.add_paragraph("戊").add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("己")
    assert read(saved(made), "a.docx").text == "甲乙\n丙\t丁\n\n\f\n\n戊\n\n\f\n\n己\n"


def test_where_word_last_broke_a_page_is_no_page_break() -> None:
    assert text_of(p("<w:r><w:t>甲</w:t><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>")) == "甲乙\n"


def test_a_page_break_before_a_heading_leaves_it_a_heading() -> None:
    body = p('<w:r><w:br w:type="page"/><w:t>背景</w:t></w:r>', '<w:pStyle w:val="1"/>')
    assert text_of(body, styles=STYLES) == "\f# 背景\n"


def test_signs_given_by_their_code_or_name() -> None:
    data = with_body(p('<w:r><w:sym w:font="Arial" w:char="2460"/><w:noBreakHyphen/><w:sym w:char="F0FC"/></w:r>'))
    reading = read(data, "a.docx")
    assert reading.text == "①-\n"
    assert reading.warnings == ("not in the text: signs of symbol fonts (1)",)


def test_blank_runs_and_blanks_at_their_edges_stay() -> None:
    assert text_of(p(r("AI ") + r(" ") + r("治理"))) == "AI  治理\n"


def test_text_over_ruby_and_in_formulas() -> None:
    ruby = "<w:ruby><w:rt><w:r><w:t>zhì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>治</w:t></w:r></w:rubyBase></w:ruby>"
    body = p(f"<w:r>{ruby}</w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")
    assert text_of(body) == "治x=1\n"


# What is and is not text


def test_links_and_content_controls_are_text() -> None:
    control = f"<w:sdt><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>"
    body = p(f'<w:hyperlink w:anchor="x">{r("链接")}</w:hyperlink>{control}{empty}')
    assert text_of(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>") == "链接控件\n"


def test_tracked_changes_are_taken_as_accepted_and_said() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>'
    body = p(f'{r("各国")}<w:ins w:id="2">{r("应当")}</w:ins>{deleted}<w:moveFrom w:id="3">{r("移")}</w:moveFrom>')
    reading = read(with_body(body), "a.docx")
    assert reading.text == "各国应当\n"
    assert reading.warnings == ("3 tracked changes: insertions are in the text, deletions are not",)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert text_of(p("各国", '<w:rPr><w:del w:id="1"/></w:rPr>') + p("合作")) == "各国合作\n"


def test_hidden_text_is_left_out_and_said() -> None:
    reading = read(with_body(p(r("看得见") + r("看不见", "<w:vanish/>") + r("的", '<w:vanish w:val="0"/>'))), "a.docx")
    assert (reading.text, reading.warnings) == ("看得见的\n", ("not in the text: hidden text (1)",))


def test_headers_footers_and_comments_are_not_text() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.sections[0].footer.paragraphs[0].text = "页脚"
    paragraph = made.add_paragraph("正文")
    made.add_comment(paragraph.runs, text="批注")
    assert read(saved(made), "a.docx").text == "正文\n"


def turn(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(code: str, result: str) -> str:
    return f"{turn('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{turn('separate')}{result}{turn('end')}"


def test_of_a_field_only_its_result_is_text() -> None:
    nested = f"{turn('begin')}{r('不见')}{complex_field('PAGE', r('7'))}{turn('separate')}{r('见图')}{turn('end')}"
    simple = f'<w:fldSimple w:instr="REF x">{r("1")}</w:fldSimple>'
    assert text_of(p(nested + simple + complex_field("REF y", r("所示")))) == "见图1所示\n"


def test_a_field_without_an_end_hides_no_other_paragraph() -> None:
    assert text_of(p(turn("begin") + r("不见")) + p("看得见")) == "看得见\n"


def test_text_boxes_follow_their_paragraph_and_are_not_doubled() -> None:
    box = f"<w:txbxContent>{p('框中')}</w:txbxContent>"
    drawing = f"<w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
    both += f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    assert text_of(p(f"<w:r>{both}</w:r>{r('上文')}") + p("下文")) == "上文\n\n框中\n\n下文\n"
    assert text_of(p(f"<w:r>{old}</w:r>")) == "框中\n"


# Lists


def listed(text: str, at: int = 0, name: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr>')


def level(at: int, form: str, pattern: str, more: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def test_list_numbers_are_written_out_level_by_level() -> None:
    lists = numbering(
        level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
    )
    body = listed("甲") + listed("乙", 1) + listed("丙", 2) + listed("丁", 2) + listed("戊", 1) + listed("己")
    body += listed("庚", 1)
    assert text_of(body, lists).split("\n\n") == [
        *("一、甲", "（一）乙", "1. 丙", "2. 丁", "（二）戊", "二、己", "（一）庚\n")
    ]


def test_numbers_of_higher_levels_in_a_number() -> None:
    lists = numbering(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = listed("总则") + listed("目标", 1) + listed("原则", 1)
    assert text_of(body, lists) == "第一章 总则\n\n1.1 目标\n\n1.2 原则\n"


def test_an_empty_item_counts_as_it_does_in_word() -> None:
    assert (
        text_of(listed("甲") + listed(" ") + listed("丙"), numbering(level(0, "decimal", "%1."))) == "1. 甲\n\n3. 丙\n"
    )


def test_lists_of_one_definition_go_on_counting_and_restart_where_told() -> None:
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for n, more in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        )
    )
    lists = numbering(level(0, "decimal", "%1."), nums=nums)
    body = "".join(listed("项", name=name) for name in (1, 2, 3, 3))
    assert text_of(body, lists) == "1. 项\n\n2. 项\n\n5. 项\n\n6. 项\n"


def test_bullets() -> None:
    assert text_of(listed("甲") + listed("乙"), numbering(level(0, "bullet", "\uf0b7"))) == "- 甲\n\n- 乙\n"


def test_lists_by_style_of_python_docx() -> None:
    made = docx.Document()
    for style, text in (("List Number", "甲"), ("List Number", "乙"), ("List Bullet", "丙"), ("Normal", "丁")):
        made.add_paragraph(text, style)
    assert read(saved(made), "a.docx").text == "1. 甲\n\n2. 乙\n\n- 丙\n\n丁\n"


def test_numbered_headings_and_a_list_switched_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = numbering(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="2"/><w:isLgl/><w:suff w:val="nothing"/>'),
    )
    off = p("附件", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = p("现状", '<w:pStyle w:val="1"/>') + p("进展", '<w:pStyle w:val="2"/>') + off
    assert text_of(body, lists, styles) == "# 一、现状\n\n## 1.1进展\n\n# 附件\n"


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("decimalZero", 7, "07"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalFullWidth", 12, "１２"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 27, "AA"),
        ("ideographTraditional", 2, "乙"),
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 11, "十一"),
        ("japaneseCounting", 105, "一百零五"),
        ("chineseCounting", 110, "一百一十"),
        ("chineseCounting", 1010, "一千零一十"),
        ("chineseLegalSimplified", 3, "叁"),
    ],
)
def test_forms_of_list_numbers(form: str, number: int, written: str) -> None:
    lists = numbering(level(0, form, "%1", "").replace('<w:start w:val="1"/>', f'<w:start w:val="{number}"/>'))
    assert text_of(listed("项"), lists) == f"{written} 项\n"


def test_a_form_that_is_not_known_is_said() -> None:
    reading = read(with_body(listed("项"), numbering(level(0, "hebrew1", "%1."))), "a.docx")
    assert reading.warnings == ("not in the text: list numbers of the form hebrew1 (1)",)


# Tables


def test_tables_are_one_line_a_row() -> None:
    made = docx.Document()
    made.add_paragraph("上文")
    table = made.add_table(2, 3)
    for number, cell in enumerate(table._cells):
        cell.text = f"格{number}"
    table.cell(0, 0).add_paragraph("续行")
    table.cell(1, 2).text = "甲\t乙"
    made.add_paragraph("下文")
    assert read(saved(made), "a.docx").text == "上文\n\n格0 续行\t格1\t格2\n格3\t格4\t甲 乙\n\n下文\n"


def test_merged_cells_are_not_doubled() -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    table.cell(1, 1).text, table.cell(2, 1).text = "一", "二"
    assert read(saved(made), "a.docx").text == "横\n竖\t一\n\t二\n"


def test_nested_tables_stand_in_their_cell() -> None:
    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "外"
    inner = table.cell(0, 1).add_table(2, 2)
    for number, cell in enumerate(inner._cells):
        cell.text = str(number)
    assert read(saved(made), "a.docx").text == "外\t0 1 2 3\n"


def test_a_heading_in_a_cell_is_no_heading_and_a_frame_is_no_table() -> None:
    made = docx.Document()
    made.add_table(1, 2).cell(0, 0).add_paragraph("栏目", "Heading 1")
    frame = made.add_table(1, 1).cell(0, 0)
    frame.text = "专栏"
    frame.add_paragraph("内容。")
    assert read(saved(made), "a.docx").text == "栏目\n\n专栏\n\n内容。\n"


# Notes


def reference(name: str, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{name}" {more}/></w:r>'


def note(name: str, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{name}">{p(f"<w:r><w:{kind}Ref/></w:r>" + r(" " + text))}</w:{kind}>'


def test_notes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    body = p(r("各国应当合作") + reference("5") + r("，") + reference("2", "endnote") + r("长期如此。")) + p("下文。")
    notes = {"footnotes": note("-1", "") + note("5", "见《报告》。"), "endnotes": note("2", "另见 UN。", "endnote")}
    reading = read(with_body(body, **notes), "a.docx")
    expected = "各国应当合作<sup>[1]</sup>，<sup>[2]</sup>长期如此。\n\n下文。\n\n[1] 见《报告》。\n[2] 另见 UN。\n"
    assert reading.text == expected
    document = document_of(with_body(body, **notes))
    assert document.text == "各国应当合作，长期如此。\n\n下文。"
    kept = [document.raw[s.start : s.end] for s in document.removed if s.part == "note"]
    assert "".join(kept) == "[1] 见《报告》。\n[2] 另见 UN。\n"


def test_notes_are_notes_under_a_bibliography_too() -> None:
    body = p(r(SENTENCE) + reference("1")) + p("参考文献") + p("[1] 张三：《论治理》，北京，2020年。")
    document = document_of(with_body(body, footnotes=note("1", "见《报告》。")))
    parts = {s.part: document.raw[s.start : s.end] for s in document.removed if s.part}
    assert parts["note"] == "[1] 见《报告》。\n"
    assert parts["references"].startswith("参考文献")
    assert document.text == SENTENCE


def test_two_marks_side_by_side_are_both_gone() -> None:
    body = p(r("合作") + reference("1") + reference("2") + r("很重要。"))
    document = document_of(with_body(body, footnotes=note("1", "甲。") + note("2", "乙。")))
    assert document.text == "合作很重要。"


def test_a_mark_of_ones_own_gets_a_number() -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    text = text_of(p(r("题目") + mark + r("正文")), footnotes=note("1", "* 基金项目。"))
    assert text == "题目<sup>[1]</sup>正文\n\n[1] 基金项目。\n"


def test_a_note_stays_on_one_line() -> None:
    inner = f'<w:footnote w:id="1">{p("第一段。")}{p("第二段。")}</w:footnote>'
    assert text_of(p(r("正文") + reference("1")), footnotes=inner).endswith("[1] 第一段。 第二段。\n")


def test_a_mark_without_its_note() -> None:
    assert text_of(p(r("正文") + reference("9"))) == "正文<sup>[1]</sup>\n"


def raised(text: str) -> str:
    return r(text, '<w:vertAlign w:val="superscript"/>')


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (raised("[") + raised("1") + raised("]"), "<sup>[1]</sup>"),
        (raised("[1][2]"), "<sup>[1]</sup><sup>[2]</sup>"),
        (raised("①"), "<sup>①</sup>"),
        (raised("1,2"), "<sup>1,2</sup>"),
        (raised("th"), "th"),
        (raised(" "), " "),
    ],
)
def test_marks_that_were_raised_by_hand(runs: str, text: str) -> None:
    assert text_of(p(r("上") + runs + r("下"))) == f"上{text}下\n"


# Table of contents


def entry(title: str, page: str, style: str = "toc1") -> str:
    return p(f"<w:r><w:t>{title}</w:t><w:tab/><w:t>{page}</w:t></w:r>", f'<w:pStyle w:val="{style}"/>')


TOC = '<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>'
GALLERY = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'


def test_contents_by_style_get_a_heading_and_are_set_apart() -> None:
    body = p("报告") + entry("一、现状", "1") + entry("1.1</w:t><w:tab/><w:t>进展", "12") + p("正文。")
    assert text_of(body, styles=TOC) == "报告\n\n目录\n一、现状\t1\n1.1 进展\t12\n\n正文。\n"
    document = document_of(with_body(body, styles=TOC))
    assert document.text == "报告\n\n正文。"
    assert {s.part for s in document.removed if s.rule == "word_contents"} == {"contents"}


def test_contents_in_a_control_keep_their_heading_and_need_no_pages() -> None:
    inner = p("目 录", '<w:pStyle w:val="1"/>') + p("一、现状") + p("二、展望")
    body = f"<w:sdt>{GALLERY}<w:sdtContent>{inner}</w:sdtContent></w:sdt>{p('正文。')}"
    assert text_of(body, styles=STYLES) == "目 录\n一、现状\n二、展望\n\n正文。\n"
    assert document_of(with_body(body, styles=STYLES)).text == "正文。"


def test_contents_in_a_field_under_a_heading_of_their_own() -> None:
    first = f'{turn("begin")}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>{turn("separate")}'
    line = "<w:r><w:t>一、现状</w:t><w:tab/></w:r>" + complex_field("PAGEREF _Toc1", r("3"))
    body = p("目录", '<w:pStyle w:val="1"/>') + p(first + line) + p(turn("end") + r("正文。"))
    assert text_of(body, styles=STYLES) == "目录\n一、现状\t3\n\n正文。\n"


def test_a_later_table_of_contents_is_taken_out_too() -> None:
    body = entry("一、现状", "1") + p(SENTENCE) + entry("1.1 进展", "2") + p("正文。")
    document = document_of(with_body(body, styles=TOC))
    assert document.text == f"{SENTENCE}\n\n正文。"
    assert [document.raw[s.start : s.end] for s in document.removed if s.part == "contents"] == ["目录\n一、现状\t1\n"]


def test_contents_and_notes_together_are_both_set_apart_exactly() -> None:
    body = entry("一、现状", "1") + p(r(SENTENCE) + reference("1"))
    document = document_of(with_body(body, styles=TOC, footnotes=note("1", "见《报告》。")))
    parts = {s.part: document.raw[s.start : s.end] for s in document.removed if s.part}
    assert parts == {"contents": "目录\n一、现状\t1\n", "note": "[1] 见《报告》。\n"}
    assert document.text == SENTENCE


def test_every_character_has_its_place_in_what_was_read() -> None:
    body = p("报告") + entry("一、现状", "1") + p(r("AI ") + r(SENTENCE) + reference("1"))
    document = document_of(with_body(body, styles=TOC, footnotes=note("1", "见《报告》。")))
    assert "".join(document.raw[at] for at in document.origin).replace("\n", "") == document.text.replace("\n", "")


# Bad files

GOOD = saved(docx.Document())


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def lying(data: bytes, name: str, size: int) -> bytes:
    """Return the zip with a smaller declared size of one part, in both of its directories."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo(name)
    return data.replace(info.file_size.to_bytes(4, "little"), size.to_bytes(4, "little"))


def body_part(text: bytes) -> bytes:
    return with_parts(GOOD, lambda name, part: text if name == "word/document.xml" else part)


BOMB = body_part(f"<w:document {NAMES}><w:body>".encode() + b" " * 30_000_000 + b"</w:body></w:document>")
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        ("治理".encode(), "this is not a .docx file"),
        (b"PK\x03\x04", "this is not a .docx file"),
        (GOOD[: len(GOOD) // 2], "this is not a .docx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Office 97-2003 or one protected by a password"),
        (zipped(**{"a.txt": b"x"}), "a ZIP file with no document in it"),
        (zipped(**{"xl/workbook.xml": b"<a/>"}), "an Excel workbook, not a Word document"),
        (zipped(**{"content.xml": b"<a/>"}), "an OpenDocument file, not"),
        (zipped(**{"word/document.xml": b"<a/>"}), "the Word document is damaged"),
        (BOMB, "would unpack to 31 MB"),
        (lying(BOMB, "word/document.xml", 9_000_000), "this is not a .docx file, or a damaged one"),
        (body_part(ENTITY), "declares a document type"),
        (body_part(ENTITY.decode().encode("utf-16")), "declares a document type"),
        (body_part(b"<w:document"), "the Word document is damaged"),
        (body_part(f"<w:document {NAMES}/>".encode()), "the Word document is damaged .it has no body"),
        (body_part(b"\xff\xfe\x00"), "the Word document is damaged"),
        (GOOD, "holds no text"),
        (with_body(p('<w:r><w:br w:type="page"/></w:r>')), "holds no text"),
    ],
)
def test_bad_files_are_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(GovtextError, match=message) as raised_error:
        read(data, "a.docx")
    assert str(raised_error.value).startswith("a.docx: ")
    assert "\n" not in str(raised_error.value)
    assert raised_error.value.remedy


def test_a_file_declared_enormous_is_refused_before_it_is_unpacked() -> None:
    data = lying(BOMB, "word/document.xml", 4_000_000_000)
    with pytest.raises(GovtextError, match="would unpack to 4,001 MB"):
        read(data, "a.docx")


def test_a_picture_that_leads_nowhere_is_no_damage() -> None:
    tie = f'<Relationship Id="rId99" Type="{RELATION}/image" Target="NULL"/></Relationships>'

    def change(name: str, part: bytes) -> bytes:
        text = part.decode("latin-1")
        return (text.replace("</Relationships>", tie) if name.endswith("document.xml.rels") else text).encode("latin-1")

    assert read(with_parts(with_body(p("正文")), change), "a.docx").text == "正文\n"


def test_deep_nesting_is_no_crash() -> None:
    made = docx.Document()
    inner = "<w:smartTag>" * 200 + r("深") + "</w:smartTag>" * 200
    made.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{inner}</w:p>"))
    assert read(saved(made), "a.docx").text == "深\n"
