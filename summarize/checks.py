"""Checks on one summary sentence against the source sentences that it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize import attribution
from translate.article import Flag

UNGROUNDED = Flag(
    "ungrounded", "high", "no source sentence was found for this; do not rely on it unread"
)


def check_summary_sentence(
    text: str, english_sources: Sequence[str], arabic_sources: Sequence[str] = ()
) -> tuple[Flag, ...]:
    """Numbers, names, negation and attribution of the English sentence ``text``.

    ``english_sources`` are the (translated) sentences it cites, ``arabic_sources`` their originals
    in the same order, where there are any: they show an attribution that the translation lost and
    the summary with it. A copy of a source is checked against the Arabic only. No source at all is
    itself flagged. ``source_span`` points into the one English sentence that was cited, and is
    ``None`` where there are several.
    """
    if not english_sources:
        return (UNGROUNDED,)
    flags: list[Flag] = []
    if text.strip() not in (source.strip() for source in english_sources):
        from translate.fidelity import check_english

        flags += check_english(" ".join(english_sources), text)
        for source in english_sources:
            flags += attribution.lost_english(source, text)
        if len(english_sources) > 1:
            flags = [replace(flag, source_span=None) for flag in flags]
    for arabic, english in zip(arabic_sources, english_sources, strict=False):
        inherited = set(attribution.lost(arabic, english)) & set(attribution.lost(arabic, text))
        flags += (replace(flag, source_span=None) for flag in inherited)
    return tuple(dict.fromkeys(flags))
