"""From sources to steps: draw by weight, encode, bucket by length, pack into micro-batches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from translate.errors import UsageError
from translate.training.examples import Example, Source


@dataclass(frozen=True)
class Encoded:
    """Token ids of what is read (prompt included) and of what shall be written (end included)."""

    source: list[int]
    target: list[int]

    def __len__(self) -> int:
        return len(self.source) + len(self.target)


Encode = Callable[[Example], "Encoded | None"]
"""Gives ``None`` for an example that is too long for the model, or holds what it may not write."""


@dataclass
class Position:
    """Where a run stands in its data; all that a checkpoint needs."""

    drawn: dict[str, int] = field(default_factory=dict)
    """Draws per source, before the current block."""
    block: int = 0
    step: int = 0
    """Steps taken inside the block."""


class Mixture:
    """An endless stream of steps, each a list of micro-batches.

    A block of examples is drawn (source by weight), sorted by length, cut into micro-batches of at
    most ``tokens`` padded tokens, and shuffled; the last step of a block may have fewer of them
    than ``accumulate``. Everything follows from ``seed`` and the position. Raises ``UsageError``,
    when drawn from, where no example of a block can be encoded.
    """

    def __init__(
        self,
        sources: Sequence[tuple[Source, float]],
        encode: Encode,
        *,
        tokens: int,
        accumulate: int,
        seed: int,
        block: int = 1024,
        position: Position | None = None,
    ) -> None:
        self._sources: dict[str, Source] = {}
        for source, _ in sources:
            twins = sum(name.partition("#")[0] == source.name for name in self._sources)
            self._sources[f"{source.name}#{twins + 1}" if twins else source.name] = source
        self._weights = [weight for _, weight in sources]
        self._encode = encode
        self._tokens, self._accumulate, self._seed, self._block = tokens, accumulate, seed, block
        self.position = position or Position()

    def __iter__(self) -> Iterator[list[list[Encoded]]]:
        while True:
            drawn = dict(self.position.drawn)
            batches = self._batches(drawn)
            if not batches:
                raise UsageError("no training example fits the model and its vocabulary")
            steps = [
                batches[start : start + self._accumulate]
                for start in range(0, len(batches), self._accumulate)
            ]
            for step in steps[self.position.step :]:
                self.position.step += 1
                yield step
            self.position = Position(drawn, self.position.block + 1)

    def state(self) -> dict[str, Any]:
        """A plain copy of the position."""
        here = self.position
        return {"drawn": dict(here.drawn), "block": here.block, "step": here.step}

    def _batches(self, drawn: dict[str, int]) -> list[list[Encoded]]:
        rng = random.Random(f"{self._seed}/block/{self.position.block}")
        names = rng.choices(list(self._sources), self._weights, k=self._block)
        encoded = []
        for name in names:
            count = drawn.get(name, 0)
            drawn[name] = count + 1
            item = self._encode(self._sources[name].draw(count))
            if item is not None:
                encoded.append(item)
        encoded.sort(key=lambda item: (len(item), item.source))
        batches = pack(encoded, self._tokens)
        rng.shuffle(batches)
        return batches


def pack(encoded: Sequence[Encoded], tokens: int) -> list[list[Encoded]]:
    """Neighbours together, as many as fit when padded to the longest; ``encoded`` is sorted."""
    batches: list[list[Encoded]] = []
    longest = 0
    for item in encoded:
        longest = max(longest, len(item))
        if not batches or longest * (len(batches[-1]) + 1) > tokens:
            batches.append([])
            longest = len(item)
        batches[-1].append(item)
    return batches
