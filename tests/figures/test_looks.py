"""Looks of charts: sizes to the point, resolution, greys that are greys, fonts, and the same bytes each time."""

from __future__ import annotations

import re
import struct
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib import colormaps, font_manager
from matplotlib.colors import to_rgb

from govtext import figures
from govtext.analyses.freq import freq
from govtext.errors import GovtextError, UsageProblem
from govtext.figures.canvas import DPI, TALLEST, save_bytes, sheet, svg_text
from govtext.figures.fitting import broken_line, foot, legend
from govtext.figures.fonts import check_font, families, font_hash, lacking
from govtext.figures.look import COLUMN_MM, FORMS, Look, forms, look_of
from govtext.figures.palette import COLOURS, DASHES, GREYS, HATCHES, MARKS, SHADES
from govtext.output.save import save
from govtext.tokens.index import TokenIndex

Build = Callable[..., TokenIndex]
LATIN = str(Path(font_manager.findfont("DejaVu Sans")))  # matplotlib carries it; it has no Chinese
# RGB for whom one kind of cones is missing: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB
BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


@pytest.fixture
def drawn(segmented: Build) -> Any:
    """The charts of two sources in a look."""
    tables = freq(segmented(甲="治理 风险 发展 治理 。", 乙="治理 安全 。"), by="source")
    return lambda look, lang="en": figures.draw("freq", tables, lang, look)


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear sRGB, white D65."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    x, y, z = np.cbrt(xyz / np.array([0.9505, 1.0, 1.089]))  # every colour here is far above the straight part
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def png_chunks(data: bytes) -> dict[bytes, bytes]:
    chunks, at = {}, 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        chunks.setdefault(data[at + 4 : at + 8], data[at + 8 : at + 8 + size])
        at += size + 12
    return chunks


@pytest.mark.parametrize("column", COLUMN_MM)
def test_a_figure_is_as_wide_as_its_column(drawn: Any, column: str) -> None:
    look = Look(charts=FORMS, column=column)
    for figure in drawn(look).values():
        width, height = figure.get_size_inches()
        assert width * 25.4 == pytest.approx({"one": 84, "two": 174}[column])
        assert height <= TALLEST
        png = png_chunks(save_bytes(figure, "png", "s", look)[0])
        # 84 mm are 992.1 and 174 mm 2055.1 dots at 300 an inch
        assert struct.unpack(">II", png[b"IHDR"][:8])[0] == {"one": 992, "two": 2055}[column]
        # 300 dots an inch are 11811 a metre
        assert struct.unpack(">IIB", png[b"pHYs"]) == (11811, 11811, 1)
        pdf = save_bytes(figure, "pdf", "s", look)[0]
        found = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", pdf)
        assert found
        assert [float(one) for one in found.groups()] == pytest.approx([width * 72, height * 72], abs=0.01)
        svg = ElementTree.fromstring(save_bytes(figure, "svg", "s", look)[0])
        assert float(svg.attrib["width"].removesuffix("pt")) == pytest.approx(width * 72, abs=0.01)
    assert DPI == 300


@pytest.mark.parametrize(
    ("form", "look"),
    [("png", Look()), ("svg", Look(column="one", palette="grey", font=LATIN)), ("pdf", Look(column="one"))],
)
def test_the_same_look_is_the_same_bytes_in_whatever_order_it_is_saved(drawn: Any, form: str, look: Look) -> None:
    once, again = drawn(look), drawn(look)
    for name, figure in once.items():
        data = save_bytes(figure, form, "stamp", look)[0]
        for other in FORMS:
            save_bytes(again[name], other, "stamp", look)
        assert data == save_bytes(again[name], form, "stamp", look)[0]
        assert b"CreationDate" not in data
        assert b"<dc:date>" not in data


def test_greys_are_greys_told_apart_by_lightness() -> None:
    assert len(GREYS) == len(set(GREYS)) == len(COLOURS) == len(MARKS) == len(DASHES) == len(HATCHES)
    for grey in GREYS:
        red, green, blue = to_rgb(grey)
        assert red == green == blue
    light = [lab(linear(grey))[0] for grey in GREYS]
    assert min(abs(one - other) for one, other in combinations(light, 2)) > 7
    assert abs(light[0] - light[1]) > 30
    assert max(light) < 76


