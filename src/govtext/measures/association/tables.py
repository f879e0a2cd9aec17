"""Contingency tables of two words: what stands together, and what would by chance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..keyness import Numbers


class Table2x2(NamedTuple):
    """Contingency tables of node and collocate, with what each cell would hold by chance.

    Made by `from_marginals` or `from_window`. A cell that comes out below 0 is NaN, and so are the measures that need
    it; MI, local MI, t, z and simple log-likelihood need O11 and E11 only.

    Attributes:
        o11: node and collocate together.
        r1: what belongs to the node: its occurrences, or the tokens in its windows.
        c1: occurrences of the collocate.
        n: the sample.
        f1: occurrences of the node itself; R1 unless there are windows.
    """

    o11: Numbers
    r1: Numbers
    c1: Numbers
    n: Numbers
    f1: Numbers

    @classmethod
    def from_marginals(cls, o11: ArrayLike, r1: ArrayLike, c1: ArrayLike, n: ArrayLike) -> Table2x2:
        """Return tables of pairs or of units: E11 = R1 C1 / N.

        This is Evert's textual co-occurrence (N sentences or paragraphs, R1 and C1 those with the word in them) and
        his syntactic co-occurrence (N pairs, for instance of neighbours, R1 with the node first, C1 with the collocate
        second).

        Example:
            >>> float(Table2x2.from_marginals(8, 15_828, 4_675, 14_307_668).e11.round(3))
            5.172
        """
        node = floats(r1)
        return cls(floats(o11), node, floats(c1), floats(n), node)

    @classmethod
    def from_window(cls, o11: ArrayLike, f1: ArrayLike, f2: ArrayLike, size: ArrayLike, span: ArrayLike) -> Table2x2:
        """Return tables of tokens inside and outside the windows of the node: E11 = f1 f2 span / size.

        This is Evert's surface co-occurrence: R1 = f1 span are the tokens in the windows. Against the same counts
        without the span, MI is lower by log2 span, 3.32 at five words on either side.

        Args:
            o11: tokens of the collocate in the windows.
            f1: occurrences of the node.
            f2: occurrences of the collocate.
            size: tokens in all (Evert leaves out the node's own: size - f1).
            span: words in a window, left and right together; with windows cut short by the edges of texts or merged
                where they overlap, what they really held on average, tokens in windows / f1.

        Example:
            >>> table = Table2x2.from_window(20, 50, 100, 100_000, 10)
            >>> float(table.e11), float(table.o12), float(table.o21)
            (0.5, 480.0, 80.0)
        """
        node = floats(f1)
        return cls(floats(o11), node * floats(span), floats(f2), floats(size), node)

    @property
    def o12(self) -> Numbers:
        """The node without the collocate: R1 - O11."""
        return _cell(self.r1 - self.o11)

    @property
    def o21(self) -> Numbers:
        """The collocate without the node: C1 - O11."""
        return _cell(self.c1 - self.o11)

    @property
    def o22(self) -> Numbers:
        """Neither: N - R1 - C1 + O11."""
        return _cell(self.n - self.r1 - self.c1 + self.o11)

    @property
    def r2(self) -> Numbers:
        """What does not belong to the node: N - R1."""
        return self.n - self.r1

    @property
    def c2(self) -> Numbers:
        """What is not the collocate: N - C1."""
        return self.n - self.c1

    @property
    def e11(self) -> Numbers:
        """Expected co-occurrences: R1 C1 / N."""
        return _expected(self.r1, self.c1, self.n)

    @property
    def e12(self) -> Numbers:
        """R1 C2 / N."""
        return _expected(self.r1, self.c2, self.n)

    @property
    def e21(self) -> Numbers:
        """R2 C1 / N."""
        return _expected(self.r2, self.c1, self.n)

    @property
    def e22(self) -> Numbers:
        """R2 C2 / N."""
        return _expected(self.r2, self.c2, self.n)

    @property
    def whole(self) -> np.ndarray:
        """Whether all four cells can be and no margin is empty, so that the table says something."""
        cells = (self.o11 >= 0) & (self.o12 >= 0) & (self.o21 >= 0) & (self.o22 >= 0)
        return cells & (self.r1 > 0) & (self.r2 > 0) & (self.c1 > 0) & (self.c2 > 0)


def floats(values: ArrayLike) -> Numbers:
    """Return the values as an array of floats."""
    return np.asarray(values, dtype=float)


def _cell(count: Numbers) -> Numbers:
    return np.where(count >= 0, count, np.nan)


def _expected(row: Numbers, column: Numbers, n: Numbers) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        return row * column / n
