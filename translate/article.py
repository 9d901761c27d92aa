"""The core objects that every room shares: an article, its sentences, their translation.

All are frozen and ``dataclasses.asdict``-able. Offsets are code-point offsets into the decoded
source text, end exclusive: ``text[sentence.start:sentence.end] == sentence.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
Severity = Literal["high", "medium", "low"]


@dataclass(frozen=True)
class Sentence:
    """One sentence exactly as printed.

    ``split`` is ``None`` for a natural boundary and names the rule (``"clause"``, ``"length"``)
    where an over-long sentence was cut and this is not its first piece.
    """

    id: int
    text: str
    start: int
    end: int
    paragraph: int
    split: str | None = None


@dataclass(frozen=True)
class Furniture:
    """A span of the page that is not the story: a caption, a share label, a pull quote…

    ``kind`` is one of ``translate.furniture.KINDS``.
    """

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """A story read from a source.

    ``id`` is stable for the same source text and position; ``source`` a path or ``-``;
    ``text`` the whole decoded source that offsets point into; ``date`` ISO 8601 or ``None``;
    ``related`` holds the ids of other stories found on the same page.
    """

    id: str
    source: str
    text: str
    sentences: tuple[Sentence, ...]
    title: Sentence | None = None
    date: str | None = None
    byline: str | None = None
    place: str | None = None
    furniture: tuple[Furniture, ...] = ()
    related: tuple[str, ...] = ()
    sha256: str = ""


@dataclass(frozen=True)
class Flag:
    """Something a reader should doubt.

    Spans are offsets inside the sentence it was found in (source) and its rendering (target);
    ``None`` where that side has no counterpart.
    """

    kind: str
    severity: Severity
    note: str
    source_span: Span | None = None
    target_span: Span | None = None


@dataclass(frozen=True)
class TranslatedSentence:
    """The one English rendering of the source sentence ``source_id``.

    ``score`` is the mean log-probability per target token, ``None`` when the text did not come
    from a model (memory import, source kept). A sentence that could not be translated keeps its
    source text and carries a flag of kind ``untranslated``.
    """

    source_id: int
    text: str
    score: float | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Translation:
    """All renderings of one article, in source order, one for each sentence."""

    article_id: str
    model: str
    signature: str
    sentences: tuple[TranslatedSentence, ...]
    title: TranslatedSentence | None = None
    furniture: tuple[TranslatedSentence, ...] = field(default=())
