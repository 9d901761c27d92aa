"""What pays in training the bundled model: variants at equal compute, from the base alone.

    python -m benchmarks.studies.ablations --data-folder DATA [--steps 64] [VARIANT ...]

Each variant takes the same steps over the same tokens of the project's own recipe, with 240 of its
human and 240 of its own pairs kept back. The encoder-decoder from nothing is so much smaller that
it takes ``--minutes`` instead: as long as the usual way needs. Loss is in nats a character of
the English of those 480, so that models with other vocabularies can be compared.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from translate.training import recipe
from translate.training.examples import Example, Source
from translate.training.loop import Loop, Options, Progress
from translate.training.mixture import Encoded, Mixture, Position, pack
from translate.training.schedule import Schedule

HELD_OUT = {"parallel/flores-dev.tsv": 240, recipe.WRITTEN: 240}


@dataclass(frozen=True)
class Variant:
    """A way to train. ``english`` is the share of the steps first spent on English alone."""

    rank: int = 48
    rate: float = 6e-4
    modules: str = ""
    """What the name of a matrix must contain to be trained."""
    prefix: bool = False
    """The Arabic sees all of itself, not only what stands before."""
    embeddings: bool = False
    """The input embeddings of tokens with Arabic letters are trained too."""
    english: float = 0.0
    scratch: bool = False
    """No base: a Marian-shaped encoder-decoder from random weights, all of it trained."""


USUAL = Variant()
VARIANTS = {
    "usual": USUAL,
    "rank-16": replace(USUAL, rank=16),
    "rank-32": replace(USUAL, rank=32),
    "rank-64": replace(USUAL, rank=64),
    "rank-128": replace(USUAL, rank=128),
    "attention-only": replace(USUAL, modules="self_attn"),
    "embeddings": replace(USUAL, embeddings=True),
    "prefix": replace(USUAL, prefix=True),
    "rate-3e-4": replace(USUAL, rate=3e-4),
    "rate-1.2e-3": replace(USUAL, rate=1.2e-3),
    "english-first": replace(USUAL, english=0.25),
    "scratch": replace(USUAL, scratch=True, rank=0, rate=1e-3),
}
"""``usual`` is how the shipped adapter was trained: rank 48, all linear layers, causal."""


def run(variant: Variant, data_folder: Path, length: Schedule, folder: Path) -> dict[str, float]:
    """Train one variant in ``folder``; its held-out loss, and what it saw."""
    wanted = recipe.own()
    for group in wanted["groups"]:
        for entry in group["sources"]:
            if entry.get("file") in HELD_OUT:
                entry["hold_out"] = HELD_OUT[entry["file"]]
    data = recipe.read(wanted, data_folder, seed=1)
    model, workers, threads = (_scratch if variant.scratch else _bundled)(variant, data, folder)

    def train(name: str, model: Any, share: float, start: dict[str, Any]) -> Progress:
        def mixture(_: Position) -> Mixture:
            here = Position(**start)
            return Mixture(
                data.sources, model.encode, tokens=480, accumulate=4, seed=1, position=here
            )

        (folder / name).mkdir()
        total = share * length.total
        options = Options(
            folder / name,
            replace(length, peak=variant.rate, total=total, decay=total / 3),
            workers=workers,
            threads=threads,
            average=0.9,
            validate_minutes=math.inf,
        )
        loop = Loop(model, mixture, options)
        progress = loop.run()
        loop.settle()
        return progress

    before = Progress()
    if variant.english:
        before = train("english", _English(model), variant.english, {})
    progress = train("run", model, 1 - variant.english, before.position)
    return {
        "nats": held_out_loss(model, data.held_out),
        "minutes": before.minutes + progress.minutes,
        "tokens": before.tokens + progress.tokens,
        "weights": sum(value.numel() for value in model.parameters().values()),
    }


def held_out_loss(model: Any, pairs: Sequence[Example]) -> float:
    """Nats for each English character; a pair the model cannot encode counts as none."""
    import torch

    encoded = [model.encode(pair) for pair in pairs]
    fitting = [(item, pair) for item, pair in zip(encoded, pairs, strict=True) if item]
    batches = pack(sorted((item for item, _ in fitting), key=len), 1_000)
    with torch.no_grad():
        nats = sum(model.loss(batch, 0.0)[1] for batch in batches)
    return float(nats / sum(len(pair.target) for _, pair in fitting))


class _English:
    """The same model asked to write the English of each pair having read nothing."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.parameters, self.loss = model.parameters, model.loss

    def encode(self, example: Example) -> Encoded | None:
        encoded = self._model.encode(example)
        return encoded and Encoded(encoded.source[:1], encoded.target)


