"""Original news sentences in both languages: frames filled with names, dates and numbers.

A frame is a pair of templates (``data/frames.tsv``). A slot is ``{kind}``, ``{kind2}`` or
``{kind.form}``; the same slot gives the same thing on both sides. ``ل+{c1}`` joins a particle to
the word behind it; ``{cl}`` is filled with a clause, itself a frame.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from translate.training import tables
from translate.training.examples import Example
from translate.training.people import People
from translate.training.tables import rows

_SLOT = re.compile(r"\{([A-Za-z]+?)(\d?)(?:\.(\w+))?(\^?)\}")
_JOIN = re.compile(r"(\w)\+(ال)?")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeioAEIO](?!ne\b|uro)|[uU](?!S\b|N\b|K\b|ni|kr|ga|se))")
_QUOTE_TIME = re.compile("، \\{d\\}(?=،)")
_SHORT_NOUNS = frozenset(("day", "month", "year", "hour"))

Value = dict[str, tuple[str, str]]
"""The forms of one slot's filling; ``""`` is the plain one."""


class Frames:
    """A source of filled frames (see ``examples.Source``)."""

    name = "frames"

    def __init__(self, seed: int, names: Sequence[tuple[str, str]] = ()) -> None:
        """``names``: further (Arabic, English) name words for people, towns and companies."""
        self._seed = seed
        self._people = People(names)
        self._words = tuple(names)
        self._kinds = {
            kind: [_pair(row) for row in rows("frames") if row["kind"] == kind]
            for kind in ("frame", "clause", "tail")
        }

    def draw(self, count: int) -> Example:
        rng = random.Random(f"{self._seed}/frames/{count}")
        # Wire copy runs on: most examples are one sentence, some are two or three.
        pairs = [self.sentence(rng) for _ in range(rng.choice((1, 1, 1, 1, 1, 2, 2, 3)))]
        arabic, english = (" ".join(side) for side in zip(*pairs, strict=True))
        return Example(arabic, english)

    def sentence(self, rng: random.Random) -> tuple[str, str]:
        """One filled frame, Arabic and English."""
        arabic, english = rng.choice(self._kinds["frame"])
        if arabic.endswith(".") and english.endswith(".") and rng.random() < 0.3:
            tail, tail_en = rng.choice(self._kinds["tail"])
            arabic, english = arabic[:-1] + tail, english[:-1] + tail_en
        arabic, english = self._fill(rng, arabic, english)
        return _JOIN.sub(_joined, arabic), _sentence_case(_ARTICLE.sub(r"\1n ", english))

    def _fill(self, rng: random.Random, arabic: str, english: str) -> tuple[str, str]:
        values: dict[tuple[str, str], Value] = {}
        arabic = _QUOTE_TIME.sub(lambda _: f"، {rng.choice(_DAY_WORDS)}{{d}}", arabic)

        def value(match: re.Match[str]) -> tuple[str, str]:
            kind, number, form, capital = match.groups()
            if kind == "k":  # counted nouns are told apart by their noun
                number, form = form, None
            key = (kind, number)
            if key not in values:
                taken = {other[""] for (name, _), other in values.items() if name == kind}
                fresh = self._value(rng, kind, number)
                while fresh[""] in taken:
                    fresh = self._value(rng, kind, number)
                values[key] = fresh
            source, target = values[key][form or ""]
            return source, target[0].upper() + target[1:] if capital else target

        arabic = _SLOT.sub(lambda match: value(match)[0], arabic)
        return arabic, _SLOT.sub(lambda match: value(match)[1], english)

    def _value(self, rng: random.Random, kind: str, number: str) -> Value:
        if kind == "cl":
            return {"": self._fill(rng, *rng.choice(self._kinds["clause"]))}
        if kind in ("p", "w"):
            person = self._people.draw(rng, "male" if kind == "p" else "female")
            return {"": person.full, "last": person.last}
        if kind in ("t", "x") and self._words and (kind == "x" or rng.random() < 0.35):
            return {"": rng.choice(self._words)}
        if kind == "k":
            return {"": _counted(rng, number)}
        if kind == "y":
            low, high = (2006, 2024) if number else (1950, 2005)
            year = str(rng.randint(low, high))
            return {"": (year, year)}
        return _FILLERS[kind](rng)


def _pair(row: dict[str, str]) -> tuple[str, str]:
    return row["arabic"], row["english"]


def _joined(match: re.Match[str]) -> str:
    """``ل+الصين`` is ``للصين``; every other particle is simply put before the word."""
    particle, article = match[1], match[2] or ""
    return "لل" if particle == "ل" and article else particle + article


def _sentence_case(text: str) -> str:
    """Upper case where a sentence starts."""
    return re.sub(
        r"(^\W*|[.?!] \"?)([a-z])", lambda match: match[1] + match[2].upper(), text, count=1
    )


def _table(name: str, **wanted: str) -> Callable[[random.Random], Value]:
    def draw(rng: random.Random) -> Value:
        matching = [
            row for row in rows(name) if all(row[key] == want for key, want in wanted.items())
        ]
        return {"": _pair(rng.choice(matching))}

    return draw


def _country(rng: random.Random) -> Value:
    row = rng.choice(rows("countries"))
    value = {
        "": (row["country"], row["country_en"]),
        "cap": (row["capital"], row["capital_en"]),
    }
    for form in ("m", "f", "mi", "fi", "pl"):
        value[form] = (tables.adjective(row["adjective"], form), row["adjective_en"])
    return value


