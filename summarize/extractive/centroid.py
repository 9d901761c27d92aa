"""Centroid: sentences near the middle of the text (Radev et al., IP&M 2004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def rank(document: Document) -> Weights:
    """Cosine of each sentence to the sum of all, by TF-IDF."""
    import numpy as np

    centre = np.asarray(document.tfidf.sum(axis=0)).ravel()
    cosine: Weights = document.tfidf @ (centre / np.linalg.norm(centre))
    return cosine
