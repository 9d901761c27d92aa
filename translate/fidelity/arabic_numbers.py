"""Numbers of an Arabic sentence: figures, number words with clitics, scales, times, decades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translate.arabic import fold
from translate.fidelity.arabic_number_words import NUMBER_WORDS, PERCENT, PLURALS
from translate.fidelity.quantity import (
    Quantity,
    clock,
    decade,
    digits,
    glued_to_word,
    is_label,
    pieces,
    reading,
    time_of_day,
)
from translate.fidelity.tokens import Token, listed

_PERCENT_NOUNS = frozenset(map(fold, ("المئة", "المائة")))
_FRACTION_PLURALS = frozenset(["ارباع", "اثلاث", "اخماس"])
_HALF_DAY = frozenset(listed("صباحا مساء عصرا ظهرا ليلا فجرا"))
_HOUR = frozenset(["الساعه", "ساعه", "والساعه", "بالساعه"])
_CENTURY = frozenset(["قرن", "القرن", "للقرن", "بالقرن", "والقرن"])
_DUAL_ENDINGS = ("ين", "ان", "تا", "تي")


class _Reader:
    """Recursive descent over the tokens of one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def word(self, at: int) -> tuple[str, float, bool] | None:
        if at < len(self.tokens) and self.tokens[at].kind == "arabic":
            return NUMBER_WORDS.get(self.tokens[at].text)
        return None

    def text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def below_hundred(self, at: int) -> tuple[float, int] | None:
        word = self.word(at)
        if word is None:
            return None
        kind, value, _ = word
        following = self.word(at + 1)
        if kind in ("unit", "ordinal") and value < 10:
            if following and following[0] == "ten" and not following[2]:
                return value + 10, at + 2
            if following and following[0] == "tens" and following[2]:
                return value + following[1], at + 2
        if kind in ("unit", "ten", "tens"):
            return value, at + 1
        return None

    def below_thousand(self, at: int) -> tuple[float, int] | None:
        word = self.word(at)
        if word is None:
            return None
        kind, value, _ = word
        following = self.word(at + 1)
        if kind == "unit" and following and following[0] == "hundred" and not following[2]:
            value, end = value * 100, at + 2
        elif kind in ("hundred", "hundreds"):
            end = at + 1
        else:
            return self.below_hundred(at)
        joined = self.word(end)
        if joined and joined[2] and (rest := self.below_hundred(end)):
            return value + rest[0], rest[1]
        return value, end

    def scaled(self, at: int) -> tuple[frozenset[float], float, int] | None:
        """A term with its scale: readings, scale, end."""
        token = self.tokens[at]
        word = self.word(at)
        if word and word[0] in ("scale", "dual", "scale-or-dual"):
            kind, scale, _ = word
            if token.text in PLURALS:
                return None
            values = {"scale": (1,), "dual": (2,), "scale-or-dual": (1, 2)}[kind]
            return self.half(reading(*(v * scale for v in values)), scale, at + 1)
        if token.kind == "number":
            try:
                values_of, end = digits(token.text, lenient=True), at + 1
            except ValueError:
                return None
        elif group := self.below_thousand(at):
            values_of, end = reading(group[0]), group[1]
        else:
            return None
        scale = 1.0
        while (after := self.word(end)) and not after[2]:
            if after[0] not in ("scale", "scale-or-dual"):
                break
            scale *= after[1]
            end += 1
        values_of = reading(*(v * scale for v in values_of))
        return self.half(values_of, scale, end)

    def half(
        self, values: frozenset[float], scale: float, end: int
    ) -> tuple[frozenset[float], float, int]:
        """The term with "and a half" of its scale, where that follows."""
        after = self.word(end)
        if scale > 1 and after and after[0] == "fraction" and after[2]:
            values = reading(*(v + after[1] * scale for v in values))
            end += 1
            again = self.word(end)
            if again and again[0].startswith("scale"):
                end += 1
        return values, scale, end

    def compound(self, at: int) -> tuple[frozenset[float], tuple[float, ...], int] | None:
        """Terms joined by و with falling scales: ``مليونان وثلاثمئة ألف``."""
        first = self.scaled(at)
        if first is None:
            return None
        values, scale, end = first
        parts = [min(values)]
        while scale > 1:
            glued = self.word(end)
            if glued and glued[2]:
                following = self.scaled(end)
            elif self.text(end) == "و" and end + 1 < len(self.tokens):
                following = self.scaled(end + 1)
            else:
                break
            if following is None or following[1] >= scale or max(following[0]) >= scale:
                break
            values = reading(*(a + b for a in values for b in following[0]))
            parts.append(min(following[0]))
            scale, end = following[1], following[2]
        return values, tuple(parts) if len(parts) > 1 else (), end

    def percent(self, end: int) -> int:
        """The end of a percent mark at ``end``, or ``end``."""
        mark = self.text(end)
        if mark in PERCENT:
            return end + 1
        if mark == "في" and self.text(end + 1) in _PERCENT_NOUNS:
            return end + 2
        return end


