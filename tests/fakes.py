"""Engines without a model."""

from __future__ import annotations

import random
from collections.abc import Sequence

from translate.engines.base import GREEDY, DecodeOptions, Hypothesis


def english_of(text: str) -> str:
    """A 'translation' of plausible length, different for every source."""
    letters = random.Random(text)
    names = ["".join(letters.choices("aeioubdgklmnprst", k=6)) for _ in text.split()[1:]]
    return " ".join([*names, f"end{sum(map(ord, text)) % 9973}."])


class FakeEngine:
    """Translates by ``english_of`` and remembers what it was asked."""

    name = "fake"
    signature = "model:fake|rev:1"
    max_source_tokens = 200

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        self.calls.append(list(texts))
        return [Hypothesis(english_of(text), -0.5, len(text.split())) for text in texts]


class RaggedEngine(FakeEngine):
    """Fails at random in every way an engine can: raises, loops, says nothing, miscounts, leaves
    Arabic, does not stop."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._random = random.Random(seed)

    def generate(self, texts: Sequence[str], options: DecodeOptions = GREEDY) -> list[Hypothesis]:
        fate = self._random.random()
        if fate < 0.05:
            raise RuntimeError("out of memory")
        found = [self._one(text) for text in texts]
        return found[:-1] if fate < 0.1 else found

    def _one(self, text: str) -> Hypothesis:
        good = english_of(text)
        fate = self._random.random()
        bad = {0: "", 1: "again and " * 40, 2: text, 3: good * 9}.get(int(fate * 40), good)
        return Hypothesis(bad, -9.0 if fate > 0.97 else -0.5, 5, finished=fate < 0.95)
