"""Reading text that is segmented in CoNLL's columns (.conll, .conllu): one word a line, the second column its form."""

from __future__ import annotations

from ...errors import GovtextError
from ..decode import decode
from . import Reading

FORM = 1  # of the columns


def read(data: bytes, where: str) -> Reading:
    """Return the words parted by blanks; a blank line ends a sentence, `# newpar` and `# newdoc` a paragraph.

    Raises:
        GovtextError: a line has not two columns (line named).
    """
    decoded = decode(data, where)
    paragraphs: list[list[str]] = [[]]
    for number, line in enumerate(decoded.text.splitlines(), 1):
        if line.startswith(("# newpar", "# newdoc")):
            paragraphs.append([])
        if (line.startswith("#") and "\t" not in line) or not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) <= FORM:
            raise GovtextError(
                f"line {number} has one column",
                where=where,
                remedy="part the number and the word by a tab, as CoNLL-U does",
            )
        if not cells[0].isdecimal():  # a range (1-2) or an empty node (1.1), whose words stand for themselves
            continue
        paragraphs[-1].append(cells[FORM])
    text = "\n\n".join(" ".join(words) for words in paragraphs if words)
    return Reading(text, decoded.encoding, decoded.reason)
