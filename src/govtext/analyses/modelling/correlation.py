"""Which topics stand in the same units, and which keep apart."""

from __future__ import annotations

from ...measures.resampling import DRAWS
from ...measures.topics import clr, correlation_interval, correlations
from ...measures.topics.matrices import pairs
from ...table import Table, Text
from .fitted import Fitted
from .grouping import Grouping, drawn_together
from .shared import Shared

STREAM = 2  # of the seed


def correlation_table(found: Fitted, shared: Shared, groups: Grouping) -> Table | None:
    """`correlation`: topic, label, other, other_label, r, low, high, clr_r, clr_low, clr_high; each pair once.

    None with two topics, whose shares are each other's rest.
    """
    if len(found) < 3:
        return None
    filled = groups.of_unit >= 0
    shares, tokens = found.model.shares[filled], found.units.tokens[filled]
    seed = (shared.seed, STREAM)  # the same draws for both
    columns: dict[str, object] = {}
    for prefix, values in (("", shares), ("clr_", clr(shares, tokens))):
        low, high = correlation_interval(values, seed, runs=groups.run[filled])
        columns |= {f"{prefix}r": correlations(values), f"{prefix}low": low, f"{prefix}high": high}
    first, second = pairs(len(found))
    named = {
        "topic": first + 1,
        "label": [found.labels[topic] for topic in first.tolist()],
        "other": second + 1,
        "other_label": [found.labels[topic] for topic in second.tolist()],
    }
    title = Text("Topics that stand in the same units", "主题之间的相关")
    notes = [*shared.notes, _note(len(found), int(filled.sum()), groups)]
    reading = ("topic", "label", "other", "other_label", "clr_r", "clr_low", "clr_high", "r")
    labels = {"other": Text("other topic", "另一主题")}
    return Table("correlation", title, named | columns, notes, shared.parameters, labels, reading=reading)


def _note(topics: int, units: int, groups: Grouping) -> Text:
    chance, drawn = f"{-1 / (topics - 1):.2f}", drawn_together(groups)
    return Text(
        f"Correlation over {units:,} units, each counted once; 95 % interval by bootstrap ({DRAWS:,} draws "
        f"of {drawn.en}). r: Pearson of the shares, which sum to 1, so that a large topic pushes all others down. "
        "r (clr): Pearson of their centred log-ratios (Aitchison 1982), half a token added to each topic; of the two "
        f"it is the one to be read. Topics that have nothing to do with each other come to {chance} on average in "
        "both, not to 0. Sources that differ in their topics add to both.",
        f"以 {units:,} 个单位计，每个单位等权；95% 区间由自助抽样得出（{DRAWS:,} 次，抽取{drawn.zh}）。"
        "r：占比的 Pearson 相关；占比之和为 1，大主题会压低其余。"
        "r（clr）：中心化对数比（Aitchison 1982，各主题先加半词）的 Pearson 相关，解读应以此为准。"
        f"互不相关的主题在两者中平均为 {chance}，而非 0。各文本主题构成不同，亦计入相关之中。",
    )
