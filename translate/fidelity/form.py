"""What is wrong with a rendering on its face: Arabic left in it, its length, a loop."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

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
_LOOP = re.compile(
    r"(?P<unit>\b\w+\b(?:[\s,;]+\w+){0,7}?)(?P<again>(?:[\s,;]+(?P=unit)\b)+)", re.IGNORECASE
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
    """Words said over and over: a phrase three times running and more words than emphasis takes, or
    five words twice; or text that compresses as no prose does. What the source repeats too is not
    flagged.
    """
    match = next(_repeated(target), None)
    if match is not None and next(_repeated(source), None) is None:
        note = f"“{match['unit']}” is repeated"
        return [Flag("loop", "high", note, None, match.span())]
    encoded = target.encode()
    if len(encoded) > 100 and len(encoded) / len(zlib.compress(encoded)) > MAX_COMPRESSION:
        return [Flag("loop", "high", "the English repeats itself", None, (0, len(target)))]
    return []


def _repeated(text: str) -> Iterator[re.Match[str]]:
    for match in _LOOP.finditer(text):
        unit, again = (len(match[name].split()) for name in ("unit", "again"))
        if again >= 3 * unit or (again >= 2 * unit and again > 2) or again >= 5:
            yield match
