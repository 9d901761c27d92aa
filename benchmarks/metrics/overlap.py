"""ROUGE (Lin 2004) through ``rouge_score``, given a tokenizer that reads every script."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from benchmarks.metrics.base import Measure, mean

TYPES = ("rouge1", "rouge2", "rougeL", "rougeLsum")


def rouge(kind: str, *, stem: bool = False) -> Measure:
    """Mean F1 of one ROUGE type. ``rougeLsum`` takes each line as a sentence."""

    def statistics(outputs: Sequence[str], references: Sequence[str]) -> list[list[float]]:
        from rouge_score.rouge_scorer import RougeScorer

        from benchmarks.metrics.tokens import RougeTokenizer

        scorer = RougeScorer([kind], tokenizer=RougeTokenizer(stem))
        return [
            [scorer.score(reference, output)[kind].fmeasure, 1.0]
            for output, reference in zip(outputs, references, strict=True)
        ]

    signature = (
        f"{kind}|tok:unicode-fold|stem:{'yes' if stem else 'no'}|f1:mean"
        f"|rouge_score:{version('rouge-score')}"
    )
    return Measure(kind, signature, statistics, mean)


def by_name(name: str, language: str) -> Any:
    """Arabic is stemmed: its clitics would otherwise hide most shared words (as in XL-Sum)."""
    return rouge(name, stem=language == "ar")
