"""BLEU, chrF, chrF++ and TER through sacrebleu, which defines them and signs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.metrics.base import Measure

TYPES = ("bleu", "chrf", "chrf++", "ter")


def _sacrebleu(name: str) -> Any:
    from sacrebleu.metrics import BLEU, CHRF, TER

    if name == "bleu":
        return BLEU()
    if name == "ter":
        return TER()
    return CHRF(word_order=2 if name == "chrf++" else 0)


def by_name(name: str, language: str) -> Measure:
    """One sacrebleu metric with its default settings (BLEU: tokenizer 13a; chrF: beta 2).

    sacrebleu's own significance tests rest on the same two methods, which it keeps private: the
    tests hold our scores to its public ``corpus_score``.
    """
    metric = _sacrebleu(name)
    metric._cache_references([["one reference"]])  # the signature states the number of references

    def statistics(outputs: Sequence[str], references: Sequence[str]) -> Any:
        return metric._extract_corpus_statistics(list(outputs), [list(references)])

    def value(sums: Any) -> float:
        return float(metric._compute_score_from_stats(list(sums)).score)

    return Measure(
        name,
        f"{name}|{metric.get_signature()}",
        statistics,
        value,
        higher_is_better=name != "ter",
    )
