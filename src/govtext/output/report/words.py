"""The words of the page."""

from __future__ import annotations

from ...table import Text

WORDS = {
    "skip": Text("To the report", "跳至正文"),
    "report": Text("Report", "报告"),
    "contents": Text("Contents", "目录"),
    "how": Text(
        "Every number with a dotted line opens the places it counts, below its row; every line opens its paragraph. "
        "Headings of columns sort.",
        "凡带虚线的数字，点开即在该行之下列出所计各处；每一行可再展开所在段落。点列名可排序。",
    ),
    "keys": Text(
        "Keyboard: Tab goes from table to table, the arrow keys (Home, End) from number to number within one, Enter "
        "opens, Escape closes and goes back.",
        "键盘：Tab 键在各表之间移动，方向键（Home、End）在表内各数字之间移动，Enter 展开，Esc 收起并回到原处。",
    ),
    "no_script": Text(
        "This page runs without JavaScript: tables, charts and notes are complete. What is missing is sorting, "
        "filtering, and the evidence behind each number.",
        "未启用 JavaScript：表、图与说明俱全，唯不能排序、筛选，也不能展开数字背后的语料出处。",
    ),
    "dark": Text("Dark", "深色"),
    "light": Text("Light", "浅色"),
    "command": Text("The same on the command line", "等价命令"),
    "notes": Text("How these tables were made", "本节各表的统计口径"),
    "data": Text("as data", "数据文件"),
    "rows": Text("{0} rows", "共 {0} 行"),
    "row": Text("1 row", "共 1 行"),
    "of_rows": Text("the first {0} of {1} rows", "列出 {1} 行中的前 {0} 行"),
    "scrolls": Text("Table, scrolls sideways: {0}", "表（可横向滚动）：{0}"),
    "table": Text("Table", "表"),
    "chart_scrolls": Text("Chart, scrolls sideways: {0}", "图（可横向滚动）：{0}"),
    "chart_table": Text("the table behind it", "对应之表"),
    "filter": Text("Filter", "筛选"),
    "filter_of": Text("Filter the rows of: {0}", "筛选此表之行：{0}"),
    "left_over": Text("{0} of {1} rows", "{1} 行中的 {0} 行"),
    "all": Text("Show all {0} rows", "显示全部 {0} 行"),
    "fewer": Text("Show fewer rows", "收起"),
    "places": Text("{0} places", "共 {0} 处"),
    "place": Text("1 place", "共 1 处"),
    "of_places": Text("{1} places; the page holds {0} of them, at equal distances", "共 {1} 处，本页按等距取 {0} 处"),
    "of_shared": Text(
        "{1} places; the page holds {0} of them, those whose paragraphs stand behind most numbers",
        "共 {1} 处，本页收其中 {0} 处，优先取多个数字共有之段落",
    ),
    "opens": Text("{0}, {1}: {2}, show its places", "{0}，{1}：{2}，查看出处"),
    "behind": Text("{0} · {1}: {2}", "{0} · {1}：{2}"),
    "more": Text("Show {0} more", "再列 {0} 处"),
    "close": Text("Close", "收起"),
    "paragraph": Text("paragraph", "段落"),
    "shows_paragraph": Text("{0}, show the paragraph", "{0}，查看段落"),
    "no_text": Text("The page does not hold this paragraph.", "本页未收此段。"),
    "nothing_left": Text("No row has that.", "没有符合的行。"),
    "chart_of": Text("Chart: {0}", "图：{0}"),
    "panels": Text("Groups: {0}.", "组别：{0}。"),
    "drawn": Text("Panels: {0}.", "分图：{0}。"),
    "leads": Text("First: {0}.", "居前者：{0}。"),
    "leads_in": Text("{0}: {1}.", "{0}：{1}。"),
    "none": Text("Nothing to show.", "无内容。"),
}
IN_SCRIPT = (
    "dark", "light", "filter", "filter_of", "left_over", "all", "fewer", "places", "place", "of_places", "opens",
    "behind", "more", "close", "paragraph", "shows_paragraph", "no_text", "nothing_left",
)  # fmt: skip
