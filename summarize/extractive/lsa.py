"""LSA: sentences that speak most of the main topics (Steinberger and Ježek, ISIM 2004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document

if TYPE_CHECKING:
    from summarize.extractive.base import Weights

_MOST_TOPICS = 100


def rank(document: Document) -> Weights:
    """Length of each sentence in the space of topics, each axis weighed by its singular value;
    topics weaker than half the strongest are left out, as in the paper."""
    import numpy as np
    from sklearn.utils.extmath import randomized_svd

    topics = min(*document.counts.shape, _MOST_TOPICS)
    left, strength, _ = randomized_svd(document.counts, topics, random_state=0)
    kept = strength >= strength[0] / 2
    lengths: Weights = np.sqrt(((left[:, kept] * strength[kept]) ** 2).sum(axis=1))
    return lengths
