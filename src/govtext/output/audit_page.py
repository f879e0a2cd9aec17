"""A page on which a reader checks by eye what cleaning did: raw text beside clean text, with every removed span."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..labels import label
from ..sources.document import Document, Removed
from ..table import Text

FOLD_FROM = 120  # characters of removed text in one stretch
BEGINNING, LEAST, MOST = 40, 15, 60  # characters of a folded stretch that stay in sight; a line end near is better
EXAMPLE, AROUND, PAIRS = 30, 8, 6

# What can become of a raw character; from FIRST_RULE on it was taken away by a rule.
KEPT, EXCHANGED, LOST, FIRST_RULE = range(4)

HUES = (0, 210, 120, 40, 280, 175, 320, 85, 240, 20, 150, 190)
LINES = ("solid", "dotted", "dashed", "double", "wavy")

# Controls, zero-width characters and direction marks: unseen, or able to turn the page round.
HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\U000e0000-\\U000e007f]"
)
LEADING_LINES = re.compile(r"\s*[\r\n]")
LINE_END = re.compile(r"[\r\n]")

WORDS = {
    "title": Text("What cleaning did", "清洗核对"),
    "how": Text(
        "Left the text as it was read, right the text that is counted, paragraph by paragraph. Coloured on the left: "
        "what is not counted; hatched: what is kept apart (notes, references …). A frame: a character that was "
        "exchanged for another; a faint ↵: a line end that was taken away. Point at a place to see its rule.",
        "左栏为读入的原文，右栏为计入统计的正文，逐段对照。左栏着色处不计入统计，其中斜纹处为另存的部分（注释、参考文献等）；"
        "加框处为替换过的字符，浅色 ↵ 为去掉的换行。鼠标停在某处可见其规则。",
    ),
    "sources": Text("Sources", "文本"),
    "sections": Text("Sections", "章节"),
    "raw": Text("raw", "原文"),
    "clean": Text("clean", "正文"),
    "raw_characters": Text("raw characters", "原文字符"),
    "body": Text("body", "正文"),
    "apart": Text("kept apart", "另存"),
    "removed": Text("removed", "去除"),
    "lost": Text("not accounted for", "去向不明"),
    "exchanged": Text("exchanged", "替换"),
    "example": Text("example", "例"),
    "nothing": Text("Nothing was removed.", "没有去除任何内容。"),
    "no_title": Text("(before the first heading)", "（首个标题之前）"),
    "legend": Text("Colours", "图例"),
    "fold": Text("fold long removed spans", "折叠较长的去除部分"),
    "all": Text("all", "全选"),
    "none": Text("none", "全不选"),
    "characters": Text("characters", "字符"),
}

STYLE = """
:root{color-scheme:light dark;--ink:#1d1d1b;--page:#fff;--faint:#73716c;--rule:#d8d5cd;--bar:#b9c4cf;--tint:86%;
--tint2:95%;--fill:70%;--line:32%;--box:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ink:#e6e3dc;--page:#191a1c;--faint:#9a978f;--rule:#3a3b3e;--bar:#556372;
--tint:27%;--tint2:18%;--fill:40%;--line:72%;--box:#e5b45c}}
*{box-sizing:border-box}
html{scroll-padding-top:9rem}
body{margin:0 auto;max-width:100rem;padding:0 1.2rem 4rem;color:var(--ink);background:var(--page);
font:15px/1.5 system-ui,"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
a{color:inherit}
h1{font-size:1.5rem}h2{font-size:1.25rem;margin:2.5rem 0 .5rem}
#legend{position:sticky;top:0;z-index:1;max-height:8.5rem;overflow:auto;padding:.5rem 0;background:var(--page);
border-bottom:1px solid var(--rule);font-size:.85rem}
#legend label{display:inline-block;margin-right:.9rem;white-space:nowrap}
#legend button{font:inherit}
.sum b{font-variant-numeric:tabular-nums}
.bar{display:flex;height:.9rem;max-width:60rem;margin:.4rem 0 1rem;border:1px solid var(--rule)}
.bar i{flex:0 0 0;min-width:0}
.swatch{display:inline-block;width:1em;height:.8em;border:1px solid var(--faint)}
.body{background:var(--bar)}
.apart{background-color:var(--page);background-image:repeating-linear-gradient(135deg,transparent 0,transparent 3px,
var(--bar) 3px,var(--bar) 6px)}
.removed{background:hsl(0 60% var(--fill))}
.missing,.lost{background:#d0f;color:#fff}
table{border-collapse:collapse;font-size:inherit}
th{font-weight:normal;color:var(--faint);text-align:left}
th,td{vertical-align:top;padding:.25rem .7rem;border-top:1px solid var(--rule)}
.rules{font-size:.9rem}.rules td{overflow-wrap:anywhere}.rules .n{text-align:right;font-variant-numeric:tabular-nums}
.sections{font-size:.9rem;margin:1rem 0}.sections ol{list-style:none;padding:0;margin:.3rem 0;columns:24rem}
.texts{width:100%;table-layout:fixed;margin-top:1rem}
.texts th:first-child{width:3.2rem;font-size:.75rem;padding-left:0}
.texts th a{text-decoration:none}
.texts td{font:16px/1.8 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif;white-space:pre-wrap;
overflow-wrap:anywhere}
.texts tr:target{outline:2px solid var(--faint)}
.texts .e td{vertical-align:bottom}
.texts strong::before{content:attr(data-level);margin-right:.5em;padding:0 .35em;border:1px solid var(--faint);
border-radius:.2em;color:var(--faint);font:.7em system-ui,sans-serif}
.g{white-space:normal}
.end::before{content:"\\21b5";color:var(--faint);opacity:.7;font-size:.8em}
.code{color:var(--faint);font:normal .75em ui-monospace,monospace}
del,mark{color:inherit;text-decoration:underline hsl(var(--h) 80% var(--line)) 2px;text-decoration-style:var(--u);
text-underline-offset:.25em}
del{background:hsl(var(--h) 75% var(--tint))}
mark{background-color:hsl(var(--h) 60% var(--tint2));background-image:repeating-linear-gradient(135deg,
transparent 0,transparent 5px,hsl(var(--h) 65% var(--tint)) 5px,hsl(var(--h) 65% var(--tint)) 8px)}
.x{font-weight:inherit;outline:1px solid var(--box);outline-offset:-1px}
.fold summary{cursor:pointer;white-space:normal}.fold[open] summary{white-space:pre-wrap}
.fold summary::after{content:" \\2026  " attr(data-label);color:var(--faint);font:.75em system-ui,sans-serif}
@media (max-width:50rem){.texts tr,.texts td,.texts th{display:block;width:auto!important}}
@media print{body{max-width:none;padding:0;font-size:9pt}.texts td{font-size:9.5pt;line-height:1.6}
#legend{position:static;max-height:none}#legend input,#scripted{display:none}h2{break-after:avoid}
del,mark,.bar i,.swatch{-webkit-print-color-adjust:exact;print-color-adjust:exact}
details::details-content{content-visibility:visible;display:block}}
"""

SCRIPT = """"use strict";
const fold = document.getElementById("fold");
const boxes = [...document.querySelectorAll("#legend input[data-rule]")];
const spans = [...document.querySelectorAll("details.fold")];
function update(box) {
  for (const span of spans) if (span.dataset.rule === box.id) span.open = box.checked && !fold.checked;
}
function choose(on) {
  for (const box of boxes) { box.checked = on; update(box); }
}
for (const box of boxes) box.addEventListener("change", () => update(box));
fold.addEventListener("change", () => boxes.forEach(update));
document.getElementById("all").addEventListener("click", () => choose(true));
document.getElementById("none").addEventListener("click", () => choose(false));
addEventListener("beforeprint", () => { for (const span of spans) span.open = true; });
addEventListener("afterprint", () => boxes.forEach(update));
document.getElementById("scripted").hidden = false;
"""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A document with what became of each raw character.

    Attributes:
        document: the document.
        number: its place on the page, from 1.
        rules: the (rule, part) of each fate from FIRST_RULE on, in order of first appearance.
        fate: what became of each raw character.
        clean: for each raw character its position in the clean text, where it has one.
        edges: where runs of one fate begin, and the end of the raw text.
        ends: one past the last raw character of each row.
    """

    document: Document
    number: int
    rules: list[tuple[str, str]]
    fate: np.ndarray
    clean: np.ndarray
    edges: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class _Look:
    """How the spans of a rule look: the class they have, their hue and the style of their underline."""

    name: str
    hue: int
    line: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What all parts of a page share: its language and the look of each rule."""

    lang: str
    looks: Mapping[str, _Look]

    def say(self, key: str) -> str:
        return WORDS[key].get(self.lang)


def audit_page(documents: Sequence[tuple[str, Document]], lang: str = "en") -> str:
    r"""Return an HTML page that shows what cleaning did to each source.

    The page stands alone: no other file, no address, and a policy that lets nothing run but its own script. The left
    column holds the raw text, all of it, once and in order; what cannot be seen stands there as its code.

    Args:
        documents: sources as (label, document).
        lang: `en` or `zh`.

    Example:
        >>> from pathlib import Path
        >>> from govtext.sources.read import read_document
        >>> page = audit_page([("A", read_document("一、人工 智能\n".encode(), Path("a.txt")))])
        >>> '<del class="r0" title="han_spaces"> </del>' in page
        True
    """
    marked = [_mark(document, number) for number, (_, document) in enumerate(documents, 1)]
    page = _Page(lang, _looks(list(dict.fromkeys(rule for each in marked for rule, _ in each.rules))))
    parts = [_head(page), f"<h1>{page.say('title')}</h1>\n<p>{page.say('how')}</p>\n"]
    if len(marked) > 1:
        links = (f'<a href="#s{number}">{_shown(name)}</a>' for number, (name, _) in enumerate(documents, 1))
        parts.append(f"<p>{page.say('sources')}: {' · '.join(links)}</p>\n")
    parts += [_legend(page, marked), "<main>\n"]
    for (name, _), each in zip(documents, marked, strict=True):
        parts += [f'<section id="s{each.number}">\n<h2>{_shown(name)}</h2>\n', _sum(page, each), _rules(page, each)]
        parts += [_sections(page, each), _texts(page, each), "</section>\n"]
    parts.append(f"</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n")
    return "".join(parts)


def _mark(document: Document, number: int) -> _Marked:
    raw, text, origin = _codes(document.raw), _codes(document.text), document.origin
    rules = list(dict.fromkeys((span.rule, span.part) for span in document.removed))
    place = {key: at for at, key in enumerate(rules, FIRST_RULE)}
    fate = np.full(len(raw), LOST, dtype=np.int32)
    for span in document.removed:
        fate[span.start : span.end] = place[span.rule, span.part]
    fate[origin] = np.where(raw[origin] == text, KEPT, EXCHANGED)
    clean = np.zeros(len(raw), dtype=np.int32)
    clean[origin] = np.arange(len(text), dtype=np.int32)
    edges = [0, *(np.flatnonzero(np.diff(fate)) + 1).tolist(), len(raw)]
    return _Marked(document, number, rules, fate, clean, edges, _ends(document))


def _ends(document: Document) -> list[int]:
    """Return where the rows end in the raw text: what was removed at the end of a paragraph's line is in its row."""
    ends, raw, origin = [0], document.raw, document.origin
    for (_, last), (following, _) in pairwise(document.paragraphs):
        end, limit = int(origin[last - 1]) + 1, int(origin[following])
        line = LINE_END.search(raw, end, limit)
        ends.append(max(ends[-1], line.start() if line else end))
    return [*ends[1:], len(raw)]


def _codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _looks(rules: Sequence[str]) -> dict[str, _Look]:
    """Give each rule a look: the hue its name leads to, or the next that is free, so that it rarely changes."""
    names = {rule: f"r{at}" for at, rule in enumerate(rules)}
    looks: dict[str, _Look] = {}
    taken: set[int] = set()
    for rule in sorted(rules):
        if len(taken) == len(HUES):
            taken = set()
        first = zlib.crc32(rule.encode("utf-8", "replace"))
        slot = next(at % len(HUES) for at in range(first, first + len(HUES)) if at % len(HUES) not in taken)
        taken.add(slot)
        line = LINES[(slot + len(looks) // len(HUES)) % len(LINES)]
        looks[rule] = _Look(names[rule], HUES[slot], line)
    return looks


# Wording that is safe in a page


def _code(character: str) -> str:
    """Return a sign for a character that cannot be seen."""
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else f"⟨U+{number:04X}⟩"


def _shown(text: str) -> str:
    """Return text as HTML shows it; the codes of what cannot be seen are marked as such."""
    return HIDDEN.sub(lambda found: f'<i class="code">{_code(found[0])}</i>', html.escape(text))


def _plain(text: str) -> str:
    """Return text for one line or an attribute."""
    text = text.replace("\n", "↵").replace("\t", "→")
    return html.escape(HIDDEN.sub(lambda found: _code(found[0]), text))


def _named(rule: str, part: str) -> str:
    return _plain(f"{rule} · {part}" if part else rule)


# The raw column


def _runs(marked: _Marked, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, fate) of each run of one fate in raw[start:end]."""
    at = bisect_right(marked.edges, start)
    while start < end:
        stop = min(marked.edges[at], end)
        yield start, stop, int(marked.fate[start])
        start, at = stop, at + 1


def _inline(page: _Page, marked: _Marked, start: int, end: int) -> str:
    """Return raw[start:end] with what happened to it."""
    parts = []
    for first, last, fate in _runs(marked, start, end):
        words = _shown(marked.document.raw[first:last])
        if fate == KEPT:
            parts.append(words)
        elif fate == EXCHANGED:
            parts.append(f'<b class="x" title="{_exchange(marked, first, last)}">{words}</b>')
        elif fate == LOST:
            parts.append(f'<span class="lost" title="{page.say("lost")}">{words}</span>')
        else:
            rule, part = marked.rules[fate - FIRST_RULE]
            tag = "mark" if part else "del"
            words = words.replace("\n", '<i class="end">\n</i>')
            parts.append(f'<{tag} class="{page.looks[rule].name}" title="{_named(rule, part)}">{words}</{tag}>')
    return "".join(parts)


def _exchange(marked: _Marked, first: int, last: int) -> str:
    last = min(last, first + EXAMPLE)
    clean = "".join(marked.document.text[at] for at in marked.clean[first:last].tolist())
    return f"{_plain(marked.document.raw[first:last])} ⇒ {_plain(clean)}"


def _stretches(marked: _Marked, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Part raw[start:end] into text that is gone and text that is not; blanks go with what stands before them."""
    found: list[tuple[int, int, bool]] = []
    for first, last, fate in _runs(marked, start, end):
        gone = fate >= FIRST_RULE
        if found and (gone == found[-1][2] or not marked.document.raw[first:last].strip()):
            found[-1] = (found[-1][0], last, found[-1][2])
        else:
            found.append((first, last, gone))
    return found


def _flow(page: _Page, marked: _Marked, start: int, end: int) -> str:
    """Return raw[start:end] with long removed stretches folded."""
    parts = []
    for first, last, gone in _stretches(marked, start, end):
        long = gone and len(marked.document.raw[first:last].strip()) >= FOLD_FROM
        parts.append((_fold if long else _inline)(page, marked, first, last))
    return "".join(parts)


def _fold(page: _Page, marked: _Marked, start: int, end: int) -> str:
    """Return raw[start:end] as a beginning in sight and a rest that unfolds."""
    words = marked.document.raw[start:end]
    first = start + len(words) - len(words.lstrip())
    line = marked.document.raw.rfind("\n", first + LEAST, first + MOST)
    cut = line + 1 if line >= 0 else first + BEGINNING
    sizes: Counter[int] = Counter()
    for begin, stop, fate in _runs(marked, first, end):
        sizes[fate] += stop - begin
    named = [(marked.rules[fate - FIRST_RULE], size) for fate, size in sizes.most_common() if fate >= FIRST_RULE]
    said = ", ".join(f"{_named(*key)} {size:,}" for key, size in named) + f" {page.say('characters')}"
    return (
        f'{_gap(page, marked, start, first)}<details class="fold" data-rule="{page.looks[named[0][0][0]].name}">'
        f'<summary data-label="{said}">{_inline(page, marked, first, cut)}</summary>'
        f"{_inline(page, marked, cut, end)}</details>"
    )


def _gap(page: _Page, marked: _Marked, start: int, end: int) -> str:
    """Return line ends that take no room: the row itself shows that a paragraph ends."""
    return f'<span class="g">{_inline(page, marked, start, end)}</span>' if start < end else ""


def _block(page: _Page, marked: _Marked, start: int, end: int) -> str:
    """Return raw lines that stand between paragraphs."""
    words = marked.document.raw[start:end]
    first, last = start + _leading(words), start + len(words.rstrip())
    before, after = _gap(page, marked, start, first), _gap(page, marked, last, end)
    return f"<div>{before}{_flow(page, marked, first, last)}{after}</div>"


def _leading(words: str) -> int:
    """Return the length of the empty lines that a text begins with."""
    found = LEADING_LINES.match(words)
    return found.end() if found else 0


def _before(page: _Page, marked: _Marked, start: int, end: int) -> str:
    """Return the raw text before a paragraph: a block if it has lines of its own."""
    words = marked.document.raw[start:end]
    if LINE_END.search(words, _leading(words)):
        return _block(page, marked, start, end)
    first = start + _leading(words)
    return _gap(page, marked, start, first) + _flow(page, marked, first, end)


def _after(page: _Page, marked: _Marked, start: int, end: int) -> str:
    """Return the raw text after a paragraph: its line, then a block if there are more."""
    found = LINE_END.search(marked.document.raw, start, end)
    line = found.start() if found else end
    rest = _block if marked.document.raw[line:end].strip() else _gap
    return _flow(page, marked, start, line) + rest(page, marked, line, end)


# The parts of the page, from its head down


def _head(page: _Page) -> str:
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    colours = [f".{look.name}{{--h:{look.hue};--u:{look.line}}}\n" for look in page.looks.values()]
    for name in [*(look.name for look in page.looks.values()), "x"]:
        off = f":root:has(#{name}:not(:checked)) .texts .{name}"
        colours.append(f"{off}{{background:none;text-decoration:none;outline:none}}\n")
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-Hans" if page.lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{page.say('title')}</title>\n<style>{STYLE}{''.join(colours)}</style>\n</head>\n<body>\n"
    )


def _legend(page: _Page, documents: Sequence[_Marked]) -> str:
    """Return a box for each rule; a box works by style alone, folding all at once by script."""
    boxes = []
    for rule, look in sorted(page.looks.items()):
        parts = dict.fromkeys(part for each in documents for name, part in each.rules if name == rule)
        tags = "".join(f'<{tag} class="{look.name}">{"&#8195;" * 2}</{tag}> ' for tag in _tags(parts))
        said = ", ".join(_plain(part) for part in parts if part)
        boxes.append(_box(look.name, f"{tags}{_plain(rule)}{f' ({said})' if said else ''}"))
    boxes.append(_box("x", f'<b class="x">&#8195;</b> {page.say("exchanged")}'))
    return (
        f'<div id="legend" role="group" aria-label="{page.say("legend")}">\n{"".join(boxes)}'
        f'<span id="scripted" hidden><label><input type="checkbox" id="fold" checked autocomplete="off"> '
        f'{page.say("fold")}</label><button type="button" id="all">{page.say("all")}</button> '
        f'<button type="button" id="none">{page.say("none")}</button></span>\n</div>\n'
    )


def _tags(parts: Mapping[str, None]) -> list[str]:
    return [tag for tag, has in (("del", "" in parts), ("mark", any(parts))) if has]


def _box(name: str, said: str) -> str:
    return f'<label><input type="checkbox" id="{name}" data-rule checked autocomplete="off"> {said}</label>\n'


def _sum(page: _Page, marked: _Marked) -> str:
    """Return the raw characters as a sum, with a bar."""
    sizes = np.bincount(marked.fate, minlength=FIRST_RULE + len(marked.rules)).tolist()
    taken = list(zip(marked.rules, sizes[FIRST_RULE:], strict=True))
    apart: Counter[str] = Counter()
    for (_, part), size in taken:
        apart[part] += size
    removed = apart.pop("", 0)
    terms = [
        ("body", "body", sizes[KEPT] + sizes[EXCHANGED], ""),
        ("apart", "apart", apart.total(), ", ".join(f"{_plain(part)} {size:,}" for part, size in apart.most_common())),
        ("removed", "removed", removed, ""),
    ]
    if sizes[LOST]:
        terms.append(("missing", "lost", sizes[LOST], ""))
    said = " + ".join(
        f'<b>{size:,}</b> <i class="swatch {name}"></i> {page.say(key)}{f" ({more})" if more else ""}'
        for name, key, size, more in terms
    )
    bar = "".join(f'<i class="{name}" style="flex-grow:{size}"></i>' for name, _, size, _ in terms)
    total = f"<b>{len(marked.document.raw):,}</b> {page.say('raw_characters')}"
    return f'<p class="sum">{total} = {said}</p>\n<div class="bar" aria-hidden="true">{bar}</div>\n'


def _rules(page: _Page, marked: _Marked) -> str:
    """Return the table of rules: spans, characters, an example with a link to its place."""
    spans: dict[tuple[str, str], list[Removed]] = {key: [] for key in marked.rules}
    for span in marked.document.removed:
        spans[span.rule, span.part].append(span)
    sizes = np.bincount(marked.fate, minlength=FIRST_RULE + len(marked.rules)).tolist()
    rows = [
        _rule_row(_plain(key[0]), _plain(key[1]), len(spans[key]), size, _example(page, marked, spans[key]))
        for key, size in zip(marked.rules, sizes[FIRST_RULE:], strict=True)
    ]
    if sizes[EXCHANGED]:
        count = int(np.count_nonzero(marked.fate[marked.edges[:-1]] == EXCHANGED))
        rows.append(_rule_row(f"({page.say('exchanged')})", "", count, sizes[EXCHANGED], _pairs(marked)))
    if not rows:
        return f"<p>{page.say('nothing')}</p>\n"
    heads = [label(key).get(page.lang) for key in ("rule", "part", "count", "characters")] + [page.say("example")]
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f'<table class="rules">\n<tr>{head}</tr>\n{"".join(rows)}</table>\n'


def _rule_row(rule: str, part: str, count: int, size: int, example: str) -> str:
    numbers = f'<td class="n">{count:,}</td><td class="n">{size:,}</td>'
    return f'<tr><td>{rule}</td><td>{part}</td>{numbers}<td lang="zh">{example}</td></tr>\n'


def _example(page: _Page, marked: _Marked, spans: Sequence[Removed]) -> str:
    """Return the first span that has words, with some text round it."""
    raw = marked.document.raw
    span = next((span for span in spans if raw[span.start : span.end].strip()), spans[0])
    words = raw[span.start : span.end]
    words = _plain(words[:EXAMPLE]) + ("…" if len(words) > EXAMPLE else "")
    tag = "mark" if span.part else "del"
    before, after = raw[max(0, span.start - AROUND) : span.start], raw[span.end : span.end + AROUND]
    row = min(bisect_right(marked.ends, span.start), len(marked.ends) - 1)
    return (
        f'<a href="#p{marked.number}-{row + 1}">{row + 1}</a> {_plain(before)}'
        f'<{tag} class="{page.looks[span.rule].name}">{words}</{tag}>{_plain(after)}'
    )


def _pairs(marked: _Marked) -> str:
    """Return the commonest exchanges."""
    at = np.flatnonzero(marked.fate == EXCHANGED)
    raw, text = _codes(marked.document.raw)[at], _codes(marked.document.text)[marked.clean[at]]
    pairs, counts = np.unique(np.stack((raw, text)), axis=1, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:PAIRS]
    said = [
        f"{_sign(int(old))} ⇒ {_sign(int(new))} × {count:,}"
        for (old, new), count in zip(pairs[:, order].T, counts[order].tolist(), strict=True)
    ]
    return "; ".join(said) + (" …" if len(counts) > PAIRS else "")


def _sign(code: int) -> str:
    """Return a character, or the code of a blank."""
    character = chr(code)
    return f"U+{code:04X}" if character.isspace() and character != "\n" else _plain(character)


def _sections(page: _Page, marked: _Marked) -> str:
    """Return the headings as links to their rows."""
    items = []
    for section in marked.document.sections:
        title = _plain(f"{section.number} {section.title}".strip()) or page.say("no_title")
        link = f'<a href="#p{marked.number}-{section.paragraph + 1}">{title}</a>'
        items.append(f'<li style="padding-left:{max(0, section.level - 1) * 1.2:.1f}em">{link}</li>\n')
    if not items:
        return ""
    said = f"{page.say('sections')} ({len(items)})"
    return f'<details class="sections"><summary>{said}</summary>\n<ol>\n{"".join(items)}</ol></details>\n'


def _texts(page: _Page, marked: _Marked) -> str:
    """Return raw beside clean, a row for each paragraph."""
    starts = [0, *marked.ends[:-1]]
    rows = [_row(page, marked, at, start, end) for at, (start, end) in enumerate(zip(starts, marked.ends, strict=True))]
    head = f'<tr><th></th><th scope="col">{page.say("raw")}</th><th scope="col">{page.say("clean")}</th></tr>'
    return f'<table class="texts">\n<thead>{head}</thead>\n<tbody lang="zh">\n{"".join(rows)}</tbody>\n</table>\n'


def _row(page: _Page, marked: _Marked, at: int, start: int, end: int) -> str:
    """Return raw[start:end] beside paragraph `at`: what stands before it, the paragraph itself, what stands after."""
    document = marked.document
    first, last = document.paragraphs[at] if document.paragraphs else (0, 0)
    own, past = (int(document.origin[first]), int(document.origin[last - 1]) + 1) if first < last else (end, end)
    own = min(max(own, start), end)
    past = min(max(past, own), end)
    before, after = _before(page, marked, start, own), _after(page, marked, past, end)
    level = document.headings[at] if at < len(document.headings) else 0
    words = _shown(document.text[first:last])
    clean = f'<strong data-level="{level}">{words}</strong>' if level else words
    # Where lines stand before the paragraph, the two cells end together rather than begin together.
    low = ' class="e"' if before.startswith("<div>") and "<div>" not in after else ""
    name = f"p{marked.number}-{at + 1}"
    return (
        f'<tr id="{name}"{low}><th scope="row"><a href="#{name}">{at + 1}</a></th>'
        f"<td>{before}{_flow(page, marked, own, past)}{after}</td><td>{clean}</td></tr>\n"
    )
