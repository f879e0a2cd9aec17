"""Why a string is cut as it is: every way the corpus cuts it, who decided it, and which entry would change it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..dictionary import rjieba_segmenter
from ..errors import NothingFound, UsageProblem
from ..table import Table, Tables, Text, columns_of
from ..tokens.index import TokenIndex
from ..tokens.joining import mixed_runs
from ..tokens.lexicon.forms import fault_of
from ..tokens.lexicon.words import word_list
from ..tokens.places import CONTEXT_KEYS, Place, contexts, cuts, places_of
from ..tokens.stopwords import NONE
from .notes import common_notes, used

TRIED = 200  # places of each way in which an entry is tried out
KEYS = ("cut", "count", "range", "opens", "closes", "decided_by", "term", "change")
AT_SEAM = "between tokens"


def explain(index: TokenIndex, string: str) -> Tables:
    """Show every way in which the corpus cuts a string.

    Args:
        index: the corpus, its tokens words.
        string: what to look for; blanks between Chinese and Latin are not looked at.

    Returns:
        `explain`: cut (the tokens over it, what of them it is not in brackets), count, range, opens and closes (where
        its ends fall), decided_by (what made the tokens), term (the entry of the lexicon matched there), change (an
        entry that would change it, tried out), context_1 to context_3. Commonest first.

    Raises:
        NothingFound: no text holds it.
        UsageProblem: the string is empty.
    """
    string = string.strip()
    if not string:
        raise UsageProblem("there is nothing to explain", remedy="name a string: --explain 智能鸿沟")
    places = places_of(index, [string])[string]
    if not places:
        raise NothingFound(f"no text holds {string!r}", remedy="check how it is written; cleaning may have changed it")
    ways: dict[tuple[str, bool, bool], list[Place]] = defaultdict(list)
    for place in places:
        ways[cuts(index, place), place.opens, place.closes].append(place)
    rows = []
    for (cut, *_), own in sorted(ways.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        first = own[0]
        tokens = [index.vocabulary[number] for number in index.ids[first.first : first.last].tolist()]
        rows.append(
            (
                cut,
                len(own),
                len({place.source for place in own}),
                AT_SEAM if first.opens else f"inside {tokens[0]}",
                AT_SEAM if first.closes else f"inside {tokens[-1]}",
                "; ".join(dict.fromkeys(_makers(index, first, tokens))),
                _entry(index, string, first),
                _change(index, string, first, tokens, own),
                *contexts(index, own),
            )
        )
    columns = columns_of((*KEYS, *CONTEXT_KEYS), rows)
    whole, single = sum(place.whole for place in places), sum(p.whole and p.last - p.first == 1 for p in places)
    times = f"{len(places):,} time{'s' * (len(places) != 1)}"
    summary = Text(
        f"{string} occurs {times} as a string: {single:,} as one token, {whole - single:,} as several "
        f"tokens with both ends between tokens, {len(places) - whole:,} with an end inside a token (no occurrence of a "
        "term, unless its boundary is loose).",
        f"“{string}”作为字符串出现 {len(places):,} 次：独立成词 {single:,} 次；"
        f"分为数词而两端均为词界 {whole - single:,} 次；"
        f"一端落在词内 {len(places) - whole:,} 次（不计为术语，除非其 boundary 为 loose）。",
    )
    notes = [summary, *common_notes(index, NONE), NOTE]
    title = Text(f"How the corpus cuts {string}", f"语料对“{string}”的切分")
    return Tables(Table("explain", title, columns, notes, {"explain": string, **used(index, NONE)}, top=0))


def _makers(index: TokenIndex, place: Place, tokens: Sequence[str]) -> list[str]:
    """Return for each token over a place what made it."""
    return [f"{token}: {_maker(index, token, place.first + at)}" for at, token in enumerate(tokens)]


def _maker(index: TokenIndex, token: str, at: int) -> str:
    """Return what made the token at a position."""
    if not index.segmentation.by_words:
        return index.engine
    words = index.segmentation.words
    if token in words.units:
        return "word list"
    if any(token in parts and _stands(index, parts, parts.index(token), at) for parts in words.apart.values()):
        return "kept apart by the word list"
    if index.segmentation.mixed == "whole" and mixed_runs(token):
        return "mixed token"
    if rjieba_segmenter()[1](token):
        return "dictionary"
    return "hidden Markov model" if len(token) > 1 and not token.isascii() else "no word of the dictionary"


def _stands(index: TokenIndex, parts: Sequence[str], number: int, at: int) -> bool:
    """Tell whether the parts of a word stand where one of them, by its number, is the token at a position."""
    ids = index.ids[max(0, at - number) : at - number + len(parts)].tolist()
    return [index.vocabulary[one] for one in ids] == list(parts)


def _entry(index: TokenIndex, string: str, place: Place) -> str:
    """Return the entry of the lexicon that matches the string in a place, empty where none does."""
    for entry in index.lexicon.entries:
        if string in entry.forms and (place.whole or entry.boundary == "loose"):
            return entry.term
    return ""


def _change(index: TokenIndex, string: str, place: Place, tokens: Sequence[str], places: Sequence[Place]) -> str:
    """Return what an entry would change in these places; every offer has been tried out on their paragraphs."""
    if not index.segmentation.by_words:
        return "none: this engine knows no words"
    if len(tokens) == 1 and place.whole:
        return "none needed: one token"
    if not place.whole and _entry(index, string, place):
        return "none needed: a term, its boundary is loose"
    offers = []
    tried = places[:TRIED]
    units = dict.fromkeys([string], "")
    if not fault_of(string) and (joined := _tried(index, string, tried, units, {})):
        offers.append(f"words.txt: {string} (one token in {joined} of {len(tried)})")
    known = index.lexicon.forms
    if place.whole and string not in known and not fault_of(string):
        offers.append(f"terms.tsv: {string} (a term here)")
    crossing = [parts for parts in _apart(index, place, tokens) if _may_be_cut(parts)]
    freed = {"/".join(parts): _tried(index, string, tried, {}, {"".join(parts): parts}) for parts in crossing}
    offers += [f"words.txt: {cut} (ends between tokens in {n} of {len(tried)})" for cut, n in freed.items() if n]
    if place.whole and string in known:
        return "; ".join(["none needed: a term", *offers])
    if not place.whole and not offers and not fault_of(string):
        offers.append(f"only terms.tsv: {string} with boundary loose, which takes it for a term wherever it stands")
    return "; ".join(offers) or "none found"


def _apart(index: TokenIndex, place: Place, tokens: Sequence[str]) -> list[tuple[str, str]]:
    """Return the tokens that an end of the string falls inside, cut there."""
    found = []
    opening = place.start - int(index.start[place.first])
    if opening > 0:
        found.append((tokens[0][:opening], tokens[0][opening:]))
    closing = place.end - int(index.start[place.last - 1])
    if closing < len(tokens[-1]):
        found.append((tokens[-1][:closing], tokens[-1][closing:]))
    return found


def _may_be_cut(parts: tuple[str, str]) -> bool:
    """Tell whether a token may be kept apart without harm: made by the hidden Markov model, or two words in one."""
    known = rjieba_segmenter()[1]
    return not known("".join(parts)) or all(len(part) > 1 and known(part) for part in parts)


def _tried(
    index: TokenIndex,
    string: str,
    places: Sequence[Place],
    units: dict[str, str],
    apart: dict[str, tuple[str, ...]],
) -> int:
    """Return in how many places a changed word list makes the string one token (or frees its ends)."""
    words = index.segmentation.words
    listed = word_list({**words.units, **units}, {**words.apart, **apart})
    segmentation = replace(index.segmentation, words=listed)
    good = 0
    for (source, opening), own in _by_paragraph(index, places).items():
        text = index.texts[source]
        end = text.find("\n", opening)
        tokens = segmentation.cut(text[opening : end if end >= 0 else len(text)])
        ends, at = [opening], opening
        for token in tokens:
            at += len(token)
            ends.append(at)
        edges = Counter(ends)
        for place in own:
            inner = sum(edges[offset] for offset in range(place.start + 1, place.end))
            free = edges[place.start] and edges[place.end]
            good += bool(free and (not units or not inner))
    return good


def _by_paragraph(index: TokenIndex, places: Sequence[Place]) -> dict[tuple[int, int], list[Place]]:
    """Return the places by source and first character of their paragraph."""
    found: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        opening = index.texts[place.source].rfind("\n", 0, place.start) + 1
        found[place.source, opening].append(place)
    return found


NOTE = Text(
    "decided_by: the word list, jieba's dictionary, or its hidden Markov model, which makes words that no dictionary "
    f"has. change: tried on up to {TRIED} places of each way; `一/是` in words.txt keeps apart.",
    "decided_by：词表、jieba 词典，或其隐马尔可夫模型（会造出词典没有的词）。"
    f"change：在每种切法至多 {TRIED} 处实际试过；words.txt 中写 `一/是` 表示切开。",
)
