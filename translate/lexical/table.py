"""Word translation probabilities: IBM Model 1 (Brown et al. 1993), one table for each direction.

``adequacy`` is the sum of the lexical weights of both directions, as phrase-based systems had them
(Koehn et al. 2003, section 4.4), in nats a word.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from translate.arabic import LETTER, fold
from translate.stems import stem

MODEL = Path(__file__).parent / "lexical.safetensors"
NULL = "<null>"
"""Stands on either side for words that nothing on the other gave rise to."""
_FLOOR = math.log(1e-4)
"""Of a word that nothing on the other side is known to give rise to."""
_UNKNOWN = -5.5
"""Of an English word that the table lacks: what a known one has on average, so that names neither
help nor harm."""

_WORD = {"ar": re.compile(rf"[{LETTER}]+|\d+"), "en": re.compile(r"[a-z]+|\d+")}
_IN_FIGURES = re.compile(r"(?<=\d)[,،](?=\d)")


def words(text: str, language: str) -> list[str]:
    """Stems of the words and figures of ``language``, ``ar`` or ``en``, in order."""
    folded = _IN_FIGURES.sub("", fold(text))
    if language == "en":
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if c < "\u0300")
    return [stem(word, language) for word in _WORD[language].findall(folded)]


class Table:
    """``keys``: shape (n,), sorted, Arabic number times the count of English words plus English
    number; ``arabic_given_english`` and the other way round: shape (n,), probabilities. Word 0 of
    both vocabularies is ``NULL``. Raises ``ValueError`` where there are no entries.
    """

    def __init__(
        self,
        arabic: Sequence[str],
        english: Sequence[str],
        keys: np.ndarray,
        arabic_given_english: np.ndarray,
        english_given_arabic: np.ndarray,
        signature: str = "",
    ) -> None:
        if not len(keys):
            raise ValueError("a table without entries")
        self.signature = signature
        self._arabic = {word: number for number, word in enumerate(arabic)}
        self._english = {word: number for number, word in enumerate(english)}
        self._keys = keys
        self._chances = np.stack([arabic_given_english, english_given_arabic]).astype(np.float32)

    @classmethod
    @cache
    def load(cls, path: Path = MODEL) -> Table:
        """The table that comes with the project, or that of ``path``."""
        from safetensors.numpy import load_file

        arrays = load_file(path)
        signature = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        return cls(
            _split(arrays["arabic"]),
            _split(arrays["english"]),
            arrays["keys"].astype(np.int64),
            arrays["arabic_given_english"],
            arrays["english_given_arabic"],
            signature,
        )

    def save(self, path: Path) -> None:
        """Write what ``load`` reads. Raises ``ValueError`` for vocabularies too large for it."""
        from safetensors.numpy import save_file

        if len(self._arabic) * len(self._english) >= 1 << 32:
            raise ValueError("pairs of words are kept as numbers of 32 bits")

        arrays = {
            "arabic": _joined(self._arabic),
            "english": _joined(self._english),
            "keys": self._keys.astype(np.uint32),
            "arabic_given_english": self._chances[0].astype(np.float16),
            "english_given_arabic": self._chances[1].astype(np.float16),
        }
        save_file(arrays, path)
        path.chmod(0o644)  # safetensors writes for the owner alone

    def adequacy(self, source: str, text: str) -> float:
        """At most 0; higher where the English ``text`` accounts for more of the Arabic ``source``
        and adds less. Arabic that the table lacks counts for nothing, and nor do English words
        that the source holds as they stand, as terms of a glossary are written into it."""
        return self.adequacies(source, [text])[0]

    def adequacies(self, source: str, texts: Sequence[str]) -> list[float]:
        """``adequacy`` of several renderings of one source."""
        given = {word for word in words(source, "en") if not word.isdigit()}
        arabic = [number for w in words(source, "ar") if (number := self._arabic.get(w))]
        return [
            self._adequacy(arabic, [w for w in words(text, "en") if w not in given])
            for text in texts
        ]

    def likelihood(self, arabic: str, english: Collection[str]) -> float:
        """The greatest chance, in either direction, of the stem ``arabic`` and one of ``english``
        being each other's translation; 0 for what the table lacks."""
        numbers = [self._english[word] for word in english if word in self._english]
        if arabic not in self._arabic or not numbers:
            return 0.0
        return float(self._lookup([self._arabic[arabic]], sorted(numbers)).max())

    def _lookup(self, arabic: Sequence[int], english: Sequence[int]) -> np.ndarray:
        """Shape (2, arabic, english): chances of the Arabic word and of the English one."""
        wanted = np.add.outer(np.array(arabic) * len(self._english), np.array(english))
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        found: np.ndarray = self._chances[:, places] * (self._keys[places] == wanted)
        return found

    def _adequacy(self, arabic: Sequence[int], said: Sequence[str]) -> float:
        english = [number for word in said if (number := self._english.get(word))]
        rows, columns = sorted({0, *arabic}), sorted({0, *english})
        chances = self._lookup(rows, columns)
        with np.errstate(divide="ignore"):
            by_arabic = np.logaddexp(_FLOOR, np.log(chances[0].mean(axis=1)))
            by_english = np.logaddexp(_FLOOR, np.log(chances[1].mean(axis=0)))
        unknown = [_UNKNOWN] * (len(said) - len(english))
        return _mean(_of(by_arabic, rows, arabic)) + _mean(
            [*_of(by_english, columns, english), *unknown]
        )


def _of(logs: np.ndarray, numbers: Sequence[int], said: Sequence[int]) -> list[float]:
    """One for each word that was ``said``, in the order of those."""
    place = {number: at for at, number in enumerate(numbers)}
    return [min(0.0, float(logs[place[number]])) for number in said]


def _mean(logs: Sequence[float]) -> float:
    """Nothing said accounts for nothing."""
    return sum(logs) / len(logs) if logs else _FLOOR


def _joined(words: dict[str, int]) -> np.ndarray:
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


def _split(joined: np.ndarray) -> list[str]:
    return joined.tobytes().decode("utf-8").split("\n")
