"""TextRank: sentences that share words with many others (Mihalcea and Tarau, EMNLP 2004)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarize.extractive.base import Document
from summarize.extractive.graph import pagerank

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def rank(document: Document) -> Weights:
    """PageRank over ``similarity``."""
    return pagerank(similarity(document))


def similarity(document: Document) -> Any:
    """Shared terms of each two sentences over the sum of their log lengths: sparse, symmetric,
    shape ``(sentences, sentences)``."""
    import numpy as np
    from scipy.sparse import csr_array

    counts = csr_array(document.counts)
    shared = csr_array(counts @ counts.T).tocoo()
    # 1 + length: two one-word sentences would otherwise divide by log 1 + log 1 = 0.
    logs = np.log1p(np.asarray(counts.sum(axis=1)).ravel())
    weights = shared.data / (logs[shared.row] + logs[shared.col])
    return csr_array((weights, (shared.row, shared.col)), shape=shared.shape)
