"""BERTScore and COMET, where the user names a checkpoint on disk: ``bertscore:PATH``,
``comet:PATH``. Nothing is downloaded.

BERTScore (Zhang et al. 2020) is computed here as greedy cosine matching of the last hidden states,
without idf weights or baseline rescaling, so that any encoder checkpoint will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.metrics.base import Measure, mean
from translate.errors import MissingExtraError, UsageError

TYPES = ("bertscore", "comet")


def by_path(name: str, path: str) -> Measure:
    """Raises ``UsageError`` where there is nothing at ``path``."""
    if not Path(path).exists():
        raise UsageError(f"{name}: no checkpoint at {path}")
    return _bertscore(path) if name == "bertscore" else _comet(path)


def _bertscore(path: str) -> Measure:
    def statistics(outputs: Sequence[str], references: Sequence[str]) -> list[list[float]]:
        embed = _encoder(path)
        return [
            [_greedy_f1(embed(output), embed(reference)), 1.0]
            for output, reference in zip(outputs, references, strict=True)
        ]

    return Measure("bertscore", f"bertscore|{Path(path).name}|last-layer|no-idf", statistics, mean)


def _encoder(path: str) -> Any:
    try:
        import torch
        from transformers import AutoModel, AutoTokenizer
    except ImportError as error:
        raise MissingExtraError("BERTScore", "hub") from error
    tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
    model = AutoModel.from_pretrained(path, local_files_only=True).eval()
    limit = int(model.config.max_position_embeddings)

    def embed(text: str) -> Any:
        batch = tokenizer(text, return_tensors="pt")
        if batch["input_ids"].shape[1] > limit:
            raise UsageError(f"bertscore: a text is longer than the {limit} tokens {path} reads")
        with torch.inference_mode():
            states = model(**batch).last_hidden_state[0]
        return torch.nn.functional.normalize(states, dim=-1).numpy()

    return embed


def _greedy_f1(output: Any, reference: Any) -> float:
    similarity = output @ reference.T
    precision, recall = similarity.max(axis=1).mean(), similarity.max(axis=0).mean()
    return float(2 * precision * recall / (precision + recall))


def _comet(path: str) -> Measure:
    """Outputs are compared with ``(source, reference)`` pairs."""

    def statistics(outputs: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[list[float]]:
        try:
            from comet import load_from_checkpoint
        except ImportError as error:
            raise UsageError("COMET needs the package unbabel-comet: pip install it") from error
        model = load_from_checkpoint(path, local_files_only=True)
        data = [
            {"src": source, "mt": output, "ref": reference}
            for output, (source, reference) in zip(outputs, pairs, strict=True)
        ]
        return [[score, 1.0] for score in model.predict(data, gpus=0, num_workers=1).scores]

    return Measure("comet", f"comet|{Path(path).name}", statistics, mean, against="pair")
