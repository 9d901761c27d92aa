"""LSA: sentences that speak most of the main topics (Steinberger and Ježek, ISIM 2004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document
from summarize.extractive.spectrum import singular

if TYPE_CHECKING:
    from summarize.extractive.base import Weights

_MOST_TOPICS = 100


def rank(document: Document) -> Weights:
    """Length of each sentence in the space of topics, each axis weighed by its singular value;
    topics weaker than half the strongest are left out, as in the paper."""
    import numpy as np

    topics = singular(document.counts, _MOST_TOPICS)
    strength = np.linalg.norm(topics, axis=0)
    lengths: Weights = np.linalg.norm(topics[:, strength >= strength[0] / 2], axis=1)
    return lengths
