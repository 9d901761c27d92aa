"""Word translation probabilities: IBM Model 1 (Brown et al. 1993), one table for each direction.

``adequacy`` is the sum of the lexical weights of both directions, as phrase-based systems had them
(Koehn et al. 2003, section 4.4), in nats a word.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from translate.arabic import fold, normalise
from translate.stems import stem

MODEL = Path(__file__).parent / "lexical.safetensors"
NULL = "<null>"
"""Stands on either side for words that nothing on the other gave rise to."""
_FLOOR = 1e-4
"""Chance of a word that none of the other side's is known to give rise to."""

_WORD = {"ar": re.compile(r"[\u0621-\u064a]+|\d+"), "en": re.compile(r"[a-z]+|\d+")}
_IN_FIGURES = re.compile(r"(?<=\d)[,،٬](?=\d)")


def words(text: str, language: str) -> list[str]:
    """Stems of the words and figures of ``language``, ``ar`` or ``en``, in order."""
    folded = _IN_FIGURES.sub("", fold(normalise(text)))
    return [stem(word, language) for word in _WORD[language].findall(folded)]


class Table:
    """``keys``: shape (n,), sorted, Arabic number times the count of English words plus English
    number; ``arabic_given_english`` and the other way round: shape (n,), probabilities. Word 0 of
    both vocabularies is ``NULL``.
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
        """Write what ``load`` reads."""
        from safetensors.numpy import save_file

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
        and adds less. Unknown words count for nothing, and nor does English that the source holds
        as it stands, as terms of a glossary are written into it."""
        given = set(words(source, "en"))
        arabic = [n for w in words(source, "ar") if (n := self._arabic.get(w))]
        english = [n for w in words(text, "en") if w not in given and (n := self._english.get(w))]
        rows, columns = sorted({0, *arabic}), sorted({0, *english})
        wanted = np.add.outer(np.array(rows) * len(self._english), np.array(columns))
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        chances = self._chances[:, places] * (self._keys[places] == wanted)
        by_arabic = np.log(_FLOOR + chances[0].mean(axis=1))
        by_english = np.log(_FLOOR + chances[1].mean(axis=0))
        return _mean(by_arabic, rows, arabic) + _mean(by_english, columns, english)


def _mean(logs: np.ndarray, numbers: Sequence[int], said: Sequence[int]) -> float:
    """Over the words that were ``said``, each as often as it was."""
    place = {number: at for at, number in enumerate(numbers)}
    return float(logs[[place[number] for number in said]].mean()) if said else 0.0


def _joined(words: dict[str, int]) -> np.ndarray:
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


def _split(joined: np.ndarray) -> list[str]:
    return joined.tobytes().decode("utf-8").split("\n")
