"""What is said under the tables of `citations`."""

from __future__ import annotations

from ...table import Text
from .counting import Citations

MATCHING = Text(
    "Titles: what stands in 《》 (also <<>>, 〈〉, nested, cut by a line break or left open), in the body of the text; "
    "notes, references and tables that cleaning sets apart are not searched. A name outside 《》 counts where both its "
    "ends are ends of words; a second name beside the first or in a bracket behind it counts nothing.",
    "标题：书名号（含 <<>>、〈〉、嵌套、断行与缺右书名号者）内文字，只检正文；清洗时另存的注释、参考文献与表格不检。"
    "书名号外的名称两端须为词界；紧接其后或括号内的另一名称不另计。",
)
CONTEXT = Text(
    "A name that several instruments have is decided by the state or body named right before it, in its clause, "
    "between semicolons or in its sentence, or by the same name earlier in its paragraph; else it stays unmatched "
    "(ambiguous).",
    "同名文件依其紧前、分句、分号间、全句所提国家或机构判定，或依同段前文；不能判定者不匹配（ambiguous）。",
)
DAMAGED = Text(
    "Damaged: a title within one edit for every eight letters of a known name (Levenshtein); the nearest instrument "
    "is a suggestion and counts nothing.",
    "damaged：与已知名称之编辑距离（Levenshtein）不超过每八字一处者；nearest 仅为建议，不计数。",
)
KIND = Text(
    "Kind is the instrument's; `work` marks a title that is plainly a report, journal, paper or book.",
    "kind 为文件类别；work 指显为报告、期刊、论文或书籍者。",
)
PER_10K = Text(
    "per 10,000 = 10,000 count / tokens of the source or group.", "每万词 = 频次 / 该文本（组）词数 × 10000。"
)
RANGE = Text(
    "Range: sources or groups that cite it; all, several or one of them.",
    "range：引用该文件的文本（组）数：全部、若干或一个。",
)
SHARED = Text(
    "Jaccard: instruments that both cite / instruments that either cites; how often does not matter. Pairs of "
    "at most 300 sources or groups are listed, with the instruments' names up to 50.",
    "Jaccard：两者共引文件数 / 任一所引文件数，不计频次；至多列 300 个文本（组）的两两配对，50 个以内列出文件名。",
)
YEARS = Text(
    "Year: adopted or first published, as in the catalogue; instruments without a certain year are left out.",
    "年份：通过或首次发布之年，据文件目录；年份不确定者不列。",
)


def cocitation_note(citations: Citations) -> Text:
    """Say what co-citations are counted over."""
    number = len(citations.found.hits.index.bounds["paragraph"]) - 1
    return Text(
        f"Unit: paragraph (N = {number:,}, all of the corpus). Jaccard: paragraphs with both / with either. "
        "NPMI: Bouma (2009), 1 where neither is cited without the other, 0 chance.",
        f"单位：段（N = {number:,}，全部段落）。Jaccard：共现段数 / 任一出现段数。"
        "NPMI：Bouma（2009），总是共现为 1，随机为 0。",
    )


def catalogue_note(citations: Citations) -> Text:
    """Say with what titles were compared, and how many are matched."""
    hits = citations.matched[citations.thing] if len(citations.thing) else citations.thing
    count, all_ = int(hits.sum()), len(citations.thing)
    size = len(citations.catalogue)
    return Text(
        f"Catalogue: {size:,} instruments. {count:,} of {all_:,} citations are matched; {all_ - count:,} titles "
        "in 《》 are no known instrument.",
        f"文件目录：{size:,} 项。{all_:,} 处引用中匹配 {count:,} 处；其余 {all_ - count:,} 处书名号标题非目录所载。",
    )
