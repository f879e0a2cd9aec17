"""Reading a PDF of 300 pages on one core, beside what other libraries need for its bare text."""

from __future__ import annotations

import io
import logging
import random
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF

from govtext.sources.read import read_document
from govtext.sources.readers.pdf import read

PAGES = 300
LINES, CHARACTERS = 30, 36
WORDS = (
    "人工智能",
    "治理",
    "风险",
    "各国",
    "应当",
    "加强",
    "合作",
    "推动",
    "发展",
    "数据",
    "安全",
    "算法",
    "的",
    "和",
    "在",
)


def build(pages: int) -> bytes:
    """Return a PDF with a running head, about a thousand Han characters and a page number on each page."""
    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install zhplot, which carries the font")
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    chance = random.Random(1)
    paper = FPDF()
    paper.add_font("han", fname=next((Path(spec.origin).parent / "fonts").glob("*.[ot]tf")))
    for number in range(1, pages + 1):
        paper.add_page()
        paper.set_font("han", size=12)
        paper.text(70, 12, "人工智能治理年度报告")
        for line in range(LINES):
            text = "".join(chance.choices(WORDS, k=CHARACTERS))[: CHARACTERS - 1]
            paper.text(25, 25 + 8 * line, text + ("。" if line % 5 == 4 else "，"))
        paper.text(103, 285, str(number))
    return bytes(paper.output())


def rivals() -> dict[str, Callable[[bytes], int]]:
    """Return the libraries that are installed, each as a function from a file to the length of its text."""
    found: dict[str, Callable[[bytes], int]] = {}
    if find_spec("pypdf"):
        from pypdf import PdfReader

        found["pypdf"] = lambda data: sum(len(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages)
    if find_spec("pdfminer"):
        from pdfminer.high_level import extract_text

        found["pdfminer"] = lambda data: len(extract_text(io.BytesIO(data)))
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of CPU time that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(pages: int) -> None:
    """Build the file, read it with each, print."""
    data = build(pages)
    print(f"{pages} pages, {len(data) / 1e6:.1f} MB, {len(read(data, 'report.pdf').text):,} characters")
    reader = seconds(lambda: read(data, "report.pdf"))
    print(f"{'govtext, text layer in order':<34}{reader:>8.2f} s CPU")
    whole = seconds(lambda: read_document(data, Path("report.pdf")))
    print(f"{'govtext, read, clean, structure':<34}{whole:>8.2f} s CPU")
    for name, rival in rivals().items():
        spent = seconds(lambda rival=rival: rival(data))  # type: ignore[misc]
        print(f"{name + ', bare text':<34}{spent:>8.2f} s CPU, {spent / reader:.1f} times our reader")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
