"""The words of the page."""

from __future__ import annotations

from ...table import Text

WORDS = {
    "title": Text("What cleaning did", "清洗核对"),
    "how": Text(
        "Left the text as it was read, right the text that is counted, paragraph by paragraph. Coloured on the left: "
        "what is not counted; hatched: what is kept apart (notes, references …). A frame: a character that was "
        "exchanged for another; a faint ↵: a line end that was taken away. Point at a place to see its rule.",
        "左栏为读入的原文，右栏为计入统计的正文，逐段对照。左栏着色处不计入统计，其中斜纹处为另存的部分（注释、参考文献等）；"
        "加框处为替换过的字符，浅色 ↵ 为去掉的换行。鼠标停在某处可见其规则。",
    ),
    "sources": Text("Sources", "文本"),
    "sections": Text("Sections", "章节"),
    "raw": Text("raw", "原文"),
    "clean": Text("clean", "正文"),
    "raw_characters": Text("raw characters", "原文字符"),
    "body": Text("body", "正文"),
    "apart": Text("kept apart", "另存"),
    "removed": Text("removed", "去除"),
    "lost": Text("not accounted for", "去向不明"),
    "exchanged": Text("exchanged", "替换"),
    "example": Text("example", "例"),
    "nothing": Text("Nothing was removed.", "没有去除任何内容。"),
    "no_title": Text("(before the first heading)", "（首个标题之前）"),
    "legend": Text("Colours", "图例"),
    "fold": Text("fold long removed spans", "折叠较长的去除部分"),
    "all": Text("all", "全选"),
    "none": Text("none", "全不选"),
    "characters": Text("characters", "字符"),
}
