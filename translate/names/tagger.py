"""Which words of an Arabic sentence are names: logistic regression over hashed features.

Arabic has no capitals. A name shows by its letters (foreign ones are spelt with many long vowels
and rare clusters) and by its neighbours (a title before it, a verb of saying). Features as for
maximum-entropy taggers (Ratnaparkhi 1996), hashed into one vector (Weinberger et al. 2009).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np

BITS = 18
"""The weights are a vector of 2 ** BITS."""

_NAME_ODDS = -0.5
_BESIDE_ODDS = -1.5
"""Least score (log odds) of a name, and of a word that stands beside one."""


class Tagger:
    """``weights``: shape (2 ** BITS,), float."""

    def __init__(self, weights: np.ndarray, bias: float) -> None:
        self._weights, self._bias = weights.astype(np.float32), bias

    def scores(self, words: Sequence[str]) -> list[float]:
        """Log odds of being a name for each word of a sentence, folded (``arabic.fold``)."""
        return [
            self._bias + float(self._weights[features(words, at)].sum()) for at in range(len(words))
        ]

    def names(self, words: Sequence[str]) -> list[bool]:
        """Whether each word is a name, or beside one and probably part of it."""
        scores = self.scores(words)
        found = [score > _NAME_ODDS for score in scores]
        for step in (1, -1):
            order = range(len(words))[::step]
            for at in order:
                before = at - step
                beside = 0 <= before < len(words) and found[before]
                found[at] = found[at] or (beside and scores[at] > _BESIDE_ODDS)
        return found


def features(words: Sequence[str], at: int) -> list[int]:
    """Places in the weights, without repetition, for the word at ``at``."""
    mask = (1 << BITS) - 1
    return sorted({zlib.crc32(name.encode()) & mask for name in _feature_names(words, at)})


def _feature_names(words: Sequence[str], at: int) -> Iterator[str]:
    def word(place: int) -> str:
        return words[place] if 0 <= place < len(words) else "#"

    before, after = word(at - 1), word(at + 1)
    yield "b"
    yield f"w={words[at]}"
    yield f"l={min(len(words[at]), 9)}"
    yield f"p1={before}"
    yield f"pp={word(at - 2)}"
    yield f"p2={word(at - 2)}_{before}"
    yield f"n1={after}"
    yield f"pk={before[:2]}"
    yield f"ps={before[-2:]}"
    yield f"ns={after[-2:]}"
    for size in (2, 3, 4):
        yield from (f"g{size}={gram}" for gram in _grams(words[at], size))
    for side, neighbour in (("a", before), ("z", after)):
        yield from (f"{side}{gram}" for gram in _grams(neighbour, 3))


def _grams(word: str, size: int) -> list[str]:
    edged = f"^{word}$"
    return [edged[at : at + size] for at in range(len(edged) - size + 1)]
