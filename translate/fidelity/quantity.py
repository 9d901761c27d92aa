"""A number as it may be read: the meeting point of Arabic and English figures and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translate.article import Span
from translate.fidelity.tokens import Token

_SPACES = re.compile("[ \u00a0\u202f]")
_COMMAS = str.maketrans("،'’", ",,,")


@dataclass(frozen=True)
class Quantity:
    """One number of a sentence.

    ``values`` are all its readings (``1.200`` is 1.2 or 1200; ``9:30`` is 930 or 2130);
    ``parts`` are the numbers that a compound is made of, when a translation may keep them apart
    (``2 million and 300 thousand``). ``strong`` is false for what languages drop or add freely:
    one, two, ordinals and fractions in words.
    """

    values: frozenset[float]
    span: Span
    strong: bool
    percent: bool = False
    parts: tuple[float, ...] = ()


def reading(*values: float) -> frozenset[float]:
    """Readings that compare equal in spite of binary fractions."""
    return frozenset(float(f"{value:.9g}") for value in values)


def digits(text: str, *, lenient: bool) -> frozenset[float]:
    """The readings of a figure such as ``1,234.5``, ``٣٫٥`` or ``20 000``.

    Groups split by spaces may be stored in either order: Arabic pages of the United Nations print
    483,918 as ``918 483``. ``lenient`` admits the thousands point, which the
    Arabic press uses beside the comma.
    Raises ``ValueError`` for what is no single figure (``12.11.2023``).
    """
    groups = _SPACES.split(text)
    if len(groups) > 1:
        return reading(
            *(int("".join(order)) for order in (groups, groups[::-1]) if _in_threes(order))
        )
    plain = text.translate(_COMMAS)
    pieces = re.split("[.,]", plain)
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return reading(int(plain))
    grouped = all(len(piece) == 3 for piece in pieces[1:]) and len(pieces[0]) <= 3
    whole, decimal = int("".join(pieces)), float("".join(pieces[:-1]) + "." + pieces[-1])
    if len(set(marks)) == 2 and len(set(marks[:-1])) == 1:
        return reading(decimal)
    if len(marks) > 1:
        if grouped:
            return reading(whole)
        raise ValueError(text)
    if not grouped or pieces[0] == "0":
        return reading(decimal)
    if marks[0] == ",":
        return reading(whole)
    return reading(whole, decimal) if lenient else reading(decimal)


def _in_threes(groups: Sequence[str]) -> bool:
    return len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def decade(*starts: float) -> frozenset[float]:
    """The readings of a decade by its first years: no year or age is equal to one."""
    return reading(*(-start for start in starts))


def clock(hour: int, minute: int) -> frozenset[float]:
    """A time of day as readings: with and without minutes when they are zero, am or pm."""
    hours = {hour, (hour + 12) % 24 or 24} if hour <= 24 else {hour}
    if hour == 12:
        hours.add(0)
    values = [h * 100 + minute for h in hours]
    if minute == 0:
        values += list(hours)
    return reading(*values)


def time_of_day(text: str) -> frozenset[float]:
    """The readings of ``9:30``."""
    hour, minute = text.split(":")
    return clock(int(hour), int(minute))


def pieces(token: Token) -> list[Quantity]:
    """The figures of a dotted date or section number (``12.11.2023``), one by one."""
    return [
        Quantity(
            reading(int(match.group())),
            (token.start + match.start(), token.start + match.end()),
            True,
        )
        for match in re.finditer(r"\d+", token.text)
    ]


def glued_to_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether the figure is the tail of a Latin word or unit: km2, CO2, A1."""
    return at > 0 and tokens[at - 1].kind == "latin" and tokens[at - 1].end == tokens[at].start


def is_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether the figure only counts a paragraph or item: it opens the sentence, as in ``12 -``,
    ``3.`` or ``(6)``."""
    opens = at == 0 or (at == 1 and tokens[0].kind == "other")
    if (
        not opens
        or at + 1 == len(tokens)
        or tokens[at + 1].text not in ("-", "–", ".", ")", "'", "`")
    ):
        return False
    return at + 2 < len(tokens) and tokens[at + 2].kind != "number"
