"""Bytes to text: the right characters or a refusal, never something in between."""

from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.errors import GovtextError
from govtext.sources.decode import decode

TEXT = "全球治理是一项共同的事业，\n各国都应当参与。\n"
TEXT_WITHOUT_YI = "全球治理是共同的事业，\n各国都应当参与。\n"  # 一 is U+4E00: in UTF-16 it holds a zero byte

# Enough 的 and ， for a Chinese text, whatever stands beside them.
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=5, max_size=80).map(
    lambda text: "治理的，" * 3 + text
)


@pytest.mark.parametrize(
    ("mark", "encoding", "said"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (b"", "gb18030", "gb18030"),
        (b"", "gbk", "gb18030"),
    ],
)
def test_each_encoding_gives_the_same_text(mark: bytes, encoding: str, said: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, said)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_a_byte_order_mark(encoding: str) -> None:
    decoded = decode(TEXT_WITHOUT_YI.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT_WITHOUT_YI, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_may_hold_the_character_yi(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt").text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_on_one_line_is_never_read_with_its_bytes_swapped(encoding: str) -> None:
    text = "全球治理是一项共同的事业，各国都应当参与。" * 5
    try:
        decoded = decode(text.encode(encoding), "a.txt").text
    except GovtextError:
        return
    assert decoded == text


def test_the_reason_is_said() -> None:
    assert decode(TEXT.encode("utf-8"), "a.txt").reason == "valid UTF-8"
    assert decode(codecs.BOM_UTF8 + TEXT.encode("utf-8"), "a.txt").reason == "byte-order mark"
    assert "GB18030" in decode(TEXT.encode("gb18030"), "a.txt").reason


def test_rare_characters_of_gb18030_come_back() -> None:
    text = TEXT * 3 + "𠀀㐀"  # four bytes each
    assert decode(text.encode("gb18030"), "a.txt").text == text


def test_damaged_utf8_is_refused_with_line_and_byte() -> None:
    # 第一行。 is 12 bytes, the line end 1, 第二行 9: the stray byte is the 23rd, number 22, in line 2.
    data = "第一行。\n第二行".encode() + b"\xff" + "治理的，".encode()
    with pytest.raises(GovtextError, match=r"a\.txt: .*line 2, byte 22") as raised:
        decode(data, "a.txt")
    assert raised.value.exit_code == 3
    assert raised.value.remedy


def test_utf8_cut_off_inside_a_character_is_refused() -> None:
    with pytest.raises(GovtextError, match="line 1, byte 6"):
        decode("治理的".encode()[:-1], "a.txt")


def test_damaged_utf8_with_a_byte_order_mark_is_refused() -> None:
    # 治理 fills bytes 0 to 5 after the mark.
    with pytest.raises(GovtextError, match="damaged at byte 6"):
        decode(codecs.BOM_UTF8 + "治理".encode() + b"\xff", "a.txt")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_LE])
def test_utf16_with_half_a_character_is_refused(mark: bytes) -> None:
    with pytest.raises(GovtextError):
        decode(mark + TEXT_WITHOUT_YI.encode("utf-16-le")[:-1], "a.txt")


TRADITIONAL = [
    "全球人工智慧治理的進展，各國應當參與。這是一個共同的問題，我們必須面對。",
    "臺灣與香港的資料保護法律各有不同，企業須遵守當地的規定。",
    "電腦軟體的發展為社會帶來了許多便利，也帶來了不少問題。" * 20,
    "行政院於二○二三年通過「人工智慧基本法」草案，明定政府應避免其應用造成人民生命、身體、自由或財產之損害。主管機關得依風險分級，"
    "訂定相關規範；企業於開發階段亦應揭露資料來源，並建立可追溯之紀錄。草案說明指出，國際間多採以風險為基礎之管理模式，我國將與各國"
    "持續合作，使創新與人權保障得以兼顧。",
    "特區政府表示，會繼續推動創科發展，同時檢視現行法例是否足以應付新科技帶來的挑戰。財政司司長在預算案中預留十億元，成立人工智能研發"
    "院，促進上游研究、中下游成果轉化，以及開拓應用場景。有議員關注資料私隱，認為當局應盡快提出立法時間表，並諮詢業界意見。",
    "老師說，機器會寫文章以後，學生更要學會自己思考。她讓孩子們先把想法寫在紙上，再拿去問電腦，看看哪裡不一樣、為什麼不一樣。家長起初"
    "有點擔心，後來發現孩子的問題越來越多，也越來越好，就慢慢放下心來了。",
]


@pytest.mark.parametrize("text", TRADITIONAL)
def test_big5_is_told_from_gb18030(text: str) -> None:
    expected = (text, "cp950", "not UTF-8, and more plausible as Big5 than as GB18030")
    assert decode(text.encode("cp950"), "a.txt") == expected


def test_every_window_of_big5() -> None:
    for text in TRADITIONAL:
        for start in range(0, min(len(text), 400) - 25, 3):
            window = text[start : start + 25]  # of which at least 20 are Han characters
            assert decode(window.encode("cp950"), "a.txt").text == window


