"""Names and numbers that a translation or a summary keeps, loses or invents.

``names`` and ``numbers`` are F1 against a reference text; ``names_kept`` and ``numbers_kept`` the
recall of a gold list. Names are found by capital letters (English outputs only): a lone capitalised
word that opens a sentence may or may not be a name, so it can satisfy the other side and is never
counted as found or missed itself.

Apart from ``translate.fidelity`` on purpose: a measure must not move when a check is tuned.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from benchmarks.metrics.base import Measure, f1
from translate.name_similarity import without_accents

TYPES = ("names", "numbers", "names_kept", "numbers_kept")

SPELLING = 75
"""Least similarity (0-100, normalised Indel) of two spellings of one name in ``names_kept``."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,]\d+)*|[.!?…:\n\"“”]")
_OPENERS = frozenset('.!?…:\n"“”')
_PARTICLES = frozenset(
    {"of", "al", "el", "bin", "ibn", "bint", "abu", "de", "van", "von", "da", "the", "and", "for"}
)
_DATE_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december"
)
_DATES = frozenset(_DATE_WORDS.split())


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords("en"))


def _key(word: str) -> list[str]:
    """Comparable parts of a word: no accents, case, article or possessive."""
    plain = without_accents(word).casefold().replace("’", "'").removesuffix("'s")
    return [part for part in re.split(r"['\-]", plain) if part and part not in _PARTICLES]


def _keys(text: str) -> list[str]:
    """Comparable parts of every word of a text."""
    return [key for token in _TOKEN.findall(text) for key in _key(token)]


def names(text: str) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Names that are certain, each as its set of word keys, and every key that may be in a name."""
    certain: list[frozenset[str]] = []
    possible: set[str] = set()
    run: list[str] = []
    run_opens = opening = True

    def close() -> None:
        words = run
        if run_opens and words and words[0].casefold() in _function_words():
            words = words[1:]
        keys = frozenset(key for word in words for key in _key(word)) - _DATES
        possible.update(keys)
        if keys and (len(words) > 1 or not run_opens or len(words) < len(run)):
            certain.append(keys)

    for token in _TOKEN.findall(text):
        if token[0].isupper():
            run_opens = opening if not run else run_opens
            run.append(token)
        elif not (run and token in _PARTICLES and token not in ("the", "and", "for")):
            close()
            run = []
        opening = token in _OPENERS
    close()
    return certain, frozenset(possible)


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: value for value, word in enumerate(_SMALL.split())}
_UNITS |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+", re.ASCII)


def numbers(text: str) -> Counter[Decimal]:
    """Values in an English text, digits or words, in any decimal script; ``1.5 million`` is one
    value. A lone "one" is a pronoun more often than a number and does not count.
    """
    found: Counter[Decimal] = Counter()
    total = part = Decimal(0)
    words = 0
    last = ""
    end = 0

    def close() -> None:
        nonlocal total, part, words
        if words and not (words == 1 and last == "one"):
            found[total + part] += 1
        total = part = Decimal(0)
        words = 0

    plain = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else {"٫": ".", "٬": ","}.get(c, c)
        for c in text.lower()
    )
    for match in _NUMBER.finditer(plain):
        token = match.group()
        between = plain[end : match.start()]
        end = match.end()
        if words and between.strip(" -‑\u00a0"):
            close()
        if token[0].isdigit():
            close()
            part, words = Decimal(token.replace(",", "")), 1
        elif token in _UNITS:
            if words and (last in _UNITS and not (_UNITS[last] >= 20 > _UNITS[token] > 0)):
                close()
            part, words = part + _UNITS[token], words + 1
        elif token == "hundred" and (not words or part < 100):
            part, words = (part or Decimal(1)) * 100, words + 1
        elif token in _SCALES and words:
            total, part, words = total + part * _SCALES[token], Decimal(0), words + 1
        elif token != "and" or last not in ("hundred", *_SCALES):
            close()
        last = token
    close()
    return found


def _f1_rows(
    outputs: Sequence[str],
    references: Sequence[str],
    row: Callable[[str, str], list[float]],
) -> list[list[float]]:
    return [row(output, reference) for output, reference in zip(outputs, references, strict=True)]


def _name_row(output: str, reference: str) -> list[float]:
    found, found_keys = names(output)
    gold, gold_keys = names(reference)
    right = sum(name <= gold_keys for name in found)
    recalled = sum(name <= found_keys for name in gold)
    return [right, len(found), recalled, len(gold)]


def _number_row(output: str, reference: str) -> list[float]:
    found, gold = numbers(output), numbers(reference)
    shared = (found & gold).total()
    return [shared, found.total(), shared, gold.total()]


def names_in(text: str, wanted: Iterable[str]) -> list[str]:
    """Those of ``wanted`` all of whose words are in ``text``, allowing for another spelling: a
    transliterated name has no single right one (``Khaddouj``, ``Khadouj``)."""
    from rapidfuzz.fuzz import ratio

    keys = set(_keys(text))

    def found(key: str) -> bool:
        return key in keys or any(ratio(key, other) >= SPELLING for other in keys)

    return [name for name in wanted if all(map(found, _keys(name)))]


def likeness(name: str, text: str) -> float:
    """How like the name is to what ``text`` has, 0-100: for each word of it the similarity of the
    word of ``text`` that is spelt most like it, weighted by length."""
    from rapidfuzz.fuzz import ratio

    keys = set(_keys(text))
    parts = _keys(name)
    found = sum(len(p) * max((ratio(p, key) for key in keys), default=0.0) for p in parts)
    return found / max(1, sum(map(len, parts)))


def _kept(
    outputs: Sequence[str], gold: Sequence[Iterable[str]], numeric: bool
) -> list[list[float]]:
    rows = []
    for output, wanted in zip(outputs, gold, strict=True):
        wanted = list(wanted)
        if numeric:
            present = set(numbers(output))
            kept = sum(set(numbers(value)) <= present for value in wanted)
        else:
            kept = len(names_in(output, wanted))
        rows.append([float(kept), float(len(wanted))])
    return rows


def _share(sums: Any) -> float:
    return 100.0 * float(sums[0]) / float(sums[1]) if sums[1] else 100.0


def by_name(name: str, language: str) -> Measure:
    """See the module's docstring for the four of them."""
    kind = name.removesuffix("_kept")
    if name.endswith("_kept"):
        return Measure(
            name,
            f"{name}|gold-list|recall:micro" + (f"|spelling:{SPELLING}" if kind == "names" else ""),
            lambda outputs, gold: _kept(outputs, gold, kind == "numbers"),
            _share,
            against=kind,
        )
    row = _name_row if kind == "names" else _number_row
    rule = "capitals" if kind == "names" else "digits+words"
    return Measure(
        name, f"{name}|{rule}|f1:micro", lambda outputs, refs: _f1_rows(outputs, refs, row), f1
    )
