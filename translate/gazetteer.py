"""Names that the world knows, and phrases that a small model misreads, in Arabic and English.

Countries, languages and cities are from the Unicode CLDR (through babel), which gives one name in
each language; what newspapers write besides is in the small tables below. People, organisations and
places that CLDR lacks are in ``known.tsv``, phrases of news in ``phrases.tsv``, words that the
sentence pairs render one way in ``words.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from translate.arabic import fold
from translate.name_similarity import without_accents

if TYPE_CHECKING:
    from translate.glossary import Entry, Glossary

# What English newspapers call a place where CLDR has another name, by CLDR code.
_USUAL = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "CZ": "Czech Republic",
    "PS": "Palestinian territories",
    "TL": "East Timor",
    "TR": "Turkey",
    "Asia/Aqtau": "Aktau",
    "Europe/Tirane": "Tirana",
}
# Other Arabic names of a place, with the English that is nearest to them where that differs.
_ARABIC: dict[str, tuple[str, ...]] = {
    "AE": ("الإمارات",),
    "CD": ("جمهورية الكونغو الديمقراطية", "الكونغو الديمقراطية", "الكونغو"),
    "CG": ("الكونغو",),
    "CZ": ("جمهورية التشيك",),
    "DK": ("الدنمارك",),
    "GB": ("بريطانيا=Britain",),
    "HU": ("المجر",),
    "IE": ("إيرلندا",),
    "MM": ("ميانمار", "بورما=Burma"),
    "HK": ("هونغ كونغ", "هونج كونج"),
    "RU": ("روسيا الاتحادية",),
    "SA": ("السعودية",),
    "SY": ("سورية",),
    "TL": ("تيمور الشرقية",),
    "US": ("الولايات المتحدة الأمريكية", "أمريكا=America"),
    "Asia/Hebron": ("الخليل",),
    "Africa/Mogadishu": ("مقديشو",),
    "Asia/Pyongyang": ("بيونج يانج", "بيونغ يانغ"),
}
# Other English names, and after ~ the adjectives and peoples that no rule gives.
_ENGLISH: dict[str, tuple[str, ...]] = {
    "001": ("~global", "~worldwide"),
    "AE": ("UAE", "Emirates", "~Emirati"),
    "AF": ("~Afghan",),
    "AQ": ("~Antarctic",),
    "AR": ("~Argentine",),
    "BA": ("Bosnia", "~Bosnian"),
    "BB": ("~Barbadian",),
    "BE": ("~Belgian",),
    "CD": ("Congo", "DRC", "DR Congo", "~Congolese"),
    "CG": ("Congo", "~Congolese"),
    "CH": ("~Swiss",),
    "CI": ("~Ivorian",),
    "CL": ("~Chilean",),
    "CY": ("~Cypriot",),
    "CZ": ("~Czech",),
    "DE": ("~German",),
    "DK": ("~Danish", "~Dane"),
    "ES": ("~Spanish",),
    "EU": ("EU", "~European"),
    "FI": ("~Finnish", "~Finn"),
    "FR": ("~French",),
    "GB": ("UK", "U.K.", "Britain", "Great Britain", "~British"),
    "GH": ("~Ghanaian",),
    "GR": ("~Greek",),
    "HK": ("Hong Kong",),
    "HN": ("~Honduran",),
    "HR": ("~Croat",),
    "IE": ("~Irish",),
    "IL": ("~Israeli",),
    "KG": ("~Kyrgyz",),
    "KZ": ("~Kazakh",),
    "LA": ("~Lao", "~Laotian"),
    "LB": ("~Lebanese",),
    "MA": ("~Moroccan",),
    "ME": ("~Montenegrin",),
    "MG": ("~Malagasy",),
    "MM": ("Myanmar", "Burma", "~Burmese"),
    "MO": ("Macau",),
    "MU": ("~Mauritian",),
    "MV": ("~Maldivian",),
    "MZ": ("~Mozambican",),
    "NE": ("~Nigerien",),
    "NL": ("Netherlands", "Holland", "~Dutch"),
    "NO": ("~Norwegian",),
    "PA": ("~Panamanian",),
    "PE": ("~Peruvian",),
    "PH": ("~Filipino", "~Philippine"),
    "PL": ("~Polish", "~Pole"),
    "PS": ("Palestine", "~Palestinian"),
    "PT": ("~Portuguese",),
    "RS": ("~Serb",),
    "SA": ("~Saudi",),
    "SE": ("~Swedish", "~Swede"),
    "SI": ("~Slovene",),
    "SK": ("~Slovak",),
    "SO": ("~Somali",),
    "TG": ("~Togolese",),
    "TH": ("~Thai",),
    "TJ": ("~Tajik",),
    "TM": ("~Turkmen",),
    "TR": ("~Turkish", "~Turk"),
    "UA": ("~Ukrainian",),
    "UN": ("UN", "U.N."),
    "US": ("US", "U.S.", "USA", "U.S.A.", "America", "~American"),
    "UZ": ("~Uzbek",),
    "VA": ("Vatican",),
    "ZW": ("~Zimbabwean",),
    "ar": ("~Arab",),
    "bn": ("Bengali", "~Bangladeshi"),
    "fa": ("Farsi",),
    "hi": ("~Indian",),
    "ro": ("~Roman",),
    "Africa/Ndjamena": ("N'Djamena",),
    "America/Bogota": ("Bogotá",),
    "America/Sao_Paulo": ("São Paulo",),
    "Asia/Macau": ("Macau",),
    "Europe/Kiev": ("Kyiv", "Kiev"),
}
# Names that are also common words (نوم, باكرا, مسقط رأسه), or that CLDR has wrong.
_LEFT_OUT = frozenset(
    (
        *("001", "011", "013", "014", "015", "017", "018", "021", "030", "034", "035", "039"),
        *("142", "143", "145", "151", "154", "155", "XA", "XB", "ZZ", "ML", "CP", "NU"),
        *("Africa/Accra", "Africa/Ceuta", "Africa/El_Aaiun", "Africa/Juba", "Africa/Lome"),
        *("America/Belem", "America/Juneau", "America/Nassau", "America/Nome", "America/Thule"),
        *("America/North_Dakota/Center", "Asia/Dili", "Asia/Muscat", "Asia/Oral"),
        *("Atlantic/Canary", "Australia/Perth", "Europe/Samara", "Indian/Mahe", "Pacific/Apia"),
        *("Pacific/Easter", "Pacific/Kanton", "Pacific/Niue", "Pacific/Truk", "Pacific/Wake"),
        "Pacific/Wallis",
    )
)
# Names that more often than not are also someone's or something's else.
_UNSURE = frozenset(
    ("BJ", "GY", "ro", "Africa/Harare", "Europe/Sofia", "Europe/Tallinn", "Pacific/Auckland")
)

# Adjectives that no rule makes, folded; of Mali too, whose name is also "financial".
_IRREGULAR = (
    *("افريقي", "افغاني", "امريكي", "اميركي", "اوروبي", "ايفواري", "بوركيني", "بوسني", "بيروفي"),
    *("توغولي", "شيشاني", "فلسطيني", "كوسوفي", "كونغولي", "مالاوي", "مالي", "مقدوني", "نمساوي"),
)
# What the adjective of a country ends in besides.
_ENDINGS = ("", "ه", "ين", "ون", "ان", "تين", "تان", "ات")


@cache
def entries() -> tuple[Entry, ...]:
    """Every place and language, one entry for each Arabic name. A name of two places (تونس is
    Tunisia and Tunis) accepts the English of both and is offered to no translator.
    """
    from translate.glossary import Entry

    merged: dict[str, Entry] = {}
    for code, arabic, spellings in _names():
        key = fold(arabic)
        sure = code not in _UNSURE
        known = merged.get(key, Entry(arabic, (), seeded=True, offered=sure))
        merged[key] = Entry(
            known.arabic,
            tuple(dict.fromkeys((*known.english, *(s.removeprefix("~") for s in spellings)))),
            seeded=True,
            offered=sure and known.offered and (known.english or spellings)[0] == spellings[0],
        )
    return tuple(merged.values())


@cache
def known() -> tuple[Entry, ...]:
    """People, organisations and more places, one entry for each Arabic spelling."""
    from translate.glossary import Entry

    return tuple(
        Entry(spelling, tuple(english.split("|")), seeded=True)
        for arabic, english in _rows("known.tsv")
        for spelling in arabic.split("|")
    )


@cache
def phrases() -> tuple[Entry, ...]:
    """Idioms, terms and words, each with the one meaning it has in news."""
    return tuple(_loose("phrases.tsv"))


@cache
def words() -> tuple[Entry, ...]:
    """Words that the project's sentence pairs render one way: ``translate.training.words``."""
    return tuple(_loose("words.tsv"))


