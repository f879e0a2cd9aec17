"""Charts: valid files, Chinese in them, no date, and drawn on any text."""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from govtext import figures
from govtext.api import ANALYSES, FRAMING, analyse
from govtext.figures.names import name_of, say_rest, shown_terms
from govtext.pipeline.step import FIRST
from govtext.study import Study, open_study
from govtext.table import Table, Text

Run = Callable[..., Any]
SMALL: dict[str, dict[str, Any]] = {
    "segment": {},
    "terms": {"min_count": 2},
    "freq": {},
    "keywords": {"method": "tfidf", "min_count": 1},
    "compare": {"min_count": 1},
    "kwic": {"pattern": "治理"},
    "collocates": {"node": "治理", "against": "发展", "min_count": 1},
    "ngrams": {"n": "2", "bundles": True, "min_count": 1, "min_range": 1},
    "dispersion": {"min_count": 1},
    "topics": {"k": 2, "min_units": 1, "min_tokens": 1, "max_share": 1, "passes": 2, "runs": 2, "refits": 2},
}
SMALL |= {command: {} for command in FRAMING}
# What these options have something to draw for: none asks for lexical diversity, or for several numbers of topics; two
# topics have no network, and sources are no years.
DRAWN = {command: set(figures.charts(command)) for command in SMALL} | {
    "freq": {"freq", "spectrum", "zipf"},
    "topics": {"topics", "prevalence", "heat"},
    "frames": {"frames", "profile", "network"},
    "actors": {"actors", "kinds", "acts"},
}
# A codebook for the texts of the fixture is not needed where they speak of states, instruments and duties.
SPEAKING = {
    "a": "美国 应当 遵守 《 联合国宪章 》 、 《 京都议定书 》 和 《 数据安全法 》 。 中国 和 美国 推动 公平 透明 。\n"
    * 9
    + "公平 透明 的 技术 发展 。\n" * 20
    + "技术 发展 。\n" * 40,
    "b": "中国 倡导 公平 透明 和 《 联合国宪章 》 、 《 数据安全法 》 。 企业 可能 发展 。 欧盟 不得 禁止 技术 。\n"
    * 9,
}
NEEDED = {
    "kwic": {"pattern": "治理"},
    "collocates": {"node": "治理"},
    "topics": {"k": 3, "passes": 1, "runs": 2, "refits": 2},
}