def test_colours_are_told_apart_by_the_colour_blind_and_in_grey_print() -> None:
    seen = {"all cones": np.eye(3), **{name: np.array(matrix) for name, matrix in BLIND.items()}}
    for name, matrix in seen.items():
        colours = [lab(np.clip(matrix @ linear(colour), 1e-4, 1)) for colour in COLOURS]
        nearest = min(float(np.linalg.norm(one - other)) for one, other in combinations(colours, 2))
        assert nearest > 20, name  # 2.3 is what can just be told
    light = [lab(linear(colour))[0] for colour in COLOURS]
    assert min(abs(one - other) for one, other in combinations(light, 2)) > 5


def test_what_is_grey_has_no_colour_anywhere(drawn: Any) -> None:
    look = Look(palette="grey")
    for figure in drawn(look).values():
        svg = save_bytes(figure, "svg", "s", look)[0].decode()
        found = set(re.findall(r"#[0-9a-f]{6}\b", svg))
        assert found
        assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in found)
    assert all(red == green == blue for red, green, blue, _ in colormaps[SHADES["grey"]](np.linspace(0, 1, 20)))


def test_series_are_told_apart_by_more_than_colour(drawn: Any) -> None:
    for palette in ("colour", "grey"):
        lines = drawn(Look(palette=palette))["zipf"].axes[0].lines
        assert len({str(line.get_linestyle()) + str(line._dash_pattern) for line in lines}) == len(lines) == 3
        dots = drawn(Look(palette=palette))["spectrum"].axes[0].collections
        assert len({dot.get_paths()[0].vertices.tobytes() for dot in dots}) == len(dots) == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("column", COLUMN_MM)
def test_nothing_stands_over_the_edge_and_no_letter_is_too_small(drawn: Any, column: str, lang: str) -> None:
    from matplotlib.text import Text

    for figure in drawn(Look(column=column), lang).values():
        width, height = figure.get_size_inches()
        marks = figure.get_tightbbox()
        assert min(marks.x0, marks.y0, width - marks.x1, height - marks.y1) > -0.01
        assert all(text.get_fontsize() >= 6 for text in figure.findobj(Text))


def test_text_of_a_pdf_can_be_copied(drawn: Any) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    look = Look(charts=("pdf",))
    data = save_bytes(drawn(look, "zh")["freq"], "pdf", "s", look)[0]
    text = pdfium.PdfDocument(data)[0].get_textpage().get_text_range()
    for word in ("治理", "风险", "每万词"):
        assert word in text
    assert b"/Type3" not in data
    assert b"CIDFontType2" in data


def test_a_font_without_chinese_is_helped_out_and_it_is_said(segmented: Build, tmp_path: Path) -> None:
    tables = freq(segmented(甲="治理 AI 。", 乙="风险 。"))
    told: list[str] = []
    look = Look(charts=("svg", "pdf"), font=LATIN)
    save("freq", tables, tmp_path, "en", warn=told.append, look=look)
    (line,) = told
    # in the order of their code points: U+6CBB, U+7406, U+9669, U+98CE
    assert "DejaVuSans.ttf has no letters for 治理险风 (4); the shipped font stands in for them" in line
    assert lacking(LATIN, ["AI 治理"]) == ["治", "理"]
    assert lacking(None, ["治理"]) == []


def test_a_font_file_is_used_under_a_name_of_its_own(tmp_path: Path) -> None:
    copied = tmp_path / "mine.ttf"
    copied.write_bytes(Path(LATIN).read_bytes())
    first, second = families(str(copied))
    assert first.startswith("govtext ")
    assert second == families(None)[0]
    assert Path(font_manager.findfont(first)) == copied
    assert families("dejavu sans")[0] != second
    assert font_hash(str(copied)) == font_hash(LATIN)


@pytest.mark.parametrize(
    "content", [b"", b"not a font", b"\x00\x01\x00\x00" + b"\xff" * 40, b"OTTO" + bytes(4000), b"ttcf" + b"\x00" * 9]
)
def test_what_is_no_font_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.ttf"
    path.write_bytes(content)
    with pytest.raises(UsageProblem, match=r"bad\.ttf: .*font.*; name a font file"):
        check_font(str(path))


@pytest.mark.parametrize("font", ["No Such Family", "missing.otf", "", "fonts/"])
def test_a_font_that_is_not_there_is_a_wrong_option(font: str) -> None:
    with pytest.raises(UsageProblem, match="name a font file"):
        check_font(font)


