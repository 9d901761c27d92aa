"""An Arabic name in Latin letters: a joint-sequence model over (letter, spelling) units.

Each Arabic letter is spelt by nothing or up to ``LONGEST`` Latin letters, the short vowels that
Arabic leaves out included; an n-gram model over these units, smoothed after Witten and Bell, knows
which sequences names have (Bisani and Ney 2008, "Joint-sequence models for grapheme-to-phoneme
conversion").
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

Unit = tuple[str, str]
"""An Arabic letter and what it is spelt by."""

ORDER = 5
LONGEST = 4
START: Unit = ("<", "")
END: Unit = (">", "")

_BEAM = 16
_ARTICLE = "ال"
_CLITICS = {"و": -3.5, "ب": -5.0, "ل": -5.0, "ف": -6.0, "ك": -6.0}
"""Log-probability that a word of that initial is a conjunction or preposition and a name."""
_WITH_ARTICLE = 2.0  # "al-Hasani" rather than "Alhasani"
_PARTICLES = {
    "بن": "bin",
    "ابن": "Ibn",
    "بنت": "bint",
    "أبو": "Abu",
    "ابو": "Abu",
    "أبي": "Abi",
    "آل": "Al",
    "فان": "van",
    "فون": "von",
    "دي": "de",
    "دا": "da",
    "دوس": "dos",
}
"""Parts of names too short to be spelt by their letters."""
_VAN, _DER = ("فان", "فون"), "دير"  # elsewhere the second is a monastery
_SERVANT, _GOD = "عبد", "الله"


class Speller:
    """``grams`` maps n-grams of unit numbers to the log-probability of the last; ``backoff``
    contexts to the log of what they leave to shorter ones. Numbers are places in ``units``."""

    def __init__(
        self,
        units: Sequence[Unit],
        grams: Mapping[tuple[int, ...], float],
        backoff: Mapping[tuple[int, ...], float],
    ) -> None:
        self._units, self._grams, self._backoff = units, grams, backoff
        self._start, self._end = units.index(START), units.index(END)
        self._of: dict[str, list[int]] = defaultdict(list)
        for number, (letter, _) in enumerate(units):
            self._of[letter].append(number)

    def phrase(self, words: Sequence[str]) -> list[str]:
        """Neighbouring words of one name as ``spell`` writes them, clitics with them; compounds of
        "servant" and of "God" in one piece, which leaves nothing for the second word."""
        written: list[str] = []
        for at, word in enumerate(words):
            before = words[at - 1] if at else ""
            clitic, name = self.spell(word)
            if before in _VAN and word == _DER:
                name = "der"
            elif before.endswith(_SERVANT) and word.startswith(_ARTICLE):
                rest = self.spell(word[2:])[1]
                whole = "Abdullah" if word == _GOD else f"Abdul {rest}"
                written[-1] = " ".join(filter(None, (before.removesuffix(_SERVANT), whole)))
                name = ""
            elif before and word == _GOD:
                written[-1] += "allah"
                name = ""
            written.append(f"{clitic} {name}" if clitic else name)
        return written

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - a speller lives as long as the program
    def spell(self, word: str) -> tuple[str, str]:
        """``(clitic, name)``: the conjunction or preposition that is not of the name, in Arabic,
        and the name in Latin letters, capital first. The word has its hamzas and no vowel marks;
        letters that no name has are left out."""
        if word in _PARTICLES:
            return "", _PARTICLES[word]
        if word[:1] in _CLITICS and word[1:] in _PARTICLES:
            return word[0], _PARTICLES[word[1:]]
        best = (*self._whole(word), "")
        for clitic, price in _CLITICS.items():
            if word.startswith(clitic) and len(word) > 3:
                score, name = self._whole(word[1:])
                best = max(best, (score + price, name, clitic))
        return best[2], best[1]

    def _whole(self, word: str) -> tuple[float, str]:
        score, name = self.decode(word)
        if word.startswith(_ARTICLE) and len(word) > 4:
            bare, rest = self.decode(word[2:])
            if bare + _WITH_ARTICLE > score:
                return bare + _WITH_ARTICLE, f"al-{rest.title()}"
        return score, name.title()

    def decode(self, word: str) -> tuple[float, str]:
        """Log-probability and spelling, in small letters, of a bare name."""
        beam: list[tuple[float, tuple[int, ...], str]] = [(0.0, (self._start,) * (ORDER - 1), "")]
        for letter in word:
            grown: dict[tuple[tuple[int, ...], str], float] = {}
            for score, context, text in beam:
                for unit in self._of.get(letter, ()):
                    state = (*context[1:], unit), text + self._units[unit][1]
                    total = score + self._log(context, unit)
                    if total > grown.get(state, -math.inf):
                        grown[state] = total
            if grown:
                ranked = sorted(grown.items(), key=lambda item: -item[1])[:_BEAM]
                beam = [(score, context, text) for (context, text), score in ranked]
        return max((score + self._log(context, self._end), text) for score, context, text in beam)

    def _log(self, context: tuple[int, ...], unit: int) -> float:
        spent = 0.0
        for cut in range(len(context) + 1):
            known = self._grams.get((*context[cut:], unit))
            if known is not None:
                return spent + known
            spent += self._backoff.get(context[cut:], 0.0)
        return spent - 20.0  # a unit that training never saw
