"""Whatever bytes a file has: a codebook comes out that can be written and read again, or one line of refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.codebooks.exchange import READERS, import_file
from govtext.codebooks.reading import read
from govtext.codebooks.writing import toml
from govtext.errors import GovtextError

RULES = "＊甲 *乙 | & ! &! ( ) 治理 'a near(a-b) seq(a-b-c)[d2] <＊甲> <>x-->y a+b a-->v # 10 > near( [3] （ \" \\ [ /"
LINES = '% 1 2 a 治理 (b c) kind* <of> (02 1)2 // " [x]'
YAML = "a: b: __: - 治理 'x y' [ ] { } , *a &a !!x ~ --- ?"
PIECES = {
    "khcoder": [*RULES.split(), "\n", " ", "\u3000", "\n＊丙\n", "and"],
    "liwc": [*LINES.split(), "\n", "\t", " ", "\n%\n"],
    "yoshikoder": [
        *(
            "<dictionary>",
            "</dictionary>",
            '<cnode name="a">',
            '<cnode name="治理 (x)" desc="d" score="1">',
            "</cnode>",
        ),
        *('<pnode name="b*"/>', '<pnode name="&quot;|[("/>', "<!DOCTYPE a>", "&amp;", "&x;", "<x/>", "\n"),
    ],
    "lexicoder": ["+", "+a", "\n", "治理", "b *", "and", "<", "(", "\t", '"', "*"],
    "quanteda": [*YAML.split(), "\n", "  ", " "],
}


@pytest.mark.parametrize("form", sorted(READERS))
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_pieces_in_any_order(form: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES[form]), max_size=25)))
    check(text.encode(), form, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("form", sorted(READERS))
@given(content=st.binary(max_size=200) | st.text(max_size=60).map(str.encode))
@settings(max_examples=60, deadline=None)
def test_any_bytes(form: str, content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(content, form, tmp_path_factory.getbasetemp())


def check(content: bytes, form: str, folder: Path) -> None:
    """Read bytes; what comes of them must be a codebook like any other."""
    path, written = folder / "fuzz.in", folder / "fuzz.toml"
    path.write_bytes(content)
    try:
        book = import_file(path, form).codebook
    except GovtextError:
        return
    written.write_bytes(toml(book).encode())
    again = read(written)
    assert [code.id for code in again.codes] == [code.id for code in book.codes]
    texts = [[one.text for one in code.indicators] for code in book.codes]
    assert [[one.text for one in code.indicators] for code in again.codes] == texts
