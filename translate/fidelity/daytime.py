"""Whether a time of day stayed in its half of the day."""

from __future__ import annotations

import re

from translate.arabic import fold
from translate.article import Flag

_ENGLISH = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap])\.?m\b", re.IGNORECASE
)
_MARKS = {"am": "صباح|فجر|الصبح", "pm": "مساء|عصر|ظهر|مغرب|عشاء"}
_ARABIC = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?![\d:])"
    + "".join(rf"(?P<{half}>(?=\s+\(?\w*(?:{fold(words)})))?" for half, words in _MARKS.items())
)
_ANY_MARK = re.compile(fold("|".join(_MARKS.values()) + "|ليل|عشية|غروب"))


def check(folded: str, target: str) -> list[Flag]:
    """Flags of kind ``number`` for figures like ``9:30`` that were given the other half of the day
    (high), or the afternoon that an Arabic time before noon says nothing of (medium).
    """
    flags = []
    theirs = list(_ENGLISH.finditer(target))
    ours = list(_ARABIC.finditer(folded)) if theirs else []
    for time in theirs:
        half = time["half"].lower() + "m"
        for match in ours:
            if _clock(match) != _clock(time):
                continue
            other = "am" if half == "pm" else "pm"
            if match.group(other) is not None and match.group(half) is None:
                note = f"{target[slice(*time.span())]} is the wrong half of the day"
                flags.append(Flag("number", "high", note, match.span(), time.span()))
            elif half == "pm" and match["minute"] and not _ANY_MARK.search(folded):
                note = f"{target[slice(*time.span())]} has no half of the day in the Arabic"
                flags.append(Flag("number", "medium", note, match.span(), time.span()))
            break
    return flags


def _clock(match: re.Match[str]) -> tuple[int, int]:
    return int(match["hour"]), int(match["minute"] or 0)
