"""Base + adapter -> a CTranslate2 language model, int8, in numpy alone.

Weight names follow CTranslate2's own Gemma 3 loader. Two things differ from a plain conversion:

* the vocabulary is permuted so that the tokens the adapter may write come first, and the output
  projection holds only those rows. The full 262,144-way softmax would be most of the cost of a
  step, and lets Arabic leak into the English;
* matrices are quantised while they are read, so that the peak memory is that of the int8 model.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.bundled import base as gemma
from translate.bundled.base import Base
from translate.bundled.lora import Adapter

if TYPE_CHECKING:
    import numpy as np

_EMBEDDING_ROWS = 16_384
_NORMS = {
    "input_layer_norm": "attn_norm",
    "post_attention_layer_norm": "post_attention_norm",
    "pre_feedforward_layer_norm": "ffn_norm",
    "post_feedforward_layer_norm": "post_ffw_norm",
}


def convert(
    base: Base,
    adapter: Adapter | None,
    folder: Path,
    progress: Callable[[float], None] = lambda _: None,
    quantization: str = "int8",
) -> None:
    """Write ``model.bin``, ``config.json`` and ``vocabulary.json`` into ``folder``.

    ``quantization`` is ``"int8"`` or ``"float32"``; ``progress`` is called with the share done.
    """
    import numpy as np
    from ctranslate2.specs import common_spec, transformer_spec

    spec = transformer_spec.TransformerDecoderModelSpec.from_config(
        gemma.LAYERS,
        gemma.HEADS,
        activation=common_spec.Activation.GELUTanh,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=gemma.HEAD_DIM,
        rotary_interleave=False,
        rotary_base=gemma.LOCAL_ROPE_BASE,
        num_heads_kv=gemma.KV_HEADS,
        head_dim=gemma.HEAD_DIM,
        sliding_window=gemma.SLIDING_WINDOW,
        pre_post_layer_norm=True,
        qk_norm=True,
    )
    decoder = spec.decoder
    decoder.scale_embeddings = True
    decoder.start_from_zero_embedding = False
    store = _Store(quantization)

    order, kept = _vocabulary_order(adapter, len(base.pieces), base.pieces.index(gemma.EOS))
    _set_embeddings(store, base, decoder, order, kept, lambda share: progress(0.4 * share))
    _set_norm(decoder.layer_norm, base.tensor("output_norm.weight"))
    for index, layer in enumerate(decoder.layer):
        _set_layer(store, base, adapter, index, layer)
        if (index + 1) % gemma.GLOBAL_LAYER_EVERY == 0:
            layer.self_attention.rotary_base = np.float32(gemma.GLOBAL_ROPE_BASE)
            layer.self_attention.sliding_window = np.int32(0)
        progress(0.4 + 0.5 * (index + 1) / gemma.LAYERS)

    spec.register_vocabulary([base.pieces[token] for token in order])
    spec.config.bos_token = gemma.BOS
    spec.config.eos_token = gemma.EOS
    spec.config.unk_token = gemma.UNK
    spec.validate()
    spec.save(str(folder))
    progress(1.0)


class _Store:
    """Puts a matrix into a spec, quantised as CTranslate2 does it: symmetric int8, row by row."""

    def __init__(self, quantization: str) -> None:
        self._int8 = quantization == "int8"

    def rows(self, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        import numpy as np

        if not self._int8:
            return weight, None
        peak = np.abs(weight).max(axis=1)
        peak[peak == 0] = 127.0
        scale = (127.0 / peak).astype(np.float32)
        return np.rint(weight * scale[:, None]).astype(np.int8), scale

    def put(self, target: Any, weight: np.ndarray, scale: np.ndarray | None) -> None:
        target.weight = weight
        if scale is not None:
            target.weight_scale = scale

    def put_matrix(self, target: Any, weight: np.ndarray) -> None:
        self.put(target, *self.rows(weight))


def _vocabulary_order(adapter: Adapter | None, size: int, eos: int) -> tuple[list[int], int]:
    """Token ids with the writable ones first, and how many those are."""
    allowed = adapter.vocabulary() if adapter else None
    if allowed is None:
        return list(range(size)), size
    kept = sorted({*allowed, eos})
    writable = set(kept)
    return kept + [token for token in range(size) if token not in writable], len(kept)


def _set_embeddings(
    store: _Store,
    base: Base,
    decoder: Any,
    order: list[int],
    kept: int,
    progress: Callable[[float], None],
) -> None:
    import numpy as np

    weights: list[np.ndarray] = []
    scales: list[np.ndarray] = []
    for start in range(0, len(order), _EMBEDDING_ROWS):
        weight, scale = store.rows(
            base.rows("token_embd.weight", start, min(start + _EMBEDDING_ROWS, len(order)))
        )
        weights.append(weight)
        if scale is not None:
            scales.append(scale)
        progress(start / len(order))
    weight = np.concatenate(weights)[order]
    scale = np.concatenate(scales)[order] if scales else None
    store.put(decoder.embeddings, weight, scale)
    # The output projection is tied to the embedding.
    store.put(decoder.projection, weight[:kept], None if scale is None else scale[:kept])


def _set_norm(target: Any, weight: np.ndarray) -> None:
    # llama.cpp stores 1 + gamma; CTranslate2 adds the 1 itself for Gemma.
    target.gamma = weight - 1.0
    target.layer_norm_use_residual = True


def _set_layer(store: _Store, base: Base, adapter: Adapter | None, index: int, layer: Any) -> None:
    import numpy as np

    def matrix(gguf_name: str, module: str) -> np.ndarray:
        weight = base.tensor(f"blk.{index}.{gguf_name}.weight")
        return weight + adapter.delta(index, module) if adapter else weight

    for ours, theirs in _NORMS.items():
        _set_norm(getattr(layer, ours), base.tensor(f"blk.{index}.{theirs}.weight"))
    attention = layer.self_attention
    _set_norm(attention.q_norm, base.tensor(f"blk.{index}.attn_q_norm.weight"))
    _set_norm(attention.k_norm, base.tensor(f"blk.{index}.attn_k_norm.weight"))
    fused = [
        matrix("attn_q", "self_attn.q_proj"),
        matrix("attn_k", "self_attn.k_proj"),
        matrix("attn_v", "self_attn.v_proj"),
    ]
    store.put_matrix(attention.linear[0], np.concatenate(fused))
    store.put_matrix(attention.linear[1], matrix("attn_output", "self_attn.o_proj"))
    store.put_matrix(layer.ffn.linear_0, matrix("ffn_gate", "mlp.gate_proj"))
    store.put_matrix(layer.ffn.linear_0_noact, matrix("ffn_up", "mlp.up_proj"))
    store.put_matrix(layer.ffn.linear_1, matrix("ffn_down", "mlp.down_proj"))
