"""All checks of one sentence put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translate.arabic import fold, normalise_with_map
from translate.article import Flag, Span
from translate.fidelity import (
    arabic_numbers,
    dates,
    daytime,
    english_numbers,
    form,
    key_words,
    names,
    negation,
    numbers,
)
from translate.fidelity.tokens import scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.glossary import Glossary, Term


def check(source: str, target: str, *, glossary: Glossary | None = None) -> tuple[Flag, ...]:
    """What to doubt in ``target``, the English rendering of the Arabic sentence ``source``.

    Spans are code-point offsets into the two texts as given. The English of glossary terms that the
    source holds needs no likeness to the Arabic.
    """
    if faults := form.length(source, target):
        return tuple(faults)
    normal, offsets = normalise_with_map(source)
    folded = fold(normal)
    arabic, english = scan(folded), scan(target)
    arabic_dates, english_dates = dates.arabic(folded), dates.english(target)
    flags = form.untranslated(english) + form.loops(normal, target)
    flags += numbers.compare(
        arabic_numbers.extract(arabic) + dates.as_quantities(arabic_dates),
        english_numbers.extract(english) + dates.as_quantities(english_dates),
        normal,
        target,
    )
    flags += daytime.check(folded, target)
    flags += dates.compare(arabic_dates, english_dates, normal, target)
    flags += negation.check(folded, target)
    terms = () if glossary is None else glossary.find(source)
    flags += names.check(arabic, english, _words(terms))
    found = [replace(flag, source_span=_back(flag.source_span, offsets)) for flag in flags]
    for flag in key_words.check(arabic, folded, target):
        span = _back(flag.source_span, offsets)
        if not _in_term(span, terms):
            found.append(replace(flag, source_span=span))
    return tuple(found)


def check_english(source: str, target: str) -> tuple[Flag, ...]:
    """What to doubt in ``target``, English that rests on the English ``source``: a sentence of a
    summary on the sentences it cites. It may leave out anything; it may add or change no number,
    date, name or negation.
    """
    if faults := form.nothing(source, target):
        return tuple(faults)
    theirs, ours = scan(source), scan(target)
    source_dates, target_dates = dates.english(source), dates.english(target)
    flags = form.loops(source, target)
    flags += numbers.compare(
        english_numbers.extract(theirs) + dates.as_quantities(source_dates),
        english_numbers.extract(ours) + dates.as_quantities(target_dates),
        source,
        target,
        subset=True,
    )
    flags += dates.compare(source_dates, target_dates, source, target, subset=True)
    flags += negation.check_english(source, target)
    flags += names.check_english(theirs, ours)
    return tuple(flags)


def _words(terms: Sequence[Term]) -> list[str]:
    spellings = (spelling for term in terms for spelling in term.entry.english)
    return [word for spelling in spellings for word in spelling.split()]


def _in_term(span: Span | None, terms: Sequence[Term]) -> bool:
    """Whether a desk has its own English for what stands there."""
    return span is not None and any(
        term.span[0] < span[1] and span[0] < term.span[1] and not term.entry.loose for term in terms
    )


def _back(span: Span | None, offsets: list[int]) -> Span | None:
    return None if span is None else (offsets[span[0]], offsets[span[1]])
