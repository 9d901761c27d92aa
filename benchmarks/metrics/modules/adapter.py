"""What every local ``evaluate`` module here shares: measures in, scores with intervals out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import datasets
import evaluate

from benchmarks.metrics import measure
from benchmarks.stats import bootstrap

TEXT = datasets.Value("string")
TEXTS = datasets.Sequence(datasets.Value("string"))


@dataclass(frozen=True)
class Card:
    """What a module says of itself."""

    description: str
    citation: str
    measures: tuple[str, ...]


class LocalMetric(evaluate.Metric):  # type: ignore[misc]
    """Takes ``predictions`` and what they are compared with (a text, or a list of names) as
    ``references``; ``language`` is that of the predictions, ``samples`` the bootstrap samples (0
    for none).

    Returns for each measure its score and its signature, and with samples a 95 % interval
    under ``NAME_interval``.
    """

    CARD: Card

    def _info(self) -> Any:
        return evaluate.MetricInfo(
            description=self.CARD.description,
            citation=self.CARD.citation,
            inputs_description=str(LocalMetric.__doc__),
            features=[
                datasets.Features({"predictions": TEXT, "references": compared})
                for compared in (TEXT, TEXTS)
            ],
        )

    def _compute(
        self,
        predictions: Sequence[str],
        references: Sequence[Any],
        *,
        measures: Sequence[str] | None = None,
        language: str = "en",
        samples: int = 1000,
    ) -> dict[str, Any]:
        results: dict[str, Any] = {}
        for name in measures or self.CARD.measures:
            scorer = measure(name, language)
            rows = scorer.rows(predictions, references)
            label = name.partition(":")[0]
            results[label] = scorer.value(rows.sum(axis=0))
            results[f"{label}_signature"] = scorer.signature
            if samples:
                interval = bootstrap(rows, scorer.value, samples=samples)
                results[f"{label}_interval"] = [interval.low, interval.high]
        return results
