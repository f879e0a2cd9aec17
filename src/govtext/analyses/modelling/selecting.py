"""Which number of topics is described: the one asked for, or of several the one that is recommended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...models import Settings
from ...models.estimates import Estimate
from ...models.robustness import SEEDS, SUBSAMPLES, again
from ...models.robustness import WORDS as COMPARED
from ...models.shelf import Memory
from ...table import Table, Text
from .coherence import WORDS
from .fitted import Work
from .options import REFITS, REFITS_OF_RANGE
from .reasons import reasons
from .recommending import LEAST_DIVERSE, SPREADS, Recommended, recommended
from .selection import DIVERSE, Figures, compared
from .shared import Shared
from .units import Units

KEYS = (
    *("k", "seed", "coherence", "npmi", "umass", "exclusivity", "diversity", "held_out", "perplexity"),
    *("cao_juan", "arun", "deveaud", "seeds", "subsamples", "between", "stability"),
    *("stability_se", "recommended"),
)
READING = (
    *("k", "recommended", "coherence", "npmi", "diversity", "held_out"),
    *("seeds", "subsamples", "stability"),
)
SHORT = {
    "coherence": Text("C_v", "C_v"),
    "seeds": Text("seeds", "换种子"),
    "subsamples": Text("subsamples", "子样本"),
}


@dataclass(frozen=True)
class Selected:
    """The estimate that is described, and what it was chosen from.

    Attributes:
        estimates: one for each number of topics, in order.
        columns: of the table of selection; none where there is one estimate.
        found: what is recommended; None where there is one estimate.
        tried: how often each was made again to be compared.
        refits: how often the one that is described is made again.
    """

    estimates: tuple[Estimate, ...]
    columns: Figures
    found: Recommended | None
    tried: int
    refits: int

    @property
    def estimate(self) -> Estimate:
        """The one that is described."""
        return self.estimates[self.found.place if self.found else 0]

    @property
    def notes(self) -> list[Text]:
        """What every table of the model says of its number of topics."""
        if not self.found:
            return []
        k, tried = self.estimate.k, span([one.k for one in self.estimates])
        said = Text(
            f"K = {k} is recommended among {tried}: see selection.", f"K = {k} 为 {tried} 中之建议，见 selection。"
        )
        return [said]

    def tables(self, shared: Shared) -> list[Table]:
        """`selection`: one row for each number of topics; no table where there is one."""
        if not self.found:
            return []
        numbers = [one.k for one in self.estimates]
        marks = ["yes" if place == self.found.place else "" for place in range(len(numbers))]
        given = {"k": numbers, "seed": [shared.seed] * len(numbers), **self.columns, "recommended": marks}
        why = reasons(numbers, self.columns, self.found)
        return [
            Table(
                "selection",
                Text("Numbers of topics compared", "主题数之比较"),
                {key: given[key] for key in KEYS},
                [*shared.notes, *_measures(numbers, self.tried), RULE, why],
                shared.parameters,
                labels=SHORT,
                reading=READING,
            )
        ]


def selected(
    units: Units, settings: Settings, estimates: Sequence[Estimate], refits: int | None, work: Work
) -> Selected:
    """Compare estimates and recommend one; a single one is taken as it is.

    Args:
        units: what is fitted on.
        settings: how.
        estimates: one for each number of topics, in order.
        refits: how often each is made again; None takes 4 where several are compared, and 12 for the one described.
        work: how the work is done; with a shelf what is made here need not be made again.
    """
    last = REFITS if refits is None else refits
    if len(estimates) == 1:
        return Selected(tuple(estimates), {}, None, last, last)
    tried = REFITS_OF_RANGE if refits is None else refits
    ahead = (last - tried) * estimates[0].runs
    columns = compared(units, settings, estimates, tried, replace(work, ahead=ahead))
    return Selected(tuple(estimates), columns, recommended(columns), tried, last)


def work_of(numbers: Sequence[int], work: Work) -> Work:
    """Return the work with a shelf of its own where several numbers are compared and none is there."""
    return replace(work, shelf=Memory()) if work.shelf is None and len(numbers) > 1 else work


def tell_seconds(numbers: Sequence[int], work: Work, warn: Callable[[str], None] | None) -> None:
    """Say how long the fits of each number of topics took, all processes together, where several were compared."""
    if warn is None or len(numbers) < 2:
        return
    spent = {k: sum(seconds for fit, seconds in work.seconds.items() if fit.k == k) for k in numbers}
    told = ", ".join(f"K {k} {seconds:.1f}" for k, seconds in spent.items() if seconds)
    kept = ", ".join(str(k) for k, seconds in spent.items() if not seconds)
    made = f"seconds of fitting: {told}" if told else "nothing was fitted"
    warn(made + (f"; kept from before: K {kept}" if kept else ""))


def span(numbers: Sequence[int]) -> str:
    """Return numbers as a range where none is left out between them, else as a list.

    Example:
        >>> span([2, 3, 4]), span([5, 8, 10])
        ('2-4', '5, 8, 10')
    """
    whole = len(numbers) > 2 and len(numbers) == numbers[-1] - numbers[0] + 1
    return f"{numbers[0]}-{numbers[-1]}" if whole else ", ".join(map(str, numbers))


def _measures(numbers: Sequence[int], tried: int) -> list[Text]:
    """Say what the columns are."""
    kinds = [kind for kind, _ in again(Estimate(2, 1), tried)]
    seeds, parts = kinds.count(SEEDS), kinds.count(SUBSAMPLES)
    return [
        Text(
            f"Compared: K = {span(numbers)}, each made as the model is, and {tried} times more ({seeds} on other "
            f"seeds, {parts} on 80 % of the units). Means over topics: C_v, NPMI and UMass (sum over the pairs, Mimno "
            f"et al. 2011), the latter two by whole units; exclusivity (FREX summed, weight 0.7, as stm has it); all "
            f"of the top {WORDS} words. Diversity: different words among the top {DIVERSE} of all topics (Dieng et al. "
            f"2020; fewer where there are not so many for each). Stability: mean Jaccard of the top {COMPARED} words "
            f"of matched topics, the lower of other seeds and subsamples; its standard error (stability_se) over the "
            f"{tried} refits.",
            f"所比：K = {span(numbers)}，各依同法估计，另作 {tried} 次（换种子 {seeds} 次，仅取 80% 单位 {parts} 次）。"
            f"各主题之均值：C_v；NPMI 与 UMass（词对之和，Mimno 等 2011），以整单位计；"
            f"独占性（FREX 之和，权重 0.7，同 stm）；均取前 {WORDS} 词。"
            f"多样性：各主题前 {DIVERSE} 词中不同词之比（Dieng 等 2020；词不足时取其少者）。"
            f"稳定性：匹配主题前 {COMPARED} 词之平均 Jaccard，取换种子与子样本之低者；"
            f"其标准误（stability_se）由 {tried} 次得出。",
        ),
        FORESEEN,
    ]


FORESEEN = Text(
    "Held-out: document completion (Wallach et al. 2009): models of the 80 % subsamples on the units they have not "
    "seen; shares by the unit's odd words, log likelihood of the even ones, nats a token; perplexity: exp of its "
    "negative. Words that a subsample lacks are left out. CaoJuan (2009): mean cosine of topics, less is better; Arun "
    "(2010): both distributions normed and sorted, less is better; Deveaud (2014): mean Jensen-Shannon divergence, "
    "nats, more is better. Seconds are told on the terminal, as tables are the same from run to run.",
    "留出似然：文档补全法（Wallach 等 2009），以 80% 子样本之模型评其未见之单位：由奇数位词估其占比，取偶数位词之"
    "对数似然，每词 nat；困惑度为其相反数之指数。子样本所无之词不计。CaoJuan（2009）：主题间平均余弦，越低越好；"
    "Arun（2010）：二分布归一并排序，越低越好；Deveaud（2014）：平均 JS 散度（nat），越高越好。"
    "用时见终端，因表格须次次相同。",
)
RULE = Text(
    f"How K is recommended: numbers whose topics repeat one another (diversity below {LEAST_DIVERSE}) are left out; "
    "the others are ranked by coherence (C_v and NPMI, one vote together), by stability, and by held-out likelihood "
    "unless it only rises or falls with K (in nine of ten pairs). Differences within the spread are none: "
    f"{SPREADS['coherence']} of C_v, {SPREADS['npmi']} of NPMI and of likelihood, one standard error of stability (of "
    "two the larger). The best mean rank, and all that are worse than it by none of these, cannot be told apart: the "
    "smallest is named. The other measures are shown without a vote: they compare topics with one another, or follow "
    "how common words are.",
    f"建议之法：主题彼此重复（多样性低于 {LEAST_DIVERSE}）者不取；其余按一致性（C_v 与 NPMI 合计一票）、稳定性、"
    "留出似然（若仅随 K 升降——十对中九对同向——则不计）排名。波动以内之差不计："
    f"C_v {SPREADS['coherence']}，NPMI 与似然 {SPREADS['npmi']}，稳定性为一个标准误（二者取大）。"
    "平均名次最佳者与各项均不逊于它者无从分辨，取其最小之数。其余指标仅供参考：或只比较主题之间，或随词之常见程度而变。",
)
