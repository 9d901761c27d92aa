"""Snowball stems of Arabic and English words. For matching only, never for display."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import Any

from translate.arabic import fold

STEMMERS = {"ar": "arabic", "en": "english"}
_own = threading.local()
_POSSESSIVE = re.compile(r"'s?$")
_WA_BEFORE_ARTICLE = re.compile(r"^[وف](?=(?:ال|لل|بال|كال)\w{2})")


@lru_cache(maxsize=65536)
def stem(token: str, language: str) -> str:
    """The stem of a token that ``translate.arabic.fold`` has folded; tokens with a digit, and of
    a language that ``STEMMERS`` lacks, stay as they are."""
    if language not in STEMMERS or any(c.isdigit() for c in token):
        return token
    token = _POSSESSIVE.sub("", token)
    if language == "ar":
        # Snowball keeps a conjunction that stands before an article, and knows teh marbuta
        # only in its dotted form, which folding took away.
        token = _WA_BEFORE_ARTICLE.sub("", token, count=1)
        token = token[:-1] + "ة" if token.endswith("ه") and len(token) > 3 else token
    stemmed: str = _stemmer(language).stemWord(token)
    return fold(stemmed) or token


def _stemmer(language: str) -> Any:
    """One for each thread: a stemmer keeps the word that it is at in itself."""
    if not hasattr(_own, language):
        import snowballstemmer

        setattr(_own, language, snowballstemmer.stemmer(STEMMERS[language]))
    return getattr(_own, language)
