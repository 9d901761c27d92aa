"""A story in order of the days that its sentences name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from summarize.digest.corpus import Piece, Sentences
from summarize.digest.days import mentions
from summarize.digest.model import Event


def timeline(pieces: Sequence[Piece], sentences: Sentences) -> tuple[Event, ...]:
    """Events by date; the same told by two articles for one date is one event citing both."""
    events: list[Event] = []
    for piece in pieces:
        printed = published(piece)
        for row in piece.rows:
            dated = {m.date: m for m in reversed(mentions(row.sentence.text, printed)) if m.date}
            for mention in dated.values():
                _add(events, Event(mention.date or "", mention.text, piece.point(row)), sentences)
    return tuple(sorted(events, key=lambda event: (event.date, event.point.cites[0])))


def published(piece: Piece) -> date | None:
    """The day of publication where it is a full one, of the centuries that have newspapers."""
    try:
        found = date.fromisoformat(piece.published or "")
    except ValueError:
        return None
    return found if 1600 < found.year < 2200 else None


def unplaced(piece: Piece) -> list[str]:
    """Mentions that could not be placed because the article has no date."""
    return [
        mention.text
        for row in piece.rows
        for mention in mentions(row.sentence.text, published(piece))
        if mention.date is None
    ]


def _add(events: list[Event], event: Event, sentences: Sentences) -> None:
    for i, known in enumerate(events):
        if known.date == event.date and sentences.same_fact(known.point, event.point):
            cites = (*known.point.cites, *event.point.cites)
            events[i] = replace(known, point=replace(known.point, cites=cites))
            return
    events.append(event)