def test_charts_of_another_look_are_drawn_anew_and_other_formats_taken_away(segmented: Build, tmp_path: Path) -> None:
    tables = freq(segmented(甲="治理 风险 。", 乙="治理 。"))

    out = tmp_path / "out"

    def saved(**look: Any) -> dict[str, bytes]:
        files = save("freq", tables, out, "en", look=Look(**look))
        assert {path.name for path in files} == {path.name for path in out.iterdir() if path.name != "freq.tex"}
        return {path.name: path.read_bytes() for path in files}

    usual = saved()
    assert {"freq.png", "freq.svg", "zipf.png", "zipf.svg"} <= set(usual)
    assert "![Word frequencies](freq.svg)" in usual["freq.md"].decode()
    (out / "freq.tex").write_text("mine")
    grey = saved(palette="grey", charts=("png",))
    assert not any(name.endswith(".svg") for name in grey)
    assert grey["freq.png"] != usual["freq.png"]
    assert "![Word frequencies](freq.png)" in grey["freq.md"].decode()
    pdf = saved(charts=("pdf",), column="one")
    assert {Path(name).suffix for name in pdf} == {".csv", ".md", ".pdf"}
    assert "[Word frequencies](freq.pdf)" in pdf["freq.md"].decode()
    none = saved(charts=())
    assert {Path(name).suffix for name in none} == {".csv", ".md"}
    assert saved() == usual


