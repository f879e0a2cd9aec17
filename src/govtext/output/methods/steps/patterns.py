"""What is said of `kwic`, `collocates`, `ngrams`, `dispersion` and `terms`."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import NUMBERS, Said, code, group_of, listed, listed_zh, said, unit_of
from .common import HOLM, each, limits


def kwic(step: Step) -> list[Said]:
    """Say what was looked for, in which context, and how many lines were drawn."""
    pattern = step.get("pattern")
    what = Text(code(str(pattern)), code(str(pattern))) if pattern else Text("the patterns", "各检索式")
    if step.get("patterns"):
        what = Text(f"the patterns of the list {step.text('patterns')}", f"检索式列表 {step.text('patterns')} 各项")
    how = Text("as whole tokens", "以完整的词为单位")
    if step.get("regex"):
        how = Text("as a regular expression on the clean text", "以正则表达式在清洗后文本中")
    elif step.get("substring"):
        how = Text("as a string, inside words too", "以字符串（含词内）")
    found = [
        said(
            "counted",
            f"A concordance was made of all places of {what.en}, searched {how.en}.",
            f"{how.zh}检索 {what.zh}，就其全部出现处制作逐词索引。",
        ),
        *_context(step),
        *_filters(step),
    ]
    if step.get("sample"):
        size, seed = step.number("sample"), step.number("seed")
        drawn = Text(f" (seed {seed})", f"（随机种子 {seed}）") if seed else Text("", "")
        found.append(
            said(
                "sample",
                f"At most {size} of the places were drawn at random{drawn.en}; counts are of all.",
                f"其中随机抽取至多 {size} 处{drawn.zh}显示，频次仍以全部计。",
            )
        )
    return found


def _context(step: Step) -> list[Said]:
    context, window = step.get("context"), step.number("window")
    if context in ("sentence", "paragraph"):
        unit = group_of(context)
        return [said("context", f"Each is shown in its whole {unit.en}.", f"每处显示其所在的完整{unit.zh}。")]
    if context == "characters" and window:
        return [said("context", f"The context is {window} characters to either side.", f"语境为左右各 {window} 字符。")]
    if window:
        return [said("context", f"The context is {window} tokens to either side.", f"语境为左右各 {window} 词。")]
    return []


def _filters(step: Step) -> list[Said]:
    must, must_not, within = step.names("must"), step.names("must_not"), step.text("within")
    parts, parts_zh = [], []
    if must:
        parts.append(f"{listed(must)} near them")
        parts_zh.append(f"邻近须有{listed_zh(must)}")
    if must_not:
        parts.append(f"no {listed(must_not, 'or')} near them")
        parts_zh.append(f"邻近不得有{listed_zh(must_not)}")
    found = []
    if parts:
        near = (
            Text(
                f" (within {within} {'word' if within == '1' else 'words'} in the sentence)",
                f"（句内 {within} 词以内）",
            )
            if within
            else Text("", "")
        )
        found.append(
            said(
                "filters", f"Kept were places with {listed(parts)}{near.en}.", f"仅取{'、'.join(parts_zh)}{near.zh}者。"
            )
        )
    if step.get("group") is not None:
        group, name = group_of(step.get("by") or "source"), step.text("group")
        found.append(said("group", f"Only the {group.en} {name} was searched.", f"仅检索{group.zh} {name}。"))
    if step.count("min_count") > 1:
        least = step.number("min_count")
        found.append(
            said("limits", f"Forms with fewer than {least} places were left out.", f"不足 {least} 处的词形略去。")
        )
    return found


SORTED = {
    "g2": Text("G²", "G²"),
    "mi": Text("MI", "MI"),
    "npmi": Text("NPMI", "NPMI"),
    "log_dice": Text("logDice", "logDice"),
    "lambda": Text("λ", "λ"),
    "count": Text("frequency", "频次"),
}
EXPECTED = {
    "span": Text("f₁f₂S/N, S being the number of words in a window [@evert2008]", "f₁f₂S/N，S 为窗口词数[@evert2008]"),
    "windows": Text(
        "f₁f₂S/N, S being the number of words that windows hold on average, as sentence ends cut them short",
        "f₁f₂S/N，S 为窗口（止于句界）平均实有词数",
    ),
    "plain": Text("f₁f₂/N, without the span of the window", "f₁f₂/N，不计窗口跨度"),
}


def collocates(step: Step) -> list[Said]:
    """Say which windows were looked at, what chance expects and what measures association."""
    node = code(str(step.get("node"))) if step.get("node") else ""
    of = Text(f" of {node}", f"{node} 的") if node else Text("", "")
    if step.get("against"):
        other = code(str(step.get("against")))
        of = Text(f"{of.en} and, in contrast, of {other}", f"{node} 与（作为对照）{other} 的")
    per = Text(f" {each(step.get('by')).en}", f"，{each(step.get('by')).zh}") if step.get("by") else Text("", "")
    left, right = step.number("left"), step.number("right")
    window = Text("", "")
    if left and right:
        same = (
            f"{left} tokens to either side" if left == right else f"{left} tokens to the left and {right} to the right"
        )
        same_zh = f"左右各 {left} 词" if left == right else f"左 {left} 词、右 {right} 词"
        window = Text(f" within {same}, not beyond the sentence", f"（窗口为{same_zh}，不出句）")
    found = [
        said(
            "counted",
            f"Collocates{of.en} were counted{window.en}{per.en}.",
            f"统计 {of.zh}搭配词{window.zh}{per.zh}。",
        )
    ]
    if expected := EXPECTED.get(str(step.get("expected"))):
        found.append(
            said(
                "expected",
                f"The co-occurrences to be expected by chance are {expected.en}, with f₁ and f₂ the frequencies of "
                "node and collocate and N the number of tokens.",
                f"随机期望共现次数为 {expected.zh}，其中 f₁、f₂ 为节点词与搭配词频次，N 为总词数。",
            )
        )
    found.append(
        said(
            "measures",
            "Association is measured by the log-likelihood ratio G² of four cells [@dunning1993], negative where the "
            "two avoid each other, MI [@church1990], NPMI [@bouma2009], t [@church1991], z [@berryrogghe1973], logDice "
            f"[@rychly2008] and ΔP in both directions [@gries2013]; p values of G² are under {HOLM.en}, and DP "
            "[@gries2008] tells how evenly the co-occurrences are spread over the sources.",
            "关联强度用四格对数似然比 G²（相斥时取负）[@dunning1993]、MI[@church1990]、NPMI[@bouma2009]、"
            "t[@church1991]、z[@berryrogghe1973]、logDice[@rychly2008]及双向 ΔP[@gries2013]衡量；"
            f"G² 的 p 值作 {HOLM.zh}，共现在各文本间的均匀程度用 DP[@gries2008]表示。",
        )
    )
    return [*found, *_sorted(step), *_least_pairs(step)]


def _sorted(step: Step) -> list[Said]:
    sort = step.get("sort")
    if not sort:
        return []
    name = SORTED.get(str(sort), Text(step.text("sort"), step.text("sort")))
    gap = "" if name.zh == "频次" else " "
    return [said("sort", f"Rows are ordered by {name.en}.", f"按{gap}{name.zh}{gap}排序。")]


def _least_pairs(step: Step) -> list[Said]:
    if not step.count("min_count"):
        return []
    least = step.number("min_count")
    return [
        said(
            "limits",
            f"Pairs with fewer than {least} co-occurrences were left out.",
            f"共现不足 {least} 次者略去。",
        )
    ]


def ngrams(step: Step) -> list[Said]:
    """Say what a sequence is, and how its cohesion is measured."""
    n, skip = step.text("n").replace("-", "–"), step.count("skip")
    figure = NUMBERS[int(n)] if n.isdecimal() and n.isascii() and int(n) < len(NUMBERS) else n
    long = Text(f"{figure} words", f"{n} 个词") if n else Text("words", "词")
    gaps = Text("adjacent", "相邻")
    if skip:
        gaps = Text(f"with at most {skip} words left out between them", f"其间合计至多略去 {skip} 词")
    per = Text("", "") if not step.get("by") or step.get("bundles") else each(step.get("by"))
    within = Text(f" {per.en}", f"{per.zh}，") if per.en else Text("", "")
    found = [
        said(
            "counted",
            f"Sequences of {long.en}, {gaps.en} and within one sentence without punctuation between them, were "
            f"counted{within.en}.",
            f"{within.zh}统计同一句内、其间无标点的 {long.zh}（{gaps.zh}）构成的词串。",
        ),
        *_bundles(step),
        *limits(step, Text("sequences", "词串"), Text("sources", "篇文本")),
    ]
    if not step.get("bundles"):
        if step.get("stopwords") not in (None, "none"):
            found.append(
                said(
                    "edges",
                    "Sequences that begin or end with a word of the stop list were left out; inside such words stay.",
                    "首词或末词在停用词表者略去，居中者保留。",
                )
            )
        found.append(
            said(
                "measures",
                "Cohesion is measured by G² against the independence of all words [@dunning1993; @banerjee2003], "
                "pointwise mutual information [@vandecruys2011] and λ, the highest interaction of the saturated "
                "log-linear model with 0.5 added to each cell [@blaheta2001]; the sample is all sequences of the same "
                "length. DP [@gries2008] tells how evenly a sequence is spread over the sources.",
                "凝固度用以各词独立为零假设的 G²[@dunning1993; @banerjee2003]、点互信息[@vandecruys2011]与 λ"
                "（饱和对数线性模型的最高阶交互项，各格加 0.5）[@blaheta2001]衡量，样本为同长度的全部词串；"
                "其在各文本间的均匀程度用 DP[@gries2008]表示。",
            )
        )
        found += _sorted(step)
    return found


def _bundles(step: Step) -> list[Said]:
    if not step.get("bundles"):
        return []
    rate, group = step.number("per_million"), group_of(step.get("by") or "source")
    least = Text(f" that occur at least {rate} times per million words", f"（每百万词不低于 {rate} 次者）")
    least = least if rate else Text("", "")
    return [
        said(
            "bundles",
            f"Lexical bundles [@biber2004] are sequences{least.en}, function words included; their rates are compared "
            f"by {group.en}.",
            f"词束[@biber2004]为含虚词在内的高频词串{least.zh}，并按{group.zh}比较其频率。",
        )
    ]


def dispersion(step: Step) -> list[Said]:
    """Say over which parts evenness was measured, and how."""
    terms = step.names("term")
    what = Text(listed([f"“{one}”" for one in terms]), "、".join(f"“{one}”" for one in terms))
    what = what if terms else Text("words", "词")
    parts = unit_of(step.get("unit") or "document")
    if step.get("parts"):
        parts = Text(f"{step.number('parts')} stretches of equal length", f"{step.number('parts')} 个等长片段")
    elif step.get("by"):
        group = group_of(step.get("by"))
        parts = Text(f"groups, one for each {group.en}", f"按{group.zh}划分的各组")
    return [
        said(
            "counted",
            f"How evenly {what.en} are spread was measured over the {parts.en} of the corpus."
            if not step.get("by") or step.get("parts")
            else f"How evenly {what.en} are spread was measured over {parts.en}.",
            f"以{parts.zh}为部分，衡量{what.zh}在语料中的均匀程度。",
        ),
        said(
            "measures",
            "Reported are the range, Gries's deviation of proportions DP [@gries2008] and its normalised form "
            "[@lijffijt2012], Rosengren's S [@rosengren1971], the Kullback–Leibler divergence [@gries2020] and, on "
            "rates because parts differ in size, Juilland's D [@juilland1964], Carroll's D₂ [@carroll1970] and DA "
            "[@burch2017; @egbert2020]; on the distances between occurrences rest average reduced frequency, average "
            "waiting time and average logarithmic distance [@savicky2002].",
            "报告分布数、Gries 比例偏差 DP[@gries2008]及其归一化形式[@lijffijt2012]、Rosengren S[@rosengren1971]、"
            "KL 散度[@gries2020]；因各部分大小不一，Juilland D[@juilland1964]、Carroll D₂[@carroll1970]"
            "与 DA[@burch2017; @egbert2020]以频率计；"
            "另据出现间距计算平均缩减频次、平均等待时间与平均对数距离[@savicky2002]。",
        ),
        *limits(step, Text("words", "词"), Text("parts", "个部分")),
    ]


def terms(step: Step) -> list[Said]:
    """Say how candidates for terms were found and ranked."""
    found = [
        said(
            "counted",
            "Candidates for terms that the lexicon lacks were sought among sequences of two to six words and of two "
            "to eight Chinese characters, titles in 《》 and expressions in quotation marks.",
            "候选术语取自词典未收的二至六词序列、二至八字序列、书名号内题名与引号内用语。",
        ),
        said(
            "measures",
            "Sequences were ranked by the normalised pointwise mutual information of their weakest seam [@bouma2009] "
            "times the entropy of their less free edge [@huang2003], and by C-value [@frantzi2000], titles and "
            "quotations by frequency; the rankings were put together by reciprocal rank fusion with k = 60 "
            "[@cormack2009].",
            "序列按最弱接缝处的归一化点互信息[@bouma2009]与较不自由一侧的邻接熵[@huang2003]之积、"
            "以及 C-value[@frantzi2000]排序，题名与引语按频次排序；各排名以倒数排名融合（k = 60）[@cormack2009]合并。",
        ),
        *limits(step, Text("sequences", "序列"), Text("sources", "篇文本")),
    ]
    if top := step.count("top"):
        found.append(said("shown", f"The first {top:,} were listed for review.", f"列出前 {top:,} 个供人工审定。"))
    return found
