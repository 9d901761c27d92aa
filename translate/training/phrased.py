"""Sentence pairs with words in English on the Arabic side, as ``translate.translator`` writes them
for a model that lost them: so that it learns to copy and to bend them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from translate.enforcement import lost
from translate.glossary import Glossary, written
from translate.training.examples import Example

_TRIES = 8
"""Pairs looked at for one with such a word."""


class Phrased:
    """A source of such pairs, made from ``pairs`` and the loose terms of ``glossary`` that their
    English renders: one, two or three of them."""

    name = "phrased"

    def __init__(self, pairs: Sequence[Example], glossary: Glossary, seed: int) -> None:
        self._pairs, self._seed = pairs, seed
        self._glossary = Glossary(entry for entry in glossary if entry.loose)

    def draw(self, count: int) -> Example:
        rng = random.Random(f"{self._seed}/phrased/{count}")
        for _ in range(_TRIES):
            pair = rng.choice(self._pairs)
            terms = self._glossary.find(pair.source)
            missing = lost(terms, pair.target)
            said = [term for term in terms if term not in missing]
            if said:
                some = rng.sample(said, min(len(said), rng.randint(1, 3)))
                shown = written(pair.source, [term for term in terms if term in some])
                return Example(shown, pair.target, pair.task)
        return pair
