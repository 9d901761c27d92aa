"""F1 of the names and numbers of English outputs against a reference text."""

import benchmarks.metrics.modules.adapter as adapter


class Facts(adapter.LocalMetric):
    """Loaded by path with ``benchmarks.metrics.load("facts")``."""

    CARD = adapter.Card(
        description="F1 of the names and numbers of English outputs against a reference text.",
        citation="",
        measures=("names", "numbers"),
    )
