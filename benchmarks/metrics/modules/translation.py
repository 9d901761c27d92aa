"""BLEU, chrF, chrF++ and TER through sacrebleu."""

import benchmarks.metrics.modules.adapter as adapter


class Translation(adapter.LocalMetric):
    """Loaded by path with ``benchmarks.metrics.load("translation")``."""

    CARD = adapter.Card(
        description="BLEU, chrF, chrF++ and TER through sacrebleu.",
        citation="Post 2018, A Call for Clarity in Reporting BLEU Scores",
        measures=("bleu", "chrf", "chrf++", "ter"),
    )
