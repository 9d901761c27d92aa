"""The Arabic number words with every clitic they are written with."""

from __future__ import annotations

from translate.arabic import fold
from translate.fidelity.tokens import listed

_UNITS = {
    3: "ثلاث ثلاثه ثلاثا",
    4: "اربع اربعه اربعا",
    5: "خمس خمسه خمسا",
    6: "ست سته ستا",
    7: "سبع سبعه سبعا",
    8: "ثمان ثماني ثمانيه ثمانيا",
    9: "تسع تسعه تسعا",
}
_ONE_TWO = {1: "واحد واحده واحدا احدي احد", 2: "اثنان اثنين اثنتان اثنتين اثنتي اثني اثنا اثنتا"}
_TEN = {10: "عشر عشره عشرا"}
_TENS = {
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "اربعون اربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
}
_HUNDRED = "مئه مائه"
_TWO_HUNDRED = "مئتان مئتين مائتان مائتين مئتي مائتي مئتا مائتا"
_SCALES = {
    1e3: ("الف الاف", "الفان الفين الفي"),
    1e6: ("مليون ملايين", "مليونان مليونين مليوني"),
    1e9: ("مليار مليارات بليون بلايين", "ملياران مليارين ملياري"),
    1e12: ("تريليون تريليونات ترليون ترليونات", "تريليونان تريليونين"),
}
_PLURAL_SCALES = frozenset(listed("الاف ملايين مليارات بلايين تريليونات ترليونات"))
_ORDINALS = {
    1: "اول اولي حادي حاديه",
    2: "ثاني ثانيه ثان",
    3: "ثالث ثالثه",
    4: "رابع رابعه",
    5: "خامس خامسه",
    6: "سادس سادسه",
    7: "سابع سابعه",
    8: "ثامن ثامنه",
    9: "تاسع تاسعه",
    10: "عاشر عاشره",
}
_DECADES = {20: "عشرين", 30: "ثلاثين", 40: "اربعين", 50: "خمسين"} | {
    60: "ستين",
    70: "سبعين",
    80: "ثمانين",
    90: "تسعين",
}
_FOLD_ADJECTIVES = {3: "ثلاثي ثلاثيه", 4: "رباعي رباعيه", 5: "خماسي خماسيه"} | {
    6: "سداسي سداسيه",
    7: "سباعي سباعيه سباعيات",
    8: "ثماني ثمانيه",
}
_FRACTIONS = {0.5: "نصف", 1 / 3: "ثلث", 2 / 3: "ثلثي ثلثا ثلثين ثلثان", 0.25: "ربع ربعا"}
PERCENT = frozenset(("%", *map(fold, ("بالمئة", "بالمائة"))))
# "I am not", "quantity"; and what means percent is no hundred.
_NOT_NUMBERS = (
    frozenset(listed("لست وست كست باحد لاحد فاحد كاحد كميه وكميه فلميه الست والست ميتا ميتي"))
    | PERCENT
)
_ARTICLES = ("", "ال")
_CLITICS = ("", "ب", "ل", "ك")


def _forms(word: str) -> list[tuple[str, bool]]:
    """A number word with every clitic; the flag says that it is joined on by و."""
    bare = [clitic + article + word for article in _ARTICLES for clitic in _CLITICS]
    bare.append("لل" + word)
    return [(c + form, c == "و") for c in ("", "و", "ف") for form in bare]


def _lexicon() -> dict[str, tuple[str, float, bool]]:
    table: dict[str, tuple[str, float, bool]] = {}

    def add(kind: str, value: float, words: str) -> None:
        for word in words.split():
            for form, joined in _forms(fold(word)):
                if form not in _NOT_NUMBERS:
                    table.setdefault(form, (kind, value, joined))

    for value, words in (_UNITS | _ONE_TWO).items():
        add("unit", value, words)
    add("ten", 10, _TEN[10])
    for value, words in _TENS.items():
        add("tens", value, words)
    add("hundred", 100, _HUNDRED)
    add("hundreds", 200, _TWO_HUNDRED)
    for value, words in _UNITS.items():
        for unit in words.split():
            add("hundreds", value * 100, " ".join(unit + h for h in _HUNDRED.split()))
    for scale, (single, dual) in _SCALES.items():
        add("scale", scale, single)
        add("dual", scale, dual)
        for word in single.split():
            add("scale-or-dual", scale, word + "ا")
    for value, words in _ORDINALS.items():
        add("ordinal", value, words)
    for value, words in _FOLD_ADJECTIVES.items():
        add("ordinal", value, words)
    for fraction, words in _FRACTIONS.items():
        add("fraction", fraction, words)
    for value, word in _DECADES.items():
        add("decade", value, f"{word}ات {word}يات {word.removesuffix('ين')}ينات {word}يه")
    return table


NUMBER_WORDS = _lexicon()
"""Folded form -> (class, value, joined by و)."""
PLURALS = frozenset(form for word in _PLURAL_SCALES for form, _ in _forms(word))
"""Forms of "thousands", "millions": numbers only after another."""