def chunks(data: bytes) -> dict[str, bytes]:
    """Return the chunks of a PNG by type, each checked against its sum."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = {}, 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert zlib.crc32(kind + body) == int.from_bytes(data[at + 8 + size : at + 12 + size], "big")
        found[kind.decode()] = found.get(kind.decode(), b"") + body
        at += 12 + size
    assert at == len(data)
    assert kind == b"IEND"
    return found


def options_of(command: str) -> list[str]:
    """Return the options of a command as words, what stands before the sources first."""
    given = SMALL[command]
    words = [str(given[key]) for key in FIRST if key in given]
    for key, value in given.items():
        if key not in FIRST:
            words += [f"--{key.replace('_', '-')}", *([] if value is True else [str(value)])]
    return words


@pytest.fixture
def spoken(study: Path, command: str) -> Path:
    """The small study; for commands of framing with texts that name actors, instruments and duties."""
    if command in FRAMING:
        for name, text in SPEAKING.items():
            (study / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    return study


@pytest.mark.parametrize("command", ANALYSES)
def test_charts_are_whole_and_without_a_date(spoken: Path, govtext: Run, command: str) -> None:
    assert govtext(command, *options_of(command)).code == 0
    folder = spoken / "outputs" / command
    for form in ("png", "svg"):
        assert {path.stem for path in folder.glob(f"*.{form}")} == DRAWN[command]
    for name in sorted(DRAWN[command]):
        picture = chunks((folder / f"{name}.png").read_bytes())
        assert int.from_bytes(picture["IHDR"][:4], "big") > 600
        assert "tIME" not in picture
        drawing = (folder / f"{name}.svg").read_text("utf-8")
        root = ElementTree.fromstring(drawing)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert not [element for element in root.iter() if element.tag.endswith(("}date", "}script"))]
        for text in (drawing, picture["tEXt"].decode("latin-1")):
            assert not re.search(r"20\d\d-\d\d-\d\d", text)
            assert re.search(r"\b[0-9a-f]{64}\b", text), "no stamp"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", ANALYSES)
def test_every_letter_has_a_glyph(spoken: Path, command: str, lang: str) -> None:
    from govtext.figures.canvas import save_bytes

    _, tables = analyse(command, open_study(spoken), **SMALL[command])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = figures.draw(command, tables, lang)
        assert set(drawn) == DRAWN[command]
        for figure in drawn.values():
            data, missing = save_bytes(figure, "svg", "stamp")
            assert len(data) > 1000
            assert missing == []


# Other options, other charts: each command with what its usual options leave undrawn, or do not leave.
OTHERS = [
    ("freq", {"diversity": True}, {"diversity"}),
    ("collocates", {"node": "治理", "min_count": 1}, {"collocates", "positions"}),
    ("collocates", {"node": "治理", "min_count": 1, "by": "year"}, {"collocates", "positions", "contrast"}),
    ("ngrams", {"min_count": 1}, {"ngrams"}),
    ("dispersion", {"min_count": 1, "term": ["治理"]}, {"dispersion", "xray"}),
    ("kwic", {"pattern": "治理", "by": "year"}, {"hits"}),
    ("frames", {"mutual": True}, {"mutual"}),
    (
        "topics",
        SMALL["topics"] | {"k": "2,3", "unit": "window", "window": 2, "by": "year"},
        {"selection", "topics", "prevalence", "heat", "correlation", "trends"},
    ),
]


@pytest.mark.parametrize(("command", "options", "charts"), OTHERS)
def test_what_is_drawn_depends_on_the_tables(
    spoken: Path, command: str, options: dict[str, Any], charts: set[str]
) -> None:
    _, tables = analyse(command, open_study(spoken), **options)
    assert set(figures.draw(command, tables, "en")) == charts
    assert charts <= set(figures.charts(command))


def test_every_chart_is_drawn_by_some_options() -> None:
    for command in ANALYSES:
        others = [charts for name, _, charts in OTHERS if name == command]
        network = {"pairs"} if command == "actors" else set()  # of the real reports
        assert set.union(DRAWN[command], network, *others) == set(figures.charts(command))


def draw_words(folder: Path, words: str) -> list[str]:
    from govtext.figures.canvas import save_bytes

    file = folder / "w.txt"
    file.write_text(words, encoding="utf-8")
    _, tables = analyse("freq", [file], engine="whitespace", stopwords="none")
    return save_bytes(figures.draw("freq", tables, "zh")["freq"], "svg", "stamp")[1]


@pytest.mark.parametrize(
    "words", ["治理 人工智能 AI 《公约》一 ①甲 〇 々 café", "治羣 臺灣 讓 龍", "−甲 ＡＩ ㈱甲 Ω Ж ぁ"]
)
def test_common_letters_have_a_glyph(tmp_path: Path, words: str) -> None:
    assert draw_words(tmp_path, words) == []


@pytest.mark.parametrize(("words", "missing"), [("𠮷林 治理", "𠮷"), ("x😀 治理", "😀"), ("한국 治理", "국한")])
def test_a_letter_without_a_glyph_is_named_and_makes_no_noise(tmp_path: Path, words: str, missing: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw_words(tmp_path, words) == list(missing)  # in code-point order


def test_settings_of_matplotlib_are_put_back(study: Path) -> None:
    import matplotlib

    before = dict(matplotlib.rcParams)
    _, tables = analyse("freq", open_study(study))
    figures.draw("freq", tables, "en")
    assert dict(matplotlib.rcParams) == before


def bars(figure: Any, axis: int = 0) -> list[tuple[str, float]]:
    """Return the names and lengths of the bars of one panel, from the top."""
    panel = figure.axes[axis]
    names = [label.get_text() for label in panel.get_yticklabels()]
    return list(zip(names, [bar.get_width() for bar in panel.patches], strict=True))


def test_bars_show_the_numbers_of_the_table(study: Path) -> None:
    _, tables = analyse("freq", open_study(study))
    figure = figures.draw("freq", tables, "en")["freq"]
    assert [name for name, _ in bars(figure)] == ["发展", "治理", "风险"]
    assert [width for _, width in bars(figure)] == pytest.approx([30000 / 7, 30000 / 7, 10000 / 7])
    assert figure.axes[0].get_title() == "Word frequencies"
    assert figure.axes[0].yaxis_inverted()


def test_bars_carry_labels_not_ids(study: Path) -> None:
    _, tables = analyse("segment", open_study(study))
    (figure,) = figures.draw("segment", tables, "zh").values()
    assert bars(figure) == [("甲", 3), ("乙", 4)]
    assert figure.axes[0].get_xlabel() == "词数"


def test_the_heat_map_shows_rates(study: Path) -> None:
    _, tables = analyse("compare", open_study(study), min_count=1)
    panel = figures.draw("compare", tables, "en")["frequencies"].axes[0]
    assert [label.get_text() for label in panel.get_xticklabels()] == ["甲", "乙"]
    assert [label.get_text() for label in panel.get_yticklabels()] == ["发展", "治理", "风险"]
    assert [text.get_text() for text in panel.texts] == ["0.0", "7500.0", "6666.7", "2500.0", "3333.3", "0.0"]


def test_a_panel_for_each_group(study: Path) -> None:
    _, tables = analyse("freq", open_study(study), by="year")
    figure = figures.draw("freq", tables, "en")["freq"]
    assert [axis.get_title() for axis in figure.axes if axis.get_visible()] == ["2023", "2024"]


def test_many_sources_are_cut_to_what_can_be_read(tmp_path: Path) -> None:
    files = []
    for number in range(45):
        files.append(tmp_path / f"s{number}.txt")
        files[-1].write_text(f"治理 词{number}\n", encoding="utf-8")
    _, tables = analyse("segment", files, engine="whitespace")
    (figure,) = figures.draw("segment", tables, "en").values()
    assert len(bars(figure)) == 40
    assert [text.get_text() for text in figure.texts] == ["40 of 45 groups; the tables hold all"]


@pytest.mark.parametrize("by", ["year", "chapter", "author"])
@pytest.mark.parametrize("command", ["segment", "topics"])
def test_charts_by_groups_are_drawn(study: Path, govtext: Run, command: str, by: str) -> None:
    """Groups are no sources, and have no label of theirs."""
    settings = study / "govtext.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("year = 2023\n", 'year = 2023\nauthors = "张三"\nchapter = "总论"\n'),
        "utf-8",
    )
    outcome = govtext(command, *options_of(command), "--by", by, "-o", study / "drawn")
    assert outcome.code == 0, outcome.err
    for name in DRAWN[command]:
        assert chunks((study / "drawn" / f"{name}.png").read_bytes())


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("a", "甲"),  # its label
        ("2023", "2023"),
        ("治" * 13, "治" * 13),  # 26 half-width characters fit
        ("治" * 14, "治" * 12 + "…"),
        ("a" * 27, "a" * 25 + "…"),
        ("AI" + "治" * 13, "AI" + "治" * 11 + "…"),
        ("", ""),
    ],
)
def test_long_names_of_groups_are_shortened(key: str, shown: str) -> None:
    table = Table("t", Text("t", "表"), {"source": [key]}, labels={"a": Text("A", "甲")})
    assert name_of(table, key, "zh") == shown


@pytest.mark.parametrize(("shown", "said"), [(9, ["12 组中的 9 组；全部见表"]), (12, [])])
def test_a_chart_says_how_many_groups_it_shows_when_not_all(shown: int, said: list[str]) -> None:
    from govtext.figures.canvas import sheet

    figure, _ = sheet(1)
    say_rest(figure, shown, 12, "zh")
    assert [text.get_text() for text in figure.texts] == said


@pytest.mark.parametrize("command", ANALYSES)
def test_the_real_reports_can_be_drawn_without_a_warning(report_study: Study, command: str) -> None:
    from govtext.figures.canvas import save_bytes

    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*(Glyph|constrained_layout).*")
        _, tables = analyse(command, report_study, **NEEDED.get(command, {}))
        drawn = figures.draw(command, tables, "zh")
        # The usual options give no diversity, bundles or contrast, and five sources are no two axes.
        network = {"topics": {"correlation"}, "actors": {"pairs"}}.get(command, set())
        assert set(drawn) == DRAWN[command] - {"bundles", "contrast", "scatter"} | network
        for figure in drawn.values():
            data, missing = save_bytes(figure, "svg", "stamp")
            assert len(data) > 10_000
            assert missing == []


def test_a_latin_name_is_shown_once_and_long_english_is_cut() -> None:
    # A label has room for 38 half-width characters: 12 of 全球治理体系, a blank not counted, and 26 of English.
    columns = {"term": ["AI", "治理", "全球治理体系"], "gloss": ["AI", "governance", "a" * 30]}
    shown = shown_terms(Table("t", Text("t", "t"), columns), "en")
    assert shown == ["AI", "治理 governance", f"全球治理体系 {'a' * 25}…"]
