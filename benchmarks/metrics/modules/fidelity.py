"""Share of translations that the checks doubt; references are the sources."""

import benchmarks.metrics.modules.adapter as adapter


class Fidelity(adapter.LocalMetric):
    """Loaded by path with ``benchmarks.metrics.load("fidelity")``."""

    CARD = adapter.Card(
        description="Share of translations that the checks doubt; references are the sources.",
        citation="",
        measures=("flags", "flags_high"),
    )
