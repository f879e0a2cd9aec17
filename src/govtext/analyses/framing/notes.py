"""What is said under the tables of `frames`, and how its tables are worded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...measures.resampling import DRAWS
from ...table import Table, Text
from ..notes import UNITS
from .cells import FEW
from .coding import Framed

NAMES = {
    "document": Text("sources", "篇"),
    "section": Text("sections", "节"),
    "paragraph": Text("paragraphs", "段"),
    "sentence": Text("sentences", "句"),
}


@dataclass(frozen=True)
class Wording:
    """What every table of one analysis is given.

    Attributes:
        by: what the groups are; `source` or a field.
        unit: what a unit is.
        notes: that stand under every table.
        parameters: of the analysis.
        labels: wording of groups.
    """

    by: str
    unit: str
    notes: tuple[Text, ...]
    parameters: Mapping[str, Any]
    labels: Mapping[str, Text]

    @property
    def group(self) -> str:
        """The column of groups."""
        return "source" if self.by == "source" else "group"

    def table(
        self,
        name: str,
        title: Text,
        columns: Mapping[str, Any],
        notes: Sequence[Text],
        *,
        reading: tuple[str, ...] = (),
        on_page: bool = True,
        top: int | None = None,
    ) -> Table:
        """Return a table with the notes, parameters and labels of all."""
        labels = {key: text for key, text in self.labels.items() if key not in columns}
        if "unit_share" in columns:
            what = NAMES[self.unit]
            labels["unit_share"] = Text(f"share of {what.en}", f"占{what.zh}比")
            labels |= {"units": what} if "units" in columns else {}
        if "range" in columns:
            labels["range"] = Text(f"range ({self.by})", f"分布（{self.by}）")
        every = [*self.notes, *notes]
        return Table(
            name, title, columns, every, dict(self.parameters), labels, reading=reading, on_page=on_page, top=top
        )

    def frames_notes(self, found: Framed) -> list[Text]:
        """Say what the numbers of the main table are."""
        what = NAMES[self.unit]
        several = [RESIDUAL, self.tests_note(found)] if len(found.groups.names) > 1 else []
        return [HITS, self._share(what), self.interval_note(), *several]

    def codes_notes(self, found: Framed) -> list[Text]:
        """Say what the numbers of the table of codes are."""
        what = NAMES[self.unit]
        return [
            HITS,
            Text(
                f"Chi-square of {what.en} with and without the code x groups, no correction for continuity; Cramér's V "
                f"= sqrt(chi2 / N); rough where the least expected number of {what.en} is below {FEW}. p adjusted by "
                "Holm over the codes. Neighbouring sentences are not independent, so p is too small.",
                f"卡方：含与不含该编码之{what.zh} × 组，不作连续性校正；Cramér V = sqrt(chi2 / N)；"
                f"最小期望数低于 {FEW} 时从略。p 按 Holm 法就各编码校正。相邻句并不独立，p 偏小。",
            ),
        ]

    def coverage_notes(self, found: Framed) -> list[Text]:
        """Say what the numbers of the table of codebooks are."""
        what = NAMES[self.unit]
        return [
            Text(
                f"Coded: {what.en} with any code of the codebook. Codes used: of those without parts of their own.",
                f"coded：含该编码表任一编码之{what.zh}。codes_used：所用之末级编码数。",
            ),
            self.interval_note(),
        ]

    def _share(self, what: Text) -> Text:
        return Text(
            f"Share: {what.en} of the group in which a place of the code begins / all its {what.en}.",
            f"占比：该组含该编码之{what.zh}数 / 该组全部{what.zh}数。",
        )

    def interval_note(self) -> Text:
        """Say what low and high are."""
        drawn = Text("paragraphs, each with all its sentences", "段（连同其全部句子）")
        drawn = drawn if self.unit == "sentence" else NAMES[self.unit]
        return Text(
            f"low, high: 95 % percentile bootstrap, {DRAWS:,} draws of {drawn.en} of the group (seed "
            f"{self.parameters['seed']}); where none of n clusters of units has it, high is 1 - .05^(1/n).",
            f"low、high：95% 百分位自助区间，抽取该组之{drawn.zh} {DRAWS:,} 次"
            f"（种子 {self.parameters['seed']}）；n 群单位皆未见者，high 为 1 - .05^(1/n)。",
        )

    def tests_note(self, found: Framed) -> Text:
        """Say what p is, and over how many tests it is adjusted."""
        groups = len(found.groups.names)
        tests = len(found.codes) * (1 if groups == 2 else groups)
        return Text(
            f"p: two-sided, of the residual; of Fisher's exact test where a cell is expected to hold fewer than {FEW}. "
            f"Adjusted by Holm over all {tests:,} tests. Neighbouring sentences are not independent, so p is too "
            "small: set the intervals beside it.",
            f"p：残差之双侧检验；某格期望不足 {FEW} 时用 Fisher 精确检验；按 Holm 法就全部 {tests:,} 次检验校正。"
            "相邻句并不独立，p 偏小，宜与区间并看。",
        )


HITS = Text(
    "Hits: places of the code's indicators, and of all codes below it; places that overlap count once. per 10,000 = "
    "10,000 hits / tokens of the group.",
    "hits：该编码（含其下级）指标所在之处，重叠者计一次。每万词 = 处数 / 该组词数 × 10000。",
)
RESIDUAL = Text(
    "Residual: adjusted (Haberman 1973), of units with the code in the group against all other groups; beyond ±1.96 "
    "one in twenty by chance. Log ratio (Hardie): log2 of the rates of hits, group against all others; 0 counts as "
    "0.5.",
    "residual：调整残差（Haberman 1973），该组含该编码之单位数与其余各组相较；超过 ±1.96 者偶然概率为二十分之一。"
    "log ratio（Hardie）：该组与其余各组每词处数之比，取 log2；0 作 0.5 计。",
)


def unit_note(unit: str) -> Text:
    """Say what units are."""
    return Text(f"Units: {NAMES[unit].en}.", f"单位：{UNITS[unit]}。")
