"""The articles of a digest, numbered, with their Arabic as it is compared.

Everything is compared in Arabic: two translations of one sentence may differ more than two
sentences do, and the Arabic is the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from summarize.digest.model import Cite, Point
from summarize.extractive.terms import terms
from summarize.summary import Brief
from summarize.writers import view

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BACKGROUND = 100
"""Articles that every digest is taken to stand in, holding none of its terms: a digest of five
then weighs terms as one of three hundred does."""
_SAME_FACT = 0.45
"""Cosine above which sentences of two articles tell the same."""


@dataclass(frozen=True)
class Piece:
    """One article of the digest and its number."""

    number: int
    brief: Brief

    @cached_property
    def rows(self) -> list[view.Row]:
        return view.rows(self.brief)

    @cached_property
    def terms(self) -> list[str]:
        """Terms of title and body, those of the title twice more."""
        title = self.brief.article.title
        head = terms(title.text, "ar") * 2 if title else []
        return head + [term for row in self.rows for term in terms(row.sentence.text, "ar")]

    @property
    def published(self) -> str | None:
        """When it was published, as an ISO 8601 day, month or year."""
        return published_on(self.brief)

    def point(self, row: view.Row) -> Point:
        """A sentence of this article as the digest shows it."""
        cite = (Cite(self.number, row.sentence.id),)
        if row.mark or row.rendering is None:
            return Point(view.line(row.sentence.text), cite, row.flags, translated=False)
        return Point(view.line(row.rendering.text), cite, row.flags)


def numbered(briefs: Iterable[Brief]) -> list[Piece]:
    """Pieces in order of date, undated ones last, numbered from 1."""
    order = sorted(briefs, key=lambda brief: published_on(brief) or "9999")
    return [Piece(number, brief) for number, brief in enumerate(order, 1)]


def published_on(brief: Brief) -> str | None:
    found = _ISO.match(brief.article.date or "")
    if found is None:
        return None
    try:
        # The first of the month, or of the year, where no day is given.
        date.fromisoformat(found[0] + "-01-01"[len(found[0]) - 4 :])
    except ValueError:
        return None
    return found[0]


def similarity(pieces: Sequence[Piece]) -> Any:
    """Cosine between all articles by TF-IDF, a dense array of shape (articles, articles)."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.preprocessing import normalize

    found = [piece.terms for piece in pieces]
    if not any(found):
        return np.eye(len(found))
    counts = CountVectorizer(analyzer=list).fit_transform(found).astype(float)
    held_by = np.bincount(counts.indices, minlength=counts.shape[1])
    counts.data = 1 + np.log(counts.data)
    vectors = normalize(counts.multiply(np.log((_BACKGROUND + len(found)) / held_by)).tocsr())
    return (vectors @ vectors.T).toarray()


class Sentences:
    """All sentences of some articles, and which of them tell the same."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        from summarize.extractive.base import Document

        self.members = [(piece, row) for piece in pieces for row in piece.rows]
        self.document = Document(tuple(row.sentence.text for _, row in self.members), "ar")
        self._index = {
            Cite(piece.number, row.sentence.id): i for i, (piece, row) in enumerate(self.members)
        }

    @cached_property
    def cosines(self) -> Any:
        """Sparse, shape (sentences, sentences)."""
        import numpy as np

        if not any(self.document.terms):
            return np.zeros((len(self.members), len(self.members)))
        return (self.document.tfidf @ self.document.tfidf.T).tocsr()

    def alike(self, one: Point, other: Point) -> float:
        """Cosine of the sentences that two points show."""
        return float(self.cosines[self._index[one.cites[0]], self._index[other.cites[0]]])

    def same_fact(self, one: Point, other: Point) -> bool:
        """Whether two articles tell the same in these sentences."""
        apart = one.cites[0].article != other.cites[0].article
        return apart and self.alike(one, other) > _SAME_FACT

    def elsewhere(self, point: Point) -> tuple[Cite, ...]:
        """The cites of ``point``, and of the sentences of other articles that tell the same."""
        import numpy as np

        own = point.cites[0]
        row = self.cosines[[self._index[own]]]
        near = np.asarray(row.toarray() if hasattr(row, "toarray") else row).ravel()
        cites = [
            Cite(piece.number, there.sentence.id)
            for i, (piece, there) in enumerate(self.members)
            if near[i] > _SAME_FACT and piece.number != own.article
        ]
        return (own, *cites)
