"""Extractive summaries: the sentences of a text that tell the most of it, in its own order.

One algorithm a module, each ranking every sentence; what is common to all (news priors,
redundancy, length, order) is done here. Works on any language that ``terms`` knows; a text in
another is compared by whole words. Deterministic.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.extractive.base import EMBEDDING, METHODS, Document, ranker
from summarize.extractive.priors import Priors, apply
from translate.errors import UsageError

if TYPE_CHECKING:
    from summarize.extractive.base import Weights

__all__ = ["EMBEDDING", "METHODS", "Length", "Pick", "Priors", "select"]

_SAME = 0.75
"""TF-IDF cosine above which a sentence tells nothing that a chosen one has not told."""


@dataclass(frozen=True)
class Length:
    """How much to keep; exactly one is given.

    ``sentences`` at most that many; ``words`` as many sentences as fit into that many
    whitespace-separated words, and at least the best one; ``ratio`` that share of the sentences
    (0 < ratio <= 1), rounded up.
    """

    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        given = [value for value in (self.sentences, self.words, self.ratio) if value is not None]
        if len(given) != 1:
            raise UsageError("give a summary's length as sentences, as words or as a ratio: one")
        if not (given[0] > 0 and (self.ratio is None or self.ratio <= 1)):
            raise UsageError(f"a summary cannot have the length {given[0]}")


@dataclass(frozen=True)
class Pick:
    """A chosen sentence: its ``index`` in the input and its ``score``, comparable only within
    one call."""

    index: int
    score: float


def select(
    sentences: Sequence[str],
    language: str,
    *,
    method: str = "textrank",
    length: Length = Length(sentences=3),
    title: str | None = None,
    priors: bool | Priors = True,
) -> list[Pick]:
    """The best of ``sentences`` in document order, without near-repetitions.

    ``language`` is an ISO 639-1 code. ``priors`` switches what is known of news (position, title,
    datelines) on or off, or weighs it. Sentences without a letter or digit are never chosen, so
    fewer than asked for may come back. Raises ``UsageError`` for an unknown method.
    """
    rank = ranker(method)
    places = [i for i, s in enumerate(sentences) if any(c.isalnum() for c in s)]
    if not places:
        return []
    document = Document(tuple(sentences[i] for i in places), language, title)
    if not any(document.terms):  # stop words alone: nothing to rank by
        rank = ranker("lead")
    scores = rank(document)
    if priors:
        scores = apply(scores, document, priors if isinstance(priors, Priors) else Priors())
    chosen = sorted(_within(length, _distinct(document, scores), document))
    return [Pick(places[i], float(scores[i])) for i in chosen]


def _distinct(document: Document, scores: Weights) -> Iterator[int]:
    """Sentences, best first (the earlier of two equals), less those alike to a better one."""
    import numpy as np

    order = np.lexsort((np.arange(len(scores)), -np.round(scores, 9)))
    if not any(document.terms):
        seen: set[str] = set()
        for i in order:
            if document.sentences[i] not in seen:
                seen.add(document.sentences[i])
                yield int(i)
        return
    told = np.zeros(len(scores), dtype=bool)
    for i in order:
        if not told[i]:
            yield int(i)
            told |= (document.tfidf @ document.tfidf[[i]].T).toarray().ravel() > _SAME


def _within(length: Length, best_first: Iterator[int], document: Document) -> list[int]:
    if length.words is None:
        most = length.sentences or math.ceil((length.ratio or 0) * len(document.sentences))
        return [i for i, _ in zip(best_first, range(most), strict=False)]
    room = length.words
    chosen: list[int] = []
    for i in best_first:
        size = len(document.sentences[i].split())
        if size <= room or not chosen:
            chosen.append(i)
            room -= size
    return chosen
