"""A second look at sentences whose English says what the Arabic does not, or lacks a term.

A hypothesis with a wrong name or number is set beside the candidates of a wider beam search, and
the one that the fidelity checks doubt least is taken. N-best reranking by another criterion than
the model's own, as in Fernandes et al. 2022 (Quality-Aware Decoding), with the checks in the place
of a metric.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from translate.engines.base import DecodeOptions, Hypothesis, OffersCandidates
from translate.fidelity import check

_WEIGHTS = {"high": 10, "medium": 3, "low": 1}

GRAVE = _WEIGHTS["high"]
"""Doubts from which a sentence is worth decoding again: one flag of high severity."""

LOST = _WEIGHTS["medium"]
"""What a term or name that is not in the English weighs beside them."""


@lru_cache(maxsize=1 << 12)  # names, candidates and spelling are weighed one after another
def doubts(source: str, text: str) -> int:
    """How much the checks find wrong, high flags before all others. A day or month that is gone
    weighs as much: a reader need not be alarmed, but another hypothesis should be preferred."""
    return sum(
        GRAVE if flag.kind == "date" else _WEIGHTS[flag.severity] for flag in check(source, text)
    )


def candidates(
    engine: OffersCandidates, sources: Sequence[str], options: DecodeOptions, count: int
) -> list[list[Hypothesis]]:
    """Up to ``count`` for each source, of a beam at least as wide."""
    return engine.candidates(sources, replace(options, beams=max(count, options.beams)), count)


def least(
    first: Hypothesis, others: Iterable[Hypothesis], cost: Callable[[str], int]
) -> Hypothesis:
    """The hypothesis whose text costs least, of two equals the earlier one; of ``others`` only what
    came to an end and says something."""
    return min(
        (first, *(other for other in others if other.finished and other.text)),
        key=lambda hypothesis: cost(hypothesis.text),
    )
