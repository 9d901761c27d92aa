"""The interface of every ranking method, and the registry that finds one by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from summarize.extractive.terms import terms
from translate.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = NDArray[np.float64]

_MOST_COUNTED = 2


@dataclass(frozen=True)
class Document:
    """Sentences in document order, as every method sees them. Matrices are sparse, one row a
    sentence, one column a term."""

    sentences: tuple[str, ...]
    language: str
    title: str | None = None

    @cached_property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """Stemmed content words of each sentence."""
        return tuple(tuple(terms(sentence, self.language)) for sentence in self.sentences)

    @cached_property
    def counts(self) -> Any:
        """Term counts, shape (sentences, vocabulary), columns in order of the terms. A term
        counts twice a sentence at most, so that a translation caught in a loop does not win."""
        import numpy as np
        from sklearn.feature_extraction.text import CountVectorizer

        counts = CountVectorizer(analyzer=list).fit_transform(self.terms).astype(float)
        counts.data = np.minimum(counts.data, _MOST_COUNTED)
        return counts

    @cached_property
    def tfidf(self) -> Any:
        """TF-IDF with unit rows (all-zero where a sentence has no terms)."""
        from sklearn.feature_extraction.text import TfidfTransformer

        return TfidfTransformer(sublinear_tf=True).fit_transform(self.counts)


Ranker = Callable[[Document], "Weights"]
"""A method: a document with at least one term in, one weight a sentence out (higher is better,
shape ``(sentences,)``)."""

_RANKERS = {
    "lead": "summarize.extractive.lead:rank",
    "textrank": "summarize.extractive.textrank:rank",
    "lexrank": "summarize.extractive.lexrank:rank",
    "lsa": "summarize.extractive.lsa:rank",
    "sumbasic": "summarize.extractive.sumbasic:rank",
    "kl": "summarize.extractive.kl:rank",
    "centroid": "summarize.extractive.centroid:rank",
    "mmr": "summarize.extractive.mmr:rank",
    "degree": "summarize.extractive.degree:rank",
    "latent": "summarize.extractive.embedding:rank_latent",
    "blend": "summarize.extractive.blend:rank",
}
METHODS: tuple[str, ...] = tuple(_RANKERS)
EMBEDDING = "embedding:"


def ranker(method: str) -> Ranker:
    """The method of that name. ``embedding:CHECKPOINT`` takes any encoder by path or hub id.

    Raises ``UsageError`` for a name that is not known, listing those that are.
    """
    if method.startswith(EMBEDDING) and len(method) > len(EMBEDDING):
        from summarize.extractive.embedding import checkpoint_ranker

        return checkpoint_ranker(method.removeprefix(EMBEDDING))
    if method not in _RANKERS:
        raise UsageError(
            f"unknown summary method {method!r}; choose {', '.join(METHODS)}"
            f" or {EMBEDDING}CHECKPOINT (a path or hub id)"
        )
    module, name = _RANKERS[method].split(":")
    found: Ranker = getattr(import_module(module), name)
    return found


def by_rank(order: Sequence[int]) -> Weights:
    """Weights in (0, 1] for a method that yields an order (best first) and no weights."""
    import numpy as np

    weights = np.empty(len(order))
    weights[np.asarray(order, dtype=int)] = 1.0 - np.arange(len(order)) / len(order)
    return weights


def scaled(weights: Weights) -> Weights:
    """``weights`` stretched to [0, 1]; all zero where they do not differ."""
    import numpy as np

    span = weights.max() - weights.min()
    # Below rounding error there is no difference.
    return (weights - weights.min()) / span if span > 1e-12 else np.zeros(len(weights))
