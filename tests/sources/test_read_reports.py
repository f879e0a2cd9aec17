"""The five real reports as a reader sees them: what is not left in them, what has become whole, their headings.

Fragments are a dozen characters long at most; the reports themselves are not in the repository.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from govtext.sources.document import Document, Section
from govtext.sources.read import read_document

JOINT, ENGINEERS, ARTICLE, ESSAY, PAPER = range(5)  # the reports in the order of their file names


@pytest.fixture(scope="module")
def documents(reports: list[Path]) -> list[Document]:
    return [read_document(path.read_bytes(), path) for path in reports]


def apart(document: Document, part: str) -> list[str]:
    """Return the wording of what is set apart under this name, the spans of one edit put together."""
    found: dict[int, str] = {}
    for span in document.removed:
        if span.part == part:
            found[span.edit] = found.get(span.edit, "") + document.raw[span.start : span.end]
    return [text.strip() for text in found.values()]


def lines(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.paragraphs]


def test_all_are_utf8(documents: list[Document]) -> None:
    assert [document.encoding.split()[0] for document in documents] == ["utf-8"] * 5


# What must not be left in any of them.


@pytest.mark.parametrize(
    "debris", ["<sup>", "</", "**", "](", "http", "www.", "@", "^①", "---", "\f", "\u3000", "\xa0", "\u200b"]
)
def test_no_debris_is_left(documents: list[Document], debris: str) -> None:
    assert [at for at, document in enumerate(documents) if debris in document.text] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?m)^[\d\W_]+$",  # a line without a single letter
        r"[①-⑳]",
        r"\[\d+\]",
        r"(?!章)[\u4e00-\u9fff] [\u4e00-\u9fff]",
        r"[\u4e00-\u9fff][,;?!][\u4e00-\u9fff]",
        r"(?m)^ | $",
        r"(?m)^[#>]",
        r"\n\n\n",
        r"[.·…]{4}\s*\d",  # leaders
        r"(?m)^.{1,40}[^\d年第.]\d{1,2}$",  # a page number at the end of a short line
        r"(?m)^目\s*录$",
        r"(?m)^(?:首页|Share|分享|责任编辑|作者|审核|关键词|参考文献)",
        r"\d{4}年第\d{1,2}期，第",  # what notes and bibliographies say
        r"最后访问",
        r"\[[A-Z]{1,2}(?:/OL)?\]",
    ],
)
def test_no_pattern_of_debris_is_left(documents: list[Document], pattern: str) -> None:
    assert [re.findall(pattern, document.text)[:3] for document in documents] == [[]] * 5


def test_no_running_head_is_left(documents: list[Document]) -> None:
    # Every line of the engineers' report comes once, the chapter headings too: they are its running heads. What the
    # introduction says of the chapters bears the same titles with a comma.
    titles = [line for line in lines(documents[ENGINEERS]) if len(line) < 40]
    assert [title for title in titles if titles.count(title) > 1] == []
    assert lines(documents[PAPER]).count("全球人工智能治理与中国方案") == 1
    assert "TSINGHUA" not in documents[PAPER].text


def test_every_paragraph_of_a_body_ends_as_a_sentence(documents: list[Document]) -> None:
    # What does not would be half a sentence, or furniture. A colon opens a list; 001 lists its cases without marks.
    for at in (JOINT, ARTICLE, ESSAY, PAPER):
        document = documents[at]
        heads = {section.paragraph for section in document.sections if section.kind}
        body = [line for number, line in enumerate(lines(document)) if number not in heads]
        assert [line[-12:] for line in body if not re.search(r"[。；：？！][”』）\"]*$", line)] == []


# Sentences that a page end, a running head, a note or a line end had broken.


@pytest.mark.parametrize(
    ("report", "fragment"),
    [
        (JOINT, "本研究报告不涉及"),
        (JOINT, "成立人工智能高级别"),
        (JOINT, "国际电工委员会等"),
        (JOINT, "人工智能高级别咨询机构"),
        (JOINT, "信息技术-人工智能"),
        (JOINT, "拥有较多跨国企业"),
        (JOINT, "也对原有社会秩序"),
        (JOINT, "安全能力和韧性。"),
        (JOINT, "场景创新提供算力"),
        (JOINT, "国际社会应强化能力"),
        (ENGINEERS, "甚至出现了一定程度"),
        (ENGINEERS, "广泛参与的对话"),
        (ENGINEERS, "风险识别与管理：集中"),
        (ENGINEERS, "造成难以预见的"),
        (ENGINEERS, "至少是间接影响"),
        (ENGINEERS, "打通数据要素供给"),
        (ENGINEERS, "个人数据保护"),
        (ENGINEERS, "商品的需求也在增加"),
        (ENGINEERS, "无论是政府还是公"),
        (ENGINEERS, "机器学习系统开发"),
        (ENGINEERS, "随着各国寻求确保"),
        (ENGINEERS, "其他方法和框架"),
        (ARTICLE, "国际权力结构的重新洗牌"),  # over three notes
        (ARTICLE, "物质财富，但是"),
        (ARTICLE, "更是不无担忧地"),
        (ARTICLE, "如何界定与区分成为"),
        (ARTICLE, "应对人工智能的全"),
        (ARTICLE, "高科技公司，也纷纷"),  # over five notes
        (ARTICLE, "随后，中国对人工智能"),
        (ARTICLE, "逐渐形成风格各异"),
        (ARTICLE, "联合国框架下讨论"),
        (ARTICLE, "模糊不清。2023年"),
        (ARTICLE, "被不法分子滥用进行"),
        (ARTICLE, "科学治理，因此在鼓励"),
        (ARTICLE, "走向“善治”与全球"),
        (ARTICLE, "合作基础不同，人工"),
        (PAPER, "塑造了当下国际治理"),
        (PAPER, "美国存在一定的差距"),
        (PAPER, "等机构的研究显示"),
        (PAPER, "国内治理创新"),
        (PAPER, "数据采集和算法开发"),
        (PAPER, "统一大市场优势和"),  # over a note
        (PAPER, "以此为基础，中国"),
        (PAPER, "人工智能包容普惠"),
        (PAPER, "框架内团结全球"),
        (PAPER, "民间社会和公众"),
        (PAPER, "全球主要头部云企"),
        (PAPER, "中国政法大学"),  # over a note
    ],
)
def test_sentences_broken_by_pages_are_whole(documents: list[Document], report: int, fragment: str) -> None:
    assert len(fragment) <= 12
    assert fragment in documents[report].text


@pytest.mark.parametrize(
    ("report", "fragment"),
    [
        (JOINT, "也对原有社会秩序"),
        (JOINT, "国际电工委员会等"),
        (ENGINEERS, "打通数据要素供给"),
        (ARTICLE, "国际权力结构的重新洗牌"),
        (ARTICLE, "走向“善治”与全球"),
        (PAPER, "塑造了当下国际治理"),
        (PAPER, "等机构的研究显示"),
    ],
)
def test_these_sentences_were_broken(documents: list[Document], report: int, fragment: str) -> None:
    assert fragment not in documents[report].raw


def test_a_series_parted_by_semicolons_is_one_paragraph(documents: list[Document]) -> None:
    # The page ended after the second of five members.
    assert '智能幻觉"；模型算法的' in documents[JOINT].text


def test_the_paragraph_after_a_mark_at_the_page_end_stays(documents: list[Document]) -> None:
    assert "近年来，美国、中国、欧盟" in documents[ARTICLE].text


# Nothing lost, nothing invented.


def test_paragraphs_cover_the_text(documents: list[Document]) -> None:
    for document in documents:
        outside = set(range(len(document.text)))
        for start, end in document.paragraphs:
            outside -= set(range(start, end))
        assert {document.text[at] for at in outside} <= {"\n"}
        assert len(document.headings) == len(document.paragraphs)


def test_every_raw_character_is_accounted_for_once(documents: list[Document]) -> None:
    for document in documents:
        times = np.zeros(len(document.raw), dtype=int)
        times[document.origin] += 1
        for span in document.removed:
            times[span.start : span.end] += 1
        assert (times == 1).all()


@pytest.mark.parametrize(
    ("report", "share"), [(JOINT, 0.8), (ENGINEERS, 0.8), (ARTICLE, 0.55), (ESSAY, 0.9), (PAPER, 0.6)]
)
def test_most_of_a_report_is_body(documents: list[Document], report: int, share: float) -> None:
    # The article has 73 notes on its pages, the paper notes, two tables, two boxes and a bibliography.
    document = documents[report]
    assert len(document.text) > share * len(re.sub(r"\s", "", document.raw))


# The trees.


def tree(document: Document, level: int) -> list[str]:
    return [
        f"{section.number}{section.title}" for section in document.sections if section.level == level and section.kind
    ]


def under(document: Document, title: str) -> list[Section]:
    """Return the sections that stand under a heading."""
    at = next(number for number, section in enumerate(document.sections) if section.title.startswith(title))
    found = []
    for section in document.sections[at + 1 :]:
        if section.level <= document.sections[at].level:
            break
        found.append(section)
    return found


@pytest.mark.parametrize(
    ("report", "title"),
    [
        (JOINT, "全球人工智能治理研究报告"),
        (ENGINEERS, "生成式人工智能安全与全球"),
        (ARTICLE, "全球人工智能治理：进展"),
        (PAPER, "全球人工智能治理与中国"),
    ],
)
def test_the_title_stands_above_all(documents: list[Document], report: int, title: str) -> None:
    first = documents[report].sections[0]
    assert (first.level, first.kind, first.title[: len(title)]) == (0, "title", title)
    assert [section.level for section in documents[report].sections].count(0) == 1


def test_the_joint_report(documents: list[Document]) -> None:
    document = documents[JOINT]
    assert [title[:6] for title in tree(document, 1)] == [
        "前言",
        "一、全球人工",
        "二、全球人工",
        "三、构建完善",
        "附录：近年来",
    ]
    ten = under(document, "全球人工智能治理的十大")
    assert [section.number.strip("() ") for section in ten] == list("一二三四五六七八九十")
    assert [section.number.strip("() ") for section in under(document, "全球人工智能治理现状")] == list("一二三四")
    third = [section.number for section in document.sections if section.level == 3]
    assert third == ["1.", "2.", "3.", "1.", "2.", "3.", "4.", "5.", "6."]


CONTRIBUTIONS = [  # the beginning of the title, the authors
    ("人工智能治理：为了人工", ["龚克"]),
    ("大语言模型怪兽", ["季卫东"]),
    ("以更积极主动的治理", ["段伟文"]),
    ("人类价值对齐难题", ["王小红"]),
    ("人工智能的全球监管", ["罗斯塔姆·J·诺伊维尔特"]),
    ("生成式人工智能对全球", ["孙南翔"]),
    ("全球人工智能风险不可", ["邓肯·卡斯-贝格斯"]),
    ("基础模型和生成式人工", ["尼古拉斯·莫斯", "尤兰达·兰奎斯特", "尼基·伊利亚迪斯", "尼古拉斯·米埃赫"]),
    ("有关全球人工智能治理", ["周辉"]),
    ("基础模型开发和部署的", ["罗伯特·特拉格", "菲恩·海德"]),
    ("协调、合作、紧迫性", ["卡洛斯·伊格纳西奥·古铁雷斯"]),
    ("数据伦理与联合国教科", ["国际科技数据委员会数据伦理工作组"]),
    ("通用人工智能或大型", ["张鹏"]),
    ("发展中国家距离利用人", ["尤金尼奥·巴尔加斯·加西亚"]),
    ("推动发展中国家参与", ["鲁传颖"]),
    ("人工智能供应链与地缘", ["方淑霞"]),
    ("人工智能监督可以从碳", ["夏洛特·西格曼", "丹尼尔·普里维特拉"]),
    ("人工智能治理如何促进", ["廖璐"]),
    ("为全球大多数人的人工", ["莉安托涅特·蔡"]),
    ("理解模型能力是全球", ["纳撒尼尔·沙拉丁"]),
    ("标准化视角下的人工", ["马骋昊", "高万琪", "范思雨"]),
    ("人工智能治理——一场", ["王俊", "娜迪娅"]),
    ("新加坡治理生成式人工", ["丹尼丝·王"]),
    ("通过人工智能技术民主", ["伊丽莎白·西格"]),
    ("学习机器的工程智慧", ["布雷特·卡兰", "科林·艾伦"]),
    ("多元、开放、互动", ["刘纪璐"]),
    ("一种负责任地扩展人工", ["迈克尔·塞利托"]),
    ("以价值对齐塑造健康", ["司晓", "曹建峰"]),
    ("不要让深黑盒人工智能", ["韦韬"]),
    ("英特尔负责任的人工", ["邹宁", "王海宁"]),
]


def test_the_engineers_have_five_chapters_once_each(documents: list[Document]) -> None:
    chapters = [section for section in documents[ENGINEERS].sections if section.level == 1]
    assert [section.title for section in chapters if section.kind == "matter"] == ["编者的话", "序言", "介绍"]
    assert [section.number for section in chapters if section.kind == "chapter"] == [
        "第一章",
        "第二章",
        "第三章",
        "第四章",
        "第五章",
    ]


def test_the_engineers_have_thirty_pieces_with_authors(documents: list[Document]) -> None:
    # The foreword's, then 6, 6, 6, 7 and 4 in the five chapters: 1 + 29.
    signed = [section for section in documents[ENGINEERS].sections if section.authors]
    assert len(signed) == len(CONTRIBUTIONS) == 30
    for section, (title, authors) in zip(signed, CONTRIBUTIONS, strict=True):
        assert section.title.startswith(title)
        assert list(section.authors) == authors
        assert section.level == 2


def test_each_chapter_of_the_engineers_holds_its_contributions(documents: list[Document]) -> None:
    document = documents[ENGINEERS]
    chapters = ["序言", *(section.title for section in document.sections if section.kind == "chapter")]
    assert [sum(bool(one.authors) for one in under(document, title)) for title in chapters] == [1, 6, 6, 6, 7, 4]


def test_numbered_headings_stand_inside_their_contribution(documents: list[Document]) -> None:
    five = under(documents[ENGINEERS], "有关全球人工智能治理")
    assert [(section.level, section.number) for section in five] == [(3, f"{number}、") for number in "一二三四五"]


def test_the_article(documents: list[Document]) -> None:
    document = documents[ARTICLE]
    assert document.sections[0].authors == ("叶淑兰", "李孟婷")
    assert [section.title for section in document.sections if section.kind == "abstract"] == ["提要"]
    assert [section.number for section in document.sections if section.level == 1 and section.number] == [
        f"{number}、" for number in "一二三四五"
    ]
    second = [section.number.strip("（）") for section in document.sections if section.kind == "bracketed"]
    assert "".join(second) == "一二三" + "一二三四" + "一二三四" + "一二三"
    assert {section.level for section in document.sections if section.kind == "bracketed"} == {2}


def test_the_text_after_the_abstract_is_a_section_without_a_title(documents: list[Document]) -> None:
    sections = documents[ARTICLE].sections
    at = next(number for number, section in enumerate(sections) if section.kind == "abstract")
    assert (sections[at + 1].title, sections[at + 1].kind, sections[at + 1].level) == ("", "", 1)
    assert sections[at + 1].paragraph == sections[at].paragraph + 2  # the heading, one paragraph


def test_the_essay(documents: list[Document]) -> None:
    document = documents[ESSAY]
    assert [title[:4] for title in tree(document, 1)] == ["构建全球", "全球人工", "应对人工", "加强多方", "凝聚广泛"]
    assert [section.number for section in under(document, "全球人工智能安全与治理的国际")] == ["❖", "❖"]
    assert document.text.startswith("人工智能是引领新一轮")  # the lead of the web site is set apart


def test_the_paper(documents: list[Document]) -> None:
    document = documents[PAPER]
    assert [title[:2] for title in tree(document, 1)] == ["一、", "二、", "三、"]
    second = [section.number.strip("（）") for section in document.sections if section.kind == "bracketed"]
    assert "".join(second) == "一二三" * 3
    assert [section.title[:3] for section in under(document, "求同存异")] == ["第一，", "第二，", "第三，"]


# What is set apart.


@pytest.mark.parametrize(
    ("report", "parts"),
    [
        (JOINT, {"front", "contents", "table"}),
        (ENGINEERS, {"front", "contents", "byline", "biography", "acknowledgements", "imprint", "address"}),
        (ARTICLE, {"byline", "biography", "keywords", "editorial", "note"}),
        (ESSAY, {"web", "editorial"}),
        (PAPER, {"front", "contents", "table", "box", "note", "references", "editorial"}),
    ],
)
def test_the_parts(documents: list[Document], report: int, parts: set[str]) -> None:
    assert {span.part for span in documents[report].removed} - {""} == parts


def test_the_title_pages(documents: list[Document]) -> None:
    assert len(apart(documents[JOINT], "front")) == 16  # 15 institutions and 联合发起
    assert len(apart(documents[ENGINEERS], "front")) == 5  # English title, two institutions, the date twice


def test_the_biographies_of_the_engineers(documents: list[Document]) -> None:
    told = apart(documents[ENGINEERS], "biography")
    authors = [author for _, authors in CONTRIBUTIONS for author in authors]
    assert len(told) == len(authors) == 41
    for author, text in zip(authors, told, strict=True):
        assert text.startswith(author[:9])  # the working group adds its acronym inside


def test_back_matter_of_the_engineers(documents: list[Document]) -> None:
    assert [text[:3] for text in apart(documents[ENGINEERS], "acknowledgements")] == ["致谢：", "致谢\n"]
    assert [text[:4] for text in apart(documents[ENGINEERS], "imprint")] == ["免责声明", "联系方式", "贡献情况"]


def test_key_words_and_biographies_of_the_article(documents: list[Document]) -> None:
    keywords = apart(documents[ARTICLE], "keywords")
    assert [text[:10] for text in keywords] == ["〔关键词〕人工智能、"]
    assert len(apart(documents[ARTICLE], "biography")) == 2
    assert len(apart(documents[ARTICLE], "editorial")) == 4  # two class marks, a number, the editor


def test_the_two_boxes_of_the_paper(documents: list[Document]) -> None:
    boxes = apart(documents[PAPER], "box")
    assert [text[:6] for text in boxes] == ["专栏：以阿里", "专栏：多个中"]
    assert "第三，" not in "".join(boxes)  # the series that the box broke into goes on in the text
    assert "专栏" not in documents[PAPER].text


def test_the_tables(documents: list[Document]) -> None:
    assert [text[:5] for text in apart(documents[JOINT], "table")] == ["主要行为体"]
    assert apart(documents[PAPER], "table")[0].startswith("表 1：")
    for at in (JOINT, PAPER):
        assert "\t" not in documents[at].text


def test_the_credits_of_the_paper(documents: list[Document]) -> None:
    # 作者：, two lines of names; 审核：, one.
    assert [text[:3] for text in apart(documents[PAPER], "editorial")] == [
        "作者：",
        "顾登晨",
        "盛舒洋",
        "审核：",
        "肖茜、",
    ]
