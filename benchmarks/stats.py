"""Intervals and tests over the rows of a measure (see ``benchmarks.metrics.base``).

- ``bootstrap``: percentile interval over resampled items (Efron 1979; for MT, Koehn 2004).
- ``randomisation``: paired approximate randomisation, two-sided (Noreen 1989; Riezler and
  Maxwell 2005, who found it the more conservative of the two for MT).
- ``holm``: family-wise correction where many pairs are compared (Holm 1979).

All draw from a seeded generator: the same rows give the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

SEED = 12345
Value = Callable[[Any], float]


@dataclass(frozen=True)
class Interval:
    """A confidence interval of a score, in the score's own unit."""

    low: float
    high: float


def _resampled(rows: Any, samples: int, seed: int) -> Any:
    """Sums of ``samples`` draws with replacement, shape ``(samples, k)``."""
    import numpy as np

    n = len(rows)
    counts = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=samples)
    return counts @ rows


def bootstrap(
    rows: Any, value: Value, *, samples: int = 1000, level: float = 0.95, seed: int = SEED
) -> Interval:
    """The percentile interval of a system's score. ``rows``: array of shape ``(items, k)``."""
    import numpy as np

    scores = [value(sums) for sums in _resampled(rows, samples, seed)]
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(scores, [tail, 100 - tail])
    return Interval(float(low), float(high))


def randomisation(a: Any, b: Any, value: Value, *, trials: int = 1000, seed: int = SEED) -> float:
    """Two-sided p of the difference between two systems on the same items.

    Each trial swaps the two systems' rows of every item with probability one half. The smallest
    p that ``trials`` can give is ``1 / (trials + 1)``.
    """
    import numpy as np

    _check_pair(a, b)
    observed = abs(value(a.sum(axis=0)) - value(b.sum(axis=0)))
    swap = np.random.default_rng(seed).integers(0, 2, size=(trials, len(a)))
    moved = swap @ (b - a)
    first, second = a.sum(axis=0) + moved, b.sum(axis=0) - moved
    as_far = sum(
        abs(value(x) - value(y)) >= observed - 1e-9 for x, y in zip(first, second, strict=True)
    )
    return (as_far + 1) / (trials + 1)


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p values, in the order given."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = highest
    return adjusted


def _check_pair(a: Any, b: Any) -> None:
    if a.shape != b.shape:
        raise ValueError(f"two systems must be scored on the same items: {a.shape} and {b.shape}")
