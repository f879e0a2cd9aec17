"""What is said of the model of `topics`: engine, priors, passes, start, averaging."""

from __future__ import annotations

from ....table import Text
from ..reading import Step
from ..wording import Said, number, said

LEARNED = "learned"


def model(step: Step) -> list[Said]:
    """Say how the topics were fitted; nothing where the lock does not say by what."""
    engine = step.get("model")
    kind = ENGINES.get(str(engine))
    if kind is None:
        return []
    runs = step.count("runs")
    return [_fit(step, str(engine), kind, runs), *_start(step, str(engine)), *_average(runs)]


ENGINES = {
    "gibbs": Text(
        "latent Dirichlet allocation [@blei2003], fitted by collapsed Gibbs sampling [@griffiths2004] with tomotopy "
        "[@tomotopy]",
        "潜在狄利克雷分配（LDA）[@blei2003]，用 tomotopy[@tomotopy]作塌缩吉布斯采样[@griffiths2004]",
    ),
    "gensim": Text(
        "latent Dirichlet allocation [@blei2003], fitted by variational inference [@hoffman2010] in one batch with "
        "gensim [@rehurek2010]",
        "潜在狄利克雷分配（LDA）[@blei2003]，用 gensim[@rehurek2010]以整批变分推断[@hoffman2010]拟合",
    ),
    "sklearn": Text(
        "latent Dirichlet allocation [@blei2003], fitted by variational inference [@hoffman2010] with scikit-learn "
        "[@pedregosa2011]",
        "潜在狄利克雷分配（LDA）[@blei2003]，用 scikit-learn[@pedregosa2011]以变分推断[@hoffman2010]拟合",
    ),
    "nmf": Text(
        "non-negative matrix factorisation under the Kullback–Leibler loss [@lee2001], which is equivalent to "
        "probabilistic latent semantic analysis [@ding2008], fitted with scikit-learn [@pedregosa2011]",
        "Kullback–Leibler 损失下的非负矩阵分解[@lee2001]（与概率潜在语义分析等价[@ding2008]），"
        "用 scikit-learn[@pedregosa2011]拟合",
    ),
}
STEPS = {
    "gibbs": Text("sweeps", "轮采样"),
    "gensim": Text("passes", "轮"),
    "sklearn": Text("passes", "轮"),
    "nmf": Text("steps", "步"),
}


def _fit(step: Step, engine: str, kind: Text, runs: int) -> Said:
    passes, english, chinese = step.number("passes"), [], []
    if passes:
        english.append(f"{passes} {STEPS[engine].en}{' each' if runs > 1 else ''}")
        chinese.append(f"{'每次 ' if runs > 1 else ''}{passes} {STEPS[engine].zh}")
    if engine == "sklearn" and step.get("online") is True:
        english.append("in mini-batches of 256 units")
        chinese.append("以 256 个单位为小批在线拟合")
    if engine != "nmf":
        for text in (_alpha(step), _eta(step)):
            if text.en:
                english.append(text.en)
                chinese.append(text.zh)
    how, how_zh = (f" ({', '.join(english)})", f"（{'，'.join(chinese)}）") if english else ("", "")
    if runs > 1:
        opening = Text(f"The model is the average of {runs:,} fits of ", f"模型取 {runs:,} 次拟合之均值：")
    else:
        opening = Text("The model is a single fit of ", "模型为单次拟合：")
    return said("model", f"{opening.en}{kind.en}{how}.", f"{opening.zh}{kind.zh}{how_zh}。")


def _alpha(step: Step) -> Text:
    if "alpha" not in step.values:
        return Text("", "")
    alpha = step.get("alpha")
    if alpha == LEARNED:
        return Text(
            "the prior α of each topic learned from the data [@wallach2009a]", "各主题先验 α 由数据学得[@wallach2009a]"
        )
    shown = "1/K" if alpha is None else number(alpha)
    return Text(f"α = {shown}", f"α = {shown}")


def _eta(step: Step) -> Text:
    eta = step.get("eta")
    if eta is None:
        return Text("", "")
    if eta == LEARNED:
        return Text("the prior η of words learned from the data", "词先验 η 由数据学得")
    return Text(f"η = {number(eta)}", f"η = {number(eta)}")


def _start(step: Step, engine: str) -> list[Said]:
    init = step.get("init")
    if init == "seeded":
        book = step.text("codebook")
        of = Text(f" of the codebook {book}", f"编码表 {book} ") if book else Text(" of a codebook", "编码表")
        return [
            said(
                "start",
                f"The first topics start from the words of the codes{of.en} [@jagarlamudi2012].",
                f"前若干主题以{of.zh}各编码之词为起点[@jagarlamudi2012]。",
            )
        ]
    if init == "nmf" and engine in ("gensim", "nmf"):
        return [
            said(
                "start",
                "It starts from a non-negative matrix factorisation that is the same for every seed.",
                "起点为不随种子变化的非负矩阵分解。",
            )
        ]
    return []


def _average(runs: int) -> list[Said]:
    if runs < 2:
        return []
    return [
        said(
            "average",
            "The topics of the fits were matched one to one with those of the fit nearest to all others so that the "
            "sum of Jensen–Shannon distances is least [@kuhn1955; @endres2003]; what is matched was averaged and taken "
            "to the nearest mode of the counts by tempered expectation maximisation [@asuncion2009; @ueda1998; "
            "@hofmann2001].",
            "各次拟合的主题与居中一次拟合的主题一一匹配，使 Jensen–Shannon 距离之和最小[@kuhn1955; @endres2003]，"
            "取匹配者之均值，再以回火期望最大化推至最近的众数[@asuncion2009; @ueda1998; @hofmann2001]。",
        )
    ]
