"""What on a news page is not the story."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translate.article import Furniture, Span
from translate.sentences import paragraphs

KINDS = (
    "date",
    "byline",
    "agency",
    "caption",
    "credit",
    "pull_quote",
    "share",
    "subscribe",
    "podcast",
    "advert",
    "keywords",
    "source",
    "related",
    "navigation",
    "site",
    "markup",
)
"""Every value of ``Furniture.kind``."""


@dataclass
class Story:
    """One story of a page: its title, body paragraphs and what stands around them, as spans."""

    title: Span | None = None
    paragraphs: list[Span] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


_LABELS = {
    "share": re.compile(r"[•\s]*(?:مشاركة|شارك)\s*:?"),
    "source": re.compile(r"المصدر\s*:.*"),
    "keywords": re.compile(r"كلمات دلالية\s*:.*"),
    "navigation": re.compile(r"تصنيفات|قصص قد تهمك"),
    "podcast": re.compile(r"بودكاست مسموعة"),
    "markup": re.compile(r"post-title"),
}
_RELATED = re.compile(r"[إا]قرأ أيضا?ً?ا?\s*:?")


def stories(text: str) -> list[Story]:
    """The stories of a page in order, each with its furniture."""
    found = [Story()]
    for start, end in paragraphs(text):
        line = text[start:end]
        if _RELATED.fullmatch(line):
            found[-1].furniture.append(Furniture("related", line, start, end))
            found.append(Story())
            continue
        kind = next((kind for kind, label in _LABELS.items() if label.fullmatch(line)), None)
        story = found[-1]
        if kind:
            story.furniture.append(Furniture(kind, line, start, end))
        elif not story.title and not story.paragraphs and len(line) < 150 and line[-1] not in ".؟!":
            story.title = (start, end)
        else:
            story.paragraphs.append((start, end))
    return [story for story in found if story.paragraphs or story.furniture or story.title]
