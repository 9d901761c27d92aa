"""How well a Latin name spells an Arabic one: a weighted edit distance between two alphabets.

Arabic writes few vowels and has no p, v or hard g; Latin spellings follow a dozen languages. So
each Latin letter or digraph lists the Arabic letters it stands for (cost 0 for the usual ones),
vowels come and go cheaply, and what is left over costs 1 a consonant. The score is 1 less the cost
per consonant, as in skeleton matching (Freeman, Condon and Ackerman, "Cross Linguistic Name
Matching in English and Arabic", HLT-NAACL 2006).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Latin unit -> Arabic units; "~" marks a rarer reading that costs 0.3.
_SPELLINGS = """
a   ا ع ~ي ~و ~ه
aa  ا عا
ae  اي ي ا
ai  اي ي ~ا
au  او و
aw  او و
ay  اي ي
b   ب ~ف
c   ك س ق ~ج ~تش ~ش ~ص
cc  ك تش
ce  س ~تش ~سي
ch  تش ش خ ك ~ج ~ح ~ه
ci  تش سي ~شي
ck  ك
cz  تش
d   د ض ~ذ ~ظ
dg  دج ج
dh  ذ ظ ض ~د
dj  ج دج
dz  دز ز ج
e   ي ا ه ع ~و
ea  ي يا ~ا
eau و
ee  ي
ei  اي ي
eo  يو و ~ي
et  يت ~د
eu  و ~يو ~اوي
ew  يو و
ey  ي اي
f   ف
g   غ ج ق ك ~خ
gg  غ ج
gh  غ ج ق ~ف
gi  ج جي غي
gn  ني ن غن
gu  غ غو ج جو
h   ه ح ~خ ~ع
i   ي ا ~اي ع
ia  يا يه ~ا
ie  ي يه ~اي
ier ييه يير ير
igh اي
io  يو
j   ج ي ~خ ~ه ~ش ~ز ~غ
ji  جي
k   ك ق ~خ
kh  خ ~ك ~ح
ks  كس
l   ل ~ي
m   م
n   ن
ng  نغ نج نق نك ~ن
o   و ا ~ع ~او
oe  و وي ~ي
oi  وا وي
oo  و
ou  و او
ow  او و
oy  وي
p   ب ~ف
pf  بف ف
ph  ف
q   ق ك ~ش ~تش
qu  كو ك كي ~ق
r   ر
s   س ص ~ز ~ش ~ث
sc  سك ش س
sch ش سك
sh  ش ~سه
shch شت
sz  ش س ~ز
t   ت ط ~ث
tch تش
th  ث ت ذ ط ~د ~ظ
tion شن سيون
ts  تس تز ~س ~ز
tsch تش
tz  تس تز ~ز ~س
u   و ~ا ~ي ~يو ع
ue  و يو ~وي
ui  وي ~ي
v   ف ~و ~ب
w   و ~ف ~غ ~غو
wh  و
x   كس كز ز ش ~خ ~س ~اكس ~جز ~ه
y   ي ~ا ~ج
yi  ي
z   ز س ذ ظ تس ~ض ~تز ~ث ~ص ~ش ~ج
zh  ج جه ~ز ~ش ~تش
"""
_DOUBLED = re.compile(r"([bdfhjklmnprstvwxyz])\1")
_VOWELS = frozenset("aeiouy")
_LATIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
    | {"ş": "sh", "ș": "sh", "š": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "ğ": "gh"}
    | {"ñ": "n", "ə": "a", "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "`": "", ".": ""}
)
_DROP_LATIN = {"h": 0.3, "w": 0.4, "r": 0.8, "g": 0.8}
_SILENT_AT_END = frozenset("tsxdpzc")
_DROP_ARABIC = {"ا": 0.15, "و": 0.35, "ي": 0.35, "ع": 0.2, "ه": 0.35, "ء": 0.0}
_VOWEL_DROP = 0.08
_DOUBLE = 0.1
_RARE = 0.3
_RARE_VOWEL = 0.15
_FOREIGN_LETTERS = str.maketrans("پچژگڤ", "بجزغف")


def _table() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for line in _SPELLINGS.split("\n"):
        latin, *units = line.split() or [""]
        rare = _RARE_VOWEL if latin in _VOWELS else _RARE
        table[latin] = {u.removeprefix("~"): rare if u[0] == "~" else 0.0 for u in units}
    return table


_TABLE = _table()
_LONGEST = max(map(len, _TABLE))


def latin_letters(name: str) -> str:
    """Lower-case ASCII letters of a Latin name, national letters spelt out, none twice running."""
    spelt = unicodedata.normalize("NFC", name.lower()).translate(_LATIN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", spelt) if "a" <= c <= "z")
    return _DOUBLED.sub(r"\1", plain)


@lru_cache(maxsize=1 << 16)
def distance(arabic: str, latin: str) -> float:
    """Cost of spelling the folded ``arabic`` word as ``latin`` (from ``latin_letters``)."""
    width = len(arabic) + 1
    infinity = float("inf")
    rows = [[infinity] * width for _ in range(len(latin) + 1)]
    rows[0][0] = 0.0
    for i, row in enumerate(rows):
        drop = _latin_drop(latin, i) if i < len(latin) else infinity
        below = rows[i + 1] if i < len(latin) else row
        for j in range(width):
            cost = row[j]
            if cost == infinity:
                continue
            if j < len(arabic):
                doubled = j > 0 and arabic[j] == arabic[j - 1]
                skipped = cost + (_DOUBLE if doubled else _DROP_ARABIC.get(arabic[j], 1.0))
                if skipped < row[j + 1]:
                    row[j + 1] = skipped
            if i == len(latin):
                continue
            if cost + drop < below[j]:
                below[j] = cost + drop
            if j < len(arabic) and cost + 1.0 < below[j + 1] and latin[i] not in _VOWELS:
                below[j + 1] = cost + 1.0
            for size in range(1, min(_LONGEST, len(latin) - i) + 1):
                units = _TABLE.get(latin[i : i + size])
                if units is None:
                    continue
                ahead = rows[i + size]
                for unit, price in units.items():
                    if arabic.startswith(unit, j) and cost + price < ahead[j + len(unit)]:
                        ahead[j + len(unit)] = cost + price
    return rows[-1][-1]


def _latin_drop(latin: str, at: int) -> float:
    letter = latin[at]
    if letter == "h" and at == len(latin) - 1:
        return _VOWEL_DROP
    if letter in _VOWELS:
        return _VOWEL_DROP
    if at == 0:
        return 1.0
    if letter in _SILENT_AT_END and at + 2 >= len(latin):
        return 0.5
    return _DROP_LATIN.get(letter, 1.0)


@lru_cache(maxsize=1 << 16)
def similarity(arabic: str, latin: str) -> float:
    """1.0 for a usual spelling, 0.0 for nothing in common.

    ``arabic`` is a folded word without clitics, ``latin`` what ``latin_letters`` gives.
    """
    arabic = arabic.translate(_FOREIGN_LETTERS)
    weight = max(
        sum(letter not in _VOWELS for letter in latin),
        sum(letter not in _DROP_ARABIC for letter in arabic),
        1,
    )
    return max(0.0, 1.0 - distance(arabic, latin) / weight)


@lru_cache(maxsize=1 << 16)
def sounds(word: str) -> tuple[int, int, int, int, int, int]:
    """How often a Latin or Arabic word has m, n, r, l, a labial, and w: what hardly any spelling
    confuses, for a quick comparison before ``similarity``."""
    return (
        word.count("m") + word.count("م"),
        word.count("n") + word.count("ن"),
        word.count("r") + word.count("ر"),
        word.count("l") + word.count("ل"),
        sum(map(word.count, "bpfvفب")),
        word.count("w") + word.count("و"),
    )
