"""The tables in ``data/``, read once: names, countries, roles and the rest, in both languages."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from pathlib import Path

WEEKDAYS = (
    ("الاثنين", "Monday"),
    ("الثلاثاء", "Tuesday"),
    ("الأربعاء", "Wednesday"),
    ("الخميس", "Thursday"),
    ("الجمعة", "Friday"),
    ("السبت", "Saturday"),
    ("الأحد", "Sunday"),
)
ORDINALS = (
    ("الأول", "first"),
    ("الثاني", "second"),
    ("الثالث", "third"),
    ("الرابع", "fourth"),
    ("الخامس", "fifth"),
    ("السادس", "sixth"),
    ("السابع", "seventh"),
    ("الثامن", "eighth"),
    ("التاسع", "ninth"),
    ("العاشر", "tenth"),
)
NUMBERS = (
    (3, "ثلاثة", "ثلاث", "three"),
    (4, "أربعة", "أربع", "four"),
    (5, "خمسة", "خمس", "five"),
    (6, "ستة", "ست", "six"),
    (7, "سبعة", "سبع", "seven"),
    (8, "ثمانية", "ثماني", "eight"),
    (9, "تسعة", "تسع", "nine"),
    (10, "عشرة", "عشر", "ten"),
)
"""Value, the word before a masculine noun, before a feminine noun, English."""
CURRENCIES = (
    ("دولار", "${}"),
    ("دولار", "${}"),
    ("يورو", "{} euros"),
    ("جنيه إسترليني", "{} pounds"),
    ("ريال", "{} riyals"),
    ("درهم", "{} dirhams"),
)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """``data/<name>.tsv`` as one dict a row, by column heading."""
    path = resources.files("translate.training") / "data" / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def pair_files() -> list[Path]:
    """``data/pairs/*.tsv``: sentence pairs written for this project, one file a subject, Arabic
    and English, no heading."""
    folder = Path(str(resources.files("translate.training") / "data" / "pairs"))
    return sorted(folder.glob("*.tsv"))


def adjective(masculine: str, form: str) -> str:
    """An Arabic nationality in the form asked for, from the indefinite masculine (``كوري جنوبي``).

    ``m``/``f``: definite; ``mi``/``fi``: indefinite; ``pl``: indefinite plural, nominative.
    """
    # "جنوب أفريقي" inflects as one word, "كوري جنوبي" as two.
    words = [masculine] if masculine.startswith("جنوب ") else masculine.split()
    ending = {"m": "", "mi": "", "f": "ة", "fi": "ة", "pl": "ون"}[form]
    article = "ال" if form in ("m", "f") else ""
    return " ".join(f"{article}{word}{ending}" for word in words)
