"""Coverage, density, compression, redundancy; references are the articles."""

import benchmarks.metrics.modules.adapter as adapter


class Abstraction(adapter.LocalMetric):
    """Loaded by path with ``benchmarks.metrics.load("abstraction")``."""

    CARD = adapter.Card(
        description="Coverage, density, compression, redundancy; references are the articles.",
        citation="Grusky, Naaman and Artzi 2018, Newsroom",
        measures=("coverage", "density", "compression", "redundancy"),
    )
