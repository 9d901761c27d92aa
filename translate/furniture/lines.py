"""The lines of a page, with the headings that lost their line break put back on their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from translate.arabic import LETTER, fold
from translate.article import Span
from translate.sentences import paragraphs, trim

_STOPPED = re.compile(r"[.!؟?۔…][\s\"”»’)\]]*$")
_CLAUSE_LENGTH = 25  # words beyond which an unstopped line is prose rather than a heading
_TOKEN = re.compile(rf"[{LETTER}\u064b-\u0652]+")
_QUOTE_GLUE = re.compile(rf"[\"”»](?=[{LETTER}])")
# Teh marbuta only ever ends a word.
_TEH_GLUE = re.compile(rf"(?<=[{LETTER}]{{2}}ة)(?=[{LETTER}]{{3}})")
_OPENING_VERBS = (
    *(
        "عقب",
        "خلال",
        "وفي",
        "ووفق",
        "وبحسب",
        "بحسب",
        "قال",
        "قالت",
        "وقال",
        "وقالت",
        "يقول",
        "تقول",
    ),
    *("أضاف", "أضافت", "وأضاف", "وأضافت", "أعلن", "أعلنت", "وأعلن", "أكد", "أكدت", "وأكد", "بدأ"),
    *("بدأت", "كشف", "كشفت", "أفاد", "أفادت", "ذكر", "ذكرت", "شهد", "شهدت", "يرى", "ترى", "يعتقد"),
)
_VERB_GLUE = re.compile(
    rf"(?<![{LETTER}])(?P<stem>[{LETTER}]{{4,}}?)(?:{'|'.join(_OPENING_VERBS)})(?![{LETTER}])"
)


@dataclass
class Line:
    """One paragraph of the page; ``kind`` once it is known to be furniture."""

    start: int
    end: int
    text: str
    kind: str | None = None

    @property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_STOPPED.search(self.text[-12:]))

    @property
    def size(self) -> int:
        """Words."""
        return len(self.text.split())

    @property
    def prose(self) -> bool:
        """Whether it reads as body text: a stopped sentence or a long unstopped one."""
        return self.size >= _CLAUSE_LENGTH or (self.stopped and self.size >= 4)


def read_lines(text: str) -> list[Line]:
    """The paragraphs of ``text`` in order, glued headings undone."""
    spans = paragraphs(text)
    tokens = Counter(_TOKEN.findall(fold(text)))
    found: list[Line] = []
    for span in spans:
        for start, end in _unglue(text, span, tokens):
            found.append(Line(start, end, text[start:end]))
    return found


def _unglue(text: str, span: Span, tokens: Counter[str]) -> Iterator[Span]:
    cut = _glue(text, *span, tokens)
    if cut is None:
        yield span
        return
    yield trim(text, span[0], cut)
    yield trim(text, cut, span[1])


def _glue(text: str, start: int, end: int, tokens: Counter[str]) -> int | None:
    """Where a heading of a few words runs into the paragraph below it, with no space between
    ("بيان ثلاثيعقب مشاورات…"), else ``None``."""
    head = text[start : min(end, start + 70)]
    if len(text[start:end].split(None, 16)) <= 14:
        return None
    for match in _QUOTE_GLUE.finditer(head):
        opened = head[: match.end()].count('"')
        if (opened % 2 == 0 or match[0] != '"') and _is_heading(head[: match.end()]):
            return start + match.end()
    for match in _TEH_GLUE.finditer(head):
        if _is_heading(head[: match.end()]):
            return start + match.end()
    for match in _VERB_GLUE.finditer(head):
        stem = match["stem"]
        known = any(tokens[fold(form)] for form in (stem, "ال" + stem, stem.removeprefix("ال")))
        if known and tokens[fold(match[0])] == 1 and _is_heading(head[: match.end("stem")]):
            return start + match.end("stem")
    return None


def _is_heading(head: str) -> bool:
    return len(head.split()) <= 7 and not re.search(r"[.:؟!،؛]", head)
