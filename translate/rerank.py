"""A second look at sentences whose English says what the Arabic does not.

A greedy hypothesis with a wrong name or number is set beside the other candidates of a beam
search, and the one that the fidelity checks doubt least is taken. N-best reranking by another
criterion than the model's own, as in Fernandes et al. 2022 (Quality-Aware Decoding), with the
checks in the place of a metric.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from translate.engines.base import DecodeOptions, Hypothesis, OffersCandidates
from translate.fidelity import check

_WEIGHTS = {"high": 10, "medium": 3, "low": 1}

GRAVE = _WEIGHTS["high"]
"""Doubts from which a sentence is worth decoding again: one flag of high severity."""


@lru_cache(maxsize=1 << 12)  # names, candidates and spelling are weighed one after another
def doubts(source: str, text: str) -> int:
    """How much the checks find wrong, high flags before all others. A day or month that is gone
    weighs as much: a reader need not be alarmed, but another hypothesis should be preferred."""
    return sum(
        GRAVE if flag.kind == "date" else _WEIGHTS[flag.severity] for flag in check(source, text)
    )


def rerank(
    engine: OffersCandidates,
    sources: Sequence[str],
    shown: Sequence[str],
    first: Sequence[Hypothesis],
    options: DecodeOptions,
    count: int,
) -> list[Hypothesis]:
    """For each source the least doubtful of ``first`` and up to ``count`` beam candidates; of two
    equals the one the engine has first, and ``first`` where nothing is better than it. ``shown`` is
    what the engine reads for each."""
    wide = replace(options, beams=max(count, options.beams))
    chosen = []
    for source, greedy, others in zip(
        sources, first, engine.candidates(shown, wide, count), strict=True
    ):
        best, least = greedy, doubts(source, greedy.text)
        for other in others:
            found = doubts(source, other.text) if other.finished and other.text else least
            if found < least:
                best, least = other, found
        chosen.append(best)
    return chosen
