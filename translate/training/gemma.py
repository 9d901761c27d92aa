"""Gemma 3 for training on CPU: frozen bfloat16 base, float32 LoRA, next-token loss on the target.

Written out, not taken from transformers and peft, for speed: no padding mask is needed
(causal attention never looks at the padding on the right), the low-rank path runs in the base's
type, and the softmax covers only the tokens that may be written. The adapter that comes out is
plain PEFT: ``bundled.export``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

if TYPE_CHECKING:
    import numpy as np

    from translate.bundled.base import Base

MODULES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
"""Linear layers that carry LoRA: transformers' name -> GGUF's name."""
NORMS = {
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "post_attention_norm",
    "pre_feedforward_layernorm": "ffn_norm",
    "post_feedforward_layernorm": "post_ffw_norm",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
}
_EPSILON = 1e-6


@dataclass(frozen=True)
class Shape:
    """Sizes of a Gemma 3 text model; the defaults are the 270M ones."""

    layers: int = 18
    heads: int = 4
    kv_heads: int = 1
    head_dim: int = 256
    global_every: int = 6
    local_rope: float = 10_000.0
    global_rope: float = 1_000_000.0
    window: int = 512


class LoraLinear(nn.Module):
    """``x W' + scale * x A' B'`` with W frozen (Hu et al. 2021). B starts at zero."""

    weight: Tensor

    def __init__(self, weight: Tensor, rank: int, alpha: float) -> None:
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        outputs, inputs = weight.shape
        self.lora_A = nn.Parameter(torch.empty(rank, inputs))
        self.lora_B = nn.Parameter(torch.zeros(outputs, rank))
        nn.init.kaiming_uniform_(self.lora_A, a=5**0.5)
        self.scale = alpha / rank

    def forward(self, x: Tensor) -> Tensor:
        kind = self.weight.dtype
        down = F.linear(x, (self.lora_A * self.scale).to(kind))
        return F.linear(x, self.weight) + F.linear(down, self.lora_B.to(kind))


