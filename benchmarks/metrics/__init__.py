"""Measures by name, and the same measures as local ``evaluate`` modules.

``measure("chrf")`` gives the thing that the runner resamples; ``load("translation")`` the
``evaluate.Metric`` around it, loaded by path: no hub, no network.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.metrics.base import Measure
from translate.errors import MissingExtraError, UsageError

_FAMILIES = {
    "overlap": ("rouge1", "rouge2", "rougeL", "rougeLsum"),
    "translation": ("bleu", "chrf", "chrf++", "ter"),
    "facts": ("names", "numbers", "names_kept", "numbers_kept"),
    "abstraction": ("coverage", "density", "compression", "redundancy"),
    "fidelity": ("flags", "flags_high"),
}
_LEARNED = ("bertscore", "comet")
MEASURES: tuple[str, ...] = tuple(name for names in _FAMILIES.values() for name in names)
MODULES: tuple[str, ...] = ("rouge", "translation", "facts", "abstraction", "fidelity", "learned")


def measure(name: str, language: str = "en") -> Measure:
    """The measure of that name for outputs in ``language``; ``bertscore:PATH`` and ``comet:PATH``
    take a local checkpoint. Raises ``UsageError`` for an unknown name."""
    family = next((family for family, names in _FAMILIES.items() if name in names), None)
    if family is not None:
        found: Measure = import_module(f"benchmarks.metrics.{family}").by_name(name, language)
        return found
    kind, _, path = name.partition(":")
    if kind in _LEARNED and path:
        from benchmarks.metrics.learned import by_path

        return by_path(kind, path)
    raise UsageError(
        f"unknown measure {name!r}; choose {', '.join(MEASURES)}, bertscore:PATH or comet:PATH"
    )


def load(module: str, **options: Any) -> Any:
    """The ``evaluate`` module of that name (one of ``MODULES``)."""
    if module not in MODULES:
        raise UsageError(f"unknown metric module {module!r}; choose {', '.join(MODULES)}")
    try:
        import evaluate
    except ImportError as error:
        raise MissingExtraError("metric modules", "bench") from error
    path = Path(__file__).parent / "modules" / f"{module}.py"
    return evaluate.load(str(path), **options)
