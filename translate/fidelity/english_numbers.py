"""Numbers of an English sentence: figures, number words, scales, times, decades, ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence

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

_UNITS = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
            "nineteenth"
        ),
        start=1,
    )
} | {word[:-1] + "ieth": value for word, value in _TENS.items()}
_DECADES = {word[:-1] + "ies": value for word, value in _TENS.items()}
_WEAK = {"once": 1, "single": 1, "sole": 1, "twice": 2, "double": 2, "pair": 2, "couple": 2} | {
    "both": 2,
    "dual": 2,
    "twin": 2,
    "thrice": 3,
    "trio": 3,
    "triad": 3,
    "quartet": 4,
    "triple": 3,
    "hundredth": 100,
    "centennial": 100,
    "centenary": 100,
    "decade": 10,
    "fortnight": 2,
    "score": 20,
    "noon": 12,
    "midday": 12,
    "midnight": 12,
}
_FRACTIONS = {
    "half": 0.5,
    "halves": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
}
_ROMAN = {
    word: value
    for value, word in enumerate(
        listed("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"),
        start=1,
    )
}
_PERCENT = frozenset(("%", "percent", "percentage", "pct", "pc"))
_SUFFIX = re.compile(r"(?:st|nd|rd|th|['’]?s|bn|mn|tn|[bmkK]|am|pm|a\.m|p\.m)$")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_HALF_DAY = frozenset(("am", "pm", "a.m", "p.m", "o'clock", "o’clock"))


class _Reader:
    """Recursive descent over the tokens of one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = [token.text.lower() for token in tokens]

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def skip_hyphen(self, at: int) -> int:
        return at + 1 if self.word(at) in ("-", "‐", "‑") else at

    def below_hundred(self, at: int) -> tuple[float, int, bool] | None:
        """Value, end, and whether it ended in an ordinal."""
        word = self.word(at)
        if word in _TENS:
            after = self.skip_hyphen(at + 1)
            unit = self.word(after)
            if 1 <= _UNITS.get(unit, 0) <= 9:
                return _TENS[word] + _UNITS[unit], after + 1, False
            if 1 <= _ORDINALS.get(unit, 0) <= 9 and after > at + 1:
                return _TENS[word] + _ORDINALS[unit], after + 1, True
            return _TENS[word], at + 1, False
        if word in _UNITS:
            return _UNITS[word], at + 1, False
        return None

    def words_value(self, at: int) -> tuple[float, int, bool, float] | None:
        """Value, end, ordinal, lowest scale of a number in words (``three hundred and five``)."""
        group: tuple[float, int, bool] | None
        if self.word(at) in ("a", "an") and self.word(at + 1) in _SCALES:
            group = (1.0, at + 1, False)
        else:
            group = self.below_hundred(at)
        if group is None:
            return None
        total, (current, end, ordinal), lowest = 0.0, group, 1.0
        while not ordinal:
            after = self.skip_hyphen(end)
            scale = _SCALES.get(self.word(after))
            if scale is not None:
                if scale > 100 and scale != 12:
                    total, current = total + current * scale, 0.0
                else:
                    current *= scale
                lowest, end = scale, after + 1
                continue
            following = end + 1 if self.word(end) == "and" and lowest >= 100 else end
            rest = self.below_hundred(following) if lowest >= 100 else None
            if rest is None or _SCALES.get(self.word(rest[1]), 0.0) >= lowest:
                break
            current, end, ordinal, lowest = current + rest[0], rest[1], rest[2], 1.0
        return total + current, end, ordinal, lowest


def extract(tokens: Sequence[Token]) -> list[Quantity]:
    """The numbers of a scanned English sentence, in order."""
    reader = _Reader(tokens)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        step = _figure(reader, at) if tokens[at].kind in ("time", "number") else _word(reader, at)
        if step is None:
            at += 1
            continue
        quantities, at = step
        found += quantities
    return found


def _percent(reader: _Reader, end: int) -> int:
    after = reader.skip_hyphen(end)
    if reader.word(after) in _PERCENT:
        return after + 1
    if reader.word(after) == "per" and reader.word(after + 1) == "cent":
        return after + 2
    return end


