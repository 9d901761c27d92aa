"""SumBasic: frequent words first, each told word losing its pull (Vanderwende et al. 2007)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document, by_rank

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def rank(document: Document) -> Weights:
    """Repeatedly the sentence of the highest mean word probability, whose words' probabilities
    are then squared.

    The paper's demand that each choice hold the single most probable word is left out: it makes
    one frequent word decide among all sentences.
    """
    import numpy as np

    counts = document.counts
    present = (counts > 0).astype(float)
    sizes = np.maximum(np.asarray(present.sum(axis=1)).ravel(), 1.0)
    probability = np.asarray(counts.sum(axis=0)).ravel() / counts.sum()
    left = np.ones(counts.shape[0], dtype=bool)
    order: list[int] = []
    while left.any():
        mean = np.where(left, (present @ probability) / sizes, -1.0)
        best = int(mean.argmax())
        order.append(best)
        left[best] = False
        probability[present[[best]].indices] **= 2
    return by_rank(order)
