"""Who wrote a story."""

from __future__ import annotations

import re

from translate.arabic import LETTER, fold, normalise
from translate.furniture.labels import folded_pattern, label_kind
from translate.furniture.outlets import agencies, places

_LONGEST = 90
_BYLINE = folded_pattern(
    r"(?:كتب(?:ت|ه|ها)?|بقلم|إعداد|أعد(?:ه|ها|ته|تها)?|تحرير|ترجمة|تقرير|حوار|متابعة|تحقيق|رسالة"
    r"|مراسل(?:ة|نا|تنا)?|حاور(?:ه|ها|هم|ته|تها)?|الكاتب|المؤلف|المحرر"
    r"|(?:written )?by|author)(?!\w)"
    r"(?: و(?:تصوير|تحرير|إعداد))?\s?(?P<mark>[:\-–—/|]?)\s?(?P<name>.+)"
)
_NAME_WORD = rf"[{LETTER}A-Za-z.'’]+"
_NAME = re.compile(rf"{_NAME_WORD}(?:[\s\-]{_NAME_WORD}){{1,4}}")
_PARTS = re.compile(r"\s+[-–—|/]\s*|\s*[-–—|/]\s+")


def is_name(line: str) -> bool:
    """Whether a line has the shape of a person's name: two to five words, letters only."""
    return bool(_NAME.fullmatch(normalise(line)))


def _is_outlet(part: str) -> bool:
    """An agency, a place or a section, as bylines name one beside the writer."""
    folded = fold(part)
    return folded in agencies() or folded in places() or label_kind(part) == "navigation"


def byline_name(line: str) -> str | None:
    """Who wrote it, where a line says so ("كتب: …", "القاهرة الإخبارية - محمود غراب")."""
    if len(line) > _LONGEST:
        return None
    line = normalise(line)
    match = _BYLINE.fullmatch(fold(line))
    if match and (match["mark"] or len(match["name"].split()) <= 4):
        name = line[slice(*match.span("name"))].strip(" :-–—/|")
        if _NAME.fullmatch(name) or (match["mark"] and len(name.split()) <= 9):
            return name
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    if len(parts) not in (2, 3):
        return None
    names = [part for part in parts if not _is_outlet(part)]
    # One word beside an agency is a town rather than a writer.
    if (
        len(names) == 1
        and len(names) < len(parts)
        and _NAME.fullmatch(names[0])
        and len(names[0].split()) <= 4
    ):
        return names[0]
    return None