def _figure(reader: _Reader, at: int) -> tuple[list[Quantity], int]:
    tokens = reader.tokens
    token, end = tokens[at], at + 1
    if token.kind == "time":
        return [Quantity(time_of_day(token.text), (token.start, token.end), True)], end
    try:
        values = digits(token.text, lenient=False)
    except ValueError:
        return pieces(token), end
    glued = reader.word(end) if end < len(tokens) and tokens[end].start == token.end else ""
    if glued and _SUFFIX.match(glued):
        end += 1
        if glued in _SHORT_SCALES:
            values |= reading(*(v * _SHORT_SCALES[glued] for v in values))
        elif glued in ("s", "'s", "’s"):
            values |= _decade(int(max(values)))
    if year := _year_before(reader, at):
        values |= reading(*(year // 10**n * 10**n + v for v in values for n in (1, 2) if v < 10**n))
    if glued in _HALF_DAY or reader.word(end) in _HALF_DAY or _CLOCK.fullmatch(token.text):
        hour, _, minute = token.text.partition(".")
        if len(hour) < 3 and int(hour) <= 24:
            values |= clock(int(hour), int(minute or 0))
    after = end
    scale = 1.0
    while True:
        step = reader.skip_hyphen(after)
        if reader.word(step) not in _SCALES and not (
            reader.word(step) in ("bn", "mn", "tn") and step == after
        ):
            break
        scale *= _SCALES.get(reader.word(step)) or _SHORT_SCALES[reader.word(step)]
        after = step + 1
    if scale > 1:
        values, end = reading(*(v * scale for v in values)), after
    after = _percent(reader, end)
    return [
        Quantity(
            values,
            (token.start, tokens[after - 1].end),
            not (glued_to_word(tokens, at) or is_label(tokens, at) or _is_covid(reader, at)),
            percent=after > end,
        )
    ], after


def _decade(year: int) -> frozenset[float]:
    """Readings of 1990s, 90s and 1800s (which is the 19th century too)."""
    if year % 100 == 0:
        return reading(year // 100 + 1) | decade(year)
    return decade(year, year + 1900 if year < 100 else year % 100)


def _year_before(reader: _Reader, at: int) -> int | None:
    """The year that a shortened one completes, as in 1995-96 and 1943–6."""
    if reader.word(at - 1) in ("-", "–", "/") and re.fullmatch(r"\d{4}", reader.word(at - 2)):
        return int(reader.word(at - 2))
    return None


def _is_covid(reader: _Reader, at: int) -> bool:
    """COVID-19 and SARS-CoV-2, which Arabic often calls just "the virus"."""
    return reader.word(at - 1) == "-" and reader.word(at - 2).startswith("cov")


def _word(reader: _Reader, at: int) -> tuple[list[Quantity], int] | None:
    tokens, word = reader.tokens, reader.word(at)
    token = tokens[at]
    if token.kind != "latin":
        return None

    def quantity(
        values: frozenset[float], end: int, strong: bool, percent: bool = False
    ) -> tuple[list[Quantity], int]:
        return [Quantity(values, (token.start, tokens[end - 1].end), strong, percent)], end

    if word == "half" and reader.word(at + 1) in ("a", "an") and reader.word(at + 2) in _SCALES:
        return quantity(reading(0.5 * _SCALES[reader.word(at + 2)]), at + 3, True)
    if number := reader.words_value(at):
        value, end, ordinal, lowest = number
        values = reading(value)
        if reader.word(end) == "and" and reader.word(end + 1) == "a":
            fraction = _FRACTIONS.get(reader.word(end + 2), 0.0)
            if fraction:
                values, end = reading(value + fraction * lowest), end + 3
                scale = _SCALES.get(reader.word(end))
                if scale:
                    values, end = reading((value + fraction) * scale), end + 1
        step = reader.skip_hyphen(end)
        if reader.word(step) in _FRACTIONS and not ordinal and value < 10:
            fraction = _FRACTIONS[reader.word(step)]
            return quantity(reading(value * fraction), step + 1, False)
        if reader.word(end) in ("o'clock", "o’clock", "am", "pm", "a.m", "p.m"):
            values |= clock(int(value), 0)
        after = _percent(reader, end)
        following = tokens[end].text if end < len(tokens) else ""
        named = token.text[0].isupper() and (at > 0 or following[:1].isupper())  # Six Flags
        strong = value > 2 and not named and (not ordinal or value >= 20)
        return quantity(values, after, strong, percent=after > end)
    if word in _SCALES:  # per million; hundreds are no number
        return quantity(reading(_SCALES[word]), at + 1, False)
    if word in _FRACTIONS:
        extra = reading(3.0) if word == "third" else frozenset()
        return quantity(reading(_FRACTIONS[word]) | extra, at + 1, False)
    if word in _ORDINALS:
        return quantity(reading(_ORDINALS[word]), at + 1, False)
    if word in _DECADES:
        return quantity(decade(_DECADES[word], 1900 + _DECADES[word]), at + 1, False)
    if word in _WEAK:
        return quantity(reading(_WEAK[word]), at + 1, False)
    if token.text in _ROMAN and token.text != "I":
        return quantity(reading(_ROMAN[token.text]), at + 1, False)
    return None
