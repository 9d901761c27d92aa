"""How well an English spelling writes down an Arabic name: a weighted edit distance over sounds.

Arabic leaves short vowels out and English has several letters for one Arabic one, so consonants
carry the weight: ``نجيب`` is as near to *Najib* as to *Nageeb*, and far from *Nabil*.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from translate.arabic import fold, normalise

# What each folded Arabic letter is heard as in English, the usual first; "" is silence.
_SOUNDS: dict[str, tuple[str, ...]] = {
    "ا": ("a", "e", "", "i", "o", "u"),
    "ء": ("", "a", "e", "i"),
    "ب": ("b", "p"),
    "ت": ("t", "th"),
    "ث": ("th", "s", "t"),
    "ج": ("j", "g", "ch", "zh", "dj", "y"),
    "ح": ("h", "kh", "ch"),
    "خ": ("kh", "h", "k", "ch", "j", "x"),
    "د": ("d", "t"),
    "ذ": ("dh", "d", "z", "th"),
    "ر": ("r", "l"),
    "ز": ("z", "s", "j"),
    "س": ("s", "c", "z", "x", "ts", "sc"),
    "ش": ("sh", "ch", "s", "sch", "sc", "c"),
    "ص": ("s", "c"),
    "ض": ("d", "dh", "z"),
    "ط": ("t", "d"),
    "ظ": ("z", "dh", "d", "th"),
    "ع": ("", "a", "e", "i", "o", "u"),
    "غ": ("gh", "g", "h", "r"),
    "ف": ("f", "v", "ph", "w"),
    "ق": ("k", "q", "c", "g", "ck", "kh"),
    "ك": ("k", "c", "ck", "q", "x", "ch", "g", "ks"),
    "ل": ("l",),
    "م": ("m", "n"),
    "ن": ("n", "m"),
    "ه": ("h", "a", "", "t", "e"),
    "و": ("w", "o", "u", "v", "", "au", "f"),
    "ي": ("y", "i", "e", "", "j", "ia", "a"),
    "چ": ("ch", "c", "j", "g"),
    "×": ("x", "ks", "cs"),
    "پ": ("p",),
    "ڤ": ("v",),
    "گ": ("g",),
}
_WEAK = frozenset("اءعهوي")  # letters that English may well not write
_VOWELS = frozenset("aeiouy")
_ENGLISH_SOUND = re.compile("sch|tch|dj|sh|ch|kh|gh|th|dh|ph|ck|zh|ts|sc|ks|[a-z]")
_ARTICLE = re.compile(r"\b(?:al|el|ad|ar|as|at|az|an|ash|the)[ \-'’](?=\w)|\bal(?=\w{4})")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)(?:ال|لل)(?=\w{2})")


def plain(english: str) -> str:
    """Lower case without accents: ``Erdoğan`` and ``erdogan`` are one name."""
    decomposed = unicodedata.normalize("NFKD", english.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=1 << 16)
def similarity(arabic: str, english: str) -> float:
    """From 0 (nothing in common) to 1 (a usual spelling of it); articles and spaces do not count.

    Either text without any letter of its script gives 0.
    """
    letters = _arabic_letters(arabic)
    sounds = _english_sounds(english)
    if not letters or not sounds:
        return 0.0
    weight = max(
        sum(_missing(letter) for letter in letters), sum(_extra(sound) for sound in sounds)
    )
    return max(0.0, 1.0 - _distance(letters, sounds) / weight)


def _arabic_letters(arabic: str) -> list[str]:
    # The article is told from إل (Elias) before folding makes them one.
    folded = fold(_ARABIC_ARTICLE.sub("", normalise(arabic)))
    return [c for c in folded.replace("تش", "چ").replace("كس", "×") if c in _SOUNDS]


def _english_sounds(english: str) -> list[str]:
    text = _ARTICLE.sub("", plain(english))
    text = re.sub(r"([a-z])\1", r"\1", text)
    return _ENGLISH_SOUND.findall(text)


def _distance(letters: list[str], sounds: list[str]) -> float:
    row = [0.0]
    for sound in sounds:
        row.append(row[-1] + _extra(sound))
    for letter in letters:
        missing = _missing(letter)
        above, row = row, [row[0] + missing]
        for column, sound in enumerate(sounds, 1):
            row.append(
                min(
                    above[column] + missing,
                    row[column - 1] + _extra(sound),
                    above[column - 1] + _mismatch(letter, sound),
                )
            )
    return row[-1]


def _missing(letter: str) -> float:
    return 0.3 if letter in _WEAK else 1.0


def _extra(sound: str) -> float:
    if sound in _VOWELS:
        return 0.1
    return 0.5 if sound in ("h", "w", "gh") else 1.0


def _mismatch(letter: str, sound: str) -> float:
    heard = _SOUNDS[letter]
    if sound in heard:
        return 0.0 if heard.index(sound) < 2 else 0.15
    return 0.5 if letter in _WEAK and sound in _VOWELS else 1.2
