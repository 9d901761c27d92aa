"""BERTScore from a local checkpoint: pass measures=['bertscore:PATH']."""

import benchmarks.metrics.modules.adapter as adapter


class Learned(adapter.LocalMetric):
    """Loaded by path with ``benchmarks.metrics.load("learned")``."""

    CARD = adapter.Card(
        description="BERTScore from a local checkpoint: pass measures=['bertscore:PATH'].",
        citation="Zhang et al. 2020, BERTScore; Rei et al. 2020, COMET",
        measures=(),
    )
