"""What a person calls the topics: kept in a study's lexicon/topics.tsv, each label with the words of its topic."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from ..analyses.modelling.label_rules import fault_of_label
from ..analyses.modelling.labelling import LEAST, WORDS, given
from ..analyses.modelling.shared import LABEL
from ..analyses.modelling.written import leading_words
from ..errors import NothingFound, UsageProblem, did_you_mean
from ..files import write_atomic
from ..table import Table, Text
from ..tokens.lexicon.lines import Faults, lines_of, text_of
from .study import Study

FILE = "topics.tsv"
COLUMNS = ("label", "words")
BETWEEN = "|"  # of words, as of aliases in terms.tsv: a term may hold blanks

Labels = dict[str, tuple[str, ...]]


class Given(NamedTuple):
    """A label that was set: the words it is kept with, and the labels in whose place it stands."""

    label: str
    words: list[str]
    before: list[str]


def labels_file(study: Study) -> Path | None:
    """Return where the labels of a study are kept; None without a study."""
    return study.root / "lexicon" / FILE if study.root else None


def topic_labels(study: Study) -> Labels:
    """Return the labels of a study, each with the leading words of the topic that it was given to.

    Raises:
        GovtextError: a line of the file is damaged (file, line, cause, remedy).
    """
    path = labels_file(study)
    return read_labels(path) if path and (path.is_symlink() or path.exists()) else {}


def read_labels(path: Path) -> Labels:
    """Read labels: a label, a tab, words parted by bars; the first line may name the columns.

    Raises:
        GovtextError: a line has not two columns, lacks the label or words, or a label stands twice.
    """
    found: Labels = {}
    faults = Faults(path)
    for number, line in lines_of(path):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if tuple(cell.lower() for cell in cells) == COLUMNS:
            continue
        words = tuple(dict.fromkeys(word.strip() for word in cells[-1].split(BETWEEN) if word.strip()))
        if len(cells) != len(COLUMNS):
            faults.add(
                number, f"{len(cells)} columns where there should be 2", "write a label, a tab and words parted by |"
            )
        elif not cells[0] or not words:
            faults.add(number, f"there is no {COLUMNS[bool(cells[0])]}", "delete the line, and set the label again")
        elif (fault := fault_of_label(cells[0]))[0]:
            faults.add(number, f"the label {fault[0]}", fault[1])
        elif cells[0] in found:
            faults.add(number, f"{cells[0]!r} stands twice", "delete one of the two lines")
        else:
            found[cells[0]] = words
    faults.tell()
    return found


def set_label(study: Study, topic: int, label: str, folder: Path) -> Given:
    """Give a topic of the model last written a label, in place of one it has.

    Args:
        study: a study with a folder.
        topic: its number.
        label: what it is to be called; another topic that is called so loses it.
        folder: where the tables of the model are.

    Returns:
        The label, the words of the topic, and the other labels that it had before.

    Raises:
        UsageProblem: the label is empty, too long or of several lines, or there is no such topic.
        GovtextError: there is no model, or its tables or the labels are damaged.
    """
    label = checked(label)
    study.folder()
    kept, topics = topic_labels(study), leading_words(folder, WORDS)
    place = _place(topic, topics, folder)
    before = [name for name, (at, _) in given(kept, list(topics.values())).items() if at == place and name != label]
    others = {name: own for name, own in kept.items() if name != label and name not in before}
    _write(study, others | {label: tuple(topics[topic])})
    return Given(label, topics[topic], before)


def remove_label(study: Study, topic: str, folder: Path) -> str:
    """Take away the label that a topic of the model last written has, or a label by its name; return it.

    Raises:
        NothingFound: it has none, or there is no such label.
        UsageProblem: there is no such topic.
    """
    study.folder()
    kept = topic_labels(study)
    if topic in kept:
        name = topic
    elif topic.isdecimal():
        topics = leading_words(folder, WORDS)
        place = _place(int(topic), topics, folder)
        called = [name for name, (at, _) in given(kept, list(topics.values())).items() if at == place]
        if not called:
            raise NothingFound(f"topic {topic} has no label of the study", remedy="see: govtext topics label")
        name = called[0]
    else:
        remedy = did_you_mean(topic, kept) or "see: govtext topics label"
        raise NothingFound(f"there is no label {topic!r}", remedy=remedy)
    _write(study, {label: words for label, words in kept.items() if label != name})
    return name


def listed(study: Study, folder: Path) -> Table:
    """`labels`: label, topic of the model last written and agreement with its words (empty where none agrees), words.

    Raises:
        NothingFound: no label is set.
    """
    kept = topic_labels(study)
    if not kept:
        raise NothingFound("no topic has a label yet", remedy='set one: govtext topics label 3 "…"')
    topics = leading_words(folder, WORDS) if folder.is_dir() and any(folder.glob("topic*s.csv")) else {}
    numbers, found = list(topics), given(kept, list(topics.values()))
    places = [found.get(label, (-1, float("nan"))) for label in kept]
    columns = {
        "label": list(kept),
        "topic": [numbers[at] if at >= 0 else "" for at, _ in places],
        "agreement": [agreement for _, agreement in places],
        "words": [" ".join(words) for words in kept.values()],
    }
    note = Text(
        f"Topic: of the model last written, whose top {WORDS} words agree best (Jaccard, at least {LEAST}) with those "
        "kept with the label.",
        f"主题：最近写出的模型中，前 {WORDS} 词与标签所存之词最相合者（Jaccard 不低于 {LEAST}）。",
    )
    title = Text("Labels of topics", "主题标签")
    return Table("labels", title, columns, [note], labels=LABEL, top=0)


def checked(label: str) -> str:
    """Return a label without blanks at its ends.

    Raises:
        UsageProblem: nothing is left, or it holds what a line of the file cannot.
    """
    plain = label.strip(" \u3000")
    if not plain:
        raise UsageProblem("the label is empty", remedy="write what the topic is called, or give --remove")
    what, remedy = fault_of_label(plain)
    if what:
        raise UsageProblem(f"the label {what}", remedy=remedy)
    if plain.startswith("#") or plain.lower() == COLUMNS[0] or plain.isdecimal():
        raise UsageProblem(f"the label cannot be {plain!r}", remedy="write a word; it may not begin with #")
    return plain


def _place(topic: int, topics: dict[int, list[str]], folder: Path) -> int:
    if topic not in topics:
        what = f"there is no topic {topic}: the model in {folder} has {min(topics)} to {max(topics)}"
        raise UsageProblem(what, remedy="run govtext topics with the --k you mean, or choose another number")
    return list(topics).index(topic)


def _write(study: Study, labels: Labels) -> None:
    """Write the labels; comments that a person wrote before them stay."""
    path = study.folder() / "lexicon" / FILE
    text = text_of(path) if path.is_file() else ""
    comments = [line for line in text.splitlines() if line.startswith("#")]
    lines = [*comments, "\t".join(COLUMNS), *(f"{label}\t{BETWEEN.join(words)}" for label, words in labels.items())]
    write_atomic(Path(os.path.realpath(path)), "".join(f"{line}\n" for line in lines))  # a link stays one