def test_a_chart_that_is_up_to_date_is_left_and_a_file_of_anothers_is_not_taken_away(
    segmented: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = freq(segmented(甲="治理 风险 。", 乙="治理 。"))
    look = Look(column="one", palette="grey", charts=("svg", "pdf"))
    save("freq", tables, tmp_path, "en", look=look)
    monkeypatch.setattr(figures, "draw", lambda *_: pytest.fail("it was drawn again"))
    save("freq", tables, tmp_path, "en", look=look)
    monkeypatch.undo()
    (tmp_path / "freq.png").write_bytes(b"mine")  # no chart of this page
    save("freq", tables, tmp_path, "en", look=look)
    assert (tmp_path / "freq.png").read_bytes() == b"mine"


def test_an_svg_for_a_page_has_text_and_no_style(drawn: Any) -> None:
    once, again = (drawn(Look(), "zh") for _ in range(2))
    seen: set[str] = set()
    for name, figure in once.items():
        source = svg_text(figure)
        assert source == svg_text(again[name])
        root = ElementTree.fromstring(source)
        assert source.startswith("<svg ")
        assert "style" not in source
        assert "Noto Sans SC" in root.attrib["font-family"]
        ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
        refers = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', source))
        assert set(ids) == refers
        assert len(ids) == len(set(ids))
        assert not seen & set(ids)
        seen |= set(ids)
        assert "</text>" in source
        assert 'href="http' not in source
        assert "<!DOCTYPE" not in source
    assert "治理" in svg_text(once["freq"])


def test_hostile_words_are_text_in_an_svg(segmented: Build) -> None:
    tables = freq(segmented(甲='<script>alert(1)</script> &amp; \';fill:red "x=" 。'))
    source = svg_text(figures.draw("freq", tables, "en")["freq"])
    assert "<script" not in source
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in source
    ElementTree.fromstring(source)


STEERS = "\x00\x07\x08\x1b\x7f\x85\x9b\u200e\u200f\u061c\u202a\u202e\u2066\u2069\uffff"


def test_signs_that_are_no_letters_stand_in_no_file(segmented: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """matplotlib writes each text into a comment of the SVG file, where XML allows no control character."""
    from govtext.figures import freq as module

    def hostile(*_: Any) -> Any:
        figure, (axis, other) = sheet(3, columns=2)
        axis.barh([0, 1], [1, 2], label=f"治{STEERS}理")
        axis.set_yticks([0, 1], [f"风{STEERS}险", "安全"])
        axis.set_title(f"题{STEERS}目")
        axis.set_xlabel(f"每{STEERS}万词")
        axis.text(0, 0, f"注{STEERS}释")
        other.annotate(f"甲{STEERS}乙", (0.5, 0.5))
        legend(figure, 2, loc="outside lower center")
        foot(figure, f"脚{STEERS}注")
        return {"freq": figure}

    monkeypatch.setattr(module, "draw", hostile)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # nothing of missing glyphs reaches standard error
        figure = figures.draw("freq", freq(segmented(甲="治理 。")), "en")["freq"]
    for source in (save_bytes(figure, "svg", "s")[0].decode(), svg_text(figure)):
        ElementTree.fromstring(source)
        assert not set(source) & set(STEERS)
        for word in ("治理", "风险", "安全", "题目", "每万词", "注释", "甲乙", "脚注"):
            assert word in source
    for form in FORMS:
        assert save_bytes(figure, form, "s")[1] == []
    pdf = pytest.importorskip("pypdfium2").PdfDocument(save_bytes(figure, "pdf", "s")[0])
    assert not set(pdf[0].get_textpage().get_text_range()) & set(STEERS)


def test_forms_and_looks_are_checked() -> None:
    assert forms("svg, png,png") == ("png", "svg")
    assert forms(["pdf"]) == ("pdf",)
    assert forms("none") == ()
    for wrong in ("gif", "", ",", "none,png"):
        with pytest.raises(UsageProblem):
            forms(wrong)
    assert look_of(Look(palette="grey"), charts="pdf", column=None) == Look(("pdf",), "two", "grey")
    with pytest.raises(UsageProblem, match=r"no column 'three'.*one, two"):
        look_of(column="three")
    with pytest.raises(GovtextError, match="no palette"):
        look_of(palette="sepia")


def test_lines_are_broken_between_words_and_chinese_characters() -> None:
    def width(words: str) -> float:
        return sum(2 if letter > "\u2e80" else 1 for letter in words)

    assert broken_line("one two three", 7, width) == ["one two", "three"]
    for line in broken_line("治理，风险。发展（安全）", 6, width):
        assert line[0] not in "，。）"
        assert line[-1] != "（"
    assert broken_line("incomprehensibilities", 5, width) == ["incomprehensibilities"]
    assert broken_line("", 5, width) == [""]


# From the command line


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from govtext import corpus

    for key in ("CHARTS", "COLUMN", "PALETTE", "FONT"):
        monkeypatch.delenv(f"GOVTEXT_{key}", raising=False)
    return Path(str(corpus.init(tmp_path / "study").root))


def width_of(path: Path) -> int:
    found: int = struct.unpack(">I", path.read_bytes()[16:20])[0]
    return found


def test_the_nearest_setting_holds(study: Path, govtext: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = study / "outputs" / "freq" / "zipf.png"
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[figures]\ncolumn = "one"\ncharts = ["png"]\n', "utf-8")
    assert govtext("--study", study, "freq")[0] == 0
    assert width_of(chart) == 992
    assert not chart.with_suffix(".svg").exists()
    monkeypatch.setenv("GOVTEXT_COLUMN", "two")
    monkeypatch.setenv("GOVTEXT_CHARTS", "png,svg")
    assert govtext("--study", study, "freq")[0] == 0
    assert width_of(chart) == 2055
    assert chart.with_suffix(".svg").exists()
    assert govtext("--study", study, "freq", "--column", "one", "--charts", "png", "--charts", "pdf")[0] == 0
    assert width_of(chart) == 992
    assert chart.with_suffix(".pdf").exists()
    assert not chart.with_suffix(".svg").exists()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('palette = "sepia"', "there is no palette 'sepia': colour, grey"),
        ('charts = "gif"', "there is no format of charts 'gif'"),
        ("column = 2", "2 is no text"),
        ('colour = "grey"', "unknown key in [figures] 'colour'"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(study: Path, govtext: Any, written: str, said: str) -> None:
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8") + f"\n[figures]\n{written}\n", "utf-8")
    code, _, err = govtext("--study", study, "freq")
    assert code == 2
    assert said in err
    assert "line " in err


def test_a_font_that_is_missing_ends_with_2_before_anything_is_written(study: Path, govtext: Any) -> None:
    code, _, err = govtext("--study", study, "freq", "--font", "No Such Family")
    assert code == 2
    assert "No Such Family" in err
    assert "leave --font out" in err
    assert not (study / "outputs" / "freq").exists()


def test_a_font_in_the_settings_is_named_from_the_study(study: Path, govtext: Any) -> None:
    (study / "own.ttf").write_bytes(Path(LATIN).read_bytes())
    settings = study / "govtext.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[figures]\nfont = "own.ttf"\ncharts = "svg"\n', "utf-8")
    code, _, err = govtext("--study", study, "freq")
    assert code == 0
    assert "own.ttf has no letters for" in err
