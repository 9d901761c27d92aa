"""Sentence vectors from any transformers encoder."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from translate.errors import MissingExtraError, ModelUnavailableError

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)
_BATCH = 32


class Encoder:
    """Texts in, one vector a text out, shape ``(texts, hidden size)``, float64.

    ``checkpoint`` is a local path or a hub id; of an encoder-decoder the encoder is used. Token
    vectors are averaged, or the first is taken where the checkpoint's sentence-transformers
    configuration says so. Raises ``MissingExtraError`` without transformers and torch,
    ``ModelUnavailableError`` where the checkpoint cannot be loaded.
    """

    def __init__(self, checkpoint: str) -> None:
        try:
            import torch  # noqa: F401
            from transformers import AutoModel, AutoTokenizer
        except ImportError as error:
            raise MissingExtraError("an embedding checkpoint", "hub") from error
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(checkpoint)
            model = AutoModel.from_pretrained(checkpoint).eval()
        except (OSError, ValueError) as error:
            raise ModelUnavailableError(
                f"cannot load the encoder {checkpoint!r}: give a local folder with its weights"
                f" and tokenizer, or run 'hf download {checkpoint}' where there is a network"
            ) from error
        self._model = model.get_encoder() if model.config.is_encoder_decoder else model
        self._first = _takes_first_token(checkpoint)

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float64]:
        import numpy as np
        import torch

        # By length, so that a batch holds little padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found: dict[int, NDArray[np.float64]] = {}
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            batch = self._tokenize([texts[i] for i in places])
            with torch.inference_mode():
                hidden = self._model(**batch).last_hidden_state.double()
            mask = batch["attention_mask"].unsqueeze(-1).double()
            mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1)
            pooled = hidden[:, 0] if self._first else mean
            found.update(zip(places, pooled.numpy(), strict=True))
        return np.stack([found[i] for i in range(len(texts))])

    def _tokenize(self, texts: list[str]) -> dict[str, torch.Tensor]:
        batch = self._tokenizer(texts, padding=True, truncation=True, return_tensors="pt")
        full = self._tokenizer.model_max_length
        cut = int((batch["attention_mask"].sum(1) >= full).sum())
        if cut:
            _log.warning("%d sentences are compared by their first %d tokens only", cut, full)
        return {name: batch[name] for name in ("input_ids", "attention_mask")}


def _takes_first_token(checkpoint: str) -> bool:
    from transformers.utils import cached_file

    found = cached_file(
        checkpoint,
        "1_Pooling/config.json",
        _raise_exceptions_for_missing_entries=False,
        _raise_exceptions_for_connection_errors=False,
    )
    if found is None:
        return False
    pooling = json.loads(Path(found).read_text(encoding="utf-8"))
    return bool(pooling.get("pooling_mode_cls_token"))
