"""Text to paragraphs to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from translate.article import Sentence, Span
from translate.sentences.boundaries import split_paragraph, trim

_LINE = re.compile(r"[^\n\r\u0085\u2028\u2029\x0b\x0c]+")


def lines(text: str) -> Iterator[Span]:
    """Every line that holds something, trimmed."""
    for match in _LINE.finditer(text):
        start, end = trim(text, *match.span())
        if start < end:
            yield start, end


def paragraphs(text: str) -> list[Span]:
    """Paragraphs as trimmed spans: each line is one."""
    return list(lines(text))


def split_spans(text: str, spans: Iterable[Span]) -> list[Sentence]:
    """The sentences of the given paragraphs, numbered from 0."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(spans):
        for first, last in split_paragraph(text, start, end):
            found.append(Sentence(len(found), text[first:last], first, last, number))
    return found


def split(text: str) -> list[Sentence]:
    """Every sentence of a plain text. ``text[s.start:s.end] == s.text``, and every character that
    is not a space is in exactly one sentence."""
    return split_spans(text, paragraphs(text))
