"""Terms: what two sentences are compared by. For matching only, never for display.

Digits, names, ``COVID-19``-like tokens and acronyms (``U.S.``, ``WHO``) are terms; stop words
are not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S. and its Arabic likes
    r"|[^\W_]+(?:[-'][^\W_]+|(?<=\d)[.,:/](?=\d)[^\W_]+)*"
)
_DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e]"
)
_LETTERS = str.maketrans("أإآٱىئؤة’٫٬", "ااااييوه'.,")
# The package's Arabic list was drawn from news and holds words that carry it.
_CONTENT = (
    *("زيارة", "لقاء", "قوة", "مليون", "مليار", "مايو", "ايار", "صفر", "شخصا", "اعادة"),
    *("برس", "لوكالة", "نهاية", "رئيس"),
)
_STEMMERS = {"ar": "arabic", "en": "english"}


def fold(text: str) -> str:
    """Lower-case, without diacritics or tatweel, alef, ya and teh marbuta in one form each,
    digits in ASCII."""
    return _fold(text).lower()


def terms(text: str, language: str) -> list[str]:
    """Stems of the content words of ``text``, in order. A language without a stemmer or a
    stop-word list is compared by whole words."""
    stop = stop_words(language)
    shouted = text.isupper()
    found = []
    for token in _TOKEN.findall(_fold(text)):
        # By its capitals: "US" and "WHO" are names, "us" and "who" stop words.
        if token.endswith(".") or (token.isupper() and len(token) > 1 and not shouted):
            found.append(token.replace(".", "").lower())
        elif not _is_stop(token.lower(), stop, language):
            found.append(stem(token.lower(), language))
    return found


@lru_cache(maxsize=8)
def stop_words(language: str) -> frozenset[str]:
    """Folded stop words (package ``stopwordsiso``); empty for a language it does not know."""
    import stopwordsiso

    if not stopwordsiso.has_lang(language):
        return frozenset()
    kept = {fold(word) for word in _CONTENT}
    return frozenset(fold(word) for word in stopwordsiso.stopwords(language)) - kept


@lru_cache(maxsize=65536)
def stem(token: str, language: str) -> str:
    """Snowball stem of a folded token; tokens with a digit stay as they are."""
    if language not in _STEMMERS or any(c.isdigit() for c in token):
        return token
    if language == "ar":
        token = _before_arabic_stemmer(token)
    stemmed: str = _stemmer(language).stemWord(token)
    return fold(stemmed) or token


def _fold(text: str) -> str:
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS)
    return "".join(str(unicodedata.digit(c, c)) if not c.isascii() else c for c in text)


def _is_stop(token: str, stop: frozenset[str], language: str) -> bool:
    if token in stop or (len(token) == 1 and not token.isdigit()):
        return True
    return language == "ar" and token[0] in "وف" and token[1:] in stop


def _before_arabic_stemmer(token: str) -> str:
    # Snowball keeps a conjunction that stands before an article, and knows teh marbuta only
    # in its dotted form, which folding took away.
    if re.match("[وف](?:ال|لل|بال|كال)", token) and len(token) > 5:
        token = token[1:]
    return token[:-1] + "ة" if token.endswith("ه") and len(token) > 3 else token


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[language])
