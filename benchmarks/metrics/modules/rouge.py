"""ROUGE F1 in any script, Arabic folded and stemmed."""

import benchmarks.metrics.modules.adapter as adapter


class Rouge(adapter.LocalMetric):
    """Loaded by path with ``benchmarks.metrics.load("rouge")``."""

    CARD = adapter.Card(
        description="ROUGE F1 in any script, Arabic folded and stemmed.",
        citation="Lin 2004, ROUGE: A Package for Automatic Evaluation of Summaries",
        measures=("rouge1", "rouge2", "rougeL", "rougeLsum"),
    )
