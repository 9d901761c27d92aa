"""What a digest is. Every statement in it cites the sentence it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from translate.article import Flag


class Cite(NamedTuple):
    """Sentence ``sentence`` of the article that the digest numbers ``article``."""

    article: int
    sentence: int

    def __str__(self) -> str:
        return f"[{self.article}:{self.sentence}]"


@dataclass(frozen=True)
class Listed:
    """An article of the digest. ``number`` counts from 1, earliest date first; ``copies`` are the
    sources of near-duplicates, which are cited nowhere; ``flags`` are those of the title."""

    number: int
    id: str
    source: str
    title: str
    date: str | None
    copies: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Point:
    """A sentence in English and where it is told: the first of ``cites`` is the sentence itself,
    the others tell the same. ``translated`` is false where ``text`` is still Arabic."""

    text: str
    cites: tuple[Cite, ...]
    flags: tuple[Flag, ...] = ()
    translated: bool = True


@dataclass(frozen=True)
class Event:
    """A point and the time it names: an ISO 8601 day, month or year (``2023-09``). ``mention`` is
    how the Arabic names it."""

    date: str
    mention: str
    point: Point


@dataclass(frozen=True)
class Statement:
    """What a speaker said. ``act`` is one of ``summarize.digest.speech.ACTS``."""

    act: str
    point: Point


@dataclass(frozen=True)
class Speaker:
    """``name`` is the best that the translations offer, a spelling like the Arabic or the words
    beside the verb, or ``None``; ``arabic`` is the longest form printed."""

    name: str | None
    arabic: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Figure:
    """A number as one article has it; ``printed`` in Arabic, with what it counts."""

    value: float
    printed: str
    point: Point


@dataclass(frozen=True)
class Difference:
    """Figures for what seems one thing, from at least two articles, that do not agree."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Story:
    """Articles on one event or affair. ``begins`` and ``ends`` are the first and last date of its
    articles, ``None`` when none has one. ``heading`` is the title of one of its articles, with its
    ``flags``."""

    heading: str
    articles: tuple[int, ...]
    begins: str | None
    ends: str | None
    summary: tuple[Point, ...]
    timeline: tuple[Event, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    differences: tuple[Difference, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def points(self) -> Iterator[Point]:
        """Everything that the story tells."""
        yield from self.summary
        yield from (event.point for event in self.timeline)
        yield from (told.point for speaker in self.speakers for told in speaker.statements)
        yield from (figure.point for one in self.differences for figure in one.figures)


@dataclass(frozen=True)
class Source:
    """A cited sentence as printed, and its English where there is one."""

    cite: Cite
    arabic: str
    english: str | None


@dataclass(frozen=True)
class Digest:
    """``stories`` largest first; ``sources`` every cited sentence in order; ``notes`` say what
    could not be done."""

    articles: tuple[Listed, ...]
    stories: tuple[Story, ...]
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
