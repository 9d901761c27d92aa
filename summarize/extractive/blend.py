"""Blend: what both words and meanings put in the middle of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document, scaled
from summarize.extractive.degree import rank as by_words
from summarize.extractive.embedding import rank_latent as by_meaning

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def rank(document: Document) -> Weights:
    """Sum of ``degree`` and ``latent``, each scaled to [0, 1]: the one counts whole words and
    favours long sentences, the other joins inflections and does not."""
    return scaled(by_words(document)) + scaled(by_meaning(document))
