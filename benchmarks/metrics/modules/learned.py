"""BERTScore and COMET from checkpoints on disk."""

import benchmarks.metrics.modules.adapter as adapter


class Learned(adapter.LocalMetric):
    """Loaded by path with ``benchmarks.metrics.load("learned")``."""

    CARD = adapter.Card(
        description="BERTScore or COMET: pass measures=['bertscore:PATH'] or ['comet:PATH'].",
        citation="Zhang et al. 2020, BERTScore; Rei et al. 2020, COMET",
        measures=(),
    )
