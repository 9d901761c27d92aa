"""A glossary: how a desk writes certain names and terms, found in Arabic whatever the clitics."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from translate.arabic import arabic_ratio, fold, normalise, normalise_with_map
from translate.article import Span
from translate.errors import UsageError

# عبد الله and عبدالله are one name, so the space inside it is not a boundary.
_WORD = re.compile(r"(?:\b[وفبلك]{0,2}عبد (?=ال))?\w+")
# Folding makes these and some names one word (على and علي): they match only as they are spelt.
_FUNCTION_WORDS = frozenset(("على", "إلى", "الى", "حتى", "متى", "لدى", "أن", "إن", "أي", "هي"))
# What may stand before a loose word: of other letters nobody knows whether they belong to it (بطاقة
# is a card, or "with energy"; كاملا whole, or "as a hope").
_SURE = frozenset(("", "ال", "وال", "فال", "بال"))
_CONJUNCTIONS, _PREPOSITIONS = ("", "و", "ف"), ("", "ب", "ل", "ك")
_ADJECTIVES = "|(?:[aei]?n|ean|ian|ese|i|ish|ic|ern)s?"  # after a stem without its last vowel
_LEAST_STEM = 3  # letters that must be left when a conjunction or preposition is taken off


@dataclass(frozen=True)
class Entry:
    """``english[0]`` is what is written, the others are accepted where the model writes them.

    ``seeded`` entries come from no person but from the gazetteer: adjectives made from them are
    accepted too. Only ``offered`` ones are shown to the translator. ``loose`` ones are shown where
    nothing in its English renders them, and no more: it may bend them or say it otherwise.
    """

    arabic: str
    english: tuple[str, ...]
    seeded: bool = False
    offered: bool = True
    loose: bool = False


@dataclass(frozen=True)
class Term:
    """An entry found in a sentence; ``span`` leaves out clitics written onto it."""

    entry: Entry
    span: Span


class Glossary:
    """Terms of any number of words, matched by their longest occurrence."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[tuple[str, ...], Entry] = {}
        for entry in entries:
            self._entries[_words(fold(entry.arabic))] = entry
        self._longest = max(map(len, self._entries), default=0)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    @property
    def signature(self) -> str:
        """Changes with any entry."""
        lines = sorted(f"{entry.arabic}\t{'|'.join(entry.english)}" for entry in self)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]

    def __or__(self, other: Glossary) -> Glossary:
        """Both; the terms of ``other`` replace the same ones of this."""
        return Glossary((*self, *other))

    @classmethod
    def load(cls, path: Path) -> Glossary:
        """Read ``arabic<TAB>english`` lines, or two columns of CSV where the name ends in ``.csv``.

        ``english`` may be several spellings separated by ``|``: the first is written, the others
        are accepted. Empty lines and lines that start with ``#`` are skipped. Raises
        ``UsageError`` naming every bad line: no two columns, no Arabic, no English, or a term
        that an earlier line renders otherwise.
        """
        try:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                if path.suffix.lower() == ".csv":
                    rows = list(csv.reader(stream))
                else:
                    rows = [line.rstrip("\r\n").split("\t") for line in stream]
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: the glossary cannot be read ({error})") from error
        entries: dict[tuple[str, ...], tuple[int, Entry]] = {}
        bad: list[str] = []
        for number, row in enumerate(rows, 1):
            if not "".join(row).strip() or row[0].startswith("#"):
                continue
            try:
                entry = _entry(row)
                key = _words(fold(entry.arabic))
                first, known = entries.setdefault(key, (number, entry))
                if known.english != entry.english:
                    raise ValueError(f"line {first} has {known.english[0]!r} for the same term")
            except ValueError as error:
                bad.append(f"line {number}: {error}")
        if bad:
            more = f" and {len(bad) - 5} more" if len(bad) > 5 else ""
            raise UsageError(f"{path}: {'; '.join(bad[:5])}{more}")
        return cls(entry for _, entry in entries.values())

    def find(self, source: str) -> list[Term]:
        """Every term in a sentence, longest first where two overlap; spans are offsets into
        ``source``.
        """
        text, offsets = normalise_with_map(source)
        words = [match.span() for match in _WORD.finditer(text)]
        folded = fold(text)
        found: list[Term] = []
        position = 0
        while position < len(words):
            match = self._match(text, folded, words[position : position + self._longest])
            if match is None:
                position += 1
                continue
            entry, skipped, count = match
            span = (offsets[words[position][0] + skipped], offsets[words[position + count - 1][1]])
            found.append(Term(entry, _trim(source, span)))
            position += count
        return found

    def prepare(self, source: str) -> str:
        """``source`` with all its offered terms in English, for a translator to copy."""
        return written(source, [term for term in self.find(source) if term.entry.offered])

    def _match(self, text: str, folded: str, words: list[Span]) -> tuple[Entry, int, int] | None:
        """The entry, how many letters of clitics come before it, and its number of words."""
        start = words[0][0]
        rest = [folded[a:b].replace(" ", "") for a, b in words]
        stems = list(_stems(rest[0]))
        for count in range(len(words), 0, -1):
            for skipped, stem in stems:
                entry = self._entries.get((stem, *rest[1:count]))
                clitics = text[start : start + skipped]
                if entry is None or (count == 1 and not _is_sure(entry, clitics)):
                    continue
                printed = text[start + skipped : words[count - 1][1]]
                if entry.loose and printed.count("ى") != entry.arabic.count("ى"):
                    continue  # التخلي عن is giving up, تخلى عن gave up
                if printed not in _FUNCTION_WORDS or printed == normalise(entry.arabic):
                    return entry, skipped, count
        return None


