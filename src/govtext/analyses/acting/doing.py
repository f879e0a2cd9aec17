"""Tables of roles: which verbs each actor is the subject of, and the clauses behind each number."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...measures.contingency import adjusted_residuals
from ...table import Table, Text
from ...tokens.index import TokenIndex
from ...tokens.queries import Hits
from ..concordance.quoting import places, references, texts_between
from .counting import Named
from .grammar import CLASSES, verbs
from .parts import WORDS, Part
from .roles import Roles

LONGEST = 80  # tokens of a clause that are quoted to either side
COMMAS = frozenset(f"{WORDS[Part.COMMA]} {WORDS[Part.END]}".split())
CHARACTERS = 100  # of a sentence that are quoted to either side of a mention


def roles_table(
    named: Named,
    roles: Roles,
    min_count: int,
    notes: list[Text],
    parameters: dict[str, Any],
    labels: dict[str, Text],
) -> Table:
    """`roles`: actor, verb, class, source, count, negated, modal, continued, english, kind; actors as subjects."""
    index, known = named.index, verbs()
    actor, group, word = _of_roles(named, roles)
    cells, number = np.unique((group * len(index.kinds) + word) * _size(named) + actor, return_inverse=True)
    count = np.bincount(number, minlength=len(cells))
    negated = np.bincount(number, roles.negated, len(cells)).astype(np.int64)
    modal = np.bincount(number, roles.modal, len(cells)).astype(np.int64)
    continued = np.bincount(number, roles.continued, len(cells)).astype(np.int64)
    cells, actor = np.divmod(cells, _size(named))
    group, word = np.divmod(cells, len(index.kinds))
    row = group * _size(named) + actor
    total = np.bincount(row, count)[row] if len(row) else count
    kept = np.flatnonzero(count >= max(1, min_count))
    kept = kept[np.lexsort((word[kept], actor[kept], -total[kept], -count[kept], group[kept]))]
    found = [known[index.vocabulary[at]] for at in word[kept].tolist()]
    columns = {
        "actor": [named.gazetteer.actors[at].name for at in actor[kept].tolist()],
        "verb": [verb.verb for verb in found],
        "class": [verb.kind for verb in found],
        named.key: [named.names[at] for at in group[kept].tolist()],
        "count": count[kept],
        "negated": negated[kept],
        "modal": modal[kept],
        "continued": continued[kept],
        "english": [verb.english for verb in found],
        "kind": [named.gazetteer.actors[at].kind for at in actor[kept].tolist()],
    }
    title = Text("What actors do", "行为体的动作")
    reading = (named.key, "actor", "verb", "english", "class", "count", "negated", "modal", "continued")
    labels = {**LABELS, "english": Text("English of the verb", "动词英文"), **labels}
    return Table("roles", title, columns, [*notes, NOTE], parameters, labels, group=named.key, reading=reading)


def acts_table(
    named: Named, roles: Roles, notes: list[Text], parameters: dict[str, Any], labels: dict[str, Text]
) -> Table:
    """`acts`: actor, class, source, count, share, negated, modal, residual: actors by class of verb.

    share = of all roles of the actor in the group; residual = adjusted residual (Haberman 1973) of the cell in the
    table of actors by classes of the group.
    """
    index, known, kinds = named.index, verbs(), list(CLASSES)
    actor, group, word = _of_roles(named, roles)
    of_word = {at: kinds.index(known[index.vocabulary[at]].kind) for at in np.unique(word).tolist()}
    kind = np.array([of_word[at] for at in word.tolist()], np.int64)
    size, held = _size(named), len(kinds)
    cells, number = np.unique((group * size + actor) * held + kind, return_inverse=True)
    count = np.bincount(number, minlength=len(cells))
    negated = np.bincount(number, roles.negated, len(cells)).astype(np.int64)
    modal = np.bincount(number, roles.modal, len(cells)).astype(np.int64)
    row, kind = np.divmod(cells, held)
    group, actor = np.divmod(row, size)
    total, of_kind, of_group = (
        (np.bincount(by, count)[by] if len(by) else by).astype(np.int64) for by in (row, group * held + kind, group)
    )
    four = np.array([[count, total - count], [of_kind - count, of_group - total - of_kind + count]])
    residual = adjusted_residuals(np.moveaxis(four, 2, 0))[:, 0, 0]  # that of the cell in the whole table
    order = np.lexsort((kind, actor, -total, group))
    count, negated, modal, total = count[order], negated[order], modal[order], total[order]
    group, actor, kind = group[order], actor[order], kind[order]
    columns = {
        "actor": [named.gazetteer.actors[at].name for at in actor.tolist()],
        "class": [kinds[at] for at in kind.tolist()],
        named.key: [named.names[at] for at in group.tolist()],
        "count": count,
        "share": count / total,
        "negated": negated,
        "modal": modal,
        "residual": residual[order],
        "kind": [named.gazetteer.actors[at].kind for at in actor.tolist()],
    }
    note = Text(
        "Share: of all roles of the actor in the group. Residual: adjusted (Haberman 1973), in the group's table of "
        "actors by classes; beyond ±1.96 more or less than chance, where counts are not small. Each actor of a list "
        "counts, so one verb can make several roles that are not independent, and residuals look surer than they are.",
        "占比：占该组中该行为体全部动作。残差：该组“行为体×动作类别”表的调整残差（Haberman 1973），"
        "绝对值超过 1.96 者偏离随机（频次过小时不足据）。并列行为体分别计数，一个动词可计为数个动作，彼此并不独立，"
        "残差因而偏大。",
    )
    title = Text("What actors do, by class of verb", "行为体的动作类别")
    reading = (named.key, "actor", "class", "count", "share", "negated", "modal", "residual")
    labels = {**LABELS, "share": Text("share of the actor's roles", "占其动作"), **labels}
    return Table("acts", title, columns, [*notes, NOTE, note], parameters, labels, group=named.key, reading=reading)


def role_lines_table(
    named: Named, roles: Roles, notes: list[Text], parameters: dict[str, Any], labels: dict[str, Text]
) -> Table:
    """`role_lines`: actor, verb, class, negated, modal, continued, source, section, paragraph, sentence, …, text."""
    index, known = named.index, verbs()
    hits = named.hits.take(roles.hit)
    columns = places(hits)
    found = [known[index.vocabulary[at]] for at in index.ids[roles.token].tolist()]
    begin, end = _clause(index, hits, roles.token)
    rows: dict[str, Any] = {
        "actor": [named.gazetteer.actors[at].name for at in hits.pattern.tolist()],
        "verb": [verb.verb for verb in found],
        "class": [verb.kind for verb in found],
        "negated": roles.negated.astype(np.int64),
        "modal": roles.modal.astype(np.int64),
        "continued": roles.continued.astype(np.int64),
        **columns,
        "form": texts_between(hits, hits.start, hits.end),
        "reference": references(hits, columns),
        "text": texts_between(hits, begin, end),
    }
    if named.key == "group":
        rows["group"] = [named.names[at] for at in named.group[roles.hit].tolist()]
    title = Text("Clauses behind the roles", "动作所据原文")
    reading = ("actor", "verb", "class", "negated", "reference", "text")
    labels = {**LABELS, **labels}
    return Table("role_lines", title, rows, [*notes, NOTE], parameters, labels, top=0, on_page=False, reading=reading)


def mentions_table(named: Named, notes: list[Text], parameters: dict[str, Any], labels: dict[str, Text]) -> Table:
    """`mentions`: actor, form, source, section, paragraph, sentence, start, end, text: every place behind a count."""
    hits, index = named.hits, named.index
    bounds = index.bounds["sentence"]
    first = index.start[bounds[named.sentence]].astype(np.int64)
    last = index.ends[bounds[named.sentence + 1] - 1].astype(np.int64)
    begin, end = np.maximum(first, hits.start - CHARACTERS), np.minimum(last, hits.end + CHARACTERS)
    rows: dict[str, Any] = {
        "actor": [named.gazetteer.actors[at].name for at in hits.pattern.tolist()],
        "form": texts_between(hits, hits.start, hits.end),
        **places(hits),
        "start": hits.start,
        "end": hits.end,
        "text": texts_between(hits, begin, end),
    }
    if named.key == "group":
        rows["group"] = [named.names[at] for at in named.group.tolist()]
    title = Text("Places of actors", "行为体出处")
    reading = ("actor", "form", "source", "section", "paragraph", "sentence", "text")
    labels = {**LABELS, **labels}
    return Table("mentions", title, rows, notes, parameters, labels, top=0, on_page=False, reading=reading)


def _of_roles(named: Named, roles: Roles) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return actor, group and verb of each role; (R,) each."""
    return named.hits.pattern[roles.hit], named.group[roles.hit], named.index.ids[roles.token].astype(np.int64)


