"""Words as the overlap measures see them: any script, Arabic folded, stemmed on request.

``rouge_score`` keeps only a-z and 0-9, so that two identical Arabic texts score zero. On ASCII text
the tokens here are the same as its own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from translate.arabic import fold

_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile(r"[\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF]")


def tokenize(text: str, *, stem: bool = False) -> list[str]:
    """Lower-cased words of ``text``, NFKC, with Arabic folded by ``translate.arabic.fold``.

    With ``stem``: Snowball for Arabic words; Porter for words of more than three letters in any
    other script, as ``rouge_score`` does.
    """
    words = _WORD.findall(fold(unicodedata.normalize("NFKC", text)).lower())
    return [_stem(word) for word in words] if stem else words


class RougeTokenizer:
    """``tokenize`` in the shape that ``rouge_score.rouge_scorer.RougeScorer`` takes."""

    def __init__(self, stem: bool = False) -> None:
        self.stem = stem

    def tokenize(self, text: str) -> list[str]:
        return tokenize(text, stem=self.stem)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    if _ARABIC.search(word):
        # Snowball leaves the conjunction before the article, and a final heh that was a teh
        # marbuta before folding.
        word = word[1:] if word[1:3] == "ال" and word[0] in "وف" and len(word) > 5 else word
        word = word[:-1] + "ة" if word.endswith("ه") else word
        return fold(str(_arabic_stemmer().stemWord(word)))
    return str(_porter().stem(word)) if len(word) > 3 else word


@lru_cache(maxsize=1)
def _arabic_stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("arabic")


@lru_cache(maxsize=1)
def _porter() -> Any:
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer()
