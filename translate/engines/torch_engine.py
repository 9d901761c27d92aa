"""Any seq2seq checkpoint through ``transformers`` and torch: the engine that runs everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from translate.engines.base import GREEDY, DecodeOptions, Hypothesis, refuse_too_long
from translate.engines.batching import batches
from translate.engines.checkpoint import Checkpoint, quiet_transformers


class TransformersEngine:
    """``AutoModelForSeq2SeqLM.generate``: float32 on CPU, bfloat16 or float16 on an accelerator."""

    def __init__(self, checkpoint: Checkpoint, *, device: str = "auto") -> None:
        """``device`` is ``auto``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``."""
        import torch
        import transformers

        self._checkpoint = checkpoint
        self._device, dtype = _device(device)
        with quiet_transformers():
            model = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                checkpoint.location, dtype=dtype, local_files_only=checkpoint.local_only
            )
        self._model: Any = model.to(self._device).eval()
        # BART and mBART would write an end where the limit cuts, and so hide the cut.
        self._model.generation_config.forced_eos_token_id = None
        self.name = checkpoint.name
        self.max_source_tokens = checkpoint.max_source_tokens
        self.signature = (
            f"model:{checkpoint.name}|rev:{checkpoint.revision}|engine:transformers"
            f"-{transformers.__version__}|torch:{torch.__version__}"
            f"|compute:{str(dtype).removeprefix('torch.')}"
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(ids) for ids in self._checkpoint.encode(texts)]

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        sources = self._checkpoint.encode(texts)
        lengths = [len(ids) for ids in sources]
        refuse_too_long(lengths, self.max_source_tokens)
        found: dict[int, Hypothesis] = {}
        for batch in batches(lengths, options.batch_budget):
            hypotheses = self._generate_batch([sources[index] for index in batch], options)
            found.update(zip(batch, hypotheses, strict=True))
        return [found[index] for index in range(len(sources))]

    def _generate_batch(self, sources: list[list[int]], options: DecodeOptions) -> list[Hypothesis]:
        import torch
        from transformers import LogitsProcessorList

        checkpoint = self._checkpoint
        padded = checkpoint.tokenizer.pad({"input_ids": sources}, return_tensors="pt").to(
            self._device
        )
        most = checkpoint.max_target_tokens
        limits = [min(most, options.length_limit(len(source))) for source in sources]
        forced = {}
        prefix = 0 if checkpoint.first_token is None else 1
        if prefix:
            forced["forced_bos_token_id"] = checkpoint.first_token
        if checkpoint.start_token is not None:
            forced["decoder_start_token_id"] = checkpoint.start_token
        scores = _GreedyScores()
        # Quiet: summarisers' own limits are set aside for ours, which transformers remarks upon.
        with torch.inference_mode(), quiet_transformers():
            output = self._model.generate(
                input_ids=padded["input_ids"],
                attention_mask=padded["attention_mask"],
                num_beams=options.beams,
                do_sample=False,
                max_new_tokens=prefix + max(limits),
                min_new_tokens=prefix + 1,  # as CTranslate2: an answer of no words is none
                no_repeat_ngram_size=options.no_repeat_ngram,
                repetition_penalty=options.repetition_penalty,
                length_penalty=options.length_penalty,
                return_dict_in_generate=True,
                output_scores=options.beams > 1,
                logits_processor=LogitsProcessorList([scores] if options.beams == 1 else []),
                **forced,
            )
        found = []
        for row, limit in enumerate(limits):
            tokens, finished = self._cut(output.sequences[row, 1 + prefix :].tolist(), limit)
            if options.beams > 1:
                # The forced prefix counts among the tokens of the mean.
                score = float(output.sequences_scores[row])
                score *= (prefix + len(tokens)) / max(1, len(tokens))
            else:
                score = scores.mean(row, prefix, prefix + len(tokens))
            text = checkpoint.decode(tokens)
            found.append(Hypothesis(text=text, score=score, tokens=len(tokens), finished=finished))
        return found

    def _cut(self, tokens: list[int], limit: int) -> tuple[list[int], bool]:
        """Tokens up to and with the end token, and whether it came within the limit."""
        eos = self._model.generation_config.eos_token_id
        ends = set(eos if isinstance(eos, list) else [eos])
        for place, token in enumerate(tokens[:limit]):
            if token in ends:
                return tokens[: place + 1], True
        return tokens[:limit], False


class _GreedyScores:
    """A logits processor that changes nothing and keeps the log-probability of the greedy choice:
    one number a row and step, where ``output_scores`` would keep the whole vocabulary."""

    def __init__(self) -> None:
        self._steps: list[Any] = []

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        self._steps.append((scores.max(dim=-1).values - scores.logsumexp(dim=-1)).float().cpu())
        return scores

    def mean(self, row: int, start: int, end: int) -> float:
        steps = [float(step[row]) for step in self._steps[start:end]]
        return sum(steps) / max(1, len(steps))


def _device(asked: str) -> tuple[str, Any]:
    import torch

    if asked == "auto":
        if torch.cuda.is_available():
            asked = "cuda"
        elif torch.backends.mps.is_available():
            asked = "mps"
        else:
            asked = "cpu"
    if asked.startswith("cuda"):
        return asked, torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return asked, torch.float16 if asked == "mps" else torch.float32
