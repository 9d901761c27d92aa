"""Degree: sentences that share most words with all others, counted once and not walked.

The first step of TextRank alone; on short news texts it does as well (degree centrality in Erkan
and Radev, JAIR 2004; "reduction" in sumy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document
from summarize.extractive.textrank import similarity

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def rank(document: Document) -> Weights:
    """Sum of TextRank's edges at each sentence."""
    import numpy as np

    edges = similarity(document)
    degrees: Weights = np.asarray(edges.sum(axis=1)).ravel() - edges.diagonal()
    return degrees
