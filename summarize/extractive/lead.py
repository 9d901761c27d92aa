"""Lead: a news story says the most important thing first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.extractive.base import Document, by_rank

if TYPE_CHECKING:
    from summarize.extractive.base import Weights


def rank(document: Document) -> Weights:
    """Earlier is better."""
    return by_rank(range(len(document.sentences)))
