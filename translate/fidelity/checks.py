"""All checks of one sentence put together."""

from __future__ import annotations

from dataclasses import replace

from translate.arabic import fold, normalise_with_map
from translate.article import Flag, Span
from translate.fidelity import (
    arabic_numbers,
    dates,
    english_numbers,
    form,
    names,
    negation,
    numbers,
)
from translate.fidelity.tokens import scan


def check(source: str, target: str) -> tuple[Flag, ...]:
    """What to doubt in ``target``, the English rendering of the Arabic sentence ``source``.

    Spans are code-point offsets into the two texts as given.
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
    flags += dates.compare(arabic_dates, english_dates, normal, target)
    flags += negation.check(folded, target)
    flags += names.check(arabic, english)
    return tuple(replace(flag, source_span=_back(flag.source_span, offsets)) for flag in flags)


def _back(span: Span | None, offsets: list[int]) -> Span | None:
    return None if span is None else (offsets[span[0]], offsets[span[1]])
