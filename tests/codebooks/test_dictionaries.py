"""LIWC, Yoshikoder, Lexicoder and quanteda: what is read, what is said of the rest, what is refused."""

from __future__ import annotations

import pytest

from govtext.codebooks.exchange import READERS
from govtext.codebooks.exchange.drafts import Imported
from govtext.errors import GovtextError

Row = tuple[str, str | None, list[str]]


def rows(imported: Imported) -> list[Row]:
    return [(one.id, one.parent, [i.text for i in one.indicators]) for one in imported.codebook.codes]


def read(form: str, text: str) -> Imported:
    return READERS[form](text, "file")


def test_liwc_2007() -> None:
    text = "%\n1\taffect\n2\tposemo\n%\nhapp*\t1\t2\n治理\t1\nkind of\t2\nplain 1 2\n"
    assert rows(read("liwc", text)) == [
        ("affect", None, ["happ*", "治理", "plain"]),
        ("posemo", None, ["happ*", "kind of", "plain"]),
    ]


def test_liwc_2015_has_a_tree_and_a_word_stands_in_the_innermost() -> None:
    head = "1\tfunction (Function Words)\n\t2\tpronoun (Pronouns)\n\t\t3\ti (I)\n4\taffect (Affect)\n"
    imported = read("liwc", f"%\n{head}%\nme\t1\t2\t3\nso\t1\t4\n")
    assert rows(imported) == [
        ("function", None, ["so"]),
        ("pronoun", "function", []),
        ("i", "pronoun", ["me"]),
        ("affect", None, ["so"]),
    ]
    assert imported.codebook.codes[1].label.en == "Pronouns"


def test_liwc_what_depends_on_other_words_is_said() -> None:
    imported = read("liwc", "%\n1\ta\n2\tb\n%\nkind\t1\t(02)2\nlike<of>\t1\nlone\n")
    assert rows(imported) == [("a", None, ["kind"]), ("b", None, [])]
    assert [loss.split(":")[0] for loss in imported.losses] == ["line 5", "line 6", "line 7"]


YKD = """<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
<cnode name="字典" desc="总">
<cnode name="风险" desc="说到风险">
<pnode name="风险*"/><pnode name="R&amp;D" score="2"/>
<cnode name="算法"><pnode name="算法 风险"/></cnode>
</cnode>
<cnode name="算法"/>
</cnode>
</dictionary>
"""


def test_yoshikoder() -> None:
    imported = read("yoshikoder", YKD)
    assert rows(imported) == [
        ("风险", None, ["风险*", '"R&D"']),
        ("算法", "风险", ["算法 风险"]),
        ("算法-2", None, []),  # names are unique in a codebook, not in a tree
    ]
    assert imported.codebook.label.zh == "字典"
    assert imported.codebook.codes[0].definition.zh == "说到风险"
    assert imported.losses == ("line 5: the score 2 of R&D is left out: codes have none",)


def test_yoshikoder_expressions_are_held_against_words() -> None:
    inside = '<cnode name="a"><pnode name="治.+"/><pnode name="(治"/></cnode>'
    imported = read("yoshikoder", f'<dictionary patternengine="regexp">{inside}</dictionary>')
    assert rows(imported) == [("a", None, ["[/治.+/]"])]
    assert sum("left out" in loss for loss in imported.losses) == 1


def test_lexicoder_2_and_3() -> None:
    lcd = (
        '<dictionary style="Lexicoder" name="p"><cnode name="t1"><pnode name=" NBB "></pnode></cnode>'
        '<cnode name="t2"/></dictionary>'
    )
    assert rows(read("lexicoder", lcd)) == [("t1", None, ["NBB"]), ("t2", None, [])]
    assert rows(read("lexicoder", "+NEGATIVE\r\n".replace("\r", "") + "a lie\nabandon*\n\n+正面\n好\n")) == [
        ("NEGATIVE", None, ["a lie", "abandon*"]),
        ("正面", None, ["好"]),
    ]