def _is_sure(entry: Entry, clitics: str) -> bool:
    # An article of the entry's own shows where the clitics end: والسيول.
    return not entry.loose or clitics in _SURE or entry.arabic.startswith("ال")


def written(source: str, terms: Sequence[Term]) -> str:
    """``source`` with these of its terms, in their order there, written in English. Clitics stand
    apart, so that the word is as English has it.

    No placeholder, no mark: of the ways that ``benchmarks.studies.glossary`` compares, this,
    for a sentence that has lost a term, and ``enforcement.enforce`` after it cost the least.
    """
    for term in reversed(terms):
        start, end = term.span
        apart = " " if source[:start][-1:].isalpha() else ""
        source = source[:start] + apart + term.entry.english[0] + source[end:]
    return source


def spans_of(entry: Entry, english: str) -> list[Span]:
    """Where a text writes the entry in any accepted spelling; case, plural and possessive are
    free, but a word in capitals (US, WHO) is not its lower-case namesake.
    """
    pattern = _pattern(entry.english, entry.seeded)
    return [match.span() for match in pattern.finditer(english)]


@lru_cache(maxsize=1 << 14)
def _pattern(spellings: tuple[str, ...], adjectives: bool) -> re.Pattern[str]:
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile("|".join(_spelling(spelling, adjectives) for spelling in longest_first))


def _spelling(english: str, adjectives: bool) -> str:
    bare = re.sub(r"^the\s+", "", english, flags=re.I)
    if bare.isupper() and len(bare) < 6:
        return rf"(?<!\w){re.escape(bare)}s?(?!\w)"
    stem = re.sub("[aey]$", "", bare) if adjectives else bare
    ending = re.escape(bare[len(stem) :])
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in stem.split())
    return rf"(?<!\w)(?i:{words}(?:{ending}(?:e?s)?{_ADJECTIVES if adjectives else ''}))(?!\w)"


def _entry(row: list[str]) -> Entry:
    if len(row) != 2:
        raise ValueError(f"{len(row)} columns, not arabic and english")
    arabic = normalise(row[0])
    english = tuple(spelling.strip() for spelling in row[1].split("|") if spelling.strip())
    if arabic_ratio(arabic) < 0.5:
        raise ValueError(f"{row[0].strip()!r} is not Arabic")
    if not english or any(arabic_ratio(spelling) for spelling in english):
        raise ValueError(f"{row[1].strip()!r} is not English")
    return Entry(arabic, english)


def _words(folded: str) -> tuple[str, ...]:
    return tuple(word.replace(" ", "") for word in _WORD.findall(folded))


def _stems(word: str) -> Iterator[tuple[int, str]]:
    """What a word may be without its clitics, the fewest first, each with the letters left out.

    ``للجزائر`` is ل and الجزائر with its alef unwritten.
    """
    yield 0, word
    for before in ("".join(pair) for pair in product(_CONJUNCTIONS, _PREPOSITIONS)):
        if not word.startswith(before):
            continue
        stem = word[len(before) :]
        if before and len(stem) >= _LEAST_STEM:
            yield len(before), stem
        if stem.startswith("ال") and len(stem) >= 2 + _LEAST_STEM:
            yield len(before) + 2, stem[2:]
        if before.endswith("ل") and stem.startswith("ل"):
            yield len(before), "ا" + stem
            yield len(before), "ال" + stem
            if len(stem) > _LEAST_STEM:
                yield len(before) + 1, stem[1:]


def _trim(source: str, span: Span) -> Span:
    """Without the marks and spaces that normalising took out at the end."""
    start, end = span
    while end > start and not source[end - 1].isalnum():
        end -= 1
    return start, end
