"""The titles of the five real reports: those that name an instrument are matched to the right one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from govtext.analyses.citations import citations
from govtext.analyses.citing.catalogue import read_catalogue
from govtext.study import Study
from govtext.study.instruments import instruments
from govtext.table import Tables
from govtext.tokens.index import TokenIndex

TARGET = 0.95
# Told by hand: books, papers, reports and a submission, which govern nothing.
NO_INSTRUMENTS = {
    "2024年事实与数据",
    "2024年人工智能指数报告",
    "东南亚对人工智能全球治理的声音：联合国人工智能咨询委员会的七点计划",
    "为人类共同福祉构建全球人工智能安全与治理体系",
    "人工智能的地缘政治与数字主权的崛起",
    "可信人工智能白皮书",
    "技术和创新促进更清洁、更具生产力和竞争力的生产",
    "生成式人工智能治理与实践白皮书",
    "礼记·中庸",
    "论语",
}
# Told by hand: which instrument the titles mean that are not its canonical title.
MEANT = {
    "2024-2029年人工智能发展构想(草案)": "kazakhstan",
    "个人信息保护法": "cn-pipl",
    "以人为本的人工智能治理": "hlab-report",
    "人工智能伦理建议书": "unesco-ethics",
    "人工智能治理和伦理指南": "asean-guide",
    "人工智能法": "eu-ai-act",
    "人工智能法案": "eu-ai-act",
    "人工智能法示范法": "cass-model-law",
    "信息技术人工智能管理体系": "iso-42001",
    "关于人工智能和全球治理的联合声明": "china-france",
    "关于加强人工智能伦理治理的立场文件": "cn-ethics-paper",
    "关键基础设施安全保护条例": "cn-critical",
    "加快人工智能场景创新和示范应用": "cn-scenarios",
    "布莱切利人工智能安全宣言": "bletchley",
    "布莱切利宣言": "bletchley",
    "抓住安全、可靠和值得信赖的人工智能系统带来的机遇,促进可持续发展": "unga-78-265",
    "智能网联汽车道路测试与示范应用管理规范": "cn-cars-2021",
    "深度合成管理规定": "cn-deepfakes",
    "生成式人工智能服务管理暂行办法（试行）": "cn-genai-2023",
    "算法推荐管理规定": "cn-algorithms",
    "经合组织人工智能原则": "oecd-ai",
    "联合国2030年可持续发展议程": "agenda-2030",
    "联合国特定常规武器公约": "ccw",
    "通用数据保护条例": "gdpr",
}
STRATEGIES = ["uk-strategy", "egypt-strategy"]  # both are called 国家人工智能战略
MISPRINTED = {"人工智力能力建设普惠计划", "人工智能力建设普惠计划"}


@pytest.fixture(scope="module")
def index(report_study: Study) -> TokenIndex:
    return report_study.index()


@pytest.fixture(scope="module")
def tables(report_study: Study, index: TokenIndex) -> Tables:
    return citations(index, instruments=instruments(report_study))


def titles_of(index: TokenIndex) -> Counter[str]:
    """Return the titles in 《》 by a way of its own."""
    return Counter("".join(title.split()) for text in index.texts for title in re.findall(r"《([^《》]+)》", text))


def matched(tables: Tables) -> Counter[tuple[str, str]]:
    """Return how often each title in 《》 was taken for which instrument (its id)."""
    found: Counter[tuple[str, str]] = Counter()
    for written, own in zip(tables["places"].values("as_written"), tables["places"].values("id"), strict=True):
        if written.startswith("《"):
            found["".join(written[1:-1].split()), own] += 1
    return found


def test_every_title_is_found(index: TokenIndex, tables: Tables) -> None:
    found: Counter[str] = Counter()
    for (title, _), count in matched(tables).items():
        found[title] += count
    assert found == titles_of(index)


def test_titles_that_name_an_instrument_are_matched(index: TokenIndex, tables: Tables) -> None:
    canonical = {"".join(entry.title.split()): entry.id for entry in read_catalogue().entries}
    right, wrong = 0, []
    places = matched(tables)
    for title, count in titles_of(index).items():
        if title in NO_INSTRUMENTS:
            continue
        ids = STRATEGIES if title == "国家人工智能战略" else [MEANT.get(title) or canonical.get(title, "")]
        hits = sum(places[title, own] for own in ids if own)
        right += hits
        if hits < count:
            wrong.append(title)
    asked = sum(count for title, count in titles_of(index).items() if title not in NO_INSTRUMENTS)
    assert right / asked >= TARGET, wrong
    assert set(wrong) <= MISPRINTED
    assert [places["国家人工智能战略", own] for own in STRATEGIES] == [1, 1]


def test_what_is_no_instrument_stays_unmatched(tables: Tables) -> None:
    unmatched = {row[0]: (row[3], row[4]) for row in tables["unmatched"].rows()}
    assert {title for title, (reason, _) in unmatched.items() if reason == "unmatched"} == NO_INSTRUMENTS
    damaged = {title: nearest for title, (reason, nearest) in unmatched.items() if reason == "damaged"}
    assert damaged == {"人工智能力建设普惠计划": "人工智能能力建设普惠计划"}


def test_instruments_named_without_marks(tables: Tables) -> None:
    table = tables["places"]
    rows = zip(table.values("source"), table.values("id"), table.values("how"), strict=True)
    untitled = {(source, own) for source, own, how in rows if how == "untitled"}
    expected = {"京都": "kyoto", "名古屋": "nagoya", "巴塞尔": "basel-3", "阿西洛马": "asilomar", "倡议": "gdi"}
    ids = {own for _, own in untitled}
    assert {expected[name] for name in ("名古屋", "巴塞尔", "阿西洛马", "倡议")} <= ids
    assert expected["京都"] not in ids  # it stands in 《》


def test_shared_instruments(tables: Tables) -> None:
    table = tables["matrix"]
    everywhere = {
        title for title, own in zip(table.values("instrument"), table.values("held_by"), strict=True) if own == "all"
    }
    assert everywhere == {"欧盟人工智能法案", "全球人工智能治理倡议"}
