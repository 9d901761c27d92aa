"""Tokens a second, engine beside engine, on the same weights and inputs, in one run.

    python -m benchmarks.studies.speed bundled --source segments.ar [--adapter DIR]
    python -m benchmarks.studies.speed marian --source segments.ar

``bundled`` runs the merged bundled model through CTranslate2 (int8, restricted vocabulary: what
ships) and through ``transformers`` in float32. ``marian`` makes a checkpoint of the size of
opus-mt-ar-en (6+6 layers, d 512, vocabulary 62k) with random weights; every output has the same
forced length. Both decode greedily and in batches, each with the batch size that suits it best of
those tried. Seconds are the least of the repetitions; what counts is the ratio.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.bundled import store
from translate.engines.base import DecodeOptions
from translate.engines.hardware import workers_and_threads


@dataclass(frozen=True)
class Timing:
    """``batch`` is in padded tokens for CTranslate2, in segments for transformers."""

    name: str
    batch: int
    tokens: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.tokens / self.seconds


def best_of(name: str, batches: Sequence[int], repeat: int, decode: Callable[[int], int]) -> Timing:
    """The fastest batch size and repetition; ``decode(batch)`` returns output tokens."""
    found = []
    for batch in batches:
        for _ in range(repeat):
            start = time.perf_counter()
            tokens = decode(batch)
            found.append(Timing(name, batch, tokens, time.perf_counter() - start))
    return max(found, key=lambda timing: timing.rate)


def bundled(texts: list[str], adapter: Path, repeat: int) -> list[Timing]:
    """The shipped engine beside ``transformers`` on the same merged weights."""
    from translate.engines.bundled import BundledEngine

    engine = BundledEngine(adapter, device="cpu")
    engine.generate(texts[:8])  # warm
    fast = best_of(
        "ctranslate2 int8",
        (768, 1536, 3072),
        repeat,
        lambda batch: sum(
            one.tokens for one in engine.generate(texts, DecodeOptions(batch_tokens=batch))
        ),
    )
    model, prompts = _merged(adapter, engine, texts)
    slow = best_of(
        "transformers float32",
        (16, 32),
        1,
        lambda batch: _generate(model, prompts, batch),
    )
    return [fast, slow]


def _merged(adapter: Path, engine: Any, texts: list[str]) -> tuple[Any, list[list[int]]]:
    """The same base and adapter in torch, and the engine's own prompts as the base's ids."""
    import torch
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    from translate.bundled.base import Base

    with tempfile.TemporaryDirectory() as folder:
        base = Base(Path(folder))
        ids = {piece: index for index, piece in enumerate(base.pieces)}
        model = AutoModelForCausalLM.from_pretrained(
            folder, gguf_file=base.path.name, dtype=torch.float32
        )
    prompts = [[ids[piece] for piece in prompt] for prompt in engine.prompts(texts)]
    return PeftModel.from_pretrained(model, str(adapter)).merge_and_unload().eval(), prompts


def _generate(model: Any, prompts: list[list[int]], batch: int) -> int:
    import torch

    eos = 1
    tokens = 0
    order = sorted(range(len(prompts)), key=lambda index: -len(prompts[index]))
    for start in range(0, len(order), batch):
        rows = [prompts[index] for index in order[start : start + batch]]
        width = max(map(len, rows))
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, prompt in enumerate(rows):
            ids[row, width - len(prompt) :] = torch.tensor(prompt)
            mask[row, width - len(prompt) :] = 1
        with torch.inference_mode():
            output = model.generate(
                input_ids=ids,
                attention_mask=mask,
                do_sample=False,
                max_new_tokens=DecodeOptions().length_limit(width),
                eos_token_id=eos,
                pad_token_id=0,
            )
        for row in output[:, width:].tolist():
            tokens += row.index(eos) if eos in row else len(row)
    return tokens


def marian(texts: list[str], repeat: int) -> list[Timing]:
    """Random weights of opus-mt-ar-en's shape; 30 tokens are forced out of every segment."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    length = 30
    size = 62_834
    with tempfile.TemporaryDirectory() as folder:
        torch.manual_seed(0)
        config = MarianConfig(
            vocab_size=size,
            d_model=512,
            encoder_layers=6,
            decoder_layers=6,
            encoder_attention_heads=8,
            decoder_attention_heads=8,
            encoder_ffn_dim=2048,
            decoder_ffn_dim=2048,
            activation_function="swish",
            scale_embedding=True,
            pad_token_id=size - 1,
            decoder_start_token_id=size - 1,
            eos_token_id=0,
            forced_eos_token_id=None,
        )
        model = MarianMTModel(config).eval()
        # About the tokens that its own tokenizer makes of the text: one for 4.5 letters.
        sources = [
            [7 + (37 * place) % (size - 20) for place in range(max(2, len(text) * 2 // 9))]
            for text in texts
        ]
        _convert_marian(model, size, Path(folder))
        translator = _translator(Path(folder), *workers_and_threads())
        fast = best_of(
            "ctranslate2 int8",
            (1536, 3072, 6144),
            repeat,
            lambda batch: _translate(translator, sources, batch, length),
        )
        # argostranslate 1.11, translate.py and settings.py: one worker with every core, batches of
        # 32 tokens. Its beam of 4 is left out: what is compared is the way of calling.
        argos = _translator(Path(folder), 1, 0)
        called = best_of(
            "ctranslate2 int8 as argostranslate calls it",
            (32,),
            repeat,
            lambda batch: _translate(argos, sources, batch, length),
        )
    slow = best_of(
        "transformers float32",
        (32, 64),
        1,
        lambda batch: _marian_generate(model, sources, batch, length),
    )
    return [fast, slow, called]


def _convert_marian(model: Any, size: int, folder: Path) -> None:
    from ctranslate2.converters.transformers import MarianMTLoader

    spec = MarianMTLoader().get_model_spec(model)
    # The loader takes the padding row out, and starts from a zero embedding instead.
    words = ["</s>", *(f"t{index}" for index in range(1, size - 2)), "<unk>"]
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.config.bos_token = spec.config.eos_token = spec.config.decoder_start_token = "</s>"
    spec.config.unk_token = "<unk>"
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _translator(folder: Path, workers: int, threads: int) -> Any:
    import ctranslate2

    return ctranslate2.Translator(
        str(folder), device="cpu", inter_threads=workers, intra_threads=threads
    )


def _translate(translator: Any, sources: list[list[int]], batch: int, length: int) -> int:
    results = translator.translate_batch(
        [[f"t{index}" for index in source] for source in sources],
        max_batch_size=batch,
        batch_type="tokens",
        beam_size=1,
        min_decoding_length=length,
        max_decoding_length=length,
    )
    return sum(len(result.hypotheses[0]) for result in results)


def _marian_generate(model: Any, sources: list[list[int]], batch: int, length: int) -> int:
    import torch

    tokens = 0
    order = sorted(range(len(sources)), key=lambda index: -len(sources[index]))
    for start in range(0, len(order), batch):
        rows = [sources[index] for index in order[start : start + batch]]
        width = max(map(len, rows))
        ids = torch.full((len(rows), width), model.config.pad_token_id)
        for row, source in enumerate(rows):
            ids[row, : len(source)] = torch.tensor(source)
        with torch.inference_mode():
            output = model.generate(
                input_ids=ids,
                attention_mask=(ids != model.config.pad_token_id).long(),
                do_sample=False,
                num_beams=1,
                min_new_tokens=length,
                max_new_tokens=length,
            )
        tokens += len(rows) * (output.shape[1] - 1)
    return tokens


def instruction_set() -> str:
    """What of this processor matters to int8."""
    path = Path("/proc/cpuinfo")
    flags = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    known = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "avx512_bf16", "amx_int8")
    return " ".join(flag for flag in known if flag in flags) or platform.machine()


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("what", choices=("bundled", "marian"))
    parser.add_argument("--source", type=Path, required=True, help="Arabic, a segment a line")
    parser.add_argument("--adapter", type=Path, default=store.DEFAULT_ADAPTER)
    parser.add_argument("--segments", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    lines = args.source.read_text(encoding="utf-8").split("\n")
    texts = [line.split("\t")[0] for line in lines if line][: args.segments]
    if args.what == "bundled":
        timings = bundled(texts, args.adapter, args.repeat)
    else:
        timings = marian(texts, args.repeat)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if args.json:
        rows = [vars(timing) | {"rate": timing.rate} for timing in timings]
        print(json.dumps({"timings": rows, "cpu": instruction_set()}))
        return 0
    print(f"{len(texts)} segments, greedy; {instruction_set()}; peak of both {peak} MB\n")
    print("| implementation | batch | output tokens | seconds | tokens/s | times slower |")
    print("|---|---|---|---|---|---|")
    for timing in timings:
        print(
            f"| {timing.name} | {timing.batch} | {timing.tokens} | {timing.seconds:.1f}"
            f" | {timing.rate:.0f} | {timings[0].rate / timing.rate:.2f} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
