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

_STOP = re.compile(
    r"(?P<stop>[.!?؟…۔]+)"
    r"(?P<close>[\"”»“'’›)\]}]*)"
    r"(?P<stray>(?:[ \t\u00a0]{0,3}[.!?؟…]+[\"”»’)\]]*(?=\s|$))*)"
)
_BRACKETED = re.compile(r"\([^()\n]{0,300}\)|\[[^][\n]{0,300}\]")
_QUOTES = frozenset("\"”»“’'›")
_CONTINUES = frozenset("،؛:,;)]}»”/%-–—")
_ARABIC_WORD = re.compile(f"[{LETTER}\u064b-\u0652\u0640]+")
_WORD = re.compile(r"\w+")
_PREFIX = re.compile("^[\"“”«»'(\\[]*(?:و|ف)?(?:ب|ل|ك|لل)?")
_OPENING = "\"“”«»'‘([{- –—•"


def split_paragraph(text: str, start: int, end: int) -> list[Span]:
    """The sentences of ``text[start:end]`` as trimmed spans that hold every non-space character."""
    cuts = [*_boundaries(text, start, end), end]
    spans: list[Span] = []
    position = start
    for cut in cuts:
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
    brackets = iter([match.span() for match in _BRACKETED.finditer(text, start, end)])
    bracket = next(brackets, None)
    sentence_start = start
    for match in _STOP.finditer(text, start, end):
        while bracket and bracket[1] <= match.start():
            bracket = next(brackets, None)
        if bracket and bracket[0] < match.start() < bracket[1] and match.end() < bracket[1]:
            continue
        close = match["close"]
        cut = match.end()
        if close and not match["stray"] and cut < end and text[cut].isalnum():
            # A quote stuck to the next word opens it: 'انتهى."بدأ'.
            cut = match.end("stop")
            close = ""
        if cut < end and _ends(text, sentence_start, match.start(), match["stop"], close, cut, end):
            yield cut
            sentence_start = cut


def _ends(text: str, low: int, stop_at: int, stop: str, close: str, cut: int, end: int) -> bool:
    """Whether the stop at ``stop_at`` ends a sentence that began at ``low``."""
    following = text[cut : cut + 80]
    rest = following.lstrip()
    if not rest:
        return True
    if rest[0] in _CONTINUES and not (rest[0] in "-–—" and len(rest) > 1 and rest[1].isspace()):
        return False
    spaced = following[0].isspace()
    word = _first_word(rest)
    if not spaced and not close:
        return _glued(text, low, stop_at, stop, following)
    if rest[0].islower() and rest[0].isascii():
        return False
    quoted = any(mark in _QUOTES for mark in close)
    if "؟" in stop or "?" in stop or "!" in stop:
        return not quoted or _opens(word) or rest[0] in '"“«'
    if stop != "." and stop != "۔":
        return _opens(word)
    if close:
        return True
    return not _is_abbreviation(text, low, stop_at, word, rest)


def _first_word(rest: str) -> str:
    match = _WORD.search(rest.lstrip(_OPENING))
    return match[0] if match else ""


def _opens(word: str) -> bool:
    return fold(word) in words.OPENERS


def _glued(text: str, low: int, stop_at: int, stop: str, following: str) -> bool:
    """A stop with no space after it: a missing space ("النزاع.وقال") or part of a token."""
    next_word = _ARABIC_WORD.match(following)
    if not next_word or len(next_word[0]) < 2:
        return following[0] in "“«" and stop in ".؟!"
    if stop[0] in "؟!?":
        return True
    if len(stop) > 1 or "…" in stop:
        return _opens(next_word[0])
    token = _token_before(text, low, stop_at)
    last = token.rsplit(".", 1)[-1]
    return "." not in token and len(last) >= 3 and last not in words.LETTER_NAMES


def _token_before(text: str, low: int, stop_at: int) -> str:
    piece = text[max(low, stop_at - 40) : stop_at]
    return piece.split()[-1] if piece and not piece[-1].isspace() and piece.split() else ""


def _is_abbreviation(text: str, low: int, stop_at: int, next_word: str, rest: str) -> bool:
    token = _token_before(text, low, stop_at).strip("\"“”«»'([")
    if not token:
        return False
    bare = token.replace("ـ", "")
    stem = bare[1:] if len(bare) > 1 and bare[0] in "وف" else bare
    before = text[max(low, stop_at - len(token) - 40) : stop_at - len(token)].split()
    previous = before[-1] if before else ""
    if token.isascii():
        return _english_abbreviation(token, previous, next_word, rest)
    if token.isdigit():
        return not before  # a list number opening the sentence
    if not before and len(stem) == 1:
        return True  # "أ. " opening a list item
    if bare in words.FINAL_ABBREVIATIONS or token in words.FINAL_ABBREVIATIONS:
        if previous.strip("()").isdigit() or len(bare) > 1:
            return False
    if len(stem) == 1:
        return not (previous in words.LETTERED_NOUNS and next_word)
    if stem in words.ABBREVIATIONS or bare in words.ABBREVIATIONS:
        return True
    if all(len(part) <= 1 for part in stem.split(".")):
        return not _opens(next_word)
    if stem in words.LETTER_NAMES:
        if fold(next_word) in _FOLDED_LETTER_NAMES:
            return True
        return previous.endswith(".") and not _opens(next_word)
    return False


_FOLDED_LETTER_NAMES = frozenset(fold(name) for name in words.LETTER_NAMES)


def _english_abbreviation(token: str, previous: str, next_word: str, rest: str) -> bool:
    lower = token.lower()
    if token.isdigit():
        return not previous
    if lower in words.ENGLISH_MAY_END:
        return not rest[0].isupper() or next_word in {"President", "Army", "Navy", "Congress"}
    if lower in words.ENGLISH_ABBREVIATIONS:
        return True
    return len(token) == 1 and token.isupper() and token != "I"
