"""KLSum: the summary whose words are spread most like the text's (Haghighi and Vanderwende,
NAACL 2009)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document, by_rank

if TYPE_CHECKING:
    from summarize.extractive.base import Weights

_SMOOTHING = 1e-2
"""Count added to every word of the vocabulary, so that an untold word costs much, not all."""


def rank(document: Document) -> Weights:
    """Greedily the sentence that brings KL(text || summary) lowest."""
    import numpy as np

    counts = document.counts.tocsr()
    sentences, vocabulary = counts.shape
    text = np.asarray(counts.sum(axis=0)).ravel() / counts.sum()
    rows = np.repeat(np.arange(sentences), np.diff(counts.indptr))
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    told = np.full(vocabulary, _SMOOTHING)
    left = np.ones(sentences, dtype=bool)
    order: list[int] = []
    while left.any():
        # The divergence up to what is common to all candidates: only the candidate's own words
        # and its length change it.
        now = told[counts.indices]
        gain = text[counts.indices] * np.log1p(counts.data / now)
        divergence = np.log(told.sum() + sizes) - np.bincount(rows, gain, minlength=sentences)
        # A sentence without terms is nothing told: always last.
        divergence[sizes == 0] = np.finfo(float).max
        best = int(np.where(left, divergence, np.inf).argmin())
        order.append(best)
        left[best] = False
        told[counts[[best]].indices] += counts[[best]].data
    return by_rank(order)
