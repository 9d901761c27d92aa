"""BLEU and chrF of held-out pairs, decoded the way users decode."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.engines.base import Engine
from translate.training.examples import Example


@dataclass(frozen=True)
class Scores:
    """sacreBLEU's default BLEU and chrF2, and the share of outputs cut at the length limit."""

    bleu: float
    chrf: float
    unfinished: float

    def __str__(self) -> str:
        return f"BLEU {self.bleu:.1f}, chrF {self.chrf:.1f}, unfinished {self.unfinished:.1%}"


def score(engine: Engine, pairs: Sequence[Example]) -> Scores:
    """Greedy translations of the sources of ``pairs`` against their targets."""
    import sacrebleu

    found = engine.generate([pair.source for pair in pairs])
    outputs, references = [item.text for item in found], [pair.target for pair in pairs]
    return Scores(
        sacrebleu.corpus_bleu(outputs, [references]).score,
        sacrebleu.corpus_chrf(outputs, [references]).score,
        sum(not item.finished for item in found) / max(len(found), 1),
    )


def score_adapter(adapter: Path, pairs: Sequence[Example]) -> Scores:
    """``score`` of the bundled base with that adapter; the merged model is not kept."""
    from translate.bundled import store
    from translate.engines.bundled import BundledEngine

    try:
        return score(BundledEngine(adapter), pairs)
    finally:
        shutil.rmtree(store.folder_of(adapter), ignore_errors=True)