def _size(named: Named) -> int:
    return max(1, len(named.gazetteer.actors))


def _clause(index: TokenIndex, hits: Hits, verb: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the characters from the beginning of an actor's clause to the end of its verb's, as a paper quotes it."""
    stops = np.array([word in COMMAS for word in index.vocabulary] + [False])[index.ids]
    stops = np.flatnonzero(stops)
    bounds = index.bounds["sentence"]
    number = np.searchsorted(bounds, hits.first, side="right")
    before = np.concatenate(([-1], stops))[np.searchsorted(stops, hits.first)] + 1
    behind = np.concatenate((stops, [len(index.ids) - 1]))[np.searchsorted(stops, verb)]
    first = np.maximum(np.maximum(before, bounds[number - 1]), hits.first - LONGEST)
    last = np.minimum(np.minimum(behind, bounds[number] - 1), verb + LONGEST)
    begin, end = index.start[first].astype(np.int64), index.ends[last].astype(np.int64)
    return np.minimum(begin, hits.start), np.maximum(end, hits.end)


NOTE = Text(
    "Roles: the actor stands before the verb in the same clause, with nothing between but adverbs, modals, negation, "
    "dates, prepositional phrases and co-subjects, or a later clause opens with the verb (continued); not behind 的, "
    "not after 被, not as the object of a preposition. Each actor of a list counts. Verbs: a shipped list in "
    "eight classes. Negated and modal: of count, with a negation (不, 无法) or a modal (应, 须, 可) between.",
    "动作：行为体位于同一分句的动词之前，其间仅有副词、情态词、否定词、时间、介词短语与并列主语，或后一分句径以动词起首"
    "而主语承前省略（continued）；中隔“的”、为“被”字句受事或作介词宾语者不计。并列各项分别计数。动词：随附的治理动词表，"
    "分八类。否定、情态：频次中其间含否定词（不、无法）或情态词（应、须、可）者。",
)
LABELS = {
    "negated": Text("negated", "否定"),
    "modal": Text("with a modal", "带情态词"),
    "continued": Text("in a later clause", "承前省略主语"),
    "form": Text("as written", "原文写法"),
}
