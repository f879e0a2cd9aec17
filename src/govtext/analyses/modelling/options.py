"""The options of `topics` that depend on one another, resolved and checked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...errors import UsageProblem
from ...models import ENGINES, Settings
from ...models.settings import INITS, LEARNED
from .units import Units

PASSES = {"gibbs": 150, "gensim": 50, "sklearn": 50, "nmf": 200}
SETTLED = 1000  # sweeps of a single fit by sampling; the average of many needs fewer of each
ETA = 0.1
LEAST_PRIOR, MOST_PRIOR = 1e-6, 1000  # beyond, the libraries that fit come to a halt
RUNS, FEWEST_RUNS = 60, 8
TOKENS_OF_ALL_RUNS = 1_000_000  # beyond it, fewer fits are averaged: a large corpus needs fewer
RANGE = re.compile(r"(\d{1,3})\s*(?:-|\.\.|–)\s*(\d{1,3})")
REFITS, REFITS_OF_RANGE = 12, 4  # of the model that is described, and of each of several that are compared


def numbers_of_topics(k: int | str) -> list[int]:
    """Return the numbers of topics that `--k` names: `8`, `2-15`, `5,8,10`.

    Raises:
        UsageProblem: it is no number, less than 2, or a range written backwards.
    """
    found: set[int] = set()
    for part in str(k).split(","):
        span = RANGE.fullmatch(part.strip())
        first, last = (int(span[1]), int(span[2])) if span else (part.strip(), part.strip())
        if not span and not part.strip().isdecimal():
            raise UsageProblem(f"--k is {k!r}", remedy="it takes a number (8), a range (2-15) or a list (5,8,10)")
        if int(first) > int(last):
            raise UsageProblem(f"--k is {k!r}, a range written backwards", remedy=f"write {last}-{first}")
        found |= set(range(int(first), int(last) + 1))
    if min(found) < 2:
        raise UsageProblem(f"--k is {k}", remedy="it must be at least 2")
    return sorted(found)


def settings_of(
    model: str,
    init: str | None,
    online: bool,
    alpha: float | str | None,
    eta: float | str | None,
    passes: int | None,
    averaged: bool,
    seeded: bool = False,
) -> Settings:
    """Fill in what depends on the engine, and refuse what it does not have; `seeded` where there is a codebook.

    Raises:
        UsageProblem: no such engine or start, or one that the engine does not have.
    """
    if model not in ENGINES:
        raise UsageProblem(f"no engine {model!r}", remedy=f"--model takes one of {', '.join(ENGINES)}")
    if init is not None and init not in INITS:
        raise UsageProblem(f"no start {init!r}", remedy=f"--init takes one of {', '.join(INITS)}")
    known = {"gibbs": ("random", "seeded"), "gensim": INITS, "sklearn": ("random",), "nmf": ("nmf", "random")}[model]
    start = init or ("seeded" if seeded else "nmf" if "nmf" in known else "random")
    if start not in known:
        has = "gibbs or gensim" if start == "seeded" else f"{' or '.join(known)}, which --model {model} has"
        raise UsageProblem(f"--model {model} has no start {start!r}", remedy=f"choose {has}")
    if (start == "seeded") != seeded:
        raise UsageProblem("topics start from a codebook's words", remedy="give both --init seeded and --codebook FILE")
    if online and model != "sklearn":
        raise UsageProblem(f"--model {model} does not fit online", remedy="--model sklearn does")
    if model == "nmf" and (alpha is not None or eta is not None):
        raise UsageProblem("--model nmf has no priors", remedy="leave --alpha and --eta out")
    prior, words = _prior("alpha", alpha), _prior("eta", eta)
    learning = {"alpha": ("gibbs", "gensim"), "eta": ("gensim",)}
    for name, value in (("alpha", prior), ("eta", words)):
        if value == LEARNED and model not in learning[name]:
            raise UsageProblem(
                f"--model {model} does not learn {name}", remedy=f"{learning[name][0]} does, or a number"
            )
    if model == "gibbs" and prior is None:
        prior = LEARNED
    sweeps = SETTLED if model == "gibbs" and not averaged else PASSES[model]
    return Settings(
        engine=model,  # type: ignore[arg-type]
        init=start,  # type: ignore[arg-type]
        online=online,
        alpha=prior,  # type: ignore[arg-type]
        eta=ETA if words is None else words,  # type: ignore[arg-type]
        passes=passes or sweeps,
    )


def engines_of(engine: str | Sequence[str] | None, model: str | None) -> tuple[str | None, str | None]:
    """Part the two things that `--engine` may name: how texts are cut into words, and what fits topics (`--model`).

    Args:
        engine: what was given, once or for each of the two.
        model: what was given as `--model`.

    Returns:
        The segmentation and the model; None for what was not named.

    Raises:
        UsageProblem: two of one kind are named.
    """
    given = [engine] if isinstance(engine, str) else list(engine or ())
    cut = list(dict.fromkeys(name for name in given if name not in ENGINES))
    fit = list(dict.fromkeys([*([model] if model else []), *(name for name in given if name in ENGINES)]))
    for names, what in ((cut, "segmentation"), (fit, "model")):
        if len(names) > 1:
            raise UsageProblem(f"two engines are named, {' and '.join(names)}", remedy=f"one {what} at a time")
    return next(iter(cut), None), next(iter(fit), None)


def _prior(name: str, value: float | str | None) -> float | str | None:
    if value is None or value == LEARNED:
        return value
    try:
        number = float(value)
    except (ValueError, TypeError):
        number = 0.0
    if not LEAST_PRIOR <= number <= MOST_PRIOR:
        remedy = f"it takes a number from {LEAST_PRIOR:f} to {MOST_PRIOR}, or: learned"
        raise UsageProblem(f"--{name} is {value!r}", remedy=remedy)
    return number


def runs_of(units: Units, settings: Settings, consensus: bool, runs: int | None) -> int:
    """Return how many fits are averaged into a model; 1 without consensus.

    Sixty where the corpus is small, fewer in proportion as it has more than 16,667 tokens of the model, at least eight.
    """
    if not consensus:
        return 1
    return runs or max(FEWEST_RUNS, min(RUNS, TOKENS_OF_ALL_RUNS // max(1, int(units.tokens.sum()))))


def check_size(numbers: Sequence[int], units: Units) -> None:
    """Refuse more topics than the units or the words can have.

    Raises:
        UsageProblem: there are fewer units or words than topics, or a single unit.
    """
    most = min(len(units), len(units.words))
    if max(numbers) > most:
        largest = f"the largest here is {most}" if most > 1 else "two topics need two of each"
        raise UsageProblem(
            f"--k is {max(numbers)}, with {len(units)} units and {len(units.words)} words",
            remedy=f"{largest}; lower --min-tokens or --min-units for more",
        )
