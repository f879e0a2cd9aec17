"""PDF: the text layer of each page, line by line, in the order in which a person reads it.

A text layer knows where each character stands but neither lines nor columns nor paragraphs. The way up: glyphs make
runs (one size, one baseline), runs make pieces (no wide gap), pieces make lines, and empty lines between them tell
the cleaning rules where paragraphs begin. Lengths are in points and, where they follow the type, in ems.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import hypot, isfinite
from statistics import median
from typing import Any, NamedTuple

from ...errors import GovtextError
from ..edits import PAGE_MARK
from ..lines import ends_sentence
from . import Reading

PASSWORD_ERROR = 4  # pdfium's code
HEADER = b"%PDF-"
TAIL = 4096  # bytes at the end of a whole file that hold its end mark
UNKNOWN = "\ufffd"
HYPHENS = "\x02\ufffe\xad"  # pdfium's signs for a hyphen at the end of a line, and the soft hyphen
NO_BLANK = re.compile(r"[\x00-\x1f\x85\u2028\u2029]")  # line ends, and what must not look like one or like a page mark
NAMED_PAGES = 5
UNUSABLE, DOUBTFUL = 0.5, 0.05  # shares of characters that stand for no letter

SAME_SIZE = 0.1
SAME_BASE = 0.1  # em
SAME_ROW = 0.45  # em; a raised mark is on the row of its word
PIECE_GAP = 0.95  # em
TAB_GAP = 2.1  # em
OVERLAP = 0.8  # em; marks of punctuation are often set closer than they are wide
SMALL, RAISED = 0.8, 0.15  # a footnote mark beside its word
MARK = re.compile(r"[\[［〔(（]?(\d{1,3}(?:[-,，、]\d{1,3})*)[\]］〕)）]?|([①-⑳*])")
SURE_MARK = re.compile(r"[\[［〔①-⑳]")
NOTED = re.compile(r"[\u4e00-\u9fff，。；：！？、）》〉】〕」』”’…—]$|[A-Za-z]{4,}[.,;:!?)\"'”’]*$")
SQUARE = re.compile(r"\d\s*[千厘毫分公]?[米里]$")
RAISED_END = re.compile(r"(?:<sup>[^<]*</sup>)+$")

NARROWEST, WIDEST = 0.25, 0.6  # of the page's text width: the lines of a column
GUTTER = 0.7  # em
MOST_STEPS = 1000
FEWEST_LINES = 4
FULL_LINE, FULL_SHARE = 0.75, 0.6
CELL = 0.6  # of a column's width, or of the way to the next cell
WIDE_GAP = 1.4  # of the usual distance of lines
FAR = 1.5
INDENT = (0.9, 2.8)  # em
PAGE_NUMBER = re.compile(r"[-–—·\s]*第?\s*\d{1,4}\s*页?[-–—·\s]*")


class Glyph(NamedTuple):
    """One character; `turn` is its direction in quarter turns (-1: askew), `blank` what stood before it."""

    char: str
    left: float
    right: float
    base: float
    size: float
    turn: int
    blank: str


class Run(NamedTuple):
    """Characters of one size on one baseline, next to one another."""

    text: str
    left: float
    right: float
    base: float
    size: float
    blank: str


class Piece(NamedTuple):
    """Runs on one line without a wide gap; `mark` is a raised footnote mark at its beginning."""

    text: str
    left: float
    right: float
    base: float
    size: float
    mark: str

    @property
    def width(self) -> float:
        """Return how far it reaches."""
        return self.right - self.left


class Page(NamedTuple):
    """What stands on a page: pieces in the order of the file, and lines of text that run askew."""

    pieces: list[Piece]
    askew: list[str]


class Frame(NamedTuple):
    """Where the lines of a column begin and end, and how far apart they are (0: not known)."""

    left: float
    right: float
    pitch: float


def read(data: bytes, where: str) -> Reading:
    """Read the text layer of a PDF.

    Raises:
        GovtextError: not a PDF, damaged, behind a password, without pages or without a usable text layer.
    """
    pages = list(_pages(data, where))
    if not pages:
        raise GovtextError("holds no pages", where=where, remedy="export the file again")
    body = _body_size(pages)
    texts = [_page_text(page, body) for page in pages]
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text)
    bare = [number for number, page in enumerate(pages, 1) if not page.pieces and not page.askew]
    warnings = [*_cut_off(data), *_without_text(bare, len(pages), where), *_unreadable("".join(texts), where)]
    reason = f"{len(pages)} page{'s' * (len(pages) > 1)}"
    return Reading("".join(texts), "PDF text layer", reason, pages=tuple(starts), warnings=tuple(warnings))


def _pages(data: bytes, where: str) -> Iterator[Page]:
    from pypdfium2 import PdfiumError

    document = _opened(data, where)
    try:
        total = len(document)
        for number in range(total):
            try:
                yield _page(document, number)
            except PdfiumError as error:
                what = f"damaged: page {number + 1} of {total} cannot be read"
                raise GovtextError(what, where=where, remedy="get a whole copy") from error
    finally:
        document.close()


def _opened(data: bytes, where: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    if not data.strip():
        raise GovtextError("empty", where=where, remedy="check the file")
    if HEADER not in data[:1024]:
        raise GovtextError("not a PDF, whatever its ending", where=where, remedy="give it the ending of its format")
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == PASSWORD_ERROR:
            what, remedy = "needs a password", "save a copy without the password"
        else:
            what, remedy = "damaged, or without pages: cannot be opened", "get a whole copy or export it again"
        raise GovtextError(what, where=where, remedy=remedy) from error


def _cut_off(data: bytes) -> list[str]:
    whole = b"%%EOF" in data[-TAIL:]
    return [] if whole else ["the file has no end mark: it may be cut off, and pages or lines may be missing"]


def _without_text(bare: list[int], total: int, where: str) -> list[str]:
    if len(bare) == total:
        what = f"no text layer on any of {total} pages" if total > 1 else "no text layer on its page"
        raise GovtextError(what, where=where, remedy="recognise the text (OCR) first")
    if not bare:
        return []
    named = ", ".join(map(str, bare[:NAMED_PAGES])) + (" …" if len(bare) > NAMED_PAGES else "")
    return [f"{len(bare)} of {total} pages have no text layer (page {named}); if they are scans, recognise the text"]


def _unreadable(text: str, where: str) -> list[str]:
    """Warn of characters that stand for no letter: what a font without a code table leaves."""
    counts = Counter(text)
    for blank in " \n\t\f":
        counts.pop(blank, None)
    lost = sum(count for char, count in counts.items() if char == UNKNOWN or "\ue000" <= char <= "\uf8ff" or char < " ")
    share = lost / counts.total() if counts else 0.0
    if share >= UNUSABLE:
        what = f"unusable text layer: {share:.0%} of its characters stand for no letter"
        raise GovtextError(what, where=where, remedy="recognise the text (OCR), or get the file in another format")
    return [f"{share:.0%} of the characters stand for no letter; check the text"] if share >= DOUBTFUL else []


# From glyphs to pieces


def _page(document: Any, number: int) -> Page:
    page = document[number]
    try:
        layer = page.get_textpage()
        try:
            glyphs = list(_glyphs(layer))
        finally:
            layer.close()
    finally:
        page.close()
    turns = Counter(glyph.turn for glyph in glyphs)
    upright = min((turn for turn in turns if turn >= 0), key=lambda turn: (-turns[turn], turn), default=0)
    runs = list(_runs(glyph for glyph in glyphs if glyph.turn == upright))
    return Page(list(_pieces(runs)), _askew([glyph for glyph in glyphs if glyph.turn != upright]))


def _glyphs(layer: Any) -> Iterator[Glyph]:
    """Yield the characters of a page, each with its place as seen when its own direction is upright."""
    import ctypes

    import pypdfium2.raw as pdfium

    raw, box, matrix = layer.raw, pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    to_box, to_matrix, to_x, to_y = (ctypes.byref(place) for place in (box, matrix, x, y))
    blank = ""
    for at in range(layer.count_chars()):
        unmapped = pdfium.FPDFText_HasUnicodeMapError(raw, at)  # what pdfium then reports is the number of the glyph
        char = UNKNOWN if unmapped else chr(pdfium.FPDFText_GetUnicode(raw, at) or ord(UNKNOWN))
        if char.isspace():
            blank += char
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, at, to_box)
        pdfium.FPDFText_GetCharOrigin(raw, at, to_x, to_y)
        pdfium.FPDFText_GetMatrix(raw, at, to_matrix)
        size = pdfium.FPDFText_GetFontSize(raw, at)
        turn = _turn(matrix.a, matrix.b) if size >= 0 else _turn(-matrix.a, -matrix.b)
        size = abs(size) * hypot(matrix.c, matrix.d) or 1.0
        if turn == 1:
            place = (box.bottom, box.top, -x.value)
        elif turn == 2:
            place = (-box.right, -box.left, -y.value)
        elif turn == 3:
            place = (-box.top, -box.bottom, x.value)
        else:
            place = (box.left, box.right, y.value)
        if not isfinite(sum(place) + size):  # in a damaged file
            place, size = (0.0, 0.0, 0.0), 1.0
        yield Glyph(char, *place, size, turn, blank)
        blank = ""


def _turn(a: float, b: float) -> int:
    """Return the direction of writing in quarter turns, -1 for any other."""
    if abs(b) <= 0.02 * abs(a):
        return 2 if a < 0 else 0
    if abs(a) <= 0.02 * abs(b):
        return 1 if b > 0 else 3
    return -1


def _askew(glyphs: list[Glyph]) -> list[str]:
    """Return the lines of what is not upright (watermarks, labels at the side)."""
    text = "".join(("\n" if "\n" in glyph.blank else _between(glyph.blank, 1.0)) + glyph.char for glyph in glyphs)
    return [_letters(line.strip()) for line in text.split("\n") if line.strip()]


def _runs(glyphs: Iterable[Glyph]) -> Iterator[Run]:
    chars: list[str] = []
    left = right = base = size = 0.0
    lead = ""
    for glyph in glyphs:
        gap = glyph.left - right
        if (
            chars
            and abs(glyph.base - base) <= SAME_BASE * size
            and abs(glyph.size - size) <= SAME_SIZE * size
            and -OVERLAP * size <= gap < PIECE_GAP * size
        ):
            if glyph.blank:
                chars.append(_between(glyph.blank, gap / size))
            chars.append(glyph.char)
            right = max(right, glyph.right)
            continue
        if chars:
            yield Run(_letters("".join(chars)), left, right, base, size, lead)
        chars, lead = [glyph.char], glyph.blank
        left, right, base, size = glyph.left, glyph.right, glyph.base, glyph.size
    if chars:
        yield Run(_letters("".join(chars)), left, right, base, size, lead)


def _between(blank: str, gap: float) -> str:
    """Return the blanks between two characters of a line; a line end there is none if they touch."""
    if NO_BLANK.search(blank):
        return " " if gap > 0.25 else ""
    return blank


def _letters(text: str) -> str:
    """Give hyphens their sign and join what a system with 16-bit characters reports in halves."""
    for sign in HYPHENS[:2]:
        text = text.replace(sign, "-")
    if text.endswith(HYPHENS[2]):
        text = text[:-1] + "-"
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _pieces(runs: list[Run]) -> Iterator[Piece]:
    held: list[Run] = []
    for run in runs:
        if held and not _goes_on(held, run):
            yield _piece(held)
            held = []
        held.append(run)
    if held:
        yield _piece(held)


def _goes_on(held: list[Run], run: Run) -> bool:
    tallest = max(held, key=lambda other: other.size)
    em = max(tallest.size, run.size)
    gap = run.left - max(other.right for other in held)
    wide = PIECE_GAP * min(held[-1].size, run.size)
    return abs(run.base - tallest.base) <= SAME_ROW * em and -OVERLAP * em <= gap < wide


def _piece(runs: list[Run]) -> Piece:
    main = max(runs, key=lambda run: len(run.text))
    text = mark = ""
    for at, run in enumerate(runs):
        neighbour = runs[at - 1] if at else runs[min(1, len(runs) - 1)]
        after = runs[at + 1].text if at + 1 < len(runs) else ""
        found = MARK.fullmatch(run.text) if _is_raised(run, neighbour) else None
        if found and not text:
            mark = found[2] or f"[{found[1]}]"
            continue
        if found and _marks_a_note(text, run.text, after):
            text += f"<sup>{found[2] or f'[{found[1]}]'}</sup>"
            continue
        text += _between(run.blank, (run.left - runs[at - 1].right) / main.size) + run.text if text else run.text
    return Piece(text, runs[0].left, max(run.right for run in runs), main.base, main.size, mark)


def _is_raised(run: Run, neighbour: Run) -> bool:
    return run.size <= SMALL * neighbour.size and run.base - neighbour.base >= RAISED * neighbour.size


def _marks_a_note(before: str, mark: str, after: str) -> bool:
    """Tell a footnote mark from an exponent and the upper half of a fraction."""
    if after[:1] in ("/", "⁄") or (mark in ("2", "3") and SQUARE.search(before)):
        return False
    return bool(SURE_MARK.match(mark) or NOTED.search(before))


# From pieces to lines


def _body_size(pages: list[Page]) -> float:
    """Return the size in which most characters of the file are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[round(2 * piece.size) / 2] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _page_text(page: Page, body: float) -> str:
    parts = [_set_lines(lines, frame, body) for lines, frame in _blocks(page.pieces)]
    parts += ["\n".join(page.askew)] if page.askew else []
    return "\n\n".join(parts) + "\n" * bool(parts) + PAGE_MARK + "\n"


