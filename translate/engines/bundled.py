"""The bundled model, or the bundled base with an adapter of the user's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from translate.bundled import store
from translate.bundled.base import BOS, EOS
from translate.bundled.lora import settings
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis, refuse_too_long
from translate.engines.batching import batches
from translate.engines.hardware import resolve_device, workers_and_threads
from translate.errors import ModelUnavailableError
from translate.prompts import FILLER, TASKS, filler

ALIAS = "bundled"
# Nearly all that is trained on is shorter: sentences, and articles to sum up. Longer ones are cut
# at clauses, or summarised in parts, before they come here.
_MAX_SOURCE_TOKENS = {"translate": 384, "summary": 960, "summary-3": 960, "title": 960}
# Output tokens for one of source, over a start of 16. Of FLORES dev, TICO-19 and 3,000 UN segments
# one reference is longer; what goes on is a loop, and a loop is paid for by the token.
_LONGEST = 1.25


class BundledEngine:
    """Decoder-only translation through CTranslate2. Safe to call from several threads."""

    def __init__(
        self,
        adapter: Path = store.DEFAULT_ADAPTER,
        *,
        task: str = "translate",
        device: str = "auto",
        quantization: str = "int8",
        progress: Callable[[float], None] = lambda _: None,
    ) -> None:
        """``task`` is one of the adapter's tasks; ``device`` is ``cpu``, ``cuda:N`` or ``auto``;
        ``progress`` hears the share of a first build. Errors as in ``store.ensure``, and
        ``ModelUnavailableError`` for a task that the adapter does not have."""
        import ctranslate2
        import sentencepiece

        trained = settings(adapter)
        if task not in trained.tasks:
            raise ModelUnavailableError(f"{adapter}: this adapter was not trained to {task}")
        device, index = resolve_device(device)
        folder = store.ensure(adapter, quantization, progress)
        self.max_source_tokens = _MAX_SOURCE_TOKENS[task]
        self.name = ALIAS if adapter == store.DEFAULT_ADAPTER else str(adapter)
        self._workers, threads = workers_and_threads()
        compute = "int8_float32" if quantization == "int8" else "float32"
        self._generator = ctranslate2.Generator(
            str(folder),
            device=device,
            device_index=index,
            compute_type=compute if device == "cpu" else "default",
            inter_threads=self._workers,
            intra_threads=threads,
        )
        self._tokenizer = sentencepiece.SentencePieceProcessor(str(folder / store.TOKENIZER))
        self._multiple = trained.multiple
        self._suffix: list[str] = self._tokenizer.encode(TASKS[task], out_type=str)
        self.signature = (
            f"model:{self.name}|rev:{store.revision(adapter, quantization)}|engine:ctranslate2"
            f"-{ctranslate2.__version__}|compute:{self._generator.compute_type}|task:{task}"
        )

    def prompts(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces that the model reads for each text."""
        pieces: list[list[str]] = self._tokenizer.encode(list(texts), out_type=str)
        return [self._prompt(source) for source in pieces]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(ids) for ids in self._tokenizer.encode(list(texts))]

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        return [found[0] for found in self.candidates(texts, options, 1)]

    def candidates(
        self, texts: Sequence[str], options: DecodeOptions, count: int
    ) -> list[list[Hypothesis]]:
        pieces: list[list[str]] = self._tokenizer.encode(list(texts), out_type=str)
        lengths = [len(source) for source in pieces]
        refuse_too_long(lengths, self.max_source_tokens)
        ratio = min(options.max_length_ratio, _LONGEST)
        options = replace(options, max_length_ratio=ratio)
        limits = [options.length_limit(length) for length in lengths]
        prompts = [self._prompt(source) for source in pieces]
        pending: list[tuple[int, Any]] = []
        for batch in batches(
            [len(prompt) for prompt in prompts],
            options.batch_budget,
            self._workers,
            equal=self._multiple > 1,
        ):
            results = self._generator.generate_batch(
                [prompts[index] for index in batch],
                max_length=max(limits[index] for index in batch),
                beam_size=options.beams,
                num_hypotheses=count,
                length_penalty=options.length_penalty,
                repetition_penalty=options.repetition_penalty,
                no_repeat_ngram_size=options.no_repeat_ngram,
                include_prompt_in_result=False,
                return_end_token=True,
                return_scores=True,
                asynchronous=True,
            )
            pending.extend(zip(batch, results, strict=True))
        found = {
            index: self._hypotheses(result.result(), limits[index]) for index, result in pending
        }
        return [found[index] for index in range(len(pieces))]

    def _prompt(self, source: list[str]) -> list[str]:
        missing = filler(1 + len(source) + len(self._suffix), self._multiple)
        return [BOS, *source, *[FILLER] * missing, *self._suffix]

    def _hypotheses(self, result: Any, limit: int) -> list[Hypothesis]:
        """The limit is applied to each text by itself: what shared its batch must not matter."""
        found = []
        for tokens, score in zip(result.sequences, result.scores, strict=True):
            finished = bool(tokens) and tokens[-1] == EOS and len(tokens) <= limit
            words = tokens[:-1] if finished else tokens[:limit]
            text = self._tokenizer.decode(words).strip()
            found.append(Hypothesis(text, float(score), len(words), finished))
        return found
