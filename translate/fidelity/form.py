"""What is wrong with a rendering on its face: Arabic left in it, its length, a loop."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

from translate.article import Flag
from translate.fidelity.tokens import Token

MIN_LENGTH_RATIO = 0.5
MAX_LENGTH_RATIO = 2.2
"""English characters per Arabic character. Human references of 12,000 segments lie between 0.56
and 1.9 (0.1st and 99.9th percentile of sentences of ten words and more; 20 characters of slack for
short ones)."""
_SLACK = 20
MAX_COMPRESSION = 2.4
"""UTF-8 bytes per zlib byte: the bound of Whisper's decoder (Radford et al. 2022, section 4.5).
The most repetitive of the same references has 2.23."""
_LOOP_WORDS = 3
_LOOP = re.compile(
    r"(?P<unit>\b\w+\b(?:\W+\w+){0,7}?)(?P<again>(?:\W+(?P=unit)\b)+)", re.IGNORECASE
)
_WORD = re.compile(r"\w")


def untranslated(target: Sequence[Token]) -> list[Flag]:
    """One flag for each run of Arabic words in the English."""
    flags: list[Flag] = []
    start = end = -1
    for token in target:
        if token.kind == "arabic":
            start, end = (token.start if start < 0 else start), token.end
        elif start >= 0 and token.kind != "other":
            flags.append(_left(start, end))
            start = -1
    if start >= 0:
        flags.append(_left(start, end))
    return flags


def _left(start: int, end: int) -> Flag:
    return Flag("untranslated", "high", "Arabic left in the English", None, (start, end))


def nothing(source: str, target: str) -> list[Flag]:
    """A flag when the source says something and the English nothing."""
    if _WORD.search(target) or not _WORD.search(source):
        return []
    return [Flag("length", "high", "there is no English", (0, len(source)), None)]


def length(source: str, target: str) -> list[Flag]:
    """A flag when the English is empty, far too short or far too long."""
    if flags := nothing(source, target):
        return flags
    shortest = MIN_LENGTH_RATIO * len(source) - _SLACK
    longest = MAX_LENGTH_RATIO * len(source) + _SLACK
    if shortest <= len(target) <= longest:
        return []
    how = "short" if len(target) < shortest else "long"
    note = f"the English is too {how}: {len(target)} characters for {len(source)}"
    return [Flag("length", "high", note, (0, len(source)), (0, len(target)))]


def loops(source: str, target: str) -> list[Flag]:
    """Words said over and over: at least four words repeated at once, or text that compresses as
    no prose does. A repetition that the source has too is not flagged."""
    for match in _LOOP.finditer(target):
        words = len(match["again"].split())
        if words < _LOOP_WORDS or repeated(source):
            continue
        note = f"“{match['unit']}” is repeated"
        return [Flag("loop", "high", note, None, match.span())]
    encoded = target.encode()
    if len(encoded) > 100 and len(encoded) / len(zlib.compress(encoded)) > MAX_COMPRESSION:
        return [Flag("loop", "high", "the English repeats itself", None, (0, len(target)))]
    return []


def repeated(source: str) -> bool:
    """Whether the source itself says words over and over."""
    return any(len(match["again"].split()) >= _LOOP_WORDS for match in _LOOP.finditer(source))
