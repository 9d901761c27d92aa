"""PageRank over a sentence graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def pagerank(similarity: Any, damping: float = 0.85, tolerance: float = 1e-10) -> Weights:
    """Stationary weight of each node of a weighted graph, shape ``(nodes,)``, summing to 1.

    ``similarity`` is sparse, square and non-negative; its diagonal is ignored. A node without
    neighbours spreads its weight evenly (Page et al. 1999; as ``networkx.pagerank``, without
    building the graph edge by edge: 1,000 sentences are half a million edges).
    """
    import numpy as np
    from scipy.sparse import csr_array, diags_array

    nodes = similarity.shape[0]
    weights = csr_array(similarity - diags_array(similarity.diagonal()))
    degree = np.asarray(weights.sum(axis=1)).ravel()
    # Below rounding error of the subtraction above there is no edge.
    lonely = degree <= 1e-12
    inverse = np.divide(1.0, degree, out=np.zeros(nodes), where=~lonely)
    step = csr_array(weights.T @ diags_array(inverse))
    rank: Weights = np.full(nodes, 1.0 / nodes)
    while True:
        spread = (1.0 - damping + damping * rank[lonely].sum()) / nodes
        following: Weights = spread + damping * (step @ rank)
        moved = float(np.abs(following - rank).sum())
        rank = following
        if moved < tolerance:
            return rank
