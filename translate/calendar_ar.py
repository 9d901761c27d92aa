"""Dates as Arabic news prints them: Gregorian in Egyptian, Levantine and Maghrebi month names,
Hijri, numeric, and the English forms that pages mix in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from translate.arabic import fold, normalise_with_map

Calendar = Literal["gregorian", "hijri"]

_GREGORIAN = (
    "يناير|كانون الثاني|جانفي|ينائر|january|jan",
    "فبراير|شباط|فيفري|february|feb",
    "مارس|آذار|اذار|march|mar",
    "أبريل|إبريل|ابريل|نيسان|أفريل|april|apr",
    "مايو|أيار|ايار|ماي|may",
    "يونيو|يونيه|حزيران|جوان|june|jun",
    "يوليو|يوليوز|يوليه|تموز|جويلية|july|jul",
    "أغسطس|اغسطس|آب|أوت|غشت|august|aug",
    "سبتمبر|أيلول|ايلول|شتنبر|september|sept|sep",
    "أكتوبر|اكتوبر|تشرين الأول|october|oct",
    "نوفمبر|تشرين الثاني|نونبر|november|nov",
    "ديسمبر|كانون الأول|دجنبر|december|dec",
)
_HIJRI = (
    "محرم|المحرم|محرم الحرام",
    "صفر",
    "ربيع الأول|ربيع أول",
    "ربيع الآخر|ربيع الثاني|ربيع آخر",
    "جمادى الأولى|جمادى الأول",
    "جمادى الآخرة|جمادى الثانية|جمادى الثاني",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة|ذي القعدة|ذو القعده",
    "ذو الحجة|ذي الحجة",
)


def _table(rows: tuple[str, ...]) -> dict[str, int]:
    return {fold(name): number for number, row in enumerate(rows, 1) for name in row.split("|")}


MONTHS = _table(_GREGORIAN)
"""Folded Gregorian month name (Arabic, any region; English) to its number."""
HIJRI_MONTHS = _table(_HIJRI)
"""Folded Hijri month name to its number."""
WEEKDAY_NAMES = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
WEEKDAYS = {fold(name): number for number, name in enumerate(WEEKDAY_NAMES)} | {fold("الإثنين"): 0}
"""Folded weekday name to its number, Monday 0."""


def _names(table: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, table), key=len, reverse=True))


_ANY_MONTH = _names(MONTHS | HIJRI_MONTHS)
_MONTH = rf"(?P<month>{_ANY_MONTH})(?:\s*[/(]\s*(?:{_ANY_MONTH})\s*\)?)?"
_YEAR = r"(?P<year>1[3-9]\d\d|20\d\d)(?!\d)(?:\s?ه(?!\w)|م(?!\w))?"
_DIGIT = re.compile(r"\d")
_GAP = r"[\s،,\-/.]{0,3}"
_DATES = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?:(?:من|of)\s)?(?:شهر\s)?{_MONTH}(?!\w)"
        rf"{_GAP}(?:(?:من\s)?(?:عام|سنه)\s)?{_YEAR}"
    ),
    re.compile(rf"(?<!\w){_MONTH}{_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_GAP}{_YEAR}"),
    re.compile(
        rf"(?<![\d/.-]){_YEAR}(?P<mark>[-/.])(?P<monthnumber>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d/-])"
    ),
    re.compile(
        rf"(?<![\d/.-])(?P<day>\d{{1,2}})\s?(?P<mark>[-/.])\s?(?P<monthnumber>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}"
    ),
)


@dataclass(frozen=True)
class FoundDate:
    """A full date in a text: its code-point span and the Gregorian ISO 8601 day."""

    start: int
    end: int
    iso: str
    calendar: Calendar


def find_dates(text: str) -> list[FoundDate]:
    """Every date with day, month and year, in order. Hijri dates (Umm al-Qura calendar, 1343 to
    1500) are converted; the day may differ by one where the month was sighted."""
    if not _DIGIT.search(text):
        return []
    clean, offsets = normalise_with_map(text)
    return [
        FoundDate(offsets[start], offsets[end], iso, calendar)
        for start, end, iso, calendar in _non_overlapping(fold(clean))
    ]


def _non_overlapping(folded: str) -> Iterator[tuple[int, int, str, Calendar]]:
    matches = [match for pattern in _DATES for match in pattern.finditer(folded)]
    position = -1
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() < position or not (found := _convert(match)):
            continue
        position = match.end()
        yield (*match.span(), *found)


def _convert(match: re.Match[str]) -> tuple[str, Calendar] | None:
    """The day that a match names, ``None`` where there is no such day."""
    fields = match.groupdict()
    day, year = int(fields["day"]), int(fields["year"])
    name = fields.get("month")
    hijri = name in HIJRI_MONTHS or year < 1600
    if name is not None:
        month = HIJRI_MONTHS.get(name) if hijri else MONTHS.get(name)
    else:
        month = int(fields["monthnumber"])
    if month is None:
        return None
    if not hijri and month > 12 >= day:
        day, month = month, day  # month first, as American pages print it
    try:
        if hijri:
            from hijridate import Hijri

            return Hijri(year, month, day).to_gregorian().isoformat(), "hijri"
        return date(year, month, day).isoformat(), "gregorian"
    except (ValueError, OverflowError):
        return None
