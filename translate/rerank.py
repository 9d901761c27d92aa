"""What speaks against a translation, to choose among several.

A sentence whose English says what the Arabic does not, or lacks a term, is set beside the
candidates of a beam search, and the one against which least speaks is taken. N-best reranking by
another criterion than the model's own, as in Fernandes et al. 2022 (Quality-Aware Decoding), with
the checks in the place of a metric.
"""

from __future__ import annotations

from functools import lru_cache

from translate.fidelity import check

_WEIGHTS = {"high": 10, "medium": 3, "low": 1}

GRAVE = _WEIGHTS["high"]
"""Doubts from which a sentence is worth decoding again: one flag of high severity."""

LOST = _WEIGHTS["medium"]
"""What a term or name that is not in the English weighs beside them."""


@lru_cache(maxsize=1 << 12)  # names, candidates and spelling are weighed one after another
def doubts(source: str, text: str) -> int:
    """How much the checks find wrong, high flags above all. A day or month that is gone
    weighs as much: a reader need not be alarmed, but another hypothesis should be preferred."""
    return sum(
        GRAVE if flag.kind == "date" else _WEIGHTS[flag.severity] for flag in check(source, text)
    )
