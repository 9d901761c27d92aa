"""What real Arabic pages do to spelling and punctuation, done now and then to training text."""

from __future__ import annotations

import random
import re

from translate.arabic import arabic_ratio
from translate.training.examples import Example, Source

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
_TO_ARABIC = str.maketrans("0123456789.,%", "٠١٢٣٤٥٦٧٨٩٫٬٪")
_HAMZA = str.maketrans("أإآ", "ااا")


class Noisy:
    """Another source's examples, some of them respelt on the Arabic side; what is to be summed up
    may be English, and is left as it is."""

    def __init__(self, source: Source, seed: int) -> None:
        self.name, self.source, self._seed = source.name, source, seed

    def draw(self, count: int) -> Example:
        example = self.source.draw(count)
        if arabic_ratio(example.source) < 0.5:
            return example
        rng = random.Random(f"{self._seed}/{self.name}/noise/{count}")
        return Example(respell(example.source, rng), example.target, example.task)


def respell(arabic: str, rng: random.Random) -> str:
    """Each habit has its own small chance: Arabic-Indic digits, alefs without hamza, final ى for
    ي, other quotation marks, a Latin comma, no full stop.
    """
    if rng.random() < 0.15:
        arabic = _NUMBER.sub(lambda match: match[0].translate(_TO_ARABIC), arabic)
    if rng.random() < 0.05:
        arabic = arabic.translate(_HAMZA)
    if rng.random() < 0.03:
        arabic = re.sub(r"ي\b", "ى", arabic)
    if rng.random() < 0.3:
        opening, closing = rng.choice(("«»", "“”", "''"))
        arabic = re.sub(r'"([^"]*)"', rf"{opening}\1{closing}", arabic)
    if rng.random() < 0.04:
        arabic = arabic.replace("،", ",")
    if rng.random() < 0.05:
        arabic = arabic.removesuffix(".")
    return arabic
