"""What a measure is: additive statistics for each item, and a score computed from their sum.

Everything scored here (BLEU, chrF, TER, ROUGE, F1, rates) is a function of sums over items. Keeping
the two halves apart is what makes resampling cheap: a bootstrap sample is another sum of the same
rows (Koehn 2004, "Statistical Significance Tests for Machine Translation Evaluation").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Statistics = Callable[[Sequence[str], Sequence[Any]], Any]
"""Outputs, and for each the thing it is compared with, to an array of shape ``(items, k)``."""


@dataclass(frozen=True)
class Measure:
    """``value`` takes the ``k`` summed statistics. ``against`` names what the outputs are compared
    with: ``reference``, ``source``, ``pair`` (of both), ``names`` or ``numbers`` (gold lists).
    ``higher_is_better`` is ``None`` for what describes and does not rate.
    """

    name: str
    signature: str
    statistics: Statistics
    value: Callable[[Any], float]
    against: str = "reference"
    higher_is_better: bool | None = True

    def score(self, outputs: Sequence[str], compared: Sequence[Any]) -> float:
        """The score of a whole system. Raises ``ValueError`` for unequal lengths or no items."""
        return self.value(self.rows(outputs, compared).sum(axis=0))

    def rows(self, outputs: Sequence[str], compared: Sequence[Any]) -> Any:
        """The statistics, one row an item, checked for shape."""
        import numpy as np

        if len(outputs) != len(compared):
            raise ValueError(f"{len(outputs)} outputs against {len(compared)} to compare with")
        if not outputs:
            raise ValueError(f"{self.name}: nothing to score")
        return np.asarray(self.statistics(outputs, compared), dtype=float)


def mean(sums: Any) -> float:
    """The mean of the first column, as a percentage; the second column counts items."""
    return 100.0 * float(sums[0]) / float(sums[1])


def f1(sums: Any) -> float:
    """F1, as a percentage, from columns (matched outputs, outputs, matched gold, gold).

    Nothing to find and nothing found is a perfect 100.
    """
    right, found, recalled, gold = (float(x) for x in sums)
    if found == gold == 0:
        return 100.0
    if found == 0 or gold == 0:
        return 0.0
    precision, recall = right / found, recalled / gold
    return 0.0 if right == 0 else 100.0 * 2 * precision * recall / (precision + recall)