def _blocks(pieces: list[Piece]) -> Iterator[tuple[list[Piece], Frame]]:
    """Yield the lines of a page in reading order, in blocks of one column each, with the frame of the column."""
    if not pieces:
        return
    middle = _gutter(pieces)
    if middle is None:
        lines = _in_rows([_line(row) for row in _rows(pieces, in_order=True)])
        yield lines, _frame(lines)
        return
    blocks = _columns(pieces, middle)
    frames = {side: _frame([line for other, lines in blocks if other == side for line in lines]) for side, _ in blocks}
    for side, lines in blocks:
        yield lines, frames[side]


def _rows(pieces: list[Piece], *, in_order: bool = False) -> list[list[Piece]]:
    """Group pieces by baseline, from the top of the page or (`in_order`) only those that follow one another."""
    rows: list[list[Piece]] = []
    for piece in pieces if in_order else sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        if rows and _on_row(piece, rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _on_row(piece: Piece, row: list[Piece]) -> bool:
    em = max(piece.size, row[0].size)
    if abs(piece.base - row[0].base) > SAME_ROW * em:
        return False
    return all(piece.left >= other.right - OVERLAP * em or piece.right <= other.left + OVERLAP * em for other in row)


def _line(row: list[Piece]) -> Piece:
    """Put the pieces of a row together, with a tab where the gap is wide."""
    main = max(row, key=lambda piece: len(piece.text))
    gaps = [(after.left - before.right) / max(before.size, after.size) for before, after in pairwise(row)]
    spaced_out = all(len(piece.text) == 1 for piece in row) and max(gaps, default=0) <= 1.3 * min(gaps, default=0)
    text = row[0].text
    for piece, gap in zip(row[1:], gaps, strict=True):
        mark = f"{piece.mark} " if piece.mark else ""
        text += ("\t" if gap > TAB_GAP and not spaced_out else " " * bool(text)) + mark + piece.text
    return Piece(text, row[0].left, max(piece.right for piece in row), main.base, main.size, row[0].mark)


def _in_rows(lines: list[Piece]) -> list[Piece]:
    """Bring a table that the file holds column by column into rows, if it is certainly one."""
    order = sorted(range(len(lines)), key=lambda at: (-lines[at].base, lines[at].left))
    groups: list[list[int]] = []
    for at in order:
        if groups and _on_row(lines[at], [lines[other] for other in groups[-1]]):
            groups[-1].append(at)
        else:
            groups.append([at])
    split = [group for group in groups if len(group) > 1]
    if len(split) < 3:
        return lines
    ways = [
        lines[one].width / (lines[other].left - lines[one].left)
        for group in split
        for one, other in pairwise(group)
        if lines[other].left > lines[one].left
    ]
    first, last = min(map(min, split)), max(map(max, split))
    top, bottom = lines[split[0][0]].base, lines[split[-1][0]].base
    inside = all(bottom - line.size <= line.base <= top + line.size for line in lines[first : last + 1])
    if not inside or not ways or median(ways) > CELL:
        return lines
    rows = [
        _line([lines[at] for at in sorted(group, key=lambda at: lines[at].left)])
        for group in groups
        if first <= group[0] <= last
    ]
    return [*lines[:first], *rows, *lines[last + 1 :]]


# Columns


def _gutter(pieces: list[Piece]) -> float | None:
    """Return the middle of the empty band between two columns of text, None for a page in one column.

    The lines of a column are neither full-width nor short; the band is where hardly any of them passes the middle
    third of the page. A table has such bands too, but its cells do not fill the columns.
    """
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = right - left
    lines = [piece for piece in pieces if NARROWEST * width <= piece.width <= WIDEST * width]
    if len(lines) < 2 * FEWEST_LINES:
        return None
    em = median(piece.size for piece in lines)
    best: tuple[int, float, float] | None = None
    for start, end in _empty_bands(lines, left + width / 3, right - width / 3, len(lines) // 20):
        middle = (start + end) / 2
        sides = [p for p in lines if p.right <= middle], [p for p in lines if p.left >= middle]
        fewest = min(map(len, sides))
        if end - start >= GUTTER * em and fewest >= FEWEST_LINES and _side_by_side(*sides):
            everything = [p for p in pieces if p.right <= middle], [p for p in pieces if p.left >= middle]
            if all(_filled(side, lines) for side, lines in zip(everything, sides, strict=True)):
                best = max(best or (0, 0.0, 0.0), (fewest, end - start, middle))
    return best[2] if best else None


def _empty_bands(lines: list[Piece], start: float, end: float, few: int) -> Iterator[tuple[float, float]]:
    """Yield the bands between two places through which at most a few lines pass, by the point."""
    step = max(1.0, (end - start) / MOST_STEPS)
    covered = [0] * (int((end - start) / step) + 2)
    for line in lines:
        first, last = int((line.left - start) / step), int((line.right - start) / step) + 1
        covered[min(max(first, 0), len(covered) - 1)] += 1
        covered[min(max(last, 0), len(covered) - 1)] -= 1
    passing, opened = 0, -1
    for at, change in enumerate(covered):
        passing += change
        if passing <= few and at < len(covered) - 1:
            opened = at if opened < 0 else opened
        elif opened >= 0:
            yield start + step * opened, start + step * at
            opened = -1


def _side_by_side(left: list[Piece], right: list[Piece]) -> bool:
    top, bottom = max(piece.base for piece in left), min(piece.base for piece in left)
    return sum(bottom - piece.size <= piece.base <= top + piece.size for piece in right) >= FEWEST_LINES - 1


def _filled(side: list[Piece], lines: list[Piece]) -> bool:
    """Tell whether most of what stands on one side fills the column that the lines there make."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(piece.width for piece in side if piece.width >= FULL_LINE * width)
    return full >= FULL_SHARE * sum(piece.width for piece in side)


def _columns(pieces: list[Piece], middle: float) -> list[tuple[str, list[Piece]]]:
    """Return the lines in blocks: full-width rows part the page into bands, in each band the left column is first."""
    rows = _rows(pieces)
    across = _rows_across(rows, middle)
    blocks: list[tuple[str, list[Piece]]] = []
    left: list[Piece] = []
    right: list[Piece] = []

    def close_band() -> None:
        for side, held in (("left", left), ("right", right)):
            if held:
                blocks.append((side, [_line(row) for row in _rows(held)]))
                held.clear()

    for row, is_across in zip(rows, across, strict=True):
        if not is_across:
            left += [piece for piece in row if piece.right <= middle]
            right += [piece for piece in row if piece.right > middle]
            continue
        close_band()
        if blocks and blocks[-1][0] == "across":
            blocks[-1][1].append(_line(row))
        else:
            blocks.append(("across", [_line(row)]))
    close_band()
    return blocks


def _rows_across(rows: list[list[Piece]], middle: float) -> list[bool]:
    """Tell for each row whether it belongs to the page rather than to the columns."""
    parted = [all(piece.right <= middle or piece.left >= middle for piece in row) for row in rows]
    lines = [row for row, is_parted in zip(rows, parted, strict=True) if is_parted] or rows
    left, right = min(row[0].left for row in lines), max(row[-1].right for row in lines)
    width = (right - left) / 2
    across = [
        not is_parted or _is_table_row(row, middle, width) or _is_centred(row, left, right, middle)
        for row, is_parted in zip(rows, parted, strict=True)
    ]
    pitch = _pitch([piece for row in lines for piece in row if piece.right <= middle])
    for at, beside in ((0, 1), (-1, -2)):
        row, short = rows[at], all(piece.width < FULL_LINE * width for piece in rows[at])
        far = pitch > 0 and len(rows) > 1 and abs(row[0].base - rows[beside][0].base) > FAR * pitch
        both = row[0].right <= middle <= row[-1].left
        if short and far and (at == 0 or both or PAGE_NUMBER.fullmatch(row[0].text)):
            across[at] = True
    return across


def _is_table_row(row: list[Piece], middle: float, width: float) -> bool:
    both = row[0].right <= middle <= row[-1].left
    return both and len(row) > 2 and all(piece.width < CELL * width for piece in row)


def _is_centred(row: list[Piece], left: float, right: float, middle: float) -> bool:
    """Tell whether a short row stands evenly round the middle of the page: a title with a gap in it."""
    before, after = row[0].left - left, right - row[-1].right
    both = row[0].right <= middle <= row[-1].left
    return both and min(before, after) > (right - left) / 8 and abs(before - after) < 2 * row[0].size


# Paragraphs


def _frame(lines: list[Piece]) -> Frame:
    lefts = sorted(line.left for line in lines)
    em = median(line.size for line in lines)
    enough = max(2, len(lines) / 10)
    edge = next((one for one in lefts if sum(one <= other <= one + em / 2 for other in lefts) >= enough), lefts[0])
    return Frame(edge, max(line.right for line in lines), _pitch(lines))


def _pitch(lines: list[Piece]) -> float:
    """Return the usual distance from line to line."""
    steps = [before.base - after.base for before, after in pairwise(lines) if abs(before.size - after.size) < 0.5]
    steps = [step for step in steps if step > 0]
    return median(steps) if steps else 0.0


def _set_lines(lines: list[Piece], frame: Frame, body: float) -> str:
    """Write lines one under the other, with an empty line where a paragraph, a heading or other type begins."""
    written = [_begun(lines[0], lines[0].size < 0.95 * body)]
    for before, line in pairwise(lines):
        apart = _apart(before, line, frame)
        written += [""] * apart + [_begun(line, apart or line.size < 0.95 * body)]
    return "\n".join(written)


def _begun(line: Piece, is_note: bool) -> str:
    """Return a line with the mark it begins with: a note's own, or one that belongs to the line before."""
    if not line.mark:
        return line.text
    return f"{line.mark} {line.text}" if is_note else f"<sup>{line.mark}</sup>{line.text}"


def _apart(before: Piece, line: Piece, frame: Frame) -> bool:
    if abs(before.size - line.size) > SAME_SIZE * max(before.size, line.size):
        return True
    step = before.base - line.base
    if "\t" in before.text and "\t" in line.text:
        return not -SAME_ROW * line.size <= step <= 2 * WIDE_GAP * frame.pitch
    if step < -SAME_ROW * line.size or (frame.pitch and step > WIDE_GAP * frame.pitch):
        return True
    if not INDENT[0] <= (line.left - frame.left) / line.size <= INDENT[1]:
        return False
    # After a full line that does not end a sentence an indent is that of a list, not of a paragraph.
    full = before.right >= frame.right - 1.5 * line.size
    return not full or ends_sentence(RAISED_END.sub("", before.text)) or before.text.endswith(("：", ":"))
