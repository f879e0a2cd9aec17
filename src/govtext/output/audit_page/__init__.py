"""A page on which a reader checks by eye what cleaning did: raw text beside clean text, with every removed span."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from ...files import DATA
from ...sources.document import Document
from .looks import Page, looks_of
from .marks import marked_document
from .overview import legend, sections_list, sum_of
from .rules_table import rules_table
from .texts import texts_table
from .wording import shown


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
    marked = [marked_document(document, number) for number, (_, document) in enumerate(documents, 1)]
    page = Page(lang, looks_of(list(dict.fromkeys(rule for each in marked for rule, _ in each.rules))))
    names, script = [shown(name) for name, _ in documents], _data("script.js")
    parts = [_head(page, script), f"<h1>{page.say('title')}</h1>\n<p>{page.say('how')}</p>\n", _links(page, names)]
    parts += [legend(page, marked), "<main>\n"]
    for name, each in zip(names, marked, strict=True):
        parts += [f'<section id="s{each.number}">\n<h2>{name}</h2>\n', sum_of(page, each), rules_table(page, each)]
        parts += [sections_list(page, each), texts_table(page, each), "</section>\n"]
    parts.append(f"</main>\n<script>{script}</script>\n</body>\n</html>\n")
    return "".join(parts)


def _links(page: Page, names: Sequence[str]) -> str:
    """Return links to the sources, where there are several."""
    links = (f'<a href="#s{number}">{name}</a>' for number, name in enumerate(names, 1))
    return f"<p>{page.say('sources')}: {' · '.join(links)}</p>\n" if len(names) > 1 else ""


def _data(name: str) -> str:
    return (DATA / "audit_page" / name).read_text("utf-8")


def _head(page: Page, script: str) -> str:
    """Return all up to the page itself, with the policy that lets this script run and nothing else."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    colours = [f".{look.name}{{--h:{look.hue};--u:{look.line}}}\n" for look in page.looks.values()]
    for name in [*(look.name for look in page.looks.values()), "x"]:
        off = f":root:has(#{name}:not(:checked)) .texts .{name}"
        colours.append(f"{off}{{background:none;text-decoration:none;outline:none}}\n")
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-Hans" if page.lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{page.say('title')}</title>\n<style>\n{_data('style.css')}{''.join(colours)}</style>\n</head>\n<body>\n"
    )
