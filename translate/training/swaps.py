"""Real sentence pairs with names, weekdays, months and numbers exchanged on both sides at once,
so that copying what is read pays, and remembering what usually stands there does not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from translate.training.examples import Example
from translate.training.tables import WEEKDAYS, rows

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NUMBER = re.compile(r"(?<![\w.,/:-])[1-9]\d{1,3}(?![\w/:-]|[.,]\d)")
_PREFIXES = ("", "و", "ب", "ل", "ف", "وب", "ول")

Swap = Callable[[Example, random.Random], Example]


class Swapped:
    """A source of exchanged pairs, made from the ``pairs`` that offer something to exchange.

    ``names``: (Arabic, English) words that are spellings of each other.
    """

    name = "swapped"

    def __init__(
        self, pairs: Sequence[Example], names: Sequence[tuple[str, str]], seed: int
    ) -> None:
        self._seed = seed
        calendar = {english for _, english in (*WEEKDAYS, *_months())}
        self._names = [name for name in names if name[1] not in calendar]
        self._spellings = set(self._names)
        self._english = {english for _, english in self._names}
        rng = random.Random(f"{seed}/swapped")
        self._pairs = [pair for pair in pairs if self.swap(pair, rng) != pair]

    def __len__(self) -> int:
        return len(self._pairs)

    def draw(self, count: int) -> Example:
        rng = random.Random(f"{self._seed}/swapped/{count}")
        return self.swap(rng.choice(self._pairs), rng)

    def swap(self, pair: Example, rng: random.Random) -> Example:
        """``pair`` with everything exchanged that stands exactly once on each side."""
        pair = swap_words(pair, WEEKDAYS, rng)
        if "/" not in pair.source:  # "أيلول/سبتمبر" names one month twice
            pair = swap_words(pair, _months(), rng)
        return self.swap_names(swap_numbers(pair, rng), rng)

    def swap_names(self, pair: Example, rng: random.Random) -> Example:
        """Names of the lexicon, each replaced by another one picked at random."""
        source, target = pair.source, pair.target
        words = set(_WORD.findall(source))
        for english in sorted(set(_WORD.findall(target)) & self._english):
            arabic = [
                (prefix, stem)
                for word in words
                for prefix in _PREFIXES
                if word.startswith(prefix)
                and (stem := word[len(prefix) :])
                and (stem, english) in self._spellings
            ]
            if len(arabic) != 1:
                continue
            prefix, stem = arabic[0]
            if _count(stem, source, prefix) != 1 or _count(english, target) != 1:
                continue
            new, new_english = rng.choice(self._names)
            source = _replace(stem, new, source, prefix)
            target = _replace(english, new_english, target)
        return Example(source, target, pair.task)


def swap_words(pair: Example, table: Sequence[tuple[str, str]], rng: random.Random) -> Example:
    """Words of ``table`` that stand once on each side, each replaced by another of its words."""
    source, target = pair.source, pair.target
    for arabic, english in table:
        once = _count(arabic, pair.source) == 1 == _count(english, pair.target)
        if once and _count(arabic, source) == 1 == _count(english, target):
            new, new_english = rng.choice(table)
            if _count(new_english, target):
                continue
            source, target = _replace(arabic, new, source), _replace(english, new_english, target)
    return Example(source, target, pair.task)


def swap_numbers(pair: Example, rng: random.Random) -> Example:
    """Numbers of two to four digits that stand once on each side; years stay years."""
    source, target = pair.source, pair.target
    for number in sorted(set(_NUMBER.findall(pair.source)) & set(_NUMBER.findall(pair.target))):
        if source.count(number) != 1 or target.count(number) != 1:
            continue
        value = int(number)
        low, high = next((low, high) for low, high in _RANGES if low <= value <= high)
        new = str(rng.randint(low, high))
        if new in source or new in target:
            continue
        source, target = source.replace(number, new), target.replace(number, new)
    return Example(source, target, pair.task)


_RANGES = ((10, 28), (29, 99), (1900, 2030), (100, 999), (1000, 9999))
"""Days stay days, years stay years."""


def _months() -> list[tuple[str, str]]:
    return [
        (row[kind], row["english"]) for row in rows("months") for kind in ("gregorian", "levantine")
    ]


def _pattern(word: str, prefix: str = "") -> str:
    return rf"(?<!\w){prefix}{re.escape(word)}(?!\w|['’]\w)"


def _count(word: str, text: str, prefix: str = "") -> int:
    return len(re.findall(_pattern(word, prefix), text))


def _replace(word: str, new: str, text: str, prefix: str = "") -> str:
    return re.sub(_pattern(word, prefix), lambda _: prefix + new, text)
