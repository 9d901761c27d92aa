"""Where one sentence ends and the next begins, inside one paragraph, in Arabic or English.

The convention: a sentence is what a translator should see whole. A stop inside a quotation ends
one ("… في المقابل. لذلك …"), because engines drop the second of two sentences; the Arabic comma
and semicolon, a colon before speech and a pause of dots do not; a quoted question followed by its
verb stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.arabic import LETTER, fold
from translate.article import Span
from translate.sentences import words
from translate.sentences.abbreviations import (
    first_word,
    is_abbreviation,
    is_missing_space,
    read_stop,
)

_STOP = re.compile(
    r"(?P<stop>[.!?؟…۔]+)"
    r"(?P<close>[\"”»“'’›)\]}]*)"
    r"(?P<stray>(?:[ \t\u00a0]{0,3}[.!?؟…]+[\"”»’)\]]*(?=\s|$))*)"
)
_BRACKETED = re.compile(r"\([^()\n]{0,300}\)|\[[^][\n]{0,300}\]")
_QUOTES = frozenset("\"”»“’'›")
_PAIRS = {'"': '"', "“": "”", "«": "»"}
_GOES_ON = frozenset("،؛:,;)]}»”/%-–—")
_NEXT_WORD = re.compile(f"[{LETTER}\u064b-\u0652\u0640]{{2,}}")
_WORD = re.compile(r"\w")
_INK = re.compile(r"\S")
_AFTER = 80  # characters after a stop that can matter to it
_BEFORE = 600  # and before it


def split_paragraph(text: str, start: int, end: int) -> list[Span]:
    """The sentences of ``text[start:end]`` as trimmed spans that hold every non-space character."""
    spans: list[Span] = []
    position = start
    for cut in (*_boundaries(text, start, end), end):
        first, last = trim(text, position, cut)
        position = cut
        if first == last:
            continue
        if spans and not _WORD.search(text, first, last):
            spans[-1] = (spans[-1][0], last)  # stray punctuation belongs to what it follows
        else:
            spans.append((first, last))
    return spans


def trim(text: str, start: int, end: int) -> Span:
    """The span without the spaces at its ends."""
    piece = text[start:end]
    stripped = piece.strip()
    first = start + len(piece) - len(piece.lstrip()) if stripped else start
    return first, first + len(stripped)


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    brackets = (match.span() for match in _BRACKETED.finditer(text, start, end))
    bracket = next(brackets, None)
    low = start  # where the sentence at hand begins
    for match in _STOP.finditer(text, start, end):
        while bracket and bracket[1] <= match.start():
            bracket = next(brackets, None)
        cut, close = match.end(), match["close"]
        if bracket and bracket[0] < match.start() and not match["stray"]:
            opening = _INK.search(text, low)
            whole = opening is not None and opening.start() == bracket[0]
            if cut < bracket[1] or not whole:
                continue
        if close and not match["stray"] and cut < end and text[cut].isalnum():
            cut, close = match.end("stop"), ""  # it opens the next word: 'انتهى."بدأ'
        if cut < end and _ends(text[cut : min(end, cut + _AFTER)], text, low, match, close):
            yield cut
            low = cut


def _ends(following: str, text: str, low: int, match: re.Match[str], close: str) -> bool:
    """Whether a stop ends the sentence that began at ``low``, given the text after it."""
    stop, rest = match["stop"], following.lstrip()
    if not rest:
        return True
    dash = rest[0] in "-–—" and rest[1:2].isspace()
    if rest[0] in _GOES_ON and not dash:
        return False
    asks = any(mark in stop for mark in "؟?!")
    if not following[0].isspace() and not close:
        return _ends_stuck(rest, text, low, match.start(), stop, asks)
    if rest[0].isascii() and rest[0].islower():
        return False
    word = fold(first_word(rest))
    if close and word in words.CONTINUERS:
        return False
    if "." in match["stray"]:
        return True
    if asks:
        if _QUOTES.isdisjoint(close) or word in words.SPEECH_OPENERS or rest[0] in '"“«':
            return True
        said = text[max(low, match.start() - _BEFORE) : match.start()]
        return word not in words.CARRIES_ON and _closes_speech(said)
    if stop not in (".", "۔"):
        return word in words.SPEECH_OPENERS  # a pause of dots
    return not is_abbreviation(read_stop(text, low, match.start(), rest))


def _closes_speech(said: str) -> bool:
    """Whether a quotation that a colon brought in is open, and none around it."""
    before, colon, quoted = said.rpartition(":")
    quoted = quoted.lstrip()
    if not colon or quoted[:1] not in _PAIRS or before.count('"') % 2:
        return False
    return _PAIRS[quoted[0]] not in quoted[1:] and before.count("«") == before.count("»")


def _ends_stuck(rest: str, text: str, low: int, at: int, stop: str, asks: bool) -> bool:
    """A stop with no space after it: a space was lost, or it is part of a word."""
    word = _NEXT_WORD.match(rest)
    if not word:
        return rest[0] in "“«" and stop in (".", "؟", "!")
    if asks:
        return True
    if stop != ".":
        return fold(word[0]) in words.SPEECH_OPENERS
    return is_missing_space(read_stop(text, low, at, rest).word, word[0])
