"""An index of a few lines of text, without any file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..sources.document import Document
from ..sources.source import Source
from ..sources.structure import paragraphs, sentences
from .build import _index, _merge, segment_document
from .index import TokenIndex
from .lexicon import NONE, Lexicon
from .segment import Segmentation


def index_of_lines(lines: Sequence[str], segmentation: Segmentation, lexicon: Lexicon = NONE) -> TokenIndex:
    """Index lines as one source, each a paragraph; nothing is cleaned, and nothing is kept.

    Args:
        lines: none of them blank; line breaks in them are blanks.
        segmentation: how they are cut into words.
        lexicon: whose terms may be matched.

    Example:
        >>> index = index_of_lines(["治理 风险 。", "发展"], Segmentation("whitespace"))
        >>> index.vocabulary, index.bounds["paragraph"].tolist()
        (['。', '发展', '治理', '风险'], [0, 3, 4])
    """
    text = "\n".join(" ".join(line.splitlines()) for line in lines)
    document = Document(text, text, np.arange(len(text), dtype=np.int32), encoding="utf-8", format="txt")
    document.paragraphs, document.sentences = paragraphs(text), sentences(text)
    stored = _merge([segment_document(document, segmentation)])
    return replace(_index(stored, [Source("lines", Path("lines.txt"))]), segmentation=segmentation, lexicon=lexicon)
