"""Any seq2seq checkpoint (Marian, NLLB, mT5, BART...) as something to train, whole or by LoRA."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.errors import MissingExtraError
from translate.prompts import TASKS
from translate.training.examples import Example
from translate.training.mixture import Encoded

if TYPE_CHECKING:
    from torch import Tensor

    from translate.training.validate import Scores


class Seq2Seq:
    """A ``loop.Trainable`` over ``AutoModelForSeq2SeqLM``.

    ``rank`` 0 trains every weight, anything else LoRA on all linear layers (needs peft). Other
    tasks than translation are told apart by the prompts of ``translate.prompts`` at the end of the
    source. Errors as in ``engines.checkpoint.load``.
    """

    def __init__(self, name: str, *, rank: int, seed: int, device: str = "cpu") -> None:
        import torch
        from transformers import AutoModelForSeq2SeqLM

        from translate.engines.checkpoint import load, quiet_transformers

        self._checkpoint = load(name, "translate")
        self._device, self._rank = device, rank
        torch.manual_seed(seed)
        with quiet_transformers():
            model = AutoModelForSeq2SeqLM.from_pretrained(
                self._checkpoint.location, local_files_only=self._checkpoint.local_only
            )
        for module in model.modules():
            # Marian's table of sines is a parameter by name only; weight decay would wear it away.
            if "Sinusoidal" in type(module).__name__:
                module.requires_grad_(False)
        if rank:
            try:
                from peft import LoraConfig, TaskType, get_peft_model
            except ImportError as error:
                raise MissingExtraError("LoRA on a seq2seq checkpoint", "train") from error
            config = LoraConfig(
                task_type=TaskType.SEQ_2_SEQ_LM,
                r=rank,
                lora_alpha=2 * rank,
                target_modules="all-linear",
            )
            model = get_peft_model(model, config)
        self.model: Any = model.to(device).train()
        self._padding = int(self._checkpoint.tokenizer.pad_token_id)

    def encode(self, example: Example) -> Encoded | None:
        checkpoint, tokenizer = self._checkpoint, self._checkpoint.tokenizer
        text = _prompted(example.source, example.task)
        source = tokenizer(checkpoint.source_prefix + text)["input_ids"]
        target = tokenizer(text_target=example.target, add_special_tokens=False)["input_ids"]
        first = [] if checkpoint.first_token is None else [checkpoint.first_token]
        encoded = Encoded(source, [*first, *target, tokenizer.eos_token_id])
        return encoded if len(source) <= checkpoint.max_source_tokens else None

    def parameters(self) -> dict[str, Any]:
        return {name: value for name, value in self.model.named_parameters() if value.requires_grad}

    def loss(self, batch: Sequence[Encoded], smoothing: float) -> tuple[Tensor, float, int]:
        import torch
        from torch.nn import functional

        ids = self._padded([item.source for item in batch], self._padding)
        labels = self._padded([item.target for item in batch], -100)
        logits = self.model(
            input_ids=ids,
            # Not by comparing with the padding id: some families use that token for real.
            attention_mask=self._padded([[1] * len(item.source) for item in batch], 0),
            labels=labels,
        ).logits.flatten(0, 1)
        wanted = labels.flatten()
        loss = functional.cross_entropy(
            logits, wanted, ignore_index=-100, reduction="sum", label_smoothing=smoothing
        )
        with torch.no_grad():
            plain = functional.cross_entropy(logits, wanted, ignore_index=-100, reduction="sum")
        return loss, float(plain), int((wanted != -100).sum())

    def save(self, folder: Path, tasks: Sequence[str]) -> None:
        """A whole checkpoint, LoRA merged in, that ``khulasa --model FOLDER`` takes."""
        import copy

        model = copy.deepcopy(self.model).merge_and_unload() if self._rank else self.model
        model.save_pretrained(folder)
        self._checkpoint.tokenizer.save_pretrained(folder)

    def score(self, folder: Path, pairs: Sequence[Example]) -> Scores:
        from translate.engines.checkpoint import load
        from translate.engines.torch_engine import TransformersEngine
        from translate.training.validate import fitting, score

        engine = TransformersEngine(load(str(folder), "translate"))
        return score(
            lambda task, texts: fitting(engine, [_prompted(text, task) for text in texts]), pairs
        )

    def _padded(self, rows: Sequence[list[int]], value: int) -> Tensor:
        import torch

        length = max(map(len, rows))
        return torch.tensor(
            [row + [value] * (length - len(row)) for row in rows], device=self._device
        )


def _prompted(text: str, task: str) -> str:
    return text if task == "translate" else text + TASKS[task]
