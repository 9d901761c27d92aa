"""Text to paragraphs to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from translate.article import Sentence, Span
from translate.sentences.boundaries import split_paragraph, trim

_LINE = re.compile(r"[^\n\r\u0085\u2028\u2029\x0b\x0c]+")
_BREAK = re.compile(r"\r\n|[\n\r\u0085\u2028\u2029\x0b\x0c]")
_STOPPED = re.compile(r"[.!؟?…:][\"”»’)]*$")
# What a page wrapped at a fixed width looks like.
_WIDEST = 130
_FULL = 0.7  # of the width: a line that ran on to the next


def paragraphs(text: str) -> list[Span]:
    """Paragraphs as trimmed spans. Each line is one, unless the page was wrapped at a fixed width
    (mail, PDF): then lines that run on are joined, their breaks inside the span."""
    lines = [
        span for match in _LINE.finditer(text) if (span := trim(text, *match.span()))[0] < span[1]
    ]
    return list(_joined(text, lines)) if _is_wrapped(text, lines) else lines


def _running(text: str, lines: list[Span]) -> list[bool]:
    """For each pair of neighbours, whether no blank line parts them."""
    return [len(_BREAK.findall(text, a[1], b[0])) == 1 for a, b in pairwise(lines)]


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    if len(lines) < 6:
        return False
    widths = sorted(end - start for start, end in lines)
    width = widths[int(len(widths) * 0.9)]
    if not 40 <= width <= _WIDEST or widths[-1] > 1.5 * _WIDEST:
        return False
    inner = [line for line, runs in zip(lines, _running(text, lines), strict=False) if runs]
    if len(inner) < max(4, len(lines) / 3):
        return False
    full = sum(end - start >= _FULL * width for start, end in inner)
    inside = sum(bool(_STOPPED.search(text[start:end])) for start, end in inner)
    inner_set = set(inner)
    last = [line for line in lines if line not in inner_set or line[1] - line[0] < _FULL * width]
    closed = sum(bool(_STOPPED.search(text[start:end])) for start, end in last)
    return full >= 0.65 * len(inner) and inside <= 0.4 * len(inner) and closed >= 0.5 * len(last)


def _joined(text: str, lines: list[Span]) -> Iterator[Span]:
    widths = sorted(end - start for start, end in lines)
    width = widths[int(len(widths) * 0.9)]
    start, end = lines[0]
    for (low, high), after, runs in zip(lines, lines[1:], _running(text, lines), strict=False):
        ended = _STOPPED.search(text[low:high]) and high - low < 0.85 * width
        if runs and high - low >= _FULL * width and not ended:
            end = after[1]
        else:
            yield start, end
            start, end = after
    yield start, end


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