def test_quanteda() -> None:
    text = 'risk:\n  "__":\n  - 风险\n  - no\n  bias:\n    - 偏见?\n    - 算法 偏见\n  empty: []\nsafe: 安全\n'
    text += "nothing:\nmixed:\n- 1.0\n- inner:\n  - x\n"
    assert rows(read("quanteda", text)) == [
        ("risk", None, ["风险", "no"]),
        ("bias", "risk", ["偏见?", "算法 偏见"]),
        ("empty", "risk", []),
        ("safe", None, ["安全"]),
        ("nothing", None, []),
        ("mixed", None, ["1.0"]),
        ("inner", "mixed", ["x"]),
    ]


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><dictionary><cnode name="&b;"/></dictionary>'
ALIASES = "a: &a [x, x]\nb: &b [*a, *a]\n"
DEEP_XML = "<dictionary>" + '<cnode name="a">' * 80 + "</cnode>" * 80 + "</dictionary>"
DEEP_YAML = "a: " + "[" * 80 + "]" * 80


@pytest.mark.parametrize(
    ("form", "text", "what"),
    [
        ("liwc", "治理\t1\n", "line 1: the list of categories is not between"),
        ("liwc", "%\n1\ta\n治理\t1\n", "line 1: the list of categories is not between"),
        ("liwc", "%\nno number\n%\n", "line 2: 'no number' is no category"),
        ("liwc", "%\n1\ta\n1\tb\n%\n", "line 3: two categories have the number 1"),
        ("liwc", "%\n1\ta\n%\n治理\t1\n风险\t7\n", "line 5: there is no category 7 for '风险'"),
        ("liwc", "%\n%\n治理\t1\n", "line 3: there is no category 1"),
        ("liwc", "%\n%\n", "there are no categories"),
        ("yoshikoder", BOMB, "line 1: a document type declaration is not read"),
        ("yoshikoder", '<!DOCTYPE d SYSTEM "file:///etc/passwd"><dictionary/>', "line 1: a document type declaration"),
        ("yoshikoder", "<dictionary>\n<cnode>", "line 2: a category without a name"),
        ("yoshikoder", '<dictionary>\n<cnode name="a">', "line 2: no XML: no element found"),
        ("yoshikoder", '<dictionary><cnode name="a"><pnode/></cnode></dictionary>', "line 1: a pattern without a name"),
        ("yoshikoder", "<html/>", "line 1: <html> where <dictionary> is expected"),
        ("yoshikoder", "<dictionary/>", "there is no category in it"),
        ("yoshikoder", "治理", "line 1: no XML"),
        ("yoshikoder", DEEP_XML, "categories within more than 50 others"),
        ("lexicoder", "治理\n+a\n", "line 1: '治理' stands before the first category"),
        ("lexicoder", "+a\n+a\n", "line 2: two categories are called 'a'"),
        ("lexicoder", "+\n", "line 1: a category without a name"),
        ("quanteda", ALIASES, "line 2: an alias"),
        ("quanteda", "a: !!python/object/apply:os.system [ls]\n", "line 1: the tag .* is not read"),
        ("quanteda", "a:\n- x\n b: y\n", "line 3: no YAML"),
        ("quanteda", "a: x\na: y\n", "line 2: two keys are called 'a'"),
        ("quanteda", "- a\n", "line 1: it is a list without a key"),
        ("quanteda", "just text", "line 1: it is a text without a key"),
        ("quanteda", "a: x\n---\nb: y\n", "line 2: a second document"),
        ("quanteda", "? [a]\n: b\n", "line 1: a key is no text"),
        ("quanteda", DEEP_YAML, "line 1: keys within more than 50 others"),
        ("quanteda", "a: \x07\n", "line 1: no YAML"),
    ],
)
def test_broken_files(form: str, text: str, what: str) -> None:
    with pytest.raises(GovtextError, match=what) as caught:
        read(form, text)
    assert str(caught.value).startswith("file: ")
    assert caught.value.remedy
