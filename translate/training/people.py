"""People who do not exist, in both scripts: the model must spell what it reads, not recall."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from translate.training.tables import rows

_FAMILY_FIRST = frozenset(("korean", "chinese"))


@dataclass(frozen=True)
class Person:
    """Full name and family name, Arabic then English."""

    full: tuple[str, str]
    last: tuple[str, str]


class People:
    """Draws persons: given and family names of one culture, sometimes of two; now and then the
    family name is a word from ``lexicon`` (Arabic, English), spelt as its pair says.
    """

    def __init__(self, lexicon: Sequence[tuple[str, str]] = (), lexicon_share: float = 0.4) -> None:
        self._lexicon = lexicon
        self._share = lexicon_share if lexicon else 0.0

    def draw(self, rng: random.Random, kind: str = "male") -> Person:
        """``kind`` is ``male`` or ``female``."""
        names = _names()
        culture = rng.choice(sorted(names))
        family_culture = rng.choice(sorted(names)) if rng.random() < 0.1 else culture
        given = rng.choice(names[culture][kind])
        if rng.random() < self._share:
            family = rng.choice(self._lexicon)
            if rng.random() < 0.3:
                given = rng.choice(self._lexicon)
        else:
            family = rng.choice(names[family_culture]["family"])
        first, second = given, family
        if family_culture in _FAMILY_FIRST:
            first, second = family, given
        return Person((f"{first[0]} {second[0]}", f"{first[1]} {second[1]}"), family)


@cache
def _names() -> dict[str, dict[str, list[tuple[str, str]]]]:
    cultures: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in rows("names"):
        kinds = cultures.setdefault(row["culture"], {"male": [], "female": [], "family": []})
        kinds[row["kind"]].append((row["arabic"], row["english"]))
    return cultures