def extract(tokens: Sequence[Token]) -> list[Quantity]:
    """The numbers of a scanned Arabic sentence, in order."""
    reader = _Reader(tokens)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "time":
            found.append(Quantity(time_of_day(token.text), (token.start, token.end), True))
            at += 1
        elif token.kind == "number":
            at = _cardinal(reader, at, found)
        elif token.kind == "arabic":
            at = _word(reader, at, found)
        else:
            at += 1
    return found


def _word(reader: _Reader, at: int, found: list[Quantity]) -> int:
    """Reads a number word at ``at`` into ``found``; the next position."""
    token, word = reader.tokens[at], reader.word(at)
    if word is None:
        if len(token.text) > 4 and token.text.endswith(_DUAL_ENDINGS):
            found.append(Quantity(reading(2), (token.start, token.end), False))
        return at + 1
    kind, value, joined = word
    if kind == "ordinal":
        return _ordinal(reader, at, value, found)
    if kind == "fraction":
        values = reading(value)
        scale = reader.word(at + 1)
        if scale and scale[0] == "scale" and not scale[2]:
            values = reading(value * scale[1])
            found.append(Quantity(values, (token.start, reader.tokens[at + 1].end), True))
            return at + 2
        if joined:  # an hour and a half; 3 hours and a half
            values = reading(value, 1 + value, 2 + value)
            if found and token.start - found[-1].span[1] < 12:
                last = found[-1]
                wider = last.values | reading(*(v + value for v in last.values))
                found[-1] = replace(last, values=wider)
        found.append(Quantity(values, (token.start, token.end), False))
        return at + 1
    if kind == "decade":
        values, end = decade(value, 1900 + value), at + 1
        if reader.text(end) in _CENTURY and (century := reader.below_hundred(end + 1)):
            values, end = decade((century[0] - 1) * 100 + value), century[1]
            if century[0] == 20:
                values |= decade(value)
        found.append(Quantity(values, (token.start, reader.tokens[end - 1].end), True))
        return end
    return _cardinal(reader, at, found)


def _cardinal(reader: _Reader, at: int, found: list[Quantity]) -> int:
    tokens, token = reader.tokens, reader.tokens[at]
    group = reader.compound(at)
    if group is None:
        if token.kind == "number":
            found += pieces(token)
        return at + 1
    values, parts, end = group
    after = reader.percent(end)
    percent = after > end or reader.text(at - 1) == "%"
    values |= _hour(reader, at, after, values)
    found.append(
        Quantity(
            values,
            (token.start, tokens[after - 1].end),
            _is_strong(reader, at, end, values),
            percent,
            parts,
        )
    )
    return after


def _is_strong(reader: _Reader, at: int, end: int, values: frozenset[float]) -> bool:
    token, before = reader.tokens[at], reader.text(at - 1)
    if token.kind == "number":
        return not glued_to_word(reader.tokens, at) and not is_label(reader.tokens, at)
    if reader.text(end) in _FRACTION_PLURALS:
        return False
    if end == at + 1 and token.text.endswith("ستون"):
        return False  # sixty, but also the name Stone
    if end == at + 1 and token.text.removesuffix("ا").endswith("الف"):
        return False  # a thousand, but also "composed", Alpha, and the letter
    return max(values) > 2 and before not in _CENTURY


def _ordinal(reader: _Reader, at: int, single: float, found: list[Quantity]) -> int:
    token = reader.tokens[at]
    value, end = reader.below_hundred(at) or (single, at + 1)
    values = reading(value)
    hour = _hour(reader, at, end, values)
    after = reader.word(end)
    if after and after[0] == "fraction" and after[2] and value <= 12:  # half past
        hour, end = clock(int(value), round(after[1] * 60)), end + 1
    elif reader.text(end) == "الا" and (less := reader.word(end + 1)) and less[0] == "fraction":
        hour = clock((int(value) - 2) % 12 + 1, 60 - round(less[1] * 60))  # a quarter to
        end += 2
    found.append(Quantity(values | hour, (token.start, reader.tokens[end - 1].end), False))
    return end


def _hour(reader: _Reader, at: int, end: int, values: frozenset[float]) -> frozenset[float]:
    """More readings of a number that stands after "the hour" or before "in the evening"."""
    whole = [int(v) for v in values if v == int(v) and 0 <= v <= 24]
    if whole and (reader.text(at - 1) in _HOUR or reader.text(end) in _HALF_DAY):
        return clock(whole[0], 0)
    return frozenset()
