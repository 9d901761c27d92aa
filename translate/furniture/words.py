"""How much two pieces of a page have to say to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from translate.arabic import fold

Run = tuple[str, str, str]

_WORD = re.compile(r"[^\W_]+")
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س")
_SUFFIXES = ("هما", "ها", "هم", "نا", "ات", "ون", "ين", "ان", "يه", "تين", "ه", "ي", "ت", "ا")
_WEAK = re.compile("[اوي]")
_STOP = frozenset(
    fold(
        "في من على إلى عن أن إن هو هي هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد كان كانت مع "
        "بعد قبل بين كل أو ثم حتى عند هل ماذا لماذا كيف أين متى غير أي كما لكن حول منذ ضد عبر دون"
    ).split()
)


def words(text: str) -> list[str]:
    """Folded words, in order."""
    return _WORD.findall(fold(text))


def runs(sequence: list[str]) -> set[Run]:
    """Every run of three words, the conjunction of the first word aside."""
    if sequence and sequence[0][0] == "و" and len(sequence[0]) > 3:
        sequence = [sequence[0][1:], *sequence[1:]]
    return set(zip(sequence, sequence[1:], sequence[2:], strict=False))


def stems(text: str) -> set[str]:
    """Light stems of the content words and, where three letters remain, their consonants."""
    found: set[str] = set()
    for word in words(text):
        if word in _STOP or len(word) < 3:
            continue
        stem = _strip(word)
        found.add(stem)
        consonants = _WEAK.sub("", stem)
        if len(consonants) >= 3:
            found.add(consonants)
    return found


@lru_cache(maxsize=1 << 16)
def _strip(word: str) -> str:
    prefix = next((p for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= 3), "")
    word = word[len(prefix) :]
    suffix = next((s for s in _SUFFIXES if word.endswith(s) and len(word) - len(s) >= 3), "")
    return word[: len(word) - len(suffix)]


def overlap(headline: str, body: Iterable[str]) -> float:
    """The share of the headline's content words that the body mentions."""
    wanted = {_strip(word) for word in words(headline) if word not in _STOP and len(word) > 2}
    if not wanted:
        return 0.0
    said = {_strip(word) for text in body for word in words(text)}
    return len(wanted & said) / len(wanted)
