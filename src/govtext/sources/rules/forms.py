"""Rules on characters that stand for others: radicals and compatibility forms, wide letters, vertical and small marks.

Only the characters named here are touched. Circled and Roman numerals, units (㎡, ℃), raised figures, half-width kana
and quotation marks stay as they are; so do ligatures (ﬁ, ﬂ), which would grow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..edits import Edit
from ..lines import matches_at

RADICAL = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1d]")
# Unicode's property Equivalent_Unified_Ideograph. U+2E80 has none, U+2E9A is no character.
SUPPLEMENT = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨"
        "⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏"
        "⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭"
        "王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
        "钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
MARKS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫",
        "，、。：；！？〖〗…（）｛｝〔〕【】《》〈〉「」『』［］，、．；：？！—（）｛｝〔〕＃＆＊＋－＜＞＝＼＄％＠",
        strict=True,
    )
)
DIGIT = "0-9０-９"
WORD = f"A-Za-zＡ-Ｚａ-ｚ{DIGIT}"
ON_ONE_SIDE = "＋﹢＝﹦／＃﹟＆﹠"
ASCII = (
    "[Ａ-Ｚａ-ｚ０-９]+"
    f"|(?<=[{DIGIT}])[％﹪]"
    f"|[＄﹩](?=[{DIGIT}])"
    f"|(?<=[{DIGIT}])[＊﹡](?=[{DIGIT}])"  # beside a letter it would be taken for emphasis
    f"|(?<=[{WORD}])[．﹒＠﹫＿](?=[{WORD}])"
    f"|(?<=[{WORD}%％﹪])[－﹣](?=[{WORD}])"
    f"|(?<=[{WORD}%％﹪])[{ON_ONE_SIDE}]++"
    f"|(?<![{ON_ONE_SIDE}])[{ON_ONE_SIDE}]++(?=[{WORD}])"
)
FORM = re.compile(f"({ASCII})|︱︱|[{''.join(MARKS)}]")
FORM_SIGN = re.compile("[＃-＆＊＋－-９＝＠-Ｚ＿ａ-ｚ\ufe10-\ufe19\ufe31\ufe35-\ufe44\ufe47\ufe48\ufe50-\ufe6b]")


def radicals(text: str) -> Iterator[Edit]:
    """Bring radicals and compatibility ideographs to the ordinary character.

    The twelve unified characters among the compatibility ideographs and radicals that no character stands for stay.
    """
    for match in RADICAL.finditer(text):
        sign = match[0]
        put = SUPPLEMENT.get(sign) or unicodedata.normalize("NFKC", sign)
        if put != sign:
            yield Edit(match.start(), match.end(), put)


def wide_forms(text: str) -> Iterator[Edit]:
    """Bring full-width Latin letters and digits to ASCII, vertical and small marks to the ordinary ones.

    Full-width signs become ASCII where they belong to a word or figure: `％` after a digit; `＄` before one;
    `＊` between two; `．`, `＠`, `＿` and `－` between letters or digits (`－` also after a percentage);
    `＋`, `＝`, `／`, `＃` and `＆` with a letter or digit on either side. A small sign becomes its full-width one
    elsewhere. The marks of running Chinese (`，。：；！？（）` and the `～` of ranges) stay; so do a single `︱`, which
    serves as a bar, and the lines drawn over or under words.
    """
    for match in matches_at(FORM_SIGN, FORM, text):
        found = match[0]
        put = unicodedata.normalize("NFKC", found) if match[1] else MARKS.get(found, "——")
        yield Edit(match.start(), match.end(), put)
