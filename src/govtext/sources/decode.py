"""Bytes to text: strict, never lossy, and the choice said."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import GovtextError

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OTHER_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP container (Word, Excel, EPUB)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
)
REMEDY = "save it as plain text in UTF-8 and add that"
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z0-9 \n]")
KANA = re.compile(r"[\u3041-\u30ff]")
COMMON = re.compile(r"[的是在和了有为与中国人不一，。、]")
# The most frequent characters of Chinese prose and policy writing, with the traditional forms of those that have any.
FREQUENT = re.compile(
    "[的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然"
    "没于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二"
    "理美点月明其种声全工己话者向情部正名定问力机给等几很业最间新什第各次东政市及今京务制解任至反合放系计或利受清数件安表原"
    "海应路际导入产加化由内关并信少西教使再平真体别处总门提感金何更社术结非领资展建设治权规则责共风险智技"
    "這來國個說們為時會過學對裡後麼沒於還發當無開見經頭從動兩長樣現將與進實點種聲話問給幾業間東務係計數應際導產關並體處總"
    "門結領資設權規則責風險灣臺著，。、；：？！「」『』“”《》（）]"
)
WRITTEN = re.compile(r"[^\x00-\x7f]")
STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd-\uffff]")
BIG5_EXTENDED = re.compile(r"[\u3005\u3041-\u30fe\u0401-\u0451]")  # cp950 has these where all later Big5 has ①, ⑴, ⅰ
HIRAGANA = re.compile(r"[\u3041-\u309f]")
SAMPLE = 33_000  # characters at the beginning, in the middle and at the end by which a text is judged
SHARE = 0.25  # of frequent characters; prose has twice as many, a wrong reading half as many
FEWEST = 10  # Han characters that tell Big5 by themselves


class Decoded(NamedTuple):
    """Text with the encoding it was read in and why that one."""

    text: str
    encoding: str
    reason: str


def decode(data: bytes, where: str) -> Decoded:
    """Decode a file's bytes: byte-order mark, then UTF-8, UTF-16 by its pattern, GB18030 or Big5.

    Args:
        data: the whole file.
        where: its name, for messages.

    Raises:
        GovtextError: empty, binary, or in none of these encodings.
    """
    if not data.strip(b"\x00\t\r\n "):
        raise GovtextError("the file is empty", where=where, remedy="check that it was saved")
    for magic, name in OTHER_FORMATS:
        if data.startswith(magic):
            raise GovtextError(f"this is {name}, not a text file", where=where, remedy=REMEDY)
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, "byte-order mark", where)
    if b"\x00" in data:
        encoding = _utf16_side(data)
        if encoding:
            return _strict(data, encoding, "zero bytes, and plausible text as UTF-16", where)
        raise GovtextError("this is a binary file (it holds zero bytes)", where=where, remedy=REMEDY)
    try:
        return _checked(data.decode("utf-8"), "utf-8", "valid UTF-8", where)
    except UnicodeDecodeError as error:
        return _chinese(data, error, where)


def _utf16_side(data: bytes) -> str:
    """Return the byte order in which bytes without a mark are plausible text, empty where neither is."""
    best, most = "", 0.2  # at least one in five characters is a frequent one
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        common = (len(FREQUENT.findall(text)) + len(LATIN.findall(text))) / max(1, len(text))
        if common > most and not STRANGE.search(text):
            best, most = encoding, common
    return best


def _strict(data: bytes, encoding: str, reason: str, where: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"the bytes are not {encoding} ({reason}): damaged at byte {error.start}"
        raise GovtextError(what, where=where, remedy=REMEDY) from error
    return _checked(text, encoding.removesuffix("-sig"), reason, where)


def _checked(text: str, encoding: str, reason: str, where: str) -> Decoded:
    if len(STRANGE.findall(text)) > len(text) // 50:
        raise GovtextError("this is a binary file (control characters)", where=where, remedy=REMEDY)
    return Decoded(text, encoding, reason)


def _chinese(data: bytes, utf8_error: UnicodeDecodeError, where: str) -> Decoded:
    """Choose between GB18030 and Big5 by which of them gives more plausible Chinese, or refuse."""
    gb, gb_damage = _read_as(data, "gb18030")
    big5_codec, big5, big5_damage = _big5(data)
    gb_share = _share(gb) if _plausible_gb18030(gb) else 0.0
    big5_share = _share(big5) if not STRANGE.search(big5) and not _japanese(data) else 0.0
    doubtful = big5_share >= SHARE and 2 * big5_share >= gb_share
    if gb_share and not doubtful:
        return Decoded(gb, "gb18030", "not UTF-8, and plausible Chinese as GB18030")
    if doubtful and big5_share > 2 * gb_share and len(HAN.findall(_sample(big5))) >= FEWEST:
        return Decoded(big5, big5_codec, "not UTF-8, and more plausible as Big5 than as GB18030")
    at = {"UTF-8": utf8_error, "GB18030": gb_damage, "Big5": big5_damage}
    damage = [f"{name} ({_place(data, error)})" for name, error in at.items() if error]
    what = f"neither {' nor '.join(damage)}" if len(damage) > 1 else f"not {damage[0]}"
    if doubtful:
        what += f", and too little of it to tell {'GB18030 from Big5' if gb_share else 'Big5 from others'}"
    elif len(damage) < len(at):
        what += f", and read as {' or '.join(name for name, error in at.items() if not error)} it is no Chinese text"
    raise GovtextError(what, where=where, remedy=REMEDY)


def _read_as(data: bytes, codec: str) -> tuple[str, UnicodeDecodeError | None]:
    try:
        return data.decode(codec), None
    except UnicodeDecodeError as error:
        return "", error


def _big5(data: bytes) -> tuple[str, str, UnicodeDecodeError | None]:
    """Read bytes as Big5: as Windows has it, or with the characters of Hong Kong."""
    text, damage = _read_as(data, "cp950")
    if damage is None and not BIG5_EXTENDED.search(text):
        return "cp950", text, None
    return "big5hkscs", *_read_as(data, "big5hkscs")


def _place(data: bytes, error: UnicodeDecodeError) -> str:
    return f"line {data.count(bytes([10]), 0, error.start) + 1}, byte {error.start}"


def _sample(text: str) -> str:
    """Return the beginning, the middle and the end of a long text."""
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return text[:SAMPLE] + text[middle : middle + SAMPLE] + text[-SAMPLE:]


def _share(text: str) -> float:
    """Return the share of frequent characters in what is not ASCII."""
    text = _sample(text)
    return len(FREQUENT.findall(text)) / max(1, len(WRITTEN.findall(text)))


def _plausible_gb18030(text: str) -> bool:
    if STRANGE.search(text):
        return False
    text = _sample(text)
    han = len(HAN.findall(text))
    if not han or len(KANA.findall(text)) > 0.1 * han:
        return False
    return len(COMMON.findall(text)) >= 0.05 * han or (han >= FEWEST and _share(text) >= SHARE)


def _japanese(data: bytes) -> bool:
    """Tell Japanese in EUC, whose syllables are the simplest characters of Big5."""
    text, _ = _read_as(data, "euc_jp")
    return len(HIRAGANA.findall(text)) > 0.2 * len(WRITTEN.findall(text))
