"""TextRank: sentences that share words with many others (Mihalcea and Tarau, EMNLP 2004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document
from summarize.extractive.graph import pagerank

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def rank(document: Document) -> Weights:
    """PageRank where an edge weighs the number of shared terms over the sum of the log lengths."""
    import numpy as np
    from scipy.sparse import csr_array

    counts = csr_array(document.counts)
    shared = csr_array(counts @ counts.T).tocoo()
    # 1 + length: two one-word sentences would otherwise divide by log 1 + log 1 = 0.
    logs = np.log1p(np.asarray(counts.sum(axis=1)).ravel())
    weights = shared.data / (logs[shared.row] + logs[shared.col])
    return pagerank(csr_array((weights, (shared.row, shared.col)), shape=shared.shape))
