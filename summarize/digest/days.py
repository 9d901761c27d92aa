"""Which day, month or year an Arabic sentence speaks of, told from the day it was printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from translate.arabic import fold, normalise_with_map
from translate.calendar_ar import MONTHS, WEEKDAYS, find_dates


class Mention(NamedTuple):
    """``date`` is an ISO 8601 day, month or year, ``None`` where it hangs on a day of printing
    that is not known; ``text`` is the mention as printed."""

    start: int
    end: int
    date: str | None
    text: str


def _names(table: dict[str, int]) -> str:
    arabic = (name for name in table if not name.isascii())
    return "|".join(sorted(map(re.escape, arabic), key=len, reverse=True))


_MONTH = rf"(?P<month>{_names(MONTHS)})(?:\s?/\s?(?:{_names(MONTHS)}))?"
_PAST = "الماضي|الماضيه|المنصرم|المنصرمه|الفايت|الفايته"
_NEXT = "المقبل|المقبله|القادم|القادمه"
_NOW = "الجاري|الجاريه|الحالي|الحاليه"
_WHEN = rf"(?:\s(?:من\s)?(?:(?P<past>{_PAST})|(?P<next>{_NEXT})|(?P<now>{_NOW})))(?!\w)"
_YEAR = r"(?:\s(?:من\s)?(?:عام\s|سنه\s)?(?P<year>(?:19|20)\d\d))(?!\d)"
_PATTERNS = tuple(
    re.compile(rf"(?<!\w)[وفبل]?{pattern}(?!\w)")
    for pattern in (
        rf"(?P<day>\d{{1,2}})\s{_MONTH}(?:{_WHEN})?",
        rf"(?:شهر\s)?{_MONTH}(?:{_WHEN}|{_YEAR})",
        # A bare month must stand behind a preposition: مارس is also "practised".
        rf"(?:في|منذ|خلال|شهر|مطلع|اوايل|اواخر|منتصف|نهايه|بدايه من|حتي)\s{_MONTH}"
        rf"(?:{_WHEN}|{_YEAR})?",
        rf"(?:اليوم\s)?(?P<yesterday>(?:اول )?امس\s)?(?:يوم\s)?(?P<weekday>{_names(WEEKDAYS)})"
        rf"(?:{_WHEN})?",
        r"(?P<before>اول امس|امس الاول)",
        r"(?P<eve>امس)",
        r"(?P<morrow>غدا)",
        rf"(?P<unit>الشهر|العام|السنه)\s(?:(?P<past>{_PAST})|(?P<next>{_NEXT}))",
        r"(?:عام|سنه|العام)\s(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)


def mentions(text: str, printed: date | None) -> list[Mention]:
    """Every date mention, in order, without overlaps; a longer one wins. ``printed`` is the day of
    publication, which "Thursday" and "last month" are counted from."""
    clean, offsets = normalise_with_map(text)
    folded = fold(clean)
    found: list[tuple[int, int, str | None]] = [
        (full.start, full.end, full.iso) for full in find_dates(text)
    ]
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            start, end = offsets[match.start()], offsets[match.end()]
            found.append((start, end, _resolve(match, printed)))
    return list(_apart(found, text))


def _apart(found: list[tuple[int, int, str | None]], text: str) -> Iterator[Mention]:
    position = 0
    for start, end, day in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= position:
            yield Mention(start, end, day, text[start:end].strip())
            position = end


def _resolve(match: re.Match[str], printed: date | None) -> str | None:
    fields = match.groupdict()
    if fields.get("month"):
        return _month(fields, MONTHS[fields["month"]], printed)
    if fields.get("year"):
        return fields["year"]
    if printed is None:
        return None
    if fields.get("unit"):
        step = -1 if fields.get("past") else 1
        if "شهر" in fields["unit"]:
            return _shifted(printed.year, printed.month + step)
        return str(printed.year + step)
    if fields.get("weekday"):
        return _weekday(fields, WEEKDAYS[fields["weekday"]], printed).isoformat()
    days = -2 if fields.get("before") else -1 if fields.get("eve") else 1
    return (printed + timedelta(days)).isoformat()


def _shifted(year: int, month: int) -> str:
    """The month, counted on over the turn of the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}"


def _month(fields: dict[str, str | None], month: int, printed: date | None) -> str | None:
    year = fields.get("year")
    if year:
        return f"{year}-{month:02}"
    if printed is None:
        return None
    if fields.get("day") and not (fields.get("past") or fields.get("next")):
        return _nearest(int(fields["day"] or 0), month, printed)
    if fields.get("next"):
        found = printed.year + (month <= printed.month)
    elif fields.get("past"):
        found = printed.year - (month >= printed.month)
    else:
        found = printed.year - (month > printed.month)
    if fields.get("day"):
        return _day(found, month, int(fields["day"] or 0))
    return f"{found:04}-{month:02}"


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # 31 June: no such day
        return None


def _nearest(day: int, month: int, printed: date) -> str | None:
    """The day of that name nearest to ``printed``."""
    days = [_day(printed.year + step, month, day) for step in (-1, 0, 1)]
    near = [one for one in days if one is not None]
    return min(near, key=lambda one: abs(date.fromisoformat(one) - printed), default=None)


def _weekday(fields: dict[str, str | None], weekday: int, printed: date) -> date:
    """News names the last such day, the day of printing included, unless it says otherwise."""
    back = (printed.weekday() - weekday) % 7
    if fields.get("next"):
        return printed + timedelta((weekday - printed.weekday()) % 7 or 7)
    if back == 0 and (fields.get("past") or fields.get("yesterday")):
        back = 7
    return printed - timedelta(back)
