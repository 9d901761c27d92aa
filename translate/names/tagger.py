"""Which words of an Arabic sentence are names: logistic regression over hashed features.

Arabic has no capitals. A name shows by its letters (foreign ones are spelt with many long vowels
and rare clusters), by its neighbours (a title before it, a verb of saying), and by not being in the
dictionary. Features as for maximum-entropy taggers (Ratnaparkhi 1996), hashed into one vector
(Weinberger et al. 2009).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

BITS = 20
"""The weights are a vector of 2 ** BITS."""

EDGE = "#"
"""Stands where a sentence has no more words."""
_NAME_ODDS = -0.5
_BESIDE_ODDS = -2.5
"""Least score (log odds) of a name, and of a word that stands beside one."""


_PREFIXES = ("", *"وفبلك", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "س", "وس", "فس")
"""What may stand before a word of the dictionary."""


class Words:
    """A set of words kept as bits at their hashes: one in some thirty others is taken for one of
    its own. ``bits``: shape (2 ** (BITS - 3),), uint8."""

    def __init__(self, bits: np.ndarray) -> None:
        self.bits = bits

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        """The set of these words, folded."""
        flags = np.zeros(1 << BITS, dtype=bool)
        flags[[_place(word) for word in words]] = True
        return cls(np.packbits(flags))

    def __contains__(self, word: str) -> bool:
        place = _place(word)
        return bool(self.bits[place >> 3] & (128 >> (place & 7)))


class Dictionary:
    """What is known of a word beside its letters: ``common`` words are seldom names, ``names``
    are parts of names in lists."""

    def __init__(self, common: Words, names: Words) -> None:
        self.common, self.names = common, names

    def kind(self, word: str) -> str:
        """One letter a list and way of being in it, ``-`` for a word unknown to both."""
        if word == EDGE:
            return EDGE
        stems = [
            word[len(prefix) :]
            for prefix in _PREFIXES
            if word.startswith(prefix) and len(word) - len(prefix) > 1
        ]
        found = "c" if word in self.common else "d" if any(s in self.common for s in stems) else ""
        listed = "n" if word in self.names else "m" if any(s in self.names for s in stems) else ""
        return found + listed or "-"


class Tagger:
    """``weights``: shape (2 ** BITS,), float."""

    def __init__(self, weights: np.ndarray, bias: float, dictionary: Dictionary) -> None:
        self._weights, self._bias = weights.astype(np.float32), bias
        self._dictionary = dictionary

    def scores(self, words: Sequence[str]) -> list[float]:
        """Log odds of being a name for each word of a sentence, folded (``arabic.fold``)."""
        return [
            self._bias + float(self._weights[places].sum())
            for places in features(words, self._dictionary)
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


def features(words: Sequence[str], dictionary: Dictionary) -> Iterator[list[int]]:
    """Places in the weights, without repetition, for each word of a sentence."""
    kinds = [dictionary.kind(word) for word in words]
    for at in range(len(words)):
        yield sorted({_place(name) for name in _feature_names(words, kinds, at)})


def _place(name: str) -> int:
    return zlib.crc32(name.encode()) & ((1 << BITS) - 1)


def _feature_names(words: Sequence[str], kinds: Sequence[str], at: int) -> Iterator[str]:
    def word(place: int) -> str:
        return words[place] if 0 <= place < len(words) else EDGE

    def kind(place: int) -> str:
        return kinds[place] if 0 <= place < len(words) else EDGE

    before, after = word(at - 1), word(at + 1)
    yield "b"
    yield f"k={kinds[at]}"
    yield f"kp={kind(at - 1)}_{kinds[at]}"
    yield f"kn={kinds[at]}_{kind(at + 1)}"
    yield f"kpn={kind(at - 1)}_{kinds[at]}_{kind(at + 1)}"
    yield f"kw={kinds[at]}_{before}"
    yield f"kx={kinds[at]}_{after}"
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
