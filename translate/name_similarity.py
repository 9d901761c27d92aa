"""How well an English name of one or several words writes down an Arabic one."""

from __future__ import annotations

import re
import unicodedata

from translate import transliteration as words
from translate.arabic import fold, normalise

_ARTICLE = re.compile(r"\b(?:al|el|the)[ \-'’](?=\w)|\bal(?=\w{4})", re.I)
_ARABIC_ARTICLE = re.compile(r"(?<!\w)(?:ال|لل)(?=\w{2})")
_SPACE = re.compile(r"\W+")


def plain(english: str) -> str:
    """Lower case without accents: ``Erdoğan`` and ``erdogan`` are one name."""
    return without_accents(english.replace("ı", "i")).lower()


def without_accents(text: str) -> str:
    """Its letters alone: Bogota for ``Bogotá``."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def similarity(arabic: str, english: str) -> float:
    """From 0 (nothing in common) to 1 (a usual spelling of it); articles and spaces do not count.

    Either text without any letter of its script gives 0.
    """
    # The article is told from إل (Elias) before folding makes them one.
    letters = _SPACE.sub("", fold(_ARABIC_ARTICLE.sub("", normalise(arabic))))
    latin = words.latin_letters(_ARTICLE.sub("", english))
    return words.similarity(letters, latin) if latin and letters else 0.0
