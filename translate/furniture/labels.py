"""Lines that every Arabic news site prints around its stories, by their words alone.

The patterns are in ``labels.txt``: one a line, in ordinary spelling, under the kind they mean.
They are matched against a whole line, both folded, without its bullets and closing punctuation.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from translate.arabic import LETTER, fold
from translate.calendar_ar import MONTHS, WEEKDAYS, find_dates

_LONGEST_LABEL = 400
_LONGEST_DATE = 160
_ARABIC_RUN = re.compile(f"[{LETTER}\u064b-\u0652]+")
_SECTION = re.compile(r"\[(?P<name>.+)\]")
_BULLETS = re.compile(r"^[\s•·▪■●◄►▶«»|*_\-–—ـ]+(?=\w)|[\s•·▪■●◄►:|*\-–—ـ…]+$")
_NO_WORD = re.compile(r"[\W_ـ]+")
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[صم](?!\w))?"


def folded_pattern(pattern: str) -> re.Pattern[str]:
    """A regular expression for folded text from one in ordinary Arabic spelling."""
    return re.compile(_ARABIC_RUN.sub(lambda match: fold(match[0]), pattern))


@cache
def _sections() -> dict[str, str]:
    """The alternatives of each section of ``labels.txt``, macros filled in."""
    found: dict[str, list[str]] = {}
    text = files(__package__).joinpath("labels.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("# "):
            continue
        if match := _SECTION.fullmatch(line):
            patterns = found.setdefault(match["name"], [])
        else:
            for macro in re.findall("%[a-z ]+%", line):
                line = line.replace(macro, f"(?:{'|'.join(found[macro])})")
            patterns.append(line)
    return {name: "|".join(patterns) for name, patterns in found.items()}


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {
        kind: folded_pattern(pattern)
        for kind, pattern in _sections().items()
        if not kind.startswith("%")
    }


@cache
def _related() -> re.Pattern[str]:
    tail = r"\s?(?:(?P<mark>[:|\-–—…]|\.{2,})\s?(?P<headline>.*))?"
    return folded_pattern(rf"[\W_]{{0,4}}(?:{_sections()['%related%']}){tail}")


@cache
def _date_noise() -> re.Pattern[str]:
    dates = f"{_sections()['%date words%']}|{'|'.join(WEEKDAYS)}"
    return folded_pattern(rf"(?<!\w)(?:{dates})(?!\w)|{_CLOCK}|[^\w]+")


@cache
def _loose_dates() -> tuple[re.Pattern[str], ...]:
    """A day and month without a year; "3 hours ago"."""
    ago = r"(?:منذ|قبل) (?:\d+ )?(?:دقيقة|دقائق|ساعة|ساعات|ساعتين|يوم|يومين|أيام|أسبوع|أسابيع|شهر)"
    return folded_pattern(ago), re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)})")


def _folded_label(line: str) -> str:
    return _BULLETS.sub("", fold(line))


def related_heading(line: str) -> re.Match[str] | None:
    """A heading over other stories; its group ``headline`` is what stands on the same line,
    folded."""
    return _related().fullmatch(_folded_label(line)) if len(line) <= _LONGEST_LABEL else None


def is_date(line: str) -> bool:
    """Whether a line holds a date and nothing else ("آخر تحديث: 9 نوفمبر 2023، 10:30 م")."""
    if len(line) > _LONGEST_DATE:
        return False
    dates = find_dates(line)
    rest = line
    for found in reversed(dates):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    folded = fold(rest)
    dated = bool(dates)
    for pattern in _loose_dates():
        folded, count = pattern.subn(" ", folded)
        dated = dated or bool(count)
    return dated and not _date_noise().sub("", folded)


def label_kind(line: str) -> str | None:
    """The kind of a line that is furniture by its own words, else ``None``."""
    if len(line) > _LONGEST_LABEL:
        return None
    if _NO_WORD.fullmatch(line):
        return "markup"
    if is_date(line):
        return "date"
    folded = _folded_label(line)
    return next((kind for kind, pattern in _labels().items() if pattern.fullmatch(folded)), None)
