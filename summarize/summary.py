"""What a summary is: sentences, each with the ids of its sources; and the brief that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translate.article import Article, Flag, Translation

SummaryKind = Literal["extractive", "abstractive"]


@dataclass(frozen=True)
class SummarySentence:
    """``source_ids`` are sentence ids of the article; empty means that it is ungrounded.
    ``score`` is the method's own (ranking weight, or alignment strength), or ``None``.
    """

    text: str
    source_ids: tuple[int, ...]
    score: float | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Summary:
    """``method`` is the name of the algorithm or the model; ``language`` an ISO 639-1 code."""

    kind: SummaryKind
    method: str
    language: str
    signature: str
    sentences: tuple[SummarySentence, ...]
    note: str | None = None


@dataclass(frozen=True)
class Brief:
    """Everything known of one article: the one thing that every writer, the command line, the
    page and the benchmarks consume. ``seconds`` is wall time spent on this article.
    """

    article: Article
    translation: Translation | None
    summaries: tuple[Summary, ...]
    seconds: float = 0.0
