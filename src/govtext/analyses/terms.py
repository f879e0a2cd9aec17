"""Discovery: which expressions of the corpus may be terms that the lexicon does not have yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..dictionary import rjieba_segmenter
from ..errors import NothingFound
from ..measures.termhood import fused
from ..sources.codes import codes_of
from ..table import Table, Tables, Text, columns_of
from ..tokens.index import WORD, TokenIndex
from ..tokens.lexicon.forms import fault_of
from ..tokens.places import CONTEXT_KEYS, Place, contexts, cuts, places_of
from ..tokens.stopwords import NONE, PROTECTED, StopList, load, read_list
from ..tokens.tags import dictionary_tags
from ..tokens.texts import without_typesetting
from .behind.plain import of_candidates
from .grams import BREAK, Grams, grams
from .notes import common_notes, used
from .options import check_numbers

LONGEST_WORDS, LONGEST_CHARACTERS = 6, 8
LISTED = 2_000  # candidates that each ranking hands to the common one
TRIED = 500  # candidates looked up in the texts at a time
TITLE = re.compile(r"《([^《》\n]{2,60})》")
QUOTED = re.compile(r"“([^“”\n]{2,20})”")
FUNCTION_GROUPS = ("modals", "negation", "connectives")
KEYS = ("rank", "term", "found_by", "count", "whole", "range", "npmi", "entropy", "c_value", "score", "segmented")


@dataclass
class Candidate:
    """What is known of a string: how it was found, and its scores, NaN where it has none."""

    ways: dict[str, int] = field(default_factory=dict)  # way of finding it → rank
    npmi: float = np.nan
    entropy: float = np.nan
    c_value: float = np.nan


def terms(
    index: TokenIndex,
    *,
    min_count: int = 3,
    min_range: int = 1,
    top: int = 200,
    stopwords: StopList = NONE,
) -> Tables:
    """Rank expressions that may be terms, those apart that the lexicon has already.

    Found are sequences of words and of characters that come again, titles in 《》 and expressions in “”. A sequence is
    ranked by NPMI of its weakest seam × entropy of its less free edge, and by C-value; titles and quotations by
    count; the rankings are put together by reciprocal rank fusion. Sequences neither begin nor end with a function
    word or a number, begin with no adverb and no verb of policy (加强), and go over no punctuation.

    Args:
        index: the corpus.
        min_count: least count of a sequence.
        min_range: least number of sources.
        top: candidates to list; 0 lists all.
        stopwords: taken for the same call as everywhere; function words are always those of the shipped lists.

    Returns:
        `terms`: rank, term, found_by, count, whole, range, npmi, entropy, c_value, score, segmented, context_1 to
        context_3, and empty columns to fill in when reviewing: accept, gloss, category, aliases.
        count: occurrences of the string; whole: those whose ends are ends of tokens; segmented: how it is cut now.

    Raises:
        NothingFound: nothing comes again.
    """
    check_numbers(min_count=min_count, min_range=min_range, top=top)
    candidates: dict[str, Candidate] = {}
    _from_words(index, min_count, candidates)
    _from_characters(index, min_count, candidates)
    text = without_typesetting("\n".join(index.texts), index.engine == "whitespace")
    _from_marks(TITLE, "title", 1, text, candidates)
    _from_marks(QUOTED, "quoted", 2, text, candidates)
    known = index.lexicon.forms | set(index.lexicon.words.units)
    candidates = {name: one for name, one in candidates.items() if name not in known and not fault_of(name)}
    rows = _rows(index, candidates, min_range, top)
    if not rows:
        raise NothingFound("no expression comes again that the lexicon lacks", remedy="lower --min-count")
    columns = columns_of((*KEYS, *CONTEXT_KEYS), rows)
    columns |= {key: [""] * len(rows) for key in ("accept", "gloss", "category", "aliases")}
    parameters = {"min_count": min_count, "min_range": min_range, "top": top, **used(index, NONE)}
    notes = [*common_notes(index, NONE), *NOTES]
    title, behind = Text("Candidates for terms", "候选术语"), of_candidates(index)
    return Tables(Table("terms", title, columns, notes, parameters, top=top, behind=behind))


def _from_words(index: TokenIndex, min_count: int, candidates: dict[str, Candidate]) -> None:
    """Add sequences of words, ranked by their score and by C-value."""
    ids = np.where((index.kinds == WORD)[index.ids], index.ids, BREAK)
    sequence = np.insert(ids, index.bounds["sentence"][1:-1], BREAK)
    token = np.insert(np.arange(len(ids)), index.bounds["sentence"][1:-1], 0)
    words, closed = function_words(), openers_of_no_term(index)
    edge = np.fromiter((word not in words for word in index.vocabulary), bool, len(index.vocabulary))
    opening = np.fromiter((word not in closed for word in index.vocabulary), bool, len(index.vocabulary))
    there = sequence != BREAK
    found = grams(sequence, LONGEST_WORDS, min_count, there & opening[sequence], there & edge[sequence])

    def name(place: int, length: int) -> str:
        first = int(token[place])
        source = int(np.searchsorted(index.bounds["document"], first, side="right") - 1)
        spelled = index.texts[source][int(index.start[first]) : int(index.ends[first + length - 1])]
        return without_typesetting(spelled, index.engine == "whitespace")

    _add(found, "words", name, candidates)


def _from_characters(index: TokenIndex, min_count: int, candidates: dict[str, Candidate]) -> None:
    """Add sequences of Chinese characters that are no word, neither of the dictionary nor as the text is cut."""
    text = "\n".join(index.texts)
    codes = codes_of(text).astype(np.int64)
    han = (codes >= 0x4E00) & (codes <= 0x9FFF)
    function = np.array(sorted(ord(word) for word in load("govtext").words if len(word) == 1))
    may = han & ~np.isin(codes, function)
    found = grams(np.where(han, codes - 0x4E00, BREAK), LONGEST_CHARACTERS, min_count, may, may)
    times = np.bincount(index.ids, minlength=len(index.vocabulary))
    whole = {word: count for word, count in zip(index.vocabulary, times.tolist(), strict=True) if len(word) > 1}

    def name(place: int, length: int) -> str:
        return text[place : place + length]

    words, closed, in_dictionary = function_words(), openers_of_no_term(index), rjieba_segmenter()[1]

    def may_be_term(place: int, length: int) -> bool:
        string = name(place, length)
        if in_dictionary(string) or whole.get(string, 0) >= min_count:
            return False
        heads, tails = {string[:end] for end in range(2, length)}, {string[start:] for start in range(1, length - 1)}
        return heads.isdisjoint(closed) and tails.isdisjoint(words)

    cut = [_without(one, may_be_term) for one in found]
    _add(cut, "characters", name, candidates, c_values=False)


def _without(found: Grams, keep: Callable[[int, int], bool]) -> Grams:
    """Return the sequences with those no longer admitted that a test of place and length refuses."""
    admitted = found.admitted.copy()
    for at in np.flatnonzero(admitted & (found.npmi * found.freedom > 0)).tolist():
        admitted[at] = keep(int(found.place[at]), found.length)
    return replace(found, admitted=admitted)


def _add(
    found: Iterable[Grams],
    way: str,
    name: Callable[[int, int], str],
    candidates: dict[str, Candidate],
    c_values: bool = True,
) -> None:
    """Add the best sequences under a way of finding them, and (of words) the best by C-value."""
    places, lengths, figures = [], [], []
    for one in found:
        keep = one.admitted
        places.append(one.place[keep])
        lengths.append(np.full(int(keep.sum()), one.length))
        figures.append(np.stack([one.npmi[keep], one.freedom[keep], one.c_value[keep]]))
    if not places:
        return
    place, length, (association, freedom, value) = np.concatenate(places), np.concatenate(lengths), np.hstack(figures)
    rankings = {way: association * freedom} | ({"c-value": value} if c_values else {})
    for ranking, score in rankings.items():
        best = np.argsort(-score, kind="stable")[: 2 * LISTED]
        best = best[score[best] > 0]
        named = sorted((-score[at], name(int(place[at]), int(length[at])), at) for at in best.tolist())[:LISTED]
        for rank, (_, string, at) in enumerate(named, 1):
            known = candidates.setdefault(string, Candidate())
            known.ways[ranking] = rank
            if np.isnan(known.npmi):
                known.npmi, known.entropy = float(association[at]), float(freedom[at])
                known.c_value = float(value[at]) if c_values else np.nan


def _from_marks(pattern: re.Pattern[str], way: str, least: int, text: str, candidates: dict[str, Candidate]) -> None:
    """Add what stands between marks, the commonest first."""
    times = Counter(match[1].strip() for match in pattern.finditer(text))
    named = sorted((-count, string) for string, count in times.items() if count >= least)
    for rank, (_, string) in enumerate(named[:LISTED], 1):
        candidates.setdefault(string, Candidate()).ways[way] = rank


def _rows(index: TokenIndex, candidates: Mapping[str, Candidate], min_range: int, top: int) -> list[tuple[Any, ...]]:
    """Return the rows of the table, the best candidates first."""
    names = sorted(candidates)
    ways = ("words", "c-value", "characters", "title", "quoted")
    ranks = np.array([[candidates[name].ways.get(way, 0) for name in names] for way in ways]).reshape(len(ways), -1)
    score = fused(ranks)
    order = np.argsort(-score, kind="stable").tolist()
    rows: list[tuple[Any, ...]] = []
    for some in (order[at : at + TRIED] for at in range(0, len(order), TRIED)):
        found = places_of(index, [names[at] for at in some])
        for at in some:
            if top and len(rows) == top:
                return rows
            one, places = candidates[names[at]], found[names[at]]
            sources = {place.source for place in places}
            never_whole = one.ways.keys() == {"characters"} and not any(place.whole for place in places)
            if len(sources) < min_range or never_whole or all(map(_is_token, places)):
                continue
            by = " ".join(way for way in ways if way in one.ways and way != "c-value") or "words"
            counts = (len(places), sum(place.whole for place in places), len(sources))
            figures = (one.npmi, one.entropy, one.c_value, float(score[at]))
            shown = contexts(index, _spread(places))
            rows.append((len(rows) + 1, names[at], by, *counts, *figures, _cut(index, places), *shown))
    return rows


def _is_token(place: Place) -> bool:
    """Tell whether a string is one token in a place, so that nothing is gained by making a term of it."""
    return place.whole and place.last - place.first == 1


def _spread(places: list[Place]) -> list[Place]:
    """Return the places with the first of each source before the second ones."""
    seen: Counter[int] = Counter()
    keyed = []
    for place in places:
        seen[place.source] += 1
        keyed.append((seen[place.source], place))
    return [place for _, place in sorted(keyed, key=lambda pair: (pair[0], pair[1].source, pair[1].start))]


def _cut(index: TokenIndex, places: list[Place]) -> str:
    """Return how a string is cut, the commonest ways first (智能/鸿沟 ×5)."""
    times = Counter(cuts(index, place) for place in places)
    best = sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
    return "; ".join(f"{cut} ×{count}" for cut, count in best[:2]) + ("; …" if len(best) > 2 else "")


def function_words() -> frozenset[str]:
    """Return words with which no term begins or ends: the shipped list, modals, negation, connectives."""
    argument = {one.word for one in read_list(PROTECTED) if one.group in FUNCTION_GROUPS}
    return load("govtext").words | argument


def openers_of_no_term(index: TokenIndex) -> frozenset[str]:
    """Return function words, and the adverbs and protected verbs of policy (加强, 推动) in a corpus."""
    policy = {one.word for one in read_list(PROTECTED) if one.group == "policy"}
    tags = dictionary_tags(index)
    verbal = (word for word, tag in tags.items() if tag in ("d", "ad") or (tag == "v" and word in policy))
    return function_words() | frozenset(verbal)


NOTES = [
    Text(
        "Candidates: sequences of 2 to 6 words and of 2 to 8 characters, titles in 《》, expressions in “”; none the "
        "lexicon has. npmi: of the weakest seam (Bouma 2009). entropy: bits, of the less free edge, punctuation "
        "counting as a neighbour of its own each time. c_value: Frantzi et al. 2000, over words. score: reciprocal "
        "rank fusion (Cormack et al. 2009, k = 60) of the rankings by npmi × entropy (words, characters), c_value, "
        "titles and quotations by count.",
        "候选：2–6 个词或 2–8 个字的序列、《》中的题名、“”中的说法，词典已有者除外。"
        "npmi：最弱接缝处的 NPMI（Bouma 2009）；"
        "entropy：较不自由一侧的邻接熵（比特），标点每次各计为一个邻项；c_value：Frantzi 等 2000，以词计；"
        "score：按 npmi × entropy（词、字）、c_value、题名与引语频次诸排名的倒数排名融合（Cormack 等 2009，k = 60）。",
    ),
    Text(
        "count: occurrences of the string; whole: those with both ends at ends of tokens, which is what a term of the "
        "lexicon matches. To take terms over: fill in accept, gloss and category, then govtext terms --accept FILE.",
        "count：字符串出现次数；whole：两端均为词界的次数，即收入词典后所计之数。"
        "采纳：填写 accept、gloss、category 后运行 govtext terms --accept 文件。",
    ),
]
