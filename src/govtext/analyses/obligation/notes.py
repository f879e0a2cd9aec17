"""What is said under the tables of `modality`."""

from __future__ import annotations

from ...table import Text
from .markers import Scheme

LEVEL = ("strong_obligation", "obligation", "need", "prohibition")  # what hedges are set against
COUNTED = Text(
    "A marker counts where both its ends are ends of words and its context allows it (技术支持 is no support, "
    "不可预测 no ban); of those that overlap the longest. A negation changes its class: 不应 prohibition, 不需要 "
    "exemption, 不支持 opposition, 不可能 certainty. Titles in 《》 are left out. per 10,000 = 10,000 count / tokens "
    "of the group.",
    "标记两端须为词界，且上下文相容（“技术支持”不计支持，“不可预测”不计禁止）；重叠者取最长。否定改变类别：不应→禁止，"
    "不需要→无须，不支持→反对，不可能→确定。书名号内不计。每万词 = 处数 / 该组词数 × 10000。",
)
RESIDUAL = Text(
    "Residual: adjusted (Haberman 1973), of units with the class in the group against all other groups; beyond ±1.96 "
    "one in twenty by chance. Log ratio (Hardie): log2 of the rates of places, group against all others; 0 counts as "
    "0.5.",
    "residual：调整残差（Haberman 1973），该组含该类之单位数与其余各组相较；超过 ±1.96 者偶然概率为二十分之一。"
    "log ratio（Hardie）：该组与其余各组每词处数之比，取 log2；0 作 0.5 计。",
)
CAN = Text(
    "可以 is permission behind a body, a state or a firm, else ability and possibility; 应当 and 必须 mean the same in "
    "statutes (立法技术规范 2009), in policy texts they differ in force.",
    "“可以”在机构、国家、企业等主体之后计为许可，其余计为能力与可能。法律文本中“应当”与“必须”无实质区别"
    "（《立法技术规范（试行）（一）》2009），政策文本中语气强弱有别。",
)
SUBJECT = Text(
    "Actor: the nearest actor of the gazetteer before the marker in its clause, with nothing between them but "
    "modifiers, a list, or a phrase with a preposition; not behind 的, nor governed by 对, 向, 由 … Most places name "
    "none.",
    "actor：同一分句内标记之前最近的行为体（名录所收），其间仅有修饰语、并列或介词短语；“的”后及“对、向、由”等"
    "之宾语不计。多数之处未点明主体。",
)
LINES = Text(
    "A row for each place: rule says whether a negation changed its class (negated, double_negation). start, end: "
    "characters of the marker, with its negation, in the clean text.",
    "每处一行：rule 为否定规则（negated 否定，double_negation 双重否定）。"
    "start、end：标记（连同否定词）在清洗后文本中的字符位置。",
)
MARKERS = Text(
    "A negated marker stands under the class that the negation gives it; 还应, 而应 … are counted as 应.",
    "受否定之标记列于否定后的类别；“还应”“而应”等计入“应”。",
)


def strength_note(scheme: Scheme) -> Text:
    """Say what the index of strength is, with its weights."""
    levels = {
        value: Text(
            ", ".join(kind.label.en for kind in scheme.kinds if kind.value == value),
            "、".join(kind.label.zh for kind in scheme.kinds if kind.value == value),
        )
        for value in (3, 2, 1)
    }
    english = "; ".join(f"{value} {text.en}" for value, text in levels.items())
    chinese = "；".join(f"{value} {text.zh}" for value, text in levels.items())
    return Text(
        f"Strength: mean weight of the places that have one ({english}), after Halliday's high, median and low value; "
        "an ordinal scale read as numbers, so compare groups and not distances. Prohibitions hold 不应 and 不要 as "
        "well as 不得 and 禁止, all at 3, though 应 weighs 2. Hedges per demand: hedges / (strong obligations + "
        "obligations + needs + prohibitions). low, high: 95 % percentile bootstrap, paragraphs drawn.",
        f"strength：有权重各处的平均权重（{chinese}），依 Halliday 情态值高、中、低；"
        "以定序作数值，宜作组间比较，不宜作距离解。禁止类兼含“不应”“不要”与“不得”“禁止”，权重均为 3，而“应”仅为 2。"
        "每条要求之模糊语：模糊限制 /（强义务 + 义务 + 需要 + 禁止）。low、high：95% 百分位自助区间，以段为抽样单位。",
    )
