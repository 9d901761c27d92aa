"""Months and weekdays: named on one side, they must be named, or numbered, on the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from translate.arabic import fold
from translate.article import Flag, Severity, Span
from translate.calendar_ar import HIJRI_MONTHS, MONTHS, WEEKDAYS
from translate.fidelity.changes import tell
from translate.fidelity.quantity import Quantity, reading
from translate.fidelity.tokens import listed

ENGLISH_MONTHS = listed(
    "january february march april may june july august september october november december"
)
ENGLISH_WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
_ENGLISH_HIJRI = (
    "muharram|moharram",
    "safar",
    r"rabi['ʿ]? al-awwal|rabi['ʿ]? i",
    r"rabi['ʿ]? al-thani|rabi['ʿ]? al-akhir|rabi['ʿ]? ii",
    "jumada al-awwal|jumada al-ula|jumada i",
    "jumada al-thani|jumada al-akhirah?|jumada ii",
    "rajab",
    "sha['ʿ]?ban|shaaban",
    "ramadan|ramadhan",
    "shawwal|shawal",
    "dhu al-qa['ʿ]?dah?|dhul-qa['ʿ]?dah?",
    "dhu al-hijjah?|dhul-hijjah?",
)
"""English patterns of the Hijri months, Muharram first."""
ENGLISH_NAMES = (
    *ENGLISH_MONTHS,
    *ENGLISH_WEEKDAYS,
    *listed("jan feb mar apr aug sept oct nov dec"),
)
"""Lower-case month and weekday names; "may", "march" and "mar" are words as well."""
_SHORT_MONTHS = listed("jan feb mar apr may jun jul aug sep oct nov dec")
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"


class Named(NamedTuple):
    """``kind`` is ``month``, ``hijri`` or ``weekday``; months count from 1, Monday is 0."""

    kind: str
    number: int
    span: Span


def _union(names: dict[str, int]) -> str:
    arabic = (name for name in names if not name.isascii())
    return "|".join(sorted(map(re.escape, arabic), key=len, reverse=True))


_ARABIC = re.compile(
    r"(?<!\w)[وفبلك]{0,2}(?:(?P<month>"
    + _union(MONTHS)
    + r")|(?P<hijri>"
    + _union(HIJRI_MONTHS)
    + r")|(?P<weekday>"
    + _union(WEEKDAYS)
    + r"))(?!\w)"
)
_TABLES = {"month": MONTHS, "hijri": HIJRI_MONTHS, "weekday": WEEKDAYS}
_AMBIGUOUS = frozenset(
    ("ماي", "جوان", "اب", "مارس", "صفر", "شعبان", "رجب", "رمضان", "محرم", "المحرم")
)
"""Names of months that are words or people's names too: months only beside a figure, the word
"month", or another month of their calendar."""
_ENGLISH = re.compile(
    r"\b(?:(?P<month>January|February|April|June|July|August|September|October|November|December"
    r"|(?:March|May)(?=,? \d|\.|,|$| (?:and|to|of|in|this|last|next|at|after|before))"
    r"|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)(?=\.| \d))"
    r"|(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    + "".join(f"|(?P<hijri{n}>(?i:{names}))" for n, names in enumerate(_ENGLISH_HIJRI, 1))
    + r")s?\b"
)


def arabic(folded: str) -> list[Named]:
    """Months and weekdays of a folded Arabic sentence."""
    found: list[Named] = []
    doubtful: list[Named] = []
    for match in _ARABIC.finditer(folded):
        kind = match.lastgroup or ""
        name = match[kind]
        named = Named(kind, _TABLES[kind][name], match.span(kind))
        sure = name not in _AMBIGUOUS or _dated(folded, *match.span())
        (found if sure else doubtful).append(named)
    kinds = {named.kind for named in found}
    return sorted(found + [d for d in doubtful if d.kind in kinds], key=lambda named: named.span)


def _dated(text: str, start: int, end: int) -> bool:
    return bool(
        re.search(r"(?:\d|شهر|/)\s*$", text[max(0, start - 8) : start])
        or re.match(r"\s*(?:\d|/|الماضي|الجاري|المقبل|القادم)", text[end : end + 10])
    )


def english(text: str) -> list[Named]:
    """Months and weekdays of an English sentence."""
    found = []
    for match in _ENGLISH.finditer(text):
        kind, number = match.lastgroup or "", 0
        name = match[kind].lower()
        if kind == "month":
            number = 1 + _SHORT_MONTHS.index(name[:3])
        elif kind == "weekday":
            number = ENGLISH_WEEKDAYS.index(name)
        else:
            kind, number = "hijri", int(kind.removeprefix("hijri"))
        found.append(Named(kind, number, match.span()))
    return found


def as_quantities(dates: Sequence[Named]) -> list[Quantity]:
    """Months as the numbers that a date in figures (2023-11-09) writes for them."""
    return [Quantity(reading(d.number), d.span, False) for d in dates if d.kind == "month"]


def compare(
    source: Sequence[Named],
    target: Sequence[Named],
    source_text: str,
    target_text: str,
    *,
    subset: bool = False,
) -> list[Flag]:
    """Flags of kind ``date``. ``subset`` lets the target leave dates out, as a summary may."""
    flags: list[Flag] = []
    folded = fold(source_text) if target else ""
    for kind in ("month", "hijri", "weekday"):
        ours, theirs = ({d.number for d in side if d.kind == kind} for side in (source, target))
        lost = [
            d.span
            for d in source
            if d.kind == kind
            and not _found(d, theirs, "" if _is_day(d, source_text) else target_text)
        ]
        added = [d.span for d in target if d.kind == kind and not _found(d, ours, folded)]
        flags += tell("date", lost, added, (source_text, target_text), _severity, subset=subset)
    return flags


def _severity(printed: str, lost: bool) -> Severity:
    return "medium" if lost else "high"


def _is_day(date: Named, source: str) -> bool:
    """Whether الاثنين or الأحد, which may be "the two" and "the one", stands where only a weekday
    does."""
    start, end = date.span
    if date.kind != "weekday" or date.number not in (0, 6):
        return False
    parenthetic = _OPENS.search(source, 0, start) and _CLOSES.match(source, end)
    return bool(parenthetic or _DAY_OF.search(source, 0, start))


_OPENS, _CLOSES = re.compile(r"[،,(]\s*$"), re.compile(r"\s*[،,)]")
_DAY_OF = re.compile(r"(?<!\w)[وفبل]?(?:يوم|مساء|صباح|فجر|ظهر|ليل[ةه]|أمس|امس|اليوم)\s+$")


def _found(date: Named, numbers: set[int], text: str) -> bool:
    """Whether the other side has the date, by name or as a figure, or has the word otherwise:
    الاثنين is Monday and "the two", جمعة without its article is Friday still.
    """
    if date.number in numbers:
        return True
    if date.kind == "month":
        figures = _MONTH_FIGURE.findall(text)
        return (
            any(int(f) == date.number for f in figures)
            or _MONTH_LOOSELY[date.number].search(text) is not None
        )
    if date.kind == "weekday":
        return _WEEKDAY_LOOSELY[date.number].search(text) is not None
    return False


_MONTH_FIGURE = re.compile(r"(?<![\d])\d{1,2}(?=[-/.]\d)|(?<=\d[-/.])\d{1,2}(?!\d)")
_MONTH_LOOSELY = {
    number: re.compile(
        "|".join(
            rf"(?<!\w)[وفبلك]{{0,2}}{name}(?!\w)" for name, n in MONTHS.items() if n == number
        ),
        re.IGNORECASE,
    )
    for number in range(1, 13)
}
_WEEKDAY_LOOSELY = tuple(
    re.compile(pattern)
    for pattern in (
        r"اثنين|إثنين|(?i:\b(?:two|both|pair|couple|2)\b)",
        "ثلاثاء",
        "اربعاء|أربعاء",
        "خميس",
        r"جمعه|جمعة|(?i:\bblack friday\b)",
        r"سبت|(?i:\bsabbath\b)",
        r"احد|أحد|(?i:\b(?:one|someone|anyone|no one|any)\b)",
    )
)
