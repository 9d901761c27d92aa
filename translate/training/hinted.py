"""Sentence pairs whose names stand in Latin letters on the Arabic side, as ``translate.names``
writes them for a model that lost them: so that it learns to copy."""

from __future__ import annotations

import random
from collections.abc import Sequence

from translate.names.pairs import SharedName, clitic_of, shared_names
from translate.training.examples import Example

_TRIES = 8
"""Pairs looked at for one with a name."""


class Hinted:
    """A source of such pairs, made from ``pairs``."""

    name = "hinted"

    def __init__(self, pairs: Sequence[Example], seed: int) -> None:
        self._pairs, self._seed = pairs, seed

    def draw(self, count: int) -> Example:
        rng = random.Random(f"{self._seed}/hinted/{count}")
        for _ in range(_TRIES):
            pair = rng.choice(self._pairs)
            if names := shared_names(pair.source, pair.target):
                break
        # Now and then a name is left to the model, as it is where the tagger misses it.
        return with_latin_names(pair, [name for name in names if rng.random() < 0.9])


def with_latin_names(pair: Example, names: Sequence[SharedName]) -> Example:
    """``pair`` with ``names`` in Latin letters in its source, conjunctions before them kept."""
    source, end = [], 0
    for (begin, stop), english in sorted(names):
        if begin < end:
            continue
        clitic = clitic_of(pair.source[begin:stop], english)
        source += [pair.source[end:begin], f"{clitic} {english}" if clitic else english]
        end = stop
    return Example("".join([*source, pair.source[end:]]), pair.target, pair.task)
