"""Write the glossary's terms where a translation wrote something else."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from translate import gazetteer
from translate.article import Flag, Severity, Span
from translate.fidelity.names import candidates
from translate.fidelity.tokens import listed, scan
from translate.glossary import Entry, Term, spans_of
from translate.name_similarity import plain, similarity

_ENGLISH_WORD = re.compile(r"[^\W\d_]+(?:[-.’'][^\W\d_]+)*")
_THE = re.compile(r"^the\s+", re.I)
_POSSESSIVE = re.compile(r"['’]s?$")
_ARABIC_WORD = re.compile(r"\w+")
# Words that stand inside a name without a capital.
_PARTICLES = frozenset(
    ("al", "el", "bin", "ibn", "ben", "bint", "abu", "of", "the", "de", "van", "von")
)
_LEAST = 0.62  # similarity to count as a rendering: 95% of true name pairs, 1 in 150 others
_SHORT, _LEAST_SHORT = 3, 0.8  # letters of a term that needs more similarity, and how much
_MARGIN = 0.1  # how much less any other word of the source must sound like it
_PART = 0.1  # what a surname alone loses against the whole name
_LEAST_SPELLING = 0.84  # of the same English words otherwise spelt, on a scale to 1
_LEAST_FIRST = 50  # of 100, by which one first name resembles another
_RENDERS = 0.1  # chance, either way, from which one word counts as another's translation
_FUNCTION_WORDS = frozenset(
    listed("the a an of to in on at for with by from and be is are it its as")
)
_LIKE = 0.4  # the same, of words that sound like the Arabic: Jr is no rendering of Hungary


def enforce(terms: Sequence[Term], source: str, target: str) -> tuple[str, tuple[Flag, ...]]:
    """``target`` with the terms as the glossary writes them, and flags of kind ``glossary``.

    A term rendered otherwise is found by its sound and replaced (severity low); one that cannot be
    found is flagged high, or medium where it is seeded. Text that holds the terms already is left
    alone. ``terms`` are what ``Glossary.find`` gives for ``source``, the Arabic itself and not what
    ``written`` made of it.
    """
    flags = []
    terms = [term for term in terms if not term.entry.loose]
    for term in terms:
        if spans_of(term.entry, target):
            continue
        span = _other_name(terms, term, target)
        if span is None and _holds_adjective(term, target):
            continue
        span = span or _locate(terms, term, source, target)
        if span is None:
            flags.append(_missing(term))
            continue
        was = target[slice(*span)]
        target = _replace(target, span, _written(term.entry, was))
        flags.append(Flag("glossary", "low", f"was translated as {was}", term.span))
    return target, tuple(_placed(flag, terms, target) for flag in flags)


def lost(terms: Sequence[Term], target: str) -> list[Term]:
    """Those that ``target`` has under no name that is accepted for them, and the loose ones that
    none of its words renders."""
    from translate.lexical import words

    asked = [term for term in terms if term.entry.offered and not term.entry.loose]
    said = frozenset(words(target, "en"))

    def there(term: Term) -> bool:
        if term.entry.loose:
            return _rendered(term.entry, said)
        return (
            bool(spans_of(term.entry, target))
            or _other_name(asked, term, target) is not None
            or _holds_adjective(term, target)
        )

    return [term for term in terms if term.entry.offered and not there(term)]


def _rendered(entry: Entry, said: frozenset[str]) -> bool:
    """Whether most of the entry's English is among the stems ``said``, or, for a single word,
    another English that the project's word table knows for it."""
    from translate.lexical import Table, words

    english = words(entry.english[0], "en")
    content = [word for word in english if word not in _FUNCTION_WORDS] or english
    if 2 * sum(word in said for word in content) > len(content):
        return True
    arabic = words(entry.arabic, "ar")
    return len(arabic) == 1 and Table.load().likelihood(arabic[0], said) >= _RENDERS


def _missing(term: Term) -> Flag:
    severity: Severity = "medium" if term.entry.seeded else "high"
    return Flag("glossary", severity, f"{term.entry.english[0]} is not in the English", term.span)


def _placed(flag: Flag, terms: Sequence[Term], target: str) -> Flag:
    """With its target span, which is known only when all replacing is done."""
    entry = next(term.entry for term in terms if term.span == flag.source_span)
    spans = spans_of(entry, target)
    return dataclasses.replace(flag, target_span=spans[0] if spans else None)


def _taken(terms: Sequence[Term], target: str) -> list[Span]:
    return [span for term in terms for span in spans_of(term.entry, target)]


