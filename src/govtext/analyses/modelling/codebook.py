"""A codebook: categories with the words that topics are to start from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...codebooks.expressions import wanted_patterns
from ...codebooks.reading import read
from ...errors import GovtextError, UsageProblem
from ...measures.topics import top_words
from ...measures.topics.matrices import Numbers
from ...models import Settings
from ...models.robustness import WORDS as LEADING
from ...table import Text
from ...tokens.lexicon.lines import Faults, lines_of, text_of
from .label_rules import fault_of_label

CODE_NAMES = ("code", "id", "label", "编码", "代码", "类别", "类目")
WORD_NAMES = ("word", "term", "indicator", "词", "词语", "指标")
FULL_WIDTH = str.maketrans("＊？", "*?")
MOST_NAMED = 12


@dataclass(frozen=True)
class Code:
    """A category of a codebook.

    Attributes:
        name: its label, else its id.
        words: its indicators, in which * stands for any characters and ? for one.
    """

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Seeds:
    """What a codebook seeds in a model.

    Attributes:
        codes: names of the codes with a word in the model, in the order of the codebook.
        anchors: for each of them the columns of its words.
        missing: codes without one: no topic is seeded for them.
        note: what is said of it under the tables.
    """

    codes: tuple[str, ...]
    anchors: tuple[tuple[int, ...], ...]
    missing: tuple[str, ...]
    note: Text


def read_codebook(path: Path) -> list[Code]:
    """Read a codebook.

    Args:
        path: `.toml`, a codebook of framing (codes without indicators are left out); else a table, tabs or commas,
            with columns `code` and `word`, or two columns without a header, one word a line.

    Raises:
        GovtextError: it cannot be read, or a code has no name or no word (file, line, cause, remedy).
    """
    found = _of_toml(path) if path.suffix.lower() == ".toml" else _of_table(path, text_of(path))
    if not found:
        raise GovtextError("the codebook is empty", where=path, remedy="write its codes and their words")
    return found


def seeded(settings: Settings, codebook: str | None, terms: Sequence[str], topics: int) -> tuple[Settings, list[Text]]:
    """Return settings with the seeds of a codebook, and what is to be said of it; as they are where there is none."""
    if codebook is None:
        return settings, []
    path = Path(codebook)
    seeds = seeds_of(path, read_codebook(path), terms, topics)
    return replace(settings, anchors=seeds.anchors, codes=seeds.codes), [seeds.note]


def seeds_of(path: Path, codes: Sequence[Code], terms: Sequence[str], topics: int) -> Seeds:
    """Find the words of a codebook among those of a model.

    Args:
        path: the codebook, for messages.
        codes: what it holds.
        terms: the words of the model.
        topics: the least number of topics that is asked for.

    Raises:
        UsageProblem: it has more codes than there are topics.
        GovtextError: no word of it is in the model.
    """
    if len(codes) > topics:
        what = f"{path.name} has {len(codes)} codes, and --k is {topics}"
        raise UsageProblem(what, remedy=f"ask for at least {len(codes)} topics, or leave codes out")
    found = [(code.name, _matching(code.words, terms)) for code in codes]
    there = [(name, places) for name, places in found if places]
    words = sum(len(code.words) for code in codes)
    if not there:
        what = f"none of its {words} words is among the {len(terms):,} words of the model"
        remedy = "see the words in topic_words.csv; * stands for any characters; or lower --min-units"
        raise GovtextError(what, where=path, remedy=remedy)
    missing = tuple(name for name, places in found if not places)
    return Seeds(
        tuple(name for name, _ in there),
        tuple(places for _, places in there),
        missing,
        _note(path.name, [(name, [terms[place] for place in places]) for name, places in there], missing),
    )


def codes_kept(settings: Settings, words: Numbers, order: Sequence[int]) -> tuple[str, ...]:
    """Return the code of each topic; empty for one without, or without a word of its code among its leading words.

    Args:
        settings: with the codes of the first topics.
        words: (topics, words) probabilities, topics as they were seeded.
        order: the order in which topics are shown.
    """
    leading = top_words(words, LEADING)
    seeded = zip(settings.codes, settings.anchors, leading.tolist(), strict=False)
    kept = [code if set(anchors) & set(row) else "" for code, anchors, row in seeded]
    return tuple(kept[topic] if topic < len(kept) else "" for topic in order)


def gone_notes(settings: Settings, kept: Sequence[str]) -> list[Text]:
    """Name the codes that no topic has kept."""
    gone = [code for code in settings.codes if code not in kept]
    return [
        Text(
            f"No longer named by {', '.join(gone)}: the topics seeded so have none of their words among the first "
            f"{LEADING}.",
            f"由 {'、'.join(gone)} 引导的主题，其前 {LEADING} 词已无该编码之词，不再以之命名。",
        )
    ] * bool(gone)


def _matching(words: Iterable[str], terms: Sequence[str]) -> tuple[int, ...]:
    """Return the places of the terms that one of the words stands for, in order."""
    parts = (re.escape(word).replace(r"\*", ".*").replace(r"\?", ".") for word in words)
    pattern = re.compile("|".join(f"(?:{part})" for part in parts), re.DOTALL)
    return tuple(place for place, term in enumerate(terms) if pattern.fullmatch(term))


def _note(name: str, there: Sequence[tuple[str, Sequence[str]]], missing: Sequence[str]) -> Text:
    """Say which words each topic was seeded with, and which codes have none."""
    marks = [(code, words[:MOST_NAMED], " …" * (len(words) > MOST_NAMED)) for code, words in there]
    english = "; ".join(f"{code}: {', '.join(words)}{more}" for code, words, more in marks)
    chinese = "；".join(f"{code}：{'、'.join(words)}{more}" for code, words, more in marks)
    without = Text("", "")
    if missing:
        without = Text(
            f" No topic was seeded for {', '.join(missing)}: none of their words is in the model.",
            f"{'、'.join(missing)} 之词均不在模型中，未引导主题。",
        )
    return Text(
        f"Seeded by {name}, a topic a code ({english}); a seed is where a topic starts, not where it must stay."
        + without.en,
        f"以 {name} 引导，一编码一主题（{chinese}）；引导只定起点，不定终点。" + without.zh,
    )


def _of_toml(path: Path) -> list[Code]:
    """Return the codes of a codebook of framing: of its indicators the words that they look for."""
    faults, found = Faults(path), []
    for number, code in enumerate(read(path).codes, 1):
        wrong, remedy = fault_of_label(code.label.zh)
        if wrong:
            faults.add(code.line, f"the name of code {number}: {wrong}", remedy)
        patterns = [pattern for one in code.indicators for pattern in wanted_patterns(one.expression)]
        words = dict.fromkeys(plain for pattern in patterns if (plain := _plain(pattern.text)))
        found += [Code(code.label.zh, tuple(words))] * bool(words)
    faults.tell()
    return found


def _of_table(path: Path, text: str) -> list[Code]:
    """Return the codes of a table, in the order in which they first stand there."""
    listed = list(lines_of(path, text))
    delimiter = "\t" if any("\t" in line for _, line in listed[:1]) else ","
    faults, found = Faults(path), dict[str, list[str]]()
    rows = [(number, _cells(path, number, line, delimiter)) for number, line in listed]
    head = [cell.lower() for cell in rows[0][1]] if rows else []
    code, word = _place(head, CODE_NAMES), _place(head, WORD_NAMES)
    if code >= 0 and word >= 0:
        rows = rows[1:]
    elif len(head) > 2:
        what = f"line {rows[0][0]}: no columns of codes and words (columns: {', '.join(head[:8])})"
        raise GovtextError(what, where=path, remedy="call them code and word")
    else:
        code, word = 0, 1
    for number, cells in rows:
        if len(cells) <= max(code, word) or not cells[code] or not _plain(cells[word]):
            faults.add(number, "there are no code and word", "write both, parted by a tab or a comma, a word a line")
            continue
        wrong, remedy = fault_of_label(cells[code])
        if wrong:
            faults.add(number, f"the name of the code: {wrong}", remedy)
        found.setdefault(cells[code], []).append(_plain(cells[word]))
    faults.tell()
    return [Code(name, tuple(dict.fromkeys(words))) for name, words in found.items()]


def _cells(path: Path, number: int, line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for row in csv.reader(io.StringIO(line), delimiter=delimiter) for cell in row]
    except csv.Error as error:
        what = f"line {number} cannot be read as a table ({error})"
        raise GovtextError(what, where=path, remedy="check its quotation marks") from error


def _place(head: Sequence[str], names: Sequence[str]) -> int:
    """Return the place of the first of some names in a header, -1 where there is none."""
    return next((head.index(name) for name in names if name in head), -1)


def _plain(word: str) -> str:
    return word.strip().translate(FULL_WIDTH)