class Block(nn.Module):
    """One layer. The residual stream is float32, the matrix products in the base's type."""

    def __init__(
        self, tensors: dict[str, Tensor], shape: Shape, is_global: bool, rank: int, alpha: float
    ) -> None:
        super().__init__()
        self.shape, self.is_global = shape, is_global
        self.kind = tensors["mlp.up_proj"].dtype
        for name in NORMS:
            self.register_buffer(_flat(name), tensors[name].float(), persistent=False)
        for name in MODULES:
            self.add_module(_flat(name), LoraLinear(tensors[name], rank, alpha))

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None) -> Tensor:
        x = x + self._norm("post_attention_layernorm", self._attend(x, cos, sin, mask))
        return x + self._norm("post_feedforward_layernorm", self._feed(x))

    def _norm(self, name: str, x: Tensor) -> Tensor:
        weight = getattr(self, _flat(name))
        return F.rms_norm(x.float(), weight.shape, weight, _EPSILON)

    def _linear(self, name: str, x: Tensor) -> Tensor:
        out: Tensor = getattr(self, _flat(name))(x)
        return out

    def _attend(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None) -> Tensor:
        kind = self.kind
        x = self._norm("input_layernorm", x).to(kind)
        batch, length, _ = x.shape

        def heads(name: str, count: int) -> Tensor:
            split = self._linear(f"self_attn.{name}_proj", x)
            return split.view(batch, length, count, self.shape.head_dim).transpose(1, 2)

        query = rotate(self._norm("self_attn.q_norm", heads("q", self.shape.heads)), cos, sin)
        key = rotate(self._norm("self_attn.k_norm", heads("k", self.shape.kv_heads)), cos, sin)
        mixed = F.scaled_dot_product_attention(
            query.to(kind),
            key.to(kind),
            heads("v", self.shape.kv_heads),
            attn_mask=mask,
            is_causal=mask is None,
            enable_gqa=True,
        )
        return self._linear("self_attn.o_proj", mixed.transpose(1, 2).reshape(batch, length, -1))

    def _feed(self, x: Tensor) -> Tensor:
        x = self._norm("pre_feedforward_layernorm", x).to(self.kind)
        gate = F.gelu(self._linear("mlp.gate_proj", x), approximate="tanh")
        return self._linear("mlp.down_proj", gate * self._linear("mlp.up_proj", x))


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary positions, halves not interleaved (Su et al. 2021, as Gemma lays them out)."""
    first, second = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-second, first), dim=-1) * sin


class Gemma(nn.Module):
    """The whole model over frozen ``weights`` (transformers' names, see ``load``).

    ``kept`` are the ids that may be written; ``losses`` works with positions in that list.
    """

    embedding: Tensor
    norm: Tensor
    head: Tensor
    position: Tensor

    def __init__(
        self, weights: dict[str, Tensor], kept: list[int], rank: int, alpha: float, shape: Shape
    ) -> None:
        super().__init__()
        self.shape = shape
        embedding = weights["embed_tokens"]
        self.register_buffer("embedding", embedding, persistent=False)
        self.register_buffer("norm", weights["norm"].float(), persistent=False)
        self.register_buffer("head", embedding[kept].contiguous(), persistent=False)
        position = torch.full((len(embedding),), -1)
        position[kept] = torch.arange(len(kept))
        self.register_buffer("position", position, persistent=False)
        self.layers = nn.ModuleList()
        for index in range(shape.layers):
            stem = f"layers.{index}."
            tensors = {
                name.removeprefix(stem): value
                for name, value in weights.items()
                if name.startswith(stem)
            }
            is_global = (index + 1) % shape.global_every == 0
            self.layers.append(Block(tensors, shape, is_global, rank, alpha))

    def embed(self, ids: Tensor) -> Tensor:
        """(batch, length) ids -> (batch, length, width)."""
        found: Tensor = F.embedding(ids, self.embedding).float() * self.embedding.shape[1] ** 0.5
        return found

    def masks(self, ids: Tensor, targets: Tensor | None) -> tuple[Tensor | None, Tensor | None]:
        """Who may look at whom in (local, global) layers; ``None``: each at all before it."""
        length = ids.shape[1]
        if length <= self.shape.window:
            return None, None
        ones = torch.ones(length, length, dtype=torch.bool, device=ids.device)
        return ones.tril().triu(1 - self.shape.window), None

    def hidden(self, ids: Tensor, targets: Tensor | None = None) -> Tensor:
        """(batch, length) ids -> (batch, length, width) states before the output layer."""
        length = ids.shape[1]
        x, masks = self.embed(ids), self.masks(ids, targets)
        angles = {
            is_global: self._angles(length, base, ids.device)
            for is_global, base in (
                (False, self.shape.local_rope),
                (True, self.shape.global_rope),
            )
        }
        for layer in self.layers:
            assert isinstance(layer, Block)
            x = layer(x, *angles[layer.is_global], masks[layer.is_global])
        return F.rms_norm(x, self.norm.shape, self.norm, _EPSILON)

    def losses(self, ids: Tensor, targets: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
        """(mean smoothed loss, summed plain negative log-likelihood) over the target tokens.

        ``targets`` is shaped as ``ids``: the next token where it counts, -1 elsewhere.
        """
        where = targets >= 0
        wanted = self.position[targets[where]]
        if bool((wanted < 0).any()):
            raise ValueError("a target token is missing from the output vocabulary")
        states = self.hidden(ids, targets)[where].to(self.head.dtype)
        result: tuple[Tensor, Tensor] = RestrictedLoss.apply(  # type: ignore[no-untyped-call]
            states, self.head, wanted, smoothing
        )
        return result

    def _angles(self, length: int, base: float, device: Any) -> tuple[Tensor, Tensor]:
        half = torch.arange(0, self.shape.head_dim, 2, device=device) / self.shape.head_dim
        angle = torch.arange(length, device=device)[:, None] / base ** half[None]
        angle = torch.cat((angle, angle), dim=-1)
        return angle.cos(), angle.sin()


class RestrictedLoss(torch.autograd.Function):
    """Label-smoothed cross-entropy over the kept rows, its gradient worked out on the way.

    Logits are made and dropped in slices, so that no (tokens x vocabulary) float matrix is kept:
    that traffic, not the product, is what makes a wide softmax slow.
    """

    SLICE = 128

    @staticmethod
    def forward(
        ctx: Any, states: Tensor, head: Tensor, wanted: Tensor, smoothing: float
    ) -> tuple[Tensor, Tensor]:
        gradient = torch.empty_like(states)
        loss = torch.zeros((), device=states.device)
        plain = torch.zeros((), device=states.device)
        count, width = len(states), len(head)
        for start in range(0, count, RestrictedLoss.SLICE):
            part = slice(start, start + RestrictedLoss.SLICE)
            logits = (states[part] @ head.T).float()
            picked = logits.gather(1, wanted[part, None])
            mean = logits.mean()
            total = logits.logsumexp(1, keepdim=True)
            negative = (total - picked).sum()
            plain += negative
            loss += (1 - smoothing) * negative + smoothing * (total.mean() - mean) * len(picked)
            slope = logits.sub_(total).exp_().sub_(smoothing / width)
            slope.scatter_add_(1, wanted[part, None], torch.full_like(picked, smoothing - 1.0))
            gradient[part] = slope.to(head.dtype) @ head
        ctx.save_for_backward(gradient)
        ctx.count = count
        ctx.mark_non_differentiable(plain)
        return loss / count, plain

    @staticmethod
    def backward(ctx: Any, *outputs: Tensor) -> tuple[Tensor, None, None, None]:
        (gradient,) = ctx.saved_tensors
        return gradient * (outputs[0] / ctx.count).to(gradient.dtype), None, None, None


def load(base: Base, dtype: torch.dtype = torch.bfloat16) -> dict[str, Tensor]:
    """The base's weights under transformers' names; norms as 1 + gamma, as GGUF stores them."""

    def matrix(array: np.ndarray) -> Tensor:
        return torch.from_numpy(array.copy()).to(dtype)

    weights = {
        "embed_tokens": matrix(base.tensor("token_embd.weight")),
        "norm": torch.from_numpy(base.tensor("output_norm.weight").copy()),
    }
    for index in range(Shape().layers):
        for name, theirs in MODULES.items():
            weights[f"layers.{index}.{name}"] = matrix(base.tensor(f"blk.{index}.{theirs}.weight"))
        for name, theirs in NORMS.items():
            tensor = base.tensor(f"blk.{index}.{theirs}.weight")
            weights[f"layers.{index}.{name}"] = torch.from_numpy(tensor.copy())
    return weights


def _flat(name: str) -> str:
    return name.replace(".", "_")