def _other_name(terms: Sequence[Term], term: Term, target: str) -> Span | None:
    """Where another name of the same place stands: Turkey, where a desk writes Türkiye."""
    place = gazetteer.find(term.entry.arabic)
    if place is None:
        return None
    taken = _taken(terms, target)
    spans = spans_of(place[1], target)
    return next((span for span in spans if not _overlaps(span, taken)), None)


def _holds_adjective(term: Term, target: str) -> bool:
    place = gazetteer.find(term.entry.arabic)
    return place is not None and bool(spans_of(place[0], target))


def _locate(terms: Sequence[Term], term: Term, source: str, target: str) -> Span | None:
    """Where ``target`` renders a term otherwise than the glossary does; ``None`` if it cannot be
    told. A span counts when it sounds like the Arabic, or is spelt like the English, and no other
    word of the source sounds as much like it.
    """
    taken = _taken(terms, target)
    own = [other.span for other in terms if other.entry == term.entry]
    others = _others(source, own)
    least = _LEAST_SHORT if len(term.entry.arabic) <= _SHORT else _LEAST
    best: tuple[float, int, Span] | None = None
    for span in _candidates(target, term.entry, taken):
        text = target[slice(*span)]
        sound, spelling = _sound(term.entry, text), _spelling(term.entry, text)
        if spelling < (_LIKE if sound >= least else _LEAST_SPELLING):
            continue
        score = max(sound, spelling)
        if any(similarity(other, text) >= score - _MARGIN for other in others):
            continue
        ranked = (score, span[1] - span[0], span)
        best = max(best, ranked) if best else ranked
    return _with_first_name(term.entry, best[2], target) if best else None


def _with_first_name(entry: Entry, span: Span, target: str) -> Span:
    """A surname found for a whole name, and a first name before it that resembles the entry's: not
    ``Jeff Jake Sullivan``."""
    first, _, rest = entry.english[0].partition(" ")
    if rest and " " not in target[slice(*span)]:
        for name in candidates(scan(target)):
            alike = fuzz.ratio(plain(first), plain(name.text)) >= _LEAST_FIRST
            if alike and target[name.span[1] : span[0]] == " ":
                return name.span[0], span[1]
    return span


def _sound(entry: Entry, text: str) -> float:
    """Of a person's name, the surname alone will do: English often leaves the rest out."""
    whole = similarity(entry.arabic, text)
    words = entry.arabic.split()
    if len(words) > 1 and similarity(entry.arabic, entry.english[0]) >= _LEAST:
        return max(whole, similarity(words[-1], text) - _PART)
    return whole


def _spelling(entry: Entry, text: str) -> float:
    written = _THE.sub("", entry.english[0])
    return fuzz.ratio(plain(written), plain(text)) / 100


def _replace(target: str, span: Span, english: str) -> str:
    start, end = span
    if target[:start].lower().endswith("the "):
        english = _THE.sub("", english)
    if start == 0:
        english = english[:1].upper() + english[1:]
    return target[:start] + english + target[end:]


def _written(entry: Entry, was: str) -> str:
    """A person's entry is written one way; a gazetteer's as what stood there is nearest to."""
    if not entry.seeded:
        return entry.english[0]
    return max(entry.english, key=lambda english: fuzz.ratio(plain(english), plain(was)))


def _candidates(target: str, entry: Entry, taken: Sequence[Span]) -> list[Span]:
    words = [(m.start(), m.end() - len(_suffix(m[0]))) for m in _ENGLISH_WORD.finditer(target)]
    free = [word for word in words if not _overlaps(word, taken)]
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


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _is_name(words: Sequence[str]) -> bool:
    """Capitals at both ends, and inside but for particles (and the article of ``al-Najjar``)."""
    capital = [any(c.isupper() for c in word) for word in words]
    inside = all(c or w.lower() in _PARTICLES for c, w in zip(capital, words, strict=True))
    return capital[-1] and inside and (capital[0] or words[0].lower() in ("al", "el"))


def _others(source: str, own: Sequence[Span]) -> list[str]:
    """The rest of the source in words and pairs of words: what else a name could render."""
    words = [match.span() for match in _ARABIC_WORD.finditer(source)]
    rest = [w for w in words if all(w[1] <= a or w[0] >= b for a, b in own)]
    pairs = [(a[0], b[1]) for a, b in pairwise(rest) if a[1] + 1 == b[0]]
    return [source[a:b] for a, b in rest + pairs]


def _suffix(word: str) -> str:
    match = _POSSESSIVE.search(word)
    return match[0] if match else ""
