"""PDFs made on the spot and read as a person would read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from fpdf import FPDF

from govtext.errors import GovtextError
from govtext.sources.document import Document
from govtext.sources.read import read_document
from govtext.sources.readers import Reading
from govtext.sources.readers.pdf import read

EM = 12.0
LEADING = 20.0
PASSAGE = (
    "人工智能治理需要各国共同参与，也需要长期的耐心与持续的投入。第一步是建立共同的术语，使各方谈论的是同一件事。"
    "第二步是公开评估的方法，让结果可以由他人重复。没有公开的方法，再多的承诺也难以取信于人。"
    "数据的来源、模型的用途和责任的归属都应当写明，普通读者也能看懂。监管机构应当定期检查，企业应当如实报告，"
    "学术界则负责指出方法上的缺陷。发展中国家的声音不应被忽视，能力建设与资金支持同样重要。"
    "技术的进步不会等待规则的完善，规则却可以为进步留出空间。只有把安全与发展放在一起考虑，才能避免顾此失彼。"
    "各国法律传统不同，路径也不必相同，但底线应当一致。对高风险的应用要从严，对低风险的探索要宽容。"
    "评估报告应当每年公布一次，数字要能够追溯到原始文件。公众参与不是形式，而是发现问题的办法。"
)


def _font() -> str:
    spec = find_spec("zhplot")
    assert spec is not None
    assert spec.origin is not None
    return str(next((Path(spec.origin).parent / "fonts").glob("*.[ot]tf")))


class Paper(FPDF):
    """A file measured in points from the top left, with the Chinese font at hand."""

    def __init__(self) -> None:
        super().__init__(unit="pt")
        self.add_font("han", fname=_font())
        self.add_page()

    def put(self, x: float, y: float, text: str, size: float = EM) -> float:
        """Write text with its baseline at y; return where it ends."""
        self.set_font("han", size=size)
        self.text(x, y, text)
        return x + self.get_string_width(text)

    def lines(self, x: float, y: float, lines: Iterable[str], leading: float = LEADING) -> float:
        """Write lines one under the other; return the baseline of the next."""
        for line in lines:
            self.put(x, y, line)
            y += leading
        return y

    def bytes(self) -> bytes:
        return bytes(self.output())


def wrapped(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def pages_of(reading: Reading) -> list[str]:
    edges = [*reading.pages, len(reading.text)]
    return [reading.text[start:end] for start, end in pairwise(edges)]


def hand_made(objects: list[bytes]) -> bytes:
    """Put objects together as a file without the help of a library."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + trailer


