"""Tables for Word: exact texts, and what is in them that could be markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from govtext.output.formats import render
from govtext.table import Table, Text

NOTE = Text("N < 7.", "N < 7。")
FONT = "font-family:'Times New Roman','宋体',SimSun,serif;mso-fareast-font-family:'宋体'"
CELL = "padding:1.5pt 5pt;vertical-align:top;font-weight:normal;border-left:none;border-right:none"
TOP = "border-top:1.5pt solid #000;border-bottom:.75pt solid #000"
END = "border-bottom:1.5pt solid #000"
PAGE = f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>a &amp; b</title></head>
<body>
<p style="margin:0;{FONT};color:#000;font-size:10.5pt;text-align:center;font-weight:bold">a &amp; b</p>
<table align="center" cellspacing="0" cellpadding="0" style="border-collapse:collapse;border:none;margin:4pt auto;\
{FONT};font-size:9pt;color:#000">
<thead>
<tr><th scope="col" style="{CELL};text-align:left;{TOP}">term</th>\
<th scope="col" style="{CELL};text-align:right;{TOP}">count</th></tr>
</thead>
<tbody>
<tr><td style="{CELL};text-align:left;white-space:nowrap">&lt;b&gt;</td>\
<td style="{CELL};text-align:right;white-space:nowrap">2</td></tr>
<tr><td style="{CELL};text-align:left;white-space:nowrap;{END}">甲</td>\
<td style="{CELL};text-align:right;white-space:nowrap;{END}">1</td></tr>
</tbody>
</table>
<p style="margin:0;{FONT};color:#000;font-size:9pt;text-align:left">Note: N &lt; 7.</p>
</body>
</html>
"""


def test_a_table_of_three_lines_to_the_letter() -> None:
    one = Table("t", Text("a & b", "甲"), {"term": ["<b>", "甲"], "count": [2, 1]}, [NOTE])
    assert render(one, "html") == PAGE
    chinese = render(one, "html", "zh")
    assert '<html lang="zh-CN">' in chinese
    assert ">词语</th>" in chinese
    assert ">注：N &lt; 7。</p>" in chinese


def test_blocks_have_a_heading_over_all_columns() -> None:
    columns = {"group": ["a", "a", "b", "b"], "term": list("wxyz"), "count": [1, 2, 3, 4]}
    shown = render(Table("t", Text("t", "t"), columns, labels={"a": Text("A", "甲")}, group="group"), "html")
    headings = re.findall(r'<td colspan="2" style="([^"]*)">(\w+)</td>', shown)
    assert [name for _, name in headings] == ["A", "b"]
    assert ["border-top:.75pt" in style for style, _ in headings] == [False, True]
    assert shown.count(END + '"') == 2  # the last row's two cells


def test_rows_left_out_are_said_where_they_are_not_pasted() -> None:
    shown = render(Table("t", Text("t", "t"), {"term": [f"w{n}" for n in range(31)]}), "html")
    assert "<!-- … 1 more row: --format csv gives all -->" in shown


class Read(HTMLParser):
    """The tags, attributes and cells of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.cells: list[str] = []
        self.inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.inside = tag == "td"
        if self.inside:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data


TAGS = {"html", "head", "meta", "title", "body", "p", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"lang", "charset", "style", "align", "cellspacing", "cellpadding", "scope"}
NASTY = st.text() | st.sampled_from(["<script>x</script>", '"><img src=x onerror=y>', "javascript:x", "--><b>", "&lt;"])


@given(st.lists(NASTY, min_size=1, max_size=4), NASTY)
def test_no_text_is_markup(cells: list[str], title: str) -> None:
    read = Read(render(Table("t", Text(title, title), {title: cells}, [Text(title, title)]), "html"))
    assert read.tags <= TAGS
    assert read.attributes <= ATTRIBUTES
    assert len(read.cells) == len(cells)
    for shown, cell in zip(read.cells, cells, strict=True):
        if cell.isascii() and cell.isprintable():
            assert shown == " ".join(cell.split())
