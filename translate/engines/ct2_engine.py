"""The same checkpoints through CTranslate2: converted once into the cache, then several times
faster on a CPU."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from translate.cache import build_once, cache_folder
from translate.engines.base import GREEDY, DecodeOptions, Hypothesis, refuse_too_long
from translate.engines.batching import batches
from translate.engines.checkpoint import Checkpoint, quiet_transformers
from translate.engines.hardware import resolve_device, workers_and_threads
from translate.errors import ModelUnavailableError


class ConversionError(ModelUnavailableError):
    """The checkpoint cannot be converted; transformers may still run it."""


def supported(checkpoint: Checkpoint) -> bool:
    """Whether CTranslate2 has a converter for this architecture."""
    from ctranslate2.converters.transformers import _MODEL_LOADERS

    # A converted model has one start token; CrossSum wants one for each target language.
    known = type(checkpoint.config).__name__ in _MODEL_LOADERS
    return known and checkpoint.start_token is None


class CTranslate2Engine:
    """Encoder-decoder inference. Safe to call from several threads."""

    def __init__(
        self, checkpoint: Checkpoint, *, device: str = "auto", compute: str = "auto"
    ) -> None:
        """``compute`` is a CTranslate2 type: ``int8``, ``int8_float32``, ``float32``…; ``auto``
        stores int8 and computes in what the device does best."""
        import ctranslate2

        device, index = resolve_device(device)
        stored = "float32" if compute == "float32" else "int8"
        folder = _converted(checkpoint, stored)
        self._checkpoint = checkpoint
        self._workers, threads = workers_and_threads()
        self._translator = ctranslate2.Translator(
            str(folder),
            device=device,
            device_index=index,
            compute_type="default" if compute == "auto" else compute,
            inter_threads=self._workers,
            intra_threads=threads,
        )
        self.name = checkpoint.name
        self.max_source_tokens = checkpoint.max_source_tokens
        self.signature = (
            f"model:{checkpoint.name}|rev:{checkpoint.revision}|engine:ctranslate2"
            f"-{ctranslate2.__version__}|compute:{self._translator.compute_type}"
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(ids) for ids in self._checkpoint.encode(texts)]

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        return [found[0] for found in self.candidates(texts, options, 1)]

    def candidates(
        self, texts: Sequence[str], options: DecodeOptions, count: int
    ) -> list[list[Hypothesis]]:
        tokenizer = self._checkpoint.tokenizer
        sources = self._checkpoint.encode(texts)
        lengths = [len(ids) for ids in sources]
        refuse_too_long(lengths, self.max_source_tokens)
        most = self._checkpoint.max_target_tokens
        limits = [min(most, options.length_limit(length)) for length in lengths]
        prefix = self._prefix()
        pending: list[tuple[int, Any]] = []
        for batch in batches(lengths, options.batch_budget, self._workers):
            results = self._translator.translate_batch(
                [tokenizer.convert_ids_to_tokens(sources[index]) for index in batch],
                target_prefix=[prefix] * len(batch) if prefix else None,
                beam_size=options.beams,
                num_hypotheses=count,
                length_penalty=options.length_penalty,
                repetition_penalty=options.repetition_penalty,
                no_repeat_ngram_size=options.no_repeat_ngram,
                max_input_length=0,  # its default cuts the source at 1,024 tokens
                max_decoding_length=len(prefix) + max(limits[index] for index in batch),
                return_end_token=True,
                return_scores=True,
                asynchronous=True,
            )
            pending.extend(zip(batch, results, strict=True))
        found = {
            index: self._hypotheses(result.result(), len(prefix), limits[index])
            for index, result in pending
        }
        return [found[index] for index in range(len(sources))]

    def _prefix(self) -> list[str]:
        first = self._checkpoint.first_token
        return [] if first is None else [self._checkpoint.tokenizer.convert_ids_to_tokens(first)]

    def _hypotheses(self, result: Any, prefix: int, limit: int) -> list[Hypothesis]:
        tokenizer = self._checkpoint.tokenizer
        found = []
        for written, score in zip(result.hypotheses, result.scores, strict=True):
            tokens = written[prefix:]
            finished = bool(tokens) and tokens[-1] == tokenizer.eos_token and len(tokens) <= limit
            words = tokens[:-1] if finished else tokens[:limit]
            text = self._checkpoint.decode(tokenizer.convert_tokens_to_ids(words))
            # CTranslate2 counts the forced prefix among the tokens of the mean.
            mean = float(score) * (prefix + len(tokens)) / max(1, len(tokens))
            found.append(Hypothesis(text, mean, len(words), finished))
        return found


def _name_bos(config: Path) -> None:
    """mBART's tokenizer has no <bos> in transformers 5, and CTranslate2 cannot read a null."""
    settings = json.loads(config.read_text(encoding="utf-8"))
    if settings.get("bos_token", "") is None:
        settings["bos_token"] = settings["eos_token"]
        config.write_text(json.dumps(settings), encoding="utf-8")


@contextlib.contextmanager
def _m2m100_vocabulary() -> Iterator[None]:
    """CTranslate2 4.8 looks for M2M100's language codes where transformers 5 no longer keeps them;
    meanwhile read every id from the tokenizer itself."""
    from ctranslate2.converters.transformers import M2M100Loader

    def get_vocabulary(self: Any, model: Any, tokenizer: Any) -> list[str]:
        tokens = tokenizer.convert_ids_to_tokens(list(range(model.config.vocab_size)))
        return [
            f"madeupword{index}"
            if token is None or (token == tokenizer.unk_token and index != tokenizer.unk_token_id)
            else token
            for index, token in enumerate(tokens)
        ]

    original = M2M100Loader.get_vocabulary
    M2M100Loader.get_vocabulary = get_vocabulary
    try:
        yield
    finally:
        M2M100Loader.get_vocabulary = original


def _converted(checkpoint: Checkpoint, stored: str) -> Path:
    import ctranslate2
    from ctranslate2.converters import TransformersConverter

    key = (checkpoint.location, checkpoint.revision, stored, ctranslate2.__version__)
    name = Path(checkpoint.location).name
    digest = hashlib.sha256(repr(key).encode()).hexdigest()[:12]

    def build(partial: Path) -> None:
        converter = TransformersConverter(checkpoint.location)
        inner = partial / "converted"
        try:
            with quiet_transformers(), _m2m100_vocabulary():
                converter.convert(str(inner), quantization=stored)
        except (ValueError, RuntimeError, KeyError, AttributeError) as error:
            raise ConversionError(
                f"CTranslate2 cannot convert {checkpoint.name} ({error})"
            ) from error
        _name_bos(inner / "config.json")
        for path in inner.iterdir():
            shutil.move(path, partial / path.name)
        inner.rmdir()

    return build_once(cache_folder() / "ctranslate2" / f"{name}-{digest}", build)