def _bundled(variant: Variant, data: recipe.Data, folder: Path) -> tuple[Any, int, int]:
    import torch
    from torch import Tensor, nn

    from translate.bundled.base import Base
    from translate.training import gemma
    from translate.training.bundled import Bundled, Tokens, fuse

    torch.set_num_threads(1)
    torch.manual_seed(1)
    base = Base(folder)
    tokens = Tokens(base)
    arabic = [any("\u0621" <= letter <= "\u064a" for letter in piece) for piece in base.pieces]

    class Varied(gemma.Gemma):
        rows: Tensor

        def __init__(self, *words: Any) -> None:
            super().__init__(*words)
            if variant.embeddings:
                rows = torch.zeros(len(arabic), dtype=torch.long)
                rows[torch.tensor(arabic)] = torch.arange(1, sum(arabic) + 1)
                self.register_buffer("rows", rows, persistent=False)
                width = self.embedding.shape[1]
                self.moved = nn.Embedding(sum(arabic) + 1, width, padding_idx=0)
                nn.init.zeros_(self.moved.weight)

        def embed(self, ids: Tensor) -> Tensor:
            here = super().embed(ids)
            if variant.embeddings:
                here = here + self.moved(self.rows[ids]) * self.embedding.shape[1] ** 0.5
            return here

        def masks(self, ids: Tensor, targets: Tensor | None) -> tuple[Tensor | None, Tensor | None]:
            if not variant.prefix or targets is None:
                return super().masks(ids, targets)
            length = ids.shape[1]
            read = (targets >= 0).float().argmax(1) + 1  # the last token read predicts the first
            seen = torch.arange(length) < read[:, None]
            causal = torch.ones(length, length, dtype=torch.bool).tril()
            mask = (causal[None] | (seen[:, :, None] & seen[:, None, :]))[:, None]
            return mask, mask

    # Which tokens may be written: what twenty thousand examples of the mixture write.
    texts = (
        source.draw(count).target
        for source, share in data.sources
        for count in range(int(20_000 * share) + 1)
    )
    kept = sorted({*tokens.writable(texts), *tokens.writable(p.target for p in data.held_out)})
    model = Varied(gemma.load(base), kept, variant.rank, 2.0 * variant.rank, gemma.Shape())
    for name, value in model.named_parameters():
        value.requires_grad_(variant.modules in name)
    fuse(model)
    return Bundled(model, tokens, kept, variant.rank, 2.0 * variant.rank, "cpu"), 2, 1


def _scratch(variant: Variant, data: recipe.Data, folder: Path) -> tuple[Any, int, int]:
    """Six layers of 256 each way and 12,000 joint pieces: about what two cores can train."""
    import io

    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    from translate.training.seq2seq import Seq2Seq

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=_sentences(data.sources),
        model_writer=written,
        vocab_size=12_000,
        byte_fallback=True,
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    pieces = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
    words = ["</s>", "<unk>", *(one for one in pieces if one not in ("<unk>", "<s>", "</s>"))]
    words.append("<pad>")
    start = folder / "start"
    start.mkdir()
    for name in ("source.spm", "target.spm"):
        (start / name).write_bytes(written.getvalue())
    vocabulary = {word: index for index, word in enumerate(words)}
    (start / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    files: list[Any] = [str(start / name) for name in ("source.spm", "target.spm", "vocab.json")]
    tokenizer: Any = MarianTokenizer
    tokenizer(*files, source_lang="ar", target_lang="en").save_pretrained(start)
    torch.manual_seed(1)
    shape: dict[str, Any] = {
        f"{side}_{name}": value
        for side in ("encoder", "decoder")
        for name, value in {"layers": 6, "attention_heads": 4, "ffn_dim": 1024}.items()
    }
    config = MarianConfig(
        vocab_size=len(words),
        pad_token_id=vocabulary["<pad>"],
        decoder_start_token_id=vocabulary["<pad>"],
        eos_token_id=0,
        forced_eos_token_id=None,
        d_model=256,
        **shape,
    )
    MarianMTModel(config).save_pretrained(start)
    return Seq2Seq(str(start), rank=0, seed=1), 1, 2


def _sentences(sources: Sequence[tuple[Source, float]]) -> Any:
    for source, share in sources:
        for count in range(int(20_000 * share) + 1):
            example = source.draw(count)
            yield from (example.source, example.target)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one row for each variant."""
    parser = argparse.ArgumentParser(prog="benchmarks.studies.ablations", description=__doc__)
    parser.add_argument("variants", nargs="*", metavar="VARIANT", help=", ".join(VARIANTS))
    parser.add_argument("--data-folder", type=Path, required=True)
    parser.add_argument("--steps", type=float, default=64)
    parser.add_argument("--minutes", type=float, default=3.0, help="for scratch alone")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if unknown := set(asked.variants) - set(VARIANTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if asked.alone:
        variant = VARIANTS[asked.variants[0]]
        total = asked.minutes if variant.scratch else asked.steps
        length = Schedule(variant.rate, total, 0, warmup_steps=10, by_time=variant.scratch)
        with tempfile.TemporaryDirectory() as folder:
            found = run(variant, asked.data_folder, length, Path(folder))
        print(json.dumps(found))
        return 0
    print("| variant | nats a character | minutes | tokens | weights trained |")
    print("|---|---|---|---|---|")
    for name in asked.variants or VARIANTS:
        # A process each: the compiler's variants and the memory of one do not burden the next.
        command = [sys.executable, "-m", "benchmarks.studies.ablations", name, "--alone"]
        command += ["--data-folder", str(asked.data_folder), "--minutes", str(asked.minutes)]
        command += ["--steps", str(asked.steps)]
        row = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        print(
            f"| {name} | {row['nats']:.4f} | {row['minutes']:.1f} | {row['tokens']:,} "
            f"| {row['weights'] / 1e6:.1f}M |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
