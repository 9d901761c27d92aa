"""MMR: near the middle of the text and unlike what is told (Carbonell and Goldstein 1998)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document, by_rank
from summarize.extractive.centroid import rank as relevance

if TYPE_CHECKING:
    from summarize.extractive.base import Weights

_RELEVANCE = 0.7
"""Lambda: what is left of 1 goes against likeness to the sentences already chosen."""


def rank(document: Document) -> Weights:
    """Repeatedly the sentence of the highest marginal relevance to the centroid."""
    import numpy as np

    relevant = relevance(document)
    likeness = (document.tfidf @ document.tfidf.T).toarray()
    told = np.zeros(len(relevant))
    left = np.ones(len(relevant), dtype=bool)
    order: list[int] = []
    while left.any():
        marginal = np.where(left, _RELEVANCE * relevant - (1 - _RELEVANCE) * told, -np.inf)
        best = int(marginal.argmax())
        order.append(best)
        left[best] = False
        told = np.maximum(told, likeness[best])
    return by_rank(order)
