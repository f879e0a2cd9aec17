"""Intrusion tests that came back: how often readers found what does not belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ...errors import GovtextError, UsageProblem
from ...files import identity
from ...measures.topics.intrusion import model_precision, reader_agreement, topic_log_odds
from ...table import Table, Text, columns_of
from .intrusion import TOPIC, TOPICS, WORD, WORDS
from .shared import LABEL
from .written import read_table

ALL = Text("all", "全部")
LEAST = 0.001  # a smaller share counts as this in the log odds
CHOICES = {WORD: WORDS + 1, TOPIC: TOPICS + 1}
KEYS = (
    "test",
    "topic",
    "label",
    "items",
    "readers",
    "answers",
    "precision",
    "low",
    "high",
    "chance",
    "tlo",
    "agreement",
)
READING = tuple(key for key in KEYS if key != "answers")
NO_KEY = "give the intrusion_key.csv that was written with the tests: --key FILE"
NO_SHEET = "give the word_intrusion.csv or topic_intrusion.csv that a reader filled in"


@dataclass
class Question:
    """An item of the key, and who answered what.

    Attributes:
        test: `word` or `topic`.
        topic, label: of which topic it is.
        choices: what was to choose from.
        right: the place of the intruder.
        shares: of the topics in the text; empty for words.
        answers: the places that were chosen, by reader.
    """

    test: str
    topic: str
    label: str
    choices: list[str]
    right: int
    shares: list[float]
    answers: dict[int, int] = field(default_factory=dict)


def scored(key: Path, sheets: Sequence[Path]) -> Table:
    """Score the tests that readers filled in.

    Args:
        key: the table that tells the right answers.
        sheets: filled-in tests, one of each reader.

    Returns:
        `intrusion`: test, topic (`all`, then each), label, items (answered), readers, answers, precision, low, high,
        chance, tlo (mean topic log odds; empty for words), agreement (of pairs of readers).

    Raises:
        GovtextError: a table is damaged, names an unknown item, or holds an answer that is none (file and line).
        UsageProblem: a file is given twice, or is the key.
    """
    questions = _questions(key)
    seen: set[object] = set()
    for reader, path in enumerate(sheets):
        if not seen.isdisjoint(identity(path)):
            raise UsageProblem("this file is given twice", where=path, remedy="give one file a reader")
        seen |= identity(path)
        _take_answers(path, reader, questions)
    answered = [one for one in questions.values() if one.answers]
    rows = []
    for test in (WORD, TOPIC):
        own = [one for one in answered if one.test == test]
        topics = sorted({one.topic for one in own}, key=lambda topic: (len(topic), topic))
        for topic in [ALL.en, *topics] if own else []:
            part = [one for one in own if topic in (ALL.en, one.topic)]
            label = "" if topic == ALL.en else part[0].label
            rows.append((test, topic, label, *_figures(part)))
    title = Text("Intrusion tests: what readers found", "侵入词测试结果")
    return Table(
        "intrusion", title, columns_of(KEYS, rows), [NOTE], labels=LABEL, top=0, reading=READING, right=("topic",)
    )


def _figures(part: list[Question]) -> tuple[float, ...]:
    """Return items, readers, answers, precision, low, high, chance, tlo, agreement of some items of one test."""
    choices = CHOICES[part[0].test]
    times = np.array([np.bincount(list(one.answers.values()), minlength=choices) for one in part])
    right = sum(one.right == answer for one in part for answer in one.answers.values())
    agreement = reader_agreement(times)
    several = agreement[np.isfinite(agreement)]
    return (
        len(part),
        len({reader for one in part for reader in one.answers}),
        int(times.sum()),
        *(float(figure) for figure in model_precision(right, times.sum())),
        1 / choices,
        float(np.mean([_log_odds(one) for one in part])) if part[0].test == TOPIC else float("nan"),
        float(several.mean()) if len(several) else float("nan"),
    )


def _log_odds(one: Question) -> float:
    """Return the mean topic log odds of a text over its readers."""
    chosen = np.array(one.shares)[list(one.answers.values())]
    return float(topic_log_odds(np.full(len(chosen), one.shares[one.right]), chosen, LEAST).mean())


def _questions(path: Path) -> dict[str, Question]:
    """Return the items of a key."""
    found: dict[str, Question] = {}
    for line, row in read_table(path, ("item", "test", "topic", "answer", "choice_1"), NO_KEY):
        test = row["test"]
        if test not in CHOICES:
            raise GovtextError(f"line {line}: there is no test {test!r}", where=path, remedy=NO_KEY)
        count = CHOICES[test]
        choices = [row.get(f"choice_{number}", "") for number in range(1, count + 1)]
        try:
            right = choices.index(row["answer"]) if test == WORD else int(row["answer"]) - 1
            shares = [float(row[f"share_{number}"]) for number in range(1, count + 1)] if test == TOPIC else []
        except (KeyError, ValueError) as error:
            raise GovtextError(f"line {line}: the key is damaged", where=path, remedy=NO_KEY) from error
        if not all(choices) or not 0 <= right < count:
            raise GovtextError(f"line {line}: the key is damaged", where=path, remedy=NO_KEY)
        found[row["item"]] = Question(test, row["topic"], row.get("label", ""), choices, right, shares)
    return found


def _take_answers(path: Path, reader: int, questions: dict[str, Question]) -> None:
    """Put the answers of a reader to the items."""
    rows = read_table(path, ("item", "answer"), NO_SHEET)
    if "choice_1" in rows[0][1]:
        raise UsageProblem("this is the key, no answers of a reader", where=path, remedy=NO_SHEET)
    seen: set[str] = set()
    for line, row in rows:
        item, answer = row["item"].strip(), row["answer"].strip()
        if item not in questions:
            what = f"line {line}: item {item!r} is not in the key"
            raise GovtextError(what, where=path, remedy="give the key that was written with this test: --key FILE")
        if item in seen:
            raise GovtextError(f"line {line}: item {item!r} stands twice", where=path, remedy="delete one of the lines")
        seen.add(item)
        if answer:
            questions[item].answers[reader] = _place(path, line, answer, questions[item], row)
    if not any(reader in one.answers for one in questions.values()):
        raise GovtextError("holds no answer", where=path, remedy="fill in the column answer, in some rows at least")


def _place(path: Path, line: int, answer: str, question: Question, row: dict[str, str]) -> int:
    """Return the place of the choice that an answer names, by its words or its number."""
    if question.test == WORD:
        words, shown = question.choices, " ".join(question.choices)
    else:
        words, shown = [row.get(f"topic_{number}", "").strip() for number in range(1, len(question.choices) + 1)], ""
    if answer in words:
        return words.index(answer)
    if answer.isdecimal() and 1 <= int(answer) <= len(question.choices):
        return int(answer) - 1
    one_of = f"one of {shown}, or its number" if shown else f"a number from 1 to {len(question.choices)}"
    raise GovtextError(f"line {line}: the answer is {answer!r}", where=path, remedy=f"write {one_of}")


NOTE = Text(
    "Model precision: share of answers that name the intruder (Chang et al. 2009), 95 % interval by Wilson, answers "
    "taken for independent. Chance: 1 / choices. TLO: topic log odds, ln share of the intruder - ln share of the topic "
    f"chosen, mean over readers, then texts; 0 at best; shares below {LEAST} count as that. Agreement: share of pairs "
    "of readers with the same answer (Fleiss 1971), not corrected for chance. Topic: whose words they are, or the "
    "largest of the text. Items without an answer count for nothing.",
    "模型精度：指出侵入者之答案所占比例（Chang 等 2009），95% 区间为 Wilson 区间，视各答案为独立。"
    "随机水平：1 / 选项数。TLO：主题对数优势比，ln 侵入主题占比 − ln 所选主题占比，先对读者、再对文段取均值，"
    f"最高为 0；占比低于 {LEAST} 者按此计。一致率：答案相同之读者对所占比例（Fleiss 1971），未校正随机一致。"
    "主题：用词所属之主题，或文段之最大主题。未作答者不计。",
)
