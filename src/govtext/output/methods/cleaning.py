"""What cleaning did, in words: rules by what became of the characters, with how often each fired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...table import Text
from .reading import Run
from .wording import Said, code, listed, listed_zh, many, percent, said

REMOVED = {
    "tags": Text("the markup of web pages", "网页标记"),
    "invisible": Text("invisible and control characters", "不可见字符与控制字符"),
    "web_furniture": Text("lines of site navigation and copyright", "网站导航与版权行"),
    "running_heads": Text("running heads", "页眉"),
    "glued_numbers": Text("page numbers run into a line", "与正文粘连的页码"),
    "page_numbers": Text("page numbers", "页码"),
    "rule_lines": Text("horizontal rules", "分隔线"),
    "footnote_marks": Text("note marks in the text", "文中注号"),
    "markup": Text("Markdown and HTML markup", "Markdown 与 HTML 标记"),
    "heading_marks": Text("the marks of Markdown headings", "Markdown 标题标记"),
    "han_spaces": Text("blanks between Chinese characters", "汉字之间的空格"),
    "page_marks": Text("page marks", "分页符"),
    "margins": Text("blanks at the edges of lines", "行首与行末空白"),
    "empty_lines": Text("superfluous empty lines", "多余空行"),
}
APART = {
    "boilerplate": Text("what web pages show beside their article", "网页正文以外的内容"),
    "word_notes": Text("notes of Word documents", "Word 文档注释"),
    "word_contents": Text("contents tables of Word documents", "Word 文档目录"),
    "site_text": Text("self-descriptions of web sites", "网站自我介绍"),
    "contents": Text("contents pages", "目录"),
    "notes": Text("footnotes and endnotes", "脚注与尾注"),
    "references": Text("bibliographies", "参考文献"),
    "journal_lines": Text("the lines a journal prints round an article", "期刊于论文前后所附信息"),
    "urls": Text("web addresses, DOIs and mail addresses", "网址、DOI 与邮箱"),
    "boxes": Text("boxed inserts", "专栏"),
    "tables": Text("tables", "表格"),
    "captions": Text("captions of figures", "图题"),
    "leads": Text("editors' leads", "编者按"),
    "front_matter": Text("title pages", "扉页"),
    "authors": Text("bylines and biographies of authors", "署名与作者简介"),
    "credits": Text("credits", "撰写、编辑等署名信息"),
    "back_matter": Text("acknowledgements, disclaimers and imprints", "致谢、免责声明与版权信息"),
}
CHANGED = {
    "line_ends": Text("line ends", "换行符"),
    "blanks": Text("wide and fixed blanks", "全角与固定宽度空格"),
    "radicals": Text("radicals and compatibility ideographs", "部首与兼容汉字"),
    "wide_forms": Text("full-width letters, digits and signs", "全角字母、数字与符号"),
    "half_width": Text("half-width punctuation beside Chinese characters", "汉字旁的半角标点"),
    "abstract": Text("labels of abstracts", "摘要标签"),
    "join_pages": Text("sentences broken by a page", "跨页断句"),
    "join_lines": Text("lines broken within a paragraph", "段内断行"),
}


def cleaning_text(run: Run) -> list[Said]:
    """Return what cleaning did: where all characters are, which rules fired how often or did not run."""
    return [*_characters(run), *_rules(run), *_left_out(run), *_audited(run)]


def _characters(run: Run) -> list[Said]:
    found = run.cleaning.get("characters")
    if not isinstance(found, Mapping):
        return []
    sums = {name: found.get(name) for name in ("file", "text", "apart", "removed", "exchanged")}
    if not all(isinstance(count, int) for count in sums.values()):
        return []
    whole, text, apart, removed, exchanged = (int(count or 0) for count in sums.values())
    swapped = Text("", "")
    if exchanged:
        swapped = Text(
            f"; {many(exchanged, 'character')} of the text {'was' if exchanged == 1 else 'were'} exchanged for "
            "another form",
            f"；正文中另有 {exchanged:,} 字符改换了字形",
        )
    return [
        said(
            "characters",
            "The files were cleaned by named rules, every edit of which is recorded with its place, so that each "
            f"character of a file is accounted for. Of {many(whole, 'character')} as read, {text:,} "
            f"({percent(text, whole)}) are the running text that was analysed, {apart:,} ({percent(apart, whole)}) "
            f"were kept apart as no part of it, and {removed:,} ({percent(removed, whole)}) were removed{swapped.en}.",
            "文本清洗按具名规则进行，每一处改动均记录其位置，故原文件的每个字符均有着落。"
            f"读入的 {whole:,} 字符中，{text:,} 字符（{percent(text, whole)}）为纳入分析的正文，"
            f"{apart:,} 字符（{percent(apart, whole)}）不属正文而单独保存，"
            f"{removed:,} 字符（{percent(removed, whole)}）被删除{swapped.zh}。",
        )
    ]


def _rules(run: Run) -> list[Said]:
    """Return the rules that fired, in three kinds, each with the number of its edits and of the sources."""
    fired = [rule for rule in run.cleaning.get("rules") or [] if isinstance(rule, Mapping) and rule.get("changes")]
    if not fired:
        return []
    kinds = (
        (REMOVED, Text("removed were", "删除")),
        (APART, Text("kept apart were", "单独保存")),
        (CHANGED, Text("brought to a common form or mended were", "统一或修复")),
    )
    parts, parts_zh = [], []
    for names, opening in kinds:
        mine = [rule for rule in fired if _kind(rule) is names]
        if mine:
            parts.append(f"{opening.en} {listed([_fired(rule, names).en for rule in mine])}")
            parts_zh.append(f"{opening.zh}{listed_zh([_fired(rule, names).zh for rule in mine])}")
    text = "; ".join(parts)
    return [
        said(
            "rules",
            f"In detail (in brackets the number of edits and of texts concerned), {text}.",
            f"各类处理如下（括号内依次为改动次数与所涉文本数）：{'；'.join(parts_zh)}。",
        )
    ]


def _kind(rule: Mapping[str, Any]) -> Mapping[str, Text]:
    name = str(rule.get("rule"))
    return APART if name in APART else CHANGED if name in CHANGED else REMOVED


def _fired(rule: Mapping[str, Any], names: Mapping[str, Text]) -> Text:
    """Return `page numbers (12 in 2)`."""
    name = str(rule.get("rule"))
    wording = names.get(name) or Text(f"what the rule {code(name)} finds", f"规则 {code(name)} 所涉")
    changes, sources = rule.get("changes"), rule.get("sources")
    if not isinstance(changes, int) or not isinstance(sources, int):
        return wording
    return Text(f"{wording.en} ({changes:,}; {sources:,})", f"{wording.zh}（{changes:,}；{sources:,}）")


def _left_out(run: Run) -> list[Said]:
    without = [str(name) for name in run.cleaning.get("without") or []]
    if not without:
        return []
    names = [code(name) for name in without]
    word = "rules" if len(names) > 1 else "rule"
    was = "were" if len(names) > 1 else "was"
    return [
        said(
            "without",
            f"The {word} {listed(names)} {was} switched off.",
            f"规则 {listed_zh(names)} 未启用。",
        )
    ]


def _audited(run: Run) -> list[Said]:
    """Say that the record was checked, where a step did so."""
    if not any(step.command == "corpus audit" for step in run.steps):
        return []
    return [
        said("audited", "The record of cleaning was checked character by character.", "清洗记录已逐字符核对。"),
    ]
