"""Text in the spelling of TeX: what XeLaTeX prints as it stands in the table."""

from __future__ import annotations

import re
import unicodedata

from .reading import plain

MINUS = "\u2212"
SPECIAL = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "#": "\\#",
    "$": "\\$",
    "%": "\\%",
    "&": "\\&",
    "_": "\\_",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "<": "\\ensuremath{<}",
    ">": "\\ensuremath{>}",
    "|": "\\textbar{}",
    '"': "\\textquotedbl{}",
    "`": "\\textasciigrave{}",
    "\u00a0": "~",
    "\u2010": "-",
    "\u2011": "-",
}
SIGNS = "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ≤≥≠≈≡∞√∑∏∫∂∈∉∩∪⊂⊃∧∨¬∀∃∅←→↑↓↔⇒⇔×÷±"
COMMANDS = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho varsigma sigma tau upsilon "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega leq geq neq approx equiv infty surd sum "
    "prod int partial in notin cap cup subset supset wedge vee neg forall exists emptyset leftarrow rightarrow uparrow "
    "downarrow leftrightarrow Rightarrow Leftrightarrow times div pm"
)
MATHS = dict(zip(SIGNS, COMMANDS.split(), strict=True))  # signs that the common text fonts lack
LATIN = re.compile("[A-Za-z][\u0300-\u036f]+")
LONG_RUN = re.compile(r"[!-~\u00a1-\u024f]{21,}")  # letters without a blank that no line of a column may hold
STRETCH = 16  # letters of them between two places where a line may end
# what the fonts of ctex have: Latin, punctuation, CJK with its signs; and what is written as mathematics
KNOWN = re.compile(
    "[ -~\u00a0-\u017f\u2010-\u2027\u2030\u2032\u2033\u2039\u203a\u203b\u20ac\u2116\u2122\u2212\u2460-\u2473"
    "\u2e80-\u2eff\u3000-\u303f\u3041-\u30ff\u3105-\u3129\u3220-\u3229\u4e00-\u9fa5\uff01-\uff5e\uffe0-\uffe5]"
)


def tex(text: str) -> str:
    r"""Return text as XeLaTeX prints it as it is: one line, no ligature of TeX, no command.

    Example:
        >>> tex("50 % -- {a_b} C:\\x"), tex("χ²"), tex("[1]")
        ('50 \\% -\\/- \\{a\\_b\\} C:\\textbackslash{}x', '\\ensuremath{\\chi}²', '{}[1]')
    """
    text = LATIN.sub(lambda found: unicodedata.normalize("NFC", found.group()), plain(text))
    text = LONG_RUN.sub(lambda found: _parted(found.group()), text)
    spelled = "".join(_sign(sign) for sign in text)
    spelled = spelled.replace(PLACE, "\\allowbreak{}")
    for two in ("--", "!`", "?`", "<<", ">>", ",,"):  # that TeX would print as one
        while two in spelled:
            spelled = spelled.replace(two, f"{two[0]}\\/{two[1]}")
    spelled = re.sub(r"(?<![A-Za-z])'|'(?![A-Za-z])", r"\\textquotesingle{}", spelled)
    return f"{{}}{spelled}" if spelled[:1] in ("[", "*") else spelled  # behind \\ they would be its argument


PLACE = "\x00"  # where a line may end; `plain` leaves none in a text


def _parted(run: str) -> str:
    """Mark where a long run of letters (an address, a command, a hash) may go on in the next line."""
    pieces = [piece for piece in re.split(r"(?<=[/._=&?,;:-])", run) if piece]
    return PLACE.join(piece[at : at + STRETCH] for piece in pieces for at in range(0, len(piece), STRETCH))


def _sign(sign: str) -> str:
    if sign in SPECIAL:
        return SPECIAL[sign]
    return f"\\ensuremath{{\\{MATHS[sign]}}}" if sign in MATHS else sign


def tex_number(text: str) -> str:
    """Return a number with a minus sign in the place of its hyphen; an en dash where it is undefined."""
    return tex(text).replace("-", MINUS).replace("–", "--")


def unknown(text: str) -> list[str]:
    """Return the characters that the fonts of ctex may lack, as U+XXXX."""
    signs = {sign for sign in plain(text) if not KNOWN.match(sign) and sign not in MATHS and sign not in SPECIAL}
    return [f"U+{ord(sign):04X}" for sign in sorted(signs)]
