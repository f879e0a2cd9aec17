"""One paragraph a command: its steps in turn, the second told by what is other than in the first."""

from __future__ import annotations

from collections.abc import Sequence

from ...table import Text
from .reading import Run, Step
from .steps import COMMANDS
from .vocabulary import otherwise
from .wording import Said, code, listed, listed_zh, many, paragraph, said

MOST_NAMED = 12
OTHERS = {
    "report": Text("The results were put into a report in HTML", "结果汇为 HTML 报告"),
    "codebook lint": Text("Codebooks were checked for faults", "编码表已作检查"),
    "codebook test": Text("Codebooks were run on their own examples", "编码表已以其自带例句检验"),
    "corpus duplicates": Text("The sources were searched for passages they share", "已检查各文本间的重复段落"),
}


def analyses_text(run: Run, lang: str) -> list[str]:
    """Return a paragraph for each command that ran, in the order in which they first came, then one of all others."""
    commands = list(dict.fromkeys(step.command for step in run.steps))
    shown = [_command(run, command, lang) for command in commands if command in COMMANDS]
    others = [command for command in commands if command in OTHERS]
    return [*shown, *([_others(others, lang)] if others else [])]


def _command(run: Run, command: str, lang: str) -> str:
    title, _ = COMMANDS[command]
    steps = [step for step in run.steps if step.command == command]
    told: list[tuple[Step, list[Said]]] = []
    texts = []
    for step in steps:
        own = sentences(step, run)
        named = _named(step, several=len(steps) > 1).get(lang)
        texts.append(named + paragraph(_new(step, own, told), lang))
        told.append((step, own))
    joined = "" if lang == "zh" else " "
    stop = "。" if lang == "zh" else "."
    return f"**{title.get(lang)}{stop}**{joined or ' '}{joined.join(texts)}"


def sentences(step: Step, run: Run) -> list[Said]:
    """Return all that is said of a step."""
    _, function = COMMANDS[step.command]
    return [*function(step), *_sources(step, run), *otherwise(step, run)]


def _named(step: Step, several: bool) -> Text:
    """Return how a step is named where a command has several."""
    if not several:
        return Text("", "")
    return Text(f"(Step {code(step.name)}) ", f"（步骤 {code(step.name)}）")


def _new(step: Step, own: Sequence[Said], told: Sequence[tuple[Step, list[Said]]]) -> list[Said]:
    """Return what is other in a step than in one before it that is told by the same kinds of sentences."""
    kinds = {one.about for one in own}
    for earlier, before in told:
        texts = {one.about: one.text for one in before}
        if set(texts) != kinds:
            continue
        other = [one for one in own if one.about == "counted" or texts[one.about] != one.text]
        if len(other) == len(own):
            continue
        same = said(
            "same",
            f"In all else this step is as step {code(earlier.name)}.",
            f"其余均同步骤 {code(earlier.name)}。",
        )
        return [*other, same]
    return list(own)


def _sources(step: Step, run: Run) -> list[Said]:
    """Say which sources a step has, where it has not all."""
    if step.whole:
        return []
    labels = {str(source.get("id")): str(source.get("label") or source.get("id")) for source in run.sources}
    names = [code(labels.get(name, name)) for name in step.sources[:MOST_NAMED]]
    more = len(step.sources) - len(names)
    if more:
        return [
            said(
                "sources",
                f"This step has {many(len(step.sources), 'text')} of the corpus: {', '.join(names)} and {more:,} more.",
                f"此步取语料中 {len(step.sources):,} 篇文本：{listed_zh(names)}等。",
            )
        ]
    return [
        said(
            "sources",
            f"This step has {many(len(names), 'text')} of the corpus: {listed(names)}.",
            f"此步取语料中 {len(names):,} 篇文本：{listed_zh(names)}。",
        )
    ]


def _others(commands: Sequence[str], lang: str) -> str:
    texts = [OTHERS[command].get(lang) for command in commands]
    return "".join(f"{text}。" for text in texts) if lang == "zh" else " ".join(f"{text}." for text in texts)
