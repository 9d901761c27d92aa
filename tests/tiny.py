"""Tiny real checkpoints, built on the fly: a tokenizer trained on a few lines of our own and random
weights, saved and loaded as any checkpoint is."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

ARABIC = (
    "وصل الوفد إلى العاصمة مساء الاثنين بعد رحلة طويلة.",
    "قالت الوزيرة إن المشروع سيكتمل قبل نهاية العام المقبل.",
    "فاز الفريق بثلاثة أهداف مقابل هدف واحد في المباراة الأخيرة.",
    "أعلنت الشركة عن خسائر بلغت ١٢ مليون دولار خلال الربع الأول.",
    "تساقطت الأمطار بغزارة على القرى الساحلية وأغلقت الطرق.",
)
ENGLISH = (
    "The delegation arrived in the capital on Monday evening after a long journey.",
    "The minister said the project would be finished before the end of next year.",
    "The team won by three goals to one in the last match.",
    "The company announced losses of 12 million dollars in the first quarter.",
    "Heavy rain fell on the coastal villages and closed the roads.",
)


def sentencepiece_model(pieces: int, control: tuple[str, ...] = (), **options: Any) -> bytes:
    """A unigram model over the sentences above."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter((ARABIC + ENGLISH) * 4),
        model_writer=written,
        vocab_size=pieces,
        user_defined_symbols=list(control),
        hard_vocab_limit=False,
        minloglevel=2,
        **options,
    )
    return written.getvalue()


def _pieces(model: bytes) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(index) for index in range(processor.get_piece_size())]


SHAPE = {
    "d_model": 16,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
    "decoder_ffn_dim": 32,
    "max_position_embeddings": 128,
    "dropout": 0.0,
}


def marian(folder: Path) -> Path:
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    folder.mkdir(parents=True)
    model = sentencepiece_model(240)
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(model)
    words = ["</s>", "<unk>", *(p for p in _pieces(model) if p not in ("<unk>", "<s>", "</s>"))]
    words.append("<pad>")
    vocabulary = {word: index for index, word in enumerate(words)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    MarianTokenizer(
        str(folder / "source.spm"),
        str(folder / "target.spm"),
        str(folder / "vocab.json"),
        source_lang="ar",
        target_lang="en",
    ).save_pretrained(folder)
    pad = vocabulary["<pad>"]
    return _save(
        MarianMTModel,
        MarianConfig(
            vocab_size=len(words),
            pad_token_id=pad,
            decoder_start_token_id=pad,
            eos_token_id=0,
            forced_eos_token_id=None,
            **SHAPE,
        ),
        folder,
    )


def m2m100(folder: Path) -> Path:
    from transformers import M2M100Config, M2M100ForConditionalGeneration, M2M100Tokenizer

    folder.mkdir(parents=True)
    model = sentencepiece_model(240)
    (folder / "sentencepiece.bpe.model").write_bytes(model)
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    words = special + [piece for piece in _pieces(model) if piece not in special]
    (folder / "vocab.json").write_text(
        json.dumps({word: index for index, word in enumerate(words)}), encoding="utf-8"
    )
    tokenizer = M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"), language_codes="m2m100"
    )
    tokenizer.save_pretrained(folder)
    size = max(tokenizer.lang_token_to_id.values()) + 1
    config = M2M100Config(vocab_size=size, decoder_start_token_id=2, **SHAPE)
    return _save(M2M100ForConditionalGeneration, config, folder)


def nllb(folder: Path) -> Path:
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    folder.mkdir(parents=True)
    vocabulary, merges = _bpe()
    tokenizer = NllbTokenizer(vocab=vocabulary, merges=merges)
    tokenizer.save_pretrained(folder)
    config = M2M100Config(vocab_size=len(tokenizer), decoder_start_token_id=2, **SHAPE)
    return _save(M2M100ForConditionalGeneration, config, folder)


def mbart(folder: Path) -> Path:
    from transformers import MBart50Tokenizer, MBartConfig, MBartForConditionalGeneration

    folder.mkdir(parents=True)
    tokenizer = MBart50Tokenizer(vocab=_unigram(("<unk>", "<s>", "</s>")))
    tokenizer.save_pretrained(folder)
    # The checkpoints of the hub carry these two, which the config class no longer knows.
    config = MBartConfig(
        vocab_size=len(tokenizer),
        decoder_start_token_id=2,
        normalize_before=True,
        normalize_embedding=True,
        **SHAPE,
    )
    _save(MBartForConditionalGeneration, config, folder)
    stored = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    stored["tokenizer_class"] = "MBart50Tokenizer"  # as on the hub; saving drops it
    (folder / "config.json").write_text(json.dumps(stored), encoding="utf-8")
    return folder


def t5(folder: Path, *, kind: str = "t5") -> Path:
    from transformers import (
        MT5Config,
        MT5ForConditionalGeneration,
        T5Config,
        T5ForConditionalGeneration,
        T5Tokenizer,
    )

    folder.mkdir(parents=True)
    tokenizer = T5Tokenizer(vocab=_unigram(("<pad>", "</s>", "<unk>")), extra_ids=0)
    tokenizer.save_pretrained(folder)
    shape = {
        "vocab_size": len(tokenizer),
        "d_model": 16,
        "d_kv": 8,
        "d_ff": 32,
        "num_layers": 1,
        "num_heads": 2,
        "decoder_start_token_id": 0,
        "dropout_rate": 0.0,
    }
    if kind == "mt5":
        return _save(MT5ForConditionalGeneration, MT5Config(**shape), folder)
    return _save(T5ForConditionalGeneration, T5Config(**shape), folder)


def bart(folder: Path) -> Path:
    from transformers import BartConfig, BartForConditionalGeneration, BartTokenizer

    folder.mkdir(parents=True)
    vocabulary, merges = _bpe(byte_level=True)
    tokenizer = BartTokenizer(vocab=vocabulary, merges=merges)
    tokenizer.save_pretrained(folder)
    config = BartConfig(
        vocab_size=len(tokenizer),
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        decoder_start_token_id=tokenizer.eos_token_id,
        forced_eos_token_id=None,
        normalize_before=False,
        normalize_embedding=True,
        **SHAPE,
    )
    return _save(BartForConditionalGeneration, config, folder)


def _unigram(special: tuple[str, ...]) -> list[tuple[str, float]]:
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor(model_proto=sentencepiece_model(240))
    pieces = [
        (processor.id_to_piece(index), processor.get_score(index))
        for index in range(processor.get_piece_size())
    ]
    return [(token, 0.0) for token in special] + [
        p for p in pieces if p[0] not in (*special, "<s>")
    ]


def _bpe(*, byte_level: bool = False) -> tuple[dict[str, int], list[tuple[str, str]]]:
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = (
        pre_tokenizers.ByteLevel() if byte_level else pre_tokenizers.Metaspace()
    )
    trainer = trainers.BpeTrainer(
        vocab_size=360 if byte_level else 240,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet() if byte_level else [],
        show_progress=False,
    )
    tokenizer.train_from_iterator(ARABIC + ENGLISH, trainer)
    stored = json.loads(tokenizer.to_str())["model"]
    return stored["vocab"], [tuple(pair) for pair in stored["merges"]]


def _save(kind: Any, config: Any, folder: Path) -> Path:
    import torch

    torch.manual_seed(7)
    model = kind(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():  # initial weights are too near zero to disagree
            parameter.mul_(3.0)
    model.save_pretrained(folder)
    return folder
