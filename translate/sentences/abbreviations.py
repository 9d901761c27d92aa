"""Full stops that belong to a word: titles, initials, acronyms, list numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.arabic import fold
from translate.sentences import words

_NEAR = 60  # characters before a stop that can matter to it
_WORD = re.compile(r"\w+")
_OPENING = "\"“”«»'‘([{- –—•"
_LETTER_AGAIN = re.compile(r"[\"“«]?(?P<name>\w+)\s?[.\"”»]")


@dataclass(frozen=True)
class Stop:
    """A full stop: the word it follows (``""`` after a space), the word before that, whether the
    word opens its sentence, and the text after the stop."""

    word: str
    previous: str
    first: bool
    rest: str


def read_stop(text: str, low: int, at: int, rest: str) -> Stop:
    """The stop at ``at`` of a sentence that begins at ``low``."""
    near = text[max(low, at - _NEAR) : at]
    parts = near.split()
    if not parts or near[-1].isspace():
        return Stop("", "", False, rest)
    word = parts[-1].strip("\"“”«»'([").replace("ـ", "")
    return Stop(word, parts[-2] if len(parts) > 1 else "", len(parts) == 1, rest)


def first_word(rest: str) -> str:
    """The first word of what follows a stop."""
    match = _WORD.search(rest.lstrip(_OPENING))
    return match[0] if match else ""


def opens_sentence(word: str) -> bool:
    """Whether a word is one that news sentences open with ("وأضاف", "وفي", "كما")."""
    return fold(word) in words.OPENERS


def is_abbreviation(stop: Stop) -> bool:
    """Whether the stop belongs to its word and the sentence goes on."""
    word = stop.word
    if not word:
        return False
    if word.isdigit():
        return stop.first and len(word) <= 3  # "1. " opening a list item
    if word.isascii():
        return _is_english_abbreviation(stop)
    title = word[1:] if len(word) > 1 and word[0] == "و" else word  # "ود. ليلى"
    if stop.first and len(title) == 1:
        return True  # "أ. " opening a list item
    if word in words.FINAL_ABBREVIATIONS or (stop.previous.isdigit() and len(word) == 1):
        return False
    if fold(word) in words.LETTER_NAMES:
        again = _LETTER_AGAIN.match(stop.rest)
        if again and fold(again["name"]) in words.LETTER_NAMES:
            return True
        return stop.previous.endswith(".") and not opens_sentence(first_word(stop.rest))
    dotted = all(len(part) == 1 for part in title.split("."))
    if dotted and len(title) == 1 and stop.previous.lstrip("و") in words.LETTERED_NOUNS:
        return False
    return (dotted or title in words.ABBREVIATIONS) and not opens_sentence(first_word(stop.rest))


def _is_english_abbreviation(stop: Stop) -> bool:
    word = stop.word.lower()
    if word in words.ENGLISH_MAY_END:
        return not stop.rest[0].isupper() or first_word(stop.rest) in words.ENGLISH_OFFICES
    if word in words.ENGLISH_ABBREVIATIONS:
        return True
    return len(word) == 1 and stop.word.isupper() and word != "i"


def is_missing_space(word: str) -> bool:
    """Whether a stop stuck to the next word ends a sentence ("النزاع.وقال") rather than stands
    inside a name ("أ.ف.ب", "بي.بي.سي")."""
    return "." not in word and len(word) >= 3 and fold(word) not in words.LETTER_NAMES
