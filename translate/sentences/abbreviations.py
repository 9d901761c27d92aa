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
    word = parts[-1].lstrip("\"“”«»'([").replace("ـ", "")
    return Stop(word, parts[-2] if len(parts) > 1 else "", len(parts) == 1, rest)


def first_word(rest: str) -> str:
    """The first word of what follows a stop."""
    match = _WORD.search(rest.lstrip(_OPENING))
    return match[0] if match else ""


def opens_sentence(word: str) -> bool:
    """Whether a word is one that news sentences open with ("وأضاف", "وفي", "كما")."""
    return fold(word) in words.OPENERS


def _begins(word: str) -> bool:
    """The same, or any word that a conjunction joins on."""
    return opens_sentence(word) or (word[:1] == "و" and len(word) > 3)


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
    following = first_word(stop.rest)
    if word in words.DATING and stop.previous.isdigit():
        return not _begins(following)
    parts = title.split(".")
    if all(fold(part) in words.LETTER_NAMES for part in parts):
        again = _LETTER_AGAIN.match(stop.rest)
        if again and fold(again["name"]) in words.LETTER_NAMES:
            return True
        return (len(parts) > 1 or stop.previous.endswith(".")) and not _begins(following)
    if len(title) == 1 and stop.previous.lstrip("و") in words.LETTERED_NOUNS:
        return False
    dotted = all(len(part) == 1 for part in parts)
    return (dotted or title in words.ABBREVIATIONS) and not opens_sentence(following)


def _is_english_abbreviation(stop: Stop) -> bool:
    word = stop.word.lower()
    if word in words.ENGLISH_MAY_END:
        following = first_word(stop.rest)
        return not (opens_sentence(following) or following in words.ENGLISH_OPENERS)
    if word in words.ENGLISH_ABBREVIATIONS:
        return True
    return len(word) == 1 and stop.word.isupper() and word != "i"


def is_missing_space(word: str, following: str) -> bool:
    """Whether a stop stuck to the next word ends a sentence ("النزاع.وقال") rather than stands
    inside a name ("أ.ف.ب", "بي.بي.سي", "أمازون.كوم")."""
    if "." in word or len(word) < 3:
        return False
    return fold(word) not in words.LETTER_NAMES and fold(following) not in words.DOMAINS