def test_big5_of_hong_kong() -> None:
    text = "佢哋話人工智能嘅發展好快，政府同埋業界都要諗下點樣監管，唔好等到出咗事先嚟跟進。呢個係大家嘅問題。"
    assert decode(text.encode("big5hkscs"), "a.txt")[:2] == (text, "big5hkscs")


def test_circled_numbers_in_big5() -> None:
    text = "各國應當參與①，這是一個共同的問題②，我們必須面對，也必須合作。"
    assert decode(text.encode("big5hkscs"), "a.txt").text == text


@pytest.mark.parametrize("text", ["面對", "問題與對策", "治理"])
def test_big5_that_is_too_short_is_refused(text: str) -> None:
    with pytest.raises(GovtextError, match="UTF-8"):
        decode(text.encode("cp950"), "a.txt")


@pytest.mark.parametrize("size", [40, 60, 120])
def test_every_kind_of_window_of_gb18030(reports: list[Path], size: int) -> None:
    chance = random.Random(size)
    for path in reports:
        text = decode(path.read_bytes(), path.name).text
        assert decode(text.encode("gb18030"), path.name)[:2] == (text, "gb18030")
        for _ in range(200):
            window = _window(text, chance.randrange(len(text)), size)
            if window:
                assert decode(window.encode("gb18030"), path.name).text == window


def _window(text: str, start: int, size: int) -> str:
    """Return a stretch of text with as many Han characters, empty where there are not so many."""
    han = [at for at in range(start, min(start + 10 * size, len(text))) if "\u4e00" <= text[at] <= "\u9fff"]
    return text[start : han[size - 1] + 1] if len(han) >= size else ""


def test_damaged_big5_is_refused() -> None:
    data = TRADITIONAL[3].encode("cp950")
    with pytest.raises(GovtextError, match=r"neither UTF-8 .line 1, byte 0.*Big5 .line 1, byte 100"):
        decode(data[:100] + b"\xff" + data[100:], "a.txt")


def test_a_large_file_is_judged_by_a_sample() -> None:
    text = TRADITIONAL[4] * 2000
    assert decode(text.encode("cp950"), "a.txt").text == text
    with pytest.raises(GovtextError):
        decode(text.encode("cp950") + b"\xff\xff", "a.txt")


@pytest.mark.parametrize("encoding", ["euc_jp", "shift_jis", "euc_kr", "koi8_r"])
def test_other_languages_are_refused(encoding: str) -> None:
    text = {
        "euc_kr": "인공지능의 거버넌스는 각국의 협력을 필요로 한다. 정부는 새로운 법률을 제정해야 한다.",
        "koi8_r": "Глобальное управление искусственным интеллектом требует участия всех стран.",
    }.get(
        encoding,
        "技術の発展は社会に大きな影響を与えるが、その利益を公平に分配することが重要である。ガイドラインの原則。",
    )
    for start in range(len(text) - 20):
        with pytest.raises(GovtextError):
            decode(text[start:].encode(encoding), "a.txt")


def test_japanese_is_refused() -> None:
    with pytest.raises(GovtextError):
        decode("人工知能の統治は、各国の協力を必要とする。そのためには、時間がかかる。".encode("euc_jp"), "a.txt")


@pytest.mark.parametrize(
    "text",
    ["Où est passée la stratégie européenne ?", "Größe und Stärke, für die Übung: schön", "señor, niño, mañana"],
)
def test_latin_1_is_refused(text: str) -> None:
    with pytest.raises(GovtextError, match=r"not UTF-8|neither UTF-8"):
        decode(text.encode("latin-1"), "a.txt")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06", "a ZIP container"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word"),
        (b"{\\rtf1\\ansi", "an RTF document"),
    ],
)
def test_other_formats_are_named(data: bytes, named: str) -> None:
    with pytest.raises(GovtextError, match=f"this is {named}"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"abc\x00def",  # a zero byte among letters
        bytes(range(1, 32)) * 20,  # control characters
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00>\x00",
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(GovtextError):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" ", b"\n\n", b" \t\r\n ", b"\x00\x00\x00\x00"])
def test_empty_files_are_refused(data: bytes) -> None:
    with pytest.raises(GovtextError, match="the file is empty"):
        decode(data, "a.txt")


def test_one_control_character_in_a_long_text_is_no_reason_to_refuse_it() -> None:
    text = TEXT * 20 + "\x01"
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@given(text=CHINESE)
def test_chinese_text_comes_back_unaltered(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "utf-16-be"])
@given(text=st.text(st.sampled_from("全球治理的不和中人，。在是\n"), max_size=60))
def test_other_encodings_come_back_unaltered_or_are_refused(encoding: str, text: str) -> None:
    text = "全球治理的前景，" + text
    try:
        decoded = decode(text.encode(encoding), "a.txt")
    except GovtextError:
        return
    assert decoded.text == text