def _loose(name: str) -> Iterator[Entry]:
    from translate.glossary import Entry

    for arabic, english in _rows(name):
        yield Entry(arabic, (english,), seeded=True, loose=True)


@cache
def glossary() -> Glossary:
    """All of them, as ``load_translator`` gives them to the bundled model."""
    from translate.glossary import Glossary

    return Glossary((*words(), *phrases(), *known(), *entries()))


def _rows(name: str) -> Iterator[list[str]]:
    text = (resources.files("translate") / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def find(arabic: str) -> tuple[Entry, Entry] | None:
    """A place by its Arabic name: its entry, and one with its names only, without adjectives."""
    return _by_arabic().get(fold(arabic))


@cache
def names() -> frozenset[str]:
    """The English names of one word: of countries, cities, people and bodies; no adjectives."""
    places = [english for code, _, english in _names() if not code.islower()]
    english = (*places, *(entry.english for entry in known()))
    return frozenset(name for spellings in english for name in spellings if name.isalpha())


@cache
def nationalities() -> frozenset[str]:
    """Folded adjectives of countries and languages, without article: كيني and كينيه of كينيا."""
    named = (fold(name.removeprefix("ال")) for code, name, _ in _names() if len(code) == 2)
    regular = (re.sub("ي?[اه]?$", "ي", place, count=1) for place in named if " " not in place)
    return frozenset(stem + ending for stem in (*regular, *_IRREGULAR) for ending in _ENDINGS)


@cache
def _by_arabic() -> dict[str, tuple[Entry, Entry]]:
    from translate.glossary import Entry

    names: dict[str, tuple[str, ...]] = {}
    for _, arabic, spellings in _names():
        key = fold(arabic)
        names[key] = (*names.get(key, ()), *(s for s in spellings if not s.startswith("~")))
    return {
        key: (entry, Entry(entry.arabic, names[key]))
        for entry in entries()
        for key in [fold(entry.arabic)]
    }


def _names() -> Iterator[tuple[str, str, list[str]]]:
    """CLDR code, Arabic name, English names."""
    from babel import Locale
    from babel.languages import get_official_languages

    arabic, english = Locale("ar"), Locale("en")
    spoken: dict[str, list[str]] = {}
    for code, name in english.territories.items():
        if code in arabic.territories and code not in _LEFT_OUT:
            yield from _spelt(code, arabic.territories[code], name)
        for language in get_official_languages(code)[:1]:
            spoken.setdefault(language, []).append(name)
    for code, places in spoken.items():
        if code in arabic.languages and code in english.languages:
            # اليابانية is the language and any Japanese thing: "Japan's" is right as well.
            countries = places if len(places) <= 6 else []
            for _, name, spellings in _spelt(code, arabic.languages[code], english.languages[code]):
                yield code, name, spellings + countries
    for zone, names in arabic.time_zones.items():
        if (
            "city" in names
            and "/" in zone
            and not zone.startswith(("Etc", "Antarctica", *_LEFT_OUT))
        ):
            city = english.time_zones.get(zone, {}).get("city")
            yield from _spelt(zone, names["city"], city or zone.split("/")[-1].replace("_", " "))


def _spelt(code: str, arabic: str, english: str) -> Iterator[tuple[str, str, list[str]]]:
    names = [re.sub(r"\s*\(.*\)| SAR China", "", name) for name in (arabic, english)]
    cldr = names[1].replace("’", "'")
    usual = _USUAL.get(code, cldr.replace("&", "and"))
    known = [usual, cldr, usual.replace("St.", "Saint"), *_ENGLISH.get(code, ())]
    known += map(without_accents, known[:])
    spellings = list(dict.fromkeys(known))
    yield code, names[0], spellings
    for other in _ARABIC.get(code, ()):
        name, _, nearest = other.partition("=")
        yield code, name, list(dict.fromkeys((nearest or usual, *spellings)))
