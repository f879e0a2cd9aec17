"""Citations in small texts, counted by hand; the catalogue and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.analyses.citations import citations
from govtext.analyses.citing.catalogue import KINDS, SHIPPED, Catalogue, claims, read_catalogue
from govtext.analyses.citing.names import distance, normal
from govtext.analyses.citing.titles import titles_in
from govtext.errors import GovtextError, NothingFound, UsageProblem
from govtext.sources.source import Source
from govtext.table import Tables
from govtext.tokens.build import load_index
from govtext.tokens.features import with_features
from govtext.tokens.index import TokenIndex
from govtext.tokens.lexicon import load

EU = "欧盟人工智能法案"
Texts = Callable[..., TokenIndex]


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """Index texts as a scholar would have them: texts(a="…", b="…")."""

    def index(**written: str) -> TokenIndex:
        sources = []
        for name, text in written.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            sources.append(Source(name, path, {"year": 2023 if name == "a" else 2024}))
        return load_index(sources)

    return index


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return read_catalogue()


def cited(tables: Tables) -> dict[tuple[str, str], int]:
    """Return the count by instrument and source, of what is matched."""
    rows = [dict(zip(tables.main.columns, row, strict=True)) for row in tables.main.rows()]
    return {(row["instrument"], row["source"]): row["count"] for row in rows if row["issuer"]}


def hows(tables: Tables) -> list[tuple[str, str, str]]:
    table = tables["places"]
    return list(zip(table.values("instrument"), table.values("as_written"), table.values("how"), strict=True))


def reasons(tables: Tables) -> dict[str, tuple[str, str]]:
    table = tables["unmatched"]
    return {row[0]: (row[3], row[4]) for row in table.rows()}


def test_titles_aliases_and_forms(texts: Texts) -> None:
    index = texts(
        a="各方通过《布莱切利宣言》。",
        b="《布莱切利人工智能安全宣言》之后，《中华人民共和国数据安全法》施行。《数据安全法（草案）》曾征求意见。",
    )
    tables = citations(index)
    assert cited(tables) == {("布莱切利宣言", "a"): 1, ("布莱切利宣言", "b"): 1, ("数据安全法", "b"): 2}
    assert hows(tables) == [
        ("布莱切利宣言", "《布莱切利宣言》", "title"),
        ("布莱切利宣言", "《布莱切利人工智能安全宣言》", "alias"),
        ("数据安全法", "《中华人民共和国数据安全法》", "normalised"),
        ("数据安全法", "《数据安全法（草案）》", "normalised"),
    ]
    row = dict(zip(tables["matrix"].columns, tables["matrix"].rows()[0], strict=True))
    assert (row["instrument"], row["a"], row["b"], row["total"], row["range"]) == ("布莱切利宣言", 1, 1, 2, 2)
    assert tables["matrix"].values("held_by") == ["all", "one"]
    assert tables["matrix"].values("only_in") == ["", "b"]


@pytest.mark.parametrize(
    ("text", "instrument", "how"),
    [
        ("欧盟《人工智能法案》已经生效。", EU, "context"),
        ("欧盟的《人工智能法》已经生效。", EU, "context"),
        ("二〇二四年通过的《人工智能法案》强化了欧盟的监管。", EU, "context"),
        ("欧盟重视立法，去年率先通过《人工智能法》，各国关注。", EU, "context"),
        ("《欧盟人工智能法案》已经生效。", EU, "title"),
        ("欧盟人工智能法案已经生效。", EU, "untitled"),
        ("欧洲议会就人工智能法案举行表决。", EU, "untitled"),
        ("英国发布《国家人工智能战略》。", "英国国家人工智能战略", "context"),
        ("肯尼亚制定守则；埃及设立委员会，发布《国家人工智能战略》；英国另有安排。", "埃及国家人工智能战略", "context"),
        ("韩国《人工智能法》通过。", "人工智能基本法", "context"),
        ("《经合组织人工智能原则》影响很大。", "关于人工智能的建议书", "alias"),
        ("采用《ISO/IEC 42001》标准。", "信息技术 人工智能 管理体系", "alias"),
        ("《人工智能法案》（AI Act）已经生效。", EU, "context"),
        ("拜登签署的人工智能行政令被撤销。", "关于安全、可靠和值得信赖地开发和使用人工智能的行政命令", "untitled"),
        ("《联合国教科文组织人工智能伦理问题建议书》获得通过。", "人工智能伦理问题建议书", "issuer"),
        ("《美国人工智能风险管理框架》发布。", "人工智能风险管理框架", "issuer"),
        ("GDPR 的影响很大。", "通用数据保护条例", "untitled"),
        ("<<联合国宪章>>的宗旨不变。", "联合国宪章", "title"),
        ("〈联合国宪章〉的宗旨不变。", "联合国宪章", "title"),
        ("《全球数字\n契约》获得通过。", "全球数字契约", "title"),
        ("《全球数字契约，提出了目标。", "全球数字契约", "unclosed"),
    ],
)
def test_one_citation(texts: Texts, text: str, instrument: str, how: str) -> None:
    found = hows(citations(texts(a=text)))
    assert [(name, by) for name, _, by in found] == [(instrument, how)]


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        ("有学者建议制定《人工智能法》。", "人工智能法", "ambiguous"),
        ("中国应借鉴欧盟经验，尽快制定《人工智能法》。", "人工智能法", "ambiguous"),
        ("日本《个人信息保护法》修订。", "个人信息保护法", "ambiguous"),
        ("美国《人工智能法案》尚未通过，欧盟的已经生效。", "人工智能法案", "ambiguous"),
        ("《布莱切利宣言与全球治理的未来》讨论了会议。", "布莱切利宣言与全球治理的未来", "unmatched"),
        ("他读《论语》。", "论语", "unmatched"),
        ("《生成式人工智能服务管理暂行办注》施行。", "生成式人工智能服务管理暂行办注", "damaged"),
    ],
)
def test_what_is_not_counted(texts: Texts, text: str, title: str, reason: str) -> None:
    tables = citations(texts(a=text))
    assert cited(tables) == {}
    assert {name: why for name, (why, _) in reasons(tables).items()} == {title: reason}
    row = dict(zip(tables.main.columns, tables.main.rows()[0], strict=True))
    assert (row["instrument"], row["issuer"], row["year"], row["count"]) == (title, "", None, 1)


def test_damaged_titles_name_the_nearest(texts: Texts) -> None:
    tables = citations(texts(a="《人工智能伦理问题建仪书》和《全新的办法》。"))
    assert reasons(tables) == {
        "人工智能伦理问题建仪书": ("damaged", "人工智能伦理问题建议书"),
        "全新的办法": ("unmatched", ""),
    }


def test_a_name_decided_in_its_paragraph(texts: Texts) -> None:
    first = "欧洲议会通过《人工智能法案》。遵守《人工智能法案》要求描述能力。"
    assert [how for _, _, how in hows(citations(texts(a=first)))] == ["context", "paragraph"]
    apart = "欧洲议会通过《人工智能法案》。\n\n遵守《人工智能法案》要求描述能力。"
    assert [how for _, _, how in hows(citations(texts(b=apart)))] == ["context", "ambiguous"]


def test_a_row_of_titles_belongs_to_the_state_before_it(texts: Texts) -> None:
    tables = citations(texts(a="日本的《个人信息保护法》《网络安全法》和《数据安全法》各有不同。"))
    assert cited(tables) == {}
    own = citations(texts(b="中国的《个人信息保护法》《网络安全法》和《数据安全法》各有不同。"))
    assert [name for name, _ in cited(own)] == ["个人信息保护法", "数据安全法", "网络安全法"]
    other = citations(texts(c="欧盟《网络安全法》规定认证。"))
    assert cited(other) == {("欧盟网络安全法", "c"): 1}


def test_names_in_brackets_are_no_second_citation(texts: Texts) -> None:
    text = "欧盟《人工智能法案》（EU AI Act）和 GDPR（《通用数据保护条例》）并行。EU AI Act 又被提及。"
    assert cited(citations(texts(a=text))) == {(EU, "a"): 2, ("通用数据保护条例", "a"): 1}


def test_names_without_marks_end_where_words_end(texts: Texts) -> None:
    # GDPRX holds GDPR, and the title of a paper holds the name of an instrument: neither cites it.
    index = texts(a="GDPRX 不是法。《论布莱切利宣言》是论文。布莱切利宣言是文件。")
    assert cited(citations(index)) == {("布莱切利宣言", "a"): 1}
    assert citations(index, titled=True).main.values("instrument") == ["论布莱切利宣言"]


def test_nested_titles_count_once(texts: Texts) -> None:
    tables = citations(texts(a="发布《关于落实〈数据安全法〉的意见》。依据《数据安全法》。"))
    assert cited(tables) == {("数据安全法", "a"): 1}
    assert reasons(tables) == {"关于落实〈数据安全法〉的意见": ("unmatched", "")}


def test_pairs_of_sources_and_of_instruments(texts: Texts) -> None:
    index = texts(
        a="《联合国宪章》与《京都议定书》。\n\n《联合国宪章》又见。\n\n别的一段。",
        b="《联合国宪章》。\n\n《未来契约》。",
    )
    tables = citations(index)
    # a cites 2 instruments, b 2, both one: Jaccard 1 / 3
    assert tables["shared"].rows()[0] == ("a", "b", 2, 2, 1, pytest.approx(1 / 3), "联合国宪章")
    # five paragraphs: 宪章 in three, 议定书 in one, together in one
    assert [row[:3] for row in tables["cocitations"].rows()] == [("联合国宪章", "京都议定书", 1)]
    pair = dict(zip(tables["cocitations"].columns, tables["cocitations"].rows()[0], strict=True))
    assert (pair["paragraphs"], pair["other_paragraphs"], pair["jaccard"]) == (3, 1, pytest.approx(1 / 3))
    assert pair["npmi"] == pytest.approx(math.log((1 / 5) / (3 / 5 * 1 / 5)) / -math.log(1 / 5))
    edge = dict(zip(tables["edges"].columns, tables["edges"].rows()[0], strict=True))
    assert (edge["source_id"], edge["target_year"], edge["source_count"]) == ("un-charter", 1997, 3)
    timeline = [row[:5] for row in tables["timeline"].rows() if row[1] == ""]
    assert timeline == [(1945, "", 1, 3, 1), (1997, "", 1, 1, 2), (2024, "", 1, 1, 3)]


def test_places_say_where(texts: Texts) -> None:
    table = citations(texts(a="开头一段。\n\n先说别的。各方遵守《联合国宪章》的宗旨。"))["places"]
    row = dict(zip(table.columns, table.rows()[0], strict=True))
    assert (row["source"], row["paragraph"], row["sentence"]) == ("a", 2, 2)
    assert row["text"] == "各方遵守《联合国宪章》的宗旨。"
    assert row["reference"] == "a 2023, ¶2.2"


def test_by_a_field_and_least_numbers(texts: Texts) -> None:
    index = texts(a="《联合国宪章》。", b="《联合国宪章》。《未来契约》。", c="《未来契约》。《未来契约》。")
    tables = citations(index, by="year")
    assert list(tables.main.columns)[:5] == ["instrument", "issuer", "year", "group", "count"]
    assert [(*row[0::3][:2], row[4]) for row in tables.main.rows()] == [
        ("联合国宪章", "2023", 1),
        ("未来契约", "2024", 3),
        ("联合国宪章", "2024", 1),
    ]
    assert set(citations(index, min_count=3).main.values("instrument")) == {"未来契约"}
    assert set(citations(index, kind="treaty").main.values("instrument")) == {"联合国宪章"}
    assert len(citations(index, top=1).main) == 3
    with pytest.raises(UsageProblem, match="treaty"):
        citations(index, kind="treatys")
    with pytest.raises(NothingFound):
        citations(index, min_range=4)


def test_texts_that_came_segmented(segmented: Texts) -> None:
    tables = citations(segmented(a="欧盟 的 《 人工智能 法案 》 （ EU AI Act ） 生效 。 联合国 宪章 不变 。"))
    assert cited(tables) == {(EU, "a"): 1, ("联合国宪章", "a"): 1}
    parted = citations(segmented(b="经济 合作 与 发展 组织 的 《 人工智能 原则 》 。"))
    assert cited(parted) == {("关于人工智能的建议书", "b"): 1}


def test_notes_say_nothing_of_documents(texts: Texts) -> None:
    found = citations(texts(a="《联合国宪章》的宗旨。"), instruments=read_catalogue())
    for table in found.values():
        assert not any("Unit: document" in note.en or "单位：篇" in note.zh for note in table.notes)
        assert any(note.en.startswith("Features: ") and note.zh.startswith("特征：") for note in table.notes)


def test_features_change_nothing(texts: Texts) -> None:
    index = replace(texts(a="欧盟《人工智能法案》与全球人工智能治理倡议。"), lexicon=load("govtext"))
    assert citations(with_features(index, "all")).main.rows() == citations(index).main.rows()


def test_nothing_cited(texts: Texts) -> None:
    with pytest.raises(NothingFound, match="no instrument is cited"):
        citations(texts(a="这里没有文件。"))


# The catalogue


def test_the_shipped_catalogue(shipped: Catalogue) -> None:
    assert len(shipped) >= 110
    for entry in shipped.entries:
        assert entry.title, entry.id
        assert entry.issuer, entry.id
        assert entry.kind, entry.id
        assert entry.english, entry.id
        assert entry.year is None or 1900 < entry.year < 2030, entry.id


def test_no_two_instruments_have_one_name_that_decides(shipped: Catalogue) -> None:
    for form, held in claims(shipped.entries).items():
        sure = [shipped.entries[place].id for place, name in held if not name.in_context]
        assert len(sure) <= 1, (form, sure)


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "instruments.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_only_what_another_file_holds_can_be_taken_out(tmp_path: Path) -> None:
    path = own(tmp_path, "id\ttitle\tkind\nkyoyo\t\toff\n")
    with pytest.raises(GovtextError, match=r"line 2: there is no instrument 'kyoyo' to take out; did you mean 'kyoto'"):
        read_catalogue([SHIPPED, path])


def test_the_kinds_are_those_of_the_shipped_catalogue(shipped: Catalogue) -> None:
    assert shipped.kinds == list(KINDS)
    page = Path(__file__).resolve().parents[2] / "docs" / "commands" / "citations.md"
    assert f"one of {', '.join(KINDS)}" in page.read_text(encoding="utf-8")


def test_a_study_adds_and_overrides(tmp_path: Path, texts: Texts) -> None:
    path = own(
        tmp_path,
        "id\ttitle\tissuer\tyear\tkind\taliases\n"
        "mine\t某市办法\t某市\t2022\tregulation\t市办法\n"
        "bletchley\t布莱切利宣言\t二十八国\t2023\tdeclaration\n"
        "kyoto\t京都议定书\t\t\toff\n"
        "model\t人工智能法案\t某国\t2025\tlaw\n",
    )
    catalogue = read_catalogue([SHIPPED, path])
    index = texts(a="《某市办法》（市办法）、《布莱切利宣言》、《京都议定书》、欧盟《人工智能法案》。")
    tables = citations(index, instruments=catalogue)
    assert cited(tables) == {("某市办法", "a"): 1, ("布莱切利宣言", "a"): 1, ("人工智能法案", "a"): 1}
    assert "二十八国" in tables.main.values("issuer")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one\n", ["line 1", "1 column where there should be 2 to 10", "part them by tabs"]),
        ("id\ttitle\na\t甲法\na\t乙法\n", ["line 3", "'a' stands in line 2 too", "another"]),
        ("id\ttitle\na b\t甲\n", ["line 2", "the id is 'a b'", "hyphens"]),
        ("id\ttitle\na\t\n", ["line 2", "there is no title"]),
        ("id\ttitle\tyear\na\t甲\t24\n", ["line 2", "the year is '24'", "four digits"]),
        ("id\ttitle\nа\t甲\n", ["line 2", "Latin letters"]),
        ("id\ttitle\tname\na\t甲\t乙\n", ["line 1", "'name'", "known"]),
        ("id\ttitle\ta\na\t甲\t乙\n", ["line 1", "'a'"]),
        ("id\tkind\na\tlaw\n", ["line 1", "no column 'title'"]),
        ("id\ttitle\taliases\na\t甲法\t丙法\nb\t乙法\t丙法\n", ["line 3", "'丙法' stands in line 2 too", "in_context"]),
        ("id\ttitle\tin_context\na\t甲法\t乙法\n", ["line 2", "no context"]),
        ("id\ttitle\na\t。\n", ["line 2", "the name '。' holds no letter", "write a name"]),
        ("id\ttitle\na\t的\n", ["line 2", "the name '的' has one character", "write a longer name"]),
        ("id\ttitle\na\t《的》\n", ["line 2", "the name '《的》' has one character"]),
        ("id\ttitle\taliases\na\t甲法\t乙法|《甲\n", ["line 2", "the name '《甲' lacks a 》", "both marks"]),
        ("id\ttitle\taliases\na\t甲法\t甲条例》\n", ["line 2", "the name '甲条例》' lacks a 《"]),
        ("id\ttitle\taliases\na\t甲法\t乙》和《丙\n", ["line 2", "the name '乙》和《丙' lacks a 《"]),
        ("id\ttitle\tin_context\tcontext\na\t甲法\t法\t某国\n", ["line 2", "the name '法' has one character"]),
        ("id\ttitle\tkind\na\t甲法\tfoo\n", ["line 2", "the kind is 'foo'", "agreement, bill", "treaty, or off"]),
        ("id\ttitle\tkind\na\t甲法\tlaws\n", ["line 2", "the kind is 'laws'", "did you mean 'law'?"]),
        ("id\ttitle\tkind\nzz\t\toff\n", ["line 2", "no instrument 'zz' to take out", "delete the line"]),
        (f"id\ttitle\na\t{'长' * 121}\n", ["line 2", "121 characters"]),
    ],
)
def test_faults_of_a_catalogue(tmp_path: Path, text: str, words: list[str]) -> None:
    path = own(tmp_path, text)
    with pytest.raises(GovtextError) as caught:
        read_catalogue([path])
    for word in (str(path), *words):
        assert word in str(caught.value)
    assert caught.value.exit_code == 3


# Titles and names


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《甲》《乙》", ["甲", "乙"]),
        ("《甲〈乙〉丙》", ["甲〈乙〉丙"]),
        ("《甲《乙》丙》", ["甲《乙》丙"]),
        ("《甲，又《乙》。", ["甲", "乙"]),
        ("《甲\n乙》丙", ["甲\n乙"]),
        ("《甲\n\n《乙》", ["甲", "乙"]),
        ("甲》乙《", []),
        ("《》《 》", ["", " "]),
        ("", []),
    ],
)
def test_titles_in(text: str, titles: list[str]) -> None:
    assert [title.text for title in titles_in(text)] == titles


@given(st.text(alphabet="《》〈〉<>甲乙，。\n ", max_size=60))
def test_titles_lie_in_the_text_and_never_overlap(text: str) -> None:
    done = 0
    for title in titles_in(text):
        assert title.text in text[title.start : title.end]
        assert done <= title.start < title.end <= len(text)
        done = title.end


@given(st.text(alphabet="甲乙丙丁", max_size=8), st.text(alphabet="甲乙丙丁", max_size=8))
def test_edit_distance(one: str, other: str) -> None:
    whole = distance(one, other, 20)
    assert whole == distance(other, one, 20)
    assert abs(len(one) - len(other)) <= whole <= max(len(one), len(other))
    assert (whole == 0) == (one == other)
    assert distance(one, other, 2) == min(whole, 3)


@given(st.text(max_size=40))
def test_normal_forms_are_their_own(name: str) -> None:
    assert normal(normal(name)) == normal(name) or not normal(name)


def test_normal_forms_tell_names_apart() -> None:
    assert normal("人工智能法（示范法）") != normal("人工智能法")
    assert normal("人工智能辅助诊断技术管理规范") != normal("人工智能辅助治疗技术管理规范")
