"""Countries, languages and cities in Arabic and English, from the Unicode CLDR (through babel).

CLDR gives one name in each language. What newspapers write besides is in the small tables below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from translate.arabic import fold

if TYPE_CHECKING:
    from translate.glossary import Entry

# Other Arabic names of a place, by CLDR code.
_ARABIC: dict[str, tuple[str, ...]] = {
    "AE": ("الإمارات",),
    "CZ": ("جمهورية التشيك",),
    "DK": ("الدنمارك",),
    "GB": ("بريطانيا",),
    "HU": ("المجر",),
    "IE": ("إيرلندا",),
    "MM": ("ميانمار", "بورما"),
    "HK": ("هونغ كونغ",),
    "RU": ("روسيا الاتحادية",),
    "SA": ("السعودية",),
    "SY": ("سورية",),
    "US": ("الولايات المتحدة الأمريكية", "أمريكا"),
    "Asia/Hebron": ("الخليل",),
    "Africa/Mogadishu": ("مقديشو",),
}
# Other English names, the adjectives that no rule gives among them.
_ENGLISH: dict[str, tuple[str, ...]] = {
    "AE": ("UAE", "Emirates", "Emirati"),
    "AF": ("Afghan",),
    "BA": ("Bosnia and Herzegovina", "Bosnia", "Bosnian"),
    "CH": ("Swiss",),
    "CZ": ("Czech Republic", "Czech"),
    "DE": ("German",),
    "DK": ("Danish", "Dane"),
    "ES": ("Spanish",),
    "EU": ("EU", "European"),
    "FI": ("Finnish", "Finn"),
    "FR": ("French",),
    "GB": ("UK", "U.K.", "Britain", "Great Britain", "British"),
    "GR": ("Greek",),
    "HK": ("Hong Kong",),
    "IE": ("Irish",),
    "IL": ("Israeli",),
    "LB": ("Lebanese",),
    "MA": ("Moroccan",),
    "MM": ("Myanmar", "Burma", "Burmese"),
    "NL": ("Netherlands", "Holland", "Dutch"),
    "NO": ("Norwegian",),
    "PH": ("Filipino", "Philippine"),
    "PL": ("Polish", "Pole"),
    "PS": ("Palestine", "Palestinian"),
    "PT": ("Portuguese",),
    "SA": ("Saudi",),
    "SE": ("Swedish", "Swede"),
    "TH": ("Thai",),
    "TR": ("Turkey", "Turkish", "Turk"),
    "UA": ("Ukrainian",),
    "UN": ("UN", "U.N."),
    "US": ("US", "U.S.", "USA", "U.S.A.", "America", "American"),
    "VA": ("Vatican",),
    "001": ("global", "worldwide"),
    "ar": ("Arab",),
    "fa": ("Farsi",),
    "hi": ("Indian",),
    "Europe/Kiev": ("Kyiv", "Kiev"),
}
# Names that are also common words, or that CLDR has wrong.
_LEFT_OUT = frozenset(
    (
        *("001", "011", "013", "014", "015", "017", "018", "021", "030", "034", "035", "039"),
        *("142", "143", "145", "151", "154", "155", "XA", "XB", "ZZ", "ML", "CP"),
        *("America/Nome", "Pacific/Truk", "Pacific/Wake", "Indian/Mahe", "Europe/Samara"),
        *("America/Juneau", "America/North_Dakota/Center", "America/Belem", "Australia/Perth"),
        *("America/Thule", "Asia/Oral"),
    )
)
_ENDINGS = ("n", "an", "ian", "ean", "ese", "i", "ish", "ic", "ern")


@cache
def entries() -> tuple[Entry, ...]:
    """Every place and language, one entry for each Arabic name; its English spellings hold those
    of all it may mean (تونس is Tunisia and Tunis) and the adjectives made from them.
    """
    from translate.glossary import Entry

    merged: dict[str, tuple[str, dict[str, None]]] = {}
    for arabic, spellings in _names():
        _, known = merged.setdefault(fold(arabic), (arabic, {}))
        known.update(dict.fromkeys(spellings))
    return tuple(Entry(arabic, tuple(english), seeded=True) for arabic, english in merged.values())


def _names() -> Iterator[tuple[str, list[str]]]:
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
            for name, spellings in _spelt(code, arabic.languages[code], english.languages[code]):
                yield name, spellings + countries
    for zone, names in arabic.time_zones.items():
        if "city" in names and "/" in zone and not zone.startswith(("Etc", *_LEFT_OUT)):
            city = english.time_zones.get(zone, {}).get("city")
            yield from _spelt(zone, names["city"], city or zone.split("/")[-1].replace("_", " "))


def _spelt(code: str, arabic: str, english: str) -> Iterator[tuple[str, list[str]]]:
    bare = [re.sub(r"\s*\(.*\)| SAR China", "", name) for name in (arabic, english)]
    spellings = [bare[1].replace("’", "'"), *_ENGLISH.get(code, ())]
    if "&" in bare[1]:
        spellings.append(bare[1].replace("&", "and"))
    stem = bare[1].rstrip("aey")
    spellings += [stem + ending for ending in _ENDINGS]
    for name in (bare[0], *_ARABIC.get(code, ())):
        yield name, spellings
