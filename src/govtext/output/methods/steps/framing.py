"""What is said of `frames`."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import Said, code, listed, listed_zh, of_groups, said, unit_of
from .common import HOLM

ENTMAN, TWO = "entman", 2
CODE, FRAMEWORK = Text("code", "编码"), Text("framework", "框架")
FORMULA = "1 − ⁿ√0.05"  # without a caret, which Pandoc takes for a superscript


def frames(step: Step) -> list[Said]:
    """Say with which codebooks what was coded, and what shares, tests and intervals are."""
    if step.get("sample") is not None and "sheet" in step.rows:
        return _sheet(step)
    if step.get("mutual"):
        return [_coded(step), *_mutual(step), interval(step, FRAMEWORK)]
    return [_coded(step), _shares(step), interval(step, CODE), *_tests(step), *_remainder(step)]


def books(step: Step) -> Text:
    """Return the codebooks of a step with how many codes each has."""
    names = [one.strip() for one in str(step.get("codebook") or "").split(",") if one.strip()]
    counts = [one.strip() for one in str(step.get("codes") or "").split(",") if one.strip().isdecimal()]
    if not names:
        return Text("a codebook", "编码表")
    sizes = counts if len(counts) == len(names) else [""] * len(names)
    shown = [
        f"{code(name)}{' [@entman1993]' if name == ENTMAN else ''}{_size(size).en}"
        for name, size in zip(names, sizes, strict=True)
    ]
    shown_zh = [
        f"{code(name)}{'[@entman1993]' if name == ENTMAN else ''}{_size(size).zh}"
        for name, size in zip(names, sizes, strict=True)
    ]
    word = "codebooks" if len(names) > 1 else "codebook"
    return Text(f"the {word} {listed(shown)}", f"编码表 {listed_zh(shown_zh)}")


def _size(codes: str) -> Text:
    """Return how many codes a codebook has, as the lock counts them: those with parts and their parts."""
    if not codes:
        return Text("", "")
    word = "code" if codes == "1" else "codes"
    return Text(f" ({codes} {word}, counting all levels)", f"（{codes} 个编码，各级合计）")


def gives(step: Step) -> str:
    """Return `gives` or `give`, as there is one codebook or more."""
    return "give" if len(step.names("codebook")) > 1 else "gives"


def _coded(step: Step) -> Said:
    book, unit = books(step), unit_of(step.get("unit") or "sentence")
    heads = Text(", headings included", "（含标题）") if step.get("unit") in (None, "sentence") else Text("", "")
    return said(
        "counted",
        f"Frames were coded with {book.en}: a code applies where one of its indicators stands with both ends at ends "
        f"of tokens, and a code that has parts applies where one of its parts does. The units of coding are "
        f"{unit.en}{heads.en}.",
        f"框架编码采用{book.zh}：某编码的任一指标出现且两端均为词界，即计为该编码；上级编码包含其下级。"
        f"编码单位为{unit.zh}{heads.zh}。",
    )


def _shares(step: Step) -> Said:
    group, unit = of_groups(step.get("by")), unit_of(step.get("unit") or "sentence")
    return said(
        "shares",
        f"The use of a code is its share of the {unit.en} of {group.en}, beside its places per 10,000 tokens.",
        f"编码的使用程度以含该编码的{unit.zh}占{group.zh}全部{unit.zh}的比例表示，并报告每万词处数。",
    )


def interval(step: Step, what: Text) -> Said:
    """Say what the intervals of shares rest on; `what` is what has a share."""
    draws, seed = step.number("draws"), step.number("seed")
    how = ", ".join(part for part in (f"{draws} draws" if draws else "", f"seed {seed}" if seed else "") if part)
    how_zh = "，".join(part for part in (f"{draws} 次" if draws else "", f"种子 {seed}" if seed else "") if part)
    drawn = Text("whole paragraphs", "整段")
    if step.get("unit") not in (None, "sentence"):
        drawn = unit_of(step.get("unit"))
    return said(
        "interval",
        f"The 95% intervals of these shares come from a percentile bootstrap of {drawn.en}{f' ({how})' if how else ''} "
        f"[@davison1997], which allows for the dependence of what stands together; where a {what.en} is nowhere "
        "among n "
        f"of them, the upper bound is {FORMULA} [@hanley1983].",
        f"占比的 95% 区间由以{drawn.zh}为抽样单位的百分位自助法{f'（{how_zh}）' if how_zh else ''}[@davison1997]得出，"
        f"以顾及相邻句之间的相依；某一{what.zh}从未出现时，上限为 {FORMULA}，n 为抽样单位数[@hanley1983]。",
    )


def groups(step: Step, table: str, lists: int = 1) -> int:
    """Return how many groups a step has, from the rows of a table that has one for each (and list); 2 if unknown."""
    rows = step.rows.get(table)
    return max(1, rows // max(1, lists)) if rows else 2


def over_tests(count: int | None, what: Text) -> Text:
    """Say over how many tests p is adjusted.

    Args:
        count: groups; None if unknown. The cells of two groups mirror each other, so that both are one test.
        what: is tested: code.
    """
    if count is None:
        two = Text(
            f"one for each {what.en} and group, or one for each {what.en} where there are two groups",
            f"每一{what.zh}每组一次，仅两组时每一{what.zh}一次",
        )
    elif count == TWO:
        two = Text(f"one for each {what.en}, as the two groups mirror each other", f"两组互为镜像，故每一{what.zh}一次")
    else:
        two = Text(f"one for each {what.en} and group", f"每一{what.zh}每组一次")
    return Text(f"adjusted by {HOLM.en} over all tests ({two.en})", f"就全部检验（{two.zh}）作 {HOLM.zh}")


def _tests(step: Step) -> list[Said]:
    count = groups(step, "coverage", len(step.names("codebook")))
    if count < TWO:
        return []
    adjusted = over_tests(count if step.rows.get("coverage") else None, CODE)
    unit = unit_of(step.get("unit") or "sentence")
    return [
        said(
            "tests",
            f"Differences between groups are shown by adjusted residuals [@haberman1973] of {unit.en} with the code "
            "and by the log ratio of rates [@hardie2014], each group against all others; p values are those of the "
            f"residual, or of Fisher's exact test [@fisher1935] where an expected count is small, {adjusted.en}. "
            "For a code as a whole χ² [@pearson1900], its p adjusted likewise over the codes, and Cramér's V "
            "[@cramer1946] are given. These tests treat units as independent and are to be read beside the intervals.",
            f"组间差异以含该编码的{unit.zh}数的调整残差[@haberman1973]与每词处数的对数比[@hardie2014]表示，均为某组与其余各组相较；"
            f"p 值取自残差，期望频数过小时改用 Fisher 精确检验[@fisher1935]，{adjusted.zh}。"
            "就整个编码报告 χ²[@pearson1900]（其 p 值就各编码同样校正）与 Cramér V[@cramer1946]。"
            "上述检验以各单位相互独立为前提，应与区间一并解读。",
        )
    ]


def _remainder(step: Step) -> list[Said]:
    if "uncoded_terms" not in step.rows:
        return []
    return [
        said(
            "remainder",
            "What the codebook misses was looked for in the sentences without a code, whose words and terms were "
            "compared with those of the coded sentences by two-term G² [@rayson2000].",
            "为检视编码表的遗漏，以两项式 G²[@rayson2000]比较无编码句与有编码句中的词和术语。",
        )
    ]


def _mutual(step: Step) -> list[Said]:
    unit = unit_of(step.get("unit") or "sentence")
    return [
        said(
            "mutual",
            "Each of these codebooks is the framework of one report, and was applied to all. Affinity is log₂ of "
            "observed over expected places, the expectation being fitted under quasi-independence [@goodman1968] to "
            "all cells but those of a report with its own framework, so that neither the length of a report nor the "
            f"reach of a framework counts; the share of {unit.en} with any code of the framework stands beside it.",
            "上述各编码表均为某一报告自身的框架，并应用于全部报告。亲和度为实际处数与期望处数之比的 log₂，"
            "期望值按准独立模型[@goodman1968]由除报告与其自身框架以外的各格拟合，"
            f"故不受报告长短与框架宽窄影响；并报告含该框架任一编码的{unit.zh}占比。",
        )
    ]


def _sheet(step: Step) -> list[Said]:
    size, seed, book = step.number("sample"), step.number("seed"), books(step)
    rows = step.rows.get("sheet")
    drawn = f"{rows:,}" if rows else size
    after = Text(f" (seed {seed})", f"（种子 {seed}）") if seed else Text("", "")
    return [
        said(
            "counted",
            f"For coding by hand {drawn} sentences were drawn at random{after.en}, half of them, as far as there are "
            f"so many, from those to which {book.en} {gives(step)} a code, and put in random order without these "
            "codes.",
            f"为供人工编码，随机抽取 {drawn} 句{after.zh}，其中半数（数量许可时）取自{book.zh} 已编码的句子，"
            "打乱次序且不显示编码。",
        )
    ]
