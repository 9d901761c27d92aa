"""LexRank: sentences like many others, by TF-IDF cosine (Erkan and Radev, JAIR 2004)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document
from summarize.extractive.graph import pagerank

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def rank(document: Document) -> Weights:
    """PageRank where an edge weighs the cosine itself (the paper's continuous LexRank)."""
    return pagerank(document.tfidf @ document.tfidf.T)
