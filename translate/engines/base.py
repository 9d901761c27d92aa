"""What every engine offers: texts in, one hypothesis a text out, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True)
class DecodeOptions:
    """How to search.

    ``batch_tokens`` bounds the padded source tokens of a batch, beams counted. The output of a
    source of ``n`` tokens is cut at ``length_limit(n)``: a model that has not stopped by then is in
    a loop.
    ``no_repeat_ngram`` 0 switches the block off.
    """

    beams: int = 1
    max_new_tokens: int = 256
    max_length_ratio: float = 2.0
    no_repeat_ngram: int = 0
    repetition_penalty: float = 1.0
    length_penalty: float = 1.0
    batch_tokens: int = 768

    @property
    def batch_budget(self) -> int:
        """Source tokens of a batch, when each stands once for every beam."""
        return max(1, self.batch_tokens // self.beams)

    def length_limit(self, source_tokens: int) -> int:
        """Target tokens at most, end token included."""
        return min(self.max_new_tokens, int(self.max_length_ratio * source_tokens) + 16)


GREEDY = DecodeOptions()


@dataclass(frozen=True)
class Hypothesis:
    """One output. ``score`` is the mean log-probability per token (natural log); ``tokens`` how
    many were generated; ``finished`` is false when the length limit cut it.
    """

    text: str
    score: float
    tokens: int
    finished: bool = True


class Engine(Protocol):
    """A loaded model. Engines know nothing of articles or files."""

    name: str
    """Alias, hub id or path it was asked for by."""
    signature: str
    """Model, revision, engine, precision and versions, as one string."""
    max_source_tokens: int
    """Longest source, in tokens, that is translated without loss."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Source tokens of each text."""
        ...

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        """One hypothesis for each text, in order, whatever the batching. Never truncates the
        source: raises ``ValueError`` for a text longer than ``max_source_tokens``."""
        ...


@runtime_checkable
class OffersCandidates(Protocol):
    """An engine that can also show what it nearly wrote."""

    def candidates(
        self, texts: Sequence[str], options: DecodeOptions, count: int
    ) -> list[list[Hypothesis]]:
        """Up to ``count`` hypotheses of each text, the best first; ``options.beams`` is at least
        ``count``."""
        ...


def refuse_too_long(lengths: Sequence[int], limit: int) -> None:
    """Raise ``ValueError`` when any source is longer than ``limit`` tokens."""
    longest = max(lengths, default=0)
    if longest > limit:
        raise ValueError(f"a source of {longest} tokens is over the model's {limit}")
