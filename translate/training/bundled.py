"""The bundled base as something to train: tokens in, losses out, a PEFT adapter at the end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.bundled import base as gemma_base
from translate.prompts import FILLER, MULTIPLE, SETTINGS, TASKS, filler
from translate.training.examples import Example
from translate.training.mixture import Encoded

if TYPE_CHECKING:
    from torch import Tensor

    from translate.bundled.base import Base
    from translate.training.validate import Scores

_LATIN_PIECE = re.compile(r"▁?[A-Za-zÀ-ɏ]+|▁?[!-~]+|<0x[0-9A-F]{2}>|[▁\n]|[ -~À-ɏ’‘“”–—…€£°]")
_FREQUENT = 90_000
"""Ids are merge ranks: pieces beyond this one are rare in English unless the data shows them."""


class Tokens:
    """Text to ids, by the prompt format of ``translate.prompts``."""

    def __init__(self, base: Base) -> None:
        from sentencepiece import SentencePieceProcessor

        self.pieces = base.pieces
        self._processor = SentencePieceProcessor(model_proto=base.sentencepiece_model())
        self.bos = base.pieces.index(gemma_base.BOS)
        self.eos = base.pieces.index(gemma_base.EOS)
        self._prompts = {task: self._processor.encode(text) for task, text in TASKS.items()}
        (self._filler,) = self._processor.encode(FILLER)

    def target(self, text: str) -> list[int]:
        ids: list[int] = self._processor.encode(" " + text)
        return [*ids, self.eos]

    def encode(self, example: Example, longest: int = 1024) -> Encoded | None:
        text = [self.bos, *self._processor.encode(example.source)]
        prompt = self._prompts[example.task]
        # Every prompt is a multiple of 16 tokens, in training as in decoding: see prompts.py.
        source = [*text, *[self._filler] * filler(len(text) + len(prompt)), *prompt]
        encoded = Encoded(source, self.target(example.target))
        return encoded if len(encoded) <= longest else None

    def writable(self, texts: Iterable[str]) -> list[int]:
        """Ids for the output layer: frequent Latin-script pieces, every byte and single Latin
        character (so that anything can still be spelt), and whatever ``texts`` use.
        """
        kept = {
            index
            for index, piece in enumerate(self.pieces)
            if _LATIN_PIECE.fullmatch(piece) and (index < _FREQUENT or len(piece) == 1)
        }
        for text in texts:
            kept.update(self._processor.encode(" " + text))
        return sorted(kept | {self.eos})


def tensors(batch: Sequence[Encoded]) -> tuple[Tensor, Tensor]:
    """(ids, next-token targets), padded on the right with 0 and -1: (batch, length - 1) each."""
    import torch

    length = max(len(item) for item in batch) - 1
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    targets = torch.full((len(batch), length), -1)
    for row, item in enumerate(batch):
        whole = item.source + item.target
        ids[row, : len(whole) - 1] = torch.tensor(whole[:-1])
        targets[row, len(item.source) - 1 : len(whole) - 1] = torch.tensor(item.target)
    return ids, targets


def export(
    weights: dict[str, Tensor],
    kept: list[int],
    rank: int,
    alpha: float,
    folder: Path,
    tasks: Sequence[str] = ("translate",),
) -> None:
    """Write a PEFT LoRA adapter (fp16) for ``google/gemma-3-270m``.

    ``weights`` are named as in ``gemma.Gemma``: ``layers.0.self_attn_q_proj.lora_A``.
    """
    import torch
    from safetensors.torch import save_file

    from translate.bundled.lora import CONFIG, VOCABULARY, WEIGHTS
    from translate.training.gemma import MODULES

    renamed = {
        _peft_name(name): value.detach().to("cpu", torch.float16).contiguous()
        for name, value in weights.items()
    }
    config: dict[str, Any] = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": "google/gemma-3-270m",
        "r": rank,
        "lora_alpha": alpha,
        "lora_dropout": 0.0,
        "bias": "none",
        "fan_in_fan_out": False,
        "inference_mode": True,
        "init_lora_weights": True,
        "use_rslora": False,
        "target_modules": sorted(name.split(".")[1] for name in MODULES),
    }
    folder.mkdir(parents=True, exist_ok=True)
    save_file(renamed, folder / WEIGHTS, metadata={"format": "pt"})
    (folder / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    settings = {"multiple": MULTIPLE, "tasks": sorted(tasks)}
    (folder / SETTINGS).write_text(json.dumps(settings) + "\n", encoding="utf-8")
    (folder / VOCABULARY).write_text(json.dumps(kept) + "\n", encoding="utf-8")


def restore(model: Any, folder: Path) -> None:
    """Start from an adapter that ``export`` wrote: fills the LoRA matrices of ``gemma.Gemma``."""
    import torch
    from safetensors.torch import load_file

    from translate.bundled.lora import WEIGHTS

    stored = load_file(folder / WEIGHTS)
    with torch.no_grad():
        for name, value in model.named_parameters():
            value.copy_(stored[_peft_name(name)])


def _peft_name(name: str) -> str:
    from translate.training.gemma import MODULES

    _, layer, module, matrix = name.split(".")
    original = next(known for known in MODULES if known.replace(".", "_") == module)
    return f"base_model.model.model.layers.{layer}.{original}.{matrix}.weight"


class Bundled:
    """A ``loop.Trainable`` over ``gemma.Gemma``; safe to call from several threads at once."""

    def __init__(
        self, model: Any, tokens: Tokens, kept: Sequence[int], rank: int, alpha: float, device: str
    ) -> None:
        self.model = model.to(device)
        self._tokens, self._kept, self._device = tokens, frozenset(kept), device
        self._rank, self._alpha = rank, alpha

    def encode(self, example: Example) -> Encoded | None:
        encoded = self._tokens.encode(example)
        return encoded if encoded and self._kept.issuperset(encoded.target) else None

    def parameters(self) -> dict[str, Any]:
        return {name: value for name, value in self.model.named_parameters() if value.requires_grad}

    def loss(self, batch: Sequence[Encoded], smoothing: float) -> tuple[Tensor, float, int]:
        ids, targets = (tensor.to(self._device) for tensor in tensors(batch))
        mean, plain = self.model.losses(ids, targets, smoothing)
        count = int((targets >= 0).sum())
        return mean * count, float(plain.detach()), count

    def save(self, folder: Path, tasks: Sequence[str]) -> None:
        """Export the weights as they stand now."""
        export(self.parameters(), sorted(self._kept), self._rank, self._alpha, folder, tasks)

    def score(self, folder: Path, pairs: Sequence[Example]) -> Scores:
        from translate.training.validate import score_adapter

        return score_adapter(folder, pairs)


def build(
    texts: Iterable[str],
    *,
    adapter: Path | None,
    rank: int,
    seed: int,
    device: str = "cpu",
    compiled: bool = True,
) -> Bundled:
    """The bundled base ready to train, its output layer covering what ``texts`` use.

    ``adapter`` is where to start from, its rank included; ``None`` starts from the base alone.
    ``compiled`` needs a C++ compiler, and is faster on CPU.
    """
    import tempfile

    import torch

    from translate.bundled.base import Base
    from translate.bundled.lora import CONFIG, Adapter
    from translate.training import gemma

    known: list[int] = []
    alpha = 2.0 * rank
    if adapter is not None:
        config = json.loads((adapter / CONFIG).read_text(encoding="utf-8"))
        rank, alpha = int(config["r"]), float(config["lora_alpha"])
        known = Adapter(adapter).vocabulary() or []
    with tempfile.TemporaryDirectory() as folder:
        base = Base(Path(folder))
        tokens = Tokens(base)
        kept = sorted({*known, *tokens.writable(texts)})
        torch.manual_seed(seed)
        model = gemma.Gemma(gemma.load(base), kept, rank, alpha, gemma.Shape())
    if adapter is not None:
        restore(model, adapter)
    if compiled:
        fuse(model)
    return Bundled(model, tokens, kept, rank, alpha, device)


def fuse(model: Any) -> None:
    """Compile what stands between the matrix products. Here and not at the first step, because
    workers would meet in the compiler. Six variants: local or global layer, first layer or later,
    one row or several. They hold for the number of threads set now; under another number all would
    be made again, which passes the compiler's limit of eight, and the rest would quietly be slow.
    """
    import torch

    for layer in model.layers:
        layer.compile(dynamic=True)
    wanted = int((model.position >= 0).nonzero()[0])
    for rows, length in ((5, 90), (1, 70)):
        ids = torch.zeros(rows, length, dtype=torch.long)
        loss, _ = model.losses(ids, torch.full_like(ids, wanted), 0.0)
        torch.autograd.grad(loss, [value for value in model.parameters() if value.requires_grad])
