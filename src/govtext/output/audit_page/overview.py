"""What stands above the text: the legend of the whole page, the sum and the headings of each document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from .looks import Page
from .marks import EXCHANGED, FIRST_RULE, KEPT, LOST, Marked, sizes_of
from .wording import plain


def legend(page: Page, documents: Sequence[Marked]) -> str:
    """Return a box for each rule; a box works by style alone, folding all at once by script."""
    boxes = []
    for rule, look in sorted(page.looks.items()):
        parts = dict.fromkeys(part for each in documents for name, part in each.rules if name == rule)
        tags = "".join(f'<{tag} class="{look.name}">{"&#8195;" * 2}</{tag}> ' for tag in _tags(parts))
        said = ", ".join(plain(part) for part in parts if part)
        boxes.append(_box(look.name, f"{tags}{plain(rule)}{f' ({said})' if said else ''}"))
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


def sum_of(page: Page, marked: Marked) -> str:
    """Return the raw characters as a sum, with a bar."""
    sizes = sizes_of(marked)
    apart: Counter[str] = Counter()
    for (_, part), size in zip(marked.rules, sizes[FIRST_RULE:], strict=True):
        apart[part] += size
    removed = apart.pop("", 0)
    terms = [
        ("body", "body", sizes[KEPT] + sizes[EXCHANGED], ""),
        ("apart", "apart", apart.total(), ", ".join(f"{plain(part)} {size:,}" for part, size in apart.most_common())),
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


def sections_list(page: Page, marked: Marked) -> str:
    """Return the headings as links to their rows."""
    items = []
    for section in marked.document.sections:
        title = plain(section.heading) or page.say("no_title")
        link = f'<a href="#p{marked.number}-{section.paragraph + 1}">{title}</a>'
        items.append(f'<li style="padding-left:{max(0, section.level - 1) * 1.2:.1f}em">{link}</li>\n')
    if not items:
        return ""
    said = f"{page.say('sections')} ({len(items)})"
    return f'<details class="sections"><summary>{said}</summary>\n<ol>\n{"".join(items)}</ol></details>\n'
