"""Which topics rise and fall over the years."""

from __future__ import annotations

import re

import numpy as np

from ...measures.correction import holm
from ...measures.resampling import DRAWS
from ...measures.topics import mann_kendall, prevalence, slope_interval, slopes
from ...table import Table, Text
from ...tokens.index import TokenIndex
from .fitted import Fitted
from .grouping import shares_note
from .shared import Shared

STREAM = 3  # of the seed
LEAST_YEARS = 4
LEAST_SOURCES = 6  # below which drawing sources again tells nothing
DECADE = 10
YEAR = re.compile(r"\d{4}")
DRAWN_TOGETHER = Text(
    "The model draws the sources towards each other, more so the shorter their units: slopes are nearer to 0 than they "
    "should be (attenuated).",
    "模型使各文本彼此趋近，单位越短越甚，斜率因此偏向 0（衰减）。",
)


def trends_table(index: TokenIndex, found: Fitted, shared: Shared) -> Table | None:
    """`trends`: topic, label, share, slope (share a decade), low, high, tau, p, p_adjusted, peak, sources.

    None where sources with units are of fewer than four different years.
    """
    units = found.units
    years = {place: int(one.get("year")) for place, one in enumerate(index.sources) if YEAR.fullmatch(one.get("year"))}
    own = {place: np.flatnonzero((units.source == place) & (units.tokens > 0)) for place in years}
    kept = [place for place, places in own.items() if len(places)]
    when = np.array([years[place] for place in kept])
    if len(set(when.tolist())) < LEAST_YEARS:
        return None
    shares = np.array([prevalence(found.model.shares[own[place]], units.tokens[own[place]]) for place in kept])
    tokens = np.array([units.tokens[own[place]].sum() for place in kept])
    tau, p = mann_kendall(when, shares)
    low = high = np.full(len(found), np.nan)
    if len(kept) >= LEAST_SOURCES:
        low, high = slope_interval(when / DECADE, shares, tokens, (shared.seed, STREAM))
    each = sorted(set(when.tolist()))
    by_year = np.array([prevalence(shares[when == year], tokens[when == year]) for year in each])
    columns = {
        "topic": np.arange(1, len(found) + 1),
        "label": [*found.labels],
        "share": prevalence(shares, tokens),
        "slope": slopes(when / DECADE, shares, tokens),
        "low": low,
        "high": high,
        "tau": tau,
        "p": p,
        "p_adjusted": holm(p),
        "peak": [each[place] for place in by_year.argmax(axis=0).tolist()],
        "sources": np.full(len(found), len(kept)),
    }
    title = Text("Topics over the years", "主题的年代变化")
    notes = [*shared.notes, shares_note(index, found), _note(when, len(index.sources), len(found)), DRAWN_TOGETHER]
    reading = tuple(key for key in columns if key not in ("p", "sources"))
    return Table("trends", title, columns, notes, shared.parameters, dict(shared.labels), reading=reading)


def _note(when: np.ndarray, sources: int, topics: int) -> Text:
    left = sources - len(when)
    without = Text(f"; {left} without a year left out", f"；{left} 篇无年份，不计") if left else Text("", "")
    few = len(when) < LEAST_SOURCES
    interval = Text(
        f"95 % interval by bootstrap over sources ({DRAWS:,} draws)", f"95% 区间由对文本的自助抽样（{DRAWS:,} 次）得出"
    )
    if few:
        interval = Text(f"no interval with fewer than {LEAST_SOURCES} sources", f"不足 {LEAST_SOURCES} 篇，无区间")
    return Text(
        f"Trend over {len(when)} sources of {int(when.min())} to {int(when.max())}{without.en}. Slope: change of the "
        f"share in ten years, least squares weighted by tokens; {interval.en}. Tau: Kendall's tau-b with the year, p "
        f"by Mann and Kendall's test, Holm's correction over {topics} topics. Sources of neighbouring years are taken "
        "for independent, which makes p too small where they resemble each other; a topic that rises and falls may "
        "have no slope at all: see its peak, the year with the largest share, and --by year.",
        f"趋势：{len(when)} 篇，{int(when.min())} 至 {int(when.max())} 年{without.zh}。斜率：占比每十年的变化，"
        f"按词数加权的最小二乘；{interval.zh}。τ：与年份的 Kendall τ-b，p 用 Mann-Kendall 检验，"
        f"按 {topics} 个主题作 Holm 校正。相邻年份的文本视为独立，若其相似则 p 偏小；"
        "先升后降的主题可无斜率，可参看峰年（占比最大之年）与 --by year。",
    )
