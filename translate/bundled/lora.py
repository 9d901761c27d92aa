"""Adapters in PEFT format, merged without PEFT or torch."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translate.errors import ModelUnavailableError
from translate.prompts import SETTINGS

if TYPE_CHECKING:
    import numpy as np

CONFIG, WEIGHTS, VOCABULARY = "adapter_config.json", "adapter_model.safetensors", "vocab_ids.json"


class Adapter:
    """A LoRA adapter folder (Hu et al. 2021; PEFT layout): weights, config, and optionally the
    ids that the output vocabulary is restricted to (``vocab_ids.json``, a list of ints).
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file

        if not (folder / CONFIG).is_file() or not (folder / WEIGHTS).is_file():
            raise ModelUnavailableError(f"{folder}: not an adapter ({CONFIG} and {WEIGHTS} needed)")
        self.folder = folder
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        if config.get("peft_type") != "LORA":
            raise ModelUnavailableError(f"{folder}: only LoRA adapters can be merged")
        rank = config["r"]
        divisor = math.sqrt(rank) if config.get("use_rslora") else rank
        self._scale = config["lora_alpha"] / divisor
        self._weights = load_file(folder / WEIGHTS)

    def delta(self, layer: int, module: str) -> np.ndarray | float:
        """What to add to a weight of shape (out, in); 0.0 where the adapter leaves it alone.

        ``module`` as transformers names it inside a layer, such as ``self_attn.q_proj``.
        """
        import numpy as np

        stem = f"base_model.model.model.layers.{layer}.{module}."
        down = self._weights.get(f"{stem}lora_A.weight")
        if down is None:
            return 0.0
        up = self._weights[f"{stem}lora_B.weight"]
        product: np.ndarray = self._scale * (up.astype(np.float32) @ down.astype(np.float32))
        return product

    def vocabulary(self) -> list[int] | None:
        """Token ids that may be written, or ``None`` for all."""
        path = self.folder / VOCABULARY
        if not path.is_file():
            return None
        return [int(token) for token in json.loads(path.read_text(encoding="utf-8"))]


@dataclass(frozen=True)
class Settings:
    """How an adapter wants to be asked: prompts filled to a ``multiple`` of tokens, and the
    ``tasks`` it was trained for (keys of ``translate.prompts.TASKS``)."""

    multiple: int = 1
    tasks: tuple[str, ...] = ("translate",)


def settings(folder: Path) -> Settings:
    """What the adapter's folder says, or the plain defaults where it says nothing."""
    path = folder / SETTINGS
    if not path.is_file():
        return Settings()
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Settings(int(stored["multiple"]), tuple(stored["tasks"]))


def adapter_sha256(folder: Path) -> str:
    """One digest over everything in the folder that changes what the model writes."""
    digest = hashlib.sha256()
    for name in (CONFIG, WEIGHTS, VOCABULARY, SETTINGS):
        path = folder / name
        if path.is_file():
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
