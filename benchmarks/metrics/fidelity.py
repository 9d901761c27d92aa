"""How often the project's own checks doubt an output (``translate.fidelity``).

A rate, not a truth: read it beside the rate that the same checks give to a human reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from benchmarks.metrics.base import Measure, mean

TYPES = ("flags", "flags_high")


def _rows(high_only: bool, outputs: Sequence[str], sources: Sequence[str]) -> list[list[float]]:
    from translate.fidelity import check

    return [
        [
            float(any(f.severity == "high" or not high_only for f in check(source, output))),
            1.0,
        ]
        for output, source in zip(outputs, sources, strict=True)
    ]


def by_name(name: str, language: str) -> Any:
    """Share of items with any flag (``flags``) or one of high severity (``flags_high``)."""
    from translate.version import __version__

    return Measure(
        name,
        f"{name}|khulasa:{__version__}|share-of-items",
        partial(_rows, name == "flags_high"),
        mean,
        against="source",
        higher_is_better=False,
    )
