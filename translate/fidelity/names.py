"""Whether every name of the English has a reason in the Arabic.

A capitalised word that is no common word must be spelt by some Arabic word, be the English of an
Arabic place or people, stand in Latin letters in the source, or come from the glossary. What is
left over was invented by the model: the worst error there is, because it reads so well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from translate.article import Flag, Severity
from translate.fidelity import dates, lexicon
from translate.fidelity.tokens import Token
from translate.fidelity.transliteration import latin_letters, similarity

_ACCEPTED = 0.78
_ACCEPTED_SHORT = 0.85
"""Least similarity of a name, and of one of four letters or fewer. Measured by
benchmarks/fidelity.py."""
_DOUBTFUL = 0.6
_POSSESSIVE = re.compile(r"['’]s?$")
_DATES = frozenset(dates.ENGLISH_NAMES)
_CLITICS = ("ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل", "فال", "كال", "ولل", "وب", "ول")
_NISBA = ("ي", "يه", "يا", "يين", "يون", "يات", "ين", "ون", "ان", "ات", "ه")
_LATIN_ENDINGS = ("ians", "ian", "ans", "ese", "ish", "an", "ic", "is", "es", "i", "s", "n")


class _Word(NamedTuple):
    form: str
    span: tuple[int, int]


def check(
    source: Sequence[Token], target: Sequence[Token], known: Iterable[str] = ()
) -> list[Flag]:
    """Flags of kind ``name`` for the English names that the folded Arabic does not account for.

    ``known`` are words accounted for by other means (the English of glossary terms found).
    """
    names = list(candidates(target))
    if not names:
        return []
    words = _words(source)
    accounted = {word.lower() for word in known}
    accounted |= {token.text.lower() for token in source if token.kind == "latin"}
    places = lexicon.accounted([token.text for token in source if token.kind == "arabic"])
    flags = []
    for token in names:
        lower = token.text.lower()
        if lower in accounted or lower in places:
            continue
        score, word = _best(latin_letters(token.text), words)
        if word is None or score < _threshold(token.text):
            flags.append(_flag(token, score, word))
    return flags


def candidates(target: Sequence[Token]) -> Iterator[Token]:
    """The words of an English sentence that can only be names (or foreign words)."""
    for token in target:
        if token.kind != "latin" or not token.text[0].isupper():
            continue
        name = _POSSESSIVE.sub("", token.text)
        lower = name.lower()
        if len(name) > 1 and not lexicon.is_common(lower) and lower not in _DATES:
            yield token._replace(text=name, end=token.start + len(name))


def _threshold(name: str) -> float:
    return _ACCEPTED if len(name) > 4 else _ACCEPTED_SHORT


def _flag(token: Token, score: float, word: _Word | None) -> Flag:
    span = (token.start, token.end)
    if word is None or score < _DOUBTFUL:
        severity: Severity = "medium" if token.text.isupper() else "high"
        return Flag("name", severity, f"{token.text} is not in the Arabic", None, span)
    note = f"{token.text} is an unlikely spelling of the Arabic"
    return Flag("name", "medium", note, word.span, span)


def _words(source: Sequence[Token]) -> list[_Word]:
    """Arabic words with and without clitics and endings, and pairs of neighbours."""
    arabic = [token for token in source if token.kind == "arabic"]
    words = []
    for at, token in enumerate(arabic):
        if token.text not in lexicon.ARABIC_STOP_WORDS:
            words += [_Word(form, (token.start, token.end)) for form in _forms(token.text)]
        if at and token.start - arabic[at - 1].end == 1:
            first = arabic[at - 1]
            words.append(_Word(first.text + token.text, (first.start, token.end)))
    return words


@lru_cache(maxsize=1 << 14)
def _forms(word: str) -> tuple[str, ...]:
    stems = [word] + [
        word[len(c) :] for c in _CLITICS if word.startswith(c) and len(word) - len(c) >= 2
    ]
    endings = [
        stem[: -len(e)]
        for stem in stems
        for e in _NISBA
        if stem.endswith(e) and len(stem) - len(e) >= 3
    ]
    return tuple(dict.fromkeys(stems + endings))


def _best(latin: str, words: Sequence[_Word]) -> tuple[float, _Word | None]:
    best, best_word = 0.0, None
    for form in _latin_forms(latin):
        outline = _outline(form)
        for word in words:
            if not _comparable(outline, _outline(word.form)):
                continue
            score = similarity(form, word.form)
            if score > best:
                best, best_word = score, word
                if best >= 0.95:
                    return best, best_word
    return best, best_word


def _latin_forms(latin: str) -> list[str]:
    return [latin] + [
        latin[: -len(e)] for e in _LATIN_ENDINGS if latin.endswith(e) and len(latin) - len(e) >= 3
    ]


_LABIALS = frozenset("bpfvف") | {"ب"}


@lru_cache(maxsize=1 << 16)
def _outline(word: str) -> tuple[int, int, int, int, int, int]:
    """Counts of the sounds that no spelling confuses: m, n, r, l, labials; and of w."""
    return (
        word.count("m") + word.count("م"),
        word.count("n") + word.count("ن"),
        word.count("r") + word.count("ر"),
        word.count("l") + word.count("ل"),
        sum(letter in _LABIALS for letter in word),
        word.count("w") + word.count("و"),
    )


def _comparable(
    latin: tuple[int, int, int, int, int, int], arabic: tuple[int, int, int, int, int, int]
) -> bool:
    """A quick bound: words that differ in two of these sounds cannot be similar."""
    return (
        sum(abs(a - b) for a, b in zip(latin[:4], arabic[:4], strict=True))
        + max(0, latin[4] - arabic[4] - arabic[5], arabic[4] - latin[4] - latin[5])
    ) < 2
