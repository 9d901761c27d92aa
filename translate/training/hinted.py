"""Sentence pairs whose names stand in Latin letters on the Arabic side, as ``translate.names``
writes them for a model that lost them: so that it learns to copy."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from translate.names.pairs import SharedName, clitic_of, shared_names
from translate.training.examples import Example

_TRIES = 8
"""Pairs looked at for one with a name."""
_MISSPELT = 0.4
"""Chance of a name to be spelt otherwise than in the pair, on both sides: what was never seen can
only be copied."""
_KINDS = ("aeiou", "bcdfghjklmnpqrstvwyz")


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
        names = [name for name in names if rng.random() < 0.9]
        for english in sorted({name.english for name in names}):
            # One that stands twice is written in Latin letters only once: it keeps its spelling.
            if len(english) > 3 and rng.random() < _MISSPELT and _stands_once(english, pair.target):
                pair, names = _renamed(pair, names, english, misspelt(english, rng))
        return with_latin_names(pair, names)


def misspelt(name: str, rng: random.Random) -> str:
    """``name`` with one letter in five exchanged for another of its kind, but not the first."""
    letters = list(name)
    for at in rng.sample(range(1, len(name)), 1 + len(name) // 6):
        for kind in _KINDS:
            if letters[at] in kind:
                letters[at] = rng.choice(kind)
    return "".join(letters)


def _stands_once(name: str, text: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) == 1


def _renamed(
    pair: Example, names: Sequence[SharedName], old: str, new: str
) -> tuple[Example, list[SharedName]]:
    target = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, pair.target)
    spelt = [name._replace(english=new) if name.english == old else name for name in names]
    return Example(pair.source, target, pair.task), spelt


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
