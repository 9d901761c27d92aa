"""The names that a sentence and its translation share, by their sound."""

from __future__ import annotations

from typing import NamedTuple

from translate.arabic import fold
from translate.fidelity import names
from translate.fidelity.tokens import Token, scan
from translate.transliteration import latin_letters, similarity

_CLITICS = "وبلفك"


class SharedName(NamedTuple):
    """The Arabic word at ``span`` of the source (clitics included), written ``english``."""

    span: tuple[int, int]
    english: str


def arabic_words(text: str) -> list[Token]:
    """The Arabic words of a normalised text, folded, with their spans."""
    return [token for token in scan(fold(text)) if token.kind == "arabic"]


def shared_names(source: str, target: str) -> list[SharedName]:
    """Names of the English ``target`` that one word of the normalised ``source`` spells."""
    found = names.spelt(scan(fold(source)), scan(target))
    words = {(token.start, token.end) for token in arabic_words(source)}
    return [SharedName(span, english) for span, english in found if span in words]


def forms(word: str) -> tuple[str, ...]:
    """A word, and without the conjunction or preposition that it may open with."""
    return (word, word[1:]) if word[0] in _CLITICS else (word,)


def clitic_of(word: str, english: str) -> str:
    """The conjunction or preposition that an Arabic word opens with, when it spells ``english``
    better without."""
    latin, folded = latin_letters(english), fold(word)
    if word[0] in _CLITICS and similarity(folded[1:], latin) > similarity(folded, latin):
        return word[0]
    return ""
