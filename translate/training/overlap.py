"""Does training text share a passage with evaluation text? By word n-grams, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from translate.arabic import fold

_WORD = re.compile(r"\w+")


class Overlap:
    """Remembers every run of ``size`` words of the texts given, after ``arabic.fold`` (case,
    alef and digit forms do not hide a copy). A line shorter than that is remembered whole, if it
    has at least ``least`` words: "Article 29" is no leak.
    """

    def __init__(self, texts: Iterable[str], size: int = 8, least: int = 5) -> None:
        self._size, self._least = size, least
        self._known = {gram for text in texts for gram in self._grams(text)}

    def found(self, text: str) -> str | None:
        """The first shared run of words in ``text``, or ``None``."""
        return next((gram for gram in self._grams(text) if gram in self._known), None)

    def _grams(self, text: str) -> Iterator[str]:
        for line in text.splitlines():
            words = _WORD.findall(fold(line))
            if self._least <= len(words) < self._size:
                yield " ".join(words)
            for start in range(len(words) - self._size + 1):
                yield " ".join(words[start : start + self._size])
