"""Numbers as lists write them: 二十一, IV, bb, ①."""

from __future__ import annotations

import re

ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def in_form(number: int, form: str) -> str | None:
    """Write a list number, None where its form is not known.

    Example:
        >>> in_form(21, "chineseCounting"), in_form(4, "upperRoman"), in_form(28, "lowerLetter")
        ('二十一', 'IV', 'bb')
    """
    if form in ("none", "bullet"):
        return ""
    if form.startswith("decimal") or number <= 0:
        circled = form.startswith("decimalEnclosedCircle") and 0 < number <= 20
        wide = str.maketrans("0123456789", "０１２３４５６７８９") if form.startswith("decimalFullWidth") else {}
        return chr(0x245F + number) if circled else str(number).zfill(1 + (form == "decimalZero")).translate(wide)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("ideographTraditional", "ideographZodiac"):
        signs = "甲乙丙丁戊己庚辛壬癸" if form == "ideographTraditional" else "子丑寅卯辰巳午未申酉戌亥"
        return signs[number - 1] if number <= len(signs) else str(number)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
    if form == "ideographDigital":
        return str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    if re.match(r"(?:chinese|taiwanese|japanese)Counting|taiwaneseDigital", form):
        return _chinese(number, "零一二三四五六七八九", "十百千")
    return None


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _chinese(number: int, digits: str, units: str) -> str:
    """Write a number below ten thousand in Chinese, as headings do (十一, not 一十一)."""
    if number > 9999:
        return str(number)
    written, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    return written[1:] if 10 <= number < 20 else written
