"""The corpus of a run: how many texts, of which years, how large, and a table of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ...table import Text
from .bibliography import source_keys
from .grouping import groups_text
from .reading import Run
from .wording import Said, listed, listed_zh, many, plain, said, spelled

MOST_SOURCES = 60  # in the table; a larger corpus belongs in a supplement
LANGUAGES = {"zh": Text("Chinese", "中文"), "en": Text("English", "英文")}
FORMATS = {
    "txt": Text("plain text", "纯文本"),
    "text": Text("plain text", "纯文本"),
    "md": Text("Markdown", "Markdown"),
    "html": Text("web page", "网页"),
    "docx": Text("Word", "Word"),
    "pdf": Text("PDF", "PDF"),
    "conll": Text("CoNLL", "CoNLL"),
    "csv": Text("CSV", "CSV"),
    "tsv": Text("TSV", "TSV"),
    "xlsx": Text("Excel", "Excel"),
    "jsonl": Text("JSON Lines", "JSON Lines"),
}
SIZES = (
    ("characters", Text("character", "字符")),
    ("tokens", Text("token", "词")),
    ("sentences", Text("sentence", "句")),
    ("paragraphs", Text("paragraph", "段")),
    ("sections", Text("section", "节")),
)
HEAD = {
    "source": Text("Short name", "简称"),
    "title": Text("Title", "题名"),
    "year": Text("Year", "年份"),
    "genre": Text("Genre", "体裁"),
    "characters": Text("Characters", "字符"),
    "tokens": Text("Tokens", "词"),
    "sentences": Text("Sentences", "句"),
}
FIGURES = ("year", "characters", "tokens", "sentences")


def corpus_text(run: Run) -> list[Said]:
    """Return what the corpus is, how large, and which groups of metadata its texts are in."""
    if not run.sources:
        return []
    return [_texts(run), *_sizes(run), *_files(run), *groups_text(run)]


def _texts(run: Run) -> Said:
    sources, years = run.sources, _years(run.sources)
    language, known = LANGUAGES.get(_common(sources, "language")), len(years) == len(sources)
    tongue = Text(f" in {language.en}", language.zh) if language else Text("", "")
    when = Text("", "")
    if years and known:
        first, last = min(years), max(years)
        when = Text(f", dated {first}", f"，年份为 {first} 年") if first == last else Text("", "")
        when = when if first == last else Text(f", dated {first} to {last}", f"，年份为 {first} 至 {last} 年")
    shown = Text("", "")
    if tabled(run):
        shown = Text(" (Table 1)", "（表 1）")
    return said(
        "texts",
        f"The corpus consists of {spelled(len(sources), 'text')}{tongue.en}{when.en}{shown.en}.",
        f"语料由 {len(sources):,} 篇{tongue.zh}文本组成{when.zh}{shown.zh}。",
    )


def _sizes(run: Run) -> list[Said]:
    sums = {key: _sum(run.sources, key) for key, _ in SIZES}
    english = [many(count, name.en) for key, name in SIZES if (count := sums[key]) is not None]
    chinese = [f"{count:,} {name.zh}" for key, name in SIZES if (count := sums[key]) is not None]
    if not english:
        return []
    note, note_zh = "", ""
    if sums["tokens"] is not None:
        note, note_zh = "; tokens are words and numbers, punctuation is not counted", "；词含数字，不含标点"
    return [
        said(
            "sizes",
            f"After cleaning it holds {listed(english)}{note}.",
            f"清洗后共计 {listed_zh(chinese)}{note_zh}。",
        )
    ]


def _files(run: Run) -> list[Said]:
    """Say in which formats the files came."""
    formats = Counter(str(source.get("format")) for source in run.sources if source.get("format"))
    if not formats:
        return []
    named = {name: FORMATS.get(name, Text(plain(name), plain(name))) for name in formats}
    if len(formats) == 1:
        (only,) = named.values()
        return [said("files", f"All files came as {only.en}.", f"文件格式均为{only.zh}。")]
    english = listed([f"{named[name].en} ({count:,})" for name, count in formats.items()])
    chinese = listed_zh([f"{named[name].zh}（{count:,}）" for name, count in formats.items()])
    return [said("files", f"Formats of the files: {english}.", f"文件格式：{chinese}。")]


def tabled(run: Run) -> bool:
    """Return whether the sources are few enough for a table in a paper."""
    return 0 < len(run.sources) <= MOST_SOURCES


def corpus_table(run: Run, lang: str) -> str:
    """Return the table of sources in Markdown; empty where there are too many."""
    if not tabled(run):
        return ""
    keys = source_keys(run.sources)
    columns = [name for name in HEAD if any(_cell(source, name, "") for source in run.sources)]
    lines = ["| " + " | ".join(HEAD[name].get(lang) for name in columns) + " |"]
    lines.append("|" + "|".join("---:" if name in FIGURES else "---" for name in columns) + "|")
    for source, key in zip(run.sources, keys, strict=True):
        lines.append("| " + " | ".join(_cell(source, name, key) for name in columns) + " |")
    caption = Text("**Table 1.** The texts of the corpus.", "**表 1** 语料所含文本").get(lang)
    return f"{caption}\n\n" + "\n".join(lines)


def _cell(source: Mapping[str, Any], name: str, key: str) -> str:
    value = source.get("label") or source.get("id") if name == "source" else source.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name != "year":
        return f"{value:,}"
    shown = "" if value is None else plain(str(value))
    if name == "title" and key:
        return f"{shown} [@{key}]".strip()
    return shown


def _years(sources: Sequence[Mapping[str, Any]]) -> list[int]:
    found = []
    for source in sources:
        year = str(source.get("year", ""))[:4]
        if len(year) == 4 and year.isdecimal() and year.isascii():
            found.append(int(year))
    return found


def _common(sources: Sequence[Mapping[str, Any]], key: str) -> str:
    values = {str(source.get(key, "")) for source in sources}
    return values.pop() if len(values) == 1 else ""


def _sum(sources: Sequence[Mapping[str, Any]], key: str) -> int | None:
    values = [source.get(key) for source in sources]
    known = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
    return sum(known) if len(known) == len(values) else None
