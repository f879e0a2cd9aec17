"""Lexical diversity: how many different words each group of texts uses, and how unevenly."""

from __future__ import annotations

import numpy as np

from ...errors import NothingFound, UsageProblem
from ...measures import diversity as measures
from ...table import Table, Text, columns_of
from ...tokens.index import TokenIndex
from ...tokens.stopwords import NONE
from ..notes import common_notes, source_labels, used
from ..options import check_numbers

ALL = "(all)"
FACTOR = 0.72  # of MTLD
COLUMNS = (
    *("group", "tokens", "types", "ttr", "root_ttr", "log_ttr", "mattr", "mtld", "hdd", "yule_k", "simpson"),
    *("entropy", "entropy_norm", "hapax_share"),
)
READING = ("group", "tokens", "types", "ttr", "mattr", "mtld", "hdd", "yule_k", "hapax_share")


def diversity(index: TokenIndex, *, by: str = "source", window: int = 500, sample: int = 42) -> Table:
    """Measure the lexical diversity of each group, and of all sources together.

    Args:
        index: the corpus; measured are all tokens that N counts, stop words included, in their order; of a group with
            several sources one source after another.
        by: `source`, `chapter`, `section`, `author` or a metadata field.
        window: of MATTR, in tokens.
        sample: of HD-D, in tokens.

    Returns:
        `diversity`: group, tokens, types, ttr, root_ttr, log_ttr, mattr, mtld, hdd, yule_k, simpson, entropy,
        entropy_norm, hapax_share; a row a group, and where there are several, last one of all, `(all)`. What a text
        is too short for is NaN.

    Raises:
        UsageProblem: a number out of range, no such field.
        NothingFound: the corpus has no words.
    """
    check_numbers(window=window, sample=sample)
    if window < 1:
        raise UsageProblem(f"--window is {window}", remedy="it must be at least 1")
    if not index.size:
        raise NothingFound("the sources have no words", remedy="see what is in them: govtext corpus list")
    groups = index.groups(by)
    place = np.flatnonzero(index.is_word)
    tokens, group = index.ids[place], groups.of_tokens()[place]
    of_group = tokens[np.argsort(group, kind="stable")]
    ends = np.cumsum(np.bincount(group, minlength=len(groups.names)))[:-1]
    texts = dict(zip(groups.names, np.split(of_group, ends), strict=True))
    if len(texts) > 1:
        texts[ALL] = tokens
    rows = [(name, *_measured(text, window, sample)) for name, text in texts.items()]
    table = Table(
        "diversity",
        Text(f"Lexical diversity by {by}", f"词汇多样性（按 {by}）"),
        columns_of(COLUMNS, rows),
        common_notes(index, NONE),
        {"by": by, "window": window, "sample": sample, "factor": FACTOR, **used(index, NONE)},
        labels={"entropy": Text("entropy (bits)", "熵（比特）")},
        top=0,
        reading=READING,
    )
    if by == "source":
        named = source_labels(index)
        table.labels.update({name: words for name, words in named.items() if name not in COLUMNS})
    table.notes.extend(_notes(table, window, sample))
    return table


def _measured(text: np.ndarray, window: int, sample: int) -> tuple[float, ...]:
    """Return the columns of one group, but its name."""
    return (
        len(text),
        len(np.unique(text)),
        measures.ttr(text),
        measures.root_ttr(text),
        measures.log_ttr(text),
        measures.mattr(text, window),
        measures.mtld(text, FACTOR),
        measures.hdd(text, sample),
        measures.yule_k(text),
        measures.simpson_d(text),
        measures.entropy(text),
        measures.entropy_norm(text),
        measures.hapax_share(text),
    )


def _notes(table: Table, window: int, sample: int) -> list[Text]:
    """Say what was measured and how, and in how many groups a measure has no value."""
    missing = {key: sum(value != value for value in table.values(key)) for key in ("mattr", "mtld", "hdd")}
    en = {key: f" ({count:,} of {len(table):,} rows: none)" if count else "" for key, count in missing.items()}
    zh = {key: f"（{len(table):,} 行中 {count:,} 行不计）" if count else "" for key, count in missing.items()}
    return [
        Text(
            "Measured: all tokens that N counts, in their order, stop words included; the sources of a group one after "
            f"another; {ALL} is the whole corpus.",
            f"所测：计入 N 的全部词，按原次序，含停用词；一组多篇时首尾相接；{ALL} 为全部文本。",
        ),
        Text(
            f"MATTR: mean TTR of all stretches of {window:,} tokens (Covington and McFall 2010), none in a shorter "
            f"text{en['mattr']}. MTLD: mean length of stretches until the TTR is down to {FACTOR}, from both ends "
            f"(McCarthy and Jarvis 2010), none without repetition{en['mtld']}. HD-D: mean TTR of all samples of "
            f"{sample:,} tokens (McCarthy and Jarvis 2007), none in a shorter text{en['hdd']}.",
            f"MATTR：全部 {window:,} 词窗口 TTR 的均值（Covington & McFall 2010），短于此者不计{zh['mattr']}。"
            f"MTLD：TTR 降至 {FACTOR} 的词段平均长度，正反两向取均值（McCarthy & Jarvis 2010），"
            f"全无重复者不计{zh['mtld']}。HD-D：全部 {sample:,} 词样本 TTR 的均值（McCarthy & Jarvis 2007），"
            f"短于此者不计{zh['hdd']}。",
        ),
        FORMULAS,
        LENGTH,
    ]


FORMULAS = Text(
    "TTR = V / N; root TTR = V / √N (Guiraud); log TTR = ln V / ln N (Herdan). Yule's K = 10,000 (Σ m²V_m − N) / N²; "
    "Simpson's D = Σ m(m − 1)V_m / (N(N − 1)); both rise with repetition. Entropy in bits; evenness = entropy / "
    "log2 V; hapax share = V_1 / V.",
    "TTR = V / N；根号 TTR = V / √N（Guiraud）；对数 TTR = ln V / ln N（Herdan）。Yule K = 10000 (Σ m²V_m − N) / N²，"
    "Simpson D = Σ m(m − 1)V_m / (N(N − 1))，二者随重复而升。熵以比特计，均匀度 = 熵 / log2 V。单现词占比 = V_1 / V。",
)
LENGTH = Text(
    "TTR, root TTR, log TTR, entropy and hapax share change with the length of a text: between texts of different "
    "length compare MATTR, MTLD or HD-D.",
    "TTR、根号 TTR、对数 TTR、熵与单现词占比随文本长度而变：长度不同的文本宜比较 MATTR、MTLD 或 HD-D。",
)