def latin(stream: bytes, more: bytes = b"") -> bytes:
    """Return a file of one page with this content stream, /F being Helvetica."""
    return hand_made(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R%s>>" % more,
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


# One column


HEAD = "人工智能治理年度报告"
FILL = 34


@pytest.fixture(scope="module")
def report() -> bytes:
    """A title page, then two pages with a running head and page numbers; the first ends inside a sentence."""
    paper, lines = Paper(), wrapped(PASSAGE, FILL)
    paper.put(150, 300, HEAD, 24)
    for number in range(2):
        paper.add_page()
        paper.put(230, 40, HEAD, 9)
        paper.lines(90, 90, lines[5 * number : 5 * number + 5])
        paper.put(290, 800, str(number + 2), 9)
    return paper.bytes()


def test_pages_are_found(report: bytes) -> None:
    reading = read(report, "x.pdf")
    assert (reading.encoding, reading.reason) == ("PDF text layer", "3 pages")
    assert reading.warnings == ()
    assert len(reading.pages) == 3
    title, *pages = pages_of(reading)
    assert title == HEAD + "\n\f\n"
    for number, page in enumerate(pages, 2):
        lines = page.split("\n")
        assert (lines[0], lines[-4:]) == (HEAD, ["", str(number), "\f", ""])


def test_lines_of_one_column_stay_as_they_are(report: bytes) -> None:
    _, *pages = pages_of(read(report, "x.pdf"))
    for number, page in enumerate(pages):
        assert page.split("\n\n")[1].split("\n") == wrapped(PASSAGE, FILL)[5 * number : 5 * number + 5]


def test_a_sentence_broken_over_the_page_is_whole(report: bytes) -> None:
    document = read_document(report, Path("x.pdf"))
    edge = 5 * FILL
    assert PASSAGE[edge - 1] not in "。！？"
    assert document.text.startswith(HEAD + "\n\n" + PASSAGE[:20])
    assert PASSAGE[edge - 10 : edge + 10] in document.text
    assert bare(document.text) == HEAD + PASSAGE[: 10 * FILL]
    assert document.format == "pdf"
    assert document.pages == read(report, "x.pdf").pages
    assert accounted(document)


def accounted(document: Document) -> bool:
    """Tell whether each raw character is an origin or removed, and none is both."""
    seen = np.zeros(len(document.raw), dtype=int)
    seen[document.origin] += 1
    for span in document.removed:
        seen[span.start : span.end] += 1
    return bool((seen == 1).all())


def test_paragraphs_begin_where_lines_are_indented() -> None:
    paper = Paper()
    first, second, third = wrapped(PASSAGE[:75], 32), wrapped(PASSAGE[75:150], 32), wrapped(PASSAGE[150:260], 32)
    y = 80.0
    for paragraph in (first, second, third):
        paper.put(90 + 2 * EM, y, paragraph[0])
        y = paper.lines(90, y + LEADING, paragraph[1:])
    text = read(paper.bytes(), "x.pdf").text
    assert text == "\n\n".join("\n".join(paragraph) for paragraph in (first, second, third)) + "\n\f\n"


def test_paragraphs_begin_after_a_wide_gap_and_headings_stand_apart() -> None:
    paper = Paper()
    first, second, third = wrapped(PASSAGE[:96], 32), wrapped(PASSAGE[96:170], 32), wrapped(PASSAGE[170:230], 32)
    paper.put(200, 60, "一、治理的起点", 16)
    y = paper.lines(90, 60 + LEADING, first)
    y = paper.lines(90, y + 12, second)
    paper.put(90, y, "二、治理的方法", 15)
    paper.lines(90, y + LEADING, third)
    blocks = read(paper.bytes(), "x.pdf").text.split("\n\n")
    assert blocks[0] == "一、治理的起点"
    assert blocks[1:3] == ["\n".join(first), "\n".join(second)]
    assert blocks[3:] == ["二、治理的方法", "\n".join(third) + "\n\f\n"]


def test_a_list_with_a_hanging_indent_stays_together() -> None:
    paper = Paper()
    lines = wrapped(PASSAGE, 32)
    paper.lines(90, 80, lines[:4])
    paper.put(90, 160, "1." + lines[4])
    paper.lines(90 + EM, 180, [lines[5], lines[6]])
    text = read(paper.bytes(), "x.pdf").text
    assert "\n\n" not in text


# Two columns


WIDTH = 18  # characters a line
LEFT, RIGHT = 70.0, 70.0 + WIDTH * EM + 22
Half = tuple[float, float, str]


def halves(passage: str, top: float, shift: float = 0.0) -> tuple[list[Half], list[Half]]:
    """Return the lines of a passage in two columns as (x, y, text)."""
    lines = wrapped(passage, WIDTH)
    middle = (len(lines) + 1) // 2
    left = [(LEFT, top + LEADING * at, line) for at, line in enumerate(lines[:middle])]
    right = [(RIGHT, top + shift + LEADING * at, line) for at, line in enumerate(lines[middle:])]
    return left, right


def column_by_column(left: list[Half], right: list[Half]) -> list[Half]:
    return left + right


def row_by_row(left: list[Half], right: list[Half]) -> list[Half]:
    return sorted(left + right, key=lambda half: (half[1], half[0]))


@pytest.mark.parametrize("order", [column_by_column, row_by_row])
@pytest.mark.parametrize("shift", [0.0, 7.0])
def test_two_columns_are_read_one_after_the_other(
    order: Callable[[list[Half], list[Half]], list[Half]], shift: float
) -> None:
    paper = Paper()
    paper.put(70, 40, "2024年第3期", 9)
    paper.put(480, 40, "国际观察", 9)
    title, abstract = "人工智能治理的起点与方法", PASSAGE[:100]
    paper.put(190, 85, title, 18)
    y = paper.lines(80, 120, wrapped(abstract, 36))
    for x, place, line in order(*halves(PASSAGE, y + 20, shift)):
        paper.put(x, place, line)
    paper.put(292, 800, "45", 9)
    text = read(paper.bytes(), "x.pdf").text
    assert text.startswith(f"2024年第3期\t国际观察\n\n{title}\n\n")
    assert bare(text) == "2024年第3期国际观察" + title + abstract + PASSAGE + "45"


def test_a_full_width_line_parts_two_columns_into_bands() -> None:
    paper = Paper()
    for half in row_by_row(*halves(PASSAGE[:200], 80)):
        paper.put(*half)
    paper.put(100, 260, "二、把安全与发展放在一起考虑才能够避免顾此失彼的几点理由", 13)
    for half in row_by_row(*halves(PASSAGE[200:], 290)):
        paper.put(*half)
    text = bare(read(paper.bytes(), "x.pdf").text)
    assert text == PASSAGE[:200] + "二、把安全与发展放在一起考虑才能够避免顾此失彼的几点理由" + PASSAGE[200:]


def test_a_sentence_over_the_columns_is_whole() -> None:
    paper = Paper()
    for half in row_by_row(*halves(PASSAGE, 80)):
        paper.put(*half)
    document = read_document(paper.bytes(), Path("x.pdf"))
    assert bare(document.text) == PASSAGE
    assert accounted(document)
    middle = PASSAGE[170:185]
    assert middle in document.text


# Tables


ROWS = [
    ("地区", "投入", "企业数", "评价"),
    ("东部", "12.5", "320", "良好"),
    ("中部", "8.1", "150", "尚可"),
    ("西部", "6.4", "98", "偏低"),
    ("东北", "3.3", "41", "偏低"),
    ("合计", "30.3", "609", "良好"),
]


@pytest.mark.parametrize("by_column", [False, True])
def test_rows_of_a_table_stay_rows(by_column: bool) -> None:
    paper, lines = Paper(), wrapped(PASSAGE, 34)
    paper.lines(90, 60, lines[:5])
    cells = [(100.0 + 110 * n, 190.0 + 24 * m, cell) for m, row in enumerate(ROWS) for n, cell in enumerate(row)]
    for cell in sorted(cells, key=lambda cell: cell[0]) if by_column else cells:
        paper.put(*cell)
    paper.lines(90, 360, lines[5:9])
    text = read(paper.bytes(), "x.pdf").text
    table = "\n".join("\t".join(row) for row in ROWS)
    assert text == "\n".join(lines[:5]) + "\n\n" + table + "\n\n" + "\n".join(lines[5:9]) + "\n\f\n"


def test_a_title_spaced_out_is_one_word() -> None:
    paper = Paper()
    paper.put(250, 60, "目", 16)
    paper.put(314, 60, "录", 16)
    paper.lines(90, 100, wrapped(PASSAGE, 34)[:5])
    assert read(paper.bytes(), "x.pdf").text.startswith("目 录\n\n")


# Footnotes


@pytest.fixture(scope="module")
def noted() -> bytes:
    """Body text with footnote marks, exponents, and notes at the foot in smaller type."""
    paper = Paper()
    y = paper.lines(90, 80, wrapped(PASSAGE, 34)[:4])
    x = paper.put(90, y, "治理的费用并不低，")
    x = paper.put(x, y - 5, "1", 6.5)
    x = paper.put(x, y, "试验场占地约30km")
    x = paper.put(x, y - 5, "2", 6.5)
    x = paper.put(x, y, "，合9000平方米，算力达10")
    x = paper.put(x, y - 5, "18", 6.5)
    y += LEADING
    x = paper.put(90, y, "次，这一数字来自公开材料。")
    x = paper.put(x, y - 5, "[2]", 6.5)
    paper.put(x, y, "其余各项没有公布，只能够作出估计。")
    paper.line(90, 700, 200, 700)
    for number, note in ((1, "张三：《治理费用研究》，2023年，第5页。"), (2, "李四：《算力统计》，2022年，第9页。")):
        x = paper.put(90, 696 + 16 * number, str(number), 5)
        paper.put(x, 700 + 16 * number, note, 9)
    return paper.bytes()


def test_raised_marks_are_notes_and_exponents_are_not(noted: bytes) -> None:
    text = read(noted, "x.pdf").text
    assert "并不低，<sup>[1]</sup>试验场占地约30km2，合9000平方米，算力达1018\n" in text
    assert "公开材料。<sup>[2]</sup>其余各项" in text
    assert "\n\n[1] 张三：《治理费用研究》，2023年，第5页。\n[2] 李四：《算力统计》，2022年，第9页。\n\f\n" in text


def test_notes_are_set_apart(noted: bytes) -> None:
    document = read_document(noted, Path("x.pdf"))
    assert "治理的费用并不低，试验场占地" in document.text
    assert "张三" not in document.text
    kept = "".join(document.raw[span.start : span.end] for span in document.removed if span.part == "note")
    assert "张三" in kept
    assert "李四" in kept
    assert accounted(document)


# Letters


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    lines = b"BT /F 12 Tf 1 0 0 1 90 700 Tm (all about govern-) Tj 1 0 0 1 90 684 Tm (ance of machines) Tj ET"
    assert read(latin(lines), "x.pdf").text == "all about govern-\nance of machines\n\f\n"


@pytest.mark.parametrize(("turn", "matrix"), [(b"90", b"0 1 -1 0 %d %d"), (b"270", b"0 -1 1 0 %d %d")])
def test_a_page_on_its_side_is_read_upright(turn: bytes, matrix: bytes) -> None:
    sign = 1 if turn == b"90" else -1
    places = [(300 + 14 * sign * at, 400) for at in range(3)]
    words = (b"the first line", b"the second line", b"the third line")
    texts = [matrix % place + b" Tm (" + word + b") Tj " for place, word in zip(places, words, strict=True)]
    data = latin(b"BT /F 12 Tf " + b"".join(texts) + b"ET", b"/Rotate " + turn)
    assert read(data, "x.pdf").text == "the first line\nthe second line\nthe third line\n\f\n"


def test_type_enlarged_by_the_page_has_its_real_size() -> None:
    lines = b"q .24 0 0 .24 0 0 cm BT /F 48 Tf 1 0 0 1 300 3000 Tm (left) Tj 1 0 0 1 800 3000 Tm (right) Tj ET Q"
    assert read(latin(lines), "x.pdf").text == "left\tright\n\f\n"


def test_what_stands_askew_comes_last() -> None:
    paper, lines = Paper(), wrapped(PASSAGE, 34)[:6]
    paper.lines(90, 80, lines[:3])
    with paper.rotation(45, 200, 200):
        paper.put(200, 200, "内部资料")
    paper.lines(90, 140, lines[3:])
    assert read(paper.bytes(), "x.pdf").text == "\n".join(lines) + "\n\n内部资料\n\f\n"


# Files that cannot be read


def refusal(data: bytes) -> str:
    with pytest.raises(GovtextError) as raised:
        read(data, "x.pdf")
    shown = str(raised.value)
    assert "\n" not in shown
    assert shown.startswith("x.pdf: ")
    return shown


def test_a_password_is_asked_for() -> None:
    paper = Paper()
    paper.put(90, 80, "治理")
    paper.set_encryption(owner_password="owner", user_password="user")
    assert refusal(paper.bytes()).endswith("needs a password; save a copy without the password")


def test_a_file_that_only_forbids_copying_is_read() -> None:
    paper = Paper()
    paper.put(90, 80, "治理")
    paper.set_encryption(owner_password="owner")
    assert read(paper.bytes(), "x.pdf").text == "治理\n\f\n"


@pytest.mark.parametrize("data", [b"", b"  \n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "empty" in refusal(data)


@pytest.mark.parametrize("data", ["治理".encode(), b"PK\x03\x04", b"<html></html>"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert "not a PDF" in refusal(data)


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.4\n" + bytes(range(256)) * 20])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert "damaged" in refusal(data)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999])
def test_a_file_cut_off_is_refused_or_warned_of(report: bytes, share: float, capfd: pytest.CaptureFixture[str]) -> None:
    data = report[: int(len(report) * share)]
    try:
        warnings = read(data, "x.pdf").warnings
    except GovtextError as error:
        assert re.search("damaged|no text layer|unusable", str(error))  # noqa: PT017
    else:
        assert any("cut off" in warning for warning in warnings)
    assert capfd.readouterr() == ("", "")


def test_a_file_whose_end_is_missing_is_warned_of() -> None:
    data = latin(b"BT /F 12 Tf 1 0 0 1 90 700 Tm (all about governance) Tj ET")
    reading = read(data[: data.index(b"startxref")], "x.pdf")
    assert reading.text == "all about governance\n\f\n"
    assert reading.warnings == ("the file has no end mark: it may be cut off, and pages or lines may be missing",)


def test_a_missing_page_is_named() -> None:
    pages = b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>"
    data = hand_made([b"<</Type/Catalog/Pages 2 0 R>>", pages, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])
    assert refusal(data) == "x.pdf: damaged: page 2 of 2 cannot be read; get a whole copy"


def test_a_file_without_pages_is_refused() -> None:
    data = hand_made([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    assert "without pages" in refusal(data)


def test_a_scan_is_refused() -> None:
    from PIL import Image

    paper = FPDF()
    for _ in range(3):
        paper.add_page()
        paper.image(Image.new("L", (60, 80), 200), 20, 20)
    shown = refusal(bytes(paper.output()))
    assert shown == "x.pdf: no text layer on any of 3 pages; recognise the text (OCR) first"


def test_pages_without_text_are_named() -> None:
    paper = Paper()
    paper.put(90, 80, PASSAGE[:30])
    for _ in range(7):
        paper.add_page()
    paper.put(90, 80, PASSAGE[30:50])
    reading = read(paper.bytes(), "x.pdf")
    assert len(reading.warnings) == 1
    assert reading.warnings[0].startswith("6 of 8 pages have no text layer (page 2, 3, 4, 5, 6 …)")
    assert pages_of(reading) == [PASSAGE[:30] + "\n\f\n", *["\f\n"] * 6, PASSAGE[30:50] + "\n\f\n"]


def test_a_text_layer_without_letters_is_refused(report: bytes) -> None:
    unmapped = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), report)
    assert "unusable text layer: 100%" in refusal(unmapped)


def test_reading_twice_gives_the_same(report: bytes, noted: bytes) -> None:
    for data in (report, noted):
        assert read(data, "x.pdf") == read(data, "x.pdf")
