"""BLEU and chrF of held-out pairs, decoded greedily by the model alone, each by its task."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.engines.base import Engine, Hypothesis
from translate.training.examples import Example


@dataclass(frozen=True)
class Scores:
    """sacreBLEU's default BLEU and chrF2, and the share of outputs cut at the length limit."""

    bleu: float
    chrf: float
    unfinished: float

    def __str__(self) -> str:
        return f"BLEU {self.bleu:.1f}, chrF {self.chrf:.1f}, unfinished {self.unfinished:.1%}"


def score(
    generate: Callable[[str, list[str]], Sequence[Hypothesis]], pairs: Sequence[Example]
) -> Scores:
    """What ``generate(task, sources)`` writes for ``pairs`` against their targets, all tasks
    together."""
    import sacrebleu

    tasks = sorted({pair.task for pair in pairs})
    ordered = [pair for task in tasks for pair in pairs if pair.task == task]
    found = [
        one
        for task in tasks
        for one in generate(task, [pair.source for pair in ordered if pair.task == task])
    ]
    outputs, references = [item.text for item in found], [pair.target for pair in ordered]
    return Scores(
        sacrebleu.corpus_bleu(outputs, [references]).score,
        sacrebleu.corpus_chrf(outputs, [references]).score,
        sum(not item.finished for item in found) / max(len(found), 1),
    )


def score_adapter(adapter: Path, pairs: Sequence[Example]) -> Scores:
    """Greedy ``score`` of the bundled base with that adapter; the merged model is not kept."""
    from translate.bundled import store
    from translate.engines.bundled import BundledEngine

    try:
        return score(lambda task, texts: fitting(BundledEngine(adapter, task=task), texts), pairs)
    finally:
        shutil.rmtree(store.folder_of(adapter), ignore_errors=True)


def fitting(engine: Engine, texts: Sequence[str]) -> list[Hypothesis]:
    """What ``engine`` writes; for a text that is too long for it nothing, unfinished."""
    sizes = engine.count_tokens(texts)
    short = [at for at, size in enumerate(sizes) if size <= engine.max_source_tokens]
    found = dict(zip(short, engine.generate([texts[at] for at in short]), strict=True))
    return [found.get(at, Hypothesis("", 0.0, 0, finished=False)) for at in range(len(texts))]
