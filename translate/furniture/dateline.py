"""Agency tags and datelines: "سول/دبي - رويترز" on a line, "القاهرة (رويترز) - " before a story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from translate.arabic import LETTER, fold
from translate.article import Span
from translate.calendar_ar import MONTHS, WEEKDAYS
from translate.furniture.labels import folded_pattern
from translate.furniture.outlets import agencies, places

_LONGEST = 90
_SEPARATOR = re.compile(
    r"\s*(?:[/،,()|•+«»:]|[-–—ـ](?=\s|/|\(|$)|(?<=\s)[-–—ـ]|(?<=\w)[-–—](?=\w))\s*|\s+و(?=\s)"
)
_PREFIX_END = re.compile(r"\s*(?:/\s?[-–—ـ]|[-–—ـ/:]\s?[-–—ـ]?|\))\s*(?=[\s\"“«]|[^\W\d_])")
_REPORTING_VERB = folded_pattern(
    r"و?(?:قال|أعلن|أكد|ذكر|كشف|أفاد|بدأ|شهد|دعا|حذر|نفى|وصل|أجر|بحث|التق|اتهم|أدان|انتقد|وقع"
    r"|افتتح|يواصل|تواصل|استقبل|طالب|أوضح|صرح)\w{0,4}"
)
_ARABIC_WORDS = re.compile(f"[{LETTER} ]+")
_INITIAL = rf"[{LETTER}]{{1,2}}(?:[. ]{{1,2}}[{LETTER}]{{1,2}}){{0,2}}\.?"
_DESK = re.compile(
    rf"\(?{_INITIAL}\s?(?:[/،,]\s?{_INITIAL}\s?)+(?:\([^()]{{1,40}}\))?\)?"
    r"|(?:\(?انتهي\)?|النهايه)(?:\s?[/\-]?\s?\w{0,4}){0,2}"
)


@dataclass(frozen=True)
class Dateline:
    """The tag in front of a story's first sentence: its span, and the place if it names one."""

    span: Span
    place: str | None


@cache
def _day() -> re.Pattern[str]:
    months = "|".join(MONTHS)
    return re.compile(
        rf"\d{{1,2}}(?: (?:{months})(?: \d{{4}})?)?|\d{{4}}م?|(?:{months})|{'|'.join(WEEKDAYS)}"
    )


@cache
def _dated_place() -> re.Pattern[str]:
    return re.compile(rf"(?P<place>[^\d]+?) (?:{_day().pattern})")


def _segments(tag: str) -> list[str]:
    stripped = (part.strip(" .-–—ـ") for part in _SEPARATOR.split(tag) if part)
    return [part for part in stripped if part]


def _is_agency(segment: str) -> bool:
    """One agency, or two whose separator was lost ("رويترزالشرق")."""
    known = agencies()
    if segment in known or " ".join(segment.replace(".", " ").split()) in known:
        return True
    return any(
        segment[:cut] in known and segment[cut:] in known for cut in range(3, len(segment) - 2)
    )


def tag_kinds(folded: str) -> set[str]:
    """What the segments of a tag are: ``agency``, ``place``, ``day``, else ``unknown``."""
    kinds = set()
    for segment in _segments(folded):
        if _is_agency(segment):
            kinds.add("agency")
        elif segment in places():
            kinds.add("place")
        elif (match := _dated_place().fullmatch(segment)) and match["place"] in places():
            kinds |= {"place", "day"}
        else:
            kinds.add("day" if _day().fullmatch(segment) else "unknown")
    return kinds


def named_place(tag: str) -> str | None:
    """The first place that a tag names, as the page spells it."""
    for part in _segments(tag):
        match = _dated_place().fullmatch(fold(part))
        place = part[: match.end("place")] if match else part
        if fold(place) in places():
            return place
    return None


def _town_and_agency(tag: str) -> str | None:
    """The town in "بايكونور - تاس", which no list need know."""
    parts = _segments(tag)
    if len(parts) != 2 or not _is_agency(fold(parts[1])) or len(parts[0].split()) > 2:
        return None
    return parts[0] if _ARABIC_WORDS.fullmatch(parts[0]) else None


def is_agency_line(line: str) -> bool:
    """A line of agencies, places and days alone ("سول/دبي - رويترز"), or a desk's sign-off."""
    if len(line) > _LONGEST:
        return False
    folded = fold(line)
    kinds = tag_kinds(folded)
    tagged = "agency" in kinds or kinds == {"place", "day"}
    if "unknown" in kinds:
        # Two words beside an agency are a writer; one is a town.
        town = _town_and_agency(line)
        return (town is not None and " " not in town) or bool(_DESK.fullmatch(folded))
    return tagged or bool(_DESK.fullmatch(folded))


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The tag that opens the paragraph ``text[start:end]``, the longest where several could be:
    "القاهرة (رويترز) - ", "المستقلة/- ", "عمان 5 أيار (بترا) - "."""
    head = text[start : min(end, start + _LONGEST)]
    for match in reversed(list(_PREFIX_END.finditer(head, 2))):
        if start + match.end() < end and _opens(head, match):
            tag = head[: match.start()]
            place = named_place(tag) or _town_and_agency(tag)
            if place is None and "agency" not in tag_kinds(fold(tag)):
                place = tag.strip()  # a town no list has, known by the verb after it
            return Dateline((start, start + match.end()), place)
    return None


def _opens(head: str, match: re.Match[str]) -> bool:
    """Whether what stands before the mark is a tag, by the strictness that each mark needs."""
    mark = match[0].strip()
    tag = fold(head[: match.start()])
    if not 1 <= len(tag.split()) <= 8:
        return False
    kinds = tag_kinds(tag)
    spaced = match[0][0].isspace() or match[0][-1].isspace()
    if "unknown" not in kinds:
        named = kinds - {"day"}
        if mark == ":":
            return named == {"agency", "place"}
        if mark in "/)":
            return "agency" in named
        return bool(named) and (spaced or mark.startswith("/"))
    if _town_and_agency(tag):
        return mark not in "/)" and not _REPORTING_VERB.fullmatch(tag.split()[0])
    following = fold(head[match.end() : match.end() + 20]).split()
    return (
        mark in ("-", "–", "—", "ـ")
        and spaced
        and len(tag.split()) <= 2
        and bool(_ARABIC_WORDS.fullmatch(tag))
        and bool(following and _REPORTING_VERB.fullmatch(following[0]))
    )
