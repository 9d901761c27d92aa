"""One Arabic name, several English spellings: what a desk would want to make uniform.

No list of names is needed: an English word with a capital that sounds like an Arabic word of its
sentence, and like no other as much, is taken for its rendering.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translate.arabic import fold, normalise
from translate.glossary import spans_of
from translate.name_similarity import plain, similarity

_ARABIC_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"(?<!\w)(?:[Aa]l[- ]|[Ee]l[- ])?[A-Z][^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*")
_ARTICLE = re.compile(r"^(?:al|el)[- ]", re.I)
_LOWER = re.compile(r"(?<![\w'’.-])[a-z]{3,}")
_ENDING = re.compile("[aey]?(?:e?s|i?a?ns?|ese|is?|ish|ic|ern)?")
_LEAST = 0.75  # stricter than for a known name: here both sides are guessed
_LEAST_LETTERS = 4  # shorter words sound alike by chance


@dataclass(frozen=True)
class Rendering:
    """One spelling, how often it was written, and where first (as it was given to ``add``)."""

    english: str
    count: int
    where: str


@dataclass(frozen=True)
class Row:
    """A name with its spellings, the most frequent first."""

    arabic: str
    renderings: tuple[Rendering, ...]

    def line(self) -> str:
        """A line for a glossary file: the commonest spelling is written, the others are named in
        a comment line above for a person to choose from."""
        seen = ", ".join(f"{r.english} ({r.count}, {r.where})" for r in self.renderings)
        return f"# {self.arabic}: {seen}\n{self.arabic}\t{self.renderings[0].english}\n"


class NamesReport:
    """Fed one sentence at a time, over a folder or over many."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._first: dict[tuple[str, str], tuple[str, str]] = {}
        self._common: set[str] = set()

    def add(self, source: str, target: str, where: str) -> None:
        """Note the names of one Arabic sentence and its English; ``where`` names the article."""
        self._common.update(_LOWER.findall(target))
        for arabic, english in _pairs(normalise(source), target):
            spelling = _ARTICLE.sub("", english)
            key, english_key = fold(arabic.removeprefix("ال")), plain(spelling)
            self._counts[key][english_key] += 1
            self._printed[key][arabic] += 1
            self._first.setdefault((key, english_key), (spelling, where))

    def rows(self) -> list[Row]:
        """Names with more than one spelling, the most frequent name first. A word that is also
        written without a capital is no name (Some, They), and a plural or an adjective (Iraqi) is
        no other spelling.
        """
        found: list[tuple[int, Row]] = []
        for key, counts in self._counts.items():
            seen: Counter[str] = Counter()
            for english, count in counts.most_common():
                if english not in self._common:
                    same = (known for known in seen if _is_form(english, known))
                    seen[next(same, english)] += count
            if len(seen) > 1:
                renderings = tuple(
                    Rendering(self._first[key, english][0], count, self._first[key, english][1])
                    for english, count in seen.most_common()
                )
                arabic = self._printed[key].most_common(1)[0][0]
                found.append((sum(seen.values()), Row(arabic, renderings)))
        return [row for _, row in sorted(found, key=lambda pair: (-pair[0], pair[1].arabic))]


def _pairs(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Arabic and English words that are each other's best match; the Arabic without a clitic that
    the English does not sound like.
    """
    words = [_forms(word) for word in dict.fromkeys(_ARABIC_WORD.findall(source))]
    names = [name for name in dict.fromkeys(_NAME.findall(target)) if len(name) >= _LEAST_LETTERS]
    for name in names:
        (score, form), forms = max(
            ((_best(forms, name), forms) for forms in words), default=((0.0, ""), [])
        )
        if score >= _LEAST and all(_best(forms, other)[0] <= score for other in names):
            yield form, name


def _forms(word: str) -> list[str]:
    """The word, and without its first letter if that may be a clitic."""
    if len(word) < _LEAST_LETTERS or word[0] not in "وفبلك":
        return [word]
    return [word, "ا" + word[1:] if word.startswith("لل") else word[1:]]


def _best(forms: list[str], english: str) -> tuple[float, str]:
    return max((similarity(form, english), form) for form in forms)


def _is_form(one: str, other: str) -> bool:
    """Whether two spellings are one name: with another ending (Brazil, Brazilian), two names of
    one place (Spain, Spanish), or one with a part (Louis, Jean-Louis).
    """
    short, long = sorted((one, other), key=len)
    stem = short.rstrip("aey")
    return (
        (long.startswith(stem) and bool(_ENDING.fullmatch(long[len(stem) :])))
        or short in long.split("-")
        or not _places(one).isdisjoint(_places(other))
    )


@lru_cache(maxsize=1 << 12)
def _places(english: str) -> frozenset[str]:
    """The Arabic of the gazetteer's places that an English name or adjective belongs to."""
    from translate.gazetteer import entries

    return frozenset(e.arabic for e in entries() if spans_of(e, english) == [(0, len(english))])
