"""Sentences near the middle of the text in a space of meanings: of the text's own (no model
needed) or of any encoder checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document, Ranker
from summarize.extractive.spectrum import singular

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from summarize.extractive.base import Weights

_DIMENSIONS = 64


def rank_latent(document: Document) -> Weights:
    """Centroid in the latent space of terms and of letter 3- to 5-grams inside words, which join
    inflections and spellings that the stemmer keeps apart."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    by_letters = letters.fit_transform(" ".join(found) for found in document.terms)
    return near_middle(singular(hstack([document.tfidf, by_letters]).tocsr(), _DIMENSIONS))


def checkpoint_ranker(checkpoint: str) -> Ranker:
    """Centroid in the space of an encoder, named by local path or hub id."""
    from summarize.extractive.encoder import Encoder

    encoder = Encoder(checkpoint)
    return lambda document: near_middle(encoder(document.sentences))


def near_middle(vectors: NDArray[np.float64]) -> Weights:
    """Cosine of each row to the mean of all rows at unit length."""
    import numpy as np

    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    middle = unit.mean(axis=0)
    cosine: Weights = unit @ (middle / max(float(np.linalg.norm(middle)), 1e-12))
    return cosine
