"""Terms: what two sentences are compared by. For matching only, never for display.

Digits, names, ``COVID-19``-like tokens and acronyms (``U.S.``, ``WHO``) are terms; stop words
are not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from translate.arabic import fold
from translate.stems import stem

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S. and its Arabic likes
    r"|[^\W_]+(?:[-'][^\W_]+|(?<=\d)[.,:/](?=\d)[^\W_]+)*"
)
_ACRONYM = re.compile(r"\b[A-Z]{2,5}\b")
# The package's Arabic list was drawn from news and holds words that carry it.
_CONTENT = (
    *("زيارة", "لقاء", "قوة", "مليون", "مليار", "مايو", "ايار", "صفر", "شخصا", "اعادة"),
    *("برس", "لوكالة", "نهاية", "رئيس"),
)


def tokens(text: str) -> list[str]:
    """Folded words, numbers and acronyms in order, stop words included."""
    folded = fold(unicodedata.normalize("NFKC", text).replace("’", "'"))
    return [t.replace(".", "") if t.endswith(".") else t for t in _TOKEN.findall(folded)]


def terms(text: str, language: str) -> list[str]:
    """Stems of the content words of ``text``, in order. A language without a stemmer or a
    stop-word list is compared by whole words."""
    stop = stop_words(language)
    # Only the capitals tell "US" and "WHO" from stop words, unless all is in capitals.
    names = set() if text.isupper() else {name.lower() for name in _ACRONYM.findall(text)}
    if "." in text:
        names.update(t.replace(".", "").lower() for t in _TOKEN.findall(text) if t.endswith("."))
    return [
        token if token in names else stem(token, language)
        for token in tokens(text)
        if token in names or not _is_stop(token, stop, language)
    ]


@lru_cache(maxsize=8)
def stop_words(language: str) -> frozenset[str]:
    """Folded stop words (package ``stopwordsiso``); empty for a language it does not know."""
    import stopwordsiso

    if not stopwordsiso.has_lang(language):
        return frozenset()
    kept = {fold(word) for word in _CONTENT}
    return frozenset(fold(word) for word in stopwordsiso.stopwords(language)) - kept


def _is_stop(token: str, stop: frozenset[str], language: str) -> bool:
    if token in stop or (len(token) == 1 and not token.isdigit()):
        return True
    return language == "ar" and token[0] in "وف" and token[1:] in stop
