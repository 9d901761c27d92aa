"""Where two articles give different numbers for what seems to be one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarize.digest import days
from summarize.digest.corpus import Piece, Sentences
from summarize.digest.model import Difference, Figure
from summarize.extractive.terms import stem, stop_words
from translate.arabic import fold, normalise_with_map
from translate.fidelity import arabic_numbers
from translate.fidelity.tokens import listed, scan

_ONE_THING = 0.3
"""Cosine of two sentences above which their figures may be of one thing; the noun counted must
be the same as well."""
_UNITS = frozenset(listed("عام سنه يوم ايام ساعه ساعات دقيقه شهر اشهر اسبوع اسابيع مره"))
"""What is counted so often in one sentence that the noun alone says nothing."""


class _Count(NamedTuple):
    counted: str
    values: frozenset[float]
    figure: Figure


def differences(pieces: Sequence[Piece], sentences: Sentences) -> tuple[Difference, ...]:
    """Each with one figure an article; articles that agree are told by the first of them."""
    counts = [count for piece in pieces for count in _single(list(_counts(piece)))]
    groups: list[list[_Count]] = []
    for count in counts:
        for group in groups:
            if group[0].counted == count.counted and any(
                sentences.alike(one.figure.point, count.figure.point) > _ONE_THING for one in group
            ):
                group.append(count)
                break
        else:
            groups.append([count])
    found = []
    for group in groups:
        apart = _disagreeing(group)
        if len({count.figure.point.cites[0].article for count in apart}) > 1:
            found.append(Difference(tuple(count.figure for count in apart)))
    return tuple(found)


def _single(counts: list[_Count]) -> list[_Count]:
    """Those that are alone in their sentence: of "31 degrees on the coast, 37 inland" it is not
    known which one another article means."""
    per_sentence = Counter((c.figure.point.cites[0], c.counted) for c in counts)
    return [c for c in counts if per_sentence[c.figure.point.cites[0], c.counted] == 1]


def _disagreeing(group: list[_Count]) -> list[_Count]:
    """Counts no two of which may be read alike. Figures that one article itself gives beside
    another's are no contradiction."""
    told: list[_Count] = []
    articles = {count.figure.point.cites[0].article for count in group}
    for count in group:
        agreeing = {one.figure.point.cites[0].article for one in group if one.values & count.values}
        if agreeing != articles and not any(one.values & count.values for one in told):
            told.append(count)
    return told


def _counts(piece: Piece) -> Iterator[_Count]:
    """The numbers of an article with the noun that each counts; dates are not counts."""
    for row in piece.rows:
        text = row.sentence.text
        normal, offsets = normalise_with_map(text)
        folded = fold(normal)
        tokens = scan(folded)
        dated = days.mentions(text, None)
        for quantity in arabic_numbers.extract(tokens):
            start, end = quantity.span
            after = [t for t in tokens if t.start >= end and t.kind == "arabic"][:1]
            at = offsets[start]
            if not quantity.strong or any(day.start <= at < day.end for day in dated):
                continue
            noun = _noun(after[0].text) if after else ""
            if quantity.percent:
                noun = f"% {noun}"
            elif not noun or folded[end : after[0].start].strip():
                continue
            stop = end if quantity.percent else after[0].end
            printed = text[offsets[start] : offsets[stop]].strip()
            value = min(quantity.values, key=lambda v: (v != int(v), -v))
            yield _Count(noun, quantity.values, Figure(value, printed, piece.point(row)))


def _noun(word: str) -> str:
    """The stem of what is counted, empty for a word that counts nothing of its own."""
    if word in _UNITS or word in stop_words("ar"):
        return ""
    return stem(word, "ar")
