"""Web pages: the article is kept, all else is accounted for, and every letter is where the record says."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.errors import GovtextError
from govtext.sources.document import Document
from govtext.sources.edits import Cleaning
from govtext.sources.read import read_document
from govtext.sources.readers import html

PAGES = Path(__file__).parents[2] / "data" / "html"
NAMES = ("opinion", "magazine", "layout_table", "bulletin")
SENTENCE = "城市治理数据开放的目标是让公众看到政府掌握的信息，并且能够使用这些信息。"
OTHER = "公共数据开放目录应当每年更新一次，并在政府网站上向社会公布全部条目。"

THIRD = "各区人民政府应当指定专门机构负责数据的汇聚和质量，接受社会监督，回应公众的意见。"


def page_bytes(name: str) -> bytes:
    """Return a page as its site sent it; the old one is in GBK."""
    text = (PAGES / f"{name}.html").read_text("utf-8")
    return text.encode("gbk" if name == "layout_table" else "utf-8")


def document(page: str | bytes) -> Document:
    return read_document(page.encode() if isinstance(page, str) else page, Path("page.html"))


def lines(page: str | bytes) -> list[str]:
    """Return the paragraphs of the clean text."""
    found = document(page)
    return [found.text[start:end] for start, end in found.paragraphs]


def plain(body: str) -> str:
    """Return what the two rules of this format make of a page with this body, before any cleaning rule."""
    return plain_page(f"<html><body>{body}</body></html>".encode())


def plain_page(data: bytes) -> str:
    reading = html.read(data, "page.html")
    cleaning = Cleaning(reading.text)
    for name, rule in reading.rules.items():
        cleaning.apply(name, rule)
    return cleaning.text


def web(found: Document) -> list[str]:
    """Return what was taken for page furniture."""
    return [found.raw[span.start : span.end].strip() for span in found.removed if span.part == "web"]


def check_accounts(found: Document) -> None:
    """Every raw character is in the clean text or in one removed span, and letters are what they were."""
    times = np.zeros(len(found.raw), dtype=int)
    np.add.at(times, found.origin, 1)
    for span in found.removed:
        times[span.start : span.end] += 1
    assert (times == 1).all()
    assert (np.diff(found.origin) > 0).all()
    moved = [(c, found.raw[at]) for c, at in zip(found.text, found.origin, strict=True) if c.isalnum()]
    assert [pair for pair in moved if pair[0] != pair[1]] == []


# Whole pages


def test_a_government_page_is_its_title_and_text() -> None:
    found = lines(page_bytes("opinion"))
    assert found[0] == "关于加强城市治理数据开放的指导意见"
    assert found[1] == "各区人民政府，市政府各部门、各直属机构："
    assert found[2].endswith(
        "治理能力现代化，现就加强本市城市治理数据开放工作提出如下意见。"
    )  # a line end in the source
    assert found[3] == "一、总体要求"
    assert "坚持“以开放为原则、不开放为例外”" in found[4]
    assert "开放数据集超过 5000 个" in found[4]
    assert found[-2:] == ["某市人民政府办公厅", "2023年7月10日"]
    assert len(found) == 12


def test_what_stands_round_a_government_page_is_set_apart() -> None:
    found = web(document(page_bytes("opinion")))
    for words in (
        "首页",
        "您的位置：",
        "发布时间：2023-07-13 10:32",
        "分享到：",
        "QQ空间",
        "责任编辑：张三",
        "相关稿件",
    ):
        assert words in found
    assert not any("脚本" in words for words in found)  # a script is no visible text


def test_a_magazine_page_has_its_headings_table_and_list() -> None:
    text = plain_page(page_bytes("magazine"))
    assert text.startswith(
        "# 平台责任的三种尺度\n\n平台企业应当承担什么样的责任，十年来一直没有定论<sup>[1]</sup>。本文"
    )
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# 平台责任的三种尺度",
        "## 一、技术的尺度",
        "## 二、收益的尺度",
        "## 三、关系的尺度",
        "### 注释",
    ]
    # A paragraph inside a cell breaks nothing; the last cell of the last row is empty.
    assert (
        "\n\n尺度\t依据\t主要问题\n技术\t发现能力\t成本高\n收益\t获利多少\t难以核算\n关系\t信任程度\n\n## 三、"
    ) in text
    assert "\n\n- 不得利用用户的弱点；\n- 不得为自己的利益损害用户；\n- 发生冲突时，应当以用户利益优先。\n\n" in text
    assert "78.5%，是十年前的 10<sup>2</sup> 倍。" in text


def test_a_magazine_page_is_clean_and_its_notes_are_set_apart() -> None:
    found = document(page_bytes("magazine"))
    text = [found.text[start:end] for start, end in found.paragraphs]
    assert "平台企业应当承担什么样的责任，十年来一直没有定论。本文把各国的规则放在一起比较，尝试给出三种尺度。" in text
    assert "- 发生冲突时，应当以用户利益优先。" in text
    assert "王五" not in found.text
    notes = [found.raw[span.start : span.end] for span in found.removed if span.part == "note"]
    assert any("《平台治理研究》" in words for words in notes)
    assert any("《论审核义务》" in words for words in notes)


def test_what_stands_round_a_magazine_page_is_set_apart() -> None:
    found = document(page_bytes("magazine"))
    assert "Cookie" not in found.text
    apart = web(found)
    for words in ("接受全部", "专题", "广告", "算法备案的一年：从规则到实践的观察", "微博", "评论（2）", "招聘"):
        assert words in apart
    assert "隐藏的统计文字" in apart
    assert "从产权到定价，数据交易面临四重障碍。" in apart
    assert any(words.startswith("读者甲") for words in apart)


def test_an_old_page_laid_out_as_a_table_has_lines_and_no_cells() -> None:
    found = document(page_bytes("layout_table"))
    assert found.encoding == "gb18030 (declared charset gb2312)"
    text = [found.text[start:end] for start, end in found.paragraphs]
    assert text[:3] == [
        "关于做好防汛工作的通知",
        "各县（区）人民政府：",
        "入汛以来，我市连续出现强降雨过程，部分河流水位接近警戒线。"
        "为切实保障人民群众生命财产安全，现将有关事项通知如下。",
    ]
    assert text[-2:] == ["市人民政府防汛抗旱指挥部", "二○○八年六月十二日"]
    assert "\t" not in found.text
    assert {"首页", "新闻", "领导信箱", "下载中心"} <= set(web(found))


def test_a_bulletin_keeps_its_table_of_figures_and_its_list() -> None:
    assert plain_page(page_bytes("bulletin")).split("\n\n") == [
        "# 2022年国民经济和社会发展统计公报",
        "2022年，全市上下坚持稳中求进工作总基调，经济总体平稳，民生持续改善，社会保持稳定。",
        "## 一、综合",
        "初步核算，全年地区生产总值1234.5亿元，按不变价格计算，比上年增长4.2%。主要指标见表1。",
        "指标\t单位\t2022年\t增长（%）\n地区生产总值\t亿元\t1234.5\t4.2\n"
        "第一产业\t亿元\t98.7\t3.1\n第二产业\t亿元\t456.0\t3.1",
        "## 二、财政",
        "全年一般公共预算收入87.6亿元，增长2.0%；一般公共预算支出198.3亿元，增长5.5%，其中教育支出占比最高。",
        "- 教育支出40.1亿元；\n- 社会保障和就业支出33.3亿元；\n- 卫生健康支出21.9亿元。",
        "注：本公报数据为初步统计数。",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_page_is_accounted_for(name: str) -> None:
    check_accounts(document(page_bytes(name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_the_same_way_twice(name: str) -> None:
    first = document(page_bytes(name))
    html._article.cache_clear()
    second = document(page_bytes(name))
    assert (first.text, first.removed) == (second.text, second.removed)


# Charsets


@pytest.mark.parametrize(
    ("head", "encoding", "said"),
    [
        ('<meta charset="gbk">', "gbk", "gb18030 (declared charset gbk)"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=GB2312">',
            "gbk",
            "gb18030 (declared charset gb2312)",
        ),
        ("<meta charset=utf-8>", "utf-8", "utf-8 (declared charset utf-8)"),
        ('<meta charset="big5">', "utf-8", "utf-8 (declared charset big5 does not hold; valid UTF-8)"),
        ('<meta charset="gb2312">', "utf-8", "utf-8 (declared charset gb2312 does not hold; valid UTF-8)"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8 (declared charset iso-8859-1 does not hold; valid UTF-8)"),
        ('<meta charset="utf-8">', "gbk", "declared charset utf-8 does not hold; not UTF-8"),
        ('<meta charset="nonsense">', "utf-8", "utf-8 (declared charset nonsense does not hold; valid UTF-8)"),
        ("", "gbk", "gb18030 (not UTF-8, and plausible Chinese as GB18030)"),
        ('<meta charset="gb2312">', "utf-8-sig", "utf-8 (byte-order mark)"),
        ('<meta charset="gb2312">', "utf-16", "utf-16 (byte-order mark)"),
    ],
)
def test_the_charset_is_the_declared_one_where_it_holds(head: str, encoding: str, said: str) -> None:
    found = document(f"<html><head>{head}</head><body><p>{SENTENCE}</p></body></html>".encode(encoding))
    assert found.text == SENTENCE
    assert said in found.encoding


def test_big5_is_read_where_it_is_declared() -> None:
    page = '<html><head><meta charset="big5"></head><body><p>城市治理數據開放的目標。</p></body></html>'
    assert document(page.encode("big5")).text == "城市治理數據開放的目標。"


def test_an_xml_declaration_declares_too() -> None:
    page = f'<?xml version="1.0" encoding="gb2312"?><html><body><p>{SENTENCE}</p></body></html>'
    assert document(page.encode("gbk")).encoding == "gb18030 (declared charset gb2312)"


# Lines


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{SENTENCE}</p><p>{OTHER}</p>", f"{SENTENCE}\n\n{OTHER}"),
        (f"<p>{SENTENCE}<p>{OTHER}", f"{SENTENCE}\n\n{OTHER}"),
        (f"<div>{SENTENCE}<br>{OTHER}</div>", f"{SENTENCE}\n{OTHER}"),
        (f"<div>{SENTENCE}<br/>\n<br/>{OTHER}<br></div>", f"{SENTENCE}\n\n{OTHER}"),
        (f"<h1>数据开放</h1><p>{SENTENCE}</p>", f"# 数据开放\n\n{SENTENCE}"),
        (f"<p>{SENTENCE}</p><h3>数据<br>目录</h3><p>{OTHER}</p>", f"{SENTENCE}\n\n### 数据 目录\n\n{OTHER}"),
        # Four characters of markup have room for four: a line end, two signs and a blank.
        (f"<div>{SENTENCE}<h6>目录</h6>{OTHER}</div>", f"{SENTENCE}\n## 目录\n\n{OTHER}"),
        (f"<p>{SENTENCE}</p><ul><li>{OTHER}</li>\n<li>共享。</li></ul>", f"{SENTENCE}\n\n- {OTHER}\n- 共享。"),
        (
            f"<p>{SENTENCE}</p><ol><li><p>{OTHER}</p></li><li><p>共享。</p></li></ol>",
            f"{SENTENCE}\n\n- {OTHER}\n- 共享。",
        ),
        (f"<p>{SENTENCE}</p><ul><li>{OTHER}<ul><li>共享。</ul></ul>", f"{SENTENCE}\n\n- {OTHER}\n- 共享。"),
        (f"<p>Open\n   data <b>and</b>\tAI</p><p>{OTHER}</p>", f"Open data and AI\n\n{OTHER}"),
        (
            f"<p>{SENTENCE}</p><pre>第一行说明。\n第二行说明。</pre><p>{OTHER}</p>",
            f"{SENTENCE}\n\n第一行说明。\n第二行说明。\n\n{OTHER}",
        ),
    ],
)
def test_elements_become_line_structure(body: str, expected: str) -> None:
    assert plain(body) == expected


def test_a_table_is_one_line_a_row_with_tabs() -> None:
    table = (
        "<table><thead><tr><th>指标<th>数值</thead><tbody><tr><td><p>收入</p><p>（亿元）</p><td>3<br>4</tbody></table>"
    )
    assert (
        plain(f"<p>{SENTENCE}</p>{table}<p>{OTHER}</p>") == f"{SENTENCE}\n\n指标\t数值\n收入 （亿元）\t3 4\n\n{OTHER}"
    )


def test_empty_cells_keep_their_place() -> None:
    table = "<table><tr><td>甲</td><td></td><td>1</td></tr><tr><td>乙</td><td>2</td><td></td></tr></table>"
    assert plain(f"<p>{SENTENCE}</p>{table}<p>{OTHER}</p>") == f"{SENTENCE}\n\n甲\t\t1\n乙\t2\n\n{OTHER}"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<sup>[1]</sup>", "<sup>[1]</sup>"),
        ('<sup class="fn">①</sup>', "<sup>①</sup>"),
        ('<SUP><a href="#n1" id=r1> [1] </a></SUP >', "<sup>[1]</sup>"),
        ('<a href="#n1"><sup>2</sup></a>', "<sup>2</sup>"),
        ("<sup>-3</sup>", "<sup>-3</sup>"),
        ("<sup>th</sup>", "th"),
        ("<sup></sup>", ""),
        ("<sub>2</sub>", "2"),
    ],
)
def test_raised_numbers_keep_their_tags(markup: str, expected: str) -> None:
    assert plain(f"<p>数据开放{markup}，{SENTENCE}</p>") == f"数据开放{expected}，{SENTENCE}"


@pytest.mark.parametrize(
    ("reference", "character"),
    [
        ("&amp;", "&"),
        ("&#x4eba;", "人"),
        ("&#20154;", "人"),
        ("&ldquo;", "“"),
        ("&nbsp;", " "),
        ("&#160;&nbsp;", " "),
        ("&nbsp", " "),
        ("&#x3000;", " "),
        ("&unknown;", "&unknown;"),
        ("AT&T", "AT&T"),
        ("&lt;3", "<3"),
        ("a < b", "a < b"),
    ],
)
def test_references_become_characters(reference: str, character: str) -> None:
    assert plain(f"<p>数据{reference}开放，{SENTENCE}</p>") == f"数据{character}开放，{SENTENCE}"


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- 注释 <p>不是正文</p> -->",
        "<!-->",
        "<!DOCTYPE html>",
        "<![CDATA[不是>正文]]>",
        "<script>document.write('<p>不是正文</p>')</script>",
        "<script>if (a</b) { '<!--' }</script>",
        "<style>p::before { content: '不是正文' }</style>",
        "<noscript><p>请启用脚本</p></noscript>",
        "<template><p>不是正文</p></template>",
        "<?php echo '不是正文' ?>",
        '<img alt="图片说明" title="a>b">',
        "</>",
    ],
)
def test_what_is_no_text_never_comes_out(markup: str) -> None:
    assert plain(f"<p>{SENTENCE}</p>{markup}<p>{OTHER}</p>") == f"{SENTENCE}\n\n{OTHER}"


@pytest.mark.parametrize("attribute", ["hidden", 'style="color:red; display : none"', 'aria-hidden="true"'])
def test_hidden_text_is_set_apart(attribute: str) -> None:
    found = document(f"<p>{SENTENCE}</p><div {attribute}><p>没有人看见这一段。</p></div><p>{OTHER}</p>")
    assert found.text == f"{SENTENCE}\n\n{OTHER}"
    assert web(found) == ["没有人看见这一段。"]


def test_a_class_with_the_name_hidden_hides_nothing() -> None:
    assert OTHER in document(f'<p>{SENTENCE}</p><div class="not hidden"><p>{OTHER}</p></div>').text


def test_the_name_of_a_page_is_no_text() -> None:
    assert document(f"<title>数据开放</title><body><p>{SENTENCE}</p>").text == SENTENCE


# The article


def test_a_title_under_the_navigation_that_names_it_is_the_lower_one() -> None:
    title = "关于加强城市治理数据开放工作的若干意见"
    page = f"""<title>{title}-某市</title><div class="path"><a href="/">首页</a><span>{title}</span></div>
        <div class="t">{title}</div><div class="info">来源：某局</div>
        <p>{SENTENCE}</p><p>{OTHER}</p><p>{SENTENCE}</p>"""
    found = document(page)
    assert found.text.count(title) == 1
    assert found.origin[0] == page.index(f'"t">{title}') + 4


def test_a_subtitle_is_kept_and_the_date_under_it_is_not() -> None:
    head = "<h1>数字政府建设要用好数据</h1><h4>——写在条例实施之际</h4><div>2023年6月15日 来源：某网</div>"
    page = f"<div class=title>{head}</div><div class=text><p>{SENTENCE}</p><p>{OTHER}</p><p>{THIRD}</p></div>"
    assert lines(page) == ["数字政府建设要用好数据", "——写在条例实施之际", SENTENCE, OTHER, THIRD]


def test_a_list_of_references_at_the_end_is_kept_for_the_rule_that_sets_it_apart() -> None:
    entries = "".join(f"<li>作者{n}：《治理研究》，出版社2019年版。</li>" for n in "甲乙丙")
    page = f"<article><p>{SENTENCE}</p><p>{OTHER}</p><h2>参考文献</h2><ol class='references'>{entries}</ol></article>"
    found = document(page)
    assert found.text == f"{SENTENCE}\n\n{OTHER}"
    apart = [found.raw[span.start : span.end] for span in found.removed if span.part == "references"]
    assert any("作者丙" in words for words in apart)


def test_a_paragraph_that_comes_twice_is_kept_twice() -> None:
    between = "".join(f"<p>第{n}条说明了数据开放的另一项要求，各部门应当执行。</p>" for n in "一二三四五")
    assert lines(f"<body><p>{SENTENCE}</p>{between}<p>{SENTENCE}</p><p>{OTHER}</p></body>").count(SENTENCE) == 2


def test_a_copyright_line_after_the_text_is_no_text() -> None:
    line = "某网版权所有，未经书面授权，任何单位和个人禁止使用。"
    found = document(f"<div><p>{SENTENCE}</p><p>{OTHER}</p></div><div class='site-copyright'><p>{line}</p></div>")
    assert found.text == f"{SENTENCE}\n\n{OTHER}"
    assert line in web(found)


def test_an_article_in_an_element_with_the_name_of_furniture_is_kept() -> None:
    assert lines(f"<div class='with-sidebar'><p>{SENTENCE}</p><p>{OTHER}</p></div>") == [SENTENCE, OTHER]


def test_a_page_from_a_word_processor_is_whole() -> None:
    page = """<body lang=ZH-CN><div class=Section1><p class=MsoNormal><b><span style='font-size:22.0pt'>年度报告<span
        lang=EN-US><o:p></o:p></span></span></b></p><p class=MsoNormal><span>本年度全国共备案服务<span
        lang=EN-US>190</span>款，同比增长<span lang=EN-US>35.2%</span>。<a style='mso-footnote-id:ftn1' href="#_ftn1"
        ><sup><span lang=EN-US>[1]</span></sup></a></span></p><p>相关部门开展专项检查<![if !x]><span>12</span><![endif]>
        次，处置违规应用。</p></div><div style='mso-element:footnote-list'><hr width="33%"><div id=ftn1><p><a
        href="#_ftnref1">[1]</a> 数据来源：某某公告。</p></div></div></body>"""
    assert plain_page(page.encode()).split("\n\n") == [
        "年度报告",
        "本年度全国共备案服务190款，同比增长35.2%。<sup>[1]</sup>",
        "相关部门开展专项检查12 次，处置违规应用。",
        "[1] 数据来源：某某公告。",
    ]


def test_an_article_that_is_a_small_part_of_its_page_is_told() -> None:
    hidden = f"<div hidden>{'没有人看见。' * 50}</div>"
    assert any("hides" in words for words in document(f"<p>{SENTENCE}</p>{hidden}").warnings)


# Pages that hold nothing, or too much


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>治理报告</title></head><body></body></html>",
        f"<html><body><div id=app></div><script>var page = '<p>{SENTENCE}</p>'</script></body></html>",
        "<html><body><noscript>请启用脚本</noscript></body></html>",
        "<html><body><ul><li><a href=1>首页</a></li><li><a href=2>新闻</a></li></ul></body></html>",
        f"<html><body><div hidden>{SENTENCE}</div></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(GovtextError, match=r"page\.html: no article text in this page; open it in a browser"):
        document(page)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n\x00" + bytes(range(256)), b'<meta charset="iso-8859-1">' + bytes(range(1, 256)) * 9],
)
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(GovtextError, match=r"^page\.html: "):
        document(data)


def test_a_damaged_page_is_refused_and_never_mended() -> None:
    data = f'<meta charset="utf-8"><p>{SENTENCE}</p>'.encode()
    with pytest.raises(GovtextError, match="neither UTF-8"):
        document(data[:60] + b"\xff" + data[60:])


def test_entities_are_never_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "ha">{entities}]><html><p>{SENTENCE}&a9;</p></html>'
    assert document(page).text == f"{SENTENCE}&a9;"


def test_a_parser_that_fails_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    with pytest.raises(GovtextError, match=r"^page\.html: this page cannot be parsed \(RecursionError\); save"):
        document(f"<p>{SENTENCE}{OTHER}而且</p>")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + f"<p>{SENTENCE}</p>" + "</div>" * 100_000,
        f"<p>{SENTENCE}</p>" + "<a " * 100_000,
        f"<p>{SENTENCE}</p>" + "<!--" * 500_000,
        f"<p>{SENTENCE}</p>" + "<![CDATA[" * 100_000,
        "<!doctype [" * 100_000 + f"><p>{SENTENCE}</p>",
        f"<p>{SENTENCE}</p>" + "<noscript>" * 50_000,
        f"<p>{SENTENCE}</p><script>" + "</p>" * 100_000,
    ],
    ids=("div", "tag", "comment", "cdata", "doctype", "noscript", "script"),
)
def test_what_is_opened_and_never_closed_takes_no_time(page: str) -> None:
    started = time.monotonic()
    assert document(page).text == SENTENCE
    assert time.monotonic() - started < 20  # some seconds; one search to the end for each tag takes hours


def test_a_page_of_five_megabytes_is_read() -> None:
    found = document("<body>" + f'<p class="MsoNormal"><span style="font-size:12pt">{SENTENCE}</span></p>\n' * 30_000)
    assert len(found.paragraphs) == 30_000


# Any page

PIECES = [
    *("<p>", "</p>", "<div>", "</div>", "<div hidden>", "<br>", "<ul>", "<li>", "</ul>", "<h1>", "</h1>", "<h6>"),
    *("<table>", "<tr>", "<td>", "<td><p>", "</td>", "</table>", "<sup>", "</sup>", "[1]", "①", "<a href=x>", "</a>"),
    *(
        "<!--",
        "-->",
        "<!-- c -->",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<nav>",
        "</nav>",
        "<pre>",
        "</pre>",
    ),
    *("<![CDATA[", "]]>", "<!DOCTYPE html>", "<?xml?>", "&amp;", "&nbsp;", "&lt;", "&#", "&", "<", ">", '"', "='"),
    *("</", '<a title="', "<template>", "</template>", "<select><option>甲", "<svg><title>图</title></svg>", "\u3000"),
    *("\n", " ", "\t", "\r\n", "\f", "AI", "治理", "。", SENTENCE, SENTENCE, OTHER, "# ", "- ", "*"),
]


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(st.sampled_from(PIECES), max_size=40))
def test_nothing_is_lost_on_any_page(parts: list[str]) -> None:
    try:
        found = document("".join(parts))
    except GovtextError:
        return
    assert found.raw == "".join(parts)
    check_accounts(found)
