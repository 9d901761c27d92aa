"""Write the glossary's terms where a translation wrote something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from translate.article import Span
from translate.glossary import Entry, Term, spans_of
from translate.transliteration import plain, similarity

_ENGLISH_WORD = re.compile(r"[^\W\d_]+(?:[-.’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARABIC_WORD = re.compile(r"\w+")
# Words that stand inside a name without a capital.
_PARTICLES = frozenset(
    ("al", "el", "bin", "ibn", "ben", "bint", "abu", "of", "the", "de", "van", "von")
)
_LEAST = 0.62  # similarity to count as a rendering: 95% of true name pairs, 1 in 150 others
_LEAST_SHORT = 0.8  # for terms of up to three letters
_LEAST_SPELLING = 0.84  # of the same English words otherwise spelt, on a scale to 1


def locate(term: Term, source: str, target: str, taken: Sequence[Span]) -> Span | None:
    """Where ``target`` renders a term otherwise than the glossary does; ``None`` if it cannot be
    told. A span counts when it sounds like the Arabic, or is spelt like the English, and no other
    word of the source sounds more like it.
    """
    entry = term.entry
    arabic = source[slice(*term.span)]
    least = _LEAST_SHORT if len(entry.arabic) <= 3 else _LEAST
    others = _others(source, term.span)
    best: tuple[float, int, Span] | None = None
    for span in _candidates(target, entry, taken):
        text = target[slice(*span)]
        sound, spelling = similarity(arabic, text), _spelling(entry.english[0], text)
        if sound < least and spelling < _LEAST_SPELLING:
            continue
        score = max(sound, spelling)
        if any(similarity(other, text) > score for other in others):
            continue
        ranked = (score, span[1] - span[0], span)
        best = max(best, ranked) if best else ranked
    return best[2] if best else None


def replace(target: str, span: Span, english: str) -> tuple[str, Span]:
    """``target`` with ``english`` in the place of ``span``, and where it stands now."""
    start, end = span
    if english[:4].lower() == "the " and target[:start].lower().endswith("the "):
        english = english[4:]
    if start == 0:
        english = english[:1].upper() + english[1:]
    return target[:start] + english + target[end:], (start, start + len(english))


def held(terms: Sequence[Term], target: str) -> list[list[Span]]:
    """The places where each term stands as the glossary writes it."""
    return [spans_of(term.entry, target) for term in terms]


def _candidates(target: str, entry: Entry, taken: Sequence[Span]) -> list[Span]:
    words = [(m.start(), m.end() - len(_suffix(m[0]))) for m in _ENGLISH_WORD.finditer(target)]
    free = [word for word in words if not any(a < word[1] and word[0] < b for a, b in taken)]
    longest = max(len(entry.english[0].split()), len(entry.arabic.split())) + 1
    named = entry.english[0].lower() != entry.english[0]
    spans = []
    for first in range(len(free)):
        for last in range(first, min(first + longest, len(free))):
            run = free[first : last + 1]
            if last > first and re.search(r"[^\s\-’']", target[run[-2][1] : run[-1][0]]):
                break
            texts = [target[a:b] for a, b in run]
            if named and not _is_name(texts):
                continue
            spans.append((run[0][0], run[-1][1]))
    return spans


def _is_name(words: Sequence[str]) -> bool:
    """Capitals at both ends, and inside but for particles (and the article of ``al-Najjar``)."""
    capital = [any(c.isupper() for c in word) for word in words]
    inside = all(c or w.lower() in _PARTICLES for c, w in zip(capital, words, strict=True))
    return capital[-1] and inside and (capital[0] or words[0].lower() in ("al", "el"))


def _others(source: str, span: Span) -> list[str]:
    """The rest of the source in words and pairs of words: what else a name could render."""
    words = [m.span() for m in _ARABIC_WORD.finditer(source)]
    outside = [w for w in words if w[1] <= span[0] or w[0] >= span[1]]
    pairs = [(a[0], b[1]) for a, b in pairwise(outside) if a[1] + 1 == b[0]]
    return [source[a:b] for a, b in outside + pairs]


def _spelling(english: str, text: str) -> float:
    return fuzz.ratio(plain(english), plain(text)) / 100


def _suffix(word: str) -> str:
    match = _POSSESSIVE.search(word)
    return match[0] if match else ""
