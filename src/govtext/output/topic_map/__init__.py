"""A page on which a reader walks through the topics: their places, words, shares and quotations, without a network."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping

import numpy as np

from ...files import DATA
from ...labels import label
from ...measures.topics import top_words
from ...table import Table
from ..audit_page.wording import plain
from .contents import NEEDED, Contents

LEADING, USUAL = 10, 0.6  # words of a topic in the table; lambda
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}  # so that no text can end the block it stands in


def has_map(tables: Mapping[str, Table]) -> bool:
    """Return whether the tables hold what the page needs: topics, summary and topic_words, of two topics or more."""
    return all(name in tables and len(tables[name]) for name in NEEDED) and len(tables["summary"]) > 1


def topic_map(tables: Mapping[str, Table], lang: str = "en") -> str:
    """Return an HTML page that shows the topics of a model.

    The page stands alone: no other file, no address, and a policy that lets nothing in but its own style and script.
    What came from a text is in it as data that the script sets as text, or escaped.

    Args:
        tables: `topics`, `summary` and `topic_words`; `prevalence` and `quotes` where they are there.
        lang: `en` or `zh`.
    """
    page = Contents(tables, lang)
    script, style = _data("script.js"), _data("style.css")
    data = json.dumps(page.for_script(), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return (
        f"{_head(page, script, style)}<body>\n<header>\n<h1>{page.say('title')}</h1>\n"
        f"<p>{page.say('how')}</p>\n</header>\n<main>\n<noscript><p>{page.say('no_script')}</p></noscript>\n"
        f'<div class="two" data-script hidden>\n{_plane(page)}{_words(page)}</div>\n'
        f"{_shares(page)}{_quotes(page)}{_all(page)}{_notes(page)}</main>\n"
        f'<script type="application/json" id="data">{data.translate(ESCAPED)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _data(name: str) -> str:
    return (DATA / "topic_map" / name).read_text("utf-8")


def _head(page: Contents, script: str, style: str) -> str:
    """Return all up to the body, with the policy that lets in this style and this script and nothing else."""
    style = f"\n{style}"
    script_sum, style_sum = (
        base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (script, style)
    )
    policy = (
        f"default-src 'none'; style-src 'sha256-{style_sum}'; script-src 'sha256-{script_sum}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-Hans" if page.lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{page.say('title')}</title>\n<style>{style}</style>\n</head>\n"
    )


def _plane(page: Contents) -> str:
    return (
        f'<section aria-labelledby="h-plane">\n<h2 id="h-plane">{page.say("plane")}</h2>\n<figure>\n'
        f'<svg id="map" viewBox="0 0 640 520" role="group" aria-label="{page.say("plane_said")}"></svg>\n'
        f'<p id="told" aria-live="polite"></p>\n<figcaption>{page.say("caption")}</figcaption>\n</figure>\n</section>\n'
    )


def _words(page: Contents) -> str:
    return (
        f'<section aria-labelledby="h-words">\n<h2 id="h-words">{page.say("words")}</h2>\n<div class="controls">\n'
        f'<button type="button" id="before" aria-label="{page.say("before")}">‹</button>\n'
        f'<label>{page.say("topic")} <select id="choice" autocomplete="off"></select></label>\n'
        f'<button type="button" id="after" aria-label="{page.say("after")}">›</button>\n</div>\n<p id="figures"></p>\n'
        f'<div class="controls"><label for="lambda">{page.say("lambda")} <output id="weight" for="lambda"></output>'
        f'</label><input type="range" id="lambda" min="0" max="1" step="0.01" value="{_weight(page)}" '
        f'autocomplete="off" aria-describedby="about"></div>\n<p class="faint" id="about">'
        f"{page.say('lambda_said')}</p>\n"
        f'<p class="faint" id="bars"><span class="swatch own"></span> <span class="swatch"></span> {page.say("bars")} '
        f'<span class="hint">{page.say("hint")}</span></p>\n'
        '<ol class="words" id="list" aria-describedby="bars"></ol>\n</section>\n'
    )


def _weight(page: Contents) -> float:
    """Return the lambda that the tables were made with, as the slider can have it."""
    return round(float(page.tables["topics"].parameters.get("weight", USUAL)), 2)


def _shares(page: Contents) -> str:
    """Return the frame of the shares by group; nothing without a table of them."""
    names, there = page.groups["names"], page.groups["of"]
    if not names:
        return ""
    by = str(page.tables["prevalence"].parameters.get("by", "source"))
    heads = f'<th scope="col">{plain(label(by).get(page.lang))}</th><td></td>'
    for words in (label("share").get(page.lang), page.say("interval")):
        heads += f'<th scope="col" class="n">{words}</th>'
    rest = f'<p class="faint">{page.say("rest").format(len(names), there)}</p>\n' if len(names) < there else ""
    return (
        f'<section id="sources" aria-labelledby="h-shares" data-script hidden>\n<h2 id="h-shares">{page.say("shares")}'
        f"<bdi data-name></bdi></h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n"
        f'<tbody id="groups"></tbody>\n</table>\n{rest}</section>\n'
    )


def _quotes(page: Contents) -> str:
    return (
        f'<section id="quotes" aria-labelledby="h-quotes" data-script hidden>\n<h2 id="h-quotes">{page.say("quotes")}'
        '<bdi data-name></bdi></h2>\n<div id="quoted"></div>\n</section>\n'
    )


def _all(page: Contents) -> str:
    """Return all topics as a table that needs no script: what the plane shows, in figures."""
    terms = page.tables["topic_words"].values("term")
    keys = [label(key).get(page.lang) for key in ("share", "coherence", "robustness")]
    heads = [("", page.say("topic")), *((' class="n"', key) for key in keys), ("", page.say("leading"))]
    rows = []
    for topic, row in zip(page.topics, top_words(page.probabilities, LEADING).tolist(), strict=True):
        leading = "、".join(plain(terms[at]) for at in row)
        figures = (_percent(topic.share, page.lang), _decimals(topic.coherence), _decimals(topic.robustness))
        cells = "".join(f'<td class="n">{figure}</td>' for figure in figures)
        name = f"{topic.number} <bdi>{plain(topic.label)}</bdi>" + (page.say("weak") if topic.weak else "")
        rows.append(f'<tr><th scope="row">{name}</th>{cells}<td lang="zh"><bdi>{leading}</bdi></td></tr>\n')
    head = "".join(f'<th scope="col"{kind}>{words}</th>' for kind, words in heads)
    return (
        f'<section id="all" aria-labelledby="h-all">\n<h2 id="h-all">{page.say("all")}</h2>\n<table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n</section>\n"
    )


def _notes(page: Contents) -> str:
    items = "".join(f"<li>{plain(note.get(page.lang))}</li>\n" for note in page.tables["topics"].notes)
    return f'<details id="notes"><summary>{page.say("notes")}</summary>\n<ul class="notes">\n{items}</ul>\n</details>\n'


def _percent(value: float, lang: str) -> str:
    return f"{value * 100:.1f}{'%' if lang == 'zh' else ' %'}" if np.isfinite(value) else "–"


def _decimals(value: float) -> str:
    return f"{value:.2f}" if np.isfinite(value) else "–"
