"""Words and figures of a sentence with their spans: the one scan that every check reads."""

from __future__ import annotations

import re
from typing import NamedTuple

from translate.arabic import LETTER

_LATIN = r"[^\W\d_؀-ۿ]"
_TOKEN = re.compile(
    r"(?P<time>(?<![\d:])\d{1,2}:\d{2}(?![\d:]))"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{3}(?: \d{3})* \d{1,2}(?![\d.,:/])"
    r"|\d+(?:[.,،'’]\d+)*)"
    rf"|(?P<arabic>[{LETTER}]+)"
    rf"|(?P<latin>{_LATIN}(?:\.{_LATIN})+(?!{_LATIN})|{_LATIN}+(?:['’&]{_LATIN}+)*)"
    r"|(?P<other>\S)"
)


class Token(NamedTuple):
    """``kind`` is ``time``, ``number``, ``arabic``, ``latin`` or ``other`` (one mark)."""

    kind: str
    text: str
    start: int
    end: int


def listed(words: str) -> tuple[str, ...]:
    """A table of words written as running text."""
    return tuple(words.split())


def scan(text: str) -> list[Token]:
    """All tokens in order. Arabic is expected as ``translate.arabic.fold`` leaves it."""
    return [
        Token(match.lastgroup or "other", match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]