def _counted(rng: random.Random, noun: str) -> tuple[str, str]:
    row = next(row for row in rows("nouns") if row["key"] == noun)
    chance = rng.random()
    if chance < 0.45:
        value, masculine, feminine, english = rng.choice(tables.NUMBERS)
        if rng.random() < 0.6:
            word = feminine if row["gender"] == "f" else masculine
            return f"{word} {row['plural']}", f"{english} {row['plural_en']}"
        return f"{value} {row['plural']}", f"{value} {row['plural_en']}"
    if chance < 0.85 or noun in _SHORT_NOUNS:
        count = str(rng.randint(11, 30 if noun in _SHORT_NOUNS else 99))
        return f"{count} {row['accusative']}", f"{count} {row['plural_en']}"
    count = str(rng.randint(1, 9) * 100 if rng.random() < 0.5 else rng.randint(100, 999))
    return f"{count} {row['singular']}", f"{count} {row['plural_en']}"


def _number(rng: random.Random) -> Value:
    value = rng.randint(11, 99)
    ending = "th" if 11 <= value <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return {"": (str(value), str(value)), "th": (str(value), f"{value}{ending}")}


def _large(rng: random.Random) -> Value:
    chance = rng.random()
    if chance < 0.3:
        number = str(rng.randint(1, 9) * 100 + rng.choice((0, 0, rng.randint(0, 99))))
        return {"": (number, number)}
    if chance < 0.5:
        thousands = rng.randint(11, 900)
        return {"": (f"{thousands} ألف", f"{thousands},000")}
    if chance < 0.6:
        millions = f"{rng.randint(1, 9)}.{rng.randint(1, 9)}"
        return {"": (f"{millions} مليون", f"{millions} million")}
    value = rng.randint(1000, 99_999) if rng.random() < 0.5 else rng.randint(10, 999) * 100
    written = f"{value:,}" if rng.random() < 0.5 else str(value)
    return {"": (written, f"{value:,}")}


def _money(rng: random.Random) -> Value:
    currency, english = rng.choice(tables.CURRENCIES)
    scale, scale_en = rng.choice((("مليون", "million"), ("مليار", "billion")))
    amount = str(rng.randint(11, 900)) if rng.random() < 0.6 else _decimal(rng, 1, 9)
    return {"": (f"{amount} {scale} {currency}", english.format(f"{amount} {scale_en}"))}


def _percent(rng: random.Random) -> Value:
    amount = str(rng.randint(11, 99)) if rng.random() < 0.5 else _decimal(rng, 1, 30)
    if rng.random() < 0.5:
        return {"": (f"{amount}%", f"{amount}%")}
    words = rng.choice(("في المئة", "بالمئة", "في المائة", "بالمائة"))
    return {"": (f"{amount} {words}", f"{amount} percent")}


def _decimal(rng: random.Random, low: int, high: int) -> str:
    return f"{rng.randint(low, high)}.{rng.randint(1, 9)}"


def _month_name(rng: random.Random) -> tuple[str, str]:
    row = rng.choice(rows("months"))
    both = f"{row['levantine']}/{row['gregorian']}"
    arabic = rng.choice(
        (row["gregorian"], row["gregorian"], row["levantine"], both, row["maghrebi"])
    )
    return arabic, row["english"]


def _date(rng: random.Random) -> Value:
    day = rng.randint(1, 28)
    arabic, english = _month_name(rng)
    return {"": (f"{day} {arabic}", f"{english} {day}")}


def _dated(rng: random.Random) -> Value:
    arabic, english = _date(rng)[""]
    year = rng.randint(1990, 2024)
    return {"": (f"{arabic} {year}", f"{english}, {year}")}


def _few(rng: random.Random) -> Value:
    value, masculine, _, english = rng.choice(tables.NUMBERS[:-1])
    return {"": (masculine, english) if rng.random() < 0.5 else (str(value), str(value))}


def _century(rng: random.Random) -> Value:
    arabic, _ = rng.choice(tables.ORDINALS[2:9])
    value = 3 + [word for word, _ in tables.ORDINALS[2:9]].index(arabic)
    return {"": (f"{arabic} عشر", f"{value + 10}th")}


def _same(draw: Callable[[random.Random], str]) -> Callable[[random.Random], Value]:
    def value(rng: random.Random) -> Value:
        text = draw(rng)
        return {"": (text, text)}

    return value


def _score(rng: random.Random) -> str:
    losing = rng.randint(0, 3)
    return f"{losing + rng.randint(1, 3)}-{losing}"


_DAY_WORDS = ("", "", "يوم ", "اليوم ", "أمس ")
_FILLERS: dict[str, Callable[[random.Random], Value]] = {
    "c": _country,
    "t": _table("cities"),
    "x": lambda rng: {"": rng.choice([_pair(r) for r in rows("names") if r["kind"] == "family"])},
    "r": _table("roles", gender="m"),
    "wr": _table("roles", gender="f"),
    "of": _table("orgs", gender="f"),
    "om": _table("orgs", gender="m"),
    "s": _table("media"),
    "d": lambda rng: {"": rng.choice(tables.WEEKDAYS)},
    "mo": lambda rng: {"": _month_name(rng)},
    "da": _date,
    "dy": _dated,
    "n": _number,
    "N": _large,
    "few": _few,
    "m": _money,
    "pc": _percent,
    "ord": lambda rng: {"": rng.choice(tables.ORDINALS)},
    "q": lambda rng: {"": rng.choice(tables.ORDINALS[:4])},
    "ordc": _century,
    "age": _same(lambda rng: str(rng.randint(18, 89))),
    "dec": _same(lambda rng: _decimal(rng, 4, 8)),
    "race": _same(lambda rng: rng.choice(("100", "200", "400", "800", "1500"))),
    "h": _same(lambda rng: f"{rng.randint(1, 12)}:{rng.choice(('00', '15', '30', '45'))}"),
    "sc": _same(_score),
}
